"""One ZIP of all documents of a batch, the same bytes each time; and back into a folder."""

import zlib
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from vanban.batch.folder_store import FolderStore
from vanban.batch.writing import name_fault, whole_file
from vanban.errors import InputError, Problem, reason_of

_MIDNIGHT_1980 = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_PLAIN_FILE = 0o100644 << 16
_ENCRYPTED = 0x1
# A .docx is deflated already; whoever packs them again gains little, and a bomb hundreds.
_MOST_TIMES_LARGER = 10
_ROOM = 1 << 20


def write_zip(files: Iterable[tuple[str, Path]], target: Path, *, force: bool) -> None:
    """Writes the ``files``, each a name and where it lies, to one ZIP in their order.

    The same files give the same bytes. One file is held in memory at a time. Names in Vietnamese
    are marked as UTF-8, so that Windows unpacks them right; beyond 65,535 files or 4 GB the ZIP is
    a ZIP64, which Windows has known since Vista. Raises InputError for a name that is none or
    comes twice and for a file that cannot be read, DocxError as ``write_whole``; nothing is left
    behind then.
    """
    with (
        whole_file(target, force=force) as file,
        ZipFile(file, "w", ZIP_STORED, allowZip64=True) as archive,
    ):
        taken: set[str] = set()
        for name, path in files:
            _refuse(name, taken, target)
            archive.writestr(_entry(name), _content(path))


def unpack_zip(target: Path, folder: Path) -> int:
    """Puts the files of a ZIP that ``write_zip`` made into ``folder``, and counts them.

    What stands in the folder stays: a run that was killed left it there, and it is newer. Raises
    InputError for a ZIP that is damaged, or that is none of ours: with folders in it, with a
    password, or growing beyond all measure.
    """
    store = FolderStore(folder)
    try:
        with ZipFile(target) as archive:
            entries = archive.infolist()
            _refuse_foreign(entries, target)
            missing = [entry for entry in entries if not store.exists(entry.filename)]
            store.create()
            for entry in missing:
                store.put(entry.filename, archive.read(entry), force=False)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        message = "tệp ZIP này bị hỏng; hãy xóa nó hoặc chọn tên khác, rồi chạy lại từ đầu"
        raise InputError(Problem(message, str(target))) from error
    except OSError as error:
        raise InputError(Problem(f"không đọc được: {reason_of(error)}", str(target))) from error
    return len(missing)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _MIDNIGHT_1980)
    entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE
    return entry


def _refuse(name: str, taken: set[str], target: Path) -> None:
    if fault := name_fault(name):
        raise InputError(Problem(fault, str(target)))
    if name in taken:
        raise InputError(Problem(f"hai văn bản cùng tên “{name}”", str(target)))
    taken.add(name)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(Problem(f"không đọc được: {reason_of(error)}", str(path))) from error


def _refuse_foreign(entries: list[ZipInfo], target: Path) -> None:
    most = target.stat().st_size * _MOST_TIMES_LARGER + _ROOM
    is_ours = sum(entry.file_size for entry in entries) <= most and all(map(_is_plain, entries))
    if not is_ours:
        message = "tệp ZIP này không phải do vanban tạo; hãy chọn tên khác cho tệp kết quả"
        raise InputError(Problem(message, str(target)))


def _is_plain(entry: ZipInfo) -> bool:
    return (
        not name_fault(entry.filename)
        and entry.compress_type in (ZIP_STORED, ZIP_DEFLATED)
        and not entry.flag_bits & _ENCRYPTED
    )
