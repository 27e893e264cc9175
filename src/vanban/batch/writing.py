"""Files written whole or not at all."""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryFile
from typing import BinaryIO

from vanban.errors import DocxError, InputError, Problem, reason_of

# What a file system says that has no hard links, or no more of them: FAT on a memory stick.
WITHOUT_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS}
_WITHOUT_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
# A separator, a drive or a stream of Windows, a control sign, a lone surrogate; or dots alone.
_NO_NAME = re.compile(r"[/\\:\x00-\x1f\x7f\ud800-\udfff]|\A\.*\Z")
_TEMPORARY = re.compile(r"\.vanban-[0-9a-f]+\.tmp")


def write_whole(path: str | Path, data: bytes, *, force: bool = False, sync: bool = False) -> None:
    """Writes ``data`` to ``path`` in one step: a reader sees the old file or the new one.

    An existing file is kept unless ``force``. ``sync`` waits until the disk holds the file and its
    name: for single documents, since it costs as much as a rendering; a batch waits for many at
    once (``Store.sync``). Raises DocxError; nothing is left behind then.
    """
    with whole_file(path, force=force, sync=sync) as file:
        file.write(data)


@contextmanager
def whole_file(path: str | Path, *, force: bool = False, sync: bool = True) -> Iterator[BinaryIO]:
    """A file to write to that becomes ``path`` in one step when the block ends without an error.

    It can be read and sought. Otherwise as ``write_whole``.
    """
    path = Path(path)
    _refuse_overwriting(path, force=force)
    try:
        with _temporary(path, force=force, sync=sync) as file:
            yield file
    except FileExistsError as error:
        _refuse_overwriting(path, force=force)
        raise DocxError(_unwritten(path, error)) from error
    except OSError as error:
        raise DocxError(_unwritten(path, error)) from error


@contextmanager
def _temporary(path: Path, *, force: bool, sync: bool) -> Iterator[BinaryIO]:
    temporary = path.parent / temporary_name(path.name)
    file = temporary.open("x+b")
    try:
        with file:
            yield file
            if sync:
                file.flush()
                os.fsync(file.fileno())
        _rename(temporary, path, force=force)
    finally:
        temporary.unlink(missing_ok=True)
    if sync:
        sync_folder(path.parent)


def temporary_name(final: str = "") -> str:
    """A name that no other file has, hidden from users; ``is_temporary`` knows it.

    It tells which file named ``final`` it is to become, for ``remove_leftovers_of``.
    """
    return f".vanban-{_mark(final)}{token_hex(8)}.tmp"


def remove_leftovers_of(path: Path) -> None:
    """Removes what killed runs have left of ``path``; no other run may be writing it."""
    for left in path.parent.glob(f".vanban-{_mark(path.name)}*.tmp"):
        left.unlink(missing_ok=True)


def _mark(final: str) -> str:
    return blake2b(final.encode(errors="surrogateescape"), digest_size=8).hexdigest()


def is_temporary(name: str) -> bool:
    """Whether a file of this name is what a killed run has left behind."""
    return _TEMPORARY.fullmatch(name) is not None


def name_fault(name: str) -> str:
    """Why ``name`` names no file right inside a folder; empty when it does."""
    if not _NO_NAME.search(name) and not name.startswith(".vanban-"):
        return ""
    shown = name.encode(errors="replace").decode()
    advice = "hãy bỏ các dấu / \\ : và đừng bắt đầu bằng .vanban-"
    return f"“{shown}” không dùng được làm tên tệp; {advice}"


def _rename(temporary: Path, path: Path, *, force: bool) -> None:
    """Gives the file its name; without ``force`` never over one that has just come to be."""
    if not force:
        try:
            os.link(temporary, path)
        except OSError as error:
            if error.errno not in WITHOUT_LINKS:
                raise
            _refuse_overwriting(path, force=False)
        else:
            return
    temporary.replace(path)


def sync_folder(folder: str | Path) -> None:
    """Waits until the disk holds the names in ``folder``, where the system can tell."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:  # Windows opens no folder; a folder may be writable and not readable
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _WITHOUT_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


def _refuse_overwriting(path: Path, *, force: bool) -> None:
    if fault := overwrite_fault(path, force=force):
        raise DocxError(Problem(fault))


def _unwritten(path: Path, error: OSError) -> Problem:
    return Problem(f"không ghi được tệp {path}: {reason_of(error)}")


def overwrite_fault(path: Path, *, force: bool) -> str:
    """Why ``path`` may not be written over; empty when it may."""
    if path.is_dir():
        return f"đã có thư mục mang tên {path}; hãy đổi tên tệp hoặc thư mục"
    if not force and os.path.lexists(path):
        return f"đã có tệp {path}; thêm --force để ghi đè"
    return ""


def check_folder(folder: Path) -> None:
    """Raises InputError for a folder that is not one or that nothing can be written into.

    A folder that does not exist yet is judged by the nearest one above it; none is created.
    """
    nearest = next(path for path in (folder, *folder.absolute().parents) if os.path.lexists(path))
    if not nearest.is_dir():
        message = "đây là một tệp, cần một thư mục để ghi các văn bản"
        raise InputError(Problem(message, str(nearest)))
    try:
        with TemporaryFile(dir=nearest):
            pass
    except OSError as error:
        message = f"không ghi được vào thư mục này: {reason_of(error)}; hãy chọn thư mục khác"
        raise InputError(Problem(message, str(nearest))) from error


def create_folder(folder: Path) -> None:
    """Creates ``folder`` and those above it where missing. Raises InputError when it cannot."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"không tạo được thư mục: {reason_of(error)}"
        raise InputError(Problem(message, str(folder))) from error
