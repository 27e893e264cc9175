"""The field types that every model shares: Vietnamese text, numbers, quantities, dates."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
)

from vanban.errors import InputError
from vanban.wording import PartialDate, Quantity, clean_text

_WHOLE = re.compile(r"[0-9]{1,9}")


class Model(BaseModel):
    """A frozen part of a document; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class NamedModel(Model):
    """A model that data may write in short: "tên: giá trị", or the name alone."""

    name_field: ClassVar[str]
    value_field: ClassVar[str | None] = None

    @classmethod
    def label_of(cls, fields: Mapping[str, object]) -> str:
        """What data calls the item that has these raw fields."""
        return str(fields.get(cls.name_field) or "")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise InputError(f"cần một dòng chữ, gặp {_name_of(value)}")
    text = clean_text(value)
    if not text:
        raise InputError("để trống; hãy ghi nội dung hoặc bỏ hẳn dòng này")
    return text


def _outline_text(value: Any) -> str:
    if not isinstance(value, str):
        raise InputError(f"cần một đoạn chữ, gặp {_name_of(value)}")
    text = "\n".join(clean_text(line) for line in value.splitlines()).strip()
    if not text:
        raise InputError("để trống; hãy ghi nội dung hoặc bỏ hẳn dòng này")
    return text


def _whole(value: Any) -> int:
    """An int from digits as people write them ("05"), never from a float or a bool."""
    if isinstance(value, str) and _WHOLE.fullmatch(value.strip()):
        return int(value)
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise InputError(f"cần một số nguyên, gặp {_name_of(value)}")


def _year(value: Any) -> int:
    year = _whole(value)
    if not 1900 <= year <= 2999:  # noqa: PLR2004
        raise InputError(f"cần một năm có bốn chữ số như 2024, gặp “{value}”")
    return year


def _quantity(value: Any) -> Quantity:
    if isinstance(value, Quantity):
        return value
    if isinstance(value, str):
        return Quantity.parse(value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Quantity.of(value)
    raise InputError(f"cần số kèm đơn vị như “663 tỷ đồng”, gặp {_name_of(value)}")


def _partial_date(value: Any) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise InputError(f"cần ngày như 15/01/2024 hoặc năm như 2024, gặp {_name_of(value)}")
    return PartialDate.parse(value)


def _name_of(value: Any) -> str:
    """What a value is, in the words of someone who fills in a form."""
    names: dict[type, str] = {
        dict: "một nhóm trường",
        list: "một danh sách",
        tuple: "một danh sách",
        bool: "giá trị đúng/sai",
        float: "số thực kiểu float; hãy dùng Decimal hoặc chuỗi",
        type(None): "chỗ trống",
    }
    return names.get(type(value), f"“{value}”")


def plain(parse: Callable[[Any], Any], **schema: Any) -> Any:
    """Metadata for a field that ``parse`` reads, that prints as text and shows ``schema``."""
    return (
        PlainValidator(parse),
        PlainSerializer(str, return_type=str, when_used="json"),
        WithJsonSchema(schema),
    )


Text = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": "string", "minLength": 1})]
OutlineText = Annotated[
    str, BeforeValidator(_outline_text), WithJsonSchema({"type": "string", "minLength": 1})
]
Whole = Annotated[
    int, BeforeValidator(_whole), WithJsonSchema({"type": ["integer", "string"], "minimum": 0})
]
Year = Annotated[
    int,
    BeforeValidator(_year),
    WithJsonSchema({"type": ["integer", "string"], "pattern": "^[0-9]{4}$"}),
]
QuantityField = Annotated[
    Quantity,
    *plain(_quantity, type=["string", "number"], examples=["663 tỷ đồng", "56,5 tạ/ha", "1,1%"]),
]
DateField = Annotated[
    PartialDate,
    *plain(
        _partial_date,
        type=["string", "integer"],
        examples=["2024", "2024-01", "15/01/2024"],
    ),
]


def _recipient(text: str) -> str:
    """A recipient without the dash and the semicolon, which belong to the form."""
    return text.removeprefix("-").strip().rstrip(";.").strip()


Recipient = Annotated[Text, AfterValidator(_recipient)]
