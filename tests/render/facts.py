"""What a .docx of ours says of its form, read with python-docx and by style name."""

from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

ALIGN = {
    WD_ALIGN_PARAGRAPH.CENTER: "center",
    WD_ALIGN_PARAGRAPH.JUSTIFY: "justify",
    WD_ALIGN_PARAGRAPH.LEFT: "left",
}


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

    def runs_are_plain(self, style: str) -> bool:
        """Whether no run in this style changes bold or italic."""
        runs = [run for p in self.paragraphs[style] for run in p.runs]
        return all(run.bold is None and run.italic is None for run in runs)

    def rule_under(self, style: str) -> Any:
        """The paragraph that draws the line below the first paragraph in this style."""
        after = self.paragraphs[style][0]._p.getnext()
        paragraph: Any = Paragraph(after, self.document)
        assert paragraph.style.name == "VB_DuongKe"
        return paragraph


def _table_paragraphs(document: Any) -> list[Any]:
    return [
        paragraph
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
    ]
