"""The entry of a document in the register of documents sent (PL IV, I)."""

import pickle

import pytest

from tests.models.samples import DEPUTY, HEAD, KINDS, document, van_ban
from vanban.models import DongDangKy, VanBan


def entry(made: VanBan) -> DongDangKy:
    found = made.register_entry()
    assert found is not None
    return found


def test_the_columns() -> None:
    made = van_ban(
        so_van_ban="5",
        kinh_gui=["Các thôn", "Trạm Y tế xã"],
        noi_nhan=["Như trên", "UBND thị xã", "Các thôn"],
        don_vi_soan_thao="VX",
        so_ban_luu="3",
        so_luong_ban="12",
    )
    assert entry(made) == (
        "05/KH-UBND",
        "15/01/2024",
        "Kế hoạch trồng cây năm 2024",
        "Nguyễn Văn Thắng",
        "Các thôn; Trạm Y tế xã; UBND thị xã",
        "VT, VX (3)",
        "12",
    )


def test_what_is_not_said_is_blank() -> None:
    found = entry(van_ban(ngay_ban_hanh="2024"))
    assert (found.so_ky_hieu, found.ngay_thang) == ("…/KH-UBND", "…/…/2024")
    assert entry(van_ban(ngay_ban_hanh="03/2024")).ngay_thang == "…/03/2024"
    assert (found.noi_nhan_ban_luu, found.so_luong_ban) == ("VT", "")


def test_numbers_and_days_have_their_zeros() -> None:
    found = entry(van_ban(so_van_ban=123, ngay_ban_hanh="5/3/2024"))
    assert (found.so_ky_hieu, found.ngay_thang) == ("123/KH-UBND", "05/03/2024")


def test_joint_signers_are_all_named() -> None:
    made = van_ban(nguoi_ky=DEPUTY, nguoi_ky_khac=[HEAD])
    assert entry(made).nguoi_ky == "Nguyễn Văn Thắng; Trần Thị Bình"


@pytest.mark.parametrize(
    ("kind", "title", "sent_to"),
    [
        ("cong_van", "Công văn V/v Trồng cây năm 2024", "Sở Nội vụ; UBND thị xã"),
        ("quyet_dinh", "Quyết định về việc trồng cây năm 2024", "Như Điều 2"),
        ("cong_dien", "Công điện trồng cây năm 2024", "Ban Chỉ huy quân sự xã; UBND thị xã"),
        ("giay_moi", "Giấy mời trồng cây năm 2024", "Ông Lê Văn Cường; UBND thị xã"),
        ("giay_gioi_thieu", "Giấy giới thiệu", "Sở Nội vụ; UBND thị xã"),
        ("giay_nghi_phep", "Giấy nghỉ phép", "UBND thị xã"),
    ],
)
def test_kinds_with_words_of_their_own(kind: str, title: str, sent_to: str) -> None:
    found = entry(document(kind))
    assert (found.ten_loai_va_trich_yeu, found.noi_nhan) == (title, sent_to)


def test_a_contract_without_recipients_files_nothing() -> None:
    found = entry(document("hop_dong", noi_nhan=...))
    assert (found.noi_nhan, found.noi_nhan_ban_luu) == ("", "")
    assert found.nguoi_ky == "Nguyễn Văn Thắng; Chu Văn Bách"


def test_a_letter_without_a_symbol_has_only_its_number() -> None:
    bare = document("thu_cong", viet_tat_co_quan=...)
    assert entry(bare).so_ky_hieu == ""
    assert entry(bare.model_copy(update={"so_van_ban": 7})).so_ky_hieu == "07"


def test_a_secret_document_has_a_register_of_its_own() -> None:
    assert van_ban(do_mat="mật").register_entry() is None


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_an_entry_of_plain_text(kind: str) -> None:
    found = entry(document(kind))
    assert all(type(text) is str for text in found)
    assert found.ten_loai_va_trich_yeu
    assert found.nguoi_ky
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301


def test_the_cover() -> None:
    cover = van_ban(co_quan_chu_quan="UBND thị xã Đông Triều").register_cover()
    assert cover.co_quan_chu_quan == "UBND thị xã Đông Triều"
    assert cover.co_quan_ban_hanh == "Ủy ban nhân dân xã Quang Trung"
    assert cover.nam_dang_ky == "2024"
    assert (cover.ten_so, len(cover.cot)) == ("SỔ ĐĂNG KÝ VĂN BẢN ĐI", 10)
    assert van_ban().register_cover().co_quan_chu_quan == ""
