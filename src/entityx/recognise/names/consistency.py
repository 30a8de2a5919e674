"""One name means one thing within a text: what most of its mentions say holds for all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from entityx.recognise.names.boundaries import is_capitalised


def agreeing(doc: Doc, found: Sequence[Span]) -> Iterator[Span]:
    """*found* with the label that each name has most often in *doc*, and the mentions of those names that were missed.

    The words of a person's full name vote for the person when they stand alone (*Ouattara* beside *Alassane
    Ouattara*). A missed mention is a capitalised word with the very spelling of a name that was found.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for span in found:
        votes[span.text][span.label_] += 1
        if span.label_ == "PER" and len(span) > 1:
            votes[span[-1].text]["PER"] += 1
    taken = set()
    for span in found:
        taken.update(range(span.start, span.end))
        yield Span(doc, span.start, span.end, label=votes[span.text].most_common(1)[0][0])
    for token in doc:
        if token.i not in taken and is_capitalised(token) and token.pos_ == "PROPN" and token.text in votes:
            label, count = votes[token.text].most_common(1)[0]
            yield Span(doc, token.i, token.i + 1, label=label)
