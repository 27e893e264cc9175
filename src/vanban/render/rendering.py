"""A document put together: its components around its body, in the package."""

import os.path
from functools import lru_cache
from pathlib import Path

from vanban.errors import TemplateError
from vanban.law import BodySize, Law
from vanban.models import VanBan
from vanban.outline import Block, parse_outline
from vanban.render.body import body_xml
from vanban.render.layout import Layout
from vanban.render.skeleton import skeleton
from vanban.render.templates import fill, find_shipped, find_template
from vanban.render.wordml import escape_xml

_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms='
    '"http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>{created}"
    "<dc:language>vi-VN</dc:language></cp:coreProperties>"
)


def render(document: VanBan, *, template: str | Path | None = None) -> bytes:
    """As ``vanban.render``."""
    law = document.law
    layout = _layout(law, document.co_chu)
    blocks = outline_of(document, template=template)
    body = (
        layout.head(document),
        layout.title(document),
        body_xml(blocks, law, layout.room_pt),
        layout.foot(document),
    )
    return skeleton(law, document.co_chu).write(body, _core_xml(document))


def outline_of(document: VanBan, *, template: str | Path | None = None) -> tuple[Block, ...]:
    """As ``vanban.render.outline_of``."""
    if document.noi_dung and template is None:
        source = "Nội dung"
        blocks = parse_outline(document.noi_dung, source=source)
    else:
        chosen = template or document.khuon_mau
        path = (
            find_template(str(chosen)) if chosen else find_shipped(str(document.default_template))
        )
        source = os.path.basename(path)
        text = fill(path, document.template_context(), document.printed_by_template)
        blocks = parse_outline(text, source=source)
    if not blocks:
        raise TemplateError(f"“{source}” không có nội dung nào để in")
    return blocks


@lru_cache(maxsize=8)
def _layout(law: Law, co_chu: BodySize) -> Layout:
    return Layout(law, co_chu)


def _core_xml(document: VanBan) -> str:
    """Title, author and day of issue; a document without a full date states no creation time."""
    day = document.ngay_ban_hanh.as_date()
    created = (
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>'
        if day
        else ""
    )
    return _CORE.format(
        title=escape_xml(document.title),
        author=escape_xml(document.co_quan_ban_hanh),
        created=created,
    )
