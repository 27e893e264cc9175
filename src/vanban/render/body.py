"""Blocks of an outline as WordprocessingML."""

from collections.abc import Sequence
from functools import lru_cache

from vanban.law import law_on
from vanban.outline import Block, Level, PageBreak, Paragraph, Run, Table
from vanban.render.spacing import keep_together
from vanban.render.wordml import paragraph, run, twips
from vanban.wording import text_width_pt

_KEEP_NEXT = "<w:keepNext/>"
_PAGE_BREAK = b'<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_JUSTIFY = {"trai": "left", "giua": "center", "phai": "right"}
_CELL_MARGIN_PT = 5.4
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
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


def body_xml(blocks: Sequence[Block], room_pt: float) -> bytes:
    """The body: ends with "./.", and its last lines stay with the signature that follows."""
    *others, last = blocks
    parts = [
        _paragraph_xml(block) if type(block) is Paragraph else _other_xml(block, room_pt)
        for block in others
    ]
    parts.append(_last_xml(last, room_pt))
    return b"".join(parts)


def _other_xml(block: Block, room_pt: float) -> bytes:
    match block:
        case Paragraph():
            return _paragraph_xml(block)
        case PageBreak():
            return _PAGE_BREAK
        case Table():
            return _table_xml(block, room_pt).encode()


def _last_xml(block: Block, room_pt: float) -> bytes:
    if not isinstance(block, Paragraph) or not block.runs:
        return _other_xml(block, room_pt)
    return _paragraph_xml(_closed(block), _KEEP_NEXT)


def _closed(block: Paragraph) -> Paragraph:
    """The paragraph with the closing mark after its last word (PL III, every mẫu with a body)."""
    mark = law_on().chuoi.ket_thuc
    *runs, last = block.runs
    text = last.text.rstrip().removesuffix(mark).rstrip(".;")
    return block._replace(runs=(*runs, last._replace(text=text + mark)))


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
        return paragraph("tieu_de_khoan", run(keep_together(prefix + block.text)), properties)
    upper = block.level is Level.MUC_LA_MA
    return paragraph(_STYLES[block.level], _runs(prefix, block.runs, upper=upper), properties)


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
    return number + paragraph("tieu_de_phan", _runs("", block.runs, upper=True))


def _dieu_xml(block: Paragraph, properties: str) -> str:
    """Điều with a title is bold throughout; without one only its number is."""
    number = keep_together(f"Điều {block.number}.")
    if block.is_title:
        return paragraph("dieu", run(keep_together(f"{number} {block.text}")), properties)
    return paragraph("noi_dung", run(f"{number} ", bold=True) + _runs("", block.runs), properties)


def _runs(prefix: str, runs: Sequence[Run], *, upper: bool = False) -> str:
    """The runs with ``prefix`` before the first, spaces kept, capitals where the law wants them."""
    if len(runs) == 1 and not (runs[0].bold or runs[0].italic):
        text = keep_together(prefix + runs[0].text)
        return run(text.upper() if upper else text)
    first = (Run(prefix),) if prefix else ()
    return "".join(
        run(
            keep_together(piece.text.upper() if upper else piece.text),
            bold=piece.bold,
            italic=piece.italic,
        )
        for piece in (*first, *runs)
    )


def _table_xml(table: Table, room_pt: float) -> str:
    widths = _column_widths(table, room_pt)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(
        _table_row(table, cells, widths, header=table.header and number == 0)
        for number, cells in enumerate(table.rows)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _column_widths(table: Table, room_pt: float) -> list[int]:
    """Widths in twips that share the text area in proportion to the longest text of a column."""
    size = law_on().size_pt("noi_dung", 14)
    longest = [
        max(
            text_width_pt("".join(piece.text for piece in cell), size) + 2 * _CELL_MARGIN_PT
            for cell in column
        )
        for column in zip(*table.rows, strict=True)
    ]
    capped = [min(width, room_pt / 2) for width in longest]
    return [twips(width * room_pt / sum(capped)) for width in capped]


def _table_row(
    table: Table, cells: Sequence[tuple[Run, ...]], widths: Sequence[int], *, header: bool
) -> str:
    mark = "<w:tblHeader/>" if header else ""
    columns = []
    for cell, width, align in zip(cells, widths, table.alignments, strict=True):
        runs = tuple(piece._replace(bold=True) for piece in cell) if header else cell
        justify = "center" if header else _JUSTIFY.get(align, "left")
        properties = f'<w:ind w:firstLine="0"/><w:jc w:val="{justify}"/>'
        content = paragraph("noi_dung", _runs("", runs), properties)
        columns.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
        )
    return f"<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>{''.join(columns)}</w:tr>"
