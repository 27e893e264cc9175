"""What the checker says of a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

from vanban.check.components import Component, Recognised, Stretch, Sure
from vanban.check.facts import Paragraph, Place
from vanban.check.report_data import (
    ComponentData,
    FileData,
    FindingData,
    PlaceData,
    place_data,
    place_text,
)

_LONGEST_QUOTE = 60
_PARTS = ("than", "dau_trang", "chan_trang", "cuoc_chu")
_SURE: dict[Sure, Literal["certain", "likely", "guess"]] = {
    Sure.CERTAIN: "certain",
    Sure.LIKELY: "likely",
    Sure.GUESS: "guess",
}


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

    @property
    def place(self) -> str:
        """Where, in Vietnamese ("đoạn 12"); "" for the document as a whole."""
        return place_text(self.fault.spot.place) if self.fault.spot else ""

    @property
    def expected(self) -> str:
        """What the decree asks for."""
        return self.fault.expected

    @property
    def observed(self) -> str:
        """What the file has."""
        return self.fault.observed

    @property
    def message(self) -> str:
        """What is wrong, as a sentence."""
        return self.fault.message

    @property
    def fix(self) -> str:
        """What to do, as a sentence."""
        return self.fault.fix

    def __str__(self) -> str:
        """Code, place and message in one line."""
        return ": ".join(filter(None, (self.code, self.place, self.message)))

    def to_dict(self) -> FindingData:
        """The finding as plain data."""
        fault, spot = self.fault, self.fault.spot
        return FindingData(
            code=self.code,
            severity=self.severity.value,
            component=self.component,
            place=place_data(spot.place, spot.quote) if spot else None,
            expected=fault.expected,
            observed=fault.observed,
            clause=self.clause,
            message=fault.message,
            fix=fault.fix,
        )


@dataclass(frozen=True, slots=True)
class Report:
    """All that is said of one file; ``recognised`` holds its regime, kind and components."""

    file: str
    recognised: Recognised
    findings: tuple[Finding, ...]

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of one severity."""
        return tuple(finding for finding in self.findings if finding.severity is severity)

    def to_dict(self) -> FileData:
        """The report as plain data: the object that ``--format json`` prints for a file."""
        kind = self.recognised.kind
        return FileData(
            file=self.file,
            regime=self.recognised.regime,
            kind=kind.khoa if kind else None,
            more_documents=self.recognised.more_documents,
            next_document=_place(self.recognised.next_document),
            components=_components(self.recognised),
            findings=[finding.to_dict() for finding in self.findings],
        )


def _place(place: Place | None) -> PlaceData | None:
    return place_data(place, "") if place else None


def _components(recognised: Recognised) -> list[ComponentData]:
    """Every component in the order of the page."""
    found = [component for named in recognised.components.values() for component in named]
    found.sort(key=lambda component: _order(component.paragraph.place))
    return [_component(component) for component in found]


def _component(component: Component) -> ComponentData:
    spot = spot_of(component)
    return ComponentData(
        name=component.name,
        place=place_data(spot.place, spot.quote),
        text=component.text,
        sure=_SURE[component.sure],
    )


def spot_of(words: Component | Stretch | Paragraph) -> Spot:
    """The spot of a component (its first line), a stretch or a whole paragraph."""
    if isinstance(words, Component):
        words = words.stretches[0]
    if isinstance(words, Stretch):
        return Spot(words.paragraph, words.start, words.end)
    return Spot(words, 0, len(words.text))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings from the first paragraph to the last; those without a place come first.

    Headers, footers and footnotes follow the body.
    """

    def place(finding: Finding) -> tuple[int, int, int, str]:
        spot = finding.fault.spot
        return (*(_order(spot.place) if spot else (0, 0)), spot.start if spot else 0, finding.code)

    return tuple(sorted(findings, key=place))


def _order(place: Place) -> tuple[int, int]:
    return _PARTS.index(place.part), place.paragraph
