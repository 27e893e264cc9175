"""Recipients and signatures, and what follows them."""

import pytest

from vanban.check.components import Recognised, Sure

from .files import BODY, FOOT, MOTTO, NAME, WordFile, head, text

HEAD = ["^b:ỦY BAN NHÂN DÂN", "^b:XÃ BÌNH MINH", "^Số: 12/TB-UBND"]
ENTRIES = ["- Như trên;", "- Lưu: VT."]
SIGNED = ["^b:TM. ỦY BAN NHÂN DÂN", "^b:CHỦ TỊCH", "", "", "^b:Lê Văn An"]


def _notice() -> WordFile:
    return head(HEAD).lines("", "^b:THÔNG BÁO", "^b:Về việc nghỉ lễ", "", *BODY)


SHAPES = {
    "one row": _notice().table([["bi:Nơi nhận:", *ENTRIES], SIGNED]),
    "an empty column between": _notice().table([["bi:Nơi nhận:", *ENTRIES], [""], SIGNED]),
    "three rows": _notice().table(
        [["bi:Nơi nhận:"], ["^b:TM. ỦY BAN NHÂN DÂN", "^b:CHỦ TỊCH"]],
        [ENTRIES, ["", ""]],
        [[""], ["^b:Lê Văn An"]],
    ),
    "a note where it is signed": _notice().table(
        [
            ["bi:Nơi nhận:", *ENTRIES],
            ["^b:TM. ỦY BAN NHÂN DÂN", "^b:CHỦ TỊCH", "^i:(Đã ký)", "^b:Lê Văn An"],
        ]
    ),
    "soft breaks": _notice().table(
        [
            ["bi:Nơi nhận:\n- Như trên;\n- Lưu: VT."],
            ["^b:TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\n\nLê Văn An"],
        ]
    ),
    "tabs": _notice().lines(
        "b:Nơi nhận:\tTM. ỦY BAN NHÂN DÂN",
        "- Như trên;\tCHỦ TỊCH",
        "- Lưu: VT.",
        "",
        "\t\t\tLê Văn An",
    ),
    "paragraphs": _notice().lines("bi:Nơi nhận:", *ENTRIES, "", *SIGNED),
    "paragraphs, the signature first": _notice().lines("", *SIGNED, "", "bi:Nơi nhận:", *ENTRIES),
    "the entry on the line of the word": _notice().table(
        [["bi:Nơi nhận:\t\t\t- Như trên;", "- Lưu: VT."], SIGNED]
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_foot_is_found_in_every_shape(shape: str) -> None:
    found = SHAPES[shape].recognised()
    assert text(found, "noi_nhan_tu") == "Nơi nhận:"
    assert _texts(found, "noi_nhan") == ["- Như trên;", "- Lưu: VT."]
    assert _texts(found, "quyen_han_chuc_vu") == ["TM. ỦY BAN NHÂN DÂN CHỦ TỊCH"]
    assert _texts(found, "ho_ten") == ["Lê Văn An"]
    assert found.all("ho_ten")[0].sure is Sure.CERTAIN
    assert _texts(found, "khoan") == ["1. Việc thứ nhất.", "2. Việc thứ hai./."]


def _texts(found: Recognised, name: str) -> list[str]:
    return [component.text for component in found.all(name)]


def test_several_signers_side_by_side() -> None:
    made = _notice().table(
        [["^b:THƯ KÝ"], ["^b:CHỦ TỌA"]], [["", ""], ["", ""]], [["^b:Trần Thị Bình"], ["^b:Lê An"]]
    )
    found = made.lines("bi:Nơi nhận:", *ENTRIES).recognised()
    assert _texts(found, "quyen_han_chuc_vu") == ["THƯ KÝ", "CHỦ TỌA"]
    assert sorted(_texts(found, "ho_ten")) == ["Lê An", "Trần Thị Bình"]
    assert _texts(found, "noi_nhan") == ["- Như trên;", "- Lưu: VT."]


def test_a_second_title_stands_above_the_name() -> None:
    signed = ["^b:TRƯỞNG BAN", "", "", "^b:PHÓ CHỦ TỊCH UBND XÃ", "^b:Lê Văn An"]
    found = _notice().table([["bi:Nơi nhận:", *ENTRIES], signed]).recognised()
    assert _texts(found, "quyen_han_chuc_vu") == ["TRƯỞNG BAN", "PHÓ CHỦ TỊCH UBND XÃ"]
    assert found.all("quyen_han_chuc_vu")[1].sure is Sure.LIKELY


def test_a_signature_may_lack_its_name() -> None:
    signed = ["^b:KT. CHỦ TỊCH", "^b:PHÓ CHỦ TỊCH", "", ""]
    found = _notice().table([["bi:Nơi nhận:", *ENTRIES], signed]).recognised()
    assert _texts(found, "quyen_han_chuc_vu") == ["KT. CHỦ TỊCH PHÓ CHỦ TỊCH"]
    assert not found.all("ho_ten")


@pytest.mark.parametrize(
    ("name", "sure"),
    [
        ("Trương Văn Chánh", Sure.CERTAIN),
        ("TS. Nguyễn Thị Hà My", Sure.CERTAIN),
        ("Đại tá Vũ Bá Long", Sure.CERTAIN),
        ("Phó Đức Anh", Sure.CERTAIN),
        ("ĐOÀN VĂN BA", Sure.LIKELY),
    ],
)
def test_names_that_look_like_other_things(name: str, sure: Sure) -> None:
    signed = ["^b:GIÁM ĐỐC", "", "", f"^b:{name}"]
    found = _notice().table([["bi:Nơi nhận:", *ENTRIES], signed]).recognised()
    assert [(c.text, c.sure) for c in found.all("ho_ten")] == [(name, sure)]


def test_an_entry_goes_on_below() -> None:
    entries = ["bi:Nơi nhận:", "- Các sở: Nội vụ,", "Tài chính;", "- Lưu: VT."]
    found = _notice().table([entries, SIGNED]).recognised()
    assert [len(c.stretches) for c in found.all("noi_nhan")] == [2, 1]


def test_the_foot_does_not_take_an_ordinary_table() -> None:
    made = _notice().table([["Họ tên"], ["Chức vụ"]], [["Lê Văn An"], ["GIÁM ĐỐC"]], bordered=True)
    found = made.lines("Trên đây là danh sách./.").table(list(FOOT)).recognised()
    assert _texts(found, "ho_ten") == ["Lê Văn An"]
    assert _texts(found, "quyen_han_chuc_vu") == ["TM. ỦY BAN NHÂN DÂN CHỦ TỊCH"]
    assert text(found, "noi_nhan_tu") == "Nơi nhận:"


@pytest.mark.parametrize(
    "heading",
    ["^b:Phụ lục", "^b:Phụ lục I", "^b:PHỤ LỤC SỐ 01", "^b:Phụ lục 2:", "^b:Phụ lục II\n"],
)
def test_an_appendix_ends_the_document(heading: str) -> None:
    made = _notice().table(list(FOOT)).lines(heading, "^b:DANH SÁCH HỘ NGHÈO")
    made.lines("^i:(Kèm theo Thông báo số 12/TB-UBND", "^i:ngày 05 tháng 3 năm 2026 của UBND xã)")
    found = made.lines("1. Ông Lê Văn Ba.", "I. MỤC MỘT").recognised()
    assert text(found, "phu_luc_tu") == heading[3:].strip()
    assert text(found, "ten_phu_luc") == "DANH SÁCH HỘ NGHÈO"
    assert len(found.all("chi_dan_phu_luc")[0].stretches) == 2
    assert len(found.all("khoan")) == 2
    assert not found.all("muc_la_ma")


def test_a_form_in_an_appendix_is_no_component() -> None:
    made = _notice().table(list(FOOT)).lines("^b:Phụ lục I", "^b:MẪU ĐƠN")
    made.table([["^b:TÊN CƠ QUAN", "^Số: ..."], ["^" + NAME, "^" + MOTTO]])
    found = made.lines("^b:TỜ KHAI").table(list(FOOT)).recognised()
    assert found.more_documents == 0
    for name in ("quoc_hieu", "co_quan_ban_hanh", "so_ky_hieu", "ten_loai", "ho_ten"):
        assert len(found.all(name)) == 1


_ISSUED = "^i:(Kèm theo Quyết định số 12/QĐ-UBND ngày 05 tháng 3 năm 2026 của UBND xã)"
_RULES = ("^b:QUY CHẾ", "^b:Công tác văn thư", _ISSUED, "^b:Chương I", "^b:QUY ĐỊNH CHUNG")


@pytest.mark.parametrize("with_head", [True, False])
def test_the_body_of_an_attached_text_is_read(with_head: bool) -> None:
    made = _notice().table(list(FOOT)).lines("")
    if with_head:
        made.table([["^b:ỦY BAN NHÂN DÂN", "^b:XÃ BÌNH MINH"], ["^" + NAME, "^" + MOTTO]])
    found = made.lines(*_RULES, "b:Điều 1. Phạm vi", "Quy chế này quy định.").recognised()
    assert found.more_documents == 0
    assert len(found.all("quoc_hieu")) == len(found.all("ten_loai")) == 1
    marked = [c for named in found.components.values() for c in named if c.in_attached]
    assert {c.name for c in marked} == {"phan", "tieu_de_phan", "dieu", "noi_dung"}
    assert [c.text for c in marked if c.name == "noi_dung"] == ["Quy chế này quy định."]


def test_a_draft_below_a_document_has_a_number_and_is_another_one() -> None:
    made = _notice().table(list(FOOT)).lines("")
    made.table([["^b:ỦY BAN NHÂN DÂN", "^b:XÃ B", "^Số:     /QĐ-UBND"], ["^" + NAME, "^" + MOTTO]])
    found = made.lines(*_RULES, "b:Điều 1. Phạm vi").recognised()
    assert found.more_documents == 1
    assert not found.all("dieu")


def test_a_copy_has_components_of_its_own() -> None:
    made = _notice().table(list(FOOT)).lines("")
    made.table(
        [
            ["^b:ỦY BAN NHÂN DÂN", "^b:XÃ BÌNH MINH", "^Số: 3/SY-UBND"],
            ["^b:SAO Y", "^i:Xã B, ngày 06 tháng 3 năm 2026"],
        ]
    )
    found = made.table(list(FOOT)).recognised()
    assert text(found, "hinh_thuc_sao") == "SAO Y"
    for name in ("co_quan_ban_hanh", "so_ky_hieu", "dia_danh_ngay", "noi_nhan_tu", "ho_ten"):
        assert [component.in_copy for component in found.all(name)] == [False, True]


def test_the_first_entry_may_stand_on_the_line_of_the_word() -> None:
    found = _notice().table([["bi:Nơi nhận: Như trên;", "- Lưu: VT."], SIGNED]).recognised()
    assert text(found, "noi_nhan_tu") == "Nơi nhận:"
    assert [(c.text, c.sure) for c in found.all("noi_nhan")] == [
        ("Như trên;", Sure.LIKELY),
        ("- Lưu: VT.", Sure.CERTAIN),
    ]


def test_a_place_where_papers_are_handed_in_is_no_foot() -> None:
    made = _notice().lines("Nơi nhận: Bộ phận một cửa của xã.", "Xin cảm ơn./.")
    found = made.table(list(FOOT)).recognised()
    assert [c.text for c in found.all("noi_nhan_tu")] == ["Nơi nhận:"]
    assert found.all("noi_dung")[-1].text == "Xin cảm ơn./."


def test_appendices_named_in_a_table_do_not_end_the_document() -> None:
    made = _notice().table(
        [["^Phụ lục I"], ["^Danh sách"]], [["^Phụ lục II"], ["^Bảng"]], bordered=True
    )
    found = made.lines("Trên đây là thông báo./.").table(list(FOOT)).recognised()
    assert not found.all("phu_luc_tu")
    assert _texts(found, "ho_ten") == ["Lê Văn An"]
