"""What documents made alike share is read once, and changes nothing in what is found."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from io import BytesIO
from zipfile import ZipFile

import pytest

import vanban
from tests.check.mutants import rendered
from vanban.check.observing import observe
from vanban.check.opening import open_package

from .packages import zipped

DOCUMENT = import_module("vanban.check.observing.document")
STYLES = "word/styles.xml"
WITH_TABLES = ("ke_hoach_kinh_phi", "cong_van", "quyet_dinh_ban_hanh")


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    DOCUMENT._common_sheets.cache_clear()
    yield
    DOCUMENT._common_sheets.cache_clear()


def with_many_styles(data: bytes) -> bytes:
    """The same document with a part of styles that is too large to be kept."""
    with ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    more = "".join(f'<w:style w:type="paragraph" w:styleId="S{n}"/>' for n in range(2000))
    styles = parts[STYLES].decode()
    return zipped(parts | {STYLES: styles.replace("</w:styles>", f"{more}</w:styles>").encode()})


def test_documents_made_alike_share_their_sheets() -> None:
    for name in WITH_TABLES:
        observe(open_package(rendered(name)))
        observe(open_package(rendered(name)))
    known = DOCUMENT._common_sheets.cache_info()
    assert known.misses < len(WITH_TABLES)
    assert known.hits + known.misses == 2 * len(WITH_TABLES)


def test_a_large_sheet_ends_with_its_document() -> None:
    observe(open_package(with_many_styles(rendered("cong_van"))))
    assert DOCUMENT._common_sheets.cache_info().currsize == 0


def test_threads_find_what_one_finds() -> None:
    documents = [rendered(name) for name in WITH_TABLES] * 4
    alone = [list(map(str, vanban.check(data).findings)) for data in documents]
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(3):
            DOCUMENT._common_sheets.cache_clear()
            with ThreadPoolExecutor(4) as threads:
                found = list(threads.map(vanban.check, documents))
            assert [list(map(str, report.findings)) for report in found] == alone
    finally:
        sys.setswitchinterval(usual)
