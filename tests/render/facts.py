"""What a .docx of ours says of its form: every value as Word takes it, direct or by style."""

from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from typing import Any, NamedTuple

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

TWIPS_PER_PT = 20
MM_PER_PT = 25.4 / 72
_RULE = "VB_DuongKe"
_OFF = ("0", "false", "none")


class AbsentError(AssertionError):
    """A document has none of what a check is about."""


class RunForm(NamedTuple):
    """How the letters of a run look; ``size`` is in points."""

    size: float
    bold: bool
    italic: bool
    colour: str
    font: str


class Line(NamedTuple):
    """A drawn line: its kind, its length in points, and the room at each end."""

    kind: str
    length_pt: float
    left_pt: float
    right_pt: float


class Par:
    """A paragraph with the form it has when its style, and what the style is based on, is read."""

    def __init__(self, element: Any, facts: "Facts") -> None:
        self.element = element
        self.facts = facts

    @cached_property
    def style(self) -> str:
        found = self.element.find("./" + qn("w:pPr") + "/" + qn("w:pStyle"))
        return "Normal" if found is None else str(found.get(qn("w:val")))

    @cached_property
    def text(self) -> str:
        """Its text, every space ordinary."""
        return Paragraph(self.element, self.facts.document).text.replace("\u00a0", " ")

    @cached_property
    def one_line(self) -> str:
        """Its text without the breaks that balance its lines."""
        return self.text.replace("\n", " ")

    @cached_property
    def runs(self) -> list[tuple[str, RunForm]]:
        """The text and the form of every run that shows something."""
        runs = ((_run_text(r), self._form(r)) for r in self.element.iter(qn("w:r")))
        return [(text, form) for text, form in runs if text.strip()]

    @property
    def forms(self) -> set[RunForm]:
        return {form for _, form in self.runs}

    @property
    def align(self) -> str:
        """left, center, both or right."""
        found = self._paragraph_property("w:jc")
        return "left" if found is None else str(found.get(qn("w:val")))

    def indent(self, side: str) -> float:
        """An indent in points: left, right, firstLine or hanging."""
        return int(self._attribute("w:ind", side) or 0) / TWIPS_PER_PT

    def spacing(self, side: str) -> float:
        """Room ``before`` or ``after`` in points."""
        return int(self._attribute("w:spacing", side) or 0) / TWIPS_PER_PT

    @property
    def line_spacing(self) -> float:
        """In lines; an exact height counts as none."""
        rule = self._attribute("w:spacing", "lineRule") or "auto"
        return int(self._attribute("w:spacing", "line") or 240) / 240 if rule == "auto" else 0.0

    @property
    def keeps_with_next(self) -> bool:
        return _is_on(self._paragraph_property("w:keepNext"))

    @property
    def next(self) -> "Par | None":
        """The paragraph that follows in the same cell or body, when it is one."""
        after = self.element.getnext()
        return None if after is None or after.tag != qn("w:p") else Par(after, self.facts)

    @property
    def previous(self) -> "Par | None":
        before = self.element.getprevious()
        return None if before is None or before.tag != qn("w:p") else Par(before, self.facts)

    def line_below(self) -> Line:
        """The line right below: a top border between two indents."""
        below = self.next
        if below is None or below.style != _RULE:
            raise AbsentError(f"no line below “{self.text}”")
        return below.as_line()

    def as_line(self) -> Line:
        borders = self._paragraph_property("w:pBdr")
        (border,) = () if borders is None else tuple(borders)
        assert border.tag == qn("w:top")
        left, right = self.indent("left"), self.indent("right")
        return Line(border.get(qn("w:val")), self.room_pt - left - right, left, right)

    @property
    def cell(self) -> Any:
        return next(self.element.iterancestors(qn("w:tc")), None)

    @property
    def row(self) -> Any:
        return next(self.element.iterancestors(qn("w:tr")), None)

    @property
    def table(self) -> Any:
        return next(self.element.iterancestors(qn("w:tbl")), None)

    @property
    def column(self) -> int:
        """The place of its cell in the row."""
        return [child for child in self.row if child.tag == qn("w:tc")].index(self.cell)

    @property
    def room_pt(self) -> float:
        """The width of the cell, whose margins are nil, or of the text area."""
        if self.cell is None:
            return self.facts.text_width_pt(self.facts.section_of(self.element))
        margins = self.table.find("./" + qn("w:tblPr") + "/" + qn("w:tblCellMar"))
        assert {side.get(qn("w:w")) for side in margins} == {"0"}
        return int(self.cell.find(".//" + qn("w:tcW")).get(qn("w:w"))) / TWIPS_PER_PT

    def _attribute(self, tag: str, name: str) -> str | None:
        """An attribute of a paragraph property: attributes are inherited one by one."""
        for properties in self._property_sources("w:pPr"):
            found = properties.find(qn(tag))
            if found is not None and found.get(qn(f"w:{name}")) is not None:
                return str(found.get(qn(f"w:{name}")))
        return None

    def _paragraph_property(self, tag: str) -> Any:
        for properties in self._property_sources("w:pPr"):
            if (found := properties.find(qn(tag))) is not None:
                return found
        return None

    def _property_sources(self, tag: str) -> Iterator[Any]:
        own = self.element.find(qn(tag)) if tag == "w:pPr" else None
        if own is not None:
            yield own
        yield from self.facts.style_sources(self.style, tag)

    def _form(self, run: Any) -> RunForm:
        own = run.find(qn("w:rPr"))
        sources = [*([own] if own is not None else []), *self._property_sources("w:rPr")]

        def value(tag: str) -> Any:
            return next((f for s in sources if (f := s.find(qn(tag))) is not None), None)

        return RunForm(
            int(value("w:sz").get(qn("w:val"))) / 2,
            _is_on(value("w:b")),
            _is_on(value("w:i")),
            value("w:color").get(qn("w:val")),
            value("w:rFonts").get(qn("w:ascii")),
        )


class Facts:
    """One document: its paragraphs by style, in the order of the page."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.document: Any = docx.Document(BytesIO(data))
        self.body = self.document.element.body
        self.sections: list[Any] = list(self.document.sections)
        self.paragraphs = [Par(element, self) for element in self.body.iter(qn("w:p"))]
        self._styles = {s.get(qn("w:styleId")): s for s in self.document.styles.element}
        self._ends = [e.getparent() for e in self.body.iter(qn("w:sectPr"))]
        self._sources: dict[tuple[str, str], list[Any]] = {}

    def of(self, *styles: str) -> list[Par]:
        """The paragraphs in these styles, in the body, else at the edges of the first pages."""
        found = [p for p in self.paragraphs if p.style in styles]
        found = found or [p for p in self.edges if p.style in styles]
        if not found:
            raise AbsentError(f"nothing in the style {' or '.join(styles)}")
        return found

    def has(self, style: str) -> bool:
        return any(p.style == style for p in self.paragraphs)

    def texts(self, *styles: str) -> list[str]:
        return [p.one_line for p in self.of(*styles)]

    @cached_property
    def order(self) -> list[str]:
        """The styles of the paragraphs, as they follow one another."""
        return [p.style for p in self.paragraphs]

    @cached_property
    def edges(self) -> list[Par]:
        """The paragraphs of every header and footer."""
        return [
            p
            for section in self.sections
            for edge in (
                section.header,
                section.footer,
                section.first_page_header,
                section.first_page_footer,
            )
            for p in self.in_edge(edge)
        ]

    def in_edge(self, edge: Any) -> list[Par]:
        """The paragraphs of a header or footer."""
        return [Par(element, self) for element in edge._element.iter(qn("w:p"))]

    def section_of(self, element: Any) -> Any:
        """The section that a part of the body stands in; that of an edge is the first."""
        tops = list(self.body)
        block: Any = element
        while block is not None and block.getparent() is not self.body:
            block = block.getparent()
        if block is None:
            return self.sections[0]
        place = tops.index(block)
        return self.sections[sum(1 for end in self._section_ends(tops) if end < place)]

    def in_section(self, number: int) -> list[Par]:
        """The paragraphs of a section, counted from 0; the last may be -1."""
        wanted = self.sections[number]
        return [p for p in self.paragraphs if self.section_of(p.element) is wanted]

    def before_copy(self, number: int) -> list[Par]:
        """The paragraphs of a section but for what a copy adds below a line as wide as it."""
        found = self.in_section(number)
        copies = [p.table for p in found if p.style == "VB_HinhThucSao"]
        starts = [at for at, p in enumerate(found) if copies and p.table is copies[0]]
        return found[: starts[0]] if starts else found

    def text_width_pt(self, section: Any) -> float:
        return float(section.page_width.pt - section.left_margin.pt - section.right_margin.pt)

    def style_sources(self, style: str, tag: str) -> list[Any]:
        """The properties of a style, of those it is based on, and the defaults, in that order."""
        key = (style, tag)
        if key not in self._sources:
            self._sources[key] = list(self._read_sources(style, tag))
        return self._sources[key]

    def _read_sources(self, style: str, tag: str) -> Iterator[Any]:
        found: Any = self._styles[style]
        while found is not None:
            if (properties := found.find(qn(tag))) is not None:
                yield properties
            above = found.find(qn("w:basedOn"))
            found = None if above is None else self._styles[above.get(qn("w:val"))]
        defaults = self._styles[None].find(f".//{qn(tag)}")
        if defaults is not None:
            yield defaults

    def _section_ends(self, tops: list[Any]) -> list[int]:
        """Where each section but the last ends: at the paragraph that holds its properties."""
        return [tops.index(end.getparent()) for end in self._ends if end.tag == qn("w:pPr")]


def _is_on(element: Any) -> bool:
    return element is not None and element.get(qn("w:val"), "1") not in _OFF


def _run_text(run: Any) -> str:
    return "".join(child.text or "" for child in run if child.tag == qn("w:t"))
