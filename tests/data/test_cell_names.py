"""Columns and cells by their letters and by their numbers."""

import pytest

from vanban.data.cell_names import cell_of, column_letters, column_number, reference_of


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")]
)
def test_columns(number: int, letters: str) -> None:
    assert column_letters(number) == letters
    assert column_number(letters) == number


@pytest.mark.parametrize(
    ("reference", "cell"), [("A1", (1, 1)), ("ab28", (28, 28)), ("$XFD$1048576", (1048576, 16384))]
)
def test_cells(reference: str, cell: tuple[int, int]) -> None:
    assert cell_of(reference) == cell
    assert reference_of(cell) == reference.replace("$", "").upper()


@pytest.mark.parametrize("written", ["", "5", "A0", "A", "ABCD1", "A1:B2"])
def test_what_is_no_cell_is_refused(written: str) -> None:
    with pytest.raises(ValueError) as caught:
        cell_of(written)
    assert caught.value.args == (written,)
