"""Who is who within one text, and which title belongs to whom."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from entityx.lexicon.countries import Country, countries_of_adjective, country_named
from entityx.lexicon.titles import civilities, qualifiers
from entityx.lexicon.words import fold
from entityx.records import Person
from entityx.records import Span as Offsets

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

LONGEST_GAP = 6
"""Tokens that may stand between a title and the name that it belongs to."""

BEFORE_NAME = civilities() | frozenset({",", "(", '"', "«", ":", "-", "–", "le", "la", "l'"})
"""What may stand between a title and the name behind it in apposition."""

BEHIND_NAME = frozenset(
    {",", "(", "-", "–", "—", ":", "le", "la", "l'", "un", "une", "son", "sa", "alors", "également", "aussi"}
    | {"est", "était", "fut", "devient", "devenu", "devenue", "a", "été", "nommé", "nommée", "élu", "élue", "comme"}
    | {"en", "tant", "que", "au", "poste", "de", "actuellement", "qui"}
)
"""What may stand between a name and the title behind it."""

BETWEEN_TITLES = frozenset({",", "et", "puis", "le", "la", "l'", "un", "une", "ainsi", "que"})
"""What may stand between two titles of one person."""

FEMININE = {"présidente": "président", "première": "premier", "directrice": "directeur", "cheffe": "chef"}
"""Forms of one office: *la présidente* may have been *président* at first mention."""

DEFINITE = frozenset({"le", "la", "l'", "du", "au", "ce", "cet", "cette"})
"""Determiners under which a title stands for its holder."""


def link_people(doc: Doc, titles: Sequence[Span]) -> list[Person]:
    """The persons named in *doc*, each once under the fullest form of the name, with their titles.

    A shorter form belongs to the person whose name begins or ends with it, when there is only one; a title belongs to
    the name it stands beside, and one that stands alone to the only person who was given it with its name.
    """
    names = [ent for ent in doc.ents if ent.label_ == "PER"]
    fullest = resolve_names([name.text for name in names])
    holders = assign_titles(doc, names, titles)
    people = []
    for full in dict.fromkeys(fullest.values()):
        mentions = [name for name in names if fullest[name.text] == full]
        forms = dict.fromkeys(name.text for name in mentions)
        own: dict[str, str] = {}
        for title, name in holders:
            if fullest[name.text] == full:
                own.setdefault(fold(title.text), title.text)
        people.append(
            Person(
                name=full,
                aliases=tuple(form for form in forms if form != full),
                titles=tuple(own.values()),
                mentions=tuple(Offsets(name.start_char, name.end_char) for name in mentions),
            )
        )
    return people


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: without case, accents, hyphens and apostrophes.

    >>> name_words("Jean-Luc El-Béchir")
    ('jean', 'luc', 'el', 'bechir')
    """
    bare = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    return tuple(re.findall(r"\w+", bare))


def resolve_names(forms: Iterable[str]) -> dict[str, str]:
    """The fullest form of the same person's name for each of *forms* (in order of the text).

    A form belongs to a longer one that ends with it (a surname) or begins with it (a given name). Where persons who
    do not share a name could be meant, it stays a person of its own.
    """
    ordered = list(dict.fromkeys(forms))
    words = {form: name_words(form) for form in ordered}
    fullest: dict[str, str] = {}
    for form in sorted(ordered, key=lambda form: -len(words[form])):
        own = words[form]
        candidates = {
            full
            for full in fullest.values()
            if own == words[full] or (own and own in (words[full][-len(own) :], words[full][: len(own)]))
        }
        fullest[form] = candidates.pop() if len(candidates) == 1 else form
    return {form: fullest[form] for form in ordered}


def assign_titles(doc: Doc, names: Sequence[Span], titles: Sequence[Span]) -> list[tuple[Span, Span]]:
    """Pairs of a title and the name that it belongs to, in order of the text.

    In this order: the name right behind the title (*le président Ba*); the name before it, other titles of the same
    person between or not (*Ba, président et député*); the name behind it in apposition (*le président, M. Ba*); for a
    title that stands alone, the only person to whom the text gave that office.
    """
    elements = sorted([*names, *titles], key=lambda span: span.start)
    place = {(span.start, span.label): i for i, span in enumerate(elements)}
    holder: dict[int, Span] = {}

    def neighbour(i: int, step: int, between: frozenset[str]) -> Span | None:
        """The name beside element *i*, with only *between* in the gap, or that of the title beside it."""
        j = i + step
        while 0 <= j < len(elements) and elements[j].start < elements[i].end and elements[j].end > elements[i].start:
            j += step  # a name within the title
        if not 0 <= j < len(elements):
            return None
        left, right = (elements[i], elements[j]) if step > 0 else (elements[j], elements[i])
        gap = doc[left.end : right.start]
        is_name = elements[j].label_ == "PER"
        allowed = between if is_name else BETWEEN_TITLES
        if len(gap) > LONGEST_GAP or any(token.norm_ not in allowed for token in gap):
            return None
        return elements[j] if is_name else holder.get(j)

    order = [place[title.start, title.label] for title in titles]
    for i in order:
        name = neighbour(i, 1, civilities()) or neighbour(i, -1, BEHIND_NAME)
        if name is not None:
            holder[i] = name
    for i in reversed(order):
        if i not in holder and (name := neighbour(i, 1, BEFORE_NAME)) is not None:
            holder[i] = name
    holder |= taken_up(doc, {i: elements[i] for i in order}, holder)
    return [(elements[i], holder[i]) for i in order if i in holder]


def taken_up(doc: Doc, titles: Mapping[int, Span], holder: Mapping[int, Span]) -> dict[int, Span]:
    """The holders of titles that stand alone, behind a definite determiner, in place of a name (*le ministre*).

    Such a title belongs to the person to whom the text gave the same office, if it gave it to one only; states that
    both forms name must agree (*le président russe* is not *le président de la France*).
    """
    found = {}
    for i, title in titles.items():
        if i in holder or not title.start or doc[title.start - 1].norm_ not in DEFINITE:
            continue
        candidates = {name_words(name.text)[-1]: name for j, name in holder.items() if same_office(title, titles[j])}
        if len(candidates) == 1:
            found[i] = next(iter(candidates.values()))
    return found


def same_office(alone: Span, given: Span) -> bool:
    """Whether a title that stands alone can be the one that was given to a person by name."""
    own, theirs = states(alone), states(given)
    if own and theirs and own.isdisjoint(theirs):
        return False
    if heads_state(alone):
        return heads_state(given) or (office(given) == "président" and (bool(theirs) or len(given) == 1))
    return office(alone) == office(given)


def office(title: Span) -> str:
    """The word that says which office a title is, with *ancien* where it is held no more."""
    words = [token.norm_ for token in title]
    head = next((word for word in words if word not in qualifiers() or word in ("premier", "première")), words[0])
    former = "ancien " if words[0] in ("ancien", "ancienne") else ""
    return former + FEMININE.get(head, head)


def heads_state(title: Span) -> bool:
    """Whether *title* says in so many words that its holder heads a state."""
    words = {token.norm_ for token in title}
    if office(title) == "président":
        return not words.isdisjoint({"république", "transition"})
    return office(title) == "chef" and not words.isdisjoint({"état", "etat"}) and "major" not in words


def states(title: Span) -> set[Country]:
    """The states that a title names, or says by an adjective."""
    adjectives = {country for token in title for country in countries_of_adjective(token.text)}
    return adjectives | {country for ent in title.ents if (country := country_named(ent.text))}
