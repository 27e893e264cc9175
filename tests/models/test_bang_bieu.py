"""Typed tables: rows read by their columns, groups, ordinals, totals that must add up."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.models.samples import van_ban
from vanban.errors import InputError
from vanban.models import BangBieu, VanBan
from vanban.models.comparison import compare
from vanban.models.tong_bang import total_faults
from vanban.outline import Table, parse_outline, write_outline
from vanban.outline.table_facts import is_total_label, number_in, top_rows
from vanban.wording import format_number, parse_number

# A budget estimate of a commune, in thousands of đồng.
BUDGET: dict[str, Any] = {
    "ten_bang": "Dự toán",
    "don_vi_tinh": "nghìn đồng",
    "cac_cot": [
        {"ten_cot": "STT"},
        {"ten_cot": "Nội dung"},
        {"ten_cot": "Dự toán", "nhom_cot": "Năm 2024", "co_tong": "có"},
        {"ten_cot": "Thực hiện", "nhom_cot": "Năm 2024", "co_tong": "có"},
        {"ten_cot": "Ghi chú"},
    ],
    "cac_dong": [
        {"nhom": "A. Chi thường xuyên"},
        ["Chi lương", "1.250,50", "1.200", ""],
        ["", "Chi hoạt động", "380", "379,25", "Đã quyết toán"],
        {"Nhóm": "B. Chi đầu tư"},
        {"Nội dung": "Đường thôn", "Dự toán": "12.500", "thuc_hien": "-"},
    ],
    "dong_tong": "Tổng cộng",
}
PRINTED = """\
Đơn vị tính: nghìn đồng

| STT | Nội dung | Năm 2024 | < | Ghi chú |
| ^ | ^ | Dự toán | Thực hiện | ^ |
| :-: | :-- | --: | --: | :-- |
| A. Chi thường xuyên | < | < | < | < |
| 1 | Chi lương | 1.250,50 | 1.200 |  |
| 2 | Chi hoạt động | 380 | 379,25 | Đã quyết toán |
| B. Chi đầu tư | < | < | < | < |
| 3 | Đường thôn | 12.500 | - |  |
| Tổng cộng | < | 14.130,50 | 1.579,25 |  |
"""


def table_of(**changes: object) -> Table:
    return BangBieu.model_validate(BUDGET | changes).as_table()


def simple(rows: object, columns: object = None, **fields: object) -> BangBieu:
    titles = columns or [{"ten_cot": "Nội dung"}, {"ten_cot": "Số tiền"}]
    return BangBieu.model_validate(
        {"ten_bang": "Chi", "cac_cot": titles, "cac_dong": rows} | fields
    )


def faults(rows: object, columns: object = None, **fields: object) -> list[tuple[Any, str]]:
    with pytest.raises(ValidationError) as caught:
        simple(rows, columns, **fields)
    return [
        (detail["loc"], str(detail["ctx"]["error"]).partition(";")[0])
        for detail in caught.value.errors()
    ]


def test_a_budget() -> None:
    assert write_outline([table_of()]) == PRINTED
    assert parse_outline(PRINTED) == (table_of(),)


def test_a_table_survives_a_dump() -> None:
    table = BangBieu.model_validate(BUDGET)
    assert BangBieu.model_validate(table.model_dump()) == table
    checked = simple([["a", "1"], ["b", "2"]], dong_tong=["Cộng", "3"])
    assert BangBieu.model_validate(checked.model_dump()) == checked


def test_widths() -> None:
    columns = [{"ten_cot": "A", "rong_mm": "12,5"}, {"ten_cot": "B"}]
    assert simple([["a", "b"]], columns).as_table().widths_mm == (Decimal("12.5"), None)
    assert simple([["a", "b"]]).as_table().widths_mm == ()
    for wrong in ("0", "401", "1.5", "rộng"):
        with pytest.raises(ValidationError):
            simple([["a", "b"]], [{"ten_cot": "A", "rong_mm": wrong}, {"ten_cot": "B"}])


def test_groups_of_columns_that_do_not_touch_stand_apart() -> None:
    columns = [{"ten_cot": name, "nhom_cot": group} for name, group in ("AX", "BY", "CX")]
    header = simple([["a", "b", "c"]], columns).as_table().rows[0]
    assert [type(cell) is tuple for cell in header] == [True, True, True]


def test_two_columns_of_one_name_need_groups() -> None:
    columns = [{"ten_cot": "Số hộ", "nhom_cot": year} for year in ("Năm 2023", "Năm 2024")]
    (row,) = simple([{"Năm 2024 / Số hộ": "5", "Năm 2023 / Số hộ": "4"}], columns).cac_dong
    assert row == ("4", "5")
    assert faults([{"Số hộ": "5"}], columns) == [
        (
            ("cac_dong", 0, "Số hộ"),
            "bảng “Chi”, dòng 1: có nhiều cột “Số hộ”",
        )
    ]
    with pytest.raises(ValidationError, match="có hai cột “số hộ”"):
        simple([["1", "2"]], [{"ten_cot": "Số hộ"}, {"ten_cot": "số  hộ"}])


def test_numbers_keep_their_digits() -> None:
    rows = [["a", "05"], ["b", "95,50"], ["c", Decimal("1250.50")], ["d", 1250000], ["đ", None]]
    read = simple(rows, [{"ten_cot": "A"}, {"ten_cot": "B", "kieu_cot": "Số"}]).cac_dong
    assert [row[1] for row in read] == ["05", "95,50", "1.250,50", "1.250.000", ""]


def test_values_that_are_no_numbers() -> None:
    columns = [{"ten_cot": "Năm sinh"}, {"ten_cot": "Mã số"}, {"ten_cot": "Ngày"}]
    rows = [[1970, "012", datetime.date(2024, 3, 5)], [1985, "034", "15/01/2024"]]
    table = simple(rows, columns).as_table()
    assert table.alignments == ("giua", "trai", "trai")
    assert write_outline([table]).splitlines()[2] == "| 1970 | 012 | 05/03/2024 |"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1250.5", "số “1250.5” viết chưa đúng: trước phần thập phân là dấu phẩy"),
        ("1,234,567", "số “1,234,567” viết chưa đúng: tách hàng nghìn bằng dấu chấm"),
        (1.5, "cần chữ hoặc số, gặp 1.5"),
        (True, "cần chữ hoặc số, gặp True"),
        (["1"], "cần chữ hoặc số trong một ô, gặp một danh sách hay một nhóm"),
    ],
)
def test_a_wrong_number_is_named_by_table_row_and_column(written: object, said: str) -> None:
    (fault,) = faults([["a", "1.000"], ["b", written]])
    assert fault[0] == ("cac_dong", 1, 1)
    assert fault[1].startswith(f"bảng “Chi”, dòng 2, cột “Số tiền”: {said}")


def test_every_fault_comes_in_one_pass() -> None:
    columns = [{"ten_cot": "Nội dung"}, {"ten_cot": "Số tiền", "kieu_cot": "số"}]
    rows = [["a", "x1"], ["b"], {"Noi dung": "c", "So tienn": "1"}, "d", ["e", "2.5"]]
    assert [path for path, _ in faults(rows, columns)] == [
        ("cac_dong", 1),
        ("cac_dong", 2, "So tienn"),
        ("cac_dong", 3),
        ("cac_dong", 0, 1),
        ("cac_dong", 4, 1),
    ]


def test_a_word_in_a_column_without_kind_makes_it_one_of_words() -> None:
    assert simple([["a", "1"], ["b", "hai"]]).as_table().alignments == ("trai", "trai")


def test_ordinals() -> None:
    columns = [{"ten_cot": "TT"}, {"ten_cot": "Tên"}]
    rows = [
        ["I", "x"],
        ["", "a"],
        ["", "b"],
        ["II", "y"],
        ["c"],
        ["", "Cộng mục II"],
        ["9", "d"],
        ["đ"],
    ]
    body = simple(rows, columns).as_table().rows[1:]
    assert [cell[0].text if cell else "" for cell, _ in body] == [  # type: ignore[union-attr]
        *("I", "1", "2", "II", "1", "", "9", "10"),
    ]
    assert faults([["Lương", "1"], ["b", "2"]], columns)[0][0] == ("cac_dong", 0, 0)


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        ([["a", "1,5"], ["b", "2,50"]], "4,00"),
        ([["a", "10"], ["- Trong đó x", "7"], ["b", "5"], ["Trong đó: y", "1"]], "15"),
        ([["a", "10"], ["Cộng mục I", "10"], ["b", "5"]], "15"),
        ([["a", "10"], ["b", "-"], ["c", ""], ["d", "-3"]], "7"),
        ([["- a", "1"], ["- b", "2"]], "3"),
    ],
)
def test_totals_that_are_computed(rows: object, total: str) -> None:
    last = simple(rows, dong_tong="Tổng cộng").as_table().rows[-1]
    assert [cell[0].text for cell in last] == ["Tổng cộng", total]  # type: ignore[union-attr]


def test_rows_under_roman_numbers_are_not_added_twice() -> None:
    columns = [{"ten_cot": "STT"}, {"ten_cot": "Nội dung"}, {"ten_cot": "Số tiền"}]
    rows = [["I", "Chi", "100"], ["1", "Lương", "60"], ["2", "Khác", "40"], ["II", "Thu", "5"]]
    assert write_outline([simple(rows, columns, dong_tong="Tổng").as_table()]).endswith(
        "| Tổng | < | 105 |\n"
    )


def test_totals_that_are_checked() -> None:
    rows = [["a", "1.250,5"], ["b", "20"]]
    assert simple(rows, dong_tong=["Cộng", "1.270,50"]).dong_tong == ("Cộng", "1.270,50")
    assert simple(rows, dong_tong={"Nội dung": "Cộng", "Số tiền": "1.270,5"})
    blank = simple(rows, dong_tong=["Cộng", ""]).as_table().rows[-1]
    assert blank[1][0].text == "1.270,5"  # type: ignore[union-attr]
    said = (
        "bảng “Chi”, dòng tổng, cột “Số tiền”: dòng tổng ghi “1.280,5”, "
        "các dòng cộng lại được “1.270,5” (lệch “10,0”)"
    )
    assert faults(rows, dong_tong=["Cộng", "1.280,5"]) == [(("dong_tong", 1), said)]
    assert faults([["a", "1"], ["b", "x2"]], dong_tong=["Cộng", "3"]) == [
        (
            ("dong_tong", 1),
            "bảng “Chi”, dòng tổng, cột “Số tiền”: ô “x2” không phải là số nên không cộng được",
        )
    ]


def test_shares_of_a_whole_are_not_added_up() -> None:
    """A column of "%" under a title that says nothing of a rate."""
    columns = [{"ten_cot": "Tên"}, {"ten_cot": "Đạt"}]
    rows = [["a", "50%"], ["b", "60%"]]
    assert simple(rows, columns, dong_tong=["Chung", "55%"]).dong_tong == ("Chung", "55%")
    with pytest.raises(ValidationError, match="không có cột số nào để cộng"):
        simple(rows, columns, dong_tong="Tổng cộng")


def test_totals_of_what_does_not_add_up_are_not_checked() -> None:
    columns = [{"ten_cot": "Tên"}, {"ten_cot": "Tỷ lệ (%)"}, {"ten_cot": "Hộ", "co_tong": "không"}]
    assert simple([["a", "50,5", "1"], ["b", "60", "2"]], columns, dong_tong=["Cộng", "55", "7"])


@pytest.mark.parametrize(
    ("columns", "rows", "said"),
    [
        (None, [["a", "b"]], "bảng không có cột số nào để cộng"),
        (
            [{"ten_cot": "A"}, {"ten_cot": "B"}, {"ten_cot": "C"}],
            [["a", "1", "2"]],
            "chưa rõ cộng cột nào trong “B”, “C”",
        ),
        ([{"ten_cot": "A", "co_tong": "có"}], [["1"]], "cột đầu tiên được cộng"),
        (
            [{"ten_cot": "A"}, {"ten_cot": "B", "co_tong": "có"}],
            [["a", "b"]],
            "cột “B” không phải cột số nên không cộng được",
        ),
        (None, [["a", "1"], ["Tổng cộng", "1"]], "dòng cuối đã là dòng “Tổng cộng”"),
    ],
)
def test_totals_that_cannot_be_computed(columns: object, rows: object, said: str) -> None:
    ((path, message),) = faults(rows, columns, dong_tong="Tổng cộng")
    assert path == ("dong_tong",)
    assert message.startswith(said)


@pytest.mark.parametrize("rows", [[], [{"nhom": "A"}], "a"])
def test_a_table_without_rows_is_refused(rows: object) -> None:
    assert faults(rows)[0][0] == ("cac_dong",)


def test_values_are_never_markup() -> None:
    values = ["<", "^", "**a**", "|", "---", "[bảng: x]", "\\"]
    columns = [{"ten_cot": f"C{n}"} for n in range(len(values))]
    table = simple([values], columns).as_table()
    assert [cell[0].text for cell in table.rows[1]] == values  # type: ignore[union-attr]
    assert parse_outline(write_outline([table])) == (table,)


cells = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=8)


@settings(max_examples=200)
@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=4))
def test_any_cells_are_refused_or_come_back(rows: list[tuple[str, str]]) -> None:
    try:
        table = simple(rows).as_table()
    except ValidationError:
        return
    assert parse_outline(write_outline([table])) == (table,)


@settings(max_examples=200)
@given(st.text("0123456789.,-", max_size=9))
def test_numbers_are_those_of_parse_number(text: str) -> None:
    try:
        value = parse_number(text)
    except InputError:
        assert number_in(text) is None
        return
    assert number_in(text) == value
    assert number_in(format_number(value)) == value


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        *((text, True) for text in ("Tổng cộng", "TỔNG SỐ:", "Cộng", "Tổng (I+II)", "Cộng mục A")),
        *((text, False) for text in ("Tổng công ty Điện lực", "Cộng đồng dân cư", "Tổng giá trị")),
    ],
)
def test_labels_of_totals(label: str, expected: bool) -> None:
    assert is_total_label(label) is expected


def test_rows_that_add_up() -> None:
    assert top_rows(["", ""], ["a", "b"]) == (0, 1)
    assert top_rows(["1", "1.1", "1.2", "2"], list("abcd")) == (0, 3)
    assert top_rows(["1", "a", "đ)", "2"], list("wxyz")) == (0, 3)


def test_values_by_row_and_column() -> None:
    assert list(BangBieu.model_validate(BUDGET).values())[:3] == [
        (("Chi lương", "Năm 2024 / Dự toán"), "1.250,50"),
        (("Chi lương", "Năm 2024 / Thực hiện"), "1.200"),
        (("Chi hoạt động", "Năm 2024 / Dự toán"), "380"),
    ]


def plan_with(amount: str) -> VanBan:
    rows = [["Lương", amount], ["Khác", "7%"], ["Ghi chú", "a"]]
    table = {"ten_bang": "Chi", "cac_cot": ["A", "B"], "cac_dong": rows, "don_vi_tinh": "đồng"}
    columns = [{"ten_cot": name} for name in ("Nội dung", "Số tiền")]
    return van_ban(bang_bieu=[table | {"cac_cot": columns}])


def test_tables_are_compared_cell_by_cell() -> None:
    found = compare(plan_with("1.000"), plan_with("1.250"))
    (row,) = [row for row in found.rows if row.change]
    assert row.label == "Bảng biểu › Chi › Lương › Số tiền"
    assert (str(row.old), str(row.new), row.percent) == ("1.000 đồng", "1.250 đồng", Decimal(25))


def pipe(text: str) -> tuple[str, ...]:
    (table,) = parse_outline(text)
    assert isinstance(table, Table)
    return total_faults(table)


HEAD = (
    "| STT | Tên | Số hộ | Tỷ lệ |\n|--|--|--|--|\n| 1 | A | 1.000 | 50 |\n| 2 | B | 20,5 | 70 |\n"
)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("| | Tổng cộng | 1.020,5 | 60 |", ()),
        ("| Tổng cộng | < | 1.020,50 | 60 |", ()),
        ("| | Cộng (A+B): | - | |", ()),
        ("| | Trung bình | 5 | |", ()),
        ("| | Tổng số hộ nghèo | 5 | |", ()),
        ("| | Tổng cộng | 90% | |", ()),
        (
            "| **Tổng cộng** | < | **1.020** | 60 |",
            (
                "cột “Số hộ”: dòng tổng ghi “1.020”, các dòng cộng lại được “1.020,5” "
                "(lệch “-0,5”); hãy sửa tổng hoặc sửa các dòng",
            ),
        ),
    ],
)
def test_totals_of_pipe_tables(row: str, expected: tuple[str, ...]) -> None:
    assert pipe(HEAD + row) == expected


@pytest.mark.parametrize(
    "row", ["| A. Nhóm | < | < | < |", "| I | C | 5 | |", "| | Cộng B | 5 | |", "| 3 | C | x5 | |"]
)
def test_tables_whose_totals_are_not_certain(row: str) -> None:
    assert pipe(f"{HEAD}{row}\n| | Tổng cộng | 7 | |") == ()


def test_a_table_of_one_row_or_none_has_no_fault() -> None:
    assert pipe("| Tổng cộng | 5 |") == ()
    assert pipe("| Tên | Số |\n|--|--|") == ()
