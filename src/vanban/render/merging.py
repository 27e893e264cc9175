"""One .docx out of many that ``render`` made, each on its own pages, in constant memory."""

import re
from collections.abc import Iterable
from io import BytesIO, RawIOBase
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from vanban.errors import DocxError, Problem, reason_of
from vanban.render.merged_parts import MergedParts, spool
from vanban.render.segments import DEFLATE_LEVEL
from vanban.render.typesetting import EMPTY
from vanban.render.wordml import escape_xml

_DOCUMENT = "word/document.xml"
_CORE = "docProps/core.xml"
_TYPES = "[Content_Types].xml"
_RELATIONS = "word/_rels/document.xml.rels"
# What every document has, and what all of one decree share but for the styles.
_STATIC = (
    "_rels/.rels",
    "word/settings.xml",
    "word/fontTable.xml",
    "word/theme/theme1.xml",
)
_BODY, _BODY_END = b"<w:body>", b"</w:body></w:document>"
_SECTION = b"<w:sectPr>"
_LAST = EMPTY.encode()
# A section ends in the last paragraph of its pages, but for the very last one.
_OPEN_PARAGRAPH = _LAST.removesuffix(b"</w:pPr></w:p>")
_CLOSED_PARAGRAPH = b"</w:pPr></w:p>"
_TITLE = re.compile(rb"<dc:title>.*?</dc:title>", re.DOTALL)
_MIDNIGHT_1980 = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1 << 20

Source = Path | bytes


class _Document(NamedTuple):
    """A document taken apart: what stands before its last section, and that section."""

    content: bytes
    section: bytes


def merge_documents(files: Iterable[Source], target: BinaryIO, *, title: str = "") -> None:
    """Writes one .docx in which the documents of ``files`` follow each other.

    Each starts on a new page and counts its pages from 1, with its own header, footer, way up and
    size of text; the number of its first page is hidden. The same files give the same bytes. The
    properties are those of the first document, with ``title`` if given. Memory does not grow with
    the number of documents, but for what differs between their headers. Raises DocxError for a
    file that ``render`` did not make, or that was changed since, and when there is none,
    OSError when ``target`` cannot be written.
    """
    with TemporaryFile(buffering=0) as body, TemporaryFile(buffering=0) as pictures:
        merging = _Merging(MergedParts(pictures), title)
        for number, source in enumerate(files, 1):
            merging.add(source, number, body)
        merging.finish(body, target)


class _Merging:
    """The documents so far: what they share, and the last section, which is still open."""

    def __init__(self, parts: MergedParts, title: str) -> None:
        self._parts = parts
        self._title = title
        self._head = b""
        self._core = b""
        self._static: dict[str, bytes] = {}
        self._sums: tuple[int, ...] = ()
        self._open_section = b""

    def add(self, source: Source, number: int, body: RawIOBase) -> None:
        """Writes what stands before the last section of a document to ``body``."""
        place = source.name if isinstance(source, Path) else f"văn bản thứ {number}"
        try:
            with ZipFile(source if isinstance(source, Path) else BytesIO(source)) as package:
                taken = self._take(package)
        except OSError as error:
            raise DocxError(Problem(f"không đọc được: {reason_of(error)}", place)) from error
        except (BadZipFile, KeyError, ValueError) as error:
            message = (
                "không gộp được: tệp không phải do vanban tạo, hoặc đã được sửa sau khi tạo; "
                "hãy tạo lại văn bản này"
            )
            raise DocxError(Problem(message, place)) from error
        if self._open_section:
            spool(body, _OPEN_PARAGRAPH + self._open_section + _CLOSED_PARAGRAPH)
        spool(body, taken.content)
        self._open_section = taken.section

    def _take(self, package: ZipFile) -> _Document:
        xml = package.read(_DOCUMENT)
        start = xml.index(_BODY) + len(_BODY)
        if not self._head:
            self._begin(package, xml[:start])
        if xml[:start] != self._head or _sums(package) != self._sums:
            raise ValueError(_DOCUMENT)
        end = xml.rindex(_LAST + _SECTION)
        section = xml[end + len(_LAST) :].removesuffix(_BODY_END)
        if not section.endswith(b"</w:sectPr>"):
            raise ValueError(_DOCUMENT)
        adopt = self._parts.adopt
        return _Document(adopt(xml[start:end], package), adopt(section, package))

    def _begin(self, package: ZipFile, head: bytes) -> None:
        self._head = head
        self._sums = _sums(package)
        self._static = {name: package.read(name) for name in _STATIC}
        core = package.read(_CORE)
        if self._title:
            named = f"<dc:title>{escape_xml(self._title)}</dc:title>".encode()
            core = _TITLE.sub(lambda _: named, core, count=1)
        self._core = core

    def finish(self, body: RawIOBase, target: BinaryIO) -> None:
        """Writes the package, in which ``body`` is the greater part."""
        if not self._head:
            raise DocxError("không có văn bản nào để gộp")
        with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=DEFLATE_LEVEL) as package:
            _write(package, _TYPES, self._parts.content_types())
            for name, content in self._static.items():
                _write(package, name, content)
            _write(package, _CORE, self._core)
            _write(package, _RELATIONS, self._parts.relations())
            for name, content in self._parts.parts():
                _write(package, name, content, stored=name.startswith("word/media/"))
            self._write_document(package, body)

    def _write_document(self, package: ZipFile, body: RawIOBase) -> None:
        body.seek(0)
        entry = _entry(_DOCUMENT, ZIP_DEFLATED)
        with package.open(entry, "w") as document:
            document.write(self._head)
            while chunk := body.read(_CHUNK):
                document.write(chunk)
            document.write(_LAST + self._open_section + _BODY_END)


def _sums(package: ZipFile) -> tuple[int, ...]:
    """Check sums of the parts that all documents of ours share, which the directory holds."""
    return tuple(package.getinfo(name).CRC for name in _STATIC)


def _entry(name: str, method: int) -> ZipInfo:
    entry = ZipInfo(name, _MIDNIGHT_1980)
    entry.compress_type, entry.create_system = method, 0
    entry.external_attr = 0
    return entry


def _write(package: ZipFile, name: str, content: bytes, *, stored: bool = False) -> None:
    package.writestr(_entry(name, ZIP_STORED if stored else ZIP_DEFLATED), content)
