"""The register of documents sent as a workbook: a cover and its contents (PL IV, I)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from vanban.batch.sheet_styles import Style
from vanban.batch.sheet_writer import Line, Sheet, Value, WorkbookWriter, day_value
from vanban.batch.writing import whole_file

_COVER, _CONTENTS = "Bìa", "Nội dung"
_WIDTHS = (15, 12, 27, 15, 20, 11, 8, 11, 10, 9)
_STYLES = (
    *(Style.TEXT, Style.DAY, Style.TEXT, Style.TEXT, Style.TEXT),
    *(Style.TEXT, Style.CENTRE, Style.CENTRE, Style.TEXT, Style.TEXT),
)
_BY_HAND = ("", "", "")  # when it is handed over, who receives it, remarks
_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})", re.ASCII)
_NUMBER = re.compile(r"\d+", re.ASCII)
_DOTS = "…………"

Entry = Sequence[str]
"""The columns (1) to (7) as text: ``VanBan.register_entry()``."""


class Cover(Protocol):
    """The words of the law and whose register it is: ``VanBan.register_cover()``."""

    @property
    def co_quan_chu_quan(self) -> str:
        """The superior body; empty for none."""

    @property
    def co_quan_ban_hanh(self) -> str:
        """The body whose register it is."""

    @property
    def ten_so(self) -> str:
        """The name of the book."""

    @property
    def cot(self) -> tuple[str, ...]:
        """The headings of the ten columns."""

    def lines(self, days: tuple[str, str], numbers: tuple[str, str], book: str) -> tuple[str, ...]:
        """The four lines below the name: year, days, numbers, number of the book."""


@dataclass(slots=True)
class _Span:
    """The first and last day and number that have come by; what nobody gave stays blank."""

    days: tuple[date, date] | None = None
    numbers: tuple[int, int] | None = None

    def add(self, number: str, day: Value) -> None:
        """Widens the span to an entry."""
        if isinstance(day, date):
            first, last = self.days or (day, day)
            self.days = (min(first, day), max(last, day))
        if found := _NUMBER.match(number):
            value = int(found[0])
            least, most = self.numbers or (value, value)
            self.numbers = (min(least, value), max(most, value))

    def shown_days(self) -> tuple[str, str]:
        """The days as the cover writes them."""
        first, last = self.days or (None, None)
        return (f"{first:%d/%m/%Y}", f"{last:%d/%m/%Y}") if first else (_DOTS, _DOTS)

    def shown_numbers(self) -> tuple[str, str]:
        """The numbers, with the zero of those below ten."""
        least, most = self.numbers or (None, None)
        return (f"{least:02d}", f"{most:02d}") if least else (_DOTS, _DOTS)


def write_register(
    entries: Iterable[Entry],
    cover: Cover,
    target: str | Path,
    *,
    quyen_so: str = "",
    force: bool = False,
) -> None:
    """Writes the register of ``entries`` to ``target``, whole or not at all, in flat memory.

    The days and numbers of the cover are those of the entries. Raises DocxError.
    """
    span = _Span()
    contents = Sheet(_CONTENTS, _WIDTHS, _STYLES, _head(cover))
    front = Sheet(_COVER, (110,), (Style.COVER,), centred=True)
    with whole_file(target, force=force, sync=True) as file, WorkbookWriter(file) as writer:
        writer.add(contents, _lines(entries, span), position=1)
        writer.add(front, _cover_lines(cover, span, quyen_so), position=0)


def _head(cover: Cover) -> tuple[Line, Line]:
    """The headings, and below them the numbers of the columns."""
    numbers = tuple(f"({n})" for n in range(1, len(cover.cot) + 1))
    return Line(cover.cot, Style.HEAD), Line(numbers, Style.NUMBERS)


def _lines(entries: Iterable[Entry], span: _Span) -> Iterator[Line]:
    for number, written, *others in entries:
        day = _day(written)
        span.add(number, day)
        # A day that is still to be written is text, centred as the others.
        shown = (day, Style.CENTRE) if isinstance(day, str) else day
        yield Line((number, shown, *others, *_BY_HAND))


def _day(text: str) -> Value:
    """A whole day as a date, so that the register can be sorted by it; the rest as it is."""
    found = _DAY.fullmatch(text)
    if found is None:
        return text
    return day_value(date(*map(int, reversed(found.groups()))))


def _cover_lines(cover: Cover, span: _Span, quyen_so: str) -> Iterator[Line]:
    """The cover from top to bottom, as PL IV, I.1 draws it."""
    year, *others = cover.lines(span.shown_days(), span.shown_numbers(), quyen_so or _DOTS)
    if cover.co_quan_chu_quan:
        yield Line((cover.co_quan_chu_quan.upper(),), Style.AGENCY, 24)
    yield Line((cover.co_quan_ban_hanh.upper(),), Style.AGENCY_BOLD, 24)
    yield Line(("",), Style.COVER, 90)
    yield Line((cover.ten_so,), Style.BOOK, 48)
    yield Line((year,), Style.COVER, 30)
    yield Line(("",), Style.COVER, 60)
    for line in others:
        yield Line((line,), Style.COVER, 30)
