"""Which office a title is, so that one that stands alone can be known for one that was given with a name."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span

from entityx.lexicon.countries import countries_of_adjective, country_named
from entityx.lexicon.titles import base_form, qualifiers
from entityx.link.names import names_within

LINKING = frozenset({"de", "du", "des", "d'", "la", "le", "l'", "les", "à", "au", "aux", "et", "en", ",", "-"})
"""What only joins the words of a title."""


@dataclass(frozen=True, slots=True)
class Office:
    """What a title says of the office.

    Attributes:
        head: The word that names it, with *ancien* where it is held no more.
        complement: The other words of the title, those for a state left out.
        states: The codes of the states that it names, or says by an adjective.
        of_state: Whether it says in so many words that its holder heads a state.
    """

    head: str
    complement: frozenset[str]
    states: frozenset[str]
    of_state: bool

    def can_be(self, given: Office) -> bool:
        """Whether this title, standing alone, can be the office *given* to a person by name."""
        if self.states and given.states and self.states.isdisjoint(given.states):
            return False
        if self.of_state:
            return given.of_state or (given.head == "président" and not given.complement)
        return self.head == given.head and self.complement <= given.complement


def office_of(title: Span) -> Office:
    """The office of *title*."""
    first = next((t for t in title if t.norm_ not in qualifiers() or t.norm_ in ("premier", "première")), title[0])
    head = base_form(first.norm_)
    places = [(name, country) for name in names_within(title) if (country := country_named(name.text))]
    adjectives = [(title.doc[t.i : t.i + 1], country) for t in title for country in countries_of_adjective(t.text)]
    of_states = {token.i for words, _ in (*places, *adjectives) for token in words}
    complement = frozenset(t.norm_ for t in title[first.i + 1 - title.start :] if t.i not in of_states) - LINKING
    if head == "président":
        of_state = not complement.isdisjoint({"république", "transition"})
    else:
        of_state = head == "chef" and complement in ({"état"}, {"etat"})
    former = "ancien " if title[0].norm_ in ("ancien", "ancienne") else ""
    states = {country.code for _, country in places} | {country.code for _, country in adjectives}
    return Office(former + head, complement, frozenset(states), of_state)
