"""Training of what decides on an agreement's parties, status and domains: logistic regressions over named features.

``make links`` runs it. It needs scikit-learn, which using entityx does not.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, NamedTuple
from zlib import crc32

import numpy as np
import typer
from spacy.language import Language
from spacy.tokens import Span

import entityx
from entityx.errors import TrainingError
from entityx.gold import Gold, read_gold_files, read_links
from entityx.lexicon.words import fold
from entityx.link import titles
from entityx.link.agreements import domains, groups, parties, status
from entityx.link.agreements.scene import Scene
from entityx.link.linear import WEIGHTS, Vector
from entityx.link.people import resolve_mentions
from entityx.recognise.layers import AGREEMENTS_KEY, read_layer, set_mentions
from entityx.recognise.ours import FAST
from entityx.records import Agreement, Person

FEWEST = 6
"""How often a feature must be seen in training to get a weight."""
HOLDER_C, GROUP_C, PARTY_C, STATUS_C, DOMAIN_C = 0.3, 0.3, 0.3, 0.1, 0.1
"""How freely weights may grow (scikit-learn's C): the best in cross-validation, in which they matter little."""
VECTOR_SCALE = 4.0
"""How much longer word vectors are than one feature: where cross-validation levels off."""
DIGITS = 3


class Case(NamedTuple):
    """Something to learn from: whether a candidate with these features is one."""

    features: frozenset[str]
    answer: bool
    vector: Vector | None = None


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
    """An annotated text: what it names and says, and which of its mentions belong to whom or to which agreement."""

    scene: Scene
    people: Sequence[Person]
    mentions: Sequence[Span]
    agreements: Sequence[Linked]


def lessons(golds: Iterable[Gold], nlp: Language) -> Iterator[Lesson]:
    """Those of *golds* that have links, with the annotated mentions in place of recognised ones."""
    for gold in golds:
        if gold.links is None:
            continue
        doc = nlp(gold.text)
        set_mentions(doc, gold.mentions)
        mentions = read_layer(doc, AGREEMENTS_KEY)
        linked = []
        sources = gold.links.sources or [()] * len(gold.links.agreements)
        for agreement, telling in zip(gold.links.agreements, sources, strict=True):
            starts = [place.start for place in agreement.mentions]
            group = [m for m in mentions if any(m.start_char <= start < m.end_char for start in starts)]
            if group:
                linked.append(Linked(group, agreement, telling))
        yield Lesson(Scene(doc), gold.links.people, mentions, linked)


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
            yield Case(frozenset(features), (title.start_char, person) in right)


def group_cases(lesson: Lesson) -> Iterator[Case]:
    """Each mention with each earlier one, and whether they are of one agreement."""
    agreement = {m.start: i for i, one in enumerate(lesson.agreements) for m in one.mentions}
    of = [agreement.get(mention.start) for mention in lesson.mentions]
    views = [groups.View(mention) for mention in lesson.mentions]
    for later in range(len(of)):
        for earlier in range(max(0, later - groups.REACH), later):
            features = groups.features(views, earlier, later)
            yield Case(frozenset(features), of[earlier] == of[later] is not None)


def party_cases(lesson: Lesson) -> Iterator[Case]:
    """Each who could be a party, and whether it is one."""
    for group, agreement, _ in lesson.agreements:
        right = {fold(party) for party in agreement.parties}
        for party, features in parties.features(group, lesson.scene).items():
            yield Case(frozenset(features), fold(party) in right)


def domain_cases(lesson: Lesson) -> Iterator[Case]:
    """Each noun that could be a domain, and whether it is one or a word of one."""
    for group, agreement, _ in lesson.agreements:
        right = [fold(domain) for domain in agreement.domains]
        for candidate in domains.candidates(group, lesson.mentions):
            word = fold(candidate.word.text)
            answer = any(word in domain or domain in word for domain in right)
            yield Case(frozenset(candidate.features), answer, candidate.vector)


def status_cases(lesson: Lesson, answer: str) -> Iterator[Case]:
    """Each agreement, and whether its status is *answer*."""
    for group, agreement, _ in lesson.agreements:
        yield Case(frozenset(status.features(group)), agreement.status == answer)


def fit(given: Iterable[Case], *, c: float) -> dict[str, Any]:
    """A logistic regression for the cases *given*, as `entityx.link.linear.load_models` reads it."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    cases = list(given)
    counts = Counter(feature for case in cases for feature in case.features)
    names = sorted(feature for feature, count in counts.items() if count >= FEWEST)
    column = {name: i for i, name in enumerate(names)}
    places = [
        (row, column[feature])
        for row, case in enumerate(cases)
        for feature in sorted(case.features)
        if feature in column
    ]
    rows, columns = zip(*places, strict=True)
    matrix = csr_matrix((np.ones(len(places)), (rows, columns)), shape=(len(cases), len(names)))
    vectors = [case.vector for case in cases if case.vector is not None]
    if vectors:
        nothing = np.zeros_like(vectors[0])
        meaning = np.stack([nothing if case.vector is None else case.vector for case in cases])
        matrix = hstack([matrix, csr_matrix(VECTOR_SCALE * meaning)]).tocsr()
    regression = LogisticRegression(C=c, max_iter=5000).fit(matrix, [case.answer for case in cases])
    weights = [round(float(weight), DIGITS) for weight in regression.coef_[0]]
    model: dict[str, Any] = {
        "intercept": round(float(regression.intercept_[0]), DIGITS),
        "weights": {name: weight for name, weight in zip(names, weights, strict=False) if weight},
    }
    if vectors:
        model["vector"] = [round(VECTOR_SCALE * weight, DIGITS) for weight in regression.coef_[0][len(names) :]]
    return model


def train_links(golds: Sequence[Gold], nlp: Language, folder: Path) -> None:
    """Learn from *golds* and write the weights of all models into *folder*.

    Args:
        golds: Annotated texts; those without links are passed over.
        nlp: A pipeline from `entityx.load`, for parts of speech, sentences and word vectors.
        folder: Where the weights go; files of an earlier training are replaced.
    """
    taught = list(lessons(golds, nlp))
    learned = {
        "holders": {"holder": fit(chain.from_iterable(map(holder_cases, taught)), c=HOLDER_C)},
        "groups": {"same": fit(chain.from_iterable(map(group_cases, taught)), c=GROUP_C)},
        "parties": {"party": fit(chain.from_iterable(map(party_cases, taught)), c=PARTY_C)},
        "domains": {"domain": fit(chain.from_iterable(map(domain_cases, taught)), c=DOMAIN_C)},
        "status": {
            answer: fit(chain.from_iterable(status_cases(lesson, answer) for lesson in taught), c=STATUS_C)
            for answer in status.STATUSES
        },
    }
    for name, models in learned.items():
        text = json.dumps(models, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


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
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if record["id"] not in by_id:
                raise TrainingError(f"{path} has links for {record['id']}, which is none of the annotated texts")
            linked.append(replace(by_id[record["id"]], links=read_links(record)))
    return linked


def main(
    texts: Annotated[list[Path], typer.Argument(help="Annotated texts.")],
    links: Annotated[Path, typer.Option(help="The folder with their links.")],
) -> None:
    """Train the models of agreements' parties, status and domains anew."""
    train_links(with_links(read_gold_files(texts), links), entityx.load(FAST), WEIGHTS)


if __name__ == "__main__":
    typer.run(main)
