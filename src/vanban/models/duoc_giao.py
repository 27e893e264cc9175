"""What one unit is assigned, beside the targets of the whole commune that have the same names."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from vanban.models.chi_tieu import ChiTieu
from vanban.wording import Quantity, field_key, format_number

_Path = tuple[str, ...]


class _Whole(NamedTuple):
    """What the commune says of a target: in print, the first unit, and all units in small letters.

    ``said`` is empty for a group whose values have names of their own; without ``units`` the units
    of others cannot be judged.
    """

    said: str
    unit: str
    units: frozenset[str]


class WholeTargets:
    """The targets of a commune that have values, by names that only one has; good for any row."""

    def __init__(self, lone: Iterable[tuple[str, ChiTieu]]) -> None:
        """Takes the targets by the keys of their names, as ``NamedTargets.lone`` has them."""
        self._wholes = {key: whole for key, target in lone if (whole := _whole(target))}

    def slips(self, target: ChiTieu, cap_giao: str) -> dict[_Path, str]:
        """What of an assigned target does not go with that of the ``cap_giao``: "xã", "phường".

        Each fault by the names that lead to it.
        """
        if self._goes_well(target):
            return {}
        return {
            path: _bare(whole, cap_giao) if value is None else _unit(value, whole, cap_giao)
            for path, value, whole in self._amiss(target, (), "", None)
        }

    def _goes_well(self, target: ChiTieu) -> bool:
        """Whether a lone value has the very unit of the commune, as nearly all of a batch have."""
        if target.gom_co or target.trong_do:
            return False
        whole = self._wholes.get(field_key(target.label))
        return whole is None or bool(target.gia_tri and target.gia_tri.unit == whole.unit)

    def _amiss(
        self, target: ChiTieu, above: _Path, key: str, whole: _Whole | None
    ) -> Iterator[tuple[_Path, Quantity | None, _Whole]]:
        """Values in units that the commune does not use, and targets without any (None).

        ``key`` and ``whole`` are those of the target above; who assigns a value is no name.
        """
        path = (*above, target.path_label)
        if target.ten_chi_tieu:
            key = field_key(f"{key} {target.ten_chi_tieu}")
            whole = self._wholes.get(key)
        if (value := target.gia_tri) is not None:
            if whole and whole.units and value.unit.casefold() not in whole.units:
                yield path, value, whole
        elif whole and not (target.gom_co or target.cach_ghi):
            yield path, None, whole
        for child in target.trong_do + target.gom_co:
            yield from self._amiss(child, path, key, whole)


def _whole(target: ChiTieu) -> _Whole | None:
    """None for a target without any value, which is plain words."""
    values = [value for _, value in target.values()]
    if not values:
        return None
    own = [item.gia_tri for item in target.gom_co if not item.ten_chi_tieu and item.gia_tri]
    said = [target.gia_tri] if target.gia_tri else own
    units = {value.unit.casefold() for value in values} if said else set()
    return _Whole(
        " và ".join(f"“{value}”" for value in said),
        said[0].unit if said else "",
        frozenset(units if "" not in units else ()),
    )


def _bare(whole: _Whole, cap_giao: str) -> str:
    its = f"chỉ tiêu của {cap_giao} là {whole.said}"
    return (
        "không có giá trị nên chỉ in tên chỉ tiêu, trong khi "
        f"{its if whole.said else f'chỉ tiêu của {cap_giao} có giá trị'}; hãy ghi giá trị, nếu "
        "không giao thì bỏ chỉ tiêu này (dòng của bảng thì ghi dấu gạch ngang vào chỗ giá trị)"
    )


def _unit(value: Quantity, whole: _Whole, cap_giao: str) -> str:
    its = f"trong khi chỉ tiêu của {cap_giao} là {whole.said}"
    if value.unit:
        return (
            f"ghi “{value}”, {its}; hãy ghi cùng đơn vị “{whole.unit}”, nếu là chỉ tiêu khác thì "
            "ghi rõ ở tên chỉ tiêu"
        )
    right = Quantity(value.value, whole.unit, value.digits)
    bare = f"ghi “{value}” mà không có đơn vị, {its}"
    if whole.unit == "%" and 0 < value.value <= 1:
        share = f"{format_number((value.value * Decimal(100)).normalize())}%"
        return (
            f"{bare}; bảng tính thường ghi “{share}” thành “{value}”: nếu đúng như vậy thì ghi "
            f"“{share}”, nếu không thì ghi “{right}”"
        )
    return f"{bare}; hãy ghi cả đơn vị, ví dụ “{right}”"
