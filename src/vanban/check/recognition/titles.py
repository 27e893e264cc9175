"""The title: the name of a kind, the trích yếu, what the document was issued with."""

from vanban.check.components import Component, Sure
from vanban.check.recognition.addressees import is_lead
from vanban.check.recognition.bases import is_authority, is_order
from vanban.check.recognition.body import begins_item
from vanban.check.recognition.lines import Line
from vanban.check.recognition.opening_lines import Opening
from vanban.check.recognition.wordings import (
    ADDRESSED,
    BASIS,
    ISSUED_WITH,
    is_entry,
    is_number_line,
    kind_at_start_of,
    kind_of,
    stamp_of,
)
from vanban.law import Kind, Law

_LONGEST_TITLE = 120
_LONGEST_SUBJECT = 700
_MOST_SUBJECT_LINES = 10
_LINES_BEFORE_TITLE = 8
_LONGEST_BOLD_SUBJECT = 250


def read_title(opening: Opening) -> None:
    """Takes stamps, the name of the kind and what stands below it; nothing of a công văn."""
    for number, line in opening.printed(0, _LINES_BEFORE_TITLE):
        if ADDRESSED.match(line.key) or line.component in ("kinh_gui", "can_cu", "noi_dung"):
            return
        if _is_stamp(line, opening):
            continue
        found = _title(line, opening.law)
        if found:
            opening.kind, sure = found
            opening.at = number
            opening.add("ten_loai", [line], sure)
            _read_subject(opening)
            return
        if len(line.text) > _LONGEST_TITLE or not line.is_centred:
            return


def _is_stamp(line: Line, opening: Opening) -> bool:
    """Whether a line is a stamp, which is taken unless it is in small letters."""
    name = stamp_of(line)
    if name and (line.is_capital or name == "du_thao"):
        stamp = Component(name, (line.stretch,), Sure.CERTAIN, (), line.room_mm)
        opening.components.append(stamp)
    return bool(name)


def _title(line: Line, law: Law) -> tuple[Kind | None, Sure] | None:
    """The kind that a line names and how sure it is that it names one; None if it is no title."""
    if len(line.text) > _LONGEST_TITLE or is_entry(line):
        return None
    exact = kind_of(line.key, law)
    if line.component == "ten_loai":
        return exact or kind_at_start_of(line.key, law), Sure.CERTAIN
    if line.component:
        return None
    if exact and (line.is_capital or line.is_centred or line.is_bold):
        return exact, Sure.CERTAIN
    if line.is_capital and (line.is_centred or line.is_bold):
        return kind_at_start_of(line.key, law), Sure.LIKELY
    return None


def _read_subject(opening: Opening) -> None:
    """The trích yếu, and below it what the document was issued with."""
    taken: list[Line] = []
    issued: list[Line] = []
    for number in range(opening.at, len(opening.lines)):
        line = opening.lines[number]
        if line.is_blank:
            if taken:
                break
            continue
        if not taken and not line.component and is_number_line(line):
            number_line = Component("so_ky_hieu", (line.stretch,), Sure.LIKELY, (), line.room_mm)
            opening.components.append(number_line)
            continue
        if ISSUED_WITH.match(line.key) and line.component in ("", "chi_dan_phu_luc"):
            issued = _issued_with(opening, number)
            break
        if not _is_subject(line, opening, number, taken):
            break
        taken.append(line)
    if not issued:
        issued = _issued_below(opening, taken)
    if taken:
        styled = taken[0].component == "trich_yeu"
        certain = styled or all(line.is_centred for line in taken)
        opening.add(
            "trich_yeu", taken, Sure.CERTAIN if certain else Sure.LIKELY, underlined=not issued
        )
    if issued:
        opening.add("chi_dan_phu_luc", issued, Sure.CERTAIN, underlined=True)


def _issued_below(opening: Opening, taken: list[Line]) -> list[Line]:
    if not taken:
        return []
    start = opening.lines.index(taken[-1], opening.at) + 1
    for number, line in opening.printed(start, 1):
        if ISSUED_WITH.match(line.key):
            return _issued_with(opening, number)
    return []


def _issued_with(opening: Opening, number: int) -> list[Line]:
    """The lines of "(Kèm theo ...)", up to the closing bracket."""
    taken: list[Line] = []
    for line in opening.lines[number : number + 4]:
        if line.is_blank or (taken and not line.is_centred):
            break
        taken.append(line)
        if line.text.endswith(")"):
            break
    return taken


def _is_subject(line: Line, opening: Opening, number: int, taken: list[Line]) -> bool:
    if line.component:
        return line.component == "trich_yeu"
    length = sum(len(taken_line.text) for taken_line in taken) + len(line.text)
    if len(taken) >= _MOST_SUBJECT_LINES or length > _LONGEST_SUBJECT:
        return False
    if _opens_more(line) or is_authority(line, opening, number):
        return False
    if line.is_centred:
        return True
    return (
        line.is_bold
        and len(line.text) < _LONGEST_BOLD_SUBJECT
        and not line.text.endswith((":", ";"))
    )


def _opens_more(line: Line) -> bool:
    """Whether a line begins what stands below a trích yếu."""
    if ADDRESSED.match(line.key) or BASIS.match(line.key) or is_lead(line):
        return True
    if line.text.startswith(("(", "[")) or is_entry(line) or is_order(line):
        return True
    return begins_item(line)
