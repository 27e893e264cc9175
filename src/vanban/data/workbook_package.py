"""The package of a workbook: its parts, what they refer to, and a new package with some changed."""

import posixpath
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfileobj
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from vanban.errors import InputError, Problem
from vanban.wording.text import quoted

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "[Content_Types].xml"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
# A part that is loaded whole: styles, comments, drawings of comments.
_MOST_BYTES = 100_000_000
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


class WorkbookPackage:
    """An open workbook: parts read as trees are written again, all others keep their bytes."""

    def __init__(self, file: ZipFile, path: Path) -> None:
        self.file = file
        self.path = path
        self.trees: dict[str, Any] = {}
        self.streams: dict[str, IO[bytes]] = {}
        self._names = {name.lower(): name for name in file.namelist()}

    def __contains__(self, name: str) -> bool:
        """Whether there is a part of this name, in whatever case."""
        return name.lower() in self._names or name in self.trees

    def open(self, name: str) -> IO[bytes]:
        """A part to read from."""
        return self.file.open(self._names[name.lower()])

    def tree(self, name: str, *, recover: bool = False) -> Any:
        """A part as XML, which will be written as it is changed; ``recover`` mends slips in it."""
        if name not in self.trees:
            known = self._names[name.lower()]
            if self.file.getinfo(known).file_size > _MOST_BYTES:
                raise InputError(Problem("tệp XLSX quá lớn để đánh dấu lỗi", str(self.path)))
            parser = etree.XMLParser(
                resolve_entities=False, no_network=True, recover=recover, huge_tree=True
            )
            self.trees[name] = etree.fromstring(self.file.read(known), parser)
        return self.trees[name]

    def add(self, name: str, root: Any, content_type: str = "") -> None:
        """Adds a part; an extension that has its type already needs none."""
        self.trees[name] = root
        types, space = self.tree(_TYPES), f"{{{_PACKAGE}/content-types}}"
        extension = name.rpartition(".")[2]
        if extension == "vml":
            known = {e.get("Extension", "").lower() for e in types.iter(f"{space}Default")}
            if extension not in known:
                kind = {"Extension": extension, "ContentType": content_type}
                types.insert(0, etree.Element(f"{space}Default", kind))
        else:
            kind = {"PartName": f"/{name}", "ContentType": f"{_SPREADSHEET}.{content_type}+xml"}
            etree.SubElement(types, f"{space}Override", kind)

    def free_name(self, pattern: str) -> str:
        """A name for a new part: ``pattern`` with the first number that is not taken."""
        numbers = range(1, len(self._names) + len(self.trees) + 2)
        return next(n for number in numbers if (n := pattern.format(number)) not in self)

    def sheet_part(self, title: str) -> str:
        """The part of the sheet with this title. Raises InputError when there is none."""
        book = self._workbook_part()
        for sheet in self.tree(book).iter("{*}sheet"):
            if sheet.get("name") == title:
                keys = [key for key in sheet.attrib if key.endswith("}id")]
                return self.target(book, sheet.get(keys[0]))
        raise InputError(Problem(f"không có trang tính {quoted(title)}", str(self.path)))

    def styles_part(self) -> str:
        """The part of the cell formats, made where the workbook has none."""
        book = self._workbook_part()
        if found := self.related(book, "styles"):
            return found
        name = posixpath.join(posixpath.dirname(book), "styles.xml")
        space = etree.QName(self.tree(book)).namespace
        self.add(name, etree.fromstring(_STYLES.format(space=space)), "styles")
        self.relate(book, "styles", name)
        return name

    def empty_comments(self) -> Any:
        """A comments part without comments, in the language of the workbook."""
        space = etree.QName(self.tree(self._workbook_part())).namespace
        return etree.fromstring(f'<comments xmlns="{space}"/>')

    def _workbook_part(self) -> str:
        found = self.related("", "officeDocument")
        if not found:
            raise InputError(Problem("đây không phải tệp XLSX", str(self.path)))
        return found

    def related(self, part: str, kind: str) -> str:
        """The first part to which ``part`` has a relation of this kind; empty for none."""
        links = (link for link in self._links(part) if link.get("Type", "").endswith(f"/{kind}"))
        return next((_resolved(part, link.get("Target", "")) for link in links), "")

    def target(self, part: str, identifier: str | None) -> str:
        """The part that a relation of ``part`` leads to; empty for none."""
        links = (link for link in self._links(part) if link.get("Id") == identifier)
        return next((_resolved(part, link.get("Target", "")) for link in links), "")

    def relate(self, part: str, kind: str, target: str, identifier: str = "") -> str:
        """Adds a relation; its identifier."""
        name, space = _links_of(part), f"{_PACKAGE}/relationships"
        if name not in self:
            self.trees[name] = etree.fromstring(f'<Relationships xmlns="{space}"/>')
        links = self.tree(name)
        identifier = identifier or self.free_identifier(part, kind)
        is_strict = any(str(link.get("Type")).startswith(_STRICT) for link in self._links(""))
        way = _STRICT if is_strict else _TRANSITIONAL
        relation = {"Id": identifier, "Type": f"{way}/{kind}", "Target": f"/{target}"}
        etree.SubElement(links, f"{{{space}}}Relationship", relation)
        return identifier

    def free_identifier(self, part: str, kind: str) -> str:
        """An identifier for a relation of this kind that no relation of ``part`` has."""
        taken = {link.get("Id") for link in self._links(part)}
        return next(n for k in range(1, len(taken) + 2) if (n := f"rId_{kind}{k}") not in taken)

    def _links(self, part: str) -> Iterator[Any]:
        name = _links_of(part)
        return iter(list(self.tree(name))) if name in self else iter(())

    def write(self, target: IO[bytes]) -> None:
        """The package with what was changed; every other part as it was."""
        waiting = dict(self.trees)
        with ZipFile(target, "w", ZIP_DEFLATED) as new:
            for info in self.file.infolist():
                name = next((n for n in waiting if n.lower() == info.filename.lower()), "")
                entry = _entry(info.filename, info)
                if name:
                    new.writestr(entry, _bytes(waiting.pop(name)))
                elif stream := self.streams.get(info.filename):
                    stream.seek(0)
                    with new.open(entry, "w", force_zip64=True) as part:
                        copyfileobj(stream, part, 1 << 20)
                else:
                    with self.file.open(info) as old, new.open(entry, "w") as part:
                        copyfileobj(old, part, 1 << 20)
            for name, root in waiting.items():
                new.writestr(_entry(name), _bytes(root))


def _entry(name: str, like: ZipInfo | None = None) -> ZipInfo:
    entry = ZipInfo(name, like.date_time if like else _ZIP_EPOCH)
    entry.compress_type = ZIP_DEFLATED
    if like:
        entry.external_attr, entry.file_size = like.external_attr, like.file_size
    return entry


def _bytes(root: Any) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _links_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(part: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


_STYLES = (
    '<styleSheet xmlns="{space}"><fonts count="1"><font/></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="1"><xf xfId="0"/></cellXfs></styleSheet>'
)
