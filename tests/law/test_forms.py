"""The mẫu of PL III, II, the outlines that documents start from, stamps and authorities."""

from itertools import groupby

import pytest

from vanban.law import Kind, law_on
from vanban.outline import Level, Paragraph, parse_outline

LAW = law_on()

# PL III, II.1: the name of each mẫu and its components from top to bottom.
FORMS = {
    "1.1": (
        "Nghị quyết (cá biệt)",
        "dau_trang ten_loai tham_quyen can_cu lenh_ban_hanh noi_dung chu_ky",
    ),
    "1.2": (
        "Quyết định (cá biệt) quy định trực tiếp",
        "dau_trang ten_loai tham_quyen can_cu lenh_ban_hanh noi_dung chu_ky",
    ),
    "1.3": (
        "Quyết định (cá biệt) quy định gián tiếp",
        "dau_trang ten_loai tham_quyen can_cu lenh_ban_hanh noi_dung chu_ky",
    ),
    "1.4": ("Văn bản có tên loại", "dau_trang ten_loai kinh_gui can_cu noi_dung chu_ky"),
    "1.5": ("Công văn", "dau_trang kinh_gui can_cu noi_dung chu_ky"),
    "1.6": ("Công điện", "dau_trang ten_loai loi_dan noi_nhan_dien can_cu noi_dung chu_ky"),
    "1.7": ("Giấy mời", "dau_trang ten_loai can_cu noi_dung chu_ky"),
    "1.8": ("Giấy giới thiệu", "dau_trang ten_loai loi_dan can_cu noi_dung chu_ky"),
    "1.9": ("Biên bản", "dau_trang ten_loai can_cu noi_dung chu_ky"),
    "1.10": ("Giấy nghỉ phép", "dau_trang ten_loai can_cu noi_dung chu_ky xac_nhan"),
}
ORDERS = {"1.1": "QUYẾT NGHỊ:", "1.2": "QUYẾT ĐỊNH:", "1.3": "QUYẾT ĐỊNH:"}
# PL III, Mẫu 1.4: its own list of the kinds that it is for.
COMMON = (
    "chỉ thị, quy chế, quy định, thông cáo, thông báo, hướng dẫn, chương trình, kế hoạch, "
    "phương án, đề án, dự án, báo cáo, tờ trình, giấy ủy quyền, phiếu gửi, phiếu chuyển, phiếu báo"
).split(", ")
OWN_FORMS = {
    "Nghị quyết": "1.1",
    "Quyết định": "1.2",
    "Công văn": "1.5",
    "Công điện": "1.6",
    "Giấy mời": "1.7",
    "Giấy giới thiệu": "1.8",
    "Biên bản": "1.9",
    "Giấy nghỉ phép": "1.10",
}
# Điều 7 names them, PL III draws no mẫu for them.
WITHOUT_FORM = {"Hợp đồng", "Bản ghi nhớ", "Bản thỏa thuận", "Thư công"}
WRITTEN_BY_TEMPLATES = {"Giấy mời", "Giấy giới thiệu", "Giấy nghỉ phép"}


def test_the_forms() -> None:
    found = {key: (form.ten, " ".join(form.bo_tri)) for key, form in LAW.mau.items()}
    assert found == FORMS


@pytest.mark.parametrize("key", FORMS)
def test_what_sets_a_form_apart(key: str) -> None:
    form = LAW.mau[key]
    assert form.lenh_ban_hanh == ORDERS.get(key, "")
    assert form.co_ve_viec is (key == "1.5")
    assert form.co_dia_danh_ngay is (key != "1.9")


def test_every_kind_has_a_form_or_follows_the_common_one() -> None:
    assert LAW.mau_chung == "1.4"
    forms = {kind.ten_loai: kind.mau for kind in LAW.loai}
    assert {name for name, form in forms.items() if form is None} == WITHOUT_FORM
    assert [name.lower() for name, form in forms.items() if form == "1.4"] == COMMON
    assert {name: form for name, form in forms.items() if form not in (None, "1.4")} == OWN_FORMS
    assert len(WITHOUT_FORM) + len(COMMON) + len(OWN_FORMS) == 29


def test_every_kind_has_an_outline_to_start_from() -> None:
    assert {kind.ten_loai for kind in LAW.loai if not kind.bo_cuc} == WRITTEN_BY_TEMPLATES


def paragraphs(kind: Kind) -> list[Paragraph]:
    blocks = parse_outline(kind.bo_cuc)
    found = [block for block in blocks if isinstance(block, Paragraph)]
    assert len(found) == len(blocks)
    return found


ROMAN = ["I", "II", "III", "IV", "V"]
ARABIC = ["1", "2", "3", "4", "5"]
LETTERS = ["a", "b", "c", "d", "đ"]
# What numbers a level, and what begins its count anew.
COUNTS = {
    Level.PHAN: (ROMAN, ()),
    Level.CHUONG: (ROMAN, ()),
    Level.MUC_LA_MA: (ROMAN, (Level.PHAN,)),
    Level.DIEU: (ARABIC, ()),
    Level.KHOAN: (ARABIC, (Level.PHAN, Level.CHUONG, Level.MUC_LA_MA, Level.DIEU)),
    Level.DIEM: (LETTERS, (Level.DIEU, Level.KHOAN)),
}


@pytest.mark.parametrize("level", COUNTS)
@pytest.mark.parametrize("kind", LAW.loai, ids=lambda kind: kind.khoa)
def test_numbers_of_an_outline_are_in_order(kind: Kind, level: Level) -> None:
    signs, anew = COUNTS[level]
    kept = [block for block in paragraphs(kind) if block.level in (level, *anew)]
    for counted, group in groupby(kept, key=lambda block: block.level is level):
        if counted:
            numbers = [block.number for block in group]
            assert numbers == signs[: len(numbers)]


@pytest.mark.parametrize("kind", LAW.loai, ids=lambda kind: kind.khoa)
def test_an_outline_is_what_the_law_knows(kind: Kind) -> None:
    known = {*COUNTS, Level.DOAN}
    assert {block.level for block in paragraphs(kind)} <= known
    for block in paragraphs(kind):
        if block.level in (Level.PHAN, Level.CHUONG, Level.MUC_LA_MA):
            assert block.text.isupper()  # V.6: these titles are in capitals.


@pytest.mark.parametrize("kind", ["nghi_quyet", "quyet_dinh"])
def test_a_decision_is_in_articles(kind: str) -> None:
    found = LAW.kind_keyed(kind)
    assert found is not None
    assert {block.level for block in paragraphs(found)} == {Level.DIEU}


def test_stamps_of_urgency() -> None:  # PL I, Phần I, III.2.b
    stamps = LAW.do_khan
    assert stamps.khoan == "PL I, Phần I, III.2.b"
    assert {stamp.ten.upper(): (stamp.rong_mm, stamps.cao_mm) for stamp in stamps.muc} == {
        "HỎA TỐC": (30, 8),
        "THƯỢNG KHẨN": (40, 8),
        "KHẨN": (20, 8),
    }


def test_stamps_of_secrecy() -> None:  # PL I, Phần I, III.2.a names them
    names = [stamp.ten.upper() for stamp in LAW.do_mat.muc]
    assert names == ["TUYỆT MẬT", "TỐI MẬT", "MẬT"]
    assert LAW.do_mat.khoan == "PL I, Phần I, III.2.a"


@pytest.mark.parametrize("sort", ["do_khan", "do_mat"])
def test_stamps_are_found_by_key(sort: str) -> None:
    stamps = getattr(LAW, sort)
    for stamp in stamps.muc:
        assert stamps.keyed(stamp.khoa) is stamp


def test_words_of_circulation() -> None:  # PL I, Phần I, III.2.c
    assert set(LAW.luu_hanh.vi_du) == {"XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ"}


def test_letters_of_authority() -> None:  # PL I, Phần I, II.7.b
    letters = LAW.quyen_han
    assert (letters.thay_mat, letters.quyen, letters.ky_thay) == ("TM.", "Q.", "KT.")
    assert (letters.thua_lenh, letters.thua_uy_quyen) == ("TL.", "TUQ.")
    assert letters.cap_pho == ("phó", "thứ trưởng")
