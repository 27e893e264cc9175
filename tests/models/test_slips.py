"""Values that are typed wrongly: what draws a warning, and what looks like it and is right."""

from pathlib import Path
from typing import Any

import pytest

import vanban
from tests.conftest import ROOT

from .samples import HEAD, PARTIES, document, part, phat_dong
from .test_ban_sao import copy_data

ABOVE_THE_WHOLE = (
    "“{}” lớn hơn 100%, trong khi tỷ lệ này là một phần của tổng số; hãy xem lại con số, nếu là "
    "mức tăng hay mức đạt so với kế hoạch thì ghi rõ ở tên chỉ tiêu"
)
FRACTION = (
    "“{0} {1}” có phần lẻ, trong khi “{1}” được đếm bằng số nguyên; hãy xem lại con số, nếu là số "
    "bình quân thì ghi rõ ở tên chỉ tiêu"
)
DATE = (
    "“{}” trông như ngày tháng do bảng tính ghi, trong khi trường này cần tên hoặc lời văn; có thể "
    "các cột bị lệch hoặc ô bị đổi kiểu, hãy xem lại chỗ nhập"
)
# A base says nothing of any village until a row is laid over it: test_preflight has its rows.
DATA_FILES = [p for p in sorted((ROOT / "examples").rglob("*.yaml")) if p.name != "thon.yaml"]


def warned(**changes: Any) -> list[tuple[str, str]]:
    """The warnings of a decree, but for that of its kind."""
    warnings = phat_dong(**changes).find_warnings()
    return [(w.field, w.message) for w in warnings if w.field != "Tên loại"]


def shares(*targets: dict[str, Any]) -> list[tuple[str, str]]:
    return warned(chi_tieu_duoc_giao=targets, don_vi_duoc_giao="Thôn 1")


@pytest.mark.parametrize("path", DATA_FILES, ids=lambda path: path.name)
def test_no_example_is_doubted(path: Path) -> None:
    warnings = vanban.load(path).find_warnings()
    assert [str(w) for w in warnings if "không thuộc 29 loại" not in w.message] == []


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("Tỷ lệ gia đình đạt chuẩn gia đình văn hóa", "182,5%", "182,5%"),
        ("tỷ lệ hộ nghèo", "101%", "101%"),
        ("Tỉ lệ dân số tham gia BHYT trên tổng số dân", "9552 %", "9.552%"),
        ("Phấn đấu tỷ lệ % các thôn đạt chuẩn nông thôn mới", "100,1%", "100,1%"),
        ("Tỷ lệ bao phủ BHYT", "955%", "955%"),
        ("TỶ LỆ TRẺ EM DƯỚI 6 TUỔI ĐƯỢC TIÊM PHÒNG", "989%", "989%"),
    ],
)
def test_a_share_above_the_whole(name: str, value: str, shown: str) -> None:
    found = (name, ABOVE_THE_WHOLE.format(shown))
    assert shares(part(name, value)) == [found]
    assert warned(chi_tieu={"moi_truong": [part(name, value)]}) == [
        (f"Môi trường / {name}", found[1])
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Tỷ lệ hộ nghèo", "100%"),
        ("Tỷ lệ hộ nghèo", "100,0%"),
        ("Tỷ lệ hộ nghèo", "182,5"),
        ("Tỷ lệ hộ nghèo", "182,5 hộ/thôn"),
        ("Tỷ lệ hộ khá, giàu tăng", "120%"),
        ("Tỷ lệ giảm hộ nghèo so với năm trước", "120%"),
        ("Tỷ lệ người tham gia BHXH so kế hoạch", "105%"),
        ("Tỷ lệ dân số tham gia BHYT", "105% kế hoạch"),
        ("Tỷ lệ hỗ trợ", "150%"),
        ("Tỷ lệ tăng thu ngân sách", "120%"),
        ("Tỷ lệ thu ngân sách", "112%"),
        ("Tỷ lệ tiêm phòng đàn gia súc", "105%"),
        ("Tỷ lệ sử dụng giường bệnh", "118%"),
        ("Tỷ lệ thuê bao điện thoại di động", "125%"),
        ("Thu ngân sách", "112%"),
        ("Tốc độ tăng giá trị sản xuất", "120%"),
    ],
)
def test_what_may_be_above_the_whole(name: str, value: str) -> None:
    assert not any("lớn hơn" in fault for _, fault in shares(part(name, value)))


def test_a_share_inside_a_target() -> None:
    assigned = {"cap_giao": "Thị xã", "gia_tri": "866%"}
    named = {"ten_chi_tieu": "Quỹ vì người nghèo", "gia_tri": "120%"}
    pair = {"ten_chi_tieu": "Tỷ lệ hộ nghèo", "gom_co": [assigned, named]}
    assert shares(pair) == [("Tỷ lệ hộ nghèo / Thị xã giao", ABOVE_THE_WHOLE.format("866%"))]


@pytest.mark.parametrize(
    "said",
    [
        {"cach_ghi": "{ten_chi_tieu} tăng {gia_tri}"},
        {"ghi_chu": "so với năm trước"},
        {"gia_tri": "120%", "trong_do": [part("Thôn 1", "120%") | {"ghi_chu": "tăng"}]},
    ],
)
def test_a_share_that_says_elsewhere_that_it_grows(said: dict[str, Any]) -> None:
    assert shares(part("Tỷ lệ hộ khá, giàu", "120%") | said) == []


@pytest.mark.parametrize(
    ("number", "unit"),
    [("3,5", "con"), ("12,5", "hộ"), ("2,5", "người"), ("4.900,5", "con"), ("0,5", "DN")],
)
def test_a_fraction_of_what_is_counted(number: str, unit: str) -> None:
    fault = FRACTION.format(number, unit)
    assert shares(part("Tăng thêm", f"{number} {unit}")) == [("Tăng thêm", fault)]
    assert warned(chi_tieu={"kinh_te": [part("Tăng thêm", f"{number} {unit}")]}) == [
        ("Kinh tế / Tăng thêm", fault)
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Đàn lợn", "45,0 con"),
        ("Đàn lợn", "4.900 con"),
        ("Đàn lợn", "12,5 nghìn con"),
        ("Đàn lợn", "12,5 con/hộ"),
        ("Sản lượng", "64,5 tấn"),
        ("Rừng trồng", "24,5 ha"),
        ("Dân số", "1,2 triệu người"),
        ("Tổng tỷ suất sinh", "2,1 con"),
        ("Mức sinh thay thế", "2,09 con"),
        ("Số con bình quân một phụ nữ", "2,1 con"),
        ("Số người/hộ", "3,6 người"),
        ("Quy mô hộ", "3,6 người"),
        ("Số bác sĩ trên 10.000 dân", "8,5 người"),
    ],
)
def test_what_may_have_decimals(name: str, value: str) -> None:
    assert shares(part(name, value)) == []
    assert warned(chi_tieu={"kinh_te": [part(name, value)]}) == []


def test_a_mean_may_be_called_so_in_a_remark() -> None:
    assert shares(part("Nhân khẩu", "3,6 người") | {"ghi_chu": "bình quân mỗi hộ"}) == []


def test_thousands_of_another_notation_are_told_as_such() -> None:
    fault = "“6,900 con” có ba chữ số sau dấu phẩy; nếu là hàng nghìn thì viết “6.900”"
    assert shares(part("Đàn gia cầm", "6,900 con")) == [("Đàn gia cầm", fault)]
    targets = [part("Đàn gia cầm", "6,900 con"), part("Giải phóng mặt bằng", "7,186 ha")]
    assert warned(chi_tieu={"kinh_te": targets}) == [("Kinh tế / Đàn gia cầm", fault)]


# What spreadsheets write for a day.
DATES = (
    *("2024-03-15 00:00:00", "2024-03-15", "2024-03-15T08:30:00.000", "2024/03/15"),
    *("15/03/2024", "15/3/24", "15.03.2024", "15-03-2024", "15/03/2024 08:30"),
    *("3/15/2024 0:00",),
)


@pytest.mark.parametrize("text", DATES)
def test_a_date_where_words_belong(text: str) -> None:
    fault = DATE.format(text)
    assert warned(trich_yeu=text) == [("Trích yếu", fault)]
    assert warned(don_vi_duoc_giao=text) == [("Đơn vị được giao", fault)]
    assert warned(nguoi_ky=HEAD | {"ho_ten": text}) == [("Họ tên", fault)]
    assert warned(nguoi_ky=HEAD | {"chuc_vu": text}) == [("Chức vụ", fault)]


@pytest.mark.parametrize("text", ["45366", "45366,5", "45366.354166667"])
def test_the_number_of_a_day_where_words_belong(text: str) -> None:
    ((field, message),) = warned(don_vi_duoc_giao=text)
    assert field == "Đơn vị được giao"
    assert message == DATE.format(text).replace(
        "ngày tháng do bảng tính ghi", "số mà bảng tính dùng cho ngày “15/03/2024”"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Thôn 5",
        "05 xã miền núi",
        "12",
        "2024",
        "1234",
        "123456",
        "20245",
        "30/4",
        "30/4/1975 toàn thắng",
        "Ngày 15/03/2024",
        "15/03/2024 - 15/04/2024",
        "2-3-4",
    ],
)
def test_words_with_numbers(text: str) -> None:
    assert warned(trich_yeu=text, don_vi_duoc_giao=text) == []


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("ke_hoach", {"nguoi_ky_khac": [HEAD | {"ho_ten": "45366"}]}),
        ("bien_ban", {"thu_ky": {"ho_ten": "45366"}}),
        ("ke_hoach", {"ban_sao": copy_data(nguoi_ky=HEAD | {"ho_ten": "45366"})}),
        ("hop_dong", {"cac_ben": [PARTIES[0], PARTIES[1] | {"nguoi_ky": {"ho_ten": "45366"}}]}),
    ],
)
def test_whoever_signs(kind: str, changes: dict[str, Any]) -> None:
    (warning,) = document(kind, **changes).find_warnings()
    assert (warning.field, "“45366” trông như số" in warning.message) == ("Họ tên", True)


@pytest.mark.parametrize(
    ("written", "opens"),
    [
        ("Về việc nâng bậc lương", "Về việc"),
        ("về việc: nâng bậc lương", "về việc"),
        ("V/v Về việc nâng bậc lương", "Về việc"),
        ("V/v V/v nâng bậc lương", "V/v"),
        ("V.v nâng bậc lương", "V.v"),
        ("V / v nâng bậc lương", "V / v"),
        ("Vv nâng bậc lương", "Vv"),
    ],
)
def test_the_word_before_the_abstract_twice(written: str, opens: str) -> None:
    (warning,) = document("cong_van", trich_yeu=written).find_warnings()
    assert str(warning) == (
        f"Trích yếu: mở đầu bằng “{opens}”, trong khi mẫu đã in sẵn chữ V/v (PL I, II.5.b) nên "
        "trên trang giấy bị lặp; hãy bỏ phần mở đầu này, chỉ ghi nội dung chủ yếu"
    )


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("cong_van", "V/v nâng bậc lương"),
        ("cong_van", "Về đích nông thôn mới"),
        ("cong_van", "Việc cưới, việc tang"),
        ("cong_van", "Vay vốn; thông báo về việc họp"),
        ("cong_dien", "Về việc ứng phó với bão"),
        ("to_trinh", "Về việc trồng cây"),
        ("quyet_dinh", "Về việc trồng cây"),
    ],
)
def test_the_word_before_the_abstract_once(kind: str, written: str) -> None:
    assert document(kind, trich_yeu=written).find_warnings() == ()
