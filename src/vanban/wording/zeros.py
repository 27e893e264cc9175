"""Zeros before the numbers of documents, days and months (PL I, Phần I, II.3.c and II.4.b).

The law is imported on use: it brings pydantic along, which start-up can do without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vanban.law import ZeroRule


def with_zero_so_van_ban(number: int) -> str:
    """The number of a document, with its zero when below 10."""
    return f"{number:02d}" if number < _rule().so_van_ban_duoi else str(number)


def with_zero_ngay(day: int) -> str:
    """A day, with its zero when below 10."""
    return f"{day:02d}" if day < _rule().ngay_duoi else str(day)


def with_zero_thang(month: int) -> str:
    """A month, with its zero when it is 1 or 2."""
    return f"{month:02d}" if month in _rule().thang else str(month)


def _rule() -> ZeroRule:
    from vanban.law import law_on  # noqa: PLC0415 - see the top of the module

    return law_on().so_khong
