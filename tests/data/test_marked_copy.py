"""The marked copy: faulty cells in colour with a comment, and everything else as it was."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation

from tests.conftest import EXAMPLES, require_shared, require_tool
from vanban.data import load_draft
from vanban.data.entry_form import write_form
from vanban.data.marked_copy import mark_cells
from vanban.data.marked_styles import MARK_COLOUR
from vanban.errors import InputError

SHEET = "Thôn"
HEADING = "Cần sửa (vanban):\n"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook of two sheets, with the things that a copy could lose."""
    workbook: Any = Workbook()
    sheet = workbook.active
    sheet.title = SHEET
    for row in (
        ["Tên", "Đàn lợn", "Ghi chú"],
        ["Thôn 1", "9x con", None],
        ["Thôn 2", "8 con", 0.5],
    ):
        sheet.append(row)
    sheet["B2"].number_format = "@"
    sheet["B2"].font = Font(name="Arial", bold=True)
    sheet["B2"].fill = PatternFill("solid", fgColor="FFFFF2CC")
    sheet["B2"].border = Border(left=Side("thin"))
    sheet["C3"].number_format = "0.0%"
    sheet["D3"] = "=B3"
    sheet.merge_cells("A6:C7")
    sheet.column_dimensions["B"].width = 33
    rule = DataValidation("list", formula1='"có,không"')
    rule.add("C2:C9")
    sheet.add_data_validation(rule)
    look = DifferentialStyle(fill=PatternFill("solid", bgColor="FF00FF00"))
    rule_of_look = Rule(type="expression", formula=['B2="x"'], dxf=look)
    sheet.conditional_formatting.add("B2:B9", rule_of_look)
    sheet.freeze_panes = "A2"
    sheet["A1"].comment = Comment("Ghi của người dùng", "Lan")
    workbook.create_sheet("Khác")["A1"] = "nguyên"
    path = tmp_path / "thon.xlsx"
    workbook.save(path)
    return path


def marked(book: Path, *marks: tuple[str, str], sheet: str = SHEET) -> Path:
    target = book.with_name(f"{book.stem}.loi.xlsx")
    mark_cells(book, target, sheet, marks)
    return target


def sheet_of(path: Path, title: str = SHEET) -> Any:
    return load_workbook(path)[title]


def comments_in(sheet: Any) -> dict[str, str]:
    return {c.coordinate: c.comment.text for row in sheet.iter_rows() for c in row if c.comment}


def coloured(sheet: Any) -> set[str]:
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return {cell.coordinate for cell in cells if cell.fill.fgColor.rgb == MARK_COLOUR}


def xml_of(package: ZipFile, name: str) -> Any:
    return etree.fromstring(package.read(name))


def check_schema(path: Path) -> None:
    schema = etree.XMLSchema(etree.parse(require_shared("ooxml-xsd", "sml.xsd")))
    with ZipFile(path) as package:
        names = [n for n in package.namelist() if n.endswith(".xml")]
        roots = [xml_of(package, name) for name in names]
        for root in roots:
            if etree.QName(root).namespace == MAIN:
                for text in root.iter(f"{{{MAIN}}}t"):  # the schema forgets what Excel writes
                    text.attrib.pop(XML_SPACE, None)
                schema.assertValid(root)
        identifiers = [
            [link.get("Id") for link in xml_of(package, name)]
            for name in package.namelist()
            if name.endswith(".rels")
        ]
    assert all(len(set(found)) == len(found) for found in identifiers)


def test_marked_cells_keep_their_format_under_the_colour(book: Path) -> None:
    before = book.read_bytes()
    path = marked(book, ("B2", "“9x con” không phải số"), ("C3", "quá lớn"), ("C3", "sai đơn vị"))
    sheet = sheet_of(path)
    assert coloured(sheet) == {"B2", "C3"}
    assert (sheet["B2"].number_format, sheet["B2"].font.name, sheet["B2"].font.b) == (
        "@",
        "Arial",
        True,
    )
    assert sheet["B2"].border.left.style == "thin"
    assert (sheet["C3"].value, sheet["C3"].number_format) == (0.5, "0.0%")
    assert comments_in(sheet) == {
        "A1": "Ghi của người dùng",
        "B2": f"{HEADING}“9x con” không phải số",
        "C3": f"{HEADING}– Quá lớn\n– Sai đơn vị",
    }
    assert sheet["B2"].comment.author == "vanban"
    assert sheet["A1"].comment.author == "Lan"
    assert book.read_bytes() == before
    assert sorted(p.name for p in book.parent.iterdir()) == ["thon.loi.xlsx", "thon.xlsx"]
    check_schema(path)


def test_all_else_stays(book: Path) -> None:
    path = marked(book, ("B2", "sai"), ("B3", "sai"))
    sheet, old = sheet_of(path), sheet_of(book)
    values = [[cell.value for cell in row] for row in old.iter_rows()]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == values
    assert sheet["D3"].value == "=B3"
    assert sheet.column_dimensions["B"].width == 33
    assert [str(r.sqref) for r in sheet.data_validations.dataValidation] == ["C2:C9"]
    assert [str(c.sqref) for c in sheet.conditional_formatting] == ["B2:B9"]
    assert (sheet.freeze_panes, str(sheet.merged_cells)) == ("A2", str(old.merged_cells))
    with ZipFile(book) as one, ZipFile(path) as other:
        for name in one.namelist():
            if "sheet2" in name or "theme" in name or "sharedStrings" in name:
                assert one.read(name) == other.read(name), name


def test_only_the_bytes_of_marked_cells_change(book: Path) -> None:
    path = marked(book, ("B2", "sai"))
    with ZipFile(book) as one, ZipFile(path) as other:
        old, new = (z.read("xl/worksheets/sheet1.xml") for z in (one, other))
    begin, end = old.index(b'<c r="B2"'), old.index(b'<c r="B2"') + 20
    assert new.startswith(old[:begin])
    assert new.endswith(old[end + 10 :])


def test_missing_cells_and_rows_are_put_in_order(book: Path) -> None:
    path = marked(book, *((cell, "trống") for cell in ("E2", "A4", "C9", "A9", "B4", "D1", "Z2")))
    sheet = sheet_of(path)
    assert coloured(sheet) == {"E2", "A4", "C9", "A9", "B4", "D1", "Z2"}
    with ZipFile(path) as package:
        root = xml_of(package, "xl/worksheets/sheet1.xml")
    rows = [int(row.get("r")) for row in root.iter(f"{{{MAIN}}}row")]
    assert rows == sorted(set(rows))
    for row in root.iter(f"{{{MAIN}}}row"):
        letters = [cell.get("r").rstrip("0123456789") for cell in row]
        assert letters == sorted(set(letters), key=lambda x: (len(x), x))
    assert root.find(f"{{{MAIN}}}dimension").get("ref") == "A1:Z9"
    check_schema(path)


def test_a_mark_within_a_merged_region_stands_on_its_first_cell(book: Path) -> None:
    path = marked(book, ("B7", "thiếu"), ("A6", "thừa"))
    sheet = sheet_of(path)
    assert coloured(sheet) == {"A6"}
    assert comments_in(sheet)["A6"] in (f"{HEADING}– Thiếu\n– Thừa", f"{HEADING}– Thừa\n– Thiếu")


def test_a_comment_that_a_cell_has_is_kept_above_ours_and_comes_back(book: Path) -> None:
    path = marked(book, ("A1", "sai tên cột"))
    assert comments_in(sheet_of(path)) == {"A1": f"Ghi của người dùng\n\n{HEADING}Sai tên cột"}
    check_schema(path)
    again = marked(path)
    assert comments_in(sheet_of(again)) == {"A1": "Ghi của người dùng"}
    assert coloured(sheet_of(again)) == set()
    check_schema(again)


def test_marks_of_an_earlier_run_go_when_their_cells_are_good(book: Path) -> None:
    first = marked(book, ("B2", "sai"), ("C3", "sai"), ("A4", "trống"))
    workbook: Any = load_workbook(first)
    workbook[SHEET]["B2"] = "9 con"
    workbook.save(first)
    second = marked(first, ("C3", "vẫn sai"))
    sheet, old = sheet_of(second), sheet_of(book)
    assert coloured(sheet) == {"C3"}
    assert sheet["B2"].fill.fgColor.rgb == "FFFFF2CC"
    assert (sheet["B2"].number_format, sheet["B2"].font.name) == ("@", "Arial")
    assert sheet["B2"].value == "9 con"
    assert comments_in(sheet) == {"A1": "Ghi của người dùng", "C3": f"{HEADING}Vẫn sai"}
    third = sheet_of(marked(second))
    assert coloured(third) == set()
    for cell in ("B2", "C3"):
        assert third[cell].fill.fgColor.rgb == old[cell].fill.fgColor.rgb
        assert third[cell].style == old[cell].style == "Normal"
    check_schema(second)


def test_marking_again_and_again_does_not_grow_the_styles(book: Path) -> None:
    path = marked(book, ("B2", "sai"), ("C3", "sai"))
    sizes = []
    for _ in range(3):
        path = marked(path, ("B2", "sai"), ("C3", "sai"))
        with ZipFile(path) as package:
            sizes.append(len(package.read("xl/styles.xml")))
    assert len(set(sizes)) == 1


def test_long_lists_and_long_messages_are_cut(book: Path) -> None:
    path = marked(book, *(("B2", f"lỗi {n} {'dài ' * 200}") for n in range(9)))
    lines = comments_in(sheet_of(path))["B2"].split("\n")
    assert len(lines) == 7
    assert lines[-1] == "– … và 4 điều khác; sửa xong các điều trên rồi chạy lại sẽ thấy."
    assert max(map(len, lines)) <= 402


def test_boxes_are_as_high_as_their_texts(book: Path) -> None:
    path = marked(book, ("B2", "ngắn"), ("B3", "một câu khá dài để phải xuống dòng " * 8))
    sheet = sheet_of(path)
    with ZipFile(path) as package:
        (name,) = [n for n in package.namelist() if n.endswith(".vml")]
        root = xml_of(package, name)
    anchors = {
        (int(shape.findtext(".//{*}Row")), int(shape.findtext(".//{*}Column"))): [
            int(n) for n in (shape.findtext(".//{*}Anchor") or "0,0,0,0,0,0,0,0").split(",")
        ]
        for shape in root.iter("{*}shape")
    }
    assert set(anchors) == {(0, 0), (1, 1), (2, 1)}
    short, long = anchors[1, 1], anchors[2, 1]
    assert (long[6] - long[2]) > (short[6] - short[2]) + 3
    assert short[0] == 2
    assert set(comments_in(sheet)) == {"A1", "B2", "B3"}


@pytest.mark.parametrize(
    "data", ["<sheetData/>", '<sheetData><row r="2"/></sheetData>', "<sheetData></sheetData>"]
)
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_sheets_of_other_programs(tmp_path: Path, data: str, prefix: str) -> None:
    """Blank sheets, rows that close themselves, prefixes, no comments, no relations."""
    workbook: Any = Workbook()
    workbook.active.title = SHEET
    plain = tmp_path / "a.xlsx"
    workbook.save(plain)
    xmlns = f'xmlns{":x" if prefix else ""}="{MAIN}"'
    body = f"<worksheet {xmlns}>{data}<pageMargins {_MARGINS}/><tableParts count='0'/></worksheet>"
    body = body.replace("</", "\0").replace("<", f"<{prefix}").replace("\0", f"</{prefix}")
    odd = tmp_path / "b.xlsx"
    with ZipFile(plain) as old, ZipFile(odd, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, body if name.endswith("sheet1.xml") else old.read(name))
    path = marked(odd, ("B2", "sai"), ("C2", "sai"), ("A3", "sai"))
    assert coloured(sheet_of(path)) == {"B2", "C2", "A3"}
    check_schema(path)


_MARGINS = 'left="1" right="1" top="1" bottom="1" header="0" footer="0"'


def test_macros_and_pictures_keep_their_bytes(book: Path) -> None:
    macro = book.with_name("co_macro.xlsm")
    with ZipFile(book) as old, ZipFile(macro, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" * 999)
    target = book.with_name("co_macro.loi.xlsm")
    mark_cells(macro, target, SHEET, [("B2", "sai")])
    with ZipFile(target) as package:
        assert package.read("xl/vbaProject.bin") == b"\xd0\xcf\x11\xe0" * 999
        assert package.testzip() is None


def test_nothing_is_left_behind_when_it_cannot_be_done(book: Path) -> None:
    target = book.with_name("ra.xlsx")
    target.write_bytes(b"cu")
    broken = book.with_name("hong.xlsx")
    broken.write_bytes(book.read_bytes()[:3000])
    for source, sheet, words in (
        (book, "Không có", "không có trang tính “Không có”"),
        (broken, SHEET, "tệp XLSX bị hỏng"),
        (book.with_name("vang.xlsx"), SHEET, "không tìm thấy tệp"),
    ):
        with pytest.raises(InputError, match=words):
            mark_cells(source, target, sheet, [("B2", "sai")])
    assert target.read_bytes() == b"cu"
    with pytest.raises(InputError, match="không được ghi đè lên chính tệp"):
        mark_cells(book, book, SHEET, [("B2", "sai")])
    assert not list(book.parent.glob(".vanban-*"))


def test_a_sheet_with_a_doctype_is_refused(book: Path) -> None:
    odd = book.with_name("b.xlsx")
    with ZipFile(book) as old, ZipFile(odd, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                data = b'<!DOCTYPE a [<!ENTITY b "c">]>' + data
            new.writestr(name, data)
    with pytest.raises(InputError, match="bị hỏng"):
        marked(odd, ("B2", "sai"))


@pytest.fixture(scope="module")
def through_calc(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Opens a workbook in LibreOffice and saves it as XLSX again."""
    soffice = require_tool("soffice")
    profile, folder = tmp_path_factory.mktemp("profile"), tmp_path_factory.mktemp("calc")

    def convert(path: Path) -> Path:
        command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
        command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder)]
        subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=240)
        return folder / path.name

    return convert


def test_a_form_goes_through_libreoffice_and_loses_its_marks_when_it_is_mended(
    tmp_path: Path, through_calc: Callable[[Path], Path]
) -> None:
    form = tmp_path / "form.xlsx"
    form.write_bytes(write_form(load_draft(EXAMPLES / "thon.yaml")))
    workbook: Any = load_workbook(form)
    workbook["Nhập liệu"]["B6"], workbook["Nhập liệu"]["D6"] = "Thôn 1", "05"
    workbook.save(form)
    first = marked(form, ("D6", "thiếu đơn vị"), ("E6", "trống"), sheet="Nhập liệu")
    saved = through_calc(first)
    sheet = sheet_of(saved, "Nhập liệu")
    assert coloured(sheet) == {"D6", "E6"}
    assert comments_in(sheet)["D6"] == f"{HEADING}Thiếu đơn vị"
    second = sheet_of(marked(saved, ("E6", "còn trống"), sheet="Nhập liệu"), "Nhập liệu")
    assert coloured(second) == {"E6"}
    assert second["D6"].fill.fgColor.rgb == second["D7"].fill.fgColor.rgb
    assert (second["D6"].value, second["D6"].number_format) == ("05", "@")
    assert comments_in(second) == {"E6": f"{HEADING}Còn trống"}


_MANY = """
import resource, sys
from pathlib import Path
from vanban.data.marked_copy import mark_cells
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
marks = [(f"{'BCD'[n % 3]}{n * 20 + 2}", f"sai {n}") for n in range(1000)]
before = peak()
mark_cells(Path(sys.argv[1]), Path(sys.argv[2]), "Sheet", marks)
print(peak() - before)
"""


def test_many_rows_take_no_more_memory_than_their_marks(tmp_path: Path) -> None:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Sheet")
    for row in range(20_000):
        sheet.append([row, f"Thôn {row}", "152 tấn", "45 con", "một ghi chú khá dài " * 5])
    source, target = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    workbook.save(source)
    command = [sys.executable, "-c", _MANY, str(source), str(target)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(done.stdout) * unit < 40_000_000
    with ZipFile(target) as package:
        text = package.read("xl/worksheets/sheet1.xml")
        assert len(text) > 8_000_000
        assert package.read("xl/comments1.xml").count(b"<comment ") == 1000
        blocks = package.read("xl/drawings/vmlDrawing1.vml")
    assert b'data="1"' in blocks
    assert text.count(b"legacyDrawing") == 1
