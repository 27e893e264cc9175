"""What the rules of form look at in each component, and the words that explain them.

Sizes, faces, cases and lines are those of the law; here stands which of them the decree states in
words (``aspects``), so that what only a mẫu shows is not taken for a rule of the text.
"""

from enum import Enum, auto
from typing import NamedTuple


class Aspect(Enum):
    """What rules of form look at; FACE is upright or italic.

    SHOWN_LINE is a line beneath that only a mẫu shows, LINE one that the decree states in words.
    """

    SIZE = auto()
    FACE = auto()
    WEIGHT = auto()
    CASE = auto()
    CENTRED = auto()
    AT_LEFT = auto()
    LINE = auto()
    SHOWN_LINE = auto()
    COLOUR = auto()


SIZE, FACE, WEIGHT, CASE, CENTRED, AT_LEFT, LINE, SHOWN_LINE, COLOUR = Aspect
LETTERS = (SIZE, FACE, WEIGHT, CASE)


class ComponentForm(NamedTuple):
    """A component as the rules of form see it.

    ``prefix`` begins the codes. ``right`` is an example; ``spared`` says what is let pass.
    ``is_stated`` is False where only a mẫu shows the form at all. ``clause`` is set where the form
    is not that of the clause in law/.
    """

    name: str
    prefix: str
    title: str
    aspects: tuple[Aspect, ...]
    right: str
    spared: str
    is_stated: bool = True
    clause: str = ""


COMPONENT_FORMS: tuple[ComponentForm, ...] = (
    ComponentForm(
        "quoc_hieu",
        "QH",
        "Quốc hiệu",
        LETTERS,
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Quốc hiệu được nhắc tới trong lời văn",
    ),
    ComponentForm(
        "tieu_ngu",
        "TN",
        "Tiêu ngữ",
        (*LETTERS, LINE),
        "Độc lập - Tự do - Hạnh phúc",
        "Tiêu ngữ đứng chung dòng với chữ khác nên không đo được riêng",
    ),
    ComponentForm(
        "co_quan_chu_quan",
        "CQ",
        "Tên cơ quan chủ quản",
        LETTERS,
        "BỘ NỘI VỤ",
        "văn bản không có cơ quan chủ quản, như của Ủy ban nhân dân",
    ),
    ComponentForm(
        "co_quan_ban_hanh",
        "BH",
        "Tên cơ quan ban hành",
        (*LETTERS, LINE),
        "CỤC VĂN THƯ VÀ LƯU TRỮ NHÀ NƯỚC",
        "tên dài chia thành nhiều dòng",
    ),
    ComponentForm(
        "so_ky_hieu",
        "SK",
        "Số, ký hiệu",
        (SIZE, FACE, WEIGHT),
        "Số: 15/QĐ-BNV",
        "số còn để trống khi chưa ban hành",
    ),
    ComponentForm(
        "dia_danh_ngay",
        "DN",
        "Địa danh và thời gian ban hành",
        LETTERS,
        "Hà Nội, ngày 05 tháng 01 năm 2020",
        "ngày, tháng còn để trống khi chưa ban hành",
    ),
    ComponentForm(
        "ten_loai",
        "TL",
        "Tên loại",
        (*LETTERS, CENTRED),
        "CHỈ THỊ",
        "tên loại được nhắc tới trong lời văn",
    ),
    ComponentForm(
        "trich_yeu",
        "TY",
        "Trích yếu",
        (*LETTERS, CENTRED, LINE),
        "Về công tác phòng, chống lụt bão",
        "trích yếu của công văn (V/v), vốn có quy định riêng",
    ),
    ComponentForm(
        "trich_yeu_cong_van",
        "VV",
        "Trích yếu công văn (V/v)",
        LETTERS,
        "V/v nâng bậc lương năm 2019",
        "chữ viết tắt nằm trong trích yếu",
    ),
    ComponentForm(
        "kinh_gui",
        "KG",
        "Phần “Kính gửi”",
        LETTERS,
        "Kính gửi: Bộ Nội vụ",
        "chữ viết tắt tên nơi nhận",
    ),
    ComponentForm(
        "can_cu",
        "CC",
        "Căn cứ ban hành",
        (SIZE, FACE, WEIGHT),
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "một vài chữ được nhấn mạnh trong căn cứ",
    ),
    ComponentForm(
        "phan",
        "PH",
        "Dòng “Phần”, “Chương”, “Mục”, “Tiểu mục”",
        (*LETTERS, CENTRED),
        "Chương I",
        "mục đánh số La Mã như “I. …”",
    ),
    ComponentForm(
        "tieu_de_phan",
        "TD",
        "Tiêu đề của phần, chương, mục, tiểu mục",
        (*LETTERS, CENTRED),
        "QUY ĐỊNH CHUNG",
        "tiêu đề của điều, vốn viết bằng chữ in thường",
    ),
    ComponentForm(
        "muc_la_ma",
        "ML",
        "Mục đánh số La Mã",
        LETTERS,
        "I. NHỮNG KẾT QUẢ ĐẠT ĐƯỢC",
        "mục nằm trong bảng",
    ),
    ComponentForm(
        "dieu",
        "DI",
        "Điều",
        (FACE, WEIGHT, CASE),
        "Điều 1. Phạm vi điều chỉnh",
        "lời văn đứng sau “Điều 1.”",
    ),
    ComponentForm(
        "tieu_de_khoan",
        "TK",
        "Tiêu đề của khoản",
        LETTERS,
        "1. Phạm vi và đối tượng áp dụng",
        "khoản không có tiêu đề",
    ),
    ComponentForm(
        "quyen_han_chuc_vu",
        "QC",
        "Quyền hạn, chức vụ của người ký",
        LETTERS,
        "TM. ỦY BAN NHÂN DÂN",
        "chú thích đặt trong ngoặc như “(Ký, đóng dấu)”",
    ),
    ComponentForm(
        "ho_ten",
        "HT",
        "Họ tên người ký",
        LETTERS,
        "Nguyễn Văn A",
        "họ tên còn để trống khi chưa ký",
    ),
    ComponentForm(
        "noi_nhan_tu",
        "NT",
        "Từ “Nơi nhận”",
        (*LETTERS, AT_LEFT),
        "Nơi nhận:",
        "từ “Nơi nhận” trong lời văn",
    ),
    ComponentForm(
        "noi_nhan",
        "NN",
        "Danh sách nơi nhận",
        (*LETTERS, AT_LEFT),
        "- Lưu: VT, TCCB.",
        "chữ viết tắt tên cơ quan và chú thích trong ngoặc",
    ),
    ComponentForm(
        "tham_quyen",
        "TQ",
        "Thẩm quyền ban hành",
        (FACE, WEIGHT, CASE, CENTRED),
        "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ",
        "chức vụ ở phần ký",
        is_stated=False,
    ),
    ComponentForm(
        "lenh_ban_hanh",
        "LB",
        "Dòng “QUYẾT ĐỊNH:”, “QUYẾT NGHỊ:”",
        (FACE, WEIGHT, CASE, CENTRED),
        "QUYẾT ĐỊNH:",
        "tên loại “QUYẾT ĐỊNH” ở đầu văn bản",
        is_stated=False,
    ),
    ComponentForm(
        "phu_luc_tu",
        "PL",
        "Dòng “Phụ lục”",
        (*LETTERS, CENTRED),
        "Phụ lục I",
        "từ “Phụ lục” trong lời văn và trong bảng",
    ),
    ComponentForm(
        "ten_phu_luc",
        "TP",
        "Tên phụ lục",
        (*LETTERS, CENTRED),
        "BẢNG CHỮ VIẾT TẮT",
        "phụ lục không có tên",
    ),
    ComponentForm(
        "chi_dan_phu_luc",
        "CD",
        "Dòng “Kèm theo …” của phụ lục",
        (*LETTERS, CENTRED, SHOWN_LINE),
        "(Kèm theo Quyết định số 15/QĐ-BNV ngày 05 tháng 01 năm 2020 của Bộ Nội vụ)",
        "chỗ còn để trống trong dòng chỉ dẫn",
    ),
    ComponentForm(
        "do_mat",
        "MA",
        "Dấu chỉ độ mật",
        (CASE, COLOUR),
        "MẬT",
        "dấu đóng bằng con dấu, không có trong tệp",
        clause="pháp luật về bảo vệ bí mật nhà nước; PL I, Phần I, III.2.a",
    ),
    ComponentForm(
        "do_khan",
        "KN",
        "Dấu chỉ mức độ khẩn",
        (*LETTERS, COLOUR),
        "HỎA TỐC",
        "dấu đóng bằng con dấu, không có trong tệp",
    ),
    ComponentForm(
        "luu_hanh",
        "LH",
        "Chỉ dẫn phạm vi lưu hành",
        LETTERS,
        "LƯU HÀNH NỘI BỘ",
        "những lời này trong lời văn",
    ),
    ComponentForm(
        "dia_chi",
        "DC",
        "Địa chỉ cơ quan ở chân trang",
        (SIZE, FACE, CASE),
        "ĐT: 024.38.000.000, Fax: 024.38.000.001",
        "địa chỉ ghi trong lời văn",
    ),
    ComponentForm(
        "hinh_thuc_sao",
        "SA",
        "Hình thức sao",
        LETTERS,
        "SAO Y",
        "từ “sao y” trong lời văn",
    ),
)
