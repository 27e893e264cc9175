"""Tables of an outline as WordprocessingML."""

from collections.abc import Sequence

from vanban.errors import InputError
from vanban.outline import Run, Table
from vanban.render.runs import runs_xml
from vanban.render.wordml import paragraph, twips
from vanban.wording import text_width_pt

_JUSTIFY = {"trai": "left", "giua": "center", "phai": "right"}
_CELL_MARGIN_PT = 5.4
# Wide enough for either size of body text.
_SIZE_PT = 14
_MM_PER_PT = 25.4 / 72
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def table_xml(table: Table, room_pt: float) -> str:
    """The table, as wide as the text area, apart from what stands above and below it.

    Raises InputError for a table whose longest words do not fit ``room_pt``.
    """
    widths = [twips(width) for width in _column_widths(table, room_pt)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(
        _row(table, cells, widths, header=table.header and number == 0)
        for number, cells in enumerate(table.rows)
    )
    gap = paragraph("sau_bang", "")
    return (
        f'{gap}<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>{gap}"
    )


def _column_widths(table: Table, room_pt: float) -> list[float]:
    """Every column holds its longest word; what room is left goes to the longest texts."""
    columns = [list(map(_text_of, column)) for column in zip(*table.rows, strict=True)]
    margins = 2 * _CELL_MARGIN_PT
    least = [max(map(_longest_word, texts)) + margins for texts in columns]
    whole = [max(map(_width, texts)) + margins for texts in columns]
    spare = room_pt - sum(least)
    if spare < 0:
        needed, room = round(sum(least) * _MM_PER_PT), round(room_pt * _MM_PER_PT)
        raise InputError(
            f"bảng cần rộng {needed} mm, trang chỉ có {room} mm; hãy bớt cột hoặc viết ngắn hơn"
        )
    shares = [min(a - b, room_pt / 2) + 1 for a, b in zip(whole, least, strict=True)]
    return [low + spare * share / sum(shares) for low, share in zip(least, shares, strict=True)]


def _text_of(cell: Sequence[Run]) -> str:
    return "".join(piece.text for piece in cell)


def _width(text: str) -> float:
    return text_width_pt(text, _SIZE_PT, bold=True)


def _longest_word(text: str) -> float:
    return max(map(_width, text.split(" ")))


def _row(
    table: Table, cells: Sequence[tuple[Run, ...]], widths: Sequence[int], *, header: bool
) -> str:
    mark = "<w:tblHeader/>" if header else ""
    columns = []
    for cell, width, align in zip(cells, widths, table.alignments, strict=True):
        runs = tuple(piece._replace(bold=True) for piece in cell) if header else cell
        justify = "center" if header else _JUSTIFY.get(align, "left")
        content = paragraph("bang", runs_xml("", runs), f'<w:jc w:val="{justify}"/>')
        columns.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
        )
    return f"<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>{''.join(columns)}</w:tr>"
