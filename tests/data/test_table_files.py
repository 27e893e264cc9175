"""Rows of tables from CSV and XLSX files, and the places of what is wrong in them."""

import datetime
import time
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from vanban.data import load, workbooks
from vanban.data.cell_values import shown
from vanban.data.workbooks import read_workbook
from vanban.errors import InputError
from vanban.outline import write_outline

from .files import shown as shown_problems
from .files import write

PLAN = """\
loai: ke_hoach
co_quan_ban_hanh: Ủy ban nhân dân phường 5
viet_tat_co_quan: UBND
dia_danh: Phường 5
ngay_ban_hanh: 15/01/2024
trich_yeu: Trồng cây
nguoi_ky: {chuc_vu: Chủ tịch, ho_ten: Trần Văn B}
noi_nhan: [Như trên]
noi_dung: "[bảng: Chi]"
bang_bieu:
  - ten_bang: Chi
"""
LINES = PLAN.count("\n")


def plan(folder: Path, fields: str) -> Path:
    return write(folder, PLAN + "".join(f"    {line}\n" for line in fields.splitlines()))


def printed(folder: Path, fields: str) -> list[str]:
    (table,) = load(plan(folder, fields)).bang_bieu
    return write_outline([table.as_table()]).splitlines()


def refused(folder: Path, fields: str) -> list[str]:
    return shown_problems(plan(folder, fields))


def workbook(folder: Path, rows: list[list[object]], name: str = "chi.xlsx", **formats: str) -> Any:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Chi"
    for row in rows:
        sheet.append(row)
    for cell, form in formats.items():
        sheet[cell].number_format = form
    book.save(folder / name)
    return book


@pytest.mark.parametrize(("sign", "mark"), [(",", b""), (";", b"\xef\xbb\xbf"), ("\t", b"")])
def test_columns_of_a_csv_file(tmp_path: Path, sign: str, mark: bytes) -> None:
    lines = [["STT", "Nội dung", "Số tiền"], ["", "Lương", '"1.250,5"'], ["", '"A, b"', "20"]]
    text = "\n".join(sign.join(line) for line in lines)
    write(tmp_path, mark + text.encode(), "chi.csv")
    assert printed(tmp_path, "tep_du_lieu: chi.csv\ndong_tong: Tổng cộng") == [
        "| STT | Nội dung | Số tiền |",
        "| :-: | :-- | --: |",
        "| 1 | Lương | 1.250,5 |",
        "| 2 | A, b | 20 |",
        "| Tổng cộng | < | 1.270,5 |",
    ]


def test_chosen_columns_of_a_csv_file(tmp_path: Path) -> None:
    write(tmp_path, "Mã,Số tiền,Nội dung\n01,5,a\n02,6,b\n", "chi.csv")
    fields = "tep_du_lieu: chi.csv\ncac_cot: [STT, noi dung, Số tiền: số]"
    assert printed(tmp_path, fields)[2:] == ["| 1 | a | 5 |", "| 2 | b | 6 |"]


def test_a_fault_in_a_csv_file_is_placed_there(tmp_path: Path) -> None:
    write(tmp_path, "Nội dung,Số tiền\na,5\nb,1250.5\n", "chi.csv")
    (said,) = refused(tmp_path, "tep_du_lieu: chi.csv\ncac_cot: [Nội dung, Số tiền: số]")
    assert said.startswith("chi.csv:3, cột “Số tiền”: Bảng biểu / mục 1 / Các dòng")
    assert "bảng “Chi”, dòng 2, cột “Số tiền”: số “1250.5” viết chưa đúng" in said


def test_a_ragged_csv_file(tmp_path: Path) -> None:
    write(tmp_path, "Nội dung,Số tiền\na,5,6\n", "chi.csv")
    (said,) = refused(tmp_path, "tep_du_lieu: chi.csv")
    assert said.startswith("chi.csv:2: có 3 ô, cần 2 ô theo dòng tiêu đề")


def test_a_column_that_the_file_does_not_have(tmp_path: Path) -> None:
    write(tmp_path, "Nội dung,Số tiền\na,5\n", "chi.csv")
    said = refused(tmp_path, "tep_du_lieu: chi.csv\ncac_cot:\n  - Nội dung\n  - Só lượng người\n")
    assert said == [
        f"a.yaml:{LINES + 4}:9: Các cột: tệp chi.csv không có cột “Só lượng người”; "
        "tệp có các cột: Nội dung, Số tiền"
    ]
    (near,) = refused(tmp_path, "tep_du_lieu: chi.csv\ncac_cot: [Nội dug]")
    assert near.endswith("có phải “Nội dung”?")


def test_the_file_lies_beside_the_file_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "goc").mkdir()
    write(tmp_path / "goc", "Nội dung,Số tiền\na,5\n", "chi.csv")
    plan(tmp_path / "goc", "tep_du_lieu: chi.csv")
    path = write(tmp_path, "ke_thua: goc/a.yaml\ntrich_yeu: Khác\n", "b.yaml")
    assert load(path).bang_bieu[0].cac_dong == (("a", "5"),)
    changed = "ke_thua: goc/a.yaml\nbang_bieu:\n  Chi:\n    tep_du_lieu: moi.csv\n"
    write(tmp_path, "Nội dung,Số tiền\nb,6\n", "moi.csv")
    assert load(write(tmp_path, changed, "c.yaml")).bang_bieu[0].cac_dong == (("b", "6"),)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("khong_co.csv", None, "không tìm thấy tệp"),
        ("khong_co.xlsx", None, "không tìm thấy tệp"),
        ("chi.xls", b"x", "chưa đọc được tệp .xls; hãy mở tệp rồi chọn Lưu thành"),
        ("chi.docx", b"x", "cần tệp .csv hoặc .xlsx"),
        ("chi.csv", b"", "tệp trống"),
        ("chi.csv", "Nội dung\n".encode("utf-16"), "tệp dùng bảng mã UTF-16"),
        ("chi.xlsx", b"x", "đây không phải tệp XLSX"),
        ("chi.xlsx", b"PK\x03\x04 hong", "tệp XLSX bị hỏng"),
        ("chi.xlsx", b"\xd0\xcf\x11\xe0", "tệp Excel đời cũ hoặc có mật khẩu"),
        ("chi.csv", "A,B\n" + "1,2\n" * 5001, "có quá 5.000 dòng"),
    ],
)
def test_files_that_cannot_be_read(
    tmp_path: Path, name: str, content: bytes | str | None, said: str
) -> None:
    if content is not None:
        write(tmp_path, content, name)
    (problem,) = refused(tmp_path, f"tep_du_lieu: {name}\ndong_tong: Tổng cộng")
    start = f"a.yaml:{LINES + 1}:18: Tệp dữ liệu: không lấy được số liệu của bảng: {name}"
    assert problem.startswith(start)
    assert said in problem


def test_a_sheet(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["DỰ TOÁN CHI"],
        ["STT", "Nội dung", "Số tiền", "Tỷ lệ", "Ngày", "Mã"],
        [None, "Lương", 1250.5, 0.125, datetime.date(2024, 3, 5), "012"],
        [None, "Khác", 1000000, 0.5, datetime.date(2024, 12, 31), 7],
    ]
    formats = {"C3": "#,##0.00", "D3": "0.0%", "D4": "0%", "F4": "000"}
    workbook(tmp_path, rows, **formats)
    assert printed(tmp_path, "tep_du_lieu: chi.xlsx\ntrang_tinh: chi") == [
        "| STT | Nội dung | Số tiền | Tỷ lệ | Ngày | Mã |",
        "| :-: | :-- | --: | --: | :-- | :-- |",
        "| 1 | Lương | 1.250,50 | 12,5% | 05/03/2024 | 012 |",
        "| 2 | Khác | 1.000.000 | 50% | 31/12/2024 | 007 |",
    ]


def test_a_row_merged_across_a_sheet_is_a_group(tmp_path: Path) -> None:
    book = workbook(tmp_path, [["Nội dung", "Số tiền"], ["A. Thu"], ["Phí", 5]])
    book.active.merge_cells("A2:B2")
    book.save(tmp_path / "chi.xlsx")
    assert printed(tmp_path, "tep_du_lieu: chi.xlsx")[2:] == ["| A. Thu | < |", "| Phí | 5 |"]


def test_headings_below_others_are_found_by_the_columns_wanted(tmp_path: Path) -> None:
    workbook(tmp_path, [["UBND", "CỘNG HÒA"], ["x", "y"], ["Nội dung", "Số tiền"], ["Phí", 5]])
    fields = "tep_du_lieu: chi.xlsx\ncac_cot: [Nội dung, Số tiền]"
    assert printed(tmp_path, fields)[2:] == ["| Phí | 5 |"]


def test_faults_of_a_sheet_name_its_cells(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Nội dung", "Số tiền", None, "so tien"],
        ["a", "#REF!", 1, None],
        ["b", "=1+2", None, None],
    ]
    workbook(tmp_path, rows)
    said = refused(tmp_path, "tep_du_lieu: chi.xlsx")
    assert [line.partition(";")[0] for line in said] == [
        "chi.xlsx, trang Chi, ô C1: cột không có tiêu đề",
        "chi.xlsx, trang Chi, ô D1: tiêu đề đã dùng ở ô B1",
        "chi.xlsx, trang Chi, ô B2: ô báo lỗi #REF!",
        "chi.xlsx, trang Chi, ô B3: công thức chưa có kết quả",
    ]


def test_a_wrong_number_in_a_sheet(tmp_path: Path) -> None:
    workbook(tmp_path, [["Nội dung", "Số tiền"], ["a", "1.5"]])
    (said,) = refused(tmp_path, "tep_du_lieu: chi.xlsx\ncac_cot: [Nội dung, Số tiền: số]")
    assert said.startswith("chi.xlsx, trang Chi, ô B2: Bảng biểu / mục 1 / Các dòng")


def test_an_unknown_sheet(tmp_path: Path) -> None:
    workbook(tmp_path, [["Nội dung"], ["a"]])
    assert refused(tmp_path, "tep_du_lieu: chi.xlsx\ntrang_tinh: Thu")[0].endswith(
        "không có trang tính “Thu”; tệp có: Chi"
    )


def sheet_xml(rows: int, columns: int) -> str:
    """A sheet of numbers, made without the library, which is slow at it."""
    cells = "<c><v>1</v></c>" * columns
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    body = f"<row>{cells}</row>" * rows
    return f'<worksheet xmlns="{space}"><sheetData>{body}</sheetData></worksheet>'


def large_workbook(folder: Path, rows: int, columns: int) -> Path:
    workbook(folder, [["A"]], "nho.xlsx")
    path = folder / "lon.xlsx"
    with zipfile.ZipFile(folder / "nho.xlsx") as small:
        parts = {name: small.read(name) for name in small.namelist()}
    parts["xl/worksheets/sheet1.xml"] = sheet_xml(rows, columns).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as large:
        for name, part in parts.items():
            large.writestr(name, part)
    return path


def refused_sheet(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_workbook(path, "", [], [])
    return str(caught.value)


@pytest.mark.parametrize(
    ("rows", "columns", "said"),
    [
        (100_500, 20, "tệp XLSX quá lớn"),
        (6_000, 20, "trang Chi: có quá 5.000 dòng"),
        (300, 70, "trang Chi: bảng có quá 60 cột"),
    ],
)
def test_a_large_sheet_is_refused_before_it_is_loaded(
    tmp_path: Path, rows: int, columns: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = large_workbook(tmp_path, rows, columns)
    monkeypatch.setattr(workbooks, "_SheetReader", None)
    start = time.process_time()
    assert said in refused_sheet(path)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({"_MOST_UNPACKED_BYTES": 1000}, "tệp XLSX quá lớn; hãy chép riêng các dòng cần in"),
        ({"_MOST_CELLS": 39}, "tệp XLSX quá lớn; hãy chép riêng các dòng cần in"),
        ({"_MOST_SHEET_ROWS": 9}, "trang tính có quá nhiều dòng; hãy xóa hẳn các dòng trống"),
        ({"_MANY_CELLS": 1, "_MOST_SHEET_ROWS": 9}, "trang tính có quá nhiều dòng; hãy xóa"),
        ({"MOST_ROWS": 8}, "có quá 5.000 dòng"),
        ({"_MANY_CELLS": 1, "MOST_ROWS": 5, "_ROWS_ABOVE": 4}, "có quá 5.000 dòng"),
        ({"_MOST_COLUMNS": 2}, "bảng có quá 2 cột; hãy bỏ bớt cột"),
        ({"_MANY_CELLS": 1, "_MOST_COLUMNS": 2}, "bảng có quá 2 cột; hãy bỏ bớt cột"),
    ],
)
def test_limits_of_a_sheet(
    tmp_path: Path, limits: dict[str, int], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten rows of three cells: each limit is one less, and refused by that limit alone."""
    path = large_workbook(tmp_path, 10, 3)
    assert len(read_workbook(path, "", [], []).rows) == 9
    for name, limit in limits.items():
        monkeypatch.setattr(workbooks, name, limit)
    if "_MANY_CELLS" in limits:  # before anything is loaded
        monkeypatch.setattr(workbooks, "_SheetReader", None)
    assert said in refused_sheet(path)


def test_what_lies_at_the_limits_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = large_workbook(tmp_path, 10, 3)
    limits = {"_MOST_CELLS": 40, "_MOST_SHEET_ROWS": 10, "MOST_ROWS": 9, "_MOST_COLUMNS": 3}
    for name, limit in (limits | {"_MANY_CELLS": 1, "_ROWS_ABOVE": 1}).items():
        monkeypatch.setattr(workbooks, name, limit)
    assert len(read_workbook(path, "", [], []).rows) == 9


def test_a_sheet_whose_bytes_are_damaged(tmp_path: Path) -> None:
    path = large_workbook(tmp_path, 10, 3)
    raw = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        at = package.getinfo("xl/worksheets/sheet1.xml").header_offset
    raw[at + 70] ^= 0xFF
    path.write_bytes(raw)
    assert "tệp XLSX bị hỏng" in refused_sheet(path)


def test_without_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workbook(tmp_path, [["Nội dung"], ["a"]])
    monkeypatch.setitem(workbooks.__dict__, "_checked_bytes", lambda path: path.read_bytes())
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    (said,) = refused(tmp_path, "tep_du_lieu: chi.xlsx")
    assert "-m pip install openpyxl" in said


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (1250.5, "General", Decimal("1250.5")),
        (0.1 + 0.2, "General", Decimal("0.3")),
        (1 / 3, "General", Decimal("0.333333333")),
        (123456789012, "General", Decimal(123456789012)),
        (5, "0.00", Decimal("5.00")),
        (2.675, "0.00", Decimal("2.68")),
        (1234.5, "#,##0", Decimal(1235)),
        (1234.5, "#,##0.##", Decimal("1234.5")),
        (1250000, "#,##0,", Decimal(1250)),
        (1250, '#,##0" đồng"', Decimal(1250)),
        (-5, "#,##0;[Red]-#,##0", Decimal(-5)),
        (0.855, "0.0%", "85,5%"),
        (7, "000", "007"),
        (True, "General", "có"),
        (datetime.datetime(2024, 3, 5, 7, 30), "General", "05/03/2024 07:30"),
        (datetime.time(7, 5), "hh:mm", "07:05"),
        (" a\n b ", "General", "a b"),
    ],
)
def test_values_as_a_sheet_shows_them(value: object, form: str, expected: object) -> None:
    found = shown(value, form)
    assert (type(found), str(found)) == (type(expected), str(expected))


def test_rows_in_the_data_file_carry_the_place_of_every_cell(tmp_path: Path) -> None:
    fields = """\
cac_cot: [Nội dung, Số tiền: số]
cac_dong:
  - [a, 1250.5]
  - Nội dung: b
    Số tiền: hai
  - Nội dug: c
  - [Lương, 1.250,5]
"""
    said = [line.partition(": Bảng")[0] for line in refused(tmp_path, fields)]
    assert said == [
        f"a.yaml:{LINES + 3}:13",
        f"a.yaml:{LINES + 5}:18",
        f"a.yaml:{LINES + 6}:18",
        f"a.yaml:{LINES + 7}:9",
        f"a.yaml:{LINES + 7}:17: dấu phẩy tách 1.250,5 thành hai ô; "
        'đặt số trong ngoặc kép: "1.250,5"',
    ]


def test_rows_and_a_file_are_refused(tmp_path: Path) -> None:
    (said,) = refused(tmp_path, "tep_du_lieu: chi.csv\ncac_dong:\n  - [a]")
    assert said.startswith(f"a.yaml:{LINES + 2}:5: Các dòng: bảng đã lấy các dòng từ")


def test_a_mapping_names_files_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "Nội dung,Số tiền\na,5\n", "chi.csv")
    monkeypatch.chdir(tmp_path)
    data = {
        "loai": "ke_hoach",
        "co_quan_ban_hanh": "Ủy ban nhân dân phường 5",
        "viet_tat_co_quan": "UBND",
        "dia_danh": "Phường 5",
        "ngay_ban_hanh": "15/01/2024",
        "trich_yeu": "Trồng cây",
        "nguoi_ky": {"chuc_vu": "Chủ tịch", "ho_ten": "Trần Văn B"},
        "noi_nhan": ["Như trên"],
        "noi_dung": "[bảng: Chi]",
        "bang_bieu": [{"ten_bang": "Chi", "tep_du_lieu": "chi.csv"}],
    }
    assert load(data).bang_bieu[0].cac_dong == (("a", "5"),)


def test_numbers_from_a_mapping(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"dòng 1, cột “B”: cần chữ hoặc số, gặp 1\.5"):
        load(
            {
                "loai": "ke_hoach",
                "bang_bieu": [
                    {"ten_bang": "Chi", "cac_cot": ["A", "B"], "cac_dong": [["a", 1.5]]},
                ],
            }
        )
