"""What a w:pPr says of a paragraph, as a mapping of the properties that it sets."""

from typing import Any

from vanban.check.observing.borders import borders_of
from vanban.check.observing.measures import is_on, twips, whole
from vanban.check.observing.run_properties import Properties, Reader, read_style, switch
from vanban.check.observing.tags import RUN_PROPERTIES, VALUE, W

_DEEPEST_LEVEL = 8
_MOST_LISTS = 1 << 31
_REMOVED_MARKS = (W + "del", W + "moveFrom")


def paragraph_properties(ppr: Any) -> Properties:
    """The properties that an element sets; lengths in twips.

    "left", "right" and "first" come with "leftChars", ... in hundredths of a character; "before"
    and "after" with "beforeLines" in hundredths of a line and "beforeAutospacing".
    """
    found: Properties = {}
    for child in ppr:
        read = _READERS.get(child.tag)
        if read is not None:
            read(child, found)
    return found


def _read_indents(element: Any, found: Properties) -> None:
    for side, other in (("left", "start"), ("right", "end")):
        _set(found, side, twips(element.get(W + side) or element.get(W + other)))
        chars = element.get(f"{W}{side}Chars") or element.get(f"{W}{other}Chars")
        _set(found, f"{side}Chars", twips(chars))
    for name, sign in (("firstLine", 1), ("hanging", -1)):
        length = twips(element.get(W + name))
        if length is not None:
            found["first"] = sign * length
        chars = twips(element.get(f"{W}{name}Chars"))
        if chars is not None:
            found["firstChars"] = sign * chars


def _read_spacing(element: Any, found: Properties) -> None:
    for side in ("before", "after"):
        _set(found, side, twips(element.get(W + side)))
        _set(found, f"{side}Lines", twips(element.get(f"{W}{side}Lines")))
        auto = element.get(f"{W}{side}Autospacing")
        if auto is not None:
            found[f"{side}Auto"] = is_on(auto)
    line = twips(element.get(W + "line"))
    if line is not None:
        found["line"] = line
        found["lineRule"] = element.get(W + "lineRule", "auto")


def _read_numbering(element: Any, found: Properties) -> None:
    for child in element:
        if child.tag == W + "numId":
            _set(found, "numId", whole(child.get(VALUE), -1, _MOST_LISTS))
        elif child.tag == W + "ilvl":
            _set(found, "ilvl", whole(child.get(VALUE), 0, _DEEPEST_LEVEL))


def _read_alignment(element: Any, found: Properties) -> None:
    found["jc"] = element.get(VALUE, "left")


def _read_borders(element: Any, found: Properties) -> None:
    found["borders"] = {**found.get("borders", {}), **borders_of(element)}


def _read_frame(element: Any, found: Properties) -> None:
    found["frame"] = element.get(W + "dropCap", "none")


def _read_mark(element: Any, found: Properties) -> None:
    """A mark that a tracked deletion or hiding takes away joins the paragraph to the next."""
    for child in element:
        if child.tag in _REMOVED_MARKS:
            found["joins_next"] = True
        elif child.tag in (W + "vanish", W + "specVanish"):
            found["joins_next"] = found.get("joins_next", False) or is_on(child.get(VALUE))


def _set(found: Properties, name: str, value: float | None) -> None:
    if value is not None:
        found[name] = value


_READERS: dict[str, Reader] = {
    **{
        W + name: switch(name)
        for name in ("bidi", "contextualSpacing", "keepNext", "pageBreakBefore")
    },
    W + "ind": _read_indents,
    W + "spacing": _read_spacing,
    W + "numPr": _read_numbering,
    W + "jc": _read_alignment,
    W + "pStyle": read_style,
    W + "pBdr": _read_borders,
    W + "framePr": _read_frame,
    RUN_PROPERTIES: _read_mark,
}
