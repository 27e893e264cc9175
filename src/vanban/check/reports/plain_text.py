"""Findings for people: by file, then by component, then errors before warnings."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from vanban.check.outcome import Outcome
from vanban.check.report_data import FindingData
from vanban.check.titles import FINDING_LABELS, component_title, severity_title

_MOST_PLACES = 5
_INDENT, _DEEPER = "  ", " " * 7
_LABEL_WIDTH = max(map(len, FINDING_LABELS.values())) + len(": ")
_COLORS = {"error": "31;1", "warning": "33", "heading": "1", "quiet": "2"}
# What a terminal would obey instead of showing it, and what turns the direction of writing.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Pen:
    """How text is set: in lines of at most ``width`` columns, in colours or without."""

    width: int = 80
    in_color: bool = False

    def paint(self, text: str, color: str) -> str:
        """The text in a colour of the table above."""
        return f"\033[{_COLORS[color]}m{text}\033[0m" if self.in_color else text

    def wrap(self, text: str, first: str, further: str) -> list[str]:
        """The text in lines; the first begins with ``first``, the others with ``further``."""
        return textwrap.wrap(
            _UNSEEN.sub("\ufffd", text),
            self.width,
            initial_indent=first,
            subsequent_indent=further,
            break_long_words=False,
            break_on_hyphens=False,
        )


def file_text(outcome: Outcome, pen: Pen) -> str:
    """What is said of one file that could be read."""
    lines = [_heading(outcome, pen), *_unjudged(outcome, pen)]
    for name, findings in _by_component(outcome.findings):
        lines += ["", _INDENT + pen.paint(component_title(name), "heading")]
        for alike in _alike(findings):
            lines += _finding(alike, pen)
    return "\n".join(lines) + "\n"


def _heading(outcome: Outcome, pen: Pen) -> str:
    name = pen.paint(_UNSEEN.sub("\ufffd", outcome.file), "heading")
    if not outcome.is_judged:
        reason = f": {outcome.reason}" if outcome.reason else ""
        said = f"{outcome.file}: không thuộc Nghị định 30{reason}; không kiểm tra"
        return "\n".join(pen.wrap(said, "", _INDENT)).replace(outcome.file, name, 1)
    said = counted(outcome.count("error"), outcome.count("warning")) or "không thấy lỗi"
    return f"{name}: {f'{outcome.kind}, ' if outcome.kind else ''}{said}"


def _unjudged(outcome: Outcome, pen: Pen) -> list[str]:
    """From where on another document follows in the file, if one does."""
    place = outcome.data["next_document"] if outcome.data and outcome.is_judged else None
    if place is None:
        return []
    said = f"Từ {place['text']} là văn bản khác có Quốc hiệu riêng, không được kiểm tra"
    return pen.wrap(f"{said}; tách ra tệp riêng để kiểm tra.", _INDENT, _INDENT)


def counted(errors: int, warnings: int) -> str:
    """ "2 lỗi, 1 lưu ý"; empty when there is nothing to count."""
    counts = {"error": errors, "warning": warnings}
    return ", ".join(f"{n} {severity_title(word)}" for word, n in counts.items() if n)


def _by_component(findings: Iterable[FindingData]) -> Iterator[tuple[str, list[FindingData]]]:
    """The findings of each component, in the order of the page; errors first within each."""
    groups: dict[str, list[FindingData]] = {}
    for finding in findings:
        groups.setdefault(finding["component"], []).append(finding)
    for name, group in groups.items():
        yield name, sorted(group, key=lambda finding: finding["severity"] != "error")


def _alike(findings: Iterable[FindingData]) -> Iterator[list[FindingData]]:
    """Findings that differ in nothing but their place, together."""
    groups: dict[tuple[str, ...], list[FindingData]] = {}
    for finding in findings:
        said = (finding["code"], finding["severity"], finding["message"], finding["fix"])
        key = (*said, finding["expected"], finding["observed"], finding["clause"])
        groups.setdefault(key, []).append(finding)
    yield from groups.values()


def _finding(alike: Sequence[FindingData], pen: Pen) -> Iterator[str]:
    finding = alike[0]
    word = severity_title(finding["severity"])
    head = f"{_INDENT}{finding['code']} {word}: "
    first, *others = pen.wrap(finding["message"], head, _DEEPER)
    yield first.replace(word, pen.paint(word, finding["severity"]), 1)
    yield from others
    for place in _places(alike):
        yield from pen.wrap(place, _DEEPER, _DEEPER + _INDENT)
    for key, label in FINDING_LABELS.items():
        text = str(finding[key])  # type: ignore[literal-required]
        if text:
            head = f"{_DEEPER}{f'{label}:':<{_LABEL_WIDTH}}"
            yield from pen.wrap(text, head, " " * len(head))


def _places(alike: Sequence[FindingData]) -> Iterator[str]:
    places = [finding["place"] for finding in alike]
    for place in islice(filter(None, places), _MOST_PLACES):
        yield f"{place['text']}: “{place['quote']}”" if place["quote"] else place["text"]
    if len(places) > _MOST_PLACES:
        yield f"và {len(places) - _MOST_PLACES} chỗ nữa"


@dataclass(slots=True)
class Tally:
    """What all files together come to."""

    files: int = 0
    with_errors: int = 0
    errors: int = 0
    warnings: int = 0
    elsewhere: int = 0
    unread: int = 0
    failed: int = 0
    codes: dict[str, None] = field(default_factory=dict)

    def add(self, outcome: Outcome) -> None:
        """Counts one file."""
        self.files += 1
        self.errors += (errors := outcome.count("error"))
        self.warnings += outcome.count("warning")
        self.with_errors += bool(errors)
        self.unread += outcome.data is None
        self.failed += bool(outcome.problems)
        self.elsewhere += outcome.data is not None and not outcome.is_judged
        self.codes |= dict.fromkeys(finding["code"] for finding in outcome.findings)

    def __str__(self) -> str:
        """The closing line, and where to read more."""
        judged = self.files - self.unread - self.elsewhere
        found = counted(self.errors, self.warnings) or "không thấy lỗi"
        parts = [f"Đã kiểm tra {judged} tệp: {found}"] if judged else []
        if self.elsewhere:
            parts.append(f"{self.elsewhere} tệp không thuộc Nghị định 30")
        if self.unread:
            parts.append(f"{self.unread} tệp không đọc được")
        hint = f"\nGiải thích một mã: vanban explain {next(iter(self.codes))}" if self.codes else ""
        said = "; ".join(parts)
        return said[:1].upper() + said[1:] + hint
