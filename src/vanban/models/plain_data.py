"""A document's fields as the plain data that templates may use."""

from functools import cache
from typing import Any

from pydantic import BaseModel

from vanban.wording import PartialDate, long_date

# Outline text, and what stands on the page by other ways than through a text.
_NO_VALUES = frozenset(
    {
        *("noi_dung", "bang_bieu", "hinh_anh", "phu_luc", "van_ban_kem_theo", "ban_sao"),
        *("khuon_mau", "co_chu"),
    }
)


def plain_fields(document: BaseModel, left_out: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The fields of a document: texts, numbers, lists and groups of them; none is None.

    A date reads "05 tháng 3 năm 2026", as far as it is known.
    """
    values = document.__dict__
    return {
        name: value if type(value := values[name]) is str else _plain(value)
        for name in _names(type(document), left_out)
    }


@cache
def _names(model: type[BaseModel], left_out: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name in model.model_fields if name not in _NO_VALUES | left_out)


def _plain(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, str | int):
        return value
    if isinstance(value, PartialDate):
        return long_date(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, BaseModel):
        return plain_fields(value)
    return str(value)
