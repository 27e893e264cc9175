"""PDFs over several runs: made once, made anew for a changed document, never over one's work."""

from pathlib import Path
from typing import Any

import pytest

import vanban
from tests.batch.rows import write_base
from tests.batch.runs import FAST, again, latest, run
from tests.render.fake_soffice import fake_soffice
from vanban.batch.planning import pdf_key
from vanban.errors import DocxError

HEADING = "Trích yếu;Địa danh"
ROWS = ("Một;Thôn A", "Hai;Thôn B")
CHANGED = ("Một;Thôn X", "Hai;Thôn B")
OPTIONS: dict[str, Any] = {"heading": HEADING, "pdf": "pdf", **FAST}
# As LibreOffice, the stand-in makes the same PDF of the same document, and another of another.
LIKE_REAL = (
    "import hashlib; digest = hashlib.sha256((folder / name).read_bytes()).hexdigest(); "
    "(folder / name).with_suffix('.pdf').write_bytes(f'%PDF-1.6 {digest} %%EOF'.encode()); "
    "continue"
)


@pytest.fixture
def pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The PDF of the first row, after a first run."""
    fake_soffice(tmp_path, monkeypatch, LIKE_REAL)
    batch = run(tmp_path, *ROWS, **OPTIONS)
    assert (batch.outcomes, batch.run.counts.pdfs) == (["written"] * 2, 2)
    return batch.sink / "Một.pdf"


def test_a_pdf_is_made_once_and_has_a_key_of_its_own(tmp_path: Path, pdf: Path) -> None:
    assert pdf_key("Một.docx") == "pdf/Một.pdf"
    line = latest(pdf.parent / "nhat_ky.jsonl")["pdf/Một.pdf"]
    assert (line["status"], line["file"]) == ("written", "Một.pdf")
    batch = again(tmp_path, *ROWS, **OPTIONS)
    assert (batch.outcomes, batch.run.counts.pdfs) == (["unchanged"] * 2, 0)
    assert again(tmp_path, *CHANGED, **OPTIONS).run.counts.pdfs == 1


def test_a_row_named_like_a_pdf_is_another(tmp_path: Path, pdf: Path) -> None:
    rows = (*ROWS, "Một.pdf;Thôn C")
    assert again(tmp_path, *rows, **OPTIONS).outcomes == ["unchanged", "unchanged", "written"]
    assert again(tmp_path, *rows, **OPTIONS).run.counts.pdfs == 0
    assert pdf.exists()


@pytest.mark.parametrize("rows", [ROWS, CHANGED])
@pytest.mark.parametrize("tail", [b"\n7 0 obj\n%%EOF", b"ghi ch\xc3\xba"])
def test_a_signed_pdf_is_kept_and_told_as_a_warning(
    tmp_path: Path, pdf: Path, rows: tuple[str, ...], tail: bytes
) -> None:
    signed = pdf.read_bytes() + tail
    pdf.write_bytes(signed)
    for _ in range(2):
        batch = again(tmp_path, *rows, **OPTIONS)
        assert pdf.read_bytes() == signed
        assert batch.run.faults == []
        (warning,) = batch.warnings
        assert warning.startswith("tệp “Một.pdf”: đã được sửa sau khi tạo nên được giữ nguyên;")
    assert again(tmp_path, *rows, **OPTIONS | {"force": True}).run.counts.pdfs == 1
    assert pdf.read_bytes() != signed


@pytest.mark.parametrize("debris", [b"", bytes(300), b"%PDF-1.6 1.docx"])
@pytest.mark.parametrize("rows", [ROWS, CHANGED])
def test_a_pdf_cut_off_by_a_loss_of_power_is_made_again(
    tmp_path: Path, pdf: Path, rows: tuple[str, ...], debris: bytes
) -> None:
    whole = pdf.read_bytes()
    pdf.write_bytes(debris)
    batch = again(tmp_path, *rows, **OPTIONS)
    assert (batch.warnings, batch.run.counts.pdfs) == ([], 1)
    assert len(pdf.read_bytes()) == len(whole)
    assert (pdf.read_bytes() == whole) == (rows is ROWS)


def test_an_older_pdf_that_a_loss_of_power_brought_back_is_made_again(
    tmp_path: Path, pdf: Path
) -> None:
    older = pdf.read_bytes()
    again(tmp_path, *CHANGED, **OPTIONS)
    newer = pdf.read_bytes()
    assert newer != older
    pdf.write_bytes(older)
    batch = again(tmp_path, *CHANGED, **OPTIONS)
    assert (batch.warnings, batch.run.faults, batch.run.counts.pdfs) == ([], [], 1)
    assert pdf.read_bytes() == newer


def test_a_strange_pdf_is_a_fault_on_every_run_until_forced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_soffice(tmp_path, monkeypatch, LIKE_REAL)
    strange = tmp_path / "ra" / "Một.pdf"
    strange.parent.mkdir()
    strange.write_bytes(b"%PDF-1.7 scan %%EOF")
    for batch in (run(tmp_path, *ROWS, **OPTIONS), again(tmp_path, *ROWS, **OPTIONS)):
        (fault,) = batch.run.faults
        assert str(fault) == "Một.pdf: đã có tệp này từ trước; thêm --force để ghi đè"
        assert strange.read_bytes() == b"%PDF-1.7 scan %%EOF"
        report = " ".join((batch.sink / "bao_cao.txt").read_text("utf-8").split())
        assert "đã có tệp này từ trước" in report.partition("LỖI")[2]
    assert again(tmp_path, *ROWS, **OPTIONS | {"force": True}).run.faults == []


def test_the_library_raises_at_the_end_for_pdfs_that_could_not_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_soffice(tmp_path, monkeypatch, "if name == '1.docx': continue")
    rows = [{"trich_yeu": "Một"}, {"trich_yeu": "Hai"}]
    options: dict[str, Any] = {"name": "{trich_yeu}", "pdf": "pdf", **FAST}
    outcomes = []
    with pytest.raises(DocxError) as caught:
        for result in vanban.batch(write_base(tmp_path), rows, tmp_path / "ra", **options):
            outcomes.append(result.outcome.value)
    assert outcomes == ["written"] * 2
    assert caught.value.problems[0].place in ("Một.pdf", "Hai.pdf")
    report = (tmp_path / "ra" / "bao_cao.txt").read_text("utf-8")
    assert caught.value.problems[0].place in report


def test_a_killed_run_leaves_a_pdf_that_the_next_one_knows(tmp_path: Path, pdf: Path) -> None:
    """The PDF stands, the line that says so does not."""
    manifest = pdf.parent / "nhat_ky.jsonl"
    kept = [
        line
        for line in manifest.read_text("utf-8").splitlines(keepends=True)
        if not ('"written"' in line and "pdf/" in line)
    ]
    manifest.write_text("".join(kept), "utf-8")
    batch = again(tmp_path, *ROWS, **OPTIONS)
    assert (batch.run.faults, batch.warnings, batch.run.counts.pdfs) == ([], [], 2)
    pdf.write_bytes(b"%PDF-1.7 scan %%EOF")
    manifest.write_text("".join(kept), "utf-8")
    batch = again(tmp_path, *ROWS, **OPTIONS)
    (fault,) = batch.run.faults
    assert "đã được sửa sau khi tạo" in str(fault)
    assert pdf.read_bytes() == b"%PDF-1.7 scan %%EOF"
