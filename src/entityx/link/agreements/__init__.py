"""The agreements that a text speaks of: their mentions, who has a part in them, and what is said of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from spacy.tokens import Span

from entityx.link.agreements.alike import join_alike
from entityx.link.agreements.circumstances import Circumstances
from entityx.link.agreements.closer import Reading, Readings
from entityx.link.agreements.domains import domains_of
from entityx.link.agreements.groups import group_mentions
from entityx.link.agreements.number import count_of
from entityx.link.agreements.real import is_agreement
from entityx.link.agreements.roles import Roles, roles_of
from entityx.link.agreements.scene import Scene
from entityx.link.agreements.status import status_of
from entityx.link.agreements.subjects import kind_of_agreement, subjects_of
from entityx.link.confidence import Calibration
from entityx.records import Agreement, Status
from entityx.records import Span as Offsets

SURENESS, SURENESS_CLOSER = Calibration("whole agreements"), Calibration("whole agreements, closer look")
"""How sure it is that the parties and the status of an agreement are right, without a closer look and with it."""

__all__ = ["Decided", "decide_agreements", "link_agreements", "real_mentions"]


class Decided(NamedTuple):
    """What makes the row of an agreement: it is right when all of this is.

    Attributes:
        group: Its mentions.
        reading: What the closer look says of it.
        roles: Who has which part in it.
        status: Its status.
        share: How probable that is.
        alone: Whether the text speaks of no other agreement.
    """

    group: Sequence[Span]
    reading: Reading | None
    roles: Roles
    status: Status
    share: float
    alone: bool

    @property
    def values(self) -> dict[str, float]:
        """What tells how sure it is that all of it is right."""
        return {
            "parties": self.roles.certainty,
            "status": math.log(self.share),
            "mentions": math.log(len(self.group)),
            "no party": float(not self.roles.parties),
            "alone": float(self.alone),
        }

    @property
    def confidence(self) -> float:
        """How sure it is that all of it is right."""
        return (SURENESS if self.reading is None else SURENESS_CLOSER).of(self.values)


def real_mentions(mentions: Sequence[Span], readings: Readings) -> list[Span]:
    """Those of *mentions* that are of agreements."""
    return [mention for mention in mentions if is_agreement(mention, readings.of([mention]))]


def decide_agreements(mentions: Sequence[Span], scene: Scene, readings: Readings) -> Iterator[Decided]:
    """The agreements that *mentions* speak of, in order of first mention; the arguments are those of linking."""
    groups = group_mentions(mentions, [readings.of([mention]) for mention in mentions])
    if len(groups) > 1:
        groups = join_alike(groups, lambda group: roles_of(group, scene, readings.of(group)).parties)
    for group in groups:
        reading = readings.of(group)
        roles, (status, share) = roles_of(group, scene, reading), status_of(group, reading)
        yield Decided(group, reading, roles, status, share, alone=len(groups) == 1)


def link_agreements(
    mentions: Sequence[Span], scene: Scene, readings: Readings, today: date | None = None
) -> list[Agreement]:
    """The agreements that a text speaks of, in order of first mention.

    Args:
        mentions: The mentions of agreements.
        scene: Who stands where in the text.
        readings: What the closer look says of them.
        today: The day on which the text was written, where that is known; *mardi* says nothing without it.
    """
    circumstances = Circumstances(mentions, today)
    agreements = []
    for decided in decide_agreements(mentions, scene, readings):
        group, reading, parties = decided.group, decided.reading, decided.roles.parties
        agreements.append(
            Agreement(
                mentions=tuple(Offsets(mention.start_char, mention.end_char) for mention in group),
                parties=parties,
                status=decided.status,
                domains=domains_of(group, mentions, reading),
                third_parties=decided.roles.third_parties,
                kind=kind_of_agreement(group, parties, scene, reading),
                subjects=subjects_of(group, parties, scene, reading),
                date=circumstances.date_of(group, decided.status),
                place=circumstances.place_of(group, decided.status),
                count=count_of(group),
                confidence=decided.confidence,
            )
        )
    return agreements
