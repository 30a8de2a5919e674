"""A recognised text becomes a document record."""

from __future__ import annotations

from typing import cast

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from entityx.link.agreements import link_agreements
from entityx.link.agreements.scene import Scene
from entityx.link.places import link_places
from entityx.recognise.layers import AGREEMENTS_KEY, read_layer
from entityx.records import Article, Document, Label, Mention, Span, day_of


def link_document(article: Article, doc: Doc) -> Document:
    """The record of *article*, whose text *doc* holds with its layers of mentions.

    Args:
        article: What was read.
        doc: ``doc.ents`` with PER, LOC and ORG, ``doc.spans`` with titles and agreements, sentence starts set.
    """
    scene = Scene(doc)
    agreements = read_layer(doc, AGREEMENTS_KEY)
    spans = (*doc.ents, *scene.titles, *agreements)
    every, number = list(doc.sents), scene.sentence
    sentences = {n: _stripped(every[n]) for n in {number[span.start] for span in spans}}
    mentions = (
        Mention(
            start=span.start_char,
            end=span.end_char,
            label=cast(Label, span.label_),  # the layers hold no others
            text=span.text,
            sentence=sentences[number[span.start]],
        )
        for span in spans
    )
    return Document(
        id=article.id,
        source=article.source,
        text=article.text,
        metadata=article.metadata,
        mentions=tuple(sorted(mentions, key=lambda mention: (mention.start, -mention.end, mention.label))),
        people=tuple(scene.people),
        places=tuple(link_places(doc, scene.states)),
        organisations=tuple(scene.organisations),
        agreements=tuple(link_agreements(agreements, scene, day_of(article.metadata.get("date")))),
    )


def _stripped(sentence: SpacySpan) -> Span:
    """Where *sentence*, which has more than space, stands without surrounding space."""
    doc, first, last = sentence.doc, sentence.start, sentence.end - 1
    while doc[first].is_space:
        first += 1
    while doc[last].is_space:
        last -= 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))
