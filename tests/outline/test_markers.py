"""What opens a line, and what only looks as if it did."""

import pytest

from vanban.outline import Level, PageBreak, Paragraph, Run, parse_outline


def one(text: str) -> Paragraph:
    (block,) = parse_outline(text)
    assert isinstance(block, Paragraph)
    return block


@pytest.mark.parametrize(
    ("line", "level", "number", "text"),
    [
        ("Phần I", Level.PHAN, "I", ""),
        ("PHẦN II. KẾ HOẠCH", Level.PHAN, "II", "KẾ HOẠCH"),
        ("Chương II", Level.CHUONG, "II", ""),
        ("Chương XLIV: HIỆU LỰC", Level.CHUONG, "XLIV", "HIỆU LỰC"),
        ("CHƯƠNG I.", Level.CHUONG, "I", ""),
        ("Chương I. QUY ĐỊNH CHUNG", Level.CHUONG, "I", "QUY ĐỊNH CHUNG"),
        ("Chương I. I. Tên", Level.CHUONG, "I", "I. Tên"),
        ("Mục 3", Level.MUC, "3", ""),
        ("Mục 3. VĂN BẢN", Level.MUC, "3", "VĂN BẢN"),
        ("Tiểu mục 1", Level.TIEU_MUC, "1", ""),
        ("Tiểu mục 12: LƯU TRỮ", Level.TIEU_MUC, "12", "LƯU TRỮ"),
        ("Điều 5. Hiệu lực thi hành", Level.DIEU, "5", "Hiệu lực thi hành"),
        ("Điều 5.", Level.DIEU, "5", ""),
        ("Điều 5a. Bổ sung", Level.DIEU, "5a", "Bổ sung"),
        ("Điều 12đ. Bổ sung", Level.DIEU, "12đ", "Bổ sung"),
        ("Điều\xa05.\xa0Bổ sung", Level.DIEU, "5", "Bổ sung"),
        ("I. CHỦ ĐỀ", Level.MUC_LA_MA, "I", "CHỦ ĐỀ"),
        ("V. TỔ CHỨC", Level.MUC_LA_MA, "V", "TỔ CHỨC"),
        ("XXXIX. CUỐI", Level.MUC_LA_MA, "XXXIX", "CUỐI"),
        ("1. Mục tiêu", Level.KHOAN, "1", "Mục tiêu"),
        ("01. Mục tiêu", Level.KHOAN, "01", "Mục tiêu"),
        ("1.", Level.KHOAN, "1", ""),
        ("999. x", Level.KHOAN, "999", "x"),
        ("2. 2. Về Văn hóa", Level.KHOAN, "2", "2. Về Văn hóa"),
        ("1. a) x", Level.KHOAN, "1", "a) x"),
        ("2.1. Về kinh tế", Level.KHOAN_CON, "2.1", "Về kinh tế"),
        ("2.10.3.4. x", Level.KHOAN_CON, "2.10.3.4", "x"),
        ("a) Khen thưởng", Level.DIEM, "a", "Khen thưởng"),
        ("đ) Khen thưởng", Level.DIEM, "đ", "Khen thưởng"),
        ("y)", Level.DIEM, "y", ""),
        ("- Tổng sản lượng", Level.GACH, "", "Tổng sản lượng"),
        ("– Tổng sản lượng", Level.GACH, "", "Tổng sản lượng"),
        ("− Tổng sản lượng", Level.GACH, "", "Tổng sản lượng"),
        ("-", Level.GACH, "", ""),
        ("- - x", Level.GACH, "", "- x"),
        ("+ Lúa", Level.CONG, "", "Lúa"),
        ("+", Level.CONG, "", ""),
    ],
)
def test_marker(line: str, level: Level, number: str, text: str) -> None:
    runs = (Run(text),) if text else ()
    assert parse_outline(line) == (Paragraph(level, number, runs),)
    assert parse_outline(f" \t {line}  \n\n") == (Paragraph(level, number, runs),)


@pytest.mark.parametrize(
    "line",
    [
        "Mục 3 của Kế hoạch này nêu rõ các việc phải làm.",
        "Chương IIII",
        "Chương 2",
        "Phần thứ nhất",
        "Phần C",
        "Chương I QUY ĐỊNH CHUNG",
        "Điều 5 của Luật",
        "Điều 5ab. x",
        "IIII. x",
        "VX. x",
        "XL. x",
        "C. x",
        "D. x",
        "L. x",
        "M. x",
        "i. x",
        "I.x",
        "1.1 tỷ đồng",
        "1.1",
        "2024. Đây là năm",
        "1.000.000. Đồng",
        "1.1.1.1.1. x",
        "1) x",
        "1.x",
        "²³. x",
        "f) x",
        "j) x",
        "w) x",
        "z) x",
        "A) x",
        "ă) x",
        "a)x",
        "-5 độ",
        "-Nội dung",
        "— x",
        "+5",
        "[ngắt] trang",
        "[ngắt trang] x",
    ],
)
def test_plain(line: str) -> None:
    assert parse_outline(line) == (Paragraph(Level.DOAN, "", (Run(line),)),)


def test_white_space_is_trimmed_and_joined_but_nbsp_stays() -> None:
    assert one(" \ta  b\t\tc\xa0d\xa0 e ").text == "a b c\xa0d\xa0 e"
    assert parse_outline(" \n\t\n\xa0\n") == ()
    assert parse_outline("") == ()


def test_text_is_composed() -> None:
    assert one("Đie\u0302\u0300u 5. a\u0300") == Paragraph(Level.DIEU, "5", (Run("à"),))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\x85", "\u2028"])
def test_one_paragraph_a_line(end: str) -> None:
    assert [b.text for b in parse_outline(f"x{end}{end}y{end}") if isinstance(b, Paragraph)] == [
        "x",
        "y",
    ]


@pytest.mark.parametrize(
    "line", ["[ngắt trang]", " [Ngắt Trang] ", "[NGẮT TRANG]", "[ngat trang]", "[ngắt  trang]"]
)
def test_page_break(line: str) -> None:
    assert parse_outline(line) == (PageBreak(),)


@pytest.mark.parametrize("word", ["Phần I", "Chương I", "Mục 1", "Tiểu mục 1"])
def test_heading_takes_the_next_plain_line_as_title(word: str) -> None:
    first, second = parse_outline(f"{word}\n\nQUY **ĐỊNH**\nThân")
    assert isinstance(first, Paragraph)
    assert first.runs == (Run("QUY "), Run("ĐỊNH", bold=True))
    assert second == Paragraph(Level.DOAN, "", (Run("Thân"),))


@pytest.mark.parametrize(
    "after", ["Điều 1. x", "Mục 1", "\\Thân", "**\\Thân**", "| a |", "[ngắt trang]"]
)
def test_heading_without_title(after: str) -> None:
    first = parse_outline(f"Chương I\n{after}\nCuối")[0]
    assert first == Paragraph(Level.CHUONG, "I", ())


def test_title_on_the_same_line_leaves_the_next_line_alone() -> None:
    assert len(parse_outline("Chương I. A\nB")) == 2


def test_other_levels_take_no_title() -> None:
    assert len(parse_outline("Điều 1.\nB")) == 2
    assert len(parse_outline("1.\nB")) == 2


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Chương I", True),
        ("I. CHỦ ĐỀ.", True),
        ("Điều 1. Phạm vi điều chỉnh", True),
        ("1. Chỉ tiêu", True),
        ("2.1. **Về kinh tế**", True),
        ("1.", False),
        ("1. Giao việc.", False),
        ("1. Giao việc:", False),
        ("1. Giao việc;", False),
        ("1. Giao việc./.", False),
        ("1. Giao việc…", False),
        ("1. Phong trào “Cả nước chung tay.”", False),
        ("1. Phong trào “Cả nước chung tay”", True),
        ("a) Chỉ tiêu", False),
        ("- Chỉ tiêu", False),
        ("+ Chỉ tiêu", False),
        ("Chỉ tiêu", False),
    ],
)
def test_is_title(line: str, expected: bool) -> None:
    assert one(line).is_title is expected
