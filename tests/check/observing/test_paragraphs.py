"""The formatting that takes effect on a paragraph."""

import pytest

from vanban.check.facts import Spacing

from .packages import A4, par, paragraph, paragraphs, style, table

MM = pytest.approx


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("", "trai"),
        ('<w:jc w:val="left"/>', "trai"),
        ('<w:jc w:val="start"/>', "trai"),
        ('<w:jc w:val="center"/>', "giua"),
        ('<w:jc w:val="right"/>', "phai"),
        ('<w:jc w:val="end"/>', "phai"),
        ('<w:jc w:val="both"/>', "deu"),
        ('<w:jc w:val="distribute"/>', "deu"),
        ("<w:bidi/>", "phai"),
        ('<w:bidi/><w:jc w:val="right"/>', "trai"),
        ('<w:bidi/><w:jc w:val="center"/>', "giua"),
    ],
)
def test_alignment(properties: str, expected: str) -> None:
    assert paragraph(par("a", properties)).alignment == expected


def test_the_style_s_name_and_its_bases() -> None:
    styles = style(
        "paragraph", "A", '<w:pPr><w:jc w:val="center"/><w:keepNext/></w:pPr>', default=True
    ) + style("paragraph", "B", '<w:basedOn w:val="A"/><w:pPr><w:pageBreakBefore/></w:pPr>')
    found = paragraph(par("a", '<w:pStyle w:val="B"/>'), styles=styles)
    assert (found.style, found.alignment) == ("B", "giua")
    assert (found.keep_next, found.page_break_before) == (True, True)
    assert paragraph(par("a"), styles=styles).style == "A"
    off = par("a", '<w:pStyle w:val="B"/><w:keepNext w:val="0"/>')
    assert not paragraph(off, styles=styles).keep_next


def test_indents_of_several_levels() -> None:
    styles = style(
        "paragraph", "A", '<w:pPr><w:ind w:left="567" w:right="284" w:hanging="283"/></w:pPr>'
    )
    found = paragraph(par("a", '<w:pStyle w:val="A"/><w:ind w:firstLine="720"/>'), styles=styles)
    assert found.left_mm == MM(10.0, abs=0.01)
    assert found.right_mm == MM(5.0, abs=0.01)
    assert found.first_line_mm == MM(12.7)
    hanging = paragraph(par("a", '<w:pStyle w:val="A"/>'), styles=styles)
    assert hanging.first_line_mm == MM(-5.0, abs=0.01)


def test_indents_in_characters() -> None:
    styles = style("paragraph", "N", '<w:rPr><w:sz w:val="28"/></w:rPr>', default=True)
    found = paragraph(
        par("a", '<w:ind w:firstLineChars="200" w:firstLine="100" w:leftChars="100"/>'),
        styles=styles,
    )
    assert found.first_line_mm == MM(2 * 14 * 25.4 / 72)
    assert found.left_mm == MM(14 * 25.4 / 72)
    off = paragraph(par("a", '<w:ind w:firstLineChars="0" w:firstLine="720"/>'), styles=styles)
    assert off.first_line_mm == MM(12.7)


def test_an_indent_in_characters_holds_until_it_is_set_to_zero() -> None:
    styles = style("paragraph", "P", '<w:pPr><w:ind w:leftChars="100"/></w:pPr>')
    kept = par("a", '<w:pStyle w:val="P"/><w:ind w:left="567"/>')
    assert paragraph(kept, styles=styles).left_mm == MM(10 * 25.4 / 72)
    ended = par("a", '<w:pStyle w:val="P"/><w:ind w:left="567" w:leftChars="0"/>')
    assert paragraph(ended, styles=styles).left_mm == MM(10.0, abs=0.01)


def test_lengths_with_units() -> None:
    assert paragraph(par("a", '<w:ind w:start="1cm"/>')).left_mm == MM(10.0)


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("", (0, 0, 1, "auto")),
        ('w:before="120" w:after="60" w:line="360" w:lineRule="auto"', (6, 3, 1.5, "auto")),
        ('w:line="360"', (0, 0, 1.5, "auto")),
        ('w:line="340" w:lineRule="exact"', (0, 0, 17, "exact")),
        ('w:line="340" w:lineRule="atLeast"', (0, 0, 17, "at_least")),
        ('w:before="120" w:beforeLines="50" w:afterLines="100"', (6, 12, 1, "auto")),
        ('w:before="120" w:beforeAutospacing="1" w:afterAutospacing="0"', (14, 0, 1, "auto")),
    ],
)
def test_spacing(attributes: str, expected: tuple[float, float, float, str]) -> None:
    found = paragraph(par("a", f"<w:spacing {attributes}/>")).spacing
    assert (found.before_pt, found.after_pt, found.line, found.rule) == expected


def test_attributes_of_spacing_are_inherited_one_by_one() -> None:
    styles = style(
        "paragraph", "A", '<w:pPr><w:spacing w:before="120" w:beforeAutospacing="1"/></w:pPr>'
    )
    found = paragraph(par("a", '<w:pStyle w:val="A"/><w:spacing w:after="40"/>'), styles=styles)
    assert (found.spacing.before_pt, found.spacing.after_pt) == (14, 2)


def test_no_space_between_equals() -> None:
    contextual = '<w:spacing w:before="120" w:after="120"/><w:contextualSpacing/>'
    found = paragraphs(
        par("a", contextual) * 2 + par("b", '<w:pStyle w:val="B"/>'),
        styles=style("paragraph", "B", ""),
    )
    assert [(p.spacing.before_pt, p.spacing.after_pt) for p in found[:2]] == [(6, 0), (0, 6)]
    assert isinstance(found[0].spacing, Spacing)


def test_defaults_of_the_document() -> None:
    styles = (
        "<w:docDefaults><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="160" w:line="259" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    found = paragraph(par("a"), styles=styles).spacing
    assert (found.after_pt, round(found.line, 2)) == (8, 1.08)


def test_a_table_style_gives_spacing_to_its_cells() -> None:
    styles = style("table", "T", '<w:pPr><w:spacing w:after="0"/><w:jc w:val="center"/></w:pPr>')
    properties = '<w:tblPr><w:tblStyle w:val="T"/></w:tblPr>'
    found = table(f"<w:tbl>{properties}<w:tr><w:tc>{par('a')}</w:tc></w:tr></w:tbl>", styles=styles)
    assert next(found.rows[0][0].paragraphs()).alignment == "giua"


def test_frames_are_text_boxes() -> None:
    found = paragraphs(par("a", '<w:framePr w:w="1000" w:hSpace="180"/>') + par("b"))
    assert [p.place.text_box for p in found] == [True, False]


def test_the_number_of_a_style_may_be_dropped() -> None:
    dropped, kept = (
        '<w:numPr><w:numId w:val="0"/></w:numPr>',
        '<w:numPr><w:ilvl w:val="1"/></w:numPr>',
    )
    found = paragraphs(par("a", dropped) + par("b", kept) + par("c"))
    assert [paragraph.drops_number for paragraph in found] == [True, False, False]


def test_the_element_is_the_paragraph_itself() -> None:
    assert paragraph(par("a") + A4).element.tag.endswith("}p")
