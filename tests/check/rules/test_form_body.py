"""The body: size, indents, spacing, justification, both ways and at the edges."""

from typing import Any

import pytest

from tests.check.made import component, faults, paragraph, recognised, run, section
from vanban.check.components import Recognised, Sure
from vanban.check.facts import Spacing
from vanban.check.rules import RULES

_LONG = "Ủy ban nhân dân xã thông báo kế hoạch thi đua của năm để các thôn biết, thực hiện. " * 3
_LAWFUL: dict[str, Any] = {
    "alignment": "deu",
    "first_line_mm": 12.7,
    "spacing": Spacing(before_pt=6, line=1.0),
}


def _body(*wrong: dict[str, Any], right: int = 0, name: str = "noi_dung") -> Recognised:
    """A body of paragraphs with these facts, and lawful ones after them."""
    all_facts = [*wrong, *({} for _ in range(right))]
    made = []
    for number, facts in enumerate(all_facts, 1):
        own = dict(facts)
        text = own.pop("text", _LONG)
        font = own.pop("font", {"size": 14})
        whole = paragraph(run(text, **font), number=number, **(_LAWFUL | own))
        made.append(component(name, whole, level="doan"))
    return recognised(*made)


def _finds(code: str, made: Recognised) -> bool:
    return bool(faults(RULES[code], made))


def test_a_lawful_body() -> None:
    codes = [code for code in RULES if code.startswith("ND1")]
    assert [code for code in codes if _finds(code, _body(right=5))] == []


@pytest.mark.parametrize(
    ("size", "found"),
    [(13, False), (13.5, False), (14, False), (12.75, False), (12.5, True), (12, True), (15, True)],
)
def test_size(size: float, found: bool) -> None:
    assert _finds("ND11", _body({"font": {"size": size}})) is found


def test_what_most_paragraphs_have_is_certain_and_what_few_have_is_not() -> None:
    small = {"font": {"size": 12}}
    (most,) = faults(RULES["ND11"], _body(small, small, right=1))
    assert most.sure is Sure.CERTAIN
    assert most.observed == "12 (2 chỗ)"
    (some,) = faults(RULES["ND11"], _body(small, right=5))
    assert some.sure is Sure.LIKELY
    assert not _finds("ND11", _body(small, right=20))


def test_faces_of_the_whole_body() -> None:
    slanted, heavy = {"font": {"size": 14, "italic": True}}, {"font": {"size": 14, "bold": True}}
    assert _finds("ND12", _body(slanted, slanted, right=1))
    assert _finds("ND13", _body(heavy, heavy, right=1))
    short = {"text": "Một dòng ngắn được nhấn mạnh."}
    assert not _finds("ND12", _body(slanted | short, right=2))
    assert not _finds("ND13", _body(heavy | short, right=2))


def test_a_long_paragraph_of_another_face_is_told_by_itself() -> None:
    assert _finds("ND12", _body({"font": {"size": 14, "italic": True}}, right=2))
    assert _finds("ND13", _body({"font": {"size": 14, "bold": True}}, right=2))


def test_justification() -> None:
    assert _finds("ND15", _body({"alignment": "trai"}))
    assert not _finds("ND15", _body({"alignment": "trai", "text": "Một dòng ngắn."}))


# 1 cm or 1,27 cm.
@pytest.mark.parametrize(
    ("left", "first", "found"),
    [
        (0, 10, False),
        (0, 12.7, False),
        (0, 12.5, False),
        (12.7, 0, False),
        (0, 0, True),
        (0, 15, True),
        (0, 20, True),
        (10, 10, True),
    ],
)
def test_indent(left: float, first: float, found: bool) -> None:
    assert _finds("ND16", _body({"left_mm": left, "first_line_mm": first})) is found


def test_indents_that_the_file_does_not_tell_are_let_pass() -> None:
    for facts in (
        {"text": "\t" + _LONG},
        {"text": "    " + _LONG},
        {"auto_number": "1."},
        {"alignment": "giua"},
        {"text": "Một dòng ngắn."},
    ):
        assert not _finds("ND16", _body({"first_line_mm": 0.0, **facts})), facts


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [(6, 0, False), (0, 6, False), (3, 3, False), (5.75, 0, False), (5, 0, True), (0, 0, True)],
)
def test_space_between_paragraphs(before: float, after: float, found: bool) -> None:
    spacing = {"spacing": Spacing(before_pt=before, after_pt=after)}
    assert _finds("ND17", _body(spacing, spacing)) is found


def test_an_empty_line_is_space_enough() -> None:
    tight = {"spacing": Spacing()}
    made = _body(tight, tight)
    first, second = made.document.paragraphs
    apart = recognised(*made.all("noi_dung"), sections=[section(first, paragraph(""), second)])
    assert _finds("ND17", made)
    assert not _finds("ND17", apart)


@pytest.mark.parametrize(
    ("line", "rule", "found"),
    [
        (1.0, "auto", False),
        (1.5, "auto", False),
        (1.15, "auto", False),
        (0.9, "auto", True),
        (1.6, "auto", True),
        (2.0, "auto", True),
        (16, "exact", False),
        (18, "exact", False),
        (24, "exact", False),
        (12, "exact", True),
        (30, "exact", True),
        (12, "at_least", False),
        (18, "at_least", False),
        (40, "at_least", True),
    ],
)
def test_line_spacing(line: float, rule: Any, found: bool) -> None:
    spacing = {"spacing": Spacing(6, 0, line, rule)}
    assert _finds("ND18", _body(spacing)) is found


def test_sizes_that_are_mixed() -> None:
    smaller = {"font": {"size": 13}}
    assert _finds("ND19", _body(smaller, right=2))
    assert not _finds("ND19", _body(smaller, right=8))
    assert not _finds("ND19", _body({"font": {"size": 12}}, right=2))


def test_capitals() -> None:
    assert _finds("ND14", _body({"text": _LONG.upper()}, right=3))
    assert not _finds("ND14", _body({"text": "QUY ĐỊNH CHUNG"}, right=3))


@pytest.mark.parametrize(("code", "name"), [("KH", "khoan"), ("DM", "diem"), ("DI", "dieu")])
def test_items_have_the_size_of_the_text(code: str, name: str) -> None:
    text = component("noi_dung", paragraph(run(_LONG, 14)))
    for size, found in ((14, False), (13, True)):
        item = component(name, paragraph(run("1. Nội dung của mục", size), number=2))
        assert _finds(f"{code}11", recognised(text, item)) is found


@pytest.mark.parametrize(("code", "name"), [("KH12", "khoan"), ("DM12", "diem")])
def test_items_in_italics(code: str, name: str) -> None:
    text = component("noi_dung", paragraph(run(_LONG, 14)))
    for slanted in (False, True):
        item = component(name, paragraph(run("1. Nội dung", italic=slanted), number=2))
        assert _finds(code, recognised(text, item)) is slanted


def test_what_is_not_certain_is_not_judged() -> None:
    guess = component("noi_dung", paragraph(run(_LONG, 10)), sure=Sure.LIKELY)
    assert not _finds("ND11", recognised(guess))
