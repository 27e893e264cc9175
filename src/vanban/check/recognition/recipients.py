"""The recipients at the foot: the word and its entries."""

from vanban.check.components import Component, Sure
from vanban.check.recognition.lines import Line
from vanban.check.recognition.wordings import RECIPIENTS, is_entry, is_post

_LONGEST_ENTRY = 160


def read_recipients(column: list[Line]) -> tuple[list[Component], list[Line]]:
    """The recipients that a column begins with, and the lines of it that are none."""
    rest: list[Line] = []
    entries: list[list[Line]] = []
    heading: Line | None = None
    is_open = False
    for line in column:
        if heading is None and RECIPIENTS.fullmatch(line.key):
            heading, is_open = line, True
        elif line.is_blank or not is_open:
            rest.append(line)
            is_open = is_open and not (line.is_blank and _is_complete(entries))
        elif is_entry(line) or line.component == "noi_nhan" or not entries:
            entries.append([line])
        elif line.is_capital and is_post(line):
            rest.append(line)
            is_open = False
        elif len(line.text) < _LONGEST_ENTRY:
            _add_to(entries, line)
    found = [_recipient("noi_nhan_tu", [heading], Sure.CERTAIN)] if heading else []
    for entry in entries:
        sure = Sure.CERTAIN if is_entry(entry[0]) or entry[0].component else Sure.LIKELY
        found.append(_recipient("noi_nhan", entry, sure))
    return found, rest


def _is_complete(entries: list[list[Line]]) -> bool:
    return bool(entries) and "luu" in entries[-1][0].key[:8]


def _add_to(entries: list[list[Line]], line: Line) -> None:
    """A line without a dash goes on with an entry that is not ended, or is an entry itself."""
    if entries[-1][-1].text.endswith((";", ".")):
        entries.append([line])
    else:
        entries[-1].append(line)


def _recipient(name: str, lines: list[Line], sure: Sure) -> Component:
    stretches = tuple(line.stretch for line in lines)
    return Component(name, stretches, sure, lines[-1].paragraph.lines, lines[0].room_mm)
