"""Tables: their grid, what their cells hold, and which of their lines print."""

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, NamedTuple

from vanban.check.facts import Block, Cell, DrawnLine, Paragraph, Table
from vanban.check.observing.borders import Borders, borders_of
from vanban.check.observing.content import content_of
from vanban.check.observing.measures import MM_PER_TWIP, is_on, percent, twips, whole
from vanban.check.observing.stories import Room, Story
from vanban.check.observing.table_styles import GridPlace, TableFormat, look_of
from vanban.check.observing.tags import VALUE, W

_MOST_COLUMNS = 100
_SIDE_PADDING = 108.0
_REMOVED_ROW = W + "del"


@dataclass(slots=True)
class _Draft:
    """A cell on the grid, before what it holds is read."""

    element: Any
    column: int
    columns: int
    rows: int = 1
    borders: Borders = field(default_factory=dict)
    format: TableFormat | None = None


class _Shape(NamedTuple):
    """What is told of a table as a whole; widths in millimetres."""

    style: str | None
    look: frozenset[str]
    borders: Borders
    grid: tuple[float, ...]
    width: float | None
    padding: float


def read_table(story: Story, element: Any, room: Room) -> Table:
    """A w:tbl with all that it holds."""
    number = story.next_table()
    shape = _shape(element, room.width_mm)
    rows = [row for row in content_of(element) if row.tag == W + "tr" and not _is_removed(row)]
    grid = [_row(row) for row in rows]
    story.count_cells(sum(map(len, grid)))
    _dress(story, grid, shape, rows)
    standing = _merged(grid)
    cells = tuple(
        tuple(
            _cell(story, draft, shape, Room(None, number, at, place, room.text_box))
            for place, draft in enumerate(row, 1)
        )
        for at, row in enumerate(standing, 1)
    )
    is_bordered = any(cell.is_bordered for row in cells for cell in row)
    return Table(cells, number, shape.width, is_bordered, bool(rows) and _repeats(rows[0]))


def _shape(element: Any, room_mm: float | None) -> _Shape:
    properties = element.find(W + "tblPr")
    found = {child.tag: child for child in properties} if properties is not None else {}
    style = found.get(W + "tblStyle")
    grid = tuple(
        (twips(column.get(W + "w")) or 0.0) * MM_PER_TWIP
        for column in element.iterfind(f"{W}tblGrid/{W}gridCol")
    )[:_MOST_COLUMNS]
    width = _width(found.get(W + "tblW"), room_mm) or (sum(grid) or None)
    return _Shape(
        style.get(VALUE) if style is not None else None,
        look_of(found.get(W + "tblLook")),
        borders_of(found.get(W + "tblBorders")),
        grid,
        width,
        _padding(found.get(W + "tblCellMar")),
    )


def _padding(margins: Any) -> float:
    """What the left and right margins of a cell take, in millimetres."""
    total = 0.0
    for names in (("left", "start"), ("right", "end")):
        found = [margins.find(W + name) for name in names] if margins is not None else []
        told = [twips(side.get(W + "w")) for side in found if side is not None]
        total += next((side for side in told if side is not None), _SIDE_PADDING)
    return total * MM_PER_TWIP


def _width(element: Any, whole_mm: float | None) -> float | None:
    """A preferred width in millimetres; None where there is none."""
    if element is None:
        return None
    kind, text = element.get(W + "type", "dxa"), element.get(W + "w")
    if kind == "pct" or (text or "").endswith("%"):
        share = percent(text)
        return whole_mm * share / 100 if share and whole_mm is not None else None
    length = twips(text) if kind == "dxa" else None
    return length * MM_PER_TWIP if length else None


def _is_removed(row: Any) -> bool:
    return row.find(f"{W}trPr/{_REMOVED_ROW}") is not None


def _repeats(row: Any) -> bool:
    header = row.find(f"{W}trPr/{W}tblHeader")
    return header is not None and is_on(header.get(VALUE))


def _row(row: Any) -> list[_Draft]:
    """The cells of a row, each at its place on the grid."""
    column = whole(_value(row, "trPr", "gridBefore"), 0, _MOST_COLUMNS) or 0
    drafts: list[_Draft] = []
    for cell in content_of(row):
        if cell.tag != W + "tc" or cell.find(f"{W}tcPr/{W}cellDel") is not None:
            continue
        columns = whole(_value(cell, "tcPr", "gridSpan"), 1, _MOST_COLUMNS) or 1
        if drafts and _continues(cell, "hMerge"):
            drafts[-1].columns += columns
        else:
            drafts.append(_Draft(cell, column, columns))
        column = min(column + columns, _MOST_COLUMNS)
    return drafts


def _continues(cell: Any, merge: str) -> bool:
    """Whether a cell belongs to the one before it or above it."""
    element = cell.find(f"{W}tcPr/{W}{merge}")
    return element is not None and element.get(VALUE, "continue") == "continue"


def _merged(grid: list[list[_Draft]]) -> list[list[_Draft]]:
    """The cells that stand, those that continue a vertical merge counted to its first."""
    above: dict[int, _Draft] = {}
    rows = []
    for row in grid:
        standing, here = [], {}
        for draft in row:
            first = above.get(draft.column)
            if first is not None and _continues(draft.element, "vMerge"):
                first.rows += 1
                first.borders["bottom"] = draft.borders["bottom"]
                draft = first  # noqa: PLW2901 - the cell that stands here
            else:
                standing.append(draft)
            here[draft.column] = draft
        above = here
        rows.append(standing)
    return rows


def _dress(story: Story, grid: list[list[_Draft]], shape: _Shape, rows: list[Any]) -> None:
    """Gives every cell its format and the borders that print around it."""
    columns = max([draft.column + draft.columns for row in grid for draft in row], default=0)
    for at, (row, element) in enumerate(zip(grid, rows, strict=True)):
        own = borders_of(element.find(f"{W}tblPrEx/{W}tblBorders"))
        for draft in row:
            spot = GridPlace(at, draft.column, len(grid), columns)
            draft.format = story.sheets.table_styles.format(shape.style, shape.look, spot)
            table = {**draft.format.table_borders, **shape.borders, **own}
            draft.borders = _cell_borders(draft, table, spot)
    for upper, lower in pairwise(grid):
        _share_borders(upper, lower)


def _cell_borders(draft: _Draft, table: Borders, spot: GridPlace) -> Borders:
    """The sides of a cell: its own, else its style's, else those of the table."""
    ends = draft.column + draft.columns == spot.columns
    sides = {
        "top": table.get("top" if spot.row == 0 else "insideH", False),
        "bottom": table.get("bottom" if spot.row == spot.rows - 1 else "insideH", False),
        "left": table.get("left" if draft.column == 0 else "insideV", False),
        "right": table.get("right" if ends else "insideV", False),
    }
    styled = draft.format.cell_borders if draft.format else {}
    return {**sides, **styled, **borders_of(draft.element.find(f"{W}tcPr/{W}tcBorders"))}


def _share_borders(upper: list[_Draft], lower: list[_Draft]) -> None:
    """A line between two rows prints when either of them has it."""
    drawn: set[int] = set()
    for draft in lower:
        if draft.borders["top"]:
            drawn.update(range(draft.column, draft.column + draft.columns))
    for draft in upper:
        if not drawn.isdisjoint(range(draft.column, draft.column + draft.columns)):
            draft.borders["bottom"] = True


def _cell(story: Story, draft: _Draft, shape: _Shape, room: Room) -> Cell:
    width = _cell_width(draft, shape)
    inner = None if width is None else max(width - shape.padding, 0.0)
    room = room._replace(width_mm=inner, format=draft.format or room.format)
    blocks = story.blocks(content_of(draft.element), room)
    sides = [draft.borders[side] for side in ("top", "left", "right")]
    bottom = draft.borders["bottom"]
    if bottom and not any(sides):
        blocks = _underlined(blocks, width)
    return Cell(
        blocks, draft.column, draft.columns, draft.rows, width, any(sides) or bottom, bottom
    )


def _cell_width(draft: _Draft, shape: _Shape) -> float | None:
    told = _width(draft.element.find(f"{W}tcPr/{W}tcW"), shape.width)
    spanned = shape.grid[draft.column : draft.column + draft.columns]
    return told or (sum(spanned) or None)


def _underlined(blocks: tuple[Block, ...], width: float | None) -> tuple[Block, ...]:
    """The blocks, the last paragraph with the border of the cell below it."""
    last = blocks[-1] if blocks else None
    if not isinstance(last, Paragraph):
        return blocks
    lines = (*last.lines, DrawnLine("vien", width))
    return (*blocks[:-1], replace(last, lines=lines))


def _value(element: Any, properties: str, tag: str) -> str | None:
    found = element.find(f"{W}{properties}/{W}{tag}")
    return found.get(VALUE) if found is not None else None
