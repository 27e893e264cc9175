"""Warnings, each both ways: what draws one, and the nearest thing that does not."""

from pathlib import Path
from typing import Any

import pytest

from tests.picture_samples import png
from vanban.models import VanBan

from .samples import HEAD, document, raw
from .test_ban_sao import copy_data

CELLS = "| Nội dung | Số tiền |\n| --- | --- |\n| Một | 5 |\n| Hai | 7 |\n"
WRONG, RIGHT = f"{CELLS}| Tổng cộng | 13 |", f"{CELLS}| Tổng cộng | 12 |"
TABLE = {
    "ten_bang": "Dự toán",
    "cac_cot": [{"ten_cot": "Nội dung"}, {"ten_cot": "Số tiền"}],
    "cac_dong": [["Một", "5"]],
}
RULES = {"ten_loai": "Quy chế", "trich_yeu": "Làm việc", "noi_dung": "Điều 1. Một."}
ISSUE = {"trich_yeu": "Ban hành Quy chế làm việc", "van_ban_kem_theo": RULES}


def warned(kind: str, **changes: Any) -> list[tuple[str, str]]:
    return [(w.field, w.message) for w in document(kind, **changes).find_warnings()]


# (kind, changes that draw the warning, its field, a part of it, changes that do not).
BOTH_WAYS: list[tuple[str, dict[str, Any], str, str, dict[str, Any]]] = [
    # PL I, II.3.b: no year.
    (
        "ke_hoach",
        {"ky_hieu": "2024/KH-UBND"},
        "Ký hiệu",
        "“2024/KH-UBND” có năm, là dấu hiệu của văn bản quy phạm pháp luật",
        {"ky_hieu": "KH-BCĐ"},
    ),
    ("cong_van", {"ky_hieu": "UBND-VX-2024"}, "Ký hiệu", "có năm", {"ky_hieu": "UBND-VX"}),
    # A thư công has no symbol, and a number is printed before one only.
    (
        "thu_cong",
        {"so_van_ban": 5},
        "Số văn bản",
        "số chỉ in được cùng ký hiệu",
        {"so_van_ban": 5, "ky_hieu": "TC-UBND"},
    ),
    # PL I, II.7.c: no academic title.
    (
        "ke_hoach",
        {"nguoi_ky": HEAD | {"ho_ten": "TS. Lê Văn An"}},
        "Họ tên",
        "“TS. Lê Văn An”: trước họ tên người ký không ghi học hàm, học vị",
        {"nguoi_ky": HEAD},
    ),
    (
        "ke_hoach",
        {"nguoi_ky_khac": [HEAD | {"ho_ten": "PGS.TS. Lê Văn An"}]},
        "Họ tên",
        "PGS.TS.",
        {"nguoi_ky_khac": [HEAD]},
    ),
    # PL II, II.1.a: a capital at the head of each syllable of a name.
    (
        "ke_hoach",
        {"nguoi_ky": HEAD | {"ho_ten": "NGUYỄN văn An"}},
        "Họ tên",
        "như “Nguyễn Văn An” (PL II, II.1.a)",
        {"nguoi_ky": HEAD | {"ho_ten": "Y Phôn Ksơr"}},
    ),
    (
        "ke_hoach",
        {"nguoi_ky_khac": [HEAD | {"ho_ten": "lê văn an"}]},
        "Họ tên",
        "như “Lê Văn An”",
        {"nguoi_ky_khac": [HEAD | {"ho_ten": "H'Hen Niê"}]},
    ),
    (
        "bien_ban",
        {"thu_ky": {"ho_ten": "ThS. Phạm Thị Dung"}},
        "Họ tên",
        "ThS.",
        {"thu_ky": {"ho_ten": "Phạm Thị Dung"}},
    ),
    (
        "ke_hoach",
        {"ban_sao": copy_data(nguoi_ky=HEAD | {"ho_ten": "TS. Lê Văn An"})},
        "Họ tên",
        "TS. Lê Văn An",
        {"ban_sao": copy_data()},
    ),
    # PL I, III.2.c.
    (
        "ke_hoach",
        {"pham_vi_luu_hanh": "Tài liệu nội bộ"},
        "Phạm vi lưu hành",
        "khác các chỉ dẫn mà Nghị định nêu: XEM XONG TRẢ LẠI, LƯU HÀNH NỘI BỘ",
        {"pham_vi_luu_hanh": "Lưu hành nội bộ"},
    ),
    # PL I, II.9.b: Kính gửi.
    (
        "ke_hoach",
        {"kinh_gui": "Sở Nội vụ"},
        "Kính gửi",
        "Kế hoạch không có phần “Kính gửi”",
        {"kinh_gui": []},
    ),
    ("to_trinh", {"kinh_gui": []}, "Kính gửi", "tờ trình chưa có nơi", {"kinh_gui": "Sở Nội vụ"}),
    # PL III, Mẫu 1.1 to 1.3.
    (
        "quyet_dinh",
        {"noi_nhan": ["Sở Nội vụ", "Như Điều 2"]},
        "Nơi nhận",
        "nơi nhận đầu tiên là “Sở Nội vụ”; mẫu của Nghị định ghi “Như Điều …”",
        {"noi_nhan": ["Như Điều 2", "Sở Nội vụ"]},
    ),
    (
        "nghi_quyet",
        {"noi_nhan": ["Như Điều 3"]},
        "Nơi nhận",
        "“Như Điều 3” mà nội dung không có “Điều 3”",
        {"noi_nhan": ["như điều 1"]},
    ),
    (
        "quyet_dinh",
        {"noi_dung": "Điều 1. Theo Điều 2 của Luật.\nĐiều 3. Thi hành."},
        "Nơi nhận",
        "nội dung không có “Điều 2”",
        {"noi_dung": "Điều 1. Một.\n**Điều 2.** Hai."},
    ),
    ("quyet_dinh", {"can_cu": []}, "Căn cứ", "Quyết định chưa có căn cứ", {"can_cu": "Căn cứ A"}),
    ("nghi_quyet", {"can_cu": []}, "Căn cứ", "Nghị quyết chưa có căn cứ", {"can_cu": "Căn cứ A"}),
    (
        "quyet_dinh",
        {"trich_yeu": "Trồng cây năm 2024"},
        "Trích yếu",
        "bắt đầu bằng “Về việc”, “Ban hành”, “Phê duyệt”",
        {"trich_yeu": "Phê duyệt kế hoạch trồng cây"},
    ),
    (
        "quyet_dinh",
        ISSUE | {"trich_yeu": "Về việc ban hành Quy chế"},
        "Trích yếu",
        "bắt đầu bằng “Ban hành”, “Phê duyệt” (PL III",
        ISSUE,
    ),
    # A copy is younger than what it copies.
    (
        "ke_hoach",
        {"ban_sao": copy_data(ngay_sao="14/01/2024")},
        "Ngày sao",
        "bản sao ghi ngày “14/01/2024”, trước ngày ban hành “15/01/2024”",
        {"ban_sao": copy_data(ngay_sao="15/01/2024")},
    ),
    # PL I, III.1.a: the document points to its appendix.
    (
        "ke_hoach",
        {"phu_luc": [{"noi_dung": "Một."}]},
        "Phụ lục",
        "nội dung chưa có chỗ nào nhắc đến Phụ lục",
        {"phu_luc": [{"noi_dung": "Một."}], "noi_dung": "1. Theo phụ lục kèm theo."},
    ),
    (
        "quyet_dinh",
        ISSUE | {"phu_luc": [{"noi_dung": "Một."}]},
        "Phụ lục",
        "nhắc đến Phụ lục",
        {
            **ISSUE,
            "phu_luc": [{"noi_dung": "Một."}],
            "van_ban_kem_theo": RULES | {"noi_dung": "Điều 1. Theo Phụ lục."},
        },
    ),
    # Totals of tables, wherever they stand.
    ("ke_hoach", {"noi_dung": WRONG}, "Nội dung", "13", {"noi_dung": RIGHT}),
    (
        "ke_hoach",
        {"phu_luc": [{"noi_dung": WRONG}], "noi_dung": "1. Phụ lục."},
        "Nội dung",
        "13",
        {"phu_luc": [{"noi_dung": RIGHT}], "noi_dung": "1. Phụ lục."},
    ),
    # PL I, I.2: landscape is for documents with tables.
    (
        "ke_hoach",
        {"kho_ngang": "có"},
        "Khổ ngang",
        "chỉ văn bản có bảng, biểu trong nội dung",
        {"kho_ngang": "có", "noi_dung": RIGHT},
    ),
    (
        "ke_hoach",
        {"kho_ngang": "có"},
        "Khổ ngang",
        "chỉ văn bản có bảng",
        {"kho_ngang": "có", "noi_dung": "[bảng: Dự toán]", "bang_bieu": [TABLE]},
    ),
    # A table that no line asks for.
    (
        "ke_hoach",
        {"bang_bieu": [TABLE]},
        "Bảng biểu",
        "“Dự toán” chưa được dùng nên không in; hãy đặt dòng “[bảng: Dự toán]”",
        {"bang_bieu": [TABLE], "noi_dung": "[bảng: dự toán]"},
    ),
    (
        "ke_hoach",
        {"bang_bieu": [TABLE], "phu_luc": [{"noi_dung": "Một."}], "noi_dung": "1. Phụ lục."},
        "Bảng biểu",
        "chưa được dùng",
        {
            "bang_bieu": [TABLE],
            "phu_luc": [{"noi_dung": "[bảng: Dự toán]"}],
            "noi_dung": "1. Phụ lục.",
        },
    ),
]


@pytest.mark.parametrize(("kind", "amiss", "field", "part", "right"), BOTH_WAYS)
def test_a_warning_both_ways(
    kind: str, amiss: dict[str, Any], field: str, part: str, right: dict[str, Any]
) -> None:
    ((found, message),) = warned(kind, **amiss)
    assert found == field
    assert part in message
    assert warned(kind, **right) == []


def test_a_kind_of_ones_own() -> None:
    own = {"loai": "van_ban_khac", "ten_loai": "Thông tri", "viet_tat_ten_loai": "TT"}
    ((field, message),) = [
        (w.field, w.message) for w in VanBan.model_validate(raw("ke_hoach") | own).find_warnings()
    ]
    assert field == "Tên loại"
    assert "“Thông tri” không thuộc 29 loại" in message
    assert "“TT” là do cơ quan tự đặt" in message


def test_a_picture_is_no_table(tmp_path: Path) -> None:
    file = tmp_path / "hinh.png"
    file.write_bytes(png())
    picture = {"ten_hinh": "Bản đồ", "tep_hinh": str(file)}
    asked = {"hinh_anh": [picture], "noi_dung": "[hình: Bản đồ]"}
    assert warned("ke_hoach", **asked) == []
    assert [field for field, _ in warned("ke_hoach", **asked, kho_ngang="có")] == ["Khổ ngang"]
    ((field, message),) = warned("ke_hoach", hinh_anh=[picture])
    assert field == "Hình ảnh"
    assert "hãy đặt dòng “[hình: Bản đồ]”" in message


@pytest.mark.parametrize(
    "changes",
    [
        {"phu_luc": [{"noi_dung": "Một."}]},
        {"bang_bieu": [TABLE]},
        {"kho_ngang": "có"},
    ],
)
def test_a_body_that_a_template_writes_is_not_judged(changes: dict[str, Any]) -> None:
    for body in ({"noi_dung": "1. {{ trich_yeu }}"}, {"noi_dung": None, "khuon_mau": "a.docx.j2"}):
        assert warned("ke_hoach", **body, **changes) == []


def test_several_warnings_come_together() -> None:
    found = warned("quyet_dinh", can_cu=[], trich_yeu="Trồng cây", noi_nhan=["Sở Nội vụ"])
    assert [field for field, _ in found] == ["Nơi nhận", "Căn cứ", "Trích yếu"]


def test_a_foreign_number_in_a_table() -> None:
    table = "| STT | Mục | Tiền |\n| --- | --- | --- |\n| 1.1 | A | 12,5 |\n| 1.2 | B | {} |"
    ((field, message),) = warned("ke_hoach", noi_dung=table.format("1250.5"))
    assert field == "Nội dung"
    assert "viết “1250,5”" in message
    assert warned("ke_hoach", noi_dung=table.format("1.250,5")) == []


def test_what_a_letter_without_recipients_does_not_print() -> None:
    ((field, message),) = warned("thu_cong", noi_nhan=[], nguoi_soan_thao="PL")
    assert field == "Người soạn thảo"
    assert "không có phần Nơi nhận" in message
