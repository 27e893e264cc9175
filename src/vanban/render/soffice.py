"""LibreOffice, run without a window and with a profile of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event
from time import monotonic

from vanban.errors import DocxError, reason_of

INSTALL = (
    "Debian, Ubuntu: sudo apt install libreoffice-writer fonts-liberation2; "
    "Fedora: sudo dnf install libreoffice-writer liberation-serif-fonts; "
    "Windows, macOS: tải bản cài ở https://www.libreoffice.org"
)
"""How to get LibreOffice and a font for it, on every system."""

_VARIABLE = "VANBAN_SOFFICE"
_NAMES = ("soffice", "libreoffice")
_USUAL_PLACES = {
    "win32": ("LibreOffice/program/soffice.com",),
    "darwin": ("LibreOffice.app/Contents/MacOS/soffice",),
}
_OTHER_PLACES = ("/opt/libreoffice*/program/soffice", "/usr/lib*/libreoffice/program/soffice")
_TICK_SECONDS = 0.25
# The start, with a new profile on a slow disk; then the longest document of a group.
PATIENCE_SECONDS = 180.0


def find_program() -> str:
    """The path of LibreOffice: what VANBAN_SOFFICE says, what PATH has, the usual places.

    Raises DocxError that says what to install.
    """
    if chosen := os.environ.get(_VARIABLE, ""):
        if found := shutil.which(chosen):
            return found
        raise DocxError(
            f"biến {_VARIABLE} chỉ tới “{chosen}” nhưng ở đó không có chương trình chạy được; "
            "hãy ghi đường dẫn đầy đủ tới soffice của LibreOffice, hoặc bỏ biến này"
        )
    on_path = filter(None, map(shutil.which, _NAMES))
    found = next(on_path, None) or next(_usual_places(), None)
    if found is None:
        raise DocxError(
            f"máy chưa có LibreOffice nên không làm được PDF; hãy cài rồi chạy lại ({INSTALL}); "
            f"nếu đã cài ở chỗ khác thì đặt biến {_VARIABLE} là đường dẫn tới soffice"
        )
    return found


def _usual_places() -> Iterator[str]:
    """Where installers put it without telling PATH."""
    roots = [os.environ.get("PROGRAMFILES", ""), os.environ.get("PROGRAMFILES(X86)", "")]
    if sys.platform == "darwin":
        roots = ["/Applications", str(Path.home() / "Applications")]
    for root in filter(None, roots):
        for place in _USUAL_PLACES.get(sys.platform, ()):
            yield from filter(None, [shutil.which(str(Path(root, place)))])
    if sys.platform != "win32":
        for pattern in _OTHER_PLACES:
            yield from map(str, sorted(Path("/").glob(pattern[1:]), reverse=True))


class Office:
    """Runs LibreOffice, one call at a time, with the profile in ``profile``.

    Two runs on one profile fail without a word, so each Office has its own.
    """

    def __init__(self, profile: Path, *, patience: float = PATIENCE_SECONDS) -> None:
        """Raises DocxError where LibreOffice is absent. ``patience`` are seconds, see convert."""
        self.program = find_program()
        self._profile = profile
        self._patience = patience
        self._stopped = Event()

    def convert(self, names: Sequence[str], folder: Path, target: str) -> bool:
        """Turns files of ``folder`` into PDF beside them; whether the run came to its end.

        A run that makes no further file for as long as ``patience`` is ended. LibreOffice passes
        over files that it cannot read, so the caller looks at what has come out. Raises DocxError
        where the program cannot be started.
        """
        if self._stopped.is_set():
            return False
        process = self._start(["--convert-to", target, "--outdir", str(folder), *names], folder)
        try:
            ended = self._wait(process, folder)
        finally:
            _kill(process)
        if not ended:
            # What a killed run left in its profile would be offered for recovery.
            shutil.rmtree(self._profile, ignore_errors=True)
        return ended

    def stop(self) -> None:
        """Ends the run that another thread waits for, and lets no further one begin."""
        self._stopped.set()

    @property
    def is_stopped(self) -> bool:
        """Whether ``stop`` was called."""
        return self._stopped.is_set()

    def _start(self, arguments: Sequence[str], folder: Path) -> "subprocess.Popen[bytes]":
        profile = f"-env:UserInstallation={self._profile.as_uri()}"
        command = [self.program, profile, "--headless", "--norestore", *arguments]
        nothing = subprocess.DEVNULL
        try:
            return subprocess.Popen(  # noqa: S603 - a program that the user has chosen
                command,
                cwd=folder,
                stdin=nothing,
                stdout=nothing,
                stderr=nothing,
                start_new_session=True,
            )
        except OSError as error:
            message = f"không chạy được LibreOffice ({self.program}): {reason_of(error)}"
            raise DocxError(message) from error

    def _wait(self, process: "subprocess.Popen[bytes]", folder: Path) -> bool:
        """Whether the process ended well by itself, before patience or the user did."""
        made, deadline = 0, monotonic() + self._patience
        while not self._stopped.is_set() and monotonic() < deadline:
            try:
                return process.wait(_TICK_SECONDS) == 0
            except subprocess.TimeoutExpired:
                now = sum(1 for _ in folder.glob("*.pdf"))
                if now > made:
                    made, deadline = now, monotonic() + self._patience
        return False


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """Ends the process and those it has started; soffice is a script that starts two more."""
    if process.poll() is None:
        if sys.platform == "win32":
            command = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(command, check=False, capture_output=True)  # noqa: S603
        else:
            from signal import SIGKILL  # noqa: PLC0415 - Windows has none

            os.killpg(process.pid, SIGKILL)
    process.wait()
