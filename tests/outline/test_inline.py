"""Bold, italic, the backslash, and what is refused."""

import pytest

from vanban.errors import InputError
from vanban.outline import Level, Paragraph, Run, parse_outline


def runs(text: str) -> tuple[Run, ...]:
    (block,) = parse_outline(text)
    assert isinstance(block, Paragraph)
    return block.runs


def b(text: str) -> Run:
    return Run(text, bold=True)


def i(text: str) -> Run:
    return Run(text, italic=True)


def bi(text: str) -> Run:
    return Run(text, bold=True, italic=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a **b** c", (Run("a "), b("b"), Run(" c"))),
        ("- *b*", (i("b"),)),
        ("***b***", (bi("b"),)),
        ("**a *b***", (b("a "), bi("b"))),
        ("***a* b**", (bi("a"), b(" b"))),
        ("***a** b*", (bi("a"), i(" b"))),
        ("**a***b*", (b("a"), i("b"))),
        ("**a *b** c*", (b("a "), bi("b"), i(" c"))),
        ("**a****b**", (b("ab"),)),
        ("x**b**y", (Run("x"), b("b"), Run("y"))),
        ("a **** b", (Run("a b"),)),
        ("a **** ****", (Run("a"),)),
        ("- **** **** a", (Run("a"),)),
        ("**x **** y**", (b("x y"),)),
        (r"a\ ****", (Run("a"),)),
        (r"a\ **** b", (Run("a  b"),)),
        ("a****b", (Run("ab"),)),
        ("1. ******", ()),
        (r"**\ b\ **", (b(" b "),)),
        (r"5 \* 3", (Run("5 * 3"),)),
        (r"a\\b", (Run(r"a\b"),)),
        ("a\\", (Run("a\\"),)),
        ("\\", (Run("\\"),)),
        (r"\a\b\c", (Run("abc"),)),
        (r"\\*a*", (Run("\\"), i("a"))),
        (r"**\***", (b("*"),)),
        ("a\\\u0300", (Run("à"),)),
        (r"a \| b | c", (Run("a | b | c"),)),
    ],
)
def test_runs(text: str, expected: tuple[Run, ...]) -> None:
    assert runs(text) == expected


def test_a_line_of_empty_marks_says_nothing() -> None:
    expected = tuple(Paragraph(Level.DOAN, "", (Run(text),)) for text in "xy")
    assert parse_outline("x\n****\ny") == expected


@pytest.mark.parametrize(
    "text",
    ["1. x", "Chương I", "Điều 5.", "[ngắt trang]", "| a |", "- x", "a) x", "I. x", "2.1. x"],
)
def test_an_escaped_line_is_plain(text: str) -> None:
    assert parse_outline("\\" + text) == (Paragraph(Level.DOAN, "", (Run(text),)),)


UNCLOSED_BOLD = (
    'dấu "**" mở phần in đậm mà cuối dòng hoặc cuối ô vẫn chưa đóng; thêm "**" vào sau chữ cuối '
    'của phần đó, nếu muốn in chính dấu sao thì viết "\\*"'
)
UNCLOSED_ITALIC = UNCLOSED_BOLD.replace("in đậm", "in nghiêng").replace('"**"', '"*"')
UNCLOSED_BOTH = UNCLOSED_BOLD.replace("in đậm", "in đậm nghiêng").replace('"**"', '"***"')
LOOSE_OPEN = (
    'dấu "*" mở phần in nghiêng phải viết liền với chữ đứng sau nó; bỏ khoảng trắng sau dấu, '
    'nếu muốn in chính dấu sao thì viết "\\*"'
)
LOOSE_CLOSE = (
    'dấu "**" đóng phần in đậm phải viết liền với chữ đứng trước nó; bỏ khoảng trắng trước dấu, '
    'nếu muốn in chính dấu sao thì viết "\\*"'
)
TOO_MANY = (
    '"*****" không phải là dấu in đậm hay in nghiêng; viết "**" ở trước và sau phần in đậm, "*" ở '
    'trước và sau phần in nghiêng; nếu muốn in chính dấu sao thì viết "\\*"'
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a **b", [("t:1:3", UNCLOSED_BOLD)]),
        ("(*)", [("t:1:2", UNCLOSED_ITALIC)]),
        ("x\n\n \t - a   **b", [("t:3:10", UNCLOSED_BOLD)]),
        ("x ***b", [("t:1:3", UNCLOSED_BOTH)]),
        ("x ***b*", [("t:1:3", UNCLOSED_BOLD)]),
        ("**a *b", [("t:1:1", UNCLOSED_BOLD), ("t:1:5", UNCLOSED_ITALIC)]),
        ("5 * 3", [("t:1:3", LOOSE_OPEN)]),
        ("* Ghi chú", [("t:1:1", LOOSE_OPEN)]),
        ("ghi chú *", [("t:1:9", LOOSE_OPEN)]),
        ("**a **", [("t:1:5", LOOSE_CLOSE)]),
        ("*****a", [("t:1:1", TOO_MANY)]),
        ("e\u0302\u0301 \\* **b", [("t:1:8", UNCLOSED_BOLD)]),
        ("(*)\nx\na **b\n", [("t:1:2", UNCLOSED_ITALIC), ("t:3:3", UNCLOSED_BOLD)]),
        ("| a | **b |\n| *c | d |", [("t:1:7", UNCLOSED_BOLD), ("t:2:3", UNCLOSED_ITALIC)]),
    ],
)
def test_faults(text: str, expected: list[tuple[str, str]]) -> None:
    for _ in range(2):  # the second time out of the cache
        with pytest.raises(InputError) as caught:
            parse_outline(text, source="t")
        assert [(p.place, p.message) for p in caught.value.problems] == expected


def test_place_without_source() -> None:
    with pytest.raises(InputError, match=r"^dòng 2, cột 3: dấu"):
        parse_outline("x\na **b")


def test_control_characters_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        parse_outline(" a\x07b\x00\n\ud800", source="t")
    problems = caught.value.problems
    assert [p.place for p in problems] == ["t:1:3", "t:1:5", "t:2:1"]
    assert problems[0].message == (
        "ký tự điều khiển U+0007 không in được trong văn bản; xóa ký tự này rồi gõ lại chỗ đó"
    )
