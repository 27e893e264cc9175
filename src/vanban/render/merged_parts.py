"""The parts of a merged .docx beside its text: styles, headers, footers and pictures, each once."""

import re
from collections.abc import Iterator
from copy import deepcopy
from hashlib import sha256
from io import RawIOBase
from tempfile import gettempdir
from typing import NamedTuple
from zipfile import ZipFile

from lxml import etree

from vanban.errors import DocxError, Problem, reason_of
from vanban.render.extras import FIRST_FOOTER

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = "word/_rels/document.xml.rels"
_STYLES = "word/styles.xml"
# In running text "<" is escaped: what looks like a tag is one.
_STYLE_USED = re.compile(rb'(<w:pStyle w:val="[^"]*)')
_REFERENCE = re.compile(rb'(<w:(header|footer)Reference w:type="\w+" r:id=")([^"]*)')
_EMBEDDED = re.compile(rb'(<a:blip r:embed=")([^"]*)')
_PICTURE_ID = re.compile(rb'(<(?:wp:docPr|pic:cNvPr) id=")(\d+)')
_RELATION = re.compile(rb'<Relationship Id="([^"]*)"[^>]* Target="([^"]*)"')
_FIRST_HEADER = re.compile(rb'<w:headerReference w:type="first" r:id="[^"]*"/>')
_FOOTER = b"<w:footerReference "
_STYLE_NAMES = ("basedOn", "next", "link")
_PICTURE_TYPES = {"png": "image/png", "jpg": "image/jpeg"}
_EMPTY_FOOTER = "rIdEdge0"
_FIXED = ("styles", "settings", "fontTable", "theme/theme1")


def spool(file: RawIOBase, content: bytes) -> None:
    """Writes to a temporary file without a buffer, which would fail once more when it is closed.

    Raises DocxError when its disk has no room.
    """
    rest = memoryview(content)
    try:
        while rest:
            rest = rest[file.write(rest) :]
    except OSError as error:
        message = f"không ghi được tệp tạm: {reason_of(error)}"
        raise DocxError(Problem(message, gettempdir())) from error


class _Picture(NamedTuple):
    """A picture in the spool of pictures."""

    number: int
    extension: str
    start: int
    size: int

    @property
    def name(self) -> str:
        return f"media/image{self.number}.{self.extension}"


class MergedParts:
    """What the documents so far need beside their text; ``pictures`` is a temporary file."""

    def __init__(self, pictures: RawIOBase) -> None:
        self._spool = pictures
        self._pictures: dict[bytes, _Picture] = {}
        self._drawings = 0
        # Each by what it is, so that those alike are one part: sum, size and styles of the file.
        self._edges: dict[tuple[str, int, int, str], str] = {}
        self._edge_parts: dict[str, bytes] = {}
        self._targets: dict[int, dict[bytes, str]] = {}
        self._suffixes: dict[int, str] = {}
        self._styles: list[bytes] = []
        self._is_footed = False

    def adopt(self, xml: bytes, package: ZipFile) -> bytes:
        """XML of the body of a document, so that it asks for merged parts instead of its own.

        The last section of a document comes after what stands before it.
        """
        suffix = self._suffix(package)
        targets = self._targets_in(package)
        xml = self._foot(_renamed(xml, suffix))

        def edge(found: re.Match[bytes]) -> bytes:
            kind, target = found[2].decode(), targets.get(found[3])
            rel_id = self._edge(kind, target, suffix, package) if target else _EMPTY_FOOTER
            return found[1] + rel_id.encode()

        xml = _REFERENCE.sub(edge, xml)
        return self._adopt_pictures(xml, targets, package) if b"<w:drawing>" in xml else xml

    def _suffix(self, package: ZipFile) -> str:
        """What sets the styles of the document apart: nothing when they are the first's."""
        key = package.getinfo(_STYLES).CRC
        if key not in self._suffixes:
            self._styles.append(package.read(_STYLES))
            number = len(self._styles)
            self._suffixes[key] = f"_{number}" if number > 1 else ""
        return self._suffixes[key]

    def _targets_in(self, package: ZipFile) -> dict[bytes, str]:
        key = package.getinfo(_RELATIONS).CRC
        found = self._targets.get(key)
        if found is None:
            listed = _RELATION.findall(package.read(_RELATIONS))
            found = {rel_id: f"word/{target.decode()}" for rel_id, target in listed}
            self._targets[key] = found
        return found

    def _foot(self, xml: bytes) -> bytes:
        """Gives a document without a footer an empty one, lest it have that of one before it."""
        if _FOOTER in xml:
            self._is_footed = True
            return xml
        if not self._is_footed:
            return xml
        self._edge_parts.setdefault("footer0.xml", FIRST_FOOTER.part("").content)
        empty = f'<w:footerReference w:type="first" r:id="{_EMPTY_FOOTER}"/>'.encode()
        return _FIRST_HEADER.sub(lambda found: found[0] + empty, xml)

    def _edge(self, kind: str, target: str, suffix: str, package: ZipFile) -> str:
        """The relationship to a header or footer like that of ``target``."""
        listed = package.getinfo(target)
        key = (kind, listed.CRC, listed.file_size, suffix)
        if key not in self._edges:
            number = len(self._edges) + 1
            self._edges[key] = f"rIdEdge{number}"
            self._edge_parts[f"{kind}{number}.xml"] = _renamed(package.read(target), suffix)
        return self._edges[key]

    def _adopt_pictures(self, xml: bytes, targets: dict[bytes, str], package: ZipFile) -> bytes:
        before = self._drawings

        def embedded(found: re.Match[bytes]) -> bytes:
            self._drawings += 1
            picture = self._picture(targets[found[2]], package)
            return found[1] + f"rIdImg{picture.number}".encode()

        xml = _EMBEDDED.sub(embedded, xml)
        return _PICTURE_ID.sub(lambda m: m[1] + str(before + int(m[2])).encode(), xml)

    def _picture(self, target: str, package: ZipFile) -> _Picture:
        content = package.read(target)
        key = sha256(content).digest()
        if key not in self._pictures:
            extension = target.rpartition(".")[2]
            start = self._spool.tell()
            spool(self._spool, content)
            number = len(self._pictures) + 1
            self._pictures[key] = _Picture(number, extension, start, len(content))
        return self._pictures[key]

    def content_types(self) -> bytes:
        """The list of what kind each part is."""
        defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml"}
        defaults |= {"xml": "application/xml"}
        for picture in self._pictures.values():
            defaults[picture.extension] = _PICTURE_TYPES[picture.extension]
        kinds = {
            "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
            "/word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
            "/word/document.xml": f"{_WORD_TYPE}.document.main+xml",
        }
        for kind in ("styles", "settings", "fontTable"):
            kinds[f"/word/{kind}.xml"] = f"{_WORD_TYPE}.{kind}+xml"
        for name in self._edge_parts:
            kinds[f"/word/{name}"] = f"{_WORD_TYPE}.{name[:6]}+xml"
        listed = [
            f'<Default Extension="{extension}" ContentType="{kind}"/>'
            for extension, kind in defaults.items()
        ]
        listed += [
            f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
        ]
        return _list("Types", "content-types", listed)

    def relations(self) -> bytes:
        """What the text may ask for."""
        listed = [
            _relation(f"rIdFixed{n}", name.partition("/")[0], f"{name}.xml")
            for n, name in enumerate(_FIXED, 1)
        ]
        for name in self._edge_parts:
            number = name[6:].removesuffix(".xml")
            listed.append(_relation(f"rIdEdge{number}", name[:6], name))
        for picture in self._pictures.values():
            listed.append(_relation(f"rIdImg{picture.number}", "image", picture.name))
        return _list("Relationships", "relationships", listed)

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """The parts themselves, by name, pictures one after the other."""
        yield _STYLES, merged_styles(self._styles)
        for name, content in self._edge_parts.items():
            yield f"word/{name}", content
        for picture in self._pictures.values():
            self._spool.seek(picture.start)
            yield f"word/{picture.name}", self._spool.read(picture.size)


def merged_styles(sets: list[bytes]) -> bytes:
    """The styles of all sets: the first as it is, each other one under names of its own.

    What is the default of a set, such as the size of text, becomes part of its Normal style, from
    which all its paragraph styles descend.
    """
    if len(sets) == 1:
        return sets[0]
    merged = etree.fromstring(sets[0])
    for number, content in enumerate(sets[1:], 2):
        for style in _set_apart(etree.fromstring(content), number):
            merged.append(style)
    return etree.tostring(merged, encoding="UTF-8", xml_declaration=True, standalone=True)


def _set_apart(styles: etree._Element, number: int) -> Iterator[etree._Element]:
    defaults = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
    for style in styles.iterfind(f"{_W}style[@{_W}type='paragraph']"):
        style.set(f"{_W}styleId", f"{style.get(f'{_W}styleId')}_{number}")
        name = style.find(f"{_W}name")
        if name is not None:
            name.set(f"{_W}val", f"{name.get(f'{_W}val')} {number}")
        for tag in _STYLE_NAMES:
            for other in style.iterfind(f"{_W}{tag}"):
                other.set(f"{_W}val", f"{other.get(f'{_W}val')}_{number}")
        if style.get(f"{_W}default") and defaults is not None:
            del style.attrib[f"{_W}default"]
            style.set(f"{_W}customStyle", "1")
            style.append(deepcopy(defaults))
        yield style


def _renamed(xml: bytes, suffix: str) -> bytes:
    """The XML with the paragraph styles of another set."""
    if not suffix:
        return xml
    return _STYLE_USED.sub(rb"\1" + suffix.encode(), xml)


def _relation(rel_id: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{rel_id}" Type="{_TYPES}/{kind}" Target="{target}"/>'


def _list(root: str, namespace: str, elements: list[str]) -> bytes:
    opening = f'{_DECLARATION}<{root} xmlns="{_PACKAGE}/{namespace}">'
    return f"{opening}{''.join(elements)}</{root}>".encode()
