"""Every number of NĐ 30, Phụ lục I, Phần I, typed from the decree."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from vanban.law import BodySize, Component, law_on

LAW = law_on()


def test_decree() -> None:
    assert LAW.van_ban.so_ky_hieu == "30/2020/NĐ-CP"
    assert LAW.van_ban.hieu_luc_tu == date(2020, 3, 5)


def test_paper_and_typeface() -> None:  # PL I, Phần I, I.1, I.4
    assert (LAW.trang.rong_mm, LAW.trang.cao_mm) == (210, 297)
    assert LAW.trang.phong_chu == "Times New Roman"
    assert LAW.trang.mau_chu == "000000"


@pytest.mark.parametrize(  # PL I, Phần I, I.3
    ("side", "least", "most"),
    [
        ("le_tren_mm", 20, 25),
        ("le_duoi_mm", 20, 25),
        ("le_trai_mm", 30, 35),
        ("le_phai_mm", 15, 20),
    ],
)
def test_margins(side: str, least: int, most: int) -> None:
    span = getattr(LAW.trang, side)
    assert (span.min, span.max) == (least, most)
    assert least <= span.chon <= most


def test_text_area_is_what_margins_leave() -> None:
    left, right = LAW.trang.le_trai_mm.chon, LAW.trang.le_phai_mm.chon
    assert left + LAW.trang.vung_chu_mm + right == 210
    assert 155 <= LAW.trang.vung_chu_mm <= 165


def test_page_number_stands_inside_the_top_margin() -> None:  # PL I, Phần I, I.7
    assert 0 < LAW.trang.so_trang_cach_mep_mm < LAW.trang.le_tren_mm.chon


# PL I, Phần I, V: size from, size to, bold, italic, capitals, alignment.
COMPONENTS = {
    "quoc_hieu": (12, 13, True, False, True, "giua"),
    "tieu_ngu": (13, 14, True, False, False, "giua"),
    "co_quan_chu_quan": (12, 13, False, False, True, "giua"),
    "co_quan_ban_hanh": (12, 13, True, False, True, "giua"),
    "so_ky_hieu": (13, 13, False, False, False, "giua"),
    "dia_danh_ngay": (13, 14, False, True, False, "giua"),
    "ten_loai": (13, 14, True, False, True, "giua"),
    "trich_yeu": (13, 14, True, False, False, "giua"),
    "can_cu": (13, 14, False, True, False, "deu"),
    "noi_dung": (13, 14, False, False, False, "deu"),
    "phan": (13, 14, True, False, False, "giua"),
    "tieu_de_phan": (13, 14, True, False, True, "giua"),
    "muc_la_ma": (13, 14, True, False, True, "deu"),
    "dieu": (13, 14, True, False, False, "deu"),
    "tieu_de_khoan": (13, 14, True, False, False, "deu"),
    "khoan": (13, 14, False, False, False, "deu"),
    "diem": (13, 14, False, False, False, "deu"),
    "quyen_han_chuc_vu": (13, 14, True, False, True, "giua"),
    "ho_ten": (13, 14, True, False, False, "giua"),
    "noi_nhan_tu": (12, 12, True, True, False, "trai"),
    "noi_nhan": (11, 11, False, False, False, "trai"),
    "so_trang": (13, 14, False, False, False, "giua"),
    # II.5.b; V.5.b
    "trich_yeu_cong_van": (12, 13, False, False, False, "giua"),
    # PL III, Mẫu 1.1 to 1.3: as the title, bold capitals
    "tham_quyen": (13, 14, True, False, True, "giua"),
    "lenh_ban_hanh": (13, 14, True, False, True, "giua"),
    # II.9.d; V.8.a
    "kinh_gui": (13, 14, False, False, False, "trai"),
    # PL III, Mẫu 1.6, 1.8, 1.10
    "loi_dan": (13, 14, False, False, False, "giua"),
    "xac_nhan": (13, 14, False, True, False, "giua"),
    # III.1.b, III.1.c; V.9
    "phu_luc_tu": (14, 14, True, False, False, "giua"),
    "ten_phu_luc": (13, 14, True, False, True, "giua"),
    "chi_dan_phu_luc": (13, 14, False, True, False, "giua"),
    # III.2; V.10, V.13
    "do_mat": (13, 14, True, False, True, "giua"),
    "do_khan": (13, 14, True, False, True, "giua"),
    "luu_hanh": (13, 14, True, False, True, "giua"),
    "du_thao": (13, 14, True, False, True, "giua"),
    # III.4; V.12
    "dia_chi": (11, 12, False, False, False, "giua"),
    # II.8.b; III.1.d
    # PL I, Phần II, II.2.b
    "hinh_thuc_sao": (13, 14, True, False, True, "giua"),
}
# III.2.b: bright red ink for urgency; secrecy alike.
RED = {"do_khan", "do_mat"}
# Where a component has no clause in PL I, Phần I: its first words.
ELSEWHERE = {
    "tham_quyen": "PL III, Mẫu 1.1",
    "lenh_ban_hanh": "PL III, Mẫu 1.1",
    "loi_dan": "PL III, Mẫu 1.6",
    "xac_nhan": "PL III, Mẫu 1.10",
    "hinh_thuc_sao": "PL I, Phần II, II.2.b",
    "du_thao": "tập quán",
}
LINES = {
    "tieu_ngu": (Fraction(1), Fraction(1)),
    "co_quan_ban_hanh": (Fraction(1, 3), Fraction(1, 2)),
    "trich_yeu": (Fraction(1, 3), Fraction(1, 2)),
    # PL III, Mẫu 2.1 draws it without a length.
    "chi_dan_phu_luc": (Fraction(1, 3), Fraction(1, 2)),
}
INDENTED = {"can_cu", "noi_dung", "muc_la_ma", "dieu", "tieu_de_khoan", "khoan", "diem"}


def test_every_component_is_asserted_here() -> None:
    assert set(LAW.thanh_phan) == set(COMPONENTS)


def form_of(component: Component) -> tuple[int, int, bool, bool, bool, str]:
    size = component.co_chu
    look = (component.dam, component.nghieng, component.hoa)
    return (size.min, size.max, *look, component.canh)


@pytest.mark.parametrize("name", COMPONENTS)
def test_component(name: str) -> None:
    component = LAW.thanh_phan[name]
    assert form_of(component) == COMPONENTS[name]
    assert component.lui_dau_dong is (name in INDENTED)
    assert component.khoan.startswith(ELSEWHERE.get(name, "PL I, Phần I, "))
    assert component.mau == ("FF0000" if name in RED else None)


@pytest.mark.parametrize("name", COMPONENTS)
@pytest.mark.parametrize("co_chu", [13, 14])
def test_printed_size_is_lawful(name: str, co_chu: BodySize) -> None:
    least, most = COMPONENTS[name][:2]
    assert least <= LAW.size_pt(name, co_chu) <= most


@pytest.mark.parametrize("name", COMPONENTS)
def test_lines_below(name: str) -> None:
    line = LAW.thanh_phan[name].duong_ke
    if name not in LINES:
        assert line is None
        return
    assert line is not None
    assert (line.min, line.max) == LINES[name]
    assert line.min <= line.chon <= line.max


@pytest.mark.parametrize(  # footnote of the table in PL I, Phần I, V
    ("body", "quoc_hieu", "tieu_ngu", "dia_danh_ngay"), [(13, 12, 13, 13), (14, 13, 14, 14)]
)
def test_sizes_move_together(
    body: BodySize, quoc_hieu: int, tieu_ngu: int, dia_danh_ngay: int
) -> None:
    assert LAW.size_pt("quoc_hieu", body) == quoc_hieu
    assert LAW.size_pt("tieu_ngu", body) == tieu_ngu
    assert LAW.size_pt("dia_danh_ngay", body) == dia_danh_ngay
    assert LAW.size_pt("co_quan_chu_quan", body) == quoc_hieu
    assert LAW.size_pt("co_quan_ban_hanh", body) == quoc_hieu
    assert LAW.size_pt("noi_dung", body) == body
    assert LAW.size_pt("trich_yeu", body) == body
    assert LAW.size_pt("so_ky_hieu", body) == 13
    assert LAW.size_pt("noi_nhan_tu", body) == 12
    assert LAW.size_pt("noi_nhan", body) == 11
    assert LAW.size_pt("trich_yeu_cong_van", body) == quoc_hieu
    assert LAW.size_pt("kinh_gui", body) == body
    assert LAW.size_pt("phu_luc_tu", body) == 14


def test_paragraphs() -> None:  # PL I, Phần I, II.6.e
    text = LAW.doan_van
    assert text.lui_dau_dong_mm == (Decimal(10), Decimal("12.7"))
    assert text.lui_dau_dong_chon_mm in (Decimal(10), Decimal("12.7"))
    assert text.cach_doan_pt.min == 6
    assert text.cach_doan_pt.max is None
    assert text.cach_doan_pt.chon >= 6
    assert text.cach_dong.min == 1
    assert text.cach_dong.max == Decimal("1.5")
    assert 1 <= text.cach_dong.chon <= Decimal("1.5")


def test_fixed_strings_to_the_letter() -> None:
    assert LAW.chuoi.quoc_hieu == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert LAW.chuoi.tieu_ngu == "Độc lập - Tự do - Hạnh phúc"
    assert LAW.chuoi.so == "Số:"
    assert LAW.chuoi.noi_nhan == "Nơi nhận:"
    assert LAW.chuoi.luu == "Lưu: VT"
    assert LAW.chuoi.ket_thuc == "./."
    assert LAW.chuoi.kinh_gui == "Kính gửi:"
    assert LAW.chuoi.nhu_tren == "Như trên"
    assert LAW.chuoi.ve_viec == "V/v"
    assert LAW.chuoi.dien == "điện:"
    assert LAW.chuoi.gioi_thieu == "trân trọng giới thiệu:"
    assert LAW.chuoi.phu_luc == "Phụ lục"


def test_what_leads_to_the_document() -> None:  # PL III, Mẫu 1.3, 2.1; PL III's own heading
    words = LAW.chuoi.kem_theo.format(
        ten_loai="Nghị định",
        so_ky_hieu="số 30/2020/NĐ-CP",
        ngay="ngày 05 tháng 3 năm 2020",
        co_quan="Chính phủ",
    )
    assert words == ("(Kèm theo Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ)")


def test_zero_rules() -> None:  # PL I, Phần I, II.3.c and II.4.b
    assert LAW.so_khong.so_van_ban_duoi == 10
    assert LAW.so_khong.ngay_duoi == 10
    assert LAW.so_khong.thang == {1, 2}


def test_letters_of_points() -> None:  # PL I, Phần I, II.6.đ
    assert list(LAW.diem.chu_cai) == "a b c d đ e g h i k l m n o p q r s t u v x y".split()
