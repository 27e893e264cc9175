"""Nghị định 30/2020/NĐ-CP as frozen, typed, cited data.

Nothing outside this package states a number or a fixed string of the decree. A later decree is a
new data file beside ``nd30_2020.toml``; ``law_on`` picks the one in force on a day.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainSerializer

from vanban.errors import InputError

Ratio = Annotated[Fraction, BeforeValidator(Fraction), PlainSerializer(str, return_type=str)]
BodySize = Literal[13, 14]
_FROZEN = AfterValidator(MappingProxyType)

_FILES = ("nd30_2020.toml",)
_LEVELS_FILE = "chinh_quyen.toml"
# Huyền, sắc, ngã, hỏi, nặng; the other marks (ă, â, ơ) make letters.
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Decree(_Data):
    """The decree itself: its number and the day it came into force."""

    so_ky_hieu: str
    hieu_luc_tu: date


class Span(_Data):
    """A lawful range in the unit its name says, and the value vanban prints."""

    min: Decimal
    max: Decimal | None = None
    chon: Decimal


class FontSize(_Data):
    """A lawful range of font sizes in points; ``bo`` names the set that fixes the size."""

    min: int
    max: int
    chon: int | None = None
    bo: Literal["quoc_hieu", "tieu_ngu", "dia_danh", "co_quan", "noi_dung"] | None = None


class RuleBelow(_Data):
    """The line under a component, as a share of the width of the text above it."""

    min: Ratio
    max: Ratio
    chon: Ratio


class Page(_Data):
    """Paper, margins, typeface (PL I, Phần I, I)."""

    khoan: str
    rong_mm: int
    cao_mm: int
    le_tren_mm: Span
    le_duoi_mm: Span
    le_trai_mm: Span
    le_phai_mm: Span
    phong_chu: str
    mau_chu: str
    so_trang_cach_mep_mm: int

    @property
    def vung_chu_mm(self) -> Decimal:
        """Width of the text area."""
        return self.rong_mm - self.le_trai_mm.chon - self.le_phai_mm.chon


class Strings(_Data):
    """The words the decree fixes to the letter."""

    quoc_hieu: str
    tieu_ngu: str
    so: str
    noi_nhan: str
    luu: str
    ket_thuc: str
    kinh_gui: str
    nhu_tren: str
    ve_viec: str
    dien: str
    gioi_thieu: str
    phu_luc: str
    thu_ky: str
    chu_toa: str
    luu_bien_ban: str
    kem_theo: str


class SizeSet(_Data):
    """Sizes in points that belong together (footnote of PL I, Phần I, V)."""

    quoc_hieu: int
    tieu_ngu: int
    dia_danh: int
    co_quan: int


class Component(_Data):
    """How one component of a document is set (PL I, Phần I, II and V)."""

    khoan: str
    co_chu: FontSize
    dam: bool = False
    nghieng: bool = False
    hoa: bool = False
    canh: Literal["trai", "giua", "phai", "deu"]
    mau: str | None = None
    lui_dau_dong: bool = False
    duong_ke: RuleBelow | None = None


class BodyText(_Data):
    """Indent, paragraph spacing and line spacing of the body (PL I, Phần I, II.6.e)."""

    khoan: str
    lui_dau_dong_mm: tuple[Decimal, ...]
    lui_dau_dong_chon_mm: Decimal
    cach_doan_pt: Span
    cach_dong: Span


class ZeroRule(_Data):
    """Where a zero goes before a number (PL I, Phần I, II.3.c and II.4.b)."""

    khoan: str
    so_van_ban_duoi: int
    ngay_duoi: int
    thang: frozenset[int]


class Letters(_Data):
    """The letters that number the điểm, in order (PL I, Phần I, II.6.đ)."""

    khoan: str
    chu_cai: str


class Signing(_Data):
    """Space kept for signature and seal, in millimetres."""

    khoang_ky_mm: int


class Stamp(_Data):
    """What one stamp says, and the width of its frame in millimetres."""

    khoa: str
    ten: str
    rong_mm: int


class Stamps(_Data):
    """The stamps of one sort, in frames of one height (PL I, Phần I, III.2)."""

    khoan: str
    cao_mm: int
    muc: tuple[Stamp, ...]

    def keyed(self, khoa: str) -> Stamp:
        """The stamp with this key."""
        return next(stamp for stamp in self.muc if stamp.khoa == khoa)


class Circulation(_Data):
    """Words that limit who may read a document (PL I, Phần I, III.2.c)."""

    khoan: str
    vi_du: tuple[str, ...]


class AddressLabels(_Data):
    """What stands before the parts of an address (PL I, Phần I, V.12)."""

    khoan: str
    dia_chi: str
    dien_thoai: str
    so_fax: str
    thu_dien_tu: str
    trang_thong_tin: str


class Authority(_Data):
    """The letters before the title of whoever signs (PL I, Phần I, II.7.b; Điều 13)."""

    khoan: str
    thay_mat: str
    quyen: str
    ky_thay: str
    thua_lenh: str
    thua_uy_quyen: str
    cap_pho: tuple[str, ...]


class Form(_Data):
    """One mẫu of PL III, II.1: its components in their order.

    ``gian_tiep`` is the mẫu for a document that issues another, ``xac_nhan`` what a confirmation
    below the signature says, ``trich_yeu_mo_dau`` the words a trích yếu begins with.
    """

    ten: str
    bo_tri: tuple[str, ...]
    lenh_ban_hanh: str = ""
    xac_nhan: tuple[str, ...] = ()
    gian_tiep: str | None = None
    trich_yeu_mo_dau: tuple[str, ...] = ()
    co_ve_viec: bool = False
    co_dia_danh_ngay: bool = True


class Kind(_Data):
    """One of the 29 kinds of Điều 7; ``None`` where PL III has no abbreviation or no mẫu."""

    khoa: str
    ten_loai: str
    viet_tat: str | None = None
    mau: str | None = None
    bo_cuc: str = ""


class Copy(_Data):
    """One sort of copy: its abbreviation and the words it carries (PL III, I; PL I, Phần II)."""

    viet_tat: str
    hinh_thuc: str


class Register(_Data):
    """The words on the cover of a register, and the headings of its columns (PL IV)."""

    khoan: str
    ten_so: str
    nam: str
    tu_ngay: str
    den_ngay: str
    tu_so: str
    den_so: str
    quyen_so: str
    cot: tuple[str, ...]


class LocalLevels(_Data):
    """The levels of local government in force from a day: basic units, and those between."""

    nguon: str
    tu_ngay: date
    cap_co_so: tuple[str, ...]
    cap_giua: tuple[str, ...]


class Law(_Data):
    """One decree on the form of administrative documents."""

    mau_chung: str
    van_ban: Decree
    trang: Page
    chuoi: Strings
    bo_co_chu: Annotated[Mapping[int, SizeSet], _FROZEN]
    thanh_phan: Annotated[Mapping[str, Component], _FROZEN]
    doan_van: BodyText
    so_khong: ZeroRule
    diem: Letters
    chu_ky: Signing
    do_khan: Stamps
    do_mat: Stamps
    luu_hanh: Circulation
    nhan_dia_chi: AddressLabels
    quyen_han: Authority
    mau: Annotated[Mapping[str, Form], _FROZEN]
    loai: tuple[Kind, ...]
    ban_sao: Annotated[Mapping[str, Copy], _FROZEN]
    so_dang_ky_di: Register

    def __reduce__(self) -> tuple[Any, ...]:
        """The law itself, looked up again: documents that know theirs go to other processes."""
        return law_on, (self.van_ban.hieu_luc_tu,)

    def __deepcopy__(self, memo: object = None) -> Self:
        """Itself: nothing in a law changes."""
        return self

    def __hash__(self) -> int:
        """By the number of the decree: a law is a key of caches."""
        return hash(self.van_ban.so_ky_hieu)

    def size_pt(self, thanh_phan: str, co_chu: BodySize) -> int:
        """Font size in points of a component in a document whose body text has size ``co_chu``."""
        size = self.thanh_phan[thanh_phan].co_chu
        if size.chon is not None:
            return size.chon
        if size.bo in (None, "noi_dung"):
            return co_chu
        return int(getattr(self.bo_co_chu[co_chu], size.bo))

    def kind_named(self, ten_loai: str) -> Kind | None:
        """The kind of Điều 7 with this name, whatever its case; None for any other name.

        The tone may stand on either vowel: the decree itself writes "Giấy uỷ quyền" and "ủy quyền".
        """
        return self._kinds_by_name.get(_spelling(ten_loai))

    def kind_keyed(self, khoa: str) -> Kind | None:
        """The kind of Điều 7 with this key; None for any other key."""
        return self._kinds_by_key.get(khoa)

    @cached_property
    def _kinds_by_key(self) -> dict[str, Kind]:
        return {kind.khoa: kind for kind in self.loai}

    @cached_property
    def _kinds_by_name(self) -> dict[tuple[str, ...], Kind]:
        return {_spelling(kind.ten_loai): kind for kind in self.loai}


@lru_cache(maxsize=256)
def _spelling(name: str) -> tuple[str, ...]:
    """The letters of each word in order and then its tone, wherever the tone stands (uỷ, ủy)."""
    decomposed = unicodedata.normalize("NFD", name.casefold())
    return tuple(_TONE.sub("", word) + "".join(_TONE.findall(word)) for word in decomposed.split())


@cache
def laws() -> tuple[Law, ...]:
    """Every decree known here, oldest first."""
    read = (Law.model_validate(_toml(name)) for name in _FILES)
    return tuple(sorted(read, key=lambda law: law.van_ban.hieu_luc_tu))


@cache
def local_levels() -> tuple[LocalLevels, ...]:
    """Every arrangement of local government known here, oldest first."""
    read = map(LocalLevels.model_validate, _toml(_LEVELS_FILE)["che_do"])
    return tuple(sorted(read, key=lambda levels: levels.tu_ngay))


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / name).read_text("utf-8"))


def law_on(day: date | None = None) -> Law:
    """The decree in force on ``day``; the newest one when no day is given.

    Raises InputError for a day before the oldest decree known here.
    """
    known = laws()
    if day is None:
        return known[-1]
    in_force = [law for law in known if law.van_ban.hieu_luc_tu <= day]
    if not in_force:
        first = known[0].van_ban
        raise InputError(
            f"ngày {day:%d/%m/%Y} trước ngày {first.hieu_luc_tu:%d/%m/%Y}, khi Nghị định "
            f"{first.so_ky_hieu} có hiệu lực; vanban chưa có quy định cũ hơn"
        )
    return in_force[-1]
