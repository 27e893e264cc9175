"""vanban compare: the table, JSON, CSV."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.conftest import NOTICE, Call
from tests.conftest import EXAMPLES

YEARS = (EXAMPLES / "2024.yaml", EXAMPLES / "2025.yaml")


def test_the_table_shows_both_years_the_change_and_the_percent(call: Call) -> None:
    done = call("compare", *YEARS)
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].split() == ["Chỉ", "tiêu", "Năm", "2024", "Năm", "2025", "Thay", "đổi", "%"]
    rows = {" ".join(line.split()) for line in lines}
    assert "Tổng giá trị sản xuất địa bàn 663 tỷ đồng 700 tỷ đồng +37 tỷ đồng +5,6%" in rows
    assert "thị xã giao 0,85% 0,65% -0,20 điểm %" in rows
    assert "Tổng sản lượng lương thực cả năm 774 tấn 780 tấn +6 tấn +0,8%" in rows
    assert "Tốc độ tăng dân số 1,1% 1,1% giữ nguyên" in rows
    assert "- Văn hóa - xã hội › Xây dựng xã an toàn thực phẩm nâng cao: đã bỏ" in rows


def test_the_table_fits_a_hundred_columns_and_its_columns_align(call: Call) -> None:
    table = call("compare", *YEARS).out.partition("\n\n")[0].splitlines()
    assert max(map(len, table)) <= 100
    ends = {line.index(" tỷ đồng") for line in table if "tỷ đồng" in line}
    assert len(ends) == 1


def test_what_was_not_updated_is_listed(call: Call) -> None:
    text = call("compare", *YEARS).out
    listed = text.partition("Chưa cập nhật (giống văn bản cũ):\n")[2].splitlines()
    assert "- Kinh tế › Chăn nuôi › Đàn trâu, bò: 220 con" in listed
    standing = (
        "Cỡ chữ",
        "Cơ quan ban hành",
        "Người ký",
        "Nơi nhận",
        "Nhiệm kỳ",
        "Giai đoạn",
        "Văn bản thực hiện",
        "Văn bản quán triệt",
        "Cụm thi đua",
    )
    assert not any(line.startswith(f"- {name}") for line in listed for name in standing)
    assert not any("Cách ghi" in line for line in listed)


def test_json_and_csv_hold_the_same_records(call: Call) -> None:
    records = json.loads(call("compare", *YEARS, "--format", "json").out)
    rows = list(csv.DictReader(io.StringIO(call("compare", *YEARS, "--format", "csv").out)))
    found = next(r for r in records if r["label"] == "Kinh tế › Tổng giá trị sản xuất địa bàn")
    assert found == {
        "label": "Kinh tế › Tổng giá trị sản xuất địa bàn",
        "status": "changed",
        "old": "663 tỷ đồng",
        "new": "700 tỷ đồng",
        "old_value": 663,
        "new_value": 700,
        "unit": "tỷ đồng",
        "change": 37,
        "percent": 5.6,
        "not_updated": False,
        "old_year_mentioned": False,
    }
    assert [row["label"] for row in rows] == [record["label"] for record in records]
    assert rows[records.index(found)]["percent"] == "5.6"
    assert rows[records.index(found)]["not_updated"] == "false"


def test_records_say_where_the_old_year_is_still_named(call: Call, folder: Path) -> None:
    (folder / "b.yaml").write_text(
        f"ke_thua: {YEARS[1]}\nchu_de: Tăng tốc hơn năm 2024\nchi_tieu:\n  kinh_te:\n"
        "    Chăn nuôi:\n      ten_chi_tieu: Chăn nuôi so với 2024\n",
        "utf-8",
    )
    records = json.loads(call("compare", YEARS[0], "b.yaml", "--format", "json").out)
    assert [record["label"] for record in records if record["old_year_mentioned"]] == [
        "Chủ đề",
        "Kinh tế › Chăn nuôi so với 2024 › Đàn trâu, bò",
        "Kinh tế › Chăn nuôi so với 2024 › Tổng đàn lợn cả năm",
        "Kinh tế › Chăn nuôi so với 2024 › Đàn gia cầm",
    ]


def test_documents_without_numbers_are_compared_too(call: Call, folder: Path) -> None:
    new = NOTICE.replace("15/01/2024", "15/01/2025").replace("Các thôn", "Các thôn, xóm")
    (folder / "b.yaml").write_text(new, "utf-8")
    done = call("compare", "a.yaml", "b.yaml")
    assert done.code == 0
    assert "- Ngày ban hành\n    cũ:  15/01/2024\n    mới: 15/01/2025\n" in done.out
    assert "Còn nhắc năm 2024:\n- Trích yếu: Lịch tiếp công dân năm 2024\n" in done.out


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_a_document_compared_with_itself_has_no_change(call: Call, form: str) -> None:
    done = call("compare", YEARS[0], YEARS[0], "--format", form)
    assert done.code == 0
    assert "changed" not in done.out.replace("unchanged", "")
    assert "+" not in done.out


def test_documents_of_two_kinds_are_refused(call: Call) -> None:
    done = call("compare", "a.yaml", YEARS[1])
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "lỗi: hai văn bản khác loại: “Thông báo” và “Phát động”; "
        "chỉ so sánh được hai văn bản cùng loại\n"
    )


def test_the_faults_of_both_files_are_told(call: Call) -> None:
    done = call("compare", "x.yaml", "y.yaml")
    assert done.code == 2
    assert [line[:12] for line in done.lines] == ["lỗi: x.yaml:", "lỗi: y.yaml:"]


def _with(folder: Path, name: str, changes: str) -> Path:
    """The decree of 2024 with ``changes`` laid over it."""
    path = folder / name
    path.write_text(f"ke_thua: {YEARS[0]}\n{changes}", "utf-8")
    return path


def _targets(*lines: str) -> str:
    return "chi_tieu:\n  kinh_te:\n" + "".join(f"    {line}\n" for line in lines)


def test_json_and_csv_keep_every_digit(call: Call, folder: Path) -> None:
    _with(
        folder,
        "b.yaml",
        _targets("Dự toán tổng thu, chi ngân sách: 12.345.678.901.234.567,89 đồng"),
    )
    text = call("compare", YEARS[0], "b.yaml", "--format", "json").out
    assert '"new_value": 12345678901234567.89,' in text
    assert '"change": 12345634139234567.89,' in text
    records = json.loads(text, parse_float=Decimal)
    found = next(r for r in records if r["label"] == "Kinh tế › Dự toán tổng thu, chi ngân sách")
    assert found["new_value"] == Decimal("12345678901234567.89")
    rows = csv.DictReader(io.StringIO(call("compare", YEARS[0], "b.yaml", "--format", "csv").out))
    row = next(row for row in rows if row["label"] == found["label"])
    assert (row["new_value"], row["old_value"]) == ("12345678901234567.89", "44762000000")


def test_a_heading_stands_once_when_one_target_goes_and_another_comes(
    call: Call, folder: Path
) -> None:
    targets = {
        "a": "  kinh_te:\n    - A: 1 ha\n  moi_truong:\n    - B: 1 ha\n",
        "b": "  kinh_te:\n    - A: 1 ha\n    - D: 1 ha\n  moi_truong:\n    - C: 1 ha\n",
    }
    text = (EXAMPLES / "2024.yaml").read_text("utf-8")
    start, end = text.index("\nchi_tieu:\n"), text.index("\nvan_ban_thuc_hien:")
    for name, given in targets.items():
        (folder / f"{name}.yaml").write_text(
            f"{text[:start]}\nchi_tieu:\n{given}{text[end:]}", "utf-8"
        )
    table = call("compare", "a.yaml", "b.yaml").out.partition("\n\n")[0].splitlines()
    assert [line.split()[0] for line in table[2:]] == ["KINH", "A", "D", "MÔI", "B", "C"]


def test_without_figures_the_text_begins_at_once(call: Call, folder: Path) -> None:
    (folder / "b.yaml").write_text(NOTICE.replace("15/01/2024", "15/01/2025"), "utf-8")
    out = call("compare", "a.yaml", "b.yaml").out
    assert out.startswith("Nội dung khác đã thay đổi:\n- Ngày ban hành\n")
    assert "\n\n\n" not in out
    same = call("compare", "a.yaml", "a.yaml").out
    assert same.startswith("Chưa cập nhật (giống văn bản cũ):\n- ")


def test_lines_of_a_value_stand_below_its_first(call: Call, folder: Path) -> None:
    body = "noi_dung: Ủy ban nhân dân xã thông báo lịch tiếp công dân."
    for name, second in (("a", "Sáng thứ Hai."), ("b", "Chiều thứ Ba.")):
        text = NOTICE.replace(body, f"noi_dung: |\n  Lịch năm 2024:\n  {second}")
        year = {"a": "15/01/2024", "b": "15/01/2025"}[name]
        (folder / f"{name}.yaml").write_text(text.replace("15/01/2024", year), "utf-8")
    out = call("compare", "a.yaml", "b.yaml").out
    assert (
        "- Nội dung\n"
        "    cũ:  Lịch năm 2024:\n"
        "         Sáng thứ Hai.\n"
        "    mới: Lịch năm 2024:\n"
        "         Chiều thứ Ba.\n"
    ) in out
    assert "- Nội dung: Lịch năm 2024…\n" in out
    unchanged = call("compare", "a.yaml", "a.yaml").out
    assert "- Nội dung: Lịch năm 2024:\n  Sáng thứ Hai.\n" in unchanged


def test_the_help_says_whom_csv_is_for(call: Call) -> None:
    text = " ".join(call("compare", "--help").out.split())
    assert "csv dành cho chương trình khác đọc: mã hóa UTF-8, các ô cách nhau bằng dấu phẩy" in text
    assert "dấu chấm thập phân" in text
    assert "giữ đủ mọi chữ số" in text
