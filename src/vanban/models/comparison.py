"""Two documents of one kind side by side: what changed, and what still says the old year."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from vanban.errors import InputError
from vanban.models.chi_tieu import ChiTieu
from vanban.models.fields import Model
from vanban.models.phat_dong import ChiTieuThiDua, VanBanVienDan
from vanban.models.van_ban import VanBan
from vanban.wording import PartialDate, Quantity, field_key, short_date

SEPARATOR = " › "
_ONE_DECIMAL = Decimal("0.1")
_YEAR_SLOT = "{nam}"
# Who issues and how the file is set up: the same every year, so never "not updated".
_STANDING = frozenset(
    {
        "loai",
        "ten_loai",
        "viet_tat_ten_loai",
        "co_quan_chu_quan",
        "co_quan_ban_hanh",
        "viet_tat_co_quan",
        "ky_hieu",
        "dia_danh",
        "don_vi_soan_thao",
        "co_chu",
        "khuon_mau",
        "don_vi_hanh_chinh",
        "cap_tren",
        "chi_tieu_phan_bo",
    }
)
# Spans of years, which name a past year rightly.
_SPANS = frozenset({"nhiem_ky", "giai_doan_ke_hoach"})


class Status(StrEnum):
    """What became of a value."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    ADDED = "added"
    REMOVED = "removed"
    UNIT_CHANGED = "unit_changed"


@dataclass(frozen=True, slots=True)
class Row:
    """One value of the two documents; None where a document does not have it.

    ``change`` is new less old in the unit of both; ``percent`` is that change in hundredths of the
    old value, rounded half up to one decimal. Both are None where they have no meaning.
    """

    label: str
    old: Quantity | str | None
    new: Quantity | str | None
    status: Status
    change: Decimal | None = None
    percent: Decimal | None = None
    is_standing: bool = False

    @property
    def is_number(self) -> bool:
        """Whether the row holds a typed value."""
        return isinstance(self.old, Quantity) or isinstance(self.new, Quantity)

    @property
    def unit(self) -> str | None:
        """The unit of the newest typed value; None for a text."""
        quantity = self.new if isinstance(self.new, Quantity) else self.old
        return quantity.unit if isinstance(quantity, Quantity) else None


@dataclass(frozen=True, slots=True)
class Mention:
    """A text of the new document that names the old year."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two documents of one kind, in the order of the new one."""

    old_year: int
    new_year: int
    rows: tuple[Row, ...]
    old_year_mentions: tuple[Mention, ...]

    @property
    def not_updated(self) -> tuple[Row, ...]:
        """The values and fields that vary by year and are still as they were."""
        return tuple(
            row for row in self.rows if row.status is Status.UNCHANGED and not row.is_standing
        )


def compare(old: VanBan, new: VanBan) -> Comparison:
    """Every typed value and field of ``old`` and ``new``, matched by name.

    Raises InputError for documents of different kinds.
    """
    if field_key(old.loai) != field_key(new.loai):
        raise InputError(
            f"hai văn bản khác loại: “{old.ten_loai}” và “{new.ten_loai}”; "
            "chỉ so sánh được hai văn bản cùng loại"
        )
    old_year, new_year = _year_of(old), _year_of(new)
    before, after = _keyed(old, old_year), _keyed(new, new_year)
    keys = _in_order(list(before), list(after))
    rows = tuple(_row(before.get(key), after.get(key)) for key in keys)
    mentions = _mentions(new, old_year) if old_year != new_year else ()
    return Comparison(old_year, new_year, rows, tuple(mentions))


@dataclass(frozen=True, slots=True)
class _Fact:
    path: tuple[str, ...]
    value: Quantity | str
    is_standing: bool = False


_Key = tuple[tuple[str, ...], int]


def _year_of(document: VanBan) -> int:
    return int(getattr(document, "nam", document.ngay_ban_hanh.nam))


def _keyed(document: VanBan, year: int) -> dict[_Key, _Fact]:
    """The facts of a document by labels without their year; those of one name count up."""
    found: dict[_Key, _Fact] = {}
    seen: Counter[tuple[str, ...]] = Counter()
    for fact in _facts(document):
        key = tuple(field_key(_without_year(label, year)) for label in fact.path)
        label = tuple(label.replace(_YEAR_SLOT, str(year)) for label in fact.path)
        found[key, seen[key]] = _Fact(label, fact.value, fact.is_standing)
        seen[key] += 1
    return found


def _without_year(label: str, year: int) -> str:
    return re.sub(rf"\b{year}\b", "nam", label.replace(_YEAR_SLOT, "nam"))


def _in_order(before: list[_Key], after: list[_Key]) -> list[_Key]:
    """The keys of the new document, each removed one after the key it used to follow."""
    order = list(after)
    known = set(after)
    for place, key in enumerate(before):
        if key not in known:
            follows = order.index(before[place - 1]) + 1 if place else 0
            order.insert(follows, key)
    return order


def _facts(model: Model, path: tuple[str, ...] = ()) -> Iterator[_Fact]:
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        title = str(field.title)
        match value:
            case None | ():
                continue
            case ChiTieuThiDua():
                yield from _facts(value, path)
            case Model():
                yield from _facts(value, (*path, title))
            case (ChiTieu(), *_):
                for target in value:
                    yield from _target_facts(target, (*path, title))
            case _:
                yield _Fact((*path, title), _printed(value), name in _STANDING)


def _target_facts(target: ChiTieu, path: tuple[str, ...]) -> Iterator[_Fact]:
    values = list(target.values())
    for labels, quantity in values:
        yield _Fact((*path, *labels), quantity)
    if not values:
        yield _Fact((*path, target.label), target.ghi_chu or target.label)


def _printed(value: object) -> str:
    match value:
        case PartialDate(ngay=int()):
            return short_date(value)
        case PartialDate(thang=int()):
            return f"{value.thang:02d}/{value.nam}"
        case tuple():
            return "; ".join(map(str, value))
        case _:
            return str(value)


def _row(old: _Fact | None, new: _Fact | None) -> Row:
    shown = new or old
    assert shown is not None  # noqa: S101 - a key comes from one of the two
    label = SEPARATOR.join(shown.path)
    if old is None or new is None:
        status = Status.ADDED if old is None else Status.REMOVED
        return Row(label, old and old.value, new and new.value, status)
    if isinstance(old.value, Quantity) and isinstance(new.value, Quantity):
        return _number_row(label, old.value, new.value)
    status = Status.UNCHANGED if old.value == new.value else Status.CHANGED
    return Row(label, old.value, new.value, status, is_standing=new.is_standing)


def _number_row(label: str, old: Quantity, new: Quantity) -> Row:
    if old.unit.casefold() != new.unit.casefold():
        return Row(label, old, new, Status.UNIT_CHANGED)
    change = new.value - old.value
    if not change:
        return Row(label, old, new, Status.UNCHANGED)
    return Row(label, old, new, Status.CHANGED, change, _percent(change, old))


def _percent(change: Decimal, old: Quantity) -> Decimal | None:
    """The change in hundredths of the old value; None for a share, or when that value is zero."""
    if old.unit[:1] in ("%", "‰") or not old.value:
        return None
    return (change / abs(old.value) * 100).quantize(_ONE_DECIMAL, ROUND_HALF_UP)


def _mentions(document: VanBan, year: int) -> Iterator[Mention]:
    # Not in a date (28/5/2024), a symbol (12/2024/NĐ-CP) or a span of years (2024 - 2028).
    pattern = re.compile(rf"(?<![\w/.,-]){year}(?![\w/]|[.,]\d|\s*[-–]\s*\d{{4}})")
    span = re.compile(rf"\d{{4}}\s*[-–]\s*{year}\b")
    for label, text in _texts(document, ()):
        if pattern.search(span.sub("", text)):
            yield Mention(label, text)


def _texts(value: object, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Every text of a document that varies by year, citations of other documents apart."""
    match value:
        case str():
            yield SEPARATOR.join(path), value
        case VanBanVienDan():
            return
        case tuple():
            for place, item in enumerate(value, 1):
                label = item.label if isinstance(item, ChiTieu) else f"mục {place}"
                yield from _texts(item, (*path, label))
        case Model():
            for name, field in type(value).model_fields.items():
                if name not in _STANDING | _SPANS:
                    yield from _texts(getattr(value, name), (*path, str(field.title)))
