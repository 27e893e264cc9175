"""Typed, frozen, validated documents: what a document says."""

from difflib import get_close_matches

from vanban.errors import InputError
from vanban.law import law_on
from vanban.models.chi_tieu import ChiTieu
from vanban.models.fields import Model
from vanban.models.phat_dong import ChiTieuThiDua, CumThiDua, PhatDong, VanBanVienDan
from vanban.models.van_ban import NguoiKy, VanBan
from vanban.wording import field_key

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
_COMMON_FORM = "1.4"


def known_kinds() -> dict[str, str]:
    """The key and the accented name of every kind that can be produced."""
    kinds = {kind.khoa: kind.ten_loai for kind in law_on().loai if kind.mau == _COMMON_FORM}
    return {key: name for key, (name, _) in _OWN_KINDS.items()} | kinds


def model_for(loai: str) -> type[VanBan]:
    """The model class of a kind, by key or accented name: "phat_dong", "Kế hoạch".

    Raises InputError, with the nearest name, for a kind that cannot be produced.
    """
    key = field_key(loai)
    kinds = known_kinds()
    if key in kinds:
        return _OWN_KINDS[key][1] if key in _OWN_KINDS else VanBan
    close = get_close_matches(key, kinds, 1)
    hint = f"có phải “{close[0]}”?" if close else f"các loại làm được: {', '.join(sorted(kinds))}"
    raise InputError(f"không có loại văn bản “{loai}”; {hint}")
