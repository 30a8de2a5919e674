"""Names that the words around or within them give away. Each rule finds spans in a `Doc` and writes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from entityx.lexicon import titles
from entityx.lexicon.countries import countries, country_named, is_people
from entityx.lexicon.words import fold, read_words, spellings
from entityx.recognise.complements import Complements
from entityx.recognise.matching import phrase_matcher, title_heads
from entityx.recognise.names.boundaries import capital_run_end, capital_run_start, is_capitalised

WORDS = Path(__file__).parent / "words"

NOT_A_NAME = "-"
"""The label of what rules know to be no name: it keeps shorter candidates out, and is dropped in the end."""
OFFICIAL = frozenset({"ministère", "fédération", "confédération"})
"""Heads whose official names are often printed without capitals (*ministère de la santé*)."""
NAMED_DIRECTLY = frozenset(
    {"université", "institut", "hôpital", "clinique", "lycée", "collège", "école", "faculté", "académie"}
)
"""Heads that a proper name follows without *de* (*université Félix-Houphouët-Boigny*)."""
LONGEST_ACRONYM = 8
"""Letters of an acronym written as a name (*Unesco*); one in capitals may be longer."""
OPENING_QUOTES = frozenset({'"', "«", "“", "''", "‘"})


class Rule(Protocol):
    """Whatever finds names."""

    def find(self, doc: Doc) -> Iterator[Span]:
        """The names of *doc* that this rule sees; they may overlap."""
        ...


class Gazetteer:
    """Names that mean one thing wherever they stand (states, capitals, well-known organisations), and what is none."""

    def __init__(self, nlp: Language) -> None:
        places = [
            *(name for country in countries() for name in country.names),
            *(capital for country in countries() for capital in country.capitals),
            *read_words(WORDS / "places.txt"),
        ]
        organisations = (*read_words(WORDS / "organisations.txt"), *read_words(WORDS / "clubs.txt"))
        not_names = read_words(WORDS / "not_names.txt")
        self._matcher = phrase_matcher(nlp, {"LOC": places, "ORG": organisations, NOT_A_NAME: not_names})
        self._entries = {form: name for name in (*places, *organisations, *not_names) for form in spellings(name)}

    def find(self, doc: Doc) -> Iterator[Span]:
        """Occurrences whose words begin with capitals where the list's do (*L'Équipe*, but not *L'équipe*)."""
        for key, start, end in self._matcher(doc):
            span = Span(doc, start, end, label=key)
            if span[-1].is_digit and end < len(doc) and doc[end].pos_ == "NOUN":
                continue  # en France 24 heures
            if capitals_agree(span.text, self._entries.get(fold(span.text), "")):
                yield span


def capitals_agree(text: str, entry: str) -> bool:
    """Whether the words of *text* begin with a capital wherever those of *entry*, the same name, do."""
    initials = (i for i in range(len(entry)) if i == 0 or not entry[i - 1].isalpha())
    return all(text[i].isupper() or not entry[i].isupper() for i in initials if i < len(text))


class HeadRule:
    """A head noun with what follows it: *ministère de la Santé*, *lac Tchad*, *République du Tatarstan*."""

    def __init__(self, nlp: Language) -> None:
        words = {
            "ORG": read_words(WORDS / "organisation_heads.txt"),
            "LOC": read_words(WORDS / "place_heads.txt"),
        }
        self._matcher = phrase_matcher(nlp, dict(words))
        self._only_capitalised = {fold(word) for forms in words.values() for word in forms if word[0].isupper()}
        self._organisation = Complements(nlp, kinds=("adjective", "of", "and", "at", "for"))

    def find(self, doc: Doc) -> Iterator[Span]:
        """Heads with a complement; where none of its words is capitalised, `is_official` decides."""
        for key, start, end in self._matcher(doc):
            if not is_capitalised(doc[start]) and doc[start:end].text in self._only_capitalised:
                continue
            if doc.vocab.strings[key] == "LOC":
                stop = self._place_end(doc, end, direct=not is_capitalised(doc[start]))
            else:
                stop = self._organisation.end(doc, end)
                if doc[start].norm_ in NAMED_DIRECTLY:
                    stop = max(stop, self._place_end(doc, end, direct=True))
            if any(map(is_capitalised, doc[end:stop])) or (stop > end and is_official(doc[start], stop - end)):
                yield Span(doc, start, stop, label=key)

    @staticmethod
    def _place_end(doc: Doc, end: int, *, direct: bool) -> int:
        """Behind the capitalised words that follow a place's head, or *end* where there are none.

        An adjective and *de la* may stand between; unless *direct*, *de* must (*République du Tatarstan*).
        """
        i = end
        if i < len(doc) and doc[i].pos_ == "ADJ" and not is_capitalised(doc[i]):
            i += 1
        before = i
        while i < len(doc) and doc[i].norm_ in ("de", "d'", "du", "des", "la", "l'"):
            i += 1
        stop = capital_run_end(doc, i, links=("de", "d'"))
        return stop if stop > i and (direct or i > before) else end


def is_official(head: Token, complement: int) -> bool:
    """Whether a name of *head* and *complement* tokens is one though no word behind the head has a capital.

    So are *Garde nationale* within a sentence, and *ministère de la santé*.
    """
    return (is_capitalised(head) and not head.is_sent_start) or (head.norm_ in OFFICIAL and complement > 1)


class NounRule:
    """A name behind the common noun that says what it names: *l'entreprise Yadran*, *la ville de Goma*."""

    def __init__(self, nlp: Language) -> None:
        self._matcher = phrase_matcher(
            nlp,
            {
                "ORG": read_words(WORDS / "organisation_nouns.txt"),
                "LOC": read_words(WORDS / "place_nouns.txt"),
            },
        )
        self._between = Complements(nlp, kinds=("generic",))

    def nouns(self, doc: Doc) -> Iterator[tuple[int, int]]:
        """Where such nouns stand in lower case, as tokens: they are no part of the name."""
        for _, start, end in self._matcher(doc):
            if doc[start].is_lower:
                yield start, end

    def find(self, doc: Doc) -> Iterator[Span]:
        """Runs of capitalised words behind the noun, an adjective (*la société française X*) or a quote between."""
        for key, start, end in self._matcher(doc):
            if is_capitalised(doc[start]) and not doc[start].is_sent_start:
                continue
            i = self._between.end(doc, end)
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
    """A person's name by what stands beside it: *Mme Kaboré*, *le général Traoré*, *Awa Ba, ministre*, *dit Fatima*."""

    def __init__(self, nlp: Language) -> None:
        self._heads = title_heads(nlp)
        self._complements = Complements(nlp, kinds=("adjective", "of", "and", "at"))
        self._speech = phrase_matcher(nlp, {"speech": read_words(WORDS / "speech_verbs.txt")})

    def find(self, doc: Doc) -> Iterator[Span]:
        """Capitalised words behind a civility, a title's head or a verb of saying, or before an apposed title."""
        heads = [(start, end) for _, start, end in self._heads(doc)]
        head_tokens = {i for start, end in heads for i in range(start, end)}
        civil_tokens = {token.i for token in doc if token.norm_ in titles.civilities()}
        speech = [end for _, _, end in self._speech(doc)]
        ends = head_tokens | civil_tokens
        for start in (*(i + 1 for i in civil_tokens), *(end for _, end in heads), *speech):
            if start < len(doc) and (start - 1 in civil_tokens or not is_people(doc[start].text)):  # M. Blanc
                yield from self._person(doc, start, capital_run_end(doc, start, ends))
        for start, end in heads:
            for first, last in (self._before(doc, start), self._behind(doc, end, head_tokens)):
                if last - first > 1 and not any(token.ent_type_ == "PER" for token in doc[first:last]):
                    yield from self._person(doc, first, last)

    @staticmethod
    def _before(doc: Doc, start: int) -> tuple[int, int]:
        """The run of proper nouns in front of the comma before a title (*Awa Ba, ministre*)."""
        comma = before_apposition(doc, start)
        return capital_run_start(doc, comma), comma

    def _behind(self, doc: Doc, end: int, heads: Collection[int]) -> tuple[int, int]:
        """The run of capitalised words behind a title with complements (*la ministre de l'Eau, Awa Ba,*).

        Either a comma stands before and another stop behind it, or it follows a capitalised common noun (*ministre du
        Commerce Awa Ba*).
        """
        comma = self._complements.end(doc, end)
        for i in range(end, comma - 2):
            if is_capitalised(doc[i]) and doc[i].pos_ == "NOUN" and doc[i + 1].pos_ == doc[i + 2].pos_ == "PROPN":
                return i + 1, capital_run_end(doc, i + 1, heads)
        if comma < len(doc) and doc[comma].text == ",":
            last = capital_run_end(doc, comma + 1, heads)
            if last < len(doc) and doc[last].is_punct:
                return comma + 1, last
        return comma, comma

    @staticmethod
    def _person(doc: Doc, start: int, end: int) -> Iterator[Span]:
        if end > start and country_named(doc[start:end].text) is None and not is_acronym(doc[start:end]):
            yield Span(doc, start, end, label="PER")


def is_acronym(span: Span) -> bool:
    """Whether *span* is one short word in capitals (*le ministre RPR*)."""
    return len(span) == 1 and span[0].is_upper and len(span[0]) <= LONGEST_ACRONYM


def before_apposition(doc: Doc, start: int) -> int:
    """The token index of the comma before the title that begins at *start*, a determiner between or not; else 0."""
    i = start - 1
    while i > 0 and (doc[i].norm_ in titles.qualifiers() or doc[i].norm_ in ("le", "la", "l'", "un", "une")):
        i -= 1
    return i if i > 0 and doc[i].text == "," else 0


class PortfolioRule:
    """A minister's portfolio: *Affaires étrangères* in *ministre des Affaires étrangères* is no organisation."""

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
