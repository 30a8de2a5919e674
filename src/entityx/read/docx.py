"""Word documents, by python-docx."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from entityx.read.content import Content


def read_docx(data: bytes) -> Content:
    """The paragraphs and cells of a Word document in their order, without headers, footers and notes.

    The day on which the file was made is ``created``: the article's own date may be another.
    """
    document = docx.Document(io.BytesIO(data))
    about = document.core_properties
    metadata = {"title": about.title, "created": about.created.date().isoformat() if about.created else ""}
    blocks = (paragraph.text.strip() for paragraph in _paragraphs(document))
    return Content("\n\n".join(filter(None, blocks)), {key: value for key, value in metadata.items() if value})


def _paragraphs(within: Document | _Cell) -> Iterator[Paragraph]:
    """All paragraphs, those of tables in the order of rows, each cell once however many rows and columns it spans."""
    for block in within.iter_inner_content():
        if isinstance(block, Table):
            cells = {cell._tc: cell for row in block.rows for cell in row.cells}
            for cell in cells.values():
                yield from _paragraphs(cell)
        else:
            yield block
