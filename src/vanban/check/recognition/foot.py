"""The foot of a document: recipients and signatures, and what may stand below them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from operator import attrgetter

from vanban.check.components import Component, Sure
from vanban.check.recognition.lines import GAP, Line
from vanban.check.recognition.recipients import read_recipients
from vanban.check.recognition.signatures import read_signatures
from vanban.check.recognition.wordings import (
    AUTHORITY,
    CONFIRMED,
    NOTE,
    RECIPIENTS,
    RECIPIENTS_IN_LINE,
    is_entry,
    is_name,
    is_post,
)

_LONGEST_ENTRY = 160
_LONGEST_POST = 110
# A post in the text is a signature if a name follows within so many lines.
_LINES_TO_NAME = 14
_MOST_LINES_OF_TABLE = 150
_STYLES = frozenset({"noi_nhan_tu", "noi_nhan", "quyen_han_chuc_vu", "ho_ten", "xac_nhan"})
_FAR_RIGHT_MM = 55.0
_WIDE_GAP = 5
_MOST_SIGNATURE_LINES = 10


@dataclass
class Foot:
    """The components of a foot; ``end`` is the line after its last one."""

    end: int
    components: list[Component] = field(default_factory=list)


def find_foot(lines: list[Line], start: int, end: int) -> int | None:
    """The first line of the foot between two lines; None where there is none."""
    number = start
    while number < end:
        line = lines[number]
        if line.table is None:
            if not line.is_blank and _opens_foot(lines, number, end):
                return number
            number += 1
            continue
        after = end_of_block(lines, number, end)
        if _is_foot_table(lines[number:after]):
            return number
        number = after
    return None


def end_of_block(lines: list[Line], number: int, end: int) -> int:
    """The line after the table that a line stands in, or after the line itself."""
    block, after = lines[number].block, number + 1
    if lines[number].table is None:
        return after
    while after < end and lines[after].block == block:
        after += 1
    return after


def read_foot(lines: list[Line], start: int, end: int, *, in_copy: bool = False) -> Foot:
    """The foot that begins at a line, table after table and line after line."""
    foot = Foot(start)
    number = start
    while number < end:
        line = lines[number]
        if line.table is not None:
            after = end_of_block(lines, number, end)
            found = _read_table(lines[number:after])
        elif line.is_blank:
            number += 1
            continue
        else:
            found, after = _read_paragraphs(lines, number, end)
        if not found:
            break
        foot.components.extend(found)
        number = foot.end = after
    if in_copy:
        foot.components = [replace(component, in_copy=True) for component in foot.components]
    return foot


def parts(line: Line) -> Iterator[Line]:
    """The lines of a paragraph, and what stands left and right in each."""
    for piece in line.split():
        yield from _columns(piece)


def _columns(line: Line) -> Iterator[Line]:
    text = line.paragraph.text
    heading = RECIPIENTS_IN_LINE.match(text, line.start, line.end)
    if heading and (line.cell is not None or is_entry(line.cut(heading.end(), line.end))):
        yield line.cut(line.start, heading.end())
        yield line.cut(heading.end(), line.end)
        return
    for gap in GAP.finditer(text, line.start, line.end):
        left, right = line.cut(line.start, gap.start()), line.cut(gap.end(), line.end)
        if not left.text or not right.text:
            continue
        wide = "\t" in gap[0] or gap.end() - gap.start() > _WIDE_GAP
        if wide and (is_post(right) or is_name(right)):
            yield line.cut(line.start, gap.start(), "trai")
            yield line.cut(gap.end(), line.end, "phai")
            return
    yield line


def _opens_foot(lines: list[Line], number: int, end: int) -> bool:
    line = lines[number]
    if line.component:
        return line.component in _STYLES
    if len(line.text) > _LONGEST_ENTRY:
        return False
    first = next(parts(line))
    if RECIPIENTS.fullmatch(first.key):
        return True
    if len(line.text) > _LONGEST_POST or not line.is_capital or not is_post(first):
        return False
    if AUTHORITY.match(first.key):
        return True
    following = (
        part for other in lines[number + 1 : number + _LINES_TO_NAME] for part in parts(other)
    )
    return stands_right(line) and any(is_name(part) for part in following)


def stands_right(line: Line) -> bool:
    """Whether a paragraph stands in the middle or in the right half of the page."""
    paragraph = line.paragraph
    if paragraph.alignment in ("giua", "phai") or paragraph.text.startswith(("\t\t", " " * 20)):
        return True
    return paragraph.left_mm + max(paragraph.first_line_mm, 0) > _FAR_RIGHT_MM


def _is_foot_table(lines: list[Line]) -> bool:
    if len(lines) > _MOST_LINES_OF_TABLE:
        return False
    if any(line.component in _STYLES for line in lines):
        return True
    pieces = [part for line in lines for part in parts(line)]
    if any(RECIPIENTS.fullmatch(piece.key) for piece in pieces):
        return True
    return any(_signs(column) for column in columns_of(pieces).values())


def _signs(column: list[Line]) -> bool:
    """Whether a column is a post in capitals, and a name below it after a gap."""
    printed = [line for line in column if not line.is_blank and not NOTE.fullmatch(line.key)]
    posts = [line for line in printed if line.is_capital and is_post(line)]
    if not posts or len(posts[0].text) > _LONGEST_POST or len(printed) > _MOST_SIGNATURE_LINES:
        return False
    if any(AUTHORITY.match(line.key) for line in posts):
        return True
    return is_name(printed[-1]) and len(printed) < len(column)


def columns_of(pieces: list[Line]) -> dict[tuple[int, str], list[Line]]:
    """The lines of a table by column, and by what stands side by side in a line."""
    columns: dict[tuple[int, str], list[Line]] = {}
    for piece in pieces:
        columns.setdefault((piece.column, "phai" if piece.side == "phai" else ""), []).append(piece)
    return columns


def _read_table(lines: list[Line]) -> list[Component]:
    """The components of a table of the foot; none for any other table."""
    if any(CONFIRMED.match(line.key) for line in lines[:6]):
        return _confirmation(lines)
    if not _is_foot_table(lines):
        return []
    return _read_columns(columns_of([part for line in lines for part in parts(line)]))


def _read_columns(columns: dict[tuple[int, str], list[Line]]) -> list[Component]:
    has_recipients = any(
        RECIPIENTS.fullmatch(line.key) for column in columns.values() for line in column
    )
    found: list[Component] = []
    for column in columns.values():
        recipients, rest = read_recipients(column)
        found.extend(recipients)
        found.extend(read_signatures(rest, by_place=has_recipients and not recipients))
    return sorted(found, key=attrgetter("position"))


def _confirmation(lines: list[Line]) -> list[Component]:
    stretches = tuple(line.stretch for line in lines if not line.is_blank and not is_name(line))
    return [Component("xac_nhan", stretches, Sure.CERTAIN, (), lines[0].room_mm)]


def _read_paragraphs(lines: list[Line], start: int, end: int) -> tuple[list[Component], int]:
    """The components of paragraphs of the foot, up to a table or to what is not of the foot."""
    left: list[Line] = []
    right: list[Line] = []
    others: list[Component] = []
    number = last = start
    while number < end and lines[number].table is None:
        line = lines[number]
        if _is_other(line):
            others.append(_other(line))
        elif not _take(line, left, right):
            break
        number += 1
        last = last if line.is_blank else number
    recipients, rest = read_recipients(left)
    found = [*recipients, *read_signatures(rest, by_place=False)]
    found.extend(read_signatures(right, by_place=bool(recipients)))
    return sorted([*found, *others], key=attrgetter("position")), last


def _is_other(line: Line) -> bool:
    if line.component:
        return line.component in ("xac_nhan", "dia_chi")
    return bool(CONFIRMED.match(line.key) or line.key.startswith("dia chi"))


def _other(line: Line) -> Component:
    name = "xac_nhan" if CONFIRMED.match(line.key) else line.component or "dia_chi"
    sure = Sure.CERTAIN if line.component or name == "xac_nhan" else Sure.LIKELY
    return Component(name, (line.stretch,), sure, line.paragraph.lines, line.room_mm)


def _take(line: Line, left: list[Line], right: list[Line]) -> bool:
    """Puts a paragraph of the foot into its column; False for one that is not of the foot."""
    for part in parts(line):
        if part.is_blank:
            left.append(part)
            right.append(part)
        elif part.side == "phai":
            right.append(part)
        elif part.side == "trai" or _is_left(part, left):
            left.append(part)
        elif _is_right(part, right):
            right.append(part)
        else:
            return False
    return True


def _is_left(part: Line, left: list[Line]) -> bool:
    if RECIPIENTS.fullmatch(part.key) or part.component in ("noi_nhan", "noi_nhan_tu"):
        return True
    heading = any(RECIPIENTS.fullmatch(line.key) for line in left)
    if not heading or len(part.text) > _LONGEST_ENTRY or part.is_centred:
        return False
    if is_entry(part):
        return True
    printed = [line for line in left if not line.is_blank]
    goes_on = not left[-1].is_blank and not printed[-1].text.endswith(".")
    return goes_on and not (part.is_capital or is_name(part))


def _is_right(part: Line, right: list[Line]) -> bool:
    if len(part.text) > _LONGEST_POST:
        return False
    if part.component in _STYLES:
        return True
    if is_post(part) and (part.is_capital or stands_right(part)):
        return True
    opened = any(is_post(line) for line in right)
    if not opened or part.text[-1:] in ";:":
        return False
    named = any(is_name(line) for line in right)
    return not named and (is_name(part) or part.is_capital or NOTE.fullmatch(part.key) is not None)
