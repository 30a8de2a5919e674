"""The user's own patterns: a file in the form of spaCy's entity ruler, one JSON object a line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec
from spacy.matcher import Matcher
from spacy.tokens import Doc

from entityx.errors import PatternsError, ReadError
from entityx.lines import read_lines
from entityx.recognise.problems import problem
from entityx.records import LABELS


class UserPattern(msgspec.Struct):
    """A line of a user's file of patterns.

    Attributes:
        label: One of `LABELS`.
        pattern: A text, or the properties of words.
        id: What spaCy's rulers have beside it; we do not use it.
    """

    label: str
    pattern: Annotated[str, msgspec.Meta(pattern=r"\S")] | Annotated[list[dict[str, Any]], msgspec.Meta(min_length=1)]
    id: str = ""


def read_patterns_file(path: Path) -> str:
    """The text of a user's file of patterns.

    Raises:
        PatternsError: When it cannot be read.
    """
    try:
        return "\n".join(read_lines(path))
    except ReadError as error:
        raise PatternsError(f"cannot read the patterns {path}: {error}") from error


def read_user_patterns(path: Path) -> dict[str, UserPattern]:
    """The patterns of a user's file, each by its place in it.

    Raises:
        PatternsError: When the file cannot be read, or a line is no pattern with one of our labels.
    """
    patterns = {}
    for number, line in enumerate(read_patterns_file(path).split("\n"), start=1):
        if line.strip():
            where = f"line {number} of {path}"
            try:
                pattern = msgspec.json.decode(line, type=UserPattern)
            except (ValueError, RecursionError) as error:
                form = 'it should look like {"label": "ORG", "pattern": "Yadran"}'
                raise PatternsError(f"{where} is no pattern: {error}; {form}") from error
            if pattern.label not in LABELS:
                raise PatternsError(f"{where} has the label {pattern.label!r}; it should be one of {', '.join(LABELS)}")
            patterns[where] = pattern
    if not patterns:
        raise PatternsError(f"there is no pattern in {path}")
    return patterns


def try_patterns(patterns: Mapping[str, UserPattern], doc: Doc) -> None:
    """Let each of *patterns* look at a text by itself, to tell which one spaCy does not take.

    spaCy looks at regular expressions, and at what it needs to know of words, only when it meets a text.

    Args:
        patterns: Those of `read_user_patterns`.
        doc: A text as the pipeline gives it.

    Raises:
        PatternsError: When it does not take one.
    """
    for where, pattern in patterns.items():
        if isinstance(pattern.pattern, list):
            matcher = Matcher(doc.vocab, validate=False)  # as the span ruler has it
            try:
                matcher.add(pattern.label, [pattern.pattern])
                matcher(doc)
            except Exception as error:  # malformed patterns end in errors of many kinds
                raise PatternsError(f"spaCy does not take the pattern of {where}: {problem(error)}") from error
