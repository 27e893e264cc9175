"""PL I, Phần I, Mục I: paper, margins, typeface, page numbers."""

from typing import Any

from docx.oxml.ns import qn

from tests.render.examples import Example
from tests.render.rules.registry import look, rule

COMMON = "quyet_dinh cong_van ke_hoach bien_ban phat_dong"
STAMPS = ("VB_DoMat", "VB_DoKhan")


@rule("PL1.I.1", on=COMMON)
def a4(facts: Example) -> bool:
    sheets = {(round(s.page_width.mm), round(s.page_height.mm)) for s in facts.sections}
    return all(sorted(sheet) == [210, 297] for sheet in sheets)


@rule("PL1.I.2", on=COMMON)
def upright_but_for_tables(facts: Example) -> bool:
    for number, section in enumerate(facts.sections):
        lies = section.page_width > section.page_height
        turned = section._sectPr.find(qn("w:pgSz")).get(qn("w:orient")) == "landscape"
        tables = [p for p in facts.in_section(number) if p.style == "VB_Bang"]
        if lies != turned or (lies and not tables):
            return False
    return not facts.sections[0].page_width > facts.sections[0].page_height


def margins(side: str, least: float, most: float) -> Any:
    return lambda facts: all(
        least <= round(getattr(section, f"{side}_margin").mm, 1) <= most
        for section in facts.sections
    )


rule("PL1.I.3.top", on=COMMON)(margins("top", 20, 25))
rule("PL1.I.3.bottom", on=COMMON)(margins("bottom", 20, 25))
rule("PL1.I.3.left", on=COMMON)(margins("left", 30, 35))
rule("PL1.I.3.right", on=COMMON)(margins("right", 15, 20))


@rule("PL1.I.4.font", on=f"{COMMON} ke_hoach_mat de_an sao_y")
def one_typeface(facts: Example) -> bool:
    fonts = {f.font for p in (*facts.paragraphs, *facts.edges) for f in p.forms}
    return fonts == {"Times New Roman"}


@rule("PL1.I.4.color", on=f"{COMMON} ke_hoach_mat de_an sao_y")
def black_but_for_the_stamps(facts: Example) -> bool:
    paragraphs = [p for p in (*facts.paragraphs, *facts.edges) if p.style not in STAMPS]
    return {form.colour for p in paragraphs for form in p.forms} == {"000000"}


def numbering(section: Any) -> Any:
    (found,) = section._sectPr.iterfind(qn("w:pgNumType"))
    return found


@rule("PL1.I.7.start", on=COMMON)
def counted_from_one(facts: Example) -> bool:
    return all(numbering(section).get(qn("w:start")) == "1" for section in facts.sections)


def page_fields(edge: Any) -> list[str]:
    """The instruction of every field in a header."""
    element = edge._element
    simple = [field.get(qn("w:instr")) for field in element.iter(qn("w:fldSimple"))]
    return [text.strip() for text in (*simple, *(e.text for e in element.iter(qn("w:instrText"))))]


@rule("PL1.I.7.numeral", on=COMMON)
def the_bare_number_in_arabic_figures(facts: Example) -> bool:
    return all(
        numbering(section).get(qn("w:fmt"), "decimal") == "decimal"
        and page_fields(section.header) == ["PAGE"]
        and "".join(section.header._element.itertext()).strip().isdecimal()
        for section in facts.sections
    )


@rule("PL1.I.7.position", on=COMMON)
def in_the_top_margin(facts: Example) -> bool:
    return all(
        section.header_distance.mm + 14 * 25.4 / 72 < section.top_margin.mm
        and [p.style for p in facts.in_edge(section.header)] == ["VB_SoTrang"]
        and page_fields(section.header) == ["PAGE"]
        for section in facts.sections
    )


@rule("PL1.I.7.first", on=COMMON)
def not_on_page_one(facts: Example) -> bool:
    return all(
        section.different_first_page_header_footer is True
        and page_fields(section.first_page_header) == []
        and page_fields(section.first_page_footer) == []
        for section in facts.sections
    )


def number_paragraphs(facts: Example) -> list[Any]:
    return [p for section in facts.sections for p in facts.in_edge(section.header)]


@rule("PL1.I.7.size", on=COMMON)
def number_size(facts: Example) -> bool:
    return all(13 <= form.size <= 14 for p in number_paragraphs(facts) for form in p.forms)


@rule("PL1.I.7.style", on=COMMON)
def number_upright(facts: Example) -> bool:
    return not any(form.italic for p in number_paragraphs(facts) for form in p.forms)


@rule("PL1.I.7.align", on=COMMON)
def number_centred(facts: Example) -> bool:
    return {p.align for p in number_paragraphs(facts)} == {"center"}


look("PL1.V.14", "VB_SoTrang", on=COMMON, size=(13, 14), bold=False, italic=False, case="sentence")
