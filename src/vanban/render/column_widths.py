"""How wide the columns of a table are, and where the decimal comma of their numbers stands."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from math import ceil, floor
from typing import NamedTuple

from vanban.errors import InputError
from vanban.outline import Cell, Table
from vanban.outline.spans import Place, Span
from vanban.outline.table_facts import is_group_row, text_of, titles_of
from vanban.render.spacing import keep_together
from vanban.wording import text_width_pt

CELL_MARGIN_PT = 5.4
# A column of a given width may have no more than this beside its text: "STT" in 12 mm.
_LEAST_MARGIN_PT = 1.0
_MM_PER_PT = 25.4 / 72
# Widths in whole millimetres that fill the page may miss it by a rounding.
_TOLERANCE_PT = 1
_HEAD = re.compile(r"-?[\d.]*")


class Digits(NamedTuple):
    """The room that the numbers of a column need before their decimal comma and from it on."""

    head_pt: float
    tail_pt: float


class _Room(NamedTuple):
    """What a column must have, and what it would like to have so that no text breaks."""

    least: float
    whole: float


def tail_of(text: str) -> str:
    """What stands behind the units of a number: ",5" of "1.250,5", "%" of "12%"."""
    match = _HEAD.match(text)
    return text[match.end() :] if match else ""


def digits_of(texts: Sequence[str], size_pt: float) -> Digits:
    """The room for numbers that stand in a column with their commas below one another."""
    heads = (text[: len(text) - len(tail_of(text))] for text in texts)
    return Digits(
        max((_width(head, size_pt) for head in heads), default=0),
        max((_width(tail_of(text), size_pt) for text in texts), default=0),
    )


def column_widths(
    table: Table,
    room_pt: float,
    size_pt: float,
    spans: Mapping[Place, Span],
    digits: Mapping[int, Digits],
) -> list[float]:
    """Widths in points: those that the table gives; the others hold their longest word.

    What room is left goes to the longest texts, and to columns of text before those of numbers.
    Raises InputError for a table that needs more
    than ``room_pt``, and for a given width that is less than its longest word.
    """
    rooms = [
        _room(table, column, size_pt, spans, digits.get(column))
        for column in range(len(table.alignments))
    ]
    fixed = [float(mm) / _MM_PER_PT if mm else None for mm in _given(table)]
    _refuse_narrow(table, fixed, rooms)
    _widen_for_spans(table, rooms, fixed, size_pt, spans)
    least = [
        room.least if width is None else width for room, width in zip(rooms, fixed, strict=True)
    ]
    spare = room_pt - sum(least)
    if spare < -_TOLERANCE_PT:
        raise InputError(_too_wide(sum(least), room_pt))
    if None not in fixed or spare < 0:
        return least
    wants = [
        min(room.whole - room.least, room_pt / 2) if width is None else 0
        for room, width in zip(rooms, fixed, strict=True)
    ]
    if spare < sum(wants):
        return _shared(least, spare, wants)
    filled = [low + want for low, want in zip(least, wants, strict=True)]
    free = [column for column, width in enumerate(fixed) if width is None]
    texts = [column for column in free if column not in digits] or free
    weights = [width if column in texts else 0 for column, width in enumerate(filled)]
    return _shared(filled, spare - sum(wants), weights)


def _shared(widths: Sequence[float], spare: float, weights: Sequence[float]) -> list[float]:
    """The widths with what is spare divided among them by weight."""
    whole = sum(weights)
    return [width + spare * weight / whole for width, weight in zip(widths, weights, strict=True)]


def margins_of(
    table: Table,
    widths: Sequence[float],
    size_pt: float,
    spans: Mapping[Place, Span],
    digits: Mapping[int, Digits],
) -> list[float]:
    """The space on either side of the text of each column: less where a given width is narrow."""
    return [
        CELL_MARGIN_PT
        if given is None
        else CELL_MARGIN_PT
        - max(0.0, _room(table, n, size_pt, spans, digits.get(n)).least - widths[n]) / 2
        for n, given in enumerate(_given(table))
    ]


def _given(table: Table) -> Sequence[Decimal | None]:
    return table.widths_mm or (None,) * len(table.alignments)


def _room(
    table: Table, column: int, size_pt: float, spans: Mapping[Place, Span], digits: Digits | None
) -> _Room:
    """The room for the cells that stand in this column alone."""
    least = whole = 0.0
    for number, row in enumerate(table.rows):
        if (number, column) in spans and spans[number, column].columns > 1:
            continue
        measured = _measured(text_of(row[column]), size_pt)
        least, whole = max(least, measured.least), max(whole, measured.whole)
    if digits:
        least = max(least, digits.head_pt + digits.tail_pt)
        whole = max(whole, least)
    return _Room(least + 2 * CELL_MARGIN_PT, whole + 2 * CELL_MARGIN_PT)


@lru_cache(maxsize=16384)
def _measured(text: str, size_pt: float) -> _Room:
    if " " not in text:
        width = _width(text, size_pt)
        return _Room(width, width)
    words = keep_together(text).split(" ")
    widths = [_width(word, size_pt) for word in words]
    return _Room(max(widths), sum(widths) + _width(" ", size_pt) * (len(words) - 1))


def _width(text: str, size_pt: float) -> float:
    return text_width_pt(text, size_pt, bold=True)


def _refuse_narrow(table: Table, fixed: Sequence[float | None], rooms: Sequence[_Room]) -> None:
    for title, width, room in zip(titles_of(table), fixed, rooms, strict=True):
        least = room.least - 2 * (CELL_MARGIN_PT - _LEAST_MARGIN_PT)
        if width is not None and least > width:
            raise InputError(
                f"cột “{title}” của bảng rộng {width * _MM_PER_PT:.0f} mm, chữ dài nhất cần "
                f"{ceil(least * _MM_PER_PT)} mm; hãy tăng độ rộng hoặc viết ngắn hơn"
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


def _too_wide(needed_pt: float, room_pt: float) -> str:
    needed, room = ceil(needed_pt * _MM_PER_PT), floor(room_pt * _MM_PER_PT + 0.5)
    return (
        f"bảng cần rộng {needed} mm, trang chỉ có {room} mm; hãy bớt cột, viết ngắn hơn, "
        "hoặc in bảng trên khổ giấy ngang"
    )
