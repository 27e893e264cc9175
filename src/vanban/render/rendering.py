"""A document put together: its components around its bodies, in the package."""

import os.path
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from vanban.errors import InputError, Problem, TemplateError
from vanban.law import BodySize, Law
from vanban.models import VanBan, appendix_numbers
from vanban.models.fields import asks_for_fields
from vanban.outline import Block, parse_outline
from vanban.render.body import BodyWriter
from vanban.render.extras import Extras
from vanban.render.layout import Layout
from vanban.render.skeleton import skeleton
from vanban.render.templates import (
    Filling,
    OutlineText,
    fill_text,
    filling,
    find_shipped,
    find_template,
)
from vanban.render.typesetting import EMPTY, PT_PER_MM
from vanban.render.wordml import escape_xml, paragraph
from vanban.wording import PartialDate

_BODY = "noi_dung"
_BODY_TITLE = "Nội dung"
_LAST = EMPTY.encode()
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms='
    '"http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>{created}"
    "<dc:language>vi-VN</dc:language></cp:coreProperties>"
)


class _Section(NamedTuple):
    """Pages that count for themselves: what stands on them, and which way up they are."""

    content: tuple[bytes, ...]
    landscape: bool


class Pages(NamedTuple):
    """What stands on the pages of a document."""

    sections: list[_Section]
    extras: Extras | None


def render(document: VanBan, *, template: str | Path | None = None) -> bytes:
    """As ``vanban.render``."""
    if not isinstance(document, VanBan):
        raise InputError(f"cần một văn bản (vanban.load, vanban.VanBan), gặp {type(document)}")
    return package_of(document, pages_of(document, outline_of(document, template=template)))


def pages_of(document: VanBan, blocks: tuple[Block, ...]) -> Pages:
    """The pages of a document of which ``blocks`` are the body. Raises as ``render``."""
    writer = BodyWriter(document)
    sections = _sections(document, blocks, writer)
    return Pages(sections, _extras(document, writer))


def package_of(document: VanBan, pages: Pages) -> bytes:
    """The .docx of a document with these pages."""
    sections, extras = pages
    frame = skeleton(document.law, document.co_chu)
    furnished = extras is not None and extras.furnished
    body: list[bytes] = []
    for at, section in enumerate(sections):
        end = frame.section(landscape=section.landscape, furnished=furnished and at == 0)
        body += section.content
        if section is sections[-1]:
            body += (_LAST, end)
        else:
            body.append(paragraph("sau_bang", "", end.decode()).encode())
    return frame.write(body, _core_xml(document), extras)


def _extras(document: VanBan, writer: BodyWriter) -> Extras | None:
    """What few documents have: boxes 11 and 13 on the first page, and pictures."""
    if not (writer.media or document.pham_vi_luu_hanh or document.dia_chi_co_quan):
        return None
    layout = _layout(document.law, document.co_chu, landscape=document.kho_ngang)
    return Extras(layout.first_header(document), layout.first_footer(document), tuple(writer.media))


def _sections(document: VanBan, blocks: tuple[Block, ...], writer: BodyWriter) -> list[_Section]:
    """The document itself, what it issues, its appendices; a copy's components on the last."""
    parts = [_own_section(document, blocks, writer)]
    if document.attached or document.appendices():
        parts += _following(document, writer)
    if document.ban_sao:
        last = parts[-1]
        layout = _layout(document.law, document.co_chu, landscape=last.landscape)
        block = layout.copy_block(document.ban_sao)
        parts[-1] = last._replace(content=(*last.content, block))
    return parts


def _own_section(document: VanBan, blocks: tuple[Block, ...], writer: BodyWriter) -> _Section:
    layout = _layout(document.law, document.co_chu, landscape=document.kho_ngang)
    content: list[bytes] = []
    for name in document.form.bo_tri:
        if name == _BODY:
            content += writer.write(blocks, layout.room_pt)
        else:
            content.append(layout.components[name](document))
    return _Section(tuple(content), document.kho_ngang)


def _following(document: VanBan, writer: BodyWriter) -> Iterator[_Section]:
    """The document that this one issues, and the appendices, each with pages of its own."""
    law, co_chu = document.law, document.co_chu
    if attached := document.attached:
        layout = _layout(law, co_chu, landscape=False)
        blocks = _outline(attached.noi_dung, document, f"Văn bản kèm theo / {_BODY_TITLE}")
        body = writer.write(blocks, layout.room_pt)
        yield _Section((layout.attached_head(document, attached), *body), False)
    appendices = document.appendices()
    for appendix, number in zip(appendices, appendix_numbers(appendices), strict=True):
        layout = _layout(law, co_chu, landscape=appendix.kho_ngang)
        name = " ".join(filter(None, (law.chuoi.phu_luc, number)))
        blocks = _outline(appendix.noi_dung, document, f"{name} / {_BODY_TITLE}")
        body = writer.write(blocks, layout.room_pt, is_appendix=True)
        head = layout.appendix_head(document, appendix, number)
        yield _Section((head, *body), appendix.kho_ngang)


class Source(NamedTuple):
    """What an outline is read from: text of the data, or a template and its values.

    ``name`` is what errors call it. ``body`` is what the template is to print of the data's own.
    """

    name: str
    text: str = ""
    filling: Filling | None = None
    body: OutlineText | None = None


def outline_of(document: VanBan, *, template: str | Path | None = None) -> tuple[Block, ...]:
    """As ``vanban.render.outline_of``."""
    return blocks_of(source_of(document, template=template))


def source_of(document: VanBan, *, template: str | Path | None = None) -> Source:
    """What the body of a document is read from.

    Raises TemplateError for a template that leaves out what nothing else would print.
    """
    chosen = template or document.khuon_mau
    if document.noi_dung and chosen is None and not document.frames_body:
        return Source(_BODY_TITLE, _filled(document.noi_dung, document))
    path = find_template(str(chosen)) if chosen else find_shipped(str(document.default_template))
    names, source = _names_with_body(type(document)), os.path.basename(path)
    printed = [name for name in document.printed_by_template if getattr(document, name)]
    if document.noi_dung is None:
        prepared = filling(path, names, document.template_context, printed)
        return Source(source, filling=prepared)
    body = OutlineText([_filled(document.noi_dung, document)])

    def values(used: Iterable[str]) -> dict[str, object]:
        return document.template_context(used) | {_BODY: body}

    return Source(source, filling=filling(path, names, values, [*printed, _BODY]), body=body)


def blocks_of(source: Source) -> tuple[Block, ...]:
    """The outline that a source holds. Raises TemplateError when there is nothing in it."""
    name, text, prepared, body = source
    pieces = prepared.pieces() if prepared else text
    if prepared and body and not body.was_printed:
        fault = (
            "khuôn mẫu bỏ qua “noi_dung” với số liệu này, nên nội dung sẽ mất; hãy sửa điều kiện"
        )
        raise TemplateError(Problem(fault, prepared.source))
    blocks = parse_outline(pieces, source=name)
    if not blocks:
        raise TemplateError(f"“{name}” không có nội dung nào để in")
    return blocks


@cache
def _names_with_body(model: type[VanBan]) -> tuple[str, ...]:
    return (*model.template_names(), _BODY)


def _outline(text: str, document: VanBan, source: str) -> tuple[Block, ...]:
    """The blocks of outline text of the data, which ``source`` names in errors."""
    return blocks_of(Source(source, _filled(text, document, source)))


def _filled(text: str, document: VanBan, source: str = _BODY_TITLE) -> str:
    """Outline text of the data, with the document's own fields put in where it asks for them."""
    if not asks_for_fields(text):
        return text
    return fill_text(text, document.template_names(), document.template_context, source)


@lru_cache(maxsize=16)
def _layout(law: Law, co_chu: BodySize, *, landscape: bool) -> Layout:
    page = law.trang
    height = page.cao_mm - page.le_trai_mm.chon - page.le_phai_mm.chon
    room_mm = height if landscape else page.vung_chu_mm
    return Layout(law, co_chu, float(room_mm) * PT_PER_MM)


def _core_xml(document: VanBan) -> str:
    return _core(document.title, document.co_quan_ban_hanh, document.ngay_ban_hanh)


@lru_cache(maxsize=256)
def _core(title: str, author: str, issued: PartialDate) -> str:
    """Title, author and day of issue; a document without a full date states no creation time."""
    day = issued.as_date()
    created = (
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>'
        if day
        else ""
    )
    return _CORE.format(title=escape_xml(title), author=escape_xml(author), created=created)
