"""Words of agreements: the nouns that begin their mentions, and what is reported of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from entityx.lexicon.words import base_forms, fold, read_entries, read_words
from entityx.records import Status

LIST = Path(__file__).with_name("agreement_nouns.txt")
REPORTING = Path(__file__).with_name("agreement_words")


class Report(NamedTuple):
    """What a word says of an agreement as it stands, denied (*n'a pas été signé*), or put off (*sera signé*)."""

    said: Status
    denied: Status
    put_off: Status


REPORTS = {
    "made": Report("signed", denied="negotiated", put_off="negotiated"),
    "kept": Report("signed", denied="signed", put_off="signed"),
    "renewed": Report("signed", denied="ended", put_off="signed"),
    "negotiated": Report("negotiated", denied="unknown", put_off="negotiated"),
    "ended": Report("ended", denied="signed", put_off="ended"),
}
"""What the words of each list report."""


@cache
def singulars() -> Mapping[str, str]:
    """The singular of each listed noun that begins mentions of agreements, in all its forms, folded."""
    return base_forms(read_entries(LIST))


def singular(noun: str) -> str:
    """The singular of an agreement's *noun*, folded (*baux* is *bail*); the regular one where it is not listed."""
    return singulars().get(noun, noun.removesuffix("s"))


@cache
def status_words() -> Mapping[str, Report]:
    """What each word of our lists, folded, reports of an agreement."""
    return {fold(word): report for name, report in REPORTS.items() for word in read_words(REPORTING / f"{name}.txt")}


@cache
def expecting_words() -> frozenset[str]:
    """Words behind which a signature is still to come (*sera*, *espère*), folded."""
    return frozenset(map(fold, read_words(REPORTING / "expected.txt")))


@cache
def subject_words() -> frozenset[str]:
    """Nouns behind which a text lists what an agreement is about (*secteurs*), folded."""
    return frozenset(map(fold, read_words(REPORTING / "domain_nouns.txt")))


@cache
def empty_words() -> frozenset[str]:
    """Nouns that say what sort of agreement it is, or how long or dear, not what it is about, folded."""
    return subject_words().union(map(fold, read_words(REPORTING / "no_domains.txt")))
