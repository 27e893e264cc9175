"""Files of pictures, made byte by byte: whole ones, and ones to be refused."""

import struct
import zlib


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 200, height: int = 100, *, dpi: float | None = None, shade: int = 0) -> bytes:
    """A whole picture in one shade of grey, which every program can show."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = (b"\0" + bytes([shade]) * width) * height
    parts = [b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", header)]
    if dpi is not None:
        metre = round(dpi / 0.0254)
        parts.append(chunk(b"pHYs", struct.pack(">IIB", metre, metre, 1)))
    return b"".join((*parts, chunk(b"IDAT", zlib.compress(pixels)), chunk(b"IEND", b"")))


def segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def jfif(unit: int, density: int) -> bytes:
    return segment(0xE0, b"JFIF\0\1\1" + struct.pack(">BHHBB", unit, density, density, 0, 0))


def exif(orientation: int = 1, resolution: int | None = None) -> bytes:
    """A segment with the orientation, and the points an inch when given."""
    entries = [struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)]
    if resolution is not None:
        entries.append(struct.pack("<HHII", 0x011A, 5, 1, 8 + 2 + 3 * 12 + 4))
        entries.append(struct.pack("<HHIHH", 0x0128, 3, 1, 2, 0))
    directory = struct.pack("<H", len(entries)) + b"".join(entries) + b"\0\0\0\0"
    number = struct.pack("<II", resolution or 0, 1)
    return segment(0xE1, b"Exif\0\0" + b"II*\0" + struct.pack("<I", 8) + directory + number)


def jpeg(
    width: int = 200, height: int = 100, *, head: bytes = b"", frame: int = 0xC0, end: bool = True
) -> bytes:
    """The segments of a picture in the right order; its pixels hold what looks like markers."""
    size = segment(frame, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
    scan = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\x00\xd9\xff\xd0\x34"
    return b"".join((b"\xff\xd8", head, size, scan, b"\xff\xd9" if end else b""))
