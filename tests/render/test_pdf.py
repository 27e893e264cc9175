"""PDFs by LibreOffice itself: what stands in them, the form of PDF/A, the faces of the letters."""

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pdfplumber
import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from lxml import etree

import vanban
from tests.conftest import W, absent, require_tool
from tests.render.pages import Page
from tests.render.samples import plain_document
from vanban.errors import DocxError, Problem
from vanban.models import PhatDong
from vanban.render.pdf import PdfMaker
from vanban.render.pdf_fonts import check_fonts, font_fault

LIBERATION = Path("/usr/share/fonts/truetype/liberation2")


class Made(NamedTuple):
    """The decree (no day of issue) and a plain document (of a day), plain and as PDF/A."""

    decree: bytes
    plain: bytes
    again: bytes
    archival: tuple[bytes, bytes]
    broken: Problem


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, decree: PhatDong) -> Made:
    require_tool("soffice")
    try:
        check_fonts()
    except DocxError as error:
        absent(str(error))
    folder = tmp_path_factory.mktemp("Xã “Quang Trung” 'x' & 100% #1")
    path = folder / "-Phát động: năm 2024?.docx"
    path.write_bytes(vanban.render(decree))
    plain = vanban.render(plain_document())
    # Two at once, each with a profile of its own.
    with PdfMaker() as maker, PdfMaker(archival=True) as other, ThreadPoolExecutor() as threads:
        archival = threads.submit(other.convert_group, [path, plain])
        first, broken, second = maker.convert([path, b"PK" + plain[:3000], plain])
        (again,) = maker.convert_group([path])
    parts = [first, second, again, *archival.result()]
    assert all(isinstance(pdf, bytes) for pdf in parts), parts
    assert isinstance(broken, Problem)
    assert [file.name for file in folder.iterdir()] == [path.name]
    decree_pdf, plain_pdf, again_pdf, *both = (pdf for pdf in parts if isinstance(pdf, bytes))
    return Made(decree_pdf, plain_pdf, again_pdf, (both[0], both[1]), broken)


def pages(pdf: bytes) -> list[Page]:
    return [Page(page) for page in pdfplumber.open(BytesIO(pdf)).pages]


def words_of_docx(data: bytes) -> Counter[str]:
    with ZipFile(BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    texts = [
        "".join(t.text or "" if t.tag == f"{W}t" else " " for t in p.iter(f"{W}t", f"{W}br"))
        for p in body.iter(f"{W}p")
    ]
    return Counter(" ".join(texts).replace("\u00a0", " ").split())


def test_every_word_of_the_document_stands_in_the_pdf(made: Made, decree: PhatDong) -> None:
    shown = pages(made.decree)
    numbers = Counter(str(number) for number in range(2, len(shown) + 1))
    words = Counter(word for page in shown for word in page.text.split())
    assert words - numbers == words_of_docx(vanban.render(decree))


def test_the_number_of_pages(made: Made) -> None:
    assert len(pages(made.decree)) == 5
    assert [len(pages(pdf)) for pdf in (made.plain, made.archival[1])] == [1, 1]


def test_a_broken_file_among_good_ones_is_named(made: Made) -> None:
    assert made.broken.message.startswith("tệp Word bị hỏng nên không làm được PDF")


def test_the_archival_form_says_so(made: Made) -> None:
    for pdf in made.archival:
        assert b"<pdfaid:part>2</pdfaid:part>" in pdf
        assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf
        assert b"/GTS_PDFA1" in pdf
    assert b"pdfaid" not in made.decree


def test_the_same_document_gives_the_same_pdf_later(made: Made) -> None:
    assert made.again == made.decree


@pytest.mark.parametrize("at", [0, 1])
def test_the_table_of_offsets_still_holds(made: Made, at: int) -> None:
    """The colour profile of a PDF/A gets a fixed date, which moves all that stands behind it."""
    for pdf in (made.archival[at], made.plain):
        start = int(pdf.rpartition(b"startxref\n")[2].split()[0])
        assert pdf[start:].startswith(b"xref\n")
        offsets = re.findall(rb"(\d{10}) \d{5} n", pdf[start:])
        for number, offset in enumerate(offsets, 1):
            assert pdf[int(offset) :].startswith(b"%d 0 obj" % number)
        for stream in re.finditer(rb"/Length (\d+) 0 R[^>]*>>\nstream\n", pdf):
            length = re.search(rb"\n%s 0 obj\n(\d+)\n" % stream[1], pdf)
            assert length is not None
            end = stream.end() + int(length[1])
            assert pdf[end : end + 10] == b"\nendstream"


def test_the_pdf_states_the_day_of_its_document(made: Made) -> None:
    day = plain_document().ngay_ban_hanh.as_date()
    assert day is not None
    stamp = f"{day:%Y%m%d}000000Z".encode()
    assert b"/CreationDate(D:" + stamp in made.plain
    assert f"<xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate>".encode() in made.archival[1]
    for pdf in (made.decree, made.archival[0]):
        assert b"/CreationDate" not in pdf
        assert b"<xmp:CreateDate>" not in pdf


def test_title_and_author_go_along(made: Made) -> None:
    metadata = pdfplumber.open(BytesIO(made.decree)).metadata
    assert metadata["Title"] == "Phát động phong trào thi đua năm 2024"
    assert metadata["Author"] == "Ủy ban nhân dân xã Quang Trung"


def test_good_faces_are_no_fault(made: Made) -> None:
    assert font_fault(made.decree) == font_fault(made.archival[0]) == ""


@pytest.fixture(scope="session")
def old_fonts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Fonts as of Debian's fonts-liberation 1.07: the serif lacks most Vietnamese letters."""
    if not LIBERATION.exists():
        absent("fonts-liberation2")
    folder = tmp_path_factory.mktemp("phong")
    shutil.copy(LIBERATION / "LiberationSans-Regular.ttf", folder)
    font = TTFont(LIBERATION / "LiberationSerif-Regular.ttf")
    subsetter = Subsetter(Options(notdef_outline=True, name_IDs=["*"], layout_features=["*"]))
    subsetter.populate(unicodes=range(0x20, 0x17F))
    subsetter.subset(font)
    font.save(folder / "LiberationSerif-Regular.ttf")
    settings = folder / "fonts.conf"
    settings.write_text(
        f"<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>", "utf-8"
    )
    yield settings


def test_letters_from_another_face_are_told(
    old_fonts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LibreOffice borrows letter by letter and says nothing."""
    require_tool("soffice")
    monkeypatch.setenv("FONTCONFIG_FILE", str(old_fonts))
    with PdfMaker() as maker:
        (made,) = maker.convert_group([vanban.render(plain_document())])
    assert isinstance(made, Problem)
    assert "phông khác" in made.message
    assert re.search(r"LiberationSans: “[^”]*[ạảấầẩ]", made.message), made.message
    assert "fonts-liberation2" in made.message


def test_fontconfig_knows_the_old_face_as_one_without_vietnamese(
    old_fonts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = require_tool("fc-list")
    env = {**os.environ, "FONTCONFIG_FILE": str(old_fonts)}
    done = subprocess.run(
        [program, ":lang=vi", "family"], env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout == "Liberation Sans\n"


def test_the_library_gives_a_pdf(made: Made) -> None:
    assert vanban.to_pdf(plain_document()) == made.plain
