"""Names that the words around or within them give away. Each rule finds spans in a `Doc` and writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from spacy.language import Language
from spacy.tokens import Doc, Span

from entityx.lexicon import titles
from entityx.lexicon.countries import countries, country_named
from entityx.lexicon.words import fold, read_words
from entityx.recognise.complements import Complements
from entityx.recognise.matching import phrase_matcher
from entityx.recognise.names.boundaries import capital_run_end, is_capitalised

HERE = Path(__file__).parent

NOT_A_NAME = "-"
"""The label of what rules know to be no name: it keeps shorter candidates out, and is dropped in the end."""
LONGEST_ACRONYM = 8
"""Letters of an acronym written as a name (*Unesco*); one in capitals may be longer."""
OPENING_QUOTES = frozenset({'"', "«", "“", "''", "‘"})


class Rule(Protocol):
    """Anything that finds names."""

    def find(self, doc: Doc) -> Iterator[Span]:
        """The names of *doc* that this rule sees; they may overlap."""
        ...


class Gazetteer:
    """Names that mean one thing wherever they stand: states, capitals, well-known places and organisations; and what is none."""

    def __init__(self, nlp: Language) -> None:
        places = [
            *(name for country in countries() for name in country.names),
            *(country.capital for country in countries() if country.capital),
            *read_words(HERE / "places.txt"),
        ]
        organisations = read_words(HERE / "organisations.txt")
        not_names = read_words(HERE / "not_names.txt")
        self._matcher = phrase_matcher(nlp, {"LOC": places, "ORG": organisations, NOT_A_NAME: not_names})
        self._lower = {name for name in (*places, *organisations) if not name[0].isupper()}

    def find(self, doc: Doc) -> Iterator[Span]:
        """Occurrences that begin with a capital, or are listed without one (*talibans*)."""
        for key, start, end in self._matcher(doc):
            if is_capitalised(doc[start]) or doc[start:end].text in self._lower:
                yield Span(doc, start, end, label=key)


class HeadRule:
    """A head noun with what follows it: *ministère de la Santé*, *lac Tchad*, *République du Tatarstan*."""

    def __init__(self, nlp: Language) -> None:
        words = {
            "ORG": read_words(HERE / "organisation_heads.txt"),
            "LOC": read_words(HERE / "place_heads.txt"),
        }
        self._matcher = phrase_matcher(nlp, dict(words))
        self._only_capitalised = {fold(word) for forms in words.values() for word in forms if word[0].isupper()}
        self._organisation = Complements(nlp, kinds=("adjective", "of", "and", "at", "for", "in-place"))

    def find(self, doc: Doc) -> Iterator[Span]:
        """Heads with a complement of which a word is capitalised; a ministry needs no capital."""
        for key, start, end in self._matcher(doc):
            if not is_capitalised(doc[start]) and doc[start:end].text in self._only_capitalised:
                continue
            if end < len(doc) and doc[end].text == "-":
                continue  # part of another word: Centre-Ouest
            if doc.vocab.strings[key] == "LOC":
                stop = self._place_end(doc, end)
            else:
                stop = self._organisation.end(doc, end)
            if any(map(is_capitalised, doc[end:stop])) or (doc[start].norm_ == "ministère" and stop > end):
                yield Span(doc, start, stop, label=key)

    @staticmethod
    def _place_end(doc: Doc, end: int) -> int:
        """Behind the capitalised words that follow a place's head, an adjective or *de la* between, or *end*."""
        i = end
        if i < len(doc) and doc[i].pos_ == "ADJ" and not is_capitalised(doc[i]):
            i += 1
        while i < len(doc) and doc[i].norm_ in ("de", "d'", "du", "des", "la", "l'"):
            i += 1
        stop = capital_run_end(doc, i)
        return stop if stop > i else end


class NounRule:
    """A name behind the common noun that says what it names: *l'entreprise Yadran*, *la ville de Goma*."""

    def __init__(self, nlp: Language) -> None:
        self._matcher = phrase_matcher(
            nlp,
            {
                "ORG": read_words(HERE / "organisation_nouns.txt"),
                "LOC": read_words(HERE / "place_nouns.txt"),
            },
        )

    def find(self, doc: Doc) -> Iterator[Span]:
        """Runs of capitalised words behind the noun, an adjective (*la société française X*) or a quote between."""
        for key, start, end in self._matcher(doc):
            if is_capitalised(doc[start]) and not doc[start].is_sent_start:
                continue
            i = end
            while i < len(doc) and doc[i].pos_ == "ADJ" and not is_capitalised(doc[i]):
                i += 1
            if doc.vocab.strings[key] == "LOC":
                if i < len(doc) and doc[i].norm_ in ("de", "d'", "du", "des"):
                    i += 1
                else:
                    continue
            elif i < len(doc) and doc[i].text in OPENING_QUOTES:
                i += 1
            stop = capital_run_end(doc, i)
            if stop > i and country_named(doc[i:stop].text) is None:
                yield Span(doc, i, stop, label=key)


class PersonRule:
    """A person's name behind a civility, a rank or an office: *Mme Kaboré*, *le général Traoré*."""

    def __init__(self, nlp: Language) -> None:
        self._heads = phrase_matcher(nlp, {"head": [w for forms in titles.heads().values() for w in forms]})

    def find(self, doc: Doc) -> Iterator[Span]:
        """Runs of capitalised words right behind the civility or the title's head."""
        heads = [(start, end) for _, start, end in self._heads(doc)]
        stop_at = {i for start, end in heads for i in range(start, end)}
        civil = [(token.i, token.i + 1) for token in doc if token.norm_ in titles.civilities()]
        for start, end in (*heads, *civil):
            if end >= len(doc) or doc[end].pos_ not in ("PROPN", "NOUN", "X"):
                continue
            stop = capital_run_end(doc, end, stop_at)
            if stop > end and country_named(doc[end:stop].text) is None:
                yield Span(doc, end, stop, label="PER")


class PortfolioRule:
    """What a minister is charged with: *Affaires étrangères* in *ministre des Affaires étrangères* is no organisation."""

    def __init__(self, nlp: Language) -> None:
        self._matcher = phrase_matcher(nlp, {"minister": [prefix + "ministre" for prefix in ("", *titles.PREFIXES)]})
        self._complements = Complements(nlp, kinds=("adjective", "participle", "of", "at", "and", "portfolio"))

    def find(self, doc: Doc) -> Iterator[Span]:
        """The complements behind each minister."""
        for _, _, end in self._matcher(doc):
            stop = self._complements.end(doc, end)
            if stop > end:
                yield Span(doc, end, stop)


def acronyms_behind(organisations: Iterable[Span]) -> Iterator[Span]:
    """Acronyms in brackets behind the names of *organisations*: *Organisation mondiale de la santé (OMS)*."""
    for span in organisations:
        doc, end = span.doc, span.end
        if end + 2 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")":
            acronym = doc[end + 1]
            if acronym.is_upper or (acronym.is_title and len(acronym) <= LONGEST_ACRONYM):
                yield Span(doc, end + 1, end + 2, label="ORG")
