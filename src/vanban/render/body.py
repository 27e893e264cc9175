"""Blocks of an outline as WordprocessingML."""

from collections.abc import Sequence
from functools import lru_cache

from vanban.law import Law
from vanban.outline import Block, Level, PageBreak, Paragraph, Run, Table
from vanban.render.runs import runs_xml
from vanban.render.spacing import keep_together
from vanban.render.tables import table_xml
from vanban.render.wordml import paragraph, run

_KEEP_NEXT = "<w:keepNext/>"
_PAGE_BREAK = b'<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_STYLES = {
    Level.MUC_LA_MA: "muc_la_ma",
    Level.KHOAN: "khoan",
    Level.KHOAN_CON: "khoan",
    Level.DIEM: "diem",
    Level.GACH: "noi_dung",
    Level.CONG: "noi_dung",
    Level.DOAN: "noi_dung",
}
_OWN_LINE = (Level.PHAN, Level.CHUONG, Level.MUC, Level.TIEU_MUC)


def body_xml(blocks: Sequence[Block], law: Law, room_pt: float) -> bytes:
    """The body: ends with "./.", and its last lines stay with the signature that follows.

    Raises InputError for a table that is wider than ``room_pt``.
    """
    *others, last = _closed(blocks, law.chuoi.ket_thuc)
    parts = [
        _paragraph_xml(block) if type(block) is Paragraph else _other_xml(block, room_pt)
        for block in others
    ]
    parts.append(_paragraph_xml(last, _KEEP_NEXT))
    return b"".join(parts)


def _closed(blocks: Sequence[Block], mark: str) -> tuple[*tuple[Block, ...], Paragraph]:
    """The blocks with the closing mark after the last word (PL III, every mẫu with a body).

    After a table or a page break the mark stands on a line of its own.
    """
    last = blocks[-1]
    if not isinstance(last, Paragraph) or not last.runs:
        return (*blocks, Paragraph(Level.DOAN, "", (Run(mark),)))
    *runs, end = last.runs
    text = end.text.rstrip().removesuffix(mark).rstrip(".;")
    return (*blocks[:-1], last._replace(runs=(*runs, end._replace(text=text + mark))))


def _other_xml(block: Block, room_pt: float) -> bytes:
    match block:
        case Paragraph():
            return _paragraph_xml(block)
        case PageBreak():
            return _PAGE_BREAK
        case Table():
            return table_xml(block, room_pt).encode()


@lru_cache(maxsize=8192)
def _paragraph_xml(block: Paragraph, properties: str = "") -> bytes:
    """One paragraph; most paragraphs of a batch are the same, so their XML is kept."""
    return _build_paragraph(block, properties).encode()


def _build_paragraph(block: Paragraph, properties: str) -> str:
    if block.level in _OWN_LINE:
        return _heading_xml(block)
    if block.level is Level.DIEU:
        return _dieu_xml(block, properties)
    prefix = _prefix(block)
    if block.is_title and block.level is not Level.MUC_LA_MA:
        return paragraph("tieu_de_khoan", runs_xml(prefix, block.runs), properties)
    upper = block.level is Level.MUC_LA_MA
    return paragraph(_STYLES[block.level], runs_xml(prefix, block.runs, upper=upper), properties)


def _prefix(block: Paragraph) -> str:
    match block.level:
        case Level.DIEM:
            return f"{block.number}) "
        case Level.GACH | Level.CONG:
            return f"{block.level.value} "
        case Level.DOAN:
            return ""
        case _:
            return f"{block.number}. "


def _heading_xml(block: Paragraph) -> str:
    """Phần, Chương, Mục, Tiểu mục: the word and number on a line, the title in capitals below."""
    number = paragraph("phan", run(f"{block.level.value} {block.number}"))
    if not block.runs:
        return number
    return number + paragraph("tieu_de_phan", runs_xml("", block.runs, upper=True))


def _dieu_xml(block: Paragraph, properties: str) -> str:
    """Điều with a title is bold throughout; without one only its number is."""
    number = keep_together(f"Điều {block.number}.")
    if block.is_title:
        return paragraph("dieu", runs_xml(f"{number} ", block.runs), properties)
    text = run(f"{number} ", bold=True) + runs_xml("", block.runs)
    return paragraph("noi_dung", text, properties)
