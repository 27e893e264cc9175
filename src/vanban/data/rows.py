"""Tables of rows: CSV files read a row at a time, with the place of every cell."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vanban.data.files import check_text
from vanban.errors import InputError, Problem
from vanban.wording import clean_text, field_key

# In this order: a heading often holds a comma ("Đàn trâu, bò"), seldom a semicolon.
_DELIMITERS = "\t;"
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_HEADER_CHARS = 100_000

Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number among the rows (from 1), its place ("thon.csv:3") and its cells.

    A row with ``problems`` cannot be read further; the other rows are not touched by them.
    """

    number: int
    place: str
    cells: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a CSV file, read afresh on each iteration and never all in memory."""

    path: Path
    headings: tuple[str, ...]
    header_place: str
    delimiter: str
    stamp: Stamp

    def __iter__(self) -> Iterator[Row]:
        """Each row in turn. Raises InputError when the file has changed since ``read_rows``."""
        if _stamp(self.path) != self.stamp:
            raise InputError(
                Problem("tệp vừa bị sửa trong lúc đang đọc; hãy chạy lại", str(self.path))
            )
        records = _records(self.path, self.delimiter)
        next(records)
        for number, (line, cells) in enumerate(records, 1):
            yield self._row(number, f"{self.path}:{line}", tuple(cells))

    def cell_place(self, row: Row, heading: str) -> str:
        """Where a cell stands: thon.csv:3, cột “Tên thôn”."""
        return f"{row.place}, cột “{heading}”"

    def _row(self, number: int, place: str, cells: tuple[str, ...]) -> Row:
        cells = tuple(_without_blank_end(cells, len(self.headings)))
        if len(cells) == len(self.headings):
            return Row(number, place, cells)
        message = (
            f"có {len(cells)} ô, cần {len(self.headings)} ô theo dòng tiêu đề; "
            f"ô nào chứa dấu {_NAMES[self.delimiter]} thì đặt trong ngoặc kép"
        )
        if len(cells) > len(self.headings):
            message += ", cột nào chưa có tiêu đề thì ghi thêm tiêu đề"
        return Row(number, place, cells, (Problem(message, place),))


def read_rows(path: str | Path) -> Rows:
    """The rows of a CSV file in UTF-8, its cells divided by commas, semicolons or tabs.

    The first line that is not blank holds the headings; blank cells behind the last heading, as
    spreadsheets leave them, do not count. Raises InputError for a file that cannot
    be read, and for headings that are missing, blank or repeated.
    """
    path = Path(path)
    check_text(path)
    stamp = _stamp(path)
    delimiter = _delimiter_of(path)
    records = _records(path, delimiter)
    line, written = next(records, (1, []))
    place = f"{path}:{line}"
    headings = _checked_headings(_without_blank_end(written, 0), place)
    if next(records, None) is None:
        raise InputError(Problem("chỉ có dòng tiêu đề, chưa có dòng dữ liệu nào", place))
    return Rows(path, headings, place, delimiter, stamp)


def _stamp(path: Path) -> Stamp:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return status.st_size, status.st_mtime_ns


def _delimiter_of(path: Path) -> str:
    """The sign between the headings, outside quotation marks."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        start = _QUOTED.sub("", file.read(_HEADER_CHARS))
    header = next((line for line in start.splitlines() if line.strip()), "")
    return next((sign for sign in _DELIMITERS if sign in header), ",")


def _records(path: Path, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The line at which each record begins and its cells; records of blank cells are skipped."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        line = 1
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield line, cells
                line = reader.line_num + 1
        except csv.Error as error:
            raise InputError(Problem(_explain(str(error)), f"{path}:{line}")) from None


def _without_blank_end(cells: Sequence[str], least: int) -> Sequence[str]:
    """The cells without the blank ones at the end, but never fewer than ``least`` of them."""
    end = len(cells)
    while end > least and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _checked_headings(written: Sequence[str], place: str) -> tuple[str, ...]:
    """The headings, tidied. Raises InputError for each one that is blank or repeated."""
    headings: list[str] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for number, cell in enumerate(written, 1):
        try:
            heading = clean_text(cell)
        except InputError as error:
            problems += [Problem(p.message, f"{place}, cột thứ {number}") for p in error.problems]
            continue
        key = field_key(heading) or heading
        if not heading:
            message = "cột không có tên; hãy ghi tiêu đề cho cột hoặc xóa cột"
            problems.append(Problem(message, f"{place}, cột thứ {number}"))
        elif key in seen:
            message = f"tiêu đề đã dùng ở cột thứ {seen[key]}; mỗi cột cần một tiêu đề riêng"
            problems.append(Problem(message, f"{place}, cột “{heading}”"))
        seen.setdefault(key, number)
        headings.append(heading)
    if problems:
        raise InputError(problems)
    return tuple(headings)


def _explain(message: str) -> str:
    return next((text for sign, text in _HINTS if sign in message), "sai cú pháp CSV")


_NAMES = {",": "phẩy", ";": "chấm phẩy", "\t": "Tab"}

# What the csv module says, by a piece of its message, and what a person can do about it.
_HINTS = (
    ("unexpected end", "có dấu ngoặc kép mở từ dòng này mà không đóng; hãy thêm dấu đóng"),
    ("expected after", "sau dấu ngoặc kép đóng còn chữ; ngoặc kép bên trong ô phải viết hai lần"),
    ("field limit", "một ô quá dài, có thể do dấu ngoặc kép mở từ dòng này mà không đóng"),
)
