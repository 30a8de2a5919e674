"""Acronyms, and the names that they stand for."""

from __future__ import annotations

from entityx.lexicon.words import in_order, name_words

LONGEST = 12
"""Letters of the longest acronym: *ONUSIDA*, *MINUSMA*, *CONFEJES* and their like have fewer."""

PASSED_OVER = frozenset(
    {
        *("a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "par", "pour", "sur"),
        *("and", "for", "of", "the"),
    }
)
"""Words of a name whose initials its acronym mostly leaves out, without accents."""


def is_acronym_of(short: str, full: str) -> bool:
    """Whether *short* can stand for *full*: one word of capitals for several words, or the initials of its words.

    Foreign acronyms (*IFAD* for *Fonds international de développement agricole*) have other letters than the French
    name; only a text that gives the two together tells that they belong together. Where all is in capitals, only
    initials tell.

    >>> is_acronym_of("OMS", "Organisation mondiale de la santé"), is_acronym_of("Kering", "Gucci")
    (True, False)
    >>> is_acronym_of("Caf", "Confédération africaine de football")
    True
    """
    words = name_words(full)
    letters = _letters(short)
    if len(words) < 2 or not letters:
        return False
    in_capitals = letters.isupper() and not full.isupper()
    return in_capitals or in_order(letters.lower(), [word[0] for word in words])


def acronyms_of(full: str) -> frozenset[str]:
    """The acronyms, in capitals, that the name *full* has by its initials: those of all words, and of those that count.

    >>> sorted(acronyms_of("Organisation mondiale de la santé"))
    ['OMDLS', 'OMS']
    """
    words = name_words(full)
    initials = "".join(word[0] for word in words), "".join(word[0] for word in words if word not in PASSED_OVER)
    return frozenset(letters.upper() for letters in initials if 2 <= len(letters) <= LONGEST)


def _letters(acronym: str) -> str:
    """The letters of *acronym*; none where it is too short, too long or several words."""
    letters = "".join(filter(str.isalpha, acronym))
    return letters if 2 <= len(letters) <= LONGEST and not any(map(str.isspace, acronym)) else ""
