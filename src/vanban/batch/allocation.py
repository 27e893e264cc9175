"""What the rows take of the targets that they share, against the whole."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from vanban.errors import Problem
from vanban.wording import Quantity


@dataclass(frozen=True, slots=True)
class Allocation:
    """The shares of one target: ``parts`` is their sum over ``count`` of ``rows`` rows.

    ``whole`` is the target of the issuing body, ``level`` its level ("xã"). With ``problem`` the
    shares could not be added.
    """

    name: str
    level: str
    whole: Quantity | None
    parts: Decimal
    unit: str
    count: int
    rows: int
    problem: Problem | None = None

    @property
    def difference(self) -> Decimal | None:
        """Shares minus the whole: negative when something is left; None when not comparable."""
        if self.whole is None or self.problem:
            return None
        return self.parts - self.whole.value

    @property
    def matches(self) -> bool:
        """Whether the shares add up to the whole."""
        return self.difference == 0

    def __str__(self) -> str:
        """The result as a sentence."""
        if self.problem:
            return f"{self.name}: {self.problem}"
        if not self.count:
            return f"{self.name}: chưa giao cho đơn vị nào, {self._whole()}"
        added = f"{self.name}: các đơn vị cộng lại {Quantity.of(self.parts.normalize(), self.unit)}"
        counted = f" (cộng {self.count} trong {self.rows} dòng)" if self.count < self.rows else ""
        return f"{added}, {self._whole()}, {self._verdict()}{counted}"

    def _whole(self) -> str:
        if self.whole is None:
            return f"{self.level} chưa giao giá trị"
        return f"{self.level} giao {self.whole}"

    def _verdict(self) -> str:
        difference = self.difference
        if difference is None:
            return "không đối chiếu được"
        if difference == 0:
            return "khớp"
        word = "vượt" if difference > 0 else "còn thiếu"
        return f"{word} {Quantity.of(abs(difference).normalize(), self.unit)}"


@dataclass(frozen=True, slots=True)
class Tally:
    """The running sums of one batch."""

    _sums: dict[str, "_Sum"] = field(default_factory=dict)

    def add(
        self, shares: Iterable[tuple[str, str, Quantity | None, Quantity | None]], place: str
    ) -> None:
        """Adds what the row at ``place`` takes: name, level, whole and part of each target."""
        for name, level, whole, part in shares:
            found = self._sums.setdefault(name, _Sum(level, whole))
            if part is not None:
                found.add(name, part, place)

    def allocations(self, rows: int) -> tuple[Allocation, ...]:
        """The result for each target, out of ``rows`` rows."""
        return tuple(
            Allocation(name, s.level, s.whole, s.parts, s.unit or "", s.count, rows, s.problem)
            for name, s in self._sums.items()
        )


@dataclass(slots=True)
class _Sum:
    """The sum so far; ``unit`` is the whole's, or the first share's when there is no whole."""

    level: str
    whole: Quantity | None
    parts: Decimal = Decimal(0)
    count: int = 0
    unit: str | None = None
    problem: Problem | None = None

    def add(self, name: str, part: Quantity, place: str) -> None:
        if self.unit is None:
            self.unit = self.whole.unit if self.whole else part.unit
        if part.unit != self.unit and self.problem is None:
            message = (
                f"ghi “{part}”, các số khác của “{name}” dùng đơn vị “{self.unit}”; "
                "hãy ghi cùng một đơn vị để cộng được"
            )
            self.problem = Problem(message, place)
        self.parts += part.value
        self.count += 1
