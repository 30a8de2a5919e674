"""Why a document says what it says: for each decision, what in the text spoke for and against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language

from entityx.link.agreements import Decided, decide_agreements
from entityx.link.agreements import roles as role_of
from entityx.link.agreements import status as status_of
from entityx.link.agreements import subjects as subject_of
from entityx.link.decision import Decision, Evidence, Reason
from entityx.link.document import Named, named_in
from entityx.link.titles import HOLDER, features
from entityx.link.wording import words_for
from entityx.readable import readable

LEAST = -3.0
"""The log odds from which it is worth telling why somebody was not chosen."""


@dataclass(frozen=True)
class Explanation:
    """Why something was decided.

    Attributes:
        about: What it is about: an agreement in the words of its first mention, or a person.
        number: Of the agreement in the text, from 1, or nothing.
        question: What was decided.
        given: Whether that is what the document says.
        score: The log odds: above 0, more speaks for it than against.
        reasons: What spoke for and against it, the weightiest first.
    """

    about: str
    number: int | None
    question: str
    given: bool
    score: float
    reasons: tuple[Reason, ...]


def explain(text: str, nlp: Language) -> list[Explanation]:
    """Why the document of *text* says what it says of its agreements and of its persons' titles.

    Args:
        text: One article, short enough for *nlp*.
        nlp: A pipeline from `entityx.load`.
    """
    named = named_in(nlp(readable(text).text))
    return [*_of_agreements(named), *_of_people(named)]


def _of_agreements(named: Named) -> Iterator[Explanation]:
    decided = decide_agreements(named.agreements, named.scene, named.readings)
    for number, one in enumerate(decided, start=1):
        about = one.group[0].text
        for question, given, reasons in _of_agreement(one, named):
            score = sum(reason.weight for reason in reasons)
            yield Explanation(about, number, question, given, round(score, 2), tuple(reasons))


def _of_agreement(one: Decided, named: Named) -> Iterator[tuple[str, bool, list[Reason]]]:
    """The questions about an agreement, whether the answer is a yes, and why."""
    group, reading, scene, roles = one.group, one.reading, named.scene, one.roles
    yield f"status: {one.status}", True, _reasons(status_of.STATUS, status_of.evidence(group, reading), one.status)
    evidence = role_of.evidence(group, scene, reading)
    for role, chosen in ((role_of.PARTY, roles.parties), (role_of.THIRD_PARTY, roles.third_parties)):
        scores = {name: role_of.ROLE.score(own)[role] for name, own in evidence.items()}
        for name in sorted(scores, key=lambda name: (name not in chosen, -scores[name], name)):
            if name in chosen or scores[name] >= LEAST:
                yield f"{role}: {name}", name in chosen, _reasons(role_of.ROLE, evidence[name], role)
    kind = subject_of.kind_of_agreement(group, roles.parties, scene, reading)
    of_kind = subject_of.evidence("kind", group, roles.parties, scene, reading)
    yield f"kind: {kind}", True, _reasons(subject_of.KIND, of_kind, kind)
    of_subjects = subject_of.evidence("subjects", group, roles.parties, scene, reading)
    for subject in subject_of.subjects_of(group, roles.parties, scene, reading):
        yield f"subject: {subject}", True, _reasons(subject_of.SUBJECTS, of_subjects, subject)


def _of_people(named: Named) -> Iterator[Explanation]:
    held = {one.title.start: one.person for one in named.held}
    names = list(named.person_of)
    for title, candidates in features(names, named.titles, named.person_of, named.states):
        for person, found in candidates.items():
            reasons = _reasons(HOLDER, Evidence(found), "holder")
            score = sum(reason.weight for reason in reasons)
            given = held.get(title.start) == person
            if given or score >= LEAST:
                yield Explanation(person, None, f"title: {title.text}", given, round(score, 2), tuple(reasons))


def _reasons(decision: Decision, evidence: Evidence, answer: str) -> list[Reason]:
    """Why *decision* gives *answer* its score, in words; what says the same is told once."""
    told: dict[str, float] = {}
    for reason in decision.explain(evidence, answer):
        words = words_for(reason.words)
        told[words] = told.get(words, 0.0) + reason.weight
    return sorted((Reason(*one) for one in told.items()), key=lambda reason: (-abs(reason.weight), reason.words))


def of_agreement(explanations: Iterable[Explanation], number: int) -> Sequence[Explanation]:
    """Those about the agreement with this *number*."""
    return [one for one in explanations if one.number == number]


def of_person(explanations: Iterable[Explanation], name: str) -> Sequence[Explanation]:
    """Those about persons whose name has *name* in it, whatever its letter case."""
    return [one for one in explanations if one.number is None and name.casefold() in one.about.casefold()]
