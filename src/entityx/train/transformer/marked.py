"""What the transformer of the closer look learns from: passages with marks around the mentions of one agreement."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, get_args

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from entityx.lexicon.words import fold
from entityx.link.agreements.words import common_nouns, lookalikes
from entityx.recognise.closer_look.heads import COLUMNS, OF_AGREEMENT, OF_SPAN, SEVERAL
from entityx.recognise.closer_look.passage import MOST_PIECES, Passage, Stretch, passage, signs_of
from entityx.recognise.transformer.pieces import PADDING, Pieces
from entityx.records import Agreement, Subject
from entityx.train.links import Lesson as Linked
from entityx.train.transformer.lessons import side_by_side
from entityx.train.transformer.network import MarkedNetwork

FEWEST_PIECES = 160
"""Pieces of the shortest passages that are cut at random."""
WHOLE = 0.5
"""The share of passages that are as long as those that are read later."""
HEAD_ALONE = 0.15
"""The share of mentions of which the noun alone is marked, as recognised ones may be too short."""
LOOKALIKES = 1
"""Nouns of agreements that mention none, of each text and pass, at most."""
UNASKED = -1
"""The class of an answer that is not known, or makes no sense."""

AGREEMENT_WEIGHTS = {"agreement": 0.3, "status": 1.0, "kind": 0.6, "subjects": 12.0, "number": 0.3}
"""How much the questions about an agreement count; the loss of those with several answers is the mean over these."""
SPAN_WEIGHTS = {"same": 0.3, "party": 0.3, "third party": 0.5, "source": 0.1, "domain": 0.05}
"""How much the questions about spans count; the loss is the sum over all spans of a passage."""


class Target(NamedTuple):
    """What is right of a marked agreement.

    Attributes:
        classes: The right answer of each question with one, or `UNASKED`.
        several: Whether each answer of the other questions is right, or `UNASKED`.
    """

    classes: Mapping[str, int]
    several: Mapping[str, Sequence[int]]


class Asked(NamedTuple):
    """One that a passage may name in several spans, and what is right of it.

    Attributes:
        spans: Where it stands.
        answers: By the questions that are asked of it.
    """

    spans: Sequence[Stretch]
    answers: Mapping[str, bool]


class Text(NamedTuple):
    """An annotated text, ready to be cut into passages.

    Attributes:
        pieces: Those of each token.
        signs: The numbers of the marks.
        mentions: Where agreements are mentioned.
        agreement: The number of each mention's agreement.
        targets: What is right of each agreement.
        names: Those who could have a part in an agreement: for each agreement, what is right of each.
        nouns: What could say what an agreement is about, likewise.
        lookalikes: Nouns of agreements that mention none.
    """

    pieces: Sequence[Sequence[int]]
    signs: tuple[int, int]
    mentions: Sequence[Stretch]
    agreement: Sequence[int]
    targets: Sequence[Target]
    names: Sequence[Sequence[Asked]]
    nouns: Sequence[Sequence[Asked]]
    lookalikes: Sequence[Stretch]


class MarkedLesson(NamedTuple):
    """A passage, and what is right of it.

    Attributes:
        passage: What is read.
        target: What is right of its agreement.
        places: Spans beside it: which of *answers* they belong to, and where in the pieces they begin and end.
        answers: What is right of each who is asked for, in the order of `OF_SPAN`, or `UNASKED`.
    """

    passage: Passage
    target: Target
    places: NDArray[np.int64]
    answers: NDArray[np.float32]


def prepare(linked: Linked, pieces: Pieces) -> Text:
    """An annotated text with its links as a `Text`."""
    doc = linked.scene.doc
    number = {mention.start: i for i, one in enumerate(linked.agreements) for mention in one.mentions}
    mentions = [mention for mention in linked.mentions if mention.start in number]
    nouns: dict[str, list[Stretch]] = defaultdict(list)
    for noun in common_nouns(doc[:]):
        nouns[fold(noun.text)].append((noun.start, noun.end))
    names: list[list[Asked]] = []
    abouts: list[list[Asked]] = []
    for one in linked.agreements:
        agreement = one.agreement
        roles = {
            "party": set(map(fold, agreement.parties)),
            "third party": set(map(fold, agreement.third_parties)),
            "source": set(map(fold, one.sources)),
        }
        names.append(
            [
                Asked([(o.start, o.end) for o in found], {role: fold(party) in those for role, those in roles.items()})
                for party, found in linked.scene.by_party.items()
            ]
        )
        domains = list(map(fold, agreement.domains))
        abouts.append(
            [
                Asked(spans, {"domain": any(form in domain or domain in form for domain in domains)})
                for form, spans in nouns.items()
            ]
        )
    return Text(
        pieces(doc),
        signs_of(pieces),
        [(mention.start, mention.end) for mention in mentions],
        [number[mention.start] for mention in mentions],
        [target_of(one.agreement) for one in linked.agreements],
        names,
        abouts,
        [(noun.start, noun.end) for noun in lookalikes(doc[:], linked.mentions)],
    )


def target_of(agreement: Agreement) -> Target:
    """What is right of *agreement*."""
    classes = {"status": agreement.status, "kind": agreement.kind}
    return Target(
        {
            **{question: OF_AGREEMENT[question].index(answer) for question, answer in classes.items()},
            "number": min(len(agreement.parties), len(OF_AGREEMENT["number"]) - 1),
        },
        {"agreement": [1], "subjects": [int(subject in agreement.subjects) for subject in get_args(Subject)]},
    )


NO_AGREEMENT = Target({}, {"agreement": [0]})


def lessons(texts: Iterable[Text]) -> Iterator[MarkedLesson]:
    """The passages of *texts* for one pass, drawn at random.

    Each agreement has all its mentions marked, and where there are several, once more one of them; and there are some
    of what only looks like an agreement.
    """
    for text in texts:
        for number, target in enumerate(text.targets):
            own = [mention for mention, of in zip(text.mentions, text.agreement, strict=True) if of == number]
            yield lesson(text, own, number, target)
            if len(own) > 1:
                yield lesson(text, [random.choice(own)], number, target)
        for mention in random.sample(text.lookalikes, min(LOOKALIKES, len(text.lookalikes))):
            end = min(len(text.pieces), mention[1] + random.choice((0, 0, 1, 2, 3)))
            yield lesson(text, [(mention[0], end)], None, NO_AGREEMENT)


def lesson(text: Text, mentions: Sequence[Stretch], number: int | None, target: Target) -> MarkedLesson:
    """The passage of *text* with these *mentions* marked, of the agreement *number* or of none."""
    most = MOST_PIECES if random.random() < WHOLE else random.randint(FEWEST_PIECES, MOST_PIECES)
    marked = [(start, start + 1 if random.random() < HEAD_ALONE else end) for start, end in mentions]
    read = passage(text.pieces, marked, text.signs, most)
    asked: list[Asked] = []
    if number is not None:
        others = [
            Asked([mention], {"same": of == number})
            for mention, of in zip(text.mentions, text.agreement, strict=True)
            if mention not in mentions
        ]
        asked = [*text.names[number], *text.nouns[number], *others]
    places: list[tuple[int, int, int]] = []
    answers: list[list[float]] = []
    for one in asked:
        found = [place for span in one.spans if (place := read.places(span))]
        if found:
            places += [(len(answers), *place) for place in found]
            answers.append([float(one.answers.get(question, UNASKED)) for question in OF_SPAN])
    return MarkedLesson(
        read,
        target,
        np.array(places, dtype=np.int64).reshape(-1, 3),
        np.array(answers, dtype=np.float32).reshape(-1, len(OF_SPAN)),
    )


class MarkedBatch(NamedTuple):
    """Lessons side by side, filled up to the longest; see `MarkedNetwork.forward`.

    Attributes:
        pieces, present, marks, spans: The arguments of `MarkedNetwork.forward`.
        asked: Which of *answers* each span belongs to.
        answers: What is right of each who is asked for, as (one, question).
        targets: What is right of each agreement.
    """

    pieces: Tensor
    present: Tensor
    marks: Tensor
    spans: Tensor
    asked: Tensor
    answers: Tensor
    targets: Sequence[Target]


def batches(found: Iterable[MarkedLesson], size: int) -> list[MarkedBatch]:
    """Lessons side by side, as `side_by_side` puts them."""
    return [batch(group) for group in side_by_side(found, size, lambda one: len(one.passage.pieces))]


def batch(group: Sequence[MarkedLesson]) -> MarkedBatch:
    """The lessons of *group* side by side."""
    length = max(len(one.passage.pieces) for one in group)
    pieces = torch.full((len(group), length), PADDING)
    marks, spans, asked, before = [], [], [], 0
    for row, one in enumerate(group):
        pieces[row, : len(one.passage.pieces)] = torch.from_numpy(one.passage.pieces)
        marks += [(row, place) for place in one.passage.marks.tolist()]
        spans += [(row, first, last) for _, first, last in one.places.tolist()]
        asked += [before + number for number in one.places[:, 0].tolist()]
        before += len(one.answers)
    return MarkedBatch(
        pieces,
        pieces != PADDING,
        torch.tensor(marks),
        torch.tensor(spans, dtype=torch.long).reshape(-1, 3),
        torch.tensor(asked, dtype=torch.long),
        torch.from_numpy(np.concatenate([one.answers for one in group])),
        [one.target for one in group],
    )


class Marking:
    """The loss: cross-entropies of the answers, weighted by question.

    Attributes:
        weights: None beside the network's.
    """

    weights: Sequence[Tensor] = ()

    def learn(self, network: MarkedNetwork, batch: MarkedBatch) -> float:
        """The loss for each passage; its gradients go back to the weights of *network*."""
        agreement, spans = network(batch.pieces, batch.present, batch.marks, batch.spans)
        loss = (self.of_agreements(agreement, batch) + self.of_spans(spans, batch)) / len(batch.pieces)
        loss.backward()
        return float(loss.detach())

    def of_agreements(self, scores: Tensor, batch: MarkedBatch) -> Tensor:
        """The loss of the answers about the agreements of *batch*."""
        loss = torch.zeros(())
        for question, weight in AGREEMENT_WEIGHTS.items():
            own = scores[:, COLUMNS[question]]
            if question in SEVERAL:
                count = own.shape[1]
                right = torch.tensor([one.several.get(question, [UNASKED] * count) for one in batch.targets])
                asked = right != UNASKED
                losses = functional.binary_cross_entropy_with_logits(own, right.float().abs(), reduction="none")
                loss = loss + weight * (losses * asked).sum() / count
            else:
                classes = torch.tensor([one.classes.get(question, UNASKED) for one in batch.targets])
                loss = loss + weight * functional.cross_entropy(own, classes, ignore_index=UNASKED, reduction="sum")
        return loss

    def of_spans(self, scores: Tensor, batch: MarkedBatch) -> Tensor:
        """The loss of the answers about the spans of *batch*: one has the highest score of its spans."""
        if not len(scores):
            return torch.zeros(())
        places = batch.asked[:, None].expand(-1, scores.shape[1])
        lowest = torch.full((len(batch.answers), scores.shape[1]), -1e4)
        best = lowest.scatter_reduce(0, places, scores, "amax", include_self=False)
        weights = torch.tensor([SPAN_WEIGHTS[question] for question in OF_SPAN])
        losses = functional.binary_cross_entropy_with_logits(best, batch.answers.abs(), reduction="none")
        return (losses * weights * (batch.answers != UNASKED)).sum()
