"""An outline text that comes in pieces, as a template prints it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.errors import InputError
from vanban.outline import parse_outline

LINES = ("1. Một khoản", "- Một gạch", "Đoạn **đậm**", "Chương I", "| a | b |", "", "  ", "hở **")
pieces_of_text = st.lists(
    st.sampled_from(LINES) | st.sampled_from(LINES).map(lambda line: f"{line}\n") | st.just("\n")
)


def read(text: str | list[str]) -> object:
    """The blocks, or the faults."""
    try:
        return parse_outline(text)
    except InputError as error:
        return str(error)


@given(pieces_of_text)
def test_where_a_text_is_cut_does_not_matter(pieces: list[str]) -> None:
    assert read(pieces) == read("".join(pieces))


@pytest.mark.parametrize("length", [10, 5000])
def test_a_line_goes_on_in_the_next_piece(length: int) -> None:
    (block,) = parse_outline(["- ", "chữ " * length, "hết.\n"])
    assert block == parse_outline("- " + "chữ " * length + "hết.")[0]
