"""One .docx out of many: the pages are those of the documents, one after the other."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pdfplumber
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from lxml import etree
from openxml_audit import OpenXmlValidator

import vanban
from tests.conftest import EXAMPLES, require_shared
from tests.picture_samples import png
from tests.render.examples import NAMES, rendered
from tests.render.pages import Page
from tests.render.samples import plain_document
from tests.render.test_package import parts
from vanban.errors import DocxError
from vanban.render.merging import merge_documents

# Footers and headers of the first page, a picture, pages on their side, both sizes of text.
MIXED = (
    *((name, 14) for name in NAMES),
    ("cong_van_nhieu_noi", 13),
    ("cong_van", 14),
    ("ke_hoach_kinh_phi", 13),
    ("ke_hoach", 13),
    ("ke_hoach_mat", 14),
    ("cong_van", 13),
)

# What looks like the XML that is rewritten, and is text.
TRAP = '<wp:docPr id="7"> <a:blip r:embed="rIdImg1"/> <w:pStyle w:val="VB_TenLoai"/> </w:body>'


def merged(*sources: Path | bytes, title: str = "") -> bytes:
    buffer = BytesIO()
    merge_documents(sources, buffer, title=title)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def mixed() -> bytes:
    return merged(*(rendered(name, size) for name, size in MIXED))


def test_valid(mixed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(mixed)
    assert OpenXmlValidator().validate(str(path)).errors == []
    schema = etree.XMLSchema(etree.parse(require_shared("ooxml-xsd", "wml.xsd")))
    for name, content in parts(mixed).items():
        if name.startswith("word/") and name.endswith(".xml") and "theme" not in name:
            schema.assertValid(etree.fromstring(content))


def test_every_part_is_listed_and_every_relation_leads_somewhere(mixed: bytes) -> None:
    found = parts(mixed)
    body = docx.Document(BytesIO(mixed))
    asked = {
        value
        for element in body.element.iter()
        for key, value in element.attrib.items()
        if key in (qn("r:id"), qn("r:embed"))
    }
    relations = etree.fromstring(found["word/_rels/document.xml.rels"])
    targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    assert asked <= targets.keys()
    assert {f"word/{target}" for target in targets.values()} <= found.keys()
    numbers = [p.get("id") for p in body.element.iter(qn("wp:docPr"))]
    assert len(numbers) == len(set(numbers)) == 2
    assert [name for name in found if "media" in name] == ["word/media/image1.png"]


def test_the_pages_are_those_of_the_documents(
    mixed: bytes, tmp_path: Path, to_pdf: Callable[[list[Path]], list[Path]]
) -> None:
    """Word for word at the same place: numbers of pages, headers, footers, no page between."""
    paths = [tmp_path / "gop.docx"]
    paths[0].write_bytes(mixed)
    for number, (name, size) in enumerate(MIXED):
        paths.append(tmp_path / f"{number}.docx")
        paths[-1].write_bytes(rendered(name, size))
    made, *single = to_pdf(paths)
    expected = [words for pdf in single for words in words_of(pdf)]
    found = words_of(made)
    assert len(found) == len(expected) > 80
    for number, (one, other) in enumerate(zip(found, expected, strict=True), 1):
        assert one == other, f"page {number}"
    second_pages = [words[0][0] for words in found if words[0][0].isdecimal()]
    assert second_pages.count("2") > 20


def words_of(pdf: Path) -> list[list[tuple[Any, ...]]]:
    with pdfplumber.open(pdf) as opened:
        return [
            [(w["text"], round(w["x0"]), round(w["top"])) for w in Page(page).words]
            + [(page.width, page.height, len(page.images))]
            for page in opened.pages
        ]


def test_villages_share_everything_but_their_text(decree_docx: Path) -> None:
    data = decree_docx.read_bytes()
    once, twice = parts(merged(data)), parts(merged(decree_docx, data, decree_docx))
    assert once.keys() == twice.keys()
    changed = {name for name in once if once[name] != twice[name]}
    assert changed == {"word/document.xml"}
    # What was one document stays as it is, but for the names of relationships.
    assert len(docx.Document(BytesIO(merged(data))).paragraphs) == len(
        docx.Document(str(decree_docx)).paragraphs
    )


def test_pictures_of_two_documents_keep_apart(tmp_path: Path) -> None:
    sources = []
    for number, content in enumerate((png(7, 5), png(9, 9), png(7, 5))):
        path = tmp_path / f"{number}.png"
        path.write_bytes(content)
        hinh = {"ten_hinh": "Bản đồ", "tep_hinh": path, "chu_thich": TRAP}
        document = plain_document(hinh_anh=[hinh], noi_dung=f"{TRAP}\n[hình: Bản đồ]\nHết.")
        sources.append(vanban.render(document))
    made = merged(*sources)
    shapes = list(docx.Document(BytesIO(made)).inline_shapes)
    pictures = [shape._inline.graphic.graphicData.pic for shape in shapes]
    assert [picture.blipFill.blip.embed for picture in pictures] == [
        "rIdImg1",
        "rIdImg2",
        "rIdImg1",
    ]
    assert [shape._inline.docPr.id for shape in shapes] == [1, 2, 3]
    text = [p.text for p in docx.Document(BytesIO(made)).paragraphs]
    assert text.count(TRAP) == 6
    assert {n: c for n, c in parts(made).items() if "media" in n} == {
        "word/media/image1.png": png(7, 5),
        "word/media/image2.png": png(9, 9),
    }


@pytest.mark.parametrize("title", ["", "Giao chỉ tiêu cho 12 thôn & 3 tổ"])
def test_the_properties(decree_docx: Path, title: str) -> None:
    made = merged(decree_docx, rendered("cong_van"), title=title)
    properties = docx.Document(BytesIO(made)).core_properties
    assert properties.title == (title or "Phát động phong trào thi đua năm 2024")
    assert properties.author == "Ủy ban nhân dân xã Quang Trung"


def test_same_bytes_and_a_sound_zip(mixed: bytes) -> None:
    assert mixed == merged(*(rendered(name, size) for name, size in MIXED))
    with ZipFile(BytesIO(mixed)) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert names[0] == "[Content_Types].xml"
        assert len(names) == len(set(names))
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_generator_is_read_once(decree_docx: Path) -> None:
    buffer = BytesIO()
    merge_documents((decree_docx for _ in range(3)), buffer)
    assert buffer.getvalue() == merged(decree_docx, decree_docx, decree_docx)


def edited_by_another_program(data: bytes) -> bytes:
    document = docx.Document(BytesIO(data))
    document.settings.odd_and_even_pages_header_footer = True
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_file_of_others_is_named(decree_docx: Path, tmp_path: Path) -> None:
    foreign = BytesIO()
    docx.Document().save(foreign)
    edited = edited_by_another_program(decree_docx.read_bytes())
    for content in (b"", b"PK\3\4", foreign.getvalue(), edited, decree_docx.read_bytes()[:-40]):
        path = tmp_path / "02 - Thôn.docx"
        path.write_bytes(content)
        with pytest.raises(DocxError, match=r"^02 - Thôn.docx: không gộp được: tệp không phải"):
            merged(decree_docx, path)
    with pytest.raises(DocxError, match="văn bản thứ 2: không gộp được"):
        merged(decree_docx, b"")


def test_a_file_that_is_not_there(decree_docx: Path, tmp_path: Path) -> None:
    with pytest.raises(DocxError, match=r"03\.docx: không đọc được: không tìm thấy tệp"):
        merged(decree_docx, tmp_path / "03.docx")


def test_nothing_to_merge() -> None:
    with pytest.raises(DocxError, match="không có văn bản nào để gộp"):
        merged()


def test_the_villages_of_the_example() -> None:
    base = {"ke_thua": str(EXAMPLES / "thon.yaml")}
    names = [f"Phong trào thi đua năm 2024 tại Thôn {n}" for n in range(1, 7)]
    villages = [vanban.render(vanban.load(base | {"trich_yeu": name})) for name in names]
    made = docx.Document(BytesIO(merged(*villages, title="Các thôn")))
    titles = [p.text for p in made.paragraphs if p.style and p.style.name == "VB_TrichYeu"]
    assert titles == names
    assert [section.start_type for section in made.sections] == [WD_SECTION.NEW_PAGE] * 6
