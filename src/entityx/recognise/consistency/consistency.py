"""One name means one thing within a text: the label that most of its mentions have holds for all."""

from __future__ import annotations

from collections import Counter, defaultdict

from spacy.tokens import Doc, Span


class Consistency:
    """Writes ``doc.ents``: the same spans, each with the label that its name has most often in the text."""

    def __call__(self, doc: Doc) -> Doc:
        """Write the names."""
        doc.set_ents(self.find(doc), default="outside")
        return doc

    def find(self, doc: Doc) -> list[Span]:
        """The names of *doc* with their labels, in order.

        The last word of a person's full name votes for the person when it stands alone (*Ouattara* beside *Alassane
        Ouattara*). Of labels with as many votes, the first to occur wins.
        """
        votes: dict[str, Counter[int]] = defaultdict(Counter)
        for ent in doc.ents:
            votes[ent.text][ent.label] += 1
            if ent.label_ == "PER" and len(ent) > 1:
                votes[ent[-1].text][ent.label] += 1
        return [Span(doc, ent.start, ent.end, label=votes[ent.text].most_common(1)[0][0]) for ent in doc.ents]
