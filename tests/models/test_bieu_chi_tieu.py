"""The appendix of targets: every value with its unit, last year's and the change."""

from pathlib import Path

import pytest

import vanban
from tests.conftest import EXAMPLES
from vanban.models import PhatDong
from vanban.outline import Merge, Table, parse_outline


def appendix_of(path: Path) -> tuple[str, list[list[str]], bool]:
    """Title, rows as texts, and whether the page lies across."""
    document = vanban.load(path)
    assert isinstance(document, PhatDong)
    (made,) = document.appendices()
    (table,) = parse_outline(made.noi_dung)
    assert isinstance(table, Table)
    rows = [
        [cell.value if isinstance(cell, Merge) else "".join(r.text for r in cell) for cell in row]
        for row in table.rows
    ]
    return made.ten_phu_luc or "", rows, made.kho_ngang


def next_year(folder: Path, text: str) -> Path:
    path = folder / "sau.yaml"
    path.write_text(f"ke_thua: {EXAMPLES / '2024.yaml'}\nbieu_chi_tieu: có\n{text}", "utf-8")
    return path


def test_last_year_stands_beside_this_year() -> None:
    title, rows, across = appendix_of(EXAMPLES / "2025.yaml")
    assert title == "Biểu chỉ tiêu thi đua năm 2025"
    assert across
    assert rows[0] == ["STT", "Chỉ tiêu", "Đơn vị tính", "Năm 2024", "Năm 2025", "Tăng, giảm"]
    assert rows[1] == ["Kinh tế", "<", "<", "<", "<", "<"]
    assert rows[2] == ["1", "Tổng giá trị sản xuất địa bàn", "tỷ đồng", "663", "700", "+37"]
    assert rows[3] == ["", "- Thương mại - dịch vụ", "tỷ đồng", "377,4", "402,5", "+25,1"]
    named = {row[1]: row[2:] for row in rows}
    assert named["Dự toán tổng thu, chi ngân sách"] == [
        *("đồng", "44.762.000.000", "46.500.000.000", "+1.738.000.000"),
    ]
    assert named["- Số hộ nghèo giảm"] == ["hộ", "04", "03", "-1"]
    assert named["Chăn nuôi"] == ["", "", "", ""]


def test_without_a_year_before_there_is_one_column(tmp_path: Path) -> None:
    _, rows, across = appendix_of(next_year(tmp_path, ""))
    assert rows[0] == ["STT", "Chỉ tiêu", "Đơn vị tính", "Năm 2024"]
    assert rows[2] == ["1", "Tổng giá trị sản xuất địa bàn", "tỷ đồng", "663"]
    assert not across


def test_a_change_needs_one_unit(tmp_path: Path) -> None:
    changes = "nam: 2025\nchi_tieu:\n  kinh_te:\n    Thu nhập bình quân đầu người: 0,06 tỷ đồng\n"
    _, rows, _ = appendix_of(next_year(tmp_path, changes))
    named = {row[1]: row[2:] for row in rows}
    assert named["Thu nhập bình quân đầu người"] == ["tỷ đồng", "60 triệu đồng", "0,06", ""]


def test_a_new_target_has_no_past(tmp_path: Path) -> None:
    changes = (
        "nam: 2025\nchi_tieu:\n  kinh_te:\n    Số hợp tác xã:\n"
        "      ten_chi_tieu: Số hợp tác xã\n      gia_tri: 3 hợp tác xã\n"
    )
    _, rows, _ = appendix_of(next_year(tmp_path, changes))
    assert ["Số hợp tác xã", "hợp tác xã", "", "3", ""] in [row[1:] for row in rows]


def test_nothing_is_added_unless_it_is_wanted() -> None:
    assert vanban.load(EXAMPLES / "2024.yaml").appendices() == ()


@pytest.mark.parametrize("word", ["không", "false"])
def test_no_means_no(tmp_path: Path, word: str) -> None:
    path = tmp_path / "sau.yaml"
    path.write_text(
        f"ke_thua: {EXAMPLES / '2024.yaml'}\nnam: 2025\nbieu_chi_tieu: {word}\n", "utf-8"
    )
    document = vanban.load(path)
    assert isinstance(document, PhatDong)
    assert document.appendices() == ()
    assert document.nam_truoc is None
