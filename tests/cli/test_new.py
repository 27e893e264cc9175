"""vanban new: a file to fill in, on the screen or on the disk."""

from pathlib import Path

import pytest

from tests.cli.conftest import Call
from vanban.models import known_kinds


def test_a_file_is_printed(call: Call) -> None:
    done = call("new", "ke_hoach", "--year", "2026")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "# KẾ HOẠCH: tệp dữ liệu để điền"
    assert "Loại: Kế hoạch" in lines
    assert "Ngày ban hành: 2026" in lines
    assert "  I. MỤC ĐÍCH, YÊU CẦU" in lines
    assert "#Ký hiệu: KH-UBND" in lines
    assert done.out.endswith("\n")
    assert not done.out.endswith("\n\n")


@pytest.mark.parametrize("kind", sorted(known_kinds()))
def test_a_file_is_rendered_untouched(call: Call, folder: Path, kind: str) -> None:
    made = call("new", kind, "-o", f"{kind}.yaml", "--year", "2026")
    assert (made.code, made.out, made.err) == (0, f"đã ghi {kind}.yaml\n", "")
    done = call("render", f"{kind}.yaml")
    assert (done.code, done.out) == (0, f"đã ghi {kind}.docx\n")
    if kind not in ("phat_dong", "van_ban_khac"):
        assert done.err == ""
    assert (folder / f"{kind}.docx").read_bytes().startswith(b"PK")


def test_the_file_is_what_is_printed_and_goes_into_a_folder_by_its_kind(
    call: Call, folder: Path
) -> None:
    printed = call("new", "Giấy mời", "--year", "2026").out
    assert call("new", "Giấy mời", "-o", "moi/thang_1", "--year", "2026").code == 0
    path = folder / "moi" / "thang_1" / "giay_moi.yaml"
    assert path.read_bytes() == printed.encode()
    (folder / "co.san").mkdir()
    assert call("new", "giay_moi", "-o", "co.san").out == f"đã ghi {Path('co.san/giay_moi.yaml')}\n"
    assert call("new", "giay_moi", "-o", "b.YML").out == "đã ghi b.YML\n"


def test_this_year_is_the_year_of_the_file(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vanban.cli.new_command.this_year", lambda: 2031)
    assert "\nNgày ban hành: 2031\n" in call("new", "ke_hoach").out


def test_a_file_is_not_overwritten_without_force(call: Call, folder: Path) -> None:
    path = folder / "a.yaml"
    before = path.read_bytes()
    refused = call("new", "ke_hoach", "-o", "a.yaml")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == "lỗi: đã có tệp a.yaml; thêm --force để ghi đè\n"
    assert path.read_bytes() == before
    assert call("new", "ke_hoach", "-o", "a.yaml", "--force").code == 0
    assert path.read_text("utf-8").startswith("# KẾ HOẠCH")
    assert [p.name for p in folder.iterdir()] == ["a.yaml"]


def test_an_unknown_kind_is_refused_with_the_nearest(call: Call, folder: Path) -> None:
    done = call("new", "ke_hoac", "-o", "b.yaml")
    assert (done.code, done.out) == (2, "")
    assert done.err == "lỗi: không có loại văn bản “ke_hoac”; có phải “Kế hoạch” (ke_hoach)?\n"
    assert not (folder / "b.yaml").exists()


def test_a_year_before_the_decree_is_refused(call: Call) -> None:
    done = call("new", "ke_hoach", "--year", "2019")
    assert (done.code, done.out) == (2, "")
    assert "trước ngày 05/03/2020, khi Nghị định 30/2020/NĐ-CP có hiệu lực" in done.err
