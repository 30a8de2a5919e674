"""The agreements that a text speaks of: their mentions, parties, status, domains, date, place and number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Span

from entityx.link.agreements.circumstances import Circumstances
from entityx.link.agreements.domains import domains_of
from entityx.link.agreements.groups import group_mentions
from entityx.link.agreements.number import count_of
from entityx.link.agreements.parties import parties_of
from entityx.link.agreements.scene import Scene
from entityx.link.agreements.status import status_of
from entityx.records import Agreement
from entityx.records import Span as Offsets

__all__ = ["link_agreements"]


def link_agreements(mentions: Sequence[Span], scene: Scene, today: date | None = None) -> list[Agreement]:
    """The agreements that a text speaks of, in order of first mention.

    Args:
        mentions: The mentions of agreements.
        scene: Who stands where in the text.
        today: The day on which the text was written, where that is known; *mardi* says nothing without it.
    """
    circumstances = Circumstances(mentions, today)
    agreements = []
    for group in group_mentions(mentions):
        status = status_of(group)
        agreements.append(
            Agreement(
                mentions=tuple(Offsets(mention.start_char, mention.end_char) for mention in group),
                parties=parties_of(group, scene),
                status=status,
                domains=domains_of(group, mentions),
                date=circumstances.date_of(group, status),
                place=circumstances.place_of(group, status),
                count=count_of(group),
            )
        )
    return agreements
