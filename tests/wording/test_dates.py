from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.errors import InputError
from vanban.wording import PartialDate, date_line, long_date, short_date

from .steady import steady

BLANK = "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", (2024, None, None)),
        ("2024-01", (2024, 1, None)),
        ("01/2024", (2024, 1, None)),
        ("1/2024", (2024, 1, None)),
        ("2024-01-15", (2024, 1, 15)),
        ("15/01/2024", (2024, 1, 15)),
        ("15/1/2024", (2024, 1, 15)),
        (" 7/4/2014 ", (2014, 4, 7)),
        ("29/02/2024", (2024, 2, 29)),
    ],
)
def test_parse(text: str, expected: tuple[int, int | None, int | None]) -> None:
    day = PartialDate.parse(text)
    assert (day.nam, day.thang, day.ngay) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("31/02/2024", "không có ngày 31 tháng 2 năm 2024: tháng này có 29 ngày"),
        ("29/02/2023", "tháng này có 28 ngày"),
        ("2024-04-31", "tháng này có 30 ngày"),
        ("0/5/2024", "không có ngày 0"),
        ("01/15/2024", "không có tháng 15; .* viết ngày trước, tháng sau"),
        ("2024-00", "không có tháng 0"),
        ("1899", "năm 1899 ngoài khoảng 1900 - 2999"),
        ("3000-01-01", "năm 3000 ngoài khoảng"),
        ("15-01-2024", "không đọc được ngày “15-01-2024”; .* 15/01/2024, 01/2024, 2024"),
        ("15.01.2024", "không đọc được ngày"),
        ("2024-1-5", "không đọc được ngày"),
        ("15/01/24", "không đọc được ngày"),
        ("２０２４", "không đọc được ngày"),
        ("ngày 15", "không đọc được ngày"),
        ("", "để trống ngày; .* 2024-01-15"),
    ],
)
def test_parse_refuses(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        PartialDate.parse(text)


def test_a_day_without_a_month_is_refused() -> None:
    with pytest.raises(InputError, match="có ngày 5 mà thiếu tháng"):
        PartialDate(2024, None, 5)


def test_as_date() -> None:
    assert PartialDate(2020, 3, 5).as_date() == date(2020, 3, 5)
    assert PartialDate(2020, 3).as_date() is None
    assert PartialDate(2020).as_date() is None


# PL I, Phần I, V.4 gives the first two; II.4.b the zeros; the title of PL I the third.
@pytest.mark.parametrize(
    ("place", "day", "line"),
    [
        ("Hà Nội", PartialDate(2020, 1, 5), "Hà Nội, ngày 05 tháng 01 năm 2020"),
        (
            "Thành phố Hồ Chí Minh",
            PartialDate(2019, 6, 29),
            "Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2019",
        ),
        ("Hà Nội", PartialDate(2020, 3, 5), "Hà Nội, ngày 05 tháng 3 năm 2020"),
        ("Hà Nội", PartialDate(2020, 2, 10), "Hà Nội, ngày 10 tháng 02 năm 2020"),
        ("Hà Nội", PartialDate(2020, 9, 9), "Hà Nội, ngày 09 tháng 9 năm 2020"),
        ("Hà Nội", PartialDate(2020, 12, 31), "Hà Nội, ngày 31 tháng 12 năm 2020"),
        ("Quang Trung", PartialDate(2024), f"Quang Trung, ngày{BLANK}tháng{BLANK}năm 2024"),
        ("Quang Trung", PartialDate(2024, 1), f"Quang Trung, ngày{BLANK}tháng 01 năm 2024"),
    ],
)
def test_date_line(place: str, day: PartialDate, line: str) -> None:
    assert date_line(place, day) == line


# The zeros of PL I, Phần I, II.4.b.
@pytest.mark.parametrize(
    ("day", "words"),
    [
        (PartialDate(2020, 3, 5), "05 tháng 3 năm 2020"),
        (PartialDate(2020, 1, 15), "15 tháng 01 năm 2020"),
        (PartialDate(2020, 2, 9), "09 tháng 02 năm 2020"),
        (PartialDate(2020, 12, 10), "10 tháng 12 năm 2020"),
        (PartialDate(2026, 3), "… tháng 3 năm 2026"),
        (PartialDate(2026), "… tháng … năm 2026"),
    ],
)
def test_long_date(day: PartialDate, words: str) -> None:
    assert long_date(day) == words


def test_short_date() -> None:
    assert short_date(PartialDate(2014, 4, 7)) == "07/4/2014"
    assert short_date(PartialDate(2021, 5, 28)) == "28/5/2021"
    assert short_date(PartialDate(2016, 2, 15)) == "15/02/2016"


def test_short_date_needs_a_day() -> None:
    with pytest.raises(InputError, match="ngày “2024-01” chưa đủ"):
        short_date(PartialDate(2024, 1))


DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))


@steady
@given(DAYS, st.integers(1, 3))
def test_parse_reads_what_str_writes(day: date, parts: int) -> None:
    partial = PartialDate(*(day.year, day.month, day.day)[:parts])
    assert PartialDate.parse(str(partial)) == partial


@steady
@given(DAYS)
def test_every_day_has_a_short_date_that_reads_back(day: date) -> None:
    partial = PartialDate(day.year, day.month, day.day)
    assert PartialDate.parse(short_date(partial)).as_date() == day
    assert str(partial) == day.isoformat()


@pytest.mark.parametrize("parts", [("2024",), (None,), (2024.5,), (2024, "3"), (2024, 3, "5")])
def test_parts_that_are_no_whole_numbers_are_refused(parts: tuple[Any, ...]) -> None:
    with pytest.raises(InputError, match="năm, tháng, ngày là số nguyên, gặp"):
        PartialDate(*parts)
