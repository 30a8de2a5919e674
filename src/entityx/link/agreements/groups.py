"""Which mentions speak of one agreement.

Each mention is compared with the earlier ones: their nouns, determiners, names and subjects give features, and a
logistic regression that has learned from annotated texts says whether both speak of one agreement. A mention joins the
one that it matches best, or begins an agreement of its own, as it always does where it is *un autre accord*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from spacy.tokens import Span

from entityx.lexicon.agreements import empty_words, singular
from entityx.link.agreements.closer import Reading
from entityx.link.agreements.words import common_nouns, determiner
from entityx.link.decision import Decision, Evidence
from entityx.link.names import names_within

SAME = Decision("groups", least=0.0)
"""Whether two mentions speak of one agreement: from log odds of 0, 0.5 as a probability, most agreements are right as a
whole, with a closer look and without it, of those that have not trained it."""
REACH = 30
"""How many mentions back another can stand that is taken up."""
ANOTHER = frozenset(
    {
        *("autre", "autres", "nouveau", "nouvel", "nouvelle", "nouveaux", "nouvelles"),
        *("second", "seconde", "deuxième", "troisième", "quatrième", "cinquième"),
    }
)
"""Words behind *un* by which what follows is told apart from what came before."""
INDEFINITE = frozenset({"un", "une", "d'", "de"})


def group_mentions(mentions: Sequence[Span], readings: Sequence[Reading | None]) -> list[list[Span]]:
    """The mentions of each agreement, in order of the first one.

    Args:
        mentions: Those of a text, in order.
        readings: What the closer look says of each of them, marked alone.
    """
    views = [View(mention) for mention in mentions]
    groups: list[list[Span]] = []
    group_of: list[list[Span]] = []  # of each mention
    for i, mention in enumerate(mentions):
        earlier = range(i if is_another(mention) else max(0, i - REACH), i)
        scores = {j: SAME.score(evidence(views, readings, j, i))["same"] for j in earlier}
        best = max(earlier, key=lambda j: (scores[j], j), default=None)
        if best is not None and scores[best] >= SAME.bar("same"):
            group = group_of[best]
        else:
            group = []
            groups.append(group)
        group.append(mention)
        group_of.append(group)
    return groups


def evidence(views: Sequence[View], readings: Sequence[Reading | None], earlier: int, later: int) -> Evidence:
    """What tells whether mentions number *earlier* and *later* are of one agreement: each is asked for the other."""
    starts = (views[earlier].mention.start, views[later].mention.start)
    pairs = zip((readings[earlier], readings[later]), reversed(starts), strict=True)
    said = [one.mentions[start]["same"] for one, start in pairs if one is not None and start in one.mentions]
    read = {"same": sum(said) / len(said)} if said else None
    return Evidence(set(features(views, earlier, later)), read=read)


def is_another(mention: Span) -> bool:
    """Whether *mention* is said to be another agreement than those before it (*un deuxième accord*)."""
    before = mention.doc[max(0, mention.start - 2) : mention.start]
    return len(before) == 2 and before[0].norm_ in INDEFINITE and before[1].norm_ in ANOTHER


class View:
    """What matters of a mention beside others, looked up once.

    Attributes:
        mention: The mention.
        noun: Its noun, in the singular.
        is_plural: Whether it is in the plural.
        determiner: The word before it.
        content: The words behind its noun, those left out that only join others.
        names, beside: The names within it, and in its sentence.
        domains: The nouns within it that say what the agreement is about.
    """

    def __init__(self, mention: Span) -> None:
        self.mention = mention
        self.noun = singular(mention[0].norm_)
        self.is_plural = mention[0].norm_ != self.noun
        self.determiner = determiner(mention)
        self.content = content(mention)
        self.names = {name.text for name in names_within(mention)}
        self.beside = {name.text for name in names_within(mention.sent)}
        self.domains = set(own_domains(mention))


def features(views: Sequence[View], earlier: int, later: int) -> Iterator[str]:
    """What speaks for and against mentions number *earlier* and *later* of *views* being of one agreement."""
    one, other = views[earlier], views[later]
    noun = "same noun" if one.noun == other.noun else "other noun"
    words = compare(one.content, other.content)
    name = compare(one.names, other.names)
    taken_up = other.determiner
    number = "same number" if one.is_plural == other.is_plural else "other number"
    yield noun
    yield f"{noun}: {other.noun}"
    if one.noun != other.noun:
        yield f"{one.noun}, then {other.noun}"
    yield f"{noun}, {number}"
    yield f"{noun}, words: {words}"
    yield f"{noun}, names: {name}"
    yield f"{noun}, {taken_up} _"
    yield f"{noun}, {taken_up} _, words: {words}"
    yield f"first: {one.determiner} _"
    yield f"{noun}, domains: {compare(one.domains, other.domains)}"
    yield f"{noun}, names beside: {compare(one.beside, other.beside)}"
    yield f"{noun}, {min(4, later - earlier)} mentions back"
    last = next((j for j in range(later - 1, earlier - 1, -1) if views[j].noun == other.noun), None)
    yield f"{noun}, {'no' if last is None else 'the' if last == earlier else 'another'} last of its noun"
    if earlier == 0:
        yield "the first of the text"
    apart = other.mention.doc[one.mention.end : other.mention.start]
    stops = len(list(islice((token for token in apart if token.is_sent_start), MOST_STOPS)))
    yield f"{noun}, {stops} sentences back"
    if stops == 0:
        yield f"{noun}, {taken_up} _, same sentence"


MOST_STOPS = 5
"""Sentences between two mentions that count as many."""


def compare(some: set[str], others: set[str]) -> str:
    """How two sets of words stand to one another."""
    if not some and not others:
        return "none"
    if not some or not others:
        return "only the first" if some else "only the second"
    if some == others:
        return "same"
    return "within" if others <= some else "shared" if some & others else "differ"


def content(mention: Span) -> set[str]:
    """The words of *mention* behind its noun, those left out that only join others."""
    return {token.norm_ for token in mention[1:] if token.pos_ in ("NOUN", "ADJ", "PROPN", "NUM", "VERB")}


def own_domains(mention: Span) -> Iterator[str]:
    """The nouns within *mention* that say what the agreement is about."""
    yield from (noun.text for noun in common_nouns(mention[1:]) if noun[-1].norm_ not in empty_words())
