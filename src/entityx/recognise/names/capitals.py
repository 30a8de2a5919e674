"""Lines printed in capitals: a model that knows names by their capitals finds them everywhere there, or nowhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from spacy.tokens import Doc, Span

SHORTEST_LINE = 4
"""Words that a line needs to count as printed in capitals: shorter ones may be a name or an acronym."""


def capital_lines(doc: Doc) -> frozenset[int]:
    """The tokens of the lines of *doc* that have no lower-case letter and at least `SHORTEST_LINE` words."""
    found: set[int] = set()
    start = 0
    for end in (*(token.i for token in doc if token.is_space and "\n" in token.text), len(doc)):
        line = doc[start:end]
        words = sum(1 for token in line if token.is_alpha and len(token) > 1)
        if words >= SHORTEST_LINE and line.text.isupper():
            found.update(range(start, end))
        start = end + 1
    return frozenset(found)


def repeated(doc: Doc, lines: Collection[int], names: Iterable[Span]) -> Iterator[Span]:
    """The occurrences within *lines* of the *names* that were found; they may overlap."""
    by_words = {tuple(token.norm_ for token in name): name.label for name in names}
    lengths = {len(words) for words in by_words}
    for start in lines:
        for length in lengths:
            end = start + length
            label = by_words.get(tuple(token.norm_ for token in doc[start:end]))
            if label is not None:
                yield Span(doc, start, end, label=label)
