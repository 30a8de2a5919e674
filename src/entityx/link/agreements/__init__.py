"""The agreements that a text speaks of: their mentions, parties, status and domains."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span

from entityx.link.agreements.domains import domains
from entityx.link.agreements.groups import group_mentions
from entityx.link.agreements.parties import parties
from entityx.link.agreements.status import status
from entityx.link.states import States
from entityx.records import Agreement
from entityx.records import Span as Offsets

__all__ = ["link_agreements"]


def link_agreements(mentions: Sequence[Span], states: States) -> list[Agreement]:
    """The agreements that a text speaks of, in order of first mention; *states* are those that it speaks of."""
    return [
        Agreement(
            mentions=tuple(Offsets(mention.start_char, mention.end_char) for mention in group),
            parties=tuple(sorted({party for mention in group for party in parties(mention, states)})),
            status=status(group),
            domains=tuple(dict.fromkeys(noun for mention in group for noun in domains(mention))),
        )
        for group in group_mentions(mentions)
    ]
