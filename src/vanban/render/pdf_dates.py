"""The same PDF from the same document, whenever it is made.

LibreOffice 7 heeds no SOURCE_DATE_EPOCH: the time of the conversion goes into the information, the
XMP, the identifiers, and the colour profile of a PDF/A. Here they say what the .docx says: its
time of creation, or none. What a PDF has elsewhere than LibreOffice 7 puts it stays as it is.
"""

import re
import zlib
from hashlib import blake2b

_INFO_DATE = re.compile(rb"/(?:CreationDate|ModDate)\s?\(D:[^)]*\)")
_XMP_DATE = re.compile(rb"<xmp:(CreateDate|ModifyDate|MetadataDate)>[^<]*</xmp:\1>")
_IDENTIFIER = re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)|(?<=/DocChecksum /)[0-9A-F]{32}")
_PROFILE = re.compile(rb"<</N 3/Length (\d+) 0 R/Filter/FlateDecode>>\nstream\n")
_OFFSET = re.compile(rb"(\d{10})(?= \d{5} n)")
_PROFILE_DATE = slice(24, 36)
_PROFILE_CHECKSUM = slice(84, 100)
_MILLENNIUM = bytes([0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0])


def settle_dates(pdf: bytes, created: str) -> bytes:
    """The PDF as of ``created`` ("2024-01-15T00:00:00Z"); without it the PDF states no time."""
    pdf = _settle_profile(pdf)
    digits = re.sub(r"[-:T]", "", created).encode()
    info = b"(D:" + digits[:-1] + b"Z')" if digits else b""
    xmp = created.encode()

    def in_info(match: re.Match[bytes]) -> bytes:
        name = match[0].partition(b"(")[0]
        return _padded(name + info if info else b"", match[0])

    def in_xmp(match: re.Match[bytes]) -> bytes:
        written = b"<xmp:%s>%s</xmp:%s>" % (match[1], xmp, match[1])
        return _padded(written if xmp else b"", match[0])

    pdf = _XMP_DATE.sub(in_xmp, _INFO_DATE.sub(in_info, pdf))
    blank = _IDENTIFIER.sub(b"0" * 32, pdf)
    identifier = blake2b(blank, digest_size=16).hexdigest().upper().encode()
    return _IDENTIFIER.sub(identifier, pdf)


def _padded(new: bytes, old: bytes) -> bytes:
    """``new`` in the room of ``old``, since a PDF counts its bytes; ``old`` if there is no room."""
    return new.ljust(len(old)) if len(new) <= len(old) else old


def _settle_profile(pdf: bytes) -> bytes:
    """The PDF with the colour profile of the year 2000, and all that stands behind it moved."""
    found = _PROFILE.search(pdf)
    if found is None:
        return pdf
    start, unpacker = found.end(), zlib.decompressobj()
    profile = bytearray(unpacker.decompress(pdf[start:]))
    end = len(pdf) - len(unpacker.unused_data)
    length = b"\n%s 0 obj\n%d\n" % (found[1], end - start)
    table = pdf.rfind(b"\nxref\n")
    if profile[36:40] != b"acsp" or length not in pdf or table < end:
        return pdf
    profile[_PROFILE_DATE], profile[_PROFILE_CHECKSUM] = _MILLENNIUM, bytes(16)
    packed = zlib.compress(bytes(profile), 9)
    digits = len(length.split()[-1])
    settled = b"\n%s 0 obj\n%0*d\n" % (found[1], digits, len(packed))
    rest = pdf[end : table + 1].replace(length, settled, 1)
    moved = len(packed) - (end - start)
    return pdf[:start] + packed + rest + _moved_table(pdf[table + 1 :], start, moved)


def _moved_table(table: bytes, start: int, moved: int) -> bytes:
    """The table of offsets, where all that begins behind ``start`` has moved."""

    def row(match: re.Match[bytes]) -> bytes:
        offset = int(match[1])
        return b"%010d" % (offset + moved * (offset > start))

    head, mark, tail = _OFFSET.sub(row, table).rpartition(b"startxref\n")
    offset, line, end = tail.partition(b"\n")
    return head + mark + b"%d" % (int(offset) + moved) + line + end
