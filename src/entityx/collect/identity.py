"""What tells one entity of a folder from another: the keys by which the documents' entities are put together.

Putting together is conservative, since a wrong merge is worse than two rows. What could be someone or something else
in the next document has a key of its own document: a surname, a name that places of several states bear, a body that
every state has, an agreement that no treaty's name tells.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from entityx.lexicon.acronyms import is_acronym_of
from entityx.lexicon.countries import countries_named
from entityx.lexicon.organisations import Known, well_known
from entityx.lexicon.people import FAMILY
from entityx.lexicon.places import cities, place_key, regions
from entityx.lexicon.words import fold, in_order, name_words, read_words
from entityx.readable import readable
from entityx.records import Document, Label, Organisation, Place, Span

REMEMBERED = 2**14
"""Names and sentences of which is remembered what was found out of them: news repeats its names, and the sentences of
a document are asked for several times in a row."""

PARTICLES = frozenset(
    {
        *("al", "el", "ben", "bin", "ibn", "bint", "mint", "ould", "van", "von", "der", "den", "ter"),
        *("de", "du", "des", "da", "do", "dos", "das", "di", "del", "della", "la", "le"),
    }
)
"""Words before a surname. Some are given names too (*Al*, *Ben*): *Ben Youssef* may be any of that family."""

COMPASS = frozenset({"nord", "sud", "est", "ouest", "centre"})
"""Words of names that each country and continent has for its parts (*Nord*, *Centre-Ouest*)."""

BODIES = Path(__file__).with_name("state_bodies.txt")
MINISTRY = ("ministere-d-", "ministere-de-", "ministere-des-", "ministere-du-")
"""How the keys of ministries begin that do not say first whose they are (*ministère malien de la Santé*)."""

TREATY = re.compile(
    r"(?P<noun>(?i:accord|charte|convention|pacte|protocole|statut|traité))s?"
    r"(?P<of> (?:de |du |des |d')(?:la |l')?)(?P<place>.+)"
)
"""A treaty's noun with the place that it is called after. A contract is not: *contrat de Lyon* may be any club's."""

SURNAME = re.compile(r"\w{2,}(?:-\w{2,})*")
"""The key of a surname: an initial has one letter only."""
LONGEST_WORD = 32
"""Characters before a name that are looked at to find the word before it."""


@dataclass(frozen=True, slots=True)
class Local:
    """An entity as one document has it.

    Attributes:
        label: Its kind.
        key: What it has in common with the same entity in other documents, and with no other entity of its kind.
        name: What the document calls it, in the fullest form.
        mentions: Where it stands.
        acronyms: The keys of an organisation's acronyms.
        place: What is known of a place, its forms and mentions left out.
        surname: The last word of the key of a person with a full name, or of a surname that stands alone.
        alone: The key of a surname that stands alone, as that of someone whom other documents may name in full.
    """

    label: Label
    key: str
    name: str
    mentions: tuple[Span, ...]
    acronyms: tuple[str, ...] = ()
    place: Place | None = None
    surname: str = ""
    alone: str = ""


def local_entities(document: Document) -> Iterator[Local]:
    """The entities of *document*. Each mention belongs to one of them."""
    yield from _people(document)
    for place in document.places:
        key = place.code or slug(place_key(place.name))
        if not place.code and is_ambiguous(place.name):
            key = own_key(key, document)
        yield Local("LOC", key, plain(place.name), place.mentions, place=replace(place, aliases=(), mentions=()))
    for organisation in document.organisations:
        yield _organisation(organisation, document)
    yield from _titles(document)
    yield from _agreements(document)


def _people(document: Document) -> Iterator[Local]:
    """The people of *document*."""
    full = {person.name: slug(person.name) for person in document.people if is_full_name(person.name)}
    borne = set(map(last_word, full.values()))
    for person in document.people:
        name = plain(person.name)
        if key := full.get(person.name):
            yield Local("PER", key, name, person.mentions, surname=last_word(key))
            continue
        key = slug(person.name)
        # Where the document has someone of this name in full, it is another one of that family, or nobody can tell.
        may_be = SURNAME.fullmatch(key) and last_word(key) not in borne and not is_family(person.mentions[0], document)
        alone, surname = (key, last_word(key)) if may_be else ("", "")
        yield Local("PER", own_key(key, document), name, person.mentions, surname=surname, alone=alone)


def _organisation(organisation: Organisation, document: Document) -> Local:
    """An *organisation* of *document*, under its usual name where it is well known."""
    name = plain(organisation.name)
    acronyms = tuple(form for form in organisation.aliases if is_acronym_of(form, organisation.name))
    known = well_known(name) or next(filter(None, (_meant(name, plain(form)) for form in acronyms)), None)
    if known is not None:
        # A doubtful acronym beside the full name is this one's in the document, but may be another's in the next.
        keys = tuple(slug(form) for form in dict.fromkeys((*acronyms, *known.doubtful)) if not well_known(form))
        return Local("ORG", slug(known.name), known.name, organisation.mentions, acronyms=keys)
    if is_of_any_state(organisation.name):
        return Local("ORG", own_key(slug(name), document), name, organisation.mentions)
    keys = tuple(slug(form) for form in acronyms if not well_known(form))
    return Local("ORG", slug(name), name, organisation.mentions, acronyms=keys)


def _meant(name: str, acronym: str) -> Known | None:
    """The well-known organisation of the *acronym* that a text gives *name*, where this is a name of that one too.

    A name that has not its initials is another's: *Conseil de sécurité (ONU)*.
    """
    known = well_known(acronym)
    return known if known and in_order(slug(acronym), [word[0] for word in name_words(name)]) else None


def _titles(document: Document) -> Iterator[Local]:
    """The titles of *document*, whosever they are."""
    mentions: dict[str, list[Span]] = defaultdict(list)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in document.mentions:
        if mention.label == "TITLE":
            title = plain(mention.text)
            mentions[slug(title)].append(Span(mention.start, mention.end))
            forms[slug(title)][title] += 1
    for key, counts in forms.items():
        yield Local("TITLE", key, counts.most_common(1)[0][0], tuple(mentions[key]))


def _agreements(document: Document) -> Iterator[Local]:
    """The agreements of *document*, under the name of a treaty or else the longest words for each."""
    words = {(on.start, on.end): plain(on.text) for on in document.mentions if on.label in ("LOC", "AGREEMENT")}
    places = {words[at.start, at.end] for place in document.places if not is_state(place) for at in place.mentions}
    for number, agreement in enumerate(document.agreements, start=1):
        called = [words[at.start, at.end] for at in agreement.mentions]
        key, name = own_key(str(number), document), max(called, key=len)
        for form in called:
            if treaty := treaty_key(form, places):
                key, name = treaty, form
                break
        yield Local("AGREEMENT", key, name, agreement.mentions)


def last_word(key: str) -> str:
    """The last word of *key*.

    >>> last_word("awa-ba"), last_word("ba")
    ('ba', 'ba')
    """
    return key.rpartition("-")[2]


def is_family(name: Span, document: Document) -> bool:
    """Whether *name* means a family in *document*: *les Ba*."""
    before = document.text[max(0, name.start - LONGEST_WORD) : name.start].split()
    return bool(before) and fold(before[-1]) in FAMILY


def is_full_name(name: str) -> bool:
    """Whether the *name* of a person tells who it is in any document: with a given name, not as an initial.

    >>> [is_full_name(name) for name in ("Awa Ba", "Ba", "Jean-Pierre", "A. Ba", "Dos Santos", "Ould Ba")]
    [True, False, False, False, False, False]
    """
    telling = [word for word in name.split() if len("".join(name_words(word))) > 1 and fold(word) not in PARTICLES]
    return len(telling) > 1


@lru_cache(REMEMBERED)
def is_ambiguous(name: str) -> bool:
    """Whether places of several states bear *name*.

    >>> [is_ambiguous(name) for name in ("San José", "Congo", "Sud-Ouest", "Europe")]
    [True, True, True, False]
    """
    if COMPASS.issuperset(name_words(name)):
        return True
    key = place_key(name)
    states = {country.code for country in countries_named(name)}
    states |= {city.country for city in cities().get(key, ())} | {state for _, state in regions().get(key, ())}
    return len(states) > 1


@lru_cache(REMEMBERED)
def is_of_any_state(name: str) -> bool:
    """Whether each state has an organisation of this *name*.

    >>> is_of_any_state("Cour suprême"), is_of_any_state("ministère de la Santé"), is_of_any_state("ONU")
    (True, True, False)
    >>> is_of_any_state("Cour suprême du Kenya"), is_of_any_state("ministère de la Santé du Mali")
    (False, False)
    """
    key = slug(name)
    if key.startswith(MINISTRY):
        return not any(countries_named(name[gap.end() :]) for gap in re.finditer(r"[\s'’]", name))
    return key in bodies_of_states()


@cache
def bodies_of_states() -> frozenset[str]:
    """The keys of bodies that nearly every state has under the same name."""
    return frozenset(map(slug, read_words(BODIES)))


def is_state(place: Place) -> bool:
    """Whether *place* is a state."""
    return place.code == place.country != ""


def treaty_key(form: str, places: Collection[str]) -> str | None:
    """The key of an agreement if it is a treaty called after a place (*accords de Paris* too), or nothing.

    Args:
        form: What it is called.
        places: The places of its document, without states: an *accord du Mali* is one of many.
    """
    treaty = TREATY.fullmatch(form)
    return slug(treaty["noun"] + treaty["of"] + treaty["place"]) if treaty and treaty["place"] in places else None


def own_key(key: str, document: Document) -> str:
    """*key* as that of an entity which is known in its own document only."""
    return f"{key}@{document.id}"


@lru_cache(REMEMBERED)
def slug(text: str) -> str:
    """*text* as a key: its words without case, accents and signs, with hyphens between.

    >>> slug("N'Golo  KANTÉ")
    'n-golo-kante'
    """
    return "-".join(name_words(text)) or fold(plain(text))


def plain_sentences(document: Document) -> dict[Span, str]:
    """The sentences around the mentions of *document* in plain writing, by where they stand."""
    sentences = dict.fromkeys(mention.sentence for mention in document.mentions)
    return {sentence: plain(document.text[sentence.start : sentence.end]) for sentence in sentences}


@lru_cache(REMEMBERED)
def plain(text: str) -> str:
    """*text* in plain writing, on one line; equal ones are one string in memory."""
    return sys.intern(" ".join(readable(text).text.split()))
