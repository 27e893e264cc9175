from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from vanban.wording import PartialDate

from .samples import phat_dong, van_ban


@pytest.mark.parametrize(
    ("ten_loai", "symbol"),
    [
        ("Kế hoạch", "KH-UBND"),
        ("Tờ trình", "TTr-UBND"),
        ("Chương trình", "CTr-UBND"),
        ("Quy định", "QyĐ-UBND"),
        ("KẾ HOẠCH", "KH-UBND"),
    ],
)
def test_symbol_keeps_the_case_of_the_law(ten_loai: str, symbol: str) -> None:
    assert van_ban(loai=ten_loai, ten_loai=ten_loai).symbol == symbol


def test_symbol_of_its_own() -> None:
    assert van_ban(ky_hieu="KH-BCĐ").symbol == "KH-BCĐ"


def test_abbreviation_of_the_law_cannot_be_overridden() -> None:
    with pytest.raises(ValidationError, match=r"Kế hoạch viết tắt là KH .* gặp “KHH”"):
        van_ban(viet_tat_ten_loai="KHH")
    assert van_ban(viet_tat_ten_loai="KH").symbol == "KH-UBND"


def test_custom_kind_needs_its_own_abbreviation_and_warns() -> None:
    with pytest.raises(ValidationError, match="“Phát động” không thuộc 29 loại của Điều 7"):
        van_ban(loai="van_ban_khac", ten_loai="Phát động")
    document = van_ban(loai="van_ban_khac", ten_loai="Phát động", viet_tat_ten_loai="PĐTĐ")
    assert document.symbol == "PĐTĐ-UBND"
    (warning,) = document.find_warnings()
    assert warning.field == "Tên loại"
    assert "không thuộc 29 loại" in warning.message
    assert "“PĐTĐ”" in warning.message


def test_kind_of_the_law_does_not_warn() -> None:
    assert van_ban().find_warnings() == ()


@pytest.mark.parametrize(
    ("name", "key"),
    [("Công văn", "cong_van"), ("Quyết định", "quyet_dinh"), ("Giấy mời", "giay_moi")],
)
def test_a_kind_with_a_form_of_its_own_goes_by_its_key(name: str, key: str) -> None:
    with pytest.raises(ValidationError, match=f"{name} có mẫu riêng; hãy ghi “loai: {key}”"):
        van_ban(loai="van_ban_khac", ten_loai=name, ky_hieu="A-B")


@pytest.mark.parametrize("symbol", ["KH UBND", "KH/UBND", "KH--UBND"])
def test_symbol_with_spaces_or_slashes_is_refused(symbol: str) -> None:
    with pytest.raises(ValidationError, match="viết chưa đúng"):
        van_ban(ky_hieu=symbol)
    with pytest.raises(ValidationError, match="viết chưa đúng"):
        van_ban(viet_tat_co_quan=symbol)


@pytest.mark.parametrize(
    ("written", "number"),
    [("05", 5), ("5", 5), (" 12 ", 12), (5, 5), (Decimal(7), 7), (None, None)],
)
def test_number_of_the_document(written: Any, number: int | None) -> None:
    assert van_ban(so_van_ban=written).so_van_ban == number


@pytest.mark.parametrize("written", ["0", "00", 0, -1, Decimal(-3)])
def test_number_below_one_is_refused(written: Any) -> None:
    with pytest.raises(ValidationError, match="bắt đầu từ 1; chưa có số thì bỏ trống"):
        van_ban(so_van_ban=written)


@pytest.mark.parametrize(
    "written",
    ["", "5a", "5,0", "-5", "1.5", 5.0, True, []]
    + [Decimal(text) for text in ("1.5", "1E400000000", "NaN", "sNaN", "Infinity")],
)
def test_number_that_is_not_whole_is_refused(written: Any) -> None:
    with pytest.raises(ValidationError, match="cần một số nguyên"):
        van_ban(so_van_ban=written)


@pytest.mark.parametrize("line", ["Lưu: VT", "lưu: VT, TĐKT", "- Lưu: VT;", "Lưu : VT", "LƯU VT"])
def test_filing_line_is_refused(line: str) -> None:
    with pytest.raises(ValidationError, match="dòng Lưu được in từ trường “Đơn vị soạn thảo”"):
        van_ban(noi_nhan=["UBND thị xã", line])


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("UBND thị xã", "UBND thị xã"),
        ("- UBND thị xã;", "UBND thị xã"),
        ("-UBND thị xã ;", "UBND thị xã"),
        ("– Các cơ quan.", "Các cơ quan"),
        ("Chi cục Lưu trữ", "Chi cục Lưu trữ"),
        ("Lưu trữ lịch sử tỉnh", "Lưu trữ lịch sử tỉnh"),
    ],
)
def test_recipients_lose_dash_and_semicolon(written: str, kept: str) -> None:
    assert van_ban(noi_nhan=[written]).noi_nhan == (kept,)


@pytest.mark.parametrize("written", ["-", "- ;", ";", " - . "])
def test_recipient_without_a_name_is_refused(written: str) -> None:
    with pytest.raises(ValidationError, match="chưa có tên nơi nhận"):
        van_ban(noi_nhan=[written])


def test_recipients_are_required() -> None:
    with pytest.raises(ValidationError):
        van_ban(noi_nhan=[])


def test_body_is_required() -> None:
    with pytest.raises(ValidationError, match="thiếu nội dung"):
        van_ban(noi_dung=None)
    assert van_ban(noi_dung=None, khuon_mau="ke_hoach.docx.j2").khuon_mau == "ke_hoach.docx.j2"
    assert phat_dong().noi_dung is None


@pytest.mark.parametrize("written", [13, "13", " 13 ", Decimal(13)])
def test_size_of_the_body(written: Any) -> None:
    assert van_ban(co_chu=written).co_chu == 13
    assert van_ban().co_chu == 14


@pytest.mark.parametrize("written", [12, "15", "to", None, True, 13.0, []])
def test_other_sizes_are_refused(written: Any) -> None:
    with pytest.raises(ValidationError):
        van_ban(co_chu=written)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("15/01/2024", PartialDate(2024, 1, 15)),
        ("2024-01", PartialDate(2024, 1)),
        ("2024", PartialDate(2024)),
        (2024, PartialDate(2024)),
        (Decimal(2024), PartialDate(2024)),
        (date(2024, 1, 15), PartialDate(2024, 1, 15)),
    ],
)
def test_date(written: Any, kept: PartialDate) -> None:
    assert van_ban(ngay_ban_hanh=written).ngay_ban_hanh == kept


@pytest.mark.parametrize("written", ["31/02/2024", "15-01-2024", "", True, 2024.0, [], "hôm nay"])
def test_wrong_date_is_refused(written: Any) -> None:
    with pytest.raises(ValidationError):
        van_ban(ngay_ban_hanh=written)


def test_decomposed_text_is_composed() -> None:
    document = van_ban(trich_yeu="Trô\u0300ng  cây ")
    assert document.trich_yeu == "Trồng cây"


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x0b", "\x0c", "\x1c", "\x85", "\ud800"])
@pytest.mark.parametrize("field", ["trich_yeu", "noi_dung"])
def test_control_characters_are_refused(field: str, character: str) -> None:
    with pytest.raises(ValidationError, match=f"U\\+{ord(character):04X}"):
        van_ban(**{field: f"Trồng{character}cây"})


def test_body_keeps_its_lines() -> None:
    assert van_ban(noi_dung="1. Một.\r\n\r\n2.  Hai.\n").noi_dung == "1. Một.\n\n2. Hai."


@pytest.mark.parametrize("value", ["", "  ", None, 5, 2.5, True, ["x"], {"a": 1}])
def test_text_that_is_none_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError):
        van_ban(trich_yeu=value)


def test_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError):
        van_ban(tac_gia="ai đó")


def test_document_cannot_be_changed() -> None:
    document = van_ban()
    for part, field in ((document, "trich_yeu"), (document.nguoi_ky, "ho_ten")):
        with pytest.raises(ValidationError):
            setattr(part, field, "khác")


@pytest.mark.parametrize(
    ("trich_yeu", "title"),
    [
        ("Trồng cây năm 2024", "Kế hoạch trồng cây năm 2024"),
        ("UBND xã trồng cây", "Kế hoạch UBND xã trồng cây"),
    ],
)
def test_title(trich_yeu: str, title: str) -> None:
    assert van_ban(trich_yeu=trich_yeu).title == title


def test_a_kind_of_dieu_7_brings_its_name() -> None:
    document = van_ban(loai="Tờ trình")
    assert (document.ten_loai, document.symbol) == ("Tờ trình", "TTr-UBND")


def test_kind_and_name_must_agree() -> None:
    with pytest.raises(ValueError, match="loại là Kế hoạch mà tên loại ghi “Báo cáo”"):
        van_ban(ten_loai="Báo cáo")


def test_a_kind_of_ones_own_needs_a_name() -> None:
    with pytest.raises(ValueError, match="hãy ghi trường “Tên loại”"):
        van_ban(loai="van_ban_khac")


def test_a_wrong_abbreviation_is_seen_beside_a_symbol() -> None:
    with pytest.raises(ValueError, match="Kế hoạch viết tắt là KH"):
        van_ban(viet_tat_ten_loai="KHH", ky_hieu="KH-UBND")


def test_a_document_older_than_the_decree_is_refused() -> None:
    with pytest.raises(ValidationError, match="trước ngày 05/03/2020"):
        van_ban(ngay_ban_hanh="2019")


def test_a_year_alone_is_judged_by_its_last_day() -> None:
    assert van_ban(ngay_ban_hanh="2020").law.van_ban.so_ky_hieu == "30/2020/NĐ-CP"
    with pytest.raises(ValidationError, match="trước ngày 05/03/2020"):
        van_ban(ngay_ban_hanh="02/2020")
