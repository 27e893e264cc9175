"""Sheets of XLSX workbooks as grids of cells, numbers and dates as the sheet shows them."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from vanban.data.cell_values import shown
from vanban.data.files import read_bytes
from vanban.data.nodes import Scalar
from vanban.data.table_files import MOST_ROWS, Grid, too_many_rows
from vanban.data.xlsx_files import (
    UNCOUNTED,
    error_value,
    library_for,
    readable,
    refuse_other_files,
    sheet_named,
)
from vanban.errors import InputError, Problem
from vanban.wording import field_key

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_UNPACKED_BYTES = 30_000_000
# Cells and rows of all sheets, which are all loaded: about half a minute at the very most.
_MOST_CELLS = 400_000
# Above so many, the rows are counted one by one before the sheet is loaded.
_MANY_CELLS = 20_000
_MOST_SHEET_ROWS = 100_000
_MOST_COLUMNS = 60
# Titles, notes and headings above the rows of a table.
_ROWS_ABOVE = 100
_CELL_OR_ROW = re.compile(rb"<(?:\w+:)?(?:c|row)[\s/>]")
_SHEETS = "worksheets/"
_TOO_LARGE = "tệp XLSX quá lớn; hãy chép riêng các dòng cần in sang một tệp mới"


def read_workbook(path: Path, sheet: str, wanted: Sequence[str], problems: list[Problem]) -> Grid:
    """The cells of one sheet: the named one, or the first.

    The headings stand in the first row that holds all titles of ``wanted``, or without any in the
    first row of more than one cell. Faults of cells are added to ``problems``.
    """
    raw = _checked_bytes(path)
    if _count_cells(raw, path) > _MANY_CELLS:
        with readable(path):
            _refuse_long(_sheet_of(_workbook(raw, path, streamed=True), sheet, path), path)
    found = _sheet_of(_workbook(raw, path), sheet, path)
    reader = _SheetReader(found, path, wanted)
    grid = reader.read(problems)
    if reader.has_blanks:
        formulas = _sheet_of(_workbook(raw, path, values=False), sheet, path)
        problems += reader.uncounted(formulas)
    return grid


def _checked_bytes(path: Path) -> bytes:
    raw = read_bytes(path)
    refuse_other_files(raw, path)
    return raw


def _count_cells(raw: bytes, path: Path) -> int:
    """How many cells and rows all sheets have; InputError for more than can be loaded."""
    with readable(path), ZipFile(BytesIO(raw)) as package:
        entries = package.infolist()
        if sum(entry.file_size for entry in entries) > _MOST_UNPACKED_BYTES:
            raise InputError(Problem(_TOO_LARGE, str(path)))
        sheets = (entry for entry in entries if _SHEETS in entry.filename)
        count = sum(len(_CELL_OR_ROW.findall(package.read(entry))) for entry in sheets)
    if count > _MOST_CELLS:
        raise InputError(Problem(_TOO_LARGE, str(path)))
    return count


def _refuse_long(sheet: Any, path: Path) -> None:
    """Raises InputError for a sheet of too many rows or columns, read no farther than that."""
    place, filled = f"{path}, trang {sheet.title}", 0
    rows = sheet.iter_rows(max_col=_MOST_COLUMNS + 1, values_only=True)
    for number, values in enumerate(rows, 1):
        if number > _MOST_SHEET_ROWS:
            raise InputError(Problem(_TOO_MANY_SHEET_ROWS, place))
        if len(values) > _MOST_COLUMNS and values[-1] is not None:
            raise InputError(Problem(_too_many_columns(), place))
        filled += any(value is not None and str(value).strip() for value in values)
        if filled > MOST_ROWS + _ROWS_ABOVE:
            raise InputError(too_many_rows(place))


def _workbook(raw: bytes, path: Path, *, values: bool = True, streamed: bool = False) -> Any:
    with library_for(path) as openpyxl:
        return openpyxl.load_workbook(BytesIO(raw), data_only=values, read_only=streamed)


def _sheet_of(workbook: Any, name: str, path: Path) -> "Worksheet":
    sheets: list[Worksheet] = workbook.worksheets
    return sheets[0] if sheets and not name else sheet_named(name, sheets, path)


class _SheetReader:
    """Reads one sheet, and keeps the cells that it found blank."""

    def __init__(self, sheet: "Worksheet", path: Path, wanted: Sequence[str]) -> None:
        self.sheet = sheet
        self.path = path
        self.wanted = {field_key(title) for title in wanted}
        self.blanks: list[str] = []

    @property
    def has_blanks(self) -> bool:
        """Whether any cell of the table is blank, which a formula never counted is too."""
        return bool(self.blanks)

    def read(self, problems: list[Problem]) -> Grid:
        """The headings and the rows below them."""
        rows = self._rows()
        header = self._header(rows)
        cells = rows[header]
        last = max(n for n, cell in enumerate(cells) if cell.value is not None)
        problems += self._heading_faults(cells[: last + 1], rows[header + 1 :])
        headings = tuple(self._scalar(cell, problems) for cell in cells[: last + 1])
        groups = self._groups(last + 1)
        body = [row for row in rows[header + 1 :] if _is_filled(row)]
        if not body:
            fault = "chỉ có dòng tiêu đề, chưa có dòng dữ liệu nào"
            raise InputError(Problem(fault, self._place(cells[0])))
        if len(body) > MOST_ROWS:
            raise InputError(too_many_rows(f"{self.path}, trang {self.sheet.title}"))
        read = (row[:1] if row[0].row in groups else row[: last + 1] for row in body)
        return Grid(
            self.path.name,
            headings,
            tuple(tuple(self._scalar(cell, problems) for cell in row) for row in read),
        )

    def uncounted(self, formulas: "Worksheet") -> Iterator[Problem]:
        """The blank cells that hold a formula, whose value nobody has counted."""
        for coordinate in self.blanks:
            if formulas[coordinate].data_type == "f":
                place = f"{self.path}, trang {self.sheet.title}, ô {coordinate}"
                yield Problem(UNCOUNTED, place)

    def _rows(self) -> list[tuple[Any, ...]]:
        place = f"{self.path}, trang {self.sheet.title}"
        if self.sheet.max_row > _MOST_SHEET_ROWS:
            raise InputError(Problem(_TOO_MANY_SHEET_ROWS, place))
        rows = list(self.sheet.iter_rows(max_col=min(self.sheet.max_column, _MOST_COLUMNS + 1)))
        if not any(map(_is_filled, rows)):
            raise InputError(Problem("trang tính trống", place))
        if any(len(row) > _MOST_COLUMNS and row[-1].value is not None for row in rows):
            raise InputError(Problem(_too_many_columns(), place))
        return rows

    def _header(self, rows: Sequence[Sequence[Any]]) -> int:
        """The row of headings; titles of the sheet may stand above it."""
        if self.wanted:
            for number, row in enumerate(rows):
                if self.wanted <= {field_key(str(cell.value)) for cell in row if cell.value}:
                    return number
        filled = [sum(cell.value is not None for cell in row) for row in rows]
        least = min(2, max(filled))
        return next(number for number, count in enumerate(filled) if count >= least)

    def _heading_faults(
        self, cells: Sequence[Any], below: Sequence[Sequence[Any]]
    ) -> Iterator[Problem]:
        seen: dict[str, str] = {}
        for column, cell in enumerate(cells):
            key = field_key(str(cell.value or ""))
            if not key and any(row[column].value is not None for row in below):
                fault = "cột không có tiêu đề; hãy ghi tiêu đề ở ô này, không gộp ô tiêu đề"
                yield Problem(fault, self._place(cell))
            elif key and key in seen:
                fault = f"tiêu đề đã dùng ở ô {seen[key]}; mỗi cột cần một tiêu đề riêng"
                yield Problem(fault, self._place(cell))
            seen.setdefault(key, cell.coordinate)

    def _groups(self, columns: int) -> set[int]:
        """The rows whose first cell is merged across the whole table."""
        return {
            merged.min_row
            for merged in self.sheet.merged_cells.ranges
            if merged.min_row == merged.max_row
            and merged.min_col == 1
            and merged.max_col >= columns
        }

    def _place(self, cell: Any) -> str:
        return f"{self.path}, trang {self.sheet.title}, ô {cell.coordinate}"

    def _scalar(self, cell: Any, problems: list[Problem]) -> Scalar:
        if cell.value is None:
            self.blanks.append(cell.coordinate)
            return Scalar("", self._place(cell))
        if cell.data_type == "e":
            problems.append(Problem(error_value(cell.value), self._place(cell)))
            return Scalar("", self._place(cell))
        try:
            return Scalar(shown(cell.value, cell.number_format), self._place(cell))
        except InputError as error:
            problems += (Problem(p.message, self._place(cell)) for p in error.problems)
            return Scalar("", self._place(cell))


def _too_many_columns() -> str:
    return f"bảng có quá {_MOST_COLUMNS} cột; hãy bỏ bớt cột, hoặc chia thành nhiều bảng"


def _is_filled(row: Sequence[Any]) -> bool:
    return any(cell.value is not None and str(cell.value).strip() for cell in row)


_TOO_MANY_SHEET_ROWS = "trang tính có quá nhiều dòng; hãy xóa hẳn các dòng trống ở cuối"
