"""Every kind of Điều 7 can be produced; what is no kind is refused."""

import pytest

from vanban.errors import InputError
from vanban.models import (
    BienBan,
    CongDien,
    CongVan,
    GiayGioiThieu,
    GiayMoi,
    GiayNghiPhep,
    HopDong,
    PhatDong,
    QuyetDinh,
    ThuCong,
    VanBan,
    known_kinds,
    model_for,
)

LISTED = (
    "các loại: Bản ghi nhớ, Bản thỏa thuận, Báo cáo, Biên bản, Chỉ thị, Chương trình, Công điện, "
    "Công văn, Dự án, Đề án, Giấy giới thiệu, Giấy mời, Giấy nghỉ phép, Giấy ủy quyền, Hợp đồng, "
    "Hướng dẫn, Kế hoạch, Nghị quyết, Phát động, Phiếu báo, Phiếu chuyển, Phiếu gửi, Phương án, "
    "Quy chế, Quy định, Quyết định, Thông báo, Thông cáo, Thư công, Tờ trình, Văn bản khác"
)
CLASSES = {
    "Phát động": PhatDong,
    "Nghị quyết": QuyetDinh,
    "Quyết định": QuyetDinh,
    "Công văn": CongVan,
    "Công điện": CongDien,
    "Giấy mời": GiayMoi,
    "Giấy giới thiệu": GiayGioiThieu,
    "Giấy nghỉ phép": GiayNghiPhep,
    "Biên bản": BienBan,
    "Hợp đồng": HopDong,
    "Bản ghi nhớ": HopDong,
    "Bản thỏa thuận": HopDong,
    "Thư công": ThuCong,
}


def test_all_kinds_of_article_7_and_two_of_ours() -> None:
    kinds = known_kinds()
    assert len(kinds) == 31
    assert kinds["phat_dong"] == "Phát động"
    assert kinds["van_ban_khac"] == "Văn bản khác"
    assert kinds["cong_van"] == "Công văn"
    assert kinds["thu_cong"] == "Thư công"


@pytest.mark.parametrize("key", known_kinds())
def test_each_kind_has_its_class(key: str) -> None:
    name = known_kinds()[key]
    expected = CLASSES.get(name, VanBan)
    for written in (key, name, name.upper()):
        assert model_for(written) is expected


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("thong_baoo", "không có loại văn bản “thong_baoo”; có phải “Thông báo” (thong_bao)?"),
        ("Kế hoạhc", "không có loại văn bản “Kế hoạhc”; có phải “Kế hoạch” (ke_hoach)?"),
        ("phat_dog", "không có loại văn bản “phat_dog”; có phải “Phát động” (phat_dong)?"),
        ("quyet_dinhh", "không có loại văn bản “quyet_dinhh”; có phải “Quyết định” (quyet_dinh)?"),
        ("xyz", f"không có loại văn bản “xyz”; {LISTED}"),
        ("", f"không có loại văn bản “”; {LISTED}"),
    ],
)
def test_what_is_no_kind_is_refused(written: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        model_for(written)
    assert str(caught.value) == said
