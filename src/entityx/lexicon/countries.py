"""States: their French names, adjectives and capitals.

Names and ISO 3166-1 codes are the Unicode CLDR's, through Babel; ``countries.csv`` adds what it lacks: the adjectives
(*malien*), the other names of the press (*Fédération de Russie*, *RDC*), the capitals that stand for a government, and
the usual name where CLDR prints another. ``country_prefixes.csv`` has the first halves of *sino-malien* and its like.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale

from entityx.lexicon.words import fold, spellings

HERE = Path(__file__).parent
HYPHENATED = re.compile(r"[\w-]+")
"""A word with its hyphens (*sud-africain*)."""


@dataclass(frozen=True, slots=True)
class Country:
    """A state.

    Attributes:
        code: ISO 3166-1 alpha-2.
        name: The usual French name.
        names: Every name as the place, the usual one first.
        adjectives: Every form of its adjectives, plurals included, in lower case.
        capitals: The names of the capital by which the press means the government, or none.
    """

    code: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    capitals: tuple[str, ...]


def plural(adjective: str) -> str:
    """The regular French plural of an adjective of nationality.

    >>> plural("malien"), plural("français")
    ('maliens', 'français')
    """
    return adjective if adjective.endswith(("s", "x")) else f"{adjective}s"


@cache
def countries() -> tuple[Country, ...]:
    """All states, by code."""
    cldr = Locale("fr").territories
    found = []
    with (HERE / "countries.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            name = row["name"] or cldr[row["code"]].replace("’", "'")
            others = filter(None, row["aliases"].split("|"))
            singular = row["adjectives"].split()
            found.append(
                Country(
                    code=row["code"],
                    name=name,
                    names=(name, *others),
                    adjectives=tuple(dict.fromkeys(form for a in singular for form in (a, plural(a)))),
                    capitals=tuple(filter(None, row["capitals"].split("|"))),
                )
            )
    return tuple(found)


def _index(forms: Callable[[Country], Iterable[str]]) -> dict[str, tuple[Country, ...]]:
    """The states that share each folded spelling of what *forms* gives of them."""
    index: dict[str, tuple[Country, ...]] = defaultdict(tuple)
    for country in countries():
        for spelling in {spelling for form in forms(country) for spelling in spellings(form)}:
            index[spelling] += (country,)
    return dict(index)


@cache
def _by_name() -> dict[str, tuple[Country, ...]]:
    return _index(lambda country: country.names)


@cache
def _by_adjective() -> dict[str, tuple[Country, ...]]:
    return _index(lambda country: country.adjectives)


@cache
def _by_capital() -> dict[str, tuple[Country, ...]]:
    return _index(lambda country: country.capitals)


@cache
def _by_code() -> dict[str, Country]:
    return {country.code: country for country in countries()}


@cache
def _by_prefix() -> dict[str, tuple[Country, ...]]:
    codes = _by_code()
    with (HERE / "country_prefixes.csv").open(encoding="utf-8", newline="") as lines:
        index: dict[str, tuple[Country, ...]] = defaultdict(tuple)
        for row in csv.DictReader(lines):
            for form in spellings(row["prefix"]):
                index[form] += (codes[row["code"]],)
    return dict(index)


def compound_halves() -> Iterator[tuple[str, str]]:
    """What stands on either side of the hyphen in adjectives of nationality, folded: *bissau*, *guinéen*.

    The second half is empty where the first goes with any adjective, as *sino* does.
    """
    yield from ((prefix, "") for prefix in _by_prefix())
    for form in _by_adjective():
        first, hyphen, second = form.partition("-")
        if hyphen:
            yield first, second


def country_with(code: str) -> Country | None:
    """The state with the ISO 3166-1 *code*, if it is one of ours."""
    return _by_code().get(code)


def countries_named(name: str) -> tuple[Country, ...]:
    """The states that *name* names as a place (*Mali*, *RDC*): one, or two that share it (*Congo*)."""
    return _by_name().get(fold(name), ())


def country_named(name: str) -> Country | None:
    """The only state that *name* names, if there is one."""
    named = countries_named(name)
    return named[0] if len(named) == 1 else None


def country_of_capital(name: str) -> Country | None:
    """The state whose capital *name* is, where the press says the one for the other (*Moscou*)."""
    named = _by_capital().get(fold(name), ())
    return named[0] if len(named) == 1 else None


@lru_cache(maxsize=2**14)  # news repeats its words
def countries_of_adjective(word: str) -> tuple[tuple[Country, ...], ...]:
    """The states of an adjective or a people's name: for each state that it speaks of, those that could be meant.

    >>> [[country.name for country in meant] for meant in countries_of_adjective("sino-maliens")]
    [['Chine'], ['Mali']]
    >>> [country.code for country in countries_of_adjective("congolais")[0]]
    ['CD', 'CG']
    """
    folded = fold(word)
    whole = _by_adjective().get(folded)
    if whole:
        return (whole,)
    prefix, hyphen, rest = folded.partition("-")
    first, second = _by_prefix().get(prefix), _by_adjective().get(rest)
    return (first, second) if hyphen and first and second else ()


def states_of_adjectives(title: str) -> Iterator[str]:
    """The usual French names of the states that the adjectives of *title* speak of without doubt.

    >>> list(states_of_adjectives("ancien ministre sud-africain")), list(states_of_adjectives("président congolais"))
    (['Afrique du Sud'], [])
    """
    for word in HYPHENATED.findall(title):
        if word[0].islower():  # with a capital it is a name's
            yield from (meant[0].name for meant in countries_of_adjective(word) if len(meant) == 1)
