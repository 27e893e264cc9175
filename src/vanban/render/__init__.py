"""Documents as .docx: template, outline, law, WordprocessingML, package.

Light to import: python-docx and Jinja2 are loaded by the first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from vanban.models import VanBan
    from vanban.outline import Block

__all__ = ["outline_of", "render", "to_docx_document"]


def render(document: VanBan, *, template: str | Path | None = None) -> bytes:
    """The .docx of a document; the same document gives the same bytes.

    ``template`` replaces the document's own. Raises TemplateError for a template that is missing
    or wrong, InputError for outline text that is.
    """
    from vanban.render import rendering

    return rendering.render(document, template=template)


def to_docx_document(document: VanBan, *, template: str | Path | None = None) -> Document:
    """The document as a python-docx ``Document``, to go on from there. Raises as ``render``."""
    from io import BytesIO

    import docx

    return docx.Document(BytesIO(render(document, template=template)))


def outline_of(document: VanBan, *, template: str | Path | None = None) -> tuple[Block, ...]:
    """The body as blocks: its ``noi_dung``, or its template filled. Raises as ``render``."""
    from vanban.render import rendering

    return rendering.outline_of(document, template=template)
