"""The dates that a text names, and the day, month or year that they mean.

Each rule is a pattern for one way to write a date, and how to read it. What depends on the day on which the text was
written (*mardi*, *l'an dernier*, *le 12 mars*) means nothing where that is not known. A date is written as ISO 8601 has
it, as exactly as the text says: ``2021-03-12``, ``2021-03``, ``2021``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from babel import Locale
from spacy.tokens import Span

from entityx.lexicon.words import fold, name_words
from entityx.link.agreements.number import number

FRENCH = Locale("fr")
MONTHS: dict[str, int] = {
    spelling: month
    for month, name in FRENCH.months["format"]["wide"].items()
    for spelling in (name, *name_words(name))  # *aout* as well
}
WEEKDAYS: dict[str, int] = {name: weekday for weekday, name in FRENCH.days["format"]["wide"].items()}
"""From 0 for Monday, as `date.weekday` counts them."""
DAYS_AWAY = {
    "avant-hier": -2,
    "hier": -1,
    "aujourd'hui": 0,
    "ce matin": 0,
    "ce soir": 0,
    "demain": 1,
    "après-demain": 2,
}

WEEKDAY = rf"\b(?P<weekday>{'|'.join(WEEKDAYS)})\b"
MONTH = rf"\b(?P<month>{'|'.join(MONTHS)})\b"
YEAR = r"\b(?P<year>1\d{3}|20\d{2})\b"
BESIDE = r"\s+(?P<beside>derni(?:er|ère)|passée?|prochaine?)\b"
"""An adjective that says which one of its kind a date is."""
NO_RANGE = rf"(?!\s+(?:à|au)\s+(?:fin\s+)?(?:\d|{'|'.join(MONTHS)}))"
"""*de 1981 à 1989* and *de mars à juin* are no dates."""
BOUND = re.compile(
    r"\b(?:avant|après|ici|jusqu'(?:à(?: la fin)?|au)?|au|dès|pour|vers|(?:à partir|à compter)(?: d[eu])?)\s*$"
)
"""What stands before a date that is a deadline or a beginning (*avant 2030*, *dès janvier*), lower case."""

Parts = Mapping[str, str]
"""What the groups of a rule matched, folded; what is not there is empty."""
NO_PARTS: Parts = {"year": "", "beside": ""}
"""The groups that not all rules of a reader have."""


class View(NamedTuple):
    """From where a text looks at its dates.

    Attributes:
        today: The day on which it was written, where that is known.
        ahead: Whether what it tells of is to come.
    """

    today: date | None
    ahead: bool


class Rule(NamedTuple):
    """A way to write dates: what it looks like, and what it means in ISO 8601, or nothing where that cannot be told."""

    pattern: re.Pattern[str]
    read: Callable[[Parts, View], str]


@dataclass(frozen=True, slots=True)
class DateWords:
    """A date as a text has it: its words, the rule that reads them, and the parts that it has matched."""

    span: Span
    rule: Rule
    parts: Parts

    def iso(self, view: View) -> str:
        """The date in ISO 8601, as seen from *view*, or nothing where that cannot be told."""
        try:
            return self.rule.read(self.parts, view)
        except (ValueError, OverflowError):  # the 30th of February
            return ""


def dates_in(sentence: Span) -> Iterator[DateWords]:
    """The dates that *sentence* names, in no order; deadlines and beginnings are left out."""
    text = sentence.text.replace("’", "'")
    read_to: list[tuple[int, int]] = []
    for rule in RULES:
        for match in rule.pattern.finditer(text):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end in read_to):
                continue  # within a date that an earlier rule has read
            read_to.append((start, end))
            span = sentence.char_span(start, end, alignment_mode="expand")
            if span is not None and not BOUND.search(text[:start].lower()) and not is_amount(span):
                parts = {name: fold(part) for name, part in match.groupdict("").items()}
                yield DateWords(span, rule, {**NO_PARTS, **parts})


def is_amount(words: Span) -> bool:
    """Whether what looks like a year counts what follows (*de 1500 soldats*)."""
    following = words.doc[words.end : words.end + 1]
    return words[-1].is_digit and any(token.pos_ == "NOUN" and token.norm_.endswith(("s", "x")) for token in following)


def is_ahead(parts: Parts, view: View) -> bool:
    """Whether a date is to come: as its adjective says, otherwise as its *view* is."""
    return parts["beside"].startswith("prochain") or (view.ahead and not parts["beside"])


def read_day(parts: Parts, view: View) -> str:
    """*le 12 mars 2021*; without a year, the nearest such day in the past, or ahead."""
    day, month = int(parts["day"].removesuffix("er")), MONTHS[parts["month"]]
    if parts["year"]:
        return date(int(parts["year"]), month, day).isoformat()
    if view.today is None:
        return ""
    year = view.today.year
    if is_ahead(parts, view):
        year += date(year, month, day) < view.today
    else:
        year -= date(year, month, day) > view.today
    return date(year, month, day).isoformat()


def read_figures(parts: Parts, view: View) -> str:
    """*12/03/2021*."""
    return date(int(parts["year"]), int(parts["month"]), int(parts["day"])).isoformat()


def read_month(parts: Parts, view: View) -> str:
    """*en août 1991*; without a year, the nearest such month in the past, or ahead."""
    month = MONTHS[parts["month"]]
    if parts["year"]:
        return f"{int(parts['year'])}-{month:02}"
    if view.today is None:
        return ""
    year = view.today.year
    if is_ahead(parts, view):
        year += month < view.today.month or (month == view.today.month and bool(parts["beside"]))
    else:
        year -= month > view.today.month or (month == view.today.month and bool(parts["beside"]))
    return f"{year}-{month:02}"


def read_year(parts: Parts, view: View) -> str:
    """*en 2015*."""
    return parts["year"]


def read_weekday(parts: Parts, view: View) -> str:
    """*mardi*: the day of the text itself, or the nearest in the past or ahead; *mardi dernier* is another day."""
    if view.today is None:
        return ""
    step = 1 if is_ahead(parts, view) else -1
    days = step * (WEEKDAYS[parts["weekday"]] - view.today.weekday()) % 7
    return (view.today + timedelta(days=step * (days or 7 * bool(parts["beside"])))).isoformat()


def read_day_away(parts: Parts, view: View) -> str:
    """*hier*."""
    return "" if view.today is None else (view.today + timedelta(days=DAYS_AWAY[parts["away"]])).isoformat()


def read_period(parts: Parts, view: View) -> str:
    """*l'an dernier*, *le mois prochain*."""
    return "" if view.today is None else moved(view.today, 1 if is_ahead(parts, view) else -1, parts["unit"])


def read_ago(parts: Parts, view: View) -> str:
    """*il y a deux ans*."""
    ago = number(parts["number"])
    return "" if view.today is None or ago is None else moved(view.today, -ago, parts["unit"])


def moved(today: date, by: int, unit: str) -> str:
    """The day, month or year that lies so many away from *today*, as exact as *unit* is."""
    if unit.startswith("jour"):
        return (today + timedelta(days=by)).isoformat()
    if unit == "mois":
        year, month = divmod(today.year * 12 + today.month - 1 + by, 12)
        return f"{year}-{month + 1:02}"
    return str(today.year + by)


def _rule(pattern: str, read: Callable[[Parts, View], str]) -> Rule:
    return Rule(re.compile(pattern, re.IGNORECASE), read)


RULES = (
    _rule(rf"\b(?:le\s+)?(?:{WEEKDAY}\s+)?(?<!\d)(?P<day>1er|\d{{1,2}})\s+{MONTH}(?:\s+{YEAR}|{BESIDE})?", read_day),
    _rule(r"\b(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})\b", read_figures),
    _rule(rf"\b(?:en\s+|de\s+|d'|depuis\s+)?{MONTH}\s+{YEAR}{NO_RANGE}", read_month),
    # Without a year, only behind a word that makes a month of it: *mars* and *mai* can be something else.
    _rule(rf"\b(?:en|de|depuis|début|fin|mi-|courant)\s*{MONTH}{NO_RANGE}(?:{BESIDE})?", read_month),
    # A number of four figures is a year only behind such a word.
    _rule(rf"(?:\b(?:en|de|depuis|l'an|l'année)\s+|\(){YEAR}{NO_RANGE}(?!,?\d|\s*[%€$])", read_year),
    # *le lundi* and *chaque lundi* are no certain day, *le lundi suivant* counts from another one.
    _rule(
        rf"(?<!\ble )(?<!\bchaque )(?<!\bdu ){WEEKDAY}(?!\s+(?:suivant|saint|précédent))(?:{BESIDE})?",
        read_weekday,
    ),
    _rule(rf"(?<![\w-])(?<!\bd')(?P<away>{'|'.join(DAYS_AWAY)})\b", read_day_away),
    _rule(rf"\b(?:le\s+|l')(?P<unit>mois|an|année){BESIDE}", read_period),
    _rule(r"\b(?:il\s+y\s+a|voilà|voici)\s+(?P<number>[\w-]+)\s+(?P<unit>jours?|mois|ans?|années?)\b", read_ago),
)
"""All ways to write dates, the longer before those that are a part of it."""
