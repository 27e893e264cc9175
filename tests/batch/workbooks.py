"""Workbooks that a batch wrote, read again."""

from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator, ValidationSeverity

from tests.conftest import require_shared

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def values(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    return list(load_workbook(path)[sheet].iter_rows(values_only=True))


def refuse_invalid_parts(path: Path) -> None:
    """Fails for what the schemas of ISO 29500 refuse, and for what openxml-audit calls an error.

    It warns that Excel will gather the texts of the cells in a part of their own when it saves.
    """
    audit = OpenXmlValidator().validate(path)
    assert [e for e in audit.errors if e.severity is ValidationSeverity.ERROR] == []
    sheets, drawings = (
        etree.XMLSchema(etree.parse(require_shared("ooxml-xsd", name)))
        for name in ("sml.xsd", "dml-main.xsd")
    )
    with ZipFile(path) as package:
        parts = [n for n in package.namelist() if n.startswith("xl/") and n.endswith(".xml")]
        assert len(parts) > 3
        for name in parts:
            schema = drawings if name.startswith("xl/theme") else sheets
            schema.assertValid(etree.fromstring(package.read(name)))
