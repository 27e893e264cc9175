"""The way from facts to components: head, opening, body, foot, appendices."""

from collections.abc import Iterable
from typing import NamedTuple

from vanban.check.components import Component, Recognised
from vanban.check.facts import Document
from vanban.check.recognition.appendices import end_of_document, read_appendices
from vanban.check.recognition.attached import read_attached
from vanban.check.recognition.body import read_body
from vanban.check.recognition.dates import day_in, last_day_of
from vanban.check.recognition.foot import end_of_block, find_foot, read_foot
from vanban.check.recognition.head import (
    components_of,
    find_head_without_name,
    find_national_name,
    read_head,
)
from vanban.check.recognition.lines import Line, lines_in_header, lines_of
from vanban.check.recognition.opening import read_opening
from vanban.check.recognition.page_margins import read_margins
from vanban.check.recognition.regimes import (
    Verdict,
    before_decree,
    is_bound,
    with_national_name,
    without_national_name,
)
from vanban.check.recognition.wordings import COPY, DATE_LINE
from vanban.law import Kind, Law, law_on, laws
from vanban.wording import PartialDate

# Other regimes with a Quốc hiệu have the same components.
_LONGEST_DATE = 90
_ALIKE = ("nd30", "vbqppl", "truoc_nd30")


class _Read(NamedTuple):
    """All that was found in a document with a Quốc hiệu."""

    verdict: Verdict
    kind: Kind | None
    components: list[Component]
    others: list[Line]
    is_attached: bool
    day_at_foot: PartialDate | None


def recognise(document: Document) -> Recognised:
    """The regime, the kind, the day and the components of a document.

    Where a file holds several documents, those of the first. A document of another regime, and one
    older than the decree, has a regime other than "nd30" and ``regime_reason`` says by what that
    was told. Raises nothing: what is not recognised is not listed.
    """
    law = law_on()
    header = lines_in_header(document.sections[0]) if document.sections else []
    lines = [*header, *lines_of(document.sections)]
    anchor = find_national_name(lines, law)
    if anchor is None:
        verdict = without_national_name(lines, law)
        anchor = find_head_without_name(lines, law) if verdict.regime == "khac" else None
        if anchor is None:
            return Recognised(document, verdict.regime, verdict.reason, law)
    read = _read(document, lines, anchor, law)
    return _recognised(document, read, law)


def _recognised(document: Document, read: _Read, law: Law) -> Recognised:
    first = _first_by_name(read.components)
    day = day_in(first["dia_danh_ngay"].text) if "dia_danh_ngay" in first else read.day_at_foot
    verdict, law_then = read.verdict, law
    if day is not None:
        law_then = _law_on(day)
        if verdict.regime == "nd30" and last_day_of(day) < law_then.van_ban.hieu_luc_tu:
            verdict = before_decree(day, law_then)
    components = read.components if verdict.regime in _ALIKE else []
    return Recognised(
        document,
        verdict.regime,
        verdict.reason,
        law_then,
        read.kind if components else None,
        day if components else None,
        _by_name(components),
        len(read.others),
        read.others[0].paragraph.place if read.others else None,
        read.is_attached,
        is_bound(first),
    )


def _law_on(day: PartialDate) -> Law:
    oldest = laws()[0]
    last = last_day_of(day)
    return oldest if last < oldest.van_ban.hieu_luc_tu else law_on(last)


def _read(document: Document, lines: list[Line], anchor: Line, law: Law) -> _Read:
    head, after_head = read_head(lines, anchor, law)
    components = list(components_of(head))
    following = lines[after_head:]
    length = end_of_document(following, law)
    opening = read_opening(following[:length], law)
    has_number = any(component.name == "so_ky_hieu" for component in components)
    components.extend(c for c in opening.components if not (has_number and c.name == "so_ky_hieu"))
    rest = [*opening.lines[opening.at :], *following[length:]]
    end = len(opening.lines) - opening.at
    start_of_foot = find_foot(rest, 0, end)
    components.extend(read_body(rest[: end if start_of_foot is None else start_of_foot]))
    if start_of_foot is not None:
        foot = read_foot(rest, start_of_foot, end)
        components.extend(foot.components)
        copy, end = _read_copy(rest, foot.end, law)
        components.extend(copy)
    attached = read_attached(rest, end, law)
    components.extend(attached.components)
    appendices, others = read_appendices(attached.lines, attached.end, law)
    components.extend(appendices)
    seen = {component.paragraph for component in components}
    components.extend(c for c in read_margins(document) if c.paragraph not in seen)
    first = _first_by_name(components)
    is_attached = "chi_dan_phu_luc" in _first_by_name(opening.components)
    kind = opening.kind or _kind_without_title(first, law)
    verdict = with_national_name(head, first, kind, is_attached=is_attached)
    return _Read(verdict, kind, components, others, is_attached, _day_at_foot(rest[:end]))


def _day_at_foot(lines: list[Line]) -> PartialDate | None:
    """The day on a line of its own below the head, where the date of a letter stands."""
    for line in reversed(lines):
        stands_apart = line.paragraph.alignment in ("giua", "phai") or line.is_italic
        if stands_apart and len(line.text) < _LONGEST_DATE and DATE_LINE.fullmatch(line.key):
            return day_in(line.text)
    return None


def _kind_without_title(first: dict[str, Component], law: Law) -> Kind | None:
    """A công văn is told by what it lacks: it has no name of a kind (PL I, Phần I, II.5)."""
    if "ten_loai" in first:
        return None
    is_letter = "trich_yeu_cong_van" in first or "kinh_gui" in first
    return law.kind_keyed("cong_van") if is_letter else None


def _read_copy(lines: list[Line], start: int, law: Law) -> tuple[list[Component], int]:
    """The block below a document that makes it a copy, and the line after it (Mẫu 3.1)."""
    at = next((i for i in range(start, len(lines)) if not lines[i].is_blank), start)
    end = end_of_block(lines, at, len(lines)) if at < len(lines) else at
    anchor = next((line for line in lines[at:end] if COPY.fullmatch(line.key)), None)
    if anchor is None:
        return [], start
    head, length = read_head(lines[at:], anchor, law)
    components = list(components_of(head, in_copy=True))
    begin = at + length
    found = find_foot(lines, begin, min(begin + 5, len(lines)))
    if found is None:
        return components, begin
    foot = read_foot(lines, found, len(lines), in_copy=True)
    return [*components, *foot.components], foot.end


def _first_by_name(components: Iterable[Component]) -> dict[str, Component]:
    first: dict[str, Component] = {}
    for component in components:
        first.setdefault(component.name, component)
    return first


def _by_name(components: Iterable[Component]) -> dict[str, tuple[Component, ...]]:
    found: dict[str, list[Component]] = {}
    for component in components:
        found.setdefault(component.name, []).append(component)
    return {name: tuple(listed) for name, listed in found.items()}
