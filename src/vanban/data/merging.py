"""Overlaying data on data: a file on the file it inherits, a row on the base of its batch."""

from vanban.data.nodes import ChangesNode, ListNode, MappingNode, Node, Scalar, fields_of
from vanban.errors import Problem
from vanban.models.fields import NamedModel
from vanban.wording import field_key, nearest


def merge(base: Node, changes: Node, problems: list[Problem]) -> Node:
    """``base`` overlaid with ``changes``: fields one by one, lists as a whole or by name.

    A blank field takes the field away. Neither node is altered. A change to an item that is not
    there is added to ``problems``.
    """
    if type(base) is MappingNode and type(changes) is MappingNode:
        return _merge_mappings(base, changes, problems)
    if type(base) is ListNode and type(changes) is ChangesNode:
        return _merge_named(base, changes, problems)
    return _added(changes, problems)


def _added(changes: Node, problems: list[Problem]) -> Node:
    """``changes`` where the base says nothing: there is nothing yet that a name could change."""
    match changes:
        case ChangesNode():
            return _merge_named(ListNode((), changes.place), changes, problems)
        case MappingNode():
            return _merge_mappings(MappingNode({}, changes.place), changes, problems)
        case _:
            return settle(changes)


def _merge_mappings(
    base: MappingNode, changes: MappingNode, problems: list[Problem]
) -> MappingNode:
    entries = dict(base.entries)
    for key, node in changes.entries.items():
        # By type and not by pattern: a batch comes here eight times a row.
        if type(node) is Scalar:
            if node.is_blank:
                entries.pop(key, None)
            else:
                entries[key] = node
        elif key in entries:
            entries[key] = merge(entries[key], node, problems)
        else:
            entries[key] = _added(node, problems)
    return MappingNode(entries, changes.place, base.key_places | changes.key_places)


def settle(node: Node) -> Node:
    """``node`` with nothing to change beneath it: blank fields are gone, changes are a list."""
    match node:
        case ChangesNode():
            return settle(node.as_list())
        case ListNode():
            return ListNode(tuple(map(settle, node.items)), node.place, node.names)
        case MappingNode():
            entries = {
                key: settle(entry)
                for key, entry in node.entries.items()
                if not (isinstance(entry, Scalar) and entry.is_blank)
            }
            return MappingNode(entries, node.place, node.key_places)
        case _:
            return node


def _merge_named(base: ListNode, changes: ChangesNode, problems: list[Problem]) -> ListNode:
    pending = _changes_that_fit(base, changes, problems)
    merged: list[tuple[str, Node]] = []
    for name, item in zip(base.names, base.items, strict=True):
        update = pending.pop(name, None)
        if update is None:
            merged.append((name, item))
        elif type(update) is not Scalar or not update.is_blank:
            node = merge(item, update, problems)
            merged.append((_key_of(node, name, update, changes.model), node))
    merged += ((name, settle(item)) for name, item in pending.items())
    names, items = zip(*merged, strict=True) if merged else ((), ())
    return ListNode(items, base.place, names)


def _key_of(node: Node, name: str, update: Node, model: type[NamedModel]) -> str:
    """The key of an item once it is changed; a new value leaves it the name that it had."""
    if type(update) is MappingNode and [*update.entries] == [model.value_field]:
        return name
    return field_key(model.label_of(fields_of(node))) or name


def _changes_that_fit(
    base: ListNode, changes: ChangesNode, problems: list[Problem]
) -> dict[str, Node]:
    """The changes to items that are there once, and the items that are new."""
    fitting: dict[str, Node] = {}
    for key, change in changes.entries.items():
        found = base.names.count(key)
        if found == 1 or (found == 0 and key in changes.new):
            fitting[key] = change
        else:
            problems.append(_problem(changes, key, base))
    return fitting


def _problem(changes: ChangesNode, key: str, base: ListNode) -> Problem:
    if key in base.names:
        message = "có hai mục cùng tên này nên không biết sửa mục nào"
    elif close := nearest(key, base.names):
        item = base.items[base.names.index(close)]
        message = (
            f"không có mục này để sửa; có phải mục “{changes.model.label_of(fields_of(item))}”?"
        )
    else:
        message = "không có mục này để sửa; muốn thêm mới thì ghi cả tên của mục ở bên trong"
    return Problem(f"“{changes.titles[key]}”: {message}", changes.entries[key].place)
