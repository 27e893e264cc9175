"""Runs vanban over and over in processes that are killed; a program of its own.

It loads vanban once, and then forks for each order, a line of JSON on its standard input::

    {"call": ["batch", ...], "folder": "/tmp/x", "kill": 0.25, "whom": "group"}

``kill`` is the moment in seconds, counted from the start or, with ``after``, from when so many
documents stand in the folder; ``whom`` the whole group or the first process alone. With
``die_at`` the process kills itself before that one of its system calls that change a disk, a write
being half done by then; with ``largest`` the system refuses files of more bytes than that. The
answer tells the exit code (-9 when killed), the seconds, how many such calls there were, whether
processes were left that did not end by themselves, and what was said.
"""

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import wraps
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any, NamedTuple, Self

from tests.batch.rows import write_base, write_rows, write_workbook
from vanban.cli import run

ROOT = Path(__file__).resolve().parents[2]
_SUBREAPER = 36
_PATIENCE = 60.0
_CHANGES = ("write", "replace", "link", "unlink", "fsync", "ftruncate", "mkdir", "rmdir")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Killed(NamedTuple):
    """What became of a call."""

    code: int
    seconds: float
    calls: int
    left: bool
    said: str


class Crasher:
    """The program, asked from a test."""

    def __enter__(self) -> Self:
        path = os.pathsep.join(filter(None, sys.path))
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.batch.crashing"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": path},
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        assert self._program.stdin and self._program.stdout
        self._program.stdin.close()
        self._program.wait(_PATIENCE)
        self._program.stdout.close()

    def __call__(self, folder: Path, *call: object, **how: Any) -> Killed:
        """``vanban *call`` in ``folder``."""
        assert self._program.stdin and self._program.stdout
        order = {"call": [str(word) for word in call], "folder": str(folder), **how}
        self._program.stdin.write(json.dumps(order) + "\n")
        self._program.stdin.flush()
        return Killed(**json.loads(self._program.stdout.readline()))


def main() -> None:
    """Carries out one order after the other."""
    _warm_up()
    ctypes.CDLL(None).prctl(_SUBREAPER, 1)  # so that no killed process stays a zombie
    for line in sys.stdin:
        print(json.dumps(_carried_out(json.loads(line))), flush=True)


def _warm_up() -> None:
    """Loads and learns once what all that are forked would load and learn."""
    with TemporaryDirectory() as folder, chdir(folder), redirect_stdout(StringIO()):
        base, rows = write_base(Path()), write_rows(Path(), ["Một"])
        for sink in ("ra", "ra.zip", "ra.docx"):
            assert not run(["batch", str(base), str(rows), "-o", sink, "--no-check", "--so-tu=1"])
        write_workbook(Path("bang.xlsx"), [["Trích yếu", "Số văn bản"], ["Một", "x"]])
        with redirect_stderr(StringIO()):
            assert run(["batch", str(base), "bang.xlsx", "-o", "rb", "--no-check"]) == 1


def _carried_out(order: dict[str, Any]) -> dict[str, Any]:
    folder = Path(order["folder"])
    begun = monotonic()
    first = os.fork()
    if not first:
        _run(order, folder)
    os.setpgid(first, first)  # as it does itself, perhaps later
    if order.get("kill") is not None:
        _await_documents(folder, order.get("after", 0), first)
        sleep(order["kill"])
        _kill(first, order.get("whom", "group"))
    _, status = os.waitpid(first, 0)
    seconds = monotonic() - begun
    left = _outlives(first)
    counted, said = folder / "calls", folder / "said"
    return {
        "code": os.waitstatus_to_exitcode(status),
        "seconds": seconds,
        "calls": int(counted.read_text()) if counted.exists() else 0,
        "left": left,
        "said": said.read_text("utf-8") if said.exists() else "",
    }


def _await_documents(folder: Path, count: int, first: int) -> None:
    """Returns when there are so many, or the first process has ended, which nobody notices yet."""
    how = os.WEXITED | os.WNOHANG | os.WNOWAIT
    while _documents_in(folder) < count and not os.waitid(os.P_PID, first, how):
        sleep(0.005)


def _documents_in(folder: Path) -> int:
    names = (name for _, _, names in os.walk(folder) for name in names)
    return sum(name.endswith(".docx") for name in names)


def _kill(first: int, whom: str) -> None:
    if whom == "group":
        os.killpg(first, signal.SIGKILL)
    else:
        os.kill(first, signal.SIGKILL)


def _outlives(group: int) -> bool:
    """Whether some process of the group goes on; those that do not end are ended."""
    end = monotonic() + _PATIENCE
    while monotonic() < end:
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
            os.killpg(group, 0)
        except (ChildProcessError, ProcessLookupError):
            return False
        sleep(0.01)
    os.killpg(group, signal.SIGKILL)
    return True


def _run(order: dict[str, Any], folder: Path) -> None:
    code = 70
    try:
        os.setpgid(0, 0)
        os.chdir(folder)
        said = os.open("said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream in (0, 1, 2):
            os.dup2(said, stream)
        if "largest" in order:
            resource.setrlimit(resource.RLIMIT_FSIZE, (order["largest"],) * 2)
        counts = _count(order.get("die_at")) if "die_at" in order else None
        code = run(order["call"])
        sys.stdout.flush()
        if counts:
            Path("calls").write_text(str(counts[0]))
    finally:
        os._exit(code)


def _count(die_at: int | None) -> list[int]:
    """Counts the calls that change the disk, and dies before the one that is asked for."""
    count = [0]

    def tick() -> bool:
        count[0] += 1
        return count[0] == die_at

    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def opened(event: str, given: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(given[2], int) and given[2] & _WRITING and tick():
            die()

    def wrapped(call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        def watched(*given: Any, **named: Any) -> Any:
            if tick():
                if call is _write:
                    call(given[0], given[1][: len(given[1]) // 2])
                die()
            return call(*given, **named)

        return watched

    for name in _CHANGES:
        setattr(os, name, wrapped(getattr(os, name)))
    sys.addaudithook(opened)
    return count


_write = os.write

if __name__ == "__main__":
    main()
