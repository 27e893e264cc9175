"""Which rules run, and the table of pyproject.toml."""

from pathlib import Path
from typing import Any

import pytest

import vanban
from vanban.check.rules import RULES
from vanban.check.settings import Settings, listed, load_settings, rule_of
from vanban.errors import InputError


def codes(settings: Settings) -> list[str]:
    return [rule.code for rule in settings.rules()]


def said(folder: Path, text: str) -> list[str]:
    """What is wrong with a table, each without the folder."""
    (folder / "pyproject.toml").write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        load_settings(folder)
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


def test_every_rule_runs_unless_some_are_chosen() -> None:
    assert codes(Settings()) == list(RULES)


def test_a_code_and_the_beginning_of_codes_choose_rules() -> None:
    assert codes(Settings(("QH01",))) == ["QH01"]
    assert codes(Settings(("qh",))) == [code for code in RULES if code.startswith("QH")]
    assert codes(Settings(("QH0",))) == [code for code in RULES if code.startswith("QH0")]


def test_ignored_rules_do_not_run_even_when_selected() -> None:
    assert codes(Settings(ignore=("QH",))) == [code for code in RULES if code[:2] != "QH"]
    assert "QH01" not in codes(Settings(("QH",), ("QH01",)))


def test_codes_may_stand_in_one_text() -> None:
    assert listed("QH01, SK") == ("QH01", "SK")
    assert listed(["QH01,,SK", "VH", ""]) == ("QH01", "SK", "VH")


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("QG01", "có phải “QH01”?"),
        ("QHXX", "các mã QH có: "),
        ("12345", "xem danh sách: vanban rules"),
        ("", "xem danh sách: vanban rules"),
    ],
)
def test_an_unknown_code_is_told_with_the_nearest(code: str, hint: str) -> None:
    with pytest.raises(InputError) as caught:
        Settings((code,)).rules()
    assert f"không có quy tắc mang mã “{code}”; {hint}" in str(caught.value)


def test_all_unknown_codes_are_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        Settings(("QG01",), ("98765",)).rules()
    assert len(caught.value.problems) == 2


def test_a_rule_is_found_by_its_code_in_any_case() -> None:
    assert rule_of(" qh01 ").code == "QH01"
    with pytest.raises(InputError, match="QH"):
        rule_of("QH")


def test_the_table_of_the_nearest_file_above_holds(tmp_path: Path) -> None:
    table = '[tool.vanban.check]\nselect = ["QH", "SK"]\nignore = ["QH02"]\n'
    (tmp_path / "pyproject.toml").write_text(table, "utf-8")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert load_settings(inner) == Settings(("QH", "SK"), ("QH02",))
    (inner / "pyproject.toml").write_text("[project]\n", "utf-8")
    assert load_settings(inner) == Settings()


def test_a_call_wins_over_the_table() -> None:
    table = Settings(("QH",), ("QH02",))
    assert table.under((), ()) == table
    assert table.under(("SK",), ()) == Settings(("SK",), ())
    assert table.under((), ("QH01",)) == Settings(("QH",), ("QH02", "QH01"))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            '[tool.vanban.check]\n# chọn\nselct = ["QH"]\n',
            "pyproject.toml:3: [tool.vanban.check] không có mục “selct”; có phải “select”?",
        ),
        (
            "[tool.vanban.check]\nmau = 1\n",
            "pyproject.toml:2: [tool.vanban.check] không có mục “mau”; các mục có: select, ignore",
        ),
        (
            '[a]\nselect = 1\n[tool.vanban.check]\nselect = "QH"\n',
            'pyproject.toml:4: “select” phải là danh sách mã, ví dụ select = ["QH01", "VH"]',
        ),
        (
            '[tool.vanban.check]\nignore = ["QG01"]\n',
            "pyproject.toml:2: không có quy tắc mang mã “QG01”; có phải “QH01”?",
        ),
        (
            'tool.vanban.check.ignore = ["QG01"]\n',
            "pyproject.toml: không có quy tắc mang mã “QG01”; có phải “QH01”?",
        ),
        ("[tool.vanban]\ncheck = 3\n", "pyproject.toml: [tool.vanban.check] phải là một bảng"),
        ("[tool]\nselect = \n", "pyproject.toml:2:10: sai cú pháp TOML ở đây"),
    ],
)
def test_what_the_table_may_not_hold_is_told(tmp_path: Path, text: str, fault: str) -> None:
    assert said(tmp_path, text) == [fault]


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes("[tool]\nx = 'ệ'".encode("utf-16"))
    with pytest.raises(InputError, match="UTF-8"):
        load_settings(tmp_path)


@pytest.mark.parametrize("codes", [None, 5, [1], ["QH01", None]])
def test_codes_that_are_no_texts_are_refused(codes: Any) -> None:
    with pytest.raises(InputError, match="cần mã quy tắc như “QH01”"):
        vanban.check(b"", select=codes)
    with pytest.raises(InputError, match="cần mã quy tắc như “QH01”"):
        vanban.check(b"", ignore=codes)
