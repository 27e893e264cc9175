"""The line of place and date (PL I, Phần I, II.4)."""

import re
from collections.abc import Iterator

from vanban.check.components import Component, Recognised
from vanban.check.findings import Fault, Severity
from vanban.check.rules.rule import Rule, rule
from vanban.check.rules.wording_lines import fault_in, faults_of_last_mark
from vanban.errors import InputError
from vanban.wording import PartialDate

_WORD_DAY = re.compile(r"\bng[àa]y\b", re.IGNORECASE)
_DAY = re.compile(r"\bngày\s*(\d{1,2})(?!\d)", re.IGNORECASE)
_MONTH = re.compile(r"\btháng\s*(\d{1,2})(?!\d)", re.IGNORECASE)
_YEAR = re.compile(r"\bnăm\s*(\d+)", re.IGNORECASE)
_FIGURES = re.compile(r"(?<!\d)\d{1,2}\s*([/.-])\s*\d{1,2}\s*\1\s*\d{2,4}(?!\d)")
_CAPITAL_WORD = re.compile(r"\b(Ngày|Tháng|Năm)\b")
_SHORT_PLACE = re.compile(r"\b(TPHCM|TP\s?HCM|HCM|HN|TP|Tp|TX|Tx|TT|[PQXH])(?:\.|\b(?=\s))")
_WORD = re.compile(r"(?<![\w’'.-])[^\W\d_]{2,}")
# Words of two syllables for a unit, of which the second is small.
_UNIT = re.compile(r"\b(?:thành phố|thị xã|thị trấn|đặc khu|thủ đô)\b", re.IGNORECASE)
_CLAUSE_A = "Phụ lục I, Phần I, Mục II, khoản 4 điểm a"
_CLAUSE_B = "Phụ lục I, Phần I, Mục II, khoản 4 điểm b"
_CLAUSE_C = "Phụ lục I, Phần I, Mục II, khoản 4 điểm c"
_MONTHS = 12
_DIGITS_OF_YEAR = 4


def _lines(recognised: Recognised) -> tuple[Component, ...]:
    return recognised.all("dia_danh_ngay")


def _place(text: str) -> str:
    """What stands before the date."""
    found = _WORD_DAY.search(text) or _FIGURES.search(text)
    return text[: found.start()].rstrip() if found else ""


@rule("DN01", "Sau địa danh thiếu dấu phẩy", "dia_danh_ngay", _CLAUSE_C, severity=Severity.ERROR)
def no_comma(recognised: Recognised) -> Iterator[Fault]:
    """Giữa địa danh và ngày, tháng, năm không có dấu phẩy.

    Quy định: Sau địa danh có dấu phẩy (,).

    Sai: Xã Quang Trung ngày 05 tháng 3 năm 2026

    Đúng: Xã Quang Trung, ngày 05 tháng 3 năm 2026

    Không bắt: Dòng chỉ có ngày, tháng, năm.
    """
    for component in _lines(recognised):
        place = _place(component.text)
        if place and not place.endswith(","):
            yield fault_in(
                component,
                f"{place.rstrip('.;:-–')}, ngày …",
                "Sau địa danh phải có dấu phẩy.",
                "Thêm dấu phẩy sau địa danh.",
            )


@rule("DN02", "Ngày nhỏ hơn 10 thiếu số 0", "dia_danh_ngay", _CLAUSE_B, severity=Severity.ERROR)
def no_zero_in_day(recognised: Recognised) -> Iterator[Fault]:
    """Ngày ban hành nhỏ hơn 10 không có số 0 phía trước.

    Quy định: Đối với những số thể hiện ngày nhỏ hơn 10 phải ghi thêm số 0 phía trước.

    Sai: ngày 5 tháng 3 năm 2026

    Đúng: ngày 05 tháng 3 năm 2026

    Không bắt: Ngày để trống.
    """
    below = recognised.law.so_khong.ngay_duoi
    for component in _lines(recognised):
        found = _DAY.search(component.text)
        if found and len(found[1]) == 1 and int(found[1]) < below:
            yield fault_in(
                component,
                f"ngày 0{found[1]}",
                f"Ngày nhỏ hơn {below} phải thêm số 0 phía trước.",
                f"Viết “ngày 0{found[1]}”.",
                observed=found[0],
            )


@rule("DN03", "Tháng từ 3 đến 9 thừa số 0", "dia_danh_ngay", _CLAUSE_B)
def zero_too_many(recognised: Recognised) -> Iterator[Fault]:
    """Tháng 3 đến tháng 9 ghi thêm số 0.

    Quy định: Chỉ ngày nhỏ hơn 10 và tháng 1, 2 phải ghi thêm số 0 phía trước; ví dụ của Mục V:
    “ngày 29 tháng 6 năm 2019”.

    Sai: ngày 05 tháng 03 năm 2026

    Đúng: ngày 05 tháng 3 năm 2026

    Không bắt: Tháng 01, tháng 02. Vì Nghị định không có lời cấm nên đây chỉ là lưu ý.
    """
    for component in _lines(recognised):
        found = _MONTH.search(component.text)
        if not found or not found[1].startswith("0"):
            continue
        month = int(found[1])
        if month and month not in recognised.law.so_khong.thang:
            yield fault_in(
                component,
                f"tháng {month}",
                "Chỉ tháng 1 và tháng 2 mới ghi thêm số 0 phía trước.",
                f"Viết “tháng {month}”.",
                observed=found[0],
            )


@rule("DN04", "Ngày ban hành viết tắt bằng số", "dia_danh_ngay", _CLAUSE_B)
def date_in_figures(recognised: Recognised) -> Iterator[Fault]:
    """Ngày, tháng, năm ban hành viết bằng dấu gạch chéo, gạch nối hoặc dấu chấm.

    Quy định: Thời gian ban hành văn bản phải được viết đầy đủ: ngày … tháng … năm ….

    Sai: Xã Quang Trung, ngày 12/3/2026

    Đúng: Xã Quang Trung, ngày 12 tháng 3 năm 2026

    Không bắt: Ngày viết tắt trong lời văn.
    """
    for component in _lines(recognised):
        if found := _FIGURES.search(component.text):
            yield fault_in(
                component,
                "ngày … tháng … năm …",
                "Thời gian ban hành phải viết đầy đủ “ngày … tháng … năm …”.",
                "Viết đầy đủ ngày, tháng, năm bằng chữ “ngày”, “tháng”, “năm”.",
                observed=found[0],
            )


@rule("DN05", "Ngày ban hành không có trong lịch", "dia_danh_ngay", _CLAUSE_B)
def no_such_day(recognised: Recognised) -> Iterator[Fault]:
    """Ngày ban hành không có trong lịch.

    Quy định: Thời gian ban hành là ngày, tháng, năm văn bản được ban hành.

    Sai: ngày 31 tháng 4 năm 2026; ngày 29 tháng 02 năm 2026

    Đúng: ngày 30 tháng 4 năm 2026

    Không bắt: Ngày, tháng để trống; ngày sau hôm nay.
    """
    for component in _lines(recognised):
        day, month, year = (pattern.search(component.text) for pattern in (_DAY, _MONTH, _YEAR))
        wrong = _fault_of_calendar(day, month, year)
        if wrong:
            yield fault_in(
                component,
                "một ngày có trong lịch",
                f"Ngày ban hành không có trong lịch: {wrong}.",
                "Kiểm tra lại ngày, tháng, năm ban hành.",
            )


def _fault_of_calendar(
    day: re.Match[str] | None, month: re.Match[str] | None, year: re.Match[str] | None
) -> str:
    """Why the calendar has no such date; "" when it has or when a part is blank."""
    if month and not 1 <= int(month[1]) <= _MONTHS:
        return f"không có tháng {month[1]}"
    if not (day and month and year) or len(year[1]) != _DIGITS_OF_YEAR:
        return ""
    try:
        PartialDate(int(year[1]), int(month[1]), int(day[1]))
    except InputError:
        return f"không có ngày {day[1]} tháng {month[1]} năm {year[1]}"
    return ""


@rule("DN06", "Từ “ngày”, “tháng”, “năm” viết hoa", "dia_danh_ngay", _CLAUSE_C)
def capital_words(recognised: Recognised) -> Iterator[Fault]:
    """Từ “ngày”, “tháng” hoặc “năm” ở dòng địa danh viết hoa chữ đầu.

    Quy định: Địa danh và thời gian ban hành được trình bày bằng chữ in thường; ví dụ: “Hà Nội,
    ngày 05 tháng 01 năm 2020”.

    Sai: Xã Quang Trung, Ngày 12 tháng 3 năm 2026

    Đúng: Xã Quang Trung, ngày 12 tháng 3 năm 2026

    Không bắt: Dòng không có địa danh, bắt đầu bằng “Ngày”.
    """
    for component in _lines(recognised):
        found = _CAPITAL_WORD.search(component.text)
        if found and found.start():
            yield fault_in(
                component,
                found[0].lower(),
                f"“{found[0]}” ở giữa dòng không viết hoa.",
                f"Viết “{found[0].lower()}”.",
                observed=found[0],
            )


@rule(
    "DN07", "Sau năm ban hành có dấu câu", "dia_danh_ngay", "Phụ lục I, Phần I, Mục V, số thứ tự 4"
)
def mark_at_end(recognised: Recognised) -> Iterator[Fault]:
    """Cuối dòng địa danh, ngày, tháng, năm có dấu câu.

    Quy định: Các ví dụ của Mục V không có dấu câu ở cuối dòng.

    Sai: Xã Quang Trung, ngày 12 tháng 3 năm 2026.

    Đúng: Xã Quang Trung, ngày 12 tháng 3 năm 2026

    Không bắt: Dấu chấm để trống chờ ghi năm.
    """
    yield from faults_of_last_mark(recognised, "dia_danh_ngay", "năm ban hành")


@rule("DN08", "Địa danh không viết hoa chữ đầu", "dia_danh_ngay", _CLAUSE_C)
def small_place(recognised: Recognised) -> Iterator[Fault]:
    """Địa danh, hoặc một tiếng của tên riêng trong đó, bắt đầu bằng chữ thường.

    Quy định: Các chữ cái đầu của địa danh phải viết hoa.

    Sai: xã Quang Trung, ngày 12 tháng 3 năm 2026; Hà nội, ngày 12 tháng 3 năm 2026

    Đúng: Xã Quang Trung, ngày 12 tháng 3 năm 2026; Hà Nội, ngày 12 tháng 3 năm 2026

    Không bắt: Dòng không có địa danh; tiếng sau của “Thành phố”, “Thị xã”, “Thị trấn”, “Đặc khu”.
    """
    for component in _lines(recognised):
        place = _place(component.text).rstrip(", ")
        right = _WORD.sub(lambda found: found[0][0].upper() + found[0][1:], place)
        right = _UNIT.sub(lambda found: found[0].capitalize(), right)
        if right != place and not place.isupper():
            yield fault_in(
                component,
                right,
                "Các chữ cái đầu của địa danh phải viết hoa.",
                f"Viết “{right}”.",
                observed=place,
            )


@rule("DN09", "Địa danh viết tắt", "dia_danh_ngay", _CLAUSE_A)
def short_place(recognised: Recognised) -> Iterator[Fault]:
    """Địa danh có chữ viết tắt.

    Quy định: Địa danh là tên gọi chính thức của đơn vị hành chính; ví dụ của Mục V: “Thành phố Hồ
    Chí Minh, ngày 29 tháng 6 năm 2019”.

    Sai: TP. Hồ Chí Minh, ngày 12 tháng 3 năm 2026

    Đúng: Thành phố Hồ Chí Minh, ngày 12 tháng 3 năm 2026

    Không bắt: Tên riêng có một chữ cái hay số, như Phường 5.
    """
    for component in _lines(recognised):
        if found := _SHORT_PLACE.search(_place(component.text)):
            yield fault_in(
                component,
                "tên gọi chính thức",
                f"Địa danh ghi tên gọi chính thức, không viết tắt “{found[0]}”.",
                f"Viết đầy đủ “{found[0]}”.",
                observed=_place(component.text).rstrip(","),
            )


@rule("DN21", "Tháng 1, tháng 2 thiếu số 0", "dia_danh_ngay", _CLAUSE_B, severity=Severity.ERROR)
def no_zero_in_month(recognised: Recognised) -> Iterator[Fault]:
    """Tháng 1 hoặc tháng 2 không có số 0 phía trước.

    Quy định: Đối với những số thể hiện tháng 1, 2 phải ghi thêm số 0 phía trước.

    Sai: ngày 12 tháng 1 năm 2026

    Đúng: ngày 12 tháng 01 năm 2026

    Không bắt: Tháng 3 đến tháng 12; tháng để trống.
    """
    for component in _lines(recognised):
        found = _MONTH.search(component.text)
        if found and len(found[1]) == 1 and int(found[1]) in recognised.law.so_khong.thang:
            yield fault_in(
                component,
                f"tháng 0{found[1]}",
                "Tháng 1 và tháng 2 phải thêm số 0 phía trước.",
                f"Viết “tháng 0{found[1]}”.",
                observed=found[0],
            )


@rule("DN22", "Năm ban hành không đủ bốn chữ số", "dia_danh_ngay", _CLAUSE_B)
def short_year(recognised: Recognised) -> Iterator[Fault]:
    """Năm ban hành không có đủ bốn chữ số.

    Quy định: Thời gian ban hành văn bản phải được viết đầy đủ.

    Sai: ngày 12 tháng 3 năm 26

    Đúng: ngày 12 tháng 3 năm 2026

    Không bắt: Năm để trống một phần bằng dấu chấm hoặc dấu cách, như “năm 20…”.
    """
    for component in _lines(recognised):
        found = _YEAR.search(component.text)
        if found and len(found[1]) != _DIGITS_OF_YEAR and found.end() == len(component.text):
            if found[1] in ("20", "202"):
                continue
            yield fault_in(
                component,
                "bốn chữ số",
                "Năm ban hành phải ghi đủ bốn chữ số.",
                "Ghi đủ bốn chữ số của năm.",
                observed=found[0],
            )


RULES: tuple[Rule, ...] = (
    no_comma,
    no_zero_in_day,
    zero_too_many,
    date_in_figures,
    no_such_day,
    capital_words,
    mark_at_end,
    small_place,
    short_place,
    no_zero_in_month,
    short_year,
)
