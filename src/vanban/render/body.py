"""Blocks of an outline as WordprocessingML."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TypeGuard

from vanban.models import VanBan
from vanban.outline import Block, Insert, Level, PageBreak, Paragraph, Run, Table
from vanban.render.extras import Medium
from vanban.render.pictures import picture_xml
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


class BodyWriter:
    """Writes the bodies of one document: its own, and those of what goes with it.

    ``media`` are the pictures written so far.
    """

    def __init__(self, document: VanBan) -> None:
        self.document = document
        self.media: list[Medium] = []

    def write(self, blocks: Sequence[Block], room_pt: float, *, is_appendix: bool = False) -> bytes:
        """A body: ends with "./.", and its last lines stay with what follows, a signature mostly.

        An appendix that ends with a table has no last word to close. Raises InputError for a table
        or picture that is missing, or wider than ``room_pt``.
        """
        if is_appendix and not isinstance(blocks[-1], Paragraph):
            return b"".join(self._block(block, room_pt) for block in blocks)
        mark = self.document.law.chuoi.ket_thuc if self.document.closing_mark else ""
        *others, last = _closed(blocks, mark)
        before_mark = others[-1] if others and last.text == mark else None
        parts = [
            _paragraph_xml(block)
            if type(block) is Paragraph
            else self._block(block, room_pt, keep_next=block is before_mark)
            for block in others
        ]
        if not {Paragraph}.issuperset(map(type, others)):
            _keep_announced(others, parts)
        parts.append(_paragraph_xml(last, _KEEP_NEXT))
        return b"".join(parts)

    def _block(self, block: Block, room_pt: float, *, keep_next: bool = False) -> bytes:
        """Any block; ``keep_next`` holds a table's end and what follows on one page."""
        size = self.document.co_chu
        match block:
            case Paragraph():
                return _paragraph_xml(block)
            case PageBreak():
                return _PAGE_BREAK
            case Table():
                return table_xml(block, room_pt, size, keep_next=keep_next).encode()
            case Insert(what="bảng", name=name):
                source = self.document.table(name)
                caption = source.tieu_de or ""
                xml = table_xml(
                    source.as_table(), room_pt, size, caption=caption, keep_next=keep_next
                )
                return xml.encode()
            case Insert(name=name):
                return self._picture(name, room_pt)

    def _picture(self, name: str, room_pt: float) -> bytes:
        number = len(self.media) + 1
        xml, medium = picture_xml(self.document.picture(name), room_pt, number)
        self.media.append(medium)
        return xml.encode()


def _keep_announced(blocks: Sequence[Block], parts: list[bytes]) -> None:
    """Lines that lead over to a table or picture stay with it."""
    for at, (above, below) in enumerate(pairwise(blocks)):
        if not isinstance(below, Paragraph) and _announces(above):
            parts[at] = _paragraph_xml(above, _KEEP_NEXT)


def _announces(block: Block) -> TypeGuard[Paragraph]:
    """Whether a line leads over to the table or picture below it, and stays with it."""
    return isinstance(block, Paragraph) and block.text.rstrip().endswith((":", "sau"))


def _closed(blocks: Sequence[Block], mark: str) -> tuple[*tuple[Block, ...], Paragraph]:
    """The blocks with the closing mark after the last word (PL III, every mẫu with a body).

    After a table or a page break the mark stands on a line of its own.
    """
    last = blocks[-1]
    if not isinstance(last, Paragraph) or not last.runs:
        return (*blocks, Paragraph(Level.DOAN, "", (Run(mark),)))
    if not mark:
        return (*blocks[:-1], last)
    *runs, end = last.runs
    text = end.text.rstrip().removesuffix(mark).rstrip(".;")
    return (*blocks[:-1], last._replace(runs=(*runs, end._replace(text=text + mark))))


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
