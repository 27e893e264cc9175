"""From outline text to blocks.

A line is read by a pure, memoised function, because most lines of a batch are the same in every
document; what depends on neighbours (titles of headings, tables, places of faults) is done after.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple, TypeAlias, TypeGuard
from unicodedata import normalize

from vanban.errors import InputError, Problem
from vanban.outline.blocks import HEADINGS, Block, Insert, Level, PageBreak, Paragraph, Table
from vanban.outline.inline import LineError, read_runs
from vanban.outline.markers import (
    begins_escaped,
    is_page_break,
    read_insert,
    read_marker,
    widths_in,
)
from vanban.outline.spans import merge_faults
from vanban.outline.table_lines import (
    MOST_HEADER_ROWS,
    Row,
    Widths,
    cell_at,
    read_row,
    read_widths,
    unit_in,
)

_SPACES = re.compile(r"[ \t]+")
# What XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_RUNS = attrgetter("runs")

_Line: TypeAlias = Paragraph | PageBreak | Insert | Row | Widths | None


def parse_outline(text: str | Sequence[str], *, source: str = "") -> tuple[Block, ...]:
    r"""The blocks of an outline text, one paragraph a line; the text may come in pieces.

    A ``Phần``, ``Chương``, ``Mục`` or ``Tiểu mục`` alone on its line takes as its title the next
    line that is not blank, if that is a plain paragraph whose first character is not escaped. Lines
    beginning with ``|`` make a table, which a blank line ends; ``Đơn vị tính: ...`` and
    ``[rộng: ...]`` above it belong to it. Raises InputError with all faults of the text, each at
    ``source:line:column``.
    """
    pieces = (text,) if isinstance(text, str) else text
    try:
        read = _read_pieces(pieces)
    except LineError:
        return _build("".join(pieces).splitlines(), source)
    return read if _all_have_text(read) else _build("".join(pieces).splitlines(), source)


def _read_pieces(pieces: Sequence[str]) -> tuple[_Line, ...]:
    """The lines that hold something; those of a piece of whole lines are kept."""
    read: list[_Line] = []
    begun: list[str] = []
    for piece in pieces:
        ends_line = piece.endswith("\n")
        if ends_line and not begun:
            read += _kept_lines(piece) if len(piece) <= _LONGEST_KEPT else _read_lines(piece)
            continue
        begun.append(piece)
        if ends_line:
            read += _read_lines("".join(begun))
            begun.clear()
    return (*read, *_read_lines("".join(begun)))


def _read_lines(text: str) -> tuple[_Line, ...]:
    return tuple(map(_read_line, filter(None, text.split("\n"))))


# The blocks of a template that hold the prose of a base.
_LONGEST_KEPT = 16_384
_kept_lines = lru_cache(maxsize=128)(_read_lines)


def _all_have_text(lines: tuple[_Line, ...]) -> TypeGuard[tuple[Paragraph, ...]]:
    """Whether all are paragraphs with a text, which do not depend on their neighbours."""
    return {Paragraph}.issuperset(map(type, lines)) and all(map(_RUNS, lines))


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
    builder.close()
    if builder.problems:
        raise InputError(builder.problems)
    return tuple(builder.blocks)


class _Typed(NamedTuple):
    """A line as read, its number, and as typed."""

    line: _Line
    number: int
    raw: str

    @property
    def indent(self) -> int:
        """Where the line begins."""
        return len(self.raw) - len(self.raw.lstrip())


class _Builder:
    """The blocks so far, and what waits for the next line.

    That is a heading for its title, a table for more rows, and a unit or widths for their table.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self.rows: list[tuple[Row, _Typed]] = []
        self.waiting: Paragraph | None = None
        self.unit: _Typed | None = None
        self.widths: tuple[Widths, _Typed] | None = None

    def add(self, line: _Line, number: int, raw: str) -> None:
        """Append any line."""
        typed = _Typed(line, number, raw)
        if type(line) is Row:
            self._add_row(line, typed)
            return
        self._close_table()
        if type(line) is Widths:
            self._add_widths(line, typed)
        elif type(line) is Paragraph:
            self._add_paragraph(line, typed)
        elif type(line) is PageBreak or type(line) is Insert:
            self._let_go()
            self.waiting = None
            if type(line) is Insert and not line.name:
                self._refuse(number, typed.indent, _NO_NAME)
            self.blocks.append(line)

    def close(self) -> None:
        """Append what still waits at the end of the text."""
        self._close_table()
        self._let_go()

    def _add_paragraph(self, paragraph: Paragraph, typed: _Typed) -> None:
        is_plain = paragraph.level is Level.DOAN and not begins_escaped(typed.raw.strip())
        if is_plain and unit_in(paragraph.text):
            self._let_go_of_unit()
            self.unit = typed
            return
        self._let_go()
        self._append(paragraph, may_be_title=is_plain)

    def _append(self, paragraph: Paragraph, *, may_be_title: bool) -> None:
        heading, self.waiting = self.waiting, None
        if heading is not None and may_be_title:
            self.blocks[-1] = heading._replace(runs=paragraph.runs)
            return
        self.blocks.append(paragraph)
        if not paragraph.runs and paragraph.level in HEADINGS:
            self.waiting = paragraph

    def _let_go(self) -> None:
        """A unit without a table is a plain paragraph; widths without one are a fault."""
        self._let_go_of_unit()
        self._let_go_of_widths()

    def _let_go_of_unit(self) -> None:
        unit, self.unit = self.unit, None
        if unit is not None and type(unit.line) is Paragraph:
            self._append(unit.line, may_be_title=True)

    def _let_go_of_widths(self) -> None:
        if self.widths is not None:
            _, typed = self.widths
            self.widths = None
            self._refuse(typed.number, typed.indent, _WIDTHS_ALONE)

    def _add_widths(self, widths: Widths, typed: _Typed) -> None:
        self._let_go_of_widths()
        if widths.fault:
            self._refuse(typed.number, typed.indent, widths.fault)
        else:
            self.widths = widths, typed

    def _add_row(self, row: Row, typed: _Typed) -> None:
        self.waiting = None
        if self.rows and len(row.cells) != len(self.rows[0][0].cells):
            self._refuse(
                typed.number,
                typed.indent,
                f"dòng này của bảng có {len(row.cells)} ô, dòng đầu của bảng có "
                f"{len(self.rows[0][0].cells)} ô; viết cho đủ số ô, ô trống cũng phải có dấu "
                r'"|" ngăn cách; nếu muốn in chính dấu gạch đứng thì viết "\|"',
            )
            return
        self.rows.append((row, typed))

    def _close_table(self) -> None:
        """Append the table whose rows have been read, if there is one."""
        if not self.rows:
            return
        rows, self.rows = self.rows, []
        unit, self.unit = self.unit, None
        alignments, header_rows, content = _parts_of(rows)
        table = Table(
            tuple([row.cells for row, _ in content]),
            alignments,
            header_rows,
            unit_in(unit.line.text) if unit and type(unit.line) is Paragraph else "",
            self._take_widths(len(alignments)),
        )
        if not content:
            first = rows[0][1]
            self._refuse(first.number, first.indent, _ONLY_DASHES)
        for fault in merge_faults(table.rows, header_rows):
            typed = content[fault.row][1]
            self._refuse(typed.number, cell_at(typed.raw, fault.column), fault.message)
        self.blocks.append(table)

    def _take_widths(self, columns: int) -> tuple[Decimal | None, ...]:
        if self.widths is None:
            return ()
        widths, typed = self.widths
        self.widths = None
        if len(widths.values) != columns:
            fault = (
                f"dòng này ghi {len(widths.values)} độ rộng mà bảng có {columns} cột; {_AS_MANY}"
            )
            self._refuse(typed.number, typed.indent, fault)
        return widths.values

    def add_faults(self, number: int, raw: str, error: LineError) -> None:
        """Note the faults of a line, which counts as a line of its kind for its neighbours."""
        for at, message in error.faults:
            self._refuse(number, at, message)
        if raw.lstrip().startswith("|"):
            self.widths = self.widths if self.rows else None
        else:
            self._close_table()
            self._let_go()
        self.waiting = None

    def _refuse(self, number: int, at: int, message: str) -> None:
        column = at + 1
        place = (
            f"{self.source}:{number}:{column}" if self.source else f"dòng {number}, cột {column}"
        )
        self.problems.append(Problem(message, place))


def _parts_of(
    rows: list[tuple[Row, _Typed]],
) -> tuple[tuple[str, ...], int, list[tuple[Row, _Typed]]]:
    """Alignments, number of header rows, and the other rows: the first line of dashes ends the
    header if it is not too far down; any later one is text.
    """
    for place, (row, _) in enumerate(rows[: MOST_HEADER_ROWS + 1]):
        if row.alignments is not None:
            return row.alignments, place, rows[:place] + rows[place + 1 :]
    return ("",) * len(rows[0][0].cells), 0, rows


class _Lines(dict[str, _Line]):
    """Lines as read; most of a batch are the same, so they are kept.

    Looking one up costs less than a call.
    """

    def __missing__(self, raw: str) -> _Line:
        line = _read_new_line(raw)
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[raw] = line
        return line


_MOST_KEPT = 8192
_read_line = _Lines().__getitem__


def _read_new_line(raw: str) -> _Line:
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
        return read_row(line)
    if line[0] == "[" and (bracketed := _read_brackets(line)):
        return bracketed
    level, number, start = read_marker(line)
    runs = read_runs(line, start, len(line))
    if not runs and level is Level.DOAN:
        return None
    return Paragraph(level, number, runs)


def _read_brackets(line: str) -> PageBreak | Insert | Widths | None:
    """What a line in square brackets stands for; None when it is text."""
    if is_page_break(line):
        return PageBreak()
    if (widths := widths_in(line)) is not None:
        return read_widths(widths)
    found = read_insert(line)
    if found is None:
        return None
    what, start, end = found
    return Insert(what, "".join([run.text for run in read_runs(line, start, end)]).strip())


def _clean(line: str, raw: str) -> str:
    """The line with single spaces; a line with a character that no document can hold is refused."""
    if len(line.splitlines()) > 1:
        raise LineError(())  # several lines, which end otherwise than with \n
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


_ONLY_DASHES = (
    "bảng chỉ có dòng gạch ngang mà không có dòng nội dung nào; thêm ít nhất một dòng "
    'như "| Thôn 1 | 20 |", hoặc bỏ dòng gạch ngang'
)
_NO_NAME = (
    'trong ngoặc vuông chưa có tên; ghi tên của bảng hoặc của hình, ví dụ "[bảng: Dự toán 2024]"'
)
_WIDTHS_ALONE = (
    'dòng "[rộng: ...]" phải đứng ngay trên một bảng; chuyển nó xuống sát dòng đầu của bảng, '
    "hoặc bỏ dòng này"
)
_AS_MANY = 'ghi đủ mỗi cột một số, cột tự động ghi dấu "-"'
