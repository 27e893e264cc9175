"""Data as it was written: scalars, mappings and lists, each with the place it stands at."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from vanban.errors import InputError, Problem
from vanban.models.fields import NamedModel
from vanban.wording import clean_text

_MAX_NODES = 100_000
_MAX_DEPTH = 60
NOT_A_LIST = "cần một danh sách các dòng, mỗi dòng là một nhóm “tên cột: giá trị”"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of a text that stand in their file as they are, behind ``indent`` blanks."""

    file_name: str
    first_line: int
    indent: int

    def place(self, line: int, column: int) -> str:
        """Where a character stands; ``line`` and ``column`` count from 1 within the text."""
        return f"{self.file_name}:{self.first_line + line - 1}:{self.indent + column}"


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value: text from YAML and CSV, or a real number or boolean from JSON.

    ``is_folded`` when its lines were joined to one, ``block`` when they were kept.
    """

    value: Any
    place: str
    is_folded: bool = False
    block: Block | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written."""
        value = self.value
        return value is None or (isinstance(value, str) and (not value or value.isspace()))


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Fields by key; ``key_places`` says where each key stands, also of fields taken away."""

    entries: dict[str, "Node"]
    place: str
    key_places: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListNode:
    """Items in order; ``names`` holds the key of each item's name where items have names."""

    items: tuple["Node", ...]
    place: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangesNode:
    """Changes to named items of a list; a blank Scalar removes its item.

    ``entries`` goes by the key of the name, ``titles`` says how the name was written, ``model`` is
    that of an item, ``new`` holds the keys of items that may be added.
    """

    entries: dict[str, "Node"]
    place: str
    titles: dict[str, str]
    model: type[NamedModel]
    new: frozenset[str] = frozenset()

    def as_list(self) -> ListNode:
        """The changes read as a list of their own, where there is nothing to change."""
        items: list[Node] = []
        for key, node in self.entries.items():
            fields: dict[str, Node] = {self.model.name_field: Scalar(self.titles[key], node.place)}
            if isinstance(node, MappingNode):
                items.append(MappingNode(fields | node.entries, node.place, node.key_places))
            elif isinstance(node, Scalar) and node.is_blank:
                items.append(MappingNode(fields, node.place))
            else:
                items.append(node)
        return ListNode(tuple(items), self.place, tuple(self.entries))


Node = Scalar | MappingNode | ListNode | ChangesNode

TOO_LARGE = "dữ liệu quá lớn hoặc lồng nhau quá sâu"


@dataclass(slots=True)
class Limits:
    """Counts the nodes of one file, so that no file can exhaust memory or stack."""

    count: int = 0

    def admit(self, depth: int, place: str) -> None:
        """Counts one more node. Raises InputError when there are too many or it lies too deep."""
        self.count += 1
        if self.count > _MAX_NODES or depth > _MAX_DEPTH:
            raise InputError(Problem(TOO_LARGE, place))

    def admit_again(self, node: Node, depth: int) -> None:
        """Counts a whole node that is used a second time."""
        self.admit(depth, node.place)
        for child in _children(node):
            self.admit_again(child, depth + 1)


def _children(node: Node) -> Iterable[Node]:
    match node:
        case MappingNode(entries) | ChangesNode(entries):
            return entries.values()
        case ListNode(items):
            return items
        case Scalar():
            return ()


def mapping_of(
    fields: Iterable[tuple[Scalar, Node]], place: str, problems: list[Problem]
) -> MappingNode:
    """The fields as a node; a repeated key is added to ``problems`` with both places."""
    entries: dict[str, Node] = {}
    places: dict[str, str] = {}
    for key, node in fields:
        name = str(key.value)
        if name in entries:
            problems.append(Problem(repeated(name, places[name]), key.place))
        else:
            entries[name] = node
            places[name] = key.place
    return MappingNode(entries, place, places)


def repeated(written: str, first_place: str) -> str:
    """What to say of a field that stands at ``first_place`` already."""
    return f"“{written}” đã ghi ở {first_place}; mỗi trường chỉ ghi một lần"


def text_of(text: str, place: str, problems: list[Problem]) -> Scalar:
    """A text as a node; what cannot be printed is added to ``problems`` and left out."""
    try:
        clean_text(text)
    except InputError as error:
        problems.append(Problem(error.problems[0].message, place))
        return Scalar("?", place)
    return Scalar(text, place)


def node_of(value: object, problems: list[Problem], within: tuple[str, ...] = ()) -> Node:
    """A Python value as a node; the place of each part is its path: "chi_tieu / kinh_te / 2".

    ``within`` leads to the value itself. Raises InputError for a value without end.
    """
    return _node_of(value, within, Limits(), problems)


def _node_of(value: object, path: tuple[str, ...], limits: Limits, problems: list[Problem]) -> Node:
    place = " / ".join(path)
    limits.admit(len(path), place)
    match value:
        case str():
            return text_of(value, place, problems)
        case Mapping():
            fields = [
                (key, _node_of(child, (*path, str(key.value)), limits, problems))
                for name, child in value.items()
                if (key := _key_of(name, path, problems))
            ]
            return mapping_of(fields, place, problems)
        case list() | tuple():
            items = (
                _node_of(item, (*path, str(number)), limits, problems)
                for number, item in enumerate(value, 1)
            )
            return ListNode(tuple(items), place)
        case _:
            return Scalar(value, place)


def _key_of(name: object, path: tuple[str, ...], problems: list[Problem]) -> Scalar | None:
    place = " / ".join((*path, str(name)))
    if isinstance(name, str):
        return text_of(name, place, problems)
    problems.append(Problem("tên trường phải là một dòng chữ", place))
    return None


def fields_of(node: Node) -> dict[str, object]:
    """The values that stand directly in a group of fields."""
    entries = node.entries if type(node) is MappingNode else {}
    return {key: child.value for key, child in entries.items() if type(child) is Scalar}


def plain(node: Node) -> object:
    """The node as dicts, lists and values, without places."""
    match node:
        case Scalar(value):
            return value
        case ListNode(items):
            return [plain(item) for item in items]
        case ChangesNode():
            return plain(node.as_list())
        case MappingNode(entries):
            return {key: plain(entry) for key, entry in entries.items()}


def place_of(node: Node, path: Iterable[str | int]) -> str:
    """Where the value at ``path`` stands; the nearest place around it when it is not there."""
    for part in path:
        match node:
            case MappingNode(entries) if isinstance(part, str) and part in entries:
                node = entries[part]
            case MappingNode(_, _, key_places) if isinstance(part, str) and part in key_places:
                return key_places[part]
            case ListNode(items) if isinstance(part, int) and part < len(items):
                node = items[part]
            case _:
                break
    return node.place


def scalars(node: Node) -> Iterator[Scalar]:
    """Every single value inside ``node``."""
    if isinstance(node, Scalar):
        yield node
    for child in _children(node):
        yield from scalars(child)


def scalar_at(node: Node, path: Iterable[str | int]) -> Scalar | None:
    """The single value at ``path``; None when there is none."""
    for part in path:
        match node:
            case MappingNode(entries) if isinstance(part, str) and part in entries:
                node = entries[part]
            case ListNode(items) if isinstance(part, int) and part < len(items):
                node = items[part]
            case _:
                return None
    return node if isinstance(node, Scalar) else None
