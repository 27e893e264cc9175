"""vanban form: a workbook to fill in, from a base or a kind."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Call
from tests.conftest import EXAMPLES
from vanban.models import known_kinds


def headings(path: Path) -> list[str]:
    return [str(cell.value) for cell in load_workbook(path)["Nhập liệu"][3]]


@pytest.mark.parametrize("kind", sorted(known_kinds()))
def test_a_form_of_every_kind(call: Call, folder: Path, kind: str) -> None:
    done = call("form", kind, "-o", "bieu/a.xlsx")
    assert (done.code, done.out, done.err) == (0, f"đã ghi {Path('bieu/a.xlsx')}\n", "")
    assert headings(folder / "bieu" / "a.xlsx")[0] == "STT"


def test_a_form_of_a_base_names_it(call: Call, folder: Path) -> None:
    assert call("form", EXAMPLES / "thon.yaml", "-o", "a.xlsx").code == 0
    sheet = load_workbook(folder / "a.xlsx")["Nhập liệu"]
    assert sheet["A1"].value == "BIỂU NHẬP LIỆU: PHÁT ĐỘNG"
    assert "vanban batch thon.yaml TÊN_TỆP.xlsx -o THƯ_MỤC" in sheet["A2"].value


@pytest.mark.parametrize("option", ["--columns", "--cot"])
def test_columns_are_chosen(call: Call, folder: Path, option: str) -> None:
    assert call("form", "a.yaml", "-o", "a.xlsx", option, "Trích yếu; do_mat;").code == 0
    assert headings(folder / "a.xlsx") == ["STT", "Trích yếu", "Độ mật"]


def test_a_wrong_column_is_told_with_the_nearest(call: Call, folder: Path) -> None:
    done = call("form", "a.yaml", "-o", "a.xlsx", "--columns", "Trích yếu; Độ mạt khẩu; Độ mậtt")
    assert done.code == 2
    assert done.lines[0].startswith("lỗi: không có “Độ mạt khẩu” trong bản gốc")
    assert done.lines[1] == "lỗi: không có “Độ mậtt” trong bản gốc; có phải “Độ mật”?"
    assert not (folder / "a.xlsx").exists()


def test_a_form_is_not_overwritten_without_force(call: Call, folder: Path) -> None:
    (folder / "a.xlsx").write_bytes(b"da dien")
    done = call("form", "a.yaml", "-o", "a.xlsx")
    assert (done.code, done.err) == (2, "lỗi: đã có tệp a.xlsx; thêm --force để ghi đè\n")
    assert (folder / "a.xlsx").read_bytes() == b"da dien"
    assert call("form", "a.yaml", "-o", "a.xlsx", "--force").code == 0
    assert headings(folder / "a.xlsx")[0] == "STT"


def test_wrong_calls_are_told(call: Call, folder: Path) -> None:
    wrong = "lỗi: biểu nhập liệu phải có đuôi .xlsx, gặp “a.xls”"
    assert call("form", "a.yaml", "-o", "a.xls").lines[0] == wrong
    unknown = "lỗi: không có loại văn bản “giay_moii”; có phải “Giấy mời” (giay_moi)?"
    assert call("form", "giay_moii", "-o", "a.xlsx").lines == [unknown]
    assert "không tìm thấy tệp" in call("form", "khong_co.yaml", "-o", "a.xlsx").err
    assert call("form", "a.yaml", "-o", "a.xlsx", "--columns", " ; ").code == 2
    assert [path.name for path in folder.iterdir()] == ["a.yaml"]


def test_every_fault_of_the_base_is_told(call: Call, folder: Path) -> None:
    text = (folder / "a.yaml").read_text("utf-8")
    (folder / "a.yaml").write_text(
        text.replace("15/01/2024", "31/02/2024").replace("trich_yeu", "trich_ye"), "utf-8"
    )
    done = call("form", "a.yaml", "-o", "a.xlsx")
    assert done.code == 2
    assert len(done.lines) == 2
    assert all(line.startswith("lỗi: a.yaml:") for line in done.lines)
