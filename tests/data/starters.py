"""Files to fill in, and what a clerk does to them: taking the "#" away from optional fields."""

import re
from collections.abc import Iterator
from functools import cache

from vanban.data.starter import starter_of
from vanban.law import law_on

YEAR = 2026

# A key that is commented out; a comment has a space behind its "#".
_OPTIONAL = re.compile(r"( *)#(?=[^\s#])")
_KEY = re.compile(r" *#?(?:- )?([^:#]+):")


@cache
def starter(loai: str, year: int = YEAR) -> str:
    """What ``vanban new`` writes for a kind."""
    kind = law_on().kind_keyed(loai)
    if kind is None:
        return starter_of(loai, year)
    return starter_of(loai, year, bo_cuc=kind.bo_cuc, viet_tat=kind.viet_tat or "")


def variants(text: str) -> Iterator[tuple[str, str]]:
    """The path of each optional field, and the text with it alone and what it stands in opened."""
    yield from _variants(text.splitlines(), 0, None, ())


def _variants(
    lines: list[str], start: int, end: int | None, above: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    for first, last in blocks(lines, start, end):
        opened = [*lines[:first], *_opened(lines[first:last]), *lines[last:]]
        path = (*above, key_of(opened[first]))
        yield " / ".join(path), "\n".join(opened)
        yield from _variants(opened, first + 1, last, path)


def blocks(lines: list[str], start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Where the lines of each field begin and end that is commented out once."""
    found = []
    for first in range(start, len(lines) if end is None else end):
        if match := _OPTIONAL.match(lines[first]):
            inside = f"{match[1]}#  "
            last = first + 1
            while last < len(lines) and lines[last].startswith(inside):
                last += 1
            found.append((first, last))
    return found


def _opened(lines: list[str]) -> list[str]:
    return [line.replace("#", "", 1) for line in lines]


def all_open(text: str) -> str:
    """The text with no field commented out."""
    lines = text.splitlines()
    while found := blocks(lines):
        for first, last in found:
            lines[first:last] = _opened(lines[first:last])
    return "\n".join(lines)


def key_of(line: str) -> str:
    """The key that a line of a file begins with."""
    match = _KEY.match(line)
    assert match, line
    return match[1]
