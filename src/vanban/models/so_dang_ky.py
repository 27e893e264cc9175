"""What the register of documents sent says of a document (PL IV, I; Điều 16)."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from vanban.law import Law, Register
from vanban.wording import PartialDate
from vanban.wording.zeros import with_zero_so_van_ban

if TYPE_CHECKING:
    from vanban.models.van_ban import VanBan

_BLANK = "…"


class DongDangKy(NamedTuple):
    """The columns (1) to (7) of one document as text; what it does not say is blank.

    Of a number or a date that is still to be given, "…" stands for the part that is missing. The
    columns (8) to (10) are written when the document is handed over.
    """

    so_ky_hieu: str
    ngay_thang: str
    ten_loai_va_trich_yeu: str
    nguoi_ky: str
    noi_nhan: str
    noi_nhan_ban_luu: str
    so_luong_ban: str


class BiaSo(NamedTuple):
    """The cover of a register: the words of the law, and whose register of which year it is."""

    loi_van: Register
    co_quan_chu_quan: str
    co_quan_ban_hanh: str
    nam_dang_ky: str

    @property
    def ten_so(self) -> str:
        """The name of the book."""
        return self.loi_van.ten_so

    @property
    def cot(self) -> tuple[str, ...]:
        """The headings of the ten columns."""
        return self.loi_van.cot

    def lines(self, days: tuple[str, str], numbers: tuple[str, str], book: str) -> tuple[str, ...]:
        """The year; the first and last day, the first and last number; the number of the book."""
        words = self.loi_van
        return (
            f"{words.nam} {self.nam_dang_ky}",
            f"{words.tu_ngay} {days[0]} {words.den_ngay} {days[1]}",
            f"{words.tu_so} {numbers[0]} {words.den_so} {numbers[1]}",
            f"{words.quyen_so} {book}",
        )


def entry_of(document: "VanBan") -> DongDangKy:
    """The entry of a document."""
    return DongDangKy(
        _number(document),
        _day(document.ngay_ban_hanh),
        _title(document),
        _joined(signer.ho_ten for signer in document.signers()),
        _sent_to(document),
        _filed_with(document),
        str(document.so_luong_ban or ""),
    )


def cover_of(document: "VanBan") -> BiaSo:
    """The cover of the register that a document is entered into."""
    return BiaSo(
        document.law.so_dang_ky_di,
        co_quan_chu_quan=document.co_quan_chu_quan or "",
        co_quan_ban_hanh=document.co_quan_ban_hanh,
        nam_dang_ky=str(document.ngay_ban_hanh.nam),
    )


def _number(document: "VanBan") -> str:
    """Number and symbol: "05/QĐ-UBND"; blank for a letter that has neither."""
    number, symbol = document.so_van_ban, document.symbol
    if number is None and not symbol:
        return ""
    shown = _BLANK if number is None else with_zero_so_van_ban(number)
    return f"{shown}/{symbol}" if symbol else shown


@lru_cache(maxsize=1024)
def _day(day: PartialDate) -> str:
    """The day as registers write it: "05/01/2024"; "…" for what is not known yet."""
    parts = ("…" if part is None else f"{part:02d}" for part in (day.ngay, day.thang))
    return "/".join((*parts, str(day.nam)))


def _title(document: "VanBan") -> str:
    """Kind and trích yếu; "V/v" between them where the form of the kind prints it."""
    if document.form.co_ve_viec:
        return f"{document.ten_loai} {document.law.chuoi.ve_viec} {document.abstract}"
    return document.title


def _sent_to(document: "VanBan") -> str:
    """Those who are to act on the document and then the others of Nơi nhận, each once."""
    as_above = document.law.chuoi.nhu_tren.casefold()
    places = dict.fromkeys((*document.addressees, *document.noi_nhan))
    return _joined(place for place in places if place.casefold() != as_above)


def _filed_with(document: "VanBan") -> str:
    """Who keeps the copy, as the filing line tells: "VT, VX (02)"; blank without such a line."""
    if document.files_nothing and not document.noi_nhan:
        return ""
    copies = f" ({document.so_ban_luu})" if document.so_ban_luu else ""
    return ", ".join(filter(None, (_clerks(document.law), document.don_vi_soan_thao))) + copies


@lru_cache(maxsize=8)
def _clerks(law: Law) -> str:
    """What the filing line calls the records clerks: "VT"."""
    return law.chuoi.luu.partition(":")[2].strip()


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(texts)
