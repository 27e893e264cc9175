"""A document's fields as the plain data that templates may use."""

from functools import cache
from typing import Any

from pydantic import BaseModel

from vanban.wording import PartialDate, long_date

# Outline text, and what stands on the page by other ways than through a text.
_NO_VALUES = frozenset(
    {
        *("noi_dung", "bang_bieu", "hinh_anh", "phu_luc", "van_ban_kem_theo", "ban_sao"),
        *("khuon_mau", "co_chu", "nam_truoc"),
    }
)

_PLAIN = frozenset({str, int, bool})


@cache
def plain_names(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that a template may use."""
    return tuple(name for name in model.model_fields if name not in _NO_VALUES)


def plain_value(value: Any) -> Any:
    """A value as text, number, list, or mapping of them; never None.

    A date reads "05 tháng 3 năm 2026", with dots for what is not known.
    """
    if type(value) in _PLAIN:
        return value
    if value is None:
        return ""
    if isinstance(value, PartialDate):
        return long_date(value)
    if isinstance(value, tuple):
        return [plain_value(item) for item in value]
    if isinstance(value, BaseModel):
        return {name: plain_value(getattr(value, name)) for name in plain_names(type(value))}
    return str(value)
