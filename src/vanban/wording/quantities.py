"""Quantities as people write them: a number, a unit and the printed form."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Self

from vanban.errors import InputError
from vanban.wording.numbers import format_number, parse_number
from vanban.wording.text import clean_text, quoted

# The number takes all that looks like one, so that parse_number can judge foreign notation.
_PARTS = re.compile(r"([+\-−–]?[\d.,\s]*\d(?:[eE][+-]?\d+)?[.,]*)(.*)", re.DOTALL)
_WORD = r"[^\W\d_¹²³½¼¾][^\W_¹½¼¾]*"
_UNIT = re.compile(rf"(?:[%‰°]|°?{_WORD})(?:[ /·-]{_WORD})*")
_UNGROUPED = re.compile(r"-?[1-9]\d{3,}(?:,\d+)?", re.ASCII)
_REST_OF_DATE = re.compile(r"[/-]\d{1,2}[/-]\d{1,4}(?!\d)")
_MADE_A_DATE = (
    "bảng tính có thể đã tự đổi số thành ngày: hãy đặt kiểu ô là Văn bản (Text) rồi ghi lại, "
    "ví dụ: 35 con"
)
_ABBREVIATIONS = {
    "đ": "đồng",
    "ngđ": "nghìn đồng",
    "nghđ": "nghìn đồng",
    "trđ": "triệu đồng",
    "tỷđ": "tỷ đồng",
    "tỉđ": "tỷ đồng",
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value, its unit ("" for none) and its digits as they are printed ("04", "95,50")."""

    value: Decimal
    unit: str
    digits: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """The quantity that ``text`` writes: "663 tỷ đồng", "10ha", "0,85 %", "04 hộ", "43.500".

        The digits stay as written, except that thousands get their dots ("43500" prints 43.500).
        Raises InputError for a missing or foreign number and for a unit that is not one.
        """
        parts = _PARTS.fullmatch(text.strip())
        if parts is None:
            raise InputError(_without_number(text))
        number, unit = parts[1], parts[2].strip()
        value = parse_number(number)
        is_ungrouped = "." not in number and _UNGROUPED.fullmatch(number)
        digits = format_number(value) if is_ungrouped else number
        return cls(value, _checked_unit(unit, digits), digits)

    @classmethod
    def of(cls, value: Decimal | int, unit: str = "") -> Self:
        """The quantity of a number from Python, a JSON file or a cell of a workbook.

        Raises TypeError for a float, InputError for NaN and for a unit that is not one.
        """
        digits = format_number(value)
        return cls(Decimal(value), _checked_unit(unit.strip(), digits), digits)

    def __reduce__(self) -> tuple[type[Self], tuple[Decimal, str, str]]:
        """Goes to another process in few steps: a row of a batch has many of them."""
        return type(self), (self.value, self.unit, self.digits)

    def __str__(self) -> str:
        """The printed form: "56,5 tạ/ha", "1,1%"."""
        space = "" if self.unit[:1] in ("", "%", "‰") else " "
        return f"{self.digits}{space}{self.unit}"


def total(parts: Iterable[Quantity]) -> Decimal:
    """The sum of quantities of one unit; 0 for none. Raises InputError when units differ."""
    parts = tuple(parts)
    if other := next((part for part in parts if part.unit != parts[0].unit), None):
        raise InputError(
            f"không cộng được “{parts[0]}” với “{other}” vì khác đơn vị; ghi cùng một đơn vị"
        )
    return sum((part.value for part in parts), Decimal(0))


def _without_number(text: str) -> str:
    """Why ``text``, which begins with no number, is refused."""
    found = quoted(text.strip()) if text.strip() else "để trống"
    return f"{found}: cần một con số đứng trước đơn vị, ví dụ: 56,5 tạ/ha"


def _checked_unit(unit: str, digits: str) -> str:
    """``unit`` with single ordinary spaces; raises InputError when it is no unit."""
    if not unit:
        return ""
    tidy, is_unit = _tidied(unit)
    if not is_unit:
        raise InputError(_unit_fault(tidy, digits))
    return tidy


@lru_cache(maxsize=1024)  # there are few units
def _tidied(unit: str) -> tuple[str, bool]:
    """``unit`` with single ordinary spaces, and whether it is one."""
    tidy = " ".join(clean_text(unit).split())
    return tidy, "\n" not in unit and _UNIT.fullmatch(tidy) is not None


def _unit_fault(unit: str, digits: str) -> str:
    """Why ``unit`` is refused and what to write instead."""
    if _REST_OF_DATE.match(unit):
        text = digits.replace(".", "") + unit
        return f"{quoted(text)} là một ngày, cần một con số kèm đơn vị; {_MADE_A_DATE}"
    full = _ABBREVIATIONS.get(unit.replace(".", "").replace(" ", "").lower())
    if full:
        return f"đơn vị {quoted(unit)} viết tắt; viết đủ: {digits} {full}"
    bare = unit.rstrip(" ;.,")
    if bare != unit and _UNIT.fullmatch(bare):
        return f"sau đơn vị {quoted(bare)} thừa dấu {quoted(unit[len(bare) :].strip())}; bỏ dấu đó"
    return (
        f"không đọc được đơn vị {quoted(unit)} sau số {digits}; đơn vị viết trên một dòng bằng "
        "chữ, có thể có dấu cách, %, /, ², ³, °, ·, ví dụ: ha, tạ/ha, triệu đồng"
    )
