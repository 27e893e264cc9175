"""Golden files: a missing one fails, and none is rewritten unasked or in CI."""

from pathlib import Path

import pytest

from tests.render import golden


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(golden, "FOLDER", tmp_path)
    monkeypatch.delenv("VANBAN_UPDATE_GOLDEN", raising=False)
    monkeypatch.delenv("CI", raising=False)
    return tmp_path


def test_a_missing_file_fails(folder: Path) -> None:
    with pytest.raises(AssertionError, match=r"a\.xml is missing"):
        golden.assert_golden("<a/>", "a.xml")
    assert list(folder.iterdir()) == []


def test_another_text_fails_and_stays(folder: Path) -> None:
    (folder / "a.xml").write_text("<a/>", "utf-8")
    with pytest.raises(AssertionError):
        golden.assert_golden("<b/>", "a.xml")
    assert (folder / "a.xml").read_text("utf-8") == "<a/>"


def test_a_file_is_written_when_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_UPDATE_GOLDEN", "1")
    golden.assert_golden("<a/>", "mới/a.xml")
    assert (folder / "mới" / "a.xml").read_text("utf-8") == "<a/>"


def test_no_file_is_written_in_ci(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_UPDATE_GOLDEN", "1")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="not updated in CI"):
        golden.assert_golden("<a/>", "a.xml")
    assert list(folder.iterdir()) == []
