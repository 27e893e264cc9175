"""What became of the targets that the rows share, as a table."""

import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

from vanban.batch.allocation import Allocation

_HEADINGS = ("Chỉ tiêu", "Tổng giao", "Các dòng cộng lại", "Số dòng", "Kết quả")
_NUMBERS = range(1, 4)  # the columns whose cells stand at the right
_WIDTH = 96
_NARROWEST_NAME, _WIDEST_NAME = 16, 40
_BETWEEN = "  "


def allocation_table(allocations: Iterable[Allocation]) -> list[list[str]]:
    """The headings and then a row for each target: the whole, the sum, the rows, what is left.

    A blank cell is what there is not.
    """
    return [list(_HEADINGS), *map(_row, allocations)]


def allocation_text(allocations: Iterable[Allocation]) -> str:
    """The table for a terminal: its columns aligned, long names over several lines; "" for none."""
    headings, *rows = allocation_table(allocations)
    if not rows:
        return ""
    room = _room_for_names([headings, *rows])
    lines = [line for row in (headings, *rows) for line in _wrapped(row, room)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    rule = ["-" * width for width in widths]
    return "\n".join(_aligned(line, widths) for line in (lines[0], rule, *lines[1:]))


def verdict(allocation: Allocation) -> str:
    """The result in a few words: "còn lại 24 tấn", "vượt 5 con", "khớp"."""
    if allocation.problem:
        return "không cộng được"
    if not allocation.count:
        return "chưa giao cho dòng nào"
    if allocation.whole is None:
        return "chưa có tổng giao"
    if allocation.excess:
        return f"vượt {allocation.excess}"
    return f"còn lại {allocation.left}" if allocation.left else "khớp"


def _row(allocation: Allocation) -> list[str]:
    numbers = (allocation.whole, allocation.sum)
    shown = ("" if number is None else str(number) for number in numbers)
    counted = f"{allocation.count}/{allocation.rows}"
    cells = (allocation.name, *shown, counted, verdict(allocation))
    return [unicodedata.normalize("NFC", cell) for cell in cells]


def _room_for_names(rows: Sequence[Sequence[str]]) -> int:
    """How wide the names may be so that the table fits a screen."""
    others = [max(map(len, column)) for column in list(zip(*rows, strict=True))[1:]]
    left = _WIDTH - sum(others) - len(_BETWEEN) * len(others)
    return max(_NARROWEST_NAME, min(left, _WIDEST_NAME))


def _wrapped(row: Sequence[str], room: int) -> list[list[str]]:
    """The lines that a row takes, its name cut into pieces."""
    first, *others = textwrap.wrap(row[0], room, subsequent_indent="  ") or [""]
    blank = [""] * (len(row) - 1)
    return [[first, *row[1:]], *([piece, *blank] for piece in others)]


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    placed = (
        cell.rjust(width) if column in _NUMBERS else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return _BETWEEN.join(placed).rstrip()
