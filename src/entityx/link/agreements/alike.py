"""Agreements in the plural that a text names again in other words: *accords de coopération*, *accords concrets*.

Neither noun nor complement says that they are the same, and often no article does. What tells it is that the same
parties have made them, and that nothing told apart says what they are about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Span

from entityx.lexicon.agreements import singular
from entityx.link.agreements.groups import is_another, own_domains
from entityx.link.names import names_within

FEWEST_PARTIES = 2
"""Of agreements that their parties tell from others: many have only one that the text names."""

Group = list[Span]


def join_alike(groups: Sequence[Group], parties_of: Callable[[Group], tuple[str, ...]]) -> list[Group]:
    """*groups* of mentions, those of agreements in the plural that have the same noun and parties together.

    Args:
        groups: The mentions of each agreement, in order of the first.
        parties_of: What gives the parties of one; only those in the plural are asked for.
    """
    joined: list[Group] = []
    first: dict[tuple[str, tuple[str, ...]], Group] = {}
    for group in groups:
        parties = parties_of(group) if all(map(is_plain_plural, group)) else ()
        key = (singular(group[0][0].norm_), parties)
        if len(parties) < FEWEST_PARTIES:
            joined.append(list(group))
        elif key in first and not is_another(group[0]):
            first[key] += group
        else:
            first[key] = list(group)
            joined.append(first[key])
    return [sorted(group, key=lambda mention: mention.start) for group in joined]


def is_plain_plural(mention: Span) -> bool:
    """Whether *mention* is in the plural and says nothing of what the agreements are about."""
    noun = mention[0].norm_
    return noun != singular(noun) and next(names_within(mention), None) is None and not any(own_domains(mention))
