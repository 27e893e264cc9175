"""A whole package as facts."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

from vanban.check.facts import Document, Paragraph, Section, paragraphs_of
from vanban.check.observing.content import content_of
from vanban.check.observing.formatting import Formatting
from vanban.check.observing.sections import (
    Margins,
    PageSettings,
    page_of,
    section_elements,
    settings_of,
)
from vanban.check.observing.stories import Room, Sheets, Story
from vanban.check.observing.style_sheet import StyleSheet
from vanban.check.observing.table_styles import TableStyles
from vanban.check.observing.tags import W
from vanban.check.observing.theme_fonts import theme_fonts
from vanban.check.opening import Package
from vanban.errors import DocxError

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_CHANGES = tuple(
    W + name
    for name in "ins del moveFrom moveTo rPrChange pPrChange sectPrChange tblPrChange".split()
)
_NOT_NOTES = ("separator", "continuationSeparator", "continuationNotice")


def observe(package: Package) -> Document:
    """What a document shows; raises DocxError where a part is damaged or nested too deep."""
    try:
        return _observed(package)
    except RecursionError as error:
        raise DocxError(
            "Tệp .docx có bảng hoặc khung lồng nhau quá sâu; hãy lấy lại bản gốc của tệp."
        ) from error


def _observed(package: Package) -> Document:
    root = package.xml(package.main)
    body = root.find(W + "body")
    if body is None:
        raise DocxError("Tệp .docx không có thân văn bản; hãy mở bằng Word và lưu lại.")
    sheets = _sheets(package)
    settings = settings_of(_related(package, "settings"))
    return Document(
        _sections(package, body, sheets, settings),
        _footnotes(package, root, sheets),
        next(root.iter(*_CHANGES), None) is not None,
        _title(package),
    )


def _sheets(package: Package) -> Sheets:
    names = [package.related(package.main, kind) for kind in ("styles", "theme", "numbering")]
    roots = [None if name is None else package.xml(name, common=True) for name in names]
    is_common = all(name is None or package.is_kept(name) for name in names)
    return (_common_sheets if is_common else _sheets_of)(*roots)


def _sheets_of(styles_root: Any, theme: Any, numbering: Any) -> Sheets:
    """What is read of these parts, each None where it is missing."""
    styles = StyleSheet(styles_root, theme_fonts(theme) if theme is not None else {}, numbering)
    return Sheets(styles, Formatting(styles), TableStyles(styles))


# Documents made alike share them.
_common_sheets = lru_cache(maxsize=8)(_sheets_of)


def _sections(
    package: Package, body: Any, sheets: Sheets, settings: PageSettings
) -> tuple[Section, ...]:
    story = Story("than", sheets)
    margins = Margins(package, sheets, settings)
    sections: list[Section] = []
    for elements, properties in section_elements(body):
        page = page_of(properties, settings)
        room = Room(page.text_width_mm)
        sections.append(
            replace(
                page,
                blocks=story.blocks(elements, room),
                margins=margins.of(properties, page.text_width_mm),
                starts_page=page.starts_page or not sections,
            )
        )
    return tuple(sections) or (page_of(None, settings),)


def _footnotes(package: Package, root: Any, sheets: Sheets) -> tuple[Paragraph, ...]:
    """The paragraphs of the footnotes and endnotes that the body refers to."""
    story = Story("cuoc_chu", sheets)
    found: list[Paragraph] = []
    for kind in ("footnote", "endnote"):
        used = {element.get(W + "id") for element in root.iter(f"{W}{kind}Reference")}
        notes = _related(package, f"{kind}s") if used else None
        for note in notes if notes is not None else ():
            if note.get(W + "id") in used and note.get(W + "type") not in _NOT_NOTES:
                found.extend(paragraphs_of(story.blocks(content_of(note), Room())))
    return tuple(found)


def _related(package: Package, kind: str) -> Any:
    """The root of the part of this kind that the body refers to, None without one."""
    name = package.related(package.main, kind)
    return package.xml(name, common=True) if name is not None else None


def _title(package: Package) -> str:
    name = package.related("", "core-properties")
    title = package.xml(name).findtext(_TITLE) if name is not None else None
    return title.strip() if title else ""
