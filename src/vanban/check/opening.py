"""The parts of a .docx, opened with suspicion: nothing in a file is trusted or fetched."""

import posixpath
import zipfile
from functools import cached_property, lru_cache
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import unquote

from lxml import etree

from vanban.check.file_kinds import ZIP_ERRORS, ZIP_METHODS, LegacyError, refusal_of
from vanban.errors import DocxError

__all__ = ["LegacyError", "Package", "Relationship", "open_package"]

MOST_PARTS = 5000
LARGEST_PACKAGE = 1 << 30
LARGEST_PART = 32 << 20
MOST_XML = 64 << 20
MOST_MARKUP = 3_000_000
_HIGHEST_RATIO = 400
_RATIO_COUNTS_FROM = 8 << 20
_LARGEST_KEPT, _MOST_KEPT = 64 << 10, 24

_PACKAGE_NS = "{http://schemas.openxmlformats.org/package/2006/"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/"
_MAIN_ROOT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}document"
_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAMESPACES = (
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"officeDocument/math", b"officeDocument/2006/math"),
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"drawingml/wordprocessingDrawing", b"drawingml/2006/wordprocessingDrawing"),
    (b"drawingml/main", b"drawingml/2006/main"),
    (b"drawingml/picture", b"drawingml/2006/picture"),
)


class Relationship(NamedTuple):
    """What a part refers to: the last word of its type ("header"), and the other part's name.

    ``is_external`` marks what lies outside the file; it is never fetched.
    """

    type: str
    target: str
    is_external: bool


class Package:
    """The parts of a .docx; XML is read when asked for, and within limits.

    ``main`` is the name of the part with the body. All names are without the leading slash.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Takes an open archive; raises DocxError for one that is too large or ambiguous."""
        self._archive = archive
        self._infos = _infos(archive)
        self._trees: dict[str, Any] = {}
        self._kept: set[str] = set()
        self._bytes = self._markup = 0
        self._relationships: dict[str, dict[str, Relationship]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, as the file writes them."""
        return tuple(info.filename for info in self._infos.values())

    @cached_property
    def main(self) -> str:
        """The part with the body, found by its relationship; raises DocxError without one."""
        name = self.related("", "officeDocument")
        if name is None:
            raise DocxError(
                "Tệp không có phần nội dung của Word; hãy mở bằng Word và lưu lại thành .docx."
            )
        return name

    def __contains__(self, name: str) -> bool:
        """Whether there is such a part."""
        return name.lower() in self._infos

    def read(self, name: str) -> bytes:
        """The bytes of a part; raises DocxError where it is missing, damaged or too large."""
        info = self._infos.get(name.lower())
        if info is None:
            raise DocxError(f"Tệp .docx thiếu phần “{name}”; hãy mở bằng Word và lưu lại.")
        if _is_bomb(info):
            raise DocxError(f"Phần “{name}” giải nén ra quá lớn nên không đọc để bảo đảm an toàn.")
        data = self._unpacked(info)
        if len(data) > LARGEST_PART:
            raise DocxError(f"Phần “{name}” quá lớn nên không đọc để bảo đảm an toàn.")
        return data

    def _unpacked(self, info: zipfile.ZipInfo) -> bytes:
        if info.compress_type not in ZIP_METHODS:
            raise _damaged(info.filename)
        try:
            with self._archive.open(info) as stream:
                return stream.read(LARGEST_PART + 1)
        except ZIP_ERRORS as error:
            raise _damaged(info.filename) from error

    def xml(self, name: str, *, common: bool = False) -> Any:
        """The root element of a part, not to be changed; raises DocxError as ``read`` does.

        A ``common`` part is one that documents made alike all have, such as their styles: if it is
        small, it is the same element in all of them, and ``is_kept``.
        """
        if name not in self._trees:
            data = self.read(name)
            self._count(data, name)
            if common and len(data) <= _LARGEST_KEPT:
                self._kept.add(name)
            self._trees[name] = (_kept if name in self._kept else _parsed)(data, name)
        return self._trees[name]

    def is_kept(self, name: str) -> bool:
        """Whether the element of a part outlives the package."""
        return name in self._kept

    def _count(self, data: bytes, name: str) -> None:
        """Keeps all that is read within what memory holds, however many parts it is in."""
        self._bytes += len(data)
        self._markup += data.count(b"<") + data.count(b"=")
        if self._bytes > MOST_XML or self._markup > MOST_MARKUP:
            raise DocxError(f"Phần “{name}” quá lớn nên không đọc để bảo đảm an toàn.")

    def relationships(self, name: str) -> dict[str, Relationship]:
        """What a part refers to, by identifier; "" is the package itself."""
        if name not in self._relationships:
            self._relationships[name] = self._read_relationships(name)
        return self._relationships[name]

    def related(self, name: str, kind: str) -> str | None:
        """The first existing part of this type that a part refers to."""
        for relationship in self.relationships(name).values():
            if relationship.type != kind or relationship.is_external:
                continue
            if relationship.target in self:
                return relationship.target
        return None

    def _read_relationships(self, name: str) -> dict[str, Relationship]:
        folder, file = posixpath.split(name)
        part = posixpath.join(folder, "_rels", f"{file}.rels")
        if part not in self:
            return {}
        found = {}
        root = self.xml(part, common=True)
        for element in root.iter(f"{_PACKAGE_NS}relationships}}Relationship"):
            target = unquote(element.get("Target", "")).replace("\\", "/")
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            external = element.get("TargetMode", "").lower() == "external"
            found[element.get("Id", "")] = Relationship(kind, path, external)
        return found


def open_package(data: bytes) -> Package:
    """The package of a .docx; its parts are read when they are asked for.

    Raises LegacyError for what LibreOffice can turn into a .docx, and DocxError for all else that
    is none, is damaged, encrypted, or too large to be read safely.
    """
    refusal = refusal_of(data)
    if refusal is not None:
        raise refusal
    package = Package(zipfile.ZipFile(BytesIO(data)))
    root = package.xml(package.main)
    if root.tag != _MAIN_ROOT:
        raise DocxError("Phần nội dung của tệp không phải là văn bản Word; hãy lưu lại bằng Word.")
    return package


def _infos(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > LARGEST_PACKAGE:
        raise DocxError("Tệp .docx giải nén ra quá lớn nên không đọc để bảo đảm an toàn.")
    named = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in infos}
    if len(named) < len(infos):
        raise DocxError("Tệp .docx có hai phần trùng tên nên không rõ đọc phần nào.")
    return named


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    """Whether a part is declared, or packed, as no honest document's is."""
    if info.file_size > LARGEST_PART:
        return True
    large = info.file_size > _RATIO_COUNTS_FROM
    return large and info.file_size > _HIGHEST_RATIO * max(info.compress_size, 1)


def _parsed(data: bytes, name: str) -> Any:
    if b"<!DOCTYPE" in data:
        raise _declares(name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(_transitional(data), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _damaged(name) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _declares(name)
    return root


_kept = lru_cache(maxsize=_MOST_KEPT)(_parsed)


def _damaged(name: str) -> DocxError:
    return DocxError(f"Phần “{name}” trong tệp .docx bị hỏng; hãy lấy lại bản gốc của tệp.")


def _declares(name: str) -> DocxError:
    return DocxError(f"Phần “{name}” khai báo DOCTYPE, điều Word không làm, nên không đọc.")


def _transitional(data: bytes) -> bytes:
    """The same XML, with the namespaces of strict files written as those of all others."""
    if _STRICT not in data:
        return data
    for strict, other in _STRICT_NAMESPACES:
        data = data.replace(_STRICT + strict, b"http://schemas.openxmlformats.org/" + other)
    return data
