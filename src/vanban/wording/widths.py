"""The width of text in Times New Roman, whatever fonts are installed.

Advance widths are those of Liberation Serif, which has the metrics of Times New Roman;
``scripts/font_widths.py`` writes the data file.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from math import ceil

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


def count_lines(
    text: str, room_pt: float, size_pt: float, *, bold: bool = False, italic: bool = False
) -> int:
    """How many lines a text takes in a room so many points wide, words whole where they fit.

    The room has to be wider than nothing.
    """
    if len(text) * size_pt <= room_pt and "\n" not in text:  # letters are no wider than high
        return 1

    def width(word: str) -> float:
        return _word_units(word, bold=bold, italic=italic) * size_pt / UNITS_PER_EM

    space = width(" ")
    return sum(_wrapped(map(width, line.split(" ")), space, room_pt) for line in text.split("\n"))


# The sheets that are filled from one model or batch repeat their words.
_word_units = lru_cache(maxsize=16_384)(text_units)


def _wrapped(words: Iterable[float], space: float, room: float) -> int:
    """How many lines words of these widths take."""
    lines, used = 1, 0.0
    for width in words:
        if used and used + space + width <= room:
            used += space + width
            continue
        lines += bool(used)
        parts = max(1, ceil(width / room))
        lines += parts - 1
        used = width - (parts - 1) * room
    return lines


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
