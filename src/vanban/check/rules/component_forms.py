"""What the rules of form look at in each component, and the words that explain them.

Sizes, faces, cases and lines are those of the law; here stands which of them the decree states in
words (``looks``), so that what only a mẫu shows is not taken for a rule of the text.
"""

from typing import NamedTuple


class ComponentForm(NamedTuple):
    """A component as the rules of form see it.

    ``looks`` are letters: c (size), k (upright or italic), d (bold), h (capitals), g (centred),
    t (at the left edge), l (line beneath), v (line beneath that only a mẫu shows), m (colour).
    ``prefix`` begins the codes. ``right`` is an example; ``spared`` says what is let pass.
    ``is_stated`` is False where only a mẫu shows the form at all.
    """

    name: str
    prefix: str
    title: str
    looks: str
    right: str
    spared: str
    is_stated: bool = True


_F = ComponentForm

COMPONENT_FORMS: tuple[ComponentForm, ...] = (
    _F(
        "quoc_hieu",
        "QH",
        "Quốc hiệu",
        "ckdh",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Quốc hiệu được nhắc tới trong lời văn",
    ),
    _F(
        "tieu_ngu",
        "TN",
        "Tiêu ngữ",
        "ckdhl",
        "Độc lập - Tự do - Hạnh phúc",
        "Tiêu ngữ đứng chung dòng với chữ khác nên không đo được riêng",
    ),
    _F(
        "co_quan_chu_quan",
        "CQ",
        "Tên cơ quan chủ quản",
        "ckdh",
        "BỘ NỘI VỤ",
        "văn bản không có cơ quan chủ quản, như của Ủy ban nhân dân",
    ),
    _F(
        "co_quan_ban_hanh",
        "BH",
        "Tên cơ quan ban hành",
        "ckdhl",
        "CỤC VĂN THƯ VÀ LƯU TRỮ NHÀ NƯỚC",
        "tên dài chia thành nhiều dòng",
    ),
    _F(
        "so_ky_hieu",
        "SK",
        "Số, ký hiệu",
        "ckd",
        "Số: 15/QĐ-BNV",
        "số còn để trống khi chưa ban hành",
    ),
    _F(
        "dia_danh_ngay",
        "DN",
        "Địa danh và thời gian ban hành",
        "ckdh",
        "Hà Nội, ngày 05 tháng 01 năm 2020",
        "ngày, tháng còn để trống khi chưa ban hành",
    ),
    _F("ten_loai", "TL", "Tên loại", "ckdhg", "CHỈ THỊ", "tên loại được nhắc tới trong lời văn"),
    _F(
        "trich_yeu",
        "TY",
        "Trích yếu",
        "ckdhgl",
        "Về công tác phòng, chống lụt bão",
        "trích yếu của công văn (V/v), vốn có quy định riêng",
    ),
    _F(
        "trich_yeu_cong_van",
        "VV",
        "Trích yếu công văn (V/v)",
        "ckdh",
        "V/v nâng bậc lương năm 2019",
        "chữ viết tắt nằm trong trích yếu",
    ),
    _F(
        "kinh_gui",
        "KG",
        "Phần “Kính gửi”",
        "ckdh",
        "Kính gửi: Bộ Nội vụ.",
        "chữ viết tắt tên nơi nhận",
    ),
    _F(
        "can_cu",
        "CC",
        "Căn cứ ban hành",
        "ckd",
        "Căn cứ Luật Tổ chức chính quyền địa phương;",
        "một vài chữ được nhấn mạnh trong căn cứ",
    ),
    _F(
        "phan",
        "PH",
        "Dòng “Phần”, “Chương”, “Mục”, “Tiểu mục”",
        "ckdhg",
        "Chương I",
        "mục đánh số La Mã như “I. …”",
    ),
    _F(
        "tieu_de_phan",
        "TD",
        "Tiêu đề của phần, chương, mục, tiểu mục",
        "ckdhg",
        "QUY ĐỊNH CHUNG",
        "tiêu đề của điều, vốn viết bằng chữ in thường",
    ),
    _F(
        "muc_la_ma",
        "ML",
        "Mục đánh số La Mã",
        "ckdh",
        "I. NHỮNG KẾT QUẢ ĐẠT ĐƯỢC",
        "mục nằm trong bảng",
    ),
    _F("dieu", "DI", "Điều", "kdh", "Điều 1. Phạm vi điều chỉnh", "lời văn đứng sau “Điều 1.”"),
    _F(
        "tieu_de_khoan",
        "TK",
        "Tiêu đề của khoản",
        "ckdh",
        "1. Phạm vi và đối tượng áp dụng",
        "khoản không có tiêu đề",
    ),
    _F(
        "quyen_han_chuc_vu",
        "QC",
        "Quyền hạn, chức vụ của người ký",
        "ckdh",
        "TM. ỦY BAN NHÂN DÂN",
        "chú thích đặt trong ngoặc như “(Ký, đóng dấu)”",
    ),
    _F(
        "ho_ten",
        "HT",
        "Họ tên người ký",
        "ckdh",
        "Nguyễn Văn A",
        "họ tên còn để trống khi chưa ký",
    ),
    _F(
        "noi_nhan_tu",
        "NT",
        "Từ “Nơi nhận”",
        "ckdht",
        "Nơi nhận:",
        "từ “Nơi nhận” trong lời văn",
    ),
    _F(
        "noi_nhan",
        "NN",
        "Danh sách nơi nhận",
        "ckdht",
        "- Lưu: VT, TCCB.",
        "chữ viết tắt tên cơ quan và chú thích trong ngoặc",
    ),
    _F(
        "tham_quyen",
        "TQ",
        "Thẩm quyền ban hành",
        "kdhg",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ",
        "chức vụ ở phần ký",
        is_stated=False,
    ),
    _F(
        "lenh_ban_hanh",
        "LB",
        "Dòng “QUYẾT ĐỊNH:”, “QUYẾT NGHỊ:”",
        "kdhg",
        "QUYẾT ĐỊNH:",
        "tên loại “QUYẾT ĐỊNH” ở đầu văn bản",
        is_stated=False,
    ),
    _F(
        "phu_luc_tu",
        "PL",
        "Dòng “Phụ lục”",
        "ckdhg",
        "Phụ lục I",
        "từ “Phụ lục” trong lời văn và trong bảng",
    ),
    _F(
        "ten_phu_luc",
        "TP",
        "Tên phụ lục",
        "ckdhg",
        "BẢNG CHỮ VIẾT TẮT",
        "phụ lục không có tên",
    ),
    _F(
        "chi_dan_phu_luc",
        "CD",
        "Dòng “Kèm theo …” của phụ lục",
        "ckdhgv",
        "(Kèm theo Quyết định số 15/QĐ-BNV ngày 05 tháng 01 năm 2020 của Bộ Nội vụ)",
        "chỗ còn để trống trong dòng chỉ dẫn",
    ),
    _F(
        "do_mat",
        "MA",
        "Dấu chỉ độ mật",
        "hm",
        "MẬT",
        "dấu đóng bằng con dấu, không có trong tệp",
    ),
    _F(
        "do_khan",
        "KN",
        "Dấu chỉ mức độ khẩn",
        "ckdhm",
        "HỎA TỐC",
        "dấu đóng bằng con dấu, không có trong tệp",
    ),
    _F(
        "luu_hanh",
        "LH",
        "Chỉ dẫn phạm vi lưu hành",
        "ckdh",
        "LƯU HÀNH NỘI BỘ",
        "những lời này trong lời văn",
    ),
    _F(
        "dia_chi",
        "DC",
        "Địa chỉ cơ quan ở chân trang",
        "ckh",
        "ĐT: 024.38.000.000, Fax: 024.38.000.001",
        "địa chỉ ghi trong lời văn",
    ),
    _F(
        "hinh_thuc_sao",
        "SA",
        "Hình thức sao",
        "ckdh",
        "SAO Y",
        "từ “sao y” trong lời văn",
    ),
)
