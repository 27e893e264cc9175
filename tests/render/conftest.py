"""The pages of every document of these tests, from one run of LibreOffice."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pdfplumber
import pytest

import vanban
from tests.render.page_samples import samples
from tests.render.pages import Page


@pytest.fixture(scope="session")
def pages(
    tmp_path_factory: pytest.TempPathFactory, to_pdf: Callable[[list[Path]], list[Path]]
) -> Iterator[dict[str, list[Page]]]:
    folder = tmp_path_factory.mktemp("pages")
    paths = []
    for name, document in samples().items():
        paths.append(folder / f"{name}.docx")
        paths[-1].write_bytes(vanban.render(document))
    with ExitStack() as opened:
        yield {
            pdf.stem: [Page(page) for page in opened.enter_context(pdfplumber.open(pdf)).pages]
            for pdf in to_pdf(paths)
        }
