"""Totals of tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from vanban.check.components import Recognised, Sure
from vanban.check.facts import Cell, Table
from vanban.check.findings import Fault, spot_of
from vanban.check.rules.rule import Rule, rule
from vanban.wording import format_number

_TOTAL = re.compile(
    r"(?:tổng(?: cộng| số)?|cộng)\b(?!\s*(?:hợp|quát|mức|diện|kinh))", re.IGNORECASE
)
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?", re.ASCII)
_NOTHING = frozenset({"", "-", "–", "—", "0"})
_NOT_ADDED = re.compile(
    r"%|tỷ lệ|tỉ lệ|so với|đơn giá|bình quân|\bmức\b|\bgiá\b|thời|\bđiểm\b|hệ số|mật độ|năng suất|"
    r"điện thoại|\bstt\b|\btt\b|\bsố thứ tự\b|\bmã\b|^năm$|\bnăm (?:sinh|xây|hoàn|sử|sản|đưa|cấp)",
    re.IGNORECASE,
)
_PLAIN_ORDER = re.compile(r"\d{0,3}\.?")
_GROUP_ORDER = re.compile(r"[A-ZĐ]\.?|[IVXLC]+\.?")
_FEWEST = 2
_MOST_APART = 2


class _Value(NamedTuple):
    """A number and how many decimals it shows."""

    value: Decimal
    decimals: int


@dataclass(frozen=True)
class _Sum:
    """A column that should add up to its total."""

    cell: Cell
    total: Decimal
    added: Decimal
    rounding: Decimal

    @property
    def agrees(self) -> bool:
        """Whether it does, but for rounding."""
        return abs(self.total - self.added) <= self.rounding

    @property
    def is_near(self) -> bool:
        """Whether total and sum are at least of one size, as where one of the numbers is wrong."""
        small, large = sorted((abs(self.total), abs(self.added)))
        return small * _MOST_APART >= large


@rule(
    "BT01",
    "Dòng tổng của bảng không bằng các dòng trên cộng lại",
    "bang",
    "Kiểm tra số liệu; Nghị định không quy định",
)
def wrong_total(recognised: Recognised) -> Iterator[Fault]:
    """Số ở dòng “Tổng”, “Tổng cộng”, “Cộng” khác với tổng các dòng phía trên.

    Quy định: Nghị định không quy định về cách cộng; số liệu trong văn bản phải khớp nhau nên đây
    là lưu ý để kiểm tra lại.

    Sai: Các dòng 12, 15, 20; dòng Tổng cộng 48

    Đúng: Các dòng 12, 15, 20; dòng Tổng cộng 47

    Không bắt: Bảng nhiều cấp (I, 1, a), bảng có nhiều dòng cộng, cột tỷ lệ, đơn giá, năm; sai lệch
    do làm tròn; ô không đọc được là số.
    """
    for table in recognised.document.tables:
        sums = list(_sums(table)) if table.is_bordered else []
        known = any(each.agrees for each in sums)
        for each in sums:
            if not each.agrees and each.is_near and (known or len(sums) == 1):
                added, total = format_number(each.added), format_number(each.total)
                paragraph = next(each.cell.paragraphs())
                yield Fault(
                    added,
                    total,
                    f"Các dòng phía trên cộng lại là {added}, dòng tổng ghi {total}.",
                    "Kiểm tra lại các số trong cột này.",
                    spot_of(paragraph),
                    Sure.LIKELY,
                )


def _sums(table: Table) -> Iterator[_Sum]:
    """The columns of a plain table with one total at its end."""
    rows = [{cell.column: cell for cell in row} for row in table.rows]
    totals = [at for at, row in enumerate(rows) if _is_total(row)]
    if len(totals) != 1 or totals[0] != len(rows) - 1:
        return
    head, items = _head_and_items(rows[:-1])
    if len(items) < _FEWEST or not _is_plain(items):
        return
    for column, cell in rows[-1].items():
        total = _number(_text(cell))
        title = " ".join(_text(row[column]) for row in head if column in row)
        if total is None or cell.columns > 1 or _NOT_ADDED.search(title):
            continue
        texts = [_text(row[column]) if column in row else "" for row in items]
        values = [_number(text) for text in texts if text not in _NOTHING]
        numbers = [value for value in values if value]
        if len(numbers) == len(values) and len(numbers) >= _FEWEST:
            decimals = min(each.decimals for each in [*numbers, total])
            rounding = Decimal(len(numbers) + 1) / 2 * Decimal(10) ** -decimals if decimals else 0
            added = sum((each.value for each in numbers), Decimal(0))
            yield _Sum(cell, total.value, added, Decimal(rounding))


def _head_and_items(
    rows: list[dict[int, Cell]],
) -> tuple[list[dict[int, Cell]], list[dict[int, Cell]]]:
    """The rows of titles, and those below from the first that has an order number 1 or a sum."""
    for at, row in enumerate(rows):
        texts = [_text(cell) for cell in row.values()]
        first = texts[0] if texts else ""
        begins = _GROUP_ORDER.fullmatch(first) or first.rstrip(".") in ("1", "01")
        counts_columns = all(text.strip("()").isdigit() for text in texts if text)
        if at and begins and not counts_columns:
            return rows[:at], rows[at:]
    return rows, []


def _is_plain(items: list[dict[int, Cell]]) -> bool:
    """Whether the rows are of one level: order numbers 1, 2, 3; group rows hold no numbers."""
    expected = 1
    for row in items:
        order = _text(row[0]) if 0 in row else ""
        if _PLAIN_ORDER.fullmatch(order):
            if order and int(order.rstrip(".")) not in (expected, 1):
                return False
            expected = int(order.rstrip(".")) + 1 if order else expected
        elif not _GROUP_ORDER.fullmatch(order) or _holds_numbers(row):
            return False
    return True


def _holds_numbers(row: dict[int, Cell]) -> bool:
    return any(_number(_text(cell)) for column, cell in row.items() if column)


def _is_total(row: dict[int, Cell]) -> bool:
    """Whether one of the first two cells that hold something says that the row is a total."""
    texts = [text for text in map(_text, row.values()) if text][:2]
    return any(_TOTAL.match(text) for text in texts)


def _text(cell: Cell) -> str:
    words = (f"{paragraph.number} {paragraph.text}" for paragraph in cell.paragraphs())
    return " ".join(" ".join(words).split())


def _number(text: str) -> _Value | None:
    """A number in Vietnamese notation; None for any other text."""
    if not _NUMBER.fullmatch(text):
        return None
    whole, _, decimals = text.partition(",")
    value = Decimal(f"{whole.replace('.', '')}.{decimals or 0}")
    return _Value(value, len(decimals))


RULES: tuple[Rule, ...] = (wrong_total,)
