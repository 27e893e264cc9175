"""A workbook with bad cells of fifteen kinds: each is named, marked and reported."""

from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import Workbook, load_workbook

from tests.conftest import EXAMPLES
from vanban.batch.results import Options
from vanban.batch.running import BatchRun

HEADINGS = (
    *("STT", "Đơn vị được giao", "Trích yếu", "Tổng sản lượng lương thực cả năm", "Đàn trâu, bò"),
    *("Tổng đàn lợn cả năm", "Đàn gia cầm", "Sản lượng nuôi trồng thủy sản cả năm"),
    *("Số hộ nghèo giảm", "Tỷ lệ gia đình đạt chuẩn gia đình văn hóa", "Ngày ban hành", "Độ khẩn"),
)
# The cell, what is typed into it, and words of what is said of it.
BAD = (
    ("H5", "3.5 tấn", "trước phần thập phân là dấu phẩy"),
    ("I7", "một hộ", "cần một con số đứng trước đơn vị"),
    ("E9", None, "ô trống mà bản gốc cũng không có giá trị"),
    ("E11", "12 đàn", "hãy ghi cùng đơn vị “con”"),
    ("F13", "300", "mà không có đơn vị"),
    ("G15", "1,234,567 con", "tách hàng nghìn bằng dấu chấm"),
    ("G17", f"{'9' * 40} con", "dài quá 25 chữ số"),
    ("D19", "+5 tấn", "số dương không ghi dấu cộng"),
    ("K21", "31/02/2024", "không có ngày 31 tháng 2 năm 2024"),
    ("K23", "hôm nay", "không đọc được ngày"),
    ("K25", "05/03/1890", "năm 1890 ngoài khoảng"),
    ("L27", "rất khẩn", "cần một trong: hỏa tốc, thượng khẩn, khẩn"),
    ("C29", "Dòng một\nDòng hai", "có 2 dòng"),
    ("C31", "Có_x0007_ chuông", "ký tự không in được U+0007"),
    ("H33", "#REF!", "ô báo lỗi #REF!"),
)
ROWS = 150


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A title, headings in row 2, then a village a row."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Thôn"
    sheet.append(["DANH SÁCH CÁC THÔN"])
    sheet.append(HEADINGS)
    for n in range(1, ROWS + 1):
        shares = ("5 tấn", "2 con", "30 con", "200 con", "1,5 tấn", "01 hộ", "86%")
        sheet.append([n, f"Thôn {n}", f"Phong trào thi đua năm 2024 tại Thôn {n}", *shares])
    for cell, value, _ in BAD:
        sheet[cell] = value
    path = tmp_path_factory.mktemp("bang") / "thon.xlsx"
    book.save(path)
    return path


class Done(NamedTuple):
    """A batch that is done, and what it has told of its rows."""

    batch: BatchRun
    told: list[str]


@pytest.fixture(scope="module")
def run(table: Path) -> Done:
    options = Options(check=False, jobs=2)
    with BatchRun(EXAMPLES / "thon.yaml", table, table.parent / "ra", options) as done:
        bad = list(done.preflight())
        assert [len(result.problems) for result in bad] == [1] * len(BAD)
        problems = [str(problem) for result in bad for problem in result.problems]
        assert len(list(done.write())) == ROWS
    return Done(done, problems)


def test_each_is_named_with_its_cell_and_heading(run: Done, table: Path) -> None:
    for (cell, _, words), problem in zip(BAD, run.told, strict=True):
        heading = HEADINGS[ord(cell[0]) - ord("A")]
        assert problem.startswith((f"{table}, trang “Thôn”, ô {cell}: {heading}", str(table)))
        assert f"ô {cell}" in problem
        assert words in problem


def test_the_others_are_written(run: Done, table: Path) -> None:
    bad = {int(cell[1:]) - 2 for cell, _, _ in BAD}
    good = sorted(f"Thôn {n}.docx" for n in range(1, ROWS + 1) if n not in bad)
    assert sorted(path.name for path in (table.parent / "ra").glob("*.docx")) == good
    assert (run.batch.counts.written, run.batch.counts.failed) == (ROWS - len(BAD), len(BAD))


def test_just_these_cells_are_marked_in_a_copy(run: Done, table: Path) -> None:
    marked = table.with_name("thon.loi.xlsx")
    assert run.batch.marked == marked
    sheet = load_workbook(marked)["Thôn"]
    notes = {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}
    assert sorted(notes) == sorted(cell for cell, _, _ in BAD)
    for cell, _, words in BAD:
        assert words.casefold() in notes[cell].casefold()
    assert all(cell.comment is None for row in load_workbook(table)["Thôn"] for cell in row)


def test_the_report_names_them_without_their_values(run: Done, table: Path) -> None:
    sheet = load_workbook(table.parent / "ra" / "bao_cao.xlsx")["Lỗi"]
    rows = [[str(value or "") for value in row] for row in sheet.iter_rows(values_only=True)]
    said = "\n".join(" | ".join(row) for row in rows)
    text = (table.parent / "ra" / "bao_cao.txt").read_text("utf-8")
    for cell, _, _ in BAD:
        assert cell in said
        assert cell in text
    for value in ("một hộ", "hôm nay", "rất khẩn", "12 đàn", "“3.5”", "1,234,567"):
        assert value not in said + text
