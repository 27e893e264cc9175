"""Parse and write undo each other."""

import re
from decimal import Decimal
from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

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
    write_outline,
)

laws = settings(max_examples=500)

PIECES = ["*", "**", "***", "\\", "|", "\n", "\n\n", " ", "  ", "\t", "\xa0", "a", "b", "\u0300"]
PIECES += ["Phần I", "Chương II", "Mục 3", "Tiểu mục 1", "Điều 5.", "I.", "1.", "2.1.", "a)", "đ)"]
PIECES += [
    "-",
    "+",
    "–",
    "[ngắt trang]",
    "---",
    ":-:",
    "--:",
    ". ",
    ": ",
    "|---|",
    "| a | b |",
    "<",
    "^",
    "| < | ^ |",
    "[bảng: ",
    "[hình: ",
    "[rộng: ",
    "]",
    "12, ",
    "ĐVT: ",
    "Đơn vị tính: ha",
]
PIECES += ["\u0338", "\u2003", "\x1f", "\x85", "\ufeff", "\u200b"]
# All that an outline can be refused for: marks, tables, widths, and what no document can hold.
CAN_BE_WRONG = re.compile("[*|[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
harmless_text = st.lists(
    st.sampled_from([piece for piece in PIECES if not CAN_BE_WRONG.search(piece)])
    | st.text(max_size=3).filter(lambda text: not CAN_BE_WRONG.search(text)),
    max_size=25,
).map("".join)
any_text = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=25).map("".join)


def bounded(pattern: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return pattern.map(lambda text: normalize("NFC", text)).filter(bool)


words = bounded(
    st.lists(
        st.sampled_from(
            [
                "*",
                "\\",
                "|",
                " ",
                "\xa0",
                "a",
                "1.",
                "- ",
                "I. ",
                "Chương I",
                "--",
                "ệ",
                "<",
                "^",
                "[bảng: a]",
                "ĐVT: a",
                "[rộng: 5]",
            ]
        )
        | st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn"]),
        min_size=1,
        max_size=5,
    ).map("".join)
)


def canonical(runs: list[Run]) -> tuple[Run, ...]:
    """Merged, composed, without white space at the end, which the outline does not keep."""
    out: list[Run] = []
    for run in runs:
        if out and out[-1][1:] == run[1:]:
            run = Run(normalize("NFC", out.pop().text + run.text), *run[1:])  # noqa: PLW2901
        out.append(run)
    if out and not (out[-1].bold or out[-1].italic):
        last = out.pop()
        if stripped := last.text.rstrip():
            out.append(Run(stripped))
    return tuple(out)


runs = st.lists(st.builds(Run, words, st.booleans(), st.booleans()), max_size=4).map(canonical)
NUMBERS = {
    Level.PHAN: ["I", "XL"],
    Level.CHUONG: ["II", "XCIX"],
    Level.MUC: ["3"],
    Level.TIEU_MUC: ["1"],
    Level.DIEU: ["5", "5a", "12đ"],
    Level.MUC_LA_MA: ["I", "XXXIX"],
    Level.KHOAN: ["1", "999"],
    Level.KHOAN_CON: ["2.1", "1.2.3.4"],
    Level.DIEM: ["a", "đ", "y"],
    Level.GACH: [""],
    Level.CONG: [""],
    Level.DOAN: [""],
}


def paragraph(level: Level) -> st.SearchStrategy[Paragraph]:
    texts = runs.filter(bool) if level is Level.DOAN else runs
    return st.builds(Paragraph, st.just(level), st.sampled_from(NUMBERS[level]), texts)


titles = words.map(str.strip).filter(bool)
widths = st.none() | st.decimals("0.01", "999", places=2) | st.integers(1, 999).map(Decimal)


@st.composite
def table(draw: st.DrawFn, width: int) -> Table:
    """Any table, with one block of merged cells at most."""
    rows = [draw(st.tuples(*[runs] * width)) for _ in range(draw(st.integers(1, 6)))]
    header_rows = draw(st.integers(0, min(3, len(rows))))
    alignment = st.sampled_from(["", "trai", "giua", "phai"])
    return Table(
        draw(merged(rows, header_rows)),
        draw(st.tuples(*[alignment] * width)),
        header_rows,
        draw(st.just("") | titles),
        draw(st.just(()) | st.tuples(*[widths] * width)),
    )


@st.composite
def merged(
    draw: st.DrawFn, rows: list[tuple[Cell, ...]], header_rows: int
) -> tuple[tuple[Cell, ...], ...]:
    top = draw(st.integers(0, len(rows) - 1))
    end = header_rows if top < header_rows else len(rows)
    bottom = draw(st.integers(top, end - 1))
    left = draw(st.integers(0, len(rows[0]) - 1))
    right = draw(st.integers(left, len(rows[0]) - 1))
    cells = [list(row) for row in rows]
    for number in range(top, bottom + 1):
        for column in range(left, right + 1):
            if (number, column) != (top, left):
                cells[number][column] = Merge.LEFT if column > left else Merge.UP
    return tuple(map(tuple, cells))


block: st.SearchStrategy[Block] = st.one_of(
    st.sampled_from(Level).flatmap(paragraph),
    st.integers(1, 3).flatmap(table),
    st.just(PageBreak()),
    st.builds(Insert, st.sampled_from(["bảng", "hình"]), titles),
)


@settings(laws, max_examples=250)
@given(st.lists(block, max_size=6))
def test_blocks_come_back(blocks: list[Block]) -> None:
    assert parse_outline(write_outline(blocks)) == tuple(blocks)


@laws
@given(any_text | harmless_text)
@example("Chương I\n**\\x**")
@example("| a |\n| -- |\n\n| -- |\n| \\-- |")
def test_any_text_comes_back_or_has_a_sign_that_can_be_wrong(text: str) -> None:
    try:
        blocks = parse_outline(text, source="t")
    except InputError as error:
        assert CAN_BE_WRONG.search(text)
        assert all(problem.place.startswith("t:") for problem in error.problems)
        return
    written = write_outline(blocks)
    assert parse_outline(written) == blocks
    assert write_outline(parse_outline(written)) == written
    assert blocks or not re.search(r"[^\s*|\\<^]", text)  # no text is lost


@laws
@given(harmless_text, harmless_text, st.sampled_from(["*", "**", "***", "\x07", "\x1f"]))
def test_a_fault_is_placed_on_its_character(before: str, after: str, sign: str) -> None:
    text = f"{before}\n- a{sign}b\n{after}"
    with pytest.raises(InputError) as caught:
        parse_outline(text, source="t")
    line = len(f"{before}\n-".splitlines())
    assert [problem.place for problem in caught.value.problems] == [f"t:{line}:4"]


@laws
@given(any_text)
def test_every_fault_is_placed_on_a_sign_that_can_be_wrong(text: str) -> None:
    try:
        parse_outline(text + "\n*", source="t")
    except InputError as error:
        problems = error.problems
    lines = f"{text}\n*".splitlines()
    assert problems
    for problem in problems:
        _, line, column = problem.place.split(":")
        found = lines[int(line) - 1][int(column) - 1]
        assert found in "*|[<^" or problem.message.startswith(
            f"ký tự điều khiển U+{ord(found):04X}"
        )
