"""vanban batch: what it says and its exit codes; the batch itself is tested in tests/batch."""

import re
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from tests.batch.rows import write_workbook
from tests.batch.runs import documents, text_of
from tests.cli.broken import break_motto
from tests.cli.conftest import NOTICE, Call
from tests.conftest import EXAMPLES

VILLAGES = (EXAMPLES / "thon.yaml", EXAMPLES / "thon.csv")
TABLE = "Địa danh,Trích yếu\nThôn Một,Lịch họp\nThôn Hai,Lịch tiếp dân\n"
BAD = "Địa danh,Ngày ban hành\nThôn Một,2024\nThôn Hai,15/13/2024\nThôn Ba,0\nThôn Tư,2024\n"
RUN = ("batch", "a.yaml", "rows.csv", "-o", "ra")
BESIDE = "xem thêm: ra/bao_cao.txt, ra/bao_cao.xlsx\n"


@pytest.fixture(autouse=True)
def table(folder: Path) -> Path:
    path = folder / "rows.csv"
    path.write_text(TABLE, "utf-8")
    return path


def names(folder: Path) -> list[str]:
    return sorted(documents(folder / "ra"))


def test_each_row_becomes_a_file(call: Call, folder: Path) -> None:
    done = call(*RUN)
    assert (done.code, done.err) == (0, "")
    assert done.out == f"đã ghi 2 văn bản vào ra\n{BESIDE}"
    assert names(folder) == ["Thôn Hai.docx", "Thôn Một.docx"]


def test_names_follow_the_pattern_and_may_be_ascii(call: Call, folder: Path) -> None:
    done = call(*RUN, "--name", "{stt} {dia_danh}", "--ascii")
    assert done.code == 0
    assert names(folder) == ["01_Thon_Mot.docx", "02_Thon_Hai.docx"]


def test_a_bad_row_is_told_and_the_others_are_written(call: Call, table: Path) -> None:
    table.write_text(BAD, "utf-8")
    done = call(*RUN)
    assert done.code == 1
    assert done.out == f"đã ghi 2 văn bản vào ra; 2 dòng có lỗi\n{BESIDE}"
    assert [line.partition(":")[0] for line in done.lines[:2]] == ["lỗi", "lỗi"]
    assert done.lines[0].startswith("lỗi: rows.csv:3, cột “Ngày ban hành”: ")
    assert "không có tháng 13" in done.lines[0]
    assert done.lines[1].startswith("lỗi: rows.csv:4, cột “Ngày ban hành”: ")
    assert done.lines[2] == "sửa các dòng lỗi trong bảng rồi chạy lại lệnh này, thêm --resume"
    table.write_text(BAD.replace("15/13", "15/12").replace(",0", ",2023"), "utf-8")
    again = call(*RUN, "--resume")
    assert (again.code, again.err) == (0, "")
    assert again.out == f"đã ghi 2 văn bản vào ra; 2 văn bản không đổi\n{BESIDE}"


def test_bad_cells_of_a_workbook_are_marked_in_a_copy(call: Call, folder: Path) -> None:
    rows = (["Địa danh", "Ngày ban hành"], ["Thôn Một", "2024"], ["Thôn Hai", "15/13/2024"])
    write_workbook(folder / "rows.xlsx", rows)
    before = (folder / "rows.xlsx").read_bytes()
    done = call("batch", "a.yaml", "rows.xlsx", "-o", "ra")
    assert done.code == 1
    assert ", ô B3: " in done.lines[0]
    assert done.lines[-1].endswith("các ô lỗi được tô màu trong rows.loi.xlsx")
    assert (folder / "rows.xlsx").read_bytes() == before
    marked = load_workbook(folder / "rows.loi.xlsx").worksheets[0]["B3"]
    assert marked.value == "15/13/2024"
    assert marked.comment is not None and "không có tháng 13" in marked.comment.text


def test_a_row_whose_document_has_an_error_is_not_written(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_motto(monkeypatch, lambda document: document.trich_yeu == "Lịch họp")
    done = call(*RUN)
    assert (done.code, done.out.splitlines()[0]) == (1, "đã ghi 1 văn bản vào ra; 1 dòng có lỗi")
    assert done.lines[0].startswith("lỗi: rows.csv:2: TN01: bảng 1, dòng 1, ô 2: ")
    assert all(line.startswith("lỗi: rows.csv:2: ") for line in done.lines[:-1])
    assert names(folder) == ["Thôn Hai.docx"]


def test_rows_are_written_unchecked_where_asked_for(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_motto(monkeypatch)
    done = call(*RUN, "--no-check")
    assert (done.code, done.err) == (0, "")


def test_a_warning_of_the_checker_in_all_documents_is_told_of_all_rows(
    call: Call, folder: Path
) -> None:
    (folder / "a.yaml").write_text(NOTICE.replace("công dân.", "của của dân."), "utf-8")
    done = call(*RUN)
    assert done.code == 0
    assert len(done.lines) == 1
    assert re.fullmatch(
        r"cảnh báo: mọi dòng: .+ \((\w+)\); giải thích: vanban explain \1", done.lines[0]
    )


def test_a_warning_of_the_checker_is_told_at_its_row(call: Call, folder: Path) -> None:
    rows = folder / "rows.csv"
    rows.write_text(rows.read_text("utf-8").replace("Lịch tiếp", "Lịch của của tiếp"), "utf-8")
    assert "của của" in rows.read_text("utf-8")
    done = call(*RUN)
    assert done.code == 0
    assert re.fullmatch(r"cảnh báo: rows\.csv:\d: .+ \(\w+\); giải thích: .+", done.lines[0])
    (told,) = re.findall(r"rows\.csv:\d", done.lines[0])
    assert told in (folder / "ra" / "bao_cao.txt").read_text("utf-8")


def test_the_villages_of_the_example(call: Call) -> None:
    done = call("batch", *VILLAGES, "-o", "ra")
    assert done.code == 0
    assert done.out.endswith(f"đã ghi 6 văn bản vào ra\n{BESIDE}")
    poultry = next(line for line in done.out.splitlines() if line.startswith("Đàn gia cầm"))
    assert re.split(r"  +", poultry) == ["Đàn gia cầm", "43.500 con", "43.500 con", "6/6", "khớp"]
    assert done.err.startswith("cảnh báo: mọi dòng: Tên loại: “Phát động” không thuộc 29")


def test_existing_files_are_kept_without_force(call: Call, folder: Path) -> None:
    (folder / "ra").mkdir()
    (folder / "ra" / "Thôn Một.docx").write_bytes(b"old")
    done = call(*RUN)
    assert done.code == 1
    assert done.out.startswith("đã ghi 1 văn bản vào ra; 1 dòng có lỗi\n")
    fault = "đã có tệp Thôn Một.docx từ trước; thêm --force để ghi đè"
    assert done.lines[0] == f"lỗi: rows.csv:2: {fault}"
    assert (folder / "ra" / "Thôn Một.docx").read_bytes() == b"old"
    assert call(*RUN, "--force").out.startswith("đã ghi 2 văn bản vào ra\n")


def test_a_second_run_is_told_of_its_choices(call: Call, folder: Path) -> None:
    assert call(*RUN).code == 0
    before = documents(folder / "ra")
    again = call(*RUN)
    assert (again.code, again.out) == (2, "")
    assert again.lines == [
        "lỗi: ra/nhat_ky.jsonl: nơi này đã có kết quả của lần chạy trước; thêm --resume để làm "
        "tiếp những dòng còn thiếu hoặc đã đổi, hoặc --force để làm lại tất cả"
    ]
    assert documents(folder / "ra") == before
    assert call(*RUN, "--resume").out.startswith("đã ghi 0 văn bản vào ra; 2 văn bản không đổi\n")
    assert call(*RUN, "--force").out.startswith("đã ghi 2 văn bản vào ra\n")


def test_a_file_edited_by_hand_is_kept_and_told(call: Call, folder: Path) -> None:
    assert call(*RUN).code == 0
    edited = folder / "ra" / "Thôn Một.docx"
    edited.write_bytes((folder / "ra" / "Thôn Hai.docx").read_bytes())
    done = call(*RUN, "--resume")
    assert done.code == 0
    assert "1 văn bản đã sửa tay được giữ nguyên" in done.out
    assert done.lines == [
        "cảnh báo: rows.csv:2: tệp “Thôn Một.docx” đã được sửa sau khi tạo nên được giữ nguyên; "
        "muốn làm lại từ bảng thì đổi tên tệp đó, hoặc thêm --force để ghi đè"
    ]


@pytest.mark.parametrize("rows", [TABLE, BAD])
def test_a_dry_run_writes_nothing(call: Call, folder: Path, table: Path, rows: str) -> None:
    table.write_text(rows, "utf-8")
    before = sorted(folder.rglob("*"))
    done = call(*RUN, "--dry-run", "--so-tu", "5")
    good, bad = (2, 0) if rows is TABLE else (2, 2)
    assert done.out == f"chạy thử: {good} dòng làm được, {bad} dòng có lỗi; chưa ghi gì\n"
    assert (done.code, len(done.lines)) == (1 if bad else 0, bad)
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("sink", ["ra", "ra.zip", "ra.docx"])
def test_a_dry_run_may_be_asked_of_a_place_where_a_run_has_written(
    call: Call, folder: Path, table: Path, sink: str
) -> None:
    assert call(*RUN[:3], "-o", sink).code == 0
    table.write_text(BAD, "utf-8")
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    done = call(*RUN[:3], "-o", sink, "--dry-run")
    assert (done.code, len(done.lines)) == (1, 2)
    assert done.out == "chạy thử: 2 dòng làm được, 2 dòng có lỗi; chưa ghi gì\n"
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


@pytest.mark.parametrize(
    ("options", "failed"),
    [(("--fail-fast",), 1), (("--max-errors", "0"), 1), (("--max-errors", "1"), 2)],
)
def test_too_many_bad_rows_stop_the_batch(
    call: Call, folder: Path, table: Path, options: tuple[str, ...], failed: int
) -> None:
    table.write_text(BAD, "utf-8")
    done = call(*RUN, *options)
    assert (done.code, done.out) == (1, "")
    assert len(done.lines) == failed + 1
    assert done.lines[-1] == (
        f"lỗi: dừng vì đã có {failed} dòng lỗi; chưa ghi văn bản nào; "
        "hãy sửa các dòng đã nêu rồi chạy lại"
    )
    assert not (folder / "ra").exists()


def test_as_many_bad_rows_as_are_borne(call: Call, table: Path) -> None:
    table.write_text(BAD, "utf-8")
    assert call(*RUN, "--max-errors", "2").out.startswith("đã ghi 2 văn bản vào ra; 2 dòng có lỗi")


def test_numbers_and_their_register(call: Call, folder: Path) -> None:
    done = call(*RUN, "--so-tu", "15", "--jobs", "2")
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("ra/so_dang_ky.xlsx\n")
    assert "Số: 15/TB-UBND" in text_of((folder / "ra" / "Thôn Một.docx").read_bytes())
    refused = call(*RUN, "--resume")
    assert refused.code == 2
    assert "hãy thêm lại --so-tu" in refused.err
    assert call(*RUN, "--resume", "--so-tu", "17").out.startswith("đã ghi 0 văn bản")


def test_a_zip(call: Call, folder: Path) -> None:
    done = call("batch", "a.yaml", "rows.csv", "-o", "ra.zip")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "đã ghi 2 văn bản vào ra.zip\nxem thêm: ra.zip.bao_cao.txt, ra.zip.bao_cao.xlsx\n"
    )
    with ZipFile(folder / "ra.zip") as archive:
        assert archive.namelist() == ["Thôn Một.docx", "Thôn Hai.docx"]
    again = call("batch", "a.yaml", "rows.csv", "-o", "ra.zip")
    assert (again.code, len(again.lines)) == (2, 1)
    assert call("batch", "a.yaml", "rows.csv", "-o", "ra.zip", "--resume").code == 0


def test_one_document(call: Call, folder: Path) -> None:
    done = call("batch", "a.yaml", "rows.csv", "-o", "gộp.docx")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("đã ghi 2 văn bản vào gộp.docx\n")
    text = text_of((folder / "gộp.docx").read_bytes())
    assert text.index("Lịch họp") < text.index("Lịch tiếp dân")
    (folder / "khác.docx").write_bytes(b"old")
    other = call("batch", "a.yaml", "rows.csv", "-o", "khác.docx", "--resume")
    assert (other.code, other.lines) == (
        2,
        ["lỗi: đã có tệp khác.docx; thêm --force để ghi đè"],
    )
    assert (folder / "khác.docx").read_bytes() == b"old"


def test_a_named_sheet_and_a_named_encoding(call: Call, folder: Path, table: Path) -> None:
    table.write_bytes(TABLE.encode("utf-16"))
    assert call(*RUN, "--encoding", "utf-16").code == 0
    book = Workbook()
    sheet = book.create_sheet("Thôn")
    for row in (["Địa danh"], ["Thôn Chín"]):
        sheet.append(row)
    book.save(folder / "rows.xlsx")
    done = call("batch", "a.yaml", "rows.xlsx", "-o", "rb", "--sheet", "Thôn")
    assert done.code == 0
    assert sorted(documents(folder / "rb")) == ["Thôn Chín.docx"]


FAULTS = {
    "no table": (("khong_co.csv", "-o", "ra"), "lỗi: khong_co.csv: không tìm thấy tệp"),
    "a file for a folder": (("rows.csv", "-o", "a.yaml"), "lỗi: a.yaml: đây là một tệp"),
    "a file on the way": (("rows.csv", "-o", "a.yaml/ra"), "lỗi: "),
    "no sheet": (("rows.csv", "-o", "ra", "--sheet", "Thôn"), "lỗi: rows.csv: "),
    "an unknown encoding": (
        ("rows.csv", "-o", "ra", "--encoding", "utf-17"),
        "lỗi: không có bảng mã",
    ),
    "a wrong encoding": (("rows.csv", "-o", "ra", "--encoding", "utf-16"), "lỗi: rows.csv: "),
    "a slot mistyped": (("rows.csv", "-o", "ra", "--name", "{dia_dan}"), "lỗi: mẫu tên tệp “"),
    "a kind of address": (("rows.csv", "-o", "s4://kho"), "lỗi: s4://: không biết loại địa chỉ"),
    "no number": (("rows.csv", "-o", "ra", "--so-tu", "x"), "lỗi: --so-tu cần một số nguyên từ 1"),
    "number 0": (("rows.csv", "-o", "ra", "--so-tu", "0"), "lỗi: --so-tu cần một số nguyên từ 1"),
    "number -1": (("rows.csv", "-o", "ra", "--so-tu", "-1"), "lỗi: --so-tu cần một số nguyên"),
    "number 1.5": (("rows.csv", "-o", "ra", "--so-tu", "1.5"), "lỗi: --so-tu cần một số nguyên"),
    "number ١": (("rows.csv", "-o", "ra", "--so-tu", "١"), "lỗi: --so-tu cần một số nguyên"),
    "no jobs": (("rows.csv", "-o", "ra", "--jobs", "x"), "lỗi: --jobs cần một số nguyên từ 1"),
    "jobs 0": (("rows.csv", "-o", "ra", "--jobs", "0"), "lỗi: --jobs cần một số nguyên từ 1"),
    "no errors": (("rows.csv", "-o", "ra", "--max-errors", "x"), "lỗi: --max-errors cần một số"),
    "no output": (("rows.csv",), "lỗi: thiếu tùy chọn “-o/--output”"),
    "no place": (("rows.csv", "-o"), "lỗi: tùy chọn “-o” cần một giá trị đi sau"),
    "one more": (("rows.csv", "them.csv", "-o", "ra"), "lỗi: thừa đối số “them.csv”"),
    "a value": (("rows.csv", "-o", "ra", "--force=1"), "lỗi: tùy chọn “--force” không nhận giá"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_batch_that_cannot_run_writes_nothing(call: Call, folder: Path, name: str) -> None:
    words, said = FAULTS[name]
    before = sorted(folder.rglob("*"))
    done = call("batch", "a.yaml", *words)
    assert (done.code, done.out) == (2, "")
    assert done.lines[0].startswith(said), done.err
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("--outptu", "--output"),
        ("--nam", "--name"),
        ("--asci", "--ascii"),
        ("--shet", "--sheet"),
        ("--encodng", "--encoding"),
        ("--so-t", "--so-tu"),
        ("--resum", "--resume"),
        ("--forse", "--force"),
        ("--dryrun", "--dry-run"),
        ("--failfast", "--fail-fast"),
        ("--max-error", "--max-errors"),
        ("--job", "--jobs"),
        ("--clustr", "--cluster"),
        ("--pfd", "--pdf"),
        ("--pdfa", "--pdf-a"),
        ("--nocheck", "--no-check"),
        ("--clustre", "--cluster"),
    ],
)
def test_an_option_mistyped(call: Call, folder: Path, typed: str, meant: str) -> None:
    done = call(*RUN, typed)
    assert (done.code, done.out) == (2, "")
    assert done.lines[0] == f"lỗi: không có tùy chọn “{typed}”; có phải “{meant}”?"
    assert not (folder / "ra").exists()


def test_every_option_is_tried_and_explained(call: Call) -> None:
    """A new option needs a test of a slip of the pen too."""
    page = call("batch", "--help").out
    options = set(re.findall(r"(?<= )--[a-z-]+", page.partition("Tùy chọn")[2].partition("Ghi")[0]))
    source = Path(__file__).read_text("utf-8")
    assert len(options) >= 15
    assert [option for option in options - {"--help"} if f'"{option}")' not in source] == []


def test_progress_is_wiped_before_an_error(
    call: Call, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.write_text(BAD, "utf-8")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert "\r\x1b[Klỗi: rows.csv:3" in call(*RUN).err


def test_many_bad_rows_do_not_flood_the_screen(call: Call, table: Path) -> None:
    table.write_text("Địa danh,Ngày ban hành\nThôn,2024\n" + "Thôn,x\n" * 250, "utf-8")
    done = call(*RUN)
    assert done.code == 1
    assert len([line for line in done.lines if line.startswith("lỗi: ")]) == 100
    assert "… và 150 lỗi khác, xem báo cáo" in done.lines
