"""The blocks of one story of a document: its body, a header, the footnotes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from vanban.check.facts import Block, DrawnLine, Paragraph, Place, Spacing
from vanban.check.observing.content import content_of
from vanban.check.observing.fields import Fields
from vanban.check.observing.formatting import Formatting, ParagraphFormat
from vanban.check.observing.numbering import Counts
from vanban.check.observing.style_sheet import StyleSheet
from vanban.check.observing.table_styles import PLAIN, TableFormat, TableStyles
from vanban.check.observing.tags import PARAGRAPH, PARAGRAPH_PROPERTIES, TABLE
from vanban.check.observing.typed_lines import typed_lines
from vanban.check.observing.words import Words
from vanban.errors import DocxError

MOST_PARAGRAPHS = 150_000

Part = Literal["than", "dau_trang", "chan_trang", "cuoc_chu"]


@dataclass(frozen=True, slots=True)
class Sheets:
    """What all stories of a document share."""

    styles: StyleSheet
    formatting: Formatting
    table_styles: TableStyles


class Room(NamedTuple):
    """Where blocks stand: in which cell, in what format, and how wide it is there."""

    width_mm: float | None = None
    table: int = 0
    row: int = 0
    cell: int = 0
    text_box: bool = False
    format: TableFormat = PLAIN


class _Drafted(NamedTuple):
    """A paragraph with what its neighbours have a say in."""

    paragraph: Paragraph
    format: ParagraphFormat


class Story:
    """Reads blocks in document order; the counts run on from call to call."""

    def __init__(self, part: Part, sheets: Sheets) -> None:
        """Takes the part that the paragraphs are of, and the sheets of the document."""
        self._part = part
        self.sheets = sheets
        self._fields = Fields()
        self._counts = Counts()
        self._paragraphs = 0
        self._tables = 0
        self._cells = 0

    def blocks(self, elements: Iterable[Any], room: Room) -> tuple[Block, ...]:
        """The paragraphs and tables among elements; those of text boxes follow their anchor."""
        found: list[Block | _Drafted] = []
        joined: list[Any] = []
        open_fields = self._fields.depth
        for element in elements:
            if element.tag == PARAGRAPH:
                joined.append(element)
                format_ = self._format(element, room)
                if not format_.joins_next:
                    found.extend(self._paragraph(joined, format_, room))
                    joined = []
            elif element.tag == TABLE:
                found.extend(self._last_joined(joined, room))
                joined = []
                found.append(self._table(element, room))
        found.extend(self._last_joined(joined, room))
        if room.table or room.text_box:
            self._fields.leave(open_fields)
        return tuple(_finished(found, room.width_mm))

    def next_table(self) -> int:
        """The number of the table that is being read, counted from 1 as they begin."""
        self._tables += 1
        return self._tables

    def count_cells(self, number: int) -> None:
        """Takes note of cells; raises DocxError for a document longer than any that is read."""
        self._cells += number
        if self._cells + self._paragraphs > MOST_PARAGRAPHS:
            raise DocxError(
                f"Văn bản có hơn {MOST_PARAGRAPHS} đoạn và ô nên không đọc để bảo đảm an toàn."
            )

    def _table(self, element: Any, room: Room) -> Block:
        from vanban.check.observing.tables import read_table  # noqa: PLC0415 - tables hold blocks

        return read_table(self, element, room)

    def _last_joined(self, joined: list[Any], room: Room) -> Iterator[Block | _Drafted]:
        """What is left without a paragraph to join: it prints unless nothing is in it."""
        if not joined:
            return
        drafts = list(self._paragraph(joined, self._format(joined[-1], room), room))
        first = drafts[0]
        if len(drafts) > 1 or (isinstance(first, _Drafted) and first.paragraph.text):
            yield from drafts
        else:
            self._paragraphs -= 1

    def _format(self, element: Any, room: Room) -> ParagraphFormat:
        ppr = element.find(PARAGRAPH_PROPERTIES)
        return self.sheets.formatting.paragraph(ppr, room.format)

    def _paragraph(
        self, elements: list[Any], format_: ParagraphFormat, room: Room
    ) -> Iterator[Block | _Drafted]:
        words = Words(self.sheets.formatting, self._fields, format_.style_id, room.format)
        for element in elements:
            words.take(element)
        self._fields.leave_instructions()
        runs = words.runs()
        self._paragraphs += 1
        self.count_cells(0)
        in_box = room.text_box or bool(format_.frame)
        paragraph = Paragraph(
            Place(self._part, self._paragraphs, room.table, room.row, room.cell, in_box),
            runs,
            format_.style,
            self._number(format_),
            format_.alignment,
            format_.left_mm,
            format_.right_mm,
            format_.first_line_mm,
            format_.spacing,
            (*words.lines, *typed_lines(runs), *_border_line(format_, room)),
            format_.keep_next,
            format_.page_break_before,
            words.was_decomposed,
            words.has_drawing,
            format_.drops_number,
            elements[-1],
        )
        yield _Drafted(paragraph, format_)
        for box in words.text_boxes:
            yield from self.blocks(content_of(box), Room(None, *room[1:4], True))

    def _number(self, format_: ParagraphFormat) -> str:
        if format_.list is None:
            return ""
        return self.sheets.styles.numbering.next_number(*format_.list, self._counts)


def _border_line(format_: ParagraphFormat, room: Room) -> Iterator[DrawnLine]:
    """The border below a paragraph, unless it is one side of a frame around it."""
    if _is_ruled(format_, "bottom"):
        yield _line(format_, room.width_mm)


def _line(format_: ParagraphFormat, width_mm: float | None) -> DrawnLine:
    if width_mm is None:
        return DrawnLine("vien")
    return DrawnLine("vien", max(width_mm - format_.left_mm - format_.right_mm, 0.0))


def _finished(drafts: list[Block | _Drafted], width_mm: float | None) -> Iterator[Block]:
    """The blocks, each paragraph as its neighbours leave it."""
    for index, draft in enumerate(drafts):
        if isinstance(draft, _Drafted):
            before = drafts[index - 1] if index else None
            after = drafts[index + 1] if index + 1 < len(drafts) else None
            yield _beside(draft, before, after, width_mm)
        else:
            yield draft


def _beside(draft: _Drafted, before: object, after: object, width_mm: float | None) -> Paragraph:
    """A paragraph between two others: no space between equals, the line that both share."""
    paragraph, format_ = draft
    if format_.is_contextual:
        paragraph = _without_space(draft, before, after)
    lines = paragraph.lines
    if format_.borders and isinstance(after, _Drafted) and _share_frame(format_, after.format):
        lines = tuple(line for line in lines if line.how != "vien")
    elif isinstance(after, _Drafted) and _is_ruled(after.format, "top"):
        lines = (*lines, _line(after.format, width_mm))
    if not isinstance(before, _Drafted) and _is_ruled(format_, "top") and paragraph.is_blank:
        lines = (*lines, _line(format_, width_mm))
    return paragraph if lines == paragraph.lines else replace(paragraph, lines=lines)


def _share_frame(format_: ParagraphFormat, other: ParagraphFormat) -> bool:
    """Whether two paragraphs stand in one frame, with no line between them."""
    return (
        format_.borders == other.borders
        and format_.left_mm == other.left_mm
        and format_.right_mm == other.right_mm
        and not format_.borders.get("between")
    )


def _is_ruled(format_: ParagraphFormat, side: str) -> bool:
    """Whether a line prints on this side of a paragraph that is no frame around it."""
    borders = format_.borders
    return bool(borders.get(side)) and not (borders.get("left") or borders.get("right"))


def _without_space(draft: _Drafted, before: object, after: object) -> Paragraph:
    def is_equal(other: object) -> bool:
        return isinstance(other, _Drafted) and other.format.style_id == draft.format.style_id

    spacing = draft.paragraph.spacing
    spacing = Spacing(
        0.0 if is_equal(before) else spacing.before_pt,
        0.0 if is_equal(after) else spacing.after_pt,
        spacing.line,
        spacing.rule,
    )
    return replace(draft.paragraph, spacing=spacing)
