"""Heads that people set in other ways than a table: no rule of form accuses what it cannot see."""

from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from tests.check.mutants import codes_in

_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_NAME = "SỞ NỘI VỤ"
_NUMBER = "Số: 15/TB-SNV"
_DATE = "Hà Nội, ngày 05 tháng 3 năm 2024"
_BODY = (
    "Căn cứ kế hoạch công tác năm 2024, Sở Nội vụ thông báo lịch trực của cơ quan trong dịp nghỉ "
    "lễ để các phòng, đơn vị biết và thực hiện đúng thời gian đã phân công."
)


def _line(document: Document, *parts: tuple[str, int, str], gap: str = "") -> None:
    """A paragraph of parts: words, size, and marks of bold (b) and italic (i)."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    for number, (words, size, marks) in enumerate(parts):
        run = paragraph.add_run((gap if number else "") + words)
        run.font.size, run.bold, run.italic = Pt(size), "b" in marks, "i" in marks
    if not gap:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _side_by_side(gap: str) -> Callable[[Document], None]:
    def make(document: Document) -> None:
        _line(document, (_NAME, 13, "b"), (_NATION, 13, "b"), gap=gap)
        _line(document, (" ", 13, ""), (_MOTTO, 14, "b"), gap=gap)
        _line(document, (_NUMBER, 13, ""), (_DATE, 14, "i"), gap=gap)

    return make


def _one_column(document: Document) -> None:
    _line(document, (_NATION, 13, "b"))
    _line(document, (_MOTTO, 14, "b"))
    _line(document, (_NAME, 13, "b"))
    _line(document, (_NUMBER, 13, ""))
    _line(document, (_DATE, 14, "i"))


def _written(head: Callable[[Document], None]) -> bytes:
    document = docx.Document()
    font = document.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(14)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    head(document)
    _line(document, ("THÔNG BÁO", 14, "b"))
    _line(document, ("Về lịch trực cơ quan", 14, "b"))
    for _ in range(3):
        body = document.add_paragraph(_BODY)
        body.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        body.paragraph_format.first_line_indent = Mm(12.7)
        body.paragraph_format.space_before = body.paragraph_format.space_after = Pt(6)
    _line(document, ("GIÁM ĐỐC", 14, "b"))
    document.add_paragraph()
    _line(document, ("Nguyễn Văn A", 14, "b"))
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


# Nothing is drawn below the motto, the name or the trích yếu, and nobody is told.
_TRUE = {"TN16", "BH16", "TY16", "TT08"}


@pytest.mark.parametrize(
    ("head", "more"),
    [
        (_side_by_side("\t\t"), set()),
        (_side_by_side(" " * 12), set()),
        (_one_column, {"DN19"}),
    ],
    ids=["tab", "dau_cach", "mot_cot"],
)
def test_heads_without_a_table(head: Callable[[Document], None], more: set[str]) -> None:
    form = (
        "QH1",
        "TN1",
        "BH1",
        "SK1",
        "DN1",
        "TL1",
        "TY1",
        "ND",
        "TR",
        "PC",
        "ST",
        "TT",
        "HT",
        "QC",
    )
    found = {code for code in codes_in(_written(head)) if code.startswith(form)}
    assert found <= _TRUE | more
    assert "TY16" in found
