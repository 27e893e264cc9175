"""Cell formats with the colour of a fault, and the way back to those that the cells had before.

A marked format is a clone of the cell's own with another fill. Its named style holds the whole
format as it was, which outlives a round through Excel or LibreOffice, where numbers change.
"""

import re
from copy import deepcopy
from typing import Any

from lxml import etree

# No colour of a palette, so that nobody else has it.
MARK_COLOUR = "FFFFB1A4"
_STYLE = re.compile(r"Cần sửa (\d+) \((.*)\)", re.DOTALL)
_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_USUAL = "Normal"


class MarkedStyles:
    """The styles of a workbook; formats go by their numbers, as cells name them."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._space = f"{{{etree.QName(root).namespace}}}"
        self._formats = self._list("cellXfs")
        self._named_formats = self._list("cellStyleXfs")
        self._names = self._list("cellStyles")
        self._fills = self._list("fills")
        self._marked: dict[int, int] = {}
        self._plain: dict[int, int] = {}
        fills = {n for n, fill in enumerate(self._fills) if self._is_mark_fill(fill)}
        formats = enumerate(self._formats)
        self.old_marks = frozenset(n for n, xf in formats if int(xf.get("fillId", 0)) in fills)
        """The formats that an earlier run has coloured."""

    def marked(self, number: int) -> int:
        """The format ``number`` in the colour of a fault."""
        plain = self.plain(number)
        if plain not in self._marked:
            own = self._formats[plain]
            xf = deepcopy(own)
            xf.set("fillId", str(self._mark_fill()))
            xf.set("applyFill", "1")
            xf.set("xfId", str(self._named(own)))
            self._marked[plain] = self._number_of(xf)
        return self._marked[plain]

    def plain(self, number: int) -> int:
        """The format ``number`` without the colour of an earlier run."""
        if number not in self.old_marks:
            return number if number < len(self._formats) else 0
        if number not in self._plain:
            xf = deepcopy(self._formats[number])
            fill, apply, above = self._before(int(xf.get("xfId", 0)))
            xf.set("fillId", fill)
            xf.set("xfId", str(above))
            xf.attrib.pop("applyFill", None)
            if apply:
                xf.set("applyFill", apply)
            self._plain[number] = self._number_of(xf)
        return self._plain[number]

    def finish(self) -> None:
        """Says how many formats there are now."""
        for name in ("fills", "cellStyleXfs", "cellXfs", "cellStyles"):
            found = self._list(name)
            found.set("count", str(len(found)))

    def _list(self, name: str) -> Any:
        """The list of this name, made in its place where there is none."""
        found = self._root.find(f"{self._space}{name}")
        if found is None:
            found = etree.Element(f"{self._space}{name}")
            before = {f"{self._space}{other}" for other in _ORDER[: _ORDER.index(name)]}
            place = sum(child.tag in before for child in self._root)
            self._root.insert(place, found)
        if name == "cellStyleXfs" and not len(found):
            etree.SubElement(found, f"{self._space}xf")
        if name == "cellStyles" and not len(found):
            usual = {"name": _USUAL, "xfId": "0", "builtinId": "0"}
            etree.SubElement(found, f"{self._space}cellStyle", usual)
        return found

    def _is_mark_fill(self, fill: Any) -> bool:
        return any(colour.get("rgb") == MARK_COLOUR for colour in fill.iter("{*}fgColor"))

    def _mark_fill(self) -> int:
        for number, fill in enumerate(self._fills):
            if self._is_mark_fill(fill):
                return number
        fill = etree.SubElement(self._fills, f"{self._space}fill")
        pattern = etree.SubElement(fill, f"{self._space}patternFill", {"patternType": "solid"})
        etree.SubElement(pattern, f"{self._space}fgColor", {"rgb": MARK_COLOUR})
        etree.SubElement(pattern, f"{self._space}bgColor", {"indexed": "64"})
        return len(self._fills) - 1

    def _named(self, own: Any) -> int:
        """The named style that keeps the format ``own``."""
        kept = deepcopy(own)
        above = self._name_of(int(kept.attrib.pop("xfId", 0)))
        used = [0]
        for style in self._names:
            if found := _STYLE.fullmatch(style.get("name", "")):
                number = int(style.get("xfId", 0))
                used.append(int(found[1]))
                if found[2] == above and _same(self._named_formats[number], kept):
                    return number
        self._named_formats.append(kept)
        number = len(self._named_formats) - 1
        name = f"Cần sửa {max(used) + 1} ({above})"
        style = {"name": name, "xfId": str(number)}
        etree.SubElement(self._names, f"{self._space}cellStyle", style)
        return number

    def _name_of(self, number: int) -> str:
        names = (s.get("name", "") for s in self._names if int(s.get("xfId", 0)) == number)
        return next(names, _USUAL)

    def _before(self, number: int) -> tuple[str, str, int]:
        """The fill, whether it applies, and the named style of a format before it was marked."""
        found = _STYLE.fullmatch(self._name_of(number))
        if found is None or number >= len(self._named_formats):
            return "0", "", number
        named = {style.get("name"): int(style.get("xfId", 0)) for style in self._names}
        kept = self._named_formats[number]
        return kept.get("fillId", "0"), kept.get("applyFill", ""), named.get(found[2], 0)

    def _number_of(self, xf: Any) -> int:
        """The number of a format, which is added when there is none like it."""
        for number, other in enumerate(self._formats):
            if _same(other, xf):
                return number
        self._formats.append(xf)
        return len(self._formats) - 1


def _same(one: Any, other: Any) -> bool:
    return bool(
        dict(one.attrib) == dict(other.attrib)
        and len(one) == len(other)
        and all(a.tag == b.tag and _same(a, b) for a, b in zip(one, other, strict=True))
    )
