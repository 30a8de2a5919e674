"""A recognised text becomes a document record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, cast

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
from entityx.link.titles import Held, assign_titles
from entityx.recognise.layers import AGREEMENTS_KEY, TITLES_KEY, read_layer
from entityx.recognise.tagger.belief import belief_about
from entityx.records import Article, Document, Label, Mention, Place, Span, day_of


class Named(NamedTuple):
    """Whom and what a text names, found one after the other: each step hands on what it has found.

    Attributes:
        states: The states that it speaks of.
        person_of: The fullest form of the person's name for each name of one.
        titles: The mentions of titles.
        held: The titles that persons hold.
        places: The places.
        agreements: The mentions of agreements.
        scene: Who stands where in the text.
        readings: What the closer look says of the agreements.
    """

    states: States
    person_of: Mapping[SpacySpan, str]
    titles: Sequence[SpacySpan]
    held: Sequence[Held]
    places: Sequence[Place]
    agreements: Sequence[SpacySpan]
    scene: Scene
    readings: Readings


def named_in(doc: Doc) -> Named:
    """Whom and what *doc*, which has its layers of mentions and its sentences, names."""
    states = States(doc)
    person_of = resolve_mentions([ent for ent in doc.ents if ent.label_ == "PER"])
    organisations = link_organisations(doc)
    places = link_places(doc, states)
    titles = read_layer(doc, TITLES_KEY)
    held = assign_titles(list(person_of), titles, person_of, states)
    scene = Scene(doc, titles, states, link_people(person_of, held), organisations)
    mentions = read_layer(doc, AGREEMENTS_KEY)
    readings = Readings(scene, mentions)
    return Named(states, person_of, titles, held, places, real_mentions(mentions, readings), scene, readings)


def link_document(article: Article, doc: Doc) -> Document:
    """The record of *article*, whose text *doc* holds with its layers of mentions.

    Args:
        article: What was read.
        doc: ``doc.ents`` with PER, LOC and ORG, ``doc.spans`` with titles and agreements, sentence starts set.
    """
    named = named_in(doc)
    belief, spans = belief_about(doc), (*doc.ents, *named.titles, *named.agreements)
    every, number = list(doc.sents), named.scene.sentence
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
    today = day_of(article.metadata.get("date"))
    return Document(
        id=article.id,
        source=article.source,
        text=article.text,
        metadata=article.metadata,
        mentions=tuple(sorted(mentions, key=lambda mention: (mention.start, -mention.end, mention.label))),
        people=tuple(named.scene.people),
        places=tuple(named.places),
        organisations=tuple(named.scene.organisations),
        agreements=tuple(link_agreements(named.agreements, named.scene, named.readings, today)),
    )


def _stripped(sentence: SpacySpan) -> Span:
    """Where *sentence*, which has more than space, stands without surrounding space."""
    doc, first, last = sentence.doc, sentence.start, sentence.end - 1
    while doc[first].is_space:
        first += 1
    while doc[last].is_space:
        last -= 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))
