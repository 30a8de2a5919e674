"""Annotated texts: JSON lines with offsets, or plain text with the mentions written into it.

The second form is for people: ``le [TITLE maire de [LOC Ségou]], [PER Awa Ba]``. Mentions may nest; an empty line
stands between two texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import Annotated, Any, cast, get_args

import msgspec
from msgspec import UNSET, UnsetType

from entityx.errors import GoldError, ReadError
from entityx.lines import read_lines
from entityx.records import LABELS, NAME_LABELS, Agreement, AgreementKind, Person, Span, Status, Subject

TAG = re.compile(rf"\[({'|'.join(LABELS)}) |[\[\]]")
"""A tag that opens, one that closes, or a [ that opens none."""
MOST_CHARACTERS = 1_000_000
"""Characters of a text that spaCy's pipelines take at once."""
SHOWN = 40
"""Characters that a message shows of what makes no sense, at most."""

Place = tuple[int, int, str]
"""First character, character behind the last, label."""


@dataclass(frozen=True)
class Links:
    """What belongs together in an annotated text.

    Attributes:
        people: Those that it names, without the places of their names.
        agreements: Those that it speaks of.
        sources: For each of these, those who only tell of it: they report it, comment on it or criticise it.
        classed: For each of these, whether its kind, its subjects and its third parties are annotated.
    """

    people: tuple[Person, ...]
    agreements: tuple[Agreement, ...]
    sources: tuple[tuple[str, ...], ...] = ()
    classed: tuple[bool, ...] = ()


@dataclass(frozen=True)
class Gold:
    """An annotated text.

    Attributes:
        id: The id that its file gives it, or the file's name and a number.
        text: The text.
        mentions: Its mentions, in order.
        links: Who and what belongs together, where that is annotated.
    """

    id: str
    text: str
    mentions: tuple[Place, ...]
    links: Links | None = None


def read_gold_files(paths: Iterable[str | Path]) -> list[Gold]:
    """The annotated texts of all files that *paths* name, those of a folder in alphabetical order.

    Raises:
        GoldError: As `read_gold` does, and when there is no text in one of *paths*.
    """
    texts = []
    for path in map(Path, paths):
        found = [gold for file in _files(path) for gold in read_gold(file)]
        if not found:
            raise GoldError(f"there is no annotated text in {path}: give .jsonl or .txt files (see docs/usage.md)")
        texts += found
    return texts


def _files(path: Path) -> list[Path]:
    try:
        return sorted(p for p in path.iterdir() if p.suffix.lower() in (".jsonl", ".txt")) if path.is_dir() else [path]
    except OSError as error:
        raise GoldError(f"cannot read the annotated texts {path}: {error.strerror}") from error


def read_gold(path: Path) -> Iterator[Gold]:
    """The annotated texts of a file: ``.txt`` with tags, or JSON lines with ``id``, ``text`` and ``mentions``.

    Raises:
        GoldError: When the file cannot be read, or a text has no valid annotation.
    """
    try:
        lines = read_lines(path)
    except ReadError as error:
        raise GoldError(f"cannot read the annotated texts {path}: {error}") from error
    texts = _read_tagged if path.suffix.lower() == ".txt" else _read_json
    ids = set()
    for gold, where in texts(lines, path):
        if gold.id in ids:
            raise GoldError(f"{where} has the id {gold.id!r:.{SHOWN}}, as a text before it: give each its own")
        ids.add(gold.id)
        yield checked(gold, where)


def _read_tagged(lines: Iterable[str], path: Path) -> Iterator[tuple[Gold, str]]:
    """The texts of a file with tags, each with where it stands."""
    numbered = enumerate(lines, start=1)
    blocks = (list(block) for is_text, block in groupby(numbered, lambda one: bool(one[1].strip())) if is_text)
    for number, block in enumerate(blocks, start=1):
        where = f"text {number} of {path} (line {block[0][0]})"
        try:
            text, mentions = parse_tagged("\n".join(line for _, line in block).strip())
        except ValueError as error:
            hint = f"the tags are {', '.join(LABELS)}; a text with brackets of its own needs the .jsonl form"
            raise GoldError(f"{where}: {error} ({hint})") from error
        yield Gold(f"{path.stem}-{number:03}", text, tuple(sorted(mentions))), where


def _read_json(lines: Iterable[str], path: Path) -> Iterator[tuple[Gold, str]]:
    """The texts of JSON lines, each with where it stands."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            where = f"line {number} of {path}"
            yield _from_json(line, where, name=f"{path.stem}-{number:03}"), where


def checked(gold: Gold, where: str) -> Gold:
    """*gold*, whose mentions and links stand in its text, are not blank and do not overlap within a layer.

    Raises:
        GoldError: When that is not so, or the text is longer than a pipeline takes.
    """
    if len(gold.text) > MOST_CHARACTERS:
        raise GoldError(f"{where} has {len(gold.text)} characters, more than {MOST_CHARACTERS}: cut it in parts")
    for start, end, label in gold.mentions:
        if label not in LABELS:
            raise GoldError(f"{where} has the label {label!r:.{SHOWN}}; it should be one of {', '.join(LABELS)}")
        _check_place(Span(start, end), "a mention", gold.text, where)
    _check_layers(gold, where)
    _check_links(gold, where)
    return gold


def _check_layers(gold: Gold, where: str) -> None:
    """Make sure that no mentions of *gold* overlap within a layer."""
    for layer in (NAME_LABELS, *((label,) for label in LABELS if label not in NAME_LABELS)):
        for one, other in pairwise(mention for mention in gold.mentions if mention[2] in layer):
            if other[0] < one[1]:
                shown = " and ".join(f"{label} {gold.text[start:end]!r:.{SHOWN}}" for start, end, label in (one, other))
                raise GoldError(f"{where} has mentions that overlap in one layer: {shown}; the longer one counts")


def _check_links(gold: Gold, where: str) -> None:
    """Make sure that the links of *gold* stand in its text, those of agreements where it mentions one."""
    links = gold.links or Links((), ())
    for span in (span for person in links.people for span in person.title_mentions):
        _check_place(span, "a title of a person", gold.text, where)
    for span in (span for agreement in links.agreements for span in agreement.mentions):
        if (span.start, span.end, "AGREEMENT") not in gold.mentions:
            raise GoldError(f"{where} has an agreement at {span.start}–{span.end}, where no mention is an AGREEMENT")


def _check_place(span: Span, what: str, text: str, where: str) -> None:
    """Make sure that *what* stands in *text*."""
    start, end = span.start, span.end
    if max(start, end) > len(text):
        raise GoldError(f"{where} has {what} at {start}–{end}, outside of its text of {len(text)} characters")
    if end <= start:
        raise GoldError(f"{where} has {what} at {start}–{end}, which is empty: the end is the character after its last")
    if not text[start:end].strip():
        raise GoldError(f"{where} has {what} without words at {start}–{end}")


def parse_tagged(tagged: str) -> tuple[str, set[Place]]:
    """The text of *tagged* without its tags, and its mentions.

    Raises:
        ValueError: When a tag is unknown, not closed, or closed without being opened.
    """
    text, last = "", 0
    opened: list[tuple[int, re.Match[str]]] = []
    mentions: set[Place] = set()
    for tag in TAG.finditer(tagged):
        text += tagged[last : tag.start()]
        last = tag.end()
        if tag[1]:
            opened.append((len(text), tag))
        elif tag[0] == "[":
            raise ValueError(f"a [ opens no tag in {tagged[tag.start() : last + SHOWN]!r}")
        elif opened:
            start, opening = opened.pop()
            mentions.add((start, len(text), opening[1]))
        else:
            raise ValueError(f"a ] closes no tag in {tagged[max(0, last - SHOWN) : last]!r}")
    if opened:
        raise ValueError(f"a tag is not closed in {tagged[opened[-1][1].start() :][:SHOWN]!r}")
    return text + tagged[last:], mentions


Offset = Annotated[int, msgspec.Meta(ge=0, le=MOST_CHARACTERS)]
"""The offset of a character in a text."""


class _PlaceRecord(msgspec.Struct):
    start: Offset
    end: Offset


class _MentionRecord(_PlaceRecord):
    label: str
    text: str | UnsetType = UNSET


class _PersonRecord(msgspec.Struct):
    name: str
    aliases: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    title_mentions: tuple[_PlaceRecord, ...] = ()


class _AgreementRecord(msgspec.Struct):
    mentions: Annotated[tuple[_PlaceRecord, ...], msgspec.Meta(min_length=1)]
    parties: tuple[str, ...] = ()
    status: str = "unknown"
    domains: tuple[str, ...] = ()
    third_parties: tuple[str, ...] = ()
    kind: str | UnsetType = UNSET
    subjects: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class _LinksRecord(msgspec.Struct):
    people: tuple[_PersonRecord, ...] | UnsetType = UNSET
    agreements: tuple[_AgreementRecord, ...] | UnsetType = UNSET


class _Record(_LinksRecord, kw_only=True):
    """A line of annotated texts."""

    id: str | int | None = None
    text: str
    mentions: tuple[_MentionRecord, ...]


def _from_json(line: str, where: str, *, name: str) -> Gold:
    """The annotated text of a *line*; *name* is its id where it has none.

    Raises:
        GoldError: When it is none.
    """
    try:
        record = msgspec.json.decode(line, type=_Record)
        links = _links(record)
    except (ValueError, RecursionError) as error:
        form = "it should have a text, and mentions with start, end and label"
        raise GoldError(f"{where} is no annotated text: {error} ({form}; see docs/usage.md)") from error
    for one in record.mentions:
        words = record.text[one.start : one.end]
        if one.text not in (UNSET, words):
            place = f"{one.start}–{one.end}, where its text has {words!r:.{SHOWN}}"
            raise GoldError(f"{where} has a mention {one.text!r:.{SHOWN}} at {place}: offsets are characters")
    mentions = sorted(((one.start, one.end, one.label) for one in record.mentions), key=lambda m: m[:2])
    return Gold(name if record.id is None else str(record.id), record.text, tuple(mentions), links)


def read_links(record: Mapping[str, Any]) -> Links | None:
    """The links of an annotated text's JSON record, or nothing where it has none.

    Raises:
        ValueError: When they are not what they should be.
    """
    return _links(msgspec.convert(record, _LinksRecord))


def _links(record: _LinksRecord) -> Links | None:
    """The links that a *record* has."""
    if record.people is UNSET and record.agreements is UNSET:
        return None
    people = (
        Person(one.name, one.aliases, one.titles, mentions=(), title_mentions=_spans(one.title_mentions))
        for one in record.people or ()
    )
    agreements = (
        Agreement(
            mentions=_spans(one.mentions),
            parties=one.parties,
            status=cast(Status, _one_of(one.status, Status, "status")),
            domains=one.domains,
            third_parties=one.third_parties,
            kind=cast(AgreementKind, _one_of(one.kind or "unknown", AgreementKind, "kind")),
            subjects=tuple(cast(Subject, _one_of(subject, Subject, "subject")) for subject in one.subjects),
        )
        for one in record.agreements or ()
    )
    return Links(
        tuple(people),
        tuple(agreements),
        tuple(one.sources for one in record.agreements or ()),
        tuple(one.kind is not UNSET for one in record.agreements or ()),
    )


def _spans(places: Iterable[_PlaceRecord]) -> tuple[Span, ...]:
    return tuple(Span(place.start, place.end) for place in places)


def _one_of(word: str, words: Any, what: str) -> str:  # noqa: ANN401  (a type of literals)
    """*word*, which is one of *words*; *what* is what it says.

    Raises:
        ValueError: When it is none of them.
    """
    if word not in get_args(words):
        raise ValueError(f"the {what} {word!r} is none of {', '.join(get_args(words))}")
    return word
