"""Addressees, recipients, signatures, appendices, stamps: their words and signs."""

import pytest

from tests.check.made import component, faults, paragraph, recognised
from vanban.check.components import Component, Recognised, Stretch, Sure
from vanban.check.rules import RULES
from vanban.wording import PartialDate

Lines = tuple[str, ...]


def lines(*texts: str, first: int = 1) -> tuple[Stretch, ...]:
    """Stretches of paragraphs that follow each other."""
    made = (paragraph(text, number=number) for number, text in enumerate(texts, first))
    return tuple(Stretch(each, 0, len(each.text)) for each in made)


def found(code: str, *components: Component, kind: str = "", day: PartialDate | None = None) -> int:
    return len(faults(RULES[code], recognised(*components, kind=kind, day=day)))


ADDRESS_WRONG: list[tuple[str, Lines]] = [
    ("KG01", ("Kính gửi Sở Nội vụ",)),
    ("KG02", ("Kính gửi:", "- Sở Nội vụ.")),
    ("KG03", ("Kính gửi:", "Sở Nội vụ;", "- Sở Tài chính.")),
    ("KG04", ("Kính gửi:", "- Sở Nội vụ,", "- Sở Tài chính.")),
    ("KG04", ("Kính gửi:", "- Sở Nội vụ;", "- Sở Tài chính;")),
    ("KG05", ("Kính gửi: Sở Nội vụ.",)),
    ("KG06", ("Kính Gửi: Sở Nội vụ",)),
    ("KG08", ("Kính gửi: Sở Nội vụ; Sở Tài chính",)),
    ("KG08", ("Kính gửi: - Sở Nội vụ;", "- Sở Tài chính.")),
]
ADDRESS_RIGHT: list[Lines] = [
    ("Kính gửi: Sở Nội vụ",),
    ("Kính gửi:  Ông Hà Văn Thụy, Thôn 5,", "xã Quang Trung"),
    ("Kính gửi:", "- Sở Nội vụ;", "- Sở Tài chính."),
    (
        "Kính gửi:",
        "- Các sở: Công Thương, Tài chính, Xây dựng,",
        "Nông nghiệp và Môi trường;",
        "- Ủy ban nhân dân các xã.",
    ),
    ("Kính gửi: Bộ Công Thương (Cục Hóa chất; Vụ Pháp chế)",),
    ("Kính gửi: ……………………",),
    ("Kính gửi:", "- …………………;", "- …………………."),
    ("KÍNH GỬI: SỞ NỘI VỤ",),
]


@pytest.mark.parametrize(("code", "texts"), ADDRESS_WRONG)
def test_a_wrong_address_is_found(code: str, texts: Lines) -> None:
    assert found(code, component("kinh_gui", *lines(*texts))) == 1


@pytest.mark.parametrize("texts", ADDRESS_RIGHT)
def test_a_right_address_is_not_accused(texts: Lines) -> None:
    address = component("kinh_gui", *lines(*texts))
    for code in ("KG01", "KG02", "KG03", "KG04", "KG05", "KG06", "KG08"):
        assert not found(code, address), code


def test_the_addressees_of_a_telegram_have_dashes_too() -> None:
    assert found("KG03", component("noi_nhan_dien", *lines("Sở Nội vụ;", "- Sở Tài chính."))) == 1


def recipients(*texts: str) -> list[Component]:
    """The entries of a list of recipients."""
    return [component("noi_nhan", each) for each in lines(*texts)]


LIST_WRONG: list[tuple[str, Lines]] = [
    ("NN02", ("Sở Nội vụ;", "- Lưu: VT.")),
    ("NN03", ("- Sở Nội vụ,", "- Lưu: VT.")),
    ("NN03", ("- Sở Nội vụ", "- Lưu: VT.")),
    ("NN04", ("- Sở Nội vụ;", "- Lưu: VT, KT")),
    ("NN04", ("- Sở Nội vụ;", "- Lưu: VT, KT;")),
    ("NN05", ("- Sở Nội vụ;", "- Sở Tài chính.")),
    ("NN06", ("- Sở Nội vụ;", "- Lưu VT, KT.")),
    ("NN07", ("- Sở Nội vụ;", "- Lưu: KT.")),
    ("NN09", ("- ;", "- Lưu: VT.")),
    ("NN22", ("- Lưu: VT.", "- Sở Nội vụ;")),
]
LIST_RIGHT: list[Lines] = [
    ("- Như trên;", "- Sở Nội vụ;", "- Lưu: VT, KT."),
    ("- Sở Nội vụ (để báo cáo);", "- Lưu: VT, QS (2). TQT.(6)"),
    ("- Sở Nội vụ;", "- Lưu: VT, NCKS.Châu"),
    ("- Sở Nội vụ;", "- Lưu: VT, CN(Loan)."),
    ("- Sở Nội vụ:", "+ Giám đốc;", "– Phó Giám đốc;", "- Lưu: VT."),
    ("- Sở Nội vụ;", "- Lưu: VT, Hồ sơ."),
    ("- ……………;", "- Lưu: VT, ……"),
    ("- Như Điều 3;", "- ................;", "- Lưu: VT, ..."),
    ("-  Lưu : VT.",),
]


@pytest.mark.parametrize(("code", "texts"), LIST_WRONG)
def test_a_wrong_list_of_recipients_is_found(code: str, texts: Lines) -> None:
    assert found(code, *recipients(*texts)) == 1


@pytest.mark.parametrize("texts", LIST_RIGHT)
def test_a_right_list_of_recipients_is_not_accused(texts: Lines) -> None:
    codes = ("NN02", "NN03", "NN04", "NN05", "NN06", "NN07", "NN09", "NN22", "NN23")
    for code in codes:
        assert not found(code, *recipients(*texts)), code


def test_an_automatic_dash_is_a_dash() -> None:
    entry = component("noi_nhan", paragraph("Sở Nội vụ;", auto_number="-"))
    assert not found("NN02", entry)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Nơi nhận:", 0),
        ("Nơi nhận :", 0),
        ("NƠI NHẬN:", 0),
        ("Nơi nhận", 1),
        ("Nơi Nhận:", 1),
        ("Nơi gửi:", 1),
    ],
)
def test_the_words_above_the_recipients(text: str, count: int) -> None:
    assert found("NN01", component("noi_nhan_tu", text)) == count


def test_as_above_needs_something_above() -> None:
    entries = recipients("- Như trên;", "- Lưu: VT.")
    above = component("kinh_gui", "Kính gửi: Sở Nội vụ")
    assert found("NN21", *entries, kind="thong_bao") == 1
    assert not found("NN21", above, *entries, kind="thong_bao")
    assert not found("NN21", *entries, kind="giay_gioi_thieu")
    assert not found("NN21", *entries)
    others = recipients("- Sở Nội vụ;", "- Lưu: VT.")
    assert found("NN08", above, *others, kind="cong_van") == 1
    assert not found("NN08", above, *others, kind="giay_moi")
    assert not found("NN08", above, *entries, kind="cong_van")


def test_as_article_names_an_article_that_is_there() -> None:
    articles = [component("dieu", each) for each in lines("Điều 1. Một", "Điều 2. Hai")]
    assert found("NN23", *articles, component("noi_nhan", "- Như Điều 3;")) == 1
    assert not found("NN23", *articles, component("noi_nhan", "- Như Điều 2;"))
    assert not found("NN23", component("noi_nhan", "- Như Điều 2;"))


SIGNED_WRONG: list[tuple[str, Lines]] = [
    ("QC01", ("T/M ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    ("QC01", ("TM ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    ("QC01", ("K/T GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
    ("QC01", ("T.L. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG")),
    ("QC01", ("UQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG")),
    ("QC02", ("KT. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
    ("QC02", ("KT. CHỦ TỊCH",)),
    ("QC03", ("TL. CHỦ TỊCH",)),
    ("QC04", ("KT. CHỦ TỊCH", "PHÓ GIÁM ĐỐC")),
    ("QC06", ("TM. CHỦ TỊCH",)),
    ("QC07", ("QUYỀN GIÁM ĐỐC",)),
    ("QC09", ("PHÓ GIÁM ĐỐC PHỤ TRÁCH",)),
]
SIGNED_RIGHT: list[Lines] = [
    ("CHỦ TỊCH",),
    ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ("TM. ỦY BAN", "NHÂN DÂN", "CHỦ TỊCH"),
    ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"),
    ("KT. CHỈ HUY TRƯỞNG", "CHỈ HUY PHÓ"),
    ("KT. TRƯỞNG BAN QUẢN LÝ", "PHÓ TRƯỞNG BAN"),
    ("KT. TỔNG GIÁM ĐỐC", "PHÓ TỔNG GIÁM ĐỐC THƯỜNG TRỰC"),
    ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
    ("TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG KINH TẾ"),
    ("TL. BỘ TRƯỞNG", "KT. VỤ TRƯỞNG VỤ PHÁP CHẾ", "PHÓ VỤ TRƯỞNG"),
    ("Q. HIỆU TRƯỞNG",),
    ("KT.GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    ("KT. GIÁM ĐỐC - PHÓ GIÁM ĐỐC",),
    ("TM. BAN CHỈ ĐẠO", "PHÓ TRƯỞNG BAN"),
    ("TM. ĐOÀN KIỂM TRA", "TRƯỞNG ĐOÀN"),
    ("Kt. Giám đốc", "Phó Giám đốc"),
]
_SIGNING = ("QC01", "QC02", "QC03", "QC04", "QC06", "QC07", "QC09")


@pytest.mark.parametrize(("code", "texts"), SIGNED_WRONG)
def test_a_wrong_authority_is_found(code: str, texts: Lines) -> None:
    assert found(code, component("quyen_han_chuc_vu", *lines(*texts)), kind="bao_cao") == 1


@pytest.mark.parametrize("texts", SIGNED_RIGHT)
def test_a_right_authority_is_not_accused(texts: Lines) -> None:
    for code in _SIGNING:
        signer = component("quyen_han_chuc_vu", *lines(*texts))
        assert not found(code, signer, kind="bao_cao"), code


def test_a_title_of_its_own_below_an_order_is_the_title() -> None:
    order = component("quyen_han_chuc_vu", paragraph("TL. CHỦ TỊCH", number=1))
    title = component("quyen_han_chuc_vu", paragraph("CHÁNH VĂN PHÒNG", number=4))
    name = component("ho_ten", paragraph("Nguyễn Văn An", number=5))
    assert not found("QC03", order, title, name)
    assert found("QC03", order, name) == 1


def test_a_committee_signs_on_its_behalf_and_a_head_does_not() -> None:
    committee = component("tham_quyen", "ỦY BAN NHÂN DÂN XÃ QUANG TRUNG")
    head = component("tham_quyen", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ QUANG TRUNG")
    council = component("tham_quyen", "HỘI ĐỒNG NHÂN DÂN XÃ QUANG TRUNG")
    alone = component("quyen_han_chuc_vu", "CHỦ TỊCH")
    behalf = component("quyen_han_chuc_vu", *lines("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"))
    assert found("QC05", committee, alone) == 1
    assert not found("QC05", committee, behalf)
    assert not found("QC05", head, alone)
    assert not found("QC05", council, alone)
    assert found("QC08", head, behalf) == 1
    assert not found("QC08", head, alone)
    assert not found("QC08", committee, behalf)


@pytest.mark.parametrize(
    ("body", "name", "count"),
    [
        ("SỞ NỘI VỤ", "ThS. Nguyễn Văn An", 1),
        ("SỞ NỘI VỤ", "Tiến sĩ Nguyễn Văn An", 1),
        ("SỞ NỘI VỤ", "Đại tá Nguyễn Văn An", 1),
        ("SỞ NỘI VỤ", "Nguyễn Văn An", 0),
        ("SỞ NỘI VỤ", "Tạ Thị Sĩ", 0),
        ("TRƯỜNG ĐẠI HỌC THANH BÌNH", "PGS. TS. Nguyễn Văn An", 0),
        ("CÔNG AN XÃ QUANG TRUNG", "Thiếu tá Nguyễn Văn An", 0),
    ],
)
def test_honours_before_a_name(body: str, name: str, count: int) -> None:
    issuing = component("co_quan_ban_hanh", body)
    assert found("HT01", issuing, component("ho_ten", name)) == count


@pytest.mark.parametrize(("name", "count"), [("Ông Nguyễn Văn An", 1), ("Ông Văn An", 0)])
def test_forms_of_address_before_a_name(name: str, count: int) -> None:
    assert found("HT02", component("ho_ten", name)) == count


def appendices(*words: str) -> list[Component]:
    """The words above appendices, on pages of their own."""
    return [
        component("phu_luc_tu", paragraph(each, number=10 * at)) for at, each in enumerate(words, 1)
    ]


@pytest.mark.parametrize(
    ("code", "words", "count"),
    [
        ("PL01", ("Phụ lục 1", "Phụ lục 2"), 1),
        ("PL01", ("Phụ lục", "Phụ lục"), 1),
        ("PL01", ("Phụ lục I", "PHỤ LỤC II"), 0),
        ("PL01", ("Phụ lục",), 0),
        ("PL01", ("Phụ lục Ia", "Phụ lục II", "PHỤ LỤC II (tiếp theo)"), 0),
        ("PL01", ("PHỤ LỤC (tiếp theo)", "Phụ lục I"), 0),
        ("PL02", ("Phụ lục I",), 1),
        ("PL02", ("Phụ lục",), 0),
        ("PL03", ("Phụ lục I", "Phụ lục III"), 1),
        ("PL03", ("Phụ lục I", "Phụ lục II", "Phụ lục III", "Phụ lục IV"), 0),
        ("PL05", ("Phụ lục I: Danh mục công trình",), 1),
        ("PL05", ("Phụ lục I.",), 1),
        ("PL05", ("Phụ lục I\nDANH MỤC CÔNG TRÌNH",), 0),
        ("PL05", ("Phụ lục",), 0),
    ],
)
def test_numbers_of_appendices(code: str, words: Lines, count: int) -> None:
    number = component("so_ky_hieu", "Số: 12/KH-UBND")
    assert found(code, number, *appendices(*words)) == count


def test_an_appendix_is_pointed_to() -> None:
    number = component("so_ky_hieu", "Số: 12/KH-UBND")
    told = component("noi_dung", paragraph("Chi tiết tại Phụ lục kèm theo.", number=2))
    assert found("PL04", number, *appendices("Phụ lục")) == 1
    assert not found("PL04", number, told, *appendices("Phụ lục"))


def noted(text: str, kind: str = "ke_hoach") -> Recognised:
    """An appendix with this line, of a plan of 21 January 2026."""
    return recognised(
        component("so_ky_hieu", "Số: 12/KH-UBND"),
        component("phu_luc_tu", paragraph("Phụ lục", number=10)),
        component("chi_dan_phu_luc", paragraph(text, number=11)),
        kind=kind,
        day=PartialDate(2026, 1, 21),
    )


_NOTE = "(Kèm theo {} số {} ngày {} của Ủy ban nhân dân xã Quang Trung)"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("CD01", _NOTE.format("Kế hoạch", "13/KH-UBND", "21 tháng 01 năm 2026")),
        ("CD01", _NOTE.format("Kế hoạch", "12/TB-UBND", "21 tháng 01 năm 2026")),
        ("CD02", _NOTE.format("Công văn", "12/KH-UBND", "21 tháng 01 năm 2026")),
        ("CD03", _NOTE.format("Kế hoạch", "12/KH-UBND", "22 tháng 01 năm 2026")),
        ("CD03", _NOTE.format("Kế hoạch", "12/KH-UBND", "21/01/2025")),
        ("CD04", _NOTE.format("Kế hoạch", "12/KH-UBND", "21 tháng 01 năm 2026")[1:-1]),
        ("CD05", "(Kèm theo Kế hoạch số 12/KH-UBND)"),
    ],
)
def test_a_wrong_note_of_an_appendix_is_found(code: str, text: str) -> None:
    assert len(faults(RULES[code], noted(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        _NOTE.format("Kế hoạch", "12/KH-UBND", "21 tháng 01 năm 2026"),
        _NOTE.format("Kế hoạch", "12/KH-UBND", "21/01/2026"),
        _NOTE.format("Kế hoạch", "       /KH-UBND", "     tháng 01 năm 2026"),
        _NOTE.format("Kế hoạch", "……/KH-UBND", "…/…/2026"),
        _NOTE.format("Văn bản", "…", "… tháng … năm …"),
        "(Kèm theo Kế hoạch số             ngày      tháng      năm      của Ủy ban nhân dân xã)",
        "(Ban hành kèm theo Kế hoạch số 12/KH-UBND ngày 21 tháng 01 năm 2026 của UBND xã)",
    ],
)
def test_a_right_note_of_an_appendix_is_not_accused(text: str) -> None:
    for code in ("CD01", "CD02", "CD03", "CD04", "CD05", "PL06"):
        assert not faults(RULES[code], noted(text)), code


@pytest.mark.parametrize(
    ("code", "name", "text", "count"),
    [
        ("MA01", "do_mat", "TUYÊT MẬT", 1),
        ("MA01", "do_mat", "TỐI MẬT", 0),
        ("KN01", "do_khan", "HỎA TỐC HẸN GIỜ", 1),
        ("KN01", "do_khan", "HOẢ TỐC", 0),
        ("SA01", "hinh_thuc_sao", "SAO Y BẢN CHÍNH", 1),
        ("SA01", "hinh_thuc_sao", "Trích sao", 0),
    ],
)
def test_words_of_stamps_and_copies(code: str, name: str, text: str, count: int) -> None:
    assert found(code, component(name, text)) == count


def test_what_is_less_sure_says_so() -> None:
    guessed = component("noi_nhan_tu", "Nơi nhận", sure=Sure.LIKELY)
    assert faults(RULES["NN01"], recognised(guessed))[0].sure is Sure.LIKELY
