"""Rules of language: the examples of every docstring, and cases that docstrings cannot hold."""

import re
from collections.abc import Iterable
from pathlib import Path
from time import process_time

import pytest

from tests.check.made import (
    cell,
    component,
    faults,
    font,
    paragraph,
    recognised,
    run,
    section,
    table,
)
from vanban.check.components import Recognised
from vanban.check.facts import Paragraph
from vanban.check.rules import (
    RULES,
    chinh_ta,
    cum_tu,
    dau_cach,
    dau_cau,
    so_lieu,
    tu_lap,
    viet_hoa,
    viet_hoa_cau,
)
from vanban.check.rules.syllables import respelled

LANGUAGE = {
    rule.code: rule
    for module in (chinh_ta, cum_tu, dau_cach, dau_cau, so_lieu, tu_lap, viet_hoa, viet_hoa_cau)
    for rule in module.RULES
}
SEED = Path(__file__).parents[4] / "shared" / "seed" / "phat_dong_2024.txt"
_EXAMPLE = re.compile("“([^”]*)”")
# Their faults lie in several paragraphs, in quotation marks or in spaces: no example shows them.
_NOT_QUOTABLE = {"CT03", "CT05", "DA05", "DA10", "DA11", "DA14", "DA15", "VH02"}


def text(*lines: str | Paragraph) -> Recognised:
    """A body of these paragraphs."""
    made = [
        paragraph(line, number=at) if isinstance(line, str) else line
        for at, line in enumerate(lines, 1)
    ]
    return recognised(sections=[section(*made)])


def said(code: str, *lines: str | Paragraph) -> list[tuple[str, str]]:
    """What a rule finds in these paragraphs: words, and what they should be."""
    return [(f.observed, f.expected) for f in faults(LANGUAGE[code], text(*lines))]


def examples(title: str) -> Iterable[tuple[str, str]]:
    for rule in LANGUAGE.values():
        for quoted in _EXAMPLE.findall(rule.sections[title]):
            if rule.code not in _NOT_QUOTABLE or title == "Đúng":
                yield rule.code, quoted


def test_there_are_many_rules_with_four_sections_each() -> None:
    assert len(LANGUAGE) >= 30
    for rule in LANGUAGE.values():
        assert all(rule.sections.values())
        assert len(rule.sections) == 4
        assert RULES[rule.code] is rule


@pytest.mark.parametrize("code", sorted(set(LANGUAGE) - _NOT_QUOTABLE))
def test_every_rule_quotes_both_kinds_of_examples(code: str) -> None:
    assert _EXAMPLE.search(LANGUAGE[code].sections["Sai"])
    assert _EXAMPLE.search(LANGUAGE[code].sections["Đúng"])


@pytest.mark.parametrize(("code", "example"), list(examples("Sai")))
def test_the_wrong_examples_are_found(code: str, example: str) -> None:
    found = faults(LANGUAGE[code], text(example))
    assert found
    for fault in found:
        assert fault.spot is not None
        assert fault.fix and fault.message and fault.expected


@pytest.mark.parametrize(("code", "example"), list(examples("Đúng")))
def test_the_right_examples_are_not(code: str, example: str) -> None:
    assert not said(code, example)


@pytest.mark.parametrize(("code", "example"), list(examples("Đúng")))
def test_the_right_examples_break_no_other_rule_of_language(code: str, example: str) -> None:
    spaced = {"DA06", "DA08", "DA01"}  # theirs hold abbreviations and blanks on purpose
    if code not in spaced:
        assert [c for c in LANGUAGE if said(c, example)] == []


ITEMS = ("- Thôn 1.", "- Thôn 2.", "- Thôn 3.", "- Thôn 4", "- Thôn 5.", "- Thôn 6.")
LONG = "Các thôn, tổ dân phố tổ chức thực hiện nghiêm túc Kế hoạch này và báo cáo kết quả"


@pytest.mark.parametrize(
    ("code", "lines", "expected"),
    [
        ("CT05", ("Kế hоạch năm 2026",), [("hоạch", "hoạch")]),
        ("DA05", (LONG.replace("thực hiện", "thực  hiện"),), [("hai dấu cách", "một dấu cách")]),
        ("DA10", ("phong trào “ Toàn dân đoàn kết”",), [("“ Toàn", "“Toàn")]),
        ("DA11", ('phong trào “Toàn dân đoàn kết".',), [('kết"', "kết”")]),
        ("DA14", ITEMS, [("4", "4.")]),
        ("DA15", (LONG, f"về xã. {LONG}"), [("hai đoạn", "một đoạn")]),
        ("VH02", (f"{LONG}.", f"các xã. {LONG}"), [("các", "Các")]),
        ("CU01", ("Đãi truyền thanh xã.",), [("Đãi truyền thanh", "Đài truyền thanh")]),
        ("CU03", ("tăng cường xây dựng chính đồn Đảng",), [("chính đồn", "chỉnh đốn")]),
        ("CU01", ("TỔ CHỨC THỰC HIẾN",), [("TỔ CHỨC THỰC HIẾN", "TỔ CHỨC THỰC HIỆN")]),
        ("TU01", ("nhiệm vụ của của địa phương",), [("của của", "của")]),
        ("VH15", ("lời dạy của chủ tịch Hồ Chí Minh",), [("chủ tịch", "Chủ tịch")]),
        ("VH05", ("Trình Ủy ban Nhân dân tỉnh",), [("Ủy ban Nhân dân", "Ủy ban nhân dân")]),
        ("VH06", ("Luật hoá chất",), [("Luật hoá chất", "Luật Hoá chất")]),
        ("SO06", ("36,52ha, 7,186ha",), [("36,52ha", "36,52 ha"), ("7,186ha", "7,186 ha")]),
        ("SO03", ("1,250,000 đồng",), [("1,250,000", "1.250.000")]),
        ("CT06", ("nhiều ngừơi",), [("ngừơi", "người")]),
        ("CT06", ("việc dduwowcj giao",), [("dduwowcj", "được")]),
        ("CU04", ("a) Thục hiện nghiêm",), [("Thục hiện", "Thực hiện")]),
        ("CU01", ("Xây mới Đãi truyền thanh",), [("Đãi truyền thanh", "Đài truyền thanh")]),
        ("VH05", ("lực lượng Công an Nhân dân",), [("Công an Nhân dân", "Công an nhân dân")]),
        ("SO07", ("Giá 1.200.000đ/bộ",), [("1.200.000đ", "1.200.000 đồng")]),
        ("DA16", ("số 30/2020/NĐ–CP ngày",), [("NĐ–CP", "NĐ-CP")]),
    ],
)  # fmt: skip
def test_the_words_found_and_what_they_should_be(
    code: str, lines: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    assert said(code, *lines) == expected


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("CU02", "Chỉ thị cũng cố ý nhắc lại."),
        ("CU03", "Công ty Cổ phần cấp nước điều chỉnh đơn giá."),
        ("CT09", "Chức năng xuất khẩu của hệ thống."),
        ("CU03", "Trao đổi với các hộ; quy trình đó; cơ quan trong tỉnh; thông báo về việc họp."),
        ("CU01", "Tình trạng thiết bị xuống cấp."),
        ("CU04", "hop dong, quyet dinh, ke hoach trong tệp ke_hoach.docx"),
        ("CT01", "Ông Hoà, bà Thuý ở xã Khánh Hòa làm công tác văn hóa."),
        ("CT06", "kilômét, ôtô, axít, bêtông, Đắk Lắk, ki-lô-gam, quýt, gìn giữ, giếng, thuở"),
        ("DA01", "Tỷ lệ 1 : 500 ........ "),
        ("DA02", "Xem https://vanban.vn/a:b hoặc gửi thu@xa.vn,abc lúc 8:30"),
        ("DA06", "v.v., các hộ ..., Tp.,"),
        ("DA12", "tên phiên âm Lê-nin - nhà cách mạng; giai đoạn 2021-2025"),
        ("SO01", "Mục 2.1. đạt 1.250 tấn, phiên bản 2.5.1"),
        ("SO02", "Mục 2.1. đạt 1.250 tấn, phiên bản 2.5.1, ngày 12.5.2026"),
        ("SO03", "Diện tích 7,186 ha; 29,334 ha."),
        ("SO05", "Đạt 95 % và 90 %."),
        ("SO09", "Điện thoại 0912 345 678; tài khoản 123 456 789"),
        ("SO10", "Ngày 29/02/2024 và 12/13 hộ"),
        ("TU01", "luôn luôn, dần dần, người người, nhà nhà, từ từ, nguyên do do mưa"),
        ("TU01", "Số tiền thu được được nộp; hợp tác xã xã Bình Minh; các xã xã hội hóa"),
        ("TU02", "Giao Sở Xây dựng xây dựng kế hoạch; đơn vị hành chính hành chính sự nghiệp"),
        ("CT06", "chef, brief, now, svaraj, blog, găng tay, crôm, brôm, if, of, golf, ddos"),
        ("CT09", "Hộp sữa chữa bệnh; dự báo cao về lượng mưa"),
        ("CU03", "Ủy ban nhân dân xã hỏi ý kiến; xây dựng đang được đẩy nhanh; bao cao su"),
        ("VH26", "Trưởng Phòng Kinh tế; Chánh Văn phòng; Chủ tịch; BỘ TRƯỞNG; Nhà nước"),
        ("VH27", "Ông Trần Văn Bình; bà Nguyễn Thị Lan; ông Lê văn phòng"),
        ("VH05", "Kiểm toán nhà nước khu vực II; theo Luật Kiểm toán nhà nước"),
        ("SO02", "Mục 3.5 lần lượt nêu; phiên bản 2.5 lần 1"),
        ("DA09", "Xem (https://a.vn). Gửi (email: a@b.vn, c@d.vn) trước 15/5; y thuộc (0;1]"),
        ("TU02", "các tổ chức tổ chức hội nghị; những quy định quy định tại Điều 5"),
        ("VH01", "v.v. và tr. đồng; TP. hà"),
        ("VH03", "Ủy ban nhân dân, Quân đội nhân dân, an ninh nhân dân, Tòa án nhân dân"),
        ("VH04", "cơ quan nhà nước, ngân sách nhà nước, quản lý nhà nước"),
        ("VH13", "Tỉnh ủy Nam Định; Tỉnh Nam Định"),
        ("VH16", "Quỹ Bảo vệ Môi trường Việt Nam; Cục Kiểm soát thủ tục hành chính"),
        ("VH18", "Khoản 2 Điều 5 được sửa đổi"),
    ],
)  # fmt: skip
def test_correct_words_are_not_accused(code: str, line: str) -> None:
    assert not said(code, line)


def test_decomposed_letters_are_told_once() -> None:
    lines = [paragraph("Kế hoạch", number=n, was_decomposed=True) for n in (1, 2)]
    assert said("CT03", *lines) == [("Unicode tổ hợp", "Unicode dựng sẵn")]
    assert not said("CT03", "Kế hoạch")


def test_names_in_the_header_and_other_scripts_are_not_judged() -> None:
    header = component("co_quan_ban_hanh", "ỦY BAN NHÂN DÂN XÃ CHÍNH ĐỒN")
    legacy = paragraph(run("chính đồn", family=".VnTime"), number=2)
    assert font(family=".VnTime").family == ".VnTime"
    for rule in LANGUAGE.values():
        assert not faults(rule, recognised(header, component("noi_dung", legacy)))


def test_a_spot_is_the_exact_stretch_in_its_paragraph() -> None:
    made = text("Dòng thứ nhất.", "Đã xây dựng, chính đồn Đảng; xây dựng chính đồn.")
    spots = [fault.spot for fault in faults(LANGUAGE["CU03"], made)]
    assert [spot and (spot.place.paragraph, spot.start, spot.end) for spot in spots] == [
        (2, 13, 22),
        (2, 38, 47),
    ]


def test_cells_of_tables_are_judged() -> None:
    made = recognised(sections=[section(table([cell("Hoàn thành của của xã")]))])
    assert len(faults(LANGUAGE["TU01"], made)) == 1


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("ngừơi", "người"),
        ("đuợc", "được"),
        ("nghành", "ngành"),
        ("ngiêm", "nghiêm"),
        ("cuả", "của"),
        ("hịên", "hiện"),
        ("truờng", "trường"),
        ("viêc", ""),
        ("thưc", ""),
        ("hộị", ""),
    ],
)
def test_impossible_syllables(wrong: str, right: str) -> None:
    assert respelled(wrong) == right


@pytest.mark.parametrize(
    "word", "hòa hoà thủy thuỷ quý gì giếng giữ khuỷu ngoằn quỳnh quốc yếu iếc xoong axít".split()
)
def test_possible_syllables(word: str) -> None:
    assert respelled(word) is None


# examples/quang_trung/README.md: each slip of language with the rule that finds it.
SLIPS = {
    "SO07": ["tỷ.đ."] * 3,
    "SO06": ["10ha", "10ha", "6ha", "130ha", "24,5ha", "36,52ha", "7,186ha", "29,334ha"],
    "SO05": ["0,85 %", "0,89 %"],
    "SO01": ["0.78%"],
    "SO12": ["2. 2.", "2. 3.", "2. 4."],
    "CU01": ["Giải phòng mặt bằng", "Đãi truyền thanh"],
    "CU03": ["chính đồn"],
    "TU01": ["của của"],
    "CT01": ["“hoá” (1 chỗ)"],
    "VH03": ["nhân dân"] * 3,
    "VH24": ["Trong đó"],
    "DA04": ["4,5,6"],
    "DA14": ["6ha"],
    "DA15": ["hai đoạn"],
    "VH16": [
        "đất Nông nghiệp",
        "DT Lúa",
        "DT Rau",
        "số lượng Doanh nghiệp",
        "Dự toán Tổng thu",
        "chi Ngân sách",
        "Về Văn hóa",
        "tiêu chí Kiểu mẫu",
        "Sản lượng Rau",
        "Về Môi trường",
        "Về Quốc phòng - An ninh",
        "nhiệm vụ Chính trị",
        "củng cố Quốc phòng - An ninh",
        "lĩnh vực Quốc phòng - An ninh",
        "an ninh Chính trị",
    ],
}


@pytest.mark.skipif(not SEED.exists(), reason="the founding document is not at hand")
def test_the_slips_of_the_founding_document_are_found_and_nothing_else() -> None:
    lines = [line for line in SEED.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = {code: [w for w, _ in said(code, *lines)] for code in LANGUAGE}
    found = {code: words for code, words in found.items() if words}
    assert {code: sorted(words) for code, words in found.items()} == {
        code: sorted(words) for code, words in SLIPS.items()
    }


def test_a_long_document_costs_little() -> None:
    body = [f"{n}. {LONG}; tỷ lệ đạt {n % 100},5%, diện tích {n} ha." for n in range(6000)]
    made = text(*body)
    begin = process_time()
    assert not [fault for rule in LANGUAGE.values() for fault in faults(rule, made)]
    assert process_time() - begin < 20


@pytest.mark.parametrize(
    "odd",
    ["a", "ế", "a-", ". aa", "(", ")ab", "1.", "1,", " ", "“", "1/Đ-", "@a", "  a", "a\u0301"],
)
def test_odd_paragraphs_cost_no_more_than_their_length(odd: str) -> None:
    made = text(odd * 20_000 + ' ,) ”" đồng 5% @ x.vn')
    begin = process_time()
    for rule in LANGUAGE.values():
        list(rule.check(made))
    assert process_time() - begin < 6
