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

__all__ = ["outline_of", "render", "template_files", "to_docx_document", "to_pdf"]


def render(document: VanBan, *, template: str | Path | None = None) -> bytes:
    """The .docx of a document; the same document gives the same bytes.

    ``template`` replaces the document's own. Raises TemplateError for a template that is missing
    or wrong, InputError for outline text that is.
    """
    from vanban.render import rendering

    return rendering.render(document, template=template)


def template_files(name: str) -> tuple[str, ...]:
    """The paths of a template and of all it is made of. Raises TemplateError."""
    from vanban.render import templates

    return templates.template_files(name)


def to_docx_document(document: VanBan, *, template: str | Path | None = None) -> Document:
    """The document as a python-docx ``Document``, to go on from there. Raises as ``render``."""
    from io import BytesIO

    import docx

    return docx.Document(BytesIO(render(document, template=template)))


def to_pdf(
    document: VanBan, *, template: str | Path | None = None, archival: bool = False
) -> bytes:
    """The document as PDF, made by LibreOffice; PDF/A-2b with ``archival``.

    The same document gives the same bytes, with the same LibreOffice and fonts. Each call takes
    about two seconds. Raises as ``render``, and DocxError where LibreOffice or a face with
    Vietnamese letters is absent.
    """
    from vanban.render import pdf

    pdf.check_tools()
    return pdf.pdf_of(render(document, template=template), archival=archival)


def outline_of(document: VanBan, *, template: str | Path | None = None) -> tuple[Block, ...]:
    """The body as blocks: its ``noi_dung``, or its template filled. Raises as ``render``."""
    from vanban.render import rendering

    return rendering.outline_of(document, template=template)
