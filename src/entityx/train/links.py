"""Training of the decisions that link titles, names and agreements: logistic regressions over named features.

``make links`` runs it. It needs scikit-learn, which using entityx does not. How much the closer look counts beside the
features is learned from texts that have not trained it.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, get_args
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Span

from entityx.errors import TrainingError
from entityx.gold import Gold, read_links
from entityx.lexicon.words import fold
from entityx.link import titles
from entityx.link.agreements import domains, groups, real, roles, status, subjects
from entityx.link.agreements.closer import Reading, Readings
from entityx.link.agreements.scene import Scene
from entityx.link.agreements.words import lookalikes
from entityx.link.decision import Answer, Decision, Evidence, Mixing, answer_of
from entityx.link.people import resolve_mentions
from entityx.recognise.closer_look.closer_look import CloserLook
from entityx.recognise.layers import AGREEMENTS_KEY, read_layer, set_mentions
from entityx.records import Agreement, AgreementKind, Person, Status, Subject

FEWEST = 6
"""How often a feature must be seen in training to get a weight."""
FEWEST_WORDS = 15
"""The same where there are weights for many words and many answers."""
FREEDOM, FREEDOM_OF_WORDS = 0.3, 0.1
"""How freely weights may grow (scikit-learn's C), and those of decisions that look at many words: the best in
cross-validation, in which they matter little."""
Weights = dict[str, dict[str, Any]]
"""The weights of a decision, as they are stored."""
VECTOR_SCALE = 4.0
"""How much longer word vectors are than one feature: where cross-validation levels off."""
DIGITS = 3


class Case(NamedTuple):
    """Something to learn from: what a decision looks at, and which answers are right."""

    evidence: Evidence
    right: frozenset[str]


class Linked(NamedTuple):
    """An annotated agreement.

    Attributes:
        mentions: Where the text mentions it.
        agreement: What is annotated.
        sources: Those who only tell of it.
    """

    mentions: Sequence[Span]
    agreement: Agreement
    sources: Sequence[str]


class Lesson(NamedTuple):
    """An annotated text: what it names and says, and which of its mentions belong to whom or to which agreement.

    Attributes:
        id: Of the text.
        scene: Who stands where in it.
        people: The persons, with their titles.
        mentions: The mentions of agreements.
        agreements: The agreements.
        readings: What the closer look says of them, where it has been taken.
    """

    id: str
    scene: Scene
    people: Sequence[Person]
    mentions: Sequence[Span]
    agreements: Sequence[Linked]
    readings: Readings


class Question(NamedTuple):
    """A decision, and how it is learned.

    Attributes:
        decision: What is to be decided.
        answers: The answers to it.
        cases: What it learns from in a lesson.
        freedom: How freely its weights may grow.
        alike: Whether the closer look counts alike for all answers: some are too rare to learn it for each.
        fewest: How often a feature must be seen to get a weight.
    """

    decision: Decision
    answers: Sequence[str]
    cases: Callable[[Lesson], Iterator[Case]]
    freedom: float
    alike: bool = True
    fewest: int = FEWEST


def lessons(golds: Iterable[Gold], nlp: Language, look: CloserLook | None = None) -> Iterator[Lesson]:
    """Those of *golds* that have links, with the annotated mentions in place of recognised ones.

    Args:
        golds: Annotated texts.
        nlp: A pipeline from `entityx.load`, for parts of speech, sentences and word vectors.
        look: What takes a closer look at those that have not trained it, if anything does.
    """
    for gold in golds:
        if gold.links is None:
            continue
        doc = nlp(gold.text)
        set_mentions(doc, gold.mentions)
        if look is not None and is_kept_out(gold.id):
            doc = look(doc)
        mentions = read_layer(doc, AGREEMENTS_KEY)
        linked = []
        sources = gold.links.sources or [()] * len(gold.links.agreements)
        for agreement, telling in zip(gold.links.agreements, sources, strict=True):
            starts = [place.start for place in agreement.mentions]
            group = [m for m in mentions if any(m.start_char <= start < m.end_char for start in starts)]
            if group:
                linked.append(Linked(group, agreement, telling))
        scene = Scene.of(doc)
        yield Lesson(gold.id, scene, gold.links.people, mentions, linked, Readings(scene, mentions))


def holder_cases(lesson: Lesson) -> Iterator[Case]:
    """Each title with each person who could hold it, and whether that is the holder."""
    scene = lesson.scene
    right = {
        (place.start, form)
        for one in lesson.people
        for place in one.title_mentions
        for form in (one.name, *one.aliases)
    }
    if not lesson.people:
        return
    names = [ent for ent in scene.doc.ents if ent.label_ == "PER"]
    people = resolve_mentions(names)
    for title, candidates in titles.features(names, scene.titles, people, scene.states):
        for person, features in candidates.items():
            yield yes_or_no(Evidence(features), "holder", (title.start_char, person) in right)


def real_cases(lesson: Lesson) -> Iterator[Case]:
    """Each mention, and each noun that only looks like one, and whether it is one."""
    others = list(lookalikes(lesson.scene.doc[:], lesson.mentions))
    readings = Readings(lesson.scene, [*lesson.mentions, *others])
    for those, is_right in ((lesson.mentions, True), (others, False)):
        for mention in those:
            yield yes_or_no(real.evidence(mention, readings.of([mention])), "agreement", is_right)


def group_cases(lesson: Lesson) -> Iterator[Case]:
    """Each mention with each earlier one, and whether they are of one agreement."""
    agreement = {m.start: i for i, one in enumerate(lesson.agreements) for m in one.mentions}
    of = [agreement.get(mention.start) for mention in lesson.mentions]
    views = [groups.View(mention) for mention in lesson.mentions]
    readings = [lesson.readings.of([mention]) for mention in lesson.mentions]
    for later in range(len(of)):
        for earlier in range(max(0, later - groups.REACH), later):
            evidence = groups.evidence(views, readings, earlier, later)
            yield yes_or_no(evidence, "same", of[earlier] == of[later] is not None)


def of_agreements(
    cases: Callable[[Sequence[Span], Agreement, Lesson, Reading | None], Iterator[Case]],
) -> Callable[[Lesson], Iterator[Case]]:
    """What gives the *cases* of all agreements of a lesson."""

    def of_lesson(lesson: Lesson) -> Iterator[Case]:
        for group, agreement, _ in lesson.agreements:
            yield from cases(group, agreement, lesson, lesson.readings.of(group))

    return of_lesson


def role_cases(group: Sequence[Span], agreement: Agreement, lesson: Lesson, reading: Reading | None) -> Iterator[Case]:
    """Each who could have a part in an agreement, and which it is."""
    right = {
        **dict.fromkeys(map(fold, agreement.third_parties), roles.THIRD_PARTY),
        **dict.fromkeys(map(fold, agreement.parties), roles.PARTY),
    }
    for party, evidence in roles.evidence(group, lesson.scene, reading).items():
        yield Case(evidence, frozenset({right[fold(party)]} if fold(party) in right else ()))


def domain_cases(
    group: Sequence[Span], agreement: Agreement, lesson: Lesson, reading: Reading | None
) -> Iterator[Case]:
    """Each noun that could be a domain, and whether it is one or a word of one."""
    right = [fold(domain) for domain in agreement.domains]
    for candidate in domains.candidates(group, lesson.mentions):
        word = fold(candidate.word.text)
        answer = any(word in domain or domain in word for domain in right)
        yield yes_or_no(domains.evidence(candidate, reading), "domain", answer)


def status_cases(
    group: Sequence[Span], agreement: Agreement, lesson: Lesson, reading: Reading | None
) -> Iterator[Case]:
    """An agreement, and its status."""
    yield Case(status.evidence(group, reading), frozenset({agreement.status}))


def kind_cases(group: Sequence[Span], agreement: Agreement, lesson: Lesson, reading: Reading | None) -> Iterator[Case]:
    """An agreement, and its kind."""
    evidence = subjects.evidence("kind", group, agreement.parties, lesson.scene, reading)
    yield Case(evidence, frozenset({agreement.kind}))


def subject_cases(
    group: Sequence[Span], agreement: Agreement, lesson: Lesson, reading: Reading | None
) -> Iterator[Case]:
    """An agreement, and its subjects."""
    evidence = subjects.evidence("subjects", group, agreement.parties, lesson.scene, reading)
    yield Case(evidence, frozenset(agreement.subjects))


def yes_or_no(evidence: Evidence, answer: str, is_right: bool) -> Case:
    """The case of a decision with one *answer*."""
    return Case(evidence, frozenset({answer} if is_right else ()))


QUESTIONS = (
    Question(titles.HOLDER, ["holder"], holder_cases, FREEDOM),
    Question(real.REAL, ["agreement"], real_cases, FREEDOM),
    Question(groups.SAME, ["same"], group_cases, FREEDOM),
    Question(roles.ROLE, [roles.PARTY, roles.THIRD_PARTY], of_agreements(role_cases), FREEDOM, alike=False),
    Question(status.STATUS, get_args(Status), of_agreements(status_cases), FREEDOM_OF_WORDS),
    Question(subjects.KIND, get_args(AgreementKind), of_agreements(kind_cases), FREEDOM_OF_WORDS),
    Question(subjects.SUBJECTS, get_args(Subject), of_agreements(subject_cases), FREEDOM_OF_WORDS, fewest=FEWEST_WORDS),
    Question(domains.DOMAIN, ["domain"], of_agreements(domain_cases), FREEDOM_OF_WORDS),
)
"""All that is decided by weighing evidence."""


def learn(question: Question, taught: Sequence[Lesson]) -> tuple[Weights, Weights]:
    """The weights for each answer to *question*, as `entityx.link.decision.read_answers` reads them.

    Returns:
        Those learned from the texts that the closer look has learned from too, and those learned from all. How much the
        closer look counts is the same in both: that is learned from the others.
    """
    by_lesson = [(is_kept_out(lesson.id), list(question.cases(lesson))) for lesson in taught]
    every = [case for _, cases in by_lesson for case in cases]
    others = [case for kept_out, cases in by_lesson for case in cases if not kept_out]
    first, whole = (
        {answer: fit(cases, answer, c=question.freedom, fewest=question.fewest) for answer in question.answers}
        for cases in (others, every)
    )
    asked = [case for kept_out, cases in by_lesson for case in cases if kept_out and case.evidence.read is not None]
    if asked:
        by_features = {answer: answer_of(stored) for answer, stored in first.items()}
        together = [list(question.answers)] if question.alike else [[answer] for answer in question.answers]
        for answers in together:
            mixed = mix_best if question.decision.least is None else mix
            mixing = mixed(asked, {answer: by_features[answer] for answer in answers})
            for answer in answers:
                first[answer]["mixing"] = whole[answer]["mixing"] = mixing._asdict()
    return first, whole


def mix(cases: Sequence[Case], answers: Mapping[str, Answer]) -> Mixing:
    """How much the closer look counts for *answers* beside the features, by *cases* that have trained neither."""
    from sklearn.linear_model import LogisticRegression

    rows, right = [], []
    for case in cases:
        for answer, own in answers.items():
            if case.evidence.read is not None and answer in case.evidence.read:
                rows.append((own.by_features(case.evidence), case.evidence.read[answer]))
                right.append(answer in case.right)
    if len(set(right)) < 2:  # nothing to learn it from
        return Mixing(0.0, 1.0, 0.0)
    regression = LogisticRegression(C=1.0).fit(rows, right)
    of_features, of_read = (round(float(weight), DIGITS) for weight in regression.coef_[0])
    return Mixing(round(float(regression.intercept_[0]), DIGITS), of_features, of_read)


def mix_best(cases: Sequence[Case], answers: Mapping[str, Answer]) -> Mixing:
    """The same where one of *answers* is right: by the probability that both together give the right one."""
    from scipy.optimize import minimize

    names = list(answers)
    asked = [(case, case.evidence.read) for case in cases if case.evidence.read is not None]
    read = np.array([[said[name] for name in names] for _, said in asked])
    by_features = np.array([[answers[name].by_features(case.evidence) for name in names] for case, _ in asked])
    right = np.array([[name in case.right for name in names] for case, _ in asked])

    def loss(weights: NDArray[np.float64]) -> float:
        scores = weights[0] * by_features + weights[1] * read
        return float((np.logaddexp.reduce(scores, axis=1) - scores[right]).mean() + LEAST_WEIGHTS * (weights**2).sum())

    best = minimize(loss, np.array([0.5, 0.5]), method="Nelder-Mead")
    of_features, of_read = (round(float(weight), DIGITS) for weight in best.x)
    return Mixing(0.0, of_features, of_read)


def fit(cases: Sequence[Case], answer: str, *, c: float, fewest: int = FEWEST) -> dict[str, Any]:
    """A logistic regression for one *answer*, as `entityx.link.decision.answer_of` reads it."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    counts = Counter(feature for case in cases for feature in case.evidence.features)
    names = sorted(feature for feature, count in counts.items() if count >= fewest)
    right = [answer in case.right for case in cases]
    if not names or len(set(right)) < 2:  # nothing to learn it from but how often it is so
        share = sum(right) / len(right)
        likely = LEAST_LIKELY if share == 1 else -LEAST_LIKELY if share == 0 else math.log(share / (1 - share))
        return {"intercept": round(likely, DIGITS), "weights": {}}
    column = {name: i for i, name in enumerate(names)}
    places = [
        (row, column[feature])
        for row, case in enumerate(cases)
        for feature in sorted(case.evidence.features)
        if feature in column
    ]
    rows, columns = zip(*places, strict=True)
    matrix = csr_matrix((np.ones(len(places)), (rows, columns)), shape=(len(cases), len(names)))
    vectors = [case.evidence.vector for case in cases if case.evidence.vector is not None]
    if vectors:
        nothing = np.zeros_like(vectors[0])
        meaning = np.stack([nothing if case.evidence.vector is None else case.evidence.vector for case in cases])
        matrix = hstack([matrix, csr_matrix(VECTOR_SCALE * meaning)]).tocsr()
    regression = LogisticRegression(C=c, max_iter=5000).fit(matrix, right)
    weights = [round(float(weight), DIGITS) for weight in regression.coef_[0]]
    model: dict[str, Any] = {
        "intercept": round(float(regression.intercept_[0]), DIGITS),
        "weights": {name: weight for name, weight in zip(names, weights, strict=False) if weight},
    }
    if vectors:
        model["vector"] = [round(VECTOR_SCALE * weight, DIGITS) for weight in regression.coef_[0][len(names) :]]
    return model


LEAST_WEIGHTS = 0.001
"""How much smaller weights are liked better in mixing."""
FOLDER = "folder.jsonl"
"""The file with the links between texts, which `entityx.train.folder` learns from."""
LEAST_LIKELY = 10.0
"""Log odds against what was never seen, and for what was always."""


def train_links(taught: Sequence[Lesson], folder: Path) -> None:
    """Learn from the lessons *taught*, and write the weights of all decisions into *folder*.

    While those learned from a part of the lessons stand in `QUESTIONS`, whoever wants can see how good they are on the
    others.
    """
    for question in QUESTIONS:
        first, whole = learn(question, taught)
        question.decision.answers = {answer: answer_of(stored) for answer, stored in first.items()}
        text = json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / f"{question.decision.name}.json").write_text(text + "\n", encoding="utf-8")


def is_kept_out(name: str) -> bool:
    """Whether the text with the id *name* is one of the fifth that the closer look does not learn from.

    What it says of these is what it says of any other text: from them we learn how much that counts beside the
    features, and how sure it is. Passages of one article stay together.
    """
    of_article = re.search(r"[a-z]{3}\d{4}", name)
    return crc32((of_article[0] if of_article else name).encode()) % 5 == 0


def with_links(golds: Sequence[Gold], folder: Path) -> list[Gold]:
    """*golds* with the links that the files of *folder* have for them.

    Args:
        golds: Annotated texts.
        folder: JSON lines with ``id`` and ``agreements``.

    Raises:
        TrainingError: When there are links for a text that is not among them.
    """
    by_id = {gold.id: gold for gold in golds}
    linked = []
    for path in sorted(folder.glob("*.jsonl")):
        if path.name == FOLDER:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if record["id"] not in by_id:
                raise TrainingError(f"{path} has links for {record['id']}, which is none of the annotated texts")
            linked.append(replace(by_id[record["id"]], links=read_links(record)))
    return linked
