"""Data as it was written: scalars, mappings and lists, each with the place it stands at."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value: text from YAML and CSV, or a real number or boolean from JSON."""

    value: Any
    place: str

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written."""
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Fields by key; ``key_places`` says where each key stands."""

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

    ``entries`` goes by the key of the name, ``titles`` says how the name was written,
    ``name_field`` where an item keeps it, ``new`` holds the keys of items that may be added.
    """

    entries: dict[str, "Node"]
    place: str
    titles: dict[str, str]
    name_field: str
    new: frozenset[str] = frozenset()

    def as_list(self) -> ListNode:
        """The changes read as a list of their own, where there is nothing to change."""
        items = []
        for key, node in self.entries.items():
            fields = dict(node.entries) if isinstance(node, MappingNode) else {}
            fields.setdefault(self.name_field, Scalar(self.titles[key], node.place))
            items.append(MappingNode(fields, node.place))
        return ListNode(tuple(items), self.place, tuple(self.entries))


Node = Scalar | MappingNode | ListNode | ChangesNode


def plain(node: Node) -> Any:
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
            case MappingNode(key_places=places) if isinstance(part, str) and part in places:
                return places[part]  # the field was left blank
            case ListNode(items) if isinstance(part, int) and part < len(items):
                node = items[part]
            case _:
                break
    return node.place


