"""The lines of a document as recognition reads them: words, where they stand, how they look."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from vanban.check.components import Stretch
from vanban.check.facts import Block, Cell, Paragraph, Section, Table
from vanban.wording import strip_accents

Side: TypeAlias = Literal["", "trai", "phai"]

# As much of a line as its first words are told by.
_KEY_LENGTH = 120
# Text with more small letters of ASCII among its first characters is not in capitals.
_SAMPLE, _MOST_SMALL = 60, 6
_SMALL = re.compile("[a-z]")
_SPACES = re.compile(r"\s+")
_TYPED_LINE = re.compile(r"[\s\-_–—=*.…~]*")
_HALF = 0.5
# What separates two things set side by side in one paragraph.
GAP = re.compile(r"[ \u00a0]*\t\s*|[ \u00a0]{3,}")
_STYLE = re.compile(r"VB_(\w+)")
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def fold(text: str) -> str:
    """``text`` in small letters without accents, runs of white space being one space."""
    return _SPACES.sub(" ", strip_accents(text)).strip().lower()


@dataclass(eq=False)
class Line:
    """A paragraph, or one of the lines or columns in it, with the cell it stands in.

    ``block`` counts the blocks of the body from 0; -1 is the header of the page. ``row`` counts the
    rows of the innermost table. ``side`` tells which of two things that share a paragraph it is.
    """

    paragraph: Paragraph
    start: int
    end: int
    block: int = -1
    table: Table | None = None
    cell: Cell | None = None
    row: int = 0
    section: Section | None = None
    side: Side = ""

    @cached_property
    def text(self) -> str:
        """The words, without white space around them."""
        return self.paragraph.text[self.start : self.end].strip()

    @cached_property
    def key(self) -> str:
        """The first words, folded."""
        return fold(self.text[:_KEY_LENGTH])

    @cached_property
    def is_blank(self) -> bool:
        """Whether it prints no words, or only a line made of signs."""
        return not self.paragraph.number and _TYPED_LINE.fullmatch(self.text) is not None

    @cached_property
    def bold_share(self) -> float:
        """The share of its characters that are bold."""
        sizes = [(len(run.text.strip()), run.font.bold) for run in self.stretch.runs]
        return sum(size for size, bold in sizes if bold) / (sum(size for size, _ in sizes) or 1)

    @property
    def is_bold(self) -> bool:
        """Whether most of it is bold."""
        return self.bold_share > _HALF

    @cached_property
    def is_italic(self) -> bool:
        """Whether most of it is italic."""
        sizes = [(len(run.text.strip()), run.font.italic) for run in self.stretch.runs]
        return 2 * sum(size for size, italic in sizes if italic) > sum(size for size, _ in sizes)

    @cached_property
    def is_capital(self) -> bool:
        """Whether it prints in capitals, but for a letter or two."""
        printed = "".join(
            [run.text.upper() if run.font.capitals else run.text for run in self.stretch.runs]
        )
        if len(_SMALL.findall(printed[:_SAMPLE])) > _MOST_SMALL:
            return False
        letters = [char for char in printed if char.isalpha()]
        small = sum(1 for char in letters if not char.isupper())
        return len(letters) > 1 and small <= len(letters) // 10

    @property
    def is_centred(self) -> bool:
        """Whether its paragraph is centred."""
        return self.paragraph.alignment == "giua"

    @property
    def stretch(self) -> Stretch:
        """Its words as a stretch of the paragraph."""
        return Stretch(self.paragraph, self.start, self.end)

    @cached_property
    def component(self) -> str:
        """The component its style is for, where that is a style of vanban; "" for others."""
        found = _STYLE.fullmatch(self.paragraph.style)
        return _CAPITAL.sub("_", found[1]).lower() if found else ""

    @property
    def room_mm(self) -> float | None:
        """Width of the cell or the text area it stands in; None where that is not known."""
        if self.cell is not None:
            return self.cell.width_mm
        if self.section is None or self.side:
            return None
        return self.section.text_width_mm

    @property
    def column(self) -> int:
        """The column of its cell in the innermost table; 0 outside of tables."""
        return self.cell.column if self.cell else 0

    def cut(self, start: int, end: int, side: Side = "") -> "Line":
        """The part of it between two places in its paragraph."""
        return Line(
            self.paragraph,
            start,
            end,
            self.block,
            self.table,
            self.cell,
            self.row,
            self.section,
            side or self.side,
        )

    def split(self) -> "Iterator[Line]":
        """Its lines as soft breaks make them."""
        if "\n" not in self.paragraph.text:
            yield self
            return
        at = self.start
        for part in self.paragraph.text[self.start : self.end].split("\n"):
            yield self.cut(at, at + len(part))
            at += len(part) + 1


def lines_of(sections: Iterable[Section]) -> list[Line]:
    """The paragraphs of the body, each as one line, row by row through tables."""
    lines: list[Line] = []
    block_number = 0
    for section in sections:
        for block in section.blocks:
            lines.extend(_lines_in((block,), block_number, section))
            block_number += 1
    return lines


def lines_in_header(section: Section) -> list[Line]:
    """The lines of the header on the first page of a section."""
    margins = [m for m in section.margins if m.part == "dau_trang"]
    first = [m for m in margins if m.on == "trang_dau"] or [
        m for m in margins if m.on == "cac_trang" and not section.first_page_differs
    ]
    return [line for margin in first for line in _lines_in(margin.blocks, -1, section)]


def _lines_in(
    blocks: tuple[Block, ...],
    number: int,
    section: Section,
    place: tuple[Table, Cell, int] | None = None,
) -> Iterator[Line]:
    table, cell, row = place or (None, None, 0)
    for block in blocks:
        if isinstance(block, Paragraph):
            end = len(block.text)
            yield Line(block, 0, end, number, table, cell, row, section)
        else:
            for inner_row, cells in enumerate(block.rows):
                for inner in cells:
                    yield from _lines_in(inner.blocks, number, section, (block, inner, inner_row))
