"""Roman numbers, read and written."""

import re

_SIGNS = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "M CM D CD C XC L XL X IX V IV I".split(),
        strict=True,
    )
)
_NUMBER = re.compile(r"[IVXLC]+")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman_text(number: int) -> str:
    """A number in Roman capitals: 4 is "IV"; "" for one below 1."""
    text = ""
    for value, letters in _SIGNS:
        count, number = divmod(max(number, 0), value)
        text += letters * count
    return text


def roman_number(text: str) -> int | None:
    """The value of a Roman number below 400 in capitals; None for any other text."""
    if not _NUMBER.fullmatch(text):
        return None
    values = [_VALUES[letter] for letter in text]
    following = [*values[1:], 0]
    value = sum(-a if a < b else a for a, b in zip(values, following, strict=True))
    return value if roman_text(value) == text else None
