import pickle
from typing import Any

import pytest
from pydantic import ValidationError

from tests.conftest import EXAMPLES
from vanban import load
from vanban.models import PhatDong, VanBanVienDan

from .samples import part, phat_dong, read


@pytest.fixture(scope="module")
def decree() -> PhatDong:
    document = load(EXAMPLES / "2024.yaml")
    assert isinstance(document, PhatDong)
    return document


# Section II of the founding decree, with its slips corrected (README of the example).
SENTENCES = [
    "Tổng giá trị sản xuất địa bàn: 663 tỷ đồng",
    "Thu nhập bình quân đầu người: 60 triệu đồng",
    "Diện tích đất nông nghiệp được tích tụ, tập trung để sản xuất nông nghiệp quy mô lớn: "
    "Thị xã giao: 10 ha (Thủy sản 10 ha); HĐND xã giao: 6 ha",
    "Tổng sản lượng lương thực cả năm: 774 tấn",
    "Diện tích, năng suất các cây trồng chủ yếu: DT lúa: 130 ha, năng suất bình quân: 56,5 tạ/ha; "
    "DT rau màu: 24,5 ha",
    "Chăn nuôi: Đàn trâu, bò: 220 con; Tổng đàn lợn cả năm: 4.900 con; Đàn gia cầm: 43.500 con",
    "Sản lượng nuôi trồng thủy sản cả năm: 318 tấn",
    "Tổng số lượng doanh nghiệp trên địa bàn: 46 DN (trong đó thị xã giao 05 doanh nghiệp)",
    "Dự toán tổng thu, chi ngân sách: 44.762.000.000 đồng",
    "Tổng vốn đầu tư phát triển: 39.641.000.000 đồng",
    "Giải phóng mặt bằng thực hiện các dự án năm 2024: Thị xã giao tổng 36,52 ha "
    "(trong đó: tỉnh giao 7,186 ha, thị xã giao 29,334 ha)",
    "Tốc độ tăng dân số: 1,1%",
    "Tỷ lệ hộ nghèo: giảm 04 hộ, cuối năm 2024 còn 12 hộ, 0,85% chỉ tiêu thị xã giao và 0,89% "
    "HĐND xã giao; Hộ cận nghèo: 0,78%",
    "Tỷ lệ dân số tham gia BHYT trên tổng số dân: Thị xã giao: 95,52%; HĐND xã giao: 90%",
    "Tỷ lệ hộ có nhà ở đạt tiêu chuẩn: 99%",
    "Trạm y tế đạt tiêu chí quốc gia về y tế",
    "Tỷ lệ trẻ em dưới 6 tuổi được tiêm phòng: 98,9%",
    "Tỷ lệ gia đình đạt chuẩn gia đình văn hóa: Thị xã giao: 81%; HĐND xã giao: 86,6%",
    "Công nhận danh hiệu khu dân cư văn hóa: thị xã giao: 83,3%",
    "Tỷ lệ thôn đạt tiêu chí kiểu mẫu theo lời dạy của Chủ tịch HCM: 33,3%",
    "Thôn đạt tiêu chí kiểu mẫu theo chỉ tiêu thị xã giao: 03 thôn (Thôn 4, 5, 6)",
    "Tỷ lệ nộp hồ sơ trực tuyến và tỷ lệ nộp hồ sơ trực tuyến toàn trình: 65% chỉ tiêu thị xã giao",
    "Thực phẩm tiêu dùng chủ yếu thông qua chuỗi: Sản lượng gạo: 750 tấn, đạt tỷ lệ 71,7%; "
    "Sản lượng rau, quả: 379 tấn, đạt tỷ lệ 67,9%; Sản lượng thịt gia súc, gia cầm: 135 tấn, "
    "đạt tỷ lệ 81,5%; sản lượng thủy sản (tôm, cá): 80 tấn, đạt tỷ lệ 68,2%",
    "Xây dựng xã an toàn thực phẩm nâng cao",
    "Tỷ lệ hộ có nhà vệ sinh đạt chuẩn: 99%",
    "Tỷ lệ dân số được dùng nước hợp vệ sinh: 99%",
    "Tỷ lệ chất thải rắn sinh hoạt được thu gom, XL: thị xã giao: 100%; HĐND xã giao: 97%",
    "Hoàn thành 100% chỉ tiêu giao quân năm 2024",
    "Tỷ lệ khu dân cư đạt tiêu chuẩn an toàn về an ninh trật tự: 83,3%",
]
FIELDS = ["Kinh tế", "Văn hóa - xã hội", "Môi trường", "Quốc phòng - an ninh"]


def test_sentences_of_the_founding_decree(decree: PhatDong) -> None:
    sentences = [read(t) for _, targets in decree.chi_tieu.by_field() for t in targets]
    assert sentences == SENTENCES


def test_fields_in_order(decree: PhatDong) -> None:
    assert [title for title, _ in decree.chi_tieu.by_field()] == FIELDS
    assert [len(targets) for _, targets in decree.chi_tieu.by_field()] == [11, 13, 3, 2]


def test_parts_stand_on_lines_of_their_own(decree: PhatDong) -> None:
    first = decree.chi_tieu.kinh_te[0]
    assert first.parts_on_own_lines
    assert [read(part) for part in first.trong_do] == [
        "Thương mại - dịch vụ: 377,4 tỷ đồng",
        "Công nghiệp - xây dựng: 190,3 tỷ đồng",
        "Nông - lâm nghiệp: 95,3 tỷ đồng",
    ]
    land = decree.chi_tieu.kinh_te[10]
    assert land.trong_do
    assert not land.parts_on_own_lines


def test_decree_warns_of_its_kind_only(decree: PhatDong) -> None:
    assert [warning.field for warning in decree.find_warnings()] == ["Tên loại"]
    assert decree.symbol == "PĐTĐ-UBND"
    assert decree.unit_level == "xã"


def test_decree_survives_a_trip_between_processes(decree: PhatDong) -> None:
    back = pickle.loads(pickle.dumps(decree))  # noqa: S301
    assert back == decree
    assert back.model_dump() == decree.model_dump()


def test_documents_cited_in_full(decree: PhatDong) -> None:
    assert str(decree.van_ban_quan_triet[0]) == (
        "Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị về "
        "“Tiếp tục đổi mới công tác thi đua khen thưởng”"
    )


def test_cited_document_needs_a_whole_date() -> None:
    with pytest.raises(ValidationError, match="cần đủ ngày, tháng, năm"):
        VanBanVienDan.model_validate({"ten_van_ban": "Luật", "ngay_ban_hanh": "2014"})
    assert str(VanBanVienDan.model_validate({"ten_van_ban": "Luật Thi đua"})) == "Luật Thi đua"


def test_target_twice_is_refused() -> None:
    twice = {"kinh_te": [part("Đàn lợn", "5 con")], "moi_truong": [part("đàn  lợn")]}
    with pytest.raises(
        ValidationError, match="“đàn lợn” có hai lần: ở “Kinh tế” và ở “Môi trường”"
    ):
        phat_dong(chi_tieu=twice)


def test_target_twice_in_one_field_is_refused() -> None:
    twice = {"kinh_te": [part("Đàn lợn", "5 con"), part("A", "1 ha"), part("đàn lợn")]}
    with pytest.raises(ValidationError, match="“đàn lợn” có hai lần: mục 1 và mục 3"):
        phat_dong(chi_tieu=twice)


def test_target_is_found_without_accents() -> None:
    document = phat_dong(chi_tieu={"kinh_te": [part("Đàn lợn", "5 con")]})
    found = document.target("dan lon")
    assert found is not None
    assert str(found.gia_tri) == "5 con"
    assert document.target("Đàn gà") is None


def test_shared_target_must_exist() -> None:
    with pytest.raises(ValidationError, match="“Chỉ tiêu phân bổ” nêu “Đàn gà”"):
        phat_dong(chi_tieu={"kinh_te": [part("Lúa")]}, chi_tieu_phan_bo=["Đàn gà"])


@pytest.mark.parametrize(
    ("unit", "level"),
    [
        ("xã Quang Trung", "xã"),
        ("Phường 5", "phường"),
        ("thị trấn Me", "thị trấn"),
        ("đặc khu Phú Quốc", "đặc khu"),
    ],
)
def test_unit_names_its_level(unit: str, level: str) -> None:
    assert phat_dong(don_vi_hanh_chinh=unit).unit_level == level


@pytest.mark.parametrize("unit", ["Quang Trung", "xãQuang Trung", "huyện Me", "xã"])
def test_unit_without_its_level_is_refused(unit: str) -> None:
    with pytest.raises(ValidationError, match="cần tên kèm cấp"):
        phat_dong(don_vi_hanh_chinh=unit)


@pytest.mark.parametrize("year", [2024, "2024", " 2024 "])
def test_year(year: Any) -> None:
    assert phat_dong(nam=year).nam == 2024


@pytest.mark.parametrize("year", ["24", 24, "2024a", 2024.0, None, 3000, True])
def test_wrong_year_is_refused(year: Any) -> None:
    with pytest.raises(ValidationError):
        phat_dong(nam=year)


def fields_warned(**changes: Any) -> list[str]:
    return [w.field for w in phat_dong(**changes).find_warnings() if w.field != "Tên loại"]


@pytest.mark.parametrize("day", ["2024", "15/01/2024", "28/12/2023", "2023-12"])
def test_date_near_the_year_is_fine(day: str) -> None:
    assert fields_warned(ngay_ban_hanh=day) == []


@pytest.mark.parametrize("day", ["2023", "15/01/2025", "2022-12-31"])
def test_date_far_from_the_year_warns(day: str) -> None:
    assert fields_warned(ngay_ban_hanh=day) == ["Ngày ban hành"]


@pytest.mark.parametrize(
    ("day", "levels", "warned"),
    [
        ("30/6/2025", ["tỉnh", "thị xã"], []),
        ("01/7/2025", ["tỉnh", "thị xã"], ["Cấp trên"]),
        ("01/7/2025", ["tỉnh", "Huyện Đông Triều"], ["Cấp trên"]),
        ("01/7/2025", ["tỉnh"], []),
        ("01/7/2025", ["thành phố"], []),
    ],
)
def test_abolished_levels_warn(day: str, levels: list[str], warned: list[str]) -> None:
    assert fields_warned(nam=2025, ngay_ban_hanh=day, cap_tren=levels) == warned


def test_warning_of_an_abolished_level_says_since_when() -> None:
    document = phat_dong(nam=2026, ngay_ban_hanh="2026", cap_tren=["tỉnh", "thị xã"])
    message = document.find_warnings()[-1].message
    assert message == (
        "từ 01/07/2025 không còn cấp “thị xã” giữa cấp cơ sở và cấp tỉnh "
        "(Luật Tổ chức chính quyền địa phương 72/2025/QH15)"
    )


def test_decree_cannot_be_changed(decree: PhatDong) -> None:
    for part_of, field in ((decree, "nam"), (decree.chi_tieu.kinh_te[0], "gia_tri")):
        with pytest.raises(ValidationError):
            setattr(part_of, field, None)


def test_template_context_is_plain_data(decree: PhatDong) -> None:
    def check(value: object) -> None:
        if isinstance(value, dict):
            assert all(isinstance(key, str) for key in value)
            for inner in value.values():
                check(inner)
        elif isinstance(value, list | tuple):
            for inner in value:
                check(inner)
        else:
            assert type(value) in (str, int, bool)

    check(decree.template_context())


def test_a_copy_of_a_document_is_a_new_document() -> None:
    document = phat_dong()
    assert document.model_copy(update={"viet_tat_co_quan": "HĐND"}).symbol == "PĐTĐ-HĐND"
    with pytest.raises(ValidationError, match="bốn chữ số"):
        document.model_copy(update={"nam": 24})


def test_a_number_without_a_unit_is_warned_about() -> None:
    document = phat_dong(chi_tieu={"kinh_te": [{"ten_chi_tieu": "Số vụ", "gia_tri": "5"}]})
    assert [str(w) for w in document.find_warnings() if "đơn vị" in w.message] == [
        "Kinh tế / Số vụ: “5” không có đơn vị"
    ]


@pytest.mark.parametrize(
    ("unit", "below"), [("xã A", "thôn"), ("phường 5", "tổ dân phố"), ("đặc khu B", "khu dân cư")]
)
def test_what_the_unit_is_divided_into(unit: str, below: str) -> None:
    assert phat_dong(don_vi_hanh_chinh=unit).template_context()["cap_duoi"] == below


def test_shares_that_look_like_slips_are_told(decree: PhatDong) -> None:
    shares = [
        {"ten_chi_tieu": "Đàn gia cầm", "gia_tri": "6,900 con"},
        {"ten_chi_tieu": "Đàn lợn", "gia_tri": "-5 con"},
        {"ten_chi_tieu": "Đàn trâu", "gia_tri": "6.900 con"},
        {"ten_chi_tieu": "Tỷ lệ", "gia_tri": "12,855%"},
    ]
    document = decree.model_copy(update={"chi_tieu_duoc_giao": shares})
    names = {share["ten_chi_tieu"] for share in shares}
    found = [warning for warning in document.find_warnings() if warning.field in names]
    assert [str(warning) for warning in found] == [
        "Đàn gia cầm: “6,900 con” có ba chữ số sau dấu phẩy; nếu là hàng nghìn thì viết “6.900”",
        "Đàn lợn: “-5 con” là số âm; hãy xem lại",
    ]
