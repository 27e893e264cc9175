import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from babel.numbers import format_decimal, parse_decimal
from hypothesis import example, given
from hypothesis import strategies as st

from vanban.errors import InputError
from vanban.wording import format_number, parse_number

from .steady import SPELLINGS, steady

DECIMALS = st.decimals(
    min_value=-(10**12), max_value=10**12, places=4, allow_nan=False, allow_infinity=False
) | st.builds(lambda n, p: Decimal(n).scaleb(-p), st.integers(-(10**18), 10**18), st.integers(0, 8))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("44.762.000.000", "44762000000"),
        ("39.641.000.000", "39641000000"),
        ("377,4", "377.4"),
        ("0,85", "0.85"),
        ("-5", "-5"),
        ("05", "5"),
        ("007,50", "7.50"),
        ("43.500", "43500"),
        ("43500", "43500"),
        ("95,50", "95.50"),
        ("7,186", "7.186"),
        ("1.234,50", "1234.50"),
        ("-1.234.567,8", "-1234567.8"),
        ("100", "100"),
        ("0", "0"),
        ("  663 ", "663"),
        ("0,999999999999999999999999", "0.999999999999999999999999"),
        ("9.999.999.999.999.999.999.999.999", "9999999999999999999999999"),
    ],
)
def test_parse_number(text: str, value: str) -> None:
    assert str(parse_number(text)) == value


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("377.4", "377,4"),
        ("0.78", "0,78"),
        ("0.125", "0,125"),
        ("-0.125", "-0,125"),
        ("12.5", "12,5"),
        ("1.00", "1,00"),
        ("1234.5", "1234,5"),
        ("1,234.5", "1.234,5"),
        ("1,234,567.891", "1.234.567,891"),
        ("1,234,567", "1.234.567"),
        ("44,762,000,000", "44.762.000.000"),
        ("44 762 000", "44.762.000"),
        ("1\u00a0234,5", "1.234,5"),
        ("+5", "5"),
        ("−5", "-5"),
        ("–1.000", "-1.000"),
        (",5", "0,5"),
        ("-,5", "-0,5"),
        ("5,", "5"),
        ("5.", "5"),
    ],
)
def test_a_clear_foreign_number_is_refused_with_its_spelling(text: str, hint: str) -> None:
    with pytest.raises(InputError, match=rf"“{re.escape(text)}” .*; viết “{re.escape(hint)}”$"):
        parse_number(text)


@pytest.mark.parametrize(
    "text",
    [
        *("1.0000", "1234.567", "1.234567", "05.000", "1.23.456", "1,2,3", "1.234,567.8", "1..000"),
        *("12,34.5", "1e5", "1_000", "NaN", "inf", "năm", "5 ha", "--5", "5-", "-", ".", "½", "²"),
    ],
)
def test_what_cannot_be_read_is_refused_and_never_guessed(text: str) -> None:
    with pytest.raises(InputError, match=r"không phải là số|chữ số lạ") as caught:
        parse_number(text)
    assert "; viết như" in str(caught.value) or "gõ lại" in str(caught.value)


@pytest.mark.parametrize("text", ["５", "1２", "٣", "१"])
def test_digits_of_other_scripts_are_refused(text: str) -> None:
    with pytest.raises(InputError, match="chữ số lạ"):
        parse_number(text)


def test_empty_and_endless_numbers_are_refused() -> None:
    with pytest.raises(InputError, match="để trống"):
        parse_number(" ")
    with pytest.raises(InputError, match="dài quá 25 chữ số"):
        parse_number("1" * 26)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("44762000000"), "44.762.000.000"),
        (Decimal("377.4"), "377,4"),
        (Decimal("95.50"), "95,50"),
        (Decimal("1234.50"), "1.234,50"),
        (Decimal("1E+3"), "1.000"),
        (Decimal("1E-3"), "0,001"),
        (Decimal("-0.5"), "-0,5"),
        (Decimal("-0"), "0"),
        (Decimal("-0.00"), "0,00"),
        (Decimal("0.1234567"), "0,1234567"),
        (43500, "43.500"),
        (-1000, "-1.000"),
        (999, "999"),
        (0, "0"),
        (12345678901234567890123456789012345, "12.345.678.901.234.567.890.123.456.789.012.345"),
    ],
)
def test_format_number(value: Decimal | int, text: str) -> None:
    assert format_number(value) == text


@pytest.mark.parametrize("value", [1.5, True, "5", None])
def test_format_number_takes_no_other_type(value: Any) -> None:
    with pytest.raises(TypeError, match="expected Decimal or int"):
        format_number(value)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "sNaN", "1E+999999", "1E-500"])
def test_format_number_refuses_what_is_no_number(value: str) -> None:
    with pytest.raises(InputError, match=r"không phải là một con số|quá lớn hoặc quá nhỏ"):
        format_number(Decimal(value))


@steady
@given(DECIMALS)
def test_parse_reads_what_format_writes(value: Decimal) -> None:
    parsed = parse_number(format_number(value))
    assert parsed == value
    assert parsed.as_tuple().exponent == value.as_tuple().exponent


@steady
@given(DECIMALS.filter(bool))
def test_babel_writes_the_same(value: Decimal) -> None:
    ours = format_number(value)
    if "," in ours:
        ours = ours.rstrip("0").rstrip(",")
    assert ours == format_decimal(value, locale="vi", decimal_quantization=False)


@steady
@given(DECIMALS)
def test_babel_reads_the_same(value: Decimal) -> None:
    text = format_number(value)
    theirs = parse_decimal(text, locale="vi", strict=True)
    assert parse_number(text).as_tuple() == theirs.as_tuple()


WHOLE = st.integers(0, 10**12)
DECIMAL_DIGITS = st.text("0123456789", min_size=1, max_size=6)


@steady
@given(SPELLINGS)
@example("1.234")
@example("-05,50")
def test_every_lawful_spelling_is_read_and_written_back_alike(text: str) -> None:
    value = parse_number(text)
    assert value == Decimal(text.replace(".", "").replace(",", "."))
    ungrouped = text.replace(".", "").lstrip("-").lstrip("0")
    assert format_number(abs(value)).replace(".", "").lstrip("0") == ungrouped


LAWFUL = re.compile(r"-?([0-9]+|[1-9][0-9]{0,2}(\.[0-9]{3})+)(,[0-9]+)?")


@steady
@given(st.text("0123456789.,- +−eE", max_size=12) | SPELLINGS)
def test_no_other_spelling_is_read(text: str) -> None:
    is_lawful = LAWFUL.fullmatch(text.strip()) is not None
    try:
        parse_number(text)
    except InputError as error:
        assert not is_lawful
        suggested = re.search(r"; viết “(\S+)”$", str(error))
        assert suggested is None or LAWFUL.fullmatch(suggested[1])
    else:
        assert is_lawful


# Slips, each made of a whole number and the digits of its decimals, with what was meant.
SLIPS: dict[str, Callable[[int, str], tuple[str, str]]] = {
    "a dot before decimals": lambda n, d: (f"{n}.{d[:2]}", f"{n}.{d[:2]}"),
    "foreign grouping": lambda n, d: (f"{n + 10**3:,}.{d}", f"{n + 10**3}.{d}"),
    "foreign grouping of a whole number": lambda n, d: (f"{n + 10**6:,}", f"{n + 10**6}"),
    "grouped by spaces": lambda n, d: (
        f"{n + 10**3:,}".replace(",", " ") + f",{d}",
        f"{n + 10**3}.{d}",
    ),
    "a plus": lambda n, d: (f"+{n},{d}", f"{n}.{d}"),
    "another dash for the minus": lambda n, d: (f"−{n},{d}", f"-{n}.{d}"),
    "nothing before the comma": lambda n, d: (f",{d}", f"0.{d}"),
    "a mark at the end": lambda n, d: (f"{n}.", f"{n}"),
}


@steady
@given(st.sampled_from(sorted(SLIPS)), WHOLE, DECIMAL_DIGITS)
def test_every_slip_is_refused_with_the_spelling_of_what_was_meant(
    slip: str, whole: int, decimals: str
) -> None:
    text, meant = SLIPS[slip](whole, decimals)
    with pytest.raises(InputError) as caught:
        parse_number(text)
    suggested = re.search(r"; viết “(\S+)”$", str(caught.value))
    assert suggested, str(caught.value)
    assert parse_number(suggested[1]) == Decimal(meant)
