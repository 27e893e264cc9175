"""The formatting that takes effect on a paragraph and on its characters."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from vanban.check.facts import Alignment, Font, Spacing
from vanban.check.observing.measures import MM_PER_POINT, MM_PER_TWIP
from vanban.check.observing.paragraph_properties import paragraph_properties
from vanban.check.observing.run_properties import TOGGLES, Properties, key_of, run_properties
from vanban.check.observing.style_sheet import StyleSheet
from vanban.check.observing.table_styles import PLAIN, TableFormat
from vanban.check.observing.tags import SECTION, W

_POINTS_PER_LINE = 12.0
_AUTO_SPACE = 14.0
_MOST_KEPT = 4096
_SKIPPED = frozenset({SECTION, W + "pPrChange"})
_ALIGNMENTS: dict[str, Alignment] = {
    "center": "giua",
    "both": "deu",
    "distribute": "deu",
    "thaiDistribute": "deu",
    "lowKashida": "deu",
    "mediumKashida": "deu",
    "highKashida": "deu",
}
_RULES: dict[str, Literal["auto", "exact", "at_least"]] = {
    "exact": "exact",
    "atLeast": "at_least",
    "auto": "auto",
}


class Fonts(NamedTuple):
    """The font of letters without marks, and that of all others, which mostly is the same."""

    plain: Font
    other: Font
    is_hidden: bool = False


class ParagraphFormat(NamedTuple):
    """The formatting of a paragraph; ``frame`` is its w:dropCap ("none" without), or ""."""

    style_id: str | None
    style: str
    alignment: Alignment
    left_mm: float
    right_mm: float
    first_line_mm: float
    spacing: Spacing
    is_contextual: bool
    keep_next: bool
    page_break_before: bool
    list: tuple[int, int] | None
    borders: Mapping[str, bool]
    frame: str
    joins_next: bool
    drops_number: bool


class Formatting:
    """Looks up formatting in a style sheet, and remembers what it found."""

    def __init__(self, sheet: StyleSheet) -> None:
        """Takes the style sheet of the document."""
        self._sheet = sheet
        self._paragraphs: dict[Any, ParagraphFormat] = {}
        self._fonts: dict[Any, Fonts] = {}

    def paragraph(self, ppr: Any, table: TableFormat = PLAIN) -> ParagraphFormat:
        """The formatting of a paragraph with this w:pPr (or None) in a cell of such a table."""
        key = (table, key_of(ppr, _SKIPPED) if ppr is not None else ())
        found = self._paragraphs.get(key)
        if found is None:
            if len(self._paragraphs) > _MOST_KEPT:
                self._paragraphs.clear()
            found = self._paragraphs[key] = self._read_paragraph(ppr, table)
        return found

    def fonts(self, rpr: Any, style_id: str | None, table: TableFormat = PLAIN) -> Fonts:
        """The fonts of a run with this w:rPr (or None) in a paragraph of this style."""
        key = (table, style_id, key_of(rpr) if rpr is not None else ())
        found = self._fonts.get(key)
        if found is None:
            if len(self._fonts) > _MOST_KEPT:
                self._fonts.clear()
            found = self._fonts[key] = self._read_fonts(rpr, style_id, table)
        return found

    def _read_paragraph(self, ppr: Any, table: TableFormat) -> ParagraphFormat:
        direct = paragraph_properties(ppr) if ppr is not None else {}
        style_id = direct.get("style")
        style = self._sheet.paragraph_style(style_id)
        merged = {**self._sheet.paragraph_defaults, **table.paragraph}
        merged = self._sheet.merged_paragraph(style.paragraph, merged)
        merged = self._sheet.merged_paragraph(direct, merged)
        character = self._sheet.character_points
        return ParagraphFormat(
            style_id,
            style.name,
            _alignment(merged),
            _indent(merged, "left", character),
            _indent(merged, "right", character),
            _indent(merged, "first", character),
            _spacing(merged),
            merged.get("contextualSpacing", False),
            merged.get("keepNext", False),
            merged.get("pageBreakBefore", False),
            (merged["numId"], merged.get("ilvl", 0)) if merged.get("numId", 0) > 0 else None,
            merged.get("borders", {}),
            merged.get("frame", ""),
            direct.get("joins_next", False),
            direct.get("numId") == 0,
        )

    def _read_fonts(self, rpr: Any, style_id: str | None, table: TableFormat) -> Fonts:
        direct = run_properties(rpr, self._sheet.themes) if rpr is not None else {}
        paragraph = self._sheet.paragraph_style(style_id).run
        character = direct.get("style")
        named = self._sheet.character_style(character) if character else {}
        defaults = self._sheet.run_defaults
        merged = {**defaults, **table.run, **paragraph, **named, **direct}
        for toggle in TOGGLES:
            if toggle in merged and toggle not in direct:
                levels = [level.get(toggle, False) for level in (table.run, paragraph, named)]
                merged[toggle] = defaults.get(toggle, False) or sum(levels) % 2 == 1
        return _fonts(merged)


def _fonts(merged: Properties) -> Fonts:
    """Characters of a complex script have a size, weight and family of their own."""
    complex_script = merged.get("cs", False) is True or merged.get("rtl", False)
    mark = "Cs" if complex_script else ""
    plain = Font(
        merged["csFamily"] if complex_script and "csFamily" in merged else merged["ascii"],
        merged["size" + mark] if "size" + mark in merged else merged["size"],
        merged.get("b" + mark, False),
        merged.get("i" + mark, False),
        merged.get("underline", False),
        merged.get("caps", False),
        merged.get("smallCaps", False),
        merged.get("color", ""),
    )
    other = plain if complex_script else plain._replace(family=merged["hAnsi"])
    return Fonts(plain, plain if other == plain else other, merged.get("vanish", False))


def _alignment(merged: Properties) -> Alignment:
    value = merged.get("jc", "left")
    if value in _ALIGNMENTS:
        return _ALIGNMENTS[value]
    ends = value in ("right", "end")
    return "phai" if ends != merged.get("bidi", False) else "trai"


def _indent(merged: Properties, name: str, character_points: float) -> float:
    chars = merged.get(name + "Chars", 0)
    if chars:
        return float(chars / 100 * character_points * MM_PER_POINT)
    return float(merged.get(name, 0) * MM_PER_TWIP)


def _spacing(merged: Properties) -> Spacing:
    line = merged.get("line", 240)
    rule = _RULES.get(merged.get("lineRule", ""), _RULES["auto"])
    before, after = (_space(merged, side) for side in ("before", "after"))
    return Spacing(before, after, line / (240 if rule == "auto" else 20), rule)


def _space(merged: Properties, side: str) -> float:
    if merged.get(side + "Auto"):
        return _AUTO_SPACE
    lines = merged.get(side + "Lines", 0)
    if lines:
        return float(lines / 100 * _POINTS_PER_LINE)
    return float(merged.get(side, 0) / 20)
