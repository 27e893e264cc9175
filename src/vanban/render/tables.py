"""Tables of an outline as WordprocessingML."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
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
)
from vanban.outline.table_lines import UNIT_TITLE
from vanban.render.column_widths import (
    CELL_MARGIN_PT,
    ColumnTexts,
    Digits,
    column_widths,
    digits_of,
    margins_of,
    tail_of,
    texts_of,
)
from vanban.render.runs import runs_xml
from vanban.render.spacing import keep_together
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
_ROW_START = "<w:tr><w:trPr><w:cantSplit/>"
_CELL_END = "</w:p></w:tc>"
_PROPERTIES_END = "</w:pPr>"
# A blank cell, not a number with this behind its units.
_NO_TAIL = "\n"
# What is kept of tables and of texts for the next document: 20 MB at the most, as they are read.
_MOST_CELLS_KEPT = 2_500
_MOST_LETTERS_KEPT = 100
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


_PLAIN = _Form()
_HEADER = _Form(header=True, keep_next=True)
_GROUP = _Form(group=True, keep_next=True)
_TOTAL = _Form(total=True)


@dataclass(slots=True)
class _Column:
    """How the cells of a column are set, and how wide they are in twips.

    ``start`` is how every plain cell begins, once it is known; ``starts`` how one does whose
    number has something behind its units, by that.
    """

    justify: str
    width: int
    digits: Digits | None
    margins: str = ""
    start: str = ""
    starts: dict[str, str] = field(default_factory=dict)


class _Place(NamedTuple):
    """Where a cell stands in its row, what it covers, and whether it goes on from above."""

    column: int
    span: Span
    continues: bool = False


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
    is_small = len(table.rows) * len(table.alignments) <= _MOST_CELLS_KEPT
    written = _kept_xml if is_small else _table_xml
    return written(table, room_pt, size_pt, caption, keep_next)


def _table_xml(table: Table, room_pt: float, size_pt: float, caption: str, keep_next: bool) -> str:
    spans = spans_of(table.rows) if has_merges(table.rows) else {}
    columns = _columns(table, room_pt, size_pt, spans)
    forms = _forms(table, bool(spans), keep_next=keep_next)
    rows = (
        _plain_row(columns, cells, size_pt)
        if form is _PLAIN and places is None
        else _row(columns, cells, form, places or _alone(len(columns)), size_pt)
        for cells, form, places in zip(table.rows, forms, _places(table, spans), strict=True)
    )
    gap = paragraph("sau_bang", "", _KEEP_NEXT) if keep_next else _GAP
    return "".join((_above(table, caption), _start(columns, room_pt), *rows, "</w:tbl>", gap))


# A batch prints the same few tables again and again.
_kept_xml = lru_cache(maxsize=16)(_table_xml)


def _above(table: Table, caption: str) -> str:
    """A gap, so that the table touches no other, nor the text above; its caption; its unit."""
    room = "" if caption or table.unit else _ROOM_ABOVE
    parts = [paragraph("sau_bang", "", _KEEP_NEXT + room)]
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
    texts = [
        column._replace(digits=_digits(column, align, size_pt))
        for column, align in zip(texts_of(table, spans), table.alignments, strict=True)
    ]
    widths = column_widths(table, texts, room_pt, size_pt, spans)
    margins = margins_of(table, texts, widths, size_pt)
    return [
        _Column(
            "right" if column.digits else _justify(align, column),
            twips(width),
            column.digits,
            _margins(margin),
        )
        for align, column, width, margin in zip(
            table.alignments, texts, widths, margins, strict=True
        )
    ]


def _digits(column: ColumnTexts, align: str, size_pt: float) -> Digits | None:
    """The room for the numbers of a column that holds nothing else and is set to the right."""
    if align not in ("", "phai") or not are_numbers(column.body):
        return None
    return None if align == "" and _is_code(column) else digits_of(column.body, size_pt)


def _margins(margin_pt: float) -> str:
    if margin_pt >= CELL_MARGIN_PT:
        return ""
    side = f'w:w="{floor(margin_pt * _TWIPS_PER_PT)}" w:type="dxa"'
    return f"<w:tcMar><w:left {side}/><w:right {side}/></w:tcMar>"


def _justify(align: str, column: ColumnTexts) -> str:
    return "center" if align == "" and _is_code(column) else _JUSTIFY[align]


def _is_code(column: ColumnTexts) -> bool:
    """Whether a column holds ordinals, codes or single marks."""
    if is_ordinal_title(column.title) or field_key(column.title) in _CODE_TITLES:
        return True
    filled: Set[str] = column.body - {""}
    return bool(filled) and filled <= _CODE_SIGNS


def _forms(table: Table, has_groups: bool, *, keep_next: bool) -> list[_Form]:
    """How each row is set; a last row of totals stays with the row above it."""
    forms = [_HEADER] * table.header_rows
    for row in table.rows[table.header_rows :]:
        if has_groups and is_group_row(row):
            forms.append(_GROUP)
        else:
            forms.append(_TOTAL if is_total_row(row) else _PLAIN)
    if len(forms) > table.header_rows + 1 and forms[-1].total:
        forms[-2] = forms[-2]._replace(keep_next=True)
    if keep_next and forms:
        forms[-1] = forms[-1]._replace(keep_next=True)
    return forms


def _places(table: Table, spans: Mapping[Place, Span]) -> Iterator[list[_Place] | None]:
    """The cells that each row has of its own, or goes on with from the row above.

    None for a row that has all its cells.
    """
    touched = {row + down for (row, _), span in spans.items() for down in range(span.rows)}
    open_spans: dict[int, tuple[int, Span]] = {}
    for number in range(len(table.rows)):
        yield _places_of(number, table, spans, open_spans) if number in touched else None


def _places_of(
    number: int,
    table: Table,
    spans: Mapping[Place, Span],
    open_spans: dict[int, tuple[int, Span]],
) -> list[_Place]:
    places: list[_Place] = []
    column = 0
    while column < len(table.alignments):
        end, span = open_spans.get(column, (0, _ALONE))
        continues = number < end
        if not continues:
            span = spans.get((number, column), _ALONE)
            open_spans[column] = (number + span.rows, span)
        places.append(_Place(column, span, continues))
        column += span.columns
    return places


@lru_cache(maxsize=32)
def _alone(columns: int) -> list[_Place]:
    return [_Place(column, _ALONE) for column in range(columns)]


def _plain_row(columns: Sequence[_Column], cells: Sequence[Cell], size_pt: float) -> str:
    """A row of the body that is no group and no total and has no merged cell."""
    content = [
        (column.start or _start_of(column, cell, size_pt)) + _plain_runs(column, cell)
        for column, cell in zip(columns, cells, strict=True)
    ]
    return f"{_ROW_START}</w:trPr>{_CELL_END.join(content)}{_CELL_END}</w:tr>"


def _start_of(column: _Column, cell: Cell, size_pt: float) -> str:
    """A plain cell up to its first run, made once for all numbers of the same decimals."""
    if column.digits is None or not column.digits.tail_pt:
        column.start = _plain_start(column, cell, size_pt)
        return column.start
    tail = tail_of(text_of(cell)) if cell else _NO_TAIL
    start = column.starts.get(tail)
    if start is None:
        start = column.starts[tail] = _plain_start(column, cell, size_pt)
    return start


def _plain_start(column: _Column, cell: Cell, size_pt: float) -> str:
    xml = _cell((column,), cell, _PLAIN, _Place(0, _ALONE), size_pt)
    return xml[: xml.index(_PROPERTIES_END)] + _PROPERTIES_END


def _plain_runs(column: _Column, cell: Cell) -> str:
    """What ``runs_xml`` gives for a cell: a word or a number without it, a short text but once."""
    if isinstance(cell, Merge) or not cell:
        return ""
    text, bold, italic = cell[0]
    if bold or italic or len(cell) > 1 or len(text) > _MOST_LETTERS_KEPT:
        return runs_xml("", cell)
    if text.isalnum() or (column.digits and " " not in text and "\n" not in text):
        return f"<w:r><w:t>{text}</w:t></w:r>"
    return _text_xml(text)


@lru_cache(maxsize=4096)
def _text_xml(text: str) -> str:
    return run(keep_together(text))


def _row(
    columns: Sequence[_Column],
    cells: Sequence[Cell],
    form: _Form,
    places: Sequence[_Place],
    size_pt: float,
) -> str:
    mark = "<w:tblHeader/>" if form.header else ""
    content = "".join([_cell(columns, cells[p.column], form, p, size_pt) for p in places])
    return f"{_ROW_START}{mark}</w:trPr>{content}</w:tr>"


def _cell(
    columns: Sequence[_Column], cell: Cell, form: _Form, place: _Place, size_pt: float
) -> str:
    column = columns[place.column]
    last = place.column + place.span.columns
    width = sum(c.width for c in columns[place.column : last])
    merged = _merged(place)
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
