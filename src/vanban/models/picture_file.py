"""The file of a picture: a whole PNG or JPEG of a sane size, read without decoding it."""

import re
import stat
import zlib
from collections.abc import Iterator
from functools import lru_cache
from os.path import realpath
from pathlib import Path
from typing import Literal, NamedTuple

from vanban.errors import InputError, reason_of
from vanban.models.picture_kinds import kind_of_file

_MOST_BYTES = 10 * 1024 * 1024
_MOST_PIXELS_A_SIDE = 10_000
_MOST_PIXELS = 50_000_000
_MM_PER_INCH = 25.4
# What programs print a picture at that does not say how large it is.
_USUAL_DPI = 96.0
_LEAST_DPI, _MOST_DPI = 20, 2400

_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_HEADER_LENGTH = 13
_JPEG_START = b"\xff\xd8"
_MARKER = re.compile(rb"\xff+([^\x00\xff])")
# After the start of a scan, pixels: a marker that is neither a stuffed zero nor a restart ends it.
_AFTER_SCAN = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
_END, _SCAN, _JFIF, _EXIF = 0xD9, 0xDA, 0xE0, 0xE1
_STANDALONE = frozenset((0x01, *range(0xD0, 0xD9)))
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# Baseline, extended and progressive: what Word and browsers show.
_SHOWN_FRAMES = frozenset((0xC0, 0xC1, 0xC2))
_ORIENTATION, _X_RESOLUTION, _RESOLUTION_UNIT = 0x0112, 0x011A, 0x0128
_UPRIGHT = 1

_AGAIN = "hãy mở tệp bằng Paint, chọn “Lưu dưới dạng” (Save as) ảnh PNG rồi dùng tệp mới"


class Picture(NamedTuple):
    """A picture as its file holds it; ``dpi`` is how large it wants to be."""

    content: bytes
    kind: Literal["png", "jpg"]
    width_px: int
    height_px: int
    dpi: float = _USUAL_DPI

    @property
    def width_mm(self) -> float:
        """Its natural width."""
        return self.width_px / self.dpi * _MM_PER_INCH


def read_picture(path: str) -> Picture:
    """The picture in a file; read again only when the file has changed.

    Raises InputError for a file that is missing, too large, damaged, or no PNG or JPEG.
    """
    try:
        found = Path(path).stat()
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else "đường dẫn không hợp lệ"
        raise InputError(
            f"không mở được tệp hình “{path}”: {reason}; hãy kiểm tra tên tệp và thư mục"
        ) from error
    if not stat.S_ISREG(found.st_mode):
        raise InputError(f"“{path}” không phải là một tệp; hãy ghi đường dẫn của tệp PNG hoặc JPEG")
    if found.st_size > _MOST_BYTES:
        size = -(-found.st_size // (1024 * 1024))
        raise InputError(
            f"tệp hình “{path}” nặng khoảng {size} MB, chỉ nhận đến 10 MB; "
            "hãy thu nhỏ hình rồi lưu lại"
        )
    changes = (found.st_ctime_ns, found.st_mtime_ns, found.st_size)
    return _read(realpath(path), path, (found.st_dev, found.st_ino, *changes))


# A batch prints the same few pictures again and again; eight hold 80 MB at the very most.
@lru_cache(maxsize=8)
def _read(whole_path: str, path: str, _identity: tuple[int, ...]) -> Picture:
    try:
        content = Path(whole_path).read_bytes()
    except OSError as error:
        raise InputError(f"không đọc được tệp hình “{path}”: {reason_of(error)}") from error
    name = Path(path).name
    if content.startswith(_PNG_START):
        picture = _png(content, name)
    elif content.startswith(_JPEG_START):
        picture = _jpeg(content, name)
    else:
        what, cure = kind_of_file(content)
        raise InputError(f"tệp hình “{name}” là {what}; chỉ nhận ảnh PNG hoặc JPEG; {cure}")
    return _of_sane_size(picture, name)


def _of_sane_size(picture: Picture, name: str) -> Picture:
    width, height, dpi = picture.width_px, picture.height_px, picture.dpi
    if not width or not height:
        raise _damaged(name, "không ghi chiều rộng, chiều cao")
    if max(width, height) > _MOST_PIXELS_A_SIDE or width * height > _MOST_PIXELS:
        raise InputError(
            f"tệp hình “{name}” có {width} x {height} điểm ảnh; mỗi chiều chỉ nhận đến 10.000, "
            "cả hình đến 50 triệu; hãy thu nhỏ hình rồi lưu lại"
        )
    return picture if _LEAST_DPI <= dpi <= _MOST_DPI else picture._replace(dpi=_USUAL_DPI)


def _damaged(name: str, why: str) -> InputError:
    return InputError(f"tệp hình “{name}” bị hỏng hoặc chưa chép xong ({why}); {_AGAIN}")


def _png(content: bytes, name: str) -> Picture:
    """A PNG whose every chunk has its checksum, from IHDR over IDAT to IEND."""
    chunks = list(_png_chunks(content, name))
    kinds = [kind for kind, _ in chunks]
    header = chunks[0][1] if kinds[:1] == [b"IHDR"] else b""
    if len(header) != _PNG_HEADER_LENGTH:
        raise _damaged(name, "thiếu phần đầu IHDR")
    if b"IDAT" not in kinds or kinds[-1] != b"IEND":
        raise _damaged(name, "thiếu phần cuối")
    dpi = _USUAL_DPI
    for kind, data in chunks:
        if kind == b"pHYs" and data[8:9] == b"\x01":  # 1: points a metre
            dpi = int.from_bytes(data[:4]) * _MM_PER_INCH / 1000
    width, height = int.from_bytes(header[:4]), int.from_bytes(header[4:8])
    return Picture(content, "png", width, height, dpi)


def _png_chunks(content: bytes, name: str) -> Iterator[tuple[bytes, bytes]]:
    """Kind and data of each chunk up to IEND."""
    at = len(_PNG_START)
    while at < len(content):
        length = int.from_bytes(content[at : at + 4])
        body = content[at + 4 : at + 8 + length]
        check = content[at + 8 + length : at + 12 + length]
        if len(check) < 4 or zlib.crc32(body) != int.from_bytes(check):  # noqa: PLR2004
            raise _damaged(name, "dữ liệu không khớp mã kiểm tra")
        kind = body[:4]
        yield kind, body[4:]
        if kind == b"IEND":
            return
        at += 12 + length


def _jpeg(content: bytes, name: str) -> Picture:
    """A JPEG with a frame that Word shows, pixels, and an end; upright."""
    size: tuple[int, int] | None = None
    dpi = exif_dpi = 0.0
    scanned = False
    for marker, data in _jpeg_segments(content, name):
        scanned |= marker == _SCAN
        if marker in _FRAMES:
            if marker not in _SHOWN_FRAMES:
                raise InputError(f"tệp hình “{name}” là JPEG kiểu hiếm, Word không in; {_AGAIN}")
            size = int.from_bytes(data[3:5]), int.from_bytes(data[1:3])
        elif marker == _JFIF and data.startswith(b"JFIF\0"):
            dpi = _density(data[7:8], int.from_bytes(data[8:10]))
        elif marker == _EXIF and data.startswith(b"Exif\0\0"):
            exif_dpi = _exif_dpi(_exif_entries(data[6:]), name)
    if size is None or not scanned:
        raise _damaged(name, "thiếu phần khung hình")
    return Picture(content, "jpg", *size, dpi or exif_dpi or _USUAL_DPI)


def _jpeg_segments(content: bytes, name: str) -> Iterator[tuple[int, bytes]]:
    """Marker and data of each segment up to the end of the image."""
    at, scanned = len(_JPEG_START), False
    while found := (_AFTER_SCAN.search if scanned else _MARKER.match)(content, at):
        marker, at = found[1][0], found.end()
        if marker == _END:
            return
        if marker in _STANDALONE:
            continue
        length = int.from_bytes(content[at : at + 2])
        yield marker, content[at + 2 : at + length]
        at += length
        scanned = marker == _SCAN
    raise _damaged(name, "thiếu phần cuối")


def _density(unit: bytes, value: int) -> float:
    """Points an inch from the density of JFIF; 0 when it only tells a ratio."""
    return value * {b"\x01": 1.0, b"\x02": 2.54}.get(unit, 0.0)


def _exif_entries(data: bytes) -> dict[int, int]:
    """The numbers of the first directory of EXIF that matter here, by their tags."""
    order: Literal["little", "big"] = "little" if data.startswith(b"II") else "big"

    def number(at: int, size: int) -> int:
        return int.from_bytes(data[at : at + size], order)

    entries = {}
    start = number(4, 4)
    for at in range(start + 2, start + 2 + 12 * number(start, 2), 12):
        tag = number(at, 2)
        if tag in (_ORIENTATION, _RESOLUTION_UNIT):
            entries[tag] = number(at + 8, 2)
        elif tag == _X_RESOLUTION:
            place = number(at + 8, 4)
            entries[tag] = number(place, 4) // max(number(place + 4, 4), 1)
    return entries


def _exif_dpi(entries: dict[int, int], name: str) -> float:
    """Points an inch; refuses a picture that is to be turned, which Word leaves as it lies."""
    if entries.get(_ORIENTATION, _UPRIGHT) not in (0, _UPRIGHT):
        raise InputError(
            f"tệp hình “{name}” đang nằm ngang hoặc lộn ngược, chỉ ghi chú là cần xoay, "
            f"nên Word sẽ in sai chiều; {_AGAIN}"
        )
    centimetres = 3
    scale = 2.54 if entries.get(_RESOLUTION_UNIT) == centimetres else 1.0
    return entries.get(_X_RESOLUTION, 0) * scale
