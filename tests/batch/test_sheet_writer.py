from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from tests.batch.workbooks import MAIN, refuse_invalid_parts, values
from vanban.batch import sheet_writer
from vanban.batch.sheet_heights import row_height_pt
from vanban.batch.sheet_styles import Style
from vanban.batch.sheet_writer import Line, Sheet, WorkbookWriter, day_value

HEAD = (Line(("Tên", "Số"), Style.HEAD),)
SHEET = Sheet("Bảng", (20, 10), (Style.TEXT, Style.COUNT), HEAD)


def write(path: Path, *rows: Line, sheet: Sheet = SHEET) -> Path:
    with path.open("wb") as file, WorkbookWriter(file) as writer:
        writer.add(sheet, rows)
    return path


@pytest.mark.parametrize(
    "text",
    [
        "05/UBND",
        "012",
        "=1+1",
        "+84 912",
        "-5",
        "@SUM(A1)",
        "1e5",
        "a < b & c > “d”",
        "  hai đầu  ",
        "Dòng một\nDòng hai",
        "#N/A",
        "TRUE",
    ],
)
def test_text_stays_text(tmp_path: Path, text: str) -> None:
    path = write(tmp_path / "a.xlsx", Line((text, 1)))
    cell = load_workbook(path)["Bảng"]["A2"]
    assert cell.value == text
    assert cell.data_type in ("s", "inlineStr")
    assert cell.number_format == "@"  # so that it stays text when someone edits it
    refuse_invalid_parts(path) if text == text.strip() else None


def test_numbers_and_days_are_numbers_and_days(tmp_path: Path) -> None:
    row = Line((("", Style.CENTRE), 7)), Line(((date(2024, 3, 5), Style.DAY), 8))
    sheet = load_workbook(write(tmp_path / "a.xlsx", *row))["Bảng"]
    assert (sheet["A2"].value, sheet["B2"].value) == (None, 7)
    assert sheet["A3"].value == datetime(2024, 3, 5)
    assert sheet["A3"].number_format == "dd/mm/yyyy"


def test_a_day_that_excel_miscounts_is_text() -> None:
    assert day_value(date(1900, 2, 28)) == "28/02/1900"
    assert day_value(date(1900, 3, 1)) == date(1900, 3, 1)


def test_what_no_cell_can_hold(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", Line(("a\x00\x1fb\ud800", 1)), Line(("x" * 40_000, 2)))
    found = values(path, "Bảng")
    assert found[1][0] == "ab"
    assert len(found[2][0]) == 32_767
    assert found[2][0].endswith("x…")


def test_what_excel_would_read_as_a_code(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", Line(("_x000D_", 1)))
    with ZipFile(path) as package:
        assert b"<t>_x005F_x000D_</t>" in package.read("xl/worksheets/sheet1.xml")


def test_the_sheet_is_set_up_for_print(tmp_path: Path) -> None:
    sheet = load_workbook(write(tmp_path / "a.xlsx", Line(("a", 1))))["Bảng"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.freeze_panes == "A2"
    assert {cell.font.name for row in sheet.iter_rows() for cell in row} == {"Times New Roman"}
    assert sheet["A2"].alignment.wrap_text
    assert sheet["A2"].border.left.style == "thin"
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (20, 10)


def test_the_same_rows_are_the_same_bytes(tmp_path: Path) -> None:
    rows = [Line((f"dòng {n}", n)) for n in range(1200)]
    first, second = (write(tmp_path / f"{n}.xlsx", *rows).read_bytes() for n in range(2))
    assert first == second
    refuse_invalid_parts(tmp_path / "0.xlsx")


def test_sheets_stand_by_position(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file, WorkbookWriter(file) as writer:
        writer.add(Sheet("Sau", (9,), (Style.TEXT,), (Line(("a",)),)), (), position=1)
        writer.add(Sheet("Trước & “đầu”", (9,), (Style.TEXT,)), (), position=0)
    book = load_workbook(path)
    assert book.sheetnames == ["Trước & “đầu”", "Sau"]
    assert book["Sau"].print_title_rows == "$1:$1"
    assert values(path, "Sau") == [("a",)]
    refuse_invalid_parts(path)


def test_more_rows_than_a_sheet_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_writer, "MOST_ROWS", 4)
    path = write(tmp_path / "a.xlsx", *(Line((f"dòng {n}", n)) for n in range(1, 8)))
    assert load_workbook(path).sheetnames == ["Bảng", "Bảng (2)", "Bảng (3)"]
    assert [row[1] for row in values(path, "Bảng (2)")] == ["Số", 4, 5, 6]
    assert [row[1] for row in values(path, "Bảng (3)")] == ["Số", 7]
    full = write(tmp_path / "b.xlsx", *(Line(("a", n)) for n in range(3)))
    assert load_workbook(full).sheetnames == ["Bảng"]


def test_a_failure_is_not_hidden() -> None:
    def rows() -> Iterator[Line]:
        yield Line(("a", 1))
        raise RuntimeError("rows")

    with pytest.raises(RuntimeError, match="rows"), WorkbookWriter(BytesIO()) as writer:
        writer.add(SHEET, rows())


def test_rows_are_read_as_they_are_written(tmp_path: Path) -> None:
    """Memory stays flat only when nothing waits for the end of the rows."""
    file = (tmp_path / "a.xlsx").open("wb")
    sizes: list[int] = []

    def rows() -> Iterator[Line]:
        for n in range(20_000):
            if n % 5_000 == 4_999:
                sizes.append(file.tell())
            yield Line((f"{n * 7919} {n * 104_729}", n))

    with file, WorkbookWriter(file) as writer:
        writer.add(SHEET, rows())
    assert sizes == sorted(set(sizes))


def test_heights_of_rows() -> None:
    line = 12 * 1.3125

    def height(text: str, width: float = 20, style: Style = Style.TEXT) -> float:
        return row_height_pt([(text, style, width), ("", Style.TEXT, 10)])

    assert height("") == height("một dòng") == line
    assert height("hai\ndòng") == 2 * line
    assert height("Ủy ban nhân dân xã Quang Trung") == 2 * line
    assert height("x" * 60) == 4 * line  # a word wider than its column is cut
    assert height("từ " * 2000) == 409  # Excel has no higher row
    assert height("rất dài " * 20, style=Style.BANNER) == 14 * 1.3125  # does not wrap


def test_parts_name_the_main_namespace(tmp_path: Path) -> None:
    with ZipFile(write(tmp_path / "a.xlsx")) as package:
        assert f'xmlns="{MAIN[1:-1]}"'.encode() in package.read("xl/workbook.xml")
