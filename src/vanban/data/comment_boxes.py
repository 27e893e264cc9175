"""The boxes of comments, which Excel keeps as shapes in a drawing of VML."""

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from vanban.data.cell_names import Cell
from vanban.data.sheet_splicing import Geometry
from vanban.wording import count_lines

_VML = "urn:schemas-microsoft-com:vml"
_OFFICE = "urn:schemas-microsoft-com:office:office"
_EXCEL = "urn:schemas-microsoft-com:office:excel"
_SPACES = {"v": _VML, "o": _OFFICE, "x": _EXCEL}
_TYPE = "_x0000_t202"
_NUMBER = re.compile(r"_s(\d+)$")
_SHAPES_A_BLOCK = 1024
# A box in pixels at 96 dpi, and its letters in points.
_WIDTH, _LEAST_HEIGHT, _MOST_HEIGHT = 300, 60, 520
_POINTS, _PIXELS_A_POINT, _LINE_HEIGHT = 11, 4 / 3, 1.3
_MARGIN = 14
_PIXELS_A_CHARACTER, _PIXELS_A_COLUMN = 7, 5
_OFFSET = 12
_COLUMNS, _ROWS = 16_384, 1_048_576


def empty_drawing() -> Any:
    """A drawing without boxes."""
    root = etree.Element("xml", nsmap=_SPACES)
    layout = etree.SubElement(root, f"{{{_OFFICE}}}shapelayout", {f"{{{_VML}}}ext": "edit"})
    blocks = {f"{{{_VML}}}ext": "edit", "data": "1"}
    etree.SubElement(layout, f"{{{_OFFICE}}}idmap", blocks)
    return root


class CommentBoxes:
    """The boxes of the comments of a sheet."""

    def __init__(self, root: Any, geometry: Geometry) -> None:
        self._root = root
        self._geometry = geometry
        self._boxes = {
            cell: shape
            for shape in root.iter(f"{{{_VML}}}shape")
            if (cell := _cell_of(shape)) is not None
        }

    def remove(self, cells: list[Cell]) -> None:
        """Takes away the boxes of comments that are gone."""
        for cell in cells:
            shape = self._boxes.pop(cell, None)
            if shape is not None:
                shape.getparent().remove(shape)

    def draw(self, texts: Mapping[Cell, str]) -> None:
        """A box for each text, as high as the text wants it."""
        if not texts:
            return
        if not any(shape.get("id") == _TYPE for shape in self._root.iter(f"{{{_VML}}}shapetype")):
            self._root.append(etree.fromstring(_SHAPE_TYPE))
        found = (_NUMBER.search(s.get("id", "")) for s in self._root.iter(f"{{{_VML}}}shape"))
        number = max([_SHAPES_A_BLOCK, *(int(match[1]) for match in found if match)])
        for cell, text in texts.items():
            if cell in self._boxes:
                self._resize(self._boxes[cell], cell, text)
            else:
                number += 1
                self._root.append(self._box(cell, text, number))
        self._note_blocks(number)

    def _note_blocks(self, last: int) -> None:
        """The blocks of numbers that the drawing takes, as Excel counts them."""
        for blocks in self._root.iter(f"{{{_OFFICE}}}idmap"):
            taken = {int(part) for part in blocks.get("data", "1").split(",") if part.isdigit()}
            taken |= set(range(min(taken, default=1), last // _SHAPES_A_BLOCK + 1))
            blocks.set("data", ",".join(map(str, sorted(taken))))

    def _box(self, cell: Cell, text: str, number: int) -> Any:
        row, column = cell
        height = _height(text)
        box = _BOX.format(
            number=number,
            width=_WIDTH / _PIXELS_A_POINT,
            height=height / _PIXELS_A_POINT,
            anchor=self._anchor(cell, height),
            row=row - 1,
            column=column - 1,
        )
        return etree.fromstring(box)

    def _resize(self, shape: Any, cell: Cell, text: str) -> None:
        for anchor in shape.iter(f"{{{_EXCEL}}}Anchor"):
            anchor.text = self._anchor(cell, _height(text))

    def _anchor(self, cell: Cell, height: int) -> str:
        """Where a box begins and ends: column, pixels, row, pixels, twice, from 0."""
        row, column = cell
        left, top = min(column, _COLUMNS - 6), max(0, row - 2)
        right, right_px = self._reach(left, _OFFSET + _WIDTH, self._column_px)
        bottom, bottom_px = self._reach(top, _OFFSET + height, self._row_px)
        ends = (left, _OFFSET, top, _OFFSET // 2, right, right_px, bottom, bottom_px)
        return ", ".join(map(str, ends))

    def _reach(self, place: int, pixels: int, size_of: Any) -> tuple[int, int]:
        while pixels > (size := size_of(place)):
            place, pixels = place + 1, pixels - size
        return place, pixels

    def _column_px(self, column: int) -> int:
        """The width of a column, which counts from 0."""
        found = (w for first, last, w in self._geometry.widths if first <= column + 1 <= last)
        width = next(found, self._geometry.usual_width)
        return round(width * _PIXELS_A_CHARACTER + _PIXELS_A_COLUMN) if width else 0

    def _row_px(self, row: int) -> int:
        height = self._geometry.heights.get(row + 1, self._geometry.usual_height)
        return max(1, round(height * _PIXELS_A_POINT))


def _cell_of(shape: Any) -> Cell | None:
    """The cell whose comment a shape is the box of; None for any other shape."""
    for data in shape.iter(f"{{{_EXCEL}}}ClientData"):
        row, column = data.find(f"{{{_EXCEL}}}Row"), data.find(f"{{{_EXCEL}}}Column")
        if data.get("ObjectType") == "Note" and row is not None and column is not None:
            return int(row.text or 0) + 1, int(column.text or 0) + 1
    return None


def _height(text: str) -> int:
    room = (_WIDTH - _MARGIN) / _PIXELS_A_POINT
    lines = count_lines(text, room, _POINTS)
    height = round(lines * _POINTS * _PIXELS_A_POINT * _LINE_HEIGHT) + _MARGIN
    return max(_LEAST_HEIGHT, min(_MOST_HEIGHT, height))


_NAMESPACES = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())
_SHAPE_TYPE = f"""<v:shapetype {_NAMESPACES} id="{_TYPE}" coordsize="21600,21600" o:spt="202" \
path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>\
<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>"""
_BOX = (
    f"<v:shape {_NAMESPACES} "
    'id="_x0000_s{number}" '
    f'type="#{_TYPE}" '
    'style="position:absolute;margin-left:60pt;margin-top:2pt;width:{width:g}pt;'
    'height:{height:g}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"/></v:textbox><x:ClientData ObjectType="Note">'
    "<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)
