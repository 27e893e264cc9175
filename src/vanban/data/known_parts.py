"""Parts of documents that were validated before: the rows of a batch share most of their base."""

from collections.abc import Iterator

from vanban.data.nodes import ListNode, MappingNode, Node, Scalar, plain
from vanban.models import Model


class KnownParts:
    """The models made of the nodes of ``base``, once a document has been made of them.

    A node that a row leaves alone is the same object in every draft, so the model made of it is
    good for all of them and need not be validated again. Texts are, since that costs little and
    some are written otherwise once they are read.
    """

    def __init__(self, base: MappingNode) -> None:
        """Knows nothing yet; ``base`` is kept so that its nodes stay what they are."""
        self._base = base
        self._parts: dict[int, object] = {}

    def __reduce__(self) -> tuple[type["KnownParts"], tuple[MappingNode]]:
        """Goes to another process without the models, which that one makes anew."""
        return KnownParts, (self._base,)

    def plain(self, node: Node) -> object:
        """As ``nodes.plain``, with models where they are known."""
        known = self._parts.get(id(node))
        if known is not None:
            return known
        if type(node) is MappingNode:
            return {
                key: entry.value if type(entry) is Scalar else self.plain(entry)
                for key, entry in node.entries.items()
            }
        if type(node) is ListNode:
            return [self.plain(item) for item in node.items]
        return plain(node)

    def learn(self, node: MappingNode, document: Model) -> None:
        """Keeps the models of a document made of ``node``; the first document teaches all."""
        if self._parts:
            return
        self._parts = {id(child): plain(child) for child in _below(self._base)}
        self._parts.update(
            (id(child), value)
            for child, value in _pairs(node, document)
            if id(child) in self._parts
        )


def _below(node: Node) -> Iterator[Node]:
    """Every group and list inside ``node``."""
    for child in _children(node):
        if not isinstance(child, Scalar):
            yield child
            yield from _below(child)


def _children(node: Node) -> tuple[Node, ...]:
    match node:
        case MappingNode(entries):
            return tuple(entries.values())
        case ListNode(items):
            return items
        case _:
            return ()


def _pairs(node: Node, value: object) -> Iterator[tuple[Node, object]]:
    """Every group and list inside ``node`` with the models made of it."""
    if isinstance(node, MappingNode) and isinstance(value, Model):
        for name, child in node.entries.items():
            yield from _pair(child, getattr(value, name, None))
    elif isinstance(node, ListNode) and isinstance(value, tuple) and len(node.items) == len(value):
        for child, item in zip(node.items, value, strict=True):
            yield from _pair(child, item)


def _pair(child: Node, value: object) -> Iterator[tuple[Node, object]]:
    is_made = isinstance(value, tuple) and all(isinstance(item, Model) for item in value)
    if isinstance(value, Model) or (is_made and value):
        yield child, value
    yield from _pairs(child, value)
