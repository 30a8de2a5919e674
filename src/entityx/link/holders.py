"""Whose a title is that stands beside a name: the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Span

from entityx.lexicon.titles import APPOSITION, civilities

BEFORE_NAME = civilities() | frozenset({",", "(", '"', "«", ":", "-", "–", "le", "la", "l'"})
"""What may stand between a title and the name behind it in apposition."""

BEHIND_NAME = (
    APPOSITION
    | {"son", "sa", "également", "aussi", "actuellement", "qui", "comme", "en", "tant", "que", "au", "poste", "de"}
    | {"est", "était", "fut", "devient", "devenu", "devenue", "a", "été", "nommé", "nommée", "élu", "élue"}
)
"""What may stand between a name and the title behind it."""

BETWEEN_TITLES = frozenset({",", "et", "puis", "le", "la", "l'", "un", "une", "ainsi", "que"})
"""What may stand between two titles of one person."""

DEFINITE = frozenset({"le", "la", "l'", "du", "au", "ce", "cet", "cette"})
"""Determiners under which a title stands for its holder."""


def holders_beside(names: Sequence[Span], titles: Sequence[Span], people: Mapping[Span, str]) -> dict[Span, str]:
    """The persons who hold the titles that stand beside their names.

    In this order: the name right behind the title (*le président Ba*); the name before it, other titles of the same
    person between or not (*Ba, président et député*); the name behind it in apposition (*le président, M. Ba*).

    Args:
        names: The persons' names in the text, in order.
        titles: Its titles, in order.
        people: The person's fullest name for each of them.
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
        gap = left.doc[left.end : right.start]
        if len(gap) == 1 and gap[0].text == "." and not right[0].is_sent_start:
            gap = gap[1:]  # le Pr. Ba
        is_name = elements[j].label_ == "PER"
        allowed = between if is_name else BETWEEN_TITLES
        if any(token.norm_ not in allowed for token in gap):
            return None
        words = {token.norm_ for token in gap}
        if not is_name and "et" in words and not words.isdisjoint(DEFINITE):
            return None  # maire de Ségou et le ministre: another person
        return elements[j] if is_name else holder.get(j)

    order = [place[title.start, title.label] for title in titles]
    for i in order:
        name = neighbour(i, 1, civilities()) or neighbour(i, -1, BEHIND_NAME)
        if name is not None:
            holder[i] = name
    for i in reversed(order):
        if i not in holder and (name := neighbour(i, 1, BEFORE_NAME)) is not None:
            holder[i] = name
    return {elements[i]: people[name] for i, name in holder.items()}
