"""Whom an opening addresses: Kính gửi, and the lead of a công điện or giấy giới thiệu."""

from vanban.check.components import Sure
from vanban.check.recognition.lines import Line, fold
from vanban.check.recognition.opening_lines import Opening
from vanban.check.recognition.wordings import ADDRESSED, LEAD, is_entry

_LONGEST_ADDRESSEE = 220
_LONGEST_ADDRESS_LINE = 400
_LONGEST_LEAD = 200
_LONGEST_GOING_ON = 100


def is_lead(line: Line) -> bool:
    """Whether a line ends as the words before addressees do."""
    return LEAD.match(fold(line.text[-40:])) is not None


def read_lead(opening: Opening) -> None:
    """The words before the addressees of a công điện or in a giấy giới thiệu (Mẫu 1.6, 1.8)."""
    line = opening.skip_blank()
    if line is None or not (line.component == "loi_dan" or is_lead(line)):
        return
    if len(line.text) > _LONGEST_LEAD:
        return
    sure = Sure.CERTAIN if line.is_centred or line.component else Sure.LIKELY
    opening.add("loi_dan", [line], sure)
    entries = _entries(opening, opening.at, [])
    if entries and (opening.kind is None or opening.kind.mau == "1.6"):
        opening.add("noi_nhan_dien", entries, sure)


def read_addressees(opening: Opening) -> None:
    """Takes "Kính gửi:" and the addressees, on its line, below it or in the cell beside it."""
    for number, line in opening.printed(opening.at, 3):
        if ADDRESSED.match(line.key) and len(line.text) < _LONGEST_ADDRESS_LINE:
            opening.at = number
            taken = _in_table(opening, line) if line.cell else _entries(opening, number + 1, [line])
            opening.add("kinh_gui", taken)
            return


def _in_table(opening: Opening, first: Line) -> list[Line]:
    """The addressees of a table whose first words are "Kính gửi:"."""
    return [
        line
        for line in opening.lines[opening.at : opening.at + 80]
        if line.block == first.block and not line.is_blank
    ]


def _entries(opening: Opening, start: int, taken: list[Line]) -> list[Line]:
    """Lines that begin with a dash, and those that go on with one."""
    first = taken[0].text if taken else ":"
    if not first.endswith((":", ";", ",")):
        return taken
    for line in opening.lines[start : start + 60]:
        if line.is_blank:
            if len(taken) > 1:
                break
            continue
        if not (is_entry(line) or _goes_on(line, taken)) or len(line.text) > _LONGEST_ADDRESSEE:
            break
        taken.append(line)
    return taken


def _goes_on(line: Line, taken: list[Line]) -> bool:
    if line.component in ("kinh_gui", "noi_nhan_dien"):
        return True
    below_entry = bool(taken) and is_entry(taken[-1])
    return (
        below_entry
        and not taken[-1].text.endswith((".", ";"))
        and len(line.text) < _LONGEST_GOING_ON
    )
