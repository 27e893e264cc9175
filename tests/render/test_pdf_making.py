"""Runs of LibreOffice that end early, hang, skip files or cannot begin: what is told and left."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.render.fake_soffice import fake_soffice
from vanban.errors import DocxError, Problem
from vanban.render.pdf import PdfMaker, check_tools
from vanban.render.pdf_fonts import check_fonts
from vanban.render.work_folders import WorkFolder, sweep


def docx(text: str = "a") -> bytes:
    data = BytesIO()
    with ZipFile(data, "w") as package:
        package.writestr("word/document.xml", text)
    return data.getvalue()


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for temporary files, which every test leaves empty; any face will do."""
    folder = tmp_path / "tam"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(import_module("vanban.render.pdf"), "check_fonts", lambda: None)
    yield folder
    assert list(folder.iterdir()) == []


def convert(count: int, *, patience: float = 20) -> list[str]:
    """For each of so many documents, the file that was made of it or the problem."""
    with PdfMaker(patience=patience) as maker:
        made = list(maker.convert([docx()] * count))
    return [pdf.message if isinstance(pdf, Problem) else pdf.split()[1].decode() for pdf in made]


def test_all_files_go_in_one_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = fake_soffice(tmp_path, monkeypatch)
    assert convert(3) == ["1.docx", "2.docx", "3.docx"]
    assert calls.read_text() == "1.docx 2.docx 3.docx\n"


def test_many_files_go_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = fake_soffice(tmp_path, monkeypatch)
    assert len(convert(120)) == 120
    assert [len(line.split()) for line in calls.read_text().splitlines()] == [50, 50, 20]


def test_a_file_that_is_passed_over_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = fake_soffice(tmp_path, monkeypatch, 'if name == "2.docx": continue')
    first, second, third = convert(3)
    assert (first, third) == ("1.docx", "3.docx")
    assert second.startswith("LibreOffice không làm được PDF từ tệp này")
    assert len(calls.read_text().splitlines()) == 1


def test_what_follows_a_crash_is_made_in_a_new_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deed = 'if name == "1.docx": continue\n    if name == "3.docx": os.abort()'
    calls = fake_soffice(tmp_path, monkeypatch, deed)
    made = convert(5)
    assert [text for text in made if text.endswith(".docx")] == ["2.docx", "4.docx", "5.docx"]
    assert calls.read_text().splitlines() == [
        *("1.docx 2.docx 3.docx 4.docx 5.docx", "3.docx", "4.docx 5.docx"),
    ]


def test_a_file_that_fails_only_in_company_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deed = 'if name == "2.docx" and len(names) > 1: os.abort()'
    fake_soffice(tmp_path, monkeypatch, deed)
    assert convert(3) == ["1.docx", "2.docx", "3.docx"]


def test_a_run_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_soffice(tmp_path, monkeypatch, 'if name == "2.docx": time.sleep(300)')
    made = convert(3, patience=0.7)
    assert (made[0], made[2]) == ("1.docx", "3.docx")
    assert made[1].startswith("LibreOffice không làm được PDF từ tệp này")


def test_half_a_pdf_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deed = '(folder / "2.pdf").write_bytes(b"%PDF-1.6"); name = name.replace("2", "9")'
    fake_soffice(tmp_path, monkeypatch, deed)
    assert convert(2)[1].startswith("LibreOffice không làm được PDF từ tệp này")


def test_a_program_that_makes_nothing_at_all_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_soffice(tmp_path, monkeypatch, "continue")
    with pytest.raises(DocxError, match="không làm được PDF nào; hãy mở thử LibreOffice"):
        convert(2)


def test_a_program_that_cannot_start_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_soffice(tmp_path, monkeypatch)
    (tmp_path / "soffice gia").write_text("#!/khong/co\n", "utf-8")
    with pytest.raises(DocxError, match=r"không chạy được LibreOffice .*không tìm thấy"):
        convert(1)


def test_libreoffice_is_absent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("VANBAN_SOFFICE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(import_module("vanban.render.soffice"), "_OTHER_PLACES", ())
    with pytest.raises(DocxError) as caught:
        check_tools()
    for name in ("libreoffice-writer fonts-liberation2", "dnf", "Windows", "VANBAN_SOFFICE"):
        assert name in str(caught.value)


def test_the_variable_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_SOFFICE", "/khong/co/soffice")
    with pytest.raises(DocxError, match="VANBAN_SOFFICE chỉ tới “/khong/co/soffice”"):
        check_tools()


def _fake_fc_list(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    program = folder / "fc-list"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    check_fonts.cache_clear()


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("echo 'DejaVu Serif,DejaVu Serif Condensed'", "với đủ chữ tiếng Việt nên PDF"),
        (
            "case $1 in *vi) echo DejaVu Sans;; *) echo DejaVu Sans; echo Liberation Serif;; esac",
            "(có Liberation Serif nhưng là bản cũ, thiếu chữ tiếng Việt)",
        ),
    ],
)
def test_the_face_is_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, told: str
) -> None:
    _fake_fc_list(tmp_path, monkeypatch, script)
    with pytest.raises(DocxError, match="Times New Roman") as caught:
        check_fonts()
    assert told in str(caught.value)
    assert "fonts-liberation2" in str(caught.value)


@pytest.mark.parametrize(
    "script", ["echo Tinos", "echo Times New Roman,TNR", "echo A; echo Liberation Serif"]
)
def test_a_face_of_the_same_widths_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    _fake_fc_list(tmp_path, monkeypatch, script)
    check_fonts()
    check_fonts.cache_clear()


def test_stopping_ends_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child = tmp_path / "pid.txt"
    deed = (
        "import subprocess; subprocess.Popen(['sleep', '300']); own = pathlib.Path("
        f"{str(child)!r}); half = own.with_name('half'); half.write_text(str(os.getpid())); "
        "half.rename(own); time.sleep(300)"
    )
    fake_soffice(tmp_path, monkeypatch, deed)
    stopped: list[float] = []

    def stop_once_it_runs(maker: PdfMaker) -> None:
        wait_for(child.exists)
        stopped.append(time.monotonic())
        maker.stop()

    with PdfMaker() as maker:
        threading.Thread(target=stop_once_it_runs, args=(maker,)).start()
        made = maker.convert_group([docx()] * 2)
    assert time.monotonic() - stopped[0] < 30
    assert {pdf.message for pdf in made if isinstance(pdf, Problem)} == {
        "đã dừng theo yêu cầu nên chưa làm PDF"
    }
    group = int(child.read_text())
    wait_for(lambda: not _alive(group))
    assert not _alive(group)


def wait_for(has_come: Callable[[], object], *, patience: float = 60) -> None:
    """Returns when something has come, or after so many seconds without it."""
    deadline = time.monotonic() + patience
    while not has_come() and time.monotonic() < deadline:
        time.sleep(0.01)


def _alive(group: int) -> list[str]:
    """The processes of a group that have not ended, killed ones that nobody waits for apart."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pgid=,stat="], capture_output=True, text=True, check=True
    )
    found = (line.split() for line in listed.stdout.splitlines())
    return [state for pgid, state in found if int(pgid) == group and not state.startswith("Z")]


def test_what_a_killed_process_left_is_deleted(temporary: Path) -> None:
    code = (
        "import tempfile, time; from vanban.render.work_folders import WorkFolder; "
        f"tempfile.tempdir = {str(temporary)!r}; own = WorkFolder(); print('x', flush=True); "
        "time.sleep(20)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        (folder,) = temporary.iterdir()
        sweep()
        assert folder.exists()
        process.send_signal(signal.SIGKILL)
        process.wait()
    with WorkFolder() as own:
        assert list(temporary.iterdir()) == [own.path]


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake_soffice(tmp_path, monkeypatch)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "khong_co"))
    with pytest.raises(DocxError, match=r"thư mục tạm để làm PDF: không tìm thấy.*TMPDIR"):
        convert(1)
