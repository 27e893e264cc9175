"""Lines and text boxes in drawings of the older kind (VML)."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from vanban.check.facts import DrawnLine
from vanban.check.observing.content import content_of, text_boxes_in
from vanban.check.observing.drawings import SHORTEST_LINE_MM, STEEPEST, THICKEST_LINE_MM
from vanban.check.observing.measures import MM_PER_POINT, points
from vanban.check.observing.tags import O, V

_LEAVES = {V + name for name in ("line", "shape", "rect", "polyline", "roundrect")}
_GROUP = V + "group"
_STRAIGHT_TYPE = "_x0000_t32"
_WHITE = ("white", "#fff", "#ffffff", "window")
_OFF = ("f", "false", "0")
_PER_PIXEL = 1 / 0.75


class _Frame(NamedTuple):
    """What one unit of a group's coordinates is, in millimetres, and where the group lies.

    On the page itself, where a bare number counts pixels, the units are None.
    """

    across: float | None
    down: float | None
    offset_mm: float | None


_PAGE = _Frame(None, None, None)


def drawn_in_vml(picture: Any) -> tuple[list[DrawnLine], list[Any]]:
    """The lines of a w:pict and the contents (w:txbxContent) of its text boxes."""
    lines = [line for shape in content_of(picture) for line in _lines(shape, _PAGE)]
    return lines, list(text_boxes_in(picture))


def _lines(shape: Any, frame: _Frame) -> Iterator[DrawnLine]:
    style = _style(shape)
    if style.get("visibility") == "hidden":
        return
    if shape.tag == _GROUP:
        inner = _inner_frame(shape, style, frame)
        for child in content_of(shape):
            yield from _lines(child, inner)
    elif shape.tag in _LEAVES:
        line = _line(shape, style, frame)
        if line is not None:
            yield line


def _line(shape: Any, style: dict[str, str], frame: _Frame) -> DrawnLine | None:
    if not _prints(shape) or any(True for _ in text_boxes_in(shape)):
        return None
    if shape.get(O + "hr") in ("t", "true"):
        width = _length(style, "width", frame.across)
        return DrawnLine("hinh", width or None)
    width, height = _size(shape, style, frame)
    straight = shape.tag == V + "line" or shape.get("type", "").endswith(_STRAIGHT_TYPE)
    most = max(THICKEST_LINE_MM, STEEPEST * width) if straight else THICKEST_LINE_MM
    if width < SHORTEST_LINE_MM or height > most:
        return None
    return DrawnLine("hinh", width, _offset(shape, style, frame), _is_dashed(shape))


def _size(shape: Any, style: dict[str, str], frame: _Frame) -> tuple[float, float]:
    ends = _ends(shape, frame)
    if ends is not None:
        (left, top), (right, bottom) = ends
        return abs(right - left), abs(bottom - top)
    return _length(style, "width", frame.across), _length(style, "height", frame.down)


def _ends(shape: Any, frame: _Frame) -> list[tuple[float, float]] | None:
    """The ends of a v:line in millimetres."""
    if shape.tag != V + "line":
        return None
    ends = []
    for name in ("from", "to"):
        across, _, down = shape.get(name, "").partition(",")
        ends.append((_millimetres(across, frame.across), _millimetres(down, frame.down)))
    return ends


def _offset(shape: Any, style: dict[str, str], frame: _Frame) -> float | None:
    """How far below the top of its paragraph the file puts a shape."""
    ends = _ends(shape, frame)
    if frame is not _PAGE:
        if frame.offset_mm is None:
            return None
        top = ends[0][1] if ends else _length(style, "top", frame.down)
        return frame.offset_mm + top
    if "position" not in style or not _is_placed_by_text(style):
        return None
    moved = _length(style, "margin-top", None)
    return moved + (ends[0][1] if ends else _length(style, "top", None))


def _is_placed_by_text(style: dict[str, str]) -> bool:
    by = style.get("mso-position-vertical-relative", "text")
    return by in ("text", "line") and style.get("mso-position-vertical", "absolute") == "absolute"


def _inner_frame(group: Any, style: dict[str, str], frame: _Frame) -> _Frame:
    width, height = (_length(style, name, frame.across) for name in ("width", "height"))
    units = [points(part, 1) or 0 for part in group.get("coordsize", "1000,1000").split(",")]
    origin = [points(part, 1) or 0 for part in group.get("coordorigin", "0,0").split(",")]
    across = width / units[0] if units[0] else frame.across
    down = height / units[-1] if units[-1] else frame.down
    offset = _offset(group, style, frame)
    return _Frame(across, down, None if offset is None else offset - origin[-1] * (down or 0.0))


def _prints(shape: Any) -> bool:
    stroke = shape.get("stroked", "t") not in _OFF
    stroke = stroke and shape.get("strokecolor", "").split(" ")[0].lower() not in _WHITE
    fill = shape.get("filled", "t") not in _OFF
    fill = fill and shape.get("fillcolor", "white").split(" ")[0].lower() not in _WHITE
    return stroke or fill or shape.find(V + "imagedata") is not None


def _is_dashed(shape: Any) -> bool:
    stroke = shape.find(V + "stroke")
    return stroke is not None and stroke.get("dashstyle", "solid") != "solid"


def _style(shape: Any) -> dict[str, str]:
    pairs = (part.partition(":") for part in shape.get("style", "").split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _length(style: dict[str, str], name: str, unit_mm: float | None) -> float:
    return _millimetres(style.get(name, ""), unit_mm)


def _millimetres(text: str, unit_mm: float | None) -> float:
    """A length in millimetres; a bare number counts the units of the group, or pixels."""
    text = text.strip()
    if unit_mm is None:
        return (points(text, _PER_PIXEL) or 0.0) * MM_PER_POINT
    bare = points(text, 1) or 0.0
    return bare * (unit_mm if text[-1:].isdigit() else MM_PER_POINT)
