"""PDFs made while a batch goes on: every outcome comes, memory stays flat, stopping is quick."""

import tempfile
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from tests.render.fake_soffice import fake_soffice
from tests.render.test_pdf_making import docx
from vanban.batch import pdf_queue
from vanban.batch.pdf_queue import PdfOutcome, PdfQueue
from vanban.errors import DocxError


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "tam"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(import_module("vanban.render.pdf"), "check_fonts", lambda: None)
    yield folder
    assert list(folder.iterdir()) == []


def length(_: int, pdf: bytes) -> int:
    return len(pdf)


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_document_has_an_outcome(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    calls = fake_soffice(tmp_path, monkeypatch)
    path = tmp_path / "Thôn 1.docx"
    path.write_bytes(docx())
    seen: list[PdfOutcome[int, int]] = []
    with PdfQueue(length, jobs=jobs) as queue:
        for key in range(300):
            queue.add(key, path if key % 2 else docx())
            seen += queue.take()
        seen += queue.close()
    assert sorted(outcome.key for outcome in seen) == list(range(300))
    assert all(outcome.value and not outcome.problems for outcome in seen)
    sizes = [len(line.split()) for line in calls.read_text().splitlines()]
    assert sum(sizes) == 300
    assert max(sizes) <= 50
    assert len(sizes) < 150


def test_the_first_group_is_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = fake_soffice(tmp_path, monkeypatch, "time.sleep(0.01)")
    with PdfQueue(length) as queue:
        for key in range(60):
            queue.add(key, docx())
        list(queue.close())
    assert len(calls.read_text().splitlines()[0].split()) <= 8


def test_what_fails_is_told_by_its_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_soffice(tmp_path, monkeypatch)

    def deliver(key: str, _: bytes) -> str:
        if key == "đầy":
            raise DocxError("ổ đĩa đã đầy")
        return key

    with PdfQueue(deliver) as queue:
        queue.add("hỏng", b"PK")
        queue.add("đầy", docx())
        queue.add("tốt", docx())
        queue.add("thiếu", tmp_path / "khong_co.docx")
        found = {outcome.key: outcome for outcome in queue.close()}
    assert found["tốt"] == PdfOutcome("tốt", "tốt")
    assert str(found["đầy"].problems[0]) == "ổ đĩa đã đầy"
    assert "bị hỏng" in str(found["hỏng"].problems[0])
    assert "khong_co.docx: không đọc được tệp: không tìm thấy" in str(found["thiếu"].problems[0])


def test_adding_waits_for_those_that_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_soffice(tmp_path, monkeypatch, "time.sleep(0.002)")
    monkeypatch.setattr(pdf_queue, "_WAITING_LIMIT", 20)
    longest = 0
    with PdfQueue(length) as queue:
        for key in range(100):
            queue.add(key, docx())
            longest = max(longest, len(queue._waiting))
        list(queue.close())
    assert longest <= 20


def test_a_program_that_does_not_work_stops_the_adding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_soffice(tmp_path, monkeypatch, "continue")
    with pytest.raises(DocxError, match="không làm được PDF nào"), PdfQueue(length) as queue:
        queue.add(1, docx())
        list(queue.close())
    with pytest.raises(DocxError, match="không làm được PDF nào"), PdfQueue(length) as queue:
        for _ in range(6000):
            queue.add(1, docx())
            time.sleep(0.01)


def test_an_exception_ends_the_program_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = fake_soffice(tmp_path, monkeypatch, "time.sleep(300)")
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), PdfQueue(length, jobs=2) as queue:
        for key in range(20):
            queue.add(key, docx())
        while not calls.read_text():
            time.sleep(0.05)
        raise KeyboardInterrupt
    assert time.monotonic() - began < 60


def test_without_libreoffice_nothing_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_SOFFICE", "/khong/co")
    with pytest.raises(DocxError, match="VANBAN_SOFFICE"):
        PdfQueue(length)
