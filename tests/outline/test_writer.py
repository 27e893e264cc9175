"""The written form: readable, and read back as the same blocks."""

import pytest

from vanban.errors import InputError
from vanban.outline import (
    Block,
    Level,
    PageBreak,
    Paragraph,
    Run,
    Table,
    parse_outline,
    write_outline,
)

READABLE = """\
Chương I
QUY ĐỊNH CHUNG

Điều 1. Phạm vi

1. Mục tiêu: **tốt** và *đẹp*.

2.1. Về kinh tế
a) Lúa 1.1 tỷ
- C:\\\\tam, 5 \\* 3 | x
+ Hết
Thân bài

[ngắt trang]

I. PHỤ LỤC

| Thôn | Số hộ |
| --- | --: |
| *Thôn 1* | a\\|b |

| |

Mục 2

\\Không phải tiêu đề
"""


def test_readable_form() -> None:
    expected = READABLE.replace("*đẹp*.\n\n2.1", "*đẹp*.\n2.1").replace("vi\n\n1.", "vi\n1.")
    expected = expected.replace("| |", "|  |").replace("2\n\n\\", "2\n\\")
    assert write_outline(parse_outline(READABLE)) == expected


def doan(*runs: Run) -> Paragraph:
    return Paragraph(Level.DOAN, "", runs)


def b(text: str) -> Run:
    return Run(text, bold=True)


CHUONG = Paragraph(Level.CHUONG, "II", ())


@pytest.mark.parametrize(
    ("blocks", "text"),
    [
        ((), ""),
        ((CHUONG, doan(Run("x"))), "Chương II\n\\x\n"),
        ((CHUONG, doan(b("x"))), "Chương II\n**\\x**\n"),
        ((CHUONG, doan(b("*x"))), "Chương II\n**\\*x**\n"),
        ((CHUONG, PageBreak(), doan(Run("x"))), "Chương II\n\n[ngắt trang]\n\nx\n"),
        ((CHUONG._replace(runs=(Run("I. X"),)),), "Chương II. I. X\n"),
        ((CHUONG._replace(runs=(Run("|x"),)),), "Chương II. |x\n"),
        ((CHUONG._replace(runs=(Run("\\x"),)),), "Chương II. \\\\x\n"),
        ((CHUONG._replace(runs=(b("x"),)),), "Chương II\n**x**\n"),
        ((doan(Run("1. x")),), "\\1. x\n"),
        ((doan(Run("| x")),), "\\| x\n"),
        ((doan(Run("[NGẮT TRANG]")),), "\\[NGẮT TRANG]\n"),
        ((doan(Run("Mục 3")),), "\\Mục 3\n"),
        ((doan(Run("\\ x")),), "\\\\ x\n"),
        ((doan(Run(" x")),), "\\ x\n"),
        ((doan(Run("a"), b(" x "), Run("c")),), "a**\\ x\\ **c\n"),
        ((doan(b(" ")),), "**\\ **\n"),
        ((doan(b("a"), Run("b", italic=True)),), "**a***b*\n"),
        ((doan(b("a "), Run("b", italic=True)),), "**a\\ ***b*\n"),
        ((doan(Run("a  b")),), "a \\ b\n"),
        ((doan(b("x  ")),), "**x \\ **\n"),
        ((Paragraph(Level.GACH, "", (Run("- x"),)),), "- - x\n"),
        ((Paragraph(Level.KHOAN, "1", (Run(" x"),)),), "1. \\ x\n"),
        ((Table((((Run("--"),), (Run(":-"),)),), ("", ""), 0),), "| \\-- | :- |\n"),
        ((Table((((Run("a"),),),), ("giua",), 0),), "| :-: |\n| a |\n"),
    ],
)
def test_written_and_read_back(blocks: tuple[Block, ...], text: str) -> None:
    assert write_outline(blocks) == text
    assert parse_outline(text) == blocks


def test_other_blocks_become_canonical() -> None:
    blocks = (doan(), doan(Run("a"), Run(""), Run("b\nc")), doan(Run("")))
    assert write_outline(blocks) == "ab c\n"


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(Level.KHOAN, "1a", ()),
        Paragraph(Level.KHOAN, "", ()),
        Paragraph(Level.KHOAN, "1.1", ()),
        Paragraph(Level.DIEM, "f", ()),
        Paragraph(Level.CHUONG, "2", (Run("x"),)),
        Paragraph(Level.GACH, "1", (Run("x"),)),
        Paragraph(Level.DOAN, "1", (Run("x"),)),
    ],
)
def test_a_number_its_level_cannot_have(block: Paragraph) -> None:
    with pytest.raises(InputError, match=f'số thứ tự "{block.number}" không dùng được cho'):
        write_outline([block])


@pytest.mark.parametrize(
    "table",
    [Table((), ("",), 0), Table((((),), ((), ())), ("",), 0), Table(((),), (), 0)],
)
def test_a_table_that_is_none(table: Table) -> None:
    with pytest.raises(InputError, match="các dòng không cùng số ô"):
        write_outline([table])
