"""Training of what decides on an agreement's parties, status and domains: logistic regressions over named features.

``make links`` runs it. It needs scikit-learn, which using entityx does not.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import numpy as np
import typer
from spacy.language import Language
from spacy.tokens import Span

import entityx
from entityx.errors import TrainingError
from entityx.gold import Gold, read_gold_files, read_links
from entityx.lexicon.words import fold
from entityx.link.agreements import domains, parties, status
from entityx.link.agreements.scene import Scene
from entityx.link.linear import Vector
from entityx.recognise.layers import AGREEMENTS_KEY, set_mentions
from entityx.records import Agreement

WEIGHTS = Path(parties.__file__).parent / "weights"
FEWEST = 6
"""How often a feature must be seen in training to get a weight."""
PARTY_C, STATUS_C, DOMAIN_C = 0.1, 0.1, 0.15
"""How freely weights may grow (scikit-learn's C): the best in cross-validation, in which they matter little."""
VECTOR_SCALE = 4.0
"""How much longer word vectors are than one feature: where cross-validation levels off."""
DIGITS = 3


class Case(NamedTuple):
    """Something to learn from: whether a candidate with these features is one."""

    features: frozenset[str]
    answer: bool
    vector: Vector | None = None


class Annotation(NamedTuple):
    """An annotated agreement: its mentions, all mentions of the text, who stands where in it, and what is right."""

    group: list[Span]
    mentions: list[Span]
    scene: Scene
    right: Agreement


def annotated_agreements(golds: Iterable[Gold], nlp: Language) -> Iterator[Annotation]:
    """The agreements of *golds*, with the annotated mentions in place of recognised ones."""
    for gold in golds:
        if gold.links is None:
            continue
        doc = nlp(gold.text)
        set_mentions(doc, gold.mentions)
        mentions = list(doc.spans[AGREEMENTS_KEY])
        scene = Scene(doc)
        for agreement in gold.links.agreements:
            starts = [place.start for place in agreement.mentions]
            group = [m for m in mentions if any(m.start_char <= start < m.end_char for start in starts)]
            if group:
                yield Annotation(group, mentions, scene, agreement)


def party_cases(annotation: Annotation) -> Iterator[Case]:
    """Each who could be a party, and whether it is one."""
    right = {fold(party) for party in annotation.right.parties}
    for party, features in parties.features(annotation.group, annotation.scene).items():
        yield Case(frozenset(features), fold(party) in right)


def domain_cases(annotation: Annotation) -> Iterator[Case]:
    """Each noun that could be a domain, and whether it is one or a word of one."""
    right = [fold(domain) for domain in annotation.right.domains]
    for candidate in domains.candidates(annotation.group, annotation.mentions):
        word = fold(candidate.word)
        answer = any(word in domain or domain in word for domain in right)
        yield Case(frozenset(candidate.features), answer, candidate.vector)


def status_cases(annotations: Sequence[Annotation], answer: str) -> list[Case]:
    """Each agreement, and whether its status is *answer*."""
    return [Case(frozenset(status.features(one.group)), one.right.status == answer) for one in annotations]


def fit(cases: Sequence[Case], *, c: float) -> dict[str, Any]:
    """A logistic regression for *cases*, as `entityx.link.linear.load_models` reads it."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    counts = Counter(feature for case in cases for feature in case.features)
    names = sorted(feature for feature, count in counts.items() if count >= FEWEST)
    column = {name: i for i, name in enumerate(names)}
    places = [
        (row, column[feature])
        for row, case in enumerate(cases)
        for feature in sorted(case.features)
        if feature in column
    ]
    rows, columns = zip(*places, strict=True)
    matrix = csr_matrix((np.ones(len(places)), (rows, columns)), shape=(len(cases), len(names)))
    vectors = [case.vector for case in cases if case.vector is not None]
    if vectors:
        nothing = np.zeros_like(vectors[0])
        meaning = np.stack([nothing if case.vector is None else case.vector for case in cases])
        matrix = hstack([matrix, csr_matrix(VECTOR_SCALE * meaning)]).tocsr()
    regression = LogisticRegression(C=c, max_iter=5000).fit(matrix, [case.answer for case in cases])
    weights = [round(float(weight), DIGITS) for weight in regression.coef_[0]]
    model: dict[str, Any] = {
        "intercept": round(float(regression.intercept_[0]), DIGITS),
        "weights": {name: weight for name, weight in zip(names, weights, strict=False) if weight},
    }
    if vectors:
        model["vector"] = [round(VECTOR_SCALE * weight, DIGITS) for weight in regression.coef_[0][len(names) :]]
    return model


def train_links(golds: Sequence[Gold], nlp: Language, folder: Path) -> None:
    """Learn from *golds* and write the weights of all models into *folder*.

    Args:
        golds: Annotated texts; those without links are passed over.
        nlp: A pipeline from `entityx.load`, for parts of speech, sentences and word vectors.
        folder: Where the weights go; files of an earlier training are replaced.
    """
    annotations = list(annotated_agreements(golds, nlp))
    learned = {
        "parties": {"party": fit([case for one in annotations for case in party_cases(one)], c=PARTY_C)},
        "domains": {"domain": fit([case for one in annotations for case in domain_cases(one)], c=DOMAIN_C)},
        "status": {answer: fit(status_cases(annotations, answer), c=STATUS_C) for answer in status.STATUSES},
    }
    for name, models in learned.items():
        text = json.dumps(models, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def with_links(golds: Sequence[Gold], folder: Path) -> list[Gold]:
    """*golds* with the links that the files of *folder* have for them.

    Args:
        golds: Annotated texts.
        folder: JSON lines with ``id`` and ``agreements``.

    Raises:
        TrainingError: When there are links for a text that is not among them.
    """
    by_id = {gold.id: gold for gold in golds}
    linked = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if record["id"] not in by_id:
                raise TrainingError(f"{path} has links for {record['id']}, which is none of the annotated texts")
            linked.append(replace(by_id[record["id"]], links=read_links(record)))
    return linked


def main(
    texts: Annotated[list[Path], typer.Argument(help="Annotated texts.")],
    links: Annotated[Path, typer.Option(help="The folder with their links.")],
) -> None:
    """Train the models of agreements' parties, status and domains anew."""
    train_links(with_links(read_gold_files(texts), links), entityx.load(), WEIGHTS)


if __name__ == "__main__":
    typer.run(main)
