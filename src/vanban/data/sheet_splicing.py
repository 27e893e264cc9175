"""The XML of a sheet with other formats for some cells: all other bytes pass through as they are.

Expat tells where each element begins, so that a sheet of any length is read a piece at a time.
"""

import re
from bisect import insort
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate

from vanban.data.cell_names import Cell, cell_of, reference_of
from vanban.data.marked_styles import MarkedStyles

_CHUNK = 1 << 18
_OVERLAP = 400
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]+\d+):([A-Z]+\d+)[\"']")
_STYLE = re.compile(rb"\ss\s*=\s*(?:\"\d*\"|'\d*')")
_SPANS = re.compile(rb"\sspans\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_REFERENCE = re.compile(rb"(\sref\s*=\s*)(?:\"[^\"]*\"|'[^']*')")
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
# What comes behind the drawing of comments in a sheet.
_BEHIND = frozenset(
    {
        *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls"),
        *("webPublishItems", "tableParts", "extLst", "AlternateContent"),
    }
)
# How many rows below a marked one its comment may reach.
_ROWS_OF_A_COMMENT = 30


def first_cells(sheet: IO[bytes], cells: Iterable[Cell]) -> dict[Cell, Cell]:
    """For each of ``cells`` within a merged region, the first cell of that region."""
    rows: dict[int, list[int]] = {}
    for row, column in cells:
        insort(rows.setdefault(row, []), column)
    found: dict[Cell, Cell] = {}
    rest = b""
    while chunk := sheet.read(_CHUNK):
        data = rest + chunk
        for match in _MERGE.finditer(data):
            (top, left), (bottom, right) = (cell_of(part.decode()) for part in match.groups())
            few = range(top, bottom + 1) if bottom - top < len(rows) else rows
            for row in few:
                if top <= row <= bottom:
                    inside = (column for column in rows.get(row, ()) if left <= column <= right)
                    found |= {(row, column): (top, left) for column in inside}
        rest = data[-_OVERLAP:]
    return found


@dataclass
class Geometry:
    """How wide and high the cells are, in the units of the file; what is not said is usual."""

    widths: list[tuple[int, int, float]] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    usual_width: float = 9.0
    usual_height: float = 15.0


class SheetSplicer:
    """Copies a sheet, its marked cells in another format and those marked before as they were."""

    def __init__(self, cells: Iterable[Cell], styles: MarkedStyles, drawing: str) -> None:
        self.cells: dict[int, list[int]] = {}
        for row, column in sorted(cells):
            self.cells.setdefault(row, []).append(column)
        self.styles = styles
        self.drawing = drawing
        """The relation of a drawing of comments, put in where the sheet has none."""
        self.found_drawing = ""
        self.geometry = Geometry()
        self._near = {row + n for row in self.cells for n in range(_ROWS_OF_A_COMMENT)}
        self._rows = list(self.cells)
        self._next_row = 0
        self._old = {str(number) for number in styles.old_marks}
        self._column_styles: list[tuple[int, int, int]] = []
        self._edits: list[tuple[int, int, bytes]] = []
        self._prefix = self._cell_tag = self._row_tag = self._data_tag = ""
        self._depth, self._row, self._column = 0, 0, 0
        self._row_style, self._waiting = 0, list[int]()
        self._in_data = self._is_past_data = self._is_drawn = False
        self._buffer, self._start = b"", 0

    def splice(self, source: IO[bytes], target: IO[bytes]) -> None:
        """Copies the sheet. Raises ExpatError for one that is no XML."""
        self._parser = ParserCreate()
        self._parser.ordered_attributes = True
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = _refuse_doctype
        while chunk := source.read(_CHUNK):
            self._buffer += chunk
            self._parser.Parse(chunk, False)
            self._flush(target, self._parser.CurrentByteIndex)
        self._parser.Parse(b"", True)
        self._flush(target, self._start + len(self._buffer))

    def _flush(self, target: IO[bytes], end: int) -> None:
        """Writes what lies before ``end``, with the changes in it."""
        done = self._start
        # A change may begin where the next element does; it waits until that is read.
        for begin, stop, new in self._edits:
            target.write(self._buffer[done - self._start : begin - self._start])
            target.write(new)
            done = stop
        self._edits.clear()
        end = max(end, done)
        target.write(self._buffer[done - self._start : end - self._start])
        self._buffer = self._buffer[end - self._start :]
        self._start = end

    def _tag(self) -> bytes:
        """The tag at which expat stands."""
        begin = self._parser.CurrentByteIndex - self._start
        return self._buffer[begin : self._buffer.index(b">", begin) + 1]

    def _replace(self, old: bytes, new: bytes) -> None:
        begin = self._parser.CurrentByteIndex
        self._edits.append((begin, begin + len(old), new))

    def _insert(self, new: bytes) -> None:
        """Puts something in before the element at which expat stands."""
        begin = self._parser.CurrentByteIndex
        self._edits.append((begin, begin, new))

    def _begin(self, name: str, attributes: list[str]) -> None:
        if self._in_data:  # where nearly all elements are
            if name == self._cell_tag:
                self._begin_cell(attributes)
            elif name == self._row_tag:
                self._begin_row(dict(zip(attributes[::2], attributes[1::2], strict=True)))
            return
        self._depth += 1
        local = name.rpartition(":")[2]
        if begin := _OUTSIDE.get(local):
            begin(self, name, dict(zip(attributes[::2], attributes[1::2], strict=True)))
        elif self._is_past_data and self._depth == 2 and local in _BEHIND:  # noqa: PLR2004
            self._draw()

    def _begin_sheet(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._depth == 1:
            self._prefix = name[: -len("worksheet")]
            self._cell_tag, self._row_tag = f"{self._prefix}c", f"{self._prefix}row"
            strict = any("purl.oclc.org" in value for value in attributes.values())
            self._relations = _STRICT_RELATIONS if strict else _RELATIONS

    def _begin_dimension(self, _: str, attributes: Mapping[str, str]) -> None:
        """The used area, stretched over marked cells outside of it."""
        if not self.cells or "ref" not in attributes:
            return
        ends = [cell_of(part) for part in attributes["ref"].split(":")]
        every = [*ends, *((row, column) for row, cs in self.cells.items() for column in cs)]
        rows, columns = [row for row, _ in every], [column for _, column in every]
        first, last = (min(rows), min(columns)), (max(rows), max(columns))
        area = f"{reference_of(first)}:{reference_of(last)}".encode()
        tag = self._tag()
        self._replace(tag, _REFERENCE.sub(lambda found: found[1] + b'"' + area + b'"', tag))

    def _begin_formats(self, _: str, attributes: Mapping[str, str]) -> None:
        geometry = self.geometry
        geometry.usual_width = float(attributes.get("defaultColWidth", geometry.usual_width))
        geometry.usual_height = float(attributes.get("defaultRowHeight", geometry.usual_height))

    def _begin_columns(self, _: str, attributes: Mapping[str, str]) -> None:
        first, last = int(attributes["min"]), int(attributes["max"])
        self._column_styles.append((first, last, int(attributes.get("style", 0))))
        hidden = attributes.get("hidden") in ("1", "true")
        width = 0.0 if hidden else float(attributes.get("width", self.geometry.usual_width))
        self.geometry.widths.append((first, last, width))

    def _begin_data(self, name: str, _: Mapping[str, str]) -> None:
        self._in_data, self._data_tag = True, name
        tag = self._tag()
        if tag.endswith(b"/>") and self._rows:
            rows = b"".join(map(self._new_row, self._rows))
            self._next_row = len(self._rows)
            self._replace(tag, tag[:-2] + b">" + rows + f"</{name}>".encode())

    def _begin_drawing(self, _: str, attributes: Mapping[str, str]) -> None:
        identifiers = (value for key, value in attributes.items() if key.endswith(":id"))
        self.found_drawing = next(identifiers, "")
        self._is_drawn = True

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        self._column = 0
        self._insert_rows(self._row)
        if self._row in self._near and "ht" in attributes:
            self.geometry.heights[self._row] = float(attributes["ht"])
        self._waiting = list(self.cells.get(self._row, ()))
        if not self._waiting:
            return
        self._next_row += 1
        is_formatted = attributes.get("customFormat") in ("1", "true")
        self._row_style = int(attributes.get("s", 0)) if is_formatted else 0
        tag = self._tag()
        new = _SPANS.sub(b"", tag)
        if tag.endswith(b"/>"):
            end = f"</{self._row_tag}>".encode()
            new = new[:-2] + b">" + self._new_cells(self._waiting) + end
            self._waiting = []
        self._replace(tag, new)

    def _begin_cell(self, attributes: list[str]) -> None:
        if not (self._waiting or self._old):
            return
        style, reference = "0", ""
        for place in range(0, len(attributes), 2):
            if attributes[place] == "s":
                style = attributes[place + 1]
            elif attributes[place] == "r":
                reference = attributes[place + 1]
        self._column = cell_of(reference)[1] if reference and self._waiting else self._column + 1
        is_marked = False
        if self._waiting:
            before = [column for column in self._waiting if column < self._column]
            if before:
                self._insert(self._new_cells(before))
            is_marked = self._column in self._waiting
            self._waiting = [column for column in self._waiting if column > self._column]
        if is_marked:
            self._restyle(self.styles.marked(int(style)))
        elif style in self._old:
            self._restyle(self.styles.plain(int(style)))

    def _restyle(self, number: int) -> None:
        tag = self._tag()
        bare = _STYLE.sub(b"", tag)
        end = len(bare) - (2 if bare.endswith(b"/>") else 1)
        self._replace(tag, bare[:end].rstrip() + f' s="{number}"'.encode() + bare[end:])

    def _end(self, name: str) -> None:
        if self._in_data:
            if name == self._row_tag and self._waiting:
                self._insert(self._new_cells(self._waiting))
                self._waiting = []
            if name != self._data_tag:
                return
            self._insert_rows(None)
            self._in_data, self._is_past_data = False, True
        self._depth -= 1
        if self._depth == 0:
            self._draw()

    def _insert_rows(self, before: int | None) -> None:
        """Puts in the marked rows that the sheet does not have."""
        rows: list[bytes] = []
        while self._next_row < len(self._rows):
            row = self._rows[self._next_row]
            if before is not None and row >= before:
                break
            rows.append(self._new_row(row))
            self._next_row += 1
        if rows:
            self._insert(b"".join(rows))

    def _new_row(self, row: int) -> bytes:
        self._row, above = row, self._row
        self._row_style = 0
        cells = self._new_cells(self.cells[row])
        self._row = above
        return f'<{self._row_tag} r="{row}">'.encode() + cells + f"</{self._row_tag}>".encode()

    def _new_cells(self, columns: Iterable[int]) -> bytes:
        """Blank cells in the colour of a fault."""
        tags = (
            f'<{self._cell_tag} r="{reference_of((self._row, column))}" '
            f's="{self.styles.marked(self._row_style or self._style_of(column))}"/>'
            for column in columns
        )
        return "".join(tags).encode()

    def _style_of(self, column: int) -> int:
        found = (s for first, last, s in self._column_styles if first <= column <= last)
        return next(found, 0)

    def _draw(self) -> None:
        """Puts in the drawing of the comments, in front of what must come behind it."""
        if self._is_drawn or not self.drawing:
            return
        self._is_drawn = True
        tag = f'<{self._prefix}legacyDrawing xmlns:r="{self._relations}" r:id="{self.drawing}"/>'
        self._insert(tag.encode())


def _refuse_doctype(*_: object) -> None:
    raise ExpatError


_Begin = Callable[[SheetSplicer, str, Mapping[str, str]], None]
_OUTSIDE: dict[str, _Begin] = {
    "worksheet": SheetSplicer._begin_sheet,
    "dimension": SheetSplicer._begin_dimension,
    "sheetFormatPr": SheetSplicer._begin_formats,
    "col": SheetSplicer._begin_columns,
    "sheetData": SheetSplicer._begin_data,
    "legacyDrawing": SheetSplicer._begin_drawing,
}
