"""The examples of the project and variants of them, loaded and rendered once."""

from functools import cache
from typing import Any

import vanban
from tests.conftest import ROOT
from tests.render.facts import Facts

FOLDER = ROOT / "examples" / "nghi_dinh_30"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))
# Cases that the law knows and no example shows.
VARIANTS: dict[str, tuple[str, dict[str, Any]]] = {
    "kem_theo_dien_tu": ("quyet_dinh_ban_hanh", {"ban_dien_tu": True}),
    "thanh_pho_ho_chi_minh": ("cong_van", {"dia_danh": "Thành phố Hồ Chí Minh"}),
    "thuong_khan": (
        "cong_dien",
        {"do_khan": "thuong_khan", "do_mat": "toi_mat", "pham_vi_luu_hanh": "XEM XONG TRẢ LẠI"},
    ),
    "du_moi_dau": (
        "ke_hoach",
        {
            "do_khan": "khẩn",
            "do_mat": "mật",
            "du_thao": "có",
            "pham_vi_luu_hanh": "LƯU HÀNH NỘI BỘ",
        },
    ),
    "sao_y_nam_ngang": (
        "ke_hoach",
        {
            "ban_sao": {
                "hinh_thuc_sao": "sao y",
                "co_quan_sao": "Ủy ban nhân dân xã Quang Trung",
                "viet_tat_co_quan": "UBND",
                "so_ban_sao": 7,
                "dia_danh": "Xã Quang Trung",
                "ngay_sao": "05/5/2026",
                "nguoi_ky": {
                    "quyen_han_ky": "TL. Chủ tịch",
                    "chuc_vu": "Chánh Văn phòng",
                    "ho_ten": "Vũ Thị Thanh Nga",
                },
                "noi_nhan": ["Các phòng"],
            }
        },
    ),
    "phat_dong": ("2024", {"so_van_ban": 5, "co_quan_chu_quan": "UBND thị xã"}),
}


class Example(Facts):
    """A document as it came out."""

    def __init__(self, name: str, data: bytes) -> None:
        super().__init__(data)
        self.name = name


@cache
def document(name: str, co_chu: int = 14) -> vanban.VanBan:
    """An example by the stem of its file, or a variant by its name."""
    source, changes = VARIANTS.get(name, (name, {}))
    folder = FOLDER if source in NAMES else ROOT / "examples" / "quang_trung"
    path = folder / f"{source}.yaml"
    if co_chu != 14:
        changes = changes | {"co_chu": co_chu}
    return vanban.load({"ke_thua": str(path)} | changes if changes else path)


@cache
def rendered(name: str, co_chu: int = 14) -> bytes:
    return vanban.render(document(name, co_chu))


@cache
def example(name: str, co_chu: int = 14) -> Example:
    return Example(name, rendered(name, co_chu))
