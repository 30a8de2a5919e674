"""What the closer look says of the agreements of a text, put to those whom it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from spacy.tokens import Span

from entityx.lexicon.words import fold
from entityx.link.agreements.scene import Scene
from entityx.link.agreements.words import common_nouns
from entityx.recognise.closer_look.closer_look import LOOK_KEY, Look, Read, SpanRead
from entityx.recognise.closer_look.passage import MOST_PIECES, Stretch

MOST_READ = 40
"""Mentions of a text around which the closer look is taken, at most: a collection of treaties may have thousands."""
MOST_PASSAGES = 3
"""Passages that are read for one agreement, at most, where its mentions are far apart."""


class Reading(NamedTuple):
    """What the closer look says of one agreement.

    Attributes:
        of_agreement: The answers about itself.
        parties: Those about each who could have a part in it.
        nouns: Those about each noun, folded, that could say what it is about.
        mentions: Those about each other mention, by its first token.
    """

    of_agreement: Read
    parties: Mapping[str, SpanRead]
    nouns: Mapping[str, SpanRead]
    mentions: Mapping[int, SpanRead]


class Readings:
    """Takes the closer look at the agreements of a text, where the model has one.

    Args:
        scene: Who stands where in the text.
        mentions: The mentions of its agreements.
    """

    def __init__(self, scene: Scene, mentions: Sequence[Span]) -> None:
        self._look: Look | None = scene.doc.user_data.get(LOOK_KEY) if mentions else None
        self._mentions = [stretch(mention) for mention in mentions]
        self._known = {mention.start for mention in mentions[:MOST_READ]}
        self._read: dict[tuple[Stretch, ...], Reading] = {}
        if self._look is not None:
            self._parties = [(one.party, (one.start, one.end)) for one in scene.occurrences]
            self._nouns = [(fold(noun.text), stretch(noun)) for noun in common_nouns(scene.doc[:])]

    def of(self, group: Sequence[Span]) -> Reading | None:
        """What the closer look says of the agreement that *group* mentions, or nothing where there is none."""
        marked = tuple(stretch(mention) for mention in group if mention.start in self._known)
        if self._look is None or not marked:
            return None
        if marked not in self._read:
            self._read[marked] = together(self._passages(self._look, marked))
        return self._read[marked]

    def _passages(self, look: Look, marked: Sequence[Stretch]) -> Iterable[Reading]:
        """What is said in each passage that is read for the agreement with the mentions *marked*."""
        left = list(marked)
        for _ in range(MOST_PASSAGES):
            if not left:
                return
            parties, nouns = near(self._parties, left[0]), near(self._nouns, left[0])
            mentions = near([(one[0], one) for one in self._mentions], left[0])
            spans = [span for _, span in (*parties, *nouns, *mentions)]
            said = look.read(left, spans)
            of_parties = said.spans[: len(parties)]
            of_nouns = said.spans[len(parties) : len(parties) + len(nouns)]
            of_mentions = said.spans[len(parties) + len(nouns) :]
            yield Reading(
                said.of_agreement,
                highest(zip((name for name, _ in parties), of_parties, strict=True)),
                highest(zip((name for name, _ in nouns), of_nouns, strict=True)),
                highest(zip((name for name, _ in mentions), of_mentions, strict=True)),
            )
            left = [mention for mention in left[1:] if not said.holds(mention)]


Name = TypeVar("Name", str, int)


def near(those: Iterable[tuple[Name, Stretch]], mention: Stretch) -> list[tuple[Name, Stretch]]:
    """Those that can be in one passage with *mention*."""
    return [(name, span) for name, span in those if abs(span[0] - mention[0]) <= MOST_PIECES]


def stretch(span: Span) -> Stretch:
    """The tokens of *span*."""
    return span.start, span.end


def highest(said: Iterable[tuple[Name, SpanRead | None]]) -> Mapping[Name, SpanRead]:
    """For each name, the highest score that its spans have for each question."""
    best: dict[Name, dict[str, float]] = {}
    for name, scores in said:
        if scores is not None:
            own = best.setdefault(name, dict(scores))
            for question, score in scores.items():
                own[question] = max(own[question], score)
    return best


def together(readings: Iterable[Reading]) -> Reading:
    """What several passages say of one agreement: the mean of what they say of itself, the highest of all else."""
    those = list(readings)
    of_agreement = {
        question: {
            answer: sum(one.of_agreement[question][answer] for one in those) / len(those)
            for answer in those[0].of_agreement[question]
        }
        for question in those[0].of_agreement
    }
    return Reading(
        of_agreement,
        highest(pair for one in those for pair in one.parties.items()),
        highest(pair for one in those for pair in one.nouns.items()),
        highest(pair for one in those for pair in one.mentions.items()),
    )
