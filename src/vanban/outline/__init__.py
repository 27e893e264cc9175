"""The plain-text form of a document's body: parsed into blocks, written back from blocks."""

from vanban.outline.blocks import (
    Block,
    Cell,
    Insert,
    Level,
    Merge,
    PageBreak,
    Paragraph,
    Run,
    Table,
)
from vanban.outline.escaping import escape
from vanban.outline.parser import parse_outline
from vanban.outline.writer import write_outline

__all__ = [
    "Block",
    "Cell",
    "Insert",
    "Level",
    "Merge",
    "PageBreak",
    "Paragraph",
    "Run",
    "Table",
    "escape",
    "parse_outline",
    "write_outline",
]
