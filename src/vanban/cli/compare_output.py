"""A comparison as a table to read, as JSON and as CSV."""

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from decimal import Context, Decimal
from itertools import groupby, zip_longest

from vanban.models.comparison import Comparison, Row, Status
from vanban.wording import Quantity, format_number

_WIDTH = 100
_WIDEST_VALUE = 16
_LONGEST_TEXT = 76
_GAP = "  "
_INDENT = "  "
_OLD, _NEW = "    cũ:  ", "    mới: "
# Enough for every digit of any quantity, which lies within 10^±100 of one.
_EXACT = Context(prec=500)
_STATUS_WORDS = {
    Status.UNCHANGED: "giữ nguyên",
    Status.ADDED: "mới",
    Status.REMOVED: "đã bỏ",
    Status.UNIT_CHANGED: "đổi đơn vị",
}


def as_text(found: Comparison) -> str:
    """A table of the numbers, the other fields that changed, and what was not updated."""
    sections = (_table(found), _other_fields(found), _not_updated(found), _mentions(found))
    texts = ["\n".join(line.rstrip() for line in lines) for lines in sections]
    return "\n\n".join(filter(None, texts)) + "\n"


def as_json(found: Comparison) -> str:
    """A list of objects with ASCII keys, one for each value; numbers keep all their digits."""
    objects = (
        ",\n".join(f"    {_json(key)}: {_json(value)}" for key, value in record.items())
        for record in _records(found)
    )
    return "[\n" + ",\n".join(f"  {{\n{fields}\n  }}" for fields in objects) + "\n]\n"


def _json(value: object) -> str:
    """JSON of a simple value; json.dumps would have a Decimal go through float."""
    return f"{value:f}" if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


def as_csv(found: Comparison) -> str:
    """The same records as lines of comma-separated values under a heading."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=_COLUMNS, lineterminator="\n")
    writer.writeheader()
    for record in _records(found):
        writer.writerow({key: _cell(value) for key, value in record.items()})
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value).lower() if isinstance(value, bool) else value


FORMATS: dict[str, Callable[[Comparison], str]] = {
    "text": as_text,
    "json": as_json,
    "csv": as_csv,
}

_COLUMNS = (
    "label",
    "status",
    "old",
    "new",
    "old_value",
    "new_value",
    "unit",
    "change",
    "percent",
    "not_updated",
    "old_year_mentioned",
)


def change_text(row: Row) -> str:
    """The change as people write it: "+37 tỷ đồng", "-0,07 điểm %", "giữ nguyên"."""
    if row.change is None:
        return _STATUS_WORDS.get(row.status, "đã đổi")
    unit = row.unit or ""
    return f"{_signed(row.change)} {'điểm ' if unit[:1] in ('%', '‰') else ''}{unit}".rstrip()


def percent_text(row: Row) -> str:
    """The change in percent: "+5,6%"; empty when it has no meaning."""
    return "" if row.percent is None else f"{_signed(row.percent)}%"


def _signed(value: Decimal) -> str:
    return f"{'+' if value > 0 else ''}{format_number(value)}"


def _records(found: Comparison) -> Iterator[dict[str, object]]:
    waiting = {row.label for row in found.not_updated}
    for row in found.rows:
        values = (
            row.label,
            row.status.value,
            None if row.old is None else str(row.old),
            None if row.new is None else str(row.new),
            _number(row.old),
            _number(row.new),
            row.unit,
            _plain(row.change),
            _plain(row.percent),
            row.label in waiting,
            any(mention.is_about(row) for mention in found.old_year_mentions),
        )
        yield dict(zip(_COLUMNS, values, strict=True))


def _number(value: Quantity | str | None) -> Decimal | None:
    return _plain(value.value) if isinstance(value, Quantity) else None


def _plain(value: Decimal | None) -> Decimal | None:
    """The same number without zeros at its end."""
    return None if value is None else _EXACT.normalize(value)


def _table(found: Comparison) -> Iterator[str]:
    rows = [row for row in found.rows if row.is_number]
    if not rows:
        return
    heading = ("Chỉ tiêu", *_headings(found), "Thay đổi", "%")
    cells = [_values(row) for row in rows]
    widths = _widths([heading[1:], *cells])
    yield from _set(heading, widths)
    yield "-" * (sum(widths) + len(_GAP) * (len(widths) - 1))
    for group, members in groupby(zip(rows, cells, strict=True), lambda pair: pair[0].path[0]):
        yield group.upper()
        above: tuple[str, ...] = ()
        for row, values in members:
            path = row.path[1:] or row.path
            yield from _headings_between(above, path)
            name = _INDENT * (len(path) - 1) + path[-1]
            yield from _set((name, *values), widths)
            above = path


def _headings_between(above: Sequence[str], path: Sequence[str]) -> Iterator[str]:
    """The names on the way to ``path`` that the row above did not stand under."""
    for depth, name in enumerate(path[:-1]):
        if tuple(above[: depth + 1]) != tuple(path[: depth + 1]):
            yield from _wrap(_INDENT * depth + name, _WIDTH)


def _headings(found: Comparison) -> tuple[str, str]:
    if found.old_year == found.new_year:
        return "Cũ", "Mới"
    return f"Năm {found.old_year}", f"Năm {found.new_year}"


def _values(row: Row) -> tuple[str, ...]:
    return (str(row.old or "-"), str(row.new or "-"), change_text(row), percent_text(row))


def _widths(cells: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The width of each column; the first takes what the others leave."""
    values = [min(_WIDEST_VALUE, max(map(_width, column))) for column in zip(*cells, strict=True)]
    return (_WIDTH - sum(values) - len(_GAP) * len(values), *values)


def _set(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """One row as lines: the first column to the left, the values to the right."""
    columns = [_wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for pieces in zip_longest(*columns, fillvalue=""):
        first, *values = (
            (piece, " " * (width - _width(piece)))
            for piece, width in zip(pieces, widths, strict=True)
        )
        yield _GAP.join([first[0] + first[1], *(room + piece for piece, room in values)])


def _wrap(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` columns, indented as it is; long words overflow."""
    indent = text[: len(text) - len(text.lstrip())]
    lines: list[str] = []
    for word in text.split():
        if lines and _width(lines[-1]) + 1 + _width(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(indent + word)
    return lines or [""]


def _width(text: str) -> int:
    """The columns that ``text`` takes on a terminal."""
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def _other_fields(found: Comparison) -> Iterator[str]:
    rows = [row for row in found.rows if not row.is_number and row.status is not Status.UNCHANGED]
    if rows:
        yield "Nội dung khác đã thay đổi:"
    for row in rows:
        yield f"- {row.label}{'' if row.old and row.new else f': {_STATUS_WORDS[row.status]}'}"
        if row.old and row.new:
            yield from _hang(_OLD, _cut(str(row.old)))
            yield from _hang(_NEW, _cut(str(row.new)))


def _not_updated(found: Comparison) -> Iterator[str]:
    rows = found.not_updated
    if not rows:
        yield "Mọi số liệu và nội dung thay đổi theo năm đều đã được cập nhật."
        return
    yield "Chưa cập nhật (giống văn bản cũ):"
    for row in rows:
        shown = "" if str(row.new) == row.path[-1] else f": {_cut(str(row.new))}"
        yield from _hang("- ", f"{row.label}{shown}")


def _mentions(found: Comparison) -> Iterator[str]:
    if found.old_year_mentions:
        yield f"Còn nhắc năm {found.old_year}:"
    for mention in found.old_year_mentions:
        yield from _hang("- ", f"{mention.label}: {_around(mention.text, str(found.old_year))}")


def _hang(start: str, text: str) -> Iterator[str]:
    """``start`` and ``text``, whose further lines begin below its first."""
    first, *others = text.split("\n")
    yield start + first
    yield from (" " * len(start) + line for line in others)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1]}…"


def _around(text: str, year: str) -> str:
    """The words that lead to the year."""
    end = text.rindex(year) + len(year)
    start = max(0, end - _LONGEST_TEXT)
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
