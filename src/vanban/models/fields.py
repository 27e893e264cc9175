"""The field types that every model shares: Vietnamese text, numbers, quantities, dates."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from os import PathLike, fspath
from typing import Annotated, Any, ClassVar, Self

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
from vanban.outline import parse_outline
from vanban.wording import PartialDate, Quantity, clean_text, field_key
from vanban.wording.text import quoted

_MOST_DIGITS = 9
_WHOLE = re.compile(rf"[0-9]{{1,{_MOST_DIGITS}}}")
_LINE_END = re.compile(r"\r\n|\r|\n")
_LINE_BREAKS = re.compile("[\r\n\u2028\u2029]+")
# Whitespace that ``clean_text`` makes a space of.
_OTHER_SPACE = re.compile("[^\\S \r\n\u00a0\u2007\u202f]")
_FILING_LINE = re.compile(r"lưu\s*:|lưu\s+vt\b", re.IGNORECASE)
_DASHES = "-–—"
_FIELD = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_YES = frozenset({"co", "x", "true", "yes", "dung"})
_NO = frozenset({"khong", "false", "no", "sai"})


class Mark(Enum):
    """What the annotation of a field tells of its texts to those who read data."""

    OUTLINE = "each line is a paragraph"
    SHORT = "several fit on one line, divided by semicolons"
    ROWS = "rows of cells, whose keys are the titles of columns"
    FILE = "a file that lies beside the data file"
    TEMPLATE = "a template that lies beside the data file, or one that is shipped"


class Model(BaseModel):
    """A frozen part of a document; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with ``update`` laid over it, validated as any other. Raises ValidationError."""
        fields = {name: getattr(self, name) for name in self.model_fields_set}
        return type(self).model_validate(fields | dict(update or {}))

    def __reduce__(self) -> tuple[Any, ...]:
        """Goes to another process as the values that are not defaults, not validated again."""
        values, defaults = self.__dict__, _defaults(type(self))
        own = {name: values[name] for name, usual in defaults.items() if values[name] is not usual}
        return _restored, (type(self), own, self.model_fields_set)

    @classmethod
    def restored(cls, values: dict[str, Any], given: set[str]) -> Self:
        """A model of ``values`` that have been validated; for the absent ones it has the defaults.

        ``given`` are the names of the fields that were filled in.
        """
        model = cls.__new__(cls)
        object.__setattr__(model, "__dict__", _defaults(cls) | values)
        object.__setattr__(model, "__pydantic_fields_set__", set(given))
        object.__setattr__(model, "__pydantic_extra__", None)
        object.__setattr__(model, "__pydantic_private__", None)
        return model


def _restored(model: type[Model], values: dict[str, Any], given: set[str]) -> Model:
    return model.restored(values, given)


@cache
def _defaults(model: type[Model]) -> dict[str, Any]:
    """What each field holds that was not filled in; a required one always is."""
    return {name: field.default for name, field in model.model_fields.items()}


class NamedModel(Model):
    """A model that data may write in short: "tên: giá trị", or the name alone."""

    name_field: ClassVar[str]
    value_field: ClassVar[str | None] = None

    @classmethod
    def label_of(cls, fields: Mapping[str, object]) -> str:
        """What data calls the item that has these raw fields."""
        return str(fields.get(cls.name_field) or "")

    @property
    def name(self) -> str:
        """What the item is called."""
        return str(getattr(self, self.name_field) or "")

    @property
    def label(self) -> str:
        """What data calls the item."""
        return self.name


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise InputError(f"cần một dòng chữ, gặp {_name_of(value)}")
    return _line(value)


@lru_cache(maxsize=2048)  # the documents of a batch repeat the texts of their base
def _line(value: str) -> str:
    _refuse_lines(value.strip())
    text = clean_text(value)
    if not text:
        raise InputError("để trống; hãy ghi nội dung hoặc bỏ hẳn dòng này")
    return text


def _text_or_nothing(value: object) -> str:
    return "" if value == "" else _text(value)


def _refuse_lines(text: str) -> None:
    """Raises InputError for a text of several lines, whose ends mean something to its author."""
    if text.isprintable():
        return
    lines = [line for line in _LINE_BREAKS.split(text) if line.strip()]
    if len(lines) > 1:
        raise InputError(
            f"có {len(lines)} dòng; trường này chỉ nhận một dòng; hãy viết liền thành một dòng, "
            "phần thuộc về trường khác thì chuyển sang trường đó"
        )


def _outline_text(value: object) -> str:
    if not isinstance(value, str):
        raise InputError(f"cần một đoạn chữ, gặp {_name_of(value)}")
    return _outline_lines(value)


@lru_cache(maxsize=64)  # a batch of letters has one body
def _outline_lines(value: str) -> str:
    text = "\n".join(map(clean_text, _LINE_END.split(value))).strip()
    if not text:
        raise InputError("để trống; hãy ghi nội dung hoặc bỏ hẳn dòng này")
    try:
        parse_outline(_masked(text))
    except InputError:
        # Once more as it was typed, since the places of faults are looked for there.
        parse_outline(_masked(_OTHER_SPACE.sub(" ", value)))
        raise
    return text


def _masked(text: str) -> str:
    """``text`` with the document's own fields, "{{ trich_yeu }}", as words of the same length."""
    if not asks_for_fields(text):
        return text
    return _FIELD.sub(lambda found: "x" * len(found[0]), text)


def asks_for_fields(text: str) -> bool:
    """Whether an outline text uses the document's own fields."""
    return "{{" in text or "{%" in text


def _whole(value: object) -> int:
    """An int from digits as people write them ("05"), never from a float or a bool."""
    if isinstance(value, str) and _WHOLE.fullmatch(value.strip()):
        return int(value)
    if isinstance(value, Decimal) and _is_whole(value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise InputError(f"cần một số nguyên, gặp {_name_of(value)}")


def _is_whole(value: Decimal) -> bool:
    """Whether a number has no decimals and no more digits than a form has room for."""
    in_bounds = value.is_finite() and value.adjusted() < _MOST_DIGITS
    return in_bounds and value == value.to_integral_value()


def _from_one(value: int) -> int:
    if value < 1:
        raise InputError("đếm từ 1; chưa có thì bỏ trống")
    return value


def _path(value: object) -> str:
    """A path as it was written, letter for letter: the system may tell spellings apart."""
    text = fspath(value) if isinstance(value, PathLike) else value
    if not isinstance(text, str) or not text.strip():
        raise InputError("cần đường dẫn của một tệp, ví dụ hinh/ban_do.png")
    return text.strip()


def _year(value: object) -> int:
    year = _whole(value)
    if not 1900 <= year <= 2999:  # noqa: PLR2004
        raise InputError(f"cần một năm có bốn chữ số như 2024, gặp “{value}”")
    return year


# The documents of a batch repeat the quantities and the dates of their base.
_parse_quantity = lru_cache(maxsize=1024)(Quantity.parse)
_parse_date = lru_cache(maxsize=256)(PartialDate.parse)


def _quantity(value: object) -> Quantity:
    if isinstance(value, Quantity):
        return value
    if isinstance(value, str):
        return _parse_quantity(value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Quantity.of(value)
    raise InputError(f"cần số kèm đơn vị như “663 tỷ đồng”, gặp {_name_of(value)}")


def _partial_date(value: object) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    if type(value) is date:
        return PartialDate(value.year, value.month, value.day)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise InputError(f"cần ngày như 15/01/2024 hoặc năm như 2024, gặp {_name_of(value)}")
    return _parse_date(value)


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and (means_yes(value) or means_no(value)):
        return means_yes(value)
    raise InputError(f"cần “có” hoặc “không”, gặp {_name_of(value)}")


def means_yes(text: str) -> bool:
    """Whether a text says "có" in one of the ways people write it."""
    return field_key(text) in _YES


def means_no(text: str) -> bool:
    """Whether a text says "không"."""
    return field_key(text) in _NO


def choice(names: Mapping[str, str]) -> tuple[BeforeValidator, WithJsonSchema]:
    """Metadata for a field that takes one of ``names``, a key or an accented name, as the key."""

    def read(value: object) -> str:
        key = field_key(value) if isinstance(value, str) else ""
        if key in names:
            return key
        known = ", ".join(name.lower() for name in names.values())
        raise InputError(f"cần một trong: {known}; gặp {_name_of(value)}")

    written = (*names, *names.values(), *(name.lower() for name in names.values()))
    return BeforeValidator(read), WithJsonSchema({"enum": list(dict.fromkeys(written))})


def as_lines(value: Any) -> Any:
    """A list of one for a text that stands where a list may."""
    return (value,) if isinstance(value, str) else value


def _name_of(value: object) -> str:
    """What a value is, in the words of someone who fills in a form."""
    names: dict[type, str] = {
        dict: "một nhóm trường",
        list: "một danh sách",
        tuple: "một danh sách",
        bool: "giá trị đúng/sai",
        float: "số thực kiểu float; hãy dùng Decimal hoặc chuỗi",
        type(None): "chỗ trống",
    }
    return names.get(type(value)) or quoted(str(value))


def plain(
    parse: Callable[[Any], object], **schema: object
) -> tuple[PlainValidator, PlainSerializer, WithJsonSchema]:
    """Metadata for a field that ``parse`` reads, that prints as text and shows ``schema``."""
    return (
        PlainValidator(parse),
        PlainSerializer(str, return_type=str),
        WithJsonSchema(schema),
    )


Text = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": "string", "minLength": 1})]
ShortText = Annotated[Text, Mark.SHORT]
Flag = Annotated[
    bool,
    BeforeValidator(_flag),
    WithJsonSchema({"enum": ["có", "không", True, False]}),
]
MaybeText = Annotated[str, BeforeValidator(_text_or_nothing), WithJsonSchema({"type": "string"})]
OutlineText = Annotated[
    str,
    BeforeValidator(_outline_text),
    WithJsonSchema({"type": "string", "minLength": 1}),
    Mark.OUTLINE,
]
Whole = Annotated[
    int, BeforeValidator(_whole), WithJsonSchema({"type": ["integer", "string"], "minimum": 0})
]
Count = Annotated[Whole, AfterValidator(_from_one)]
FilePath = Annotated[
    str,
    BeforeValidator(_path),
    WithJsonSchema({"type": "string", "minLength": 1}),
    Mark.FILE,
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
    bare = text[1:] if text[0] in _DASHES else text
    bare = bare.strip().rstrip(";.").strip()
    if not bare:
        raise InputError(f"“{text}” chưa có tên nơi nhận; hãy ghi tên hoặc bỏ hẳn dòng này")
    return bare


Recipient = Annotated[ShortText, AfterValidator(_recipient)]


def _place_name(text: str) -> str:
    if text[:1].islower():
        raise InputError(
            f"“{text}”: các chữ cái đầu của địa danh phải viết hoa, như “Xã Quang Trung”, “Hà Nội” "
            "(PL I, II.4.c)"
        )
    return text


DiaDanh = Annotated[Text, AfterValidator(_place_name)]


def refuse_twins(names: Iterable[str], what: str = "") -> None:
    """Raises InputError, naming both places, when two items have one name."""
    first: dict[str, int] = {}
    for place, name in enumerate(names, 1):
        other = first.setdefault(field_key(name), place)
        if other != place:
            raise InputError(f"{what}“{name}” có hai lần: mục {other} và mục {place}")


def refuse_filing_line(places: tuple[str, ...], hint: str) -> tuple[str, ...]:
    """The places of Nơi nhận; raises InputError with ``hint`` for a filing line, which is ours."""
    for line in places:
        if _FILING_LINE.match(line):
            raise InputError(f"bỏ dòng “{line}” khỏi danh sách: {hint}")
    return places


Lines = Annotated[
    tuple[Recipient, ...],
    BeforeValidator(as_lines),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array"}]}),
]
