"""What a village is assigned, beside the targets of the commune: units amiss, values left out."""

from typing import Any

import pytest

import vanban
from tests.conftest import EXAMPLES
from vanban.models import PhatDong

from .samples import part, phat_dong

LEVELS = [
    {"cap_giao": "Thị xã", "gia_tri": "81%"},
    {"cap_giao": "HĐND xã", "gia_tri": "86,6%"},
]
COMMUNE = {
    "kinh_te": [
        part("Chăn nuôi") | {"gom_co": [part("Đàn lợn", "4.900 con"), part("Đàn vịt", "60 con")]},
        part("Doanh nghiệp", "46 DN") | {"gom_co": [part("Mới lập", "05 doanh nghiệp")]},
        part("Sản lượng", "774 tấn"),
        part("Thủy sản") | {"gom_co": [part("Sản lượng cá", "9 tấn"), part("Đàn vịt", "2 ha")]},
    ],
    "van_hoa_xa_hoi": [
        part("Tỷ lệ gia đình văn hóa", "85%"),
        part("Tỷ lệ dân số tham gia BHYT") | {"gom_co": LEVELS},
        part("Trạm y tế đạt chuẩn"),
        part("Số buổi", "12"),
    ],
}
CULTURE = "Tỷ lệ gia đình văn hóa"


def assigned(*targets: dict[str, Any], **changes: Any) -> list[tuple[str, str]]:
    """The warnings of a village, but for those of its kind and of the commune's own targets."""
    own = {"chi_tieu_duoc_giao": targets, "don_vi_duoc_giao": "Thôn 1", "chi_tieu": COMMUNE}
    found = phat_dong(**own | changes).find_warnings()
    return [(w.field, w.message) for w in found if w.field not in ("Tên loại", f"{FIELD}Số buổi")]


FIELD = "Văn hóa - xã hội / "


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        (
            CULTURE,
            "86 con",
            "ghi “86 con”, trong khi chỉ tiêu của xã là “85%”; hãy ghi cùng đơn vị “%”, nếu là chỉ "
            "tiêu khác thì ghi rõ ở tên chỉ tiêu",
        ),
        (
            CULTURE.upper(),
            "86",
            "ghi “86” mà không có đơn vị, trong khi chỉ tiêu của xã là “85%”; hãy ghi cả đơn vị, "
            "ví dụ “86%”",
        ),
        (
            CULTURE,
            "0,86",
            "ghi “0,86” mà không có đơn vị, trong khi chỉ tiêu của xã là “85%”; bảng tính thường "
            "ghi “86%” thành “0,86”: nếu đúng như vậy thì ghi “86%”, nếu không thì ghi “0,86%”",
        ),
        (
            CULTURE,
            "1",
            "ghi “1” mà không có đơn vị, trong khi chỉ tiêu của xã là “85%”; bảng tính thường ghi "
            "“100%” thành “1”: nếu đúng như vậy thì ghi “100%”, nếu không thì ghi “1%”",
        ),
        (
            "Tỷ lệ dân số tham gia BHYT",
            "95",
            "ghi “95” mà không có đơn vị, trong khi chỉ tiêu của xã là “81%” và “86,6%”; hãy ghi "
            "cả đơn vị, ví dụ “95%”",
        ),
        (
            "Đàn lợn",
            "0,5",
            "ghi “0,5” mà không có đơn vị, trong khi chỉ tiêu của xã là “4.900 con”; hãy ghi cả "
            "đơn vị, ví dụ “0,5 con”",
        ),
        (
            "Sản lượng",
            "3,5 con",
            "ghi “3,5 con”, trong khi chỉ tiêu của xã là “774 tấn”; hãy ghi cùng đơn vị “tấn”, nếu "
            "là chỉ tiêu khác thì ghi rõ ở tên chỉ tiêu",
        ),
    ],
)
def test_a_unit_that_the_commune_does_not_use(name: str, value: str, fault: str) -> None:
    assert assigned(part(name, value)) == [(name, fault)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (CULTURE, "86%"),
        (CULTURE + " tiêu biểu", "86 hộ"),
        ("Doanh nghiệp", "3 dn"),
        ("Doanh nghiệp", "3 doanh nghiệp"),
        ("Đàn vịt", "60 tấn"),
        ("Chăn nuôi", "300 triệu đồng"),
        ("Trạm y tế đạt chuẩn", "1 trạm"),
        ("Số buổi", "3 buổi"),
        ("Trạm y tế đạt chuẩn", None),
        ("Đàn vịt", None),
        ("Đàn ngan", None),
    ],
)
def test_what_the_commune_does_not_tell_or_says_too(name: str, value: str | None) -> None:
    assert assigned(part(name, value)) == []


def test_values_inside_a_target() -> None:
    inside = part("Chăn nuôi") | {
        "gom_co": [part("Đàn vịt", "5"), part("Đàn lợn", "9 con"), part("Sản lượng", "5 ha")]
    }
    (slip,) = assigned(inside)
    assert slip[0] == "Chăn nuôi / Đàn vịt"
    assert slip[1].startswith("ghi “5” mà không có đơn vị, trong khi chỉ tiêu của xã là “60 con”")
    levels = part(CULTURE) | {"gom_co": [LEVELS[0] | {"gia_tri": "0,81"}, LEVELS[1]]}
    assert [field for field, _ in assigned(levels)] == [f"{CULTURE} / Thị xã giao"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Đàn lợn", "chỉ tiêu của xã là “4.900 con”"),
        ("Tỷ lệ dân số tham gia BHYT", "chỉ tiêu của xã là “81%” và “86,6%”"),
        ("Chăn nuôi", "chỉ tiêu của xã có giá trị"),
    ],
)
def test_a_target_without_the_value_that_the_commune_has(name: str, said: str) -> None:
    fault = (
        f"không có giá trị nên chỉ in tên chỉ tiêu, trong khi {said}; hãy ghi giá trị, nếu không "
        "giao thì bỏ chỉ tiêu này (dòng của bảng thì ghi dấu gạch ngang vào chỗ giá trị)"
    )
    assert assigned(part(name)) == [(name, fault)]
    assert assigned(part(name) | {"cach_ghi": "{ten_chi_tieu} như năm trước"}) == []


def test_the_level_is_that_of_the_issuer() -> None:
    ((_, fault),) = assigned(part(CULTURE, "86"), don_vi_hanh_chinh="phường 5")
    assert "chỉ tiêu của phường là “85%”" in fault


def test_targets_for_nobody() -> None:
    fault = (
        "để trống, trong khi có chỉ tiêu được giao, nên chỗ in tên đơn vị sẽ không có gì; hãy ghi "
        "tên thôn, trường hoặc cơ quan được giao"
    )
    found = [("Đơn vị được giao", fault)]
    assert assigned(part(CULTURE, "86%"), don_vi_duoc_giao=None) == found
    assert assigned(don_vi_duoc_giao=None) == []


def test_the_base_of_the_villages_is_no_document_yet() -> None:
    document = vanban.load(EXAMPLES / "thon.yaml")
    assert isinstance(document, PhatDong)
    fields = [warning.field for warning in document.find_warnings()]
    names = [target.label for target in document.chi_tieu_duoc_giao]
    assert fields == ["Tên loại", *names, "Đơn vị được giao"]
