"""How a workbook calls its columns and cells: "AB", "B5"."""

import re

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
_LETTERS = 26

Cell = tuple[int, int]
"""Row and column, both from 1."""


def column_number(letters: str) -> int:
    """The number of a column, from 1: "AB" is 28."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """The letters of a column: 28 is "AB"."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_of(reference: str) -> Cell:
    """Row and column of "B5". Raises ValueError for what is no cell."""
    found = _CELL.fullmatch(reference.upper())
    if found is None:
        raise ValueError(reference)
    return int(found[2]), column_number(found[1])


def reference_of(cell: Cell) -> str:
    """ "B5" for row 5, column 2."""
    row, column = cell
    return f"{column_letters(column)}{row}"
