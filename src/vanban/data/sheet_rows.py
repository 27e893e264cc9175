"""Rows of a batch from a sheet of a workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vanban.data.cell_names import column_letters
from vanban.data.columns import NO_HEADING, Columns, match_headings
from vanban.data.csv_files import NO_ROWS, Stamp, refuse_change, stamp_of
from vanban.data.csv_rows import is_hint, total_fault
from vanban.data.example_row import TYPED_OVER, is_typed_over, remembered
from vanban.data.laying import layout_of
from vanban.data.loading import Draft
from vanban.data.old_letters import OLD_LETTERS, old_word
from vanban.data.rows import Cell, Layer, Row
from vanban.data.sheet_headings import Header, find_header
from vanban.data.sheet_stream import (
    Book,
    Fault,
    Region,
    SheetPart,
    SheetRow,
    Value,
    open_book,
)
from vanban.data.xlsx_files import sheet_named
from vanban.errors import InputError, Problem
from vanban.wording import field_key
from vanban.wording.text import quoted

_SHEETS_TOLD = 10
_EXAMPLE = "vi_du"
_FORM_SHEET = "nhap_lieu"


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The rows below the headings of a sheet: read afresh each time, never all in memory.

    Rows that a filter or a hand has hidden are rows like any other, as for Word's mail merge: a
    filter is a way to look at a table, and who left it on does not want villages left out. Rows
    without anything but a counter are passed over, and so are hints and examples of an entry form.
    """

    layer: Layer
    _path: Path
    _sheet: SheetPart
    _stamp: Stamp
    _regions: tuple[Region, ...]
    _header: Header
    _example: frozenset[str]

    @classmethod
    def open(cls, path: Path, draft: Draft, sheet: str = "") -> "SheetRows":
        """The rows of the named sheet; else of “Nhập liệu”, else of the first that is seen.

        Raises InputError for a file that cannot be read and for all wrong headings at once.
        """
        columns = Columns(draft)
        stamp = stamp_of(path)
        with open_book(path) as book:
            part = _sheet_of(book, sheet, path)
            where = f"{path}, trang {quoted(part.title)}"
            others = [other.title for other in book.sheets if other != part]
            example = remembered(book.properties)
            regions = book.regions(part)
            header = find_header(book.rows(part), regions, columns, where)
        headings = header.headings
        header_place = f"{where}, dòng {header.row}"
        places = [f"{where}, ô {letters}{row}" for letters, row in header.places]
        try:
            found = match_headings(columns, headings, places, header_place)
        except InputError as error:
            raise InputError(_with_others(error, others)) from None
        layer = Layer(
            where,
            found,
            headings,
            header_place,
            tuple(map(column_letters, header.kept)),
            layout_of((column.path for column in found), draft.model),
            part.title,
            str(path.parent),
        )
        below = tuple(region for region in regions if region.top > header.row)
        rows = cls(layer, path, part, stamp, below, header, example)
        if next(iter(rows), None) is None:
            raise InputError(Problem(NO_ROWS, header_place))
        return rows

    def __iter__(self) -> Iterator[Row]:
        """Each row in turn. Raises InputError when the file has changed since it was opened."""
        refuse_change(self._path, self._stamp)
        merged = _Merged(self._regions)
        number = 0
        with open_book(self._path) as book:
            for row in book.rows(self._sheet):
                if row.number <= self._header.row:
                    continue
                own = row.cells.keys() - self._header.counters
                is_group = merged.spread(row, self._header.kept)
                if not own or (self._is_hint(row) and not self._is_typed_over(row)):
                    continue
                number += 1
                yield self._row(number, row, own, is_group=is_group)

    def _is_hint(self, row: SheetRow) -> bool:
        return any(is_hint(str(row.cells.get(n, ""))) for n in self._header.counters)

    def _is_typed_over(self, row: SheetRow) -> bool:
        said = (str(row.cells.get(n, "")) for n in self._header.counters)
        if _EXAMPLE not in map(field_key, said):
            return False
        texts = [row.cells[n] for n in self._header.kept if n in row.cells]
        return is_typed_over(texts, self._example)

    def _row(self, number: int, row: SheetRow, own: set[int], *, is_group: bool) -> Row:
        cells: list[Cell] = []
        problems: list[Problem] = []
        for letters, column in zip(self.layer.letters, self._header.kept, strict=True):
            value: Value = row.cells.get(column, "")
            if type(value) is Fault:
                place = f"{self.layer.where}, ô {letters}{row.number}"
                problems.append(Problem(value.message, place))
                value = ""
            elif type(value) is str and (word := old_word(value)):
                place = f"{self.layer.where}, ô {letters}{row.number}"
                problems.append(Problem(OLD_LETTERS.format(quoted(word)), place))
            cells.append(value)
        if is_group:
            place = f"{self.layer.where}, dòng {row.number}"
            problems = [Problem(_GROUP_ROW, place)]
        elif stray := own.difference(self._header.kept):
            problems += (self._stray(row, column) for column in sorted(stray))
        if self._is_hint(row):
            problems.append(Problem(TYPED_OVER, f"{self.layer.where}, dòng {row.number}"))
        said = (row.cells[column] for column in sorted(row.cells))
        if not problems and (fault := total_fault(said)):
            problems.append(Problem(fault, f"{self.layer.where}, dòng {row.number}"))
        return Row(number, row.number, tuple(cells), tuple(problems))

    def _stray(self, row: SheetRow, column: int) -> Problem:
        letters = column_letters(column)
        message = (
            f"ô có nội dung mà cột {letters} không có tiêu đề; hãy ghi tiêu đề ở ô "
            f"{letters}{self._header.row} (không gộp ô tiêu đề), hoặc xóa nội dung ô này"
        )
        return Problem(message, f"{self.layer.where}, ô {letters}{row.number}")


class _Merged:
    """Spreads the value of merged cells over the rows and columns that they cover."""

    def __init__(self, regions: tuple[Region, ...]) -> None:
        self._waiting = list(reversed(regions))
        self._open: list[tuple[Region, Value]] = []

    def spread(self, row: SheetRow, kept: tuple[int, ...]) -> bool:
        """Fills the cells of ``kept`` columns; whether one region covers the whole of the row."""
        if not self._waiting and not self._open:
            return False
        while self._waiting and self._waiting[-1].top <= row.number:
            region = self._waiting.pop()
            value = row.cells.get(region.left, "") if region.top == row.number else ""
            self._open.append((region, value))
        self._open = [found for found in self._open if found[0].bottom >= row.number]
        is_group = False
        for region, value in self._open:
            covered = [n for n in kept if region.left <= n <= region.right]
            if value != "":
                row.cells.update(dict.fromkeys(covered, value))
            is_whole = len(covered) == len(kept) > 1
            is_group = is_group or (is_whole and region.top == region.bottom)
        return is_group


def _with_others(error: InputError, others: list[str]) -> list[Problem]:
    """The faults of headings; where none fits, another sheet may have been meant."""
    first, *rest = error.problems
    if first.message == NO_HEADING and others:
        told = ", ".join(map(quoted, others[:_SHEETS_TOLD]))
        hint = f'tệp còn trang {told}; muốn dùng trang khác thì thêm --sheet "tên trang"'
        first = Problem(f"{first.message}; {hint}", first.place)
    return [first, *rest]


def _sheet_of(book: Book, name: str, path: Path) -> SheetPart:
    if not book.sheets:
        raise InputError(Problem("tệp không có trang tính nào", str(path)))
    if name:
        return sheet_named(name, book.sheets, path)
    forms = [sheet for sheet in book.sheets if field_key(sheet.title) == _FORM_SHEET]
    seen = [sheet for sheet in book.sheets if sheet.is_visible]
    return (*forms, *seen, *book.sheets)[0]


_GROUP_ROW = (
    "cả dòng gộp thành một ô, không phải số liệu của một văn bản; "
    "hãy xóa dòng này, hoặc bỏ gộp ô rồi ghi từng cột"
)
