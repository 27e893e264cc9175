"""Non-breaking spaces and balanced lines."""

import pytest

from vanban.render.lines import balanced
from vanban.render.spacing import keep_together


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("663 tỷ đồng", "663~tỷ đồng"),
        ("đạt 56,5 tạ/ha, tăng", "đạt 56,5~tạ/ha, tăng"),
        ("còn 04 hộ.", "còn 04~hộ."),
        ("ngày 05 tháng 3 năm 2024", "ngày~05~tháng~3 năm~2024"),
        ("từ 05 giờ 30 ngày 12 tháng 8", "từ 05~giờ~30 ngày~12~tháng~8"),
        ("trong 30 ngày, 3 tháng", "trong 30~ngày, 3~tháng"),
        ("bơm 2.400 m³/giờ", "bơm 2.400~m³/giờ"),
        ("theo Điều 5 và khoản 2", "theo Điều~5 và khoản~2"),
        ("nhiệm kỳ 2020 - 2025", "nhiệm kỳ~2020~-~2025"),
        ("kinh tế - xã hội", "kinh tế~- xã hội"),
        ("năm 2024 là năm", "năm~2024 là năm"),
        ("có 3 phương án", "có 3 phương án"),
        ("Quang Trung", "Quang Trung"),
    ],
)
def test_what_stays_together(text: str, expected: str) -> None:
    assert keep_together(text).replace("\u00a0", "~") == expected


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("ỦY BAN NHÂN DÂN XÃ QUANG TRUNG", 184, ("ỦY BAN NHÂN DÂN", "XÃ QUANG TRUNG")),
        ("ỦY BAN NHÂN DÂN", 184, ("ỦY BAN NHÂN DÂN",)),
        (
            "ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH",
            184,
            ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HỒ CHÍ MINH"),
        ),
        ("HỘI ĐỒNG NHÂN DÂN THỊ XÃ A", 160, ("HỘI ĐỒNG NHÂN DÂN", "THỊ XÃ A")),
        ("A" * 60, 100, ("A" * 60,)),
    ],
)
def test_lines_break_where_a_reader_would(
    text: str, room: float, expected: tuple[str, ...]
) -> None:
    assert balanced(text, room, 13, bold=True) == expected


def test_a_very_long_name_is_broken_in_bounded_time() -> None:
    name = " ".join(["TRUNG TÂM"] * 60)
    lines = balanced(name, 150, 13, bold=True)
    assert " ".join(lines) == name


@pytest.mark.parametrize("tail", ["", " " + "dài " * 200], ids=["kept", "too long to keep"])
def test_other_digits_stay_with_the_same_words(tail: str) -> None:
    for number in ("1.152", "9.087", "1.152"):
        expected = f"đạt {number}~tấn, năm~{number} và 5 ٣~hộ"
        text = expected.replace("~", " ") + tail
        assert keep_together(text).replace("\u00a0", "~").startswith(expected)
