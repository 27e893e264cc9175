"""Headings of a table: which value of the document each of them names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vanban.data.loading import Draft
from vanban.data.nodes import ListNode, MappingNode, Node, fields_of
from vanban.data.old_letters import OLD_LETTERS, old_word
from vanban.data.shape import is_marked, nested_model, takes_text, title_of
from vanban.errors import InputError, Problem
from vanban.models import Model, VanBan, known_kinds
from vanban.models.fields import Mark, NamedModel
from vanban.wording import field_key, nearest
from vanban.wording.text import quoted

# A heading that names a target means the document's own, if it has one of that name.
_OWN_TARGETS = "chi_tieu_duoc_giao"
_BETWEEN_ITEMS = ";"
_COUNTERS = frozenset({"stt", "tt"})
_WELL_KNOWN = ("Đơn vị được giao", "Trích yếu", "Người ký / Họ tên")
# Of a signer these are always written, and seldom the others.
_ASKED_FIRST = ("Họ tên", "Chức vụ")
_TOLD_OF_GROUP = 2
# Wrong headings that are told one by one.
_MOST_TOLD = 10
NO_HEADING = "không cột nào khớp với bản gốc; dòng đầu tiên phải là dòng tiêu đề"
SAME_FOR_ALL = frozenset({"loai", "khuon_mau"})
SHARED_FIELD = "trường này dùng chung cho mọi dòng; hãy ghi trong bản gốc"


@dataclass(frozen=True, slots=True)
class Column:
    """One value of the document: ``path`` leads to it in data, ``names`` is how people say it.

    ``is_target`` for the value of a named item of a list, ``is_bare`` when the base gives that
    item nothing but its name, ``is_list`` for a list of texts, ``is_short`` when these are short
    names, of which a cell divides several by semicolons, ``is_text`` for a field of words, in which
    a number is read as it is shown, ``is_file`` for the name of a file.
    """

    path: tuple[str, ...]
    names: tuple[str, ...]
    is_target: bool = False
    is_bare: bool = False
    is_list: bool = False
    is_short: bool = False
    is_text: bool = False
    is_file: bool = False

    @property
    def title(self) -> str:
        """The accented path: "Người ký / Họ tên"."""
        return " / ".join(self.names)

    def text_in(self, document: VanBan) -> str:
        """What the document holds here, as it is printed; empty when it holds nothing.

        Of a file it is the name, wherever that lies.
        """
        value: Any = document
        for part in self.path:
            if isinstance(value, tuple):
                key = field_key(part)
                value = next((item for item in value if field_key(item.label) == key), None)
            else:
                value = getattr(value, part, None)
        if isinstance(value, tuple):
            return f"{_BETWEEN_ITEMS} ".join(map(str, value))
        text = "" if value is None else str(value)
        return Path(text).name if self.is_file else text


class Columns:
    """Every value that the headings of a table, or the slots of a file name, may name."""

    def __init__(self, draft: Draft) -> None:
        """Finds the fields of the model, and the targets that the base names."""
        self._whole: dict[str, list[Column]] = {}
        self._own: dict[str, list[Column]] = {}
        self._short: dict[str, list[Column]] = {}
        self._groups: dict[str, list[Column]] = {}
        self._kind = _kind_of(draft)
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
        if within := self._groups.get(key):
            raise InputError(_group_fault(written, within))
        raise InputError(f"không có “{written}” trong bản gốc; {self._hint(key)}")

    def of_heading(self, heading: str) -> Column:
        """The value that a heading names. Raises InputError, with what to do with its column."""
        key = field_key(heading)
        if self.knows(heading) or key in self._groups or self._nearest(key):
            return self.find(heading)
        where = f"ở loại {self._kind}" if self._kind else "trong bản gốc"
        raise InputError(f"không có trường “{heading}” {where}; hãy sửa tiêu đề, hoặc xóa cột này")

    def knows(self, written: str) -> bool:
        """Whether ``written`` names a value, or several of one name."""
        key = field_key(written)
        return any(key in names for names in (self._whole, self._own, self._short))

    def left_bare(self, found: tuple[Column, ...]) -> list[str]:
        """The names of the document's own targets that neither the base nor a column fills."""
        own = dict.fromkeys(column for columns in self._own.values() for column in columns)
        return [column.names[-1] for column in own if column.is_bare and column not in found]

    def every(self) -> list[Column]:
        """Every value there is, in the order of the model."""
        return list(dict.fromkeys(column for found in self._whole.values() for column in found))

    def _add(self, column: Column) -> None:
        item = column.path[:-1] if column.is_target else column.path
        whole = {
            field_key(column.title),
            field_key(".".join(column.path)),
            field_key(".".join(item)),
        }
        for key in whole:
            self._whole.setdefault(key, []).append(column)
        for end in range(1, len(column.names)):
            for start in {0, end - 1}:
                group = field_key(" / ".join(column.names[start:end]))
                self._groups.setdefault(group, []).append(column)
        shorts = self._own if column.path[0] == _OWN_TARGETS else self._short
        for start in range(1, len(column.names)):
            shorts.setdefault(field_key(" / ".join(column.names[start:])), []).append(column)

    def _nearest(self, key: str) -> str | None:
        return nearest(key, self._short | self._own | self._whole)

    def _hint(self, key: str) -> str:
        known = self._short | self._own | self._whole
        close = nearest(key, known)
        if close is None:
            there = [title for title in _WELL_KNOWN if field_key(title) in known]
            return (
                f"cần tên một trường ({', '.join(map(quoted, there[:2]))}) hoặc tên một "
                "chỉ tiêu của bản gốc"
            )
        names = known[close][0].names
        length = next(
            (n for n in range(1, len(names)) if field_key(" / ".join(names[-n:])) == close),
            len(names),
        )
        return f"có phải “{' / '.join(names[-length:])}”?"


def _kind_of(draft: Draft) -> str:
    """The name of the kind of the document; empty for one that names itself."""
    kind = fields_of(draft.node).get("loai")
    return known_kinds().get(field_key(str(kind)), "")


def _group_fault(written: str, within: list[Column]) -> str:
    """What to say of a name that holds fields, the first of which are told."""
    first = sorted(within, key=lambda column: column.names[-1] not in _ASKED_FIRST)
    titles = list(dict.fromkeys(column.title for column in first))
    told = " hoặc ".join(map(quoted, titles[:_TOLD_OF_GROUP]))
    return f"{quoted(written)} là một nhóm; hãy ghi {told}"


def _outermost(columns: list[Column]) -> list[Column]:
    """The fields that lie in the fewest groups; of targets with one name none goes before."""
    if any(column.is_target for column in columns):
        return columns
    depth = min((len(column.names) for column in columns), default=0)
    return [column for column in columns if len(column.names) == depth]


def match_headings(
    columns: Columns, headings: Sequence[str], places: Sequence[str], header_place: str
) -> tuple[Column, ...]:
    """The value that each heading, which stands at its place, names.

    Raises InputError for every heading that is unknown, ambiguous, or names a value twice.
    """
    found: dict[Column, str] = {}
    problems: list[Problem] = []
    for heading, place in zip(headings, places, strict=True):
        if word := old_word(heading):
            problems.append(Problem(OLD_LETTERS.format(quoted(word)), place))
            continue
        try:
            column = columns.of_heading(heading)
        except InputError as error:
            problems += [Problem(problem.message, place) for problem in error.problems]
            continue
        if column.path[0] in SAME_FOR_ALL:
            problems.append(Problem(f"{SHARED_FIELD} và xóa cột", place))
        elif column in found:
            message = f"cột này và cột “{found[column]}” cùng chỉ “{column.title}”; hãy xóa một cột"
            problems.append(Problem(message, place))
        found.setdefault(column, heading)
    if (more := len(problems) - _MOST_TOLD) > 0:
        rest = Problem(f"còn {more} tiêu đề khác chưa đúng", header_place)
        problems = [*problems[:_MOST_TOLD], rest]
    if not found:
        problems.insert(0, Problem(NO_HEADING, header_place))
    if problems:
        raise InputError(problems)
    return tuple(found)


def is_counter(heading: str) -> bool:
    """Whether a heading says that its column counts the rows: "STT", "TT"."""
    return field_key(heading) in _COUNTERS


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
            is_text = takes_text(model, name)
            yield Column(
                here,
                said,
                is_list=is_list,
                is_short=is_short,
                is_text=is_text,
                is_file=is_marked(model, name, Mark.FILE),
            )
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
        value = str(model.value_field)
        is_file = is_marked(model, value, Mark.FILE)
        yield Column((*here, value), said, is_target=True, is_bare=is_bare, is_file=is_file)
        for name in lists:
            yield from _items_of(model, item.entries.get(name), (*here, name), said)
