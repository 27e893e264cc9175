"""vanban batch: what it says and its exit codes; the batch itself is tested in tests/batch."""

import sys
from pathlib import Path

import pytest

from tests.cli.broken import break_motto
from tests.cli.conftest import NOTICE, Call
from tests.conftest import EXAMPLES

VILLAGES = (EXAMPLES / "thon.yaml", EXAMPLES / "thon.csv")
TABLE = "Địa danh,Trích yếu\nThôn Một,Lịch họp\nThôn Hai,Lịch tiếp dân\n"


def test_each_row_becomes_a_file(call: Call, folder: Path) -> None:
    (folder / "rows.csv").write_text(TABLE, "utf-8")
    done = call("batch", "a.yaml", "rows.csv", "-o", "ra")
    assert (done.code, done.err) == (0, "")
    assert done.out == "đã ghi 2 văn bản vào ra\n"
    assert len(list((folder / "ra").glob("*.docx"))) == 2


def test_names_follow_the_pattern_and_may_be_ascii(call: Call, folder: Path) -> None:
    (folder / "rows.csv").write_text(TABLE, "utf-8")
    done = call("batch", "a.yaml", "rows.csv", "-o", "ra", "--name", "{dia_danh}", "--ascii")
    assert done.code == 0
    assert sorted(path.name for path in (folder / "ra").iterdir()) == [
        "Thon_Hai.docx",
        "Thon_Mot.docx",
    ]


def test_a_bad_row_is_told_and_the_others_are_written(call: Call, folder: Path) -> None:
    table = TABLE.replace("Trích yếu", "Ngày ban hành").replace("Lịch họp", "15/01/2024")
    (folder / "rows.csv").write_text(table, "utf-8")
    done = call("batch", "a.yaml", "rows.csv", "-o", "ra")
    assert done.code == 1
    assert done.out == "đã ghi 1 văn bản vào ra; 1 dòng có lỗi\n"
    assert done.lines
    assert all(line.startswith("lỗi: rows.csv:3") for line in done.lines)
    assert "Lịch tiếp dân" in done.err


def test_a_row_whose_document_has_an_error_is_not_written(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "rows.csv").write_text(TABLE, "utf-8")
    break_motto(monkeypatch, lambda document: document.trich_yeu == "Lịch họp")
    done = call("batch", "a.yaml", "rows.csv", "-o", "ra")
    assert (done.code, done.out) == (1, "đã ghi 1 văn bản vào ra; 1 dòng có lỗi\n")
    assert done.lines[0].startswith("lỗi: rows.csv:2: TN01: bảng 1, dòng 1, ô 2: ")
    assert all(line.startswith("lỗi: rows.csv:2: ") for line in done.lines)
    assert [path.name for path in (folder / "ra").iterdir()] == ["Thôn Hai.docx"]


def test_rows_are_written_unchecked_where_asked_for(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "rows.csv").write_text(TABLE, "utf-8")
    break_motto(monkeypatch)
    done = call("batch", "a.yaml", "rows.csv", "-o", "ra", "--no-check")
    assert (done.code, done.err) == (0, "")


def test_warnings_are_counted(call: Call, folder: Path) -> None:
    (folder / "a.yaml").write_text(NOTICE.replace("công dân.", "của của dân."), "utf-8")
    (folder / "rows.csv").write_text(TABLE, "utf-8")
    done = call("batch", "a.yaml", "rows.csv", "-o", "ra")
    assert (done.code, done.out) == (0, "đã ghi 2 văn bản vào ra\n")
    assert len(done.lines) == 1
    assert done.lines[0].startswith("lưu ý: 2 điều nên xem lại (")
    assert done.lines[0].endswith(" 2 lần); chi tiết: vanban check ra")


def test_the_villages_of_the_example(call: Call, folder: Path) -> None:
    done = call("batch", *VILLAGES, "-o", "ra")
    assert done.code == 0
    assert done.out.endswith("đã ghi 6 văn bản vào ra\n")
    assert "Đàn gia cầm: các đơn vị cộng lại" in done.out
    assert done.err.startswith(f"cảnh báo: {VILLAGES[0]}: Tên loại: “Phát động” không thuộc 29")


def test_existing_files_are_kept_without_force(call: Call, folder: Path) -> None:
    (folder / "rows.csv").write_text(TABLE, "utf-8")
    assert call("batch", "a.yaml", "rows.csv", "-o", "ra").code == 0
    again = call("batch", "a.yaml", "rows.csv", "-o", "ra")
    assert again.code == 1
    assert again.out == "đã ghi 0 văn bản vào ra; 2 dòng có lỗi\n"
    assert "thêm --force để ghi đè" in again.err
    assert call("batch", "a.yaml", "rows.csv", "-o", "ra", "--force").code == 0


def test_a_batch_that_cannot_run_writes_nothing(call: Call, folder: Path) -> None:
    done = call("batch", "a.yaml", "khong_co.csv", "-o", "ra")
    assert (done.code, done.out) == (2, "")
    assert done.lines[0].startswith("lỗi: khong_co.csv: không tìm thấy tệp")
    assert not (folder / "ra").exists()


def test_progress_is_shown_on_a_terminal_only(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"Thôn {number},Lịch họp\n" for number in range(1, 26))
    (folder / "rows.csv").write_text(f"Địa danh,Trích yếu\n{rows}", "utf-8")
    assert call("batch", "a.yaml", "rows.csv", "-o", "ra").err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    shown = call("batch", "a.yaml", "rows.csv", "-o", "ra", "--force").err
    assert "\r\x1b[Kđang kiểm tra 20 dòng\r\x1b[K" in shown
    assert "\r\x1b[K20/25 văn bản" in shown
    assert shown.endswith("\r\x1b[K")


def test_progress_is_wiped_before_an_error(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "rows.csv").write_text(TABLE.replace("Địa danh", "Địa dannh"), "utf-8")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert "\r\x1b[Klỗi: rows.csv:1" in call("batch", "a.yaml", "rows.csv", "-o", "ra").err
