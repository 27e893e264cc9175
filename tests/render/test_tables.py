"""Tables on the page: merged cells, headers, groups, totals, numbers, widths."""

from pathlib import Path
from time import process_time
from typing import Any

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

import vanban
from tests.conftest import W, part, require_shared
from tests.render.test_docx import plain_document
from vanban.errors import InputError
from vanban.outline import Table, parse_outline
from vanban.render.tables import table_xml

NAMESPACE = W.strip("{}")
# The text area of A4 between margins of 30 and 15 mm.
ROOM_PT = 165 / 25.4 * 72
BUDGET = """\
Đơn vị tính: triệu đồng

| STT | Nội dung chi | Kinh phí | < | < | Ghi chú |
| ^ | ^ | Năm 2024 | Năm 2025 | < | ^ |
| ^ | ^ | ^ | Dự toán | Thực hiện | ^ |
| --- | --- | --- | --- | --- | --- |
| A. Chi thường xuyên | < | < | < | < | < |
| 1 | Chi lương và phụ cấp | 1.250,5 | 1.300 | 1.295,25 | |
| 2 | Chi hoạt động | 380 | 400,75 | 398 | *Đã chi* |
| ^ | Chi khác | - | | 1 | x |
| Tổng cộng | < | 1.630,5 | 1.700,75 | 1.694,25 | |
"""


def table_of(text: str) -> Table:
    (table,) = parse_outline(text)
    assert isinstance(table, Table)
    return table


def tree(text: str, **options: Any) -> Any:
    xml = table_xml(table_of(text), ROOM_PT, **options)
    return etree.fromstring(f'<w:body xmlns:w="{NAMESPACE}">{xml}</w:body>')


def rows(text: str) -> list[Any]:
    return list(tree(text).iter(f"{W}tr"))


def value(element: Any, name: str) -> str | None:
    found = element.find(f".//{W}{name}")
    return None if found is None else str(found.get(f"{W}val", ""))


def cells(row: Any) -> list[Any]:
    return list(row.iter(f"{W}tc"))


def text(element: Any) -> str:
    return "".join(element.itertext())


def column(table: str, place: int) -> list[Any]:
    return [cells(row)[place] for row in rows(table)]


def right_indent(cell: Any) -> int:
    found = cell.find(f".//{W}ind")
    return 0 if found is None else int(found.get(f"{W}right"))


def test_merged_cells() -> None:
    found = [
        [(text(c), value(c, "gridSpan"), value(c, "vMerge")) for c in cells(row)]
        for row in rows(BUDGET)
    ]
    assert found[:4] == [
        [
            ("STT", None, "restart"),
            ("Nội dung chi", None, "restart"),
            ("Kinh phí", "3", None),
            ("Ghi chú", None, "restart"),
        ],
        [
            *(("", None, ""), ("", None, ""), ("Năm\xa02024", None, "restart")),
            *(("Năm\xa02025", "2", None), ("", None, "")),
        ],
        [
            *(("", None, ""), ("", None, ""), ("", None, "")),
            *(("Dự toán", None, None), ("Thực hiện", None, None), ("", None, "")),
        ],
        [("A. Chi thường xuyên", "6", None)],
    ]
    assert found[5][0] == ("2", None, "restart")
    assert found[6][0] == ("", None, "")


def test_every_row_is_as_wide_as_the_grid() -> None:
    body = tree(BUDGET)
    grid = sum(int(c.get(f"{W}w")) for c in body.iter(f"{W}gridCol"))
    for row in body.iter(f"{W}tr"):
        assert sum(int(c.find(f".//{W}tcW").get(f"{W}w")) for c in cells(row)) == grid
        assert sum(int(value(c, "gridSpan") or 1) for c in cells(row)) == 6


def test_a_block_of_merged_cells() -> None:
    found = rows("| A | < | b |\n| ^ | < | c |")
    assert [(value(c, "gridSpan"), value(c, "vMerge")) for r in found for c in cells(r)] == [
        *(("2", "restart"), (None, None)),
        *(("2", ""), (None, None)),
    ]


def test_header_rows_repeat_and_no_row_splits() -> None:
    found = rows(BUDGET)
    assert [value(row, "tblHeader") is not None for row in found] == [True] * 3 + [False] * 5
    assert all(value(row, "cantSplit") is not None for row in found)
    for cell in (cell for row in found[:3] for cell in cells(row)):
        assert (value(cell, "jc"), value(cell, "vAlign")) == ("center", "center")
        assert value(cell, "b") is not None or not text(cell)


def test_groups_and_totals_are_bold_and_keep_company() -> None:
    found = rows(BUDGET)
    bold = [all(r.find(f".//{W}b") is not None for r in row.iter(f"{W}r")) for row in found]
    assert bold == [True, True, True, True, False, False, False, True]
    # The header, the group, and the row before the total stay with what follows.
    kept = [value(row, "keepNext") is not None for row in found]
    assert kept == [True, True, True, True, False, False, True, False]
    assert value(cells(found[3])[0], "jc") == "left"
    assert value(cells(found[7])[0], "jc") == "center"


@pytest.mark.parametrize("label", ["Tổng công ty Điện lực", "Cộng đồng", "Tổng sản lượng"])
def test_a_name_is_no_total(label: str) -> None:
    assert rows(f"| {label} | 1 |")[0].find(f".//{W}b") is None


def test_numbers_stand_with_their_commas_below_one_another() -> None:
    found = column(
        "| Tên | Số |\n|--|--|\n| a | 1.250,5 |\n| b | 380 |\n| c | 0,125 |\n| d | - |", 1
    )
    assert [value(cell, "jc") for cell in found] == ["center", *["right"] * 4]
    # At 14 points a comma takes 3.5 points and a digit 7, in twentieths.
    assert [right_indent(cell) for cell in found[1:]] == [280, 490, 0, 490]


def test_percentages_stand_at_their_commas_too() -> None:
    found = column("| Tên | % |\n|--|--|\n| a | 7% |\n| b | 12,5% |", 1)
    assert [right_indent(cell) for cell in found[1:]] == [210, 0]


def test_the_size_of_the_body_counts() -> None:
    body = tree("| Tên | Số |\n|--|--|\n| a | 5 |\n| b | 1,25 |", size_pt=13)
    assert [right_indent(cell) for cell in body.iter(f"{W}tc")][3] == 325


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("| STT | A |\n|--|--|\n| 1 | 10 |\n| 2 | 20 |", ["center", "right"]),
        ("| TT | A |\n|--|--|\n| I | hai |\n| 2 | 20 |", ["center", "left"]),
        ("| Mã số | Có |\n|--|--|\n| 012 | x |\n| 013 | |", ["center", "center"]),
        ("| A | B | C |\n|:--|:-:|--:|\n| 1 | 2 | ba |", ["left", "center", "right"]),
        ("| A | B |\n|--|--|\n| - | |", ["left", "left"]),
        ("| A | B |\n|--|--|\n| 1.5 | 1 000 |", ["left", "left"]),
    ],
)
def test_how_columns_stand(table: str, expected: list[str]) -> None:
    assert [value(cell, "jc") for cell in cells(rows(table)[1])] == expected


def test_the_unit_and_the_caption_stand_above_the_table() -> None:
    body = tree(BUDGET, caption="Bảng 1. Dự toán <chi>")
    above = [(value(p, "pStyle"), text(p), value(p, "keepNext")) for p in body[:3]]
    assert above == [
        ("VB_SauBang", "", ""),
        ("VB_Bang", "Bảng 1. Dự toán <chi>", ""),
        ("VB_DonViTinh", "Đơn vị tính: triệu đồng", ""),
    ]
    assert body[3].tag == f"{W}tbl"
    assert value(body[4], "pStyle") == "VB_SauBang"


def widths(body: Any) -> list[float]:
    return [round(int(c.get(f"{W}w")) / 20 / 72 * 25.4, 1) for c in body.iter(f"{W}gridCol")]


def test_widths_that_are_given() -> None:
    body = tree("[rộng: 15, 40, 30]\n| a | b | c |")
    assert widths(body) == [15, 40, 30]
    assert body.find(f".//{W}tblPr/{W}jc").get(f"{W}val") == "center"
    body = tree("[rộng: 15, -, 30]\n| a | b | c |")
    assert widths(body) == [15, 120, 30]
    assert body.find(f".//{W}tblPr/{W}jc") is None
    assert sum(widths(tree("[rộng: 15, 120, 30]\n| a | b | c |"))) == pytest.approx(165, abs=0.2)


def test_a_number_column_holds_its_widest_head_and_tail() -> None:
    """1.000.000 and 0,125 need room for 1.000.000,125 when their commas stand in one line."""
    body = tree("| 1.000.000 | x |\n| 0,125 | y |")
    # Ten digits, two dots and a comma at 14 points, and 5.4 points of margin on either side.
    assert widths(body)[0] >= (10 * 7 + 3 * 3.5 + 10.8) / 72 * 25.4 - 0.1


def test_a_table_that_does_not_fit_says_what_it_needs() -> None:
    word = "x" * 30
    with pytest.raises(
        InputError, match=r"bảng “x+, x+, x+” cần rộng 2\d\d mm, trang chỉ có 165 mm"
    ):
        table_xml(table_of(f"| {word} | {word} | {word} |"), ROOM_PT)
    with pytest.raises(InputError, match=r"bảng “a, b” cần rộng 170 mm, trang chỉ có 165 mm"):
        table_xml(table_of("[rộng: 100, 70]\n| a | b |"), ROOM_PT)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("| STT | Tên | Số |\n|--|--|--|", "bảng “STT, Tên, Số” cần"),
        ("| STT | Tên | Số | Giá |\n|--|--|--|--|", "bảng “STT, Tên, Số, …” cần"),
        (f"| {'a' * 30} | {'a' * 31} |\n|--|--|", f"bảng “{'a' * 30}, {'a' * 30}…” cần"),
        ("| | |", "bảng không tiêu đề cần"),
    ],
)
def test_a_table_is_known_by_its_first_titles(head: str, name: str) -> None:
    row = "|" + f" {'x' * 40} |" * (head.partition("\n")[0].count("|") - 1)
    with pytest.raises(InputError) as caught:
        table_xml(table_of(f"{head}\n{row}"), ROOM_PT)
    assert name in str(caught.value)


def test_a_given_width_that_breaks_a_word_is_refused() -> None:
    said = r"cột “Huyện” của bảng “Huyện, b” rộng 10 mm, chữ dài nhất cần 19 mm"
    with pytest.raises(InputError, match=said):
        table_xml(table_of("[rộng: 10, -]\n| Huyện | b |\n|--|--|\n| Nghiêng | c |"), ROOM_PT)


def test_a_narrow_given_width_costs_margins_before_it_is_refused() -> None:
    """STT in bold needs 26.46 points; 12 mm are 34.02 points: 3.78 are left on either side."""
    narrow, wide = cells(rows("[rộng: 12, 40]\n| STT | b |\n|--|--|\n| 1 | c |")[0])
    sides = [side.get(f"{W}w") for side in narrow.find(f".//{W}tcMar")]
    assert sides == ["75", "75"]
    assert wide.find(f".//{W}tcMar") is None


def test_a_word_over_several_columns_widens_them() -> None:
    word = "x" * 40
    assert sum(widths(tree(f"| {word} | < | ccc |\n| a | b | {'c ' * 200} |"))[:2]) >= 99


def test_valid_in_a_document(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    body = (
        f"Dự toán:\n{BUDGET}\n[rộng: 10, 30]\n| Tên | Số |\n|--|--|\n| a | 1,5 |\n| b | 2 |\n\nHết."
    )
    path.write_bytes(vanban.render(plain_document(noi_dung=body, co_chu=13)))
    schema = etree.XMLSchema(etree.parse(require_shared("ooxml-xsd", "wml.xsd")))
    schema.assertValid(part(path, "word/document.xml"))
    assert OpenXmlValidator().validate(str(path)).errors == []


def test_three_hundred_rows_are_quick() -> None:
    lines = "\n".join(f"| {n} | Hộ ông Nguyễn Văn {n} | Thôn {n % 9} | {n},5 |" for n in range(300))
    table = table_of("| STT | Chủ hộ | Địa chỉ | Diện tích |\n|--|--|--|--|\n" + lines)
    table_xml(table_of("| a |"), ROOM_PT)  # reads the widths of characters
    start = process_time()
    xml = table_xml(table, ROOM_PT)
    assert process_time() - start < 0.5
    assert xml.count("<w:tr>") == 301


def test_a_large_table_is_not_kept() -> None:
    """Thirty tables of 5,000 rows would hold hundreds of megabytes."""
    large, small = table_of("| a | 1 |\n" * 1251), table_of("| a | 1 |\n" * 1250)
    assert table_xml(large, ROOM_PT) is not table_xml(large, ROOM_PT)
    assert table_xml(small, ROOM_PT) is table_xml(small, ROOM_PT)


def test_a_cell_reads_the_same_in_a_plain_row_and_in_a_merged_one() -> None:
    """What a short cut writes is what the long way does."""
    row = f"| 12 | a & b | ngày 05 tháng 3 | {'x' * 20} | *a* b | 1,5 | - | |"
    dashes = "|--" * 8 + "|"
    plain = rows(f"{'| t ' * 8}|\n{dashes}\n{row}")[1]
    merged = rows(f"{'| t ' * 9}|\n{dashes}--|\n{row} y |\n{row} ^ |")[1]
    assert [etree.tostring(p) for p in plain.iter(f"{W}p")] == [
        etree.tostring(p) for p in list(merged.iter(f"{W}p"))[:8]
    ]
