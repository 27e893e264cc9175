"""Blocks of a template that print the same text again when their values are the same.

Most blocks of a batch do: they hold the prose of its base.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import islice
from typing import TypeAlias, cast

import jinja2
from jinja2 import nodes
from jinja2.meta import find_undeclared_variables
from jinja2.runtime import Context

# More than any document has; a loop that prints so many is a slip.
MAX_PIECES = 100_000
# What only prints its values: no macro, no other block, nothing set.
PLAIN_NODES = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Name),
    *(nodes.Getattr, nodes.Getitem, nodes.Const, nodes.Filter, nodes.Test, nodes.Compare),
    *(nodes.Operand, nodes.Not, nodes.And, nodes.Or, nodes.CondExpr, nodes.Tuple, nodes.Slice),
)
_MOST_KEPT = 64

_Block: TypeAlias = Callable[[Context], Iterator[str]]
_Key: TypeAlias = tuple[Hashable, ...]


class KeptBlock:
    """A block of which the last texts are kept, each with the values that it was printed with."""

    def __init__(self, block: _Block, names: Iterable[str]) -> None:
        """``names`` are those of every value that the block uses."""
        self._block = block
        self._names = tuple(names)
        self._texts: dict[_Key, str] = {}

    def __call__(self, context: Context) -> Iterable[str]:
        """The text in one piece; in all its pieces when there are too many."""
        key = self._key(context)
        if key is not None and (text := self._texts.get(key)) is not None:
            return (text,)
        pieces = list(islice(self._block(context), MAX_PIECES))
        if len(pieces) == MAX_PIECES:
            return pieces
        text = "".join(pieces)
        if key is not None:
            if len(self._texts) >= _MOST_KEPT:
                self._texts.clear()
            self._texts[key] = text
        return (text,)

    def _key(self, context: Context) -> _Key | None:
        """What tells the values from others; None when that takes longer than printing them."""
        key: list[Hashable] = []
        for name in self._names:
            value = context.resolve_or_missing(name)
            kind = type(value)
            if kind is str:
                key.append(value)
            elif kind is int or kind is bool:
                key.append((kind, value))
            elif kind is list and all(type(item) is str for item in value):
                key.append(tuple(value))
            else:
                return None
        return tuple(key)


def keep_blocks(template: jinja2.Template, tree: nodes.Template) -> None:
    """Keep what the plain blocks of a template print, of which ``tree`` is the source."""
    blocks = template.blocks
    for node in tree.find_all(nodes.Block):
        block = blocks[node.name]
        if not isinstance(block, KeptBlock) and _is_plain(node):
            names = _names_in(node, template.environment)
            blocks[node.name] = cast(_Block, KeptBlock(block, names))


def _is_plain(block: nodes.Block) -> bool:
    return all(isinstance(node, PLAIN_NODES) for node in block.find_all(nodes.Node))


def _names_in(block: nodes.Block, environment: jinja2.Environment) -> list[str]:
    body = nodes.Template(block.body, lineno=block.lineno)
    body.set_environment(environment)
    return sorted(find_undeclared_variables(body))
