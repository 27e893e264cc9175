from decimal import Decimal

import pytest

from vanban.batch.allocation import Allocation, Tally
from vanban.wording import Quantity


def quantity(text: str | None) -> Quantity | None:
    return Quantity.parse(text) if text else None


def allocate(whole: str | None, *parts: str | None) -> Allocation:
    tally = Tally()
    for row, part in enumerate(parts, 2):
        tally.add([("Đàn gia cầm", "xã", quantity(whole), quantity(part))], f"thon.csv:{row}")
    (allocation,) = tally.allocations(len(parts))
    return allocation


@pytest.mark.parametrize(
    ("whole", "parts", "sentence"),
    [
        ("774 tấn", ("400 tấn", "360 tấn"), "760 tấn, xã giao 774 tấn, còn thiếu 14 tấn"),
        ("774 tấn", ("400 tấn", "374,5 tấn"), "774,5 tấn, xã giao 774 tấn, vượt 0,5 tấn"),
        ("43.500 con", ("43.000 con", "500 con"), "43.500 con, xã giao 43.500 con, khớp"),
        ("318 tấn", ("317,5 tấn", "0,5 tấn"), "318 tấn, xã giao 318 tấn, khớp"),
        ("04 hộ", ("04 hộ", None), "4 hộ, xã giao 04 hộ, khớp (cộng 1 trong 2 dòng)"),
        (None, ("04 hộ",), "4 hộ, xã chưa giao giá trị, không đối chiếu được"),
    ],
)
def test_the_sentence(whole: str | None, parts: tuple[str | None, ...], sentence: str) -> None:
    allocation = allocate(whole, *parts)
    assert str(allocation) == f"Đàn gia cầm: các đơn vị cộng lại {sentence}"


def test_the_sentence_when_nobody_has_a_share() -> None:
    assert str(allocate("04 hộ", None)) == ("Đàn gia cầm: chưa giao cho đơn vị nào, xã giao 04 hộ")


def test_the_numbers() -> None:
    allocation = allocate("0,3 ha", "0,1 ha", "0,1 ha", None)
    assert allocation.parts == Decimal("0.2")
    assert allocation.difference == Decimal("-0.1")
    assert (allocation.unit, allocation.count, allocation.rows) == ("ha", 2, 3)
    assert not allocation.matches
    assert allocate("0,3 ha", "0,1 ha", "0,1 ha", "0,1 ha").matches


def test_shares_of_another_unit_are_not_added_silently() -> None:
    allocation = allocate("774 tấn", "400 tấn", "3.600 tạ", "1 kg")
    assert allocation.difference is None
    assert str(allocation) == (
        "Đàn gia cầm: thon.csv:3: ghi “3.600 tạ”, các số khác của “Đàn gia cầm” dùng đơn vị "
        "“tấn”; hãy ghi cùng một đơn vị để cộng được"
    )
