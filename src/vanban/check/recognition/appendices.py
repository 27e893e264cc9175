"""What follows a document in the same file: its appendices, other documents."""

from vanban.check.components import Component, Sure
from vanban.check.recognition.drawn_lines import after
from vanban.check.recognition.head import pieces
from vanban.check.recognition.lines import Line
from vanban.check.recognition.wordings import APPENDIX, FORM, ISSUED_WITH, is_national_name
from vanban.law import Law

_LONGEST_HEADING = 250
_MOST_TITLE_LINES = 6
_LONGEST_FORM_NUMBER = 30
_LONGEST_NATIONAL_NAME = 60
# A bordered table of more rows is data, whatever words it holds.
_MOST_FRAME_ROWS = 4
_OPENINGS = ("phu", "mau", "bieu")


def ends_document(line: Line, law: Law) -> bool:
    """Whether a line opens an appendix or another document."""
    if line.component == "phu_luc_tu":
        return True
    if _in_data(line) and line.table and len(line.table.rows) > _MOST_FRAME_ROWS:
        return False
    opens = opens_appendix(line) and not _in_data(line)
    return opens or is_other_document(line, law)


def end_of_document(lines: list[Line], law: Law) -> int:
    """The line that opens the first appendix or another document; the end without one."""
    return next((i for i, line in enumerate(lines) if ends_document(line, law)), len(lines))


def opens_appendix(line: Line) -> bool:
    """Whether a line is the word "Phụ lục" above an appendix."""
    if line.component:
        return line.component == "phu_luc_tu"
    if not line.key.startswith(_OPENINGS) or len(line.text) > _LONGEST_HEADING:
        return False
    stands_alone = line.paragraph.alignment in ("giua", "phai") or line.is_capital
    first = next(line.split())
    if stands_alone and FORM.match(first.key) and len(first.text) < _LONGEST_FORM_NUMBER:
        return True
    return stands_alone and APPENDIX.fullmatch(first.key) is not None


def is_other_document(line: Line, law: Law) -> bool:
    """Whether a line is a Quốc hiệu."""
    if line.component:
        return line.component == "quoc_hieu"
    if "viet nam" not in line.key and len(line.text) > _LONGEST_NATIONAL_NAME:
        return False
    return any(is_national_name(piece.key, law) for piece in pieces(line, law))


def read_appendices(lines: list[Line], start: int, law: Law) -> tuple[list[Component], list[Line]]:
    """The headings of the appendices from a line on, and where other documents begin."""
    found: list[Component] = []
    others: list[Line] = []
    number = start
    while number < len(lines):
        line = lines[number]
        if not line.is_blank:
            if opens_appendix(line) and not _in_data(line) and not FORM.match(line.key):
                heading, number = _read_heading(lines, number)
                found.extend(heading)
                continue
            if not found and is_other_document(line, law) and not _in_data(line):
                others.append(next(each for each in lines if each.block == line.block))
        number += 1
    return found, others


def _in_data(line: Line) -> bool:
    return line.table is not None and line.table.is_bordered


def _read_heading(lines: list[Line], start: int) -> tuple[list[Component], int]:
    """Word and number, title and "(Kèm theo ...)" of one appendix."""
    split = [piece for line in lines[start : start + 12] for piece in line.split()]
    found = [_component("phu_luc_tu", [split[0]], split)]
    title: list[Line] = []
    issued: list[Line] = []
    for line in split[1:]:
        if line.is_blank:
            continue
        if issued and issued[-1].text.endswith(")"):
            break
        if issued or (line.text.startswith("(") and ISSUED_WITH.match(line.key)):
            if not line.is_centred and line.component != "chi_dan_phu_luc":
                break
            issued.append(line)
        elif _is_title(line) and len(title) < _MOST_TITLE_LINES:
            title.append(line)
        else:
            break
    if title:
        found.append(_component("ten_phu_luc", title, split))
    if issued:
        found.append(_component("chi_dan_phu_luc", issued, split))
    last = (issued or title or split[:1])[-1].paragraph
    return found, next(i for i in range(start, len(lines)) if lines[i].paragraph is last) + 1


def _is_title(line: Line) -> bool:
    if line.component:
        return line.component == "ten_phu_luc"
    if len(line.text) > _LONGEST_HEADING or (line.table is not None and line.table.is_bordered):
        return False
    return line.is_centred and (line.is_bold or line.is_capital)


def _component(name: str, lines: list[Line], column: list[Line]) -> Component:
    styled = lines[0].component == name
    certain = styled or name != "ten_phu_luc" or all(line.is_bold for line in lines)
    below = after(lines, column, anchored_next=name == "chi_dan_phu_luc")
    stretches = tuple(line.stretch for line in lines)
    sure = Sure.CERTAIN if certain else Sure.LIKELY
    return Component(name, stretches, sure, below, lines[0].room_mm)
