"""A data file to fill in: every field of a kind, explained, with a placeholder that is valid.

What stands open renders as it is. An optional field is commented out by a bare "#" before its key,
so that taking this one character away leaves its lines where YAML wants them.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from textwrap import wrap
from typing import Any

from vanban.data.shape import is_marked, nested_model, title_of
from vanban.models import Model, VanBan, known_kinds, model_for
from vanban.models.fields import Mark
from vanban.wording import field_key

_WIDTH = 100
_INDENT = "  "
_PLACEHOLDERS = "starter.toml"
_BLANK = "…"
_BODY = "noi_dung"
# A kind's own fields stand here, above what all kinds share.
_OWN_AFTER = "trich_yeu"
# What YAML reads as text without quotes, in a list between brackets too.
_PLAIN = re.compile(r"(?!.*(?:: |:$| #))[^\W_][^\[\]{},\n]*|…[^\[\]{},\n]*")
_PLAIN_LINE = re.compile(r"(?!.*(?:: |:$| #))(?:[^\W_]|[…(])[^\n]*")

_CITATION = re.compile(r"\((?:PL|Điều) [^)]*\)")
_NBSP = "\u00a0"

Fields = Mapping[str, Any]


def starter_of(loai: str, nam: int, *, bo_cuc: str = "", viet_tat: str = "") -> str:
    """The text of a YAML file of a kind, by key or accented name, for the year ``nam``.

    ``bo_cuc`` is the outline that the body starts from, ``viet_tat`` the abbreviation of the kind.
    Raises InputError, with the nearest name, for a kind that cannot be produced.
    """
    model = model_for(loai)
    key = field_key(loai)
    years = {"nam": str(nam), "nam_truoc": str(nam - 1)}
    words = years | {"ten_loai": known_kinds()[key], "viet_tat": viet_tat}
    return "\n".join(_Writer(model, key, words, bo_cuc.strip()).lines()) + "\n"


@cache
def _placeholders() -> Fields:
    return tomllib.loads((files(__package__) / _PLACEHOLDERS).read_text("utf-8"))


class _Writer:
    """One file: its placeholders, what stands open in it, and which groups it has explained."""

    def __init__(self, model: type[VanBan], key: str, words: Mapping[str, str], body: str) -> None:
        table = _placeholders()
        kind: Fields = table["loai"].get(key, {})
        self.model = model
        self.words = words
        self.groups: Mapping[str, Fields] = table["nhom"]
        self.meanings: Mapping[str, Fields] = table["giai_thich"]
        self.own: Fields = ({_BODY: body} if body else {}) | kind.get("gia_tri", {})
        self.unused: Mapping[str, str] = kind.get("khong_dung", {})
        self.after: Mapping[str, str] = table["dung_sau"]
        self.needed = {*kind.get("bat_buoc", ()), *(() if model.default_template else (_BODY,))}
        advised = {*table["nen_co"], *kind.get("nen_co", ())}
        self.advised = advised - {*kind.get("tuy_chon", ())}
        self.explained: dict[tuple[str, ...], str] = {}

    def lines(self) -> Iterator[str]:
        """The whole file: what to fill in, what may be added, what has no place."""
        names = [name for name in self._ordered() if name not in self.unused]
        parts = (
            ("PHẦN 1. CẦN ĐIỀN", [name for name in names if self._is_open(self.model, name)]),
            (
                "PHẦN 2. CHỈ DÙNG KHI CẦN: xóa dấu # ở đầu dòng",
                [name for name in names if not self._is_open(self.model, name)],
            ),
        )
        yield from self._head()
        for heading, listed in parts:
            yield from ("", *_heading(heading))
            for name in listed:
                yield from ("", *self._field(self.model, name, self.own, _WIDTH))
        if self.unused:
            yield from ("", *_heading("KHÔNG DÙNG CHO LOẠI VĂN BẢN NÀY"), "")
            for name, why in self.unused.items():
                yield from _note(f"- {title_of(self.model, name)}: {why}", _WIDTH)

    def _head(self) -> Iterator[str]:
        yield from _note(f"{self.words['ten_loai'].upper()}: tệp dữ liệu để điền", _WIDTH)
        yield "#"
        for rule in _RULES:
            first, *more = _wrapped(rule, _WIDTH - len("# - "))
            yield f"# - {first}"
            yield from (f"#   {line}" for line in more)

    def _ordered(self) -> list[str]:
        """The fields as a clerk fills them in: a kind's own right below the trích yếu."""
        shared = [name for name in self.model.model_fields if name in VanBan.model_fields]
        own = [name for name in self.model.model_fields if name not in VanBan.model_fields]
        for name in reversed(own):
            shared.insert(shared.index(self.after.get(name, _OWN_AFTER)) + 1, name)
        return shared

    def _is_open(self, model: type[Model], name: str) -> bool:
        """Whether a field is written out, not commented out."""
        return self._is_needed(model, name) or name in self.advised

    def _is_needed(self, model: type[Model], name: str) -> bool:
        is_root = model is self.model or name != _BODY
        return model.model_fields[name].is_required() or (name in self.needed and is_root)

    def _field(self, model: type[Model], name: str, given: Fields, width: int) -> list[str]:
        """What a field means, and the field, commented out when it is optional."""
        is_open = self._is_open(model, name)
        note = _note(self._meaning(model, name), width)
        entry = self._entry(model, name, given, width if is_open else width - 1)
        return [*note, *(entry if is_open else (f"#{line}" for line in entry))]

    def _meaning(self, model: type[Model], name: str) -> str:
        needed = self._is_needed(model, name)
        mark = "(bắt buộc) " if needed else "(nên có) " if name in self.advised else ""
        nested, _ = nested_model(model, name)
        where = self.explained.get(_shape(nested)) if nested else None
        more = f"; ghi các trường như ở “{where}”" if where else ""
        own = _found(model, name, self.meanings)
        meaning = model.model_fields[name].description if own is None else self._filled(own)
        return f"{mark}{meaning}{more}"

    def _entry(self, model: type[Model], name: str, given: Fields, width: int) -> list[str]:
        """The key of a field with its value, over several lines where it needs them."""
        title, value = title_of(model, name), self._value(model, name, given)
        nested, is_list = nested_model(model, name)
        if nested is None:
            is_outline = is_marked(model, name, Mark.OUTLINE)
            return _outline(title, value) if is_outline else _lines(title, value)
        width -= len(_INDENT)
        if not is_list:
            return [f"{title}:", *_indented(self._group(nested, value, title, width))]
        items = [self._item(nested, item, title, width) for item in value]
        return [f"{title}:", *_indented(line for item in items for line in item)]

    def _group(
        self, model: type[Model], given: Fields, title: str, width: int, *, is_item: bool = False
    ) -> list[str]:
        """The fields of a group: all of them and explained when the file has not done so yet."""
        if _shape(model) in self.explained:
            return _lines_of(self._compact(model, given))
        self.explained[_shape(model)] = title
        names = list(model.model_fields)
        if is_item:  # the dash of an item cannot stand before a field that is commented out
            names.sort(key=lambda name: not self._is_open(model, name))
        return [line for name in names for line in self._field(model, name, given, width)]

    def _item(self, model: type[Model], item: Any, title: str, width: int) -> list[str]:
        """An item of a list, the dash before the first line that is not a comment."""
        if not _is_full(model, item):
            return _list_item(self._filled(item))
        width -= len(_INDENT)
        return _dashed(self._group(model, item, title, width, is_item=True))

    def _compact(self, model: type[Model], given: Fields) -> dict[str, Any]:
        """What a group must hold, or what is given for it, by accented titles."""
        names = [name for name in model.model_fields if name in given] or [
            name for name in model.model_fields if self._is_open(model, name)
        ]
        return {title_of(model, name): self._plain(model, name, given) for name in names}

    def _plain(self, model: type[Model], name: str, given: Fields) -> Any:
        nested, is_list = nested_model(model, name)
        value = self._value(model, name, given)
        if nested is None:
            return value
        if not is_list:
            return self._compact(nested, value)
        return [self._compact(nested, item) if _is_full(nested, item) else item for item in value]

    def _value(self, model: type[Model], name: str, given: Fields) -> Any:
        """The placeholder of a field: the one given, or that of the class or one above it."""
        found = given[name] if name in given else _found(model, name, self.groups)
        return self._filled(_unnamed(model, name) if found is None else found)

    def _filled(self, value: Any) -> Any:
        """A placeholder with the year and the names of the kind put in."""
        if isinstance(value, str):
            for word, text in self.words.items():
                value = value.replace(f"{{{word}}}", text)
            return value.strip()
        if isinstance(value, Mapping):
            return {key: self._filled(part) for key, part in value.items()}
        return [self._filled(part) for part in value]


def _found(model: type[Model], name: str, table: Mapping[str, Fields]) -> Any:
    """What ``table`` holds for a field of a class or of one above it; None for nothing."""
    above = (table.get(cls.__name__, {}) for cls in model.__mro__)
    return next((fields[name] for fields in above if name in fields), None)


def _is_full(model: type[Model], item: object) -> bool:
    """Whether an item is written with the names of its fields, not in a short form."""
    return isinstance(item, Mapping) and set(item) <= set(model.model_fields)


def _shape(model: type[Model]) -> tuple[str, ...]:
    """What tells groups apart for a reader: the names of their fields."""
    return tuple(model.model_fields)


def _unnamed(model: type[Model], name: str) -> Any:
    """A placeholder for a field that the table does not name."""
    nested, is_list = nested_model(model, name)
    if nested is not None:
        return [{}] if is_list else {}
    plain = model.model_json_schema()
    own = plain["$defs"][model.__name__] if "$ref" in plain else plain
    found = own["properties"][name]
    for option in (found, *found.get("anyOf", ())):
        if known := option.get("enum") or option.get("examples"):
            return str(known[0])
        if "minimum" in option:
            return "1"
    return _BLANK


def _note(text: str, width: int) -> list[str]:
    return [f"# {line}" for line in _wrapped(text, width - len("# "))]


def _wrapped(text: str, width: int) -> list[str]:
    """Lines of at most ``width`` characters; a citation stays on one line."""
    whole = _CITATION.sub(lambda found: found[0].replace(" ", _NBSP), text)
    return [line.replace(_NBSP, " ") for line in wrap(whole, width, break_on_hyphens=False)]


def _heading(text: str) -> tuple[str, str]:
    return f"# {text}", f"# {'-' * len(text)}"


def _indented(lines: Iterator[str] | Sequence[str]) -> list[str]:
    return [f"{_INDENT}{line}" for line in lines]


def _dashed(lines: Sequence[str]) -> list[str]:
    first = next(place for place, line in enumerate(lines) if not line.startswith("#"))
    return [*lines[:first], f"- {lines[first]}", *_indented(lines[first + 1 :])]


def _outline(title: str, text: str) -> list[str]:
    return [f"{title}: |", *_indented(text.splitlines())]


def _lines(title: str, value: Any) -> list[str]:
    """A key and its value: text, a list, or a group of fields."""
    match value:
        case str():
            return [f"{title}: {_text(value, _PLAIN_LINE)}"]
        case Mapping():
            return [f"{title}:", *_indented(_lines_of(value))]
        case _:
            items = (line for item in value for line in _list_item(item))
            return [f"{title}:", *_indented(list(items))]


def _lines_of(group: Fields) -> list[str]:
    return [line for title, value in group.items() for line in _lines(title, value)]


def _list_item(item: Any) -> list[str]:
    """An item of a list: text, "tên: giá trị", cells between brackets, or a group."""
    match item:
        case str() if item.count(": ") == 1:
            return [f"- {item}"]
        case str():
            return [f"- {_text(item, _PLAIN_LINE)}"]
        case Mapping():
            return _dashed(_lines_of(item))
        case _:
            return [f"- [{', '.join(_text(cell, _PLAIN) for cell in item)}]"]


def _text(text: str, plain: re.Pattern[str]) -> str:
    """A text as YAML reads it back; one that it could take for something else in quotes."""
    if plain.fullmatch(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_RULES = (
    f"Thay những chữ mẫu bằng nội dung của mình; dấu {_BLANK} là chỗ cần điền. Xóa phần thừa.",
    "“(bắt buộc)” là trường phải có; “(nên có)” là trường thường cần, không cần thì xóa đi.",
    "Dòng bắt đầu bằng “# ” (có dấu cách) là lời giải thích, để lại hay xóa đều được.",
    "Dòng có dấu # viết liền với chữ là trường không bắt buộc. Muốn dùng thì xóa một dấu # ở đầu "
    "mỗi dòng của trường đó, kể cả các dòng thụt vào bên dưới.",
    "Tên trường viết có dấu hay không dấu đều được: “Trích yếu” và “trich_yeu” là một.",
    "Thụt dòng bằng dấu cách, không dùng phím Tab; các dòng cùng một nhóm phải thẳng nhau.",
    "“PL I, II.5.a” là điểm a khoản 5 Mục II Phần I của Phụ lục I, Nghị định 30/2020/NĐ-CP; "
    "“Điều 13” là điều của Nghị định đó.",
    "Làm văn bản Word từ tệp này: vanban render TÊN_TỆP.yaml",
)
