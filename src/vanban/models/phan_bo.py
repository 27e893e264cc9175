"""Targets by name at any depth, and what one document takes of a target that many share."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from vanban.models.chi_tieu import ChiTieu
from vanban.wording import Quantity, field_key, nearest

SEPARATOR = " / "
Path = tuple[str, ...]


class PhanBo(NamedTuple):
    """The part (``phan``) that one document takes of a target, whose whole is ``tong``.

    ``cap_giao`` is the level that assigns the whole, as a common noun: "xã". ``duong_dan`` are the
    names that lead to the target and tell it from others of its name; empty for a lone one.
    """

    ten_chi_tieu: str
    cap_giao: str
    tong: Quantity | None
    phan: Quantity | None
    duong_dan: Path = ()


class NamedTargets:
    """Targets and the targets inside them, by name or by the path of names that leads to them."""

    def __init__(self, targets: Iterable[ChiTieu]) -> None:
        """Finds every way to call each target."""
        self._found: dict[str, list[tuple[Path, ChiTieu]]] = {}
        for path, target in _walk(targets, ()):
            for key in _keys(path):
                self._found.setdefault(key, []).append((path, target))

    def find(self, name: str) -> ChiTieu | None:
        """The outermost target of this name; None when there is none, or more than one."""
        found = self._outermost(field_key(name))
        return found[0][1] if len(found) == 1 else None

    def lone(self) -> Iterator[tuple[str, ChiTieu]]:
        """Every key that calls one target only, with that target."""
        return ((key, found[0][1]) for key, found in self._found.items() if len(found) == 1)

    def value_of(self, keys: Iterable[str]) -> Quantity | None:
        """The value of the target that the first of these keys of names finds; None for none."""
        for key in keys:
            found = self._outermost(key)
            if len(found) == 1:
                return found[0][1].gia_tri
        return None

    def path(self, name: str) -> Path:
        """The names that lead to the target that ``find`` has for ``name``; empty for none."""
        found = self._outermost(field_key(name))
        return found[0][0] if len(found) == 1 else ()

    def fault(self, name: str) -> str:
        """Why ``find`` has no target for ``name``; empty when it has one."""
        match self._outermost(field_key(name)):
            case [_]:
                return ""
            case []:
                close = nearest(field_key(name), self._found)
                hint = f"; có phải “{self._found[close][0][1].label}”?" if close else ""
                return f"không có trong “Chỉ tiêu”{hint}"
            case _:
                return "có ở nhiều chỗ; hãy ghi cả nhóm, ví dụ “Chăn nuôi / Đàn gia cầm”"

    def fault_among(self, names: Iterable[str]) -> str:
        """The first of ``names`` that has no target, or one named before, and why; else empty."""
        seen: dict[Path, str] = {}
        for name in names:
            if fault := self.fault(name):
                return f"“{name}”, tên này {fault}"
            path = self.path(name)
            if path in seen:
                return f"“{seen[path]}” rồi lại nêu “{name}”, cùng một chỉ tiêu; hãy bỏ một tên"
            seen[path] = name
        return ""

    def _outermost(self, key: str) -> Sequence[tuple[Path, ChiTieu]]:
        found = self._found.get(key, ())
        if len(found) < 2:  # noqa: PLR2004
            return found
        least = min(len(path) for path, _ in found)
        return [(path, target) for path, target in found if len(path) == least]


class SharedTargets:
    """Those of ``shared`` that many documents divide, by ``names``: the same for a whole batch.

    ``fault`` says which of ``names`` is no such target, and why; empty when all are.
    """

    def __init__(self, shared: NamedTargets, names: Sequence[str]) -> None:
        """Finds the whole of each, and the names by which one document may call its part."""
        self.fault = shared.fault_among(names)
        paths = [shared.path(name) or (name,) for name in names]
        wholes = [
            (path, target.gia_tri if (target := shared.find(name)) else None)
            for name, path in zip(names, paths, strict=True)
        ]
        said = [tuple(map(field_key, _names_for(path, paths))) for path in paths]
        self._parts = [
            (path[-1], whole, keys, path) for (path, whole), keys in zip(wholes, said, strict=True)
        ]

    def shares(self, cap_giao: str, own: Iterable[ChiTieu]) -> tuple[PhanBo, ...]:
        """What a document whose targets are ``own`` takes of each."""
        taken = NamedTargets(own)
        return tuple(
            [
                PhanBo(name, cap_giao, whole, taken.value_of(keys), path)
                for name, whole, keys, path in self._parts
            ]
        )


def _names_for(path: Path, paths: Sequence[Path]) -> Iterator[str]:
    """The names of a target, the longest first, that it shares with none of the other ``paths``."""
    for start in range(len(path)):
        name = SEPARATOR.join(path[start:])
        ends = [SEPARATOR.join(other[-len(path) + start :]) for other in paths]
        if sum(field_key(end) == field_key(name) for end in ends) == 1:
            yield name


def _keys(path: Path) -> list[str]:
    """Every way to call the target at the end of a path."""
    keys = [field_key(name) for name in path]
    return ["_".join(keys[start:]) for start in range(len(keys))] if len(keys) > 1 else keys


def _walk(targets: Iterable[ChiTieu], above: Path) -> Iterator[tuple[Path, ChiTieu]]:
    """Every target at any depth with the names that lead to it."""
    for target in targets:
        path = (*above, target.label)
        yield path, target
        if inside := target.trong_do + target.gom_co:
            yield from _walk(inside, path)
