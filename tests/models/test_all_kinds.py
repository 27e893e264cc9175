"""What holds for each of the 29 kinds of Điều 7: symbol, mẫu, context, copies of a model."""

import pickle
from typing import Any

import pytest
from pydantic import ValidationError

from .samples import KINDS, document, phat_dong, raw

# PL III, I, with the abbreviation UBND; a công văn by PL I, Phần I, II.3.b; a thư công has none.
SYMBOLS = {
    "nghi_quyet": "NQ-UBND",
    "quyet_dinh": "QĐ-UBND",
    "chi_thi": "CT-UBND",
    "quy_che": "QC-UBND",
    "quy_dinh": "QyĐ-UBND",
    "thong_cao": "TC-UBND",
    "thong_bao": "TB-UBND",
    "huong_dan": "HD-UBND",
    "chuong_trinh": "CTr-UBND",
    "ke_hoach": "KH-UBND",
    "phuong_an": "PA-UBND",
    "de_an": "ĐA-UBND",
    "du_an": "DA-UBND",
    "bao_cao": "BC-UBND",
    "bien_ban": "BB-UBND",
    "to_trinh": "TTr-UBND",
    "hop_dong": "HĐ-UBND",
    "cong_van": "UBND-VX",
    "cong_dien": "CĐ-UBND",
    "ban_ghi_nho": "BGN-UBND",
    "ban_thoa_thuan": "BTT-UBND",
    "giay_uy_quyen": "GUQ-UBND",
    "giay_moi": "GM-UBND",
    "giay_gioi_thieu": "GGT-UBND",
    "giay_nghi_phep": "GNP-UBND",
    "phieu_gui": "PG-UBND",
    "phieu_chuyen": "PC-UBND",
    "phieu_bao": "PB-UBND",
    "thu_cong": "",
}
# PL III, II; the kinds left out follow Mẫu 1.4.
FORMS = {
    "nghi_quyet": "Nghị quyết (cá biệt)",
    "quyet_dinh": "Quyết định (cá biệt) quy định trực tiếp",
    "cong_van": "Công văn",
    "cong_dien": "Công điện",
    "giay_moi": "Giấy mời",
    "giay_gioi_thieu": "Giấy giới thiệu",
    "bien_ban": "Biên bản",
    "giay_nghi_phep": "Giấy nghỉ phép",
}


def test_every_kind_is_asserted_here() -> None:
    assert list(SYMBOLS) == list(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_symbol(kind: str) -> None:
    assert document(kind).symbol == SYMBOLS[kind]
    assert document(kind, ky_hieu="A-B").symbol == "A-B"


@pytest.mark.parametrize("kind", KINDS)
def test_form(kind: str) -> None:
    assert document(kind).form.ten == FORMS.get(kind, "Văn bản có tên loại")


@pytest.mark.parametrize("kind", KINDS)
def test_the_smallest_document_has_no_warning(kind: str) -> None:
    assert document(kind).find_warnings() == ()


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_of_a_document_is_the_same(kind: str) -> None:
    made = document(kind)
    assert made.model_copy() == made
    changed = made.model_copy(update={"so_van_ban": 7, "ky_hieu": "A-B"})
    assert (changed.so_van_ban, changed.symbol) == (7, "A-B")


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_survives_a_trip_between_processes(kind: str) -> None:
    made = document(kind)
    made.find_warnings()
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("other", ["Báo cáo", "Kế hoạch"])
def test_the_name_of_another_kind_is_refused(kind: str, other: str) -> None:
    if kind in ("bao_cao", "ke_hoach"):
        return
    with pytest.raises(ValidationError, match=f"“{other}”"):
        document(kind, ten_loai=other)


def assert_plain(value: Any) -> None:
    """Texts, numbers, lists and mappings of them, and nothing else."""
    if isinstance(value, dict):
        assert all(isinstance(key, str) for key in value)
        inner = list(value.values())
    else:
        inner = value if isinstance(value, list) else []
        assert type(value) in (str, int, bool, list), value
    for item in inner:
        assert_plain(item)


@pytest.mark.parametrize("kind", KINDS)
def test_context_is_plain_and_never_none(kind: str) -> None:
    assert_plain(document(kind).template_context())


def test_context_of_a_full_document_is_plain() -> None:
    full = document(
        "quyet_dinh",
        so_van_ban=5,
        nguoi_ky_khac=[{"chuc_vu": "Bí thư", "ho_ten": "Lê Văn An"}],
        so_ban_luu="02",
        do_mat="mật",
        do_khan="khẩn",
        dia_chi_co_quan={"dien_thoai": "0203"},
        phu_luc=[{"noi_dung": "Một."}],
        van_ban_kem_theo={"ten_loai": "Quy chế", "trich_yeu": "A", "noi_dung": "Điều 1. B."},
    )
    assert_plain(full.template_context())


def test_context_of_the_common_form() -> None:
    context = document("ke_hoach", so_van_ban=5).template_context()
    assert context["ky_hieu"] == "KH-UBND"
    assert context["so_van_ban"] == 5
    assert context["ngay_ban_hanh"] == "15 tháng 01 năm 2024"
    assert (context["chuc_vu"], context["ho_ten"]) == ("Chủ tịch", "Nguyễn Văn Thắng")
    assert context["kinh_gui"] == []
    assert context["do_mat"] == context["co_quan_chu_quan"] == ""
    assert context["ban_dien_tu"] is False
    assert {"noi_dung", "phu_luc", "bang_bieu", "hinh_anh", "khuon_mau"}.isdisjoint(context)


def test_context_of_groups() -> None:
    leave = document("giay_nghi_phep").template_context()
    assert leave["nguoi_nghi"] == {"ho_ten": "Lê Văn Cường", "chuc_vu": "Công chức văn hóa"}
    assert leave["nghi_tu"] == "22 tháng 01 năm 2024"
    first = document("hop_dong").template_context()["cac_ben"]
    assert isinstance(first, list)
    assert first[0]["dia_chi"] == ""
    assert first[0]["nguoi_ky"]["ho_ten"] == "Nguyễn Văn Thắng"
    assert phat_dong().template_context()["cum_thi_dua"] == {}


REQUIRED = {
    "nghi_quyet": {"tham_quyen_ban_hanh"},
    "quyet_dinh": {"tham_quyen_ban_hanh"},
    "cong_van": {"kinh_gui"},
    "cong_dien": {"co_quan_dien", "noi_nhan_dien"},
    "giay_moi": {"kinh_moi", "toi_du", "thoi_gian", "dia_diem"},
    "giay_gioi_thieu": {"nguoi_duoc_cu", "duoc_cu_den", "ve_viec", "gia_tri_den"},
    "giay_nghi_phep": {
        *("ngay_lam_don", "nguoi_nghi", "thoi_gian_nghi", "nghi_tu", "nghi_den"),
        *("noi_nghi", "che_do_nghi"),
    },
    "bien_ban": {
        *("thoi_gian_bat_dau", "dia_diem", "thanh_phan_tham_du", "nguoi_ky", "thu_ky"),
        *("noi_dung", "thoi_gian_ket_thuc"),
    },
    "hop_dong": {"cac_ben", "noi_dung"},
    "ban_ghi_nho": {"cac_ben", "noi_dung"},
    "ban_thoa_thuan": {"cac_ben", "noi_dung"},
}


@pytest.mark.parametrize(
    ("kind", "field"), [(kind, field) for kind in REQUIRED for field in sorted(REQUIRED[kind])]
)
def test_what_a_kind_cannot_do_without(kind: str, field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        document(kind, **{field: ...})
    (fault,) = caught.value.errors()
    assert (fault["type"], fault["loc"]) == ("missing", (field,))


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("bien_ban", "dia_danh"),
        ("bien_ban", "noi_nhan"),
        ("cong_van", "noi_nhan"),
        ("giay_gioi_thieu", "noi_nhan"),
        ("giay_moi", "noi_dung"),
        ("giay_gioi_thieu", "noi_dung"),
        ("giay_nghi_phep", "noi_dung"),
        ("hop_dong", "nguoi_ky"),
        ("hop_dong", "noi_nhan"),
        ("thu_cong", "trich_yeu"),
        ("thu_cong", "noi_nhan"),
        ("thu_cong", "viet_tat_co_quan"),
    ],
)
def test_what_a_kind_can_do_without(kind: str, field: str) -> None:
    assert field in raw(kind)
    assert document(kind, **{field: ...}).find_warnings() == ()


@pytest.mark.parametrize("kind", ["bien_ban", "giay_gioi_thieu", "giay_nghi_phep", "thu_cong"])
def test_what_is_dumped_goes_in_again(kind: str) -> None:
    made = document(kind)
    assert type(made).model_validate(made.model_dump()) == made
