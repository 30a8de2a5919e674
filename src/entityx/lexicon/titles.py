"""Words of titles, and what stands around them: what tells whether two titles are one office."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from entityx.lexicon.words import base_forms, fold, read_entries, read_words

HERE = Path(__file__).parent

PREFIXES = ("ex-", "vice-", "co-", "sous-", "ex-vice-")

APPOSITION = frozenset({",", "(", "-", "–", "—", ":", "le", "la", "l'", "un", "une", "alors"})
"""What stands between a person's name and a title behind it, folded."""
LONGEST_HEAD = 5
"""Words of the longest head in the list, elided ones counted with the next."""


@cache
def _base_forms() -> dict[str, str]:
    listed = base_forms(read_entries(HERE / "title_heads.txt"))
    return listed | {prefix + form: prefix + base for form, base in listed.items() for prefix in PREFIXES}


def base_form(head: str) -> str | None:
    """The form under which *head*, folded, is listed: *présidente* is *président*; nothing where it is in no list."""
    return _base_forms().get(head)


def head_of(title: str) -> str | None:
    """The first word of the office that *title* says, as it is listed; nothing where it is in no list.

    >>> head_of("ancienne Première ministre malienne"), head_of("star")
    ('premier ministre', None)
    """
    words = fold(title).split()
    for start in range(len(words)):
        for end in range(min(len(words), start + LONGEST_HEAD), start, -1):
            if head := base_form(" ".join(words[start:end])):
                return head
        if words[start] not in qualifiers():
            break
    return None


@cache
def abbreviations() -> frozenset[str]:
    """Civilities and titles that a full stop ends, behind which a sentence goes on (*Pr.*), as they are written."""
    listed = (*read_words(HERE / "title_heads.txt"), *read_words(HERE / "civilities.txt"))
    return frozenset(form for form in listed if form.endswith("."))


@cache
def qualifiers() -> frozenset[str]:
    """What may stand before a head and belongs to the title (*ancien*), folded."""
    return frozenset(map(fold, read_words(HERE / "title_qualifiers.txt")))


@cache
def civilities() -> frozenset[str]:
    """*M.*, *Mme* and their like, folded."""
    return frozenset(map(fold, read_words(HERE / "civilities.txt")))
