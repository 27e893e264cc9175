"""A file that is not there is told with the one that may be meant."""

from pathlib import Path

import pytest

from vanban.errors import missing_file


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("thn.yaml", "thon.yaml"),
        ("Thon.YAML", "thon.yaml"),
        ("thon.yml", "thon.yaml"),
        ("giao_chi_tieu_2025.xlsx", "giao_chi_tieu_2024.xlsx"),
    ],
)
def test_the_nearest_name_is_told(tmp_path: Path, asked: str, meant: str) -> None:
    for name in ("thon.yaml", "giao_chi_tieu_2024.xlsx", "ghi_chu.txt"):
        (tmp_path / name).touch()
    found = missing_file(tmp_path / asked)
    assert found == f"không tìm thấy tệp; có phải “{tmp_path / meant}”?"


@pytest.mark.parametrize("asked", ["bao_cao.docx", "khong_co/thon.yaml", "thon.yaml/a.yaml"])
def test_nothing_is_guessed_where_no_name_is_like_it(tmp_path: Path, asked: str) -> None:
    (tmp_path / "thon.yaml").touch()
    assert missing_file(tmp_path / asked) == "không tìm thấy tệp; hãy xem lại tên và thư mục"


def test_neither_folders_nor_the_name_itself_are_told(tmp_path: Path) -> None:
    (tmp_path / "thon").mkdir()
    (tmp_path / "thon.yml").symlink_to(tmp_path / "mat.yml")
    unsure = "không tìm thấy tệp; hãy xem lại tên và thư mục"
    assert missing_file(tmp_path / "thn") == unsure
    assert missing_file(tmp_path / "thon.yml") == unsure
