"""entityx reads French news and finds who, in what office, where, in which organisation, and what was agreed.

>>> import entityx
>>> nlp = entityx.load()
>>> document = entityx.extract("Le ministre malien Awa Diarra a signé un accord avec le Niger.", nlp)
>>> document.people[0].name, document.people[0].titles
('Awa Diarra', ('ministre malien',))
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from entityx.records import Agreement, Article, Document, Failure, Mention, Person

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Agreement", "Article", "Document", "Failure", "Mention", "Person", "extract", "load"]
__version__ = "0.1.0"


def load(model: str | Path | None = None, *, patterns: str | Path | None = None) -> Language:
    """Load the pipeline; see `entityx.recognise.pipeline.load`. spaCy is imported here, not with the package."""
    from entityx.recognise import pipeline

    return pipeline.load(model, patterns=patterns)


def extract(text: str, nlp: Language, *, id: str = "text") -> Document:
    """Find who, what and where in one text.

    Args:
        text: The text; offsets in the result count its characters.
        nlp: A pipeline from `load`.
        id: The document's id.
    """
    from entityx.analysis import analyse

    return analyse(Article(id=id, source="", text=text), nlp)
