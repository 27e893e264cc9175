"""YAML text as nodes: every scalar as it was written, with its place."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property

import yaml

from vanban.data.nodes import (
    NOT_A_LIST,
    TOO_LARGE,
    Block,
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

_CONTROLS = frozenset(
    {*map(chr, (*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF))} - {"\t", "\r", "\n", "\x85"}
)
# What ends a line for YAML 1.1.
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
# A comment that may be meant as text: "Thửa đất #5".
_TIGHT_COMMENT = re.compile("[ \t]+(#[^\\s#][^\r\n\x85\u2028\u2029]*)")


def read_yaml(text: str, name: str, problems: list[Problem]) -> Node:
    """The value that YAML ``text`` of the file ``name`` holds; repeated keys go to ``problems``.

    Raises InputError with file:line:column for wrong syntax.
    """
    with _reader(text, name, problems) as reader:
        return reader.read()


def read_yaml_items(text: str, name: str) -> Iterator[tuple[Node, list[Problem]]]:
    """Each item of the list that YAML ``text`` holds, with its own problems, one at a time.

    Raises InputError with file:line:column for what is no list, and where the syntax is wrong.
    """
    with _reader(text, name, []) as reader:
        yield from reader.items()


@contextmanager
def _reader(text: str, name: str, problems: list[Problem]) -> Iterator["_Reader"]:
    """A reader whose faults of syntax are told in Vietnamese."""
    loader = yaml.CSafeLoader(text)
    try:
        yield _Reader(loader, text, name, problems)
    except yaml.reader.ReaderError:
        raise InputError(_bad_character(text, name)) from None
    except yaml.MarkedYAMLError as error:
        raise InputError(_syntax(error, name, text)) from None
    finally:
        loader.dispose()


class _Reader:
    """Builds nodes from events: composing them with PyYAML overflows the stack on deep nesting."""

    def __init__(
        self, loader: yaml.CSafeLoader, text: str, name: str, problems: list[Problem]
    ) -> None:
        self.loader = loader
        self.text = text
        self.name = name
        self.problems = problems
        self.limits = Limits()
        self.anchors: dict[str, Node] = {}

    def read(self) -> Node:
        """The one document of the text. Raises InputError when there is none or more than one."""
        node = self._node(self._start(), 0)
        self._finish()
        return node

    def items(self) -> Iterator[tuple[Node, list[Problem]]]:
        """The items of the one list of the text, each with its own limits and problems."""
        start = self._start()
        if not isinstance(start, yaml.SequenceStartEvent):
            raise InputError(Problem(NOT_A_LIST, self._place(start)))
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            self.limits, self.problems = Limits(), []
            yield self._node(event, 1), self.problems
        self._finish()

    def _start(self) -> yaml.Event:
        """The first event within the document."""
        self._next()  # the start of the text
        if isinstance(self._next(), yaml.StreamEndEvent):
            raise InputError(Problem("tệp chỉ có chú thích, chưa có dữ liệu", self.name))
        return self._next()

    def _finish(self) -> None:
        self._next()  # the end of the document
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            raise InputError(Problem(_SEVERAL_DOCUMENTS, self._place(after)))

    def _next(self) -> yaml.Event:
        event = self.loader.get_event()
        assert event is not None  # noqa: S101 - asked for no more than the text holds
        return event

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, depth)
        place = self._place(event)
        self.limits.admit(depth, place)
        assert isinstance(event, yaml.NodeEvent)  # noqa: S101
        node = self._collection_or_text(event, place, depth)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        return node

    def _collection_or_text(self, event: yaml.NodeEvent, place: str, depth: int) -> Node:
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(place, depth)
        assert isinstance(event, yaml.ScalarEvent)  # noqa: S101
        if event.tag is not None:
            self.problems.append(Problem("chữ bắt đầu bằng dấu ! phải đặt trong ngoặc kép", place))
        return self._scalar(event, place)

    def _scalar(self, event: yaml.ScalarEvent, place: str) -> Scalar:
        scalar = text_of(event.value, place, self.problems)
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            return scalar
        if event.style == "|":
            return replace(scalar, block=self._block(event.value, start.line + 1))
        if not event.style:
            self._refuse_tight_comment(end)
        return replace(scalar, is_folded=event.style != ">" and start.line != end.line)

    def _block(self, value: str, first: int) -> Block:
        """Where the lines of a literal block stand that begins at the line ``first`` (from 0)."""
        indent = 0
        for line, written in zip(value.split("\n"), self._lines[first:], strict=False):
            if line:
                indent = max(0, len(written) - len(line))
                break
        return Block(self.name, first + 1, indent)

    @cached_property
    def _lines(self) -> list[str]:
        return _LINE_END.split(self.text)

    def _refuse_tight_comment(self, end: yaml.error.Mark | yaml._yaml.Mark) -> None:
        """Adds a problem when a comment right behind a value looks like the rest of its text."""
        found = _TIGHT_COMMENT.match(self.text, end.index)
        if found is None:
            return
        column = end.column + found.start(1) - end.index + 1
        message = (
            f"phần sau dấu # bị coi là ghi chú: {quoted(found[1].rstrip())}; đặt cả dòng trong "
            "ngoặc kép, hoặc viết “# ” có dấu cách nếu đúng là ghi chú"
        )
        self.problems.append(Problem(message, f"{self.name}:{end.line + 1}:{column}"))

    def _mapping(self, place: str, depth: int) -> MappingNode:
        fields: list[tuple[Scalar, Node]] = []
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            if isinstance(key, Scalar):
                fields.append((key, value))
            else:
                self.problems.append(Problem("tên trường phải là một dòng chữ", key.place))
        return mapping_of(fields, place, self.problems)

    def _list(self, place: str, depth: int) -> ListNode:
        items: list[Node] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return ListNode(tuple(items), place)

    def _alias(self, event: yaml.AliasEvent, depth: int) -> Node:
        """What the anchor holds, counted once more; a node cannot hold itself."""
        node = self.anchors.get(event.anchor or "")
        if node is None:
            raise InputError(Problem(_STRAY_ALIAS, self._place(event)))
        self.limits.admit_again(node, depth)
        return node

    def _place(self, event: yaml.Event) -> str:
        return _place(event.start_mark, self.name)


def _place(mark: yaml.error.Mark | yaml._yaml.Mark | None, name: str) -> str:
    return f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name


def _syntax(error: yaml.MarkedYAMLError, name: str, text: str) -> Problem:
    found = " ".join(part for part in (error.context, error.problem) if part)
    mark = error.problem_mark if any(sign in found for sign in _COLON_SIGNS) else None
    if mark and (problem := _colon_fault(_LINE_END.split(text), mark.line, name)):
        return problem
    never_closed = "quoted scalar" in found and "end of stream" in found
    mark = error.context_mark if never_closed else error.problem_mark or error.context_mark
    hint = next((text for sign, text in _SYNTAX_HINTS if sign in found), "sai cú pháp YAML")
    return Problem(hint, _place(mark, name))


def _colon_fault(lines: list[str], number: int, name: str) -> Problem | None:
    """The colon that is amiss in the line where the parser stopped, or in the one before it.

    The parser stops only behind a field without a colon, since its text might go on.
    """
    above = next((n for n in range(number - 1, -1, -1) if _says_something(lines[n])), None)
    for line in (above, number):
        if line is None or line >= len(lines):
            continue
        for pattern, fault in _COLON_FAULTS:
            if found := pattern.match(lines[line]):
                return Problem(fault, f"{name}:{line + 1}:{found.end(1) + 1}")
    return None


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _bad_character(text: str, name: str) -> Problem:
    for place, character in _control_characters(text, name):
        code = f"U+{ord(character):04X}"
        return Problem(f"có ký tự điều khiển {code}; hãy xóa ký tự này", place)
    return Problem("có ký tự không đọc được; hãy lưu lại tệp bằng mã hóa UTF-8", name)


def _control_characters(text: str, name: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        for column, character in enumerate(line, 1):
            if character in _CONTROLS:
                yield f"{name}:{number}:{column}", character


_STRAY_ALIAS = "chữ bắt đầu bằng dấu * phải đặt trong ngoặc kép"
_SEVERAL_DOCUMENTS = "tệp có nhiều phần ngăn bằng “---”; mỗi tệp chỉ một văn bản"
# A colon is looked for where libyaml says one of these.
_COLON_SIGNS = (
    "could not find expected ':'",
    "mapping values are not allowed",
    "expected <document start>",
)
_KEY = r"(\s*(?:- )?[^\W\d_][^:：#\"'|>\[\]{}]{0,60})"
_COLON_FAULTS = (
    (re.compile(rf"{_KEY}:[^\s\u00a0/]"), "sau dấu hai chấm phải có một dấu cách"),
    (
        re.compile(rf"{_KEY}(?:：|:\u00a0)"),
        "dấu hai chấm hoặc dấu cách ở đây là ký tự lạ (thường do chép từ Word); hãy xóa rồi gõ lại",
    ),
    (re.compile(rf"{_KEY}\Z"), "thiếu dấu hai chấm sau tên trường, hoặc thụt dòng sai"),
)
# What libyaml says, by a piece of its message, and what a person can do about it.
_SYNTAX_HINTS = (
    ("maximum nesting depth", TOO_LARGE),
    (
        "cannot start any token",
        "dòng này bắt đầu bằng phím Tab hoặc ký tự %, @, `; hãy thụt dòng bằng dấu cách, "
        "chữ đặc biệt đặt trong ngoặc kép",
    ),
    ("tab character", "dòng này thụt vào bằng phím Tab; hãy thụt dòng bằng dấu cách"),
    (
        "mapping values are not allowed",
        "dấu hai chấm ở đây làm lệch nhóm; hãy đặt chữ trong ngoặc kép hoặc sửa thụt dòng",
    ),
    ("could not find expected ':'", "thiếu dấu hai chấm sau tên trường, hoặc thụt dòng sai"),
    ("block sequence entries", "dấu “-” mở danh sách phải đứng ở một dòng riêng bên dưới"),
    ("did not find expected key", "thụt dòng không khớp với dòng trên, hoặc thiếu dấu ngoặc kép"),
    (
        "did not find expected '-'",
        "các mục của một danh sách phải thẳng hàng và bắt đầu bằng “- ”",
    ),
    ("escape", "dấu \\ trong ngoặc kép phải ghi là \\\\"),
    ("quoted scalar", "thiếu dấu ngoặc kép đóng"),
    ("alias", "chữ bắt đầu bằng dấu * hoặc & phải đặt trong ngoặc kép"),
    ("anchor", "chữ bắt đầu bằng dấu * hoặc & phải đặt trong ngoặc kép"),
    ("tag", "chữ bắt đầu bằng dấu ! phải đặt trong ngoặc kép"),
    ("flow sequence", "thiếu dấu ] hoặc dấu phẩy"),
    (
        "flow mapping",
        "thiếu dấu } hoặc dấu phẩy; chữ bắt đầu bằng { phải đặt trong ngoặc kép",
    ),
)
