"""Headings of a table: which value of the document each of them names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from vanban.data.loading import Draft
from vanban.data.nodes import ListNode, MappingNode, Node, Scalar, fields_of
from vanban.data.rows import Row, Rows
from vanban.data.shape import is_marked, nested_model, title_of
from vanban.errors import InputError, Problem
from vanban.models import Model, VanBan
from vanban.models.fields import Mark, NamedModel
from vanban.wording import field_key, nearest

# A heading that names a target means the document's own, if it has one of that name.
_OWN_TARGETS = "chi_tieu_duoc_giao"
_SAME_FOR_ALL = frozenset({"loai", "khuon_mau"})
_NOT_ASSIGNED = frozenset({"-", "–", "—"})
_BETWEEN_ITEMS = ";"
_LINE_END = re.compile(r"[\r\n]+")
_LINE_END_OR_SEMICOLON = re.compile(r"[\r\n;]+")


@dataclass(frozen=True, slots=True)
class Column:
    """One value of the document: ``path`` leads to it in data, ``names`` is how people say it.

    ``is_target`` for the value of a named item of a list, ``is_bare`` when the base gives that
    item nothing but its name, ``is_list`` for a list of texts, ``is_short`` when these are short
    names, of which a cell divides several by semicolons.
    """

    path: tuple[str, ...]
    names: tuple[str, ...]
    is_target: bool = False
    is_bare: bool = False
    is_list: bool = False
    is_short: bool = False

    @property
    def title(self) -> str:
        """The accented path: "Người ký / Họ tên"."""
        return " / ".join(self.names)

    def text_in(self, document: VanBan) -> str:
        """What the document holds here, as it is printed; empty when it holds nothing."""
        value: Any = document
        for part in self.path:
            if isinstance(value, tuple):
                key = field_key(part)
                value = next((item for item in value if field_key(item.label) == key), None)
            else:
                value = getattr(value, part, None)
        if isinstance(value, tuple):
            return f"{_BETWEEN_ITEMS} ".join(map(str, value))
        return "" if value is None else str(value)


class Columns:
    """Every value that the headings of a table, or the slots of a file name, may name."""

    def __init__(self, draft: Draft) -> None:
        """Finds the fields of the model, and the targets that the base names."""
        self._whole: dict[str, list[Column]] = {}
        self._own: dict[str, list[Column]] = {}
        self._short: dict[str, list[Column]] = {}
        before = draft.model.year_before
        for column in _columns_of(draft.model, draft.node, (), ()):
            if before is None or column.path[0] != before.kept_in:
                self._add(column)

    def find(self, written: str) -> Column:
        """The value that ``written`` names: its path, its title, or the name of a target.

        Raises InputError, with the nearest name, when there is none or more than one.
        """
        key = field_key(written)
        for names in (self._whole, self._own, self._short):
            match _outermost(names.get(key, [])):
                case [column]:
                    return column
                case [*columns] if columns:
                    paths = " hoặc ".join(f"“{column.title}”" for column in columns)
                    raise InputError(f"“{written}” có ở nhiều chỗ; hãy ghi đầy đủ: {paths}")
        raise InputError(f"không có “{written}” trong bản gốc; {self._hint(key)}")

    def left_bare(self, found: tuple[Column, ...]) -> list[str]:
        """The names of the document's own targets that neither the base nor a column fills."""
        own = dict.fromkeys(column for columns in self._own.values() for column in columns)
        return [column.names[-1] for column in own if column.is_bare and column not in found]

    def _add(self, column: Column) -> None:
        item = column.path[:-1] if column.is_target else column.path
        whole = {
            field_key(column.title),
            field_key(".".join(column.path)),
            field_key(".".join(item)),
        }
        for key in whole:
            self._whole.setdefault(key, []).append(column)
        shorts = self._own if column.path[0] == _OWN_TARGETS else self._short
        for start in range(1, len(column.names)):
            shorts.setdefault(field_key(" / ".join(column.names[start:])), []).append(column)

    def _hint(self, key: str) -> str:
        known = self._short | self._own | self._whole
        close = nearest(key, known)
        if close is None:
            return (
                "cần tên một trường (“Đơn vị được giao”, “Người ký / Họ tên”) hoặc tên một "
                "chỉ tiêu của bản gốc"
            )
        names = known[close][0].names
        length = next(
            (n for n in range(1, len(names)) if field_key(" / ".join(names[-n:])) == close),
            len(names),
        )
        return f"có phải “{' / '.join(names[-length:])}”?"


def _outermost(columns: list[Column]) -> list[Column]:
    """The fields that lie in the fewest groups; of targets with one name none goes before."""
    if any(column.is_target for column in columns):
        return columns
    depth = min((len(column.names) for column in columns), default=0)
    return [column for column in columns if len(column.names) == depth]


def match_headings(columns: Columns, rows: Rows) -> tuple[Column, ...]:
    """The value that each heading names.

    Raises InputError for every heading that is unknown, ambiguous, or names a value twice.
    """
    found: dict[Column, str] = {}
    problems: list[Problem] = []
    for heading in rows.headings:
        place = f"{rows.header_place}, cột “{heading}”"
        try:
            column = columns.find(heading)
        except InputError as error:
            problems += [Problem(problem.message, place) for problem in error.problems]
            continue
        if column.path[0] in _SAME_FOR_ALL:
            message = "trường này dùng chung cho mọi dòng; hãy ghi trong bản gốc và xóa cột"
            problems.append(Problem(message, place))
        elif column in found:
            message = f"cột này và cột “{found[column]}” cùng chỉ “{column.title}”; hãy xóa một cột"
            problems.append(Problem(message, place))
        found.setdefault(column, heading)
    if not found:
        message = "không cột nào khớp với bản gốc; dòng đầu tiên phải là dòng tiêu đề"
        problems.insert(0, Problem(message, rows.header_place))
    if problems:
        raise InputError(problems)
    return tuple(found)


def overlay(draft: Draft, columns: tuple[Column, ...], rows: Rows, row: Row) -> Draft:
    """The base with the cells of a row laid over it; a blank cell keeps what the base says.

    "-" in the column of a target takes the target out of the document of the row.
    """
    changes = MappingNode({}, row.place)
    problems: list[Problem] = []
    for column, heading, text in zip(columns, rows.headings, row.cells, strict=True):
        cell = Scalar(text.strip(), rows.cell_place(row, heading))
        if not cell.is_blank:
            _lay(changes, column, cell)
        elif column.is_bare:
            message = (
                "ô trống mà bản gốc cũng không có giá trị; hãy ghi số kèm đơn vị, "
                "hoặc ghi “-” nếu đơn vị này không được giao"
            )
            problems.append(Problem(message, cell.place, column.title))
    laid = draft.overlaid(changes)
    return replace(laid, problems=(*laid.problems, *problems))


def _lay(changes: MappingNode, column: Column, cell: Scalar) -> None:
    path, node = column.path, _cell_node(column, cell)
    if column.is_target and cell.value in _NOT_ASSIGNED:
        path, node = path[:-1], Scalar("", cell.place)
    for part in path[:-1]:
        # The place of a group is the row's, of a target its cell's.
        place = cell.place if part == path[-2] and column.is_target else changes.place
        below = changes.entries.setdefault(part, MappingNode({}, place))
        if not isinstance(below, MappingNode):
            return  # a part of a target that is taken out
        changes = below
    changes.entries[path[-1]] = node


def _cell_node(column: Column, cell: Scalar) -> Node:
    if not column.is_list:
        return cell
    between = _LINE_END_OR_SEMICOLON if column.is_short else _LINE_END
    texts = (text.strip() for text in between.split(str(cell.value)))
    return ListNode(tuple(Scalar(text, cell.place) for text in texts if text), cell.place)


def _columns_of(
    model: type[Model], node: Node | None, path: tuple[str, ...], names: tuple[str, ...]
) -> Iterator[Column]:
    """The columns of every field of ``model``, and of the items that ``node`` has by name."""
    entries = node.entries if isinstance(node, MappingNode) else {}
    for name in model.model_fields:
        nested, is_list = nested_model(model, name)
        here, said = (*path, name), (*names, title_of(model, name))
        if nested is None:
            is_short = is_list and is_marked(model, name, Mark.SHORT)
            yield Column(here, said, is_list=is_list, is_short=is_short)
        elif not is_list:
            yield from _columns_of(nested, entries.get(name), here, said)
        elif issubclass(nested, NamedModel) and nested.value_field:
            yield from _items_of(nested, entries.get(name), here, said)


def _items_of(
    model: type[NamedModel], node: Node | None, path: tuple[str, ...], names: tuple[str, ...]
) -> Iterator[Column]:
    """The columns of the values of named items, at any depth."""
    for item in node.items if isinstance(node, ListNode) else ():
        if not isinstance(item, MappingNode):
            continue
        label = model.label_of(fields_of(item))
        here, said = (*path, label), (*names, label)
        lists = [name for name in model.model_fields if nested_model(model, name)[1]]
        is_bare = not item.entries.keys() & {model.value_field, *lists}
        yield Column((*here, str(model.value_field)), said, is_target=True, is_bare=is_bare)
        for name in lists:
            yield from _items_of(model, item.entries.get(name), (*here, name), said)
