"""vanban render: where files go, and that good inputs are written whatever the others are."""

from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.cli.broken import break_motto
from tests.cli.conftest import NOTICE, Call
from tests.conftest import EXAMPLES


def _opens(path: Path) -> bool:
    return bool(docx.Document(BytesIO(path.read_bytes())).paragraphs)


def test_a_file_is_written_into_the_current_folder(call: Call, folder: Path) -> None:
    (folder / "du_lieu").mkdir()
    (folder / "a.yaml").rename(folder / "du_lieu" / "a.yaml")
    done = call("render", "du_lieu/a.yaml")
    assert (done.code, done.out, done.err) == (0, "đã ghi a.docx\n", "")
    assert _opens(folder / "a.docx")


def test_output_is_a_file_or_a_folder_that_is_created(call: Call, folder: Path) -> None:
    assert call("render", "a.yaml", "-o", "ra/van ban.docx").out == "đã ghi ra/van ban.docx\n"
    assert call("render", "a.yaml", "-o", "ra/nua").out == "đã ghi ra/nua/a.docx\n"
    assert _opens(folder / "ra" / "van ban.docx")
    assert _opens(folder / "ra" / "nua" / "a.docx")


def test_a_folder_may_be_called_like_a_file(call: Call, folder: Path) -> None:
    (folder / "ra.docx").mkdir()
    assert call("render", "a.yaml", "-o", "ra.docx").out == "đã ghi ra.docx/a.docx\n"


def test_the_examples_render_with_their_warning(call: Call, folder: Path) -> None:
    done = call("render", EXAMPLES / "2024.yaml", EXAMPLES / "2025.yaml", "-o", "ra")
    assert done.code == 0
    assert done.out == "đã ghi ra/2024.docx\nđã ghi ra/2025.docx\n"
    first, second = done.lines  # the checker does not tell again what the data were warned of
    assert first.startswith(
        f"cảnh báo: {EXAMPLES / '2024.yaml'}: Tên loại: “Phát động” không thuộc 29 loại"
    )
    assert second.startswith(f"cảnh báo: {EXAMPLES / '2025.yaml'}: Tên loại: “Phát động”")


def test_an_existing_file_is_kept_without_force(call: Call, folder: Path) -> None:
    (folder / "a.docx").write_bytes(b"cu")
    done = call("render", "a.yaml")
    assert (done.code, done.out) == (2, "")
    assert done.err == "lỗi: a.yaml: đã có tệp a.docx; thêm --force để ghi đè\n"
    assert (folder / "a.docx").read_bytes() == b"cu"
    assert call("render", "a.yaml", "--force").code == 0
    assert _opens(folder / "a.docx")


def test_good_inputs_are_written_and_bad_ones_reported(call: Call, folder: Path) -> None:
    (folder / "b.yaml").write_text(NOTICE.replace("dia_danh", "dia_dan"), "utf-8")
    (folder / "c.yaml").write_text(NOTICE, "utf-8")
    done = call("render", "a.yaml", "b.yaml", "thieu.yaml", "c.yaml", "-o", "ra")
    assert done.code == 1
    assert done.out == "đã ghi ra/a.docx\nđã ghi ra/c.docx\n"
    assert "lỗi: b.yaml:5:1: không có trường “dia_dan”; có phải “Địa danh”?" in done.lines
    assert "lỗi: thieu.yaml: không tìm thấy tệp; hãy xem lại tên và thư mục" in done.lines
    assert sorted(path.name for path in (folder / "ra").iterdir()) == ["a.docx", "c.docx"]


def test_two_inputs_never_share_an_output(call: Call, folder: Path) -> None:
    (folder / "khac").mkdir()
    (folder / "khac" / "A.yaml").write_text(NOTICE, "utf-8")
    done = call("render", "a.yaml", "khac/A.yaml", "-o", "ra")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "lỗi: “a.yaml” và “khac/A.yaml” cùng ghi ra “ra/A.docx”; "
        "hãy đổi tên một tệp hoặc chạy riêng từng tệp với -o\n"
    )
    assert not (folder / "ra").exists()


def test_an_output_that_cannot_be_written_is_told(call: Call, folder: Path) -> None:
    (folder / "ra").write_text("tệp, không phải thư mục", "utf-8")
    done = call("render", "a.yaml", "-o", "ra/b.docx")
    assert (done.code, done.out) == (2, "")
    assert len(done.lines) == 1
    assert done.lines[0].startswith("lỗi: a.yaml: ra: không tạo được thư mục: ")


def test_a_document_with_an_error_is_not_written(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_motto(monkeypatch)
    done = call("render", "a.yaml", "-o", "ra")
    assert (done.code, done.out) == (1, "")
    assert done.lines[0].startswith("lỗi: a.yaml: TN01: bảng 1, dòng 1, ô 2: ")
    assert done.lines[-1] == (
        f"lỗi: a.yaml: không ghi ra/a.docx vì văn bản có {len(done.lines) - 1} lỗi thể thức ở "
        "trên; sửa dữ liệu rồi chạy lại, hoặc thêm --no-check để vẫn ghi"
    )
    assert not (folder / "ra").exists()


def test_a_document_is_written_unchecked_where_asked_for(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_motto(monkeypatch)
    done = call("render", "a.yaml", "--no-check")
    assert (done.code, done.out, done.err) == (0, "đã ghi a.docx\n", "")


def test_an_error_keeps_the_file_of_before(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.docx").write_bytes(b"cu")
    break_motto(monkeypatch)
    assert call("render", "a.yaml", "--force").code == 1
    assert (folder / "a.docx").read_bytes() == b"cu"


def test_rules_that_are_ignored_do_not_stop_a_document(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_motto(monkeypatch)
    (folder / "pyproject.toml").write_text('[tool.vanban.check]\nignore = ["TN"]\n', "utf-8")
    assert call("render", "a.yaml").code == 0


def test_warnings_are_told_in_one_line(call: Call, folder: Path) -> None:
    text = NOTICE.replace("lịch tiếp công dân.", "lịch của của xã, lịch của của thôn.")
    (folder / "a.yaml").write_text(text, "utf-8")
    done = call("render", "a.yaml")
    assert (done.code, done.out) == (0, "đã ghi a.docx\n")
    assert len(done.lines) == 1
    assert done.lines[0].startswith("lưu ý: a.yaml: ")
    assert done.lines[0].endswith("; chi tiết: vanban check a.docx")


def test_the_template_may_be_chosen(call: Call, folder: Path) -> None:
    (folder / "rieng.docx.j2").write_text(
        "Nội dung riêng của {{ dia_danh }}.\n{{ noi_dung }}\n", "utf-8"
    )
    assert call("render", "a.yaml", "--template", "rieng.docx.j2").code == 0
    texts = [paragraph.text for paragraph in docx.Document(str(folder / "a.docx")).paragraphs]
    assert any("Nội dung riêng của Quang" in text.replace("\u00a0", " ") for text in texts)


@pytest.mark.parametrize(
    ("template", "said"),
    [
        (
            "Ở {{ dia_dan }}.\n",
            "t.docx.j2:1: khuôn mẫu dùng tên lạ “dia_dan”; có phải “dia_danh”?",
        ),
        ("Một.\n{% if %}\n", "t.docx.j2:2: sai cú pháp khuôn mẫu: "),
        ("{% if dia_danh %}\nMột.\n", "t.docx.j2:2: sai cú pháp khuôn mẫu: thiếu lệnh đóng"),
    ],
)
def test_a_wrong_template_is_told_with_its_line(
    call: Call, folder: Path, template: str, said: str
) -> None:
    (folder / "t.docx.j2").write_text(template, "utf-8")
    done = call("render", "a.yaml", "--template", "t.docx.j2")
    assert (done.code, done.out) == (2, "")
    assert len(done.lines) == 1
    assert done.lines[0].startswith("lỗi: a.yaml: ")
    assert said in done.err


def test_a_template_that_is_not_there_is_told(call: Call) -> None:
    done = call("render", "a.yaml", "--template", "phat_dog.docx.j2")
    assert done.code == 2
    assert done.err == (
        "lỗi: a.yaml: không tìm thấy khuôn mẫu “phat_dog.docx.j2”; có phải “phat_dong.docx.j2”?\n"
    )
