"""What a draft says at a place, and what its model and the starter file know of that place."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from vanban.data.loading import Draft, load_draft
from vanban.data.nodes import ListNode, MappingNode, Node, Scalar, plain
from vanban.data.shape import nested_model
from vanban.data.starter import starter_of
from vanban.data.yaml_nodes import read_yaml
from vanban.models import Model
from vanban.wording import field_key

BLANK = "…"
"""What stands in a file of ``vanban new`` where a clerk has something to write."""

_STARTER = "starter.toml"


def starter_draft(loai: str, nam: int, *, bo_cuc: str = "", viet_tat: str = "") -> Draft:
    """The draft of a file of ``vanban new``, from the same arguments as ``starter_of``."""
    text = starter_of(loai, nam, bo_cuc=bo_cuc, viet_tat=viet_tat)
    data = plain(read_yaml(text, loai, []))
    assert isinstance(data, dict)  # noqa: S101
    return load_draft(data)


def base_text(node: Node, path: tuple[str, ...]) -> str:
    """What stands at ``path`` as a clerk would type it; empty for nothing.

    A part of the path is a field, or the name of an item of a list; items of a list of texts come
    one a line.
    """
    for part in path:
        found = _below(node, part)
        if found is None:
            return ""
        node = found
    if isinstance(node, ListNode):
        return "\n".join(_typed(item) for item in node.items if isinstance(item, Scalar))
    return _typed(node) if isinstance(node, Scalar) else ""


def _below(node: Node, part: str) -> Node | None:
    match node:
        case MappingNode(entries):
            return entries.get(part)
        case ListNode(items, _, names) if field_key(part) in names:
            return items[names.index(field_key(part))]
        case _:
            return None


def _typed(scalar: Scalar) -> str:
    if isinstance(scalar.value, bool):
        return "có" if scalar.value else "không"
    return "" if scalar.is_blank else str(scalar.value).strip()


def leaf_of(model: type[Model], path: tuple[str, ...]) -> tuple[type[Model], str]:
    """The model and the name of the field at the end of ``path``; names of items are no fields."""
    for part in path[:-1]:
        if part in model.model_fields:
            model = nested_model(model, part)[0] or model
    return model, path[-1]


def choices_of(model: type[Model], name: str) -> tuple[str, ...]:
    """The values that a field takes, as people write them; none for a field that takes any."""
    enums = (option["enum"] for option in _options(model, name) if "enum" in option)
    values = [value for enum in enums for value in enum if not isinstance(value, bool)]
    # The last spelling of each is the one with accents and small letters.
    return tuple({field_key(str(value)): str(value) for value in values}.values())


def schema_sign(model: type[Model], name: str) -> str:
    """Whether a field holds a "date", a "year" or a "whole" number; empty for any other."""
    for option in _options(model, name):
        if "integer" in option.get("type", ()):
            if "pattern" in option:
                return "year"
            return "date" if "examples" in option else "whole"
    return ""


def _options(model: type[Model], name: str) -> Iterator[Mapping[str, Any]]:
    found = _properties(model)[name]
    yield found
    yield from found.get("anyOf", ())


@cache
def _properties(model: type[Model]) -> Mapping[str, Any]:
    schema = model.model_json_schema()
    own = schema["$defs"][model.__name__] if "$ref" in schema else schema
    properties: Mapping[str, Any] = own["properties"]
    return properties


def placeholder_of(draft: Draft, path: tuple[str, ...]) -> str:
    """What ``vanban new`` would write at ``path``; empty when its table has nothing."""
    model, name = leaf_of(draft.model, path)
    groups = _groups()
    found = next(
        (
            groups[cls.__name__][name]
            for cls in model.__mro__
            if name in groups.get(cls.__name__, {})
        ),
        "",
    )
    lines = found if isinstance(found, list) else [found]
    return "\n".join(filled(str(line), draft) for line in lines)


def filled(text: str, draft: Draft) -> str:
    """An example with the year of the draft put in; empty when it asks for more than that."""
    text = text.replace("{nam}", _year_of(draft))
    return "" if "{" in text else text


def _year_of(draft: Draft) -> str:
    """The year that the draft is of: that of its date, else any."""
    date = base_text(draft.node, ("ngay_ban_hanh",))
    years = [part for part in date.replace("-", "/").split("/") if len(part) == len("2020")]
    return years[0] if years else "2026"


@cache
def _groups() -> Mapping[str, Mapping[str, Any]]:
    table = tomllib.loads((files(__package__) / _STARTER).read_text("utf-8"))
    groups: Mapping[str, Mapping[str, Any]] = table["nhom"]
    return groups
