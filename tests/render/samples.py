"""Short documents of which a test changes what it is about."""

import vanban


def plain_document(**changes: object) -> vanban.VanBan:
    """A short plan, the common form."""
    data: dict[str, object] = {
        "loai": "ke_hoach",
        "ten_loai": "Kế hoạch",
        "co_quan_ban_hanh": "Ủy ban nhân dân phường 5",
        "viet_tat_co_quan": "UBND",
        "so_van_ban": 5,
        "dia_danh": "Phường 5",
        "ngay_ban_hanh": "2024-03-05",
        "trich_yeu": "Trồng cây năm 2024",
        "noi_dung": "Trồng 100 cây.\n1. Mục đích\na) Xanh.\n- Sạch.",
        "nguoi_ky": {"chuc_vu": "Chủ tịch", "ho_ten": "Trần Văn B"},
        "noi_nhan": ["Như trên"],
    }
    return vanban.VanBan.model_validate(data | changes)
