"""What only some documents have: a furnished first page, and pictures, in their own parts."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from vanban.render.package import PackageWriter, Part, PartInPieces

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES_PART = "[Content_Types].xml"
_RELATIONS_PART = "word/_rels/document.xml.rels"
# Two points high, since a footer of a furnished page stands above the margin.
_EMPTY = '<w:p><w:pPr><w:pStyle w:val="VB_SauBang"/></w:pPr></w:p>'
_PICTURE_TYPES = "".join(
    f'<Default Extension="{extension}" ContentType="image/{kind}"/>'
    for extension, kind in (("png", "png"), ("jpg", "jpeg"))
)


class Medium(NamedTuple):
    """A picture of a document: the name of its file, and the relationship its body asks for."""

    name: str
    content: bytes
    rel_id: str


class Extras(NamedTuple):
    """Paragraphs, as XML, in the header and footer of the first page, and the pictures."""

    first_header: str = ""
    first_footer: str = ""
    media: tuple[Medium, ...] = ()

    @property
    def furnished(self) -> bool:
        """Whether the first section must be ``section(furnished=True)``."""
        return bool(self.first_header or self.first_footer)


class _Edge(NamedTuple):
    """A header or footer of a furnished document."""

    kind: str
    file: str
    rel_id: str

    def part(self, paragraphs: str) -> Part:
        root = "w:hdr" if self.kind == "header" else "w:ftr"
        names = f'xmlns:r="{_RELATIONS}" xmlns:w="{_WORD}"'
        xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<{root} {names}>'
        return Part(f"word/{self.file}", f"{xml}{paragraphs or _EMPTY}</{root}>".encode())

    @property
    def reference(self) -> bytes:
        return f'<w:{self.kind}Reference w:type="first" r:id="{self.rel_id}"/>'.encode()

    @property
    def relation(self) -> str:
        return _relation(self.rel_id, self.kind, self.file)

    @property
    def content_type(self) -> str:
        return (
            f'<Override PartName="/word/{self.file}" ContentType="{_WORD_TYPE}.{self.kind}+xml"/>'
        )


FIRST_HEADER = _Edge("header", "header3.xml", "rIdFirstHeader")
FIRST_FOOTER = _Edge("footer", "footer1.xml", "rIdFirstFooter")
# A section without a footer of its own has that of the section before it.
_NO_FOOTER = _Edge("footer", "footer2.xml", "rIdNoFooter")
_EDGES = (FIRST_HEADER, FIRST_FOOTER, _NO_FOOTER)


def _relation(rel_id: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{rel_id}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'


class ExtrasWriter:
    """Writes packages with extras: the same static parts but for the lists of what there is.

    ``first_header`` is the reference, in a section that is not furnished, to its first header.
    """

    def __init__(self, static: Iterable[Part], first_header: bytes) -> None:
        parts = {part.name: part for part in static}
        self._relations = parts.pop(_RELATIONS_PART).content
        self._static = tuple(parts.values())
        self._first_header = first_header
        self._writer: Callable[[bool], PackageWriter] = cache(self._build_writer)

    def write(self, core: Part, document: PartInPieces, extras: Extras) -> bytes:
        """The package of a document with extras."""
        parts: list[Part] = []
        if extras.furnished:
            footless = self._first_header + _NO_FOOTER.reference
            pieces = [piece.replace(self._first_header, footless) for piece in document.pieces]
            document = document._replace(pieces=tuple(pieces))
            parts.append(FIRST_HEADER.part(extras.first_header))
            parts.append(FIRST_FOOTER.part(extras.first_footer))
        pictures, relations = _stored_once(extras.media)
        if extras.furnished:
            relations += "".join(edge.relation for edge in _EDGES)
        listed = Part(_RELATIONS_PART, _appended(self._relations, relations, "Relationships"))
        writer = self._writer(extras.furnished)
        return writer.write((core, listed, *parts, *pictures, document))

    def _build_writer(self, furnished: bool) -> PackageWriter:
        types = _PICTURE_TYPES
        static = list(self._static)
        if furnished:
            types += "".join(edge.content_type for edge in _EDGES)
            static.append(_NO_FOOTER.part(""))
        return PackageWriter(
            part._replace(content=_appended(part.content, types, "Types"))
            if part.name == _TYPES_PART
            else part
            for part in static
        )


def _stored_once(media: Iterable[Medium]) -> tuple[list[Part], str]:
    """The parts of the pictures, those alike once, and the relationships to them."""
    names: dict[bytes, str] = {}
    relations = ""
    for medium in media:
        name = names.setdefault(medium.content, medium.name)
        relations += _relation(medium.rel_id, "image", f"media/{name}")
    parts = [Part(f"word/media/{name}", content, stored=True) for content, name in names.items()]
    return parts, relations


def _appended(xml: bytes, elements: str, root: str) -> bytes:
    """The XML of a list with more elements before the end of its root."""
    end = f"</{root}>".encode()
    return xml.removesuffix(end) + elements.encode() + end
