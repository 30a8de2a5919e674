"""Annotated texts: JSON lines with offsets, or plain text with the mentions written into it.

The second form is for people: ``le [TITLE maire de [LOC Ségou]], [PER Awa Ba]``. Mentions may nest; an empty line
stands between two texts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from entityx.errors import GoldError
from entityx.records import LABELS

TAG = re.compile(rf"\[({'|'.join(LABELS)}) |\]")

Place = tuple[int, int, str]
"""First character, character behind the last, label."""


@dataclass(frozen=True)
class Gold:
    """An annotated text.

    Attributes:
        id: The id that its file gives it, or the file's name and a number.
        text: The text.
        mentions: Its mentions, in order.
    """

    id: str
    text: str
    mentions: tuple[Place, ...]


def read_gold_files(paths: Iterable[str | Path]) -> list[Gold]:
    """The annotated texts of all files that *paths* name, those of a folder in alphabetical order.

    Raises:
        GoldError: As `read_gold` does, and when there is no text in any.
    """
    texts = [gold for path in paths for file in _files(Path(path)) for gold in read_gold(file)]
    if not texts:
        raise GoldError(f"there is no annotated text in {', '.join(map(str, paths))}")
    return texts


def _files(path: Path) -> list[Path]:
    return sorted(p for p in path.iterdir() if p.suffix in (".jsonl", ".txt")) if path.is_dir() else [path]


def read_gold(path: Path) -> Iterator[Gold]:
    """The annotated texts of a file: ``.jsonl`` with ``id``, ``text`` and ``mentions``, or ``.txt`` with tags.

    Raises:
        GoldError: When the file cannot be read, or a text has no valid annotation.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"cannot read the annotated texts {path}: {error}") from error
    if path.suffix == ".txt":
        for number, tagged in enumerate(filter(None, map(str.strip, content.split("\n\n"))), start=1):
            try:
                text, mentions = parse_tagged(tagged)
            except ValueError as error:
                raise GoldError(f"text {number} of {path}: {error}") from error
            yield Gold(f"{path.stem}-{number:03}", text, tuple(sorted(mentions)))
    else:
        for number, line in enumerate(content.split("\n"), start=1):
            if line.strip():
                yield _from_json(line, f"line {number} of {path}", number)


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
    try:
        record: Any = json.loads(line)
        text, mentions = record["text"], [(m["start"], m["end"], m["label"]) for m in record["mentions"]]
    except (ValueError, RecursionError, TypeError, KeyError) as error:
        problem = (
            f"{where} is no annotated text: it should have a text and mentions with start, end and label ({error})"
        )
        raise GoldError(problem) from error
    if not isinstance(text, str):
        raise GoldError(f"{where} is no annotated text: its text is no string")
    for start, end, label in mentions:
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
            raise GoldError(f"{where} has a mention at {start}–{end}, outside of its text of {len(text)} characters")
        if label not in LABELS:
            raise GoldError(f"{where} has the label {label!r}; it should be one of {', '.join(LABELS)}")
    return Gold(str(record.get("id", number)), text, tuple(sorted(mentions)))
