"""Dates that may be partial, and the date line of a document."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Self

from vanban.errors import InputError
from vanban.wording.text import quoted
from vanban.wording.zeros import with_zero_ngay, with_zero_thang

DATE_BLANK = "\u00a0" * 6
"""Room to write a day or a month by hand; no-break spaces, so that Word keeps it on the line."""

_FIRST_YEAR, _LAST_YEAR = 1900, 2999
_MONTHS = range(1, 13)
_FORMS = "15/01/2024, 01/2024, 2024, 2024-01-15 hoặc 2024-01"
_ISO = re.compile(r"(?P<nam>\d{4})(?:-(?P<thang>\d\d)(?:-(?P<ngay>\d\d))?)?", re.ASCII)
_VIETNAMESE = re.compile(r"(?:(?P<ngay>\d{1,2})/)?(?P<thang>\d{1,2})/(?P<nam>\d{4})", re.ASCII)


_FROM_TEXT = "ngày viết bằng chữ thì đọc bằng PartialDate.parse"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month of a year, or a day; what is missing is filled in by hand (Điều 15.2).

    Raises InputError for a date that the calendar does not have.
    """

    nam: int
    thang: int | None = None
    ngay: int | None = None

    def __post_init__(self) -> None:
        """Refuse what is no number, and what the calendar does not have."""
        for part in (self.nam, self.thang or 0, self.ngay or 0):
            if type(part) is not int:
                raise InputError(f"năm, tháng, ngày là số nguyên, gặp {part!r}; {_FROM_TEXT}")
        if fault := _calendar_fault(self.nam, self.thang, self.ngay):
            raise InputError(fault)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The date that ``text`` writes: 2024, 2024-01, 2024-01-15, 15/01/2024, 15/1/2024, 01/2024.

        Raises InputError for any other form and for a date that the calendar does not have.
        """
        text = text.strip()
        found = _VIETNAMESE.fullmatch(text) or _ISO.fullmatch(text)
        if found is None:
            shown = f"không đọc được ngày {quoted(text)}" if text else "để trống ngày"
            raise InputError(f"{shown}; viết theo một trong các dạng {_FORMS}")
        return cls(**{name: int(part) for name, part in found.groupdict().items() if part})

    def __str__(self) -> str:
        """The date as ISO 8601 writes it, as far as it is known: "2024-01"."""
        known = (f"{part:02d}" for part in (self.nam, self.thang, self.ngay) if part is not None)
        return "-".join(known)

    def as_date(self) -> date | None:
        """The day, or None when the date is not complete."""
        if self.thang is None or self.ngay is None:
            return None
        return date(self.nam, self.thang, self.ngay)


def date_line(dia_danh: str, ngay_ban_hanh: PartialDate) -> str:
    """Place and date: "Hà Nội, ngày 05 tháng 01 năm 2020" (PL I, Phần I, II.4).

    A day or a month that is missing is ``DATE_BLANK``, left for the văn thư to write.
    """
    ngay, thang = ngay_ban_hanh.ngay, ngay_ban_hanh.thang
    day = DATE_BLANK if ngay is None else f" {with_zero_ngay(ngay)} "
    month = DATE_BLANK if thang is None else f" {with_zero_thang(thang)} "
    return f"{dia_danh}, ngày{day}tháng{month}năm {ngay_ban_hanh.nam}"


def long_date(day: PartialDate) -> str:
    """A date in words, without "ngày": "05 tháng 3 năm 2026"; what is missing is dots to fill in.

    Zeros as PL I, Phần I, II.4.b wants them.
    """
    ngay = "…" if day.ngay is None else with_zero_ngay(day.ngay)
    thang = "…" if day.thang is None else with_zero_thang(day.thang)
    return f"{ngay} tháng {thang} năm {day.nam}"


def short_date(day: PartialDate) -> str:
    """A day in figures with the zeros of the decree: "07/4/2014" (PL I, Phần I, II.4.b).

    Raises InputError when day or month is missing.
    """
    if day.thang is None or day.ngay is None:
        raise InputError(f"ngày “{day}” chưa đủ; cần cả ngày, tháng, năm, ví dụ 15/01/2024")
    return f"{with_zero_ngay(day.ngay)}/{with_zero_thang(day.thang)}/{day.nam}"


def _calendar_fault(nam: int, thang: int | None, ngay: int | None) -> str | None:
    """Why the calendar has no such date; None when it has."""
    if not _FIRST_YEAR <= nam <= _LAST_YEAR:
        return f"năm {nam} ngoài khoảng {_FIRST_YEAR} - {_LAST_YEAR}; kiểm tra lại năm"
    if thang is None:
        return None if ngay is None else f"có ngày {ngay} mà thiếu tháng; ghi thêm tháng"
    if thang not in _MONTHS:
        return f"không có tháng {thang}; tháng từ 1 đến 12, viết ngày trước, tháng sau: 15/01/2024"
    days = monthrange(nam, thang)[1]
    if ngay is not None and not 1 <= ngay <= days:
        return (
            f"không có ngày {ngay} tháng {thang} năm {nam}: "
            f"tháng này có {days} ngày; kiểm tra lại ngày"
        )
    return None
