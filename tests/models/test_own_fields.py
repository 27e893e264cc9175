"""The kinds with fields of their own: NĐ 30, PL III, Mẫu 1.1 to 1.3 and 1.5 to 1.10; Điều 7."""

from typing import Any

import pytest
from pydantic import ValidationError

from vanban.models import BenKy, BienBan

from .samples import DEPUTY, HEAD, PARTIES, document

RULES = {"ten_loai": "Quy chế", "trich_yeu": "Làm việc của xã", "noi_dung": "Điều 1. Một."}
CONTRACTS = ["hop_dong", "ban_ghi_nho", "ban_thoa_thuan"]


# Mẫu 1.1, 1.2, 1.3.


@pytest.mark.parametrize(
    ("kind", "attached", "form", "order"),
    [
        ("nghi_quyet", None, "Nghị quyết (cá biệt)", "QUYẾT NGHỊ:"),
        ("nghi_quyet", RULES, "Nghị quyết (cá biệt)", "QUYẾT NGHỊ:"),
        ("quyet_dinh", None, "Quyết định (cá biệt) quy định trực tiếp", "QUYẾT ĐỊNH:"),
        ("quyet_dinh", RULES, "Quyết định (cá biệt) quy định gián tiếp", "QUYẾT ĐỊNH:"),
    ],
)
def test_form_of_a_decision(kind: str, attached: Any, form: str, order: str) -> None:
    made = document(kind, van_ban_kem_theo=attached)
    assert (made.form.ten, made.form.lenh_ban_hanh) == (form, order)
    assert made.issued_by == "Chủ tịch Ủy ban nhân dân xã Quang Trung"
    assert (made.attached is not None) is (attached is not None)


@pytest.mark.parametrize("field", ["ten_loai", "trich_yeu", "noi_dung"])
def test_an_attached_document_is_whole(field: str) -> None:
    with pytest.raises(ValidationError):
        document("quyet_dinh", van_ban_kem_theo={**RULES, field: " "})


# Mẫu 1.5 and 1.6.


@pytest.mark.parametrize(
    ("fields", "symbol"),
    [
        ({"viet_tat_don_vi": "VX"}, "UBND-VX"),
        ({"viet_tat_don_vi": "VX", "don_vi_soan_thao": "VP"}, "UBND-VX"),
        ({"viet_tat_don_vi": ..., "don_vi_soan_thao": "VP"}, "UBND-VP"),
        ({"viet_tat_don_vi": ..., "ky_hieu": "BNV-TCCB"}, "BNV-TCCB"),
    ],
)
def test_symbol_of_a_letter(fields: dict[str, Any], symbol: str) -> None:
    assert document("cong_van", **fields).symbol == symbol


def test_symbol_of_a_letter_needs_a_unit() -> None:
    with pytest.raises(ValidationError, match="hãy ghi trường “Viết tắt đơn vị”, ví dụ VX"):
        document("cong_van", viet_tat_don_vi=...)
    with pytest.raises(ValidationError, match="đơn vị hoặc lĩnh vực “Phòng VX” viết chưa đúng"):
        document("cong_van", viet_tat_don_vi="Phòng VX")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("nâng bậc lương năm 2019", "nâng bậc lương năm 2019"),
        ("V/v nâng bậc lương", "nâng bậc lương"),
        ("v/v nâng bậc lương", "nâng bậc lương"),
        ("V/v: nâng bậc lương", "nâng bậc lương"),
        ("trả lời đơn v/v nâng bậc lương", "trả lời đơn v/v nâng bậc lương"),
    ],
)
def test_the_word_before_the_abstract_is_ours(written: str, kept: str) -> None:
    assert document("cong_van", trich_yeu=written).abstract == kept


@pytest.mark.parametrize("written", ["V/v", "V/v: "])
def test_an_abstract_is_more_than_the_word(written: str) -> None:
    with pytest.raises(ValidationError, match="chỉ có “V/v”"):
        document("cong_van", trich_yeu=written)


@pytest.mark.parametrize("places", [[], ()])
def test_addressees_are_required_where_the_law_wants_them(places: Any) -> None:
    with pytest.raises(ValidationError, match="kinh_gui"):
        document("cong_van", kinh_gui=places)
    with pytest.raises(ValidationError, match="noi_nhan_dien"):
        document("cong_dien", noi_nhan_dien=places)


def test_telegram() -> None:
    made = document("cong_dien", noi_nhan_dien=["- Công an xã;", "Trạm Y tế xã."])
    assert made.lead_line == "Chủ tịch Ủy ban nhân dân xã Quang Trung điện:"
    assert made.wired_to == ("Công an xã", "Trạm Y tế xã")
    assert made.recipients == ("UBND thị xã",)
    assert document("ke_hoach").wired_to == ()


# Mẫu 1.8 and 1.10.


def test_introduction() -> None:
    made = document("giay_gioi_thieu")
    assert made.lead_line == "Ủy ban nhân dân xã Quang Trung trân trọng giới thiệu:"
    assert made.abstract == ""
    assert made.title == "Giấy giới thiệu"
    assert document("ke_hoach").lead_line == ""


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("giay_gioi_thieu", "gia_tri_den"),
        ("giay_nghi_phep", "ngay_lam_don"),
        ("giay_nghi_phep", "nghi_tu"),
        ("giay_nghi_phep", "nghi_den"),
    ],
)
@pytest.mark.parametrize("written", ["2024", "01/2024"])
def test_days_are_whole(kind: str, field: str, written: str) -> None:
    with pytest.raises(ValidationError, match="cần cả ngày, tháng, năm"):
        document(kind, **{field: written})


@pytest.mark.parametrize(
    ("kind", "days", "message"),
    [
        (
            "giay_nghi_phep",
            {"nghi_tu": "26/01/2024", "nghi_den": "25/01/2024"},
            "“Nghỉ đến” 25/01/2024 trước “Nghỉ từ” 26/01/2024",
        ),
        (
            "giay_nghi_phep",
            {"ngay_lam_don": "16/01/2024"},
            "“Ngày ban hành” 15/01/2024 trước “Ngày làm đơn” 16/01/2024",
        ),
        (
            "giay_gioi_thieu",
            {"gia_tri_den": "14/01/2024"},
            "“Giá trị đến” 14/01/2024 trước “Ngày ban hành” 15/01/2024",
        ),
    ],
)
def test_days_are_in_order(kind: str, days: dict[str, str], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        document(kind, **days)


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        ("giay_nghi_phep", {"nghi_tu": "26/01/2024", "nghi_den": "26/01/2024"}),
        ("giay_nghi_phep", {"ngay_lam_don": "15/01/2024"}),
        ("giay_nghi_phep", {"ngay_lam_don": "16/01/2024", "ngay_ban_hanh": "2024"}),
        ("giay_gioi_thieu", {"gia_tri_den": "15/01/2024"}),
    ],
)
def test_days_that_are_in_order(kind: str, days: dict[str, str]) -> None:
    assert document(kind, **days).find_warnings() == ()


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("giay_gioi_thieu", "nguoi_duoc_cu"),
        ("giay_nghi_phep", "nguoi_nghi"),
    ],
)
def test_the_person_has_name_and_office(kind: str, field: str) -> None:
    for person in ({"ho_ten": "Lê Văn Cường"}, {"chuc_vu": "Chuyên viên"}):
        with pytest.raises(ValidationError, match="Field required"):
            document(kind, **{field: person})


def test_confirmation_of_a_leave() -> None:
    assert document("giay_nghi_phep").confirmed_by == ()
    assert document("giay_nghi_phep", can_xac_nhan="không").confirmed_by == ()
    assert document("giay_nghi_phep", can_xac_nhan="có").confirmed_by == (
        "Xác nhận của cơ quan (tổ chức) hoặc chính quyền địa phương nơi nghỉ phép",
        "(Chữ ký, dấu)",
    )


# Mẫu 1.9.


def test_minutes_are_signed_by_secretary_and_chairman() -> None:
    first, last = document("bien_ban").signatures()
    assert (first.offices, first.name) == (("Thư ký",), "Phạm Thị Dung")
    assert (last.offices, last.name) == (("Chủ tọa",), "Nguyễn Văn Thắng")
    assert document("bien_ban").template_context()["ho_ten"] == "Nguyễn Văn Thắng"


def test_minutes_have_no_date_line_and_a_file() -> None:
    made = document("bien_ban")
    assert isinstance(made, BienBan)
    assert made.don_vi_soan_thao == "Hồ sơ"
    assert not made.form.co_dia_danh_ngay
    assert document("ke_hoach").form.co_dia_danh_ngay


def test_office_of_the_chairman_in_the_government() -> None:  # note 5
    chairman = {"ho_ten": "Lê Văn An", "chuc_vu_khac": "Phó Chủ tịch Ủy ban nhân dân xã"}
    last = document("bien_ban", nguoi_ky=chairman).signatures()[-1]
    assert last.offices == ("Chủ tọa",)
    assert last.other_office == "Phó Chủ tịch Ủy ban nhân dân xã"


def test_minutes_name_who_was_there() -> None:
    with pytest.raises(ValidationError, match="thanh_phan_tham_du"):
        document("bien_ban", thanh_phan_tham_du=[])


# Contracts.


@pytest.mark.parametrize("kind", CONTRACTS)
def test_parties_sign_side_by_side(kind: str) -> None:
    first, second = document(kind).signatures()
    assert first.offices == ("Đại diện Bên A", "Chủ tịch")
    assert (second.offices, second.name) == (("Đại diện Bên B", "Giám đốc"), "Chu Văn Bách")


@pytest.mark.parametrize("kind", CONTRACTS)
@pytest.mark.parametrize("count", [0, 1])
def test_a_contract_has_two_parties_or_more(kind: str, count: int) -> None:
    with pytest.raises(ValidationError, match="cac_ben"):
        document(kind, cac_ben=PARTIES[:count])
    third = PARTIES[1] | {"ten_ben": "Bên C"}
    assert len(document(kind, cac_ben=[*PARTIES, third]).signatures()) == 3


def test_parties_have_names_of_their_own() -> None:
    twins = [PARTIES[0], PARTIES[1] | {"ten_ben": "bên a"}]
    with pytest.raises(ValidationError, match="có hai bên cùng tên “Bên A”"):
        document("hop_dong", cac_ben=twins)


@pytest.mark.parametrize("fields", [{"nguoi_ky": HEAD}, {"nguoi_ky_khac": [HEAD]}])
def test_only_parties_sign_a_contract(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="hãy ghi “Người ký” trong từng bên"):
        document("hop_dong", **fields)


def test_a_party_signs_as_its_own_law_says() -> None:
    """II.7.b and Điều 13 bind the issuing body; a company or a person signs otherwise."""
    party = PARTIES[0] | {"nguoi_ky": DEPUTY}
    signature = BenKy.model_validate(party).signature()
    assert signature.offices == ("Đại diện Bên A", "KT. Chủ tịch", "Phó Chủ tịch")
    company = party | {"nguoi_ky": HEAD | {"chuc_vu": "Phó Giám đốc"}}
    assert BenKy.model_validate(company).signature().offices[-1] == "Phó Giám đốc"
    person = party | {"nguoi_ky": {"ho_ten": "Trần Văn C"}}
    assert BenKy.model_validate(person).signature().offices == ("Đại diện Bên A",)


@pytest.mark.parametrize("kind", ["quyet_dinh", "giay_moi", "cong_dien", "bien_ban"])
def test_kinh_gui_has_no_place_in_some_forms(kind: str) -> None:
    with pytest.raises(ValidationError, match="không có phần “Kính gửi”"):
        document(kind, kinh_gui="Sở Nội vụ")


@pytest.mark.parametrize("field", ["pham_vi_luu_hanh", "du_thao"])
def test_words_in_a_frame_are_short(field: str) -> None:
    with pytest.raises(ValidationError, match="ô này chỉ vừa 40 chữ"):
        document("ke_hoach", **{field: "lấy ý kiến các sở, ban, ngành và các xã, phường"})


# Thư công.


@pytest.mark.parametrize("name", ["Thư chúc mừng", "Thư khen", "THƯ NGỎ", ...])
def test_a_public_letter_names_itself(name: Any) -> None:
    made = document("thu_cong", ten_loai=name)
    assert made.ten_loai == ("Thư công" if name is ... else name)
    assert made.symbol == ""
    assert made.find_warnings() == ()


@pytest.mark.parametrize("name", ["Quyết định", "Lời chúc"])
def test_a_public_letter_is_a_letter(name: str) -> None:
    with pytest.raises(ValidationError, match=f"bắt đầu bằng chữ “Thư”, gặp “{name}”"):
        document("thu_cong", ten_loai=name)
