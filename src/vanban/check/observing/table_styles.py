"""What a table style says of the text and the borders of each cell."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from vanban.check.observing.borders import Borders, borders_of
from vanban.check.observing.measures import is_on
from vanban.check.observing.paragraph_properties import paragraph_properties
from vanban.check.observing.run_properties import Properties
from vanban.check.observing.style_sheet import StyleSheet
from vanban.check.observing.tags import PARAGRAPH_PROPERTIES, RUN_PROPERTIES, VALUE, W

_LOOKS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}


@dataclass(frozen=True, slots=True, eq=False)
class TableFormat:
    """What a table style gives to a cell."""

    run: Properties = field(default_factory=dict)
    paragraph: Properties = field(default_factory=dict)
    table_borders: Borders = field(default_factory=dict)
    cell_borders: Borders = field(default_factory=dict)


PLAIN = TableFormat()


class GridPlace(NamedTuple):
    """Where a cell lies in its table, from 0, and how large the table is."""

    row: int
    column: int
    rows: int
    columns: int


class TableStyles:
    """The table styles of a document, read when a cell asks for them."""

    def __init__(self, sheet: StyleSheet) -> None:
        """Takes the style sheet of the document."""
        self._sheet = sheet
        self._formats: dict[tuple[str | None, tuple[str, ...]], TableFormat] = {}

    def format(self, style_id: str | None, look: frozenset[str], spot: GridPlace) -> TableFormat:
        """The format of the cell at a spot; ``look`` as ``look_of`` gives it."""
        key = (self._sheet.known("table", style_id), tuple(_conditions(look, spot)))
        if key not in self._formats:
            self._formats[key] = self._read(*key)
        return self._formats[key]

    def _read(self, style_id: str | None, conditions: tuple[str, ...]) -> TableFormat:
        run: Properties = {}
        paragraph: Properties = {}
        table: Borders = {}
        cell: Borders = {}
        for element in self._elements(style_id, conditions):
            run = self._sheet.merged_run(element.find(RUN_PROPERTIES), run)
            ppr = element.find(PARAGRAPH_PROPERTIES)
            if ppr is not None:
                paragraph = {**paragraph, **paragraph_properties(ppr)}
            table = {**table, **borders_of(element.find(f"{W}tblPr/{W}tblBorders"))}
            cell = {**cell, **borders_of(element.find(f"{W}tcPr/{W}tcBorders"))}
        return TableFormat(run, paragraph, table, cell)

    def _elements(self, style_id: str | None, conditions: tuple[str, ...]) -> Iterator[Any]:
        """The styles from the base up, then their parts for these conditions."""
        chain = self._sheet.table_style_chain(style_id)
        yield from chain
        for condition in conditions:
            for style in chain:
                for part in style.iterchildren(W + "tblStylePr"):
                    if part.get(W + "type") == condition:
                        yield part


def look_of(element: Any) -> frozenset[str]:
    """Which conditions of its style a table takes, of a w:tblLook or None."""
    if element is None:
        return frozenset(("noHBand", "noVBand"))
    bits = _bits(element.get(VALUE, "0"))
    return frozenset(
        name
        for name, bit in _LOOKS.items()
        if (is_on(element.get(W + name)) if element.get(W + name) else bits & bit)
    )


def _bits(text: str) -> int:
    try:
        return int(text[:8], 16)
    except ValueError:
        return 0


def _conditions(look: frozenset[str], spot: GridPlace) -> Iterator[str]:
    """The conditions that hold at a spot, the weaker first."""
    heads, left = "firstRow" in look, "firstColumn" in look
    first_row, first_column = heads and spot.row == 0, left and spot.column == 0
    last_row = "lastRow" in look and spot.row == spot.rows - 1
    last_column = "lastColumn" in look and spot.column == spot.columns - 1
    yield "wholeTable"
    if "noVBand" not in look and not (first_column or last_column):
        yield f"band{(spot.column - left) % 2 + 1}Vert"
    if "noHBand" not in look and not (first_row or last_row):
        yield f"band{(spot.row - heads) % 2 + 1}Horz"
    holds = {
        "firstCol": first_column,
        "lastCol": last_column,
        "firstRow": first_row,
        "lastRow": last_row,
        "neCell": first_row and last_column,
        "nwCell": first_row and first_column,
        "seCell": last_row and last_column,
        "swCell": last_row and first_column,
    }
    yield from (name for name, held in holds.items() if held)
