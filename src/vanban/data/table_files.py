"""Tables of a document whose rows stand in a file of their own: CSV or XLSX, with their places."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from vanban.data.anchoring import items_of
from vanban.data.csv_files import read_csv
from vanban.data.nodes import ListNode, MappingNode, Node, Scalar
from vanban.data.old_letters import old_problems
from vanban.errors import InputError, Problem
from vanban.models.bang_bieu import counts_rows
from vanban.wording import field_key, nearest
from vanban.wording.text import quoted

MOST_ROWS = 5_000
_TABLES = "bang_bieu"
_FILE, _SHEET, _COLUMNS, _ROWS, _TOTAL = (
    *("tep_du_lieu", "trang_tinh", "cac_cot", "cac_dong", "dong_tong"),
)
_TITLE = "Tệp dữ liệu"
_CSV = (".csv", ".tsv", ".txt")
_XLSX = (".xlsx", ".xlsm")
OLD_WORKBOOKS = (".xls", ".ods", ".xlsb", ".numbers")
_WHOLE_PART = re.compile(r"-?\d[\d.]*")
_DECIMALS = re.compile(r"\d+%?")
_AT = re.compile(r"(.*:\d+):(\d+)")


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a file: its headings, and rows of as many cells, or of one that is a group."""

    name: str
    headings: tuple[Scalar, ...]
    rows: tuple[tuple[Scalar, ...], ...]

    def place_of(self, title: str) -> int | None:
        """The column with this heading, whatever its accents and case."""
        key = field_key(title)
        return next(
            (n for n, h in enumerate(self.headings) if field_key(str(h.value)) == key), None
        )


def fill_tables(node: MappingNode, problems: list[Problem]) -> MappingNode:
    """``node``, merged and conformed, with the rows of every table that names a file.

    What is wrong with a file, a column or a cell is added to ``problems`` with its place.
    """
    tables = node.entries.get(_TABLES)
    if not isinstance(tables, ListNode):
        return node
    items = tuple(
        _filled(item, problems) if isinstance(item, MappingNode) else item for item in tables.items
    )
    filled = ListNode(items, tables.place, tables.names)
    return MappingNode(node.entries | {_TABLES: filled}, node.place, node.key_places)


def refuse_files(changes: Node, problems: list[Problem]) -> None:
    """Adds a problem for every table of a row of a batch that names a file: none is read there."""
    tables = changes.entries.get(_TABLES) if isinstance(changes, MappingNode) else None
    for table in items_of(tables) if tables else ():
        file = table.entries.get(_FILE) if isinstance(table, MappingNode) else None
        if isinstance(file, Scalar) and not file.is_blank:
            problems.append(Problem(_NOT_OF_A_ROW, file.place, _TITLE))


def _filled(table: MappingNode, problems: list[Problem]) -> MappingNode:
    problems += _split_numbers(table)
    file = table.entries.get(_FILE)
    if not isinstance(file, Scalar) or file.is_blank:
        return table
    if _ROWS in table.entries:
        place = table.key_places.get(_ROWS, table.place)
        fault = f"bảng đã lấy các dòng từ “{_TITLE}”; hãy bỏ “Các dòng” hoặc bỏ “{_TITLE}”"
        problems.append(Problem(fault, place, "Các dòng"))
        return _without_rows(table, file)
    found: list[Problem] = []
    entries = _read_into(table, file, found)
    problems += found
    if found:
        return _without_rows(table, file)
    return MappingNode(entries, table.place, table.key_places)


def _without_rows(table: MappingNode, file: Scalar) -> MappingNode:
    """A table that is refused already, of whose columns and rows nothing more is to be said."""
    column = MappingNode({"ten_cot": Scalar("?", file.place)}, file.place)
    row = ListNode((Scalar("?", file.place),), file.place)
    entries: dict[str, Node] = {key: c for key, c in table.entries.items() if key != _TOTAL}
    entries[_COLUMNS] = ListNode((column,), file.place)
    entries[_ROWS] = ListNode((row,), file.place)
    return MappingNode(entries, table.place, table.key_places)


def _read_into(table: MappingNode, file: Scalar, problems: list[Problem]) -> dict[str, Node]:
    """The fields of a table with the rows of its file, and the columns if it names none."""
    columns = table.entries.get(_COLUMNS)
    wanted = list(_wanted(columns)) if isinstance(columns, ListNode) else []
    sheet = table.entries.get(_SHEET)
    name = str(sheet.value) if isinstance(sheet, Scalar) and not sheet.is_blank else ""
    needed = [column.titles[-1] for column in wanted if not column.is_counted]
    try:
        grid = read_grid(Path(str(file.value)), name, needed, problems)
    except InputError as error:
        said = (f"không lấy được số liệu của bảng: {problem}" for problem in error.problems)
        problems += (Problem(fault, file.place, _TITLE) for fault in said)
        return dict(table.entries)
    problems += old_problems((cell.value, cell.place) for row in grid.rows for cell in row)
    fields: dict[str, Node] = dict(table.entries)
    if columns is None:
        titles = (MappingNode({"ten_cot": heading}, heading.place) for heading in grid.headings)
        fields[_COLUMNS] = ListNode(tuple(titles), file.place)
        picked: list[int | None] = list(range(len(grid.headings)))
    else:
        picked = [_find(column, grid, problems) for column in wanted]
    fields[_ROWS] = ListNode(tuple(_row(cells, picked) for cells in grid.rows), file.place)
    return fields


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A column of a table: its title with and without its group, and whether we count it."""

    titles: tuple[str, ...]
    is_counted: bool
    place: str


def _wanted(columns: ListNode) -> Iterator[_Wanted]:
    for item in columns.items:
        if not isinstance(item, MappingNode):
            continue
        title, group, kind = (_text_in(item, key) for key in ("ten_cot", "nhom_cot", "kieu_cot"))
        titles = (f"{group} / {title}", title) if group else (title,)
        yield _Wanted(titles, counts_rows(title, kind), item.place)


def _text_in(node: MappingNode, key: str) -> str:
    child = node.entries.get(key)
    return str(child.value) if isinstance(child, Scalar) and not child.is_blank else ""


def _find(column: _Wanted, grid: Grid, problems: list[Problem]) -> int | None:
    """Where a column stands in the file; None for one that we count, and for a missing one."""
    for title in column.titles:
        if (place := grid.place_of(title)) is not None:
            return place
    if column.is_counted:
        return None
    known = {field_key(str(heading.value)): str(heading.value) for heading in grid.headings}
    close = nearest(field_key(column.titles[-1]), known)
    hint = (
        f"có phải {quoted(known[close])}?"
        if close
        else f"tệp có các cột: {', '.join(known.values())}"
    )
    fault = f"tệp {grid.name} không có cột {quoted(column.titles[0])}; {hint}"
    problems.append(Problem(fault, column.place, "Các cột"))
    return None


def _row(cells: Sequence[Scalar], picked: Sequence[int | None]) -> Node:
    """A row in the order of the columns; a single cell among many columns is a group."""
    first = cells[0].place
    if len(cells) == 1 and len(picked) > 1:
        return MappingNode({"nhom": cells[0]}, first)
    chosen = tuple(Scalar("", first) if n is None else cells[n] for n in picked)
    return ListNode(chosen, first)


def read_grid(path: Path, sheet: str, wanted: Sequence[str], problems: list[Problem]) -> Grid:
    """The cells of a CSV or XLSX file; ``sheet`` and the columns ``wanted`` are for XLSX.

    Faults of single rows and cells are added to ``problems``. Raises InputError for a file that
    cannot be read, and for one of another kind.
    """
    suffix = path.suffix.lower()
    if suffix in _XLSX:
        from vanban.data.workbooks import read_workbook  # noqa: PLC0415 - only where it is needed

        return read_workbook(path, sheet, wanted, problems)
    if suffix in _CSV:
        return _read_csv(path, problems)
    fault = "cần tệp .csv hoặc .xlsx"
    if suffix in OLD_WORKBOOKS:
        fault = (
            f"chưa đọc được tệp {suffix}; hãy mở tệp rồi chọn Lưu thành… (Save as) với kiểu .xlsx"
        )
    raise InputError(Problem(fault, str(path)))


def _read_csv(path: Path, problems: list[Problem]) -> Grid:
    rows = read_csv(path)
    headings = tuple(Scalar(title, rows.heading_place(title)) for title in rows.headings)
    read: list[tuple[Scalar, ...]] = []
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise InputError(too_many_rows(str(path)))
        problems += row.problems
        if not row.problems:
            pairs = zip(rows.headings, row.cells, strict=True)
            read.append(tuple(Scalar(text, rows.cell_place(row, title)) for title, text in pairs))
    return Grid(path.name, headings, tuple(read))


def too_many_rows(place: str) -> Problem:
    """What to say of a file that no table of a document can hold."""
    most = f"{MOST_ROWS:,}".replace(",", ".")
    return Problem(f"có quá {most} dòng; một bảng trong văn bản có tối đa {most} dòng", place)


_NOT_OF_A_ROW = (
    "bảng của riêng từng dòng chưa lấy được số liệu từ tệp; hãy bỏ “Tệp dữ liệu”, ghi “Các cột” và "
    "“Các dòng” ngay ở đây"
)


def _split_numbers(table: MappingNode) -> Iterator[Problem]:
    """Numbers whose decimal comma YAML took for the end of a cell: [Chi lương, 1.250,5]."""
    rows = table.entries.get(_ROWS)
    total = table.entries.get(_TOTAL)
    for row in (*(rows.items if isinstance(rows, ListNode) else ()), total):
        if not isinstance(row, ListNode):
            continue
        for one, two in pairwise(row.items):
            if isinstance(one, Scalar) and isinstance(two, Scalar) and _are_split(one, two):
                number = f"{one.value},{two.value}"
                fault = f'dấu phẩy tách {number} thành hai ô; đặt số trong ngoặc kép: "{number}"'
                yield Problem(fault, one.place)


def _are_split(one: Scalar, two: Scalar) -> bool:
    """Whether only a comma stands between two numbers, neither in quotation marks."""
    before, after = _AT.fullmatch(one.place), _AT.fullmatch(two.place)
    if not (isinstance(one.value, str) and isinstance(two.value, str) and before and after):
        return False
    touches = before[1] == after[1] and int(after[2]) == int(before[2]) + len(one.value) + 1
    return bool(touches and _WHOLE_PART.fullmatch(one.value) and _DECIMALS.fullmatch(two.value))
