"""Numbers in Vietnamese notation: dots between thousands, a comma before decimals."""

import re
from collections.abc import Callable
from decimal import Decimal

from vanban.errors import InputError
from vanban.wording.text import quoted

# A first group that begins with zero is refused: "0.125" is a foreign 0,125 and no 125.
_LAWFUL = re.compile(r"-?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d+)?", re.ASCII)
# Babel calculates with 28 digits and keeps three for decimals; a budget has no more than 19.
_MOST_DIGITS = 25
_LARGEST_POWER = 100
# Longer than 44.762.000.000: left to Babel, which takes a hundred times as long as the few steps
# that its answers are compared with in the tests.
_USUAL_LENGTH = 16
_SWAP = str.maketrans(",.", ".,")
_NUMBER_FORMS = "43.500 (dấu chấm tách hàng nghìn) hoặc 377,4 (dấu phẩy trước phần thập phân)"


def parse_number(text: str) -> Decimal:
    """The value of a number in Vietnamese notation; decimals keep the digits that were written.

    "43.500" is 43500, "95,50" is Decimal("95.50"), "05" is 5. Raises InputError, with the right
    spelling where it is certain, for any other notation ("377.4", "1,234,567", "1 234", "1e5").
    """
    text = text.strip()
    if _LAWFUL.fullmatch(text) is None:
        raise InputError(_fault(text))
    if len(text) <= _USUAL_LENGTH:
        return Decimal(text.replace(".", "").replace(",", "."))
    if len(text) > _MOST_DIGITS and sum(map(str.isdigit, text)) > _MOST_DIGITS:
        raise InputError(f"số {quoted(text)} dài quá {_MOST_DIGITS} chữ số; kiểm tra lại số này")
    from babel.numbers import parse_decimal  # noqa: PLC0415 - 22 ms that start-up can do without

    return parse_decimal(text, locale="vi", strict=True)


def format_number(value: Decimal | int) -> str:
    """``value`` in Vietnamese notation with all its digits: Decimal("1234.50") is "1.234,50".

    Raises TypeError for a float, which has lost its digits, and InputError for NaN and infinity.
    """
    value = as_decimal(value)
    return format(value if value else value.copy_abs(), ",f").translate(_SWAP)


def as_decimal(value: Decimal | int) -> Decimal:
    """``value`` as a finite Decimal within 10^±100.

    Raises TypeError for anything but Decimal and int, InputError for what is out of bounds.
    """
    if not isinstance(value, Decimal | int) or isinstance(value, bool):
        raise TypeError(f"expected Decimal or int, not {type(value).__name__}")
    number = Decimal(value)
    if not number.is_finite():
        raise InputError(f"“{number}” không phải là một con số; cần một số xác định, ví dụ 1.234,5")
    if abs(number.adjusted()) > _LARGEST_POWER:
        raise InputError("số quá lớn hoặc quá nhỏ để ghi trong văn bản; kiểm tra lại số này")
    return number


def _swap_marks(text: str) -> str:
    """Dots as commas and commas as dots."""
    return text.translate(_SWAP)


# What people type instead, why it is refused, and the spelling meant.
_REPAIRS: tuple[tuple[re.Pattern[str], str, Callable[[str], str]], ...] = (
    (
        re.compile(r"-?(?:\d+\.\d{1,2}|0\.\d+|\d{1,3}(?:,\d{3})+\.\d+)", re.ASCII),
        "trước phần thập phân là dấu phẩy, dấu chấm chỉ tách hàng nghìn",
        _swap_marks,
    ),
    (
        re.compile(r"-?\d{1,3}(?:,\d{3}){2,}", re.ASCII),
        "tách hàng nghìn bằng dấu chấm, dấu phẩy chỉ đứng trước phần thập phân",
        _swap_marks,
    ),
    (
        re.compile(r"-?\d{1,3}(?:\s\d{3})+(?:,\d+)?"),
        "tách hàng nghìn bằng dấu chấm, không bằng dấu cách",
        lambda text: re.sub(r"\s", ".", text),
    ),
    (re.compile(r"\+.+"), "số dương không ghi dấu cộng", lambda text: text[1:]),
    (re.compile(r"[−–].+"), "dấu âm là dấu gạch nối (-)", lambda text: "-" + text[1:]),
    (
        re.compile(r"-?,\d+"),
        "trước dấu phẩy phải có chữ số",
        lambda text: text.replace(",", "0,"),
    ),
    (re.compile(r"[^,]+[,.]"), "sau con số thừa một dấu", lambda text: text[:-1]),
)


def _fault(text: str) -> str:
    """Why ``text`` is refused and what to write instead."""
    if not text:
        return f"để trống; cần một con số, ví dụ {_NUMBER_FORMS}"
    for pattern, why, repair in _REPAIRS:
        if pattern.fullmatch(text) and _LAWFUL.fullmatch(repair(text)):
            return f"số {quoted(text)} viết chưa đúng: {why}; viết {quoted(repair(text))}"
    strange = next((char for char in text if char.isdigit() and not char.isascii()), None)
    if strange:
        return (
            f"số {quoted(text)} có chữ số lạ {quoted(strange)}; gõ lại bằng các chữ số từ 0 đến 9"
        )
    return f"{quoted(text)} không phải là số viết theo cách Việt Nam; viết như {_NUMBER_FORMS}"
