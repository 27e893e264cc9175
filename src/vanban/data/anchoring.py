"""Files that data name: each is looked for beside the file that names it."""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path

from vanban.data.nodes import ChangesNode, ListNode, MappingNode, Node, Scalar, fields_of
from vanban.data.shape import is_marked, nested_model
from vanban.models import Model
from vanban.models.fields import Mark


def anchor_files(node: Node, model: type[Model], folder: Path) -> None:
    """Gives every file that the fields of ``node`` name its path from where ``node`` is read.

    ``node`` is conformed to ``model``. A template keeps its name unless it lies in ``folder``,
    since vanban ships some.
    """
    for group, name, is_template in _naming(node, model):
        file = group.entries[name]
        beside = folder / str(fields_of(group)[name])
        if not is_template:
            group.entries[name] = Scalar(str(beside), file.place)
        elif _is_file(beside):
            group.entries[name] = Scalar(str(beside.resolve()), file.place)


def named_files(node: Node, model: type[Model]) -> Iterator[tuple[str, bool]]:
    """Every file that the fields of ``node`` name, and whether it is a template."""
    for group, name, is_template in _naming(node, model):
        yield str(fields_of(group)[name]), is_template


def move_files(node: Node, model: type[Model], moved: Mapping[str, str]) -> None:
    """Gives every file that the fields of ``node`` name the path that ``moved`` has for it."""
    for group, name, _ in _naming(node, model):
        file = group.entries[name]
        assert isinstance(file, Scalar)  # noqa: S101
        group.entries[name] = Scalar(moved.get(str(file.value), file.value), file.place)


def without_folders(node: Node, model: type[Model]) -> Node:
    """``node`` with its files called by their names alone, so that it is the same wherever it lies.

    It is a copy where it names any.
    """
    named = {file: Path(file).name for file, _ in named_files(node, model)}
    if named:
        node = deepcopy(node)
        move_files(node, model, named)
    return node


def _naming(node: Node, model: type[Model]) -> Iterator[tuple[MappingNode, str, bool]]:
    """Each group of fields that names a file, the field that does, whether it is a template."""
    if not isinstance(node, MappingNode):
        return
    for name, child in node.entries.items():
        nested, _ = nested_model(model, name)
        if nested is not None and _names_files(nested):
            for item in items_of(child):
                yield from _naming(item, nested)
        elif isinstance(child, Scalar) and not child.is_blank:
            is_template = is_marked(model, name, Mark.TEMPLATE)
            if is_template or is_marked(model, name, Mark.FILE):
                yield node, name, is_template


@cache
def file_fields(model: type[Model]) -> frozenset[str]:
    """The fields of a document that name files, or hold what names them."""
    return frozenset(
        name
        for name in model.model_fields
        if is_marked(model, name, Mark.FILE)
        or ((nested := nested_model(model, name)[0]) is not None and _names_files(nested))
    )


@cache
def _names_files(model: type[Model]) -> bool:
    """Whether a field of the model names a file; no such model holds itself."""
    return any(is_marked(model, name, Mark.FILE) for name in model.model_fields)


def items_of(node: Node) -> Iterable[Node]:
    """The items of a list, those that changes to one name, or the node itself."""
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
