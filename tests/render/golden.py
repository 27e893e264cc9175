"""Golden files: normalised XML as text, compared line by line."""

import os
from pathlib import Path

import pytest
from lxml import etree

FOLDER = Path(__file__).parents[1] / "golden"


def normalised(root: etree._Element) -> str:
    """XML with one element a line and spaces that can be told apart: a difference shows itself."""
    etree.indent(root)
    return etree.tostring(root, encoding="unicode").replace("\u00a0", "&#160;") + "\n"


def assert_golden(text: str, name: str) -> None:
    """Compares with the golden file; VANBAN_UPDATE_GOLDEN=1 rewrites it, never in CI."""
    path = FOLDER / name
    if os.environ.get("VANBAN_UPDATE_GOLDEN"):
        if os.environ.get("CI"):
            pytest.fail("golden files are not updated in CI")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert path.exists(), f"{name} is missing; run once with VANBAN_UPDATE_GOLDEN=1 and read it"
    assert text == path.read_text("utf-8")
