"""Rows of a batch, from whatever holds them, and how each is laid over the base document."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, Protocol

from vanban.data.anchoring import anchor_files, move_files
from vanban.data.columns import Column, Columns
from vanban.data.laying import NO_FIELDS, Fields, lay_fields
from vanban.data.loading import Draft
from vanban.data.nodes import ListNode, MappingNode, Node, Scalar
from vanban.data.shape import conform
from vanban.data.table_files import OLD_WORKBOOKS, refuse_files
from vanban.errors import InputError, Problem
from vanban.models import Model

_LINE_END = re.compile(r"[\r\n]+")
_LINE_END_OR_SEMICOLON = re.compile(r"[\r\n;]+")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_TEXTS = (".csv", ".tsv", ".txt")
_WORKBOOKS = (".xlsx", ".xlsm")
_LISTS = (".yaml", ".yml", ".json", ".jsonl")

Cell = str | Decimal | MappingNode


class Row(NamedTuple):
    """One row: its number among the rows (from 1), where it stands, and its cells.

    ``line`` is the line of the file, the row of the sheet, or the number of the item of the list.
    ``cells`` go with the headings; "" is a blank one. A row of a list is one ``MappingNode``.
    A row with ``problems`` cannot be read further; the other rows are not touched by them.
    """

    number: int
    line: int
    cells: tuple[Cell, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """What all rows of one source share: where they stand, and which value each column names.

    ``sheet`` is the title of a sheet, ``letters`` are its columns; there are no ``columns`` where
    each row names its own values, as in a list of YAML, JSON or Python. ``folder`` is where the
    files that rows name lie: beside the table, "" for the current folder; ``moved`` are those that
    lie elsewhere, by the paths that they have from there.
    """

    where: str
    columns: tuple[Column, ...] = ()
    headings: tuple[str, ...] = ()
    header_place: str = ""
    letters: tuple[str, ...] = ()
    layout: Fields = NO_FIELDS
    sheet: str = ""
    folder: str = ""
    moved: Mapping[str, str] = field(default_factory=dict, compare=False)

    def place(self, row: Row) -> str:
        """Where a row stands: "thon.csv:3"; "thon.xlsx, trang “Thôn”, dòng 5"; "thon.yaml:12:3"."""
        if self.letters:
            return f"{self.where}, dòng {row.line}"
        if self.columns:
            return f"{self.where}:{row.line}"
        (node,) = row.cells or ("",)
        return node.place if isinstance(node, MappingNode) else row.problems[0].place

    def number_of(self, row: Row) -> int:
        """By what people find a row: its line in a table, its place in a list."""
        return row.line if self.columns else row.number

    def called(self, number: int) -> str:
        """The row with this ``number_of``."""
        return f"dòng {number}" if self.columns else f"mục thứ {number}"

    def cell_place(self, row: Row, column: int) -> str:
        """Where a cell stands: "thon.csv:3, cột “Tên thôn”"; "thon.xlsx, trang “Thôn”, ô B5"."""
        if self.letters:
            return f"{self.where}, ô {self.letters[column]}{row.line}"
        if self.columns:
            return f"{self.where}:{row.line}, cột “{self.headings[column]}”"
        return self.place(row)

    def is_within(self, row: Row, place: str) -> bool:
        """Whether ``place``, of a problem of this row, is the row itself or stands within it.

        What stands elsewhere is a fault of the base, or of a file that the base names.
        """
        own = self.place(row)
        if self.letters:
            cell = place.removeprefix(f"{self.where}, ô ")
            return place == own or (cell != place and cell.lstrip(_LETTERS) == str(row.line))
        if self.columns or not self.where:
            return place == own or place.startswith((f"{own}, ", f"{own} / "))
        return place.startswith(f"{self.where}:")

    def overlay(self, draft: Draft, row: Row) -> Draft:
        """The base with a row laid over it; a blank cell keeps what the base says.

        "-" in the column of a target takes the target out of the document of the row. What the row
        does not touch is the very same node as in ``draft``.
        """
        found: list[Problem] = []
        return draft.overlaid_with(self.changes(row, draft.model, found), found)

    def changes(self, row: Row, model: type[Model], found: list[Problem]) -> Node:
        """What a row says, conformed to ``model``, the files that it names by their paths.

        What is wrong with it is added to ``found``.
        """
        if self.columns:
            laid, names_files = self._laid(row, found)
        else:
            (said,) = row.cells
            assert isinstance(said, MappingNode)  # noqa: S101
            laid, names_files = conform(said, model, found), True
            refuse_files(laid, found)
        if names_files:
            anchor_files(laid, model, Path(self.folder))
            if self.moved:
                move_files(laid, model, self.moved)
        return laid

    def _laid(self, row: Row, found: list[Problem]) -> tuple[Node, bool]:
        """What the cells of a row say, each where its column goes; whether one names a file."""
        names_files = False
        nodes: list[Node | None] = []
        for number, (column, value) in enumerate(zip(self.columns, row.cells, strict=True)):
            text = value.strip() if type(value) is str else value
            if text != "":
                nodes.append(_node(text, self.cell_place(row, number), column))
                names_files = names_files or column.is_file
                continue
            nodes.append(None)
            if column.is_bare:
                place = self.cell_place(row, number)
                found.append(Problem(BARE_CELL, place, column.title))
        place = self.place(row)
        return lay_fields(self.layout, nodes, place) or MappingNode({}, place), names_files


def _node(value: Cell, place: str, column: Column) -> Node:
    """What a cell that is not blank says of the value its column names."""
    if column.is_text and type(value) is Decimal:
        value = f"{value:f}".replace(".", ",")
    cell = Scalar(value, place)
    return _as_list(cell, column) if column.is_list else cell


class RowSource(Protocol):
    """Rows that are read one at a time, and what they share.

    They may be gone through again, except those of a generator.
    """

    @property
    def layer(self) -> Layer:
        """What all rows share."""

    def __iter__(self) -> Iterator[Row]:
        """Each row in turn. Raises InputError when the source can be read no farther."""


def open_rows(
    source: str | Path | Iterable[Mapping[str, object]],
    draft: Draft,
    *,
    sheet: str = "",
    encoding: str = "",
) -> RowSource:
    """The rows of a file (CSV, XLSX, YAML, JSON, JSON Lines) or of any iterable of mappings.

    ``sheet`` names the sheet of a workbook, ``encoding`` the one of a CSV file that is not in
    UTF-8. Raises InputError for a source that cannot be read, and for all its wrong headings at
    once.
    """
    if not isinstance(source, str | Path):
        _refuse_options("", "", sheet, encoding)
        return _listed(source, draft)
    path = Path(source)
    suffix = path.suffix.lower()
    _refuse_options(str(path), suffix, sheet, encoding)
    if suffix in _WORKBOOKS:
        from vanban.data.sheet_rows import SheetRows  # noqa: PLC0415 - only where it is needed

        return SheetRows.open(path, draft, sheet)
    if suffix in _LISTS:
        from vanban.data.listed_rows import FileRows  # noqa: PLC0415

        return FileRows(path, draft)
    if suffix in _TEXTS:
        from vanban.data.csv_rows import CsvRows  # noqa: PLC0415

        return CsvRows.open(path, draft, encoding)
    raise InputError(Problem(_other_kind(suffix), str(path)))


def _listed(source: object, draft: Draft) -> RowSource:
    from vanban.data.listed_rows import ListedRows  # noqa: PLC0415

    if isinstance(source, Iterable) and not isinstance(source, Mapping | bytes | bytearray):
        return ListedRows(source, draft)
    raise InputError(
        "cần đường dẫn của tệp, hoặc một danh sách mà mỗi mục là một từ điển, "
        f"gặp {type(source).__name__}"
    )


def _refuse_options(name: str, suffix: str, sheet: str, encoding: str) -> None:
    """Raises InputError for options that would do nothing."""
    problems = []
    if sheet and suffix not in _WORKBOOKS:
        option = "--sheet" if name else "sheet="
        problems.append(Problem(f"chỉ tệp .xlsx mới có trang tính; hãy bỏ {option}", name))
    if encoding and suffix not in _TEXTS:
        option = "--encoding" if name else "encoding="
        problems.append(Problem(f"chỉ tệp CSV mới cần nêu bảng mã; hãy bỏ {option}", name))
    if problems:
        raise InputError(problems)


def _other_kind(suffix: str) -> str:
    if suffix in OLD_WORKBOOKS:
        return f"chưa đọc được tệp {suffix}; hãy mở tệp rồi chọn Lưu thành… (Save as) kiểu .xlsx"
    return f"cần tệp {', '.join((*_TEXTS, *_WORKBOOKS, *_LISTS))}"


def _as_list(cell: Scalar, column: Column) -> Node:
    between = _LINE_END_OR_SEMICOLON if column.is_short else _LINE_END
    texts = (text.strip() for text in between.split(str(cell.value)))
    return ListNode(tuple(Scalar(text, cell.place) for text in texts if text), cell.place)


BARE_CELL = (
    "ô trống mà bản gốc cũng không có giá trị; hãy ghi số kèm đơn vị, "
    "hoặc ghi “-” nếu đơn vị này không được giao"
)

__all__ = ["BARE_CELL", "Cell", "Column", "Columns", "Layer", "Row", "RowSource", "open_rows"]
