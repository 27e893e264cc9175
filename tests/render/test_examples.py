"""Every example of the 29 kinds: whole, valid, the same every time, as it was last read."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

import vanban
from tests.conftest import ROOT, W, require_shared
from tests.render.examples import FOLDER, NAMES, VARIANTS, document, example, rendered
from tests.render.golden import assert_golden, normalised
from tests.render.rules.kind_rules import EXAMPLES_OF, KINDS

PARTS = ("document", "styles", "settings", "header1", "header2")
OPTIONAL_PARTS = ("header3", "footer1", "footer2")


@pytest.fixture(scope="session")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(require_shared("ooxml-xsd", "wml.xsd")))


def parts(name: str, *wanted: str) -> dict[str, etree._Element]:
    with ZipFile(BytesIO(rendered(name))) as package:
        held = package.namelist()
        return {
            part: etree.fromstring(package.read(f"word/{part}.xml"))
            for part in wanted
            if f"word/{part}.xml" in held
        }


@pytest.mark.parametrize("name", [*NAMES, *VARIANTS])
def test_valid_against_the_schema(name: str, schema: etree.XMLSchema) -> None:
    found = parts(name, *PARTS, *OPTIONAL_PARTS)
    assert set(PARTS) <= set(found)
    for root in found.values():
        schema.assertValid(root)


@pytest.mark.parametrize("name", [*NAMES, *VARIANTS])
def test_the_audit_finds_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(rendered(name))
    assert OpenXmlValidator().validate(str(path)).errors == []


@pytest.mark.parametrize("name", NAMES)
def test_python_docx_opens_it_and_saves_it(name: str) -> None:
    opened = docx.Document(BytesIO(rendered(name)))
    assert opened.core_properties.language == "vi-VN"
    assert opened.core_properties.title
    buffer = BytesIO()
    opened.save(buffer)
    again = docx.Document(BytesIO(buffer.getvalue()))
    assert [p.text for p in again.paragraphs] == [p.text for p in opened.paragraphs]


@pytest.mark.parametrize("name", NAMES)
def test_the_golden_file(name: str) -> None:
    """The body, and the edges of page 1 where they hold something."""
    found = parts(name, "document", *OPTIONAL_PARTS)
    for part, root in found.items():
        if part == "document" or etree.tostring(root, method="text", encoding="unicode").strip():
            assert_golden(normalised(root), f"nghi_dinh_30/{name}.{part}.xml")


def test_no_golden_file_is_left_over() -> None:
    kept = {path.name.split(".")[0] for path in (ROOT / "tests/golden/nghi_dinh_30").iterdir()}
    assert kept == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_warned_about(name: str) -> None:
    assert [str(warning) for warning in document(name).find_warnings()] == []


@pytest.mark.parametrize("name", NAMES)
def test_styles_form_the_components(name: str) -> None:
    """Runs carry only bold and italic; paragraphs a style, an indent, and what keeps them."""
    root = parts(name, "document")["document"]
    runs = {child.tag for properties in root.iter(f"{W}rPr") for child in properties}
    assert runs <= {f"{W}b", f"{W}i"}
    paragraphs = {child.tag for properties in root.iter(f"{W}pPr") for child in properties}
    allowed = ("pStyle", "ind", "keepNext", "keepLines", "spacing", "jc", "tabs", "sectPr")
    assert paragraphs <= {f"{W}{name}" for name in allowed}
    styles = {e.get(f"{W}val") for e in root.iter(f"{W}pStyle")}
    assert all(str(style).startswith("VB_") for style in styles)


def test_the_same_bytes_in_another_process_folder_and_time_zone(tmp_path: Path) -> None:
    code = (
        "import sys, vanban, hashlib\n"
        "for path in sys.argv[1:]:\n"
        "    print(hashlib.sha256(vanban.render(vanban.load(path))).hexdigest())"
    )
    command = [sys.executable, "-c", code, *(str(FOLDER / f"{name}.yaml") for name in NAMES)]
    made = []
    for zone, seed in (("Asia/Ho_Chi_Minh", "1"), ("America/New_York", "2")):
        environment = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C"}
        run = subprocess.run(
            command, check=False, capture_output=True, env=environment, cwd=tmp_path
        )
        assert run.returncode == 0, run.stderr.decode()
        made.append(run.stdout)
    assert made[0] == made[1]
    assert len(made[0].split()) == len(NAMES)


def test_rendering_twice_gives_the_same_bytes() -> None:
    for name in NAMES:
        assert vanban.render(document(name)) == rendered(name), name


def test_there_is_an_example_of_each_of_the_29_kinds() -> None:
    assert len(KINDS) == 29
    shown = {
        "CÔNG VĂN" if facts.has("VB_TrichYeuCongVan") else facts.texts("VB_TenLoai")[0]
        for facts in map(example, NAMES)
    }
    assert shown == KINDS
    assert {name for names in EXAMPLES_OF.values() for name in names.split()} <= set(NAMES)
