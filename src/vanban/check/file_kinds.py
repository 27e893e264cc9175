"""What a file that is no .docx is, and what its owner can do about it."""

import re
import struct
import zipfile
import zlib
from io import BytesIO

from vanban.errors import DocxError

ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
)
ZIP_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOOKED_AT = 4096
_LARGEST_LIST_OF_TYPES = 1 << 20
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|style|table|div|p)\b", re.IGNORECASE
)
_MIME = re.compile(rb"^(?:mime-version|content-type):", re.IGNORECASE | re.MULTILINE)
_CONVERT = "hãy mở bằng Word và lưu thành .docx, hoặc dùng --convert nếu máy có LibreOffice."


class LegacyError(DocxError):
    """A document of another form, which ``legacy.convert`` can turn into a .docx."""


def refusal_of(data: bytes) -> DocxError | None:
    """Why these bytes are no .docx, as far as their beginning and their list of parts tell."""
    if not data.strip(b"\0 \r\n\t"):
        return DocxError("Tệp rỗng; hãy lấy lại bản gốc của tệp.")
    if data.startswith(b"PK\x03\x04"):
        return _refusal_of_zip(data)
    if data.startswith(_OLE):
        return _refusal_of_ole(data)
    return _refusal_of_text(data)


def legacy_suffix(data: bytes) -> str:
    """The suffix that a legacy file should have by what it holds: ".doc", ".rtf", ".html", ..."""
    head = _head(data)
    if data.startswith(_OLE):
        return ".doc"
    if data.startswith(b"PK"):
        return ".odt"
    if head.startswith(b"{\\rtf"):
        return ".rtf"
    if head.startswith(b"<?xml") and b"<?mso-application" in head:
        return ".xml"
    return ".mht" if _MIME.match(head) else ".html"


def _legacy(what: str) -> LegacyError:
    return LegacyError(f"Đây là {what}, không phải .docx; {_CONVERT}")


def _other(what: str) -> DocxError:
    return DocxError(f"Đây là {what}, không phải văn bản Word (.docx).")


def _head(data: bytes) -> bytes:
    """The first characters, in one byte each also where the file writes two."""
    head = data[:_LOOKED_AT]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


def _refusal_of_ole(data: bytes) -> DocxError:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return DocxError("Tệp được đặt mật khẩu; hãy mở bằng Word, bỏ mật khẩu rồi lưu lại.")
    if holds("WordDocument"):
        return _legacy("tệp Word đời cũ (.doc)")
    if holds("Workbook"):
        return _other("bảng tính Excel đời cũ (.xls)")
    if holds("PowerPoint Document"):
        return _other("bản trình chiếu PowerPoint đời cũ (.ppt)")
    return _other("tệp Office đời cũ")


def _refusal_of_text(data: bytes) -> DocxError:
    head = _head(data)
    if head.startswith(b"{\\rtf"):
        return _legacy("tệp RTF")
    if head.startswith(b"%PDF"):
        return _other("tệp PDF")
    if head.startswith(b"<?xml") and b"<?mso-application" in head:
        return _legacy("tệp XML của Word")
    if _MIME.match(head):
        return _legacy("trang web một tệp (MHTML)")
    if _MARKUP.search(head):
        return _legacy("trang web (HTML)")
    return _other("tệp khác loại")


def _refusal_of_zip(data: bytes) -> DocxError | None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            types = _beginning(archive, names, "[Content_Types].xml")
            mimetype = _beginning(archive, names, "mimetype")
    except ZIP_ERRORS:
        return DocxError("Tệp .docx bị hỏng hoặc chưa tải xong; hãy lấy lại tệp rồi thử lần nữa.")
    if b"opendocument.text" in mimetype:
        return _legacy("tệp OpenDocument (.odt)")
    if b"wordprocessingml" in types or b"ms-word" in types:
        return None
    if b"spreadsheetml" in types or b"ms-excel" in types:
        return _other("bảng tính Excel")
    if b"presentationml" in types or b"ms-powerpoint" in types:
        return _other("bản trình chiếu PowerPoint")
    return _other("tệp nén (zip)")


def _beginning(archive: zipfile.ZipFile, names: set[str], name: str) -> bytes:
    if name not in names or archive.getinfo(name).compress_type not in ZIP_METHODS:
        return b""
    with archive.open(name) as stream:
        return stream.read(_LARGEST_LIST_OF_TYPES)
