"""Lines and text boxes in drawings (DrawingML)."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from vanban.check.facts import DrawnLine
from vanban.check.observing.content import content_of, text_boxes_in
from vanban.check.observing.measures import MM_PER_EMU, MM_PER_POINT, is_on, points
from vanban.check.observing.tags import PIC, WP, WPC, WPG, WPS, A

THICKEST_LINE_MM = 3 * MM_PER_POINT
SHORTEST_LINE_MM = 5.0
STEEPEST = 0.05
_STRAIGHT = ("line", "straightConnector1", "lineInv")
_LEAVES = (WPS + "wsp", PIC + "pic")
_GROUPS = (WPG + "wgp", WPG + "grpSp", WPC + "wpc")
_PLACED_BY_TEXT = ("paragraph", "line")
_QUARTER, _HALF = 5_400_000, 10_800_000
_WHITE = "FFFFFF"


class _Frame(NamedTuple):
    """How a group's coordinates lie on the page: the scale, and the offset from its paragraph."""

    across: float
    down: float
    offset_mm: float | None


class _Box(NamedTuple):
    """A shape on the page, in millimetres."""

    width: float
    height: float
    offset: float | None


def drawn_in(drawing: Any) -> tuple[list[DrawnLine], list[Any]]:
    """The lines of a w:drawing and the contents (w:txbxContent) of its text boxes."""
    lines: list[DrawnLine] = []
    for holder in drawing:
        properties = holder.find(WP + "docPr")
        if properties is not None and is_on(properties.get("hidden", "0")):
            continue
        extent = holder.find(WP + "extent")
        width, height = _pair(extent, "cx", "cy")
        box = _Box(width * MM_PER_EMU, height * MM_PER_EMU, _offset(holder))
        for data in holder.iterfind(f"{A}graphic/{A}graphicData"):
            for shape in content_of(data):
                lines.extend(_lines(shape, box))
    return lines, list(text_boxes_in(drawing))


def _lines(shape: Any, box: _Box) -> Iterator[DrawnLine]:
    """The lines of a shape that fills a box."""
    if shape.tag in _GROUPS:
        frame = _frame(shape, box)
        for child in content_of(shape):
            yield from _placed_lines(child, frame)
    elif shape.tag in _LEAVES and _prints(shape) and _is_line(shape, box):
        across = _turned(shape) % _HALF != 0
        length = box.height if across else box.width
        yield DrawnLine("hinh", length, box.offset, _is_dashed(shape))


def _placed_lines(shape: Any, frame: _Frame) -> Iterator[DrawnLine]:
    """The lines of a shape that lies in a group."""
    transform = _transform(shape)
    if transform is None:
        return
    width, height = _pair(transform.find(A + "ext"), "cx", "cy")
    _, top = _pair(transform.find(A + "off"), "x", "y")
    offset = None if frame.offset_mm is None else frame.offset_mm + top * frame.down
    yield from _lines(shape, _Box(width * frame.across, height * frame.down, offset))


def _frame(group: Any, box: _Box) -> _Frame:
    transform = _transform(group)
    inner = transform.find(A + "chExt") if transform is not None else None
    width, height = _pair(inner, "cx", "cy")
    _, top = _pair(transform.find(A + "chOff") if transform is not None else None, "x", "y")
    across = box.width / width if width else MM_PER_EMU
    down = box.height / height if height else MM_PER_EMU
    offset = None if box.offset is None else box.offset - top * down
    return _Frame(across, down, offset)


def _is_line(shape: Any, box: _Box) -> bool:
    """Whether a shape looks like a line that lies flat."""
    if any(True for _ in text_boxes_in(shape)):
        return False
    width, height = (box.width, box.height) if _turned(shape) % _HALF == 0 else box[1::-1]
    if width < SHORTEST_LINE_MM:
        return False
    straight = _geometry(shape) in _STRAIGHT
    return height <= (max(THICKEST_LINE_MM, STEEPEST * width) if straight else THICKEST_LINE_MM)


def _turned(shape: Any) -> int:
    """By how much a shape is turned; a half turn leaves a line as it is."""
    transform = _transform(shape)
    turn = points(transform.get("rot"), 1) if transform is not None else None
    return round((turn or 0) / _QUARTER) * _QUARTER


def _transform(shape: Any) -> Any:
    for child in shape:
        if child.tag.endswith(("}spPr", "}grpSpPr")):
            return child.find(A + "xfrm")
    return None


def _geometry(shape: Any) -> str:
    geometry = shape.find(f"{WPS}spPr/{A}prstGeom")
    return geometry.get("prst", "") if geometry is not None else ""


def _prints(shape: Any) -> bool:
    """Whether a shape has a stroke or a fill that is not white."""
    if shape.tag == PIC + "pic":
        return True
    properties = shape.find(WPS + "spPr")
    if properties is None:
        return False
    outline = properties.find(A + "ln")
    stroke = _paints(outline, shape.find(f"{WPS}style/{A}lnRef"))
    fill = _paints(properties, shape.find(f"{WPS}style/{A}fillRef"))
    return stroke or (fill and _geometry(shape) not in _STRAIGHT)


def _paints(element: Any, reference: Any) -> bool:
    """Whether paint is given by an element or, if it is silent, by a style's reference."""
    if element is not None:
        if element.find(A + "noFill") is not None:
            return False
        solid = element.find(A + "solidFill")
        if solid is not None:
            return _WHITE not in [color.get("val", "").upper() for color in solid]
        if any(element.find(A + name) is not None for name in ("gradFill", "pattFill")):
            return True
    return reference is not None and reference.get("idx", "0") != "0"


def _is_dashed(shape: Any) -> bool:
    dash = shape.find(f"{WPS}spPr/{A}ln/{A}prstDash")
    return dash is not None and dash.get("val", "solid") != "solid"


def _offset(holder: Any) -> float | None:
    """How far below the top of its paragraph an anchored drawing is put."""
    position = holder.find(WP + "positionV")
    if position is None or position.get("relativeFrom") not in _PLACED_BY_TEXT:
        return None
    offset = position.find(WP + "posOffset")
    length = points(offset.text, 1) if offset is not None else None
    return None if length is None else length * MM_PER_EMU


def _pair(element: Any, across: str, down: str) -> tuple[float, float]:
    if element is None:
        return 0.0, 0.0
    return points(element.get(across), 1) or 0.0, points(element.get(down), 1) or 0.0
