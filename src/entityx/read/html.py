"""Web pages, by trafilatura: the article, without menus, comments and footers."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import trafilatura
from trafilatura.settings import Document

from entityx.errors import ReadError
from entityx.read.content import Content
from entityx.read.decode import decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NOTHING = "no article is found in this page: save its text as .txt"
CAREFUL_DATES = {"extensive_search": False, "original_date": True}
"""A date that the page says of itself, the first one; none that merely stands somewhere in it (htmldate's options)."""

LENGTH = 10_000_000
"""The most characters of a page: fifty times a long article with its styles and scripts."""
ELEMENTS = 50_000
"""The most elements of a page: ten times a long article with all around it. Searches of trafilatura are quadratic."""
ATTRIBUTES = 1_000
"""The most attributes of an element: fifty times what there are. Each is compared with all before it."""
ATTRIBUTE = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+"""
TAG = re.compile(rf"<[a-zA-Z][^\s/>]*+((?:[\s/]++|{ATTRIBUTE})*+)")
"""The beginning of an element, as a browser reads it. Once taken, nothing is tried again: that would be quadratic."""

VALUE = 2_000
"""The most characters of an attribute. The rest of it, mostly of pictures, tells nothing."""
STRUCTURED = 100_000
"""The most characters of structured data (JSON-LD), which may hold the whole article."""
BROKEN = 5_000
"""The most characters of structured data that is no JSON: it is searched with expressions that are quadratic."""
SCRIPTS = 20
"""The most pieces of structured data: ten times what there are."""
AUTHORS = re.compile("author|creator|byl", re.IGNORECASE)
"""How fields are called that name who wrote a page. We have no use for them, and trafilatura compares all with all."""


def read_html(data: bytes) -> Content:
    """The article of a page, its headline first.

    Raises:
        ReadError: When no article is found in it, or it is too large.
    """
    page = decode(data)
    if not page.strip():
        return Content("", {})
    found = trafilatura.bare_extraction(
        _tree(page), with_metadata=True, include_comments=False, date_extraction_params=CAREFUL_DATES
    )
    if not isinstance(found, Document) or not found.text:
        raise ReadError(NOTHING)
    blocks = [line.strip() for line in found.text.splitlines()]
    if found.title and found.title not in blocks:
        blocks.insert(0, found.title)
    metadata = {"title": found.title, "date": found.date, "url": found.url}
    return Content("\n\n".join(filter(None, blocks)), {key: value for key, value in metadata.items() if value})


def _tree(page: str) -> HtmlElement:
    """The elements of a page.

    Raises:
        ReadError: When it is no page, or has too much of anything.
    """
    if len(page) > LENGTH:
        raise ReadError(f"this page has more than {LENGTH:,} characters: save its text as .txt")
    tags = (attributes for attributes in TAG.findall(page) if len(attributes) > ATTRIBUTES)
    if any(len(re.findall(ATTRIBUTE, attributes)) > ATTRIBUTES for attributes in tags):
        raise ReadError(f"this page has an element with more than {ATTRIBUTES:,} attributes: save its text as .txt")
    tree = trafilatura.load_html(page)
    if tree is None:
        raise ReadError(NOTHING)
    if sum(1 for _ in tree.iter()) > ELEMENTS:
        raise ReadError(f"this page has more than {ELEMENTS:,} elements: save its text as .txt")
    _lighten(tree)
    return tree


def _lighten(tree: HtmlElement) -> None:
    """Takes out of a page what is not needed and may be costly to read."""
    for meta in list(tree.iter("meta")):
        if AUTHORS.search(" ".join(meta.get(name, "") for name in ("name", "property", "itemprop"))):
            meta.drop_tree()
    for element in tree.iter("*"):
        for name, value in element.items():
            if len(value) > VALUE:
                element.set(name, value[:VALUE])
    for number, script in enumerate(script for script in tree.iter("script") if "json" in script.get("type", "")):
        script.text = _structured(script.text or "") if number < SCRIPTS else ""


def _structured(written: str) -> str:
    """Structured data without people and without the names of authors."""
    try:
        data = json.loads(written[: STRUCTURED + 1], strict=False, object_pairs_hook=_without_people)
    except (ValueError, RecursionError):
        return written if len(written) <= BROKEN else ""
    return json.dumps(data, ensure_ascii=False)


def _without_people(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = {key: value for key, value in pairs if not AUTHORS.search(key)}
    return {} if "Person" in str(fields.get("@type"))[:100] else fields
