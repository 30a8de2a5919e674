"""Which mentions speak of one agreement.

Each mention is compared with the earlier ones: their nouns, determiners, names and subjects give features, and a
logistic regression that has learned from annotated texts says whether both speak of one agreement. A mention joins the
one that it matches best, or begins an agreement of its own, as it always does where it is *un autre accord*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from entityx.lexicon.agreements import empty_words, singular
from entityx.link.agreements.words import common_nouns, determiner
from entityx.link.linear import load_models
from entityx.link.names import names_within

MODEL = load_models("groups")["same"]
LEAST_SCORE = -0.8
"""The log odds from which two mentions speak of one agreement, 0.31 as a probability: the best F1 over pairs of them in
cross-validation on the annotated news that are real."""
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


def group_mentions(mentions: Sequence[Span]) -> list[list[Span]]:
    """The mentions of each agreement, in order of the first one."""
    groups: list[list[Span]] = []
    group_of: list[list[Span]] = []  # of each mention
    for i, mention in enumerate(mentions):
        earlier = range(i if is_another(mention) else max(0, i - REACH), i)
        scores = {j: MODEL.score(set(features(mentions, j, i))) for j in earlier}
        best = max(earlier, key=lambda j: (scores[j], j), default=None)
        if best is not None and scores[best] >= LEAST_SCORE:
            group = group_of[best]
        else:
            group = []
            groups.append(group)
        group.append(mention)
        group_of.append(group)
    return groups


def is_another(mention: Span) -> bool:
    """Whether *mention* is said to be another agreement than those before it (*un deuxième accord*)."""
    before = mention.doc[max(0, mention.start - 2) : mention.start]
    return len(before) == 2 and before[0].norm_ in INDEFINITE and before[1].norm_ in ANOTHER


def features(mentions: Sequence[Span], earlier: int, later: int) -> Iterator[str]:
    """What speaks for and against *mentions* number *earlier* and *later* being of one agreement."""
    one, other = mentions[earlier], mentions[later]
    nouns = singular(one[0].norm_), singular(other[0].norm_)
    noun = "same noun" if nouns[0] == nouns[1] else "other noun"
    words = compare(content(one), content(other))
    name = compare(names(one), names(other))
    taken_up = determiner(other)
    number = "same number" if is_plural(one) == is_plural(other) else "other number"
    yield noun
    yield f"{noun}: {nouns[1]}"
    if nouns[0] != nouns[1]:
        yield f"{nouns[0]}, then {nouns[1]}"
    yield f"{noun}, {number}"
    yield f"{noun}, words: {words}"
    yield f"{noun}, names: {name}"
    yield f"{noun}, {taken_up} _"
    yield f"{noun}, {taken_up} _, words: {words}"
    yield f"first: {determiner(one)} _"
    yield f"{noun}, domains: {compare(set(own_domains(one)), set(own_domains(other)))}"
    yield f"{noun}, names beside: {compare(beside(one), beside(other))}"
    yield f"{noun}, {min(4, later - earlier)} mentions back"
    last = next((j for j in range(later - 1, earlier - 1, -1) if singular(mentions[j][0].norm_) == nouns[1]), None)
    yield f"{noun}, {'no' if last is None else 'the' if last == earlier else 'another'} last of its noun"
    if earlier == 0:
        yield "the first of the text"
    apart = other.doc[one.end : other.start]
    stops = sum(bool(token.is_sent_start) for token in apart)
    yield f"{noun}, {min(5, stops)} sentences back"
    if stops == 0:
        yield f"{noun}, {taken_up} _, same sentence"


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


def names(mention: Span) -> set[str]:
    """The names within *mention*."""
    return {name.text for name in names_within(mention)}


def beside(mention: Span) -> set[str]:
    """The names in the sentence of *mention*."""
    return {name.text for name in names_within(mention.sent)}


def is_plural(mention: Span) -> bool:
    """Whether *mention* is in the plural."""
    return mention[0].norm_ != singular(mention[0].norm_)


def own_domains(mention: Span) -> Iterator[str]:
    """The nouns within *mention* that say what the agreement is about."""
    yield from (noun.text for noun in common_nouns(mention[1:]) if noun[-1].norm_ not in empty_words())
