"""Copies on paper: NĐ 30, PL I, Phần II, II; PL III, I and Mẫu 3.1; Điều 25."""

from typing import Any

import pytest
from pydantic import ValidationError

from vanban.models import BanSao

from .samples import DEPUTY, HEAD, van_ban


def copy_data(**changes: Any) -> dict[str, Any]:
    return {
        "hinh_thuc_sao": "sao y",
        "co_quan_sao": "Ủy ban nhân dân xã Quang Trung",
        "viet_tat_co_quan": "UBND",
        "so_ban_sao": "3",
        "dia_danh": "Quang Trung",
        "ngay_sao": "20/01/2024",
        "nguoi_ky": HEAD,
        "noi_nhan": ["Các thôn"],
    } | changes


def ban_sao(**changes: Any) -> BanSao:
    return BanSao.model_validate(copy_data(**changes))


@pytest.mark.parametrize(
    ("written", "words", "symbol"),
    [
        ("sao y", "SAO Y", "SY-UBND"),
        ("Sao y", "SAO Y", "SY-UBND"),
        ("sao_y", "SAO Y", "SY-UBND"),
        ("sao lục", "SAO LỤC", "SL-UBND"),
        ("TRÍCH SAO", "TRÍCH SAO", "TrS-UBND"),
    ],
)
def test_forms_of_copies(written: str, words: str, symbol: str) -> None:
    made = ban_sao(hinh_thuc_sao=written)
    assert (made.words, made.symbol) == (words, symbol)


@pytest.mark.parametrize("written", ["sao y bản chính", "sao", "photo", "", None])
def test_other_forms_are_refused(written: Any) -> None:
    with pytest.raises(ValidationError, match="cần một trong: sao y, sao lục, trích sao"):
        ban_sao(hinh_thuc_sao=written)


@pytest.mark.parametrize(("written", "number"), [("03", 3), (1, 1), (None, None)])
def test_number_of_a_copy(written: Any, number: int | None) -> None:
    assert ban_sao(so_ban_sao=written).so_ban_sao == number


@pytest.mark.parametrize("written", ["0", 0, -1])
def test_number_of_a_copy_counts_from_one(written: Any) -> None:
    with pytest.raises(ValidationError, match="số bản sao bắt đầu từ 1"):
        ban_sao(so_ban_sao=written)


@pytest.mark.parametrize("line", ["Lưu: VT", "- Lưu: VT."])
def test_the_filing_line_of_a_copy_is_ours(line: str) -> None:
    with pytest.raises(ValidationError, match="dòng Lưu của bản sao có sẵn"):
        ban_sao(noi_nhan=["Các thôn", line])


def test_abbreviation_of_the_copying_agency() -> None:
    with pytest.raises(ValidationError, match="“UB ND” viết chưa đúng"):
        ban_sao(viet_tat_co_quan="UB ND")


def test_recipients_of_a_copy_are_required() -> None:
    assert ban_sao(noi_nhan="- Các thôn;").noi_nhan == ("Các thôn",)
    with pytest.raises(ValidationError, match="noi_nhan"):
        ban_sao(noi_nhan=[])


def test_a_copy_is_signed_by_the_rules_of_authority() -> None:
    assert ban_sao(nguoi_ky=DEPUTY).nguoi_ky.signature().offices == ("KT. Chủ tịch", "Phó Chủ tịch")
    with pytest.raises(ValidationError, match="là cấp phó"):
        ban_sao(nguoi_ky=DEPUTY | {"quyen_han_ky": []})


def test_a_document_carries_its_copy() -> None:
    made = van_ban(ban_sao=copy_data()).ban_sao
    assert made is not None
    assert made.symbol == "SY-UBND"
