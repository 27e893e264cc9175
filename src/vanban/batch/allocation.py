"""What the rows take of the targets that they share, against the whole."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Context, Decimal
from functools import lru_cache
from typing import Protocol

from vanban.errors import Problem
from vanban.wording import Quantity, field_key

# Enough for the sum of any quantities, which lie within 10^±100 of one.
_EXACT = Context(prec=500)
_MOST_NAMED = 20


class Share(Protocol):
    """What one document takes (``phan``) of a target whose whole is ``tong``."""

    @property
    def ten_chi_tieu(self) -> str:
        """The name of the target."""

    @property
    def cap_giao(self) -> str:
        """The level that assigns the whole, as a common noun: "xã"."""

    @property
    def tong(self) -> Quantity | None:
        """The whole; None when it has no value."""

    @property
    def phan(self) -> Quantity | None:
        """The part; None when the document takes none."""

    @property
    def duong_dan(self) -> tuple[str, ...]:
        """The names that lead to the target; empty when its name alone tells it."""


def unit_fault(share: Share) -> str:
    """Why the part cannot be set against the whole; empty when it can."""
    part, whole = share.phan, share.tong
    if part is None or whole is None or _same_unit(part.unit, whole.unit):
        return ""
    owner = f"chỉ tiêu của {share.cap_giao} là “{whole}”"
    if not whole.unit:
        return f"ghi “{part}”, {owner}, không có đơn vị; hãy ghi cả hai cùng một đơn vị"
    if not part.unit:
        right = Quantity(part.value, whole.unit, part.digits)
        return f"ghi “{part}” mà không có đơn vị; {owner}; hãy ghi cả đơn vị, ví dụ “{right}”"
    return f"ghi “{part}”, {owner}; hãy ghi cùng đơn vị “{whole.unit}”"


@dataclass(frozen=True, slots=True)
class Allocation:
    """The shares of one target: ``parts`` is their sum over ``count`` of ``rows`` rows.

    ``whole`` is the target of the issuing body. With ``problem`` the shares could not be added.
    ``above`` are the places of the first of the ``above_count`` rows whose share alone is larger
    than the whole; ``crossed`` is the row that carried the sum past it.
    """

    name: str
    whole: Quantity | None
    parts: Decimal
    unit: str
    count: int
    rows: int
    problem: Problem | None = None
    above: tuple[str, ...] = ()
    above_count: int = 0
    crossed: str = ""

    @property
    def left(self) -> Quantity | None:
        """What is still to be given out; None when nothing is, or when nobody can tell."""
        difference = self.difference
        return self._quantity(-difference) if difference is not None and difference < 0 else None

    @property
    def excess(self) -> Quantity | None:
        """By how much the shares exceed the whole; None when they do not, or nobody can tell."""
        difference = self.difference
        return self._quantity(difference) if difference is not None and difference > 0 else None

    @property
    def sum(self) -> Quantity | None:
        """The shares together; None when nobody has one, or they could not be added."""
        return self._quantity(self.parts) if self.count and not self.problem else None

    @property
    def difference(self) -> Decimal | None:
        """Shares minus the whole: negative when something is left; None when not comparable."""
        if self.whole is None or self.problem:
            return None
        return _EXACT.subtract(self.parts, self.whole.value)

    def _quantity(self, value: Decimal) -> Quantity:
        return Quantity.of(_EXACT.normalize(value), self.unit)


@dataclass(frozen=True, slots=True)
class Tally:
    """The running sums of one batch."""

    _sums: dict[tuple[str, ...], "_Sum"] = field(default_factory=dict)

    def add(self, shares: Iterable[Share], place: str) -> None:
        """Adds what the row at ``place`` takes of each target."""
        for share in shares:
            path = share.duong_dan or (share.ten_chi_tieu,)
            found = self._sums.setdefault(_target(path), _Sum(path, share.cap_giao, share.tong))
            found.add(share, place)

    def allocations(self, rows: int) -> tuple[Allocation, ...]:
        """The result for each target, out of ``rows`` rows."""
        labels = Counter(key[-1] for key in self._sums)
        return tuple(
            Allocation(
                name=s.path[-1] if labels[key[-1]] == 1 else " / ".join(s.path),
                whole=s.whole,
                parts=s.parts,
                unit=s.unit or "",
                count=s.count,
                rows=rows,
                problem=s.problem,
                above=tuple(s.above),
                above_count=s.above_count,
                crossed="" if s.problem else s.crossed,
            )
            for key, s in self._sums.items()
        )


@dataclass(slots=True)
class _Sum:
    """The sum so far; ``unit`` is the whole's, or the first share's when there is no whole."""

    path: tuple[str, ...]
    level: str
    whole: Quantity | None
    parts: Decimal = Decimal(0)
    count: int = 0
    unit: str | None = None
    problem: Problem | None = None
    above: list[str] = field(default_factory=list)
    above_count: int = 0
    crossed: str = ""

    def add(self, share: Share, place: str) -> None:
        if not _equal(share.tong, self.whole):
            self._refuse(
                f"{self._said(share.tong)}, các dòng trước {self._said(self.whole)}; "
                "hãy ghi cùng một số cho mọi dòng",
                place,
            )
        part = share.phan
        if part is None:
            return
        if self.unit is None:
            self.unit = self.whole.unit if self.whole else part.unit
        if not _same_unit(part.unit, self.unit):
            self._refuse(
                f"ghi “{part}”, các số khác của “{self.path[-1]}” dùng đơn vị “{self.unit}”; "
                "hãy ghi cùng một đơn vị để cộng được",
                place,
            )
        self.parts = _EXACT.add(self.parts, part.value)
        self.count += 1
        if self.whole is not None:
            self._compare(part.value, self.whole.value, place)

    def _compare(self, part: Decimal, whole: Decimal, place: str) -> None:
        """Notes who takes more than there is, and where the sum passed it for good."""
        if self.parts <= whole:
            self.crossed = ""
        elif not self.crossed:
            self.crossed = place
        if part > whole:
            self.above_count += 1
            if len(self.above) < _MOST_NAMED:
                self.above.append(place)

    def _refuse(self, message: str, place: str) -> None:
        self.problem = self.problem or Problem(message, place)

    def _said(self, whole: Quantity | None) -> str:
        return f"ghi {self.level} giao “{whole}”" if whole else f"ghi {self.level} chưa giao"


@lru_cache(maxsize=1024)  # the rows of a batch repeat the names of their base
def _target(path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(field_key, path))


def _equal(one: Quantity | None, other: Quantity | None) -> bool:
    if one is other or one is None or other is None:
        return one is other
    return one.value == other.value and _same_unit(one.unit, other.unit)


def _same_unit(one: str, other: str) -> bool:
    """Whether two units are one, whatever their case: DN and dn."""
    return one == other or one.casefold() == other.casefold()
