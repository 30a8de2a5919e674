"""What sort of agreement it is, and what it is about, as classes.

The nouns and verbs in and around its mentions, and who stands beside them, give features; decisions that have learned
from annotated texts weigh them together with what the closer look says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from spacy.tokens import Span

from entityx.lexicon.agreements import singular
from entityx.link.agreements.closer import Reading
from entityx.link.agreements.parties import kind_of
from entityx.link.agreements.scene import Scene
from entityx.link.agreements.status import STEM, TELLING, distance, outside
from entityx.link.decision import Decision, Evidence
from entityx.records import AgreementKind, Subject

KIND = Decision("kind", least=None)
"""Which kind an agreement is of."""
SUBJECTS = Decision("subjects", least=-1.0)
"""What an agreement is about: from log odds of -1, 0.27 as a probability, near the best F1 on the texts that have not
trained the closer look."""
MOST = 4
"""Subjects that an agreement has, at most."""
NEAR = 12
"""Tokens from a mention up to which a word is near it."""


def kind_of_agreement(
    group: Sequence[Span], parties: Sequence[str], scene: Scene, reading: Reading | None
) -> AgreementKind:
    """The kind of the agreement that *group* mentions.

    Args:
        group: Its mentions.
        parties: Who concluded it.
        scene: Who stands where in the text.
        reading: What the closer look says of it.
    """
    return cast(AgreementKind, KIND.decide(evidence("kind", group, parties, scene, reading))[0])


def subjects_of(
    group: Sequence[Span], parties: Sequence[str], scene: Scene, reading: Reading | None
) -> tuple[Subject, ...]:
    """What the agreement that *group* mentions is about, the surest first; the arguments are those of the kind."""
    scores = SUBJECTS.score(evidence("subjects", group, parties, scene, reading))
    found = [subject for subject, score in scores.items() if score >= SUBJECTS.bar(subject)]
    found.sort(key=lambda subject: (-scores[subject], subject))
    return tuple(cast(Subject, subject) for subject in found[:MOST])


def evidence(
    question: str, group: Sequence[Span], parties: Sequence[str], scene: Scene, reading: Reading | None
) -> Evidence:
    """What tells the answer to a *question* of `OF_AGREEMENT`."""
    read = None if reading is None else reading.of_agreement[question]
    return Evidence(features(group, parties, scene), read=read)


def features(group: Sequence[Span], parties: Sequence[str], scene: Scene) -> set[str]:
    """The features of the agreement that *group* mentions, which has these *parties*."""
    found = {singular(mention[0].norm_) for mention in group}
    found |= {f"within: {token.norm_[:STEM]}" for mention in group for token in mention[1:] if token.pos_ in TELLING}
    kinds = sorted(kind_of(scene.by_party[party]) for party in parties if party in scene.by_party)
    found |= {f"party: {kind}" for kind in kinds}
    found.add(f"parties: {' and '.join(kinds[:3])}")
    for mention in group:
        for token in outside(mention):
            if token.pos_ in TELLING and not token.ent_type_:
                found.add(f"beside: {token.norm_[:STEM]}")
                if distance(token, mention) <= NEAR:
                    found.add(f"near: {token.norm_[:STEM]}")
    return found
