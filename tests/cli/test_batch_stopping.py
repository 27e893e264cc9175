"""vanban batch in a process of its own: Ctrl-C, and a terminal."""

import os
import pty
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.batch.runs import documents
from tests.cli.conftest import NOTICE, Call
from vanban.cli.progress import Progress

PROGRAM = [sys.executable, "-m", "vanban"]
ROWS = 2000
SOON = 30.0  # seconds on a machine that does much else
_SLOWLY = """
from time import sleep
from vanban.batch.folder_store import FolderStore
from vanban.cli import main

put = FolderStore.put

def put_late(*given, **named):
    sleep(0.003)
    return put(*given, **named)

FolderStore.put = put_late
main()
"""
SLOW_PROGRAM = [sys.executable, "-c", _SLOWLY]  # is at work for seconds, however fast the machine


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder whose name has to be quoted."""
    folder = tmp_path / "văn bản của 'xã'"
    folder.mkdir()
    (folder / "a.yaml").write_text(NOTICE, "utf-8")
    rows = "".join(f"Thôn {number}\n" for number in range(1, ROWS + 1))
    (folder / "bảng kê.csv").write_text(f"Địa danh\n{rows}", "utf-8")
    return folder


@contextmanager
def running(
    place: Path, *options: str, program: list[str] = PROGRAM
) -> Iterator[subprocess.Popen[str]]:
    """A batch in a group of processes of its own, which is empty at the end."""
    call = ["batch", f"{place}/a.yaml", f"{place}/bảng kê.csv", "-o", f"{place}/ra", *options]
    process = subprocess.Popen(
        [*program, *call],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        are_left = process.poll() is not None and not has_no_others(process.pid)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        if are_left:
            pytest.fail("processes are left")


def wait_for_documents(place: Path, process: subprocess.Popen[str]) -> None:
    manifest = place / "ra" / "nhat_ky.jsonl"
    while not manifest.exists() or b'"written"' not in manifest.read_bytes():
        assert process.poll() is None, process.communicate()
        sleep(0.01)


def has_no_others(group: int) -> bool:
    """Whether the processes of a group have ended, or soon do: what was killed ends later."""
    deadline = monotonic() + SOON
    while monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        sleep(0.01)
    return False


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_stops_soon_and_the_command_it_shows_goes_on(place: Path, jobs: str) -> None:
    options = ("--no-check", "--jobs", jobs, "--so-tu", "5")
    with running(place, *options, program=SLOW_PROGRAM) as process:
        wait_for_documents(place, process)
        begun = monotonic()
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
        assert monotonic() - begun < SOON
        assert process.returncode == 130
        assert has_no_others(process.pid)
    stopped = documents(place / "ra")
    assert 0 < len(stopped) < ROWS
    assert out == ""
    said, command = err.splitlines()
    assert said == "đã dừng theo yêu cầu; các văn bản đã ghi được giữ. Làm tiếp:"
    program, *words = shlex.split(command)
    assert (program, words[0], words[-1]) == ("vanban", "batch", "--resume")
    done = subprocess.run([*PROGRAM, *words], capture_output=True, text=True, check=True)
    assert "văn bản không đổi" in done.stdout
    whole = documents(place / "ra")
    assert len(whole) == ROWS
    assert stopped.items() <= whole.items()
    assert list((place / "ra").glob(".*")) == []


def test_ctrl_c_before_the_first_document(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def press(_: Progress) -> None:
        raise KeyboardInterrupt

    (folder / "rows.csv").write_text("Địa danh\nThôn Một\n", "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(Progress, "tick", press)
        done = call("batch", "a.yaml", "rows.csv", "-o", "ra")
    assert (done.code, done.out) == (130, "")
    assert done.err == "đã dừng theo yêu cầu; chưa ghi văn bản nào\n"
    assert not (folder / "ra").exists()
    assert call("batch", "a.yaml", "rows.csv", "-o", "ra").code == 0


def test_ctrl_c_in_a_run_that_goes_on_says_how_to_go_on_again(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where this run has written nothing itself."""

    def press(_: Progress) -> None:
        raise KeyboardInterrupt

    (folder / "rows.csv").write_text("Địa danh\nThôn Một\n", "utf-8")
    words = ["batch", "a.yaml", "rows.csv", "-o", "ra", "--resume"]
    assert call(*words).code == 0
    monkeypatch.setattr(Progress, "tick", press)
    monkeypatch.setattr(sys, "argv", ["vanban", *words])
    assert call(*words).lines[-1] == "  vanban batch a.yaml rows.csv -o ra --resume"


def test_a_terminal_shows_one_line_that_renews_itself(place: Path) -> None:
    ours, theirs = pty.openpty()
    call = ["batch", "a.yaml", "bảng kê.csv", "-o", "ra", "--no-check", "--jobs", "2"]
    with subprocess.Popen(
        [*SLOW_PROGRAM, *call], cwd=place, stdout=subprocess.PIPE, stderr=theirs, text=True
    ) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # Linux says so when the other end is closed
                break
            if not piece:
                break
            shown += piece
        out, _ = process.communicate()
    os.close(ours)
    assert process.returncode == 0
    assert out.startswith(f"đã ghi {ROWS} văn bản vào ra")
    lines = shown.decode().split("\r\x1b[K")
    # A fast machine is through with the first before it has to tell of it.
    assert all(line.startswith(("đang kiểm tra ", "đã làm ")) for line in lines if line)
    assert any(line.startswith("đã làm ") and f"/{ROWS} dòng" in line for line in lines)
    assert "\n" not in shown.decode()
    assert lines[-1] == ""


def test_no_terminal_no_signs_for_one(place: Path) -> None:
    with running(place, "--no-check", "--jobs", "2") as process:
        out, err = process.communicate(timeout=120)
    assert process.returncode == 0
    assert "\r" not in err + out
    assert "\x1b" not in err + out
