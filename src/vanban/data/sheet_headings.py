"""The headings of a sheet, which titles, notes and blank rows may stand above."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from vanban.data.cell_names import column_letters
from vanban.data.columns import Columns, is_counter
from vanban.data.sheet_stream import Fault, Region, SheetRow
from vanban.errors import InputError, Problem
from vanban.wording import clean_text

# Titles and notes above the headings; blank rows do not count.
_ROWS_ABOVE = 100
_MOST_COLUMNS = 1_000


@dataclass(frozen=True, slots=True)
class Header:
    """The last row of the headings, the columns that have one, and those that count rows.

    ``places`` are the letters of the column and the row of each heading.
    """

    row: int
    kept: tuple[int, ...]
    headings: tuple[str, ...]
    places: tuple[tuple[str, int], ...]
    counters: frozenset[int]


def find_header(
    rows: Iterator[SheetRow], regions: Iterable[Region], columns: Columns, where: str
) -> Header:
    """The headings: the first row most of whose cells name values of ``columns``.

    A heading may be merged with the cell below it, and a second row may divide a group: "Họ tên"
    under "Người ký". Without such a row it is the first of more than one cell, so that the faults
    of its headings can be told. Raises InputError for a sheet without anything.
    """
    above = _Above(list(islice(rows, _ROWS_ABOVE)), regions)
    if not above.rows:
        raise InputError(Problem("trang tính trống", where))
    first = above.find(columns)
    last = above.last_of(first)
    titles = {n: text for n in above.columns if (text := above.heading(n, first, last, columns))}
    if len(titles) > _MOST_COLUMNS:
        fault = f"bảng có quá {_MOST_COLUMNS} cột; hãy bỏ bớt cột"
        raise InputError(Problem(fault, f"{where}, dòng {last}"))
    counters = frozenset(n for n, text in titles.items() if is_counter(text))
    kept = tuple(n for n in titles if n not in counters)
    return Header(
        row=last,
        kept=kept,
        headings=tuple(titles[n] for n in kept),
        places=tuple((column_letters(n), above.row_of(n, last)) for n in kept),
        counters=counters,
    )


class _Above:
    """The first rows of a sheet, with the regions that merge their cells."""

    def __init__(self, rows: list[SheetRow], regions: Iterable[Region]) -> None:
        self.rows = {row.number: _texts(row.cells) for row in rows}
        last = max(self.rows, default=0)
        self.regions = [region for region in regions if region.top <= last]
        self.columns = sorted({column for cells in self.rows.values() for column in cells})

    def find(self, columns: Columns) -> int:
        """The row of the headings, the first one where they take two."""
        for number in self.rows:
            texts = self._said_in(number)
            named = sum(columns.knows(text) for text in texts)
            counted = sum(map(is_counter, texts))
            if named and (named + counted) * 2 > len(texts):
                return number
        most = max(len(cells) for cells in self.rows.values())
        return next(n for n, cells in self.rows.items() if len(cells) >= min(2, most))

    def last_of(self, first: int) -> int:
        """The last row of the headings that begin in the row ``first``."""
        cells = self.rows[first]
        bottoms = [r.bottom for r in self.regions if r.top == first and r.left in cells]
        return max((bottom for bottom in bottoms if bottom in self.rows), default=first)

    def heading(self, column: int, first: int, last: int, columns: Columns) -> str:
        """The heading of a column, with that of its group where only both name a value."""
        title = self.rows[last].get(column) or self._from_above(column, last)
        group = self._group(column, first, last)
        both = f"{group} / {title}"
        return both if title and group and columns.knows(both) else title

    def row_of(self, column: int, last: int) -> int:
        """The row in which the heading of a column is written."""
        region = self._region_at(column, last)
        return region.top if region and not self.rows[last].get(column) else last

    def _said_in(self, number: int) -> list[str]:
        """The texts of a row, those that merged cells bring down to it included."""
        texts = self.rows[number]
        brought = (
            self.rows.get(region.top, {}).get(region.left, "")
            for region in self.regions
            if region.top < number <= region.bottom
        )
        return [*texts.values(), *(text for text in brought if text)]

    def _region_at(self, column: int, row: int) -> Region | None:
        """The region that begins in this column above this row and covers it."""
        found = (r for r in self.regions if r.left == column and r.top < row <= r.bottom)
        return next(found, None)

    def _from_above(self, column: int, row: int) -> str:
        region = self._region_at(column, row)
        return self.rows.get(region.top, {}).get(column, "") if region else ""

    def _group(self, column: int, first: int, last: int) -> str:
        """What stands over the heading of a column in a row of groups; empty without one."""
        above = first if first < last else last - 1
        cells = self.rows.get(above, {})
        if above == last - 1 and first == last and not self._has_tall_headings(last):
            return ""
        for region in self.regions:
            if region.top == region.bottom == above and region.left <= column <= region.right:
                return cells.get(region.left, "")
        return ""

    def _has_tall_headings(self, row: int) -> bool:
        """Whether headings of the row above reach down into this one."""
        return any(region.top == row - 1 and region.bottom >= row for region in self.regions)


def _texts(cells: Mapping[int, object]) -> dict[int, str]:
    texts = {n: _tidied(str(v)) for n, v in cells.items() if not isinstance(v, Fault)}
    return {number: text for number, text in texts.items() if text}


def _tidied(text: str) -> str:
    """A heading in one line; one that no document could hold is unknown as it is."""
    try:
        return clean_text(text)
    except InputError:
        return text
