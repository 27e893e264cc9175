"""What the texts of a table say of it: numbers, columns of numbers, groups, totals."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from vanban.outline.blocks import Cell, Merge, Table
from vanban.wording import field_key

# Vietnamese notation; ``wording.parse_number`` judges what is none.
_NUMBER = re.compile(r"(-?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d+)?)\s*(%?)", re.ASCII)
_NOTHING = frozenset({"", "-", "–", "—", "…", "...", "x", "X"})
_LETTER = r"[^\W\d_]"
# "Tổng công ty", "Cộng đồng" are names and no totals.
_TOTAL = re.compile(
    rf"tổng (?:cộng|số)\b|tổng(?!\s*{_LETTER})|cộng(?!\s*{_LETTER})"
    rf"|cộng (?:mục|nhóm|phần|chung|dồn|trang|[ivx]+\b|{_LETTER}\b)"
)
_SUM = re.compile(r"(?:tổng cộng|tổng số|tổng|cộng)\W*(?:\([^()]*\)\W*)?")
_ORDINAL_TITLES = frozenset({"stt", "tt", "so_tt", "so_thu_tu"})
# Values of these columns do not add up.
_RATES = ("ty_le", "ti_le", "binh_quan", "don_gia", "nang_suat", "he_so", "mat_do", "so_sanh")
_ORDINALS = (
    re.compile(r"\d+[.)]?"),
    re.compile(r"\d+(?:\.\d+)+[.)]?"),
    re.compile(r"[IVX]+[.)]?"),
    re.compile(r"[A-ZĐ][.)]?"),
    re.compile(r"[a-zđ][.)]?"),
)
_PART = re.compile(r"[-–+*•]|trong đó\b", re.IGNORECASE)


def text_of(cell: Cell) -> str:
    """The text of a cell without format; empty for one that is merged into another."""
    if isinstance(cell, Merge):
        return ""
    return cell[0][0] if len(cell) == 1 else "".join([run.text for run in cell])


def number_in(text: str) -> Decimal | None:
    """The value of a text that is a number in Vietnamese notation, or one with "%"; else None."""
    match = _NUMBER.fullmatch(text)
    return Decimal(match[1].replace(".", "").replace(",", ".")) if match else None


def is_nothing(text: str) -> bool:
    """Whether a cell of numbers says that it has none: blank, a dash, dots, "x"."""
    return text in _NOTHING


def are_numbers(texts: Iterable[str]) -> bool:
    """Whether the texts of a column are numbers or nothing, and at least one is a number."""
    found = False
    for text in texts:
        if is_nothing(text):
            continue
        if number_in(text) is None:
            return False
        found = True
    return found


def is_ordinal_title(title: str) -> bool:
    """Whether a column of this title counts the rows: "STT", "TT"."""
    return field_key(title) in _ORDINAL_TITLES


def is_rate_title(title: str) -> bool:
    """Whether the values of a column of this title do not add up: "Tỷ lệ (%)", "Đơn giá"."""
    key = field_key(title)
    return "%" in title or any(word in key for word in _RATES)


def is_group_row(cells: Sequence[Cell]) -> bool:
    """Whether one cell covers the whole row, as the name of the rows below it does."""
    return (
        len(cells) > 1
        and not isinstance(cells[0], Merge)
        and all(cell is Merge.LEFT for cell in cells[1:])
    )


def is_total_row(cells: Sequence[Cell]) -> bool:
    """Whether the first words of a row say that it sums up others: "Tổng cộng", "Cộng mục I"."""
    return _TOTAL.match(_label(cells)) is not None


def is_total_label(text: str) -> bool:
    """Whether a label says that its row sums up others."""
    return _TOTAL.match(text.casefold()) is not None


def sums_up_all(cells: Sequence[Cell]) -> bool:
    """Whether a row says that it sums up all others, and no more: "Tổng cộng", "Cộng (I+II):"."""
    return _SUM.fullmatch(_label(cells)) is not None


def _label(cells: Sequence[Cell]) -> str:
    return next((text for cell in cells if (text := text_of(cell))), "").casefold()


def titles_of(table: Table) -> tuple[str, ...]:
    """The title of each column: the lowest text of the header above it; "cột 2" without one."""
    titles = [f"cột {number}" for number in range(1, len(table.alignments) + 1)]
    for row in table.rows[: table.header_rows]:
        for column, cell in enumerate(row):
            if text := text_of(cell):
                titles[column] = text
    return tuple(titles)


def top_rows(ordinals: Sequence[str], labels: Sequence[str]) -> tuple[int, ...]:
    """The rows that add up to a total: those that are no part of another and no total.

    Rows numbered I, II or A, B hold those numbered 1, 2 below them; a row that begins with a dash
    or with "Trong đó" is a part of the row above it.
    """
    rows = [row for row, label in enumerate(labels) if not is_total_label(label)]
    kinds = {row: _ordinal_kind(ordinals[row]) for row in rows}
    numbered = [kind for kind in kinds.values() if kind is not None]
    if len(set(numbered)) > 1:
        rows = [row for row in rows if kinds[row] == numbered[0]]
    whole = [row for row in rows if not _PART.match(labels[row])]
    return tuple(whole or rows)


def _ordinal_kind(ordinal: str) -> int | None:
    return next((n for n, kind in enumerate(_ORDINALS) if kind.fullmatch(ordinal)), None)
