"""Amounts of money in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from vanban.wording.numbers import as_decimal

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_FOUR, _FIVE = 4, 5


@dataclass(frozen=True, slots=True)
class _Words:
    """The words that vary between regions."""

    linh: str
    tu: str
    nghin: str


def amount_in_words(
    value: Decimal | int,
    *,
    unit: str = "đồng",
    linh: Literal["linh", "lẻ"] = "linh",
    tu: Literal["tư", "bốn"] = "tư",
    nghin: Literal["nghìn", "ngàn"] = "nghìn",
) -> str:
    """``value`` in words, capitalised: "Bốn mươi bốn tỷ, bảy trăm sáu mươi hai triệu đồng".

    Commas stand between the groups tỷ, triệu, nghìn and units; groups of zero are not read; a group
    after the first is read in full ("không trăm linh năm"). Above 999 tỷ the count of tỷ is one
    group and has no comma inside: "Một nghìn hai trăm tỷ, năm triệu đồng"; 10^18 is "Một tỷ tỷ".
    ``tu`` is the 4 of 24, 34, 54 … 94; 4, 14, 44 and 104 always end in "bốn". Decimals are read
    digit by digit after "phẩy", without zeros at the end: 56.050 is "Năm mươi sáu phẩy không năm".
    Raises TypeError for a float, InputError for NaN and infinity.
    """
    number = as_decimal(value)
    whole, _, decimals = format(number.copy_abs(), "f").partition(".")
    words = _count(int(whole), _Words(linh, tu, nghin), comma=",")
    if decimals := decimals.rstrip("0"):
        words += " phẩy " + " ".join(_DIGITS[int(digit)] for digit in decimals)
    sentence = f"{'âm ' if number < 0 else ''}{words} {unit}".rstrip()
    return sentence[0].upper() + sentence[1:]


def _count(number: int, words: _Words, *, comma: str) -> str:
    """A whole number of any size in words; ``comma`` ("," or "") stands between its groups."""
    if number == 0:
        return _DIGITS[0]
    billions, rest = divmod(number, 10**9)
    groups = [f"{_count(billions, words, comma='')} tỷ"] if billions else []
    groups += _groups(rest, words, first=not billions)
    return f"{comma} ".join(groups)


def _groups(number: int, words: _Words, *, first: bool) -> Iterator[str]:
    """The groups of a number below 10^9 that are not zero; the first one may be read short."""
    for size, name in ((10**6, " triệu"), (10**3, f" {words.nghin}"), (1, "")):
        group, number = divmod(number, size)
        if group:
            yield _hundreds(group, words, full=not first) + name
            first = False


def _hundreds(number: int, words: _Words, *, full: bool) -> str:
    """A number from 1 to 999; when ``full``, hundreds are read even if they are zero."""
    hundreds, rest = divmod(number, 100)
    if not (hundreds or full):
        return _tens(rest, words)
    start = f"{_DIGITS[hundreds]} trăm"
    if rest == 0:
        return start
    linh = f"{words.linh} " if rest < len(_DIGITS) else ""
    return f"{start} {linh}{_tens(rest, words)}"


def _tens(number: int, words: _Words) -> str:
    """A number from 1 to 99."""
    tens, unit = divmod(number, 10)
    if tens == 0:
        return _DIGITS[unit]
    start = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    return f"{start} {_unit_after_tens(unit, tens, words)}" if unit else start


def _unit_after_tens(unit: int, tens: int, words: _Words) -> str:
    """The last word of a number from 11 to 99: mốt, tư and lăm where usage wants them."""
    if unit == 1 and tens > 1:
        return "mốt"
    if unit == _FOUR and tens not in (1, _FOUR):
        return words.tu
    return "lăm" if unit == _FIVE else _DIGITS[unit]
