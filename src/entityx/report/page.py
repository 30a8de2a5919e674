"""One HTML page that holds everything it needs."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import jinja2
import msgspec

from entityx.characters import encodable
from entityx.records import Document
from entityx.report.data import page_data

HERE = Path(__file__).parent
LABELS = HERE / "labels"
LANGUAGES = tuple(sorted(path.stem for path in LABELS.glob("*.json")))
"""The languages in which a report can speak to its reader."""
SCRIPTS = (
    *(
        "dom",
        "data",
        "route",
        "sureness",
        "list",
        "text",
        "index",
        "chart",
        "map",
        "graph",
        "agreement",
        "document",
        "entity",
    ),
    *("overview", "page"),
)
"""The parts of the page's program, each using those before it."""


def report_page(documents: Iterable[Document], *, name: str, language: str, out_of: int | None = None) -> str:
    """A report on *documents* as an HTML page that needs no other file and no network.

    Args:
        documents: What was extracted.
        name: What they are called in the page's heading.
        language: One of ``LANGUAGES``, for the page's own words.
        out_of: How many there are; when *documents* are only a part of them, the page says so.
    """
    labels = json.loads((LABELS / f"{language}.json").read_text(encoding="utf-8"))
    style = (HERE / "page.css").read_text(encoding="utf-8")
    script = "\n".join((HERE / "script" / f"{part}.js").read_text(encoding="utf-8") for part in SCRIPTS)
    script = f'"use strict";\n(() => {{\n{script}}})();\n'
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE), autoescape=True, undefined=jinja2.StrictUndefined
    )
    return environment.get_template("page.html").render(
        language=language,
        labels=labels,
        name=encodable(name),
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        data=_json({"language": language, "labels": labels, "out_of": out_of, **page_data(documents)}),
    )


def _hash(content: str) -> str:
    """By what a content security policy knows *content*."""
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"


def _json(data: object) -> str:
    """*data* as JSON that may stand within a page: no sign in it begins or ends markup."""
    encoded = msgspec.json.encode(data)
    return encoded.replace(b"<", rb"\u003c").replace(b">", rb"\u003e").replace(b"&", rb"\u0026").decode()
