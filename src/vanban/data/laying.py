"""Cells of a row as changes to a document: where each column goes is worked out once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vanban.data.nodes import ChangesNode, MappingNode, Node, Scalar
from vanban.data.shape import nested_model
from vanban.models import Model
from vanban.models.fields import NamedModel
from vanban.wording import field_key

NOT_ASSIGNED = frozenset({"-", "–", "—"})

Path = tuple[str, ...]
_Ends = list[tuple[Path, int]]


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields of a group that columns fill: by name, the number of a column or what lies below."""

    parts: tuple[tuple[str, "int | Fields | Items"], ...] = ()


NO_FIELDS = Fields()


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: the column of its value, if there is one, and what lies below it."""

    key: str
    value_field: str
    value: int | None
    below: Fields


@dataclass(frozen=True, slots=True)
class Items:
    """Items of a list that columns change, and how their names are written."""

    model: type[NamedModel]
    items: tuple[Item, ...]
    titles: dict[str, str]


def layout_of(paths: Iterable[Path], model: type[Model]) -> Fields:
    """Where in a document of ``model`` the columns go whose values stand at ``paths``."""
    return _fields(model, [(path, number) for number, path in enumerate(paths)])


def _fields(model: type[Model], ends: _Ends) -> Fields:
    parts: list[tuple[str, int | Fields | Items]] = []
    for name, below in _by_first(ends).items():
        nested, is_list = nested_model(model, name)
        if nested is None:
            parts.append((name, below[0][1]))
        elif not is_list:
            parts.append((name, _fields(nested, below)))
        elif issubclass(nested, NamedModel):
            parts.append((name, _items(nested, below)))
    return Fields(tuple(parts))


def _items(model: type[NamedModel], ends: _Ends) -> Items:
    value_field = str(model.value_field)
    items: list[Item] = []
    titles: dict[str, str] = {}
    for title, below in _by_first(ends).items():
        value = next((number for path, number in below if path == (value_field,)), None)
        others = [end for end in below if end[0] != (value_field,)]
        key = field_key(title)
        items.append(Item(key, value_field, value, _fields(model, others)))
        titles[key] = title
    return Items(model, tuple(items), titles)


def _by_first(ends: _Ends) -> dict[str, _Ends]:
    found: dict[str, _Ends] = {}
    for (first, *rest), number in ends:
        found.setdefault(first, []).append((tuple(rest), number))
    return found


def lay_fields(fields: Fields, cells: Sequence[Node | None], place: str) -> MappingNode | None:
    """The changes that ``cells`` of a row at ``place`` make, conformed; None when they make none.

    A cell that is None changes nothing; "-" for the value of an item takes the item away.
    """
    entries: dict[str, Node] = {}
    places: dict[str, str] = {}
    for name, part in fields.parts:
        node: Node | None
        if type(part) is int:
            node = cells[part]
        elif type(part) is Fields:
            node = lay_fields(part, cells, place)
        else:
            assert type(part) is Items  # noqa: S101
            node = _lay_items(part, cells, place)
        if node is not None:
            entries[name] = node
            places[name] = node.place
    return MappingNode(entries, place, places) if entries else None


def _lay_items(part: Items, cells: Sequence[Node | None], place: str) -> ChangesNode | None:
    entries: dict[str, Node] = {}
    for item in part.items:
        node = _lay_item(item, cells, place)
        if node is not None:
            entries[item.key] = node
    if not entries:
        return None
    return ChangesNode(entries, place, part.titles, part.model)


def _lay_item(item: Item, cells: Sequence[Node | None], place: str) -> Node | None:
    cell = None if item.value is None else cells[item.value]
    if isinstance(cell, Scalar) and cell.value in NOT_ASSIGNED:
        return Scalar("", cell.place)
    below = lay_fields(item.below, cells, place) if item.below.parts else None
    if cell is None:
        return below
    name = item.value_field
    if below is None:
        return MappingNode({name: cell}, cell.place, {name: cell.place})
    places = {name: cell.place, **below.key_places}
    return MappingNode({name: cell, **below.entries}, cell.place, places)
