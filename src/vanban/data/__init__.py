"""Files of data into documents: YAML, JSON, inheritance, rows of tables."""

from vanban.data.columns import Column, Columns
from vanban.data.loading import Draft, load, load_draft
from vanban.data.rows import Layer, Row, RowSource, open_rows
from vanban.data.shorthand import Shorthand

__all__ = [
    "Column",
    "Columns",
    "Draft",
    "Layer",
    "Row",
    "RowSource",
    "Shorthand",
    "load",
    "load_draft",
    "open_rows",
]
