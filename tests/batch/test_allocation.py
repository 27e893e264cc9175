from decimal import Decimal

import pytest

from vanban.batch.allocation import Allocation, Tally, unit_fault
from vanban.batch.allocation_table import allocation_table
from vanban.models.phan_bo import PhanBo
from vanban.wording import Quantity


def quantity(text: str | None) -> Quantity | None:
    return Quantity.parse(text) if text else None


def share(whole: str | None, part: str | None, *path: str) -> PhanBo:
    name = path[-1] if path else "Đàn gia cầm"
    return PhanBo(name, "xã", quantity(whole), quantity(part), duong_dan=path)


def row_of(allocation: Allocation) -> str:
    """The cells of its row in the table."""
    return "|".join(allocation_table([allocation])[1])


def allocate(whole: str | None, *parts: str | None) -> Allocation:
    tally = Tally()
    for row, part in enumerate(parts, 2):
        tally.add([share(whole, part)], f"thon.csv:{row}")
    (allocation,) = tally.allocations(len(parts))
    return allocation


@pytest.mark.parametrize(
    ("whole", "parts", "row"),
    [
        ("774 tấn", ("400 tấn", "360 tấn"), "774 tấn|760 tấn|2/2|còn lại 14 tấn"),
        ("774 tấn", ("400 tấn", "374,5 tấn"), "774 tấn|774,5 tấn|2/2|vượt 0,5 tấn"),
        ("43.500 con", ("43.000 con", "500 con"), "43.500 con|43.500 con|2/2|khớp"),
        ("318 tấn", ("317,5 tấn", "0,5 tấn"), "318 tấn|318 tấn|2/2|khớp"),
        ("04 hộ", ("04 hộ", None), "04 hộ|4 hộ|1/2|khớp"),
        (None, ("04 hộ",), "|4 hộ|1/1|chưa có tổng giao"),
        ("04 hộ", (None,), "04 hộ||0/1|chưa giao cho dòng nào"),
    ],
)
def test_the_row_of_the_table(whole: str | None, parts: tuple[str | None, ...], row: str) -> None:
    assert row_of(allocate(whole, *parts)) == f"Đàn gia cầm|{row}"


def test_the_numbers() -> None:
    allocation = allocate("0,3 ha", "0,1 ha", "0,1 ha", None)
    assert allocation.parts == Decimal("0.2")
    assert allocation.difference == Decimal("-0.1")
    assert (allocation.unit, allocation.count, allocation.rows) == ("ha", 2, 3)
    assert allocate("0,3 ha", "0,1 ha", "0,1 ha", "0,1 ha").difference == 0


def test_shares_of_another_unit_are_not_added_silently() -> None:
    allocation = allocate("774 tấn", "400 tấn", "3.600 tạ", "1 kg")
    assert allocation.difference is None
    assert str(allocation.problem) == (
        "thon.csv:3: ghi “3.600 tạ”, các số khác của “Đàn gia cầm” dùng đơn vị "
        "“tấn”; hãy ghi cùng một đơn vị để cộng được"
    )


def test_units_that_differ_in_case_are_one() -> None:
    assert allocate("5 DN", "3 dn", "2 DN").difference == 0


def test_every_digit_counts() -> None:
    large, small = "1.000.000.000.000.000.000.000.000 đồng", "0,0000000000000000000001 đồng"
    allocation = allocate(large, large, small)
    whole = "1.000.000.000.000.000.000.000.000"
    assert row_of(allocation) == (
        f"Đàn gia cầm|{whole} đồng|{whole},0000000000000000000001 đồng|2/2|"
        "vượt 0,0000000000000000000001 đồng"
    )


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("774 tấn", "900 tấn", "ghi xã giao “900 tấn”, các dòng trước ghi xã giao “774 tấn”"),
        ("774 tấn", None, "ghi xã chưa giao, các dòng trước ghi xã giao “774 tấn”"),
        (None, "774 tấn", "ghi xã giao “774 tấn”, các dòng trước ghi xã chưa giao"),
        ("774 tấn", "774 tạ", "ghi xã giao “774 tạ”, các dòng trước ghi xã giao “774 tấn”"),
    ],
)
def test_rows_that_carry_different_wholes_are_told(
    first: str | None, second: str | None, said: str
) -> None:
    tally = Tally()
    tally.add([share(first, "400 tấn")], "thon.csv:2")
    tally.add([share(second, None)], "thon.csv:3")
    (allocation,) = tally.allocations(2)
    assert allocation.difference is None
    assert str(allocation.problem) == f"thon.csv:3: {said}; hãy ghi cùng một số cho mọi dòng"


def test_one_whole_written_in_two_ways_is_one() -> None:
    tally = Tally()
    for whole in ("04 hộ", "4 hộ"):
        tally.add([share(whole, "2 hộ")], "thon.csv:2")
    (allocation,) = tally.allocations(2)
    assert allocation.difference == 0


def test_two_targets_of_one_name_have_two_sums() -> None:
    tally = Tally()
    for _ in range(2):
        tally.add(
            [
                share("10 con", "5 con", "Chăn nuôi", "Đàn gia cầm"),
                share("8 con", "3 con", "Tiêm phòng", "Đàn gia cầm"),
                share("2 ha", "1 ha", "Trồng trọt", "Lúa"),
            ],
            "thon.csv:2",
        )
    assert list(map(row_of, tally.allocations(2))) == [
        "Chăn nuôi / Đàn gia cầm|10 con|10 con|2/2|khớp",
        "Tiêm phòng / Đàn gia cầm|8 con|6 con|2/2|còn lại 2 con",
        "Lúa|2 ha|2 ha|2/2|khớp",
    ]


@pytest.mark.parametrize(
    ("whole", "part", "fault"),
    [
        ("774 tấn", "5 tấn", ""),
        ("46 DN", "5 dn", ""),
        (None, "5 tấn", ""),
        ("774 tấn", None, ""),
        (
            "44.762.000.000 đồng",
            "5 tấn",
            "ghi “5 tấn”, chỉ tiêu của xã là “44.762.000.000 đồng”; hãy ghi cùng đơn vị “đồng”",
        ),
        (
            "774 tấn",
            "05",
            "ghi “05” mà không có đơn vị; chỉ tiêu của xã là “774 tấn”; "
            "hãy ghi cả đơn vị, ví dụ “05 tấn”",
        ),
        (
            "774",
            "5 tấn",
            "ghi “5 tấn”, chỉ tiêu của xã là “774”, không có đơn vị; "
            "hãy ghi cả hai cùng một đơn vị",
        ),
    ],
)
def test_a_share_in_another_unit(whole: str | None, part: str | None, fault: str) -> None:
    assert unit_fault(share(whole, part)) == fault


def test_who_takes_more_than_there_is() -> None:
    allocation = allocate("10 con", "4 con", "11 con", None, "12 con")
    assert allocation.above == ("thon.csv:3", "thon.csv:5")
    assert (allocation.above_count, allocation.crossed) == (2, "thon.csv:3")
    assert (str(allocation.sum), str(allocation.excess), allocation.left) == (
        "27 con",
        "17 con",
        None,
    )


def test_the_first_twenty_who_exceed_are_named() -> None:
    allocation = allocate("1 con", *["2 con"] * 30)
    assert allocation.above == tuple(f"thon.csv:{row}" for row in range(2, 22))
    assert allocation.above_count == 30


def test_a_share_as_large_as_the_whole_is_not_too_large() -> None:
    allocation = allocate("10 con", "10 con")
    assert (allocation.above, allocation.crossed) == ((), "")
    assert (allocation.left, allocation.excess) == (None, None)


def test_where_the_sum_passed_the_whole() -> None:
    assert allocate("10 con", "6 con", "4 con", "1 con", "1 con").crossed == "thon.csv:4"
    assert allocate("10 con", "6 con", "5 con", "-1 con").crossed == ""


def test_what_is_left() -> None:
    allocation = allocate("774 tấn", "400 tấn", "360 tấn")
    assert (str(allocation.left), allocation.excess, str(allocation.sum)) == (
        "14 tấn",
        None,
        "760 tấn",
    )


def test_nothing_is_said_of_shares_that_cannot_be_added() -> None:
    allocation = allocate("774 tấn", "800 tấn", "3.600 tạ")
    assert (allocation.sum, allocation.left, allocation.excess) == (None, None, None)
    assert allocation.crossed == ""
