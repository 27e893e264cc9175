"""Targets by name at any depth, and what one document takes of a target that many share."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from vanban.models.chi_tieu import ChiTieu
from vanban.wording import Quantity, field_key


class PhanBo(NamedTuple):
    """The part (``phan``) that one document takes of a target, whose whole is ``tong``.

    ``cap_giao`` is the level that assigns the whole, as a common noun: "xã".
    """

    ten_chi_tieu: str
    cap_giao: str
    tong: Quantity | None
    phan: Quantity | None


# The documents of a batch repeat the names of their base.
_key = lru_cache(maxsize=4096)(field_key)


class NamedTargets:
    """Targets and the targets inside them, by name or by the path of names that leads to them."""

    def __init__(self, targets: Iterable[ChiTieu]) -> None:
        """Finds every way to call each target."""
        self._found: dict[str, list[tuple[int, ChiTieu]]] = {}
        for keys, target in _walk(targets, ()):
            for start in range(len(keys)):
                ways = self._found.setdefault("_".join(keys[start:]), [])
                ways.append((len(keys), target))

    def find(self, name: str) -> ChiTieu | None:
        """The outermost target of this name; None when there is none, or more than one."""
        found = self._outermost(name)
        return found[0] if len(found) == 1 else None

    def fault(self, name: str) -> str:
        """Why ``find`` has no target for ``name``; empty when it has one."""
        match self._outermost(name):
            case [_]:
                return ""
            case []:
                close = get_close_matches(_key(name), self._found, 1)
                hint = f"; có phải “{self._found[close[0]][0][1].label}”?" if close else ""
                return f"không có trong “Chỉ tiêu”{hint}"
            case _:
                return "có ở nhiều chỗ; hãy ghi cả nhóm, ví dụ “Chăn nuôi / Đàn gia cầm”"

    def _outermost(self, name: str) -> list[ChiTieu]:
        found = self._found.get(_key(name), [])
        least = min((depth for depth, _ in found), default=0)
        return [target for depth, target in found if depth == least]


def _walk(
    targets: Iterable[ChiTieu], above: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], ChiTieu]]:
    """Every target at any depth with the keys of the names that lead to it."""
    for target in targets:
        keys = (*above, _key(target.label))
        yield keys, target
        yield from _walk((*target.trong_do, *target.gom_co), keys)
