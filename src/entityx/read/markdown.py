"""Markdown, by markdown-it: its words without markup, and its front matter."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from entityx.errors import ReadError
from entityx.read.content import Content
from entityx.read.decode import decode

TAG = re.compile(r"<!--.*?(?:-->|\Z)|<[^<>]*>", re.DOTALL)
"""A comment, to the end where it has none, or a tag. No character is looked at for more than one of them."""
LENGTH = 4_000_000
"""The most characters of a file: some thousand pages. What markdown-it makes of them takes up to 500 bytes for each."""
FRONT_MATTER = 20_000
"""The most characters of front matter: some twenty times what it has, and few enough for a parser that is quadratic."""
BITS = 64
"""The most bits of a number in front matter. A longer one is left out: writing thousands of digits is quadratic."""


def read_markdown(data: bytes) -> Content:
    """The words of a Markdown file, block by block, and the values of its front matter.

    Raises:
        ReadError: When it is no text or too long, or its front matter is no YAML.
    """
    text = decode(data)
    if len(text) > LENGTH:
        raise ReadError(f"this Markdown file has more than {LENGTH:,} characters: split it, or save it as .txt")
    parser = MarkdownIt("commonmark").enable("table").use(front_matter_plugin)
    metadata: Mapping[str, Any] = {}
    blocks = []
    for token in parser.parse(text):
        match token.type:
            case "front_matter":
                metadata = _front_matter(token.content)
            case "inline":
                blocks.append(_words(token.children or ()))
            case "fence" | "code_block":
                blocks.append(token.content)
            case "html_block":
                blocks.append(html.unescape(TAG.sub("", token.content)))
    return Content("\n\n".join(filter(None, map(str.strip, blocks))), metadata)


def _words(tokens: Iterable[Token]) -> str:
    """The words of what stands within a block; of a picture, those that stand for it."""
    return "".join(_word(token) for token in tokens)


def _word(token: Token) -> str:
    match token.type:
        case "text" | "code_inline" | "text_special":
            return token.content
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "image":
            return _words(token.children or ())
    return ""


class _OnceLoader(yaml.SafeLoader):
    """Reads YAML in which nothing stands for something before it: that can multiply without an end."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise ReadError("the front matter repeats a part of itself (*name): write that out")
        return super().compose_node(parent, index)


def _front_matter(written: str) -> Mapping[str, Any]:
    """The values of front matter, dates as ISO 8601 has them.

    Raises:
        ReadError: When it is no YAML, very long, or repeats a part of itself, which may multiply what it holds.
    """
    if len(written) > FRONT_MATTER:
        raise ReadError(f"the front matter has more than {FRONT_MATTER:,} characters: make it shorter")
    try:
        values = yaml.load(written, _OnceLoader)
    except (
        yaml.YAMLError,
        ValueError,
        RecursionError,
    ) as error:  # such as a date that is none, or brackets in brackets
        problem = " ".join(str(error).split())
        raise ReadError(f"the front matter is not YAML ({problem}): put values with a colon in quotes") from error
    if not isinstance(values, dict):
        return {}
    short = {key: value for key, value in values.items() if not isinstance(value, int) or value.bit_length() <= BITS}
    return {str(key): value.isoformat() if isinstance(value, date) else value for key, value in short.items()}
