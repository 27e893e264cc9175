"""Paper, margins, typeface, colour and page numbers, both ways and at the edges."""

from typing import Any

import pytest

from tests.check.made import component, faults, margin, paragraph, recognised, run, section, table
from vanban.check.components import Recognised, Sure
from vanban.check.facts import Margin, Paragraph
from vanban.check.rules import RULES

_LONG = "Ủy ban nhân dân xã thông báo kế hoạch thi đua của năm để các thôn biết, thực hiện. " * 4


def _page(*blocks: Any, **facts: Any) -> Recognised:
    return recognised(
        component("noi_dung", "Nội dung"), sections=[section(*(blocks or ("Chữ",)), **facts)]
    )


def _finds(code: str, made: Recognised) -> bool:
    return bool(faults(RULES[code], made))


@pytest.mark.parametrize(
    ("width", "height", "found"),
    [
        (210, 297, False),
        (297, 210, False),
        (209.9, 296.9, False),
        (211, 297, False),
        (215.9, 279.4, True),
        (210, 330, True),
    ],
)
def test_paper(width: float, height: float, found: bool) -> None:
    assert _finds("TR01", _page(width_mm=width, height_mm=height)) is found


# PL I, Phần I, I.3: 20-25 mm above and below, 30-35 mm at the left, 15-20 mm at the right.
@pytest.mark.parametrize(
    ("code", "side", "least", "most"),
    [
        ("TR03", "top_mm", 20, 25),
        ("TR04", "bottom_mm", 20, 25),
        ("TR05", "left_mm", 30, 35),
        ("TR06", "right_mm", 15, 20),
    ],
)
def test_margins(code: str, side: str, least: float, most: float) -> None:
    for lawful in (least, most, least - 0.5, most + 0.5):
        assert not _finds(code, _page(**{side: lawful}))
    for wrong in (least - 0.6, most + 0.6):
        assert _finds(code, _page(**{side: wrong}))
    assert not _finds(code, _page(width_mm=297, height_mm=210, **{side: 5}))


def test_landscape_needs_a_table() -> None:
    across = {"width_mm": 297.0, "height_mm": 210.0}
    assert _finds("TR02", _page(**across))
    assert not _finds("TR02", _page(table(["STT", "Tên"], is_bordered=True), **across))
    assert _finds("TR02", _page(table(["STT", "Tên"]), **across))


def test_margins_of_appendices_are_only_warned_of() -> None:
    head = paragraph("Phụ lục I", number=2)
    sections = [section("Nội dung"), section(head, left_mm=20)]
    made = recognised(component("phu_luc_tu", head), sections=sections)
    assert not _finds("TR05", made)
    assert _finds("TR07", made)
    upright = [section("Nội dung"), section(head)]
    assert not _finds("TR07", recognised(component("phu_luc_tu", head), sections=upright))


def _words(*runs: Any) -> Recognised:
    whole = paragraph(*runs)
    return recognised(component("noi_dung", whole))


def test_typeface() -> None:
    assert not _finds("PC01", _words(_LONG))
    assert not _finds("PC01", _words(run(_LONG, family="Times New Roman Bold")))
    assert not _finds("PC01", _words(_LONG, run("•••••", family="Wingdings")))
    assert not _finds("PC01", _words(_LONG, run("x y z", family="Cambria Math")))
    (fault,) = faults(RULES["PC01"], _words(run(_LONG, family="Arial"), run(_LONG)))
    assert fault.observed == "Arial (50%)"
    assert fault.sure is Sure.CERTAIN


def test_one_heading_in_another_typeface_is_a_warning() -> None:
    heading = run(
        "ĐIỀU LỆ (SỬA ĐỔI, BỔ SUNG) TỔ CHỨC VÀ HOẠT ĐỘNG CỦA HIỆP HỘI NGHỀ CÁ",
        family="Calibri Light",
    )
    (fault,) = faults(RULES["PC01"], _words(heading, run(_LONG * 20)))
    assert fault.sure is Sure.LIKELY


@pytest.mark.parametrize("family", [".VnTime", ".VnTimeH", "VNI-Times"])
def test_encodings_before_unicode(family: str) -> None:
    made = _words(run(_LONG, family=family))
    assert _finds("PC02", made)
    assert not _finds("PC01", made)


@pytest.mark.parametrize(
    ("color", "found"),
    [("", False), ("000000", False), ("0D0D0D", False), ("FFFFFF", False), ("FF0000", True)],
)
def test_colour(color: str, found: bool) -> None:
    assert _finds("PC03", _words(run(_LONG, color=color))) is found


def test_links_and_stamps_may_have_colours() -> None:
    assert not _finds("PC03", _words(run(_LONG, color="0563C1", underline=True)))
    stamp = component("do_khan", paragraph(run("HỎA TỐC HẸN GIỜ TỚI NƠI", color="FF0000")))
    assert not _finds("PC03", recognised(stamp))


def _number(text: str = "2", size: float = 14, **facts: Any) -> Paragraph:
    font = {key: facts.pop(key) for key in ("italic", "bold") if key in facts}
    facts.setdefault("alignment", "giua")
    return paragraph(run(text, size, field="PAGE", **font), part="dau_trang", **facts)


def _numbered(*margins: Margin, **facts: Any) -> Recognised:
    facts.setdefault("first_page_differs", True)
    return _page(*(paragraph(_LONG, number=n) for n in range(40)), margins=margins, **facts)


def test_a_long_document_needs_page_numbers_and_a_short_one_does_not() -> None:
    assert _finds("ST01", _numbered())
    assert not _finds("ST01", _numbered(margin(_number())))
    assert not _finds("ST01", _numbered(margin(paragraph("2", part="dau_trang"))))
    assert not _finds("ST01", _page(_LONG))


def test_a_number_as_the_decree_wants_it() -> None:
    made = _numbered(margin(_number()))
    codes = [code for code in RULES if code.startswith("ST")]
    assert [code for code in codes if _finds(code, made)] == []


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("ST03", _number(alignment="phai")),
        ("ST03", _number(alignment="trai")),
        ("ST05", _number(size=12)),
        ("ST05", _number(size=12.5)),
        ("ST05", _number(size=15)),
        ("ST06", _number(italic=True)),
        ("ST06", _number(bold=True)),
        ("ST07", _number("ii")),
    ],
)
def test_a_number_in_another_form(code: str, number: Paragraph) -> None:
    assert _finds(code, _numbered(margin(number)))


@pytest.mark.parametrize("size", [13, 13.5, 14, 12.75, 14.25])
def test_lawful_sizes_of_a_number(size: float) -> None:
    assert not _finds("ST05", _numbered(margin(_number(size=size))))


def test_a_number_placed_by_a_tab_may_be_in_the_middle() -> None:
    tabbed = paragraph("\t", run("2", field="PAGE"), part="dau_trang")
    assert not _finds("ST03", _numbered(margin(tabbed)))


def test_a_number_at_the_foot() -> None:
    foot = margin(_number(), part="chan_trang")
    assert _finds("ST02", _numbered(foot))
    assert not _finds("ST02", _numbered(foot, margin(_number())))


def test_the_first_page_shows_no_number() -> None:
    assert _finds("ST04", _numbered(margin(_number()), first_page_differs=False))
    assert _finds("ST04", _numbered(margin(_number(), on="trang_dau")))
    assert not _finds("ST04", _numbered(margin(_number())))


def test_words_beside_the_number() -> None:
    beside = paragraph("Trang ", run("2", field="PAGE"), part="dau_trang", alignment="giua")
    assert _finds("ST09", _numbered(margin(beside)))


@pytest.mark.parametrize(("start", "found"), [(None, False), (1, False), (0, True), (5, True)])
def test_pages_count_from_one(start: int | None, found: bool) -> None:
    assert _finds("ST08", _numbered(margin(_number()), first_page_number=start)) is found


def test_even_pages_have_the_number_too() -> None:
    both = {"odd_and_even_differ": True}
    assert _finds("ST10", _numbered(margin(_number()), **both))
    even = margin(_number(), on="trang_chan")
    assert not _finds("ST10", _numbered(margin(_number()), even, **both))


@pytest.mark.parametrize(("start", "found"), [(1, False), (None, True)])
def test_each_appendix_counts_for_itself(start: int | None, found: bool) -> None:
    head = paragraph("Phụ lục I", number=2)
    first = section("Nội dung", margins=(margin(_number()),))
    appendix = section(head, first_page_number=start)
    words = (component("noi_dung", "Nội dung"), component("phu_luc_tu", head))
    assert _finds("ST11", recognised(*words, sections=[first, appendix])) is found
