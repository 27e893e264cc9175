"""The Vietnamese titles of components, regimes and severities, as a clerk calls them."""

import re
from functools import lru_cache

# The short forms of places in the decree, as law/ has them, and how they are read out. Mục V is a
# table, with numbered rows, in Phụ lục I only.
_SHORT_FORMS = (
    (re.compile(r"\bPL II, (I{1,3}|I?V)\.(\d+)"), r"Phụ lục II, Mục \1, khoản \2"),
    (re.compile(r"\bPL (?=[IVX]+\b)"), r"Phụ lục "),
    (re.compile(r"(?<![\w.])(I{1,3})\.(\d+(?:-\d+)?)"), r"Mục \1, khoản \2"),
    (re.compile(r"(?<![\w.])V\.(\d+)"), r"Mục V, số thứ tự \1"),
    (re.compile(r"\bĐiều (\d+)\.(\d+)\.([a-zđ])\b"), r"điểm \3 khoản \2 Điều \1"),
    (re.compile(r"\bĐiều (\d+)\.(\d+)"), r"khoản \2 Điều \1"),
    (re.compile(r"(?<=\d)\.([a-zđ])\b"), r" điểm \1"),
    (re.compile(r"(?<=[,;] )(?=(?:I{1,3}|I?V)\b)"), "Mục "),
)
# In the order of the page.
_COMPONENTS = {
    "van_ban": "Toàn văn bản",
    "trang": "Trang giấy",
    "phong_chu": "Phông chữ",
    "quoc_hieu": "Quốc hiệu",
    "tieu_ngu": "Tiêu ngữ",
    "co_quan_chu_quan": "Cơ quan chủ quản",
    "co_quan_ban_hanh": "Cơ quan ban hành",
    "so_ky_hieu": "Số, ký hiệu",
    "dia_danh_ngay": "Địa danh và thời gian ban hành",
    "ten_loai": "Tên loại",
    "trich_yeu": "Trích yếu",
    "trich_yeu_cong_van": "Trích yếu công văn (V/v)",
    "tham_quyen": "Thẩm quyền ban hành",
    "lenh_ban_hanh": "Lệnh ban hành",
    "kinh_gui": "Kính gửi",
    "can_cu": "Căn cứ",
    "loi_dan": "Lời dẫn",
    "noi_dung": "Nội dung",
    "phan": "Phần, chương, mục",
    "tieu_de_phan": "Tiêu đề của phần, chương, mục",
    "muc_la_ma": "Mục (I, II, III)",
    "dieu": "Điều",
    "khoan": "Khoản",
    "tieu_de_khoan": "Tiêu đề khoản",
    "diem": "Điểm",
    "quyen_han_chuc_vu": "Quyền hạn, chức vụ của người ký",
    "ho_ten": "Họ tên người ký",
    "noi_nhan_tu": "Từ “Nơi nhận”",
    "noi_nhan": "Nơi nhận",
    "xac_nhan": "Xác nhận",
    "so_trang": "Số trang",
    "phu_luc_tu": "Từ “Phụ lục”",
    "ten_phu_luc": "Tên phụ lục",
    "chi_dan_phu_luc": "Chỉ dẫn kèm theo của phụ lục",
    "phu_luc": "Phụ lục",
    "do_mat": "Độ mật",
    "do_khan": "Độ khẩn",
    "luu_hanh": "Phạm vi lưu hành",
    "du_thao": "Dự thảo",
    "dia_chi": "Địa chỉ cơ quan",
    "hinh_thuc_sao": "Hình thức sao",
    "bang": "Bảng",
    "loi_van": "Lời văn",
    "viet_hoa": "Viết hoa",
}
FINDING_LABELS = {
    "expected": "Quy định",
    "observed": "Văn bản",
    "fix": "Cách sửa",
    "clause": "Căn cứ",
}
"""What stands before the parts of a finding, in the order in which they are told."""
_SEVERITIES = {"error": "lỗi", "warning": "lưu ý"}


def component_title(name: str) -> str:
    """The title of a component: "Quốc hiệu"; the name itself when it has none."""
    return _COMPONENTS.get(name, name)


def severity_title(severity: str) -> str:
    """ "lỗi" or "lưu ý"."""
    return _SEVERITIES[severity]


def component_rank(name: str) -> int:
    """Where a component stands among the others, as on the page."""
    names = list(_COMPONENTS)
    return names.index(name) if name in _COMPONENTS else len(names)


@lru_cache(maxsize=1024)
def clause_title(clause: str) -> str:
    """A clause without short forms: "PL I, II.1.a" is "Phụ lục I, Mục II, khoản 1 điểm a"."""
    for short, long in _SHORT_FORMS:
        clause = short.sub(long, clause)
    return clause
