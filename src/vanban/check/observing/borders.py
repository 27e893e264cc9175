"""Borders of paragraphs, cells and tables."""

from typing import Any, TypeAlias

from vanban.check.observing.tags import VALUE, W

Borders: TypeAlias = dict[str, bool]

_SIDES = {"start": "left", "end": "right"}
_WHITE = "FFFFFF"


def borders_of(element: Any) -> Borders:
    """Whether a line prints, by side ("top", "left", "insideH", ...); sides not told are left out.

    ``element`` is a w:pBdr, w:tcBorders or w:tblBorders, or None.
    """
    if element is None:
        return {}
    found = {}
    for border in element:
        side = border.tag.removeprefix(W)
        found[_SIDES.get(side, side)] = _prints(border)
    return found


def _prints(border: Any) -> bool:
    if border.get(VALUE, "nil") in ("nil", "none"):
        return False
    return bool(border.get(W + "color", "").upper() != _WHITE)
