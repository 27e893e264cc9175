"""A folder of documents: each file whole or absent, made durable many at a time."""

import ctypes
import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from vanban.batch.writing import (
    WITHOUT_LINKS,
    check_folder,
    create_folder,
    is_temporary,
    name_fault,
    overwrite_fault,
    sync_folder,
    temporary_name,
)
from vanban.errors import DocxError, InputError, Problem, reason_of

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class FolderStore:
    """The files right inside ``folder``. It can be sent to another process of the same machine,
    or to another machine that has the folder under the same path.
    """

    folder: Path
    _root: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """Holds on to the place whatever the current folder becomes."""
        object.__setattr__(self, "folder", Path(self.folder))
        object.__setattr__(self, "_root", os.path.abspath(self.folder))

    @property
    def where(self) -> str:
        """The folder as messages show it."""
        return str(self.folder)

    def check(self) -> None:
        """As ``Store.check``: a folder that is missing is judged by the nearest one above it."""
        check_folder(self.folder)

    def create(self) -> None:
        """As ``Store.create``."""
        create_folder(Path(self._root))

    def put(self, name: str, data: bytes, *, force: bool) -> None:
        """As ``Store.put``: no reader and no killed process sees half a file.

        What a loss of power keeps is known after ``sync`` alone. Costs as much as creating a file:
        no look beforehand, since the link itself is refused when the name is taken.
        """
        path = self._path(name)
        temporary = f"{self._root}{os.sep}{temporary_name()}"
        try:
            _put(temporary, path, data, force=force)
        except OSError as error:
            raise DocxError(_unwritten(path, error, force=force)) from error

    def read(self, name: str) -> bytes | None:
        """As ``Store.read``."""
        try:
            with open(self._path(name), "rb") as file:
                return file.read()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unread(name, error) from error

    def digest(self, name: str) -> str | None:
        """As ``Store.digest``."""
        try:
            with open(self._path(name), "rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unread(name, error) from error

    def exists(self, name: str) -> bool:
        """As ``Store.exists``."""
        return os.path.lexists(self._path(name))

    def names(self) -> Iterator[str]:
        """As ``Store.names``; folders within are names too, since they stand in the way."""
        return (name for name in self._entries() if not is_temporary(name))

    def remove_leftovers(self) -> None:
        """As ``Store.remove_leftovers``."""
        for name in self._entries():
            if is_temporary(name):
                Path(self._root, name).unlink(missing_ok=True)

    def sync(self, names: Iterable[str] = ()) -> None:
        """As ``Store.sync``: one call for everything where there is one.

        Linux has syncfs, which waits for the file system of this folder alone and tells of a disk
        that failed; os.sync would wait for every other disk too and tells nothing. Elsewhere the
        files of ``names`` are synced one by one, and then the folder that holds their names.
        """
        try:
            if syncfs := _syncfs():
                syncfs(self._root)
            else:
                self._sync_each(names)
        except OSError as error:
            message = f"chưa chắc đã ghi được xuống ổ đĩa: {reason_of(error)}"
            raise DocxError(Problem(message, self.where)) from error

    def _sync_each(self, names: Iterable[str]) -> None:
        for name in names:
            with open(self._path(name), "r+b") as file:
                os.fsync(file.fileno())
        sync_folder(self._root)

    def _entries(self) -> list[str]:
        try:
            return os.listdir(self._root)
        except FileNotFoundError:
            return []
        except OSError as error:
            message = f"không xem được thư mục: {reason_of(error)}"
            raise InputError(Problem(message, self.where)) from error

    def _path(self, name: str) -> str:
        if fault := name_fault(name):
            raise InputError(fault)
        return f"{self._root}{os.sep}{name}"

    def _unread(self, name: str, error: OSError) -> InputError:
        return InputError(Problem(f"không đọc được: {reason_of(error)}", self._path(name)))


def _put(temporary: str, path: str, data: bytes, *, force: bool) -> None:
    descriptor = os.open(temporary, _NEW, 0o666)
    try:
        try:
            _write_all(descriptor, data)
        finally:
            os.close(descriptor)
        if force:
            os.replace(temporary, path)
        else:
            _link(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _write_all(descriptor: int, data: bytes) -> None:
    written = os.write(descriptor, data)
    while written < len(data):  # a disk that is nearly full takes what it can
        written += os.write(descriptor, memoryview(data)[written:])


def _link(temporary: str, path: str) -> None:
    """Gives the file its name, never over another's: a link is refused where one stands."""
    try:
        os.link(temporary, path)
    except OSError as error:
        if error.errno not in WITHOUT_LINKS:
            raise
        if os.path.lexists(path):
            raise FileExistsError(path) from error
        os.replace(temporary, path)
    else:
        os.unlink(temporary)


def _unwritten(path: str, error: OSError, *, force: bool) -> Problem:
    if fault := overwrite_fault(Path(path), force=force):
        return Problem(fault)
    return Problem(f"không ghi được tệp {path}: {reason_of(error)}")


@cache
def _syncfs() -> Callable[[str], None] | None:
    """The system's call that syncs the file system of a folder; None where there is none."""
    if sys.platform != "linux":
        return None
    call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if call is None:
        return None

    def sync(folder: str) -> None:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            if call(descriptor):
                raise OSError(ctypes.get_errno(), "syncfs")
        finally:
            os.close(descriptor)

    return sync
