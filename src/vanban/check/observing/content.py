"""The children of an element that print, whatever wraps them."""

from collections.abc import Iterator
from typing import Any

from vanban.check.observing.tags import MC, TEXT_BOX, W

_MICROSOFT = "http://schemas.microsoft.com/office/"
_KNOWN = {
    f"{_MICROSOFT}word/2010/{name}"
    for name in (
        "wordprocessingShape",
        "wordprocessingGroup",
        "wordprocessingCanvas",
        "wordprocessingDrawing",
        "wordml",
    )
} | {
    f"{_MICROSOFT}word/2012/wordml",
    f"{_MICROSOFT}drawing/2010/main",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
}
_ALTERNATE = MC + "AlternateContent"
_SDT = W + "sdt"
_WRAPPERS = {
    W + name for name in ("ins", "moveTo", "customXml", "smartTag", "sdtContent", "dir", "bdo")
}
_DROPPED = {W + "del", W + "moveFrom", W + "sdtPr", W + "sdtEndPr", W + "customXmlPr"}
_OPENED = _WRAPPERS | {_ALTERNATE, _SDT} | _DROPPED


def content_of(element: Any) -> Iterator[Any]:
    """The children: insertions, controls and tags opened, deletions left out, one of alternates."""
    for child in element:
        if child.tag in _OPENED:
            yield from _opened(child)
        else:
            yield child


def text_boxes_in(element: Any) -> Iterator[Any]:
    """The outermost w:txbxContent of a drawing: what they hold is read with their paragraphs."""
    for child in content_of(element):
        if child.tag == TEXT_BOX:
            yield child
        else:
            yield from text_boxes_in(child)


def _opened(element: Any) -> Iterator[Any]:
    if element.tag in _DROPPED:
        return
    if element.tag == _ALTERNATE:
        chosen = _chosen(element)
        if chosen is not None:
            yield from content_of(chosen)
    else:
        yield from content_of(element)


def _chosen(alternate: Any) -> Any:
    """The first choice that today's Word understands, else the fallback."""
    for choice in alternate.iterchildren(MC + "Choice"):
        prefixes = choice.get("Requires", "").split()
        if prefixes and all(choice.nsmap.get(prefix) in _KNOWN for prefix in prefixes):
            return choice
    return alternate.find(MC + "Fallback")
