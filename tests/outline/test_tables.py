"""Pipe tables."""

import pytest

from vanban.errors import InputError
from vanban.outline import Block, Level, Paragraph, Run, Table, parse_outline

Cell = tuple[Run, ...]


def row(*texts: str) -> tuple[Cell, ...]:
    return tuple((Run(text),) if text else () for text in texts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| a | b |", Table((row("a", "b"),), ("", ""), False)),
        ("|a|b", Table((row("a", "b"),), ("", ""), False)),
        (" |a|\n\t|b|", Table((row("a"), row("b")), ("",), False)),
        ("|", Table((row(""),), ("",), False)),
        ("||", Table((row(""),), ("",), False)),
        ("|a||", Table((row("a", ""),), ("", ""), False)),
        (
            "|h|i|j|k|\n|---|:--:|--:|:-|\n|1|2|3|4|",
            Table((row(*"hijk"), row(*"1234")), ("", "giua", "phai", "trai"), True),
        ),
        ("|h|\n|--|", Table((row("h"),), ("",), True)),
        ("|-:|:-|\n|1|2|", Table((row("1", "2"),), ("phai", "trai"), False)),
        ("|a|b|\n|-|-|", Table((row("a", "b"), row("-", "-")), ("", ""), False)),
        ("|a|\n|b|\n|---|", Table((row("a"), row("b"), row("---")), ("",), False)),
        ("|a|\n|\\---|", Table((row("a"), row("---")), ("",), False)),
        ("|a|b|\n|---|x|", Table((row("a", "b"), row("---", "x")), ("", ""), False)),
        (r"| a\|b | c\\| d\ |", Table((row("a|b", "c\\", "d\\"),), ("", "", ""), False)),
        ("|a\\|", Table((row("a|"),), ("",), False)),
        ("| 1. x | - y |", Table((row("1. x", "- y"),), ("", ""), False)),
        (
            "| **a** b | *c* |",
            Table((((Run("a", bold=True), Run(" b")), (Run("c", italic=True),)),), ("", ""), False),
        ),
    ],
)
def test_table(text: str, expected: Table) -> None:
    assert parse_outline(text) == (expected,)


def test_a_blank_line_or_other_text_ends_a_table() -> None:
    one: Block = Table((row("a"),), ("",), False)
    two: Block = Table((row("b", "c"),), ("", ""), False)
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
