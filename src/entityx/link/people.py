"""Who is who within one text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from spacy.tokens import Span

from entityx.lexicon.acronyms import acronyms_of
from entityx.lexicon.people import FAMILY
from entityx.lexicon.words import fold, in_order, name_words, read_words
from entityx.link.titles import Held
from entityx.records import Person
from entityx.records import Span as Offsets

PARTICLES = frozenset({"de", "du", "d", "des", "el", "ould", "van", "von", "mint", "bint"})
"""Words before a surname that are no given name (as *Al* and *Ben* can be)."""

OPENING = frozenset({"«", "“", '"', "''", "("})
SIGNS = OPENING | {",", "»", "”"}
"""What may stand around the words between two names of one person."""
SPEECH = frozenset({"dit", "dite"})
FEWEST_INITIALS = 3
"""Words of a name whose initials alone can be known for it."""
LONGEST_CUE = 8
"""Tokens between two names of one person, with signs."""

LONGEST_INITIAL = 2
"""Letters to which a given name is shortened (*Ph.*, *JP*)."""

MOST_FULLER = 100
"""Names that are looked at to find out whom one of their words means: a list may have thousands of one family, and each
would be compared with each."""


def link_people(person_of: Mapping[Span, str], held: Iterable[Held]) -> list[Person]:
    """The persons named in a text, each once under the fullest form of the name, with their titles.

    Args:
        person_of: The fullest form of the person's name for each of the names, in order of the text.
        held: The titles that persons hold, in order of the text.
    """
    mentions: dict[str, list[Span]] = defaultdict(list)
    for name, person in person_of.items():
        mentions[person].append(name)
    own: dict[str, list[Held]] = defaultdict(list)
    for one in held:
        own[one.person].append(one)
    return [
        Person(
            name=person,
            aliases=tuple(form for form in dict.fromkeys(name.text for name in named) if form != person),
            titles=once(one.title.text for one in own[person]),
            mentions=tuple(Offsets(name.start_char, name.end_char) for name in named),
            title_mentions=tuple(Offsets(one.title.start_char, one.title.end_char) for one in own[person]),
            title_confidences=tuple(one.confidence for one in own[person]),
        )
        for person, named in mentions.items()
    ]


def once(texts: Iterable[str]) -> tuple[str, ...]:
    """*texts* without those that come again in another letter case, in order.

    >>> once(["Président", "maire", "président"])
    ('Président', 'maire')
    """
    first: dict[str, str] = {}
    for text in texts:
        first.setdefault(fold(text), text)
    return tuple(first.values())


def resolve_mentions(names: Sequence[Span]) -> dict[Span, str]:
    """The fullest form of the person's name for each of *names*; a family is no one of its members."""
    fullest = resolve_names(name.text for name in names if not is_family(name))
    meant: dict[str, str] = {}  # for the person of another name, the one of the first
    for name, other in pairwise(names):
        form = other.text
        # a form that already stands for another person's name is no other name of this one
        if name.text in fullest and fullest.get(form) == form not in meant and is_other_name(name, other):
            person = fullest[name.text]
            person = meant.get(person, person)
            if person != form and form not in meant.values():
                meant[form] = person
    fullest = {form: meant.get(whose, whose) for form, whose in fullest.items()}
    fullest |= in_initials(fullest)
    return {name: name.text if is_family(name) else fullest[name.text] for name in names}


def in_initials(fullest: Mapping[str, str]) -> dict[str, str]:
    """*IBK* for *Ibrahim Boubacar Keïta*: the persons of names that are the initials of one of three words or more.

    Args:
        fullest: For each form, the fullest one of the same person's name.
    """
    named: dict[str, set[str]] = defaultdict(set)
    for person in set(fullest.values()):
        if len(name_words(person)) >= FEWEST_INITIALS:
            for initials in acronyms_of(person):
                named[initials].add(person)
    return {form: next(iter(named[form])) for form, one in fullest.items() if form == one and len(named[form]) == 1}


def is_other_name(name: Span, other: Span) -> bool:
    """Whether the text says that *other*, the next name, is one of the same person: *Awa Ba, née Sow*, *(alias Tina)*.

    Behind a comma, *dit* is rather the verb (*…Ali Sow, dit Awa Ba*), unless quotes or brackets follow or initials.
    """
    doc = name.doc
    if other.start - name.end > LONGEST_CUE or other.start >= len(doc) or doc[other.start].is_sent_start:
        return False
    if len(other) == 1 and other.text in acronyms_of(name.text):
        return True
    gap = [token.norm_ for token in doc[name.end : other.start]]
    words = [word for word in gap if word not in SIGNS]
    if " ".join(words) not in other_name_words():
        return False
    opened = gap[-1] in OPENING or gap[0] == "("
    return opened or words[0] not in SPEECH or gap == words


@cache
def other_name_words() -> frozenset[str]:
    """What stands between two names of one person (*née*, *alias*), folded."""
    return frozenset(map(fold, read_words(Path(__file__).with_name("other_names.txt"))))


def is_family(name: Span) -> bool:
    """Whether *name* means a family: *les Wang*, *la famille Kenyatta*."""
    return name.start > 0 and name.doc[name.start - 1].norm_ in FAMILY


def resolve_names(forms: Iterable[str]) -> dict[str, str]:
    """The fullest form of the same person's name for each of *forms* (in order of the text).

    A form belongs to a fuller one when one of `RULES` says so. Where it could mean two persons, or more than
    `MOST_FULLER`, it stays a person of its own: a wrong merge is worse than two rows.
    """
    ordered = list(dict.fromkeys(forms))
    words = {form: name_words(form) for form in ordered}
    fullest: dict[str, str] = {}
    with_word: dict[str, list[str]] = defaultdict(list)
    for form in sorted(ordered, key=lambda form: (-len(words[form]), has_initials(words[form]), form.isupper())):
        own = words[form]
        fuller = min((with_word[word] for word in kept_words(own)), key=len, default=[])
        meant = set() if len(fuller) > MOST_FULLER else {fullest[one] for one in fuller if stands_for(own, words[one])}
        fullest[form] = meant.pop() if len(meant) == 1 else form
        for word in set(own):
            with_word[word].append(form)
    return {form: fullest[form] for form in ordered}


Words = tuple[str, ...]


def kept_words(short: Words) -> Words:
    """Those of *short* that a name has for which it can stand, whatever the rule: a particle or an initial may go."""
    words = short[1:] if len(short) > 1 and (short[0] in PARTICLES or has_initials(short)) else short
    return tuple(word for word in words if len(word) > 1) or words[-1:]


def stands_for(short: Words, full: Words) -> bool:
    """Whether the name *short* can stand for *full*."""
    return any(rule(short, full) for rule in RULES)


def same_words(short: Words, full: Words) -> bool:
    """*AWA BA*, *Awa Ba*: letter case, accents and hyphens make no other person."""
    return short == full


def surname(short: Words, full: Words) -> bool:
    """*Ba* for *Awa Ba*: the press says the full name once, then its end."""
    return short == full[-len(short) :]


def given_name(short: Words, full: Words) -> bool:
    """*Guy* for *Guy Hosneld*: interviews and sports pages go on with the beginning."""
    return short == full[: len(short)]


def part_of_surname(short: Words, full: Words) -> bool:
    """*Johnson* for *Ellen Johnson Sirleaf*: a compound or married surname is shortened to either half."""
    return any(short == full[i : i + len(short)] for i in range(1, len(full) - len(short)))


def without_middle_names(short: Words, full: Words) -> bool:
    """*Ibrahim Keïta* for *Ibrahim Boubacar Keïta*: middle names come and go, first and last stay."""
    return 1 < len(short) < len(full) and (short[0], short[-1]) == (full[0], full[-1]) and in_order(short, full)


def without_particle(short: Words, full: Words) -> bool:
    """*El Béchir* for *Omar Béchir*: the particle before a surname is written or left out."""
    return len(short) > 1 and short[0] in PARTICLES and surname(short[1:], full)


def initials(short: Words, full: Words) -> bool:
    """*J. Despuech* for *Jacques Despuech*, *Ph. Mba* for *Philippe Mba*: first letters stand for a given name."""
    if len(short) != len(full) or not has_initials(short) or short[-1] != full[-1]:
        return False
    return all(
        one == other or (len(one) <= LONGEST_INITIAL and other.startswith(one))
        for one, other in zip(short, full, strict=True)
    )


def joined_initials(short: Words, full: Words) -> bool:
    """*JP Despuech* for *Jean-Pierre Despuech*: the initials of given names, written together."""
    given = "".join(word[0] for word in full[:-1])
    return len(short) == 2 and len(given) > 1 and short == (given, full[-1])


RULES: tuple[Callable[[Words, Words], bool], ...] = (
    same_words,
    surname,
    given_name,
    part_of_surname,
    without_middle_names,
    without_particle,
    initials,
    joined_initials,
)
"""Each says whether the first name, as `name_words` cuts it, can stand for the second."""


def has_initials(words: Words) -> bool:
    """Whether one of *words* is an initial, or the first can be an abbreviation."""
    return any(len(word) == 1 for word in words) or (len(words) > 1 and len(words[0]) <= LONGEST_INITIAL)
