"""Texts changed at random while they train, so that the recogniser depends neither on signs nor on single names."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from spacy.util import registry

from entityx.gold import Gold
from entityx.lexicon.words import without_initial_accents
from entityx.records import NAME_LABELS

Edit = tuple[int, int, str]
"""First character, character behind the last, what to put in their place."""
Change = Callable[[Gold], list[Edit]]
Augmenter = Callable[[Iterable[Gold]], Iterator[Gold]]
"""What changes texts, with their mentions."""

APOSTROPHE = re.compile("['’]")
QUOTES = re.compile("« ?| ?»")
SENTENCE_BREAK = re.compile(r"(?<=[a-zà-ÿ»][.!?]) (?=[A-ZÀ-Ý«])")
SENTENCE = re.compile(r"[^.!?]+[.!?]")
ACCENTED_CAPITAL = re.compile(r"\b[À-Ý](?=\w)")
VOWEL = re.compile("[aeiouyhà-æè-ïò-öù-ýœ]", re.IGNORECASE)
LONGEST_ACRONYM = 6


@registry.augmenters("entityx.Variants.v1")
def variants(names: float, signs: float, capitals: float, breaks: float) -> Augmenter:
    """The augmenter of our training.

    Args:
        names: The share of texts in which other names of the same kind stand for half of those there.
        signs: The share of texts with the other apostrophes, and of those with " for « and ».
        capitals: The share of texts with one sentence in capitals, and of those with no accents on capitals.
        breaks: The share of texts with a line break behind some sentences.
    """

    def change(texts: Iterable[Gold]) -> Iterator[Gold]:
        texts = list(texts)
        swap = NameSwap(texts)
        changes: list[tuple[float, Change]] = [
            (names, swap),
            (signs, other_apostrophes),
            (signs, straight_quotes),
            (capitals, bare_capitals),
            (capitals, one_sentence_in_capitals),
            (breaks, line_breaks),
        ]
        for gold in texts:
            for share, edits in changes:
                if random.random() < share and (found := edits(gold)):
                    gold = edited(gold, found)
            yield gold

    return change


def edited(gold: Gold, edits: Iterable[Edit]) -> Gold:
    """*gold* with *edits* done to its text, which do not overlap, and its mentions where they then stand.

    A mention that begins or ends within an edit takes all of it in.
    """
    text, last = "", 0
    first: dict[int, int] = {}  # where a mention that begins at a character begins then
    behind: dict[int, int] = {}  # where one that ends before a character ends
    for start, end, new in (*sorted(edits), (len(gold.text), len(gold.text), "")):
        kept = {i: len(text) + i - last for i in range(last, start + 1)}
        text += gold.text[last:start]
        first |= kept | dict.fromkeys(range(start, end), len(text))
        text += new
        behind |= kept | dict.fromkeys(range(start + 1, end + 1), len(text))
        last = end
    mentions = tuple((first[start], behind[end], label) for start, end, label in gold.mentions)
    return replace(gold, text=text, mentions=mentions)


def other_apostrophes(gold: Gold) -> list[Edit]:
    """Typographic apostrophes for straight ones, or the other way round."""
    new = "'" if "’" in gold.text else "’"
    return [(m.start(), m.end(), new) for m in APOSTROPHE.finditer(gold.text)]


def straight_quotes(gold: Gold) -> list[Edit]:
    """Straight quotes for French ones."""
    return [(m.start(), m.end(), '"') for m in QUOTES.finditer(gold.text)]


def bare_capitals(gold: Gold) -> list[Edit]:
    """Capitals without their accents, as many papers print them (*Etat*)."""
    return [(m.start(), m.end(), without_initial_accents(m[0])) for m in ACCENTED_CAPITAL.finditer(gold.text)]


def one_sentence_in_capitals(gold: Gold) -> list[Edit]:
    """One sentence as a headline is printed; letter by letter, so that its mentions stay where they are."""
    sentences = list(SENTENCE.finditer(gold.text))
    if not sentences:
        return []
    start, end = random.choice(sentences).span()
    return [(i, i + 1, gold.text[i].upper()) for i in range(start, end) if gold.text[i].islower()]


def line_breaks(gold: Gold) -> list[Edit]:
    """A paragraph's end behind every other sentence."""
    return [
        (m.start(), m.end(), random.choice(("\n", "\n\n")))
        for m in SENTENCE_BREAK.finditer(gold.text)
        if random.random() < 0.5
    ]


class NameSwap:
    """Puts other names of *texts* for half of those of one of them, the same for each mention of a name.

    A name is replaced by one of the same label and form: as many words, a vowel or a consonant first (*d'* or *de*), an
    acronym for an acronym. A surname alone follows the full name that it ends.
    """

    def __init__(self, texts: Iterable[Gold]) -> None:
        forms: dict[tuple[str, bool, bool, int], set[str]] = defaultdict(set)
        for gold in texts:
            for start, end, label in gold.mentions:
                if label in NAME_LABELS:
                    name = gold.text[start:end]
                    forms[self._form(label, name)].add(name)
        self._names = {form: sorted(names) for form, names in forms.items()}

    def __call__(self, gold: Gold) -> list[Edit]:
        """The edits of one text."""
        names = [(gold.text[start:end], label) for start, end, label in gold.mentions if label in NAME_LABELS]
        new: dict[tuple[str, str], str] = {}
        for name, label in sorted(set(names), key=lambda pair: (-len(pair[0]), pair)):
            if (name, label) not in new and random.random() < 0.5:
                other = random.choice(self._names[self._form(label, name)])
                new[name, label] = other
                if label == "PER":
                    new.setdefault((name.split()[-1], label), other.split()[-1])
        return [
            (start, end, new[gold.text[start:end], label])
            for start, end, label in gold.mentions
            if (gold.text[start:end], label) in new
        ]

    @staticmethod
    def _form(label: str, name: str) -> tuple[str, bool, bool, int]:
        acronym = name.isupper() and len(name) <= LONGEST_ACRONYM
        return label, bool(VOWEL.match(name)), acronym, min(len(name.split()), 4)
