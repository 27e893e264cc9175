"""No message of a report holds what a cell holds; the law, the titles and the hints stay."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.samples import raw
from vanban.batch.redaction import without_quotes, without_values
from vanban.data import load
from vanban.errors import InputError, Problem

KINDS = ("ke_hoach", "quyet_dinh", "cong_van", "giay_moi", "giay_nghi_phep", "bien_ban", "thu_cong")
# Letters that no message of vanban strings together, so that what survives is the cell's.
RARE_LETTERS = "zwjfẑŵ"
NAME = "Zwjfẑ Ŵfjwz Jzŵfw"
# What makes a cell be refused for one reason or another, around something that is to be hidden.
SHAPES = (
    "{0}",
    "{1}",
    "TM. {0}",
    "KT. {0} KT. {0}",
    "TUQ {0}",
    "Q {0}",
    "T/M {0}",
    "31/02/{0}",
    "{0}/2024",
    "lần {0}",
    "Lưu: {0}",
    "{0}\n{0}",
    "“{0}” và “{0}",
    "{0}” {0}",
    "TS. {1}",
    "12.5 {0}",
    "1.5e3 {0}",
    "- {0};",
    "  {0}   {0}  ",
    "I. {0}\n1. {0}\n3. {0}\n**{0}",
    "| {0} | {0}\n[bảng: {0}]",
    "{{{{ {0} }}}} [hình: {0}]",
    "Phó {0}",
    "V/v",
    "{0}\x07",
)


def letters(text: str) -> str:
    folded = unicodedata.normalize("NFC", text).casefold()
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", folded)))


def grams(text: str) -> set[str]:
    folded = letters(text)
    return {folded[at : at + 4] for at in range(len(folded) - 3)}


def refused(data: dict[str, Any]) -> Iterator[Problem]:
    try:
        load(data)
    except InputError as error:
        yield from error.problems


def bad_documents(kind: str, value: str) -> Iterator[dict[str, Any]]:
    """The smallest document of a kind, with ``value`` in each of its places in turn."""
    sample = raw(kind)
    extra = ("quyen_han_ky", "chuc_vu", "ho_ten", "chuc_vu_khac")
    yield from ({**sample, name: value} for name in (*sample, *_OPTIONAL))
    yield from ({**sample, "nguoi_ky": {**sample["nguoi_ky"], name: value}} for name in extra)


_OPTIONAL = (
    *("so_van_ban", "ky_hieu", "viet_tat_ten_loai", "so_luong_ban", "so_ban_luu", "do_mat"),
    *("do_khan", "pham_vi_luu_hanh", "du_thao", "co_chu", "ban_dien_tu", "phu_luc", "bang_bieu"),
    *("can_cu", "kinh_gui", "khuon_mau", "hinh_anh", "nguoi_ky_khac", "ban_sao"),
)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_a_cell_survives(kind: str) -> None:
    found = 0
    for shape in SHAPES:
        cell = shape.format(NAME, NAME.upper())
        for data in bad_documents(kind, cell):
            for problem in refused(data):
                shown = without_values(problem, [cell])
                found += shown != problem
                assert not grams(NAME) & grams(shown.message), (cell, problem.message)
    assert found > 100


@settings(max_examples=150)
@given(
    words=st.lists(st.text(RARE_LETTERS, min_size=4, max_size=30), min_size=1, max_size=6),
    shape=st.sampled_from(SHAPES),
    form=st.sampled_from(["NFC", "NFD"]),
    field=st.sampled_from(["trich_yeu", "dia_danh", "ngay_ban_hanh", "du_thao", "noi_nhan"]),
)
def test_nothing_of_any_cell_survives(words: list[str], shape: str, form: Any, field: str) -> None:
    hidden = unicodedata.normalize(form, " ".join(words))
    cell = shape.format(hidden, hidden.upper())
    for problem in refused(raw("ke_hoach", **{field: cell})):
        shown = without_values(problem, [cell, "khác"])
        assert not grams(hidden) & grams(shown.message)
        assert (shown.place, shown.field) == (problem.place, problem.field)


@given(
    value=st.text("abcdđêơư “”…;:,.0123456789-/", min_size=4, max_size=90),
    cut=st.integers(4, 90),
)
def test_a_quoted_value_goes_however_it_is_cut(value: str, cut: int) -> None:
    for quoted in (value, f"{value[:cut]}…", value.upper(), "  ".join(value.split(" "))):
        shown = without_values(Problem(f"gặp “{quoted}”"), [value]).message
        assert not grams(value) & grams(shown)


@pytest.mark.parametrize(
    ("message", "cell", "shown"),
    [
        (
            "không đọc được ngày “31/02/20x4”; viết theo một trong các dạng 15/01/2024, 01/2024",
            "31/02/20x4",
            "không đọc được ngày “…”; viết theo một trong các dạng 15/01/2024, 01/2024",
        ),
        (
            "không có ngày 31 tháng 2 năm 2024: tháng này có 29 ngày; kiểm tra lại ngày",
            "31/02/2024",
            "không có ngày … tháng … năm …: tháng này có 29 ngày; kiểm tra lại ngày",
        ),
        (
            "“LÊ VĂN AN” viết in hoa; họ tên viết in thường: “Lê Văn An” (PL I, II.7.đ)",
            "LÊ VĂN AN",
            "“…” viết in hoa; họ tên viết in thường: “…” (PL I, II.7.đ)",
        ),
        ("cần “có” hoặc “không”, gặp “x”", "x", "cần “có” hoặc “không”, gặp “…”"),
        ("gặp “An”", "An", "gặp “…”"),
        ("cần viết “KT. An”", "An", "cần viết “…”"),
        (
            "đơn vị “trđ” viết tắt; viết đủ: 1234,5 triệu đồng",
            "1234,5 trđ",
            "đơn vị “…” viết tắt; viết đủ: … triệu đồng",
        ),
        (
            "không có trong “Chỉ tiêu”; có phải “Đàn trâu, bò”?",
            "Bà Lê Thị Hoa",
            "không có trong “Chỉ tiêu”; có phải “Đàn trâu, bò”?",
        ),
        ("tiêu đề “Họ tên” lặp lại", "012345678901", "tiêu đề “Họ tên” lặp lại"),
        ("“-” chưa có tên nơi nhận", "-", "“…” chưa có tên nơi nhận"),
        ("hai mục Lê Thị Hồng Hạnh trùng nhau", "lê thị  hồng hạnh", "hai mục … trùng nhau"),
        ("xem (Điều 13 khoản 3), dài 50 chữ", "13 50 3", "xem (Điều 13 khoản 3), dài 50 chữ"),
        ("gọi 0912345678 nhé", "(0912) 345 678", "gọi … nhé"),
        ("diện tích 5 m² ² sai", "5 m²", "diện tích 5 m² ² sai"),
        ("số thẻ 012345678901 sai", "012345678901", "số thẻ … sai"),
    ],
)
def test_examples(message: str, cell: str, shown: str) -> None:
    found = without_values(Problem(message, "thon.csv:3", "Họ tên"), [cell])
    assert found == Problem(shown, "thon.csv:3", "Họ tên")


@pytest.mark.parametrize("written", ["43500", "43.500", "43.500,0", "4,35E+4"])
def test_numbers_in_every_notation(written: str) -> None:
    cells = [Decimal("43500.0"), Decimal("4.35E+4"), Decimal("NaN")]
    assert without_values(Problem(f"gặp “{written}” ở đây"), cells).message == "gặp “…” ở đây"


def test_titles_that_are_known_stay_unless_a_cell_says_just_that() -> None:
    problem = Problem("hãy ghi trường “Nơi nhận”, gặp “Nơi nhận này”")
    known = without_values(problem, ["Nơi nhận này"], known=["Nơi nhận"])
    assert known.message == "hãy ghi trường “Nơi nhận”, gặp “…”"
    same = without_values(problem, ["Nơi nhận"], known=["Nơi nhận"])
    assert same.message == "hãy ghi trường “…”, gặp “…”"


def test_a_row_without_cells_changes_nothing() -> None:
    problem = Problem("thiếu “Trích yếu”", "a:1", "Trích yếu")
    assert without_values(problem, []) == problem
    assert without_values(problem, ["", " "]) == problem


def test_all_quotes_go_where_the_row_is_not_at_hand() -> None:
    problem = Problem("ghi “5 tạ”, các số của “Đàn “to”” dùng “tấn”", "a:1")
    assert without_quotes(problem).message == "ghi “…”, các số của “…” dùng “…”"
    assert re.findall("“[^”]+”", without_quotes(Problem("gặp “abc")).message) == []
