"""The .docx package: static parts deflated once, the two parts that vary added per document."""

import struct
import zlib
from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from vanban.render.segments import Deflated, deflate, deflate_pieces

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
_MIDNIGHT_1980 = (0, 0x21)  # DOS time and date: the same for every file, so the bytes are too.
_STORED, _DEFLATED = 0, 8


class Part(NamedTuple):
    """One file of the package; a small one is cheaper to store as it is."""

    name: str
    content: bytes
    stored: bool = False


class PartInPieces(NamedTuple):
    """A file of XML of which documents share pieces."""

    name: str
    pieces: tuple[bytes, ...]


AnyPart: TypeAlias = Part | PartInPieces


class PackageWriter:
    """Writes packages that share their static parts.

    The static parts come first, so their offsets and their directory never change; each package
    then costs one deflate of the parts that vary.
    """

    def __init__(self, static: Iterable[Part]) -> None:
        self._head = b""
        self._directory = b""
        self._count = 0
        for part in static:
            record, entry = _record(part, len(self._head))
            self._head += record
            self._directory += entry
            self._count += 1

    def write(self, parts: Iterable[AnyPart]) -> bytes:
        """The package of the static parts followed by ``parts``."""
        body = [self._head]
        directory = [self._directory]
        offset, count = len(self._head), self._count
        for part in parts:
            record, entry = _record(part, offset)
            body.append(record)
            directory.append(entry)
            offset += len(record)
            count += 1
        central = b"".join(directory)
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(central), offset, 0)
        return b"".join((*body, central, end))


def _record(part: AnyPart, offset: int) -> tuple[bytes, bytes]:
    """The local record and the directory entry of a part that stands at ``offset``."""
    name = part.name.encode("ascii")
    method, (data, crc, size) = _packed(part)
    fields = (0, method, *_MIDNIGHT_1980, crc, len(data), size, len(name), 0)
    local = _LOCAL.pack(b"PK\3\4", _VERSION, *fields)
    central = _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *fields, 0, 0, 0, 0, offset)
    return b"".join((local, name, data)), central + name


def _packed(part: AnyPart) -> tuple[int, Deflated]:
    if isinstance(part, PartInPieces):
        return _DEFLATED, deflate_pieces(part.pieces)
    if part.stored:
        content = part.content
        return _STORED, Deflated(content, zlib.crc32(content), len(content))
    return _DEFLATED, deflate(part.content)
