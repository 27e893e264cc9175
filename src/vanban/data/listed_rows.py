"""Rows of a batch from lists: YAML, JSON, JSON Lines, and whatever Python can go through."""

from collections.abc import Iterable, Iterator, Mapping, Set, Sized
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from numbers import Integral
from pathlib import Path

from vanban.data.csv_files import Stamp, refuse_change, stamp_of
from vanban.data.files import check_text, read_text
from vanban.data.json_nodes import read_json, read_json_items
from vanban.data.loading import Draft
from vanban.data.nodes import ListNode, MappingNode, Node, Scalar, node_of
from vanban.data.row_keys import RowKeys
from vanban.data.rows import Layer, Row
from vanban.data.yaml_nodes import read_yaml_items
from vanban.errors import InputError, Problem

# A list of YAML or JSON is held as text while its rows are read.
_MOST_BYTES = 300_000_000
_NO_ROWS = "danh sách trống, chưa có dòng dữ liệu nào"
# Floats are refused by the fields, which know what they need.
_DATA = (str, Integral, float, Decimal, date)
_NOT_A_MAPPING = "mỗi dòng phải là một nhóm “tên cột: giá trị”"

_Items = Iterator[tuple[Node, list[Problem]]]


class FileRows:
    """The rows of a file that lists them.

    Of a .yaml or .json file the text is in memory, but not all its rows; a .jsonl file, a row of
    JSON on each line, may be of any length.
    """

    def __init__(self, path: Path, draft: Draft) -> None:
        """Raises InputError for a file that cannot be read, is no list, or has no rows."""
        self.layer = Layer(str(path), folder=str(path.parent))
        self._path = path
        self._keys = RowKeys(draft)
        self._stamp: Stamp = stamp_of(path)
        if next(_items_of(path), None) is None:
            raise InputError(Problem(_NO_ROWS, str(path)))

    def __iter__(self) -> Iterator[Row]:
        """Each row in turn. Raises InputError where the syntax is wrong."""
        refuse_change(self._path, self._stamp)
        for number, (node, problems) in enumerate(_items_of(self._path), 1):
            line = int(node.place.rpartition(":")[0].rpartition(":")[2] or number)
            yield _row(node, number, line, problems, self._keys)


def _items_of(path: Path) -> _Items:
    suffix = path.suffix.lower()
    if suffix == ".jsonl":
        return _lines_of(path)
    read = read_json_items if suffix == ".json" else read_yaml_items
    return read(read_text(path, _MOST_BYTES), str(path))


def _lines_of(path: Path) -> _Items:
    """The row on each line; a line of wrong syntax is a problem of that row alone."""
    check_text(path)
    with path.open(encoding="utf-8-sig", newline="\n") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            problems: list[Problem] = []
            try:
                node = read_json(line, str(path), problems, number)
            except InputError as error:
                node, problems = MappingNode({}, f"{path}:{number}:1"), list(error.problems)
            yield node, problems


@dataclass(slots=True)
class _Started:
    """Whether a source that can be gone through once has been."""

    is_so: bool = False


class ListedRows:
    """The rows of a Python iterable of mappings; a generator can be gone through once only."""

    def __init__(self, source: Iterable[object], draft: Draft) -> None:
        """Raises InputError for a list without rows."""
        self.layer = Layer("")
        self._source = source
        self._keys = RowKeys(draft)
        self._started = _Started()
        if isinstance(source, Sized) and not len(source):
            raise InputError(_NO_ROWS)

    def __iter__(self) -> Iterator[Row]:
        """Each row in turn. Raises InputError when a generator is gone through again."""
        items = iter(self._source)
        if items is self._source and self._started.is_so:
            raise InputError("nguồn dòng này chỉ đọc được một lần; hãy đưa vào một danh sách")
        self._started.is_so = True
        for number, item in enumerate(items, 1):
            yield self._row(number, item)

    def _row(self, number: int, item: object) -> Row:
        problems: list[Problem] = []
        place = f"dòng {number}"
        if not isinstance(item, Mapping):
            found = (Problem(f"{_NOT_A_MAPPING}, gặp {type(item).__name__}", place),)
            return Row(number, number, (MappingNode({}, place),), found)
        try:
            node = _settled(node_of(item, problems, (place,)), problems)
        except InputError as error:
            return Row(number, number, (MappingNode({}, place),), error.problems)
        return _row(node, number, number, problems, self._keys)


def _settled(node: Node, problems: list[Problem]) -> Node:
    """``node`` with values as data has them; what cannot be data is added to ``problems``."""
    match node:
        case Scalar(str() | None):
            return node
        case Scalar(value):
            if fault := _no_data(value):
                problems.append(Problem(fault, node.place))
            return Scalar(_as_data(value), node.place)
        case ListNode(items):
            return ListNode(tuple(_settled(item, problems) for item in items), node.place)
        case MappingNode(entries):
            settled = {key: _settled(child, problems) for key, child in entries.items()}
            return MappingNode(settled, node.place, node.key_places)
    return node


def _as_data(value: object) -> object:
    """Midnight, as spreadsheet libraries give a day, is a day; what is not a number is blank."""
    match value:
        case float() | Decimal() | datetime() if value != value:  # noqa: PLR0124 - NaN, NaT
            return None
        case datetime() if value.time() == time():
            return value.date()
        case Integral() if not isinstance(value, int):
            return int(value)
    return value


def _no_data(value: object) -> str:
    """Why a value cannot stand in a document; empty for one that can."""
    if isinstance(value, Set):
        return "tập hợp (set) không có thứ tự; hãy dùng danh sách (list)"
    if isinstance(value, _DATA):
        return ""
    return (
        f"giá trị kiểu {type(value).__name__} không phải số liệu; "
        "hãy dùng chuỗi, số nguyên, Decimal, ngày hoặc danh sách (list)"
    )


def _row(node: Node, number: int, line: int, problems: list[Problem], keys: RowKeys) -> Row:
    if not isinstance(node, MappingNode):
        found = (*problems, Problem(_NOT_A_MAPPING, node.place))
        return Row(number, line, (MappingNode({}, node.place),), found)
    changes = keys.resolve(node, problems)
    return Row(number, line, (changes,), tuple(problems))
