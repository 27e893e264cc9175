"""Roman numbers, both ways."""

import pytest

from vanban.check.roman_numbers import roman_number, roman_text

NUMBERS = [("I", 1), ("IV", 4), ("IX", 9), ("XIX", 19), ("XL", 40), ("CCCXCIX", 399)]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_roman_numbers(text: str, value: int) -> None:
    assert roman_number(text) == value
    assert roman_text(value) == text


@pytest.mark.parametrize("text", ["", "IIII", "VX", "IC", "A", "1", "i", "CCCC"])
def test_what_is_no_roman_number(text: str) -> None:
    assert roman_number(text) is None


def test_numbers_that_are_only_written() -> None:
    assert roman_text(1994) == "MCMXCIV"
    assert roman_text(0) == ""
