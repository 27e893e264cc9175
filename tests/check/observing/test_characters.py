"""The font that takes effect on a run."""

import pytest

from .packages import font, par, paragraph, run, style, table

DEFAULTS = "<w:docDefaults><w:rPrDefault><w:rPr>{}</w:rPr></w:rPrDefault></w:docDefaults>"
THEME = (
    "<a:themeElements><a:fontScheme><a:majorFont><a:latin typeface='Cambria'/></a:majorFont>"
    "<a:minorFont><a:latin typeface='Calibri'/></a:minorFont></a:fontScheme></a:themeElements>"
)


def test_nothing_said_is_times_new_roman_10() -> None:
    found = font("")
    assert (found.family, found.size_pt, found.bold, found.color) == (
        "Times New Roman",
        10.0,
        False,
        "",
    )


def test_each_level_goes_before_the_one_below() -> None:
    styles = (
        DEFAULTS.format('<w:sz w:val="20"/>')
        + style("paragraph", "P0", '<w:rPr><w:sz w:val="22"/><w:i/></w:rPr>')
        + style("paragraph", "P", '<w:basedOn w:val="P0"/><w:rPr><w:sz w:val="24"/></w:rPr>')
        + style("character", "C", '<w:rPr><w:sz w:val="26"/></w:rPr>')
        + style("paragraph", "D", '<w:rPr><w:color w:val="ff0000"/></w:rPr>', default=True)
    )
    assert font("", '<w:pStyle w:val="P0"/>', styles=styles).size_pt == 11
    assert font("", '<w:pStyle w:val="P"/>', styles=styles).size_pt == 12
    assert font("", '<w:pStyle w:val="P"/>', styles=styles).italic
    in_character = font('<w:rStyle w:val="C"/>', '<w:pStyle w:val="P"/>', styles=styles)
    assert in_character.size_pt == 13
    direct = font('<w:rStyle w:val="C"/><w:sz w:val="29"/>', '<w:pStyle w:val="P"/>', styles=styles)
    assert direct.size_pt == 14.5
    assert font("", styles=styles).size_pt == 10
    assert font("", styles=styles).color == "FF0000"
    assert font("", '<w:pStyle w:val="none"/>', styles=styles).color == "FF0000"


def test_a_style_based_on_itself_ends() -> None:
    styles = style("paragraph", "A", '<w:basedOn w:val="B"/><w:rPr><w:b/></w:rPr>') + style(
        "paragraph", "B", '<w:basedOn w:val="A"/><w:rPr><w:sz w:val="26"/></w:rPr>'
    )
    found = font("", '<w:pStyle w:val="A"/>', styles=styles)
    assert (found.bold, found.size_pt) == (True, 13)


@pytest.mark.parametrize(
    ("paragraph_bold", "character_bold", "direct", "expected"),
    [
        ("<w:b/>", "<w:b/>", "", False),
        ("<w:b/>", "", "", True),
        ("", "<w:b/>", "", True),
        ("<w:b/>", '<w:b w:val="0"/>', "", True),
        ("<w:b/>", "<w:b/>", "<w:b/>", True),
        ("<w:b/>", "", '<w:b w:val="0"/>', False),
        ("<w:b/>", "", '<w:b w:val="false"/>', False),
    ],
)
def test_bold_of_two_styles_cancels_and_direct_bold_wins(
    paragraph_bold: str, character_bold: str, direct: str, expected: bool
) -> None:
    styles = style("paragraph", "P", f"<w:rPr>{paragraph_bold}</w:rPr>") + style(
        "character", "C", f"<w:rPr>{character_bold}</w:rPr>"
    )
    found = font(f'<w:rStyle w:val="C"/>{direct}', '<w:pStyle w:val="P"/>', styles=styles)
    assert found.bold is expected


def test_bold_of_the_defaults_does_not_cancel() -> None:
    styles = DEFAULTS.format("<w:b/>") + style("paragraph", "P", "<w:rPr><w:b/></w:rPr>")
    assert font("", '<w:pStyle w:val="P"/>', styles=styles).bold


def test_theme_fonts() -> None:
    styles = DEFAULTS.format('<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>')
    assert font("", styles=styles, theme=THEME).family == "Calibri"
    assert font('<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>', styles=styles, theme=THEME) == font(
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'
    )
    both = '<w:rFonts w:asciiTheme="majorAscii" w:hAnsiTheme="majorHAnsi" w:ascii="Arial"/>'
    assert font(both, theme=THEME).family == "Cambria"
    assert font("", styles=styles).family == "Times New Roman"


def test_letters_with_marks_take_the_other_font() -> None:
    fonts = '<w:rFonts w:ascii="Arial" w:hAnsi="Tahoma"/>'
    runs = paragraph(f"<w:p>{run('Hà Nội', fonts)}</w:p>").runs
    assert [(piece.text, piece.font.family) for piece in runs] == [
        ("H", "Arial"),
        ("à ", "Tahoma"),
        ("N", "Arial"),
        ("ộ", "Tahoma"),
        ("i", "Arial"),
    ]


def test_other_properties() -> None:
    found = font('<w:u w:val="single"/><w:caps/><w:smallCaps/><w:color w:val="auto"/>')
    assert (found.underline, found.capitals, found.small_capitals, found.color) == (
        True,
        True,
        True,
        "",
    )
    assert not font('<w:u w:val="none"/>').underline


def test_complex_script_has_its_own_size_and_weight() -> None:
    found = font('<w:rtl/><w:b/><w:sz w:val="28"/><w:szCs w:val="24"/><w:bCs w:val="0"/>')
    assert (found.size_pt, found.bold) == (12, False)


def test_a_table_style_stands_below_paragraph_styles_and_above_the_defaults() -> None:
    styles = (
        DEFAULTS.format('<w:sz w:val="20"/>')
        + style(
            "table",
            "T",
            '<w:rPr><w:sz w:val="24"/></w:rPr><w:tblStylePr w:type="firstRow">'
            "<w:rPr><w:b/></w:rPr></w:tblStylePr>",
        )
        + style("paragraph", "P", '<w:rPr><w:sz w:val="26"/></w:rPr>')
    )
    styled = par("b", '<w:pStyle w:val="P"/>')
    cells = f"<w:tr><w:tc>{par('a')}{styled}</w:tc></w:tr>" * 2
    look = '<w:tblPr><w:tblStyle w:val="T"/><w:tblLook w:val="0020"/></w:tblPr>'
    found = table(f"<w:tbl>{look}{cells}</w:tbl>", styles=styles)
    first, second = ([p.runs[0].font for p in row[0].paragraphs()] for row in found.rows)
    assert [(f.size_pt, f.bold) for f in first] == [(12, True), (13, True)]
    assert [(f.size_pt, f.bold) for f in second] == [(12, False), (13, False)]
    without = look.replace("0020", "0000")
    plain = table(f"<w:tbl>{without}{cells}</w:tbl>", styles=styles)
    assert not next(plain.rows[0][0].paragraphs()).runs[0].font.bold
