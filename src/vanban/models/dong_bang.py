"""The rows of a typed table: cells given in order or by the title of their column, and groups."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import Field, ValidationError
from pydantic_core import InitErrorDetails

from vanban.errors import InputError
from vanban.models.fields import Model, Text
from vanban.outline.table_facts import are_numbers, is_nothing, is_ordinal_title, number_in
from vanban.wording import clean_text, field_key, format_number, nearest, parse_number
from vanban.wording.text import quoted

Path = tuple[int | str, ...]
Values = list[object]

SEPARATOR = " / "
_GROUP_KEY = "nhom"
_ORDINAL = re.compile(r"[0-9A-Za-zĐđ]{1,6}(?:\.[0-9]{1,3}){0,4}[.)]?")
_LIKE_A_NUMBER = re.compile(r"[-−+]?\d[\d.,\s]*%?")
_CODE = re.compile(r"0\d+[\d.\s]*")
_YEARS = re.compile(r"(?:19|20)\d{2}")


class Kind(StrEnum):
    """What a column holds; the value is the word people write."""

    STT = "stt"
    CHU = "chữ"
    SO = "số"
    GIUA = "giữa"


class Nhom(Model):
    """A row that names the rows below it and stands across the whole table."""

    nhom: Text = Field(title="Nhóm", description="Tên nhóm: A. Chi thường xuyên")


@dataclass(frozen=True, slots=True)
class Column:
    """A column as its rows see it; ``kind`` is None where it follows from the cells."""

    title: str
    group: str
    kind: Kind | None

    @property
    def path(self) -> str:
        """The title with its group: "Năm 2024 / Số hộ"."""
        return f"{self.group}{SEPARATOR}{self.title}" if self.group else self.title


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one value of the rows, by its path among them."""

    path: Path
    message: str


Row = tuple[str, ...] | Nhom


def refuse(faults: Iterable[Fault]) -> None:
    """Raises every fault at the place of its own value, when there is any."""
    details = [
        InitErrorDetails(
            type="value_error", loc=fault.path, input="", ctx={"error": InputError(fault.message)}
        )
        for fault in faults
    ]
    if details:
        raise ValidationError.from_exception_data("BangBieu", details)


class RowReader:
    """Reads rows by the columns of their table, and notes what is wrong with them."""

    def __init__(self, table: str, columns: Sequence[Column]) -> None:
        """``table`` is the name of the table, for its faults."""
        self.table = table
        self.columns = columns
        self.faults: list[Fault] = []
        self._by_key: dict[str, list[int]] = {}
        for place, column in enumerate(columns):
            for key in {field_key(column.title), field_key(column.path)}:
                self._by_key.setdefault(key, []).append(place)

    def read(self, rows: object) -> tuple[Row, ...]:
        """The rows as texts, one a column. Raises every fault at its cell."""
        if not isinstance(rows, list | tuple):
            raise InputError("cần một danh sách, mỗi dòng của bảng một mục bắt đầu bằng “- ”")
        spread = [
            self._spread((place,), row, f"dòng {place + 1}") for place, row in enumerate(rows)
        ]
        cells = [row for row in spread if not isinstance(row, Nhom)]
        kinds = kinds_of(self.columns, [[_raw_text(v) for _, v in row] for row in cells])
        read = [
            row if isinstance(row, Nhom) else self._texts(row, kinds, f"dòng {n + 1}")
            for n, row in enumerate(spread)
        ]
        refuse(self.faults)
        return tuple(read)

    def read_one(self, row: object, kinds: Sequence[Kind], name: str) -> tuple[str, ...]:
        """One more row as texts, its columns known. Raises every fault at its cell."""
        spread = self._spread((), row, name)
        refuse(self.faults)
        if isinstance(spread, Nhom):
            raise InputError("cần các ô của dòng tổng, gặp một nhóm")
        texts = self._texts(spread, kinds, name)
        refuse(self.faults)
        return texts

    def paths(self, row: object) -> tuple[Path, ...]:
        """Where the value of each column stands in a row that was read."""
        spread = self._spread((), row, "")
        return () if isinstance(spread, Nhom) else tuple(path for path, _ in spread)

    def note(self, path: Path, name: str, column: int, message: str) -> None:
        """Notes a fault of one cell, with table, row and column."""
        title = self.columns[column].path
        said = f"bảng {quoted(self.table)}, {name}, cột {quoted(title)}: {message}"
        self.faults.append(Fault(path, said))

    def _note_row(self, path: Path, name: str, message: str) -> None:
        self.faults.append(Fault(path, f"bảng {quoted(self.table)}, {name}: {message}"))

    def _spread(self, path: Path, row: object, name: str) -> Nhom | list[tuple[Path, object]]:
        """Each column's value with its path; a group as it is."""
        blank: list[tuple[Path, object]] = [(path, None)] * len(self.columns)
        match row:
            case Nhom():
                return row
            case Mapping():
                group = self._group_in(row)
                return Nhom(nhom=group) if group else self._from_mapping(path, row, name, blank)
            case list() | tuple():
                return self._from_list(path, row, name, blank)
            case _:
                self._note_row(path, name, _NO_ROW)
                return blank

    def _group_in(self, row: Mapping[Any, object]) -> str:
        """The name of a group that a row gives and no more."""
        if len(row) != 1 or _GROUP_KEY in self._by_key:
            return ""
        ((key, value),) = row.items()
        is_group = field_key(str(key)) == _GROUP_KEY and isinstance(value, str)
        return clean_text(str(value)) if is_group else ""

    def _from_list(
        self, path: Path, row: Sequence[object], name: str, cells: list[tuple[Path, object]]
    ) -> list[tuple[Path, object]]:
        places = list(range(len(self.columns)))
        if len(row) < len(places):
            places = [place for place in places if not self._counts(place)]
        if len(row) != len(places):
            self._note_row(path, name, self._wrong_count(row))
            return cells
        for at, (place, value) in enumerate(zip(places, row, strict=True)):
            cells[place] = ((*path, at), value)
        return cells

    def _counts(self, place: int) -> bool:
        column = self.columns[place]
        return column.kind is Kind.STT or (column.kind is None and is_ordinal_title(column.title))

    def _wrong_count(self, row: Sequence[object]) -> str:
        titles = ", ".join(column.path for column in self.columns)
        fault = f"có {len(row)} ô, bảng có {len(self.columns)} cột ({titles})"
        if len(row) > len(self.columns):
            return f"{fault}; số có dấu phẩy và chữ có dấu phẩy phải đặt trong ngoặc kép"
        return f"{fault}; ghi cho đủ, ô trống ghi “”"

    def _from_mapping(
        self, path: Path, row: Mapping[Any, object], name: str, cells: list[tuple[Path, object]]
    ) -> list[tuple[Path, object]]:
        for key, value in row.items():
            found = self._by_key.get(field_key(str(key)), [])
            here = (*path, str(key))
            if len(found) != 1:
                self._note_row(here, name, self._unknown(str(key), found))
            elif cells[found[0]][1] is not None:
                self.note(here, name, found[0], "cột này đã ghi ở trên; mỗi cột chỉ ghi một lần")
            else:
                cells[found[0]] = (here, value)
        return cells

    def _unknown(self, key: str, found: Sequence[int]) -> str:
        if found:
            paths = " hoặc ".join(quoted(self.columns[place].path) for place in found)
            return f"có nhiều cột {quoted(key)}; hãy ghi đầy đủ: {paths}"
        close = nearest(field_key(key), self._by_key)
        if close is None:
            titles = ", ".join(column.path for column in self.columns)
            return f"không có cột {quoted(key)}; các cột của bảng: {titles}"
        meant = self.columns[self._by_key[close][0]].path
        return f"không có cột {quoted(key)}; có phải {quoted(meant)}?"

    def _texts(
        self, row: Sequence[tuple[Path, object]], kinds: Sequence[Kind], name: str
    ) -> tuple[str, ...]:
        texts = []
        for column, ((path, value), kind) in enumerate(zip(row, kinds, strict=True)):
            try:
                text = _text(value, kind)
                _check(text, kind, self.columns[column].kind is not None)
            except InputError as error:
                self.note(path, name, column, error.problems[0].message)
                text = ""
            texts.append(text)
        return tuple(texts)


def kinds_of(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> tuple[Kind, ...]:
    """What each column holds: as it says, else by its title and its cells."""
    return tuple(
        column.kind or _kind_of(column.title, [row[place] for row in rows])
        for place, column in enumerate(columns)
    )


def _kind_of(title: str, texts: Sequence[str]) -> Kind:
    if is_ordinal_title(title):
        return Kind.STT
    filled = [text for text in texts if not is_nothing(text)]
    if filled and all(map(_YEARS.fullmatch, filled)) and field_key(title).startswith("nam"):
        return Kind.GIUA
    if are_numbers(texts) and not any(map(_CODE.fullmatch, filled)):
        return Kind.SO
    # What is nearly a number is one that was written wrongly: it is refused, never taken for text.
    looks_so = filled and all(map(_LIKE_A_NUMBER.fullmatch, filled))
    return Kind.SO if looks_so and not any(map(_CODE.fullmatch, filled)) else Kind.CHU


def _raw_text(value: object) -> str:
    """A value as text for guessing the kind of its column."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return format(value, "f").replace(".", ",") if isinstance(value, Decimal) else str(value)
    return "" if value is None else "?"


def _text(value: object, kind: Kind) -> str:
    """A cell as it is printed; a real number gets the dots of thousands in a column of numbers."""
    match value:
        case None:
            return ""
        case str():
            return clean_text(value)
        case bool() | float():
            raise InputError(f"cần chữ hoặc số, gặp {value}; hãy dùng chuỗi hoặc Decimal")
        case Decimal() | int():
            written = format_number(value)
            return written if kind is Kind.SO else written.replace(".", "")
        case date():
            return f"{value:%d/%m/%Y}"
        case _:
            raise InputError("cần chữ hoặc số trong một ô, gặp một danh sách hay một nhóm")


def _check(text: str, kind: Kind, is_said: bool) -> None:
    """Raises InputError for a text that its column cannot hold."""
    if kind is Kind.SO and not is_nothing(text) and number_in(text) is None:
        try:
            parse_number(text.removesuffix("%").rstrip())
        except InputError as error:
            hint = "" if is_said else "; nếu cột này là chữ thì ghi “kieu_cot: chữ”"
            raise InputError(error.problems[0].message + hint) from None
    if kind is Kind.STT and text and not _ORDINAL.fullmatch(text):
        raise InputError(
            f"cột số thứ tự không nhận {quoted(text)}; bỏ trống để đánh số tự động, "
            "hoặc ghi số thứ tự như 1, 1.1, I, A"
        )


def filled_ordinals(written: Iterable[str | None]) -> Iterator[str]:
    """The ordinals of rows, the blank ones counted; None is a row that is not counted.

    Counting goes on past a number that is written, and begins again below I, II or A, B.
    """
    last = 0
    for ordinal in written:
        if ordinal is None:
            yield ""
        elif not ordinal:
            last += 1
            yield str(last)
        else:
            digits = ordinal.rstrip(".)")
            last = int(digits) if digits.isdecimal() else 0
            yield ordinal


_NO_ROW = (
    "cần các ô của một dòng: một danh sách như [Chi lương, 120], các cặp “tên cột: giá trị”, "
    "hoặc “nhom: tên nhóm”"
)
