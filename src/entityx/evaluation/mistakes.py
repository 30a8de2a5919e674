"""A mistake, as a person is to see it."""

from __future__ import annotations

from dataclasses import dataclass

CONTEXT = 40
"""Characters shown on either side of a mistake."""


@dataclass(frozen=True)
class Mistake:
    """What was missed, what is wrong, or both where one was found in the other's place.

    Attributes:
        id: The text's id.
        missed: What the annotation has and was not found, with its kind before it, or nothing: ``ORG Union``,
            ``title maire of Awa Ba``.
        wrong: What was found and is not in the annotation, likewise.
        context: The text around both, or nothing where they do not stand in it.
    """

    id: str
    missed: str
    wrong: str
    context: str


def around(text: str, start: int, end: int) -> str:
    """The part of *text* from *start* to *end*, in characters, with its context."""
    return text[max(0, start - CONTEXT) : end + CONTEXT]
