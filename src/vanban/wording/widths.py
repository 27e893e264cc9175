"""The width of text in Times New Roman, whatever fonts are installed.

Advance widths are those of Liberation Serif, which has the metrics of Times New Roman;
``scripts/font_widths.py`` writes the data file.
"""

import unicodedata
from functools import cache

UNITS_PER_EM = 2048
_DATA = "times_new_roman.toml"


class _Widths(dict[str, int]):
    """Character -> advance width in 1/2048 em, with an estimate for characters not in the data."""

    def __missing__(self, char: str) -> int:
        """0 for marks and controls, 1 em for East Asian characters, else the width of "n"."""
        if unicodedata.category(char) in ("Mn", "Me", "Cc", "Cf"):
            return 0
        if unicodedata.east_asian_width(char) in ("W", "F"):
            return UNITS_PER_EM
        return self["n"]


def text_width_pt(text: str, size_pt: float, *, bold: bool = False, italic: bool = False) -> float:
    """The width in points of one line of ``text`` at ``size_pt`` points, without kerning.

    A character that the data do not know counts as "n", an East Asian one as a full em, a
    combining mark as nothing.
    """
    return text_units(text, bold=bold, italic=italic) * size_pt / UNITS_PER_EM


def text_units(text: str, *, bold: bool = False, italic: bool = False) -> int:
    """The width of ``text`` in 1/2048 em: the sum of its words and of the spaces between."""
    widths = _faces()[_face_name(bold, italic)]
    return sum(map(widths.__getitem__, unicodedata.normalize("NFC", text)))


def _face_name(bold: bool, italic: bool) -> str:
    if bold:
        return "bold_italic" if italic else "bold"
    return "italic" if italic else "regular"


@cache
def _faces() -> dict[str, _Widths]:
    """The four faces, read once."""
    # Imported on use: start-up can do without them.
    import tomllib  # noqa: PLC0415
    from importlib.resources import files  # noqa: PLC0415

    data = tomllib.loads((files(__package__) / _DATA).read_text("utf-8"))
    return {
        face: _Widths((char, int(width)) for width, chars in table.items() for char in chars)
        for face, table in data.items()
    }
