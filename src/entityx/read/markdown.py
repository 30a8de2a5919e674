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

TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


def read_markdown(data: bytes) -> Content:
    """The words of a Markdown file, block by block, and the values of its front matter.

    Raises:
        ReadError: When it is no text, or its front matter no YAML.
    """
    parser = MarkdownIt("commonmark").enable("table").use(front_matter_plugin)
    metadata: Mapping[str, Any] = {}
    blocks = []
    for token in parser.parse(decode(data)):
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


def _front_matter(written: str) -> Mapping[str, Any]:
    """The values of front matter, dates as ISO 8601 has them.

    Raises:
        ReadError: When it is no YAML.
    """
    try:
        values = yaml.safe_load(written)
    except yaml.YAMLError as error:
        problem = " ".join(str(error).split())
        raise ReadError(f"the front matter is not YAML ({problem}): put values with a colon in quotes") from error
    if not isinstance(values, dict):
        return {}
    return {str(key): value.isoformat() if isinstance(value, date) else value for key, value in values.items()}
