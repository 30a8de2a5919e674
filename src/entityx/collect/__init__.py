"""Collect: documents become the tables of a folder."""

from entityx.collect.agreed import Agreed
from entityx.collect.confidence import confident
from entityx.collect.entities import Entities, Entity, EntityIndex
from entityx.collect.rows import COLUMNS, Kind, Row, Table, Value, document_tables, error_rows, folder_tables
from entityx.collect.scratch import scratch
from entityx.collect.summary import Summary
from entityx.collect.ties import Ties

__all__ = [
    "COLUMNS",
    "Agreed",
    "Entities",
    "Entity",
    "EntityIndex",
    "Kind",
    "Row",
    "Summary",
    "Table",
    "Ties",
    "Value",
    "confident",
    "document_tables",
    "error_rows",
    "folder_tables",
    "scratch",
]
