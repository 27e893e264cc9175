"""The block types of an outline: what a body is made of, without any form.

Those that are made by the thousand in a batch are named tuples: immutable, hashable, equal by
value, and four times cheaper to create than frozen dataclasses.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias


class Level(StrEnum):
    """The place of a paragraph in the body; the value is its marker as people type it."""

    PHAN = "Phần"
    CHUONG = "Chương"
    MUC = "Mục"
    TIEU_MUC = "Tiểu mục"
    DIEU = "Điều"
    MUC_LA_MA = "I."
    KHOAN = "1."
    KHOAN_CON = "1.1."
    DIEM = "a)"
    GACH = "-"
    CONG = "+"
    DOAN = ""


# Their number stands on a line of its own, their title on the next (PL I, Phần I, II.6.đ).
HEADINGS = (Level.PHAN, Level.CHUONG, Level.MUC, Level.TIEU_MUC)

_ALWAYS_TITLES = (*HEADINGS, Level.MUC_LA_MA)
_MAYBE_TITLES = (Level.DIEU, Level.KHOAN, Level.KHOAN_CON)
_SENTENCE_ENDS = (".", ";", ":", ",", "!", "?", "…")
_CLOSERS = " \xa0”’»\"')]"


class Run(NamedTuple):
    """A stretch of text in one format."""

    text: str
    bold: bool = False
    italic: bool = False


class Paragraph(NamedTuple):
    """One paragraph: its level, its number without punctuation, and its text.

    ``number`` is written as it was typed ("I", "5a", "2.1", "đ") and empty for GACH, CONG, DOAN.
    """

    level: Level
    number: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The text without number and without format."""
        return "".join([run.text for run in self.runs])

    @property
    def is_title(self) -> bool:
        """Whether the text is a title standing on its own line.

        Always so from Phần to Tiểu mục and for ``I.``; so for Điều and khoản whose text does not
        end as a sentence does (PL I, Phần I, II.6.đ); never for the other levels.
        """
        if self.level in _ALWAYS_TITLES:
            return True
        if self.level not in _MAYBE_TITLES:
            return False
        text = self.text.rstrip(_CLOSERS)
        return bool(text) and not text.endswith(_SENTENCE_ENDS)


class Merge(StrEnum):
    """A cell that is one with its neighbour; the value is its mark as people type it."""

    LEFT = "<"
    UP = "^"


Cell: TypeAlias = tuple[Run, ...] | Merge


class Table(NamedTuple):
    """A table: rows of cells, one alignment a column, and how many of the rows are its header.

    An alignment is "trai", "giua", "phai", or "" where the text does not say. ``unit`` is what
    stands behind "Đơn vị tính:" above the table. ``widths_mm`` is empty, or holds one width a
    column, None where it follows from the text.
    """

    rows: tuple[tuple[Cell, ...], ...]
    alignments: tuple[str, ...]
    header_rows: int
    unit: str = ""
    widths_mm: tuple[Decimal | None, ...] = ()


What: TypeAlias = Literal["bảng", "hình"]


class Insert(NamedTuple):
    """Where a table or a picture of the document's data stands, by its name."""

    what: What
    name: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block starts a new page."""


Block: TypeAlias = Paragraph | Table | PageBreak | Insert


def merge_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The same text as canonical runs: neighbours of one format joined, none empty."""
    filled = [run for run in runs if run.text]
    if len(filled) < 2:  # noqa: PLR2004
        return tuple(filled)
    return tuple(
        Run("".join([run.text for run in group]), *form)
        for form, group in groupby(filled, key=lambda run: run[1:])
    )
