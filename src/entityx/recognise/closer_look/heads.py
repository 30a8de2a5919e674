"""What the closer look says: the questions that it answers of an agreement, and of what stands around it."""

from __future__ import annotations

from itertools import accumulate
from typing import get_args

from entityx.records import AgreementKind, Status, Subject

OF_AGREEMENT: dict[str, tuple[str, ...]] = {
    "agreement": ("agreement",),
    "status": get_args(Status),
    "kind": get_args(AgreementKind),
    "subjects": get_args(Subject),
    "number": ("none", "one", "two", "more"),
}
"""The questions about a marked agreement, with the answers to each: whether it is an agreement at all, its status, kind
and subjects, and how many parties it has. Of the answers to status, kind and number one is right; of the others, each
is by itself."""
SEVERAL = frozenset({"agreement", "subjects"})
"""The questions of whose answers each is right or wrong by itself."""

OF_SPAN = ("same", "party", "third party", "source", "domain")
"""The questions about a stretch of text beside it: whether it mentions the same agreement, whether it names a party, a
third party or one who only tells of it, whether it says what the agreement is about."""


def columns() -> dict[str, slice]:
    """Where among the scores of an agreement those of each question stand."""
    ends = list(accumulate(map(len, OF_AGREEMENT.values())))
    starts = [0, *ends]
    return {question: slice(start, end) for question, start, end in zip(OF_AGREEMENT, starts, ends, strict=False)}


COLUMNS = columns()
WIDTH = sum(map(len, OF_AGREEMENT.values()))
"""How many scores an agreement has."""
