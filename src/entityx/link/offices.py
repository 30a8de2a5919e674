"""Which office a title is, so that one that stands alone can be known for one that was given with a name."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span

from entityx.lexicon.countries import countries_of_adjective, country_named
from entityx.lexicon.titles import qualifiers
from entityx.link.names import names_within

FEMININE = {"présidente": "président", "première": "premier", "directrice": "directeur", "cheffe": "chef"}
"""Forms of one office: *la présidente* may have been *président* at first mention."""


@dataclass(frozen=True, slots=True)
class Office:
    """What a title says of the office.

    Attributes:
        head: The word that names it, with *ancien* where it is held no more.
        states: The codes of the states that it names, or says by an adjective.
        of_state: Whether it says in so many words that its holder heads a state.
        bare: Whether the title is one word.
    """

    head: str
    states: frozenset[str]
    of_state: bool
    bare: bool

    def can_be(self, given: Office) -> bool:
        """Whether this title, standing alone, can be the office *given* to a person by name."""
        if self.states and given.states and self.states.isdisjoint(given.states):
            return False
        if self.of_state:
            return given.of_state or (given.head == "président" and (bool(given.states) or given.bare))
        return self.head == given.head


def office_of(title: Span) -> Office:
    """The office of *title*."""
    words = [token.norm_ for token in title]
    head = next((word for word in words if word not in qualifiers() or word in ("premier", "première")), words[0])
    head = FEMININE.get(head, head)
    if head == "président":
        of_state = not {"république", "transition"}.isdisjoint(words)
    else:
        of_state = head == "chef" and not {"état", "etat"}.isdisjoint(words) and "major" not in words
    adjectives = {country.code for word in words for country in countries_of_adjective(word)}
    named = {country.code for name in names_within(title) if (country := country_named(name.text))}
    former = "ancien " if words[0] in ("ancien", "ancienne") else ""
    return Office(former + head, frozenset(adjectives | named), of_state, bare=len(words) == 1)
