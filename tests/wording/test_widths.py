import os
import subprocess
import sys
import tomllib
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.wording import count_lines, text_width_pt

from .steady import steady

FONTS = Path("/usr/share/fonts/truetype/liberation2")
SCRIPT = Path(__file__).parents[2] / "scripts/font_widths.py"
DATA = files("vanban.wording") / "times_new_roman.toml"
FACES = {
    "regular": "Regular",
    "bold": "Bold",
    "italic": "Italic",
    "bold_italic": "BoldItalic",
}


def absent(what: str) -> None:
    if os.environ.get("VANBAN_REQUIRE_TOOLS"):
        pytest.fail(f"{what} is required here")
    pytest.skip(f"{what} is absent")


def require_fonts() -> None:
    if not (FONTS / "LiberationSerif-BoldItalic.ttf").exists():
        absent("Liberation Serif 2")
    try:
        import fontTools  # noqa: F401, PLC0415
    except ImportError:
        absent("fontTools")


# Advance widths of Times New Roman, in 1/2048 em, known from its own metrics.
@pytest.mark.parametrize(
    ("char", "units"),
    [("n", 1024), ("0", 1024), (" ", 512), ("\u00a0", 512), ("W", 1933), ("i", 569), ("—", 2048)],
)
def test_known_widths_of_the_regular_face(char: str, units: int) -> None:
    assert text_width_pt(char, 2048) == units


# Added up by hand from the advance widths of Times New Roman Bold:
# CỘNG 1479+1593+1479+1593, HÒA 1593+1593+1479, XÃ 1479+1479, HỘI 1593+1593+797,
# CHỦ 1479+1593+1479, NGHĨA 1479+1593+1593+797+1479, VIỆT 1479+797+1366+1366,
# NAM 1479+1479+1933, seven spaces of 512.
def test_quoc_hieu_bold_13() -> None:
    words = [
        1479 + 1593 + 1479 + 1593,
        1593 + 1593 + 1479,
        1479 + 1479,
        1593 + 1593 + 797,
        1479 + 1593 + 1479,
        1479 + 1593 + 1593 + 797 + 1479,
        1479 + 797 + 1366 + 1366,
        1479 + 1479 + 1933,
    ]
    expected = (sum(words) + 7 * 512) * 13 / 2048
    width = text_width_pt("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True)
    assert width == pytest.approx(expected)
    assert width == pytest.approx(271.2, abs=0.1)


def test_faces_differ_and_widths_scale() -> None:
    text = "Độc lập - Tự do - Hạnh phúc"
    widths = {
        text_width_pt(text, 14, bold=bold, italic=italic)
        for bold in (False, True)
        for italic in (False, True)
    }
    assert len(widths) == 4
    assert text_width_pt(text, 28) == pytest.approx(2 * text_width_pt(text, 14))


def test_unknown_characters() -> None:
    assert text_width_pt("村", 12) == 12  # one em
    assert text_width_pt("ก", 12) == 6  # as "n"
    assert text_width_pt("\u200b", 12) == 0
    assert text_width_pt("Vie\u0323\u0302t", 12) == text_width_pt("Việt", 12)
    assert text_width_pt("", 12) == 0


def test_every_face_knows_vietnamese_and_the_signs_of_documents() -> None:
    needed = {
        chr(code) for code in [*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x1EA0, 0x1EFA)]
    }
    needed |= set("ĂăĐđĨĩŨũƠơƯư–—‘’“”…•′″№≤≥×²³°½")
    faces = tomllib.loads(DATA.read_text("utf-8"))
    assert set(faces) == set(FACES)
    for face, table in faces.items():
        assert needed - set("".join(table.values())) == set(), face


@pytest.mark.parametrize("face", FACES)
def test_the_data_agree_with_the_installed_font(face: str) -> None:
    require_fonts()
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    font = TTFont(FONTS / f"LiberationSerif-{FACES[face]}.ttf")
    cmap, metrics = font.getBestCmap(), font["hmtx"]
    for width, chars in tomllib.loads(DATA.read_text("utf-8"))[face].items():
        for char in chars:
            assert metrics[cmap[ord(char)]][0] == int(width), unicodedata.name(char)
    font.close()


def test_the_script_writes_the_same_data(tmp_path: Path) -> None:
    require_fonts()
    output = tmp_path / "widths.toml"
    subprocess.run([sys.executable, SCRIPT, FONTS, output], check=True)
    assert output.read_bytes() == DATA.read_bytes()


@steady
@given(st.text(max_size=20), st.text(max_size=20))
def test_any_text_has_a_width_and_widths_add_up(a: str, b: str) -> None:
    whole = text_width_pt(f"{a} {b}", 2048)
    assert whole >= 0
    assert whole == text_width_pt(a, 2048) + 512 + text_width_pt(b, 2048)


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 10, 1),
        ("một hai", 60, 1),
        ("một hai ba", 35, 2),
        ("một\nhai", 100, 2),
        ("một\n\nhai", 100, 3),
        ("mmmmmmmmmm", 50, 2),  # a word wider than its room is broken: 10 times 9.3 pt
        ("a mmmmmmmmmm a", 55, 3),
    ],
)
def test_lines_that_a_text_takes(text: str, room: float, lines: int) -> None:
    assert count_lines(text, room, 12) == lines


def test_more_room_never_takes_more_lines() -> None:
    text = "Phong trào thi đua năm 2025 của xã, thôn, tổ dân phố và các đoàn thể"
    counts = [count_lines(text, room, 13, bold=True) for room in range(20, 600, 7)]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] == 1
