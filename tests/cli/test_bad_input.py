"""Bad data through the command line: what is said, where, and that nothing is written."""

from pathlib import Path

import pytest

from tests.cli.conftest import NOTICE, Call
from tests.conftest import EXAMPLES

DECREE = (EXAMPLES / "2024.yaml").read_text("utf-8")
HOW_TO_SAVE = "hãy mở bằng trình soạn thảo, chọn Lưu thành… (Save as) với mã hóa UTF-8"


def _line_of(text: str, piece: str) -> int:
    return text[: text.index(piece)].count("\n") + 1


def _refused(call: Call, folder: Path, content: str | bytes) -> list[str]:
    raw = content.encode() if isinstance(content, str) else content
    (folder / "x.yaml").write_bytes(raw)
    done = call("render", "x.yaml")
    assert (done.code, done.out) == (2, "")
    assert not (folder / "x.docx").exists()
    return done.lines


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "x.yaml: tệp trống"),
        ("# chưa ghi gì\n", "x.yaml: tệp chỉ có chú thích, chưa có dữ liệu"),
        (
            "- một\n- hai\n",
            "x.yaml:1:1: cần các trường dạng “tên trường: giá trị”, "
            "gặp một danh sách hay một dòng chữ",
        ),
        ("loai: [phat_dong\nnam: 2024\n", "x.yaml:2:"),
        (
            NOTICE + "\tnam: 2024\n",
            "x.yaml:14:1: dòng này thụt vào bằng phím Tab; hãy thụt dòng bằng dấu cách",
        ),
        (NOTICE.encode("utf-16"), f"x.yaml: tệp dùng bảng mã UTF-16, cần UTF-8; {HOW_TO_SAVE}"),
        # "Chủ đề: đoàn kết" as TCVN3 writes it.
        (
            b"loai: phat_dong\nchu_de: \xae\xb5n \xae\xaf \xa8\xa9\xb8\xb9 \xad\xac\n",
            "x.yaml:2: tệp dùng bảng mã TCVN3 (ABC), cần UTF-8; hãy chuyển mã tệp sang Unicode",
        ),
        (
            NOTICE + "dia_danh: Quang Trung\n",
            "x.yaml:14:1: “dia_danh” đã ghi ở x.yaml:5:1; mỗi trường chỉ ghi một lần",
        ),
        (
            NOTICE + "Địa danh: Quang Trung\n",
            "x.yaml:14:1: Địa danh: “Địa danh” đã ghi ở x.yaml:5:1; mỗi trường chỉ ghi một lần",
        ),
        (
            NOTICE.replace("trich_yeu", "trich_yeuu"),
            "x.yaml:7:1: không có trường “trich_yeuu”; có phải “Trích yếu”?",
        ),
        (
            NOTICE.replace("  ho_ten", "  ho_va_ten_dem"),
            "x.yaml:11:3: không có trường “ho_va_ten_dem”; ",
        ),
        (
            NOTICE.replace("thong_bao", "thong_baoo"),
            "x.yaml:1:7: Loại: không có loại văn bản “thong_baoo”; "
            "có phải “Thông báo” (thong_bao)?",
        ),
        (NOTICE.replace("loai: thong_bao\n", ""), "x.yaml: thiếu trường “Loại”"),
        (
            NOTICE.replace("  - Các thôn", "  Các thôn"),
            "x.yaml:13:3: Nơi nhận: cần một danh sách, mỗi mục một dòng bắt đầu bằng “- ”",
        ),
        (
            NOTICE + "so_van_ban: mười\n",
            "x.yaml:14:13: Số văn bản: cần một số nguyên, gặp “mười”",
        ),
        (
            NOTICE.replace("15/01/2024", "30/02/2024"),
            "x.yaml:6:16: Ngày ban hành: không có ngày 30 tháng 2 năm 2024: "
            "tháng này có 29 ngày; kiểm tra lại ngày",
        ),
        (NOTICE.replace("Lịch", "Lịch\x07"), "x.yaml:7:16: "),
    ],
)
def test_bad_files_are_refused_with_their_place(
    call: Call, folder: Path, content: str | bytes, said: str
) -> None:
    lines = _refused(call, folder, content)
    assert any(line.startswith(f"lỗi: {said}") for line in lines), lines


def test_a_foreign_number_is_refused_with_the_right_spelling(call: Call, folder: Path) -> None:
    text = DECREE.replace("377,4 tỷ đồng", "377.4 tỷ đồng")
    line = _line_of(text, "377.4")
    (found,) = _refused(call, folder, text)
    assert found.startswith(f"lỗi: x.yaml:{line}:33: Chỉ tiêu / Kinh tế / mục 1 / Trong đó / mục 1")
    assert "số “377.4” viết chưa đúng" in found
    assert found.endswith("viết “377,4”")


def test_a_total_that_does_not_add_up_is_refused(call: Call, folder: Path) -> None:
    text = DECREE.replace("663 tỷ đồng", "664 tỷ đồng")
    line = _line_of(text, "664")
    (found,) = _refused(call, folder, text)
    assert found.startswith(f"lỗi: x.yaml:{line}:")
    assert (
        "“Tổng giá trị sản xuất địa bàn”: các phần cộng lại được 663 tỷ đồng, "
        "tổng ghi 664 tỷ đồng (lệch -1); hãy sửa tổng hoặc sửa phần"
    ) in found


def test_all_faults_come_in_one_pass(call: Call, folder: Path) -> None:
    text = NOTICE.replace("dia_danh", "dia_dan").replace("15/01/2024", "hôm nay")
    lines = _refused(call, folder, text)
    assert any(line.startswith("lỗi: x.yaml:5:1: không có trường “dia_dan”") for line in lines)
    assert any(line.startswith("lỗi: x.yaml:6:16: Ngày ban hành: ") for line in lines)
    assert any("Địa danh: thiếu trường bắt buộc này" in line for line in lines)


def test_an_inheritance_loop_is_told(call: Call, folder: Path) -> None:
    (folder / "y.yaml").write_text("ke_thua: x.yaml\n", "utf-8")
    (found,) = _refused(call, folder, "ke_thua: y.yaml\n")
    assert "các tệp kế thừa nhau thành vòng: x.yaml → y.yaml → x.yaml" in found


def test_an_inherited_file_that_is_not_there_is_told(call: Call, folder: Path) -> None:
    (found,) = _refused(call, folder, "ke_thua: khong_co.yaml\n")
    assert found.startswith("lỗi: x.yaml:1:10: Kế thừa: không kế thừa được: ")
    assert "không tìm thấy tệp" in found


def test_a_change_to_a_target_that_is_not_there_is_told(call: Call, folder: Path) -> None:
    (folder / "2024.yaml").write_text(DECREE, "utf-8")
    text = "ke_thua: 2024.yaml\nchi_tieu:\n  kinh_te:\n    Chăn nuôii: 5 con\n"
    (found,) = _refused(call, folder, text)
    assert found.startswith("lỗi: x.yaml:4:")
    assert "“Chăn nuôii”: không có mục này để sửa; có phải mục “" in found


@pytest.mark.parametrize("name", ["khong_co.yaml", "."])
def test_a_path_that_is_no_data_file_is_told(call: Call, name: str) -> None:
    done = call("render", name)
    assert done.code == 2
    assert done.lines[0].startswith(f"lỗi: {name}: ")
