import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.wording import file_name

from .steady import steady


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thôn Đông Bình", "Thôn Đông Bình"),
        ("05/QĐ-UBND", "05-QĐ-UBND"),
        ("a<b>:c", "a-b-c"),
        ('"trích" yếu?', "trích- yếu"),
        ("../../etc/passwd", "etc-passwd"),
        (".bashrc", "bashrc"),
        ("C:\\Windows\\x", "C-Windows-x"),
        ("Thôn 4. ", "Thôn 4"),
        ("a\tb\nc\u00a0d", "a b c d"),
        ("CON", "CON_"),
        ("con.txt", "con_.txt"),
        ("Lpt9", "Lpt9_"),
        ("COM¹.a", "COM¹_.a"),
        ("nul .x", "nul_.x"),
        ("CONG HOA", "CONG HOA"),
        ("Xa\u0303", "Xã"),
        ("a\u202egpj\u200b", "agpj"),
        ("a\x00b\ud800c", "a-b-c"),
        ("", "van_ban"),
        ("...", "van_ban"),
        ("///", "van_ban"),
    ],
)
def test_file_name(text: str, expected: str) -> None:
    assert file_name(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thôn Đông Bình", "Thon_Dong_Binh"),
        ("Phát động 2024", "Phat_dong_2024"),
        ("Thôn – 5 m²", "Thon_-_5_m"),
        ("QĐ/UBND", "QD-UBND"),
        ("aux", "aux_"),
        ("村", "van_ban"),
    ],
)
def test_ascii_file_name(text: str, expected: str) -> None:
    assert file_name(text, ascii_only=True) == expected


def test_long_names_are_cut_by_characters_and_by_bytes() -> None:
    assert file_name("a" * 500) == "a" * 120
    assert file_name("ạ" * 500) == "ạ" * 66  # 3 bytes each
    assert file_name("a" * 119 + " b") == "a" * 119
    assert file_name("x" * 119 + "q\u0323\u0303") == "x" * 119


RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d) *(\.|$)", re.IGNORECASE)
PIECES = st.sampled_from(
    ["con", "COM1", ".", " ", "/", "\u0323", "Đ", "ạ", "-", "\u200b", "x" * 60]
)


@steady
@given(st.text() | st.lists(PIECES).map("".join), st.booleans())
def test_any_text_makes_a_safe_and_stable_name(text: str, ascii_only: bool) -> None:
    name = file_name(text, ascii_only=ascii_only)
    assert 1 <= len(name) <= 120
    assert len(name.encode()) <= 200
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
    assert name[0] not in ". "
    assert name[-1] not in ". "
    assert not RESERVED.match(name)
    assert unicodedata.is_normalized("NFC", name)
    assert name.isascii() or not ascii_only
    assert file_name(name, ascii_only=ascii_only) == name
