"""What a body asks for by name: fields of its document, tables, pictures."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from vanban.errors import InputError, Problem
from vanban.models.bang_bieu import BangBieu
from vanban.models.fields import asks_for_fields
from vanban.models.hinh_anh import HinhAnh
from vanban.wording import field_key, nearest

_Item = TypeVar("_Item", BangBieu, HinhAnh)
_FIELDS = {"bảng": ("bang_bieu", "Bảng biểu"), "hình": ("hinh_anh", "Hình ảnh")}
_INSERT = re.compile(r"\[(bảng|hình):\s*([^\]]+?)\s*\]", re.IGNORECASE)
_FIELD = re.compile(r"\{\{-?\s*([^{}|.\[(]+?)\s*(?:[|.\[(~]|-?\}\})")
_LOOP = re.compile(r"\{%-?\s*for\s+(\w+)(?:\s*,\s*(\w+))?\s+in\s")
_QUOTES = "\"'“”"


def part_named(items: Sequence[_Item], name: str, what: str) -> _Item:
    """The table or picture that an outline names, whatever its accents and case.

    Raises InputError, with the nearest name or all, when there is none.
    """
    known = {field_key(item.name): item for item in items}
    if found := known.get(field_key(name)):
        return found
    raise InputError(_missing(name, what, {key: item.name for key, item in known.items()}))


def check_names(text: str, fields: Collection[str], data: Mapping[str, Any]) -> None:
    """Raises InputError, each fault at its line, for names in a body that nothing answers to.

    ``fields`` are the names it may print, ``data`` holds the tables and pictures; those that are
    wrong themselves are not in it, and nothing is said of them twice.
    """
    faults = [*_unknown_inserts(text, data), *_unknown_fields(text, fields)]
    if faults:
        raise InputError(faults)


def _unknown_inserts(text: str, data: Mapping[str, Any]) -> Iterator[Problem]:
    if "[" not in text or asks_for_fields(text):
        return
    for number, line in enumerate(text.splitlines(), 1):
        found = _INSERT.fullmatch(line.strip())
        if found is None:
            continue
        what = found[1].lower()
        items = data.get(_FIELDS[what][0])
        if items is None:
            continue
        known = {field_key(item.name): item.name for item in items}
        if field_key(found[2]) not in known:
            column = line.index("[") + 1
            yield Problem(_missing(found[2], what, known), _place(number, column))


def _missing(name: str, what: str, known: Mapping[str, str]) -> str:
    close = nearest(field_key(name), known)
    if close:
        hint = f"có phải “{known[close]}”?"
    elif known:
        hint = f"các {what} có: {', '.join(known.values())}"
    else:
        hint = f"hãy thêm vào trường “{_FIELDS[what][1]}”"
    return f"nội dung gọi [{what}: {name}] mà văn bản không có {what} này; {hint}"


def _unknown_fields(text: str, fields: Collection[str]) -> Iterator[Problem]:
    """Names in {{ }} that are no field, and those typed with their accents."""
    if not asks_for_fields(text):
        return
    own = {name for found in _LOOP.findall(text) for name in found if name} | {"loop"}
    for number, line in enumerate(text.splitlines(), 1):
        for found in _FIELD.finditer(line):
            name = found[1]
            if name in fields or name in own or name[0] in _QUOTES or name[0].isdigit():
                continue
            close = nearest(field_key(name), fields)
            hint = f"hãy viết {{{{ {close} }}}}" if close else "xem tên các trường trong tài liệu"
            fault = f"không có trường “{name}” để in ở đây; {hint}"
            yield Problem(fault, _place(number, found.start(1) + 1))


def _place(line: int, column: int) -> str:
    return f"dòng {line}, cột {column}"
