"""A recognised text becomes a document record."""

from __future__ import annotations

from typing import cast

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from entityx.link.agreements import link_agreements, real_mentions
from entityx.link.agreements.closer import Readings
from entityx.link.agreements.scene import Scene
from entityx.link.confidence import mention_confidence
from entityx.link.organisations import link_organisations
from entityx.link.people import link_people, resolve_mentions
from entityx.link.places import link_places
from entityx.link.states import States
from entityx.link.titles import assign_titles
from entityx.recognise.layers import AGREEMENTS_KEY, TITLES_KEY, read_layer
from entityx.recognise.tagger.belief import belief_about
from entityx.records import Article, Document, Label, Mention, Span, day_of


def link_document(article: Article, doc: Doc) -> Document:
    """The record of *article*, whose text *doc* holds with its layers of mentions.

    Args:
        article: What was read.
        doc: ``doc.ents`` with PER, LOC and ORG, ``doc.spans`` with titles and agreements, sentence starts set.
    """
    titles = read_layer(doc, TITLES_KEY)
    states = States(doc)
    person_of = resolve_mentions([ent for ent in doc.ents if ent.label_ == "PER"])
    organisations = link_organisations(doc)
    places = link_places(doc, states)
    belief = belief_about(doc)
    people = link_people(person_of, assign_titles(list(person_of), titles, person_of, states))
    scene = Scene(doc, titles, states, people, organisations)
    named = read_layer(doc, AGREEMENTS_KEY)
    readings = Readings(scene, named)
    agreements = real_mentions(named, readings)
    spans = (*doc.ents, *titles, *agreements)
    every, number = list(doc.sents), scene.sentence
    sentences = {n: _stripped(every[n]) for n in {number[span.start] for span in spans}}
    mentions = (
        Mention(
            start=span.start_char,
            end=span.end_char,
            label=cast(Label, span.label_),  # the layers hold no others
            text=span.text,
            sentence=sentences[number[span.start]],
            confidence=mention_confidence(span, belief),
        )
        for span in spans
    )
    return Document(
        id=article.id,
        source=article.source,
        text=article.text,
        metadata=article.metadata,
        mentions=tuple(sorted(mentions, key=lambda mention: (mention.start, -mention.end, mention.label))),
        people=tuple(people),
        places=tuple(places),
        organisations=tuple(organisations),
        agreements=tuple(link_agreements(agreements, scene, readings, day_of(article.metadata.get("date")))),
    )


def _stripped(sentence: SpacySpan) -> Span:
    """Where *sentence*, which has more than space, stands without surrounding space."""
    doc, first, last = sentence.doc, sentence.start, sentence.end - 1
    while doc[first].is_space:
        first += 1
    while doc[last].is_space:
        last -= 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))
