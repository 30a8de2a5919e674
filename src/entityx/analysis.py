"""One article becomes a document: the whole way from its text to who, what and where."""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language

from entityx.link.document import link_document
from entityx.link.merge import merge
from entityx.pieces import pieces
from entityx.readable import readable
from entityx.recognise.language import language_of
from entityx.records import Article, Document


def analyse(article: Article, nlp: Language) -> Document:
    """Find who, what and where in *article*.

    A text that is longer than all articles is read in pieces, so that time and memory stay in proportion.

    Args:
        article: What was read.
        nlp: A pipeline from `entityx.load`.
    """
    places = list(pieces(article.text))
    parts = (_of_piece(article, start, end, nlp) for start, end in places)
    document = next(parts)[1] if len(places) == 1 else merge(article, parts)
    return replace(document, language=language_of(article.text))


def _of_piece(article: Article, start: int, end: int, nlp: Language) -> tuple[int, Document]:
    """Where a piece of *article* begins, and its document."""
    piece = replace(article, text=article.text[start:end])
    tidy = readable(piece.text)
    return start, tidy.restore(link_document(piece, nlp(tidy.text)))
