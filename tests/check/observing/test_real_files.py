"""Real files, measured a second way: where there are any beside the project."""

import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Length

from tests.conftest import SHARED
from vanban.check.facts import Section
from vanban.check.observing import observe
from vanban.check.opening import open_package

FILES = sorted((SHARED / "corpus").glob("*.docx"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
NOT_PRINTED = {FALLBACK, W + "del", W + "moveFrom"}

pytestmark = pytest.mark.skipif(not FILES, reason="no real files beside the project")


def letters(text: str) -> Iterator[str]:
    """The letters and the marks on them, however they are composed."""
    return (sign for sign in unicodedata.normalize("NFD", text) if sign.isalnum() or _is_mark(sign))


def _is_mark(sign: str) -> bool:
    return unicodedata.combining(sign) > 0


def written(element: Any) -> Iterator[str]:
    """The text of a body that is neither deleted nor an alternate of another."""
    if element.tag in NOT_PRINTED:
        return
    if element.tag == W + "t":
        yield element.text or ""
    for child in element:
        yield from written(child)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem[:3])
def test_every_letter_is_there_once(path: Path) -> None:
    body = docx.Document(str(path)).element.body
    found = [paragraph.text for paragraph in observe(open_package(path.read_bytes())).paragraphs]
    assert Counter(letters("\n".join(found))) == Counter(letters("".join(written(body))))


def millimetres(length: Length | None) -> float:
    assert length is not None
    return round(float(length.mm), 1)


def sides(section: Section) -> list[float]:
    lengths = (section.width_mm, section.height_mm, section.top_mm, section.bottom_mm)
    return [round(length, 1) for length in (*lengths, section.left_mm, section.right_mm)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem[:3])
def test_pages_are_those_that_python_docx_finds(path: Path) -> None:
    found = observe(open_package(path.read_bytes())).sections
    expected = docx.Document(str(path)).sections
    assert len(found) == len(expected)
    for section, other in zip(found, expected, strict=True):
        if other.page_width is not None and not other.gutter:
            lengths = (
                other.page_width,
                other.page_height,
                other.top_margin,
                other.bottom_margin,
                other.left_margin,
                other.right_margin,
            )
            assert sides(section) == [millimetres(length) for length in lengths]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem[:3])
def test_no_file_takes_long(path: Path) -> None:
    started = time.process_time()
    observe(open_package(path.read_bytes()))
    assert time.process_time() - started < 5
