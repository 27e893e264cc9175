"""PDFs for the commands: LibreOffice is asked for only where one is wanted."""

import sys
from collections.abc import Iterator, Sequence

import click

from vanban.errors import Problem, VanBanError


def check_pdf_tools() -> None:
    """Raises DocxError, before any work, where LibreOffice or a face is absent."""
    from vanban.render.pdf import check_tools  # noqa: PLC0415

    check_tools()


def pdfs_of(documents: Sequence[bytes], *, archival: bool) -> Iterator[bytes | Problem]:
    """For each .docx its PDF or why there is none, also where LibreOffice does not work at all."""
    if not documents:
        return
    from vanban.render.pdf import PdfMaker  # noqa: PLC0415

    told = 0
    try:
        with PdfMaker(archival=archival) as maker:
            _show_progress(f"đang làm {len(documents)} tệp PDF")
            for made in maker.convert(documents):
                _show_progress("")
                told += 1
                yield made
    except VanBanError as error:
        _show_progress("")
        for _ in documents[told:]:
            yield error.problems[0]


def _show_progress(text: str) -> None:
    """Rewrite the line of progress, on a terminal only."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{text}", nl=False, err=True)
