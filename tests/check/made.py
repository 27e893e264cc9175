"""Facts and recognised documents made by hand, for tests of single rules."""

from collections.abc import Iterable
from typing import Any, Literal

from vanban.check.components import Component, Level, Recognised, Regime, Stretch, Sure
from vanban.check.facts import (
    Block,
    Cell,
    Document,
    DrawnLine,
    Font,
    Margin,
    Paragraph,
    Place,
    Run,
    Section,
    Table,
)
from vanban.check.findings import Fault
from vanban.check.rules.rule import Rule
from vanban.law import Kind, law_on
from vanban.wording import PartialDate

TYPEFACE = "Times New Roman"


def font(size: float = 14, family: str = TYPEFACE, **format_: Any) -> Font:
    """A font; ``format_`` are the other fields of Font (bold=True, color="FF0000")."""
    return Font(family, size, **format_)


def run(text: str, size: float = 14, *, field: str = "", **format_: Any) -> Run:
    """A run; ``format_`` as for ``font``."""
    return Run(text, font(size, **format_), field)


def paragraph(
    *runs: str | Run,
    number: int = 1,
    part: Literal["than", "dau_trang", "chan_trang", "cuoc_chu"] = "than",
    cell: tuple[int, int, int] = (0, 0, 0),
    **facts: Any,
) -> Paragraph:
    """A paragraph of runs (text alone is upright, 14 points); ``cell`` is table, row, cell.

    ``facts`` are the other fields of Paragraph; its ``number`` is ``auto_number`` here.
    """
    facts.setdefault("number", facts.pop("auto_number", ""))
    made = tuple(r if isinstance(r, Run) else run(r) for r in runs)
    return Paragraph(Place(part, number, *cell), made, **facts)


def stretch(words: str | Paragraph | Stretch) -> Stretch:
    """All of a paragraph, made of a text if need be."""
    if isinstance(words, Stretch):
        return words
    whole = paragraph(words) if isinstance(words, str) else words
    return Stretch(whole, 0, len(whole.text))


def part_of(whole: Paragraph, words: str) -> Stretch:
    """The stretch of a paragraph that holds these words."""
    start = whole.text.index(words)
    return Stretch(whole, start, start + len(words))


def component(
    name: str,
    *lines: str | Paragraph | Stretch,
    sure: Sure = Sure.CERTAIN,
    below: Iterable[DrawnLine] = (),
    room_mm: float | None = None,
    level: Level | None = None,
    number: str = "",
) -> Component:
    """A component of these lines: texts, paragraphs or stretches."""
    stretches = tuple(stretch(line) for line in lines)
    return Component(name, stretches, sure, tuple(below), room_mm, level, number)


def cell(*blocks: str | Block, **facts: Any) -> Cell:
    """A cell of blocks; a text is a paragraph."""
    made = tuple(paragraph(block) if isinstance(block, str) else block for block in blocks)
    return Cell(made, **facts)


def table(*rows: Iterable[str | Cell], **facts: Any) -> Table:
    """A table; a text is a cell, columns count from 0."""
    made = tuple(
        tuple(c if isinstance(c, Cell) else cell(c, column=at) for at, c in enumerate(row))
        for row in rows
    )
    return Table(made, **facts)


def margin(
    *blocks: Block,
    part: Literal["dau_trang", "chan_trang"] = "dau_trang",
    on: Literal["trang_dau", "trang_chan", "cac_trang"] = "cac_trang",
) -> Margin:
    """A header, or a footer."""
    return Margin(part, on, blocks)


def section(*blocks: str | Block, **facts: Any) -> Section:
    """A4 upright with lawful margins unless ``facts``, fields of Section, say otherwise."""
    lawful = {"width_mm": 210.0, "height_mm": 297.0}
    lawful |= {"top_mm": 20.0, "bottom_mm": 20.0, "left_mm": 30.0, "right_mm": 15.0}
    made = tuple(paragraph(block) if isinstance(block, str) else block for block in blocks)
    return Section(made, **(lawful | facts))


def recognised(
    *components: Component,
    sections: Iterable[Section] = (),
    footnotes: tuple[Paragraph, ...] = (),
    kind: str = "",
    day: PartialDate | None = None,
    regime: Regime = "nd30",
) -> Recognised:
    """A document with these components; ``kind`` is a key such as "quyet_dinh".

    Without ``sections`` there is one that holds the paragraphs of the components.
    """
    law = law_on()
    named: dict[str, list[Component]] = {}
    for each in components:
        named.setdefault(each.name, []).append(each)
    known: Kind | None = law.kind_keyed(kind) if kind else None
    pages = tuple(sections) or (section(*_paragraphs(components)),)
    return Recognised(
        Document(pages, footnotes),
        regime,
        "",
        law,
        known,
        day,
        {name: tuple(each) for name, each in named.items()},
    )


def _paragraphs(components: Iterable[Component]) -> list[Paragraph]:
    """The paragraphs of the components' stretches, each once, in order."""
    found = {id(s.paragraph): s.paragraph for each in components for s in each.stretches}
    return sorted(found.values(), key=lambda each: each.place.paragraph)


def faults(rule: Rule, made: Recognised) -> list[Fault]:
    """What one rule finds."""
    return list(rule.check(made))
