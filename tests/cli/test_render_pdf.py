"""vanban render --pdf: what is written where, and what happens without LibreOffice."""

from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from tests.cli.conftest import NOTICE, Call
from tests.conftest import require_tool
from tests.render.fake_soffice import fake_soffice


def test_the_pdf_stands_beside_the_document(call: Call, folder: Path) -> None:
    require_tool("soffice")
    (folder / "b.yaml").write_text(NOTICE.replace("dia_danh", "dia_dan"), "utf-8")
    (folder / "Thôn 'số' 1.yaml").write_text(NOTICE, "utf-8")
    done = call("render", "a.yaml", "b.yaml", "Thôn 'số' 1.yaml", "--pdf-a", "-o", "Kết quả “1”")
    assert done.code == 1
    names = ("a.docx", "Thôn 'số' 1.docx", "a.pdf", "Thôn 'số' 1.pdf")
    assert done.out == "".join(f"đã ghi Kết quả “1”/{name}\n" for name in names)
    assert sorted(path.name for path in (folder / "Kết quả “1”").iterdir()) == sorted(names)
    pdf = (folder / "Kết quả “1”" / "Thôn 'số' 1.pdf").read_bytes()
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    (page,) = pdfplumber.open(BytesIO(pdf)).pages
    assert "Lịch tiếp công dân năm 2024" in page.extract_text()


def test_only_a_pdf_is_asked_for(call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_soffice(folder, monkeypatch)
    done = call("render", "a.yaml", "-o", "ra/b.pdf")
    assert (done.code, done.out, done.err) == (0, "đã ghi ra/b.pdf\n", "")
    assert [path.name for path in (folder / "ra").iterdir()] == ["b.pdf"]


def test_a_named_document_names_its_pdf(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_soffice(folder, monkeypatch)
    done = call("render", "a.yaml", "-o", "ra/b.docx", "--pdf")
    assert (done.code, done.out) == (0, "đã ghi ra/b.docx\nđã ghi ra/b.pdf\n")


def test_an_existing_pdf_is_kept_without_force(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_soffice(folder, monkeypatch)
    (folder / "a.pdf").write_bytes(b"cu")
    done = call("render", "a.yaml", "--pdf")
    assert (done.code, done.out) == (2, "")
    assert done.err == "lỗi: a.yaml: đã có tệp a.pdf; thêm --force để ghi đè\n"
    assert (folder / "a.pdf").read_bytes() == b"cu"
    assert not (folder / "a.docx").exists()
    assert call("render", "a.yaml", "--pdf", "--force").code == 0
    assert (folder / "a.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("arguments", [["--pdf"], ["--pdf-a"], ["-o", "a.pdf"]])
def test_without_libreoffice_nothing_is_begun(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setenv("VANBAN_SOFFICE", "/khong/co")
    done = call("render", "a.yaml", *arguments)
    assert (done.code, done.out, len(done.lines)) == (2, "", 1)
    assert done.err.startswith("lỗi: biến VANBAN_SOFFICE chỉ tới “/khong/co”")
    assert [path.name for path in folder.iterdir()] == ["a.yaml"]


def test_documents_stand_where_a_pdf_fails(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "b.yaml").write_text(NOTICE, "utf-8")
    fake_soffice(folder, monkeypatch, 'if name == "1.docx": continue')
    done = call("render", "a.yaml", "b.yaml", "--pdf")
    assert done.code == 1
    assert done.out == "đã ghi a.docx\nđã ghi b.docx\nđã ghi b.pdf\n"
    assert done.err.startswith("lỗi: a.yaml: không ghi a.pdf: LibreOffice không làm được PDF từ")


def test_documents_stand_where_libreoffice_does_not_work(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_soffice(folder, monkeypatch, "continue")
    done = call("render", "a.yaml", "--pdf")
    assert (done.code, done.out) == (1, "đã ghi a.docx\n")
    assert "không làm được PDF nào" in done.err
    assert call("render", "a.yaml", "-o", "x.pdf").code == 2


def test_a_place_that_cannot_be_written_is_told(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_soffice(folder, monkeypatch)
    (folder / "ra").write_text("tệp, không phải thư mục", "utf-8")
    done = call("render", "a.yaml", "-o", "ra/b.pdf")
    assert (done.code, done.out) == (2, "")
    assert done.lines[0].startswith("lỗi: a.yaml: ra: không tạo được thư mục: ")
