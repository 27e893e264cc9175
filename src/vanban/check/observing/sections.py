"""Sections: the page, and which headers and footers print on it."""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from vanban.check.facts import Block, Margin, Section
from vanban.check.observing.content import content_of
from vanban.check.observing.measures import MM_PER_TWIP, is_on, twips, whole
from vanban.check.observing.stories import Part, Room, Sheets, Story
from vanban.check.observing.tags import (
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    SECTION,
    VALUE,
    R,
    W,
)
from vanban.check.opening import Package

_LETTER_WIDTH, _LETTER_HEIGHT = 12240.0, 15840.0
_INCH, _HALF_INCH = 1440.0, 720.0
_MOST_COLUMNS = 45
_LARGEST_NUMBER = 1 << 31

_MARGINS: tuple[tuple[Literal["dau_trang", "chan_trang"], str], ...] = (
    ("dau_trang", "headerReference"),
    ("chan_trang", "footerReference"),
)
_PAGES: tuple[tuple[Literal["trang_dau", "trang_chan", "cac_trang"], str], ...] = (
    ("trang_dau", "first"),
    ("trang_chan", "even"),
    ("cac_trang", "default"),
)


class PageSettings(NamedTuple):
    """What the settings of a document say of its pages."""

    even_and_odd: bool = False
    mirror_margins: bool = False
    gutter_at_top: bool = False


class SectionElements(NamedTuple):
    """The elements of one section, and the w:sectPr that describes it (or None)."""

    elements: list[Any]
    properties: Any


def settings_of(root: Any) -> PageSettings:
    """The settings of a settings part, or None for a missing one."""
    if root is None:
        return PageSettings()
    names = ("evenAndOddHeaders", "mirrorMargins", "gutterAtTop")
    found = [root.find(W + name) for name in names]
    return PageSettings(*[e is not None and is_on(e.get(VALUE)) for e in found])


def section_elements(body: Any) -> Iterator[SectionElements]:
    """The sections of a w:body, from first to last; the last may hold nothing."""
    elements: list[Any] = []
    last = None
    for element in content_of(body):
        if element.tag == SECTION:
            last = element
            continue
        elements.append(element)
        if element.tag == PARAGRAPH:
            properties = element.find(f"{PARAGRAPH_PROPERTIES}/{SECTION}")
            if properties is not None:
                yield SectionElements(elements, properties)
                elements = []
    if elements or last is not None:
        yield SectionElements(elements, last)


class Margins:
    """Reads headers and footers; a section without one has that of the section before."""

    def __init__(self, package: Package, sheets: Sheets, settings: PageSettings) -> None:
        """Takes what all sections share."""
        self._package = package
        self._sheets = sheets
        self._settings = settings
        self._targets: dict[tuple[str, str], str] = {}
        self._blocks: dict[str, tuple[Block, ...]] = {}

    def of(self, properties: Any, width_mm: float) -> tuple[Margin, ...]:
        """Those that print on the pages of a section, whose text is so wide."""
        self._take_references(properties)
        printing = {"default"}
        printing.update(["first"] if _switch(properties, "titlePg") else [])
        printing.update(["even"] if self._settings.even_and_odd else [])
        return tuple(
            Margin(part, on, self._read(part, self._targets[reference, pages], width_mm))
            for part, reference in _MARGINS
            for on, pages in _PAGES
            if pages in printing and (reference, pages) in self._targets
        )

    def _take_references(self, properties: Any) -> None:
        relationships = self._package.relationships(self._package.main)
        for element in properties if properties is not None else ():
            kind = element.tag.removeprefix(W)
            relationship = relationships.get(element.get(R + "id", ""))
            if not kind.endswith("Reference") or relationship is None or relationship.is_external:
                continue
            if relationship.target in self._package:
                self._targets[kind, element.get(W + "type", "default")] = relationship.target

    def _read(self, part: Part, target: str, width_mm: float) -> tuple[Block, ...]:
        if target not in self._blocks:
            story = Story(part, self._sheets)
            root = self._package.xml(target)
            self._blocks[target] = story.blocks(content_of(root), Room(width_mm))
        return self._blocks[target]


def page_of(properties: Any, settings: PageSettings) -> Section:
    """The page that a w:sectPr (or None) describes, without blocks."""
    size, margins = _child(properties, "pgSz"), _child(properties, "pgMar")
    kind, numbers = _child(properties, "type"), _child(properties, "pgNumType")
    gutter = _length(margins, "gutter", 0.0)
    at_right = _switch(properties, "rtlGutter")
    at_left = not settings.gutter_at_top and not at_right
    return Section(
        blocks=(),
        width_mm=_length(size, "w", _LETTER_WIDTH),
        height_mm=_length(size, "h", _LETTER_HEIGHT),
        top_mm=_length(margins, "top", _INCH) + (gutter if settings.gutter_at_top else 0.0),
        bottom_mm=_length(margins, "bottom", _INCH),
        left_mm=_length(margins, "left", _INCH) + (gutter if at_left else 0.0),
        right_mm=_length(margins, "right", _INCH)
        + (gutter if at_right and not settings.gutter_at_top else 0.0),
        header_mm=_length(margins, "header", _HALF_INCH),
        footer_mm=_length(margins, "footer", _HALF_INCH),
        first_page_differs=_switch(properties, "titlePg"),
        odd_and_even_differ=settings.even_and_odd,
        starts_page=kind is None or kind.get(VALUE) not in ("continuous", "nextColumn"),
        first_page_number=None
        if numbers is None
        else whole(numbers.get(W + "start"), 0, _LARGEST_NUMBER),
        columns=_columns(_child(properties, "cols")),
        mirrors_margins=settings.mirror_margins,
    )


def _child(properties: Any, tag: str) -> Any:
    return properties.find(W + tag) if properties is not None else None


def _switch(properties: Any, tag: str) -> bool:
    element = _child(properties, tag)
    return element is not None and is_on(element.get(VALUE))


def _length(element: Any, name: str, default: float) -> float:
    """A length in millimetres; a negative margin is one that text may not push."""
    length = twips(element.get(W + name)) if element is not None else None
    return abs(default if length is None else length) * MM_PER_TWIP


def _columns(element: Any) -> int:
    if element is None:
        return 1
    if not is_on(element.get(W + "equalWidth", "1")) and len(element):
        return len(element)
    return whole(element.get(W + "num"), 1, _MOST_COLUMNS) or 1
