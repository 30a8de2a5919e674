"""Collect: documents become the tables of a folder."""

from entityx.collect.entities import EntityCounts
from entityx.collect.rows import COLUMNS, Row, Table, agreement_rows, entity_rows, error_rows, mention_rows, people_rows
from entityx.collect.summary import Summary

__all__ = [
    "COLUMNS",
    "EntityCounts",
    "Row",
    "Summary",
    "Table",
    "agreement_rows",
    "entity_rows",
    "error_rows",
    "mention_rows",
    "people_rows",
]
