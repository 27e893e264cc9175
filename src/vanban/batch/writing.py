"""Files written whole or not at all."""

import errno
import os
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryFile

from vanban.errors import DocxError, InputError, Problem, reason_of

# What a file system says that has no hard links, or no more of them: FAT on a memory stick.
_WITHOUT_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS}
_WITHOUT_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def write_whole(path: str | Path, data: bytes, *, force: bool = False, sync: bool = False) -> None:
    """Writes ``data`` to ``path`` in one step: a reader sees the old file or the new one.

    An existing file is kept unless ``force``. ``sync`` waits until the disk holds the file and its
    name: for single documents, since it costs as much as a rendering; a batch does not wait yet.
    Raises DocxError; nothing is left behind then.
    """
    path = Path(path)
    _refuse_overwriting(path, force=force)
    try:
        _write(path, data, force=force, sync=sync)
    except FileExistsError as error:
        _refuse_overwriting(path, force=force)
        raise DocxError(_unwritten(path, error)) from error
    except OSError as error:
        raise DocxError(_unwritten(path, error)) from error


def _write(path: Path, data: bytes, *, force: bool, sync: bool) -> None:
    temporary = path.parent / f".vanban-{token_hex(8)}.tmp"
    file = temporary.open("xb")
    try:
        with file:
            file.write(data)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        _rename(temporary, path, force=force)
    finally:
        temporary.unlink(missing_ok=True)
    if sync:
        _sync_folder(path.parent)


def _rename(temporary: Path, path: Path, *, force: bool) -> None:
    """Gives the file its name; without ``force`` never over one that has just come to be."""
    if not force:
        try:
            os.link(temporary, path)
        except OSError as error:
            if error.errno not in _WITHOUT_LINKS:
                raise
            _refuse_overwriting(path, force=False)
        else:
            return
    temporary.replace(path)


def _sync_folder(folder: Path) -> None:
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
