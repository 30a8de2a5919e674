"""Documents that someone has changed by hand: one value deleted, or replaced by another, anywhere in the JSON."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

NOTHING = object()
"""What is put in the place of a value that is deleted."""
VALUES = st.one_of(
    st.sampled_from([None, True, -1, 0, 1, 3, 13, 19, 83, 2**63, 10**30, 0.5, 91.0, -181.0, 1e300]),
    st.sampled_from(["", "PER", "ORG", "TITLE", "signed", "ML", "a\nb\0", "2024", [], {}, [[]], [None], ["a", "a"]]),
    st.text(max_size=5),
)
"""What stands in a document, and what does not."""


def damaged(record: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """*record* with one value deleted, or replaced by some value or by another of its own."""
    places = list(_places(record, ()))
    own = st.sampled_from(places).map(lambda place: _at(record, place))
    return st.builds(_damage, st.just(record), st.sampled_from(places), st.just(NOTHING) | VALUES | own)


def _places(value: Any, place: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """The ways from *value*, which stands at *place*, to all that is in it."""
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield (*place, key)
        yield from _places(value[key], (*place, key))


def _at(value: Any, place: tuple[Any, ...]) -> Any:
    for key in place:
        value = value[key]
    return value


def _damage(record: dict[str, Any], place: tuple[Any, ...], value: object) -> dict[str, Any]:
    copy = deepcopy(record)
    around, key = _at(copy, place[:-1]), place[-1]
    if value is NOTHING:
        del around[key]
    else:
        around[key] = deepcopy(value)
    return copy
