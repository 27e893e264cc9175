"""The documents whose pages are measured, beside the examples: by the name of their PDF."""

import vanban
from tests.render.examples import NAMES, document, example
from tests.render.samples import plain_document
from vanban.models import PhatDong

AGENCY = (
    "Trung tâm Ứng dụng công nghệ thông tin, Tư vấn, Dịch vụ việc làm và Hỗ trợ phát triển "
    "doanh nghiệp nhỏ và vừa miền Bắc"
)
ABSTRACT = (
    "Kết quả thực hiện Đề án đổi mới phương thức hoạt động, nâng cao chất lượng phục vụ của các "
    "đơn vị sự nghiệp công lập trong lĩnh vực giáo dục nghề nghiệp, y tế và văn hóa trên địa bàn "
    "tỉnh giai đoạn 2021 - 2025, phương hướng, nhiệm vụ và các giải pháp trọng tâm giai đoạn "
    "2026 - 2030"
)
OFFICE = "Trưởng Ban Chỉ đạo phát triển kinh tế tập thể và hợp tác xã"
SUBJECT = (
    "báo cáo kết quả rà soát, thống kê, phân loại và đề xuất phương án xử lý trụ sở, tài sản công "
    "dôi dư sau sắp xếp đơn vị hành chính cấp xã trên địa bàn tỉnh năm 2026"
)
ADDRESSEE = (
    "Ban Chỉ đạo thực hiện các chương trình mục tiêu quốc gia về xây dựng nông thôn mới và giảm "
    "nghèo bền vững tỉnh Thanh Bình giai đoạn 2026 - 2030"
)
TABLE = "| STT | Họ và tên | Số tiền |\n|:-:|---|--:|\n" + "\n".join(
    f"| {number} | Nguyễn Văn A số {number} | {number}.000 |" for number in range(1, 301)
)
STAMPS = {"hoa_toc": "hỏa tốc", "thuong_khan": "thượng khẩn", "khan": "khẩn"}


def samples() -> dict[str, vanban.VanBan]:
    """Every document that is converted, small ones and stressed ones."""
    found = {name: document(name) for name in NAMES}
    return found | _ordinary() | _stressed() | _letters()


def _ordinary() -> dict[str, vanban.VanBan]:
    decree = document("2024")
    small = PhatDong.model_validate(decree.model_dump() | {"co_chu": 13})
    table = "| STT | Tên |\n|--:|:--|\n| 1 | Thôn 1 |"
    documents = {
        "2024": decree,
        "small": small,
        "numbered": plain_document(),
        "table_end": plain_document(noi_dung=f"Mở đầu.\n{table}"),
        "lying": plain_document(noi_dung=f"Mở đầu.\n{table}\nHết.", kho_ngang="có"),
        "wide_place": plain_document(
            dia_danh="Thành phố Phan Rang - Tháp Chàm", ngay_ban_hanh="2024-12-29"
        ),
        "long_symbol": plain_document(viet_tat_co_quan="BCĐPTTDĐKXDĐSVHGĐVPUBND", so_van_ban=123),
    }
    for key, words in STAMPS.items():
        documents[f"stamp_{key}"] = plain_document(do_khan=words)
    # The body grows line by line across a page end: the signature must never be alone.
    for lines in range(16, 27):
        documents[f"grow{lines}"] = plain_document(
            noi_dung="\n".join(f"{n}. Khoản {n}." for n in range(1, lines + 1))
        )
    return documents


def _stressed() -> dict[str, vanban.VanBan]:
    places = [f"Xã số {number}" for number in range(1, 71)]
    deputy = {
        "quyen_han_ky": ["TM. Ủy ban nhân dân", "KT. Chủ tịch"],
        "chuc_vu": "Phó Chủ tịch",
        "ho_ten": "Trần Văn B",
    }
    appendices = [{"ten_phu_luc": f"Biểu số {n}", "noi_dung": f"Phần {n}."} for n in range(1, 11)]
    signer = {"chuc_vu": OFFICE, "ho_ten": "Trần Văn B"}
    return {
        "long_names": plain_document(
            co_quan_chu_quan="Ủy ban nhân dân thành phố Hồ Chí Minh",
            co_quan_ban_hanh="Trung tâm Dịch vụ việc làm và Hỗ trợ thanh niên "
            "thành phố Hồ Chí Minh",
            dia_danh="Thành phố Hồ Chí Minh",
            ngay_ban_hanh="2024-12-29",
            trich_yeu="Kết quả thực hiện Đề án đổi mới phương thức hoạt động của các cơ sở "
            "giáo dục nghề nghiệp trên địa bàn thành phố giai đoạn 2021 - 2025",
        ),
        "many": plain_document(noi_nhan=places),
        "many_lines": plain_document(noi_nhan=places, nguoi_ky=deputy),
        "forty": plain_document(noi_nhan=places[:40]),
        "long_agency": plain_document(co_quan_ban_hanh=AGENCY, co_quan_chu_quan="UBND tỉnh"),
        "long_abstract": plain_document(trich_yeu=ABSTRACT),
        "long_office": plain_document(nguoi_ky=signer),
        "long_table": plain_document(noi_dung=f"Danh sách:\n{TABLE}\nHết."),
        "ten_appendices": plain_document(
            noi_dung="Các phụ lục từ I đến X kèm theo Kế hoạch này.", phu_luc=appendices
        ),
    }


def _letters() -> dict[str, vanban.VanBan]:
    letter = {
        "loai": "cong_van",
        "co_quan_ban_hanh": "Ủy ban nhân dân xã Quang Trung",
        "viet_tat_co_quan": "UBND",
        "viet_tat_don_vi": "VP",
        "so_van_ban": 5,
        "dia_danh": "Xã Quang Trung",
        "ngay_ban_hanh": "05/3/2026",
        "trich_yeu": "đôn đốc báo cáo",
        "kinh_gui": ["Sở Nội vụ"],
        "noi_dung": "Đề nghị báo cáo.",
        "nguoi_ky": {"chuc_vu": "Chủ tịch", "ho_ten": "Trần Văn B"},
        "noi_nhan": ["Như trên"],
    }
    changes: dict[str, dict[str, object]] = {
        "letter_25": {"kinh_gui": [f"Ủy ban nhân dân xã số {n}" for n in range(1, 26)]},
        "letter_long_addressee": {"kinh_gui": [ADDRESSEE]},
        "letter_two_long": {"kinh_gui": [ADDRESSEE, "Sở Nội vụ"]},
        "letter_subject": {"trich_yeu": SUBJECT},
    }
    return {name: vanban.load(letter | change) for name, change in changes.items()}


def signers(name: str) -> list[str]:
    """The names of those who sign an example, as they came out."""
    return [p.text.split("\n")[-1] for p in example(name).of("VB_HoTen")]
