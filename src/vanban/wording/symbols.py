"""The number and symbol of a document (PL I, Phần I, II.3)."""

import re
from functools import lru_cache

from vanban.errors import InputError
from vanban.wording.text import quoted
from vanban.wording.zeros import with_zero_so_van_ban

NUMBER_BLANK = "\u00a0" * 8
"""Room to write the number by hand; no-break spaces, so that Word keeps it on the line."""

_ABBREVIATION = re.compile(r"[^\s/-]+(?:-[^\s/-]+)*")
_YEAR = re.compile(r"(?:^|[-/])(?:19|20)\d\d(?=[-/]|$)")
_LEADING_YEAR = re.compile(r"(?:19|20)\d\d/")


@lru_cache(maxsize=256)  # the documents of a batch share their symbol
def build_symbol(
    viet_tat_loai: str | None, viet_tat_co_quan: str, viet_tat_don_vi: str | None = None
) -> str:
    """The symbol of a document: "QĐ" and "UBND" make "QĐ-UBND".

    A công văn has no first part and the abbreviation of a unit or field instead: "UBND-VX".

    Letters stay as they are: QyĐ, CTr and TTr are mixed case in the decree's own table
    (PL III, I). Raises InputError for a blank abbreviation and for spaces and slashes in it.
    """
    named = (
        (viet_tat_loai, "chữ viết tắt tên loại văn bản"),
        (viet_tat_co_quan, "chữ viết tắt tên cơ quan"),
        (viet_tat_don_vi, "chữ viết tắt tên đơn vị hoặc lĩnh vực"),
    )
    return "-".join(_checked(text, what) for text, what in named if text is not None)


def has_year(ky_hieu: str) -> bool:
    """Whether a year is one of the groups of a symbol, as in legal normative documents."""
    return bool(_YEAR.search(ky_hieu))


@lru_cache(maxsize=256, typed=True)
def number_line(so_van_ban: int | None, ky_hieu: str) -> str:
    """Number and symbol: "Số: 05/QĐ-UBND" (PL I, Phần I, II.3.c).

    A missing number is ``NUMBER_BLANK``: a document is numbered after signing (Điều 15.2). Raises
    InputError for a number below 1 and for a symbol that is blank or holds spaces or slashes but
    for the one after a year, which ``has_year`` tells of.
    """
    from vanban.law import law_on  # noqa: PLC0415 - brings pydantic, which start-up can do without

    if so_van_ban is not None and so_van_ban < 1:
        raise InputError(f"số văn bản là {so_van_ban}; số văn bản đếm từ 1, hoặc để trống")
    number = NUMBER_BLANK if so_van_ban is None else f" {with_zero_so_van_ban(so_van_ban)}"
    year = _LEADING_YEAR.match(ky_hieu)
    _checked(ky_hieu[year.end() :] if year else ky_hieu, "ký hiệu")
    return f"{law_on().chuoi.so}{number}/{ky_hieu}"


def _checked(text: str, what: str) -> str:
    """``text`` unchanged; raises InputError unless it is groups of letters joined by hyphens."""
    if not text.strip():
        raise InputError(f"{what} để trống; cần chữ viết tắt, ví dụ UBND hoặc QĐ")
    if not _ABBREVIATION.fullmatch(text):
        raise InputError(
            f"{what} {quoted(text)} viết chưa đúng: các nhóm chữ nối bằng một dấu gạch nối (-), "
            "không có dấu cách hay gạch chéo, ví dụ QĐ-UBND"
        )
    return text
