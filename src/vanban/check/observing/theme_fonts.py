"""The fonts that a theme gives."""

from typing import Any

from vanban.check.observing.tags import A

_SLOTS = {"HAnsi": "latin", "Ascii": "latin", "EastAsia": "ea", "Bidi": "cs"}


def theme_fonts(root: Any) -> dict[str, str]:
    """The typefaces of a theme part by the names that w:asciiTheme uses ("minorHAnsi", ...)."""
    fonts = {}
    for size in ("major", "minor"):
        font = root.find(f".//{A}{size}Font")
        for slot, tag in _SLOTS.items():
            latin = font.find(A + tag) if font is not None else None
            typeface = latin.get("typeface", "") if latin is not None else ""
            if typeface:
                fonts[size + slot] = typeface
    return fonts
