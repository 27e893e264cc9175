"""Rows of a batch from sheets of workbooks."""

import datetime
import itertools
import re
import subprocess
import tracemalloc
import zipfile
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import require_tool
from vanban.data import Row, RowSource, open_rows, sheet_stream
from vanban.errors import InputError

from .villages import villages

HEADINGS = ("Đơn vị được giao", "Trích yếu", "Đàn gia cầm")


def book(
    folder: Path,
    rows: Iterable[Sequence[object]],
    *,
    merged: Sequence[str] = (),
    formats: dict[str, str] | None = None,
    name: str = "thon.xlsx",
) -> Path:
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.active
    sheet.title = "Thôn"
    for row in rows:
        sheet.append(row)
    for region in merged:
        sheet.merge_cells(region)
    for cell, form in (formats or {}).items():
        sheet[cell].number_format = form
    workbook.save(folder / name)
    return folder / name


def opened(path: Path, sheet: str = "") -> tuple[RowSource, list[Row]]:
    rows = open_rows(path, villages(), sheet=sheet)
    return rows, list(rows)


def cells(path: Path) -> list[tuple[object, ...]]:
    _, rows = opened(path)
    assert [row.problems for row in rows] == [()] * len(rows)
    return [row.cells for row in rows]


def refused(path: Path, sheet: str = "") -> list[str]:
    with pytest.raises(InputError) as caught:
        opened(path, sheet)
    return [str(p).replace(f"{path.parent}/", "") for p in caught.value.problems]


def change_part(path: Path, part: str, change: Callable[[str], str]) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)


SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"
INLINE = re.compile(r'<c r="(\w+)" t="inlineStr"><is>(.*?)</is></c>', re.DOTALL)


def replacing(old: str, new: str) -> Callable[[str], str]:
    def change(xml: str) -> str:
        assert old in xml
        return xml.replace(old, new, 1)

    return change


def share_texts(path: Path) -> Path:
    """Moves the texts that openpyxl leaves in their cells to where Excel keeps them."""
    texts: list[str] = []

    def share(found: re.Match[str]) -> str:
        texts.append(f"<si>{found[2]}</si>")
        return f'<c r="{found[1]}" t="s"><v>{len(texts) - 1}</v></c>'

    change_part(path, SHEET, lambda xml: INLINE.sub(share, xml))
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(TEXTS, f'<sst xmlns="{namespace}">{"".join(texts)}</sst>')
    return path


def test_places_and_values(tmp_path: Path) -> None:
    path = book(tmp_path, [HEADINGS, ("Thôn 1", "Họp", 5), (None, None, None), ("2", "Họp", "6")])
    source, (one, two) = opened(path)
    layer = source.layer
    assert one == Row(1, 2, ("Thôn 1", "Họp", Decimal(5)))
    assert two == Row(2, 4, ("2", "Họp", "6"))
    assert layer.where == f"{path}, trang “Thôn”"
    assert layer.header_place == f"{path}, trang “Thôn”, dòng 1"
    assert layer.place(two) == f"{path}, trang “Thôn”, dòng 4"
    assert layer.cell_place(two, 2) == f"{path}, trang “Thôn”, ô C4"
    assert list(source) == [one, two]


def test_which_places_are_within_a_row(tmp_path: Path) -> None:
    source, rows = opened(book(tmp_path, [HEADINGS, *[("a", "b", "c")] * 30]))
    layer, row = source.layer, rows[1]
    assert layer.is_within(row, layer.place(row))
    assert layer.is_within(row, layer.cell_place(row, 2))
    elsewhere = [layer.place(rows[2]), layer.cell_place(rows[11], 0), layer.cell_place(rows[21], 0)]
    assert not any(layer.is_within(row, place) for place in (*elsewhere, "", "goc.yaml:3:1"))


def test_a_row_that_adds_up_the_others_is_told(tmp_path: Path) -> None:
    rows = [("STT", *HEADINGS), (1, "Thôn 1", "Họp", 5), (None, "Tổng cộng", None, "=SUM(D2:D2)")]
    change = replacing("<v></v>", "<v>5</v>")
    path = book(tmp_path, rows)
    change_part(path, SHEET, lambda xml: change(xml.replace("<v />", "<v></v>")))
    _, (good, total) = opened(path)
    assert good.problems == ()
    assert str(total.problems[0]).endswith(
        "dòng 3: dòng “Tổng cộng” không phải số liệu của một văn bản; hãy xóa dòng này"
    )


@pytest.mark.parametrize(
    ("value", "form", "read"),
    [
        (8200, "General", Decimal(8200)),
        (8200, "#,##0", Decimal(8200)),
        (37.5, "General", Decimal("37.5")),
        (37.5, "0.00", Decimal("37.50")),
        (0.1 + 0.2, "General", Decimal("0.3")),
        (0.855, "0.0%", "85,5%"),
        (0.86, "0%", "86%"),
        (12, "000", "012"),
        ("012", "General", "012"),
        ("012", "@", "012"),
        (123456789012345, "General", Decimal(123456789012345)),
        (-5, "General", Decimal(-5)),
        (45, '0" con"', "45 con"),
        (8200, '#,##0" tấn"', "8.200 tấn"),
        (64.5, '#,##0.0 "tấn/ha"', "64,5 tấn/ha"),
        (12, 'General" hộ"', "12 hộ"),
        (7, r"0\ \h\a", "7 ha"),
        (-3, '0" con";[Red]-0" con"', "-3 con"),
        (86, '0"%"', "86%"),
        (8200, '#,##0," nghìn"', "8 nghìn"),
        (2, '"a;b "0" con"', "2 con"),
        (12, '000" con"', "012 con"),
        (45, '0" "', Decimal(45)),
        (45, '"Số "0', Decimal(45)),
        (5000, '#,##0 "₫"', Decimal(5000)),
        (12345, "#,##0_);(#,##0)", Decimal(12345)),
        (1e20, "General", Decimal("1e20")),
        (1.5e-7, "General", Decimal("1.5e-7")),
        (0, "General", Decimal(0)),
        (datetime.date(2024, 3, 5), "dd/mm/yyyy", "05/03/2024"),
        (datetime.datetime(2024, 3, 5), "mmm-yy", "05/03/2024"),
        (datetime.datetime(2024, 3, 5, 7, 30), "dd/mm/yyyy hh:mm", "05/03/2024 07:30"),
        (datetime.time(7, 30), "hh:mm", "07:30"),
        (datetime.timedelta(hours=30), "[h]:mm", "30:00"),
        (True, "General", "có"),
        (False, "General", "không"),
        ("  hai\ndòng ", "General", "  hai\ndòng "),
        ("a_x000D_\nb", "General", "a\r\nb"),
    ],
)
def test_values_are_read_as_their_cells_show_them(
    tmp_path: Path, value: object, form: str, read: object
) -> None:
    path = book(tmp_path, [HEADINGS, ("Thôn 1", "Họp", value)], formats={"C2": form})
    ((_, _, found),) = cells(path)
    assert (type(found), found) == (type(read), read)
    assert str(found) == str(read)


def test_a_workbook_that_counts_days_from_1904(tmp_path: Path) -> None:
    path = book(tmp_path, [HEADINGS, ("a", "b", datetime.date(2024, 3, 5))])
    change_part(
        path,
        "xl/workbook.xml",
        lambda xml: xml.replace("<workbookPr", '<workbookPr date1904="1"', 1),
    )
    assert cells(path) == [("a", "b", "06/03/2028")]


def test_titles_and_notes_above_the_headings(tmp_path: Path) -> None:
    rows = [
        ("ỦY BAN NHÂN DÂN XÃ",),
        ("BẢNG GIAO CHỈ TIÊU", None, None, None),
        (),
        ("Ghi chú: đàn gia cầm tính cả vịt", "Người lập"),
        ("TT", "Đơn vị\nđược giao", "  trích yếu", "ĐÀN GIA CẦM"),
        (1, "Thôn 1", "Họp", "5 con"),
    ]
    source, (row,) = opened(book(tmp_path, rows, merged=["A1:D1", "A2:D2"]))
    assert source.layer.headings == ("Đơn vị được giao", "trích yếu", "ĐÀN GIA CẦM")
    assert source.layer.header_place.endswith("dòng 5")
    assert row == Row(1, 6, ("Thôn 1", "Họp", "5 con"))
    assert source.layer.cell_place(row, 0).endswith("ô B6")


def test_headings_of_two_rows_with_groups(tmp_path: Path) -> None:
    rows = [
        ("STT", "Đơn vị được giao", "Người ký", None, "Chỉ tiêu", None),
        (None, None, "Chức vụ", "Họ tên", "Đàn gia cầm", "Đàn trâu, bò"),
        (1, "Thôn 1", "Chủ tịch", "Lê A", "5 con", "6 con"),
    ]
    path = book(tmp_path, rows, merged=["A1:A2", "B1:B2", "C1:D1", "E1:F1"])
    source, (row,) = opened(path)
    assert [column.title for column in source.layer.columns] == [
        "Đơn vị được giao",
        "Người ký / Chức vụ",
        "Người ký / Họ tên",
        "Chỉ tiêu được giao / Đàn gia cầm",
        "Chỉ tiêu được giao / Đàn trâu, bò",
    ]
    assert row == Row(1, 3, ("Thôn 1", "Chủ tịch", "Lê A", "5 con", "6 con"))


def test_an_unknown_heading_merged_over_two_rows_is_told_where_it_is_written(
    tmp_path: Path,
) -> None:
    rows = [("Đơn vị được giaoo", "Trích yếu", "Họ tên"), (None,), ("a", "b", "c")]
    path = book(tmp_path, rows, merged=["A1:A2", "B1:B2", "C1:C2"])
    (said,) = refused(path)
    assert said.startswith("thon.xlsx, trang “Thôn”, ô A1: không có “Đơn vị được giaoo”")


def test_one_commune_merged_over_its_villages(tmp_path: Path) -> None:
    rows = [
        ("Địa danh", "Đơn vị được giao", "Trích yếu"),
        ("Xã A", "Thôn 1", "Họp"),
        (None, "Thôn 2", "Họp"),
        (None, "Thôn 3", None),
        ("Xã B", "Thôn 4", "Họp"),
    ]
    assert cells(book(tmp_path, rows, merged=["A2:A4", "C3:C4"])) == [
        ("Xã A", "Thôn 1", "Họp"),
        ("Xã A", "Thôn 2", "Họp"),
        ("Xã A", "Thôn 3", "Họp"),
        ("Xã B", "Thôn 4", "Họp"),
    ]


def test_cells_merged_across_columns(tmp_path: Path) -> None:
    rows = [("Trích yếu", "Đàn trâu, bò", "Đàn gia cầm"), ("Họp", "5 con", None)]
    assert cells(book(tmp_path, rows, merged=["B2:C2"])) == [("Họp", "5 con", "5 con")]


def test_a_row_merged_into_one_cell_is_told(tmp_path: Path) -> None:
    rows = [HEADINGS, ("XÃ QUANG TRUNG", None, None), ("Thôn 1", "Họp", "5 con")]
    _, (group, good) = opened(book(tmp_path, rows, merged=["A2:C2"]))
    assert [str(p).rpartition("trang ")[2] for p in group.problems] == [
        "“Thôn”, dòng 2: cả dòng gộp thành một ô, không phải số liệu của một văn bản; "
        "hãy xóa dòng này, hoặc bỏ gộp ô rồi ghi từng cột"
    ]
    assert (good.number, good.problems) == (2, ())


def test_an_entry_form(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        [
            ("GIAO CHỈ TIÊU",),
            ("Điền từ dòng 6",),
            ("STT", *HEADINGS),
            ("Gợi ý", "Tên thôn", "Một dòng", "Số kèm đơn vị"),
            ("Ví dụ", "Thôn Đông", "Họp", "5 con"),
            (1, "Thôn 1", None, "6 con"),
            (2, None, None, None),
            (3, "Thôn 3", "Họp", None),
        ],
    )
    workbook: Any = openpyxl.load_workbook(path)
    workbook.create_sheet("Bản gốc", 0).append(["Trích yếu", "Họp"])
    workbook["Thôn"].title = "Nhập liệu"
    workbook.save(path)
    source, rows = opened(path)
    assert source.layer.where.endswith("trang “Nhập liệu”")
    assert [(row.number, row.line, row.cells) for row in rows] == [
        (1, 6, ("Thôn 1", "", "6 con")),
        (2, 8, ("Thôn 3", "Họp", "")),
    ]


def two_sheets(tmp_path: Path) -> Path:
    path = book(tmp_path, [("Trích yếu",), ("a",)])
    workbook: Any = openpyxl.load_workbook(path)
    workbook["Thôn"].sheet_state = "hidden"
    for row in (("Trích yếu",), ("b",)):
        (workbook["Xã 2"] if "Xã 2" in workbook else workbook.create_sheet("Xã 2")).append(row)
    workbook.active = 1
    workbook.save(path)
    return path


def test_the_sheet_that_is_named_or_the_first_that_is_seen(tmp_path: Path) -> None:
    path = two_sheets(tmp_path)
    assert opened(path)[1][0].cells == ("b",)
    assert opened(path, "Thôn")[1][0].cells == ("a",)
    assert opened(path, "xa 2")[1][0].cells == ("b",)
    assert refused(path, "Thônn") == ["thon.xlsx: không có trang tính “Thônn”; có phải “Thôn”?"]
    assert refused(path, "Tỉnh") == ["thon.xlsx: không có trang tính “Tỉnh”; tệp có: Thôn, Xã 2"]


def test_hidden_rows_are_rows(tmp_path: Path) -> None:
    path = book(tmp_path, [("Trích yếu",), ("a",), ("b",)])
    workbook: Any = openpyxl.load_workbook(path)
    workbook["Thôn"].row_dimensions[2].hidden = True
    workbook["Thôn"].auto_filter.ref = "A1:A3"
    workbook.save(path)
    assert cells(path) == [("a",), ("b",)]


def test_all_wrong_headings_are_told_with_their_cells(tmp_path: Path) -> None:
    heads = ("Đơn vị được giao", "Trích yếuu", "don_vi_duoc_giao", "loại", "Đàn gia cầmm", "STT")
    path = book(tmp_path, [("Bảng",), heads, ("a",) * 6])
    assert [said.partition(", ô ")[2] for said in refused(path)] == [
        "B2: không có “Trích yếuu” trong bản gốc; có phải “Trích yếu”?",
        "C2: cột này và cột “Đơn vị được giao” cùng chỉ “Đơn vị được giao”; hãy xóa một cột",
        "D2: trường này dùng chung cho mọi dòng; hãy ghi trong bản gốc và xóa cột",
        "E2: không có “Đàn gia cầmm” trong bản gốc; có phải “Đàn gia cầm”?",
    ]


def test_a_sheet_without_headings(tmp_path: Path) -> None:
    said = refused(book(tmp_path, [("Thôn 1", 5), ("Thôn 2", 6)]))
    assert said[0].startswith("thon.xlsx, trang “Thôn”, dòng 1: không cột nào khớp với bản gốc")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "thon.xlsx, trang “Thôn”: trang tính trống"),
        ([HEADINGS], "thon.xlsx, trang “Thôn”, dòng 1: chỉ có dòng tiêu đề, chưa có dòng dữ liệu"),
    ],
)
def test_a_sheet_without_rows(tmp_path: Path, rows: list[tuple[str, ...]], said: str) -> None:
    assert refused(book(tmp_path, rows))[0].startswith(said)


def test_cells_under_no_heading(tmp_path: Path) -> None:
    rows = [("Trích yếu", None, "Địa danh"), ("a", None, "b"), ("a", "x", "b", "y")]
    _, (good, wrong) = opened(book(tmp_path, rows))
    assert good == Row(1, 2, ("a", "b"))
    assert [str(p).partition(", ô ")[2] for p in wrong.problems] == [
        "B3: ô có nội dung mà cột B không có tiêu đề; hãy ghi tiêu đề ở ô B1 "
        "(không gộp ô tiêu đề), hoặc xóa nội dung ô này",
        "D3: ô có nội dung mà cột D không có tiêu đề; hãy ghi tiêu đề ở ô D1 "
        "(không gộp ô tiêu đề), hoặc xóa nội dung ô này",
    ]


FORMULA = '<c r="C2"><f>1+4</f><v></v></c>'
UNCOUNTED = "C2: công thức chưa có kết quả; hãy mở tệp bằng Excel rồi lưu lại"


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ('<c r="C2"><f>1+4</f><v>5</v></c>', Decimal(5)),
        ('<c r="C2" t="str"><f>"a"</f><v>5 con</v></c>', "5 con"),
        ('<c r="C2" t="str"><f>""</f><v></v></c>', ""),
        ('<c r="C2" t="b"><f>1=1</f><v>1</v></c>', "có"),
        ('<c r="C2" t="inlineStr"><is><r><t>5 </t></r><r><t>con</t></r></is></c>', "5 con"),
        ('<c r="C2" t="d"><v>2024-03-05</v></c>', "05/03/2024"),
        (FORMULA, UNCOUNTED),
        ('<c r="C2"><f>1+4</f></c>', UNCOUNTED),
        ('<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "C2: ô báo lỗi #DIV/0!; hãy sửa"),
        ('<c r="C2" t="e"><v>#REF!</v></c>', "C2: ô báo lỗi #REF!; hãy sửa công thức"),
    ],
)
def test_formulas_give_their_results(tmp_path: Path, cell: str, read: object) -> None:
    path = book(tmp_path, [HEADINGS, ("a", "b", 77), ("c", "d", 78)])
    change_part(path, SHEET, lambda xml: xml.replace('<c r="C2" t="n"><v>77</v></c>', cell))
    _, (row, other) = opened(path)
    assert other == Row(2, 3, ("c", "d", Decimal(78)))
    if row.problems:
        (problem,) = row.problems
        assert str(problem).partition(", ô ")[2].startswith(str(read))
        assert row.cells == ("a", "b", "")
    else:
        assert row.cells == ("a", "b", read)


def test_a_date_that_is_none(tmp_path: Path) -> None:
    path = book(tmp_path, [HEADINGS, ("a", "b", 1e12)], formats={"C2": "dd/mm/yyyy"})
    _, (row,) = opened(path)
    assert "C2: ô định dạng ngày mà số bên trong không phải ngày" in str(row.problems[0])


def test_cells_and_rows_that_do_not_say_where_they_stand(tmp_path: Path) -> None:
    path = book(tmp_path, [HEADINGS, ("a", "b", 77)])

    def strip(xml: str) -> str:
        for mark in ("A1", "B1", "C1", "A2", "B2", "C2", "1", "2"):
            xml = xml.replace(f' r="{mark}"', "")
        return xml

    change_part(path, SHEET, strip)
    assert opened(path)[1] == [Row(1, 2, ("a", "b", Decimal(77)))]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "thon.xlsx: tệp Excel đời cũ hoặc có mật khẩu"),
        (b"", "thon.xlsx: đây không phải tệp XLSX"),
        (b"a;b", "thon.xlsx: đây không phải tệp XLSX"),
        (b"PK\x03\x04 and nothing more", "thon.xlsx: tệp XLSX bị hỏng; hãy mở bằng Excel"),
        (None, "thon.xlsx: không tìm thấy tệp; hãy xem lại tên và thư mục"),
    ],
)
def test_what_is_no_workbook(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "thon.xlsx"
    if content is not None:
        path.write_bytes(content)
    assert refused(path)[0].startswith(said)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (SHEET, "</sheetData>", "</sheetDat>"),
        (SHEET, '<c r="A1" t="s"><v>0</v>', '<c r="A1" t="s"><v>99</v>'),
        (SHEET, '<c r="A1" t="s"><v>0</v>', '<c r="A1" t="s"><v>không</v>'),
        (SHEET, "<v>5</v>", "<v>1e999</v>"),
        (SHEET, "<v>5</v>", "<v>năm</v>"),
        (SHEET, '<c r="C2"', '<c s="99" r="C2"'),
        ("xl/workbook.xml", "</workbook>", ""),
        ("[Content_Types].xml", "</Types>", ""),
        (TEXTS, "</si>", ""),
    ],
)
def test_damaged_parts(tmp_path: Path, part: str, old: str, new: str) -> None:
    path = share_texts(book(tmp_path, [HEADINGS, ("a", "b", 5)]))
    assert cells(path) == [("a", "b", Decimal(5))]
    change_part(path, part, replacing(old, new))
    said = refused(path)
    assert said[0].startswith("thon.xlsx: tệp XLSX bị hỏng; hãy mở bằng Excel rồi lưu lại")


def test_a_trap_that_unpacks_without_end(tmp_path: Path) -> None:
    path = book(tmp_path, [HEADINGS, ("a", "b", "c")])
    change_part(
        path, SHEET, lambda xml: xml.replace("</sheetData>", " " * 60_000_000 + "</sheetData>")
    )
    assert refused(path) == [
        "thon.xlsx: tệp XLSX quá lớn hoặc không bình thường; "
        "hãy chép riêng các dòng sang một tệp mới"
    ]


def test_a_row_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_stream, "_MOST_OF_PIECE", 100_000)
    path = book(tmp_path, [HEADINGS, *[("a", "b", "c")] * 3_000])
    assert len(opened(path)[1]) == 3_000
    cell = "".join(f"<c><v>{n}</v></c>" for n in range(20_000))
    change_part(path, SHEET, lambda xml: xml.replace("</row>", f"{cell}</row>", 1))
    assert "quá lớn hoặc không bình thường" in refused(path)[0]


def test_entities_are_not_unfolded(tmp_path: Path) -> None:
    path = book(tmp_path, [HEADINGS, ("a", "b", 5)])
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    change_part(path, SHEET, replacing("<worksheet", f"{bomb}<worksheet"))
    change_part(path, SHEET, replacing("<v>5</v>", "<v>&b;</v>"))
    assert refused(path)[0].startswith("thon.xlsx: tệp XLSX bị hỏng")


def test_without_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path, [HEADINGS, ("a", "b", "c")])
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    (said,) = refused(path)
    assert "-m pip install openpyxl, hoặc lưu tệp thành CSV UTF-8" in said


def test_a_workbook_that_changes_between_two_readings(tmp_path: Path) -> None:
    path = book(tmp_path, [HEADINGS, ("a", "b", "c")])
    source, _ = opened(path)
    book(tmp_path, [HEADINGS, ("a", "b", "c"), ("d", "e", "f")])
    with pytest.raises(InputError, match="vừa bị sửa"):
        list(source)


def test_the_file_is_closed_when_the_rows_are_left_early(tmp_path: Path) -> None:
    path = book(tmp_path, [HEADINGS, *[("a", "b", "c")] * 10])
    for row in open_rows(path, villages()):
        assert row.number == 1
        break
    assert not [link for link in Path("/proc/self/fd").iterdir() if link.resolve() == path]


def test_a_workbook_that_libreoffice_has_saved(tmp_path: Path) -> None:
    rows = [
        ("GIAO CHỈ TIÊU", None, None),
        HEADINGS,
        ("Thôn 1", "Họp", "=2*3"),
        (None, "Họp\nhai dòng", 0.855),
        (None, "012", datetime.date(2024, 3, 5)),
        ("Thôn 4", "Họp", "=1/0"),
    ]
    path = book(tmp_path, rows, merged=["A1:C1", "A3:A5"], formats={"C4": "0.0%"})
    profile = f"-env:UserInstallation={(tmp_path / 'ho_so').as_uri()}"
    command = [require_tool("soffice"), profile, "--headless", "--convert-to", "xlsx"]
    command += ["--outdir", str(tmp_path / "ra"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    *good, bad = opened(tmp_path / "ra" / "thon.xlsx")[1]
    assert [row.cells for row in good] == [
        ("Thôn 1", "Họp", Decimal(6)),
        ("Thôn 1", "Họp\nhai dòng", "85,5%"),
        ("Thôn 1", "012", "05/03/2024"),
    ]
    assert "ô C6: ô báo lỗi #DIV/0!" in str(bad.problems[0])


CELL = st.one_of(
    st.text(st.sampled_from("abĐđăâêôơưàả 019;,\"'\n-/._x<>&"), min_size=1, max_size=12),
    st.integers(-(10**14), 10**14),
    st.decimals(-1000, 1000, places=2),
    st.none(),
)
ROW = st.tuples(CELL, CELL, CELL).filter(lambda row: any(c is not None and c != "" for c in row))


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    max_examples=60,
)
@given(rows=st.lists(ROW, min_size=1, max_size=5), above=st.integers(0, 3), is_shared=st.booleans())
def test_any_table_reads_back_cell_for_cell(
    tmp_path: Path, rows: list[tuple[object, ...]], above: int, *, is_shared: bool
) -> None:
    path = book(tmp_path, [*[("Bảng",)] * above, HEADINGS, *rows])
    read = cells(share_texts(path) if is_shared else path)
    expected = [tuple("" if cell is None else cell for cell in row) for row in rows]
    assert read == expected


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    max_examples=40,
)
@given(
    regions=st.lists(
        st.tuples(st.integers(2, 7), st.integers(0, 3), st.integers(1, 3), st.integers(0, 1)),
        max_size=4,
    )
)
def test_merged_cells_say_what_their_first_cell_says(
    tmp_path: Path, regions: list[tuple[int, int, int, int]]
) -> None:
    expected = {(r, c): f"{r}-{c}" for r in range(2, 11) for c in range(1, 4)}
    taken: set[tuple[int, int]] = set()
    refs = []
    for top, height, left, width in regions:
        right = min(3, left + width)
        block = set(itertools.product(range(top, top + height + 1), range(left, right + 1)))
        if block & taken or len(block) == 1:
            continue
        taken |= block
        refs.append(f"{'ABC'[left - 1]}{top}:{'ABC'[right - 1]}{top + height}")
        expected |= dict.fromkeys(block, f"{top}-{left}")
    rows = [[f"{r}-{c}" for c in range(1, 4)] for r in range(2, 11)]
    firsts = {key for key, text in expected.items() if text == f"{key[0]}-{key[1]}"}
    whole = {r for r in range(2, 11) if not any((r, c) in firsts for c in range(1, 4))}
    read = cells(book(tmp_path, [HEADINGS, *rows], merged=refs))
    # A row that lies wholly within merged cells has nothing of its own: it is part of one above.
    own = [r for r in range(2, 11) if r not in whole]
    assert read == [tuple(expected[r, c] for c in range(1, 4)) for r in own]


def long_book(folder: Path, count: int) -> Path:
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("Thôn")
    sheet.append(HEADINGS)
    for number in range(count):
        sheet.append((f"Thôn {number}", f"Họp tại thôn {number}", number))
    path = folder / f"{count}.xlsx"
    workbook.save(path)
    return share_texts(path)


def peak_of(path: Path) -> int:
    source = open_rows(path, villages())
    tracemalloc.start()
    try:
        assert sum(1 for _ in source) == int(path.stem)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_stream, "_TEXTS_IN_MEMORY", 100_000)
    monkeypatch.setattr(sheet_stream, "_TEXTS_AT_HAND", 500)
    few, many = (peak_of(long_book(tmp_path, count)) for count in (2_000, 20_000))
    assert many < few * 1.5 + 400_000  # eight bytes for each text


def test_where_no_heading_fits_the_other_sheets_are_named(tmp_path: Path) -> None:
    path = book(tmp_path, [("Tên lạ", "Cột lạ"), ("a", "b")])
    assert refused(path)[0].endswith("dòng đầu tiên phải là dòng tiêu đề")
    workbook = openpyxl.load_workbook(path)
    workbook.create_sheet("Số liệu")
    workbook.create_sheet("Ghi chú")
    workbook.save(path)
    assert refused(path)[0].endswith(
        "dòng đầu tiên phải là dòng tiêu đề; tệp còn trang “Số liệu”, “Ghi chú”; "
        'muốn dùng trang khác thì thêm --sheet "tên trang"'
    )
