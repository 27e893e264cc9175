"""The smallest documents that are valid, to be changed one field at a time."""

from typing import Any

from vanban.law import law_on
from vanban.models import ChiTieu, PhatDong, VanBan, model_for

HEAD = {"chuc_vu": "Chủ tịch", "ho_ten": "Nguyễn Văn Thắng"}
DEPUTY = {"quyen_han_ky": "KT. Chủ tịch", "chuc_vu": "Phó Chủ tịch", "ho_ten": "Trần Thị Bình"}
PARTIES = [
    {"ten_ben": "Bên A", "ten_to_chuc": "Ủy ban nhân dân xã Quang Trung", "nguoi_ky": HEAD},
    {
        "ten_ben": "Bên B",
        "ten_to_chuc": "Công ty TNHH Minh Tân",
        "nguoi_ky": {"chuc_vu": "Giám đốc", "ho_ten": "Chu Văn Bách"},
    },
]
KINDS = tuple(kind.khoa for kind in law_on().loai)

_COMMON: dict[str, Any] = {
    "co_quan_ban_hanh": "Ủy ban nhân dân xã Quang Trung",
    "viet_tat_co_quan": "UBND",
    "dia_danh": "Quang Trung",
    "ngay_ban_hanh": "15/01/2024",
    "trich_yeu": "Trồng cây năm 2024",
    "noi_dung": "1. Trồng cây.",
    "nguoi_ky": HEAD,
    "noi_nhan": ["UBND thị xã"],
}
_DECISION = {
    "tham_quyen_ban_hanh": "Chủ tịch Ủy ban nhân dân xã Quang Trung",
    "trich_yeu": "Về việc trồng cây năm 2024",
    "can_cu": ["Căn cứ Luật Tổ chức chính quyền địa phương"],
    "noi_dung": "Điều 1. Trồng cây.\nĐiều 2. Văn phòng thi hành.",
    "noi_nhan": ["Như Điều 2"],
}
_PERSON = {"ho_ten": "Lê Văn Cường", "chuc_vu": "Công chức văn hóa"}
_CONTRACT = {"cac_ben": PARTIES, "nguoi_ky": None, "noi_dung": "Điều 1. Nội dung\n1. Trồng cây."}
# What a kind needs beside the components that all share.
_OWN: dict[str, dict[str, Any]] = {
    "nghi_quyet": _DECISION,
    "quyet_dinh": _DECISION,
    "to_trinh": {"kinh_gui": "Hội đồng nhân dân xã Quang Trung"},
    "cong_van": {"kinh_gui": "Sở Nội vụ", "viet_tat_don_vi": "VX"},
    "cong_dien": {
        "co_quan_dien": "Chủ tịch Ủy ban nhân dân xã Quang Trung",
        "noi_nhan_dien": ["Ban Chỉ huy quân sự xã"],
    },
    "giay_moi": {
        "kinh_moi": "Ông Lê Văn Cường",
        "toi_du": "Hội nghị tổng kết",
        "thoi_gian": "08 giờ 00, ngày 20 tháng 01 năm 2024",
        "dia_diem": "Hội trường",
    },
    "giay_gioi_thieu": {
        "nguoi_duoc_cu": _PERSON,
        "duoc_cu_den": "Sở Nội vụ",
        "ve_viec": "Liên hệ công tác",
        "gia_tri_den": "31/01/2024",
    },
    "giay_nghi_phep": {
        "ngay_lam_don": "10/01/2024",
        "nguoi_nghi": _PERSON,
        "thoi_gian_nghi": "05 ngày",
        "nghi_tu": "22/01/2024",
        "nghi_den": "26/01/2024",
        "noi_nghi": "Hải Phòng",
        "che_do_nghi": "nghỉ hằng năm có lương",
    },
    "bien_ban": {
        "thoi_gian_bat_dau": "08 giờ 00, ngày 15 tháng 01 năm 2024",
        "dia_diem": "Hội trường",
        "thanh_phan_tham_du": ["Ông Lê Văn Cường", "Các trưởng thôn"],
        "nguoi_ky": {"ho_ten": "Nguyễn Văn Thắng"},
        "thu_ky": {"ho_ten": "Phạm Thị Dung"},
        "thoi_gian_ket_thuc": "11 giờ 30, ngày 15 tháng 01 năm 2024",
    },
    "hop_dong": _CONTRACT,
    "ban_ghi_nho": _CONTRACT,
    "ban_thoa_thuan": _CONTRACT,
}
_NO_ABSTRACT = frozenset({"giay_gioi_thieu", "giay_nghi_phep"})


def raw(kind: str, /, **changes: Any) -> dict[str, Any]:
    """The data of the smallest document of a kind; a change to ``...`` leaves the field out."""
    data = {"loai": kind} | _COMMON | _OWN.get(kind, {})
    if kind in _NO_ABSTRACT:
        del data["trich_yeu"]
    return {name: value for name, value in (data | changes).items() if value is not ...}


def document(kind: str, /, **changes: Any) -> VanBan:
    return model_for(kind).model_validate(raw(kind, **changes))


def van_ban(**changes: Any) -> VanBan:
    return VanBan.model_validate(raw("ke_hoach", **changes))


def phat_dong(**changes: Any) -> PhatDong:
    data: dict[str, Any] = {
        "nam": 2024,
        "co_quan_ban_hanh": "Ủy ban nhân dân xã Quang Trung",
        "viet_tat_co_quan": "UBND",
        "viet_tat_ten_loai": "PĐTĐ",
        "dia_danh": "Xã Quang Trung",
        "ngay_ban_hanh": "2024",
        "trich_yeu": "Phong trào thi đua năm 2024",
        "don_vi_hanh_chinh": "xã Quang Trung",
        "cap_tren": ["tỉnh", "thị xã"],
        "nhiem_ky": "2020 - 2025",
        "giai_doan_ke_hoach": "2021 - 2025",
        "chu_de": "Đoàn kết",
        "chi_tieu": {},
        "nguoi_ky": {"chuc_vu": "Chủ tịch", "ho_ten": "Nguyễn Văn Thắng"},
        "noi_nhan": ["UBND thị xã"],
    }
    return PhatDong.model_validate(data | changes)


def chi_tieu(ten: str | None = "Đàn lợn", gia_tri: Any = None, **changes: Any) -> ChiTieu:
    return ChiTieu.model_validate({"ten_chi_tieu": ten, "gia_tri": gia_tri} | changes)


def part(ten: str, gia_tri: Any = None) -> dict[str, Any]:
    return {"ten_chi_tieu": ten, "gia_tri": gia_tri}


def read(target: ChiTieu, nam: int = 2024) -> str:
    """The sentence of a target with ordinary spaces."""
    return target.sentence(nam).replace("\u00a0", " ")
