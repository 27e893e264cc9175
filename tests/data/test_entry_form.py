"""The entry form: its columns are those a clerk fills in, and its example is a valid row."""

from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree

from tests.conftest import EXAMPLES, ROOT, require_shared
from tests.data.files import DECREE, TARGETS, write
from tests.data.forms import FIRST_ROW, form_of, kind_draft, laid, texts_in
from vanban.data import Columns, Draft, load_draft, open_rows
from vanban.data.entry_columns import EntryKind, entry_columns
from vanban.data.entry_form import write_form
from vanban.errors import InputError
from vanban.models import known_kinds

KINDS = sorted(known_kinds())
DECREE_EXAMPLES = ROOT / "examples" / "nghi_dinh_30"
BASES = [EXAMPLES / "thon.yaml", EXAMPLES / "2024.yaml", *sorted(DECREE_EXAMPLES.glob("*.yaml"))]
YELLOW, GREEN = "FFFFD966", "FFD9EAD3"


@pytest.fixture(scope="module")
def villages() -> Draft:
    return load_draft(EXAMPLES / "thon.yaml")


@pytest.fixture(scope="module")
def sheet(villages: Draft) -> Any:
    return form_of(villages)["Nhập liệu"]


def check_form(draft: Draft, *, is_starter: bool = False) -> None:
    sheet = form_of(draft, is_starter=is_starter)["Nhập liệu"]
    headings = texts_in(sheet, 3)
    assert [sheet.cell(row, 1).value for row in (3, 4, 5)] == ["STT", "Gợi ý", "Ví dụ"]
    columns = Columns(draft)
    paths = [columns.find(heading).path for heading in headings]
    assert headings
    assert len(set(paths)) == len(paths)
    assert all(texts_in(sheet, 4))
    example = texts_in(sheet, 5)
    assert not [text for text in example if "…" in text]
    laid(draft, headings, example).document()
    for row in (1, 2):  # a reader takes the first row of several cells for the headings
        assert sum(cell.value is not None for cell in sheet[row]) == 1


@pytest.mark.parametrize("loai", KINDS)
def test_the_form_of_a_kind_has_its_own_columns_and_a_valid_example(loai: str) -> None:
    check_form(kind_draft(loai), is_starter=True)


@pytest.mark.parametrize("path", BASES, ids=lambda path: path.stem)
def test_the_form_of_a_base_has_its_own_columns_and_a_valid_example(path: Path) -> None:
    check_form(load_draft(path))


def test_the_columns_of_the_villages_are_those_of_their_table(sheet: Any) -> None:
    table = (EXAMPLES / "thon.csv").read_text("utf-8").splitlines()[0].split(";")
    assert texts_in(sheet, 3) == [*table, "Người ký / Họ tên", "Nơi nhận"]
    colours = {cell.value: cell.fill.fgColor.rgb for cell in sheet[3][1:]}
    assert {name for name, colour in colours.items() if colour == YELLOW} == {
        "Đơn vị được giao",
        *table[2:],
    }
    assert colours["Trích yếu"] == GREEN


def test_the_examples_of_targets_have_the_units_of_the_commune(sheet: Any) -> None:
    shown = dict(zip(texts_in(sheet, 3), texts_in(sheet, 5), strict=True))
    assert shown["Đàn trâu, bò"] == "220 con"
    assert shown["Tổng sản lượng lương thực cả năm"] == "774 tấn"


def test_what_the_kind_has_no_place_for_is_no_column() -> None:
    headings = texts_in(form_of(kind_draft("quyet_dinh"), is_starter=True)["Nhập liệu"], 3)
    assert "Kính gửi" not in headings
    assert "Đơn vị được giao" not in texts_in(
        form_of(load_draft(EXAMPLES / "2024.yaml"))["Nhập liệu"], 3
    )


def test_a_value_that_the_base_lacks_is_a_column_that_must_be_filled_in(tmp_path: Path) -> None:
    text = (DECREE + TARGETS).replace("dia_danh: Xã Quang Trung\n", "")
    (entry,) = [
        e for e in entry_columns(load_draft(write(tmp_path, text))) if e.heading == "Địa danh"
    ]
    assert (entry.is_needed, entry.example, entry.base) == (True, "Xã …", "")


def test_columns_are_chosen_by_name_in_the_order_of_the_names() -> None:
    draft = load_draft(DECREE_EXAMPLES / "cong_van.yaml")
    names = ["Độ khẩn", "ban_dien_tu", "Cỡ chữ", "Ngày ban hành", "so van ban", "Nội dung"]
    entries = entry_columns(draft, names)
    assert [(entry.heading, entry.kind, entry.choices) for entry in entries] == [
        ("Độ khẩn", EntryKind.CHOICE, ("hỏa tốc", "thượng khẩn", "khẩn")),
        ("Bản điện tử", EntryKind.CHOICE, ("có", "không")),
        ("Cỡ chữ", EntryKind.CHOICE, ("13", "14")),
        ("Ngày ban hành", EntryKind.DATE, ()),
        ("Số văn bản", EntryKind.WHOLE, ()),
        ("Nội dung", EntryKind.OUTLINE, ()),
    ]


def test_a_column_of_pictures_asks_for_files() -> None:
    draft = load_draft(DECREE_EXAMPLES / "ke_hoach_kinh_phi.yaml")
    book = form_of(draft, "Sơ đồ điểm tập kết")
    sheet = book["Nhập liệu"]
    way = (
        "Ghi tên tệp hình PNG hoặc JPEG, như thon_1.png; để tệp cạnh biểu này, cùng một thư mục.\n"
    )
    assert texts_in(sheet, 4) == [way + "Để trống thì lấy như bản gốc."]
    assert texts_in(sheet, 5) == ["ban_do.png"]
    (rule,) = sheet.data_validations.dataValidation
    assert rule.prompt == way + "Để trống: “ban_do.png”."
    said = {row[0]: row[1] for row in book["Bản gốc"].iter_rows(4, values_only=True)}
    assert said["Hình ảnh / Sơ đồ điểm tập kết"] == "ban_do.png"


def test_every_name_that_is_no_column_is_told(villages: Draft) -> None:
    names = ["Trích yế", "loai", "Đàn gia cầm", "dan_gia_cam"]
    with pytest.raises(InputError) as caught:
        entry_columns(villages, names)
    assert [str(problem) for problem in caught.value.problems] == [
        "không có “Trích yế” trong bản gốc; có phải “Trích yếu”?",
        "Loại: trường này dùng chung cho mọi dòng; hãy ghi trong bản gốc",
        "Chỉ tiêu được giao / Đàn gia cầm: “dan_gia_cam” và “Đàn gia cầm” cùng chỉ một cột; hãy "
        "bỏ một tên",
    ]


def test_a_target_without_a_value_wants_its_column(villages: Draft) -> None:
    with pytest.raises(InputError) as caught:
        entry_columns(villages, ["Đơn vị được giao", "Đàn gia cầm"])
    assert len(caught.value.problems) == 6
    assert str(caught.value.problems[0]).startswith(
        "Tổng sản lượng lương thực cả năm: chỉ tiêu này chưa có giá trị trong bản gốc"
    )


def test_every_fault_of_the_base_is_told_with_its_place(tmp_path: Path) -> None:
    wrong = (DECREE + TARGETS).replace("nam: 2024", "nam: 24").replace("663", "664")
    path = write(tmp_path, wrong.replace("chu_de: Đoàn kết", "chu_d: Đoàn kết"))
    with pytest.raises(InputError) as caught:
        write_form(load_draft(path))
    places = [problem.place.rpartition("a.yaml")[2] for problem in caught.value.problems]
    assert ":2:6" in places
    assert any("chu_d" in problem.message for problem in caught.value.problems)
    assert any("cộng lại" in problem.message for problem in caught.value.problems)
    assert all(places)


def test_cells_are_text_lists_and_whole_numbers() -> None:
    draft = load_draft(DECREE_EXAMPLES / "cong_van.yaml")
    names = ("Kính gửi", "Độ khẩn", "Số văn bản", "Ngày ban hành")
    sheet = form_of(draft, *names)["Nhập liệu"]
    assert [cell.number_format for cell in sheet[FIRST_ROW]] == ["0", "@", "@", "0", "@"]
    below = [sheet.column_dimensions[letter].number_format for letter in "BCDE"]
    assert below == ["@", "@", "0", "@"]
    rules = {str(rule.sqref)[0]: rule for rule in sheet.data_validations.dataValidation}
    assert {letter: rule.type for letter, rule in rules.items()} == {
        "B": None,
        "C": "list",
        "D": "whole",
        "E": "custom",
    }
    assert rules["C"].formula1 == '"hỏa tốc,thượng khẩn,khẩn"'
    assert str(rules["B"].sqref) == f"B{FIRST_ROW}:B1048576"
    assert rules["B"].promptTitle == "Kính gửi"
    assert "Để trống: “Sở Nông nghiệp và Môi trường tỉnh Thanh Bình”." in rules["B"].prompt
    assert all(len(rule.prompt) <= 255 for rule in rules.values())


def test_no_value_of_the_base_becomes_a_formula(tmp_path: Path) -> None:
    text = (DECREE + TARGETS).replace("chu_de: Đoàn kết", 'chu_de: "=1+1"')
    book = form_of(load_draft(write(tmp_path, text)), "Chủ đề")
    found = [c for ws in book for row in ws.iter_rows() for c in row if c.value == "=1+1"]
    assert len(found) == 2
    assert {cell.data_type for cell in found} == {"s"}


def test_the_sheet_is_laid_out_to_be_filled_in_and_printed(sheet: Any) -> None:
    assert sheet.freeze_panes == "B6"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$3:$3"
    assert {sheet.cell(row, 2).font.name for row in range(1, 8)} == {"Times New Roman"}
    assert [sheet.cell(row, 1).value for row in (6, 7, 105)] == [1, 2, 100]
    assert all(cell.value is None for row in sheet.iter_rows(6, 105, 2) for cell in row)
    assert not sheet.auto_filter.ref


def test_the_rows_above_are_high_enough_and_leave_room_for_those_below(sheet: Any) -> None:
    heights = [sheet.row_dimensions[row].height for row in range(1, 6)]
    assert sum(heights) < 330
    assert heights[1] > 4 * 15


def test_the_base_is_there_to_be_read(villages: Draft) -> None:
    sheet = form_of(villages)["Bản gốc"]
    assert sheet.protection.sheet
    assert "chỉ để đọc" in sheet["A2"].value
    said = {row[0]: row[1:] for row in sheet.iter_rows(4, values_only=True)}
    assert said["Chỉ tiêu / Kinh tế / Thu nhập bình quân đầu người"] == (
        "60 triệu đồng",
        "Mọi văn bản",
    )
    assert (said["Loại"][0], said["Khuôn mẫu"][0]) == ("Phát động", "thon.docx.j2")
    assert said["Trích yếu"] == (
        "Phong trào thi đua năm 2024 tại thôn",
        "Văn bản có ô “Trích yếu” để trống",
    )


def test_what_the_base_leaves_open_is_told_in_colour() -> None:
    sheet = form_of(kind_draft("cong_van"), is_starter=True)["Bản gốc"]
    (row,) = [row for row in sheet.iter_rows(4) if row[0].value == "Cơ quan ban hành"]
    assert row[2].value == "Còn chỗ … phải điền trong bản gốc"
    assert row[2].fill.fgColor.rgb == YELLOW


def test_the_same_base_gives_the_same_bytes(villages: Draft) -> None:
    first, second = (write_form(villages, source="thon.yaml") for _ in range(2))
    assert first == second


def test_every_part_is_valid_against_the_schema(villages: Draft, tmp_path: Path) -> None:
    schema = etree.XMLSchema(etree.parse(require_shared("ooxml-xsd", "sml.xsd")))
    path = tmp_path / "form.xlsx"
    path.write_bytes(write_form(villages))
    with ZipFile(path) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = [name for name in package.namelist() if "sheet" in name or "styles" in name]
        assert len(names) == 3
        for name in names:
            schema.assertValid(etree.fromstring(package.read(name)))


def test_no_two_kinds_of_a_heading_share_a_key(villages: Draft) -> None:
    headings = sorted(entry.heading for entry in entry_columns(villages))
    assert all(one != other for one, other in pairwise(headings))


def test_an_example_that_is_typed_over_is_a_problem_of_its_row(tmp_path: Path) -> None:
    draft = load_draft(ROOT / "examples" / "quang_trung" / "thon.yaml")
    workbook = form_of(draft)
    sheet = workbook["Nhập liệu"]
    for column, text in enumerate(texts_in(sheet, 5), 2):
        sheet.cell(FIRST_ROW, column).value = text
    path = tmp_path / "thon.xlsx"
    workbook.save(path)
    assert [row.line for row in open_rows(path, draft)] == [FIRST_ROW]
    sheet["B5"].value = "Thôn Đoài"
    workbook.save(path)
    first, second = open_rows(path, draft)
    assert [str(problem) for problem in first.problems] == [
        f"{path}, trang “Nhập liệu”, dòng 5: dòng “Ví dụ” đã bị ghi đè; "
        "hãy chép dòng này sang dòng trống bên dưới"
    ]
    assert (first.line, second.line, second.problems) == (5, FIRST_ROW, ())
    sheet.delete_cols(2)
    workbook.save(path)
    assert [row.line for row in open_rows(path, draft)] == [FIRST_ROW]
