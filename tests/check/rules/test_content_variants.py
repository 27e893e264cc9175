"""Documents that conform and are typed another way: nothing in their wording is accused."""

import copy
import unicodedata
from collections.abc import Callable

import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

import vanban
from tests.check.mutants import all_paragraphs, edited, rendered, styled
from vanban.check.rules import (
    bo_cuc,
    can_cu,
    chu_ky,
    co_quan,
    dau_chi,
    dia_danh_ngay,
    ket_thuc,
    kinh_gui,
    ky_hieu,
    noi_nhan,
    phu_luc,
    quoc_hieu,
    ten_loai,
    tong_bang,
    vien_dan,
)
from vanban.check.rules.rule import SECTIONS, Rule

MODULES = (
    bo_cuc, can_cu, chu_ky, co_quan, dau_chi, dia_danh_ngay, ket_thuc, kinh_gui, ky_hieu,
    noi_nhan, phu_luc, quoc_hieu, ten_loai, tong_bang, vien_dan,
)  # fmt: skip
OWN: dict[str, Rule] = {rule.code: rule for module in MODULES for rule in module.RULES}
EXAMPLES = ("bao_cao", "cong_van_nhieu_noi", "du_an", "ke_hoach", "quyet_dinh_ban_hanh", "sao_y")


def retyped(change: Callable[[str], str]) -> Callable[[Document], None]:
    """Another text in every w:t."""

    def edit(document: Document) -> None:
        for text in document.element.body.iter(qn("w:t")):
            text.text = change(text.text or "")

    return edit


def letter_by_letter(document: Document) -> None:
    """Every run cut in two, as bookmarks and proofing marks do."""
    for paragraph in all_paragraphs(document):
        for run in paragraph.runs:
            half = len(run.text) // 2
            if not half or "\n" in run.text:
                continue
            rest = copy.deepcopy(run._r)
            run._r.addnext(rest)
            first, second = run.text[:half], run.text[half:]
            run.text = first
            next(r for r in paragraph.runs if r._r is rest).text = second


def old_tone(text: str) -> str:
    return text.replace("CỘNG HÒA", "CỘNG HOÀ").replace("ỦY BAN", "UỶ BAN")


def without_number(document: Document) -> None:
    """Number and day not yet written, as before issue."""
    for style, text in (("VB_SoKyHieu", "Số: …… /"), ("VB_DiaDanhNgay", "ngày …… tháng …… năm")):
        paragraph: Paragraph = styled(document, style)
        words = paragraph.text
        if style == "VB_SoKyHieu":
            paragraph.runs[0].text = text.replace(" /", "/") + words.partition("/")[2]
        else:
            paragraph.runs[0].text = f"{words.partition(',')[0]}, {text} {words.split()[-1]}"
        for run in paragraph.runs[1:]:
            run.text = ""


EDITS: dict[str, Callable[[Document], None]] = {
    "decomposed": retyped(lambda text: unicodedata.normalize("NFD", text)),
    "ordinary spaces": retyped(lambda text: text.replace("\u00a0", " ")),
    "no-break spaces": retyped(lambda text: text.replace(" ", "\u00a0")),
    "tone on the other vowel": retyped(old_tone),
    "cut runs": letter_by_letter,
    "blank number and day": without_number,
}


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_another_way_of_typing_is_not_accused(
    edit: Callable[[Document], None], example: str
) -> None:
    report = vanban.check(edited(rendered(example), edit))
    assert report.recognised.regime == "nd30"
    assert not [str(finding) for finding in report.findings if finding.code in OWN]


@pytest.mark.parametrize("rule", OWN.values(), ids=OWN)
def test_a_rule_explains_itself(rule: Rule) -> None:
    assert tuple(rule.sections) == SECTIONS
    assert all(rule.sections.values())
