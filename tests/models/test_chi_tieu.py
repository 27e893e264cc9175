from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from vanban.models import ChiTieu
from vanban.wording import Quantity

from .samples import chi_tieu, part, read

steady = settings(max_examples=100)
DECIMALS = st.decimals(
    min_value=-(10**15), max_value=10**15, places=4, allow_nan=False, allow_infinity=False
)


def fault_of(**data: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        ChiTieu.model_validate(data)
    return str(caught.value.errors()[0]["ctx"]["error"])


def test_totals_of_the_decree() -> None:
    parts = [
        part("Thương mại - dịch vụ", "377,4 tỷ đồng"),
        part("Công nghiệp - xây dựng", "190,3 tỷ đồng"),
        part("Nông - lâm nghiệp", "95,3 tỷ đồng"),
    ]
    target = chi_tieu("Tổng giá trị sản xuất", "663 tỷ đồng", trong_do=parts)
    assert str(target.gia_tri) == "663 tỷ đồng"
    assigned = [
        {"cap_giao": "tỉnh", "gia_tri": "7,186 ha"},
        {"cap_giao": "thị xã", "gia_tri": "29,334 ha"},
    ]
    land = chi_tieu("Giải phóng mặt bằng", "36,52 ha", trong_do=assigned)
    assert land.gia_tri == Quantity(Decimal("36.52"), "ha", "36,52")


def test_wrong_total_names_both_numbers_and_the_difference() -> None:
    parts = [part("Trâu", "100 con"), part("Bò", "130,5 con")]
    message = fault_of(ten_chi_tieu="Đàn trâu, bò", gia_tri="220 con", trong_do=parts)
    assert message == (
        "“Đàn trâu, bò”: các phần cộng lại được 230,5 con, tổng ghi 220 con (lệch 10,5); "
        "hãy sửa tổng hoặc sửa phần"
    )


def test_total_above_its_parts_differs_downwards() -> None:
    message = fault_of(ten_chi_tieu="A", gia_tri="10 con", trong_do=[part("B", "9 con")])
    assert "được 9 con, tổng ghi 10 con (lệch -1)" in message


def test_sums_of_many_digits_are_exact() -> None:
    small, large = "0,000000000000000000000001 con", "9999999999999999999999999 con"
    parts = [part("A", large), part("B", small)]
    message = fault_of(ten_chi_tieu="Tổng", gia_tri=large, trong_do=parts)
    assert "lệch 0,000000000000000000000001" in message


def test_parts_of_another_unit_are_refused() -> None:
    message = fault_of(ten_chi_tieu="A", gia_tri="5 ha", trong_do=[part("B", "5 con")])
    assert message == "không cộng được “5 ha” với “5 con” vì khác đơn vị; ghi cùng một đơn vị"


def test_parts_need_values_and_a_total() -> None:
    no_part = fault_of(ten_chi_tieu="A", gia_tri="5 ha", trong_do=[part("B")])
    assert no_part == "“A”: mỗi phần của “Trong đó” phải có “Giá trị”"
    no_total = fault_of(ten_chi_tieu="A", trong_do=[part("B", "5 ha")])
    assert no_total == "“A” có “Trong đó” thì phải có “Giá trị” để đối chiếu tổng"


def test_values_that_belong_together_are_not_added() -> None:
    target = chi_tieu("Lúa", "130 ha", gom_co=[part("năng suất", "56,5 tạ/ha")])
    assert read(target) == "Lúa: 130 ha, năng suất: 56,5 tạ/ha"


def test_target_needs_a_name_or_a_level() -> None:
    assert "cần có tên" in fault_of(gia_tri="5 ha")
    assert chi_tieu(None, "5 ha", cap_giao="thị xã").label == "thị xã giao"


@pytest.mark.parametrize(
    ("data", "lost"),
    [
        ({"gia_tri": "5 ha", "cach_ghi": "{ten_chi_tieu}"}, "{gia_tri}"),
        ({"gia_tri": "5 ha", "cap_giao": "tỉnh", "cach_ghi": "{gia_tri}"}, "{cap_giao}"),
        ({"gia_tri": "5 ha", "ghi_chu": "Thôn 4", "cach_ghi": "{gia_tri}"}, "{ghi_chu}"),
        ({"gom_co": [part("B", "1 ha"), part("C", "2 ha")], "cach_ghi": "{1}"}, "{2}"),
        ({"gom_co": [part("B", "1 ha")], "cach_ghi": "không có gì"}, "{1}"),
    ],
)
def test_sentence_that_loses_a_value_is_refused(data: dict[str, Any], lost: str) -> None:
    message = fault_of(ten_chi_tieu="A", **data)
    assert message == f"“Cách ghi” của “A” không in {lost}; số liệu sẽ bị mất"


@pytest.mark.parametrize("field", ["trong_do", "gom_co"])
def test_parts_of_an_inner_item_must_be_printed(field: str) -> None:
    inner = part("B", "5 ha") | {"trong_do": [part("C", "5 ha")]}
    assert "sẽ bị mất" in fault_of(ten_chi_tieu="A", gia_tri="5 ha", **{field: [inner]})
    shown = inner | {"cach_ghi": "{ten_chi_tieu} {gia_tri} ({trong_do})"}
    target = chi_tieu("A", "5 ha", **{field: [shown]})
    assert "C 5 ha" in read(getattr(target, field)[0])


def test_parts_in_one_line_hold_names_and_values_only() -> None:
    inner = part("B", "5 ha") | {"ghi_chu": "Thôn 4"}
    data = {"gia_tri": "5 ha", "trong_do": [inner], "cach_ghi": "{gia_tri} ({trong_do})"}
    assert "chỉ in tên và giá trị của “B”" in fault_of(ten_chi_tieu="A", **data)


@pytest.mark.parametrize(
    ("cach_ghi", "message"),
    [
        ("{gia_tr}", "“{gia_tr}” có chỗ điền lạ {gia_tr}; có phải {gia_tri}?"),
        ("{giá trị}", "“{giá trị}” có chỗ điền lạ {giá trị}; có phải {gia_tri}?"),
        (
            "{gia tri} {gia_tri}",
            "“{gia tri} {gia_tri}” có chỗ điền lạ {gia tri}; có phải {gia_tri}?",
        ),
        ("{gia_tri} {}", "“{gia_tri} {}” có chỗ điền lạ {}"),
        ("{gia_tri} {2}", "“Cách ghi” của “A” in mục {2} của “Gồm có”, nhưng chỉ có 0 mục"),
        ("{gia_tri.value}", "“{gia_tri.value}” có chỗ điền lạ {gia_tri.value}"),
    ],
)
def test_unknown_slot_is_refused(cach_ghi: str, message: str) -> None:
    found = fault_of(ten_chi_tieu="A", gia_tri="5 ha", cach_ghi=cach_ghi)
    assert found.startswith(message)


def test_year_stands_in_names_and_notes_and_nothing_else_does() -> None:
    target = chi_tieu("chỉ tiêu năm {nam}", "5 ha", ghi_chu="giữ như {nam}")
    assert read(target, 2031) == "chỉ tiêu năm 2031: 5 ha (giữ như 2031)"
    assert read(target) == "chỉ tiêu năm 2024: 5 ha (giữ như 2024)"
    assert "chỗ điền lạ {gia_tri}" in fault_of(ten_chi_tieu="A {gia_tri}", gia_tri="5 ha")
    assert "chỗ điền lạ {x}" in fault_of(ten_chi_tieu="A", gia_tri="5 ha", cap_giao="{x}")


def test_target_of_plain_words() -> None:
    target = chi_tieu("Trạm y tế đạt tiêu chí quốc gia về y tế")
    assert read(target) == "Trạm y tế đạt tiêu chí quốc gia về y tế"
    assert list(target.values()) == []


@pytest.mark.parametrize("value", [5.5, 5.0, True, None, "năm ha", "377.4 ha", [], "", "nan"])
def test_float_and_foreign_notation_are_refused(value: Any) -> None:
    if value is None:
        assert chi_tieu("A", None).gia_tri is None
        return
    with pytest.raises(ValidationError):
        chi_tieu("A", value)


@pytest.mark.parametrize(
    ("written", "printed"),
    [("04 hộ", "04 hộ"), ("95,50%", "95,50%"), (Decimal("36.52"), "36,52"), (43500, "43.500")],
)
def test_value_keeps_its_digits(written: Any, printed: str) -> None:
    assert str(chi_tieu("A", written).gia_tri) == printed


def test_values_with_the_names_that_lead_to_them() -> None:
    inner = {"cap_giao": "thị xã", "gia_tri": "81%"}
    target = chi_tieu("Gia đình văn hóa", gom_co=[inner, part("Hộ", "5 hộ") | {"cap_giao": "xã"}])
    assert [(path, str(quantity)) for path, quantity in target.values()] == [
        (("Gia đình văn hóa", "thị xã giao"), "81%"),
        (("Gia đình văn hóa", "Hộ (xã giao)"), "5 hộ"),
    ]


@steady
@given(st.lists(DECIMALS, min_size=1, max_size=8))
def test_right_total_is_valid(values: list[Decimal]) -> None:
    parts = [part(f"phần {place}", Quantity.of(value, "ha")) for place, value in enumerate(values)]
    whole = chi_tieu("Tổng", Quantity.of(sum(values, Decimal(0)), "ha"), trong_do=parts)
    assert len(whole.trong_do) == len(values)


@steady
@given(st.lists(DECIMALS, min_size=1, max_size=8), DECIMALS)
def test_total_off_by_any_amount_is_refused(values: list[Decimal], off: Decimal) -> None:
    assume(off)
    parts = [part(f"phần {place}", Quantity.of(value, "ha")) for place, value in enumerate(values)]
    with pytest.raises(ValidationError, match="hãy sửa tổng hoặc sửa phần"):
        chi_tieu("Tổng", Quantity.of(sum(values, off), "ha"), trong_do=parts)


def test_a_number_and_its_unit_hold_together() -> None:
    target = ChiTieu.model_validate({"ten_chi_tieu": "Doanh nghiệp", "gia_tri": "1.046 học sinh"})
    assert target.sentence(2024) == "Doanh nghiệp: 1.046\u00a0học\u00a0sinh"


def test_who_assigned_a_group_is_printed() -> None:
    data = {
        "ten_chi_tieu": "X",
        "cap_giao": "tỉnh",
        "gom_co": [{"ten_chi_tieu": "A", "gia_tri": 5}],
    }
    assert read(ChiTieu.model_validate(data)) == "X (tỉnh giao): A: 5"


def test_who_assigned_a_part_is_not_lost() -> None:
    part = {"ten_chi_tieu": "A", "cap_giao": "tỉnh", "gia_tri": "5 ha"}
    data = {"ten_chi_tieu": "X", "gia_tri": "5 ha", "trong_do": [part]}
    with pytest.raises(ValidationError, match="chỉ in tên và giá trị của “A”"):
        ChiTieu.model_validate(data | {"cach_ghi": "{ten_chi_tieu} {gia_tri} ({trong_do})"})


def test_a_copy_is_validated_and_reads_anew() -> None:
    target = ChiTieu.model_validate({"ten_chi_tieu": "X", "gia_tri": "5 ha"})
    assert read(target) == "X: 5 ha"
    assert target.lines(2024)[0] == "X: 5\u00a0ha"
    changed = target.model_copy(update={"gia_tri": "9 ha"})
    assert changed.lines(2024)[0] == "X: 9\u00a0ha"
    with pytest.raises(ValidationError):
        target.model_copy(update={"gia_tri": "9.5 ha"})
