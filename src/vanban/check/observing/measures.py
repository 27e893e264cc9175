"""Numbers as a Word file writes them."""

import re
from functools import lru_cache

MM_PER_TWIP = 25.4 / 1440
MM_PER_POINT = 25.4 / 72
MM_PER_EMU = 1 / 36000

_NUMBER = re.compile(r"\s*([+-]?\d{1,12}(?:\.\d{0,6})?|[+-]?\.\d{1,6})\s*([a-z%]*)\s*", re.ASCII)
_POINTS = {"pt": 1.0, "in": 72.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "pc": 12.0, "pi": 12.0}
_POINTS["px"] = 0.75
_LARGEST = 1e7
_OFF = {"0", "false", "off", "no"}


@lru_cache(4096)
def points(text: str | None, per_point: float) -> float | None:
    """A length in points; a bare number counts ``per_point`` to the point (twips: 20)."""
    number, unit = _parts(text)
    if number is None or unit == "%":
        return None
    return number * _POINTS[unit] if unit in _POINTS else number / per_point


def twips(text: str | None) -> float | None:
    """A length in twips, written in twips or with a unit."""
    length = points(text, 20)
    return None if length is None else length * 20


def whole(text: str | None, least: int, most: int) -> int | None:
    """A whole number within bounds; None for what is none."""
    number, _ = _parts(text)
    return None if number is None else int(min(max(number, least), most))


def percent(text: str | None) -> float | None:
    """A share of a hundred, written "50%" or in fiftieths of one percent."""
    number, unit = _parts(text)
    if number is None:
        return None
    return number if unit == "%" else number / 50


def is_on(value: str | None) -> bool:
    """Whether a switch is on: it is so when written without a value."""
    return value is None or value not in _OFF


def _parts(text: str | None) -> tuple[float | None, str]:
    match = _NUMBER.fullmatch(text) if text else None
    if match is None:
        return None, ""
    number = float(match[1])
    return (number, match[2]) if abs(number) <= _LARGEST * 1000 else (None, "")
