"""What a .docx of ours says of its form, read with python-docx and by style name."""

from io import BytesIO
from typing import Any, NamedTuple

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

ALIGN = {
    WD_ALIGN_PARAGRAPH.CENTER: "center",
    WD_ALIGN_PARAGRAPH.JUSTIFY: "justify",
    WD_ALIGN_PARAGRAPH.LEFT: "left",
}


# What a paragraph or a run of ours may say beside the name of its style.
_PLACING = {qn(f"w:{name}") for name in ("pStyle", "keepNext")}
_EMPHASIS = {qn("w:b"), qn("w:i")}
_INSTRUCTION = qn("w:instrText")
_TWIPS_PER_PT = 20


class Line(NamedTuple):
    """A line drawn under a component: its kind, its length in points, and the room at each end."""

    kind: str
    length_pt: float
    left_pt: float
    right_pt: float


class Facts:
    """One document: its paragraphs by style, and the effective form of each style."""

    def __init__(self, data: bytes) -> None:
        self.document = docx.Document(BytesIO(data))
        self.section: Any = self.document.sections[0]
        self.paragraphs: dict[str, list[Any]] = {}
        self.order: list[str] = []
        tables = {id(p._p): p for p in _table_paragraphs(self.document)}
        for element in self.document.element.body.iter(qn("w:p")):
            paragraph: Any = tables.get(id(element)) or Paragraph(element, self.document)
            self.paragraphs.setdefault(paragraph.style.name, []).append(paragraph)
            self.order.append(paragraph.style.name)
        for paragraph in self.section.header.paragraphs:
            self.paragraphs.setdefault(paragraph.style.name, []).append(paragraph)

    def text(self, style: str) -> str:
        """The text of the first paragraph in this style, its spaces ordinary."""
        return self.texts(style)[0]

    def texts(self, style: str) -> list[str]:
        return [p.text.replace("\u00a0", " ") for p in self.paragraphs[style]]

    def form(self, style: str) -> tuple[float, bool, bool, str | None]:
        """Size in points, bold, italic and alignment of a style."""
        found = self.document.styles[style]
        font = found.font
        return (
            font.size.pt,
            bool(font.bold),
            bool(font.italic),
            ALIGN.get(found.paragraph_format.alignment),
        )

    def is_plain(self, style: str, *, emphasis: bool = False) -> bool:
        """Whether this style alone forms its paragraphs; ``emphasis`` allows bold and italic."""
        allowed = _EMPHASIS if emphasis else set()
        elements = [p._p for p in self.paragraphs[style]]
        of_paragraphs = {e.tag for p in elements for e in p.iterfind("./w:pPr/*", p.nsmap)}
        of_runs = {e.tag for p in elements for e in p.iterfind(".//w:rPr/*", p.nsmap)}
        return of_paragraphs <= _PLACING and of_runs <= allowed

    def line_under(self, style: str) -> Line:
        """The line below the first paragraph in this style: a top border between two indents."""
        below: Any = Paragraph(self.paragraphs[style][0]._p.getnext(), self.document)
        assert below.style.name == "VB_DuongKe"
        (border,) = below.style.element.iterfind(".//" + qn("w:pBdr") + "/*")
        assert border.tag == qn("w:top")
        left, right = below.paragraph_format.left_indent.pt, below.paragraph_format.right_indent.pt
        room = self._room_pt(below._p)
        return Line(border.get(qn("w:val")), room - left - right, left, right)

    def page_fields(self) -> list[str]:
        """The instruction of every field in the header that pages after the first show."""
        header = self.section.header._element
        simple = [field.get(qn("w:instr")) for field in header.iter(qn("w:fldSimple"))]
        return [text.strip() for text in (*simple, *(e.text for e in header.iter(_INSTRUCTION)))]

    def _room_pt(self, paragraph: Any) -> float:
        """The width of the cell a paragraph stands in, whose margins are nil, or of the text."""
        for cell in paragraph.iterancestors(qn("w:tc")):
            table = next(cell.iterancestors(qn("w:tbl")))
            margins = [e.get(qn("w:w")) for e in table.iterfind(".//" + qn("w:tblCellMar") + "/*")]
            assert set(margins) == {"0"}
            return int(cell.find(".//" + qn("w:tcW")).get(qn("w:w"))) / _TWIPS_PER_PT
        page = self.section
        return float(page.page_width.pt - page.left_margin.pt - page.right_margin.pt)


def _table_paragraphs(document: Any) -> list[Any]:
    return [
        paragraph
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
    ]
