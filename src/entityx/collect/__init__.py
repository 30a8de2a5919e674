"""Collect: documents become the tables of a folder."""

from entityx.collect.entities import Entity, EntityIndex
from entityx.collect.rows import (
    COLUMNS,
    Row,
    Table,
    agreement_rows,
    cooccurrence_rows,
    entity_rows,
    error_rows,
    mention_rows,
    people_rows,
    title_rows,
)
from entityx.collect.summary import Summary
from entityx.collect.ties import Ties

__all__ = [
    "COLUMNS",
    "Entity",
    "EntityIndex",
    "Row",
    "Summary",
    "Table",
    "Ties",
    "agreement_rows",
    "cooccurrence_rows",
    "entity_rows",
    "error_rows",
    "mention_rows",
    "people_rows",
    "title_rows",
]
