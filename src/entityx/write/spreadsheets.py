"""What a spreadsheet takes a text for, and the mark that keeps it a text."""

from __future__ import annotations

import re
import unicodedata

TEXT_MARK = "'"
"""What a cell begins with whose text a spreadsheet would take for something else; spreadsheets know the sign."""

DROPPED = ("\t", "\r", "\n", TEXT_MARK)
"""What spreadsheets drop at the beginning of a cell; and the mark itself, so that it can be taken off."""
FORMULA_SIGNS = frozenset("=+-@")
"""How formulas, telephone numbers and links begin (OWASP, *CSV Injection*)."""
UNSEEN = frozenset("CZM")
"""The first letters of the Unicode categories that show nothing at the beginning of a cell: control and format
characters and those not assigned, separators, marks without a letter. One program or another drops them there."""

MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WEEKDAYS = (
    *("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
)
SHORTEST = 3
"""Characters of the shortest abbreviation of a month or weekday."""
WITHOUT_ACCENTS = str.maketrans("éû", "eu")
DATE_WORDS = frozenset(
    name[:end].translate(table)
    for name in MONTHS + WEEKDAYS
    for end in range(SHORTEST, len(name) + 1)
    for table in ({}, WITHOUT_ACCENTS)
)
"""The names of months and weekdays and all that they can be cut to, with and without accents."""
WORDS_OF_VALUES = DATE_WORDS | {"e", "t", "a", "am", "p", "pm", "m"}
"""And the letters of powers of ten (``1E5``), of times after days (``2021-03-12T10:30``), and of the halves of a day
(``5 p.m.``)."""
WORD = re.compile(r"[^\W\d]+")
DIGIT = re.compile(r"\d")
SHOWN_ALIKE = re.compile("0|[1-9][0-9]{0,10}")
"""A whole number that shows the same as a number and as a text: with more digits Excel writes ``1,23E+11``."""

TRUTHS = ("vrai", "faux", "true", "false")
NAMED = re.compile(rf"\s*(?:{'|'.join(TRUTHS)})\s*|#(?:n/a|[\w/]+[!?])", re.IGNORECASE)
"""A value that has a name: a truth or an error (``#REF!``)."""
BEGINNINGS = frozenset(word[:SHORTEST] for word in (*DATE_WORDS, *TRUTHS))
"""How a text begins that is taken for something else although it begins with a letter."""


def marked(text: str) -> str:
    """*text* with the text mark where a spreadsheet needs it.

    >>> marked("=1+1"), marked("+33 1 23"), marked("l'ONU"), marked("'oui'")
    ("'=1+1", "'+33 1 23", "l'ONU", "''oui'")
    >>> marked("00123"), marked("123"), marked("3-4"), marked("mars 2024"), marked("Mars"), marked("G20")
    ("'00123", '123', "'3-4", "'mars 2024", 'Mars', 'G20')
    """
    if text[:1].isalpha() and text[:SHORTEST].lower() not in BEGINNINGS:  # most
        return text
    return TEXT_MARK + text if _begins_as_formula(text) or _is_value(text) else text


def _begins_as_formula(text: str) -> bool:
    """Whether a spreadsheet may read *text* as a formula, or drop how it begins.

    Signs count in any width and height, and after whatever shows nothing.
    """
    for character in text:
        if unicodedata.category(character)[0] not in UNSEEN:
            return text.startswith(DROPPED) or unicodedata.normalize("NFKC", character)[0] in FORMULA_SIGNS
    return text.startswith(DROPPED)


def _is_value(text: str) -> bool:
    """Whether a spreadsheet in French or English may read *text* as a value, and show it otherwise.

    That is digits and signs, without words but those of dates and times. It takes in all that LibreOffice reads as a
    number, amount, day or time, whatever its settings, and a little more (``14-18``); or the name of a value.
    """
    for word in WORD.finditer(text):
        if word[0].lower() not in WORDS_OF_VALUES:
            return NAMED.fullmatch(text) is not None
    return DIGIT.search(text) is not None and SHOWN_ALIKE.fullmatch(text) is None
