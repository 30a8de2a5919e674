"""Calibration: how probable it is that what was found is right, learned from texts that have trained nothing of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from spacy.language import Language

from entityx.gold import Gold
from entityx.lexicon.words import fold
from entityx.link.agreements import SURENESS, SURENESS_CLOSER, Decided, decide_agreements
from entityx.link.agreements.closer import Readings
from entityx.link.confidence import mention_calibration, mention_values
from entityx.link.people import resolve_mentions
from entityx.link.states import States
from entityx.link.titles import SURENESS as SURENESS_OF_HOLDERS
from entityx.link.titles import assign_titles
from entityx.recognise.layers import LAYERS, TITLES_KEY, read_layer
from entityx.recognise.tagger.belief import belief_about
from entityx.train.links import Lesson

DIGITS = 3


class Judged(NamedTuple):
    """Something that was found.

    Attributes:
        values: What tells how sure it is.
        right: Whether it is right.
    """

    values: Mapping[str, float]
    right: bool


def calibrate(judged: Sequence[Judged]) -> dict[str, float]:
    """The weights of values, as `entityx.link.confidence.Calibration` reads them."""
    from sklearn.linear_model import LogisticRegression

    names = sorted({name for one in judged for name in one.values})
    rows = [[one.values.get(name, 0.0) for name in names] for one in judged]
    regression = LogisticRegression(C=1.0, max_iter=1000).fit(rows, [one.right for one in judged])
    weights = {name: round(float(weight), DIGITS) for name, weight in zip(names, regression.coef_[0], strict=True)}
    return {"intercept": round(float(regression.intercept_[0]), DIGITS), **weights}


def judged_mentions(golds: Iterable[Gold], nlp: Language) -> dict[str, list[Judged]]:
    """The mentions that *nlp* finds, and whether they are annotated, by what calibrates them.

    Args:
        golds: Annotated texts that have not trained it.
        nlp: One of our own pipelines.
    """
    found: dict[str, list[Judged]] = defaultdict(list)
    for gold in golds:
        doc = nlp(gold.text)
        belief = belief_about(doc)
        assert belief is not None
        for span in (span for key in LAYERS for span in read_layer(doc, key)):
            right = (span.start_char, span.end_char, span.label_) in gold.mentions
            name = mention_calibration(span.label_, belief).name
            found[name].append(Judged(mention_values(span, belief), right))
    return found


def judged_holders(golds: Iterable[Gold], nlp: Language) -> dict[str, list[Judged]]:
    """The titles that persons are said to hold, and whether they do, where both are annotated."""
    found = []
    for gold in golds:
        if gold.links is None:
            continue
        doc = nlp(gold.text)
        right = {(person.name, fold(title)) for person in gold.links.people for title in person.titles}
        people = resolve_mentions([ent for ent in doc.ents if ent.label_ == "PER"])
        held = assign_titles(list(people), read_layer(doc, TITLES_KEY), people, States(doc))
        found += [Judged(one.values, (one.person, fold(one.title.text)) in right) for one in held]
    return {SURENESS_OF_HOLDERS.name: found}


def judged_agreements(lessons: Iterable[Lesson]) -> dict[str, list[Judged]]:
    """The agreements that are found among annotated mentions, and whether their rows are right."""
    found: dict[str, list[Judged]] = defaultdict(list)
    for lesson in lessons:
        closer = Readings(lesson.scene, lesson.mentions)
        for calibration, readings in ((SURENESS_CLOSER, closer), (SURENESS, Readings(lesson.scene, ()))):
            decided = list(decide_agreements(lesson.mentions, lesson.scene, readings))
            found[calibration.name] += [Judged(one.values, is_right(one, decided, lesson)) for one in decided]
    return found


def is_right(one: Decided, every: Sequence[Decided], lesson: Lesson) -> bool:
    """Whether *one* of *every* agreement found in *lesson* is an annotated one, which no other is, with its row."""
    own = {mention.start for mention in one.group}
    annotated = [agreement for agreement in lesson.agreements if own & {m.start for m in agreement.mentions}]
    if len(annotated) != 1:
        return False
    starts = {mention.start for mention in annotated[0].mentions}
    split = any(other is not one and starts & {mention.start for mention in other.group} for other in every)
    agreement = annotated[0].agreement
    same_parties = set(map(fold, one.roles.parties)) == set(map(fold, agreement.parties))
    return not split and same_parties and one.status == agreement.status
