"""The small writer of WordprocessingML: runs, paragraphs and borderless tables as text."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from vanban.render.skeleton import style_id

_TWIPS_PER_PT = 20


def escape_xml(text: str) -> str:
    """Text safe inside an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def twips(points: float) -> int:
    """Points as the twentieths Word counts in."""
    return round(points * _TWIPS_PER_PT)


def run(text: str, *, bold: bool = False, italic: bool = False) -> str:
    """A run; a line feed in ``text`` is a line break inside the paragraph."""
    marks = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    properties = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    space = ' xml:space="preserve"' if text != text.strip(" ") else ""
    content = escape_xml(text).replace("\n", "</w:t><w:br/><w:t>")
    return f"<w:r>{properties}<w:t{space}>{content}</w:t></w:r>"


def paragraph(component: str, runs: str, properties: str = "") -> str:
    """A paragraph in the style of a component; ``runs`` and ``properties`` are XML."""
    return f"{_opening(component)}{properties}</w:pPr>{runs}</w:p>"


@lru_cache(maxsize=64)
def _opening(component: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(component)}"/>'


def rule(length_pt: float, room_pt: float) -> str:
    """A centred line of ``length_pt`` in a column ``room_pt`` wide."""
    side = twips((room_pt - length_pt) / 2)
    return paragraph("duong_ke", "", f'<w:ind w:left="{side}" w:right="{side}"/>')


_ALIGN = {"top": "", "bottom": '<w:vAlign w:val="bottom"/>'}


class Cell(NamedTuple):
    """A cell: the XML of its paragraphs, where they stand, and the space above them."""

    content: str
    align: str = "top"
    above_pt: float = 0


def layout_table(widths_pt: Sequence[float], rows: Iterable[Sequence[Cell]]) -> str:
    """A borderless table of fixed widths, as wide as their sum, whose rows never split."""
    widths = [twips(width) for width in widths_pt]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(_row(widths, cells) for cells in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _row(widths: Sequence[int], cells: Sequence[Cell]) -> str:
    columns = "".join(_cell(width, cell) for width, cell in zip(widths, cells, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{columns}</w:tr>"


def _cell(width: int, cell: Cell) -> str:
    above = f'<w:tcMar><w:top w:w="{twips(cell.above_pt)}" w:type="dxa"/></w:tcMar>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{above if cell.above_pt else ""}'
        f"{_ALIGN[cell.align]}</w:tcPr>{cell.content}</w:tc>"
    )
