"""The text that a decision issues, below it in the same file (PL III, Mẫu 1.3)."""

from dataclasses import replace
from typing import NamedTuple

from vanban.check.components import Component
from vanban.check.recognition.appendices import end_of_document
from vanban.check.recognition.body import read_body
from vanban.check.recognition.foot import end_of_block, find_foot
from vanban.check.recognition.head import find_national_name, read_head
from vanban.check.recognition.lines import Line
from vanban.check.recognition.opening import read_opening
from vanban.law import Law

# The head of a text is among so many lines, where no table holds it.
_LINES_OF_HEAD = 6


class Attached(NamedTuple):
    """The items of the body of an attached text, and what stands below it.

    ``lines`` from number ``end`` on are those below it; without such a text, all that was given.
    """

    components: list[Component]
    lines: list[Line]
    end: int


def read_attached(lines: list[Line], start: int, law: Law) -> Attached:
    """The text that begins at a line: a title, then "(Kèm theo ...)", with a Quốc hiệu or without.

    What has a number of its own is another document.
    """
    none = Attached([], lines, start)
    at = next((i for i in range(start, len(lines)) if not lines[i].is_blank), len(lines))
    begin = _below_head(lines, at, law)
    if begin is None:
        return none
    following = lines[begin:]
    length = end_of_document(following, law)
    opening = read_opening(following[:length], law)
    titles = {component.name for component in opening.components}
    if not {"ten_loai", "chi_dan_phu_luc"} <= titles or "so_ky_hieu" in titles:
        return none
    rest = opening.lines[opening.at :]
    foot = find_foot(rest, 0, len(rest))
    body = read_body(rest[:foot])
    if opening.kind is None and not any(item.name == "dieu" for item in body):
        return none
    marked = [replace(item, in_attached=True) for item in body]
    return Attached(marked, [*rest, *following[length:]], len(rest))


def _below_head(lines: list[Line], at: int, law: Law) -> int | None:
    """The line below the head that begins at a line, if one does; None where it has a number."""
    if at >= len(lines):
        return None
    end = max(end_of_block(lines, at, len(lines)), at + _LINES_OF_HEAD)
    anchor = find_national_name(lines[at:end], law)
    if anchor is None:
        return at
    head, length = read_head(lines[at:], anchor, law)
    return None if head.named("so_ky_hieu") else at + length
