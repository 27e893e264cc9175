"""The components that every kind may have: NĐ 30, PL I, Phần I, II.3, II.6, II.9 and III."""

from typing import Any

import pytest
from pydantic import ValidationError

from vanban.models import PhuLuc, appendix_numbers

from .samples import HEAD, document, van_ban


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Sở Nội vụ", ("Sở Nội vụ",)),
        ("- Sở Nội vụ;", ("Sở Nội vụ",)),
        (["Sở Nội vụ"], ("Sở Nội vụ",)),
        (["- Sở Nội vụ;", "– Sở Tài chính.", "Sở Y tế"], ("Sở Nội vụ", "Sở Tài chính", "Sở Y tế")),
        ([], ()),
    ],
)
def test_addressees(written: Any, kept: tuple[str, ...]) -> None:
    assert van_ban(kinh_gui=written).kinh_gui == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Căn cứ Luật Đất đai", ("Căn cứ Luật Đất đai",)),
        ("Căn cứ Luật Đất đai.", ("Căn cứ Luật Đất đai",)),
        (
            ["Căn cứ Luật Đất đai;", "- Theo đề nghị của Chánh Văn phòng."],
            ("Căn cứ Luật Đất đai", "Theo đề nghị của Chánh Văn phòng"),
        ),
    ],
)
def test_legal_bases_lose_their_end(written: Any, kept: tuple[str, ...]) -> None:
    assert van_ban(can_cu=written).can_cu == kept


@pytest.mark.parametrize("field", ["kinh_gui", "can_cu"])
@pytest.mark.parametrize("written", ["", [""], ["- ;"], [5], 5, {"a": "b"}, "một\nhai"])
def test_lines_that_are_none_are_refused(field: str, written: Any) -> None:
    with pytest.raises(ValidationError):
        van_ban(**{field: written})


# II.9.b: "Như trên" heads Nơi nhận when there is Kính gửi, and in Mẫu 1.8.
@pytest.mark.parametrize(
    ("kind", "places", "printed"),
    [
        ("cong_van", ["Sở Tài chính"], ("Như trên", "Sở Tài chính")),
        ("cong_van", ["Như trên", "Sở Tài chính"], ("Như trên", "Sở Tài chính")),
        ("cong_van", ["- như trên;", "Sở Tài chính"], ("Như trên", "Sở Tài chính")),
        ("cong_van", ["Sở Tài chính", "NHƯ TRÊN"], ("Như trên", "Sở Tài chính")),
        ("cong_van", ["Như trên"], ("Như trên",)),
        ("cong_van", [], ("Như trên",)),
        ("giay_gioi_thieu", [], ("Như trên",)),
        ("giay_gioi_thieu", ["Như trên"], ("Như trên",)),
        ("to_trinh", ["Đảng ủy"], ("Như trên", "Đảng ủy")),
        ("ke_hoach", ["Đảng ủy"], ("Đảng ủy",)),
        ("bao_cao", ["Đảng ủy"], ("Đảng ủy",)),
    ],
)
def test_recipients(kind: str, places: list[str], printed: tuple[str, ...]) -> None:
    assert document(kind, noi_nhan=places).recipients == printed


def test_a_report_to_a_superior_is_as_above() -> None:
    report = document("bao_cao", kinh_gui="Ủy ban nhân dân tỉnh")
    assert report.recipients == ("Như trên", "UBND thị xã")


@pytest.mark.parametrize("kind", ["cong_van", "bien_ban", "hop_dong", "thu_cong"])
def test_the_filing_line_is_refused_in_every_kind(kind: str) -> None:
    with pytest.raises(ValidationError, match="bỏ dòng “Lưu: VT”"):
        document(kind, noi_nhan=["Lưu: VT"])


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("hỏa tốc", "hoa_toc"),
        ("hoả tốc", "hoa_toc"),
        ("HỎA TỐC", "hoa_toc"),
        ("hoa toc", "hoa_toc"),
        ("hoa_toc", "hoa_toc"),
        ("Thượng khẩn", "thuong_khan"),
        ("khẩn", "khan"),
        (None, None),
    ],
)
def test_urgency(written: Any, key: str | None) -> None:
    assert van_ban(do_khan=written).do_khan == key


@pytest.mark.parametrize("written", ["rất khẩn", "khẩn cấp", "", "mật", True, 1, []])
def test_other_urgencies_are_refused(written: Any) -> None:
    with pytest.raises(ValidationError, match="cần một trong: hỏa tốc, thượng khẩn, khẩn"):
        van_ban(do_khan=written)


@pytest.mark.parametrize(
    ("written", "key"),
    [("mật", "mat"), ("Tối mật", "toi_mat"), ("TUYỆT MẬT", "tuyet_mat"), (None, None)],
)
def test_secrecy(written: Any, key: str | None) -> None:
    assert van_ban(do_mat=written).do_mat == key


@pytest.mark.parametrize("written", ["tuyệt đối mật", "khẩn", ""])
def test_other_secrecies_are_refused(written: str) -> None:
    with pytest.raises(ValidationError, match="cần một trong: tuyệt mật, tối mật, mật"):
        van_ban(do_mat=written)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("có", "DỰ THẢO"),
        ("co", "DỰ THẢO"),
        ("x", "DỰ THẢO"),
        ("Dự thảo", "DỰ THẢO"),
        ("lần 2", "DỰ THẢO LẦN 2"),
        ("Dự thảo lần 2", "DỰ THẢO LẦN 2"),
        ("ngày 05/3/2026", "DỰ THẢO NGÀY 05/3/2026"),
        ("không", None),
        (None, None),
    ],
)
def test_draft(written: Any, words: str | None) -> None:
    document = van_ban(du_thao=written)
    assert document.du_thao == words
    assert document.model_copy().du_thao == words


@pytest.mark.parametrize("field", ["ban_dien_tu", "kho_ngang"])
@pytest.mark.parametrize(
    ("written", "value"),
    [
        *(("có", True), ("Có", True), ("co", True), ("x", True), ("true", True), (True, True)),
        *(("không", False), ("KHÔNG", False), ("khong", False), ("false", False), (False, False)),
    ],
)
def test_flags(field: str, written: Any, value: bool) -> None:
    assert getattr(van_ban(**{field: written}), field) is value


@pytest.mark.parametrize("written", ["", "có lẽ", "1", 1, 0, None, []])
def test_other_flags_are_refused(written: Any) -> None:
    with pytest.raises(ValidationError, match="cần “có” hoặc “không”"):
        van_ban(kho_ngang=written)


def test_joint_signatures_stand_before_the_signature_of_the_body() -> None:
    other = {"quyen_han_ky": "TM. Ban Thường trực", "chuc_vu": "Chủ tịch", "ho_ten": "Lê An"}
    names = [signer.ho_ten for signer in van_ban(nguoi_ky_khac=[other]).signers()]
    assert names == ["Lê An", "Nguyễn Văn Thắng"]
    assert [one.offices for one in van_ban(nguoi_ky_khac=[other]).signatures()] == [
        ("TM. Ban Thường trực", "Chủ tịch"),
        ("Chủ tịch",),
    ]


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({"dia_chi": "Số 12, phố Chợ"}, ("Địa chỉ: Số 12, phố Chợ",)),
        (
            {
                "dia_chi": "Số 12, phố Chợ",
                "dien_thoai": "0203 3 123 456",
                "so_fax": "0203 3 123 457",
                "thu_dien_tu": "ubnd@quangtrung.gov.vn",
                "trang_thong_tin": "quangtrung.gov.vn",
            },
            # PL I, Phần I, V.12: "ĐT: ………, Fax: ………" / "E-Mail: ………, Website:………".
            (
                "Địa chỉ: Số 12, phố Chợ",
                "ĐT: 0203 3 123 456, Fax: 0203 3 123 457",
                "E-Mail: ubnd@quangtrung.gov.vn, Website: quangtrung.gov.vn",
            ),
        ),
        (
            {"so_fax": "0203", "trang_thong_tin": "a.vn"},
            ("Fax: 0203", "Website: a.vn"),
        ),
    ],
)
def test_address_of_the_agency(fields: dict[str, str], lines: tuple[str, ...]) -> None:
    address = van_ban(dia_chi_co_quan=fields).dia_chi_co_quan
    assert address is not None
    assert address.lines() == lines


def test_an_empty_address_is_refused() -> None:
    with pytest.raises(ValidationError, match="nhóm này để trống"):
        van_ban(dia_chi_co_quan={})


# III.1.a: two or more are numbered in Roman numbers.
@pytest.mark.parametrize(
    ("count", "last"),
    [
        *((0, None), (1, ""), (2, "II"), (3, "III"), (4, "IV"), (5, "V"), (8, "VIII"), (9, "IX")),
        *(
            (10, "X"),
            (14, "XIV"),
            (39, "XXXIX"),
            (40, "XL"),
            (49, "XLIX"),
            (90, "XC"),
            (99, "XCIX"),
        ),
    ],
)
def test_appendix_numbers(count: int, last: str | None) -> None:
    numbers = appendix_numbers([PhuLuc(noi_dung="Một.")] * count)
    assert len(numbers) == len(set(numbers)) == count
    assert (numbers[-1] if numbers else None) == last
    assert numbers[:1] in ((), ("",), ("I",))


def test_an_appendix_needs_a_body() -> None:
    with pytest.raises(ValidationError, match="để trống"):
        van_ban(phu_luc=[{"ten_phu_luc": "Danh sách", "noi_dung": " "}])
    (appendix,) = van_ban(phu_luc=[{"noi_dung": "1. Một.", "kho_ngang": "có"}]).appendices()
    assert (appendix.ten_phu_luc, appendix.kho_ngang) == (None, True)


@pytest.mark.parametrize("body", ["{{ trich_yeu }}", "1. Theo {{ ky_hieu }} **đậm**", "{% if x %}"])
def test_a_body_may_ask_for_fields(body: str) -> None:
    assert van_ban(noi_dung=body).noi_dung == body


def test_a_field_that_is_asked_for_hides_no_fault() -> None:
    with pytest.raises(ValidationError, match=r"dòng 1, cột"):
        van_ban(noi_dung="{{ trich_yeu }} **hở")


def test_a_whole_name_is_asked_of_signers() -> None:
    with pytest.raises(ValidationError, match="viết in hoa"):
        van_ban(nguoi_ky=HEAD | {"ho_ten": "NGUYỄN VĂN THẮNG"})
