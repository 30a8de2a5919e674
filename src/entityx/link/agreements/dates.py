"""The dates that a text names, and the day, month or year that they mean.

Each rule is a pattern for one way to write a date, and how to read it. What depends on the day on which the text was
written (*mardi*, *l'an dernier*, *le 12 mars*) or on another date in it (*le lendemain*) means nothing where that is
not known. A date is written as ISO 8601 has it, as exactly as the text says: ``2021-03-12``, ``2021-03``, ``2021``. Of
a week it gives the month or year that the whole week lies in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from babel import Locale
from spacy.tokens import Span

from entityx.lexicon.words import fold, name_words
from entityx.link.agreements.number import number

FRENCH = Locale("fr")


def _spelled(*names: tuple[int, str]) -> dict[str, int]:
    """The months by their names, with accents and without (*aout*), without the full stop of those that are cut."""
    return {word: month for month, name in names for word in (name.removesuffix("."), *name_words(name))}


MONTHS = _spelled(*FRENCH.months["format"]["wide"].items())
SHORT_MONTHS = {
    name: month
    # The press cuts some shorter or longer than the standard that Babel follows.
    for name, month in _spelled(
        *FRENCH.months["format"]["abbreviated"].items(), (1, "jan"), (2, "fév"), (7, "juill")
    ).items()
    if name not in MONTHS
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
"""Days from the one on which the text was written."""
DAYS_FROM_NAMED = {
    "l'avant-veille": -2,
    "la veille": -1,
    "le même jour": 0,
    "ce même jour": 0,
    "ce jour-là": 0,
    "le lendemain": 1,
    "le surlendemain": 2,
}
"""Days from the one that the text has named before."""

WEEKDAY = rf"\b(?P<weekday>{'|'.join(WEEKDAYS)})\b"
MONTH = rf"\b(?P<month>{'|'.join(MONTHS)})\b"
SHORT_MONTH = rf"\b(?P<month>{'|'.join(SHORT_MONTHS)})"
DAY = r"(?<![\d.,/])(?P<day>1er|1ᵉʳ|premier|\d{1,2})"
SEASON = r"(?:printemps|été|automne|hiver)"
YEAR = r"\b(?P<year>1\d{3}|20\d{2})\b"
BESIDE = r"\s+(?P<beside>derni(?:er|ère)|passée?|écoulée?|prochaine?)\b"
"""An adjective that says which one of its kind a date is."""
NO_FIGURE = r"(?![.,/-]?\d)"
"""What stands behind a date in figures: more of them would make something else of it."""
NO_RANGE = rf"(?!\s+(?:à|au)\s+(?:fin\s+)?(?:\d|{'|'.join(MONTHS)}))"
"""*de 1981 à 1989* and *de mars à juin* are no dates."""
NO_NIGHT = rf"(?!\s+(?:à|au)\s+(?:{'|'.join(WEEKDAYS)}))"
"""Nor is *de mardi à mercredi*."""
BOUND = re.compile(
    r"\b(?:avant|après|ici|jusqu'(?:à(?: la fin)?|au)?|pour|vers|(?:à partir|à compter)(?: d[eu])?)"
    r"(?:\s+(?:le|la|début|fin))*\s*$|\bau\s*$"
)
"""What stands before a date that is a deadline or a beginning (*avant 2030*, *à partir de janvier*), lower case."""
LIMIT = re.compile(r"\bdès(?:\s+(?:le|la|début|fin))*\s*$")
"""What stands before a date that is the day of what is done (*signé dès janvier*), or the beginning of what lasts."""
OPEN_MONTH = re.compile(rf"\d\s+(?:{'|'.join(SHORT_MONTHS)})\.\s*$", re.IGNORECASE)
"""How a stretch ends whose last full stop is that of a month cut short."""
YEAR_BEHIND = len(" 2021")
"""Characters that the year of such a month takes."""

Parts = Mapping[str, str]
"""What the groups of a rule matched, folded; what is not there is empty."""
NO_PARTS: Parts = {"year": "", "beside": ""}
"""The groups that not all rules of a reader have."""


class View(NamedTuple):
    """From where a text looks at its dates.

    Attributes:
        today: The day on which it was written, where that is known.
        ahead: Whether what it tells of is to come.
        named: The date that it has named before, in ISO 8601, empty where that cannot be told; none where it has named
            none.
    """

    today: date | None
    ahead: bool
    named: str | None = None


class Rule(NamedTuple):
    """A way to write dates: what it looks like, and what it means in ISO 8601, or nothing where that cannot be told."""

    pattern: re.Pattern[str]
    read: Callable[[Parts, View], str]


@dataclass(frozen=True, slots=True)
class DateWords:
    """A date as a text has it.

    Attributes:
        span: Its words.
        rule: The rule that reads them.
        parts: What that has matched.
        begins: Whether *dès* stands before it.
    """

    span: Span
    rule: Rule
    parts: Parts
    begins: bool

    @property
    def is_reckoned(self) -> bool:
        """Whether it counts from a date that the text has named before (*le lendemain*)."""
        return self.rule.read is read_from_named

    def iso(self, view: View) -> str:
        """The date in ISO 8601, as seen from *view*, or nothing where that cannot be told."""
        try:
            return self.rule.read(self.parts, view)
        except (ValueError, OverflowError):  # the 30th of February
            return ""


def dates_in(sentence: Span) -> Iterator[DateWords]:
    """The dates that *sentence* names, in no order; deadlines and beginnings are left out."""
    text = sentence.text.replace("’", "'")
    if OPEN_MONTH.search(text):  # the sentence seems to end where only the month does (*le 3 juil. 2023*)
        sentence = _longer(sentence)
        text = sentence.text.replace("’", "'")
    read_to: list[tuple[int, int]] = []
    for rule in RULES:
        for match in rule.pattern.finditer(text):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end in read_to):
                continue  # within a date that an earlier rule has read
            read_to.append((start, end))
            span = sentence.char_span(start, end, alignment_mode="expand")
            before = text[max(0, start - LONGEST_BOUND) : start].lower()
            if span is not None and not BOUND.search(before) and not is_amount(span):
                parts = {name: fold(part) for name, part in match.groupdict("").items()}
                begins = bool(LIMIT.search(before)) or span[0].norm_ == "dès"
                yield DateWords(span, rule, {**NO_PARTS, **parts}, begins)


LONGEST_BOUND = 40
"""Characters before a date among which a word stands that makes a deadline of it."""


def _longer(sentence: Span) -> Span:
    """*sentence* with the year behind it."""
    doc = sentence.doc
    return doc.char_span(sentence.start_char, sentence.end_char + YEAR_BEHIND, alignment_mode="contract") or sentence


def is_amount(words: Span) -> bool:
    """Whether what looks like a year counts what follows (*de 1500 soldats*)."""
    following = words.doc[words.end : words.end + 1]
    return words[-1].is_digit and any(token.pos_ == "NOUN" and token.norm_.endswith(("s", "x")) for token in following)


def is_ahead(parts: Parts, view: View) -> bool:
    """Whether a date is to come: as its adjective says, otherwise as its *view* is."""
    return parts["beside"].startswith("prochain") or (view.ahead and not parts["beside"])


def read_day(parts: Parts, view: View) -> str:
    """*le 12 mars 2021*, *le 12 sept. 2021*; without a year, the nearest such day in the past, or ahead."""
    day, month = int(parts["day"]) if parts["day"].isdecimal() else 1, month_of(parts)
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


def month_of(parts: Parts) -> int:
    """The month whose name is among *parts*."""
    name = parts["month"]
    return MONTHS[name] if name in MONTHS else SHORT_MONTHS[name]


def read_figures(parts: Parts, view: View) -> str:
    """*12/03/2021*, *12.03.2021*, *2021-03-12*; *5/3/21* is of the century in which `datetime.strptime` sees it."""
    year = int(parts["year"])
    if len(parts["year"]) == len("21"):
        year = datetime.strptime(parts["year"], "%y").year
    return date(year, int(parts["month"]), int(parts["day"])).isoformat()


def read_month(parts: Parts, view: View) -> str:
    """*en août 1991*; without a year, the nearest such month in the past, or ahead."""
    month = month_of(parts)
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
    """*en 2015*, *fin 2015*, *à l'été 2015*."""
    return parts["year"]


def read_weekday(parts: Parts, view: View) -> str:
    """*mardi*: the day of the text itself, or the nearest in the past or ahead; *mardi dernier* is another day."""
    if view.today is None:
        return ""
    step = 1 if is_ahead(parts, view) else -1
    days = step * (WEEKDAYS[parts["weekday"]] - view.today.weekday()) % 7
    return (view.today + timedelta(days=step * (days or 7 * bool(parts["beside"])))).isoformat()


def read_night(parts: Parts, view: View) -> str:
    """*dans la nuit de samedi à dimanche*: the month or year of both days."""
    days = [read_weekday({**parts, "weekday": parts[name]}, view) for name in ("evening", "morning")]
    return common_part(*days) if all(days) else ""


def read_day_away(parts: Parts, view: View) -> str:
    """*hier*."""
    return "" if view.today is None else (view.today + timedelta(days=DAYS_AWAY[parts["away"]])).isoformat()


def read_from_named(parts: Parts, view: View) -> str:
    """*le lendemain*: counted from the day named before; *la veille* from the day of the text where none is named."""
    days = DAYS_FROM_NAMED[parts["away"]]
    if view.named is not None:
        day = date.fromisoformat(view.named) if len(view.named) == len("2021-03-12") else None
    else:
        day = view.today if days < 0 else None
    return "" if day is None else (day + timedelta(days=days)).isoformat()


def read_period(parts: Parts, view: View) -> str:
    """*l'an dernier*, *le mois prochain*, *la semaine dernière*."""
    return "" if view.today is None else moved(view.today, 1 if is_ahead(parts, view) else -1, parts["unit"])


def read_this_period(parts: Parts, view: View) -> str:
    """*ce mois-ci*, *cette semaine*."""
    return "" if view.today is None else moved(view.today, 0, parts["unit"] or "mois")


def read_ago(parts: Parts, view: View) -> str:
    """*il y a deux ans*."""
    ago = number(parts["number"])
    return "" if view.today is None or ago is None else moved(view.today, -ago, parts["unit"])


def moved(today: date, by: int, unit: str) -> str:
    """The day, month or year that lies so many away from *today*, as exact as *unit* is."""
    if unit.startswith("jour"):
        return (today + timedelta(days=by)).isoformat()
    if unit.startswith("semaine"):
        monday = today + timedelta(days=7 * by - today.weekday())
        return common_part(monday.isoformat(), (monday + timedelta(days=6)).isoformat())
    if unit == "mois":
        year, month = divmod(today.year * 12 + today.month - 1 + by, 12)
        return f"{year}-{month + 1:02}"
    return str(today.year + by)


def common_part(first: str, last: str) -> str:
    """The month or year in which both days lie, in ISO 8601, or nothing."""
    return next((first[:length] for length in (len("2021-03"), len("2021")) if first[:length] == last[:length]), "")


def _rule(pattern: str, read: Callable[[Parts, View], str]) -> Rule:
    return Rule(re.compile(pattern, re.IGNORECASE), read)


RULES = (
    _rule(rf"\b(?:le\s+)?(?:{WEEKDAY}\s+)?{DAY}\s+{MONTH}(?:\s+{YEAR}|{BESIDE})?", read_day),
    # Without its full stop or a year, *12 sept* can be something else.
    _rule(rf"\b(?:le\s+)?(?:{WEEKDAY}\s+)?{DAY}\s+{SHORT_MONTH}(?:\.?\s+{YEAR}|\.)", read_day),
    _rule(
        r"\b(?:le\s+)?(?<![\d./-])(?P<day>\d{1,2})(?P<sign>[./])(?P<month>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d\d)\b"
        + NO_FIGURE,
        read_figures,
    ),
    _rule(
        rf"\b(?:le\s+)?(?<![\d./-])(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})/(?P<year>\d\d)\b{NO_FIGURE}", read_figures
    ),
    _rule(rf"\b(?:le\s+)?(?<![\d./-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b{NO_FIGURE}", read_figures),
    _rule(rf"\b(?:en\s+|de\s+|d'|depuis\s+)?{MONTH}\s+{YEAR}{NO_RANGE}", read_month),
    _rule(rf"\b(?:en\s+|de\s+|d'|depuis\s+)?{SHORT_MONTH}\.?\s+{YEAR}{NO_RANGE}", read_month),
    # Without a year, only behind a word that makes a month of it: *mars* and *mai* can be something else.
    _rule(rf"\b(?:(?:en|de|depuis|début|fin|mi-|courant)\s*|mois\s+d'){MONTH}{NO_RANGE}(?:{BESIDE})?", read_month),
    _rule(
        rf"\b(?:(?:au\s+)?(?:début|fin|courant)\s+|mi-|(?:au\s+|à\s+l'|en\s+|l'|du\s+){SEASON}\s+(?:de\s+)?){YEAR}{NO_RANGE}",
        read_year,
    ),
    # A number of four figures is a year only behind such a word.
    _rule(rf"(?:\b(?:en|de|depuis|dès|l'an|l'année)\s+|\(){YEAR}{NO_RANGE}(?!,?\d|\s*[%€$])", read_year),
    _rule(
        rf"\bnuit\s+(?:de|du)\s+(?P<evening>{'|'.join(WEEKDAYS)})\s+(?:à|au)\s+(?P<morning>{'|'.join(WEEKDAYS)})\b",
        read_night,
    ),
    _rule(
        rf"(?:(?<=\bremonte à )|(?<=\bremontait à )|(?<=\bremontant à )){YEAR}{NO_RANGE}(?!,?\d|\s*[%€$])", read_year
    ),
    # *le lundi* and *chaque lundi* are no certain day, *le lundi suivant* counts from another one.
    _rule(
        rf"(?<!\ble )(?<!\bchaque )(?<!\bdu )(?<!\bà ){WEEKDAY}{NO_NIGHT}"
        rf"(?!\s+(?:suivant|saint|précédent))(?:{BESIDE})?",
        read_weekday,
    ),
    _rule(rf"(?<![\w-])(?<!\bd')(?P<away>{'|'.join(DAYS_AWAY)})\b", read_day_away),
    # *la veille du sommet* and *le lendemain de sa visite* count from what they name.
    _rule(
        rf"(?<![\w-])(?P<away>{'|'.join(DAYS_FROM_NAMED)})\b(?!\s+(?:même\s+)?(?:des?|du|où|que)\b|\s+d')",
        read_from_named,
    ),
    _rule(rf"\b(?:le\s+|la\s+|l')(?P<unit>semaine|mois|an|année){BESIDE}", read_period),
    _rule(r"\b(?:cette\s+(?P<unit>semaine|année)|ce\s+mois)\b(?!-là)(?:-ci)?", read_this_period),
    _rule(r"\b(?:il\s+y\s+a|voilà|voici)\s+(?P<number>[\w-]+)\s+(?P<unit>jours?|mois|ans?|années?)\b", read_ago),
)
"""All ways to write dates, the longer before those that are a part of it."""
