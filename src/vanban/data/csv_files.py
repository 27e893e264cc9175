"""CSV files read a row at a time, with the place of every cell."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from vanban.data.files import check_text
from vanban.errors import InputError, Problem
from vanban.wording import clean_text, field_key

# In this order: a heading often holds a comma ("Đàn trâu, bò"), seldom a semicolon.
_DELIMITERS = "\t;"
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_HEADER_CHARS = 100_000
_HEADER_LINES = 1_000
NO_ROWS = "chỉ có dòng tiêu đề, chưa có dòng dữ liệu nào"

Stamp = tuple[int, int]


class Record(NamedTuple):
    """One row of a CSV file: the line where it begins, its cells, and why it is no good row."""

    line: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class CsvTable:
    """The rows of a CSV file, read afresh on each iteration and never all in memory."""

    path: Path
    headings: tuple[str, ...]
    header_place: str
    delimiter: str
    stamp: Stamp
    encoding: str = ""

    def __iter__(self) -> Iterator[Record]:
        """Each row in turn. Raises InputError when the file has changed since ``read_csv``."""
        refuse_change(self.path, self.stamp)
        records = _records(self.path, self.delimiter, self.encoding)
        next(records)
        count = len(self.headings)
        for line, written in records:
            cells = tuple(written)
            if len(cells) > count:
                cells = tuple(_without_blank_end(cells, count))
            yield Record(line, cells) if len(cells) == count else self._ragged(line, cells)

    def heading_place(self, heading: str) -> str:
        """Where a heading stands: thon.csv:1, cột “Tên thôn”."""
        return f"{self.header_place}, cột “{heading}”"

    def cell_place(self, record: Record, heading: str) -> str:
        """Where a cell stands: thon.csv:3, cột “Tên thôn”."""
        return f"{self.path}:{record.line}, cột “{heading}”"

    def _ragged(self, line: int, cells: tuple[str, ...]) -> Record:
        message = (
            f"có {len(cells)} ô, cần {len(self.headings)} ô theo dòng tiêu đề; "
            f"ô nào chứa dấu {_NAMES[self.delimiter]} thì đặt trong ngoặc kép"
        )
        if len(cells) > len(self.headings):
            message += ", cột nào chưa có tiêu đề thì ghi thêm tiêu đề"
        return Record(line, cells, (Problem(message, f"{self.path}:{line}"),))


def read_csv(path: Path, encoding: str = "", *, is_batch: bool = False) -> CsvTable:
    """The rows of a CSV file, its cells divided by commas, semicolons or tabs.

    The text is UTF-8, or in ``encoding`` where the user names one; then its letters are composed
    (NFC), since Windows-1258 writes tones apart. The first line that is not blank holds the
    headings; blank cells behind the last heading, as spreadsheets leave them, do not count. Raises
    InputError for a file that cannot be read, and for headings that are missing, blank or repeated;
    the user of a batch (``is_batch``) is told that an encoding may be named.
    """
    check_text(path, encoding, is_table=is_batch)
    stamp = stamp_of(path)
    delimiter = _delimiter_of(path, encoding)
    records = _records(path, delimiter, encoding)
    line, written = next(records, (1, []))
    place = f"{path}:{line}"
    headings = _checked_headings(_without_blank_end(written, 0), place)
    if next(records, None) is None:
        raise InputError(Problem(NO_ROWS, place))
    return CsvTable(path, headings, place, delimiter, stamp, encoding)


def stamp_of(path: Path) -> Stamp:
    """What changes when a file does: its size and its time."""
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return status.st_size, status.st_mtime_ns


def refuse_change(path: Path, stamp: Stamp) -> None:
    """Raises InputError when a file is not what it was at ``stamp``."""
    if stamp_of(path) != stamp:
        fault = "tệp vừa bị sửa trong lúc đang đọc; hãy chạy lại"
        raise InputError(Problem(fault, str(path)))


@contextmanager
def _lines(path: Path, encoding: str) -> Iterator[Iterable[str]]:
    """The lines of a file with their ends as they are."""
    with path.open(encoding=encoding or "utf-8-sig", newline="") as file:
        yield map(_composed, file) if encoding else file


def _composed(line: str) -> str:
    return unicodedata.normalize("NFC", line.removeprefix("\ufeff"))


def _delimiter_of(path: Path, encoding: str) -> str:
    """The sign between the headings, outside quotation marks."""
    with _lines(path, encoding) as lines:
        text = "".join(islice(lines, _HEADER_LINES))[:_HEADER_CHARS]
    start = _QUOTED.sub("", text)
    header = next((line for line in start.splitlines() if line.strip()), "")
    return next((sign for sign in _DELIMITERS if sign in header), ",")


def _records(path: Path, delimiter: str, encoding: str) -> Iterator[tuple[int, list[str]]]:
    """The line at which each record begins and its cells; records of blank cells are skipped."""
    with _lines(path, encoding) as lines:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        line = 1
        try:
            for cells in reader:
                if any(map(str.strip, cells)):
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
