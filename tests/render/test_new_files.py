"""What ``vanban new`` writes renders untouched into files that the schema and the audit accept."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

import vanban
from tests.conftest import require_shared
from tests.data.starters import starter
from vanban.models import known_kinds


@pytest.fixture(params=known_kinds())
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    data, path = tmp_path / "moi.yaml", tmp_path / "moi.docx"
    data.write_text(starter(request.param), "utf-8")
    path.write_bytes(vanban.render(vanban.load(data)))
    return path


def test_the_audit_finds_nothing(made: Path) -> None:
    assert OpenXmlValidator().validate(str(made)).errors == []


def test_valid_against_the_schema(made: Path) -> None:
    schema = etree.XMLSchema(etree.parse(require_shared("ooxml-xsd", "wml.xsd")))
    with ZipFile(made) as package:
        schema.assertValid(etree.fromstring(package.read("word/document.xml")))
