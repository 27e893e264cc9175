"""The same Word file with each finding as a comment at its place.

The body, the part of the comments and what must name that part are written anew; every other part
keeps its bytes. Comments that the file has are kept.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from vanban.check.file_kinds import ZIP_ERRORS
from vanban.check.findings import Finding, Report
from vanban.check.opening import Package
from vanban.check.reports.comment_ranges import mark_whole, mark_words
from vanban.check.titles import FINDING_LABELS, severity_title
from vanban.errors import DocxError

AUTHOR, INITIALS = "vanban", "vb"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "[Content_Types].xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
# The text of a comment takes the style of the body, which is too large and indented for a margin.
_POINTS = 10


def annotate(data: bytes, package: Package, report: Report) -> bytes:
    """The file ``data`` with the findings of ``report`` as comments.

    ``package`` is what the report was made from. Raises DocxError for a body without paragraphs,
    and where a part that must be written again is damaged.
    """
    if not report.findings:
        return data
    body = _tree(package, package.main)
    existing = package.related(package.main, "comments")
    name = existing or _free_name(package)
    comments = _tree(package, name) if existing else _empty(body)
    first = _free_number(comments, body)
    anchors = _Anchors(body)
    for number, finding in enumerate(report.findings, first):
        is_exact = anchors.mark(finding, number)
        comments.append(_comment(finding, number, comments, is_exact=is_exact))
    changed = {package.main: _bytes(body), name: _bytes(comments)}
    if existing is None:
        changed |= _announced(package, name)
    return _written(data, changed)


class _Anchors:
    """The paragraphs of the body that comments hang on.

    The facts come from a tree of their own, in which the same paragraphs stand in the same order.
    """

    def __init__(self, body: Any) -> None:
        self._paragraphs = list(_paragraphs(body))
        self._numbers: dict[Any, int] = {}
        if not self._paragraphs:
            raise DocxError("Văn bản không có đoạn nào nên không gắn được chú thích.")

    def mark(self, finding: Finding, number: int) -> bool:
        """Marks the place of a finding; tells whether the range is that place itself.

        Word has no comments in headers, footers and text boxes: those of a text box hang on the
        paragraph that it belongs to, the others, and what has no place, on the first paragraph.
        """
        spot = finding.fault.spot
        paragraph = self._paragraphs[0]
        if spot is None or spot.place.part != "than" or spot.paragraph.element is None:
            mark_whole(paragraph, number)
            return spot is None
        paragraph = self._paragraphs[self._number_of(spot.paragraph.element)]
        host = list(paragraph.iterancestors(paragraph.tag))
        if host:
            mark_whole(host[-1], number)
            return False
        text = spot.paragraph.text
        mark_words(paragraph, text[spot.start : spot.end], spot.start, text, number)
        return True

    def _number_of(self, element: Any) -> int:
        """Which paragraph of its tree an element is, from 0."""
        if not self._numbers:
            root = element.getroottree().getroot()
            self._numbers = {p: number for number, p in enumerate(_paragraphs(root))}
        return self._numbers[element]


def _paragraphs(root: Any) -> Iterator[Any]:
    tag = f"{{{etree.QName(root).namespace}}}p"
    return iter(list(root.iter(tag)))


def _tree(package: Package, name: str) -> Any:
    """A part as the file writes it, comments and all; raises DocxError as ``Package.xml`` does."""
    package.xml(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(package.read(name), parser)


def _bytes(root: Any) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _empty(body: Any) -> Any:
    space = etree.QName(body).namespace
    return etree.Element(f"{{{space}}}comments", nsmap={"w": space})


def _free_name(package: Package) -> str:
    """A name for the part of the comments beside the body."""
    folder = posixpath.dirname(package.main)
    names = (
        posixpath.join(folder, f"comments{n or ''}.xml") for n in range(len(package.names) + 1)
    )
    return next(name for name in names if name not in package)


def _free_number(*roots: Any) -> int:
    """A number above that of every comment, and of every range that refers to one."""
    used = [-1]
    for root in roots:
        key = f"{{{etree.QName(root).namespace}}}id"
        for element in root.iter("{*}comment", "{*}commentRangeStart", "{*}commentReference"):
            value = element.get(key, "")
            used += [int(value)] if value.isdecimal() else []
    return max(used) + 1


def _comment(finding: Finding, number: int, comments: Any, *, is_exact: bool) -> Any:
    """The comment of a finding: a paragraph for each thing that it says."""
    space = etree.QName(comments).namespace

    def w(name: str, **attributes: str) -> Any:
        named = {f"{{{space}}}{key}": value for key, value in attributes.items()}
        return etree.Element(f"{{{space}}}{name}", named)

    comment = w("comment", id=str(number), author=AUTHOR, initials=INITIALS)
    for at, line in enumerate(_lines(finding, is_exact=is_exact)):
        paragraph, properties = w("p"), w("pPr")
        properties.append(w("spacing", before="0", after="0", line="240", lineRule="auto"))
        properties.append(w("ind", left="0", right="0", firstLine="0"))
        properties.append(w("jc", val="left"))
        paragraph.append(properties)
        if at == 0:
            paragraph.append(w("r"))
            paragraph[-1].append(w("annotationRef"))
        run, format_, text = w("r"), w("rPr"), w("t")
        format_.append(w("b", val="1" if at == 0 else "0"))
        format_.append(w("i", val="0"))
        format_.append(w("sz", val=str(2 * _POINTS)))
        text.text = line
        run.extend((format_, text))
        paragraph.append(run)
        comment.append(paragraph)
    return comment


def _lines(finding: Finding, *, is_exact: bool) -> Iterator[str]:
    spot = finding.fault.spot
    yield f"{finding.code} ({severity_title(finding.severity.value)}): {finding.message}"
    if spot and not is_exact:
        yield f"Chỗ: {finding.place}" + (f": “{spot.quote}”" if spot.quote else "")
    for name, label in FINDING_LABELS.items():
        if text := getattr(finding, name):
            yield f"{label}: {text}"


def _announced(package: Package, name: str) -> dict[str, bytes]:
    """The list of content types and the relationships of the body, with the new part in them."""
    types = _tree(package, _TYPES)
    override = {"PartName": f"/{name}", "ContentType": _COMMENTS_TYPE}
    etree.SubElement(types, f"{{{_PACKAGE}/content-types}}Override", override)
    folder, file = posixpath.split(package.main)
    part = posixpath.join(folder, "_rels", f"{file}.rels")
    space = f"{_PACKAGE}/relationships"
    if part in package:
        links = _tree(package, part)
    else:
        links = etree.fromstring(f'<Relationships xmlns="{space}"/>')
    identifier = _free_identifier(package.relationships(package.main))
    target = posixpath.basename(name)
    link = {"Id": identifier, "Type": f"{_OFFICE}/comments", "Target": target}
    etree.SubElement(links, f"{{{space}}}Relationship", link)
    return {_TYPES: _bytes(types), part: _bytes(links)}


def _free_identifier(used: Iterable[str]) -> str:
    taken = set(used)
    numbers = range(1, len(taken) + 2)
    return next(name for n in numbers if (name := f"rIdVanBan{n}") not in taken)


def _written(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The package with these parts in place of its own; new ones come last.

    Raises DocxError where a part that nothing else reads, such as a picture, is damaged.
    """
    try:
        return _rewritten(data, changed)
    except ZIP_ERRORS as error:
        raise DocxError(
            "Tệp .docx có phần bị hỏng nên không ghi được bản có chú thích; "
            "hãy mở bằng Word và lưu lại."
        ) from error


def _rewritten(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    waiting = {name.lower(): (name, content) for name, content in changed.items()}
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            key = info.filename.replace("\\", "/").lstrip("/").lower()
            _, content = waiting.pop(key, ("", None))
            new.writestr(_entry(info), old.read(info) if content is None else content)
        for name, content in waiting.values():
            new.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return buffer.getvalue()


def _entry(info: ZipInfo) -> ZipInfo:
    """The same name and date; always deflated, since old ways of packing cannot be written."""
    entry = ZipInfo(info.filename, info.date_time)
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, info.external_attr
    return entry
