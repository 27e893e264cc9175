"""vanban explain and vanban rules."""

import json

import pytest

from tests.cli.conftest import Call
from vanban.check.rules import RULES
from vanban.check.titles import clause_title, component_title


@pytest.mark.parametrize("code", ["QH01", "qh01"])
def test_a_rule_is_explained_by_its_sections(call: Call, code: str) -> None:
    done = call("explain", code)
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "QH01: Quốc hiệu sai lời"
    assert lines[2:5] == [
        "Mức:        lỗi",
        "Thành phần: Quốc hiệu",
        "Căn cứ:     Phụ lục I, Phần I, Mục II, khoản 1 điểm a",
    ]
    heads = [line for line in lines[5:] if line and not line.startswith(" ")]
    assert heads == ["Quy định", "Sai", "Đúng", "Không bắt"]
    assert max(map(len, lines)) <= 80


def test_every_rule_can_be_explained(call: Call) -> None:
    for code in RULES:
        out = call("explain", code).out
        assert all(f"\n\n{title}\n  " in out for title in ("Quy định", "Sai", "Đúng", "Không bắt"))


def test_an_unknown_code_is_told_with_the_nearest(call: Call) -> None:
    done = call("explain", "QG01")
    assert (done.code, done.out) == (2, "")
    assert done.err == "lỗi: không có quy tắc mang mã “QG01”; có phải “QH01”?\n"
    assert "các mã QH có: " in call("explain", "QH").err


def test_every_rule_is_listed_under_its_component(call: Call) -> None:
    lines = call("rules").out.splitlines()
    codes = [line.split()[0] for line in lines if line[:2] == "  " and line[2] != " "]
    assert sorted(codes) == sorted(RULES)
    assert lines[lines.index("QUỐC HIỆU") + 1].startswith("  QH01  lỗi     Quốc hiệu sai lời")
    assert max(map(len, lines)) <= 80


def test_the_list_as_json(call: Call) -> None:
    found = json.loads(call("rules", "--format", "json").out)
    assert sorted(each["code"] for each in found) == sorted(RULES)
    first = next(each for each in found if each["code"] == "QH01")
    assert first == {
        "code": "QH01",
        "severity": "error",
        "component": "quoc_hieu",
        "name": "Quốc hiệu sai lời",
        "clause": "Phụ lục I, Phần I, Mục II, khoản 1 điểm a",
    }


def test_every_component_of_a_rule_has_a_title() -> None:
    for rule in RULES.values():
        assert component_title(rule.component) != rule.component, rule.code


@pytest.mark.parametrize(
    ("short", "long"),
    [
        (
            "PL I, Phần I, II.1.a; V.1",
            "Phụ lục I, Phần I, Mục II, khoản 1 điểm a; Mục V, số thứ tự 1",
        ),
        ("PL I, Phần I, I.1-3, I.7", "Phụ lục I, Phần I, Mục I, khoản 1-3, Mục I, khoản 7"),
        (
            "PL I, Phần I, II.6.đ; V.6.b",
            "Phụ lục I, Phần I, Mục II, khoản 6 điểm đ; Mục V, số thứ tự 6 điểm b",
        ),
        ("Điều 8.2.đ; PL III, Mẫu 1.2", "điểm đ khoản 2 Điều 8; Phụ lục III, Mẫu 1.2"),
        ("Phụ lục I, Phần I, Mục V, số thứ tự 8", "Phụ lục I, Phần I, Mục V, số thứ tự 8"),
    ],
)
def test_a_clause_is_read_out(short: str, long: str) -> None:
    assert clause_title(short) == long
