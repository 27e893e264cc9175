"""Two documents of one kind side by side: what changed, and what still says the old year."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

from vanban.errors import InputError
from vanban.models.bang_bieu import BangBieu
from vanban.models.bieu_chi_tieu import NamTruoc
from vanban.models.chi_tieu import ChiTieu
from vanban.models.chi_tieu_thi_dua import ChiTieuThiDua
from vanban.models.fields import Model
from vanban.models.hinh_anh import HinhAnh
from vanban.models.hop_dong import BenKy
from vanban.models.nguoi_ky import NguoiCungKy
from vanban.models.phu_luc import PhuLuc
from vanban.models.van_ban import VanBan
from vanban.models.vien_dan import VanBanVienDan
from vanban.outline.table_facts import number_in
from vanban.wording import PartialDate, Quantity, field_key, short_date

SEPARATOR = " › "
_ONE_DECIMAL = Decimal("0.1")
# Enough for any two quantities, which lie within 10^±100 of one, and their ratio.
_EXACT = Context(prec=500)
_YEAR_SLOT = "{nam}"
# Three sets of fields that are never "not updated", since they rightly stay from year to year.
# Who issues and how the file is set up; the year of such a text says nothing.
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
        "cap_duoi",
        "chi_tieu_phan_bo",
        "ban_dien_tu",
        "kho_ngang",
        "bieu_chi_tieu",
        "so_ban_luu",
        "nguoi_soan_thao",
        "so_luong_ban",
        "dia_chi_co_quan",
        "do_mat",
        "do_khan",
        "pham_vi_luu_hanh",
        "kinh_gui",
    }
)
# Spans of years, which name a past year rightly.
_SPANS = frozenset({"nhiem_ky", "giai_doan_ke_hoach"})
# People, bodies and documents that outlast a year; the old year in one of them is worth a look.
_LASTING = frozenset(
    {
        *("can_cu", "nguoi_ky", "nguoi_ky_khac", "ban_sao", "noi_nhan"),
        *("van_ban_thuc_hien", "van_ban_quan_triet", "cum_thi_dua"),
    }
)
_NEVER_LISTED = _STANDING | _SPANS | _LASTING
# Titles that a label leaves out: what is inside says where it stands.
_UNTITLED = frozenset({"chi_tieu", "ten_chi_tieu"})


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

    ``path`` holds the title of its field and the names of its targets, as the new document says.
    ``change`` is new less old in the unit of both; ``percent`` is that change in hundredths of the
    old value, rounded half up to one decimal. Both are None where they have no meaning.
    """

    path: tuple[str, ...]
    old: Quantity | str | None
    new: Quantity | str | None
    status: Status
    change: Decimal | None = None
    percent: Decimal | None = None
    is_standing: bool = False

    @property
    def label(self) -> str:
        """The titles and names that lead to the value: "Kinh tế › Chăn nuôi › Đàn trâu, bò"."""
        return SEPARATOR.join(self.path)

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
    """A text of the new document that names the old year; ``path`` as in Row."""

    path: tuple[str, ...]
    text: str

    @property
    def label(self) -> str:
        """The titles and names that lead to the text."""
        return SEPARATOR.join(self.path)

    def is_about(self, row: Row) -> bool:
        """Whether the text belongs to a row, or the row to what the text names."""
        shared = min(len(self.path), len(row.path))
        return self.path[:shared] == row.path[:shared]


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
    after = {key: fact for key, fact in after.items() if not _is_emptied(key, fact, before)}
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


def _is_emptied(key: _Key, fact: _Fact, before: dict[_Key, _Fact]) -> bool:
    """Whether a group is bare words only because its values, rows of their own, were removed."""
    (path, _), depth = key, len(key[0])
    if key in before or isinstance(fact.value, Quantity):
        return False
    return any(old[:depth] == path and len(old) > depth for old, _ in before)


def _in_order(before: list[_Key], after: list[_Key]) -> list[_Key]:
    """The keys of the new document, each removed one after the key it used to follow.

    What stands under one name stays together.
    """
    order = list(after)
    known = set(after)
    for place, key in enumerate(before):
        if key not in known:
            follows = order.index(before[place - 1]) + 1 if place else 0
            order.insert(_place_among(order, key, follows), key)
    return order


def _place_among(order: list[_Key], key: _Key, wanted: int) -> int:
    """The place nearest to ``wanted`` that is beside the closest kin and parts no others."""
    shared = [_shared(key, other) for other in order]
    most = max(shared, default=0)
    kin = [place for place, depth in enumerate(shared) if depth == most]
    if not kin:
        return wanted
    first = kin[0] + (len(order[kin[0]][0]) == most)  # not before what it is a part of
    place = min(max(wanted, first), kin[-1] + 1)
    while 0 < place <= kin[-1] and _shared(order[place - 1], order[place]) > most:
        place += 1
    return place


def _shared(one: _Key, other: _Key) -> int:
    """How many names two keys have in common, from the outermost on."""
    pairs = zip(one[0], other[0], strict=False)
    return next(
        (depth for depth, (a, b) in enumerate(pairs) if a != b), min(len(one[0]), len(other[0]))
    )


def _facts(model: Model, path: tuple[str, ...] = (), stays: bool = False) -> Iterator[_Fact]:
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        title = str(field.title)
        is_standing = stays or name in _NEVER_LISTED
        match value:
            case None | () | False | NamTruoc():
                continue
            case ChiTieuThiDua():
                yield from _facts(value, path)
            case Model():
                yield from _facts(value, (*path, title), is_standing)
            case (ChiTieu(), *_):
                for target in value:
                    yield from _target_facts(target, (*path, title))
            case (HinhAnh(), *_):
                names = "; ".join(picture.name for picture in value)
                yield _Fact((*path, title), names, is_standing=True)
            case (PhuLuc() | BenKy() | NguoiCungKy(), *_):
                for number, item in enumerate(value, 1):
                    yield from _facts(item, (*path, title, f"mục {number}"), is_standing)
            case (BangBieu(), *_):
                for table in value:
                    yield from _table_facts(table, (*path, title))
            case _:
                yield _Fact((*path, title), _printed(value), is_standing)


def _table_facts(table: BangBieu, path: tuple[str, ...]) -> Iterator[_Fact]:
    """The cells of a typed table, numbers in the unit of the table."""
    for labels, text in table.values():
        number = number_in(text)
        unit = "%" if text.endswith("%") else table.don_vi_tinh or ""
        digits = text.removesuffix("%").rstrip()
        value = text if number is None else Quantity(number, unit, digits)
        yield _Fact((*path, table.ten_bang, *labels), value)


def _target_facts(target: ChiTieu, path: tuple[str, ...]) -> Iterator[_Fact]:
    """The value of a target, or its words when it is no more; then what is inside and beside."""
    here = (*path, _called(target))
    children = (*target.trong_do, *target.gom_co)
    if target.gia_tri is not None:
        yield _Fact(here, target.gia_tri)
    elif not children:
        yield _Fact(here, here[-1])
    for child in children:
        yield from _target_facts(child, here)
    if target.ghi_chu:
        yield _Fact((*here, "Ghi chú"), target.ghi_chu)
    if target.cach_ghi:
        yield _Fact((*here, "Cách ghi"), target.cach_ghi, is_standing=True)


def _called(target: ChiTieu) -> str:
    """The name of a target, and who assigned it."""
    assigned = target.ten_chi_tieu and target.cap_giao
    return f"{target.label} ({target.cap_giao} giao)" if assigned else target.label


def _printed(value: object) -> str:
    match value:
        case PartialDate(ngay=int()):
            return short_date(value)
        case PartialDate(thang=int()):
            return f"{value.thang:02d}/{value.nam}"
        case tuple():
            return "; ".join(map(str, value))
        case True:
            return "có"
        case _:
            return str(value)


def _row(old: _Fact | None, new: _Fact | None) -> Row:
    if old is None or new is None:
        return _lone_row(old, new)
    if isinstance(old.value, Quantity) and isinstance(new.value, Quantity):
        return _number_row(new.path, old.value, new.value)
    status = Status.UNCHANGED if old.value == new.value else Status.CHANGED
    return Row(new.path, old.value, new.value, status, is_standing=new.is_standing)


def _lone_row(old: _Fact | None, new: _Fact | None) -> Row:
    if new is not None:
        return Row(new.path, None, new.value, Status.ADDED)
    assert old is not None  # noqa: S101 - a key comes from one of the two
    return Row(old.path, old.value, None, Status.REMOVED)


def _number_row(path: tuple[str, ...], old: Quantity, new: Quantity) -> Row:
    if old.unit.casefold() != new.unit.casefold():
        return Row(path, old, new, Status.UNIT_CHANGED)
    change = _EXACT.subtract(new.value, old.value)
    if not change:
        return Row(path, old, new, Status.UNCHANGED)
    return Row(path, old, new, Status.CHANGED, change, _percent(change, old))


def _percent(change: Decimal, old: Quantity) -> Decimal | None:
    """The change in hundredths of the old value; None for a share, or when that value is zero."""
    if old.unit[:1] in ("%", "‰") or not old.value:
        return None
    hundredths = _EXACT.divide(_EXACT.multiply(change, Decimal(100)), old.value.copy_abs())
    return hundredths.quantize(_ONE_DECIMAL, ROUND_HALF_UP, _EXACT)


def _mentions(document: VanBan, year: int) -> Iterator[Mention]:
    # Not in a date (28/5/2024), a symbol (12/2024/NĐ-CP) or a span of years (2024 - 2028).
    pattern = re.compile(rf"(?<![\w/.,-]){year}(?![\w/]|[.,]\d|\s*[-–]\s*\d{{4}})")
    span = re.compile(rf"\d{{4}}\s*[-–]\s*{year}\b")
    for path, text in _texts(document, ()):
        if pattern.search(span.sub("", text)):
            yield Mention(path, text)


def _texts(value: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text of a document that varies by year, citations of other documents apart."""
    match value:
        case str():
            yield path, value
        case VanBanVienDan():
            return
        case tuple():
            for place, item in enumerate(value, 1):
                label = _called(item) if isinstance(item, ChiTieu) else f"mục {place}"
                yield from _texts(item, (*path, label))
        case Model():
            for name, field in type(value).model_fields.items():
                if name not in _STANDING | _SPANS:
                    title = () if name in _UNTITLED else (str(field.title),)
                    yield from _texts(getattr(value, name), (*path, *title))
