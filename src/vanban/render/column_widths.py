"""How wide the columns of a table are, and where the decimal comma of their numbers stands."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from math import ceil, floor
from typing import NamedTuple

from vanban.errors import InputError
from vanban.outline import Cell, Table
from vanban.outline.spans import Place, Span
from vanban.outline.table_facts import (
    is_group_row,
    is_ordinal_title,
    text_of,
    titles_of,
)
from vanban.render.spacing import keep_together
from vanban.wording import text_width_pt

CELL_MARGIN_PT = 5.4
# A column of a given width may have no more than this beside its text: "STT" in 12 mm.
_LEAST_MARGIN_PT = 1.0
_MM_PER_PT = 25.4 / 72
# Widths in whole millimetres that fill the page may miss it by a rounding.
_TOLERANCE_PT = 1
# Beside the longest text of a column, where there is room: programs measure a little apart.
_RESERVE_PT = 1.5
_HEAD = re.compile(r"-?[\d.]*")
# The shape of a text has 1 for 2 to 9: as wide, for all digits are of one width, and a number
# where the text is one.
_DIGITS = str.maketrans("23456789", "1" * 8)
_NAMED_COLUMNS, _LONGEST_NAME = 3, 30


class Digits(NamedTuple):
    """The room that the numbers of a column need before their decimal comma and from it on."""

    head_pt: float
    tail_pt: float


class ColumnTexts(NamedTuple):
    """The shapes of the texts of a column, each once.

    ``body`` holds those below the header in rows that are no group; ``alone`` those of all cells
    that stand in this column alone; ``digits`` is there for a column of numbers.
    """

    title: str
    body: frozenset[str]
    alone: frozenset[str]
    digits: Digits | None = None


class _Room(NamedTuple):
    """What a column must have, and what it would like to have so that no text breaks."""

    least: float
    whole: float


def tail_of(text: str) -> str:
    """What stands behind the units of a number: ",5" of "1.250,5", "%" of "12%"."""
    match = _HEAD.match(text)
    return text[match.end() :] if match else ""


def texts_of(table: Table, spans: Mapping[Place, Span]) -> list[ColumnTexts]:
    """The texts of each column."""
    shapes = [
        [text.translate(_DIGITS) if text.isascii() else text for text in map(text_of, row)]
        for row in table.rows
    ]
    start = table.header_rows
    body = [
        row
        for row, cells in zip(shapes[start:], table.rows[start:], strict=True)
        if not (spans and is_group_row(cells))
    ]
    bodies = [frozenset(column) for column in zip(*body, strict=True)]
    for (row, column), span in spans.items():
        if span.columns > 1:
            shapes[row][column] = ""
    alone = [frozenset(column) for column in zip(*shapes, strict=True)]
    titles = titles_of(table)
    return list(map(ColumnTexts, titles, bodies or [frozenset()] * len(titles), alone))


def digits_of(texts: Iterable[str], size_pt: float) -> Digits:
    """The room for numbers that stand in a column with their commas below one another."""
    head = tail = 0.0
    for text in texts:
        behind = tail_of(text)
        head = max(head, _width(text[: len(text) - len(behind)], size_pt))
        tail = max(tail, _width(behind, size_pt))
    return Digits(head, tail)


def column_widths(
    table: Table,
    columns: Sequence[ColumnTexts],
    room_pt: float,
    size_pt: float,
    spans: Mapping[Place, Span],
) -> list[float]:
    """Widths in points: those that the table gives; the others hold their longest word.

    What room is left goes to the longest texts, and to columns of text before those of numbers.
    Raises InputError for a table that needs more than ``room_pt``, and for a given width that is
    less than its longest word.
    """
    rooms = [_room(column, size_pt) for column in columns]
    fixed = [float(mm) / _MM_PER_PT if mm else None for mm in _given(table)]
    _refuse_narrow(table, fixed, rooms)
    _widen_for_spans(table, rooms, fixed, size_pt, spans)
    least = [
        room.least if width is None else width for room, width in zip(rooms, fixed, strict=True)
    ]
    spare = room_pt - sum(least)
    if spare < -_TOLERANCE_PT:
        raise InputError(_too_wide(table, sum(least), room_pt))
    if None not in fixed or spare < 0:
        return least
    wants = [
        min(room.whole - room.least, room_pt / 2) + _RESERVE_PT if width is None else 0
        for room, width in zip(rooms, fixed, strict=True)
    ]
    if spare < sum(wants):
        return _shared(least, spare, wants)
    filled = [low + want for low, want in zip(least, wants, strict=True)]
    free = [column for column, width in enumerate(fixed) if width is None]
    titles = titles_of(table)
    texts = [
        column
        for column in free
        if columns[column].digits is None and not is_ordinal_title(titles[column])
    ]
    texts = texts or free
    weights = [width if column in texts else 0 for column, width in enumerate(filled)]
    return _shared(filled, spare - sum(wants), weights)


def _shared(widths: Sequence[float], spare: float, weights: Sequence[float]) -> list[float]:
    """The widths with what is spare divided among them by weight."""
    whole = sum(weights)
    return [width + spare * weight / whole for width, weight in zip(widths, weights, strict=True)]


def margins_of(
    table: Table, columns: Sequence[ColumnTexts], widths: Sequence[float], size_pt: float
) -> list[float]:
    """The space on either side of the text of each column: less where a given width is narrow."""
    return [
        CELL_MARGIN_PT
        if given is None
        else CELL_MARGIN_PT - max(0.0, _room(column, size_pt).least - width) / 2
        for given, column, width in zip(_given(table), columns, widths, strict=True)
    ]


def _given(table: Table) -> Sequence[Decimal | None]:
    return table.widths_mm or (None,) * len(table.alignments)


def _room(column: ColumnTexts, size_pt: float) -> _Room:
    """The room for the cells that stand in this column alone."""
    least = whole = 0.0
    for text in column.alone:
        measured = _measured(text, size_pt)
        least, whole = max(least, measured.least), max(whole, measured.whole)
    if column.digits:
        least = max(least, column.digits.head_pt + column.digits.tail_pt)
        whole = max(whole, least)
    return _Room(least + 2 * CELL_MARGIN_PT, whole + 2 * CELL_MARGIN_PT)


@lru_cache(maxsize=16384)
def _measured(text: str, size_pt: float) -> _Room:
    if " " not in text:
        width = _width(text, size_pt)
        return _Room(width, width)
    widths = [_width(word, size_pt) for word in keep_together(text).split(" ")]
    return _Room(max(widths), sum(widths) + _width(" ", size_pt) * (len(widths) - 1))


@lru_cache(maxsize=16384)
def _width(text: str, size_pt: float) -> float:
    return text_width_pt(text, size_pt, bold=True)


def name_of(table: Table) -> str:
    """What a clerk knows a table by, its first titles: “STT, Nội dung, Số lượng, …”."""
    titles = titles_of(table) if table.header_rows else [text_of(cell) for cell in table.rows[0]]
    names = [name for name in titles if name]
    shown = ", ".join(map(_shortened, names[:_NAMED_COLUMNS]))
    return f"“{shown}{', …' if len(names) > _NAMED_COLUMNS else ''}”" if names else "không tiêu đề"


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME].rstrip() + "…"


def _refuse_narrow(table: Table, fixed: Sequence[float | None], rooms: Sequence[_Room]) -> None:
    for title, width, room in zip(titles_of(table), fixed, rooms, strict=True):
        least = room.least - 2 * (CELL_MARGIN_PT - _LEAST_MARGIN_PT)
        if width is not None and least > width:
            raise InputError(
                f"cột “{title}” của bảng {name_of(table)} rộng {width * _MM_PER_PT:.0f} mm, "
                f"chữ dài nhất cần {ceil(least * _MM_PER_PT)} mm; "
                "hãy tăng độ rộng hoặc viết ngắn hơn"
            )


def _widen_for_spans(
    table: Table,
    rooms: list[_Room],
    fixed: Sequence[float | None],
    size_pt: float,
    spans: Mapping[Place, Span],
) -> None:
    """Columns under a cell that covers several hold its longest word together."""
    for (row, first), span in spans.items():
        if span.columns == 1 or is_group_row(table.rows[row]):
            continue
        columns = range(first, first + span.columns)
        free = [column for column in columns if fixed[column] is None]
        held = sum(fixed[column] or rooms[column].least for column in columns)
        needed = _least_of(table.rows[row][first], size_pt)
        for column in free:
            more = max(0.0, needed - held) / len(free)
            least, whole = rooms[column]
            rooms[column] = _Room(least + more, max(whole, least + more))


def _least_of(cell: Cell, size_pt: float) -> float:
    return _measured(text_of(cell), size_pt).least + 2 * CELL_MARGIN_PT


def _too_wide(table: Table, needed_pt: float, room_pt: float) -> str:
    needed, room = ceil(needed_pt * _MM_PER_PT), floor(room_pt * _MM_PER_PT + 0.5)
    return (
        f"bảng {name_of(table)} cần rộng {needed} mm, trang chỉ có {room} mm; hãy bớt cột, "
        "viết ngắn hơn, hoặc in bảng trên khổ giấy ngang"
    )
