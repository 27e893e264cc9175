"""The styles of a document, each with what it comes to through the styles it is based on."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from vanban.check.observing.numbering import Numbering
from vanban.check.observing.paragraph_properties import paragraph_properties
from vanban.check.observing.run_properties import Properties, run_properties
from vanban.check.observing.tags import (
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    STYLE_ID,
    VALUE,
    W,
)

_BASE_FONT = {"ascii": "Times New Roman", "hAnsi": "Times New Roman"}
_BASE_SIZE = 10.0
_LONGEST_CHAIN = 40


class StyleFormat(NamedTuple):
    """What a style says together with those that it is based on."""

    name: str
    run: Properties
    paragraph: Properties


class StyleSheet:
    """The styles part, and the defaults of the document."""

    def __init__(self, root: Any, themes: Mapping[str, str], numbering_root: Any) -> None:
        """Takes the roots of the styles and numbering parts, or None for what is missing."""
        self.themes = themes
        styles = list(root.iterchildren(W + "style")) if root is not None else []
        self._styles = {(style.get(W + "type"), style.get(STYLE_ID)): style for style in styles}
        self._default_ids = {
            style.get(W + "type"): style.get(STYLE_ID)
            for style in styles
            if style.get(W + "default") in ("1", "true", "on")
        }
        self._formats: dict[tuple[str, str | None], StyleFormat] = {}
        self.numbering = Numbering(numbering_root, self._style_lists(styles))
        self.run_defaults, self.paragraph_defaults = self._read_defaults(root)
        normal = {**self.run_defaults, **self.paragraph_style(None).run}
        self.character_points = float(normal["size"])

    def paragraph_style(self, style_id: str | None) -> StyleFormat:
        """A paragraph style; the default one where there is none of this identifier."""
        return self._format("paragraph", style_id)

    def character_style(self, style_id: str) -> Properties:
        """What a character style says."""
        if ("character", style_id) not in self._styles:
            return {}
        return self._format("character", style_id).run

    def known(self, kind: str, style_id: str | None) -> str | None:
        """The identifier of a style; None, which stands for the default one, for an unknown one."""
        return style_id if (kind, style_id) in self._styles else None

    def table_style_chain(self, style_id: str | None) -> tuple[Any, ...]:
        """The elements of a table style, from the one it is ultimately based on."""
        return tuple(reversed(list(self._bases("table", style_id))))

    def merged_run(self, rpr: Any, onto: Properties) -> Properties:
        """Properties with those of a w:rPr (or None) laid over."""
        return {**onto, **run_properties(rpr, self.themes)} if rpr is not None else onto

    def merged_paragraph(self, found: Properties, onto: Properties) -> Properties:
        """Paragraph properties laid over others, those of a list that they name between them."""
        level = self._list_level(found, onto)
        return {**onto, **(level.properties if level else {}), **found}

    def _list_level(self, found: Properties, onto: Properties) -> Any:
        if "numId" not in found and "ilvl" not in found:
            return None
        named = {"numId": 0, "ilvl": 0, **onto, **found}
        return self.numbering.level(named["numId"], named["ilvl"])

    def _format(self, kind: str, style_id: str | None) -> StyleFormat:
        key = (kind, self.known(kind, style_id))
        if key not in self._formats:
            self._formats[key] = self._read(*key)
        return self._formats[key]

    def _read(self, kind: str, style_id: str | None) -> StyleFormat:
        chain = list(self._bases(kind, style_id))
        run: Properties = {}
        paragraph: Properties = {}
        for style in reversed(chain):
            run = self.merged_run(style.find(RUN_PROPERTIES), run)
            ppr = style.find(PARAGRAPH_PROPERTIES)
            if ppr is not None:
                found = paragraph_properties(ppr)
                self._take_linked_level(found, style.get(STYLE_ID))
                paragraph = self.merged_paragraph(found, paragraph)
        return StyleFormat(_name(chain[0]) if chain else "", run, paragraph)

    def _take_linked_level(self, found: Properties, style_id: str) -> None:
        """A style that names a list without a level has the level that the list links to it."""
        if "numId" in found and "ilvl" not in found:
            found["ilvl"] = self.numbering.level_of_style(found["numId"], style_id)

    def _bases(self, kind: str, style_id: str | None) -> Iterator[Any]:
        """A style, then the ones that it is based on; the default style if there is no such."""
        style = self._styles.get((kind, style_id))
        if style is None:
            style = self._styles.get((kind, self._default_ids.get(kind)))
        seen: set[Any] = set()
        while style is not None and style not in seen and len(seen) < _LONGEST_CHAIN:
            yield style
            seen.add(style)
            base = style.find(W + "basedOn")
            style = self._styles.get((kind, base.get(VALUE))) if base is not None else None

    def _style_lists(self, styles: list[Any]) -> dict[str, int]:
        found = {}
        for style in styles:
            ppr = style.find(PARAGRAPH_PROPERTIES)
            number = paragraph_properties(ppr).get("numId") if ppr is not None else None
            if number is not None:
                found[style.get(STYLE_ID, "")] = number
        return found

    def _read_defaults(self, root: Any) -> tuple[Properties, Properties]:
        run: Properties = {**_BASE_FONT, "size": _BASE_SIZE}
        defaults = root.find(W + "docDefaults") if root is not None else None
        if defaults is None:
            return run, {}
        run = self.merged_run(defaults.find(f"{W}rPrDefault/{RUN_PROPERTIES}"), run)
        ppr = defaults.find(f"{W}pPrDefault/{PARAGRAPH_PROPERTIES}")
        return run, paragraph_properties(ppr) if ppr is not None else {}


def _name(style: Any) -> str:
    name = style.find(W + "name")
    return str(name.get(VALUE, "")) if name is not None else str(style.get(STYLE_ID, ""))
