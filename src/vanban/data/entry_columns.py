"""The columns of an entry form: which values of a document a row may give, and how to ask for them.

A clerk fills in what differs from one document to the next; the rest stays in the base.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from vanban.data.columns import Column, Columns
from vanban.data.entry_values import (
    BLANK,
    base_text,
    choices_of,
    filled,
    leaf_of,
    placeholder_of,
    schema_sign,
)
from vanban.data.loading import Draft
from vanban.data.nodes import MappingNode, node_of
from vanban.data.shape import is_marked, nested_model
from vanban.errors import InputError, Problem
from vanban.models import Model, VanBan
from vanban.models.fields import Mark
from vanban.wording import field_key

_SAME_FOR_ALL = frozenset({"loai", "khuon_mau"})
_COUNTERS = frozenset({"stt", "tt"})
_BODY = "noi_dung"
_SHOWN_LINES = 3
_LIST_ENDS = re.compile(r"[\r\n;]+")


class EntryKind(Enum):
    """How a cell of a column is typed in."""

    TEXT = "chữ"
    LIST = "danh sách"
    DATE = "ngày"
    WHOLE = "số nguyên"
    YEAR = "năm"
    CHOICE = "chọn"
    QUANTITY = "số kèm đơn vị"
    OUTLINE = "dàn bài"
    FILE = "tệp hình"


@dataclass(frozen=True, slots=True)
class EntryColumn:
    """One column: the value it names, how it is headed, and what a clerk should know.

    ``base`` is what the document says when a cell is blank, ``is_needed`` when no cell may be.
    """

    column: Column
    heading: str
    kind: EntryKind
    meaning: str
    base: str
    example: str
    is_needed: bool
    choices: tuple[str, ...] = ()


def entry_columns(
    draft: Draft, names: Sequence[str] = (), *, is_starter: bool = False
) -> tuple[EntryColumn, ...]:
    """The columns for ``draft``: those of ``names``, or those that a clerk would choose.

    ``is_starter`` for a draft that holds nothing but placeholders. Raises InputError with every
    name that is no column, and with every fault of the draft that rows cannot mend.
    """
    columns = Columns(draft)
    chosen = _named(columns, names) if names else _chosen(columns, draft)
    entries = [_entry(column, columns, draft, is_starter=is_starter) for column in chosen]
    bare = columns.left_bare(tuple(chosen))
    problems = [Problem(_LEFT_BARE, field=name) for name in bare]
    return _with_valid_examples(draft, entries, problems)


def _named(columns: Columns, names: Sequence[str]) -> list[Column]:
    """The columns that a user asks for. Raises InputError for each name that is not one."""
    found: dict[Column, str] = {}
    problems: list[Problem] = []
    for name in names:
        try:
            column = columns.find(name)
        except InputError as error:
            problems += error.problems
            continue
        if column.path[0] in _SAME_FOR_ALL:
            fault = "trường này dùng chung cho mọi dòng; hãy ghi trong bản gốc"
            problems.append(Problem(fault, field=column.title))
        elif column in found:
            fault = f"“{name}” và “{found[column]}” cùng chỉ một cột; hãy bỏ một tên"
            problems.append(Problem(fault, field=column.title))
        found.setdefault(column, name)
    if problems:
        raise InputError(problems)
    return list(found)


def _chosen(columns: Columns, draft: Draft) -> list[Column]:
    """The columns of the kind, then whatever the model requires and the base does not say."""
    kind = field_key(base_text(draft.node, ("loai",)))
    table = _table()
    wanted = table["loai"].get(kind, table["mac_dinh"])
    every = columns.every()
    chosen: dict[Column, None] = {}
    for name in wanted:
        path = tuple(name.split("."))
        chosen |= dict.fromkeys(c for c in every if c.path[: len(path)] == path)
    if not draft.model.printed_by_template or not _is_divided(draft):
        unprinted = draft.model.printed_by_template
        chosen = {c: None for c in chosen if c.path[0] not in unprinted}
    missing = (c for c in every if not c.is_target and _is_missing(draft, c))
    return list(chosen | dict.fromkeys(missing))


def _is_divided(draft: Draft) -> bool:
    """Whether the base is one for units of their own, which only another template prints."""
    return any(
        base_text(draft.node, (name,)) or name in draft.node.entries
        for name in ("khuon_mau", *draft.model.printed_by_template)
    )


def _is_missing(draft: Draft, column: Column) -> bool:
    """Whether the model requires a value that the base does not give."""
    if column.path[0] in _SAME_FOR_ALL or base_text(draft.node, column.path):
        return False
    if column.path == (_BODY,) and draft.model.default_template is None:
        return not base_text(draft.node, ("khuon_mau",))
    return _is_required(draft.model, draft.node, column.path)


def _is_required(model: type[Model], node: MappingNode, path: tuple[str, ...]) -> bool:
    """Whether the model requires the field at ``path``, in a group that the document has."""
    entries = node.entries
    for part in path:
        if not (model.model_fields[part].is_required() or (part != path[-1] and part in entries)):
            return False
        below = entries.get(part)
        entries = below.entries if isinstance(below, MappingNode) else {}
        model = nested_model(model, part)[0] or model
    return True


def _entry(column: Column, columns: Columns, draft: Draft, *, is_starter: bool) -> EntryColumn:
    """All about one column."""
    base = base_text(draft.node, column.path)
    if column.is_file:  # its folder is that of the base; a cell names a file beside its table
        base = Path(base).name
    model, name = leaf_of(draft.model, column.path)
    required = not column.is_target and _is_required(draft.model, draft.node, column.path)
    named = not base and column.path[-1] in _table()["bat_buoc"]
    is_needed = column.is_bare or named or _is_missing(draft, column) or BLANK in base
    choices = choices_of(model, name)
    return EntryColumn(
        column,
        heading_of(columns, column),
        EntryKind.CHOICE if choices else _kind_of(model, name, column),
        str(model.model_fields[name].description or ""),
        base,
        _short(base) if base and BLANK not in base else _example(draft, columns, column),
        is_needed or (is_starter and required),
        choices,
    )


def _short(text: str) -> str:
    """The first lines of a text, which show well enough what is wanted."""
    return "\n".join(text.split("\n")[:_SHOWN_LINES])


def heading_of(columns: Columns, column: Column) -> str:
    """The shortest title that names ``column`` and no other.

    A field keeps the name of its group: "Họ tên" alone would leave a clerk asking whose.
    """
    names = column.names if column.is_target else (column.title,)
    for start in range(len(names) - 1, -1, -1):
        heading = " / ".join(names[start:])
        if field_key(heading) not in _COUNTERS and _names(columns, heading, column):
            return heading
    return ".".join(column.path)


def _names(columns: Columns, heading: str, column: Column) -> bool:
    try:
        return columns.find(heading) == column
    except InputError:
        return False


def _kind_of(model: type[Model], name: str, column: Column) -> EntryKind:
    if column.is_file:
        return EntryKind.FILE
    if column.is_target:
        return EntryKind.QUANTITY
    if column.is_list:
        return EntryKind.LIST
    if is_marked(model, name, Mark.OUTLINE):
        return EntryKind.OUTLINE
    return _SCHEMAS.get(schema_sign(model, name), EntryKind.TEXT)


def _example(draft: Draft, columns: Columns, column: Column) -> str:
    """A value to show where the base has none, or a blank to fill in."""
    if column.is_file:
        return ""  # no file is sure to be there
    if not column.is_target:
        kind = field_key(base_text(draft.node, ("loai",)))
        known = _table()["vi_du"] | _table()["vi_du_loai"].get(kind, {})
        found = known.get(".".join(column.path))
        return filled(found, draft) if found else placeholder_of(draft, column.path)
    name = field_key(column.names[-1])
    twins = (c for c in columns.every() if c.is_target and field_key(c.names[-1]) == name)
    given = (base_text(draft.node, twin.path) for twin in twins)
    by_word = (text for word, text in _table()["vi_du_chi_tieu"].items() if field_key(word) in name)
    return next((text for text in (*given, *by_word) if text), "10")


def _with_valid_examples(
    draft: Draft, entries: list[EntryColumn], problems: list[Problem]
) -> tuple[EntryColumn, ...]:
    """The columns, their examples together a valid row; those that nobody needs may stay blank.

    Raises InputError for what is wrong with the base itself.
    """
    shown = [entry for entry in entries if entry.example != entry.base]
    needed = [entry for entry in shown if entry.is_needed]
    try:
        document = _laid(draft, needed).document()
    except InputError as error:
        raise InputError([*error.problems, *problems]) from None
    if problems:
        raise InputError(problems)
    try:
        _laid(draft, shown).document()
    except InputError:
        spare = [entry for entry in shown if not entry.is_needed]
        entries = [replace(e, example=e.base) if e in spare else e for e in entries]
    return tuple(_fitting(entry, document) for entry in entries)


def _fitting(entry: EntryColumn, document: VanBan) -> EntryColumn:
    """The column, not needed where the form of the document has no place for it."""
    unused = entry.column.path == ("kinh_gui",) and "kinh_gui" not in document.form.bo_tri
    return replace(entry, is_needed=False) if unused else entry


def _laid(draft: Draft, entries: Iterable[EntryColumn]) -> Draft:
    """The draft with the examples of ``entries`` laid over it, as a row is."""
    changes: dict[str, Any] = {}
    for entry in entries:
        if not entry.example:
            continue
        *above, last = entry.column.path
        group = changes
        for part in above:
            group = group.setdefault(part, {})
        is_list = entry.column.is_list
        group[last] = _LIST_ENDS.split(entry.example) if is_list else entry.example
    node = node_of(changes, [])
    assert isinstance(node, MappingNode)  # noqa: S101
    return draft.overlaid(node)


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((files(__package__) / _FIELDS).read_text("utf-8"))
    return table


_FIELDS = "entry_form.toml"
_SCHEMAS = {"date": EntryKind.DATE, "year": EntryKind.YEAR, "whole": EntryKind.WHOLE}
_LEFT_BARE = (
    "chỉ tiêu này chưa có giá trị trong bản gốc nên cần một cột; hãy thêm vào --columns, hoặc "
    "ghi giá trị trong bản gốc"
)
