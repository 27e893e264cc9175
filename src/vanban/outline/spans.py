"""Merged cells of a table: which cell covers which others, and merges that no table can have."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vanban.outline.blocks import Cell, Merge

Rows = Sequence[Sequence[Cell]]
Place = tuple[int, int]


class Span(NamedTuple):
    """How many rows and columns a cell covers, itself among them."""

    rows: int = 1
    columns: int = 1


class MergeFault(NamedTuple):
    """A merge mark that cannot be, by row and column from 0, and what to tell the user."""

    row: int
    column: int
    message: str


def has_merges(rows: Rows) -> bool:
    """Whether any cell is one with its neighbour."""
    return any(type(cell) is Merge for row in rows for cell in row)


def spans_of(rows: Rows) -> dict[Place, Span]:
    """The span of every cell that covers others, by its row and column; the merges are sound."""
    return {
        place: Span(max(row for row, _ in cells) - place[0] + 1, len({c for _, c in cells}))
        for place, cells in _regions(rows).items()
        if len(cells) > 1
    }


def merge_faults(rows: Rows, header_rows: int) -> tuple[MergeFault, ...]:
    """Every merge that has no neighbour to go with, or that leaves a region that is no rectangle.

    A cell of the body cannot go with one of the header, which is repeated on every page.
    """
    if not has_merges(rows):
        return ()
    return tuple(_lone_marks(rows, header_rows)) or tuple(_ragged_regions(rows))


def _lone_marks(rows: Rows, header_rows: int) -> Iterator[MergeFault]:
    for number, row in enumerate(rows):
        if row[0] is Merge.LEFT:
            yield MergeFault(number, 0, _NOTHING_LEFT)
        if number and number != header_rows:
            continue
        for column, cell in enumerate(row):
            if cell is Merge.UP:
                yield MergeFault(number, column, _ACROSS_HEADER if number else _NOTHING_ABOVE)


def _ragged_regions(rows: Rows) -> Iterator[MergeFault]:
    for (top, left), cells in _regions(rows).items():
        bottom, right = max(row for row, _ in cells), max(column for _, column in cells)
        # No cell stands left of the first: "<" goes to the right of it, "^" straight down.
        if len(cells) != (bottom - top + 1) * (right - left + 1):
            yield MergeFault(*cells[-1], _NO_RECTANGLE)


def _regions(rows: Rows) -> dict[Place, list[Place]]:
    """The cells that are one with each cell of its own, itself the first, in reading order."""
    regions: dict[Place, list[Place]] = {}
    above: list[Place] = []
    for number, row in enumerate(rows):
        owners: list[Place] = []
        for column, cell in enumerate(row):
            place = (number, column)
            if cell is Merge.LEFT:
                owner = owners[column - 1]
            elif cell is Merge.UP:
                owner = above[column]
            else:
                owner = place
            owners.append(owner)
            regions.setdefault(owner, []).append(place)
        above = owners
    return regions


_AS_TEXT = r"nếu muốn in chính dấu này thì viết"
_NOTHING_LEFT = f'ô đầu dòng không có ô nào bên trái để gộp vào; bỏ dấu "<", {_AS_TEXT} "\\<"'
_NOTHING_ABOVE = f'dòng đầu bảng không có ô nào bên trên để gộp vào; bỏ dấu "^", {_AS_TEXT} "\\^"'
_ACROSS_HEADER = (
    'không gộp được ô của thân bảng vào dòng tiêu đề, vì tiêu đề lặp lại ở mỗi trang; bỏ dấu "^", '
    f'{_AS_TEXT} "\\^"'
)
_NO_RECTANGLE = (
    "các ô gộp ở đây không thành hình chữ nhật; mỗi ô gộp phải chiếm trọn một số cột và một số "
    'dòng liền nhau: dấu "<" gộp vào ô bên trái, dấu "^" gộp vào ô bên trên'
)
