"""Files of data into documents: YAML, JSON, inheritance, rows of tables."""

from vanban.data.columns import Column, Columns, match_headings, overlay
from vanban.data.loading import Draft, load, load_draft
from vanban.data.rows import Row, Rows, read_rows

__all__ = [
    "Column",
    "Columns",
    "Draft",
    "Row",
    "Rows",
    "load",
    "load_draft",
    "match_headings",
    "overlay",
    "read_rows",
]
