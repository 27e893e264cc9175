"""Folders for what is being made, which are deleted even after a process that was killed."""

import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, Self

_PREFIX = "vanban-pdf-"
_LOCK = "dang_dung"
# A folder gets its lock at once; one that has none for so long was left by a killed process.
_OLD_SECONDS = 3600


class WorkFolder:
    """A folder of one's own in the system's folder for temporary files, ``path``.

    The next one that is made deletes those whose process has died.
    """

    def __init__(self) -> None:
        """Raises OSError where there is no room."""
        sweep()
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._lock = _hold(self.path / _LOCK)

    def close(self) -> None:
        """Deletes the folder; what a dying LibreOffice still writes into is left to the next."""
        self._lock.close()
        shutil.rmtree(self.path, ignore_errors=True)

    def __enter__(self) -> Self:
        """The folder itself."""
        return self

    def __exit__(self, *exc: object) -> None:
        """Deletes it."""
        self.close()


def sweep() -> None:
    """Deletes the folders of processes that died before they could."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if _is_left_behind(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _hold(path: Path) -> IO[bytes]:
    """A file that stays locked as long as this process lives."""
    file = path.open("xb")
    if sys.platform != "win32":
        import fcntl  # noqa: PLC0415 - Windows has none

        fcntl.flock(file, fcntl.LOCK_EX)
    return file


def _is_left_behind(folder: Path) -> bool:
    """Whether nobody holds the lock any more; a folder of another user is not ours to judge."""
    lock = folder / _LOCK
    try:
        if not lock.exists():
            return time.time() - folder.stat().st_mtime > _OLD_SECONDS
        if sys.platform == "win32":
            lock.unlink()  # refused while a process has it open
        else:
            import fcntl  # noqa: PLC0415

            with lock.open("rb+") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
