"""Automatic numbers as Word prints them."""

import pytest

from vanban.check.observing.number_forms import bullet_text, number_text

from .packages import par, paragraph, paragraphs, style


def level(index: int, text: str, form: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, nums: str = "") -> str:
    nums = nums or '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def listed(index: int, number: int = 1) -> str:
    return par("a", in_list(index, number))


def in_list(index: int, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{number}"/></w:numPr>'


def numbers(body: str, numbering: str, **others: str) -> list[str]:
    return [p.number for p in paragraphs(body, numbering=numbering, **others)]


LEVELS = (level(0, "%1.", "upperRoman"), level(1, "%1.%2."), level(2, "%3)", "lowerLetter"))


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (14, "upperRoman", "XIV"),
        (1999, "lowerRoman", "mcmxcix"),
        (4, "lowerLetter", "d"),
        (28, "upperLetter", "BB"),
        (3, "none", ""),
        (3, "ordinalText", "3"),
    ],
)
def test_forms(number: int, form: str, expected: str) -> None:
    assert number_text(number, form) == expected


@pytest.mark.parametrize(
    ("sign", "expected"),
    [("-", "-"), ("–", "-"), ("+", "+"), ("\uf0b7", "•"), ("o", "•"), ("", "")],
)
def test_bullets(sign: str, expected: str) -> None:
    assert bullet_text(sign) == expected


def test_levels_restart_below_the_one_that_counts() -> None:
    body = "".join(map(listed, (0, 1, 1, 2, 2, 0, 1, 2)))
    assert numbers(body, numbering(*LEVELS)) == [
        "I.",
        "I.1.",
        "I.2.",
        "a)",
        "b)",
        "II.",
        "II.1.",
        "a)",
    ]


def test_a_level_that_never_restarts() -> None:
    levels = (level(0, "%1."), level(1, "%2", more='<w:lvlRestart w:val="0"/>'))
    assert numbers("".join(map(listed, (0, 1, 0, 1))), numbering(*levels)) == ["1.", "1", "2.", "2"]


def test_legal_numbers_are_digits() -> None:
    levels = (LEVELS[0], level(1, "%1.%2.", more="<w:isLgl/>"))
    assert numbers(listed(0) + listed(1), numbering(*levels)) == ["I.", "1.1."]


def test_a_level_above_that_was_never_reached_counts_as_its_start() -> None:
    assert numbers(listed(1), numbering(*LEVELS)) == ["I.1."]


def test_two_lists_of_one_kind_count_on_unless_one_has_a_start_of_its_own() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = "".join([listed(0), listed(0, 2), listed(0, 3), listed(0, 3)])
    assert numbers(body, numbering(level(0, "%1."), nums=nums)) == ["1.", "2.", "5.", "6."]


def test_an_override_can_change_the_level() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        f"{level(0, 'Điều %1.')}</w:lvlOverride></w:num>"
    )
    assert numbers(listed(0) * 2, numbering(level(0, "%1."), nums=nums)) == ["Điều 1.", "Điều 2."]


def test_bullets_pictures_and_nothing() -> None:
    levels = (level(0, "-", "bullet"), level(1, "x", more='<w:lvlPicBulletId w:val="0"/>'))
    assert numbers(listed(0) + listed(1) + listed(2), numbering(*levels)) == ["-", "•", ""]
    assert numbers(listed(0, 0) + listed(0, 9), numbering(*levels)) == ["", ""]


def test_the_list_of_a_style_and_the_level_linked_to_it() -> None:
    styles = style(
        "paragraph", "H1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    ) + style("paragraph", "H2", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    levels = (
        level(0, "%1.", more='<w:pStyle w:val="H1"/>'),
        level(1, "%1.%2.", more='<w:pStyle w:val="H2"/>'),
    )
    one, two = par("a", '<w:pStyle w:val="H1"/>'), par("b", '<w:pStyle w:val="H2"/>')
    assert numbers(one + two + two, numbering(*levels), styles=styles) == ["1.", "1.1.", "1.2."]
    none = par("c", '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert numbers(none + one, numbering(*levels), styles=styles) == ["", "1."]


def test_a_kind_that_refers_to_a_style() -> None:
    linked = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="DS"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="DS"/>{level(0, "%1/")}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    styles = style("numbering", "DS", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>')
    assert numbers(listed(0), linked, styles=styles) == ["1/"]


def test_a_level_gives_indents_over_the_style_s_and_below_the_paragraph_s() -> None:
    indented = level(0, "%1.", more='<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr>')
    styles = style("paragraph", "P", '<w:pPr><w:ind w:left="2000"/></w:pPr>')
    body = par("a", f'<w:pStyle w:val="P"/>{in_list(0)}')
    found = paragraph(body, numbering=numbering(indented), styles=styles)
    assert found.left_mm == pytest.approx(12.7)
    assert found.first_line_mm == pytest.approx(-6.35)
    direct = par("a", f'<w:pStyle w:val="P"/>{in_list(0)}<w:ind w:left="0" w:firstLine="0"/>')
    found = paragraph(direct, numbering=numbering(indented), styles=styles)
    assert (found.left_mm, found.first_line_mm) == (0, 0)


def test_a_deleted_item_does_not_count() -> None:
    deleted = (
        f"<w:p><w:pPr>{in_list(0)}<w:rPr><w:del/></w:rPr></w:pPr>"
        "<w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"
    )
    assert numbers(listed(0) + deleted + listed(0), numbering(level(0, "%1."))) == ["1.", "2."]
