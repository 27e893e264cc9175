"""Reading data by the shape of a model: keys with or without accents, short forms of items."""

import re
from functools import cache, lru_cache
from types import UnionType
from typing import Annotated, Union, get_args, get_origin

from vanban.data.nodes import (
    ChangesNode,
    ListNode,
    MappingNode,
    Node,
    Scalar,
    fields_of,
    repeated,
)
from vanban.errors import Problem
from vanban.models import Model
from vanban.models.fields import Mark, NamedModel
from vanban.wording import field_key, nearest
from vanban.wording.text import quoted

# How like a field a key must be to be a slip of the pen: "gia_tr", but not "gia_tri_san_xuat".
_NEAR = 0.85
# A number right behind the colon of a name; but "tỷ lệ 1:500" and "7:30" are words.
_TIGHT_VALUE = re.compile(r"(?<!\d):-?\d|:-?[\d.,]+\s*%")
_QUOTED_VALUE = re.compile(r"(?<!\d):\s+-?\d|:\s+-?[\d.,]+\s*%")


def conform(node: Node, model: type[Model], problems: list[Problem]) -> Node:
    """``node`` with the field names of ``model`` as keys and every short form written out.

    Unknown and repeated keys are added to ``problems``, with the nearest name.
    """
    match node:
        case MappingNode():
            return _conform_mapping(node, model, problems)
        case Scalar(value) if issubclass(model, NamedModel) and isinstance(value, str):
            if model.value_field and (fault := _hidden_value(value)):
                problems.append(Problem(f"{quoted(value.strip())}: {fault}", node.place))
            return MappingNode({model.name_field: node}, node.place)
        case _:
            return node


def _hidden_value(name: str) -> str:
    """Why a name holds what should be its value; empty when it does not."""
    if _TIGHT_VALUE.search(name):
        return "thiếu dấu cách sau dấu hai chấm, nên số liệu bị coi là tên; hãy thêm dấu cách"
    if _QUOTED_VALUE.search(name):
        return "số liệu bị coi là tên; hãy ghi riêng tên và giá trị, không đặt chung ngoặc kép"
    return ""


@cache
def keys_of(model: type[Model]) -> dict[str, str]:
    """The field of ``model`` for each way to write its key, as ``field_key`` folds it."""
    names = {name: name for name in model.model_fields}
    titles = {field_key(str(f.title)): name for name, f in model.model_fields.items() if f.title}
    return titles | names


def title_of(model: type[Model], name: str) -> str:
    """The accented title of a field."""
    return str(model.model_fields[name].title)


@cache
def nested_model(model: type[Model], name: str) -> tuple[type[Model] | None, bool]:
    """The model a field holds, if any, and whether it holds a list."""
    return _find_model(model.model_fields[name].annotation)


def _find_model(annotation: object) -> tuple[type[Model] | None, bool]:
    origin = get_origin(annotation)
    if isinstance(annotation, type) and origin is None:
        return (annotation if issubclass(annotation, Model) else None), False
    if origin is tuple:
        return _find_model(get_args(annotation)[0])[0], True
    if origin in (Union, UnionType, Annotated):
        options = (_find_model(option) for option in get_args(annotation))
        return next((found for found in options if found[0] or found[1]), (None, False))
    return None, False


@cache
def is_marked(model: type[Model], name: str, mark: Mark) -> bool:
    """Whether the texts of a field carry ``mark``."""
    field = model.model_fields[name]
    return mark in field.metadata or _has_mark(field.annotation, mark)


def _has_mark(annotation: object, mark: Mark) -> bool:
    if get_origin(annotation) is Annotated:
        inner, *metadata = get_args(annotation)
        return mark in metadata or _has_mark(inner, mark)
    return any(_has_mark(part, mark) for part in get_args(annotation))


@cache
def takes_text(model: type[Model], name: str) -> bool:
    """Whether a field is made of words, or of a list of them."""
    return _holds(model.model_fields[name].annotation, str)


def _holds(annotation: object, wanted: type) -> bool:
    return annotation is wanted or any(_holds(part, wanted) for part in get_args(annotation))


def _conform_mapping(
    node: MappingNode, model: type[Model], problems: list[Problem], *, is_change: bool = False
) -> MappingNode:
    entries: dict[str, Node] = {}
    places: dict[str, str] = {}
    unknown: list[str] = []
    for written, child in node.entries.items():
        name = keys_of(model).get(field_key(written))
        place = node.key_places.get(written, child.place)
        if name is None:
            unknown.append(written)
        elif name in entries:
            message = repeated(written, places[name])
            problems.append(Problem(message, place, title_of(model, name)))
        else:
            entries[name] = _conform_field(child, model, name, problems)
            places[name] = place
    if not is_change:  # the item has its name already
        unknown = _take_short_form(node, model, unknown, entries, problems)
    for written in unknown:
        problems.append(_unknown_key(written, model, node.key_places.get(written, node.place)))
    return MappingNode(entries, node.place, places)


def _take_short_form(
    node: MappingNode,
    model: type[Model],
    unknown: list[str],
    entries: dict[str, Node],
    problems: list[Problem],
) -> list[str]:
    """Reads "tên: giá trị" in an item without a name; returns the keys still unknown."""
    if not issubclass(model, NamedModel) or model.value_field is None:
        return unknown
    names = [key for key in unknown if not _is_misspelt(key, model)]
    if len(names) != 1 or model.name_field in entries or model.value_field in entries:
        return unknown
    (name,) = names
    value = node.entries[name]
    if not isinstance(value, Scalar):
        return unknown
    place = node.key_places.get(name, node.place)
    entries[model.name_field] = Scalar(name, place)
    if not value.is_blank:
        entries[model.value_field] = value
    elif not any(nested_model(model, below)[1] for below in entries):
        fault = "chưa có giá trị; chỉ tiêu bằng lời thì bỏ dấu hai chấm"
        problems.append(Problem(f"{quoted(name)}: {fault}", place))
    return [key for key in unknown if key != name]


@lru_cache(maxsize=4096)
def _is_misspelt(written: str, model: type[Model]) -> bool:
    """Whether a key is so near a field that it is no name of an item."""
    return nearest(field_key(written), keys_of(model), _NEAR) is not None


def _conform_field(child: Node, model: type[Model], name: str, problems: list[Problem]) -> Node:
    nested, is_list = nested_model(model, name)
    if is_marked(model, name, Mark.ROWS):
        return child
    if nested is None:
        return _conform_texts(child) if is_list else _conform_text(child, model, name, problems)
    if not is_list:
        return conform(child, nested, problems)
    if isinstance(child, ListNode):
        return conform_list(child, nested, problems)
    if isinstance(child, MappingNode) and issubclass(nested, NamedModel):
        return conform_changes(child, nested, problems)
    return child


def _conform_text(child: Node, model: type[Model], name: str, problems: list[Problem]) -> Node:
    """The value itself; an outline whose lines YAML joined to one paragraph is a problem."""
    if isinstance(child, Scalar) and child.is_folded and is_marked(model, name, Mark.OUTLINE):
        title = title_of(model, name)
        fault = f"các dòng bị nối thành một đoạn; ghi dấu | sau “{title}:”"
        problems.append(Problem(fault, child.place, title))
    return child


def _conform_texts(child: Node) -> Node:
    """A list of texts, in which YAML reads "Lưu: VT" as a group of one field."""
    if not isinstance(child, ListNode):
        return child
    return ListNode(tuple(map(_as_text, child.items)), child.place)


def _as_text(item: Node) -> Node:
    if not isinstance(item, MappingNode) or len(item.entries) != 1:
        return item
    ((key, value),) = item.entries.items()
    if not isinstance(value, Scalar) or not isinstance(value.value, str):
        return item
    return Scalar(f"{key}: {value.value}".strip(), item.key_places.get(key, item.place))


def conform_list(node: ListNode, model: type[Model], problems: list[Problem]) -> ListNode:
    """A list of items of ``model``, each conformed, with the keys of their names."""
    items = tuple(conform(item, model, problems) for item in node.items)
    if not issubclass(model, NamedModel):
        return ListNode(items, node.place)
    return ListNode(items, node.place, tuple(_key_of(item, model) for item in items))


def conform_changes(
    node: MappingNode, model: type[NamedModel], problems: list[Problem]
) -> ChangesNode:
    """Items given by name: values, changed fields, or blank to take an item away."""
    entries: dict[str, Node] = {}
    titles: dict[str, str] = {}
    places: dict[str, str] = {}
    for written, child in node.entries.items():
        key = field_key(written)
        place = node.key_places.get(written, child.place)
        if key in entries:
            problems.append(Problem(repeated(written, places[key]), place))
            continue
        entries[key] = _conform_change(child, model, problems)
        titles[key], places[key] = written, place
    new = frozenset(key for key, change in entries.items() if _names_itself(change, model))
    return ChangesNode(entries, node.place, titles, model, new)


def _conform_change(child: Node, model: type[NamedModel], problems: list[Problem]) -> Node:
    if isinstance(child, MappingNode):
        return _conform_mapping(child, model, problems, is_change=True)
    if isinstance(child, Scalar) and not child.is_blank and model.value_field:
        return MappingNode({model.value_field: child}, child.place)
    return child


def _names_itself(change: Node, model: type[NamedModel]) -> bool:
    return isinstance(change, MappingNode) and model.name_field in change.entries


def _key_of(item: Node, model: type[NamedModel]) -> str:
    return field_key(model.label_of(fields_of(item)))


def _unknown_key(written: str, model: type[Model], place: str) -> Problem:
    close = nearest(field_key(written), keys_of(model))
    if close:
        hint = f"có phải “{title_of(model, keys_of(model)[close])}”?"
    else:
        hint = "các trường có ở đây: " + ", ".join(title_of(model, n) for n in model.model_fields)
    return Problem(f"không có trường “{written}”; {hint}", place)
