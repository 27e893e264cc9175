from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.errors import InputError
from vanban.wording import amount_in_words

from .steady import steady


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0", "Không đồng"),
        ("1", "Một đồng"),
        ("4", "Bốn đồng"),
        ("5", "Năm đồng"),
        ("10", "Mười đồng"),
        ("11", "Mười một đồng"),
        ("14", "Mười bốn đồng"),
        ("15", "Mười lăm đồng"),
        ("20", "Hai mươi đồng"),
        ("21", "Hai mươi mốt đồng"),
        ("24", "Hai mươi tư đồng"),
        ("25", "Hai mươi lăm đồng"),
        ("34", "Ba mươi tư đồng"),
        ("44", "Bốn mươi bốn đồng"),
        ("55", "Năm mươi lăm đồng"),
        ("91", "Chín mươi mốt đồng"),
        ("94", "Chín mươi tư đồng"),
        ("99", "Chín mươi chín đồng"),
        ("100", "Một trăm đồng"),
        ("101", "Một trăm linh một đồng"),
        ("104", "Một trăm linh bốn đồng"),
        ("105", "Một trăm linh năm đồng"),
        ("110", "Một trăm mười đồng"),
        ("111", "Một trăm mười một đồng"),
        ("115", "Một trăm mười lăm đồng"),
        ("121", "Một trăm hai mươi mốt đồng"),
        ("555", "Năm trăm năm mươi lăm đồng"),
        ("1000", "Một nghìn đồng"),
        ("1005", "Một nghìn, không trăm linh năm đồng"),
        ("1015", "Một nghìn, không trăm mười lăm đồng"),
        ("1050", "Một nghìn, không trăm năm mươi đồng"),
        ("1500", "Một nghìn, năm trăm đồng"),
        ("10000", "Mười nghìn đồng"),
        ("43500", "Bốn mươi ba nghìn, năm trăm đồng"),
        ("1000000", "Một triệu đồng"),
        ("1000001", "Một triệu, không trăm linh một đồng"),
        ("1001000", "Một triệu, không trăm linh một nghìn đồng"),
        ("60000000", "Sáu mươi triệu đồng"),
        (
            "123456789",
            "Một trăm hai mươi ba triệu, bốn trăm năm mươi sáu nghìn, bảy trăm tám mươi chín đồng",
        ),
        ("1000000000", "Một tỷ đồng"),
        ("5000000005", "Năm tỷ, không trăm linh năm đồng"),
        (
            "44762000000",
            "Bốn mươi bốn tỷ, bảy trăm sáu mươi hai triệu đồng",
        ),
        ("39641000000", "Ba mươi chín tỷ, sáu trăm bốn mươi mốt triệu đồng"),
        ("663000000000", "Sáu trăm sáu mươi ba tỷ đồng"),
        ("1000000000000", "Một nghìn tỷ đồng"),
        ("1005000000000", "Một nghìn không trăm linh năm tỷ đồng"),
        ("1234005000000", "Một nghìn hai trăm ba mươi tư tỷ, không trăm linh năm triệu đồng"),
        ("1200000000000000", "Một triệu hai trăm nghìn tỷ đồng"),
        ("1000000000000000000", "Một tỷ tỷ đồng"),
        ("1000000005000000000", "Một tỷ không trăm linh năm tỷ đồng"),
        ("1000000000000000001", "Một tỷ tỷ, không trăm linh một đồng"),
        ("-5", "Âm năm đồng"),
        ("-0", "Không đồng"),
        ("56.05", "Năm mươi sáu phẩy không năm đồng"),
        ("56.050", "Năm mươi sáu phẩy không năm đồng"),
        ("36.52", "Ba mươi sáu phẩy năm hai đồng"),
        ("0.14", "Không phẩy một bốn đồng"),
        ("-0.5", "Âm không phẩy năm đồng"),
        ("5.00", "Năm đồng"),
        ("1E+3", "Một nghìn đồng"),
    ],
)
def test_amount_in_words(value: str, words: str) -> None:
    assert amount_in_words(Decimal(value)) == words


def test_regional_words_and_units() -> None:
    assert amount_in_words(24, tu="bốn") == "Hai mươi bốn đồng"
    assert amount_in_words(14, tu="tư") == "Mười bốn đồng"
    assert amount_in_words(105, linh="lẻ") == "Một trăm lẻ năm đồng"
    assert amount_in_words(2005, nghin="ngàn", linh="lẻ") == "Hai ngàn, không trăm lẻ năm đồng"
    assert amount_in_words(12, unit="đô la Mỹ") == "Mười hai đô la Mỹ"
    assert amount_in_words(46, unit="") == "Bốn mươi sáu"


@pytest.mark.parametrize("value", [1.5, True, "5"])
def test_other_types_are_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        amount_in_words(value)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+999999999"])
def test_what_is_no_amount_is_refused(value: str) -> None:
    with pytest.raises(InputError, match=r"không phải là một con số|quá lớn hoặc quá nhỏ"):
        amount_in_words(Decimal(value))


# An independent reader: it adds up what the words say, from the last "tỷ" outwards.
DIGIT = {
    **{"không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7},
    **{"tám": 8, "chín": 9, "mốt": 1, "tư": 4, "lăm": 5},
}
SCALE = {"nghìn": 1000, "ngàn": 1000, "triệu": 1000000}


def read_below_billion(words: list[str]) -> int:
    whole = group = digit = 0
    for word in words:
        if word in DIGIT:
            digit = DIGIT[word]
        elif word == "mười":
            group, digit = group + 10, 0
        elif word == "mươi":
            group, digit = group + 10 * digit, 0
        elif word == "trăm":
            group, digit = 100 * digit, 0
        elif word in SCALE:
            whole, group, digit = whole + (group + digit) * SCALE[word], 0, 0
        else:
            assert word in ("linh", "lẻ"), word
    return whole + group + digit


def read_count(words: list[str]) -> int:
    if "tỷ" not in words:
        return read_below_billion(words)
    last = len(words) - 1 - words[::-1].index("tỷ")
    return read_count(words[:last]) * 10**9 + read_below_billion(words[last + 1 :])


def read_words(sentence: str) -> Decimal:
    words = sentence.lower().replace(",", "").removesuffix(" đồng").split()
    sign = -1 if words[0] == "âm" else 1
    words = words[1:] if sign < 0 else words
    comma = words.index("phẩy") if "phẩy" in words else len(words)
    decimals = "".join(str(DIGIT[word]) for word in words[comma + 1 :])
    return sign * Decimal(f"{read_count(words[:comma])}.{decimals or 0}")


SIZES = st.one_of(*(st.integers(0, 10**power) for power in (3, 6, 9, 12, 15, 22)))
SPARSE = st.lists(st.sampled_from([0, 0, 1, 4, 5, 10, 21, 105, 340]), min_size=1, max_size=9).map(
    lambda groups: int("".join(f"{group:03d}" for group in groups))
)


@steady
@given(SIZES | SPARSE, st.integers(0, 4), st.booleans(), st.sampled_from(["tư", "bốn"]))
def test_the_words_say_the_value(number: int, places: int, negative: bool, tu: Any) -> None:
    value = Decimal(f"{'-' if negative else ''}{number}E-{places}")
    words = amount_in_words(value, tu=tu)
    assert read_words(words) == value
    assert words[0].isupper()
    assert "  " not in words
