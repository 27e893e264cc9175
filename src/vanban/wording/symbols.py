"""The number and symbol of a document (PL I, Phần I, II.3)."""

import re

from vanban.errors import InputError
from vanban.wording.text import quoted
from vanban.wording.zeros import with_zero_so_van_ban

NUMBER_BLANK = "\u00a0" * 8
"""Room to write the number by hand; no-break spaces, so that Word keeps it on the line."""

_ABBREVIATION = re.compile(r"[^\s/-]+(?:-[^\s/-]+)*")


def build_symbol(viet_tat_loai: str | None, viet_tat_co_quan: str) -> str:
    """The symbol of a document: "QĐ" and "UBND" make "QĐ-UBND"; a công văn has no first part.

    Letters stay as they are: QyĐ, CTr and TTr are mixed case in the decree's own table
    (PL III, I). Raises InputError for a blank abbreviation and for spaces and slashes in it.
    """
    co_quan = _checked(viet_tat_co_quan, "chữ viết tắt tên cơ quan")
    if viet_tat_loai is None:
        return co_quan
    return f"{_checked(viet_tat_loai, 'chữ viết tắt tên loại văn bản')}-{co_quan}"


def number_line(so_van_ban: int | None, ky_hieu: str) -> str:
    """Number and symbol: "Số: 05/QĐ-UBND" (PL I, Phần I, II.3.c).

    A missing number is ``NUMBER_BLANK``: a document is numbered after signing (Điều 15.2). Raises
    InputError for a number below 1 and for a symbol that is blank or holds spaces or slashes.
    """
    from vanban.law import law_on  # noqa: PLC0415 - brings pydantic, which start-up can do without

    if so_van_ban is not None and so_van_ban < 1:
        raise InputError(f"số văn bản là {so_van_ban}; số văn bản đếm từ 1, hoặc để trống")
    number = NUMBER_BLANK if so_van_ban is None else f" {with_zero_so_van_ban(so_van_ban)}"
    return f"{law_on().chuoi.so}{number}/{_checked(ky_hieu, 'ký hiệu')}"


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
