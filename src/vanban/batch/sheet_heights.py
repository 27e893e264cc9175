"""How high a row must be for the text in its cells, which not every program works out itself."""

from collections.abc import Sequence
from functools import lru_cache
from math import ceil

from vanban.batch.sheet_styles import Style, letters_of
from vanban.wording import text_width_pt

_PT_PER_CHARACTER = 6.0  # a digit of Times New Roman 12 takes 8 pixels of 0.75 pt
_PADDING_PT = 5.0
# Programs set text a little wider than its metrics; a line too many is better than one too few.
_SLACK = 0.96
_LINE_HEIGHT = 1.3125  # Excel gives 15.75 pt to a line of 12 pt
_MOST_PT = 409.0  # of a row of Excel
_WIDEST_LETTER = 1.0


def row_height_pt(cells: Sequence[tuple[str, Style, float]]) -> float:
    """The height in points of a row whose cells have these texts, styles and widths."""
    least = max((letters_of(style)[0] for _, style, _ in cells), default=12) * _LINE_HEIGHT
    heights = (_cell_height(text, style, width) for text, style, width in cells if text)
    return min(max(least, *heights, 0), _MOST_PT)


@lru_cache(maxsize=4096)  # who signs and who receives is the same in many rows
def _cell_height(text: str, style: Style, width: float) -> float:
    size, bold, wraps = letters_of(style)
    if not wraps:
        return size * _LINE_HEIGHT
    room = (width * _PT_PER_CHARACTER - _PADDING_PT) * _SLACK
    return _lines(text, room, size, bold=bold) * size * _LINE_HEIGHT


def _lines(text: str, room: float, size: int, *, bold: bool) -> int:
    """How many lines a text takes in this room, its words whole where they fit."""
    if len(text) * size * _WIDEST_LETTER <= room and "\n" not in text:
        return 1
    paragraphs = text.split("\n")
    return sum(_lines_of(paragraph, room, size, bold=bold) for paragraph in paragraphs)


def _lines_of(paragraph: str, room: float, size: int, *, bold: bool) -> int:
    space = _width(" ", size, bold)
    lines, used = 1, 0.0
    for word in paragraph.split(" "):
        width = _width(word, size, bold)
        if used and used + space + width <= room:
            used += space + width
            continue
        lines += bool(used)
        parts = max(1, ceil(width / room))
        lines += parts - 1
        used = width - (parts - 1) * room
    return lines


@lru_cache(maxsize=16_384)  # the rows of a batch repeat their words
def _width(word: str, size: int, bold: bool) -> float:
    return text_width_pt(word, size, bold=bold)
