"""What a w:rPr says of characters, as a mapping of the properties that it sets."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from vanban.check.observing.measures import is_on, points
from vanban.check.observing.tags import VALUE, W

Properties: TypeAlias = dict[str, Any]
Reader: TypeAlias = Callable[[Any, Properties], None]

TOGGLES = ("b", "i", "bCs", "iCs", "caps", "smallCaps", "vanish")
_PLAIN_SWITCHES = ("cs", "rtl")
_SLOTS = ("ascii", "hAnsi", "cs")


def run_properties(rpr: Any, themes: Mapping[str, str]) -> Properties:
    """The properties that an element sets: switches, "size" in points, "ascii", "color", ..."""
    found: Properties = {}
    for child in rpr:
        read = _READERS.get(child.tag)
        if read is not None:
            read(child, found)
        elif child.tag == _FONTS:
            _read_fonts(child, found, themes)
    return found


def key_of(element: Any, skipped: frozenset[str] = frozenset()) -> tuple[Any, ...]:
    """What an element's children say, to be compared and kept in a mapping."""
    return tuple(
        [
            (child.tag, *child.attrib.items(), key_of(child) if len(child) else ())
            for child in element
            if child.tag not in skipped
        ]
    )


def switch(name: str) -> Reader:
    """Reads an element that turns a property on or off."""

    def read(element: Any, found: Properties) -> None:
        found[name] = is_on(element.get(VALUE))

    return read


def _size(name: str) -> Reader:
    def read(element: Any, found: Properties) -> None:
        size = points(element.get(VALUE), 2)
        if size is not None and size > 0:
            found[name] = size

    return read


def _read_underline(element: Any, found: Properties) -> None:
    found["underline"] = element.get(VALUE, "none") != "none"


def _read_color(element: Any, found: Properties) -> None:
    color = element.get(VALUE, "auto")
    found["color"] = "" if color == "auto" else color.upper()


def read_style(element: Any, found: Properties) -> None:
    """Reads the name of a style."""
    found["style"] = element.get(VALUE)


def _read_fonts(element: Any, found: Properties, themes: Mapping[str, str]) -> None:
    """A theme's font goes before a font named beside it."""
    for slot in _SLOTS:
        token = element.get(f"{W}{'cstheme' if slot == 'cs' else slot + 'Theme'}")
        family = themes.get(token) if token else None
        family = family or element.get(W + slot)
        if family:
            found["csFamily" if slot == "cs" else slot] = family.strip()


_FONTS = W + "rFonts"
_READERS: dict[str, Reader] = {
    **{W + name: switch(name) for name in (*TOGGLES, *_PLAIN_SWITCHES)},
    W + "specVanish": switch("vanish"),
    W + "sz": _size("size"),
    W + "szCs": _size("sizeCs"),
    W + "u": _read_underline,
    W + "color": _read_color,
    W + "rStyle": read_style,
}
