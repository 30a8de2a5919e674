"""Training of what tells whose a surname is that stands alone in a document, among those named in full in others.

``make folder`` runs it. Labels say of pairs of a surname and a person whether they are the same (``Label``). Real ones
are few, since most documents name in full whom they speak of: others are made by hiding the full name from a document
that says the surname too.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from entityx.collect.entities import EntityIndex
from entityx.collect.identity import last_word, slug
from entityx.collect.surnames import SAME, Alone, Bearer, features, pairs
from entityx.link.decision import WEIGHTS, Answer, Evidence, answer_of, probability
from entityx.read.results import read_documents
from entityx.records import Document
from entityx.train.links import FOLDER, Case, fit, yes_or_no

FREEDOM = 0.3
"""How freely weights may grow (scikit-learn's C)."""
FOLDS = 10
"""Parts of which each is decided by what the others teach, to measure; a surname is in one of them."""


class Label(NamedTuple):
    """Whether a surname is someone's: a line of the file.

    Attributes:
        document: The id of the document in which it stands alone.
        name: The surname.
        start, end: Where it stands first, in characters.
        person: The key of someone whom other documents name in full.
        same: Whether it is this person's.
        hidden: The key of the full name that the document says too and that is to be hidden from it, or nothing.
    """

    document: str
    name: str
    start: int
    end: int
    person: str
    same: bool
    hidden: str = ""


class Pair(NamedTuple):
    """A surname with one who bears it.

    Attributes:
        label: Whether that is its person.
        case: What tells it.
        without: Whether those whose it is are left out of the folder.
    """

    label: Label
    case: Case
    without: bool


def read_labels(path: Path) -> list[Label]:
    """The labels in the file *path*."""
    return [Label(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def labelled_pairs(documents: Sequence[Document], labels: Iterable[Label]) -> Iterator[Pair]:
    """What to learn from: all labelled pairs, those of each surname together.

    Where a surname is someone's, the others who bear it come once more as if the folder did not know that one: most
    surnames that stand alone are of people who are named in full nowhere. A pair that the recogniser does not find in
    the documents any more teaches nothing.
    """
    by_surname: dict[str, dict[tuple[str, str, str], list[Label]]] = defaultdict(lambda: defaultdict(list))
    for label in labels:
        by_surname[last_word(slug(label.name))][label.document, slug(label.name), label.hidden].append(label)
    rounds: dict[int, dict[tuple[str, str, str], list[Label]]] = defaultdict(dict)
    for groups in by_surname.values():  # a folder hides one name of a surname: the others are there
        real = {key: group for key, group in groups.items() if not key[2]}
        rounds[0].update(real)
        hidden = [(key, group) for key, group in groups.items() if key[2]]
        for number, (key, group) in enumerate(hidden, start=1):
            rounds[number][key] = group
    for wanted in rounds.values():
        yield from _round(documents, wanted)


def _round(documents: Sequence[Document], wanted: Mapping[tuple[str, str, str], Sequence[Label]]) -> Iterator[Pair]:
    """The pairs of *wanted* labels, in one folder of *documents*."""
    hidden: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for document, alone, full in wanted:
        if full:
            hidden[document].append((alone, full))
    index = EntityIndex()
    for one in documents:
        for alone, full in hidden[one.id]:
            one = without_full_name(one, alone, full)
        index.add(one)
    index.join_acronyms()
    keys = dict(index.database.execute("SELECT number, key FROM local WHERE alone IS NOT NULL"))
    groups = {(document, alone): group for (document, alone, _), group in wanted.items()}
    for found, bearers in pairs(index.database):
        alone, _, document = keys[found.number].partition("@")
        yield from _group(found, bearers, groups.get((document, alone), ()))


def _group(alone: Alone, bearers: Sequence[Bearer], labels: Iterable[Label]) -> Iterator[Pair]:
    """The pairs of one surname, with all who bear it."""
    of = {label.person: label for label in labels}
    labelled = [one for one in bearers if one.key in of]
    for bearer in labelled:
        yield _pair(of[bearer.key], features(alone, bearer, bearers), without=False)
    same = [one for one in labelled if of[one.key].same]
    others = [one for one in bearers if one not in same]
    if same:
        for bearer in labelled:
            if bearer not in same:
                yield _pair(of[bearer.key], features(alone, bearer, others), without=True)


def _pair(label: Label, found: Iterable[str], *, without: bool) -> Pair:
    """The pair with this *label*, for and against which speaks what was *found*."""
    return Pair(label, yes_or_no(Evidence(set(found)), "same", label.same), without)


def without_full_name(document: Document, alone: str, full: str) -> Document:
    """*document* as if it said of the person with the key *full* only the surname with the key *alone*."""
    person = next((one for one in document.people if slug(one.name) == full), None)
    said = [at for at in person.mentions if slug(document.text[at.start : at.end]) == alone] if person else []
    if person is None or not said:
        return document
    name = document.text[said[0].start : said[0].end]
    hidden = replace(person, name=name, aliases=(), mentions=tuple(said))
    gone = {(at.start, at.end) for at in person.mentions if at not in said}
    mentions = (one for one in document.mentions if one.label != "PER" or (one.start, one.end) not in gone)
    people = (hidden if one is person else one for one in document.people)
    return replace(document, people=tuple(people), mentions=tuple(mentions))


def learn(taught: Iterable[Pair]) -> Answer:
    """The weights for the answer that a surname is someone's."""
    return answer_of(fit([pair.case for pair in taught], "same", c=FREEDOM))


def held_out(taught: Sequence[Pair]) -> Iterator[tuple[Pair, float]]:
    """Each of the pairs that are *taught*, with its score by what those of other surnames teach."""
    surnames = sorted({last_word(slug(pair.label.name)) for pair in taught})
    part = {surname: number % FOLDS for number, surname in enumerate(surnames)}
    parts = [part[last_word(slug(pair.label.name))] for pair in taught]
    for number in range(FOLDS):
        answer = learn(pair for pair, own in zip(taught, parts, strict=True) if own != number)
        for pair, own in zip(taught, parts, strict=True):
            if own == number:
                yield pair, answer.by_features(pair.case.evidence)


def table(scored: Sequence[tuple[Pair, float]]) -> Iterator[str]:
    """How precise and how complete the decision is from each bar on."""
    yield "log odds  probability  found  right  of all  precision  recall"
    right = sum(pair.label.same for pair, _ in scored)
    for half in range(-2, 9):
        bar = half / 2
        found = [pair.label.same for pair, score in scored if score >= bar]
        if found:
            yield (
                f"{bar:8.1f}  {probability(bar):11.2f}  {len(found):5d}  {sum(found):5d}  {right:6d}"
                f"  {sum(found) / len(found):9.3f}  {sum(found) / right:6.3f}"
            )


def joined(scored: Iterable[tuple[Pair, float]]) -> str:
    """How often a surname gets the id of someone, as `entityx.collect.surnames.matches` decides, and rightly."""
    groups: dict[tuple[str, str, str, bool], list[tuple[Pair, float]]] = defaultdict(list)
    for pair, score in scored:
        groups[pair.label.document, pair.label.name, pair.label.hidden, pair.without].append((pair, score))
    sure = [[pair for pair, score in group if score >= SAME.bar("same")] for group in groups.values()]
    given = [found[0] for found in sure if len(found) == 1 and not is_something_else(found[0].case.evidence.features)]
    known = sum(any(pair.label.same for pair, _ in group) for group in groups.values())
    right = sum(pair.label.same for pair in given)
    return f"joined: {len(given)} surnames, {right} rightly, of {known} that are someone's, {len(groups)} in all"


def is_something_else(found: Iterable[str]) -> bool:
    """Whether one of the features *found* says that the surname may be a given name or a place."""
    return any(feature.startswith("also ") for feature in found)


def main(
    results: Annotated[Path, typer.Argument(help="What entityx has extracted from the articles with the pairs.")],
    links: Annotated[Path, typer.Option(help="The folder with the labels.")],
) -> None:
    """Train the decision anew, and show how good it is on surnames that have not taught it."""
    labels = read_labels(links / FOLDER)
    taught = list(labelled_pairs(list(read_documents(results)), labels))
    typer.echo(f"{len({pair.label for pair in taught})} of {len(labels)} labelled pairs are there")
    scored = list(held_out(taught))
    for name, some in (
        ("all", scored),
        ("surnames that do stand alone", [one for one in scored if not one[0].label.hidden and not one[0].without]),
    ):
        typer.echo("\n".join((name, *table(some), joined(some))))
    weights = {"same": fit([pair.case for pair in taught], "same", c=FREEDOM)}
    text = json.dumps(weights, ensure_ascii=False, indent=1, sort_keys=True)
    (WEIGHTS / f"{SAME.name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
