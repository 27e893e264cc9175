"""Word files made with python-docx in the ways that people set their documents."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from vanban.check.components import Recognised
from vanban.check.observing import observe
from vanban.check.opening import open_package
from vanban.check.recognition import recognise

NAME = "b:CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "b:Độc lập - Tự do - Hạnh phúc"
DATE = "i:Xã Bình Minh, ngày 05 tháng 3 năm 2026"
BODY = ("Ủy ban nhân dân xã thông báo như sau:", "1. Việc thứ nhất.", "2. Việc thứ hai./.")
FOOT = [
    ["bi:Nơi nhận:", "- Như trên;", "- Lưu: VT."],
    ["^b:TM. ỦY BAN NHÂN DÂN", "^b:CHỦ TỊCH", "", "", "", "^b:Lê Văn An"],
]
_ALIGNMENTS = {
    "^": WD_ALIGN_PARAGRAPH.CENTER,
    ">": WD_ALIGN_PARAGRAPH.RIGHT,
    "=": WD_ALIGN_PARAGRAPH.JUSTIFY,
}

Lines = Iterable[str]


class WordFile:
    """A document under construction.

    A line is its text, after marks: "^" centres, ">" sets right, "=" justifies; "b:", "i:", "bi:"
    make it bold and italic. "\\n" in it is a soft break, "\\t" a tab.
    """

    def __init__(self) -> None:
        """An empty document with the decree's typeface."""
        self.document: Document = docx.Document()

    def lines(self, *lines: str) -> "WordFile":
        """Paragraphs of the body."""
        for line in lines:
            _write(self.document.add_paragraph(), line)
        return self

    def table(self, *rows: list[Lines], bordered: bool = False) -> "WordFile":
        """A table; each row a list of cells, each cell its lines."""
        _fill(self.document.add_table(len(rows), len(rows[0])), rows, bordered=bordered)
        return self

    def nested(self, rows: list[list[Lines]]) -> "WordFile":
        """A table in the only cell of another one."""
        cell = self.document.add_table(1, 1).cell(0, 0)
        _fill(cell.add_table(len(rows), len(rows[0])), tuple(rows), bordered=False)
        return self

    def text_box(self, *lines: str) -> "WordFile":
        """A paragraph with a text box (VML), as Word has written them for long."""
        inner = docx.Document()
        for line in lines:
            _write(inner.add_paragraph(), line)
        box = parse_xml(
            f"<w:r {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'><w:pict>"
            "<v:shape style='width:200pt;height:50pt'><v:textbox><w:txbxContent/></v:textbox>"
            "</v:shape></w:pict></w:r>"
        )
        content = next(box.iter(qn("w:txbxContent")))
        for paragraph in inner.paragraphs:
            content.append(paragraph._p)
        self.document.add_paragraph()._p.append(box)
        return self

    def page_header(self, *lines: str) -> "WordFile":
        """Paragraphs of the header of every page."""
        header = self.document.sections[0].header
        header.is_linked_to_previous = False
        for line in lines:
            _write(header.add_paragraph(), line)
        return self

    def recognised(self) -> Recognised:
        """What recognition makes of it."""
        buffer = BytesIO()
        self.document.save(buffer)
        return recognise(observe(open_package(buffer.getvalue())))


def _fill(table: Any, rows: tuple[list[Lines], ...], *, bordered: bool) -> None:
    if bordered:
        sides = "".join(
            f"<w:{side} w:val='single' w:sz='4'/>"
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>")
        table._tbl.tblPr.append(borders)
    for row, cells in enumerate(rows):
        for column, lines in enumerate(cells):
            cell = table.cell(row, column)
            for number, line in enumerate(lines):
                paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                _write(paragraph, line)


def _write(paragraph: Any, line: str) -> None:
    if line[:1] in _ALIGNMENTS:
        paragraph.alignment = _ALIGNMENTS[line[0]]
        line = line[1:]
    marks, colon, text = line.partition(":")
    if not colon or marks not in ("b", "i", "bi"):
        marks, text = "", line
    for number, part in enumerate(text.split("\n")):
        run = paragraph.add_run()
        if number:
            run.add_break(WD_BREAK.LINE)
        run.add_text(part)
        run.bold, run.italic = "b" in marks, "i" in marks


def head(left: Lines, right: Lines = ("^" + NAME, "^" + MOTTO, "", "^" + DATE)) -> WordFile:
    """A document that begins with a borderless table of one row."""
    return WordFile().table([left, right])


def notice(left: Lines = (), **right: Lines) -> WordFile:
    """A whole thông báo, its head a table of one row."""
    made = head(left or ["^b:ỦY BAN NHÂN DÂN", "^b:XÃ BÌNH MINH", "", "^Số: 12/TB-UBND"], **right)
    made.lines("", "^b:THÔNG BÁO", "^b:Về việc nghỉ lễ", "", *BODY)
    return made.table(list(FOOT))


def text(recognised: Recognised, name: str) -> str | None:
    """The words of the first component of a name."""
    found = recognised.first(name)
    return found.text if found else None
