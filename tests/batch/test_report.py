from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.batch.rows import names_in
from tests.batch.test_allocation import share
from tests.batch.workbooks import refuse_invalid_parts, values
from vanban.batch.allocation import Tally
from vanban.batch.report import (
    Failure,
    Report,
    RunTotals,
    fault_and_advice,
    place_names,
    shown_numbers,
)
from vanban.batch.report_text import report_lines, write_text_report
from vanban.batch.report_workbook import write_report_workbook
from vanban.batch.results import Counts
from vanban.errors import DocxError

PLACE = "thon.xlsx, trang “Thôn”"
TOTALS = RunTotals(
    base="thon.yaml",
    table=PLACE,
    output="ra",
    started="08 giờ 15, ngày 05/01/2024",
    seconds=185.4,
    counts=Counts(rows=3321, written=3200, unchanged=100, failed=20, kept=1),
    first_number=5,
    last_number=3324,
)
FAULT = Failure(
    PLACE, "Ngày ban hành", "không đọc được ngày “…”; viết như 15/01/2024 (PL I; II)", 5, "B5"
)


def shares() -> Tally:
    tally = Tally()
    for row in (5, 6):
        taken = [
            share("10 con", "11 con", "Đàn gia cầm"),
            share("774 tấn", "30 tấn", "Sản lượng thóc"),
            share("5 kg", "3 kg" if row == 5 else "4321 g", "Giống"),
        ]
        tally.add(taken, f"{PLACE}, dòng {row}")
    return tally


def report(*failures: Failure) -> Report:
    return Report(TOTALS, failures, shares().allocations(2), (Failure(PLACE, "", "tên trùng"),))


def test_the_text() -> None:
    other = Failure("thon.csv:7", "Trích yếu", "thiếu trường bắt buộc này", 0, "Trích yếu")
    assert (
        "\n".join(report_lines(report(FAULT, other)))
        == """\
BÁO CÁO KẾT QUẢ LÀM VĂN BẢN HÀNG LOẠT

Bản gốc:                     thon.yaml
Bảng dữ liệu:                thon.xlsx, trang “Thôn”
Nơi ghi:                     ra
Bắt đầu lúc:                 08 giờ 15, ngày 05/01/2024
Thời gian chạy:              3 phút 05 giây
Số dòng của bảng:            3.321
Đã ghi:                      3.200
Không đổi so với lần trước:  100
Có lỗi, chưa ghi:            20
Giữ tệp đã có, không ghi đè: 1
Số văn bản đã cấp:           từ số 05 đến số 3324

LỖI
1. thon.xlsx, trang “Thôn”, dòng 5, ô B5: Ngày ban hành: không đọc được ngày “…”; viết như
   15/01/2024 (PL I; II)
2. thon.csv:7, cột “Trích yếu”: Trích yếu: thiếu trường bắt buộc này

ĐỐI CHIẾU PHÂN BỔ
Chỉ tiêu        Tổng giao  Các dòng cộng lại  Số dòng  Kết quả
--------------  ---------  -----------------  -------  ---------------
Đàn gia cầm        10 con             22 con      2/2  vượt 12 con
Sản lượng thóc    774 tấn             60 tấn      2/2  còn lại 714 tấn
Giống                5 kg                         2/2  không cộng được
- Đàn gia cầm: riêng phần của dòng này đã lớn hơn tổng giao: thon.xlsx, trang “Thôn”, dòng 5;
  thon.xlsx, trang “Thôn”, dòng 6
- Đàn gia cầm: cộng dồn theo thứ tự, tổng bắt đầu vượt từ thon.xlsx, trang “Thôn”, dòng 5
- Giống: thon.xlsx, trang “Thôn”, dòng 6: ghi “…”, các số khác của “…” dùng đơn vị “…”; hãy ghi
  cùng một đơn vị để cộng được

CẢNH BÁO
1. thon.xlsx, trang “Thôn”: tên trùng"""
    )


def test_the_text_of_a_run_without_faults() -> None:
    lines = list(report_lines(Report(TOTALS)))
    assert "Không có lỗi." in lines
    assert "Không có cảnh báo." in lines
    assert "Bản gốc không chia chỉ tiêu nào cho các dòng." in lines


def test_no_line_is_wider_than_a_screen() -> None:
    long = Failure("thon/" * 40, "Nơi nhận", f"{'chữ ' * 80}; {'x' * 300}", 12, "C12")
    assert max(map(len, report_lines(report(long)))) < 100


def test_the_workbook(tmp_path: Path) -> None:
    path = tmp_path / "bao_cao.xlsx"
    write_report_workbook(report(FAULT), path)
    refuse_invalid_parts(path)
    assert load_workbook(path).sheetnames == ["Tổng hợp", "Lỗi", "Phân bổ", "Cảnh báo"]
    pairs = {row[0]: row[1] for row in values(path, "Tổng hợp")}
    assert pairs["Bản gốc"] == "thon.yaml"
    assert pairs["Có lỗi, chưa ghi"] == "20"
    assert pairs["Số văn bản đã cấp"] == "từ số 05 đến số 3324"
    assert "Xem trang “Lỗi”, sửa bảng rồi chạy lại." in pairs


def test_the_sheets_of_faults(tmp_path: Path) -> None:
    path = tmp_path / "bao_cao.xlsx"
    write_report_workbook(report(FAULT), path)
    headings, row = values(path, "Lỗi")
    assert headings == (
        "STT",
        "Nơi có lỗi",
        "Dòng",
        "Cột, ô",
        "Trường",
        "Điều chưa đúng",
        "Cần làm",
    )
    said = ("Không đọc được ngày “…”.", "Viết như 15/01/2024 (PL I; II).")
    assert row == (1, PLACE, 5, "B5", "Ngày ban hành", *said)
    remark = values(path, "Cảnh báo")[1]
    assert remark == (
        1,
        PLACE,
        None,
        None,
        None,
        "Tên trùng.",
        "Sửa chỗ này trong bảng rồi chạy lại.",
    )


def test_the_sheet_of_shares(tmp_path: Path) -> None:
    path = tmp_path / "bao_cao.xlsx"
    write_report_workbook(report(), path)
    poultry, rice, seed = values(path, "Phân bổ")[1:]
    row = "{}, dòng {}".format
    assert poultry == (
        *("Đàn gia cầm", "10 con", "22 con", "2/2", "vượt 12 con"),
        *(f"{row(PLACE, 5)}; {row(PLACE, 6)}", row(PLACE, 5), None),
    )
    assert rice[4:] == ("còn lại 714 tấn", None, None, None)
    assert seed[4] == "không cộng được"
    assert "4321" not in str(seed)  # what a cell holds stays in the table
    fills = [load_workbook(path)["Phân bổ"][f"E{n}"].fill.fill_type for n in (2, 3, 4)]
    assert fills == ["solid", None, "solid"]


@pytest.mark.parametrize("write", [write_text_report, write_report_workbook])
def test_a_report_is_written_whole_and_alike(tmp_path: Path, write: Callable[..., None]) -> None:
    class Broken:
        def __iter__(self) -> Iterator[Failure]:
            yield FAULT
            raise RuntimeError("failures")

    with pytest.raises(RuntimeError, match="failures"):
        write(Report(TOTALS, Broken()), tmp_path / "a")
    assert names_in(tmp_path) == []
    for name in ("a", "b"):
        write(report(FAULT), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    with pytest.raises(DocxError, match="đã có tệp"):
        write(report(FAULT), tmp_path / "a")
    write(report(), tmp_path / "a", force=True)
    assert (tmp_path / "a").read_bytes() != (tmp_path / "b").read_bytes()


@pytest.mark.parametrize(
    ("message", "fault", "advice"),
    [
        ("thiếu; ghi thêm", "Thiếu.", "Ghi thêm."),
        ("có “a; b” (c; d); bỏ dấu ;", "Có “a; b” (c; d).", "Bỏ dấu ;."),
        ("a; b; c", "A.", "B; c."),
        ("không hợp lệ", "Không hợp lệ.", "Sửa chỗ này trong bảng rồi chạy lại."),
    ],
)
def test_a_message_says_the_fault_and_then_what_to_do(
    message: str, fault: str, advice: str
) -> None:
    assert fault_and_advice(message) == (fault, advice)


def test_numbers_given() -> None:
    plain = RunTotals("a", "b", "c", "d", 1, Counts(1, 1))
    assert shown_numbers(plain) == "không cấp số"
    one = RunTotals("a", "b", "c", "d", 1, Counts(1, 1), first_number=7)
    assert shown_numbers(one) == "từ số 07 đến số 07"


def test_places_beyond_the_first_are_counted() -> None:
    assert place_names(("a", "b"), 2) == "a; b"
    assert place_names(("a", "b"), 1202) == "a; b; và 1.200 dòng khác"
