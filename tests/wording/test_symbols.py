import pytest

from vanban.errors import InputError
from vanban.wording import build_symbol, has_year, number_line

BLANK = "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0"


@pytest.mark.parametrize(
    ("kind", "body", "symbol"),
    [
        ("QĐ", "UBND", "QĐ-UBND"),
        ("QyĐ", "UBND", "QyĐ-UBND"),
        ("CTr", "BNV", "CTr-BNV"),
        ("TTr", "STNMT", "TTr-STNMT"),
        (None, "BNV-VP", "BNV-VP"),
        (None, "UBND-VX", "UBND-VX"),
    ],
)
def test_build_symbol(kind: str | None, body: str, symbol: str) -> None:
    assert build_symbol(kind, body) == symbol


# PL I, Phần I, V.3 gives both.
@pytest.mark.parametrize(
    ("body", "unit", "symbol"), [("BNV", "VP", "BNV-VP"), ("UBND", "VX", "UBND-VX")]
)
def test_symbol_of_a_letter(body: str, unit: str, symbol: str) -> None:
    assert build_symbol(None, body, unit) == symbol


@pytest.mark.parametrize("unit", ["", "V X", "V/X"])
def test_symbol_of_a_letter_refuses_a_unit(unit: str) -> None:
    with pytest.raises(InputError, match="tên đơn vị hoặc lĩnh vực"):
        build_symbol(None, "UBND", unit)


@pytest.mark.parametrize(
    ("kind", "body", "message"),
    [
        ("", "UBND", "tên loại văn bản để trống"),
        ("QĐ", "  ", "tên cơ quan để trống"),
        ("QĐ", "UB ND", "“UB ND” viết chưa đúng"),
        ("QĐ", "UBND ", "“UBND ” viết chưa đúng"),
        ("QĐ", "UBND\u00a0X", "không có dấu cách"),
        ("QĐ/", "UBND", "“QĐ/” viết chưa đúng"),
        ("QĐ", "-UBND", "“-UBND” viết chưa đúng"),
        ("QĐ", "UBND--VX", "một dấu gạch nối"),
        ("QĐ - ", "UBND", "viết chưa đúng"),
    ],
)
def test_build_symbol_refuses(kind: str, body: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        build_symbol(kind, body)


# PL I, Phần I, V.3 gives the first three; II.3.c the zero below 10.
@pytest.mark.parametrize(
    ("number", "symbol", "line"),
    [
        (15, "QĐ-BNV", "Số: 15/QĐ-BNV"),
        (5, "BNV-VP", "Số: 05/BNV-VP"),
        (12, "UBND-VX", "Số: 12/UBND-VX"),
        (9, "QĐ-UBND", "Số: 09/QĐ-UBND"),
        (10, "QĐ-UBND", "Số: 10/QĐ-UBND"),
        (1234, "QyĐ-UBND", "Số: 1234/QyĐ-UBND"),
        (None, "QĐ-UBND", f"Số:{BLANK}/QĐ-UBND"),
    ],
)
def test_number_line(number: int | None, symbol: str, line: str) -> None:
    assert number_line(number, symbol) == line


@pytest.mark.parametrize("number", [0, -1])
def test_number_line_counts_from_one(number: int) -> None:
    with pytest.raises(InputError, match=f"số văn bản là {number}; số văn bản đếm từ 1"):
        number_line(number, "QĐ-UBND")


def test_a_year_stays_in_the_number_line() -> None:
    assert number_line(5, "2024/QĐ-UBND") == "Số: 05/2024/QĐ-UBND"


@pytest.mark.parametrize(
    ("symbol", "has"),
    [
        ("2024/QĐ-UBND", True),
        ("1999/NQ-HĐND", True),
        ("QĐ-UBND-2024", True),
        ("KH-2024-UBND", True),
        ("QĐ-UBND", False),
        ("QĐ-P2024", False),
        ("KH-12024", False),
        ("KH-2124", False),
        ("", False),
    ],
)
def test_a_year_in_a_symbol(symbol: str, has: bool) -> None:
    assert has_year(symbol) is has


@pytest.mark.parametrize(
    "symbol", ["", "QĐ - UBND", "QĐ/UBND", "2024/", "2024/QĐ UBND", "24/QĐ-UBND", "2024/2025/QĐ"]
)
def test_number_line_refuses_a_symbol_that_is_none(symbol: str) -> None:
    with pytest.raises(InputError, match="ký hiệu"):
        number_line(5, symbol)
