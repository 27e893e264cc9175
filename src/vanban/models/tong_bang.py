"""What the columns of a table add up to: totals that are counted, and totals that are checked."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from vanban.errors import InputError
from vanban.models.dong_bang import (
    Fault,
    Kind,
    Nhom,
    Row,
    RowReader,
    filled_ordinals,
    kinds_of,
)
from vanban.outline import Cell, Merge, Run, Table
from vanban.outline.table_facts import (
    are_numbers,
    is_group_row,
    is_nothing,
    is_ordinal_title,
    is_rate_title,
    is_total_label,
    is_total_row,
    number_in,
    sums_up_all,
    text_of,
    titles_of,
    top_rows,
)
from vanban.wording import format_number
from vanban.wording.text import quoted

if TYPE_CHECKING:
    from vanban.models.bang_bieu import CotBang

_NO_SUM = "hãy sửa ô đó, hoặc ghi “co_tong: không” cho cột này"


class Sums:
    """The rows of a table, what its columns hold, and what they add up to."""

    def __init__(self, columns: "Sequence[CotBang]", rows: Sequence[Row]) -> None:
        self.columns = columns
        self.rows = rows
        self.cells = [row for row in rows if not isinstance(row, Nhom)]
        self.kinds = kinds_of([cot.column for cot in columns], self.cells)

    @cached_property
    def totalled(self) -> tuple[int, ...]:
        """The columns that say they are totalled; else the only one that can be."""
        said = tuple(n for n, cot in enumerate(self.columns) if cot.co_tong)
        return said or self._possible

    @cached_property
    def _possible(self) -> tuple[int, ...]:
        numbers = (place for place, kind in enumerate(self.kinds) if kind is Kind.SO)
        return tuple(filter(self._may_be_totalled, numbers))

    def _may_be_totalled(self, place: int) -> bool:
        """Whether nothing speaks against adding up a column."""
        cot = self.columns[place]
        return (
            cot.co_tong is not False
            and self.kinds[place] in (Kind.SO, Kind.CHU)
            and _adds_up(cot.ten_cot, [row[place] for row in self.cells])
        )

    def refuse_unclear(self) -> None:
        """Raises InputError when it is not clear which columns are totalled, or one cannot be."""
        if not self.totalled:
            raise InputError("bảng không có cột số nào để cộng; bỏ “Dòng tổng” hoặc sửa kiểu cột")
        names = ", ".join(quoted(self.columns[place].column.path) for place in self.totalled)
        if len(self.totalled) > 1 and not any(cot.co_tong for cot in self.columns):
            raise InputError(
                f"chưa rõ cộng cột nào trong {names}; ghi “co_tong: có” ở cột cần cộng"
            )
        for place in self.totalled:
            if self.kinds[place] is not Kind.SO:
                name = quoted(self.columns[place].column.path)
                raise InputError(f"cột {name} không phải cột số nên không cộng được")
        if self.totalled[0] == 0:
            raise InputError("cột đầu tiên được cộng nên không còn chỗ ghi tên dòng tổng")

    def refuse_second_total(self) -> None:
        """Raises InputError when the last of the rows is a total already."""
        label = self._label(self.cells[-1])
        if sums_up_all(((Run(label),),)):
            raise InputError(
                f"dòng cuối đã là dòng {quoted(label)}; hãy bỏ dòng đó, hoặc bỏ “Dòng tổng”"
            )

    def sum_of(self, place: int) -> Decimal:
        """What a column adds up to; parts of other rows, and totals among them, do not count."""
        return _sum(self._counted_in(place))

    def _counted_in(self, place: int) -> list[str]:
        return [self.cells[row][place] for row in self._counted]

    @cached_property
    def _counted(self) -> tuple[int, ...]:
        numbered = [row for row in self.numbered() if not isinstance(row, Nhom)]
        ordinals = self._place_of_ordinals
        return top_rows(
            ["" if ordinals is None else row[ordinals] for row in numbered],
            [self._label(row) for row in numbered],
        )

    @cached_property
    def _place_of_ordinals(self) -> int | None:
        return next((n for n, kind in enumerate(self.kinds) if kind is Kind.STT), None)

    def _label(self, row: Sequence[str]) -> str:
        texts = (text for text, kind in zip(row, self.kinds, strict=True) if kind is not Kind.STT)
        return next(filter(None, texts), "")

    def numbered(self) -> list[Row]:
        """The rows with the ordinals that were left blank; groups and totals are not counted."""
        place = self._place_of_ordinals
        if place is None:
            return list(self.rows)
        written = [self._ordinal(row, place) for row in self.cells]
        ordinals = filled_ordinals(written)
        return [
            row if isinstance(row, Nhom) else (*row[:place], next(ordinals), *row[place + 1 :])
            for row in self.rows
        ]

    def _ordinal(self, row: Sequence[str], place: int) -> str | None:
        is_counted = row[place] or not is_total_label(self._label(row))
        return row[place] if is_counted else None

    def total_row(self, written: str | Sequence[str]) -> tuple[Cell, ...]:
        """The row of totals: its label across the columns before the first, or the cells given."""
        if isinstance(written, str):
            first = self.totalled[0]
            start: tuple[Cell, ...] = ((Run(written),), *(Merge.LEFT,) * (first - 1))
            return (*start, *(self._total(place, "") for place in range(first, len(self.columns))))
        return tuple(self._total(place, text) for place, text in enumerate(written))

    def _total(self, place: int, written: str) -> Cell:
        is_due = place in self.totalled and self.kinds[place] is Kind.SO
        text = written or (format_number(self.sum_of(place)) if is_due else "")
        return (Run(text),) if text else ()

    def differences(self, cells: Sequence[str]) -> Iterator[tuple[int, str]]:
        """The columns whose given total is not their sum, and what to say."""
        for place, (cot, text) in enumerate(zip(self.columns, cells, strict=True)):
            if number_in(text) is None or not (cot.co_tong or self._may_be_totalled(place)):
                continue
            words = [row[place] for row in self.cells if not _is_addend(row[place])]
            if words:
                yield place, f"ô {quoted(words[0])} không phải là số nên không cộng được; {_NO_SUM}"
            elif fault := _sum_fault(text, self._counted_in(place)):
                yield place, fault


def _is_addend(text: str) -> bool:
    return is_nothing(text) or number_in(text) is not None


def wrong_sums(
    reader: RowReader, sums: Sums, cells: Sequence[str], written: object
) -> Iterator[Fault]:
    """The faults of a row of totals, each at its cell."""
    paths = reader.paths(written)
    for place, message in sums.differences(cells):
        reader.note(paths[place], "dòng tổng", place, message)
    yield from reader.faults


def _adds_up(title: str, texts: Iterable[str]) -> bool:
    """Whether the values of a column are amounts, not rates: by its title and its texts."""
    return not is_rate_title(title) and not any("%" in text for text in texts)


def _sum(texts: Iterable[str]) -> Decimal:
    values = map(number_in, texts)
    return sum((value for value in values if value is not None), Decimal(0))


def _sum_fault(written: str, texts: Iterable[str]) -> str:
    """What to say of a total that is not the sum of ``texts``; empty where it is, or no number."""
    found, expected = number_in(written), _sum(texts)
    if found is None or found == expected:
        return ""
    return (
        f"dòng tổng ghi “{written}”, các dòng cộng lại được “{format_number(expected)}” "
        f"(lệch “{format_number(found - expected)}”); hãy sửa tổng hoặc sửa các dòng"
    )


def total_faults(table: Table) -> tuple[str, ...]:
    """The columns of the last row, if it says "Tổng cộng", that are not the sum of those above.

    Silent where adding up is not certain: groups, totals among the rows, rows that are parts of
    others, columns of rates, and columns with words among their numbers.
    """
    *rows, total = table.rows[table.header_rows :] or ((),)
    titles = titles_of(table)
    if not rows or not sums_up_all(total) or not _add_up(rows, titles):
        return ()
    return tuple(
        f"cột {quoted(titles[place])}: {fault}"
        for place in range(len(titles))
        if (fault := _total_fault(rows, total, place, titles[place]))
    )


def _add_up(rows: Sequence[Sequence[Cell]], titles: Sequence[str]) -> bool:
    """Whether every row is one that a total counts."""
    if any(is_group_row(row) or is_total_row(row) for row in rows):
        return False
    place = next((n for n, title in enumerate(titles) if is_ordinal_title(title)), None)
    texts = [[text_of(cell) for cell in row] for row in rows]
    ordinals = ["" if place is None else row[place] for row in texts]
    labels = [
        next((text for n, text in enumerate(row) if text and n != place), "") for row in texts
    ]
    return len(top_rows(ordinals, labels)) == len(rows)


def _total_fault(
    rows: Sequence[Sequence[Cell]], total: Sequence[Cell], place: int, title: str
) -> str:
    texts = [text_of(row[place]) for row in rows]
    written = text_of(total[place])
    is_merged = any(row[place] is Merge.LEFT for row in rows)
    if is_merged or not are_numbers(texts) or not _adds_up(title, (written, *texts)):
        return ""
    return _sum_fault(written, texts)
