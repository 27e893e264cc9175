"""Rows of a batch from a CSV file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from vanban.data.columns import Columns, is_counter, match_headings
from vanban.data.csv_files import NO_ROWS, CsvTable, read_csv
from vanban.data.laying import layout_of
from vanban.data.loading import Draft
from vanban.data.old_letters import old_problems, old_word
from vanban.data.rows import Layer, Row
from vanban.data.text_encodings import find_encoding
from vanban.errors import InputError, Problem
from vanban.wording import field_key
from vanban.wording.text import quoted

# What the column STT of an entry form says beside its hints and its example.
_HINTS = frozenset({"goi_y", "vi_du"})
_TOTALS = frozenset({"tong", "tong_cong", "tong_so", "cong"})
_FIRST_OF_TOTAL = frozenset("TtCc ")


@dataclass(frozen=True, slots=True)
class CsvRows:
    """The rows of a CSV file: read afresh on each iteration, never all in memory.

    Rows in which only the counter is filled in are passed over, and so are hints and examples.
    """

    layer: Layer
    _table: CsvTable
    _counters: tuple[int, ...]
    _kept: tuple[int, ...]

    @classmethod
    def open(cls, path: Path, draft: Draft, encoding: str = "") -> "CsvRows":
        """The rows of a file in UTF-8 or the ``encoding`` that the user names.

        Raises InputError for a file that cannot be read and for all wrong headings at once.
        """
        named = find_encoding(encoding) if encoding else ""
        table = read_csv(path, named, is_batch=True)
        written = table.headings
        counters = tuple(n for n, heading in enumerate(written) if is_counter(heading))
        kept = tuple(n for n in range(len(written)) if n not in counters)
        headings = tuple(written[n] for n in kept)
        places = list(map(table.heading_place, headings))
        columns = match_headings(Columns(draft), headings, places, table.header_place)
        layout = layout_of((column.path for column in columns), draft.model)
        folder = str(path.parent)
        layer = Layer(
            str(path), columns, headings, table.header_place, layout=layout, folder=folder
        )
        rows = cls(layer, table, counters, kept)
        if next(iter(rows), None) is None:
            raise InputError(Problem(NO_ROWS, table.header_place))
        return rows

    def __iter__(self) -> Iterator[Row]:
        """Each row in turn. Raises InputError when the file has changed since it was opened."""
        number = 0
        count = len(self._table.headings)
        for line, cells, problems in self._table:
            kept = cells
            if self._counters and self._is_hint(cells):
                continue
            if self._counters and len(cells) == count:
                kept = self._without_counters(cells)
                if not any(map(str.strip, kept)):
                    continue
            number += 1
            if not problems and (fault := total_fault(cells)):
                problems = (Problem(fault, f"{self.layer.where}:{line}"),)  # noqa: PLW2901
            if not problems and any(map(old_word, kept)):
                problems = self._in_old_letters(line, kept)  # noqa: PLW2901
            yield Row(number, line, kept, problems)

    def _in_old_letters(self, line: int, cells: tuple[str, ...]) -> tuple[Problem, ...]:
        where = f"{self.layer.where}:{line}"
        places = (f"{where}, cột “{heading}”" for heading in self.layer.headings)
        return tuple(old_problems(zip(cells, places, strict=True)))

    def _is_hint(self, cells: tuple[str, ...]) -> bool:
        return any(is_hint(cells[n].strip()) for n in self._counters if n < len(cells))

    def _without_counters(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        found = itemgetter(*self._kept)(cells)
        return found if len(self._kept) > 1 else (found,)


def total_fault(cells: Iterable[object]) -> str:
    """What to say of a row that adds up the others; empty for a row to make a document from."""
    for cell in cells:
        if cell != "":
            # Few cells begin so, and the others cost nothing.
            is_like = isinstance(cell, str) and cell[0] in _FIRST_OF_TOTAL
            if not is_like or field_key(str(cell)) not in _TOTALS:
                return ""
            said = quoted(str(cell).strip())
            return f"dòng {said} không phải số liệu của một văn bản; hãy xóa dòng này"
    return ""


def is_hint(text: str) -> bool:
    """Whether the cell STT says that its row is a hint or an example of an entry form."""
    return bool(text) and not text.isdigit() and field_key(text) in _HINTS
