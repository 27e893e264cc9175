"""Keys of a row that names its own values: fields, paths of fields, names of targets."""

from typing import NamedTuple

from vanban.data.columns import SAME_FOR_ALL, SHARED_FIELD, Columns, is_counter
from vanban.data.laying import NOT_ASSIGNED
from vanban.data.loading import INHERIT, Draft
from vanban.data.nodes import MappingNode, Node, Scalar, repeated
from vanban.data.shape import keys_of, title_of
from vanban.errors import InputError, Problem
from vanban.wording import field_key, nearest

# Rows of one source have the same few keys; a source in which they never end is not remembered.
_MOST_KEYS = 10_000
BARE_VALUE = (
    "để trống mà bản gốc cũng không có giá trị; hãy ghi số kèm đơn vị, "
    "hoặc ghi “-” nếu đơn vị này không được giao"
)


class _Aim(NamedTuple):
    """Where the value of a key goes; or why it goes nowhere, or that it is a mere counter."""

    path: tuple[str, ...] = ()
    title: str = ""
    is_target: bool = False
    is_bare: bool = False
    fault: str = ""


class RowKeys:
    """Finds out once for all rows what each key means."""

    def __init__(self, draft: Draft) -> None:
        """Takes the fields of the model and the targets that the base names."""
        self._model = draft.model
        self._columns = Columns(draft)
        self._aims: dict[str, _Aim] = {}

    def resolve(self, row: MappingNode, problems: list[Problem]) -> MappingNode:
        """The row as a file that inherits the base would write it.

        A value that is blank keeps what the base says, as a blank cell does; within a group a blank
        one takes the field away, as in a file. Unknown and repeated keys go to ``problems``.
        """
        laid = MappingNode({}, row.place, {})
        for written, child in row.entries.items():
            aim = self._aim(written)
            place = row.key_places.get(written, child.place)
            if aim.fault:
                problems.append(Problem(aim.fault, place))
            elif isinstance(child, Scalar) and child.is_blank:
                if aim.is_bare:
                    problems.append(Problem(BARE_VALUE, place, aim.title))
            elif aim.path:
                _lay(laid, aim, written, child, problems)
        return laid

    def _aim(self, written: str) -> _Aim:
        aim = self._aims.get(written)
        if aim is None:
            aim = self._find(written)
            if len(self._aims) < _MOST_KEYS:
                self._aims[written] = aim
        return aim

    def _find(self, written: str) -> _Aim:
        key = field_key(written)
        if is_counter(written):
            return _Aim()
        if key == INHERIT or keys_of(self._model).get(key) in SAME_FOR_ALL:
            return _Aim(fault=f"{SHARED_FIELD} và bỏ khỏi dòng này")
        if name := keys_of(self._model).get(key):
            return _Aim((name,), title_of(self._model, name))
        try:
            column = self._columns.find(written)
        except InputError as error:
            return _Aim(fault=self._unknown(written, key, error))
        return _Aim(column.path, column.title, column.is_target, column.is_bare)

    def _unknown(self, written: str, key: str, error: InputError) -> str:
        """What to say of a key that is no value; a group may have been meant."""
        known = keys_of(self._model)
        close = nearest(key, known)
        if close and not self._columns.knows(written):
            title = title_of(self._model, known[close])
            return f"không có “{written}” trong bản gốc; có phải “{title}”?"
        return error.problems[0].message


def _lay(laid: MappingNode, aim: _Aim, written: str, child: Node, problems: list[Problem]) -> None:
    path, node = aim.path, child
    if aim.is_target and not isinstance(child, Scalar):
        path = path[:-1]  # the fields of the target, not its value
    elif aim.is_target and isinstance(child, Scalar) and child.value in NOT_ASSIGNED:
        path, node = path[:-1], Scalar("", child.place)
    group = laid
    for part in path[:-1]:
        below = group.entries.setdefault(part, MappingNode({}, child.place, {}))
        if not isinstance(below, MappingNode):
            problems.append(Problem(_clash(written, below.place), child.place, aim.title))
            return
        group = below
    before = group.entries.get(path[-1])
    if before is None:
        group.entries[path[-1]] = _own_copy(node)
        group.key_places[path[-1]] = child.place
    elif isinstance(before, MappingNode) and isinstance(node, MappingNode):
        _join(before, node, problems)
    else:
        problems.append(Problem(repeated(written, before.place), child.place, aim.title))


def _own_copy(node: Node) -> Node:
    """A group to which other keys of the row may add; the row itself stays as it is."""
    if not isinstance(node, MappingNode):
        return node
    return MappingNode(dict(node.entries), node.place, dict(node.key_places))


def _join(group: MappingNode, more: MappingNode, problems: list[Problem]) -> None:
    """Adds the fields of a group that is written twice, as a whole and by a path."""
    for key, child in more.entries.items():
        if key in group.entries:
            place = more.key_places.get(key, child.place)
            problems.append(Problem(repeated(key, group.entries[key].place), place))
        else:
            group.entries[key] = child
            group.key_places[key] = more.key_places.get(key, child.place)


def _clash(written: str, place: str) -> str:
    return f"“{written}” nằm trong phần đã ghi ở {place}; hãy ghi chung một chỗ"
