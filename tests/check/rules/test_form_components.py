"""Size, face, case, place and line of single components, both ways and at the edges."""

from dataclasses import replace
from typing import Any

import pytest

from tests.check.made import component, faults, paragraph, part_of, recognised, run
from vanban.check.components import Recognised, Sure
from vanban.check.facts import DrawnLine, Run
from vanban.check.rules import RULES
from vanban.check.rules.rule import SECTIONS
from vanban.wording import text_width_pt

_MM_PER_PT = 25.4 / 72
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def _of(name: str, *runs: str | Run, sure: Sure = Sure.CERTAIN, **facts: Any) -> Recognised:
    return recognised(component(name, paragraph(*runs, **facts), sure=sure), kind="thong_bao")


def _finds(code: str, made: Recognised) -> bool:
    return bool(faults(RULES[code], made))


# The table of PL I, Phần I, V: least and largest size of each component.
@pytest.mark.parametrize(
    ("code", "name", "least", "largest"),
    [
        ("QH11", "quoc_hieu", 12, 13),
        ("TN11", "tieu_ngu", 13, 14),
        ("CQ11", "co_quan_chu_quan", 12, 13),
        ("BH11", "co_quan_ban_hanh", 12, 13),
        ("SK11", "so_ky_hieu", 13, 13),
        ("DN11", "dia_danh_ngay", 13, 14),
        ("TL11", "ten_loai", 13, 14),
        ("TY11", "trich_yeu", 13, 14),
        ("VV11", "trich_yeu_cong_van", 12, 13),
        ("KG11", "kinh_gui", 13, 14),
        ("CC11", "can_cu", 13, 14),
        ("PH11", "phan", 13, 14),
        ("TD11", "tieu_de_phan", 13, 14),
        ("ML11", "muc_la_ma", 13, 14),
        ("TK11", "tieu_de_khoan", 13, 14),
        ("QC11", "quyen_han_chuc_vu", 13, 14),
        ("HT11", "ho_ten", 13, 14),
        ("NT11", "noi_nhan_tu", 12, 12),
        ("NN11", "noi_nhan", 11, 11),
        ("PL11", "phu_luc_tu", 14, 14),
        ("TP11", "ten_phu_luc", 13, 14),
        ("CD11", "chi_dan_phu_luc", 13, 14),
        ("KN11", "do_khan", 13, 14),
        ("LH11", "luu_hanh", 13, 14),
        ("DC11", "dia_chi", 11, 12),
        ("SA11", "hinh_thuc_sao", 13, 14),
    ],
)
def test_sizes_within_the_table_pass_and_others_do_not(
    code: str, name: str, least: float, largest: float
) -> None:
    for size in (least, largest, least - 0.25, largest + 0.25):
        assert not _finds(code, _of(name, run("Chữ mẫu dài", size)))
    for size in (least - 0.5, largest + 0.5):
        (fault,) = faults(RULES[code], _of(name, run("Chữ mẫu dài", size)))
        assert fault.sure is Sure.CERTAIN
        assert fault.spot is not None
        assert fault.spot.quote == "Chữ mẫu dài"


def test_a_small_part_in_another_size_is_no_certain_fault() -> None:
    mixed = _of("so_ky_hieu", run("Số: abcdefgh", 13), run("QĐUBND", 14))
    (fault,) = faults(RULES["SK11"], mixed)
    assert fault.sure is Sure.LIKELY
    assert "14" in fault.observed
    assert not _finds("SK11", _of("so_ky_hieu", run("Số: abcdefgh", 13), run("Q", 14)))


def test_spaces_digits_and_symbols_do_not_count() -> None:
    signs = run("••••••••", 20, family="Wingdings")
    assert not _finds("SK11", _of("so_ky_hieu", run("Số:", 13), run("  12/  ", 20), signs))


def test_places_that_are_only_likely_are_likely_faults() -> None:
    (fault,) = faults(RULES["QH11"], _of("quoc_hieu", run(_NATION, 11), sure=Sure.LIKELY))
    assert fault.sure is Sure.LIKELY
    assert not _finds("QH11", _of("quoc_hieu", run(_NATION, 11), sure=Sure.GUESS))


def test_one_fault_for_many_places_says_how_many() -> None:
    entries = [component("noi_nhan", paragraph(run("- Như trên;", 12), number=n)) for n in (1, 2)]
    (fault,) = faults(RULES["NN11"], recognised(*entries))
    assert fault.observed == "12 (2 chỗ)"
    assert "2 chỗ" in fault.message


@pytest.mark.parametrize(
    ("code", "name", "is_bold", "is_italic"),
    [
        ("QH", "quoc_hieu", True, False),
        ("CQ", "co_quan_chu_quan", False, False),
        ("DN", "dia_danh_ngay", False, True),
        ("CC", "can_cu", False, True),
        ("TY", "trich_yeu", True, False),
        ("NT", "noi_nhan_tu", True, True),
        ("NN", "noi_nhan", False, False),
        ("CD", "chi_dan_phu_luc", False, True),
        ("HT", "ho_ten", True, False),
    ],
)
def test_faces(code: str, name: str, is_bold: bool, is_italic: bool) -> None:
    right = _of(name, run("Chữ mẫu", bold=is_bold, italic=is_italic))
    wrong = _of(name, run("Chữ mẫu", bold=not is_bold, italic=not is_italic))
    assert not _finds(f"{code}12", right)
    assert not _finds(f"{code}13", right)
    assert _finds(f"{code}12", wrong)
    assert _finds(f"{code}13", wrong)


def test_a_few_bold_words_in_a_plain_component_are_let_pass() -> None:
    assert not _finds("CC13", _of("can_cu", run("Căn cứ Luật Tổ chức "), run("năm", bold=True)))


@pytest.mark.parametrize(
    ("code", "name", "right", "wrong"),
    [
        ("QH14", "quoc_hieu", _NATION, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("TN14", "tieu_ngu", _MOTTO, _MOTTO.upper()),
        ("BH14", "co_quan_ban_hanh", "SỞ NỘI VỤ", "Sở Nội vụ"),
        ("PH14", "phan", "Chương I", "CHƯƠNG I"),
        ("TD14", "tieu_de_phan", "QUY ĐỊNH CHUNG", "Quy định chung"),
        ("HT14", "ho_ten", "Nguyễn Văn A", "NGUYỄN VĂN A"),
        ("PL14", "phu_luc_tu", "Phụ lục II", "PHỤ LỤC II"),
        ("NT14", "noi_nhan_tu", "Nơi nhận:", "NƠI NHẬN:"),
        ("NN14", "noi_nhan", "- UBND, VPCP, P.KTHT&ĐT;", "- ỦY BAN NHÂN DÂN TỈNH;"),
    ],
)
def test_cases(code: str, name: str, right: str, wrong: str) -> None:
    assert not _finds(code, _of(name, right))
    assert _finds(code, _of(name, wrong))


def test_capitals_by_formatting_count_as_capitals() -> None:
    assert not _finds("BH14", _of("co_quan_ban_hanh", run("Sở Nội vụ", capitals=True)))
    assert _finds("HT14", _of("ho_ten", run("Nguyễn Văn A", capitals=True)))


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"alignment": "giua"}, False),
        ({"alignment": "giua", "first_line_mm": 12.7}, False),
        ({"alignment": "giua", "left_mm": 30.0}, True),
        ({"alignment": "trai"}, True),
        ({"alignment": "trai", "left_mm": 66.0}, False),
        ({"alignment": "phai"}, True),
    ],
)
def test_titles_stand_in_the_middle(facts: dict[str, Any], found: bool) -> None:
    whole = paragraph(run("THÔNG BÁO", 14, bold=True), **facts)
    assert _finds("TL15", recognised(component("ten_loai", whole, room_mm=165.0))) is found


def test_words_that_share_their_paragraph_have_no_place_of_their_own() -> None:
    whole = paragraph("\t\tTHÔNG BÁO")
    assert not _finds("TL15", recognised(component("ten_loai", part_of(whole, "THÔNG BÁO"))))
    shared = paragraph("Nơi nhận:\tCHỦ TỊCH", alignment="giua")
    assert not _finds("NT15", recognised(component("noi_nhan_tu", part_of(shared, "Nơi nhận:"))))


def _motto(*lines: DrawnLine) -> Recognised:
    whole = paragraph(run(_MOTTO, 14, bold=True), alignment="giua")
    return recognised(component("tieu_ngu", whole, below=lines))


def test_the_line_below_the_motto_is_as_long_as_the_motto() -> None:
    width = text_width_pt(_MOTTO, 14, bold=True) * _MM_PER_PT
    for share, found in ((1.0, False), (0.9, False), (1.1, False), (0.8, True), (1.2, True)):
        assert _finds("TN17", _motto(DrawnLine("hinh", share * width))) is found, share


def test_a_line_of_unknown_length_is_a_line() -> None:
    made = _motto(DrawnLine("hinh"))
    assert not _finds("TN16", made)
    assert not _finds("TN17", made)
    assert _finds("TN16", _motto())


def test_the_line_below_the_issuing_body_is_a_third_to_a_half_of_its_name() -> None:
    name = "SỞ CÔNG THƯƠNG"
    width = text_width_pt(name, 13, bold=True) * _MM_PER_PT
    whole = paragraph(run(name, 13, bold=True))
    for share, found in ((0.33, False), (0.5, False), (0.42, False), (0.25, True), (0.66, True)):
        line = DrawnLine("vien", share * width)
        body = recognised(component("co_quan_ban_hanh", whole, below=[line]))
        assert _finds("BH17", body) is found, share


def test_no_line_is_missed_where_a_drawing_has_no_owner() -> None:
    motto = component("tieu_ngu", paragraph(run(_MOTTO, 14, bold=True)))
    drawn = paragraph("Số: 15/QĐ-UBND", number=2, lines=(DrawnLine("hinh"),))
    assert not _finds("TN16", recognised(motto, component("so_ky_hieu", drawn)))


def test_an_attached_document_has_its_line_elsewhere() -> None:
    trich_yeu = component("trich_yeu", paragraph("Về chế độ trực"))
    made = recognised(trich_yeu, kind="quy_che")
    assert _finds("TY16", made)
    assert not _finds("TY16", replace(made, is_attached=True))


def test_dashed_lines() -> None:
    assert _finds("TN18", _motto(DrawnLine("hinh", 60.0, None, True)))
    assert not _finds("TN18", _motto(DrawnLine("hinh", 60.0)))


def test_stamps_are_red() -> None:
    red, black = run("KHẨN", 13, color="FF0000"), run("KHẨN", 13, color="000000")
    assert not _finds("KN18", _of("do_khan", red))
    assert _finds("KN18", _of("do_khan", black))
    assert _finds("KN18", _of("do_khan", run("KHẨN", 13)))


def test_every_rule_explains_itself_in_four_sections() -> None:
    for rule in RULES.values():
        assert tuple(rule.sections) == SECTIONS, rule.code
        assert all(rule.sections.values()), rule.code


def test_a_component_that_is_not_there_is_not_judged() -> None:
    empty = recognised(component("noi_dung", "Nội dung"), kind="thong_bao")
    form = [rule for code, rule in RULES.items() if "11" <= code[2:] <= "18" and code[:2] != "TT"]
    assert {rule.code for rule in form if faults(rule, empty)} == set()
