"""Numbered items of the body in order, and where their numbers do not follow each other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from vanban.check.components import Component, Level, Recognised
from vanban.check.roman_numbers import roman_number, roman_text
from vanban.check.rules.prose import once_for_each
from vanban.check.rules.wording_lines import paragraphs_between

# A number further on than this belongs to another list: a quotation, a sum, a year.
_FARTHEST = 5
_OUTER: dict[Level, tuple[Level, ...]] = {
    "chuong": ("phan",),
    "muc": ("phan", "chuong"),
    "tieu_muc": ("phan", "chuong", "muc"),
    "muc_la_ma": ("phan", "chuong", "muc", "tieu_muc"),
    "khoan": ("phan", "chuong", "muc", "tieu_muc", "dieu", "muc_la_ma"),
    "diem": ("phan", "chuong", "muc", "tieu_muc", "dieu", "muc_la_ma", "khoan", "khoan_con"),
}
# A number of two levels with a space in it ("2. 3.") is none of the outer level.
_SPACED_NUMBER = re.compile(r"\d{1,2}\.\s+\d{1,2}\.(?=\s|[^\W\d])")
_COUNTED: tuple[Level, ...] = ("phan", "dieu", *_OUTER)
_RESET: dict[Level, tuple[Level, ...]] = {
    outer: tuple(level for level, outers in _OUTER.items() if outer in outers)
    for outer in ("phan", "chuong", "muc", "tieu_muc", "dieu", "muc_la_ma", "khoan", "khoan_con")
}


class Item(NamedTuple):
    """An item with its place in the sequence of its level, from 1."""

    component: Component
    level: Level
    value: int

    @property
    def is_automatic(self) -> bool:
        """Whether Word writes the number itself."""
        first = self.component.stretches[0]
        return first.start == 0 and bool(first.paragraph.number.strip())

    @property
    def paragraph(self) -> int:
        """The number of its paragraph."""
        return self.component.paragraph.place.paragraph


class Step(NamedTuple):
    """An item and the one before it in its list."""

    before: Item
    item: Item

    @property
    def follows(self) -> bool:
        """Whether the number is the next one."""
        return self.item.value == self.before.value + 1


@dataclass
class _Lists:
    """The open lists of one level: the inner one last."""

    items: list[Item] = field(default_factory=list)

    def take(self, item: Item) -> Item | None:
        """Add an item; the item before it in its list, None for the first of a list."""
        if not self.items or item.value == 1:
            self.items.append(item)
            return None
        for at in range(len(self.items) - 1, -1, -1):
            if item.value == self.items[at].value + 1:
                before = self.items[at]
                self.items[at:] = [item]
                return before
        before = self.items[-1]
        if item.value - before.value <= _FARTHEST:
            self.items[-1] = item
            return before
        return None


def items_of(recognised: Recognised) -> list[Item]:
    """The numbered items of the body in the order of the page."""
    found = [
        Item(component, component.level, value)
        for name in ("phan", "muc_la_ma", "dieu", "khoan", "tieu_de_khoan", "diem", "noi_dung")
        for component in recognised.all(name)
        if component.level and (value := _value(component, recognised.law.diem.chu_cai))
    ]
    return sorted(found, key=lambda item: item.component.position)


@once_for_each
def steps(recognised: Recognised) -> tuple[Step, ...]:
    """Every item of the counted levels that is not the first of its list.

    Lists begin anew below each item of an outer level, in an attached text, and wherever a number
    is 1 again; a number that goes on with an outer list closes the inner ones.
    """
    items = items_of(recognised)
    own = [item for item in items if not item.component.in_attached]
    attached = [item for item in items if item.component.in_attached]
    return (*_steps(own), *_steps(attached))


def _steps(items: list[Item]) -> Iterator[Step]:
    """The steps of one text."""
    lists: dict[Level, _Lists] = {level: _Lists() for level in _COUNTED}
    for item in items:
        for level in _RESET.get(item.level, ()):
            lists[level] = _Lists()
        if item.level in lists and (before := lists[item.level].take(item)):
            yield Step(before, item)


def broken_steps(recognised: Recognised, *levels: Level) -> Iterator[Step]:
    """The steps of these levels whose number, typed by hand, does not follow the one before.

    A number that stands between the two elsewhere, as in a table, is taken as seen.
    """
    for step in steps(recognised):
        if step.item.level not in levels or step.follows:
            continue
        if step.item.is_automatic or step.before.is_automatic:
            continue
        if not _is_between(recognised, step):
            yield step


def _value(component: Component, letters: str) -> int | None:
    """The place of a number in its sequence; None where it has none."""
    number = component.number
    if _SPACED_NUMBER.match(component.stretches[0].text):
        return None
    if component.level == "diem":
        in_brackets = component.stretches[0].text.startswith("(")
        return None if in_brackets or number not in letters else letters.index(number) + 1
    if number.isascii() and number.isdigit():
        return int(number)
    return roman_number(number) or (1 if component.level == "khoan_con" else None)


def number_of(value: int, level: Level, letters: str) -> str:
    """The number at a place of a level's sequence as the decree writes it: "đ", "III", "4"."""
    if level == "diem":
        return letters[value - 1] if value <= len(letters) else ""
    if level in ("phan", "chuong", "muc_la_ma"):
        return roman_text(value)
    return str(value)


def _is_between(recognised: Recognised, step: Step) -> bool:
    """Whether a line between two items begins with the number that is missed."""
    missed = number_of(step.item.value - 1, step.item.level, recognised.law.diem.chu_cai)
    words = {"phan": "Phần", "chuong": "Chương", "dieu": "Điều", "muc": "Mục"}
    word = words.get(step.item.level, "")
    begins = re.compile(rf"\W*{word}\s*{re.escape(missed)}(?!\w)", re.IGNORECASE)
    return any(begins.match(line) for line in _lines_between(recognised, step))


def _lines_between(recognised: Recognised, step: Step) -> Iterator[str]:
    """The lines after the one an item begins with and before the next item."""
    for paragraph in paragraphs_between(recognised, step.before.paragraph, step.item.paragraph):
        first, *others = paragraph.text.split("\n")
        if paragraph.place.paragraph != step.before.paragraph:
            yield f"{paragraph.number} {first}"
        yield from others
