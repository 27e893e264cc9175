"""Files that data name: each is looked for beside the file that names it."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from vanban.data.nodes import ChangesNode, ListNode, MappingNode, Node, Scalar
from vanban.data.shape import is_marked, nested_model
from vanban.models import Model
from vanban.models.fields import Mark


def anchor_files(node: Node, model: type[Model], folder: Path) -> None:
    """Gives every file that the fields of ``node`` name its path from where ``node`` is read.

    ``node`` is conformed to ``model``. A template keeps its name unless it lies in ``folder``,
    since vanban ships some.
    """
    if not isinstance(node, MappingNode):
        return
    for name, child in node.entries.items():
        nested, _ = nested_model(model, name)
        if nested is not None and _names_files(nested):
            for item in _items_of(child):
                anchor_files(item, nested, folder)
        elif isinstance(child, Scalar) and not child.is_blank:
            beside = folder / str(child.value)
            if is_marked(model, name, Mark.FILE):
                node.entries[name] = Scalar(str(beside), child.place)
            elif is_marked(model, name, Mark.TEMPLATE) and _is_file(beside):
                node.entries[name] = Scalar(str(beside.resolve()), child.place)


@cache
def _names_files(model: type[Model]) -> bool:
    """Whether a field of the model names a file; no such model holds itself."""
    return any(is_marked(model, name, Mark.FILE) for name in model.model_fields)


def _items_of(node: Node) -> Iterable[Node]:
    match node:
        case ListNode(items):
            return items
        case ChangesNode(entries):
            return entries.values()
        case _:
            return (node,)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than the system allows
        return False
