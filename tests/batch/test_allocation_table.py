import unicodedata

import pytest

from tests.batch.test_allocation import allocate, share
from vanban.batch.allocation import Tally
from vanban.batch.allocation_table import allocation_table, allocation_text


@pytest.mark.parametrize(
    ("whole", "parts", "row"),
    [
        ("774 tấn", ("400 tấn", "350 tấn"), "774 tấn|750 tấn|2/2|còn lại 24 tấn"),
        ("774 tấn", ("400 tấn", "374,5 tấn"), "774 tấn|774,5 tấn|2/2|vượt 0,5 tấn"),
        ("04 hộ", ("04 hộ", None), "04 hộ|4 hộ|1/2|khớp"),
        (None, ("04 hộ",), "|4 hộ|1/1|chưa có tổng giao"),
        ("04 hộ", (None,), "04 hộ||0/1|chưa giao cho dòng nào"),
        ("774 tấn", ("400 tấn", "5 kg"), "774 tấn||2/2|không cộng được"),
    ],
)
def test_a_row(whole: str | None, parts: tuple[str | None, ...], row: str) -> None:
    headings, found = allocation_table([allocate(whole, *parts)])
    assert headings == ["Chỉ tiêu", "Tổng giao", "Các dòng cộng lại", "Số dòng", "Kết quả"]
    assert found == ["Đàn gia cầm", *row.split("|")]


def test_columns_are_aligned() -> None:
    tally = Tally()
    tally.add([share("43.500 con", "500 con", "Đàn gia cầm")], "a:2")
    tally.add([share("8 ha", "8 ha", unicodedata.normalize("NFD", "Lúa nếp"))], "a:2")
    assert allocation_text(tally.allocations(1)) == (
        "Chỉ tiêu      Tổng giao  Các dòng cộng lại  Số dòng  Kết quả\n"
        "-----------  ----------  -----------------  -------  ------------------\n"
        "Đàn gia cầm  43.500 con            500 con      1/1  còn lại 43.000 con\n"
        "Lúa nếp            8 ha               8 ha      1/1  khớp"
    )
    assert allocation_text(()) == ""


def test_long_names_are_cut_into_lines() -> None:
    tally = Tally()
    name = "Diện tích trồng rừng tập trung và trồng cây phân tán trên địa bàn toàn xã"
    tally.add([share("44.762.000.000 đồng", "62.000.000 đồng", name)], "a:2")
    lines = allocation_text(tally.allocations(1)).splitlines()
    assert max(map(len, lines)) < 100
    assert " ".join(line[:20].strip() for line in lines[2:]).startswith("Diện tích trồng")
    assert len(lines) > 3
    assert lines[3].startswith("  ")
