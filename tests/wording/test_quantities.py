from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from vanban.errors import InputError
from vanban.wording import Quantity, parse_number, total

from .steady import SPELLINGS, steady


# Most are taken from the founding decree of xã Quang Trung.
@pytest.mark.parametrize(
    ("text", "value", "unit", "printed"),
    [
        ("663 tỷ đồng", "663", "tỷ đồng", "663 tỷ đồng"),
        ("10ha", "10", "ha", "10 ha"),
        ("56,5 tạ/ha", "56.5", "tạ/ha", "56,5 tạ/ha"),
        ("56,5tạ/ha", "56.5", "tạ/ha", "56,5 tạ/ha"),
        ("0,85 %", "0.85", "%", "0,85%"),
        ("1,1%", "1.1", "%", "1,1%"),
        ("95,50%", "95.50", "%", "95,50%"),
        ("90% dân số", "90", "% dân số", "90% dân số"),
        ("5 ‰", "5", "‰", "5‰"),
        ("04 hộ", "4", "hộ", "04 hộ"),
        ("05 doanh nghiệp", "5", "doanh nghiệp", "05 doanh nghiệp"),
        ("36,52ha", "36.52", "ha", "36,52 ha"),
        ("7,186ha", "7.186", "ha", "7,186 ha"),
        ("43.500 con", "43500", "con", "43.500 con"),
        ("43500", "43500", "", "43.500"),
        ("43500,50 kg", "43500.50", "kg", "43.500,50 kg"),
        ("044762", "44762", "", "044762"),
        ("999", "999", "", "999"),
        ("44.762.000.000 đồng", "44762000000", "đồng", "44.762.000.000 đồng"),
        ("12 triệu  đồng/người/năm", "12", "triệu đồng/người/năm", "12 triệu đồng/người/năm"),
        ("120 m²", "120", "m²", "120 m²"),
        ("120 m3/ngày", "120", "m3/ngày", "120 m3/ngày"),
        ("3,5 kWh/m²·năm", "3.5", "kWh/m²·năm", "3,5 kWh/m²·năm"),
        ("37 °C", "37", "°C", "37 °C"),
        ("5 héc-ta", "5", "héc-ta", "5 héc-ta"),
        ("-2,5 điểm", "-2.5", "điểm", "-2,5 điểm"),
        ("663\u00a0ty\u0309 đồng", "663", "tỷ đồng", "663 tỷ đồng"),
    ],
)
def test_parse(text: str, value: str, unit: str, printed: str) -> None:
    quantity = Quantity.parse(text)
    assert (str(quantity.value), quantity.unit, str(quantity)) == (value, unit, printed)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("377,4 tỷ.đ.", "viết đủ: 377,4 tỷ đồng"),
        ("377,4 tỷ.đ", "viết đủ: 377,4 tỷ đồng"),
        ("60 tr.đ", "viết đủ: 60 triệu đồng"),
        ("0.78%", "viết “0,78”"),
        ("1,234,567 đồng", "viết “1.234.567”"),
        ("44 762 000 đồng", "viết “44.762.000”"),
        ("1e5 con", "không phải là số"),
        ("10 ha;", "sau đơn vị “ha” thừa dấu “;”"),
        ("10 ha.", "sau đơn vị “ha” thừa dấu “.”"),
        ("10 ha ,", "sau đơn vị “ha” thừa dấu “,”"),
        ("10,", "viết “10”"),
        ("10;", "không đọc được đơn vị “;”"),
        ("ha", "cần một con số đứng trước đơn vị"),
        ("hộ 04", "cần một con số đứng trước đơn vị"),
        ("", "để trống: cần một con số đứng trước đơn vị"),
        ("5 - 10 ha", "không đọc được đơn vị “- 10 ha” sau số 5"),
        ("15/01/2024", "“15/01/2024” là một ngày"),
        ("10 ha 5 sào", "không đọc được đơn vị"),
        ("10 ha\ntấn", "không đọc được đơn vị"),
        ("10 ha (tươi)", "không đọc được đơn vị"),
        ("10 h\x07a", r"U\+0007"),
    ],
)
def test_parse_refuses(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        Quantity.parse(text)


def test_of() -> None:
    assert str(Quantity.of(43500, "con")) == "43.500 con"
    assert str(Quantity.of(Decimal("95.50"), "%")) == "95,50%"
    assert Quantity.of(6) == Quantity(Decimal(6), "", "6")


@pytest.mark.parametrize("value", [1.5, True, "5"])
def test_of_takes_no_other_type(value: Any) -> None:
    with pytest.raises(TypeError):
        Quantity.of(value, "ha")


def test_of_refuses_what_is_no_unit() -> None:
    with pytest.raises(InputError, match="viết đủ: 5 tỷ đồng"):
        Quantity.of(5, "tỷ.đ")


def test_total_of_the_founding_decree() -> None:
    parts = [Quantity.parse(text) for text in ("377,4 tỷ đồng", "190,3 tỷ đồng", "95,3 tỷ đồng")]
    assert total(parts) == Decimal("663.0")
    assert total([]) == 0


def test_total_refuses_two_units() -> None:
    with pytest.raises(InputError, match="không cộng được “6 ha” với “1 tấn” vì khác đơn vị"):
        total([Quantity.of(6, "ha"), Quantity.of(1, "tấn")])


UNITS = st.sampled_from(["", "%", "ha", "tạ/ha", "tỷ đồng", "m²", "°C", "% dân số"])


@steady
@given(st.decimals(-(10**12), 10**12, places=2), UNITS)
def test_parse_reads_what_str_writes(value: Decimal, unit: str) -> None:
    quantity = Quantity.of(value, unit)
    assert Quantity.parse(str(quantity)) == quantity


@steady
@given(SPELLINGS, st.sampled_from(["", " ", "\u00a0", "  "]), UNITS)
def test_every_lawful_spelling_is_read_and_prints_stably(number: str, gap: str, unit: str) -> None:
    quantity = Quantity.parse(f"{number}{gap}{unit}")
    assert (quantity.value, quantity.unit) == (parse_number(number), unit)
    assert quantity.digits.replace(".", "") == number.replace(".", "")
    assert Quantity.parse(str(quantity)) == quantity


@steady
@given(st.builds("".join, st.tuples(SPELLINGS, st.text(".,; %hatạ/²\u00a0\n-", max_size=5))))
def test_what_follows_a_number_is_refused_or_prints_stably(text: str) -> None:
    try:
        quantity = Quantity.parse(text)
    except InputError:
        reject()  # hypothesis fails when everything is rejected
    assert Quantity.parse(str(quantity)) == quantity
    assert "\n" not in str(quantity)


@pytest.mark.parametrize("text", ["03/05/2024", "3/5/24", "2024-05-03", "2024-05-03 00:00:00"])
def test_a_number_that_a_spreadsheet_made_a_date_is_told_as_one(text: str) -> None:
    with pytest.raises(InputError, match=f"“{text}” là một ngày, cần một con số kèm đơn vị"):
        Quantity.parse(text)


def test_a_fraction_is_no_date() -> None:
    with pytest.raises(InputError, match="không đọc được đơn vị “/4 con”"):
        Quantity.parse("3/4 con")
