"""From outline text to blocks.

A line is read by a pure, memoised function, because most lines of a batch are the same in every
document; what depends on neighbours (titles of headings, tables, places of faults) is done after.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, TypeAlias
from unicodedata import normalize

from vanban.errors import InputError, Problem
from vanban.outline.blocks import HEADINGS, Block, Level, PageBreak, Paragraph, Run, Table
from vanban.outline.inline import LineError, read_runs
from vanban.outline.markers import begins_escaped, is_page_break, read_marker

_SPACES = re.compile(r"[ \t]+")
_CELL_TOKEN = re.compile(r"\\.|\|", re.DOTALL)
_ALIGNMENT = re.compile(r":?-{2,}:?|:-:?|-:")
# What XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class _Row(NamedTuple):
    """One line of a table; ``alignments`` if it is a line of dashes."""

    cells: tuple[tuple[Run, ...], ...]
    alignments: tuple[str, ...] | None


_Line: TypeAlias = Paragraph | PageBreak | _Row | None


def parse_outline(text: str, *, source: str = "") -> tuple[Block, ...]:
    r"""The blocks of an outline text, one paragraph a line.

    A ``Phần``, ``Chương``, ``Mục`` or ``Tiểu mục`` alone on its line takes as its title the next
    line that is not blank, if that is a plain paragraph whose first character is not escaped. Lines
    beginning with ``|`` make a table, which a blank line ends. Raises InputError with all faults
    of the text, each at ``source:line:column``.
    """
    lines = text.splitlines()
    try:
        read = [_read_line(line) for line in lines if line]
    except LineError:
        return _build(lines, source)
    for line in read:
        if type(line) is not Paragraph or not line.runs:
            return _build(lines, source)
    return tuple(read)  # type: ignore[arg-type]


def _build(lines: list[str], source: str) -> tuple[Block, ...]:
    """The blocks of lines of any sort, or every fault in them."""
    builder = _Builder(source)
    for number, raw in enumerate(lines, 1):
        try:
            line = _read_line(raw)
        except LineError as error:
            builder.add_faults(number, raw, error)
        else:
            builder.add(line, number, raw)
    builder.close_table()
    if builder.problems:
        raise InputError(builder.problems)
    return tuple(builder.blocks)


class _Builder:
    """The blocks so far, and what waits for the next line: a heading's title, a table's rows."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self.rows: list[_Row] = []
        self.first_row = (0, 0)
        self.waiting: Paragraph | None = None

    def _add_paragraph(self, paragraph: Paragraph) -> None:
        self.blocks.append(paragraph)
        if not paragraph.runs and paragraph.level in HEADINGS:
            self.waiting = paragraph

    def add(self, line: _Line, number: int, raw: str) -> None:
        """Append any line."""
        if type(line) is _Row:
            self._add_row(line, number, raw)
            return
        self.close_table()
        if line is None:
            return
        heading, self.waiting = self.waiting, None
        if type(line) is Paragraph:
            is_title = heading is not None and line.level is Level.DOAN
            if heading is not None and is_title and not begins_escaped(raw.strip()):
                self.blocks[-1] = heading._replace(runs=line.runs)
            else:
                self._add_paragraph(line)
        elif type(line) is PageBreak:
            self.blocks.append(line)

    def _add_row(self, row: _Row, number: int, raw: str) -> None:
        self.waiting = None
        if self.rows and len(row.cells) != len(self.rows[0].cells):
            self._refuse(
                number,
                len(raw) - len(raw.lstrip()),
                f"dòng này của bảng có {len(row.cells)} ô, dòng đầu của bảng có "
                f"{len(self.rows[0].cells)} ô; viết cho đủ số ô, ô trống cũng phải có dấu "
                r'"|" ngăn cách; nếu muốn in chính dấu gạch đứng thì viết "\|"',
            )
            return
        self.rows.append(row)
        if len(self.rows) == 1:
            self.first_row = (number, len(raw) - len(raw.lstrip()))

    def close_table(self) -> None:
        """Append the table whose rows have been read, if there is one."""
        if not self.rows:
            return
        table = _table(self.rows)
        if not table.rows:
            self._refuse(
                *self.first_row,
                "bảng chỉ có dòng gạch ngang mà không có dòng nội dung nào; thêm ít nhất một dòng "
                'như "| Thôn 1 | 20 |", hoặc bỏ dòng gạch ngang',
            )
        self.blocks.append(table)
        self.rows = []

    def add_faults(self, number: int, raw: str, error: LineError) -> None:
        """Note the faults of a line, which counts as a line of its kind for its neighbours."""
        for at, message in error.faults:
            self._refuse(number, at, message)
        if not raw.lstrip().startswith("|"):
            self.close_table()
        self.waiting = None

    def _refuse(self, number: int, at: int, message: str) -> None:
        column = at + 1
        place = (
            f"{self.source}:{number}:{column}" if self.source else f"dòng {number}, cột {column}"
        )
        self.problems.append(Problem(message, place))


def _table(rows: list[_Row]) -> Table:
    """Rows of one width as a table; a line of dashes counts as such in first or second place."""
    alignments, header = ("",) * len(rows[0].cells), False
    if rows[0].alignments is not None:
        alignments, rows = rows[0].alignments, rows[1:]
    elif len(rows) > 1 and rows[1].alignments is not None:
        alignments, header, rows = rows[1].alignments, True, [rows[0], *rows[2:]]
    return Table(tuple([row.cells for row in rows]), alignments, header)


@lru_cache(maxsize=8192)
def _read_line(raw: str) -> _Line:
    """One line by itself; None if it says nothing. LineError with positions in ``raw``."""
    line = normalize("NFC", raw).strip()
    if not line:
        return None
    if not line.replace("\u00a0", " ").isprintable():
        line = _clean(line, raw)
    elif "  " in line:
        line = _SPACES.sub(" ", line)
    try:
        return _read_clean_line(line)
    except LineError as error:
        raise _located(error, line, raw) from None


def _read_clean_line(line: str) -> _Line:
    if line[0] == "|":
        return _read_row(line)
    if line[0] == "[" and is_page_break(line):
        return PageBreak()
    level, number, start = read_marker(line)
    if "*" not in line and "\\" not in line:
        return Paragraph(level, number, (Run(line[start:]),) if start < len(line) else ())
    runs = read_runs(line, start, len(line))
    if not runs and level is Level.DOAN:
        return None
    return Paragraph(level, number, runs)


def _clean(line: str, raw: str) -> str:
    """The line with single spaces; a line with a character that no document can hold is refused."""
    if _FORBIDDEN.search(line):
        raise LineError(
            tuple(
                (
                    match.start(),
                    f"ký tự điều khiển U+{ord(match[0]):04X} không in được trong văn bản; "
                    "xóa ký tự này rồi gõ lại chỗ đó",
                )
                for match in _FORBIDDEN.finditer(raw)
            )
        )
    return _SPACES.sub(" ", line)


def _located(error: LineError, line: str, raw: str) -> LineError:
    """The error with positions in the line as typed; every fault found here stands at a star."""
    stars = [index for index, sign in enumerate(raw) if sign == "*"]
    return LineError(tuple((stars[line.count("*", 0, at)], text) for at, text in error.faults))


def _read_row(line: str) -> _Row:
    faults: list[tuple[int, str]] = []
    cells: list[tuple[Run, ...]] = []
    spans = list(_cell_spans(line))
    for start, end in spans:
        try:
            cells.append(read_runs(line, start, end))
        except LineError as error:
            faults.extend(error.faults)
    if faults:
        raise LineError(tuple(faults))
    return _Row(tuple(cells), _alignments([line[start:end] for start, end in spans]))


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
