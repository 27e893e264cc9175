"""Automatic numbers: what a list is, and what it has come to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from vanban.check.observing.content import content_of
from vanban.check.observing.measures import is_on, whole
from vanban.check.observing.number_forms import bullet_text, number_text
from vanban.check.observing.paragraph_properties import paragraph_properties
from vanban.check.observing.run_properties import Properties
from vanban.check.observing.tags import PARAGRAPH_PROPERTIES, VALUE, W

_LEVELS = 9
_LARGEST = 32767
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list; ``restarts_after`` is the deepest level that begins it anew (from 0)."""

    start: int
    form: str
    text: str
    restarts_after: int
    is_legal: bool
    style: str | None
    properties: Properties


@dataclass(frozen=True, slots=True)
class List:
    """A w:num: the levels that take effect, and the starts that it sets for itself."""

    kind: str
    levels: Mapping[int, ListLevel]
    starts: Mapping[int, int]


@dataclass(slots=True)
class Counts:
    """How far each list has come, in one story of a document."""

    reached: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[int, int]] = field(default_factory=set)


class Numbering:
    """The lists of a document; ``style_lists`` tells the list of each style that has one."""

    def __init__(self, root: Any, style_lists: Mapping[str, int]) -> None:
        """Takes the root of the numbering part, or None."""
        self._style_lists = style_lists
        self._kinds = _by_id(root, "abstractNum", "abstractNumId")
        self._nums = _by_id(root, "num", "numId")
        self._lists: dict[int, List | None] = {}

    def level(self, number: int, level: int) -> ListLevel | None:
        """A level of a list; None where the document has no such list."""
        found = self._list(number)
        return found.levels.get(level) if found else None

    def level_of_style(self, number: int, style: str) -> int:
        """The level that a list links to a paragraph style; 0 if none."""
        found = self._list(number)
        levels = found.levels.items() if found else ()
        return next((index for index, level in levels if level.style == style), 0)

    def next_number(self, number: int, level: int, counts: Counts) -> str:
        """The number of the next paragraph at this level, as Word prints it."""
        found = self._list(number)
        shape = found.levels.get(level) if found else None
        if found is None or shape is None:
            return ""
        reached = _advance(found, number, level, counts)
        if shape.form == "bullet":
            return bullet_text(shape.text)
        return _PLACE.sub(lambda match: _part(match, found, shape, reached), shape.text).strip()

    def _list(self, number: int) -> List | None:
        if number not in self._lists:
            self._lists[number] = self._read(self._nums.get(str(number)))
        return self._lists[number]

    def _read(self, num: Any) -> List | None:
        if num is None:
            return None
        kind = _value(num, "abstractNumId") or ""
        levels = self._levels(kind)
        starts = {}
        for override in num.iterchildren(W + "lvlOverride"):
            index = whole(override.get(W + "ilvl"), 0, _LEVELS - 1) or 0
            for element in content_of(override):
                if element.tag == W + "lvl":
                    levels[index] = _level(element, index)
            start = whole(_value(override, "startOverride"), 0, _LARGEST)
            if start is not None:
                starts[index] = start
        return List(kind, levels, starts)

    def _levels(self, kind: str) -> dict[int, ListLevel]:
        """The levels of a kind of list, or of the one of the style that it refers to."""
        element = self._kinds.get(kind)
        seen = set()
        while element is not None and element not in seen:
            seen.add(element)
            link = _value(element, "numStyleLink")
            num = self._nums.get(str(self._style_lists.get(link))) if link else None
            if num is None:
                break
            element = self._kinds.get(_value(num, "abstractNumId") or "")
        return _read_levels(element) if element is not None else {}


def _read_levels(kind: Any) -> dict[int, ListLevel]:
    levels = {}
    for position, element in enumerate(e for e in content_of(kind) if e.tag == W + "lvl"):
        index = whole(element.get(W + "ilvl", str(position)), 0, _LEVELS - 1) or 0
        levels[index] = _level(element, index)
    return levels


def _level(element: Any, index: int) -> ListLevel:
    values = {child.tag.removeprefix(W): child for child in content_of(element)}

    def value(name: str, default: str) -> str:
        return str(values[name].get(VALUE, default)) if name in values else default

    restart = whole(value("lvlRestart", ""), 0, _LEVELS)
    ppr = element.find(PARAGRAPH_PROPERTIES)
    picture = "lvlPicBulletId" in values
    return ListLevel(
        start=whole(value("start", "0"), 0, _LARGEST) or 0,
        form="bullet" if picture else value("numFmt", "decimal"),
        text="•" if picture else value("lvlText", ""),
        restarts_after=index - 1 if restart is None else min(restart, index) - 1,
        is_legal="isLgl" in values and is_on(values["isLgl"].get(VALUE)),
        style=value("pStyle", "") or None,
        properties=paragraph_properties(ppr) if ppr is not None else {},
    )


def _advance(found: List, number: int, level: int, counts: Counts) -> list[int | None]:
    """Counts one more paragraph, and begins the levels below it anew."""
    reached = counts.reached.setdefault(found.kind, [None] * _LEVELS)
    if (number, level) not in counts.begun:
        counts.begun.add((number, level))
        if level in found.starts:
            reached[level] = None
    before = reached[level]
    reached[level] = _start(found, level) if before is None else min(before + 1, _LARGEST)
    for below in range(level + 1, _LEVELS):
        shape = found.levels.get(below)
        if shape is None or level <= shape.restarts_after:
            reached[below] = None
    return reached


def _start(found: List, level: int) -> int:
    shape = found.levels.get(level)
    return found.starts.get(level, shape.start if shape else 1)


def _part(match: re.Match[str], found: List, shape: ListLevel, reached: list[int | None]) -> str:
    level = int(match[1]) - 1
    count = reached[level]
    other = found.levels.get(level)
    form = "decimal" if shape.is_legal or other is None else other.form
    return number_text(_start(found, level) if count is None else count, form)


def _by_id(root: Any, tag: str, attribute: str) -> dict[str, Any]:
    if root is None:
        return {}
    return {element.get(W + attribute): element for element in root.iterchildren(W + tag)}


def _value(element: Any, tag: str) -> str | None:
    child = element.find(W + tag)
    return child.get(VALUE) if child is not None else None
