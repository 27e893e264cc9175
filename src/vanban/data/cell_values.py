"""Values of spreadsheet cells as their cells show them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from vanban.wording import clean_text

# Excel keeps 15 digits of a number, and shows about ten of them when nothing says how many.
_KEPT_DIGITS = 15
_KEPT_FORM = f".{_KEPT_DIGITS}g"
_SHOWN_DIGITS = 10
# What Decimal can still round; no form of the state holds a longer number.
_MOST_WHOLE_DIGITS = 14
_MOST_DECIMALS = 10
_LITERALS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|[_*].')
_SECTION = re.compile(r'(?:"[^"]*"|\\.|[^;])*')
_LITERAL_TEXT = re.compile(r'"([^"]*)"|\\(.)')
_NUMBER_PART = re.compile(r"[0#?]|General", re.IGNORECASE)
_GROUPED = re.compile(r"[0#?],+[0#?]")
_PLACEHOLDERS = re.compile(r"[0#?]")
_THOUSANDS_BEHIND = re.compile(r"[0#?](,+)(?![0#?])")
_VIETNAMESE = str.maketrans(",.", ".,")
_ZEROS = re.compile(r"0{2,}")


@dataclass(frozen=True, slots=True)
class _NumberForm:
    """What a number format says: digits before and behind the comma, percent, thousands cut off.

    ``zeros`` is the length of a code like 012; ``is_plain`` for no format at all; ``unit`` is the
    text that the format writes behind the number, in thousands where it ``is_grouped``.
    """

    is_plain: bool = False
    zeros: int = 0
    shift: int = 0
    is_percent: bool = False
    most: int = 0
    least: int = 0
    is_grouped: bool = False
    unit: str = ""


@lru_cache(maxsize=1024)
def _form_of(number_format: str) -> _NumberForm:
    section = _SECTION.match(number_format)[0]  # type: ignore[index]  # matches any text
    form = _LITERALS.sub("", section)
    unit = _unit_in(section)
    if _ZEROS.fullmatch(form.strip()):
        return _NumberForm(zeros=len(form.strip()), unit=unit)
    if not _PLACEHOLDERS.search(form) or "E" in form.upper() or "/" in form:
        return _NumberForm(is_plain=True, unit=unit)
    behind = _THOUSANDS_BEHIND.search(form)
    shift = -3 * len(behind[1]) if behind else 0
    decimals = form.partition(".")[2]
    is_percent = "%" in form
    most = min(_MOST_DECIMALS, len(_PLACEHOLDERS.findall(decimals)))
    least = min(_MOST_DECIMALS, decimals.count("0"))
    return _NumberForm(
        shift=shift + 2 * is_percent,
        is_percent=is_percent,
        most=most,
        least=least,
        is_grouped=bool(_GROUPED.search(form)),
        unit=unit,
    )


def _unit_in(section: str) -> str:
    """The text that a format writes behind its number: "con" of 0" con"; a sign is no unit."""
    tail = _LITERAL_TEXT.sub(_blanked, section)
    digits = [found.end() for found in _NUMBER_PART.finditer(tail)]
    behind = section[digits[-1] :] if digits else ""
    unit = " ".join("".join(a or b for a, b in _LITERAL_TEXT.findall(behind)).split())
    return unit if any(map(str.isalpha, unit)) or unit == "%" else ""


def _blanked(found: re.Match[str]) -> str:
    return "-" * len(found[0])


def shown(value: object, number_format: str) -> str | Decimal:
    """A value of a table as its cell shows it: a date as 05/03/2024, text as it is.

    A number is a Decimal without the unit of its format, for the table may add up its column.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _in_form(exact(repr(value)), _form_of(number_format))
    return shown_other(value)


def exact(written: str) -> Decimal:
    """The number that a workbook writes, in the 15 digits that Excel knows of it."""
    if written.isdigit() and len(written) <= _KEPT_DIGITS:
        return Decimal(written)
    number = Decimal(format(float(written), _KEPT_FORM))
    if not number.is_finite():
        raise ValueError(written)
    return number


def shown_other(value: object) -> str:
    """What is no number: có or không, dates and times as people write them, tidied text."""
    match value:
        case bool():
            return "có" if value else "không"
        case datetime() if value.time() != time():
            return f"{value:%d/%m/%Y %H:%M}"
        case date():
            return f"{value:%d/%m/%Y}"
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60:02d}:{minutes % 60:02d}"
        case _:
            return clean_text(str(value))


def shown_number(value: Decimal, number_format: str) -> str | Decimal:
    """A number with the decimals, percent sign, zeros and unit that its format shows."""
    form = _form_of(number_format)
    number = _in_form(value, form)
    if not form.unit:
        return number
    text = number
    if isinstance(number, Decimal):
        text = f"{number:{',' if form.is_grouped else ''}f}".translate(_VIETNAMESE)
    return f"{text}%" if form.unit == "%" else f"{text} {form.unit}"


def _in_form(value: Decimal, form: _NumberForm) -> str | Decimal:
    if value.adjusted() > _MOST_WHOLE_DIGITS:
        return value
    if form.is_plain:
        return _shown_plainly(value)
    if form.zeros:
        return f"{value.quantize(Decimal(1), ROUND_HALF_UP):f}".zfill(form.zeros)
    if form.shift:
        value = value.scaleb(form.shift)
    number = _rounded(value, form.most, form.least)
    return f"{number:f}%".replace(".", ",") if form.is_percent else number


def _rounded(value: Decimal, most: int, least: int) -> Decimal:
    """A number with ``most`` decimals, of which zeros at the end go until ``least`` are left."""
    number = value.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)
    while most > least and number == (shorter := number.quantize(Decimal(1).scaleb(1 - most))):
        number, most = shorter, most - 1
    return number


def _shown_plainly(value: Decimal) -> Decimal:
    """A number as a cell without format shows it: all of a whole one, else about ten digits."""
    if value == value.to_integral_value():
        return value.quantize(Decimal(1))
    places = max(2, _SHOWN_DIGITS - max(1, value.adjusted() + 1))
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)  # noqa: S101 - a number that is finite
    return value if -exponent <= places else _rounded(value, places, 0)
