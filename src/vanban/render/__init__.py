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
    from vanban.render.rendering import Pages, Source

__all__ = [
    "blocks_of",
    "outline_of",
    "package_of",
    "pages_of",
    "render",
    "source_of",
    "template_files",
    "to_docx_document",
    "to_pdf",
]


def render(document: VanBan, *, template: str | Path | None = None) -> bytes:
    """The .docx of a document; the same document gives the same bytes.

    ``template`` replaces the document's own. Raises TemplateError for a template that is missing
    or wrong, InputError for outline text that is.
    """
    from vanban.render import rendering

    return rendering.render(document, template=template)


def source_of(document: VanBan) -> Source:
    """What the body of a document is read from: text of the data, or a template and its values.

    ``render`` takes four steps: this, ``blocks_of``, ``pages_of`` and ``package_of``. Many
    documents are made more quickly when each step is taken for all of them before the next.
    Raises TemplateError.
    """
    from vanban.render import rendering

    return rendering.source_of(document)


def blocks_of(source: Source) -> tuple[Block, ...]:
    """The outline that a source holds. Raises as ``render``."""
    from vanban.render import rendering

    return rendering.blocks_of(source)


def pages_of(document: VanBan, blocks: tuple[Block, ...]) -> Pages:
    """What stands on the pages of a document of which ``blocks`` are the body.

    Raises as ``render``.
    """
    from vanban.render import rendering

    return rendering.pages_of(document, blocks)


def package_of(document: VanBan, pages: Pages) -> bytes:
    """The .docx of a document with these pages."""
    from vanban.render import rendering

    return rendering.package_of(document, pages)


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
