import random
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.errors import InputError
from vanban.wording import clean_text, field_key, nearest, sort_key, strip_accents

from .steady import steady

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
VIETNAMESE = st.text("aăâbdđeêioôơuưyAĂÂĐÊÔƠƯáàảãạấầẩẫậớờởỡợỳỹỵ 0123456789-", max_size=30)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xã Quang Trung", "Xã Quang Trung"),
        ("  Xã \n Quang\t\tTrung ", "Xã Quang Trung"),
        ("a\r\nb", "a b"),
        ("Xa\u0303 Quang", "Xã Quang"),
        ("Vie\u0323\u0302t Nam", "Việt Nam"),
        ("663\u00a0tỷ đồng", "663\u00a0tỷ đồng"),
        ("\u00a0663\u00a0\u00a0tỷ\u00a0", "663\u00a0\u00a0tỷ"),
        ("Hoà và Hòa", "Hoà và Hòa"),
        ("a\u2003b\u3000c", "a b c"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_clean_text(text: str, expected: str) -> None:
    assert clean_text(text) == expected


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("ab\x07", "U+0007", 3),
        ("\x00", "U+0000", 1),
        ("a\x0bb", "U+000B", 2),
        ("a\x85", "U+0085", 2),
        ("a\x1f", "U+001F", 2),
        ("abc\ud800", "U+D800", 4),
        ("\uffff", "U+FFFF", 1),
        ("x\ufffe", "U+FFFE", 2),
    ],
)
def test_clean_text_refuses_what_word_cannot_hold(text: str, code: str, place: int) -> None:
    with pytest.raises(InputError, match=rf"{re.escape(code)} ở vị trí thứ {place};"):
        clean_text(text)


@steady
@given(ANY_TEXT)
def test_clean_text_is_idempotent_and_nfc(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == cleaned.strip()
    assert "  " not in cleaned
    assert cleaned.split() == unicodedata.normalize("NFC", text).split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đường lối đổi mới", "Duong loi doi moi"),
        ("Ủy ban nhân dân", "Uy ban nhan dan"),
        ("ƯỚC NGUYỆN", "UOC NGUYEN"),
        ("\u00d0ảng ð", "Dang d"),
        ("To\u0302\u0301t", "Tot"),
        ("95,52% ≠ m²", "95,52% ≠ m²"),
        ("plain", "plain"),
    ],
)
def test_strip_accents(text: str, expected: str) -> None:
    assert strip_accents(text) == expected


def test_every_vietnamese_letter_has_an_ascii_letter() -> None:
    letters = (
        "".join(map(chr, range(0x1EA0, 0x1EFA))) + "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯàáâãèéêìíòóôõùúýăđĩũơư"
    )
    assert strip_accents(letters).isascii()
    assert len(strip_accents(letters)) == len(letters)


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Văn hóa - xã hội", "van_hoa_xa_hoi"),
        ("Trích yếu", "trich_yeu"),
        ("Số văn bản", "so_van_ban"),
        ("Số lượng bản (phát hành)", "so_luong_ban_phat_hanh"),
        ("  ĐỊA DANH: ", "dia_danh"),
        ("trich_yeu", "trich_yeu"),
        ("Thôn 4", "thon_4"),
        ("…", ""),
    ],
)
def test_field_key(title: str, key: str) -> None:
    assert field_key(title) == key


@steady
@given(ANY_TEXT)
def test_field_key_is_idempotent_and_keeps_every_word(text: str) -> None:
    key = field_key(f"{text} Đỏ")
    assert re.fullmatch("([a-z0-9]+_)*do", key)
    assert field_key(key) == key


# Each list is in dictionary order.
@pytest.mark.parametrize(
    "ordered",
    [
        list("aăâbcdđeêghiklmnoôơpqrstuưvxy"),
        ["a", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "ẳ", "ẵ", "ắ", "ặ", "â", "ầ"],
        ["ma", "mà", "mả", "mã", "má", "mạ", "mát", "mẹ"],
        ["Thôn 2", "Thôn 10", "Thôn 10a", "Thôn 100"],
        ["An Bình", "Anh Sơn", "Ân Thi"],
        ["Dương", "Đa", "Đà", "Em"],
        ["hoà", "hòa", "Hoà", "HÒA", "hỏa hoạn", "hoa hồng"],
        ["tài", "tái", "tài sản", "tám"],
        ["Cụm 1", "Cụm 01", "Cụm 2"],
        ["", "- mục", "1", "a"],
        ["Quảng Bình", "Quang Trung", "Quảng Trung", "Quảng Xương"],
    ],
)
def test_sort_key(ordered: list[str]) -> None:
    shuffled = ordered.copy()
    random.Random(5).shuffle(shuffled)  # noqa: S311 - a fixed shuffle
    assert sorted(shuffled, key=sort_key) == ordered


def test_sort_key_treats_decomposed_text_and_the_false_d_alike() -> None:
    assert sort_key("Vie\u0323\u0302t") == sort_key("Việt")
    assert sort_key("\u00d0à") == sort_key("Đà")


def test_sort_key_of_a_number_longer_than_python_converts() -> None:
    assert sort_key("9" * 5000) > sort_key("8" * 5000)


@steady
@given(ANY_TEXT | VIETNAMESE, ANY_TEXT | VIETNAMESE)
def test_sort_key_is_total_and_tells_texts_apart(a: str, b: str) -> None:
    a, b = (
        unicodedata.normalize("NFC", text).replace("Ð", "Đ").replace("ð", "đ") for text in (a, b)
    )
    assert (sort_key(a) < sort_key(b)) + (sort_key(a) > sort_key(b)) == (a != b)


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("trich_yu", ["trich_yeu", "noi_dung"], "trich_yeu"),
        ("can_cu", ["co_chu", "noi_dung"], None),
        ("quyet_dinh", ["quy_che", "phuong_an"], None),
        ("x", [], None),
    ],
)
def test_the_nearest_word_is_near(word: str, known: list[str], expected: str | None) -> None:
    assert nearest(word, known) == expected
