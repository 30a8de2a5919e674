"""Who is who within one text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from spacy.tokens import Span

from entityx.lexicon.people import FAMILY
from entityx.lexicon.words import fold, in_order, name_words
from entityx.link.titles import Held
from entityx.records import Person
from entityx.records import Span as Offsets

PARTICLES = frozenset({"de", "du", "d", "des", "el", "ould", "van", "von", "mint", "bint"})
"""Words before a surname that are no given name (as *Al* and *Ben* can be)."""


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
    return {name: name.text if is_family(name) else fullest[name.text] for name in names}


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
    words = short[1:] if len(short) > 1 and short[0] in PARTICLES else short
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
    """*J. Despuech* for *Jacques Despuech*: an initial stands for a given name."""
    if len(short) != len(full) or not has_initials(short) or short[-1] != full[-1]:
        return False
    return all(
        one == other or (len(one) == 1 and other.startswith(one)) for one, other in zip(short, full, strict=True)
    )


RULES: tuple[Callable[[Words, Words], bool], ...] = (
    same_words,
    surname,
    given_name,
    part_of_surname,
    without_middle_names,
    without_particle,
    initials,
)
"""Each says whether the first name, as `name_words` cuts it, can stand for the second."""


def has_initials(words: Words) -> bool:
    """Whether one of *words* is an initial."""
    return any(len(word) == 1 for word in words)
