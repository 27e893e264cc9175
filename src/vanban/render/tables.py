"""Tables of an outline as WordprocessingML."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import floor
from typing import NamedTuple

from vanban.outline import Cell, Merge, Run, Table
from vanban.outline.spans import Place, Span, has_merges, spans_of
from vanban.outline.table_facts import (
    are_numbers,
    is_group_row,
    is_ordinal_title,
    is_total_row,
    text_of,
    titles_of,
)
from vanban.outline.table_lines import UNIT_TITLE
from vanban.render.column_widths import (
    CELL_MARGIN_PT,
    Digits,
    column_widths,
    digits_of,
    margins_of,
    tail_of,
)
from vanban.render.runs import runs_xml
from vanban.render.wordml import paragraph, run, twips
from vanban.wording import field_key, text_width_pt

_JUSTIFY = {"": "left", "trai": "left", "giua": "center", "phai": "right"}
# Columns of short marks, which stand in the middle.
_CODE_TITLES = frozenset({"ma", "ma_so", "dvt", "don_vi_tinh", "don_vi"})
_CODE_SIGNS = frozenset({"x", "X", "✓", "✔", "√", "+"})
_KEEP_NEXT = "<w:keepNext/>"
_CENTRED = '<w:jc w:val="center"/>'
_MIDDLE = '<w:vAlign w:val="center"/>'
_GAP = paragraph("sau_bang", "")
_ROOM_ABOVE = '<w:spacing w:before="80"/>'
_ALONE = Span()
_TWIPS_PER_PT = 20
# A table narrower than the text by so many twips was made so on purpose.
_NARROWER = 100
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


class _Form(NamedTuple):
    """How the cells of a row are set, beside what their columns ask for."""

    header: bool = False
    group: bool = False
    total: bool = False
    keep_next: bool = False


class _Column(NamedTuple):
    """How the cells of a column are set, and how wide they are in twips."""

    justify: str
    width: int
    digits: Digits | None
    margins: str = ""


class _Place(NamedTuple):
    """Where a cell stands in its row, what it covers, and whether it goes on from above."""

    column: int
    span: Span
    continues: bool = False


@lru_cache(maxsize=32)
def table_xml(
    table: Table,
    room_pt: float,
    size_pt: float = 14,
    *,
    caption: str = "",
    keep_next: bool = False,
) -> str:
    """The table, with its caption and its unit above it, apart from what stands around it.

    ``keep_next`` holds its last row and what follows on one page. Raises InputError for a table
    that does not fit ``room_pt`` at ``size_pt``.
    """
    spans = spans_of(table.rows) if has_merges(table.rows) else {}
    columns = _columns(table, room_pt, size_pt, spans)
    rows = (
        _row(columns, cells, form, places, size_pt)
        for cells, form, places in zip(
            table.rows, _forms(table, keep_next=keep_next), _places(table, spans), strict=True
        )
    )
    gap = paragraph("sau_bang", "", _KEEP_NEXT) if keep_next else _GAP
    return "".join((_above(table, caption), _start(columns, room_pt), *rows, "</w:tbl>", gap))


def _above(table: Table, caption: str) -> str:
    """A gap, so that the table touches no other, nor the text above; its caption; its unit."""
    parts = [_GAP if caption or table.unit else paragraph("sau_bang", "", _ROOM_ABOVE)]
    if caption:
        parts.append(paragraph("bang", run(caption, bold=True), _KEEP_NEXT + _CENTRED))
    if table.unit:
        parts.append(paragraph("don_vi_tinh", run(f"{UNIT_TITLE}: {table.unit}"), _KEEP_NEXT))
    return "".join(parts)


def _start(columns: Sequence[_Column], room_pt: float) -> str:
    grid = "".join(f'<w:gridCol w:w="{column.width}"/>' for column in columns)
    whole = sum(column.width for column in columns)
    centred = _CENTRED if twips(room_pt) - whole > _NARROWER else ""
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{whole}" w:type="dxa"/>{centred}'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


def _columns(
    table: Table, room_pt: float, size_pt: float, spans: Mapping[Place, Span]
) -> list[_Column]:
    body = [row for row in table.rows[table.header_rows :] if not is_group_row(row)]
    texts = [[text_of(row[column]) for row in body] for column in range(len(table.alignments))]
    titles = titles_of(table)
    digits = {
        column: digits_of([text for text in texts[column] if text], size_pt)
        for column, align in enumerate(table.alignments)
        if align in ("", "phai")
        and are_numbers(texts[column])
        and not (align == "" and _is_code(titles[column], texts[column]))
    }
    widths = column_widths(table, room_pt, size_pt, spans, digits)
    margins = margins_of(table, widths, size_pt, spans, digits)
    return [
        _Column(
            "right" if column in digits else _justify(align, titles[column], texts[column]),
            twips(widths[column]),
            digits.get(column),
            _margins(margins[column]),
        )
        for column, align in enumerate(table.alignments)
    ]


def _margins(margin_pt: float) -> str:
    if margin_pt >= CELL_MARGIN_PT:
        return ""
    side = f'w:w="{floor(margin_pt * _TWIPS_PER_PT)}" w:type="dxa"'
    return f"<w:tcMar><w:left {side}/><w:right {side}/></w:tcMar>"


def _justify(align: str, title: str, texts: Sequence[str]) -> str:
    return "center" if align == "" and _is_code(title, texts) else _JUSTIFY[align]


def _is_code(title: str, texts: Sequence[str]) -> bool:
    """Whether a column holds ordinals, codes or single marks."""
    if is_ordinal_title(title) or field_key(title) in _CODE_TITLES:
        return True
    filled = [text for text in texts if text]
    return bool(filled) and _CODE_SIGNS.issuperset(filled)


def _forms(table: Table, *, keep_next: bool) -> list[_Form]:
    """How each row is set; a last row of totals stays with the row above it."""
    forms = [_Form(header=True, keep_next=True)] * table.header_rows
    for row in table.rows[table.header_rows :]:
        group = is_group_row(row)
        forms.append(_Form(group=group, total=not group and is_total_row(row), keep_next=group))
    if len(forms) > table.header_rows + 1 and forms[-1].total:
        forms[-2] = forms[-2]._replace(keep_next=True)
    if keep_next and forms:
        forms[-1] = forms[-1]._replace(keep_next=True)
    return forms


def _places(table: Table, spans: Mapping[Place, Span]) -> Iterator[list[_Place]]:
    """The cells that each row has of its own, or goes on with from the row above."""
    columns = len(table.alignments)
    if not spans:
        simple = [_Place(column, _ALONE) for column in range(columns)]
        yield from [simple] * len(table.rows)
        return
    open_spans: dict[int, tuple[int, Span]] = {}
    for number in range(len(table.rows)):
        places: list[_Place] = []
        column = 0
        while column < columns:
            end, span = open_spans.get(column, (0, _ALONE))
            continues = number < end
            if not continues:
                span = spans.get((number, column), _ALONE)
                open_spans[column] = (number + span.rows, span)
            places.append(_Place(column, span, continues))
            column += span.columns
        yield places


def _row(
    columns: Sequence[_Column],
    cells: Sequence[Cell],
    form: _Form,
    places: Sequence[_Place],
    size_pt: float,
) -> str:
    mark = "<w:tblHeader/>" if form.header else ""
    content = "".join([_cell(columns, cells[p.column], form, p, size_pt) for p in places])
    return f"<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>{content}</w:tr>"


def _cell(
    columns: Sequence[_Column], cell: Cell, form: _Form, place: _Place, size_pt: float
) -> str:
    column = columns[place.column]
    last = place.column + place.span.columns
    width = (
        column.width if place.span is _ALONE else sum(c.width for c in columns[place.column : last])
    )
    merged = _merged(place) if place.span is not _ALONE else ""
    content = _content(column, () if isinstance(cell, Merge) else cell, form, place, size_pt)
    margins = column.margins if place.span.columns == 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}{margins}'
        f"{_MIDDLE}</w:tcPr>{content}</w:tc>"
    )


def _merged(place: _Place) -> str:
    wide = f'<w:gridSpan w:val="{place.span.columns}"/>' if place.span.columns > 1 else ""
    if place.span.rows == 1:
        return wide
    return wide + ("<w:vMerge/>" if place.continues else '<w:vMerge w:val="restart"/>')


def _content(
    column: _Column, runs: Sequence[Run], form: _Form, place: _Place, size_pt: float
) -> str:
    """The one paragraph of a cell."""
    bold = form.header or form.group or form.total
    pieces = [piece._replace(bold=True) for piece in runs] if bold else runs
    justify, indent = _justified(column, runs, form, place, size_pt)
    keep = _KEEP_NEXT if form.keep_next else ""
    return paragraph("bang", runs_xml("", pieces), f'{keep}{indent}<w:jc w:val="{justify}"/>')


def _justified(
    column: _Column, runs: Sequence[Run], form: _Form, place: _Place, size_pt: float
) -> tuple[str, str]:
    """The alignment of a cell, and the indent that sets its decimal comma below the others."""
    if form.header:
        return "center", ""
    if form.group:
        return "left", ""
    if form.total and place.span.columns > 1:
        return "center", ""
    if column.digits is None or not column.digits.tail_pt or not runs:
        return column.justify, ""
    tail = text_width_pt(tail_of(text_of(tuple(runs))), size_pt, bold=True)
    missing = twips(column.digits.tail_pt - tail)
    return column.justify, f'<w:ind w:right="{missing}"/>' if missing > 0 else ""
