"""JSON text as nodes, with the place of every value."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from itertools import accumulate

from vanban.data.nodes import Limits, ListNode, MappingNode, Node, Scalar, mapping_of, text_of
from vanban.errors import InputError, Problem
from vanban.wording.text import quoted

# The tokens of a text that is known to be JSON; commas and colons carry nothing.
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]]|[^\s,:{}\[\]"]+', re.DOTALL)
_WORDS = {"true": True, "false": False, "null": None}
_FOREIGN = frozenset({"NaN", "Infinity", "-Infinity"})


def read_json(text: str, name: str, problems: list[Problem]) -> Node:
    """The value that JSON ``text`` of the file ``name`` holds; repeated keys go to ``problems``.

    Raises InputError with file:line:column for wrong syntax.
    """
    try:
        # The numbers are read again below, with all their digits.
        json.loads(text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno}:{error.colno}"
        raise InputError(Problem(_syntax(error.msg), place)) from None
    except RecursionError:
        raise InputError(Problem("các nhóm lồng nhau quá sâu", name)) from None
    return _Reader(text, name, problems).read()


def _syntax(message: str) -> str:
    return next((hint for sign, hint in _SYNTAX_HINTS if sign in message), "sai cú pháp JSON")


_SYNTAX_HINTS = (
    ("',' delimiter", "sai cú pháp JSON: thiếu dấu phẩy, hoặc ngoặc chưa đóng"),
    ("':' delimiter", "sai cú pháp JSON: thiếu dấu hai chấm sau tên trường"),
    ("property name", "sai cú pháp JSON: cần tên trường trong ngoặc kép; xem có thừa dấu phẩy"),
    ("trailing comma", "sai cú pháp JSON: thừa dấu phẩy"),
    ("Expecting value", "sai cú pháp JSON: thiếu giá trị, hoặc chữ chưa đặt trong ngoặc kép"),
    ("Unterminated", "sai cú pháp JSON: thiếu dấu ngoặc kép đóng"),
    ("control character", "có ký tự điều khiển trong ngoặc kép; xuống dòng ghi \\n, Tab ghi \\t"),
    ("escape", "sai cú pháp JSON: dấu \\ phải ghi là \\\\"),
    ("Extra data", "sai cú pháp JSON: sau ngoặc đóng còn thừa chữ"),
)


class _Reader:
    """Walks over the tokens of one text."""

    def __init__(self, text: str, name: str, problems: list[Problem]) -> None:
        self.name = name
        self.problems = problems
        self.limits = Limits()
        self.tokens: Iterator[re.Match[str]] = _TOKEN.finditer(text)
        self.line_starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def read(self) -> Node:
        return self._node(next(self.tokens), 0)

    def _node(self, token: re.Match[str], depth: int) -> Node:
        place = self._place(token)
        self.limits.admit(depth, place)
        if token[0] == "{":
            return self._mapping(place, depth)
        if token[0] == "[":
            return self._list(place, depth)
        return self._scalar(token[0], place)

    def _mapping(self, place: str, depth: int) -> MappingNode:
        fields: list[tuple[Scalar, Node]] = []
        while (token := next(self.tokens))[0] != "}":
            key = text_of(json.loads(token[0]), self._place(token), self.problems)
            fields.append((key, self._node(next(self.tokens), depth + 1)))
        return mapping_of(fields, place, self.problems)

    def _list(self, place: str, depth: int) -> ListNode:
        items: list[Node] = []
        while (token := next(self.tokens))[0] != "]":
            items.append(self._node(token, depth + 1))
        return ListNode(tuple(items), place)

    def _scalar(self, token: str, place: str) -> Scalar:
        if token[0] == '"':
            return text_of(json.loads(token), place, self.problems)
        if token in _FOREIGN:
            self.problems.append(Problem(f"{token} không phải là một con số của JSON", place))
            return Scalar(None, place)
        if token in _WORDS:
            return Scalar(_WORDS[token], place)
        try:
            return Scalar(Decimal(token), place)
        except InvalidOperation:
            fault = f"số {quoted(token)} quá lớn hoặc quá nhỏ; hãy xem lại phần mũ sau chữ e"
            self.problems.append(Problem(fault, place))
            return Scalar(None, place)

    def _place(self, token: re.Match[str]) -> str:
        line = bisect_right(self.line_starts, token.start())
        return f"{self.name}:{line}:{token.start() - self.line_starts[line - 1] + 1}"
