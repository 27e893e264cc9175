"""Typed, frozen, validated documents: what a document says."""

from vanban.errors import InputError
from vanban.law import law_on
from vanban.models.ban_sao import BanSao
from vanban.models.bang_bieu import BangBieu, CotBang
from vanban.models.bien_ban import BienBan
from vanban.models.chi_tieu import ChiTieu
from vanban.models.chi_tieu_thi_dua import ChiTieuThiDua
from vanban.models.cong_van import CongDien, CongVan
from vanban.models.dia_chi_co_quan import DiaChiCoQuan
from vanban.models.fields import Model
from vanban.models.giay import GiayGioiThieu, GiayMoi, GiayNghiPhep
from vanban.models.hinh_anh import HinhAnh
from vanban.models.hop_dong import BenKy, HopDong
from vanban.models.nguoi_ky import NguoiCungKy, NguoiKy, Signature
from vanban.models.phat_dong import CumThiDua, PhatDong
from vanban.models.phu_luc import PhuLuc, VanBanKemTheo, appendix_numbers
from vanban.models.quyet_dinh import QuyetDinh
from vanban.models.so_dang_ky import BiaSo, DongDangKy
from vanban.models.thu_cong import ThuCong
from vanban.models.van_ban import VanBan, class_of
from vanban.models.vien_dan import VanBanVienDan
from vanban.wording import field_key, nearest, sort_key

__all__ = [
    "BanSao",
    "BangBieu",
    "BenKy",
    "BiaSo",
    "BienBan",
    "ChiTieu",
    "ChiTieuThiDua",
    "CongDien",
    "CongVan",
    "CotBang",
    "CumThiDua",
    "DiaChiCoQuan",
    "DongDangKy",
    "GiayGioiThieu",
    "GiayMoi",
    "GiayNghiPhep",
    "HinhAnh",
    "HopDong",
    "Model",
    "NguoiCungKy",
    "NguoiKy",
    "PhatDong",
    "PhuLuc",
    "QuyetDinh",
    "Signature",
    "ThuCong",
    "VanBan",
    "VanBanKemTheo",
    "VanBanVienDan",
    "appendix_numbers",
    "known_kinds",
    "model_for",
]

# What Điều 7 does not name: a kind with fields of its own, and any kind a body names itself.
_OWN_KINDS = {"phat_dong": "Phát động", "van_ban_khac": "Văn bản khác"}


def known_kinds() -> dict[str, str]:
    """The key and the accented name of every kind."""
    return _OWN_KINDS | {kind.khoa: kind.ten_loai for kind in law_on().loai}


def model_for(loai: str) -> type[VanBan]:
    """The model class of a kind, by key or accented name: "phat_dong", "Kế hoạch".

    Raises InputError for a name that is no kind, with the nearest one, or all.
    """
    key = field_key(loai)
    kinds = known_kinds()
    if key in kinds:
        return class_of(key)
    close = nearest(key, kinds)
    listed = ", ".join(sorted(kinds.values(), key=sort_key))
    hint = f"có phải “{kinds[close]}” ({close})?" if close else f"các loại: {listed}"
    raise InputError(f"không có loại văn bản “{loai}”; {hint}")
