"""Word documents, by python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from docx import oxml
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.coreprops import CoreProperties
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from entityx.errors import ReadError
from entityx.read.content import Content

UNPACKED = 64_000_000
"""The most bytes that a part may unpack to: some ten thousand pages. An archive of 100 KB can hold as much."""
TAGS = 2_000_000
"""The most tags of a part: some three thousand pages with much formatting. They are what takes memory."""
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How the format packs; zipfile cannot unpack a little at a time of what is packed in other ways."""

PARAGRAPH, TABLE, ROW, CELL, RUN, LINK = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "r", "hyperlink"))
SIGNS = tuple(qn(f"w:{name}") for name in ("t", "tab", "ptab", "br", "cr", "noBreakHyphen"))
"""What text a run has."""


def read_docx(data: bytes) -> Content:
    """The paragraphs and cells of a Word document in their order, without headers, footers and notes.

    The day on which the file was made is ``created``: the article's own date may be another.

    Raises:
        ReadError: When it is too large, or another thing that Office writes.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = _parts(archive)
        body = _tree(archive, parts[RELATIONSHIP_TYPE.OFFICE_DOCUMENT]).find(qn("w:body"))
        about = parts.get(RELATIONSHIP_TYPE.CORE_PROPERTIES)
        metadata = _metadata(_tree(archive, about)) if about else {}
    if body is None:
        raise ReadError("this is no Word document: give it the ending of what it is, or save it as .docx")
    return Content("\n\n".join(filter(None, map(str.strip, _blocks(body)))), metadata)


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The names of the parts by what they are to the whole. No other is unpacked, pictures least of all."""
    relations = _tree(archive, PACKAGE_URI.rels_uri.membername)
    return {one.get("Type"): PackURI.from_rel_ref("/", one.get("Target")).membername for one in relations}


def _tree(archive: zipfile.ZipFile, name: str) -> BaseOxmlElement:
    """The XML of a part.

    Raises:
        ReadError: When it is too large, or packed in another way than Word packs.
    """
    part = archive.getinfo(name)
    if part.compress_type not in PACKED:
        raise ReadError("this file is packed in a way that Word does not use: save it again in Word")
    with archive.open(part) as packed:
        written = packed.read(UNPACKED + 1)  # what the archive says of the size may be wrong
    if len(written) > UNPACKED or written.count(b"<") > TAGS:
        limits = f"{UNPACKED // 1_000_000} MB, or {TAGS:,} tags"
        raise ReadError(f"this document holds more than {limits}: split it, or save its text as .txt")
    return oxml.parse_xml(written)


def _metadata(written: BaseOxmlElement) -> dict[str, str]:
    about = CoreProperties(written)
    metadata = {"title": about.title, "created": about.created.date().isoformat() if about.created else ""}
    return {key: value for key, value in metadata.items() if value}


def _blocks(within: BaseOxmlElement) -> Iterator[str]:
    """All paragraphs, those of tables in the order of rows, each cell once however many rows and columns it spans.

    The elements are walked from one to the next: python-docx makes a cell for each column that it spans, looks for a
    cell over several rows in each row above, and sorts what a query finds, all of which is quadratic or worse.
    """
    for block in within.iterchildren(PARAGRAPH, TABLE):
        if block.tag == PARAGRAPH:
            yield _text(block)
        else:
            for cell in (cell for row in block.iterchildren(ROW) for cell in row.iterchildren(CELL)):
                if cell.vMerge != "continue":
                    yield from _blocks(cell)


def _text(paragraph: BaseOxmlElement) -> str:
    """The words of a paragraph, those of links among them."""
    pieces = (run.iterchildren(RUN) if run.tag == LINK else (run,) for run in paragraph.iterchildren(RUN, LINK))
    return "".join(str(sign) for runs in pieces for run in runs for sign in run.iterchildren(*SIGNS))
