"""How sure the recogniser is of what it found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

import numpy as np
from spacy.tokens import Doc, Span

from entityx.recognise.tagger.crf import Floats
from entityx.recognise.tagger.tags import Tags

BELIEF_KEY = "entityx_tagger"
"""Where in ``doc.user_data`` the `Belief` about a text is."""


class Belief:
    """How probable the tags of a text's tokens are.

    Args:
        source: Whose belief it is.
        layers: The tags of each layer, by its key.
        read: What gives the probabilities of each layer, by its key: one row a token, one column a tag.
    """

    def __init__(self, source: str, layers: Mapping[str, Tags], read: Callable[[], Mapping[str, Floats]]) -> None:
        self.source, self.layers, self._read = source, layers, read

    @cached_property
    def probabilities(self) -> Mapping[str, Floats]:
        """What `read` gives, asked once."""
        return self._read()

    def of(self, span: Span) -> float:
        """The probability of the least probable tag that *span* needs."""
        key = next(key for key, tags in self.layers.items() if span.label_ in tags.labels)
        rows = self.probabilities[key][span.start : span.end]
        tags = self.layers[key].encode([(0, len(span), span.label_)], len(span))
        return float(rows[np.arange(len(span)), tags].min())


def belief_about(doc: Doc) -> Belief | None:
    """The belief about *doc*, or nothing where no recogniser of ours has read it, or its tokens were cut since."""
    belief: Belief | None = doc.user_data.get(BELIEF_KEY)
    if belief is None or any(len(rows) != len(doc) for rows in belief.probabilities.values()):
        return None
    return belief
