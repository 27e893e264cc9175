"""What recognition makes of a document: its regime, its kind, its components."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from vanban.check.facts import Document, DrawnLine, Paragraph, Place, Run
from vanban.law import Kind, Law
from vanban.wording import PartialDate

Regime: TypeAlias = Literal["nd30", "dang", "doan", "vbqppl", "truoc_nd30", "khac"]
Level: TypeAlias = Literal[
    "phan",
    "chuong",
    "muc",
    "tieu_muc",
    "dieu",
    "muc_la_ma",
    "khoan",
    "khoan_con",
    "diem",
    "gach",
    "cong",
    "doan",
]


class Sure(IntEnum):
    """How sure it is that words are a component; only CERTAIN may lead to an error."""

    GUESS = 1
    LIKELY = 2
    CERTAIN = 3


class Stretch(NamedTuple):
    """Characters ``start`` to ``end`` of a paragraph's text: a whole paragraph, or one of the
    things that share it (a header set with tabs, two lines with a soft break between them).
    """

    paragraph: Paragraph
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words, without white space around them."""
        return self.paragraph.text[self.start : self.end].strip()

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs, cut to the stretch, that print something."""
        cut, at = [], 0
        for run in self.paragraph.runs:
            begin, end = max(self.start - at, 0), min(self.end - at, len(run.text))
            if begin < end and run.text[begin:end].strip():
                cut.append(run._replace(text=run.text[begin:end]))
            at += len(run.text)
        return tuple(cut)

    @property
    def is_whole(self) -> bool:
        """Whether the paragraph has nothing else, so that its alignment is that of the words."""
        text = self.paragraph.text
        return not text[: self.start].strip() and not text[self.end :].strip()


@dataclass(frozen=True, eq=False)
class Component:
    """Words of a document that are one component, named as in ``Law.thanh_phan``.

    ``stretches`` are its lines as typed, in order. ``below`` are the lines drawn under it;
    ``room_mm`` is the width of the cell or column it stands in, None where that is not known.
    ``level`` and ``number`` are those of an item of the body ("2", "đ"), typed or automatic;
    ``level`` is None elsewhere. ``in_copy`` tells a component of the block below a document that
    makes it a copy (SAO Y, SAO LỤC, TRÍCH SAO); ``in_attached`` an item of the text that the
    document issues, below it in the file (PL III, Mẫu 1.3).
    """

    name: str
    stretches: tuple[Stretch, ...]
    sure: Sure
    below: tuple[DrawnLine, ...] = ()
    room_mm: float | None = None
    level: Level | None = None
    number: str = ""
    in_copy: bool = False
    in_attached: bool = False

    @cached_property
    def text(self) -> str:
        """The words of all its lines, separated by single spaces."""
        return " ".join(" ".join([stretch.text for stretch in self.stretches]).split())

    @property
    def paragraph(self) -> Paragraph:
        """Where it begins."""
        return self.stretches[0].paragraph

    @property
    def position(self) -> tuple[int, int]:
        """Where it begins: the number of the paragraph, and the character in it."""
        first = self.stretches[0]
        return first.paragraph.place.paragraph, first.start


@dataclass(frozen=True, eq=False)
class Recognised:
    """A document with its components, each list in the order of the page.

    ``regime_reason`` says in Vietnamese by what the regime was told. ``day`` is the day of issue,
    as far as it is written; ``law`` the decree in force then, or the newest. ``more_documents``
    counts those that follow the first in the file, which are not recognised, and
    ``next_document`` is where the first of them begins. ``is_attached`` tells
    a document issued by another one ("Kèm theo Quyết định số ..."): it has no number, date,
    recipients or signature of its own (PL III, Mẫu 1.3). ``is_bound`` is False where the decree may
    not bind who made it (Điều 2): what it departs from is then a warning at most.
    """

    document: Document
    regime: Regime
    regime_reason: str
    law: Law
    kind: Kind | None = None
    day: PartialDate | None = None
    components: Mapping[str, tuple[Component, ...]] = field(default_factory=dict)
    more_documents: int = 0
    next_document: Place | None = None
    is_attached: bool = False
    is_bound: bool = True

    def all(self, name: str) -> tuple[Component, ...]:
        """Every component of this name."""
        return self.components.get(name, ())

    def first(self, name: str) -> Component | None:
        """The first component of this name."""
        return next(iter(self.all(name)), None)
