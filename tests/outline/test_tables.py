"""Pipe tables."""

from decimal import Decimal

import pytest

from vanban.errors import InputError
from vanban.outline import (
    Block,
    Cell,
    Insert,
    Level,
    Merge,
    PageBreak,
    Paragraph,
    Run,
    Table,
    parse_outline,
)

MERGES = {"<": Merge.LEFT, "^": Merge.UP}


def row(*texts: str) -> tuple[Cell, ...]:
    return tuple(MERGES.get(text) or ((Run(text),) if text else ()) for text in texts)


def rows_of(*texts: str) -> tuple[tuple[Cell, ...], ...]:
    return tuple(row(text) for text in texts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| a | b |", Table((row("a", "b"),), ("", ""), 0)),
        ("|a|b", Table((row("a", "b"),), ("", ""), 0)),
        (" |a|\n\t|b|", Table((row("a"), row("b")), ("",), 0)),
        ("|", Table((row(""),), ("",), 0)),
        ("||", Table((row(""),), ("",), 0)),
        ("|a||", Table((row("a", ""),), ("", ""), 0)),
        (
            "|h|i|j|k|\n|---|:--:|--:|:-|\n|1|2|3|4|",
            Table((row(*"hijk"), row(*"1234")), ("", "giua", "phai", "trai"), 1),
        ),
        ("|h|\n|--|", Table((row("h"),), ("",), 1)),
        ("|-:|:-|\n|1|2|", Table((row("1", "2"),), ("phai", "trai"), 0)),
        ("|a|b|\n|-|-|", Table((row("a", "b"), row("-", "-")), ("", ""), 0)),
        ("|a|\n|b|\n|---|", Table((row("a"), row("b")), ("",), 2)),
        ("|a|\n|b|\n|c|\n|--:|\n|---|", Table(rows_of("a", "b", "c", "---"), ("phai",), 3)),
        ("|a|\n|b|\n|c|\n|d|\n|---|", Table(rows_of("a", "b", "c", "d", "---"), ("",), 0)),
        ("|a|\n|\\---|", Table((row("a"), row("---")), ("",), 0)),
        ("|a|b|\n|---|x|", Table((row("a", "b"), row("---", "x")), ("", ""), 0)),
        (r"| a\|b | c\\| d\ |", Table((row("a|b", "c\\", "d\\"),), ("", "", ""), 0)),
        ("|a\\|", Table((row("a|"),), ("",), 0)),
        ("| 1. x | - y |", Table((row("1. x", "- y"),), ("", ""), 0)),
        (
            "| **a** b | *c* |",
            Table((((Run("a", bold=True), Run(" b")), (Run("c", italic=True),)),), ("", ""), 0),
        ),
    ],
)
def test_table(text: str, expected: Table) -> None:
    assert parse_outline(text) == (expected,)


def test_a_blank_line_or_other_text_ends_a_table() -> None:
    one: Block = Table((row("a"),), ("",), 0)
    two: Block = Table((row("b", "c"),), ("", ""), 0)
    plain: Block = Paragraph(Level.DOAN, "", (Run("x"),))
    assert parse_outline("|a|\n\n|b|c|") == (one, two)
    assert parse_outline("|a|\nx\n|b|c|") == (one, plain, two)
    assert parse_outline("x\n|a|\nx") == (plain, one, plain)


def test_ragged_rows() -> None:
    with pytest.raises(InputError) as caught:
        parse_outline("x\n|a|b|\n|--|\n  |c|d|\n|e|f|g|", source="bang.txt")
    assert [p.place for p in caught.value.problems] == ["bang.txt:3:1", "bang.txt:5:1"]
    assert caught.value.problems[1].message == (
        "dòng này của bảng có 3 ô, dòng đầu của bảng có 2 ô; viết cho đủ số ô, ô trống cũng phải "
        'có dấu "|" ngăn cách; nếu muốn in chính dấu gạch đứng thì viết "\\|"'
    )


def test_a_fault_does_not_split_the_table() -> None:
    with pytest.raises(InputError) as caught:
        parse_outline("|a|b|\n|*c|d|\n|e|")
    assert [p.place for p in caught.value.problems] == ["dòng 2, cột 2", "dòng 3, cột 1"]


def test_only_dashes() -> None:
    with pytest.raises(InputError) as caught:
        parse_outline("x\n |---|--|\n")
    assert str(caught.value) == (
        "dòng 2, cột 2: bảng chỉ có dòng gạch ngang mà không có dòng nội dung nào; thêm ít nhất "
        'một dòng như "| Thôn 1 | 20 |", hoặc bỏ dòng gạch ngang'
    )


def doan(text: str) -> Paragraph:
    return Paragraph(Level.DOAN, "", (Run(text),))


def problems(text: str) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        parse_outline(text, source="t")
    return [(problem.place, problem.message.partition(";")[0]) for problem in caught.value.problems]


def test_merged_cells() -> None:
    text = "| A | B | < |\n| ^ | C | D |\n|---|---|---|\n| I | < | < |\n| 1 | \\< | \\^ |\n"
    expected = Table(
        (
            row("A", "B", "<"),
            row("^", "C", "D"),
            row("I", "<", "<"),
            ((Run("1"),), (Run("<"),), (Run("^"),)),
        ),
        ("", "", ""),
        2,
    )
    assert parse_outline(text) == (expected,)


def test_marks_that_are_text() -> None:
    (table,) = parse_outline("| a<b | **<** | << |")
    assert table == Table((((Run("a<b"),), (Run("<", bold=True),), (Run("<<"),)),), ("", "", ""), 0)


@pytest.mark.parametrize("block", ["| A | < |\n| ^ | < |", "| A | < |\n| ^ | ^ |"])
def test_a_block_of_four_cells(block: str) -> None:
    assert isinstance(parse_outline(block)[0], Table)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x\n|a|b|\n| < |c|", [("t:3:3", "ô đầu dòng không có ô nào bên trái để gộp vào")]),
        ("|a|  ^|", [("t:1:6", "dòng đầu bảng không có ô nào bên trên để gộp vào")]),
        (
            "|a|\\|b|\n|---|---|\n|c|^|\n|d|^|",
            [
                (
                    "t:3:4",
                    "không gộp được ô của thân bảng vào dòng tiêu đề, vì tiêu đề lặp lại ở "
                    "mỗi trang",
                )
            ],
        ),
        ("|a|<|\n|b|^|", [("t:2:4", "các ô gộp ở đây không thành hình chữ nhật")]),
        ("|a|b|<|\n|<|^|^|", [("t:2:2", "ô đầu dòng không có ô nào bên trái để gộp vào")]),
        ("|a|b|\n|c|^|\n|^|<|", [("t:3:4", "các ô gộp ở đây không thành hình chữ nhật")]),
    ],
)
def test_merges_that_cannot_be(text: str, expected: list[tuple[str, str]]) -> None:
    assert problems(text) == expected


@pytest.mark.parametrize(
    "line", ["Đơn vị tính: triệu đồng", "ĐVT:  triệu đồng", "*đvt: triệu đồng*"]
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_unit_above_a_table(line: str, gap: str) -> None:
    table = Table((row("a"),), ("",), 0, unit="triệu đồng")
    assert parse_outline(f"x\n{line}{gap}|a|") == (doan("x"), table)


def test_a_unit_without_a_table_is_text() -> None:
    line = "Đơn vị tính: triệu đồng"
    assert parse_outline(f"{line}\nx\n|a|") == (doan(line), doan("x"), Table((row("a"),), ("",), 0))
    assert parse_outline(f"\\{line}\n|a|") == (doan(line), Table((row("a"),), ("",), 0))
    assert parse_outline(f"{line}\n[ngắt trang]\n|a|")[:2] == (doan(line), PageBreak())
    assert parse_outline("x\n| a |\n" + line)[2] == doan(line)
    assert parse_outline(f"{line}\nĐVT: ha\n|a|") == (
        doan(line),
        Table((row("a"),), ("",), 0, unit="ha"),
    )


def test_a_heading_takes_no_unit_of_a_table_for_its_title() -> None:
    heading, table = parse_outline("Chương I\nĐVT: ha\n|a|")
    assert heading == Paragraph(Level.CHUONG, "I", ())
    assert table == Table((row("a"),), ("",), 0, unit="ha")
    (alone,) = parse_outline("Chương I\nĐVT: ha")
    assert alone == Paragraph(Level.CHUONG, "I", (Run("ĐVT: ha"),))


@pytest.mark.parametrize(
    ("line", "widths"),
    [
        ("[rộng: 12, 60]", (Decimal(12), Decimal(60))),
        ("[Rong: - ,30]", (None, Decimal(30))),
        ("[rộng: 12,5; 60]", (Decimal("12.5"), Decimal(60))),
    ],
)
def test_widths(line: str, widths: tuple[Decimal | None, ...]) -> None:
    table = Table((row("a", "b"),), ("", ""), 0, widths_mm=widths)
    assert parse_outline(f"{line}\n|a|b|") == (table,)
    assert parse_outline(f"{line}\nĐVT: ha\n|a|b|") == (table._replace(unit="ha"),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x\n  [rộng: 5]\ny", [("t:2:3", 'dòng "[rộng: ...]" phải đứng ngay trên một bảng')]),
        ("[rộng: 5]", [("t:1:1", 'dòng "[rộng: ...]" phải đứng ngay trên một bảng')]),
        ("[rộng: 5]\n|a|b|", [("t:1:1", "dòng này ghi 1 độ rộng mà bảng có 2 cột")]),
        ("[rộng: 5 mm]\n|a|", [("t:1:1", "không đọc được độ rộng “5 mm”")]),
        ("[rộng: 0]\n|a|", [("t:1:1", "không đọc được độ rộng “0”")]),
        ("[rộng: 5, 1000]\n|a|b|", [("t:1:1", "không đọc được độ rộng “1000”")]),
        ("[bảng: ]", [("t:1:1", "trong ngoặc vuông chưa có tên")]),
    ],
)
def test_widths_and_names_that_are_refused(text: str, expected: list[tuple[str, str]]) -> None:
    assert problems(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[bảng: Dự toán kinh phí]", Insert("bảng", "Dự toán kinh phí")),
        ("[Bang:a]", Insert("bảng", "a")),
        ("[HÌNH: Bản đồ [1]]", Insert("hình", "Bản đồ [1]")),
        ("[hình: \\Sơ đồ \\*]", Insert("hình", "Sơ đồ *")),
    ],
)
def test_inserts(line: str, expected: Insert) -> None:
    assert parse_outline(f"x\n{line}\ny") == (doan("x"), expected, doan("y"))


@pytest.mark.parametrize("line", ["Xem [bảng: A]", "[bảng A]", "[bảng: A] nhé", "\\[hình: A]"])
def test_lines_that_insert_nothing(line: str) -> None:
    (block,) = parse_outline(line)
    assert isinstance(block, Paragraph)
