"""Text files as nodes: YAML and JSON, with the place of every value."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from vanban.data.nodes import ListNode, MappingNode, Node, Scalar
from vanban.errors import InputError, Problem

_MAX_BYTES = 10_000_000
_MAX_NODES = 100_000
_MAX_DEPTH = 60
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Byte values of the commonest lower-case letters of TCVN3 (ABC): ă â ê ô ơ ư đ and à ả ã á ạ.
_TCVN3_BYTES = frozenset(range(0xA8, 0xAF)) | frozenset(range(0xB5, 0xBA))
_JSON_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_JSON_WORDS = {"true": True, "false": False, "null": None}
_SURROGATES = re.compile(r"(?i)\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}")


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, with or without a byte order mark.

    Raises InputError for a file that is missing, unreadable, empty, too large, or in another
    encoding, which is named.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise InputError(Problem("đây là một thư mục, cần một tệp", str(path)))
        if size > _MAX_BYTES:
            raise InputError(Problem(f"tệp quá lớn ({size} byte, tối đa {_MAX_BYTES})", str(path)))
        raw = path.read_bytes()
    except FileNotFoundError:
        raise InputError(Problem("không tìm thấy tệp; hãy xem lại tên và thư mục", str(path))) from None
    except OSError as error:
        raise InputError(Problem(f"không đọc được tệp: {error.strerror}", str(path))) from error
    text = _decode(raw, str(path))
    if not text.strip():
        raise InputError(Problem("tệp trống", str(path)))
    return text


def _decode(raw: bytes, name: str) -> str:
    encoding = ""
    if raw.startswith(_UTF16_MARKS) or raw[:200].count(0) * 3 > len(raw[:200]):
        encoding = "UTF-16"
    else:
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            encoding = _legacy_encoding(raw)
            line = raw.count(b"\n", 0, error.start) + 1
            name = f"{name}:{line}"
    raise InputError(
        Problem(
            f"tệp dùng bảng mã {encoding}, cần UTF-8; hãy mở bằng trình soạn thảo, "
            "chọn Lưu thành… (Save as) với mã hóa UTF-8",
            name,
        )
    )


def _legacy_encoding(raw: bytes) -> str:
    high = [byte for byte in raw if byte > 0x7F]  # noqa: PLR2004
    tcvn3 = sum(byte in _TCVN3_BYTES for byte in high)
    if tcvn3 * 4 > len(high):
        return "TCVN3 (ABC)"
    return "cũ (Windows-1258 hoặc VISCII)"


def read_file(path: Path) -> Node:
    """The content of a YAML (.yaml, .yml) or JSON (.json) file as a node.

    Raises InputError with file:line:column for wrong syntax and repeated keys.
    """
    text = read_text(path)
    if path.suffix.lower() == ".json":
        return _read_json(text, str(path))
    return _Reader(str(path)).read(text)


def _read_json(text: str, name: str) -> Node:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno}:{error.colno}"
        raise InputError(Problem("sai cú pháp JSON; xem dấu phẩy, ngoặc kép quanh đây", place)) from None
    except RecursionError:
        raise InputError(Problem("các nhóm lồng nhau quá sâu", name)) from None
    return _Reader(name, is_json=True).read(_json_as_yaml(text))


def _json_as_yaml(text: str) -> str:
    """The few things JSON allows and the YAML parser does not, rewritten in place."""
    text = text.replace("\t", " ").replace("\\/", "/")
    return _SURROGATES.sub(lambda match: str(json.loads(f'"{match[0]}"')), text)


class _Reader:
    """Turns one text into nodes, with every fault of structure in one pass."""

    def __init__(self, name: str, *, is_json: bool = False) -> None:
        self.name = name
        self.is_json = is_json
        self.problems: list[Problem] = []
        self.count = 0

    def read(self, text: str) -> Node:
        try:
            loader = yaml.CSafeLoader(text)
            try:
                root = loader.get_single_node()
            finally:
                loader.dispose()
        except yaml.reader.ReaderError as error:
            raise InputError(self._bad_character(text, error)) from None
        except yaml.MarkedYAMLError as error:
            raise InputError(self._syntax(error)) from None
        except RecursionError:
            raise InputError(Problem("các nhóm lồng nhau quá sâu", self.name)) from None
        if root is None:
            raise InputError(Problem("tệp chỉ có chú thích, chưa có dữ liệu", self.name))
        node = self._convert(root, 0)
        if self.problems:
            raise InputError(self.problems)
        return node

    def _convert(self, node: yaml.Node, depth: int) -> Node:
        self.count += 1
        if self.count > _MAX_NODES or depth > _MAX_DEPTH:
            raise InputError(Problem("dữ liệu quá lớn hoặc lồng nhau quá sâu", self._place(node)))
        if isinstance(node, yaml.MappingNode):
            return self._convert_mapping(node, depth)
        if isinstance(node, yaml.SequenceNode):
            items = tuple(self._convert(item, depth + 1) for item in node.value)
            return ListNode(items, self._place(node))
        return Scalar(self._value(node), self._place(node))

    def _convert_mapping(self, node: yaml.MappingNode, depth: int) -> MappingNode:
        entries: dict[str, Node] = {}
        places: dict[str, str] = {}
        for key, value in node.value:
            place = self._place(key)
            if not isinstance(key, yaml.ScalarNode):
                self.problems.append(Problem("tên trường phải là một dòng chữ", place))
            elif key.value in entries:
                message = f"“{key.value}” đã ghi ở {places[key.value]}; mỗi trường chỉ ghi một lần"
                self.problems.append(Problem(message, place))
            else:
                entries[key.value] = self._convert(value, depth + 1)
                places[key.value] = place
        return MappingNode(entries, self._place(node), places)

    def _value(self, node: yaml.ScalarNode) -> Any:
        """Text as written in YAML; numbers, true, false and null as such in JSON."""
        text: str = node.value
        if not self.is_json or node.style is not None:
            return text
        if _JSON_NUMBER.fullmatch(text):
            return Decimal(text)
        return _JSON_WORDS.get(text, text)

    def _place(self, node: yaml.Node) -> str:
        return f"{self.name}:{node.start_mark.line + 1}:{node.start_mark.column + 1}"

    def _syntax(self, error: yaml.MarkedYAMLError) -> Problem:
        mark = error.problem_mark or error.context_mark
        place = f"{self.name}:{mark.line + 1}:{mark.column + 1}" if mark else self.name
        found = " ".join(part for part in (error.context, error.problem) if part)
        hint = next((text for sign, text in _SYNTAX_HINTS if sign in found), "sai cú pháp YAML")
        return Problem(hint, place)

    def _bad_character(self, text: str, error: yaml.reader.ReaderError) -> Problem:
        place, code = next(_control_characters(text, self.name), (self.name, 0))
        if not code:
            return Problem(f"có ký tự không đọc được ở vị trí {error.position}", self.name)
        return Problem(f"có ký tự điều khiển U+{code:04X}; hãy xóa ký tự này", place)


def _control_characters(text: str, name: str) -> Iterator[tuple[str, int]]:
    for number, line in enumerate(text.split("\n"), 1):
        for column, character in enumerate(line, 1):
            code = ord(character)
            if (code < 0x20 and character not in "\t\r") or 0x7F <= code < 0xA0 or code in (0xFFFE, 0xFFFF):
                yield f"{name}:{number}:{column}", code


# What libyaml says, by a piece of its message, and what a person can do about it.
_SYNTAX_HINTS = (
    ("cannot start any token", "dòng này bắt đầu bằng phím Tab hoặc ký tự %, @, `; hãy thụt dòng bằng dấu cách, chữ đặc biệt đặt trong ngoặc kép"),
    ("mapping values are not allowed", "dấu hai chấm ở đây làm lệch nhóm; hãy đặt chữ trong ngoặc kép hoặc sửa thụt dòng"),
    ("could not find expected ':'", "thiếu dấu hai chấm sau tên trường, hoặc thụt dòng sai"),
    ("did not find expected key", "thụt dòng không khớp với dòng trên, hoặc thiếu dấu ngoặc kép"),
    ("did not find expected '-'", "các mục của một danh sách phải thẳng hàng và bắt đầu bằng “- ”"),
    ("quoted scalar", "thiếu dấu ngoặc kép đóng"),
    ("undefined alias", "chữ bắt đầu bằng dấu * phải đặt trong ngoặc kép"),
    ("alias", "chữ bắt đầu bằng dấu * hoặc & phải đặt trong ngoặc kép"),
    ("anchor", "chữ bắt đầu bằng dấu * hoặc & phải đặt trong ngoặc kép"),
    ("expected a single document", "tệp có nhiều phần ngăn bằng “---”; mỗi tệp chỉ một văn bản"),
    ("flow sequence", "thiếu dấu ] hoặc dấu phẩy"),
    ("flow mapping", "thiếu dấu } hoặc dấu phẩy; chữ bắt đầu bằng { phải đặt trong ngoặc kép"),
)
