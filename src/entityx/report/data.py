"""What the page of a report knows, as plain JSON values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from entityx.collect import Entity, EntityIndex, Ties
from entityx.lexicon.countries import country_with
from entityx.records import NAME_LABELS, Document, Mention, Organisation, Person, Place
from entityx.report.confidence import UNSURE_AGREEMENT, UNSURE_MENTION, UNSURE_TITLE, is_unsure, percent
from entityx.report.graph import graph
from entityx.report.pieces import Head, Piece, sentences, tree
from entityx.report.world import outlines, project

MOST_COMPANIONS = 12
"""Others that an entity's page names as standing in the same sentences."""


def page_data(documents: Iterable[Document]) -> dict[str, Any]:
    """All that a report on *documents* shows.

    Returns:
        - ``documents``: ``id``, ``title``, ``date``, ``url``, ``source``, ``mentions`` (how many), and ``text``: a list
          of strings, and of a `Tree` for each sentence with mentions;
        - ``entities``, the most mentioned first, which number them: see `_entity`;
        - ``agreements``: one of each document, see `_agreement`;
        - ``graph``: who appears with whom, see `entityx.report.graph`;
        - ``unsure_below``: the per cent below which a ``mention``, a ``title`` of a person and an ``agreement`` are
          unsure, and ``has_unsure``: whether any is;
        - ``outlines``: those of the states on the map, by their codes.
    """
    index = EntityIndex()
    own = [index.add(document).pack() for document in documents]  # a quarter of the memory that they take as objects
    found, ties = list(index.entities()), Ties(index)
    numbers = {entity.id: number for number, entity in enumerate(found)}
    shown: list[dict[str, Any]] = []
    agreements: list[dict[str, Any]] = []
    stands: dict[str, list[tuple[int, int]]] = defaultdict(list)
    is_any_unsure = False
    for number, document in enumerate(map(Document.unpack, own)):
        document = index.identified(document)
        ties.add(document)
        text, at = _text(document, numbers)
        for entity, sentence in at:
            stands[entity].append((number, sentence))
        shown.append(_document(document, text))
        agreements += _agreements(document, number, numbers)
        is_any_unsure |= any(is_unsure(percent(one.confidence), UNSURE_MENTION) for one in document.mentions)
    titles, companions = _titles(ties, numbers), _companions(ties, numbers)
    is_any_unsure |= any(is_unsure(sure, UNSURE_TITLE) for held in titles.values() for _, _, sure in held)
    is_any_unsure |= any(is_unsure(one["confidence"], UNSURE_AGREEMENT) for one in agreements)
    return {
        "documents": shown,
        "entities": [_entity(one, stands[one.id], titles[one.id], companions[one.id]) for one in found],
        "agreements": agreements,
        "graph": graph(ties, index, numbers),
        "unsure_below": {
            "mention": percent(UNSURE_MENTION),
            "title": percent(UNSURE_TITLE),
            "agreement": percent(UNSURE_AGREEMENT),
        },
        "has_unsure": is_any_unsure,
        "outlines": outlines(),
    }


def _document(document: Document, text: list[Any]) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "date": document.date,
        "url": document.url,
        "source": document.source,
        "mentions": len(document.mentions),
        "text": text,
    }


def _text(document: Document, numbers: Mapping[str, int]) -> tuple[list[Any], list[tuple[str, int]]]:
    """The text of *document* as strings and trees, and which entities stand in which of these, by their ids."""
    text: list[Any] = []
    stands: dict[tuple[str, int], None] = {}
    last = 0
    for start, end, mentions in sentences(document):
        if last < start:
            text.append(document.text[last:start])
        stands |= dict.fromkeys((one.entity, len(text)) for one in mentions)
        pieces = [Piece(one.start, one.end, _head(one, numbers)) for one in mentions]
        text.append(tree(document.text, start, end, pieces))
        last = end
    if last < len(document.text):
        text.append(document.text[last:])
    return text, list(stands)


def _head(mention: Mention, numbers: Mapping[str, int]) -> Head:
    number, sure = numbers[mention.entity], percent(mention.confidence)
    return number if sure is None else [number, sure]


def _entity(
    entity: Entity, stands: Iterable[tuple[int, int]], titles: list[list[int | None]], companions: list[list[int]]
) -> dict[str, Any]:
    """An entity, with what the page needs to know of it.

    Returns:
        ``id``, ``label``, ``name``, ``forms``, ``mentions``, ``documents`` as in ``entities.csv``; ``sentences``: the
        numbers of documents and of parts of their texts; ``titles``: for a person, those held, for a title, who holds
        it, as the number of the other, that of the mentions and how sure it is in per cent; ``companions``: the numbers
        of those in the same sentences, and of these sentences; of a place also the ``country``, and where it lies on
        the map, as ``x`` and ``y``.
    """
    record: dict[str, Any] = {
        "id": entity.id,
        "label": entity.label,
        "name": entity.name,
        "forms": entity.other_forms,
        "mentions": entity.mentions,
        "documents": entity.documents,
        "sentences": list(stands),
        "titles": titles,
        "companions": companions,
    }
    if entity.country:
        state = country_with(entity.country)
        record |= {"country": entity.country, "state": state.name if state else entity.country}
    if entity.latitude is not None and entity.longitude is not None:
        record["x"], record["y"] = project(entity.latitude, entity.longitude)
    return record


def _agreements(document: Document, number: int, numbers: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """The agreements of *document*, which is the document *number*.

    Yields:
        ``entity``, ``document`` (their numbers), ``words`` of the first mention, ``status``, ``kind``, ``subjects``,
        ``domains``, ``date``, ``place``, ``count`` as in ``agreements.csv``; ``confidence`` in per cent; ``parties``
        and ``third_parties``: the name of each, with the number of its entity where the document names one so.
    """
    at = {(one.start, one.end): one for one in document.mentions if one.label in NAME_LABELS}
    agreed = {(one.start, one.end): one for one in document.mentions if one.label == "AGREEMENT"}
    named: dict[str, int] = {}
    records: tuple[Person | Organisation | Place, ...] = (*document.people, *document.organisations, *document.places)
    for record in records:
        first = record.mentions[0]
        named |= dict.fromkeys((record.name, *record.aliases), numbers[at[first.start, first.end].entity])
    for agreement in document.agreements:
        first = agreement.mentions[0]
        mention = agreed[first.start, first.end]
        yield {
            "entity": numbers[mention.entity],
            "document": number,
            "words": mention.text,
            "parties": [[party, named.get(party)] for party in agreement.parties],
            "third_parties": [[party, named.get(party)] for party in agreement.third_parties],
            "status": agreement.status,
            "kind": agreement.kind,
            "subjects": agreement.subjects,
            "domains": agreement.domains,
            "date": agreement.date,
            "place": agreement.place,
            "count": agreement.count,
            "confidence": percent(agreement.confidence),
        }


def _titles(ties: Ties, numbers: Mapping[str, int]) -> Mapping[str, list[list[int | None]]]:
    """Who holds which title: by the id of each of the two, the other's number, how often it is said, and how sure."""
    found: dict[str, list[list[int | None]]] = defaultdict(list)
    for holding in ties.holdings():
        sure = percent(holding.confidence)
        found[holding.person].append([numbers[holding.title], holding.mentions, sure])
        found[holding.title].append([numbers[holding.person], holding.mentions, sure])
    return found


def _companions(ties: Ties, numbers: Mapping[str, int]) -> Mapping[str, list[list[int]]]:
    """With whom each entity stands most often, by its id: the numbers of the other and of the sentences."""
    found: dict[str, list[list[int]]] = defaultdict(list)
    for tie in ties.together():
        for one, other in ((tie.source, tie.target), (tie.target, tie.source)):
            if len(found[one]) < MOST_COMPANIONS:
                found[one].append([numbers[other], tie.sentences])
    return found
