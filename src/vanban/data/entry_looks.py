"""How the sheets of an entry form look: fonts, colours, and rows high enough for their texts."""

from collections.abc import Iterable
from typing import Any

from vanban.wording import count_lines, text_width_pt

_FACE = "Times New Roman"
_SIZES = {"title": 15, "guide": 12, "hint": 11}
_USUAL_SIZE = 12
_BOLD = frozenset({"title", "heading", "needed", "counter_heading", "base_heading", "open"})
_ITALIC = frozenset({"hint", "example"})
_CENTRED = frozenset({"heading", "needed", "counter_heading", "base_heading", "counter"})
_BORDERLESS = frozenset({"title", "guide"})
_FILLS = {
    "needed": "FFFFD966",
    "heading": "FFD9EAD3",
    "counter_heading": "FFEDEDED",
    "base_heading": "FFEDEDED",
    "hint": "FFF7F7F7",
    "example": "FFF7F7F7",
    "needed_cell": "FFFFF9E5",
    "open": "FFFFD966",
}
_INKS = {"hint": "FF595959", "example": "FF1F4E79", "title": "FF1F3864"}
_LINES = "FFA6A6A6"
# A character of width in Excel is a digit of the usual font: half an em, and a little less on
# screens that round down.
_POINTS_A_CHARACTER = 5.8
_LINE_HEIGHT = 1.32
_A4 = 9
_PADDING_PT = 6
_INDENTED_PT = 14
_MOST_HEIGHT_PT = 400


class Looks:
    """The named looks of a workbook's cells, each made once."""

    def __init__(self, workbook: Any) -> None:
        from openpyxl.styles import Font  # noqa: PLC0415 - an optional library

        # The widths of columns count digits of the usual font, which blank cells have too.
        usual = Font(name=_FACE, size=_USUAL_SIZE, family=1)
        workbook._named_styles["Normal"].font = usual
        workbook._fonts[0] = usual
        self._made: dict[str, dict[str, Any]] = {}

    def put(self, cell: Any, value: str | int, style: str, number_format: str = "@") -> None:
        """Writes a value, which is never taken for a formula, in a look."""
        cell.value = value or None
        if isinstance(value, str) and value:
            cell.data_type = "s"
        self.dress(cell, style, number_format)

    def dress(self, cell: Any, style: str, number_format: str = "@") -> None:
        """Gives a cell, or a whole column, a look."""
        for name, part in self._parts(style).items():
            setattr(cell, name, part)
        cell.number_format = number_format

    def font_of(self, style: str) -> Any:
        """The font of a look, for a whole column."""
        return self._parts(style)["font"]

    def _parts(self, style: str) -> dict[str, Any]:
        if style not in self._made:
            self._made[style] = _parts_of(style)
        return self._made[style]


def _parts_of(style: str) -> dict[str, Any]:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415

    side = Side(style="thin", color=_LINES)
    parts = {
        "font": Font(
            name=_FACE,
            size=size_of(style),
            family=1,
            bold=style in _BOLD,
            italic=style in _ITALIC,
            color=_INKS.get(style, "FF000000"),
        ),
        "alignment": Alignment(
            horizontal="center" if style in _CENTRED else "left",
            vertical="center" if style in _CENTRED | {"title"} else "top",
            wrap_text=True,
            indent=0 if style in _CENTRED | _BORDERLESS else 1,
        ),
    }
    if style not in _BORDERLESS:
        parts["border"] = Border(side, side, side, side)
    if colour := _FILLS.get(style):
        parts["fill"] = PatternFill("solid", fgColor=colour)
    return parts


def size_of(style: str) -> int:
    """The size of the letters of a look, in points."""
    return _SIZES.get(style, _USUAL_SIZE)


def height_pt(texts: Iterable[tuple[str, float]], style: str) -> float:
    """The height in points of a row of texts, each in a column of so many characters."""
    lines = max((_count_lines(text, width, style) for text, width in texts), default=1)
    return min(_MOST_HEIGHT_PT, round(lines * size_of(style) * _LINE_HEIGHT + _PADDING_PT, 1))


def _count_lines(text: str, width: float, style: str) -> int:
    """How many lines a text takes in a column of ``width`` characters."""
    margin = _PADDING_PT if style in _BORDERLESS else _INDENTED_PT
    room = width * _POINTS_A_CHARACTER - margin
    is_bold, is_italic = style in _BOLD, style in _ITALIC
    return count_lines(text, room, size_of(style), bold=is_bold, italic=is_italic)


def least_width(heading: str, style: str) -> float:
    """The width in characters that no word of a heading is broken in."""
    widths = (text_width_pt(w, size_of(style), bold=style in _BOLD) for w in heading.split())
    widest = max(widths, default=0.0)
    return round((widest + 2 * _PADDING_PT) / _POINTS_A_CHARACTER, 1)


def set_up_page(sheet: Any, *, heading_row: int) -> None:
    """A4 across, as wide as the paper, the headings on every page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.4
    margins.bottom, margins.header, margins.footer = 0.6, 0.2, 0.3
    sheet.oddFooter.right.text = "Trang &P/&N"
