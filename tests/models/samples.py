"""The smallest documents that are valid, to be changed one field at a time."""

from typing import Any

from vanban.models import ChiTieu, PhatDong, VanBan


def van_ban(**changes: Any) -> VanBan:
    data: dict[str, Any] = {
        "loai": "ke_hoach",
        "co_quan_ban_hanh": "Ủy ban nhân dân xã Quang Trung",
        "viet_tat_co_quan": "UBND",
        "dia_danh": "Quang Trung",
        "ngay_ban_hanh": "15/01/2024",
        "trich_yeu": "Trồng cây năm 2024",
        "noi_dung": "1. Trồng cây.",
        "nguoi_ky": {"chuc_vu": "Chủ tịch", "ho_ten": "Nguyễn Văn Thắng"},
        "noi_nhan": ["UBND thị xã"],
    }
    return VanBan.model_validate(data | changes)


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
