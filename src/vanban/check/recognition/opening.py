"""What stands between the head and the body: kind, subject, addressees, authority, legal bases."""

from dataclasses import replace

from vanban.check.recognition.addressees import read_addressees, read_lead
from vanban.check.recognition.bases import read_authority, read_bases
from vanban.check.recognition.lines import Line
from vanban.check.recognition.opening_lines import Opening
from vanban.check.recognition.titles import read_title
from vanban.check.recognition.wordings import ADDRESSED
from vanban.law import Law

# Soft breaks make lines of their own among so many paragraphs.
_SPLIT_LINES = 60


def read_opening(lines: list[Line], law: Law) -> Opening:
    """The components of an opening; ``lines`` are those after the head."""
    opening = Opening(_split(lines), law)
    read_title(opening)
    read_lead(opening)
    read_addressees(opening)
    read_authority(opening)
    read_bases(opening)
    _find_line_below_subject(opening)
    return opening


def _find_line_below_subject(opening: Opening) -> None:
    """Takes the line below other words under the title for the one of the trích yếu."""
    subject = next((c for c in opening.components if c.name == "trich_yeu"), None)
    if subject is None or subject.below:
        return
    after_it = opening.components[opening.components.index(subject) + 1 :][:1]
    if not after_it or after_it[0].name not in ("tham_quyen", "can_cu", "kinh_gui"):
        return
    paragraphs = list(dict.fromkeys(line.paragraph for line in opening.lines[: opening.at]))
    start = paragraphs.index(subject.stretches[-1].paragraph) + 1
    between = paragraphs[start : paragraphs.index(after_it[0].paragraph) + 1]
    lines = tuple(line for paragraph in between for line in paragraph.lines)
    at = opening.components.index(subject)
    opening.components[at] = replace(subject, below=lines)


def _split(lines: list[Line]) -> list[Line]:
    """The lines with those that soft breaks make, but for paragraphs of the body."""
    split: list[Line] = []
    for number, line in enumerate(lines):
        is_opening = number < _SPLIT_LINES and "\n" in line.paragraph.text
        if is_opening and (line.is_centred or line.cell is not None or ADDRESSED.match(line.key)):
            split.extend(line.split())
        else:
            split.append(line)
    return split
