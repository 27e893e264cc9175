"""Blocks of an outline as WordprocessingML."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeGuard

from vanban.models import VanBan
from vanban.outline import Block, Insert, Level, PageBreak, Paragraph, Run, Table
from vanban.render.extras import Medium
from vanban.render.pictures import picture_xml
from vanban.render.runs import runs_xml
from vanban.render.segments import PROSE
from vanban.render.spacing import keep_together
from vanban.render.tables import table_xml
from vanban.render.wordml import paragraph, run

_KEEP_NEXT = "<w:keepNext/>"
_PAGE_BREAK = b'<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
# Bytes of a list worth a segment of its own.
_LIST = 700
_OPENS_CHAPTER = frozenset({Level.PHAN, Level.CHUONG, Level.MUC_LA_MA})


class _Form(NamedTuple):
    """The style of a level's paragraphs, and what stands before their text."""

    style: str
    prefix: str
    upper: bool = False


# Levels that stand on one line; looking a member up on the enum class costs more than a paragraph.
_FORMS = {
    Level.MUC_LA_MA: _Form("muc_la_ma", "{}. ", upper=True),
    Level.KHOAN: _Form("khoan", "{}. "),
    Level.KHOAN_CON: _Form("khoan", "{}. "),
    Level.DIEM: _Form("diem", "{}) "),
    Level.GACH: _Form("noi_dung", f"{Level.GACH.value} "),
    Level.CONG: _Form("noi_dung", f"{Level.CONG.value} "),
    Level.DOAN: _Form("noi_dung", ""),
}
_DIEU = Level.DIEU


class BodyWriter:
    """Writes the bodies of one document: its own, and those of what goes with it.

    ``media`` are the pictures written so far.
    """

    def __init__(self, document: VanBan) -> None:
        self.document = document
        self.media: list[Medium] = []

    def write(
        self, blocks: Sequence[Block], room_pt: float, *, is_appendix: bool = False
    ) -> list[bytes]:
        """A body, by its chapters.

        It ends with "./.", and its last lines stay with what follows, a signature mostly.

        An appendix that ends with a table has no last word to close. Raises InputError for a table
        or picture that is missing, or wider than ``room_pt``.
        """
        if is_appendix and not isinstance(blocks[-1], Paragraph):
            return _stretches(blocks, [self._block(block, room_pt) for block in blocks])
        mark = self.document.law.chuoi.ket_thuc if self.document.closing_mark else ""
        closed = _closed(blocks, mark)
        *others, last = closed
        before_mark = others[-1] if others and last.text == mark else None
        if {Paragraph}.issuperset(map(type, others)):
            parts = list(map(_paragraph_xml, others))  # type: ignore[arg-type]
        else:
            parts = [
                self._block(block, room_pt, keep_next=block is before_mark) for block in others
            ]
            _keep_announced(others, parts)
        parts.append(_kept_paragraph_xml(last))
        return _stretches(closed, parts)

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


def _stretches(blocks: Sequence[Block], parts: Sequence[bytes]) -> list[bytes]:
    """The XML of the blocks, joined from one heading of the first levels to the next.

    Lists stand apart from the prose around them: rows of a batch seldom share their values.
    """
    chapters = [
        at
        for at, block in enumerate(blocks)
        if type(block) is Paragraph and block.level in _OPENS_CHAPTER
    ]
    cuts = sorted({0, len(parts), *chapters, *_ends_of_lists(parts)})
    return [b"".join(parts[a:b]) for a, b in pairwise(cuts)]


def _ends_of_lists(parts: Sequence[bytes]) -> Iterator[int]:
    """Where many short paragraphs in a row begin and end."""
    start = size = 0
    for at, length in enumerate((*map(len, parts), PROSE)):
        if length < PROSE:
            size += length
            continue
        if size >= _LIST:
            yield start
            yield at
        start, size = at + 1, 0


def _keep_announced(blocks: Sequence[Block], parts: list[bytes]) -> None:
    """Lines that lead over to a table or picture stay with it."""
    for at, (above, below) in enumerate(pairwise(blocks)):
        if not isinstance(below, Paragraph) and _announces(above):
            parts[at] = _kept_paragraph_xml(above)


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


class _ParagraphsXml(dict[Paragraph, bytes]):
    """Paragraphs as XML; most of a batch are the same, so they are kept.

    Looking one up costs less than a call.
    """

    def __missing__(self, block: Paragraph) -> bytes:
        if len(self) >= _MOST_KEPT:
            self.clear()
        xml = self[block] = _build_paragraph(block, "").encode()
        return xml


_MOST_KEPT = 8192
_paragraph_xml = _ParagraphsXml().__getitem__


@lru_cache(maxsize=1024)
def _kept_paragraph_xml(block: Paragraph) -> bytes:
    """A paragraph that stays with what follows."""
    return _build_paragraph(block, _KEEP_NEXT).encode()


def _build_paragraph(block: Paragraph, properties: str) -> str:
    form = _FORMS.get(block.level)
    if form is None:
        is_dieu = block.level is _DIEU
        return _dieu_xml(block, properties) if is_dieu else _heading_xml(block)
    upper, style = form.upper, form.style
    if style == "khoan" and block.is_title:
        style = "tieu_de_khoan"
    prefix = form.prefix.format(block.number)
    return paragraph(style, runs_xml(prefix, block.runs, upper=upper), properties)


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
