"""The looks of cells in the workbooks of a batch, as the style sheet of a workbook states them."""

from dataclasses import dataclass
from enum import IntEnum
from xml.sax.saxutils import quoteattr

FONT = "Times New Roman"
_ROSE = "FFFCE4E4"
# Excel keeps the first two fills for itself.
_FILLS = ("none", "gray125", _ROSE)
# Format 49 is "text": a cell keeps it when it is edited, so "05/UBND" and "=1+1" stay as typed.
_TEXT, _DAY, _WHOLE = 49, 164, 1
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class Style(IntEnum):
    """How a cell looks, by its place in the style sheet."""

    PLAIN = 0
    AGENCY = 1
    AGENCY_BOLD = 2
    BOOK = 3
    COVER = 4
    BANNER = 5
    HEAD = 6
    NUMBERS = 7
    TEXT = 8
    CENTRE = 9
    RIGHT = 10
    DAY = 11
    COUNT = 12
    LABEL = 13
    ALARM = 14
    BANNER_TEXT = 15


@dataclass(frozen=True, slots=True)
class _Look:
    """Size and weight of the letters, where they stand, what surrounds them."""

    size: int = 12
    bold: bool = False
    italic: bool = False
    across: str = "left"
    down: str = "top"
    boxed: bool = False
    fill: str = "none"
    form: int = _TEXT
    wraps: bool = True

    @property
    def font(self) -> str:
        """The letters as XML."""
        marks = ("<b/>" if self.bold else "") + ("<i/>" if self.italic else "")
        return f'<font>{marks}<sz val="{self.size}"/><name val="{FONT}"/><family val="1"/></font>'


_LOOKS = {
    Style.PLAIN: _Look(),
    Style.AGENCY: _Look(14, across="center", down="center"),
    Style.AGENCY_BOLD: _Look(14, bold=True, across="center", down="center"),
    Style.BOOK: _Look(26, bold=True, across="center", down="center"),
    Style.COVER: _Look(16, across="center", down="center"),
    Style.BANNER: _Look(14, bold=True, down="center", wraps=False),
    Style.HEAD: _Look(bold=True, across="center", down="center", boxed=True),
    Style.NUMBERS: _Look(11, italic=True, across="center", down="center", boxed=True),
    Style.TEXT: _Look(boxed=True),
    Style.CENTRE: _Look(across="center", boxed=True),
    Style.RIGHT: _Look(across="right", boxed=True),
    Style.DAY: _Look(across="center", boxed=True, form=_DAY),
    Style.COUNT: _Look(across="center", boxed=True, form=_WHOLE),
    Style.LABEL: _Look(bold=True, boxed=True),
    Style.ALARM: _Look(bold=True, boxed=True, fill=_ROSE),
    Style.BANNER_TEXT: _Look(italic=True, wraps=False),
}


def letters_of(style: Style) -> tuple[int, bool, bool]:
    """The size in points of the letters of a style, whether they are bold, whether they wrap."""
    look = _LOOKS[style]
    return look.size, look.bold, look.wraps


def styles_xml() -> str:
    """The style sheet, whose cell formats stand in the order of ``Style``."""
    looks = [_LOOKS[style] for style in Style]
    fonts = list(dict.fromkeys(look.font for look in looks))
    formats = "".join(_format_xml(look, fonts.index(look.font)) for look in looks)
    sides = "".join(f'<{side} style="thin"/>' for side in ("left", "right", "top", "bottom"))
    return (
        f'<styleSheet xmlns="{_MAIN}">'
        f'<numFmts count="1"><numFmt numFmtId="{_DAY}" formatCode="dd/mm/yyyy"/></numFmts>'
        f'<fonts count="{len(fonts)}">{"".join(fonts)}</fonts>'
        f'<fills count="{len(_FILLS)}">{"".join(map(_fill_xml, _FILLS))}</fills>'
        '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
        f"<border>{sides}<diagonal/></border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        f'</cellStyleXfs><cellXfs count="{len(looks)}">{formats}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )


def _fill_xml(fill: str) -> str:
    if fill in _FILLS[:2]:
        return f"<fill><patternFill patternType={quoteattr(fill)}/></fill>"
    return f'<fill><patternFill patternType="solid"><fgColor rgb="{fill}"/></patternFill></fill>'


def _format_xml(look: _Look, font: int) -> str:
    return (
        f'<xf numFmtId="{look.form}" fontId="{font}" fillId="{_FILLS.index(look.fill)}" '
        f'borderId="{int(look.boxed)}" xfId="0" applyNumberFormat="1" applyFont="1" '
        'applyFill="1" applyBorder="1" applyAlignment="1">'
        f'<alignment horizontal="{look.across}" vertical="{look.down}" '
        f'wrapText="{int(look.wraps)}"/></xf>'
    )
