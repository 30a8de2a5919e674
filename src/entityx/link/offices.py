"""Which office a title is, so that one that stands alone can be known for one that was given with a name."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Span

from entityx.lexicon.titles import base_form, qualifiers
from entityx.lexicon.words import fold
from entityx.link.names import names_within
from entityx.link.states import States

WORD = re.compile(r"\w+'?")
"""A word of a folded head as the tokenizer cuts it, its elided vowel's apostrophe included."""
LINKING = frozenset({"de", "du", "des", "d'", "la", "le", "l'", "les", "à", "au", "aux", "et", "en", ",", "-"})
"""What only joins the words of a title."""
TERMS = frozenset({"élu", "élue", "sortant", "sortante", "par", "intérim"})
"""What says of a term of office rather than of the office."""
COUNTERPART = "homologue"
LONGEST_HEAD = 12
"""Tokens of a head: the longest that is listed has fewer, and a title may have thousands."""


@dataclass(frozen=True, slots=True)
class Office:
    """What a title says of the office.

    Attributes:
        head: The first word of its name (*président*, *premier*), with *ancien* where it is held no more.
        complement: The other words of the title, those for a state or a term left out.
        states: The codes of the states that it names, or says by an adjective.
        of_state: Whether it says in so many words that its holder heads a state.
    """

    head: str
    complement: frozenset[str]
    states: frozenset[str]
    of_state: bool

    def can_be(self, given: Office) -> bool:
        """Whether this title, standing alone, can be the office *given* to a person by name, states left aside."""
        if self.of_state:
            return given.of_state or (given.head == "président" and not given.complement)
        return self.head == given.head and self.complement <= given.complement


def offices_of(titles: Iterable[Span], held: Container[Span], spoken_of: States) -> dict[Span, Office]:
    """The office of each of *titles*.

    A counterpart has the office of the person before (*le président russe, X, et son homologue malien*).

    Args:
        titles: All titles of the text, in order.
        held: Those of them that stand beside the name of their holder.
        spoken_of: The states that the text speaks of.
    """
    offices: dict[Span, Office] = {}
    before: Office | None = None
    for title in titles:
        office = office_of(title, spoken_of)
        if office.head == COUNTERPART and before is not None:
            office = replace(before, states=office.states)
        if title in held:
            before = office
        offices[title] = office
    return offices


def office_of(title: Span, spoken_of: States) -> Office:
    """The office of *title*, in a text that speaks of the states *spoken_of*."""
    states: set[str] = set()
    of_states: set[str] = set()
    for token in title:
        for country in spoken_of.of_adjective(token.text):
            states.add(country.code)
            of_states.add(token.norm_)
    for name in names_within(title):
        if named := spoken_of.named(name.text):
            states.add(named.code)
            of_states.update(token.norm_ for token in name)
    head, *others = in_base_form(title)
    complement = frozenset(others) - of_states - LINKING - TERMS
    if head == "président":
        of_state = not complement.isdisjoint({"république", "transition"})
    else:
        of_state = head == "chef" and complement in ({"état"}, {"etat"})
    former = "ancien " if title[0].norm_ in ("ancien", "ancienne") else ""
    return Office(former + head, complement, frozenset(states), of_state)


def in_base_form(title: Span) -> list[str]:
    """The folded words of *title* from its head on, the head as it is listed (*premier ministre* for *première*)."""
    for start in range(len(title)):
        for end in range(min(len(title), start + LONGEST_HEAD), start, -1):
            head = fold(title[start:end].text)
            if (base := base_form(head)) is not None:
                return [*WORD.findall(base), *(token.norm_ for token in title[end:])]
        if title[start].norm_ not in qualifiers():
            break
    return [token.norm_ for token in title]
