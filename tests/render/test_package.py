"""The package: sections, headers and footers of the first page, and what a plain file costs."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from lxml import etree
from openxml_audit import OpenXmlValidator

from tests.conftest import W, require_shared
from tests.picture_samples import jpeg, png
from vanban.law import law_on
from vanban.render.extras import Extras, Medium
from vanban.render.skeleton import Skeleton, skeleton
from vanban.render.wordml import paragraph, run

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties"/>'
)
ADDRESS = Extras(
    first_header=paragraph("do_mat", run("MẬT")),
    first_footer=paragraph("dia_chi", run("Địa chỉ: xã Quang Trung")),
)


@pytest.fixture(scope="module")
def made() -> Skeleton:
    return skeleton(law_on(), 14)


def text(words: str) -> bytes:
    return paragraph("noi_dung", run(words)).encode()


def end_of_section(section: bytes) -> bytes:
    return paragraph("sau_bang", "", section.decode()).encode()


def plain(made: Skeleton) -> bytes:
    return made.write((text("Một."), made.section()), CORE)


def furnished(made: Skeleton) -> bytes:
    """A page with an address below, an appendix on its side, and one upright."""
    body = (
        text("Một."),
        end_of_section(made.section(furnished=True)),
        text("Hai."),
        end_of_section(made.section(landscape=True)),
        text("Ba."),
        made.section(),
    )
    return made.write(body, CORE, ADDRESS)


def sideways(made: Skeleton) -> bytes:
    return made.write((text("Một."), made.section(landscape=True)), CORE)


def sideways_furnished(made: Skeleton) -> bytes:
    section = made.section(landscape=True, furnished=True)
    return made.write((text("Một."), section), CORE, Extras(first_footer=ADDRESS.first_footer))


DOCUMENTS: list[Callable[[Skeleton], bytes]] = [plain, furnished, sideways, sideways_furnished]


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def opened(content: bytes) -> Any:
    return docx.Document(BytesIO(content))


@pytest.mark.parametrize("build", DOCUMENTS)
def test_valid_against_the_schema(made: Skeleton, build: Callable[[Skeleton], bytes]) -> None:
    schema = etree.XMLSchema(etree.parse(require_shared("ooxml-xsd", "wml.xsd")))
    for name, content in parts(build(made)).items():
        if name.startswith("word/") and name.count("/") == 1:
            schema.assertValid(etree.fromstring(content))


@pytest.mark.parametrize("build", DOCUMENTS)
def test_the_audit_finds_nothing(
    made: Skeleton, build: Callable[[Skeleton], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(build(made))
    assert OpenXmlValidator().validate(str(path)).errors == []


@pytest.mark.parametrize("build", DOCUMENTS)
def test_the_same_bytes_each_time(made: Skeleton, build: Callable[[Skeleton], bytes]) -> None:
    skeleton.cache_clear()
    again = skeleton(law_on(), 14)
    assert again is not made
    assert build(again) == build(made) == build(made)


def test_a_plain_document_has_the_parts_it_always_had(made: Skeleton) -> None:
    assert list(parts(plain(made))) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/settings.xml",
        "word/fontTable.xml",
        "word/theme/theme1.xml",
        "word/header1.xml",
        "word/header2.xml",
        "docProps/core.xml",
        "word/document.xml",
    ]


def test_extras_add_their_parts_and_nothing_else(made: Skeleton) -> None:
    before, after = parts(plain(made)), parts(furnished(made))
    added = {"word/header3.xml", "word/footer1.xml", "word/footer2.xml"}
    assert set(after) - set(before) == added
    assert next(iter(after)) == "[Content_Types].xml"
    changed = {name for name in before if before[name] != after[name]}
    listed = {"[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert changed == {*listed, "word/document.xml"}


def test_every_section_counts_from_one_and_hides_its_first_number(made: Skeleton) -> None:
    document = opened(furnished(made))
    assert len(document.sections) == 3
    for section in document.sections:
        assert section._sectPr.find(f"{W}pgNumType").get(f"{W}start") == "1"
        assert section._sectPr.find(f"{W}type").get(f"{W}val") == "nextPage"
        assert section.different_first_page_header_footer
        assert not section.header.is_linked_to_previous
        assert section.header.paragraphs[0].style.name == "VB_SoTrang"
        assert " PAGE " in etree.tostring(section.header._element, encoding="unicode")
        assert "PAGE" not in etree.tostring(section.first_page_header._element, encoding="unicode")


def test_a_page_on_its_side_has_the_same_margins(made: Skeleton) -> None:
    """A4; 20 above and below, 30 left, 15 right (PL I, Phần I, I.1 to I.3)."""
    upright, side, _ = opened(furnished(made)).sections
    assert (round(upright.page_width.mm), round(upright.page_height.mm)) == (210, 297)
    assert (round(side.page_width.mm), round(side.page_height.mm)) == (297, 210)
    assert (upright.orientation, side.orientation) == (WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE)
    for section in (upright, side):
        margins = ("top_margin", "bottom_margin", "left_margin", "right_margin")
        assert [round(getattr(section, name).mm) for name in margins] == [20, 20, 30, 15]


def test_only_the_first_page_is_furnished(made: Skeleton) -> None:
    """A section without a footer of its own would have the address of the one before it."""
    first, *later = opened(furnished(made)).sections
    assert [p.text for p in first.first_page_header.paragraphs] == ["MẬT"]
    assert [p.text for p in first.first_page_footer.paragraphs] == ["Địa chỉ: xã Quang Trung"]
    for section in later:
        assert not section.first_page_footer.is_linked_to_previous
        assert [p.text for p in section.first_page_header.paragraphs] == [""]
        assert [p.text for p in section.first_page_footer.paragraphs] == [""]


def test_a_footer_alone_leaves_an_empty_header(made: Skeleton) -> None:
    (section,) = opened(sideways_furnished(made)).sections
    assert [p.text for p in section.first_page_header.paragraphs] == [""]
    assert section.first_page_footer.paragraphs[0].style.name == "VB_DiaChi"


@pytest.mark.parametrize("build", DOCUMENTS)
def test_every_reference_has_its_part(made: Skeleton, build: Callable[[Skeleton], bytes]) -> None:
    found = parts(build(made))
    listed = etree.fromstring(found["word/_rels/document.xml.rels"])
    targets = {relation.get("Id"): relation.get("Target") for relation in listed}
    assert len(targets) == len(listed)
    document = etree.fromstring(found["word/document.xml"])
    asked = {value for e in document.iter() for key, value in e.items() if str(key).startswith(R)}
    assert asked <= set(targets)
    assert {f"word/{target}" for target in targets.values()} <= set(found)


def test_pictures_alike_are_stored_once(made: Skeleton) -> None:
    """Under a name and a type each kind has, as they are: neither kind deflates."""
    media = (
        Medium("image1.png", png(), "rIdImg1"),
        Medium("image2.jpg", jpeg(), "rIdImg2"),
        Medium("image3.png", png(), "rIdImg3"),
    )
    content = made.write((text("Một."), made.section()), CORE, Extras(media=media))
    found = parts(content)
    assert [name for name in found if "media" in name] == [
        "word/media/image1.png",
        "word/media/image2.jpg",
    ]
    assert found["word/media/image1.png"] == png()
    assert not [name for name in found if "header3" in name or "footer" in name]
    related = opened(content).part.related_parts
    assert related["rIdImg1"] is related["rIdImg3"]
    assert related["rIdImg2"].content_type == "image/jpeg"
    with ZipFile(BytesIO(content)) as package:
        assert package.getinfo("word/media/image2.jpg").compress_type == ZIP_STORED


def test_styles_of_what_the_decree_says_nothing_of(made: Skeleton) -> None:
    styles = opened(plain(made)).styles
    unit, caption = styles["VB_DonViTinh"], styles["VB_ChuThich"]
    picture, cell = styles["VB_Hinh"], styles["VB_Bang"]
    assert (unit.font.size.pt, unit.font.italic) == (13, True)
    assert unit.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert unit.paragraph_format.space_before.pt == 6
    assert unit.paragraph_format.keep_with_next
    assert (caption.font.italic, caption.font.size) == (True, None)
    assert not caption.paragraph_format.keep_with_next
    for style in (caption, picture):
        assert style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    for style in (unit, caption, picture, cell):
        assert style.paragraph_format.line_spacing == 1


def test_a_component_with_a_colour(made: Skeleton) -> None:
    law = law_on()
    component = law.thanh_phan["so_trang"].model_copy(update={"mau": "FF0000", "canh": "phai"})
    coloured = law.model_copy(update={"thanh_phan": dict(law.thanh_phan) | {"so_trang": component}})
    style = opened(plain(skeleton.__wrapped__(coloured, 13))).styles["VB_SoTrang"]
    assert str(style.font.color.rgb) == "FF0000"
    assert style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.RIGHT
