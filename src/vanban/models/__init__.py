"""Typed, frozen, validated documents: what a document says."""

from vanban.errors import InputError
from vanban.law import law_on
from vanban.models.chi_tieu import ChiTieu
from vanban.models.chi_tieu_thi_dua import ChiTieuThiDua
from vanban.models.fields import Model
from vanban.models.phat_dong import CumThiDua, PhatDong
from vanban.models.van_ban import NguoiKy, VanBan
from vanban.models.vien_dan import VanBanVienDan
from vanban.wording import field_key, nearest, sort_key

__all__ = [
    "ChiTieu",
    "ChiTieuThiDua",
    "CumThiDua",
    "Model",
    "NguoiKy",
    "PhatDong",
    "VanBan",
    "VanBanVienDan",
    "known_kinds",
    "model_for",
]

# What Điều 7 does not name: a kind with fields of its own, and any kind a body names itself.
_OWN_KINDS: dict[str, tuple[str, type[VanBan]]] = {
    "phat_dong": ("Phát động", PhatDong),
    "van_ban_khac": ("Văn bản khác", VanBan),
}


def known_kinds() -> dict[str, str]:
    """The key and the accented name of every kind that can be produced."""
    kinds = {kind.khoa: kind.ten_loai for kind in law_on().loai if kind.mau == law_on().mau_chung}
    return {key: name for key, (name, _) in _OWN_KINDS.items()} | kinds


def model_for(loai: str) -> type[VanBan]:
    """The model class of a kind, by key or accented name: "phat_dong", "Kế hoạch".

    Raises InputError for a kind that cannot be produced, with the nearest one that can, or all.
    """
    key = field_key(loai)
    if key in _OWN_KINDS:
        return _OWN_KINDS[key][1]
    if key in known_kinds():
        return VanBan
    raise InputError(_kind_fault(loai, key))


def _kind_fault(loai: str, key: str) -> str:
    """Why a kind is refused: not made yet, misspelt, or none at all."""
    kinds = known_kinds()
    listed = f"các loại làm được: {', '.join(sorted(kinds.values(), key=sort_key))}"
    if lawful := law_on().kind_keyed(key):
        return f"{lawful.ten_loai}: vanban chưa làm được loại này; {listed}"
    close = nearest(key, [*kinds, *(kind.khoa for kind in law_on().loai)])
    hint = f"có phải “{close}”?" if close in kinds else listed
    return f"không có loại văn bản “{loai}”; {hint}"
