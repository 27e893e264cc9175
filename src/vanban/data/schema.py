"""JSON Schema (draft 2020-12) of data files, so that an editor helps while one types.

It describes what the loader reads: field names with or without accents, short forms of items,
lists changed by name, ``ke_thua``. A field left blank counts as absent. Where JSON Schema cannot
say a rule (totals, foreign numbers) the loader alone enforces it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from vanban.data.shape import is_marked, nested_model, title_of
from vanban.models import Model, known_kinds, model_for
from vanban.models.fields import Mark, NamedModel
from vanban.wording import field_key

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_INHERIT = ("ke_thua", "Kế thừa")
# Editors read 2024 and 0.85 as numbers and a blank as null; the loader takes them as written.
_SCALAR = ["string", "number"]
_INHERIT_FIELD: Schema = {
    "type": "string",
    "minLength": 1,
    "title": _INHERIT[1],
    "description": "Tệp dữ liệu được kế thừa, tính từ thư mục của tệp này; khi có, chỉ ghi những "
    "gì khác tệp đó",
    "examples": ["2024.yaml"],
}


def schema_of(loai: str) -> Schema:
    """The schema of the data files of a kind, by key or accented name.

    Raises InputError, with the nearest name, for a kind that cannot be produced.
    """
    model = model_for(loai)
    key = field_key(loai)
    name = known_kinds()[key]
    root = _fields(model)
    kind: Schema = root["properties"]["loai"] | {"enum": [key, name]}
    root["properties"] |= {"loai": kind, title_of(model, "loai"): kind}
    root["properties"] |= dict.fromkeys(_INHERIT, _INHERIT_FIELD)
    return {
        "$schema": _DRAFT,
        "title": f"Tệp dữ liệu của vanban: {name}",
        "description": "Tên trường viết có dấu hay không dấu đều được; bỏ trống là không có",
        **root,
        "if": {"not": _one_of(_INHERIT)},
        "then": {"allOf": list(_required(model))},
        "$defs": _definitions(model),
    }


def _fields(model: type[Model]) -> Schema:
    """The fields of a model, each also under its accented title; nothing is required."""
    plain = model.model_json_schema()
    own = plain["$defs"][model.__name__] if "$ref" in plain else plain
    properties: Schema = {}
    for name in model.model_fields:
        field = _field(model, name, own["properties"][name])
        properties |= {name: field, title_of(model, name): field}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _field(model: type[Model], name: str, plain: Schema) -> Schema:
    nested, is_list = nested_model(model, name)
    notes = {key: plain[key] for key in ("title", "description") if key in plain}
    if is_marked(model, name, Mark.ROWS):
        return notes | {"anyOf": [*plain.get("anyOf", [_shape_of(plain)]), {"type": "null"}]}
    if nested is None:
        return notes | _loosened(plain)
    if not is_list:
        return notes | {"anyOf": [_to(nested.__name__), {"type": "null"}]}
    return notes | {"anyOf": [_to(f"{nested.__name__}.list"), {"type": "null"}]}


def _shape_of(plain: Schema) -> Schema:
    return {key: plain[key] for key in ("type", "items") if key in plain}


def _loosened(plain: Schema) -> Schema:
    """A field without fields of its own, as text, number or blank."""
    options = plain.get("anyOf", [plain])
    leaf, *others = [option for option in options if option.get("type") != "null"]
    if "enum" in leaf:
        # As text too, which a number is in a data file.
        written = (*leaf["enum"], *(str(v) for v in leaf["enum"] if not isinstance(v, bool)))
        return {"enum": [*_distinct(written), None]}
    shape: Schema = {"type": [*_SCALAR, "null"]}
    if any(option.get("type") == "array" for option in (leaf, *others)):
        texts = _SCALAR if others else []
        shape = {"type": [*texts, "array", "null"], "items": {"type": _SCALAR}}
    kept = ("examples", "pattern", "minimum", "minItems")
    return shape | {key: leaf[key] for key in kept if key in leaf}


def _distinct(values: Iterable[object]) -> Iterator[object]:
    """Each value once; 1 and True are not the same."""
    seen: set[tuple[type, object]] = set()
    for value in values:
        if (type(value), value) not in seen:
            seen.add((type(value), value))
            yield value


def _definitions(model: type[Model]) -> Schema:
    """Every model below ``model``, and for named ones their lists and their changes by name."""
    found: Schema = {}
    waiting = [model]
    while waiting:
        for nested, is_list in _nested(waiting.pop()):
            if nested.__name__ not in found:
                found[nested.__name__] = _fields(nested)
                waiting.append(nested)
            if is_list and f"{nested.__name__}.list" not in found:
                found |= _list_definitions(nested)
    return found


def _nested(model: type[Model]) -> Iterator[tuple[type[Model], bool]]:
    for name in model.model_fields:
        nested, is_list = nested_model(model, name)
        if nested is not None:
            yield nested, is_list


def _list_definitions(model: type[Model]) -> Schema:
    name = model.__name__
    if not issubclass(model, NamedModel):  # written anew as a whole, whatever the file inherits
        item = {"allOf": [_to(name), *_required_inside(model)]}
        return {f"{name}.list": {"type": "array", "items": item}}
    items: list[Schema] = [{"type": _SCALAR}, _to(name)]
    changes: list[Schema] = [{"type": "null"}, _to(name)]
    definitions: Schema = {}
    if model.value_field is not None:
        definitions[f"{name}.short"] = _short_form(model)
        items.append(_to(f"{name}.short"))
        changes.append({"type": _SCALAR})
    definitions[f"{name}.list"] = {
        "anyOf": [
            {"type": "array", "items": {"anyOf": items}},
            {"type": "object", "additionalProperties": {"anyOf": changes}},
        ]
    }
    return definitions


def _short_form(model: type[NamedModel]) -> Schema:
    """An item written "tên: giá trị": its name is a key, so one key is free."""
    taken = {model.name_field, str(model.value_field)}
    rest = [name for name in model.model_fields if name not in taken]
    properties = {
        key: value
        for key, value in _fields(model)["properties"].items()
        if key in rest or key in {title_of(model, name) for name in rest}
    }
    forbidden = [_one_of((name, title_of(model, name))) for name in sorted(taken)]
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": {"type": [*_SCALAR, "null"]},
        "maxProperties": len(rest) + 1,
        "not": {"anyOf": forbidden},
    }


def _required(model: type[Model]) -> Iterator[Schema]:
    """What a file that inherits nothing must have, in itself and in its groups."""
    yield _one_of(("loai", title_of(model, "loai")))
    for name, field in model.model_fields.items():
        if field.is_required():
            yield _one_of((name, title_of(model, name)))
    yield from _required_in_groups(model)


def _required_in_groups(model: type[Model]) -> Iterator[Schema]:
    for name in model.model_fields:
        nested, is_list = nested_model(model, name)
        if nested is not None and not is_list:
            inside = {"allOf": [{}, *_required_inside(nested)]}
            yield {"properties": dict.fromkeys((name, title_of(model, name)), inside)}


def _required_inside(model: type[Model]) -> Iterator[Schema]:
    """What a group must have where it is one; a blank one counts as absent."""
    for name, field in model.model_fields.items():
        if field.is_required():
            yield {"if": {"type": "object"}, "then": _one_of((name, title_of(model, name)))}
    yield from _required_in_groups(model)


def _one_of(names: tuple[str, ...]) -> Schema:
    return {"anyOf": [{"required": [name]} for name in names]}


def _to(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
