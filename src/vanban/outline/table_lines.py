"""The lines that belong to a table: its rows, its line of dashes, its widths and its unit."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from vanban.outline.blocks import Cell, Merge
from vanban.outline.inline import LineError, read_runs

MOST_HEADER_ROWS = 3
_CELL_TOKEN = re.compile(r"\\.|\|", re.DOTALL)
_ALIGNMENT = re.compile(r":?-{2,}:?|:-:?|-:")
_MERGES = {merge.value: merge for merge in Merge}
_WIDTH = re.compile(r"(?!0+(?:,0+)?$)[0-9]{1,3}(?:,[0-9]{1,2})?", re.ASCII)
_AUTOMATIC = ("-", "–", "−")
_UNIT = re.compile(r"(?:đơn vị tính|đvt)\s*:(.*)", re.IGNORECASE)
UNIT_TITLE = "Đơn vị tính"


class Row(NamedTuple):
    """One line of a table; ``alignments`` if it is a line of dashes."""

    cells: tuple[Cell, ...]
    alignments: tuple[str, ...] | None


class Widths(NamedTuple):
    """A line of widths in millimetres, None for a column that finds its own; or its fault."""

    values: tuple[Decimal | None, ...]
    fault: str = ""


def read_row(line: str) -> Row:
    """A trimmed line that begins with ``|``; LineError for the faults of its cells."""
    faults: list[tuple[int, str]] = []
    cells: list[Cell] = []
    spans = list(_cell_spans(line))
    for start, end in spans:
        if end == start + 1 and line[start] in _MERGES:
            cells.append(_MERGES[line[start]])
            continue
        try:
            cells.append(read_runs(line, start, end))
        except LineError as error:
            faults.extend(error.faults)
    if faults:
        raise LineError(tuple(faults))
    return Row(tuple(cells), _alignments([line[start:end] for start, end in spans]))


def cell_at(raw: str, column: int) -> int:
    """Where the text of a cell begins in the line as typed."""
    lead = len(raw) - len(raw.lstrip())
    return lead + list(_cell_spans(raw.strip()))[column][0]


def read_widths(written: str) -> Widths:
    """The widths "12, 60, -, 30"; divided by semicolons where one has decimals."""
    parts = [part.strip() for part in written.split(";" if ";" in written else ",")]
    if len(parts) > 1 and not parts[-1]:
        parts.pop()
    wrong = [part for part in parts if part not in _AUTOMATIC and not _WIDTH.fullmatch(part)]
    if wrong:
        return Widths((), _width_fault(wrong[0]))
    return Widths(
        tuple(None if part in _AUTOMATIC else Decimal(part.replace(",", ".")) for part in parts)
    )


def _width_fault(written: str) -> str:
    return (
        f"không đọc được độ rộng “{written}”; ghi số mi-li-mét của từng cột, cột tự động ghi dấu "
        '"-", ví dụ "[rộng: 12, 60, -, 30]"; số lẻ thì ngăn cách bằng dấu chấm phẩy, '
        'ví dụ "[rộng: 12,5; 60; -]"'
    )


def write_widths(widths: Sequence[Decimal | None]) -> str:
    """The line of widths, what ``read_widths`` reads back behind its colon."""
    parts = ["-" if width is None else format(width, "f").replace(".", ",") for width in widths]
    if not any("," in part for part in parts):
        return f"[rộng: {', '.join(parts)}]"
    return f"[rộng: {'; '.join(parts)}{';' if len(parts) == 1 else ''}]"


def unit_in(text: str) -> str:
    """The unit in "Đơn vị tính: triệu đồng" or "ĐVT: triệu đồng"; empty for any other text."""
    match = _UNIT.fullmatch(text)
    return match[1].strip() if match else ""


def _cell_spans(line: str) -> Iterator[tuple[int, int]]:
    """Start and end of the trimmed text of each cell; the last ``|`` may be left out."""
    start = 1
    for token in _CELL_TOKEN.finditer(line, 1):
        if token[0] == "|":
            yield _trimmed(line, start, token.start())
            start = token.end()
    if start == 1 or start < len(line):
        yield _trimmed(line, start, len(line))


def _trimmed(line: str, start: int, end: int) -> tuple[int, int]:
    text = line[start:end]
    begin = start + len(text) - len(text.lstrip())
    return begin, max(begin, start + len(text.rstrip()))


def _alignments(cells: list[str]) -> tuple[str, ...] | None:
    """The alignments that a line of dashes gives, None for any other line."""
    if not all(is_dashes(cell) for cell in cells):
        return None
    return tuple(_alignment(cell) for cell in cells)


def _alignment(dashes: str) -> str:
    if dashes.startswith(":"):
        return "giua" if dashes.endswith(":") else "trai"
    return "phai" if dashes.endswith(":") else ""


def is_dashes(cell: str) -> bool:
    """Whether a cell is one of a line of dashes: ``---``, ``:--``, ``:-:``; "-" alone is data."""
    return _ALIGNMENT.fullmatch(cell) is not None
