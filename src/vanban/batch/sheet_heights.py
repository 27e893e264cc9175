"""How high a row must be for the text in its cells, which not every program works out itself."""

from collections.abc import Sequence
from functools import lru_cache

from vanban.batch.sheet_styles import Style, letters_of
from vanban.wording import count_lines

_PT_PER_CHARACTER = 6.0  # a digit of Times New Roman 12 takes 8 pixels of 0.75 pt
_PADDING_PT = 5.0
# Programs set text a little wider than its metrics; a line too many is better than one too few.
_SLACK = 0.96
_LINE_HEIGHT = 1.3125  # Excel gives 15.75 pt to a line of 12 pt
_MOST_PT = 409.0  # of a row of Excel


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
    return count_lines(text, room, size, bold=bold) * size * _LINE_HEIGHT
