"""What a Word file shows: text with the formatting that takes effect, as its reader sees it.

Observation makes these facts, recognition and rules read them. Nothing here knows the decree.
Lengths are millimetres, sizes points; alignments have the law's words: trai, giua, phai, deu.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple, TypeAlias

Alignment: TypeAlias = Literal["trai", "giua", "phai", "deu"]


class Font(NamedTuple):
    """The formatting of characters that takes effect.

    ``color`` is six hexadecimal digits; "" is automatic. ``capitals`` tells letters that print as
    capitals whatever was typed (w:caps); ``small_capitals`` those of w:smallCaps.
    """

    family: str
    size_pt: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    capitals: bool = False
    small_capitals: bool = False
    color: str = ""


class Run(NamedTuple):
    """Text in one formatting.

    The text is NFC; a tab is "\\t", a line or page break within the paragraph "\\n", a
    non-breaking space "\\u00a0", a non-breaking hyphen "-"; soft hyphens are left out. ``field`` is
    the instruction whose result it is ("PAGE", "NUMPAGES", ...), "" for plain text.
    """

    text: str
    font: Font
    field: str = ""


class DrawnLine(NamedTuple):
    """A horizontal line on the page.

    ``how`` is "hinh" (a drawn shape, also a picture of a line), "vien" (a border of a paragraph or
    cell), "ky_tu" (typed: underscores, dashes), or "gach_chan" (underlined text). ``length_mm`` is
    None where the file does not tell it. ``offset_mm`` is how far below the top of its paragraph
    the file puts a drawn one, None where it does not say so; about 0, it lies right under the
    paragraph before. ``is_dashed`` is of drawn ones.
    """

    how: Literal["hinh", "vien", "ky_tu", "gach_chan"]
    length_mm: float | None = None
    offset_mm: float | None = None
    is_dashed: bool = False


class Place(NamedTuple):
    """Where a paragraph stands, whatever page it falls on.

    ``part`` is "than" (the body), "dau_trang", "chan_trang", "cuoc_chu" (a footnote).
    ``paragraph`` counts the paragraphs of that part from 1 in document order, those in tables and
    text boxes included. ``table``, ``row``, ``cell`` count from 1 and are 0 outside of tables; of
    nested tables the innermost is told.
    """

    part: Literal["than", "dau_trang", "chan_trang", "cuoc_chu"]
    paragraph: int
    table: int = 0
    row: int = 0
    cell: int = 0
    text_box: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Spacing:
    """Space around and in a paragraph; ``line`` is in lines if ``rule`` is "auto", else points."""

    before_pt: float = 0.0
    after_pt: float = 0.0
    line: float = 1.0
    rule: Literal["auto", "exact", "at_least"] = "auto"


@dataclass(frozen=True, eq=False)
class Paragraph:
    """A paragraph as it prints: tracked insertions are there, deletions and hidden text are not.

    ``number`` is the automatic number as Word prints it ("1.", "a)"), which ``text`` has not.
    ``style`` is the style's name; ``lines`` are the lines drawn in or anchored at this paragraph.
    The paragraphs of a text box follow the one it is anchored at.
    ``has_drawing`` tells that a drawing, picture or object stands in it or hangs on it,
    ``drops_number`` that it takes back the automatic number of its style (w:numId 0).
    ``was_decomposed`` tells that the file holds decomposed Unicode. ``element`` is the w:p, None in
    a paragraph that was pickled.
    """

    place: Place
    runs: tuple[Run, ...]
    style: str = ""
    number: str = ""
    alignment: Alignment = "trai"
    left_mm: float = 0.0
    right_mm: float = 0.0
    first_line_mm: float = 0.0
    spacing: Spacing = field(default_factory=Spacing)
    lines: tuple[DrawnLine, ...] = ()
    keep_next: bool = False
    page_break_before: bool = False
    was_decomposed: bool = False
    has_drawing: bool = False
    drops_number: bool = False
    element: Any = None

    def __getstate__(self) -> dict[str, Any]:
        """Without the element, which belongs to a tree of this process."""
        return self.__dict__ | {"element": None}

    @cached_property
    def text(self) -> str:
        """The text without the automatic number."""
        return "".join([run.text for run in self.runs])

    @cached_property
    def is_blank(self) -> bool:
        """Whether nothing but white space prints."""
        return not self.text.strip() and not self.number


@dataclass(frozen=True, eq=False)
class Cell:
    """A cell of a table: where it lies in the grid (from 0), how far it reaches, what it holds.

    A cell that continues a vertical merge is not listed; the first of the merge has the height.
    """

    blocks: "tuple[Block, ...]"
    column: int = 0
    columns: int = 1
    rows: int = 1
    width_mm: float | None = None
    is_bordered: bool = False
    has_bottom_border: bool = False

    def paragraphs(self) -> "Iterator[Paragraph]":
        """The paragraphs of the cell and of tables in it."""
        return paragraphs_of(self.blocks)


@dataclass(frozen=True, eq=False)
class Table:
    """A table; ``is_bordered`` tells whether any line of it prints.

    ``repeats_header`` tells whether its first row repeats on every page.
    """

    rows: tuple[tuple[Cell, ...], ...]
    number: int = 1
    width_mm: float | None = None
    is_bordered: bool = False
    repeats_header: bool = False


Block: TypeAlias = Paragraph | Table


@dataclass(frozen=True, eq=False)
class Margin:
    """A header or footer that really prints, on the pages ``on``.

    "trang_dau" is the first page of the section, "trang_chan" even pages, "cac_trang" all the
    others: those with an own first or even page left out.
    """

    part: Literal["dau_trang", "chan_trang"]
    on: Literal["trang_dau", "trang_chan", "cac_trang"]
    blocks: tuple[Block, ...]

    def paragraphs(self) -> Iterator[Paragraph]:
        """Its paragraphs, also those in tables and text boxes."""
        return paragraphs_of(self.blocks)


@dataclass(frozen=True, eq=False)
class Section:
    """Pages of one setup, and the blocks of the body on them."""

    blocks: tuple[Block, ...]
    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    header_mm: float = 12.7
    footer_mm: float = 12.7
    first_page_differs: bool = False
    odd_and_even_differ: bool = False
    starts_page: bool = True
    first_page_number: int | None = None
    columns: int = 1
    mirrors_margins: bool = False
    margins: tuple[Margin, ...] = ()

    @property
    def is_landscape(self) -> bool:
        """Whether the page lies across."""
        return self.width_mm > self.height_mm

    @property
    def text_width_mm(self) -> float:
        """Width of the text area."""
        return self.width_mm - self.left_mm - self.right_mm


@dataclass(frozen=True, eq=False)
class Document:
    """A whole Word file as facts."""

    sections: tuple[Section, ...]
    footnotes: tuple[Paragraph, ...] = ()
    has_tracked_changes: bool = False
    title: str = ""

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the body from first to last."""
        return tuple(block for section in self.sections for block in section.blocks)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the body in document order, also those in tables and text boxes."""
        return tuple(paragraphs_of(self.blocks))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables that stand in the body itself, not in cells."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


def paragraphs_of(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Every paragraph of the blocks, row by row through tables."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from cell.paragraphs()
