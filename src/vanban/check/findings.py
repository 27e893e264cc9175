"""What the checker says of a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from vanban.check.components import Component, Recognised, Stretch, Sure
from vanban.check.facts import Paragraph, Place

_LONGEST_QUOTE = 60


class Severity(StrEnum):
    """An error breaks a number or a literal string of the decree; all else is a warning."""

    ERROR = "error"
    WARNING = "warning"


class Spot(NamedTuple):
    """A place and the words that stand there; ``start`` to ``end`` of the paragraph's text."""

    paragraph: Paragraph
    start: int
    end: int

    @property
    def place(self) -> Place:
        """Where the paragraph stands."""
        return self.paragraph.place

    @property
    def quote(self) -> str:
        """The words, cut when long."""
        text = " ".join(self.paragraph.text[self.start : self.end].split())
        return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule found: the rule's own part of a finding.

    ``spot`` is None for what a document lacks or what its pages are like. ``sure`` is how sure it
    is that the words are what the rule takes them for. ``fix`` and ``message`` are Vietnamese
    sentences; ``expected`` and ``observed`` are short ("13 đến 14", "12").
    """

    expected: str
    observed: str
    message: str
    fix: str
    spot: Spot | None = None
    sure: Sure = Sure.CERTAIN


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with the rule it breaks."""

    code: str
    severity: Severity
    component: str
    clause: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Report:
    """All that is said of one file; ``recognised`` holds its regime, kind and components."""

    file: str
    recognised: Recognised
    findings: tuple[Finding, ...]

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of one severity."""
        return tuple(finding for finding in self.findings if finding.severity is severity)


def spot_of(words: Component | Stretch | Paragraph) -> Spot:
    """The spot of a component (its first line), a stretch or a whole paragraph."""
    if isinstance(words, Component):
        words = words.stretches[0]
    if isinstance(words, Stretch):
        return Spot(words.paragraph, words.start, words.end)
    return Spot(words, 0, len(words.text))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings from the first paragraph to the last; those without a place come first."""

    def place(finding: Finding) -> tuple[int, str]:
        spot = finding.fault.spot
        return (spot.place.paragraph if spot else 0, finding.code)

    return tuple(sorted(findings, key=place))
