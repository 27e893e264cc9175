"""PL I, Phần I, II.7 and II.9: who signs, and who receives."""

import re
from typing import Any

from docx.oxml.ns import qn

from tests.render.examples import Example
from tests.render.facts import Par
from tests.render.rules.registry import forms, look, present, rule
from vanban.wording import text_width_pt

SIGNED = "quyet_dinh cong_van ke_hoach bien_ban hop_dong chuong_trinh_lien_tich"
RECEIVED = "quyet_dinh cong_van ke_hoach thong_cao sao_y"
ADDRESSED = "cong_van cong_van_nhieu_noi to_trinh bao_cao"
KINDS_WITH_ADDRESSEES = ("TỜ TRÌNH", "BÁO CÁO")

forms(
    "VB_QuyenHanChucVu",
    on=SIGNED,
    size=("PL1.II.7dd.size", 13, 14),
    bold=("PL1.II.7dd.bold", True),
    italic=("PL1.II.7dd.italic", False),
    case=("PL1.II.7dd.case", "upper"),
)
for _key in ("PL1.V.7a", "PL1.V.7b"):
    look(
        _key,
        "VB_QuyenHanChucVu",
        on=SIGNED,
        size=(13, 14),
        bold=True,
        italic=False,
        case="upper",
    )
forms(
    "VB_HoTen",
    on=SIGNED,
    size=("PL1.II.7dd.name.size", 13, 14),
    bold=("PL1.II.7dd.name.bold", True),
    italic=("PL1.II.7dd.name.italic", False),
)
# A second office above the name is in capitals (II.7.đ).
look(
    "PL1.V.7c",
    "VB_HoTen",
    on="quyet_dinh cong_van ke_hoach",
    size=(13, 14),
    bold=True,
    italic=False,
    case="sentence",
)
forms(
    "VB_NoiNhanTu",
    on=RECEIVED,
    size=("PL1.II.9d.nn.size", 12, 12),
    bold=("PL1.II.9d.nn.bold", True),
    italic=("PL1.II.9d.nn.italic", True),
)
look(
    "PL1.V.8b1",
    "VB_NoiNhanTu",
    on=RECEIVED,
    size=(12, 12),
    bold=True,
    italic=True,
    case="sentence",
)
forms(
    "VB_NoiNhan",
    on=RECEIVED,
    size=("PL1.II.9d.list.size", 11, 11),
    bold=("PL1.II.9d.list.bold", False),
    italic=("PL1.II.9d.list.italic", False),
)
look(
    "PL1.V.8b2",
    "VB_NoiNhan",
    on=RECEIVED,
    size=(11, 11),
    bold=False,
    italic=False,
    case="sentence",
)
forms(
    "VB_KinhGui",
    on=ADDRESSED,
    size=("PL1.II.9d.kg.size", 13, 14),
    bold=("PL1.II.9d.kg.bold", False),
    italic=("PL1.II.9d.kg.italic", False),
    case=("PL1.II.9d.kg.case", "sentence"),
)
look(
    "PL1.V.8a",
    "VB_KinhGui",
    on=ADDRESSED,
    size=(13, 14),
    bold=False,
    italic=False,
    case="sentence",
)


def offices(facts: Example) -> list[list[str]]:
    """The lines above each signature, those of one cell together."""
    cells: dict[Any, list[str]] = {}
    for p in facts.of("VB_QuyenHanChucVu"):
        cells.setdefault(p.cell, []).append(p.one_line)
    return list(cells.values())


def signed_with(facts: Example, letters: str) -> list[tuple[str, list[str]]]:
    """What follows the letters of an authority: the rest of its line, and the lines below."""
    found = [
        (line.removeprefix(letters), lines[at + 1 :])
        for lines in offices(facts)
        for at, line in enumerate(lines)
        if line.startswith(letters)
    ]
    present(found, letters)
    return found


@rule("PL1.II.7b.tm", on="ke_hoach cong_van hop_dong")
def on_behalf_of_a_body(facts: Example) -> bool:
    """Before the name of the body, and an office follows on a line of its own."""
    bodies = r" (ỦY BAN NHÂN DÂN|BAN THƯỜNG TRỰC|HỘI ĐỒNG)\b.*"
    return all(re.fullmatch(bodies, body) and below for body, below in signed_with(facts, "TM."))


@rule("PL1.II.7b.kt", on="cong_van thong_bao_ky_thay sao_luc")
def in_place_of_the_head(facts: Example) -> bool:
    found = signed_with(facts, "KT.")
    return all(below[0] == f"PHÓ{head}" and len(below) == 1 for head, below in found)


@rule("PL1.II.7b.q", on="quyet_dinh_quyen_truong")
def acting_head(facts: Example) -> bool:
    return signed_with(facts, "Q.") == [(" HIỆU TRƯỞNG", [])]


@rule("PL1.II.7b.tl", on="thong_bao_thua_lenh giay_moi sao_y")
def by_order_of_the_head(facts: Example) -> bool:
    found = signed_with(facts, "TL.")
    return all(head == " CHỦ TỊCH" and below == ["CHÁNH VĂN PHÒNG"] for head, below in found)


@rule("PL1.II.7b.tuq", on="cong_van_thua_uy_quyen")
def empowered_by_the_head(facts: Example) -> bool:
    return signed_with(facts, "TUQ.") == [(" CHỦ TỊCH", ["TRƯỞNG PHÒNG KINH TẾ"])]


@rule("PL1.II.7dd.name.case", on=SIGNED)
def names_in_ordinary_letters(facts: Example) -> bool:
    names = [p.text.split("\n")[-1] for p in facts.of("VB_HoTen")]
    return all(word.istitle() for name in names for word in name.split()) and all(names)


@rule("PL1.II.7dd.name.align", on=SIGNED)
def names_centred_under_the_offices(facts: Example) -> bool:
    signatures = facts.of("VB_QuyenHanChucVu", "VB_HoTen")
    columns = {(p.table, p.column) for p in signatures if p.style == "VB_HoTen"}
    same = columns == {(p.table, p.column) for p in signatures}
    return same and {(p.align, p.indent("left")) for p in signatures} == {("center", 0)}


@rule("PL1.II.9d.nn.own_line", "PL1.II.9d.nn.colon", on=RECEIVED)
def the_word_alone_on_its_line(facts: Example) -> bool:
    return set(facts.texts("VB_NoiNhanTu")) == {"Nơi nhận:"}


@rule("PL1.II.9d.nn.level", on=RECEIVED)
def recipients_beside_the_office(facts: Example) -> bool:
    """But for the documents that several sign (PL III, Mẫu 1.9)."""
    words = facts.of("VB_NoiNhanTu")
    present(all(p.cell is not None for p in words))
    rows = [
        [cell.find("./" + qn("w:p")) for cell in p.row.iterfind("./" + qn("w:tc"))] for p in words
    ]
    styles = [[Par(first, facts).style for first in row] for row in rows]
    above = {m.get(qn("w:w")) for p in words for m in p.row.iter(qn("w:top"))}
    return all(row == ["VB_NoiNhanTu", "VB_QuyenHanChucVu"] for row in styles) and len(above) == 1


def is_at_the_left_margin(p: Par) -> bool:
    indents = (p.indent("left"), p.indent("firstLine"), p.indent("hanging"))
    return p.align == "left" and indents == (0, 0, 0) and (p.cell is None or p.column == 0)


@rule("PL1.II.9d.nn.align", on=f"{RECEIVED} bien_ban")
def the_word_at_the_left_margin(facts: Example) -> bool:
    return all(is_at_the_left_margin(p) for p in facts.of("VB_NoiNhanTu"))


def lists(facts: Example) -> list[list[Par]]:
    """The lines of Nơi nhận, one list for each that ends in "Lưu"."""
    found: list[list[Par]] = [[]]
    for p in (p for p in facts.of("VB_NoiNhan") if p.text):
        found[-1].append(p)
        if p.text.startswith("- Lưu:"):
            found.append([])
    assert found.pop() == []
    return found


@rule("PL1.II.9d.list.line", on=f"{RECEIVED} bien_ban")
def one_recipient_a_line(facts: Example) -> bool:
    return all(
        re.fullmatch(r"- \S.*[^;.,];", p.text) and is_at_the_left_margin(p)
        for lines in lists(facts)
        for p in lines[:-1]
    )


@rule("PL1.II.9d.luu", on=f"{RECEIVED} bien_ban ke_hoach_mat")
def the_filing_line(facts: Example) -> bool:
    form = r"- Lưu: VT(, [\w ]+( \(\d+\))?)?\.( [A-ZĐ]+\.\(\d+\))?"
    return all(re.fullmatch(form, lines[-1].text) for lines in lists(facts))


@rule("PL1.II.9b.kinh_gui_types", on="cong_van to_trinh bao_cao bao_cao_dien_tu")
def letters_and_reports_have_addressees(facts: Example) -> bool:
    letter = facts.has("VB_TrichYeuCongVan")
    present(letter or facts.texts("VB_TenLoai")[0] in KINDS_WITH_ADDRESSEES)
    return facts.texts("VB_KinhGui")[0].startswith("Kính gửi:")


def addressees(facts: Example) -> list[Par]:
    """The paragraphs of Kính gửi; a công điện names who receives it otherwise."""
    found = facts.of("VB_KinhGui")
    present(found[0].text.startswith("Kính gửi"))
    return found


@rule("PL1.II.9b.nhu_tren", on="cong_van to_trinh bao_cao")
def as_above_comes_first(facts: Example) -> bool:
    present(addressees(facts))
    return lists(facts)[0][0].text == "- Như trên;"


@rule("PL3.M1.5.nhu_tren", on="cong_van cong_van_nhieu_noi cong_van_thua_uy_quyen")
def as_above_comes_first_in_a_letter(facts: Example) -> bool:
    present(facts.has("VB_TrichYeuCongVan"))
    return lists(facts)[0][0].text == "- Như trên;"


@rule("PL3.M1.nhu_dieu", on="nghi_quyet quyet_dinh quyet_dinh_ban_hanh quyet_dinh_quyen_truong")
def decisions_name_the_article_first(facts: Example) -> bool:
    present(facts.has("VB_LenhBanHanh"))
    return bool(re.fullmatch(r"- Như Điều \d+;", lists(facts)[0][0].text))


@rule("PL1.II.9d.kg.colon", on=ADDRESSED)
def a_colon_after_the_word(facts: Example) -> bool:
    return addressees(facts)[0].text.startswith("Kính gửi:")


@rule("PL1.II.9d.kg.one", on="cong_van to_trinh bao_cao")
def one_addressee_on_the_same_line(facts: Example) -> bool:
    found = addressees(facts)
    present(len(found) == 1)
    return bool(re.fullmatch(r"Kính gửi: \S.*[^.;:]", found[0].text))


@rule("PL1.II.9d.kg.many", on="cong_van_nhieu_noi")
def many_addressees_one_a_line(facts: Example) -> bool:
    first, *others = addressees(facts)
    present(others)
    *semicolons, last = (p.text for p in others)
    return (
        first.text == "Kính gửi:"
        and len(others) > 1
        and all(re.fullmatch(r"- \S.*[^;.];", text) for text in semicolons)
        and bool(re.fullmatch(r"- \S.*[^;.]\.", last))
    )


@rule("PL1.II.9d.kg.bullet_align", on="cong_van_nhieu_noi")
def dashes_below_the_colon(facts: Example) -> bool:
    first, *others = addressees(facts)
    present(others)
    colon = first.indent("left") + text_width_pt("Kính gửi", int(first.runs[0][1].size))
    dashes = [p.indent("left") - p.indent("hanging") for p in others]
    return len(set(dashes)) == 1 and abs(dashes[0] - colon) < 0.5
