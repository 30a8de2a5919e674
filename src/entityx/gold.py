"""Annotated texts: JSON lines with offsets, or plain text with the mentions written into it.

The second form is for people: ``le [TITLE maire de [LOC Ségou]], [PER Awa Ba]``. Mentions may nest; an empty line
stands between two texts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, cast, get_args

from entityx.errors import GoldError
from entityx.records import LABELS, NAME_LABELS, Agreement, Person, Span, Status

TAG = re.compile(rf"\[({'|'.join(LABELS)}) |\]")

BETWEEN_TEXTS = re.compile(r"\n\s*\n")

Place = tuple[int, int, str]
"""First character, character behind the last, label."""


@dataclass(frozen=True)
class Links:
    """What belongs together in an annotated text.

    Attributes:
        people: Those that it names, without the places of their names.
        agreements: Those that it speaks of.
    """

    people: tuple[Person, ...]
    agreements: tuple[Agreement, ...]


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
            raise GoldError(f"there is no annotated text in {path}")
        texts += found
    return texts


def _files(path: Path) -> list[Path]:
    try:
        return sorted(p for p in path.iterdir() if p.suffix.lower() in (".jsonl", ".txt")) if path.is_dir() else [path]
    except OSError as error:
        raise GoldError(f"cannot read the folder {path}: {error.strerror}") from error


def read_gold(path: Path) -> Iterator[Gold]:
    """The annotated texts of a file: ``.txt`` with tags, or JSON lines with ``id``, ``text`` and ``mentions``.

    Raises:
        GoldError: When the file cannot be read, or a text has no valid annotation.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"cannot read the annotated texts {path}: {error}") from error
    if path.suffix.lower() == ".txt":
        for number, tagged in enumerate(filter(None, map(str.strip, BETWEEN_TEXTS.split(content))), start=1):
            where = f"text {number} of {path}"
            try:
                text, mentions = parse_tagged(tagged)
            except ValueError as error:
                raise GoldError(f"{where}: {error} (a text with brackets of its own needs the .jsonl form)") from error
            yield checked(Gold(f"{path.stem}-{number:03}", text, tuple(sorted(mentions))), where)
    else:
        for number, line in enumerate(content.split("\n"), start=1):
            if line.strip():
                where = f"line {number} of {path}"
                yield checked(_from_json(line, where, number), where)


def checked(gold: Gold, where: str) -> Gold:
    """*gold*, whose mentions stand in its text, are not blank and do not overlap within a layer.

    Raises:
        GoldError: When that is not so.
    """
    text = gold.text
    for start, end, label in gold.mentions:
        if label not in LABELS:
            raise GoldError(f"{where} has the label {label!r}; it should be one of {', '.join(LABELS)}")
        if not 0 <= start < end <= len(text):
            raise GoldError(f"{where} has a mention at {start}–{end}, outside of its text of {len(text)} characters")
        if not text[start:end].strip():
            raise GoldError(f"{where} has a mention without words at {start}–{end}")
    for layer in (NAME_LABELS, *((label,) for label in LABELS if label not in NAME_LABELS)):
        for one, other in pairwise(mention for mention in gold.mentions if mention[2] in layer):
            if other[0] < one[1]:
                shown = " and ".join(f"{label} {text[start:end]!r}" for start, end, label in (one, other))
                raise GoldError(f"{where} has mentions that overlap in one layer: {shown}; the longer one counts")
    return gold


def parse_tagged(tagged: str) -> tuple[str, set[Place]]:
    """The text of *tagged* without its tags, and its mentions.

    Raises:
        ValueError: When a tag is not closed, or closed without being opened.
    """
    text, last = "", 0
    opened: list[tuple[int, str]] = []
    mentions: set[Place] = set()
    for tag in TAG.finditer(tagged):
        text += tagged[last : tag.start()]
        last = tag.end()
        if tag[1]:
            opened.append((len(text), tag[1]))
        elif opened:
            start, label = opened.pop()
            mentions.add((start, len(text), label))
        else:
            raise ValueError(f"a ] closes no tag in {tagged!r}")
    if opened:
        raise ValueError(f"a tag is not closed in {tagged!r}")
    return text + tagged[last:], mentions


def _from_json(line: str, where: str, number: int) -> Gold:
    form = "it should have a text, and mentions with start, end and label"
    try:
        record: Any = json.loads(line)
        text, mentions = record["text"], [(m["start"], m["end"], m["label"]) for m in record["mentions"]]
        links = read_links(record)
    except (ValueError, RecursionError, TypeError, KeyError) as error:
        raise GoldError(f"{where} is no annotated text: {form} ({error})") from error
    if not isinstance(text, str) or not all(
        isinstance(edge, int) for start, end, _ in mentions for edge in (start, end)
    ):
        raise GoldError(f"{where} is no annotated text: {form} (a text is a string, an offset a whole number)")
    return Gold(str(record.get("id", number)), text, tuple(sorted(mentions, key=lambda m: m[:2])), links)


def read_links(record: Mapping[str, Any]) -> Links | None:
    """The links of an annotated text's JSON record, or nothing where it has none.

    Raises:
        KeyError, TypeError, ValueError: When they are not what they should be.
    """
    if "people" not in record and "agreements" not in record:
        return None
    people = [
        Person(
            name=one["name"],
            aliases=tuple(one.get("aliases", ())),
            titles=tuple(one.get("titles", ())),
            mentions=(),
            title_mentions=_spans(one.get("title_mentions", ())),
        )
        for one in record.get("people", ())
    ]
    agreements = [
        Agreement(
            mentions=_spans(one["mentions"]),
            parties=tuple(one.get("parties", ())),
            status=_status(one.get("status", "unknown")),
            domains=tuple(one.get("domains", ())),
        )
        for one in record.get("agreements", ())
    ]
    return Links(tuple(people), tuple(agreements))


def _spans(mentions: Iterable[Mapping[str, int]]) -> tuple[Span, ...]:
    return tuple(Span(mention["start"], mention["end"]) for mention in mentions)


def _status(word: object) -> Status:
    for status in get_args(Status):
        if word == status:
            return cast(Status, status)
    raise ValueError(f"the status {word!r} is none of {', '.join(get_args(Status))}")
