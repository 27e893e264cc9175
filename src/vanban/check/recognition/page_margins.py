"""The components in headers and footers: page numbers, the address, who may read."""

import re
from collections.abc import Iterator

from vanban.check.components import Component, Stretch, Sure
from vanban.check.facts import Document, Margin, Paragraph, Section
from vanban.check.recognition.lines import fold
from vanban.check.recognition.wordings import ADDRESS, CIRCULATION

_DIGITS = re.compile(r"[-–—\s]*(?:trang\s*)?\d+(?:\s*/\s*\d+)?[-–—\s]*", re.IGNORECASE)


def read_margins(document: Document) -> list[Component]:
    """The components of all headers and footers that print, section by section."""
    return [
        component
        for section in document.sections
        for margin in section.margins
        for component in _in_margin(section, margin)
    ]


def _in_margin(section: Section, margin: Margin) -> Iterator[Component]:
    for paragraph in margin.paragraphs():
        text = paragraph.text.strip()
        if not text:
            continue
        whole = Stretch(paragraph, 0, len(paragraph.text))
        found = _name(paragraph, fold(text))
        if found:
            name, sure = found
            yield Component(name, (whole,), sure, paragraph.lines, section.text_width_mm)


def _name(paragraph: Paragraph, key: str) -> tuple[str, Sure] | None:
    style = paragraph.style
    if any(run.field == "PAGE" for run in paragraph.runs):
        return "so_trang", Sure.CERTAIN
    if style == "VB_SoTrang" or _DIGITS.fullmatch(key):
        return "so_trang", Sure.CERTAIN if style == "VB_SoTrang" else Sure.LIKELY
    if style == "VB_LuuHanh" or CIRCULATION.match(key):
        return "luu_hanh", Sure.CERTAIN
    if style == "VB_DiaChi":
        return "dia_chi", Sure.CERTAIN
    if ADDRESS.match(key):
        return "dia_chi", Sure.LIKELY
    return None
