"""A data value is never read as markup."""

from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban.outline import Level, Paragraph, Run, Table, escape, parse_outline

ODD = ["*", "**", "\\", "|", "-", "+", "1", ".", "a", ")", " ", "\xa0", "I", "Điều 5", "Chương"]
ODD += ["[ngắt trang]", "---", ":", "\u0300", "é", "Mục 3", "<", "\u0338", "{{", "\u200b"]
values = (
    st.lists(
        st.sampled_from(ODD) | st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn"])
    )
    .map("".join)
    .map(lambda text: normalize("NFC", " ".join(normalize("NFC", text).split())))
)
laws = settings(max_examples=300)


@pytest.mark.parametrize(
    ("value", "escaped"),
    [
        ("", ""),
        (" ", " "),
        ("Thôn 1", "\\Thôn 1"),
        ("1", "\\1"),
        ("a*b|c\\", "\\a\\*b\\|c\\\\"),
        ("*a", "\\*a"),
        (" - x", " \\- x"),
        ("a\nb\tc\u2028d\x0be\x1ff", "\\a b c d e f"),
        ("10\xa0ha", "\\10\xa0ha"),
    ],
)
def test_escape(value: str, escaped: str) -> None:
    assert escape(value) == escaped


@pytest.mark.parametrize(
    ("value", "rest"), [("1", ". x"), ("Điều 5.", " x"), ("-", " x"), ("a", ") x"), ("x\\", "*")]
)
def test_a_value_makes_no_marker_with_what_follows(value: str, rest: str) -> None:
    parsed = parse_outline(escape(value) + escape(rest.strip()))
    assert parsed == (Paragraph(Level.DOAN, "", (Run(value + rest.strip()),)),)
    if "*" not in rest:
        assert parse_outline(escape(value) + rest) == (
            Paragraph(Level.DOAN, "", (Run(value + rest),)),
        )


@laws
@given(values, values)
def test_two_values_are_one_plain_paragraph(one: str, two: str) -> None:
    text = normalize("NFC", one + two)
    expected = (Paragraph(Level.DOAN, "", (Run(text),)),) if text else ()
    assert parse_outline(escape(one) + escape(two)) == expected


@laws
@given(values)
def test_a_value_behind_a_marker_in_marks_and_in_a_cell(value: str) -> None:
    runs = (Run(value),) if value else ()
    bold = tuple(run._replace(bold=True) for run in runs)
    assert parse_outline("- " + escape(value)) == (Paragraph(Level.GACH, "", runs),)
    assert parse_outline(f"1. **{escape(value)}**") == (Paragraph(Level.KHOAN, "1", bold),)
    assert parse_outline(f"| {escape(value)} | x |") == (
        Table(((runs, (Run("x"),)),), ("", ""), 0),
    )


@laws
@given(values.filter(bool))
def test_a_value_is_no_title(value: str) -> None:
    heading, _ = parse_outline(f"Chương I\n{escape(value)}")
    assert heading == Paragraph(Level.CHUONG, "I", ())
