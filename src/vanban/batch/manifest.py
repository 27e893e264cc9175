"""The manifest of a batch: what became of each row, a line of JSON each, so that a run can go on.

It holds names of files, digests and places, but no value of a row.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from vanban.batch.writing import sync_folder
from vanban.errors import DocxError, InputError, Problem, reason_of

try:
    import fcntl
except ImportError:  # Windows locks otherwise
    import msvcrt

_KEY_BYTES = 8
_LARGEST_LINE = 1 << 20
_PIECE = 1024
# As a line says it; in what else a line holds the quotes are escaped.
_CHECKPOINT = b'"status": "checkpoint"'
# Windows lets nobody read the byte that is locked: one that no manifest reaches.
_LOCKED_BYTE = 1 << 40


class Status(StrEnum):
    """What became of a row, or of the run."""

    PLANNED = "planned"
    WRITTEN = "written"
    FAILED = "failed"
    CHECKPOINT = "checkpoint"


class Record(NamedTuple):
    """One line.

    ``key`` is the row's: its name, or its number while it has none. ``input`` is the digest of all
    that the document is made of, ``sha256`` that of the file, ``before`` that of the file which
    stood there from an earlier run, ``rules`` that of the rules it was checked by. ``error`` says
    what is wrong without what the cells hold, ``warnings`` are codes of the checker's. A line of
    the run itself has neither row nor key, a PDF or the like no row.
    """

    status: Status
    key: str = ""
    row: int = 0
    file: str = ""
    input: str = ""
    so_van_ban: int | None = None
    sha256: str = ""
    before: str = ""
    rules: str = ""
    error: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    time: str = ""

    def line(self) -> str:
        """The record as a line of JSON; what it does not have is left out."""
        found = {name: value for name, value in zip(self._fields, self, strict=True) if value}
        time = self.time or datetime.now().isoformat(timespec="seconds")
        return _json(found | {"time": time}) + "\n"


_json = json.JSONEncoder(ensure_ascii=False).encode


class Manifest:
    """The lines of a file, the newest of each key at hand.

    Only digests of the keys and places of the lines are kept in memory.
    """

    def __init__(self, descriptor: int, path: Path) -> None:
        """Reads what there is; a last line that was cut off by a killed run is dropped."""
        self.path = path
        self.last_number = 0
        self._descriptor = descriptor
        self._places: dict[int, int] = {}
        self._end = 0
        for at, record in self._records():
            if record.key:
                self._places[key_digest(record.key)] = at
            self.last_number = max(self.last_number, record.so_van_ban or 0)
        os.ftruncate(descriptor, self._end)

    @property
    def is_new(self) -> bool:
        """Whether no run has written here."""
        return not self._end

    def find(self, key: str) -> Record | None:
        """The newest record of a row."""
        at = self._places.get(key_digest(key))
        return None if at is None else self._record_at(at)

    def has_file(self, key: str) -> bool:
        """Whether the row has its document, or a document its PDF."""
        record = self.find(key)
        return record is not None and record.status is Status.WRITTEN

    def written_but(self, keys: set[int]) -> Iterator[Record]:
        """The documents of earlier runs whose rows are none of ``keys``, digests of keys."""
        for digest, at in self._places.items():
            if digest not in keys:
                record = self._record_at(at)
                if record.row and record.status is Status.WRITTEN:
                    yield record

    def add(self, records: Iterable[Record]) -> None:
        """Appends records. Raises DocxError when the disk refuses; nothing is half kept then."""
        lines, at = [], self._end
        places = {}
        for record in records:
            line = record.line().encode()
            if record.key:
                places[key_digest(record.key)] = at
            at += len(line)
            lines.append(line)
        self._write(b"".join(lines))
        self._places.update(places)
        self._end = at

    def checkpoint(self) -> None:
        """Waits until the disk holds all records, and a mark behind them. Raises DocxError."""
        self.add([Record(status=Status.CHECKPOINT)])
        try:
            os.fsync(self._descriptor)
        except OSError as error:
            raise DocxError(self._unwritten(error)) from error

    def _write(self, data: bytes) -> None:
        try:
            os.lseek(self._descriptor, self._end, os.SEEK_SET)
            while data:
                data = data[os.write(self._descriptor, data) :]
        except OSError as error:
            with suppress(OSError):  # a piece of a line is dropped by the next run in any case
                os.ftruncate(self._descriptor, self._end)
            raise DocxError(self._unwritten(error)) from error

    def _unwritten(self, error: OSError) -> Problem:
        fault = f"không ghi được nhật ký: {reason_of(error)}; sửa xong thì chạy lại với --resume"
        return Problem(fault, str(self.path))

    def _records(self) -> Iterator[tuple[int, Record]]:
        with self.path.open("rb") as file:
            while line := file.readline(_LARGEST_LINE):
                try:
                    record = self._read(line, self._end)
                except InputError:
                    if _has_checkpoint(file):
                        raise
                    return  # torn by a loss of power, behind the last that the disk surely held
                at, self._end = self._end, self._end + len(line)
                yield at, record

    def _record_at(self, at: int) -> Record:
        os.lseek(self._descriptor, at, os.SEEK_SET)
        line = b""
        while b"\n" not in line and (piece := os.read(self._descriptor, _PIECE)):
            line += piece
        return self._read(b"".join(line.partition(b"\n")[:2]), at)

    def _read(self, line: bytes, at: int) -> Record:
        try:
            if not line.endswith(b"\n"):
                raise ValueError(at)  # noqa: TRY301 - as any other line that is no whole one
            return _record(json.loads(line))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            fault = (
                f"nhật ký bị sửa hoặc bị hỏng ở byte thứ {at}; hãy khôi phục tệp này, hoặc đổi tên "
                "nó đi rồi chạy lại từ đầu"
            )
            raise InputError(Problem(fault, str(self.path))) from error


def _record(found: dict[str, Any]) -> Record:
    """What a line says. Raises TypeError, ValueError, KeyError for one that no run has written."""
    found["status"] = Status(found["status"])
    for name in ("error", "warnings"):
        found[name] = tuple(found.get(name, ()))
    record = Record(**found)
    texts = (
        record.key,
        record.file,
        record.input,
        record.sha256,
        record.before,
        record.rules,
        record.time,
    )
    if not all(isinstance(text, str) for text in texts):
        raise TypeError
    if not isinstance(record.row, int) or not isinstance(record.so_van_ban, int | None):
        raise TypeError
    return record


def _has_checkpoint(lines: Iterable[bytes]) -> bool:
    """Whether a run has said, in one of the lines to come, that the disk holds what was before."""
    return any(_CHECKPOINT in line for line in lines)


def has_begun(path: Path) -> bool:
    """Whether a run has written a manifest here."""
    return path.is_file() and path.stat().st_size > 0


@contextmanager
def opened(path: Path) -> Iterator[Manifest]:
    """The manifest at ``path``, for this run alone.

    Raises InputError while another run writes it, DocxError when it cannot be written.
    """
    is_new = not path.exists()
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    except OSError as error:
        fault = f"không mở được nhật ký: {reason_of(error)}"
        raise DocxError(Problem(fault, str(path))) from error
    try:
        _lock(descriptor, path)
        if is_new:
            sync_folder(path.parent)
        yield Manifest(descriptor, path)
    finally:
        os.close(descriptor)


def _lock(descriptor: int, path: Path) -> None:
    """Refuses a second run; the system lets go when the process ends, however it ends."""
    try:
        if os.name == "nt":
            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError) as error:
        fault = "một lần chạy khác đang ghi vào nơi này; hãy đợi xong rồi chạy lại"
        raise InputError(Problem(fault, str(path))) from error


def key_digest(key: str) -> int:
    """What is kept of a key in memory."""
    return int.from_bytes(blake2b(key.encode(), digest_size=_KEY_BYTES).digest())
