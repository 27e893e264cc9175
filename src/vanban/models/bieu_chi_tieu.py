"""The appendix that lists every target of a decree with its number, and last year's beside it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from pydantic import Field

from vanban.models.chi_tieu import ChiTieu
from vanban.models.chi_tieu_thi_dua import ChiTieuThiDua
from vanban.models.fields import Model, Year
from vanban.models.phu_luc import PhuLuc
from vanban.outline import Cell, Merge, Run, Table, write_outline
from vanban.wording import Quantity, field_key, format_number

_BLANK: Cell = ()
_NAMES = ("STT", "Chỉ tiêu", "Đơn vị tính")
_CHANGE = "Tăng, giảm"

_Values = dict[tuple[str, ...], Quantity]


class NamTruoc(Model):
    """The year before, and its targets."""

    nam: Year = Field(title="Năm", description="Năm của các chỉ tiêu này")
    chi_tieu: ChiTieuThiDua = Field(title="Chỉ tiêu", description="Chỉ tiêu của năm đó")


class _Line(NamedTuple):
    """One line of the table: a target, or a value inside one."""

    label: str
    depth: int
    quantity: Quantity | None
    key: tuple[str, ...]


def target_appendix(nam: int, targets: ChiTieuThiDua, before: NamTruoc | None) -> PhuLuc:
    """The appendix "BIỂU CHỈ TIÊU": each value with its unit, and how it changed since ``before``.

    A change is given where both years count in one unit.
    """
    years = (*((f"Năm {before.nam}",) if before else ()), f"Năm {nam}")
    names = (*_NAMES, *years, *((_CHANGE,) if before else ()))
    old = _values_of(before.chi_tieu) if before else {}
    rows: list[tuple[Cell, ...]] = [tuple(map(_words, names))]
    for title, group in targets.by_field():
        rows.append((_words(title, bold=True), *(Merge.LEFT for _ in names[1:])))
        rows += _rows_of(group, nam, old if before else None)
    align = ("giua", "", "giua", *("phai" for _ in names[3:]))
    table = Table(tuple(rows), align, 1)
    title = f"Biểu chỉ tiêu thi đua năm {nam}"
    outline = write_outline((table,))
    # Amounts in đồng of two years and their change need the long side of the page.
    return PhuLuc(ten_phu_luc=title, noi_dung=outline, kho_ngang=before is not None)


def _rows_of(
    group: tuple[ChiTieu, ...], nam: int, old: _Values | None
) -> Iterator[tuple[Cell, ...]]:
    for number, target in enumerate(group, 1):
        for line in _lines(target, 0, ()):
            label = line.label.replace("{nam}", str(nam))
            name = _words(f"{'- ' if line.depth else ''}{label}")
            place = _words(str(number)) if line.depth == 0 else _BLANK
            yield (place, name, *_numbers(line, old))


def _numbers(line: _Line, old: _Values | None) -> tuple[Cell, ...]:
    """Unit, last year's number, this year's and the change; blank for a target that only groups."""
    new = line.quantity
    before = old.get(line.key) if old else None
    unit = _words(new.unit) if new else _BLANK
    digits = _words(new.digits) if new else _BLANK
    if old is None:
        return (unit, digits)
    return (unit, _words(_digits(before, new)), digits, _words(_change(before, new)))


def _digits(before: Quantity | None, new: Quantity | None) -> str:
    """Last year's number; with its unit where that is another."""
    if before is None:
        return ""
    return before.digits if new and before.unit == new.unit else str(before)


def _change(before: Quantity | None, new: Quantity | None) -> str:
    if before is None or new is None or before.unit != new.unit:
        return ""
    change = new.value - before.value
    sign = "+" if change > 0 else ""
    return f"{sign}{format_number(change)}" if change else format_number(Decimal(0))


def _values_of(targets: ChiTieuThiDua) -> _Values:
    lines = (
        line for _, group in targets.by_field() for one in group for line in _lines(one, 0, ())
    )
    return {line.key: line.quantity for line in lines if line.quantity}


def _lines(target: ChiTieu, depth: int, above: tuple[str, ...]) -> Iterator[_Line]:
    """A target and what is inside it, in the order of the page; words without a number left out."""
    if not any(True for _ in target.values()):
        return
    level = f" ({target.cap_giao} giao)" if target.ten_chi_tieu and target.cap_giao else ""
    label = f"{target.label}{level}"
    key = (*above, field_key(label))
    yield _Line(label, depth, target.gia_tri, key)
    for child in (*target.trong_do, *target.gom_co):
        yield from _lines(child, depth + 1, key)


def _words(text: str, *, bold: bool = False) -> Cell:
    return (Run(text, bold),) if text else _BLANK
