"""Word packages written by hand, one fact each."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from vanban.check.facts import Block, Document, Font, Paragraph, Table
from vanban.check.observing import observe
from vanban.check.opening import open_package

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": OFFICE,
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "w99": "http://example.org/tomorrow",
    }.items()
)
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
A4 = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701"/></w:sectPr>'
)


def relationships(entries: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{entries}</Relationships>"
    )


def relationship(number: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def parts_of(body: str, **others: str) -> dict[str, str | bytes]:
    """The parts of a package; ``others`` are the insides of ``styles``, ``header1``, ..."""
    entries = [relationship(name, name.rstrip("0123456789"), f"{name}.xml") for name in others]
    roots = {"header": "hdr", "footer": "ftr"}
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relationships(relationship("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relationships("".join(entries)),
    }
    for name, inside in others.items():
        kind = name.rstrip("0123456789")
        root = "a:theme" if kind == "theme" else f"w:{roots.get(kind, kind)}"
        parts[f"word/{name}.xml"] = f"<{root} {NAMESPACES}>{inside}</{root}>"
    return parts


def observed(body: str, **others: str) -> Document:
    return observe(open_package(zipped(parts_of(body, **others))))


def paragraphs(body: str, **others: str) -> tuple[Paragraph, ...]:
    return observed(body, **others).paragraphs


def paragraph(body: str, **others: str) -> Paragraph:
    """The first paragraph."""
    return paragraphs(body, **others)[0]


def table(body: str, **others: str) -> Table:
    """The first table."""
    return observed(body, **others).tables[0]


def font(run_properties: str, paragraph_properties: str = "", **others: str) -> Font:
    """The font of a run with these properties."""
    body = (
        f"<w:p><w:pPr>{paragraph_properties}</w:pPr>"
        f"<w:r><w:rPr>{run_properties}</w:rPr><w:t>Tên</w:t></w:r></w:p>"
    )
    return paragraph(body, **others).runs[0].font


def run(text: str, properties: str = "") -> str:
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{text}</w:t></w:r>'


def par(text: str, properties: str = "") -> str:
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{inner}{run(text)}</w:p>"


def style(kind: str, name: str, inside: str, default: bool = False) -> str:
    mark = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"{mark}><w:name w:val="{name}"/>'
        f"{inside}</w:style>"
    )


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]
