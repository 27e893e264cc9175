"""Pictures on the page: their size, their place, what is said of them."""

import os
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from openxml_audit import OpenXmlValidator

from tests.conftest import require_shared
from tests.picture_samples import jpeg, png
from tests.render.test_package import CORE, parts
from vanban.errors import InputError
from vanban.law import law_on
from vanban.models.hinh_anh import HinhAnh
from vanban.render.extras import Extras
from vanban.render.pictures import picture_xml
from vanban.render.skeleton import skeleton

ROOM_PT = 165 / 25.4 * 72


def hinh(folder: Path, content: bytes, **changes: object) -> HinhAnh:
    path = folder / "hinh.png"
    path.write_bytes(content)
    return HinhAnh.model_validate({"ten_hinh": "Bản đồ", "tep_hinh": path} | changes)


def written(*pictures: HinhAnh) -> bytes:
    made = skeleton(law_on(), 14)
    each = [picture_xml(picture, ROOM_PT, n) for n, picture in enumerate(pictures, 1)]
    body = [xml.encode() for xml, _ in each]
    extras = Extras(media=tuple(medium for _, medium in each))
    return made.write((*body, made.section()), CORE, extras)


def size_mm(picture: HinhAnh) -> tuple[float, float]:
    (shape,) = docx.Document(BytesIO(written(picture))).inline_shapes
    return round(shape.width.mm, 1), round(shape.height.mm, 1)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (png(192, 96), (50.8, 25.4)),
        (png(600, 300, dpi=300), (50.8, 25.4)),
        (png(3000, 1000), (165, 55)),
        (png(1000, 2000), (100, 200)),
        (png(100, 9000), (2.2, 200)),
        (jpeg(8000, 6000), (165, 123.8)),
    ],
)
def test_natural_size_as_far_as_the_page_has_room(
    tmp_path: Path, content: bytes, expected: tuple[float, float]
) -> None:
    assert size_mm(hinh(tmp_path, content)) == expected


@pytest.mark.parametrize(("asked", "expected"), [(40, (40, 20)), (165, (165, 82.5))])
def test_the_width_asked_for(tmp_path: Path, asked: int, expected: tuple[float, float]) -> None:
    assert size_mm(hinh(tmp_path, png(192, 96), rong_mm=asked)) == expected


def test_wider_than_the_page(tmp_path: Path) -> None:
    picture = hinh(tmp_path, png(192, 96), rong_mm=166)
    expected = (
        r"hình “Bản đồ” cần rộng 166 mm, trang chỉ có 165 mm; hãy ghi Rộng \(mm\) không quá 165"
    )
    with pytest.raises(InputError, match=expected):
        picture_xml(picture, ROOM_PT, 1)


def test_taller_than_the_page(tmp_path: Path) -> None:
    picture = hinh(tmp_path, png(100, 200), rong_mm=120)
    expected = r"rộng 120 mm thì cao 240 mm, .* 200 mm chiều cao; hãy ghi Rộng \(mm\) không quá 100"
    with pytest.raises(InputError, match=expected):
        picture_xml(picture, ROOM_PT, 1)


def test_a_page_on_its_side_is_lower(tmp_path: Path) -> None:
    """Of its 210 mm the margins take 40."""
    xml, _ = picture_xml(hinh(tmp_path, png(1000, 2000)), 252 / 25.4 * 72, 1)
    assert f'cx="{65 * 36000}" cy="{130 * 36000}"' in xml


def test_the_caption_stands_below_and_stays_with_the_picture(tmp_path: Path) -> None:
    picture = hinh(tmp_path, png(), chu_thich="Hình 1. Thôn & xóm năm 2024")
    above, below = docx.Document(BytesIO(written(picture))).paragraphs
    assert above.style is not None
    assert below.style is not None
    assert (above.style.name, below.style.name) == ("VB_Hinh", "VB_ChuThich")
    assert above.paragraph_format.keep_with_next
    assert below.text.replace("\u00a0", " ") == "Hình 1. Thôn & xóm năm 2024"


def test_without_a_caption_there_is_the_picture_alone(tmp_path: Path) -> None:
    (alone,) = docx.Document(BytesIO(written(hinh(tmp_path, png())))).paragraphs
    assert not alone.paragraph_format.keep_with_next


def properties_of(content: bytes) -> list[Any]:
    return list(docx.Document(BytesIO(content)).element.body.iter(qn("wp:docPr")))


def test_a_reader_of_the_screen_is_told_what_it_is(tmp_path: Path) -> None:
    captioned = hinh(tmp_path, png(), ten_hinh='Bản đồ "A" <1>', chu_thich="Ranh giới & thôn")
    first, second = properties_of(written(captioned, hinh(tmp_path, png())))
    assert (first.get("name"), first.get("descr")) == ('Bản đồ "A" <1>', "Ranh giới & thôn")
    assert (second.get("name"), second.get("descr")) == ("Bản đồ", "Bản đồ")
    assert (first.get("id"), second.get("id")) == ("1", "2")


def test_the_bytes_are_those_of_the_file(tmp_path: Path) -> None:
    """A picture used twice is stored once."""
    content = written(hinh(tmp_path, png(7, 5)), hinh(tmp_path, png(7, 5)))
    found = {name: data for name, data in parts(content).items() if "media" in name}
    assert found == {"word/media/image1.png": png(7, 5)}
    assert content == written(hinh(tmp_path, png(7, 5)), hinh(tmp_path, png(7, 5)))


def test_valid(tmp_path: Path) -> None:
    content = written(hinh(tmp_path, png(), chu_thich="Một"), hinh(tmp_path, jpeg()))
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    assert OpenXmlValidator().validate(str(path)).errors == []
    schema = etree.XMLSchema(etree.parse(require_shared("ooxml-xsd", "wml.xsd")))
    schema.assertValid(etree.fromstring(parts(content)["word/document.xml"]))


def test_a_file_that_was_lost_meanwhile(tmp_path: Path) -> None:
    picture = hinh(tmp_path, png())
    os.unlink(picture.tep_hinh)  # noqa: PTH108
    with pytest.raises(InputError, match="không tìm thấy tệp"):
        picture_xml(picture, ROOM_PT, 1)
