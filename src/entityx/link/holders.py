"""Whose a title is that stands beside a name: the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from spacy.tokens import Span

from entityx.lexicon.titles import APPOSITION, civilities
from entityx.link.layout import holders_on_lines
from entityx.link.strangers import begins_clause

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

BEFORE_RANK = BETWEEN_TITLES | frozenset({":", "(", "-", "–", "—"})
"""What may stand between a title and one before the name behind it (*ministre de la Défense : général Ba*)."""

DEFINITE = frozenset({"le", "la", "l'", "du", "au", "ce", "cet", "cette"})
"""Determiners under which a title stands for its holder."""


def holders_beside(names: Sequence[Span], titles: Sequence[Span], people: Mapping[Span, str]) -> dict[Span, str]:
    """The persons who hold the titles that stand beside their names.

    In this order: the name on the next line; the name right behind the title (*le président Ba*); the name before it,
    other titles of the same person between or not (*Ba, président et député*); the name behind it in apposition (*le
    président, M. Ba*), a rank between or not (*le président : général Ba*).

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
        if not is_name and step > 0 and j in holder and holder[j].start >= elements[j].end:
            allowed = BEFORE_RANK
        if any(token.norm_ not in allowed for token in gap):
            return None
        words = {token.norm_ for token in gap}
        if not is_name and "et" in words and not words.isdisjoint(DEFINITE):
            return None  # maire de Ségou et le ministre: another person
        return elements[j] if is_name else holder.get(j)

    def is_listed(i: int) -> bool:
        """Whether title *i* is of the name before it, in a list without signs: *Ba, maire Sow, préfet Ly, juge*."""
        run = elements[i - 1 : i + 3] if i > 0 else []
        kinds = [span.label_ for span in run]
        gaps = [[token.text for token in left.doc[left.end : right.start]] for left, right in pairwise(run)]
        return kinds == ["PER", "TITLE", "PER", "TITLE"] and gaps == [[","], [], [","]]

    order = [place[title.start, title.label] for title in titles]
    lines = holders_on_lines(titles[0].doc, names, titles) if titles else {}
    for i in order:
        name = lines.get(elements[i])
        name = name or (None if is_listed(i) else neighbour(i, 1, civilities())) or neighbour(i, -1, BEHIND_NAME)
        if name is not None:
            holder[i] = name
    for i in reversed(order):
        name = None if i in holder else neighbour(i, 1, BEFORE_NAME)
        if name is not None and not begins_clause(elements[i], name):
            holder[i] = name
    return {elements[i]: people[name] for i, name in holder.items()}
