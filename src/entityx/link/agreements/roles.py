"""Who has which part in an agreement: who concluded it, negotiates it or is bound by it, and who is a third party.

Whoever the text names could have one. How each stands to the mentions of the agreement gives features
(`entityx.link.agreements.parties`), and a decision says how much speaks for each of both parts. Where the closer look
has been taken, the parties are chosen all together: it also says how many of them the text names, so that a list is
taken whole, and none is where none is named.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from spacy.tokens import Span

from entityx.link.agreements.closer import Reading
from entityx.link.agreements.parties import features
from entityx.link.agreements.scene import Scene
from entityx.link.decision import Decision, Evidence, probability

PARTY, THIRD_PARTY = "party", "third party"
ROLE = Decision("roles", least={PARTY: -0.4, THIRD_PARTY: -1.0})
"""Which part someone has in an agreement: a party from log odds of -0.4, 0.40 as a probability, the best F1 in
cross-validation on the annotated news that are real; a third party, which is rare, from -1, 0.27 as a probability, the
best F1 on the texts that have not trained the closer look."""
NUMBERS = ("none", "one", "two")
"""How many parties there are, as the closer look says it; what is more is ``more``."""
NUMBER_COUNTS = 0.8
"""How much that counts beside what is said of each party: of 0 to 1.5, what makes most agreements right as a whole of
those that have not trained the closer look."""


class Roles(NamedTuple):
    """Who has which part in an agreement.

    Attributes:
        parties, third_parties: Their names, in alphabetical order.
        certainty: The logarithm of the probability that the parties are these and no others.
    """

    parties: tuple[str, ...]
    third_parties: tuple[str, ...]
    certainty: float


def roles_of(group: Sequence[Span], scene: Scene, reading: Reading | None) -> Roles:
    """Who has which part in the agreement that *group* mentions.

    Args:
        group: Its mentions.
        scene: Who stands where in the text.
        reading: What the closer look says of it.
    """
    scores = {party: ROLE.score(given) for party, given in evidence(group, scene, reading).items()}
    of_party = {party: own[PARTY] for party, own in scores.items()}
    number = None if reading is None else reading.of_agreement["number"]
    parties = chosen(of_party, number)
    third = {party for party, own in scores.items() if own[THIRD_PARTY] >= ROLE.bar(THIRD_PARTY)}
    return Roles(tuple(sorted(parties)), tuple(sorted(third - parties)), certainty(of_party, parties, ROLE.bar(PARTY)))


def evidence(group: Sequence[Span], scene: Scene, reading: Reading | None) -> dict[str, Evidence]:
    """What tells the part of each who could have one in the agreement that *group* mentions."""
    said = {} if reading is None else reading.parties
    return {party: Evidence(found, read=said.get(party)) for party, found in features(group, scene).items()}


def chosen(scores: Mapping[str, float], number: Mapping[str, float] | None) -> set[str]:
    """The parties among those with *scores*, the log odds that they are.

    Args:
        scores: By name.
        number: For each answer to how many there are, the logarithm of how probable it is, up to a constant, where that
            is known.
    """
    bar = ROLE.bar(PARTY)
    if number is None:
        return {party for party, score in scores.items() if score >= bar}
    ranked = sorted(scores, key=lambda party: (-scores[party], party))
    total, best, size = 0.0, -math.inf, 0
    for count in range(len(ranked) + 1):
        if count:
            total += scores[ranked[count - 1]] - bar
        answer = NUMBERS[count] if count < len(NUMBERS) else "more"
        if (value := total + NUMBER_COUNTS * number[answer]) > best:
            best, size = value, count
    return set(ranked[:size])


def certainty(scores: Mapping[str, float], parties: set[str], bar: float) -> float:
    """The logarithm of the probability that just *parties* are, as if each were by itself."""
    shares = (probability(score - bar if party in parties else bar - score) for party, score in scores.items())
    return math.fsum(math.log(max(share, 1e-9)) for share in shares)
