"""JSON text as nodes, with the place of every value."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from itertools import accumulate

from vanban.data.nodes import (
    NOT_A_LIST,
    Limits,
    ListNode,
    MappingNode,
    Node,
    Scalar,
    mapping_of,
    text_of,
)
from vanban.errors import InputError, Problem
from vanban.wording.text import quoted

# The tokens of a text that is known to be JSON; commas and colons carry nothing.
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]]|[^\s,:{}\[\]"]+', re.DOTALL)
_WORDS = {"true": True, "false": False, "null": None}
_FOREIGN = frozenset({"NaN", "Infinity", "-Infinity"})


def read_json(text: str, name: str, problems: list[Problem], first_line: int = 1) -> Node:
    """The value that JSON ``text`` of the file ``name`` holds; repeated keys go to ``problems``.

    ``first_line`` is where the text begins. Raises InputError with file:line:column for wrong
    syntax.
    """
    _check_syntax(text, name, first_line)
    return _Reader(text, name, problems, first_line).read()


def read_json_items(text: str, name: str) -> Iterator[tuple[Node, list[Problem]]]:
    """Each item of the list that JSON ``text`` holds, with its own problems, one at a time.

    Raises InputError with file:line:column for wrong syntax and for what is no list.
    """
    _check_syntax(text, name, 1)
    yield from _Reader(text, name, [], 1).items()


def _check_syntax(text: str, name: str, first_line: int) -> None:
    try:
        # The numbers are read again later, with all their digits.
        json.loads(text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno + first_line - 1}:{error.colno}"
        raise InputError(Problem(_syntax(error.msg), place)) from None
    except RecursionError:
        raise InputError(Problem("các nhóm lồng nhau quá sâu", name)) from None


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

    def __init__(self, text: str, name: str, problems: list[Problem], first_line: int) -> None:
        self.name = name
        self.lines_before = first_line - 1
        self.problems = problems
        self.limits = Limits()
        self.tokens: Iterator[re.Match[str]] = _TOKEN.finditer(text)
        self.line_starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def read(self) -> Node:
        return self._node(next(self.tokens), 0)

    def items(self) -> Iterator[tuple[Node, list[Problem]]]:
        """The items of a list, each with its own limits and problems."""
        start = next(self.tokens)
        if start[0] != "[":
            raise InputError(Problem(NOT_A_LIST, self._place(start)))
        while (token := next(self.tokens))[0] != "]":
            self.limits, self.problems = Limits(), []
            yield self._node(token, 1), self.problems

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
        column = token.start() - self.line_starts[line - 1] + 1
        return f"{self.name}:{line + self.lines_before}:{column}"
