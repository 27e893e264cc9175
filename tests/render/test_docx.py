"""The file: valid, deterministic, readable, without leftovers."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator
from pydantic import ValidationError

import vanban
from tests.conftest import EXAMPLES, ROOT, W, part, require_shared
from tests.render.golden import assert_golden, normalised
from tests.render.samples import plain_document
from vanban.models import PhatDong

__all__ = ["plain_document"]

PARTS = ("document", "styles", "settings", "fontTable", "header1", "header2")


@pytest.mark.parametrize("name", ["document", "styles"])
def test_golden(decree_docx: Path, name: str) -> None:
    assert_golden(normalised(part(decree_docx, f"word/{name}.xml")), f"quang_trung_2024.{name}.xml")


@pytest.mark.parametrize("name", PARTS)
def test_valid_against_the_schema(decree_docx: Path, name: str) -> None:
    schema = etree.XMLSchema(etree.parse(require_shared("ooxml-xsd", "wml.xsd")))
    schema.assertValid(part(decree_docx, f"word/{name}.xml"))


def test_the_audit_finds_nothing(decree_docx: Path) -> None:
    assert OpenXmlValidator().validate(str(decree_docx)).errors == []


def test_every_kind_of_block_is_valid(tmp_path: Path) -> None:
    text = (
        "Phần I\nMỞ ĐẦU\nChương II. QUY ĐỊNH\nMục 1\nCHUNG\nTiểu mục 2\nRIÊNG\n"
        "Điều 1. Phạm vi\nĐiều 2. Văn bản này **có** *hiệu lực* ngay.\nI. Mục\n1. Tiêu đề\n"
        "1. Một khoản.\n1.1. Khoản con.\na) Điểm.\n- Gạch.\n+ Cộng.\n"
        "| STT | Tên |\n|--:|:--|\n| 1 | A & <B> |\n\n[ngắt trang]\nHết."
    )
    path = tmp_path / "a.docx"
    path.write_bytes(vanban.render(plain_document(noi_dung=text, co_chu=13)))
    schema = etree.XMLSchema(etree.parse(require_shared("ooxml-xsd", "wml.xsd")))
    schema.assertValid(part(path, "word/document.xml"))
    assert OpenXmlValidator().validate(str(path)).errors == []


def test_tables_never_touch(tmp_path: Path) -> None:
    """Word joins tables that touch, and the signature is one."""
    table = "| A | B |\n|--|--|\n| 1 | 2 |"
    path = tmp_path / "a.docx"
    path.write_bytes(vanban.render(plain_document(noi_dung=f"{table}\n\n{table}")))
    tables = list(part(path, "word/document.xml").iter(f"{W}tbl"))
    assert len(tables) == 4
    for table_element in tables:
        after = table_element.getnext()
        assert after is not None
        assert after.tag == f"{W}p"


def test_a_table_wider_than_the_page_is_refused() -> None:
    word = "x" * 30
    row = f"| {word} | {word} | {word} |"
    with pytest.raises(
        vanban.InputError, match=r"bảng “x+, .*” cần rộng \d+ mm, trang chỉ có 165 mm"
    ):
        vanban.render(plain_document(noi_dung=f"{row}\n{row}"))


def test_a_body_of_nothing_is_refused() -> None:
    with pytest.raises((vanban.VanBanError, ValueError), match="không có nội dung nào để in"):
        vanban.render(plain_document(noi_dung="****"))


def test_marks_inside_a_title_are_kept() -> None:
    document = vanban.to_docx_document(plain_document(noi_dung="1. Về *E. coli* và nước\nHết."))
    (title,) = [p for p in document.paragraphs if p.text.startswith("1. Về")]
    assert [(run.text, bool(run.italic)) for run in title.runs] == [
        ("1. ", False),
        ("Về ", False),
        ("E. coli", True),
        (" và nước", False),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I. ĐỊNH MỨC **qui\ufb01** phải nộp 15 đồng", "I. ĐỊNH MỨC QUIFI PHẢI NỘP 15 ĐỒNG./."),
        ("I. Mục *ß* **663** tỷ", "I. MỤC SS 663 TỶ./."),
    ],
)
def test_letters_that_grow_in_capitals_lose_nothing(text: str, expected: str) -> None:
    document = vanban.to_docx_document(plain_document(noi_dung=text))
    assert expected in [p.text.replace("\u00a0", " ") for p in document.paragraphs]


def test_a_bold_number_holds_its_unit() -> None:
    document = vanban.to_docx_document(plain_document(noi_dung="Đạt **663** tỷ đồng.\nHết."))
    assert any("663\u00a0tỷ đồng" in paragraph.text for paragraph in document.paragraphs)


def test_same_bytes_in_another_process_and_time_zone(decree_docx: Path, tmp_path: Path) -> None:
    code = "import sys, vanban\nsys.stdout.buffer.write(vanban.render(vanban.load(sys.argv[1])))"
    made = []
    for zone, seed in (("Asia/Ho_Chi_Minh", "1"), ("America/New_York", "2")):
        environment = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C"}
        command = [sys.executable, "-c", code, str(EXAMPLES / "2024.yaml")]
        made.append(
            subprocess.run(
                command, check=True, capture_output=True, env=environment, cwd=tmp_path
            ).stdout
        )
    assert made[0] == made[1] == decree_docx.read_bytes()


def test_the_zip_is_sound(decree_docx: Path) -> None:
    with ZipFile(decree_docx) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert names[0] == "[Content_Types].xml"
        assert len(names) == len(set(names)) == 11
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        stored = [e.filename for e in package.infolist() if e.compress_type == ZIP_STORED]
        assert stored == ["docProps/core.xml"]


def test_nothing_is_left_of_the_template_of_python_docx(decree_docx: Path) -> None:
    with ZipFile(decree_docx) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
        names = " ".join(package.namelist())
    for leftover in (b"python-docx", b"2013", b"Calibri", b"Cambria", b"en-US", b"rsid"):
        assert leftover not in everything
    assert "thumbnail" not in names
    assert "stylesWithEffects" not in names


def test_properties_come_from_the_model(decree: PhatDong) -> None:
    undated = vanban.to_docx_document(decree).core_properties
    assert undated.title == "Phát động phong trào thi đua năm 2024"
    assert undated.author == "Ủy ban nhân dân xã Quang Trung"
    assert undated.language == "vi-VN"
    assert undated.created is None
    dated = vanban.to_docx_document(plain_document()).core_properties
    assert dated.created is not None
    assert dated.created.strftime("%Y-%m-%d") == "2024-03-05"


def test_a_script_can_go_on_with_python_docx(decree: PhatDong) -> None:
    document = vanban.to_docx_document(decree)
    document.add_paragraph("Thêm", style="VB_NoiDung")
    buffer = BytesIO()
    document.save(buffer)
    again = docx.Document(BytesIO(buffer.getvalue()))
    assert again.paragraphs[-1].text == "Thêm"
    section: Any = again.sections[0]
    assert round(section.page_width.mm) == 210


def test_no_direct_formatting_but_marks_and_lengths(decree_docx: Path) -> None:
    """Runs carry only bold and italic, paragraphs only a style, an indent or keepNext."""
    body = part(decree_docx, "word/document.xml")
    runs = {child.tag for properties in body.iter(f"{W}rPr") for child in properties}
    assert runs <= {f"{W}b", f"{W}i"}
    paragraphs = {child.tag for properties in body.iter(f"{W}pPr") for child in properties}
    assert paragraphs == {f"{W}pStyle", f"{W}ind", f"{W}keepNext"}


def test_headings_have_outline_levels(decree_docx: Path) -> None:
    styles = docx.Document(str(decree_docx)).styles
    levels = {
        style.name: element.get(f"{W}val")
        for style in styles
        for element in style.element.iter(f"{W}outlineLvl")
    }
    assert levels["VB_MucLaMa"] == "0"
    assert levels["VB_TieuDeKhoan"] == "1"


@given(text=st.text(max_size=60))
@settings(max_examples=150)
def test_any_text_is_refused_or_on_the_page(text: str) -> None:
    try:
        document = plain_document(trich_yeu=text)
    except ValueError:
        return
    found = [p.text for p in vanban.to_docx_document(document).paragraphs]
    assert document.trich_yeu in {line.replace("\n", " ") for line in found}


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
@settings(max_examples=150)
def test_a_value_is_never_read_as_markup(text: str) -> None:
    decree = vanban.load(EXAMPLES / "2024.yaml")
    try:
        changed = PhatDong.model_validate(decree.model_dump() | {"chu_de": text})
    except ValidationError as error:
        assert {detail["loc"] for detail in error.errors()} == {("chu_de",)}
        return
    lines = [p.text.replace("\u00a0", " ") for p in vanban.to_docx_document(changed).paragraphs]
    chu_de = changed.chu_de.replace("\u00a0", " ")
    assert f"Chủ đề thi đua xuyên suốt năm 2024: “{chu_de}”." in lines


def test_the_examples_do_not_depend_on_the_folder(
    decree_docx: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert vanban.render(vanban.load(EXAMPLES / "2024.yaml")) == decree_docx.read_bytes()
    assert ROOT.exists()
