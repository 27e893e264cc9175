"""Typed tables: columns, rows of values, groups and totals that must add up."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    BeforeValidator,
    Field,
    PlainSerializer,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from vanban.errors import InputError
from vanban.models.dong_bang import (
    Column,
    Fault,
    Kind,
    Nhom,
    Row,
    RowReader,
    filled_ordinals,
    kinds_of,
    refuse,
)
from vanban.models.fields import (
    FilePath,
    Flag,
    Mark,
    NamedModel,
    Text,
    choice,
)
from vanban.outline import Cell, Merge, Run, Table
from vanban.outline.table_facts import (
    are_numbers,
    is_group_row,
    is_nothing,
    is_ordinal_title,
    is_rate_title,
    is_total_label,
    is_total_row,
    number_in,
    sums_up_all,
    text_of,
    titles_of,
    top_rows,
)
from vanban.wording import clean_text, field_key, format_number, parse_number
from vanban.wording.text import quoted

_WIDEST_MM = 400
_KINDS = {"stt": "STT", "chu": "Chữ", "so": "Số", "giua": "Giữa"}
_CELL = {"type": ["string", "number", "null"]}
_ROW = {"anyOf": [{"type": "array", "items": _CELL}, {"type": "object"}]}
_ALIGNMENTS = {Kind.STT: "giua", Kind.GIUA: "giua", Kind.CHU: "trai", Kind.SO: "phai"}


def _width(value: object) -> Decimal:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        width = Decimal(value)
    elif isinstance(value, str):
        width = parse_number(value.casefold().removesuffix("mm").strip())
    else:
        raise InputError("cần độ rộng bằng mi-li-mét như 25 hoặc 12,5")
    if not 0 < width <= _WIDEST_MM:
        raise InputError(f"độ rộng phải lớn hơn 0 và không quá {_WIDEST_MM} mm, gặp {width}")
    return width


Millimetres = Annotated[
    Decimal,
    BeforeValidator(_width),
    PlainSerializer(format_number, return_type=str),
    WithJsonSchema({"type": ["string", "number"], "examples": ["25", "12,5"]}),
]


def counts_rows(title: str, kind: str) -> bool:
    """Whether a column, by its title and the word for its kind, counts the rows."""
    return field_key(kind) == Kind.STT or (not kind and is_ordinal_title(title))


class CotBang(NamedModel):
    """A column: its title, what it holds, and whether it is totalled."""

    name_field: ClassVar[str] = "ten_cot"
    value_field: ClassVar[str | None] = "kieu_cot"

    ten_cot: Text = Field(title="Tên cột", description="Tiêu đề in ở đầu cột")
    kieu_cot: Annotated[str, *choice(_KINDS)] | None = Field(
        default=None,
        title="Kiểu cột",
        description="stt (tự đánh số), chữ, số, giữa; bỏ trống thì đoán theo nội dung của cột",
    )
    rong_mm: Millimetres | None = Field(
        default=None, title="Rộng mm", description="Độ rộng của cột, bỏ trống thì tự động"
    )
    nhom_cot: Text | None = Field(
        default=None,
        title="Nhóm cột",
        description="Tiêu đề chung in trên các cột liền nhau ghi cùng tên này",
    )
    co_tong: Flag | None = Field(
        default=None, title="Có tổng", description="có: cột này được cộng ở dòng tổng"
    )

    @property
    def column(self) -> Column:
        """The column as its rows see it."""
        kind = Kind(_KINDS[self.kieu_cot].lower()) if self.kieu_cot else None
        return Column(self.ten_cot, self.nhom_cot or "", kind)


class BangBieu(NamedModel):
    """A table of the data, which the body names in a line ``[bảng: Tên bảng]``.

    ``cac_dong`` holds, once validated, the text of every cell as it is printed, and a Nhom for a
    row that names the rows below it; ``dong_tong`` a label, or the text of every cell.
    """

    name_field: ClassVar[str] = "ten_bang"

    ten_bang: Text = Field(
        title="Tên bảng", description="Tên để gọi trong nội dung: [bảng: Dự toán kinh phí]"
    )
    tieu_de: Text | None = Field(
        default=None, title="Tiêu đề", description="Dòng chữ in phía trên bảng"
    )
    don_vi_tinh: Text | None = Field(
        default=None, title="Đơn vị tính", description="In phía trên, bên phải bảng: triệu đồng"
    )
    cac_cot: tuple[CotBang, ...] = Field(
        title="Các cột",
        min_length=1,
        description="Mỗi cột một mục: “Nội dung”, hoặc “Số tiền: số”; lấy số liệu từ tệp thì "
        "có thể bỏ trống",
    )
    tep_du_lieu: FilePath | None = Field(
        default=None,
        title="Tệp dữ liệu",
        description="Tệp CSV hoặc XLSX chứa các dòng, tính từ thư mục của tệp này",
    )
    trang_tinh: Text | None = Field(
        default=None,
        title="Trang tính",
        description="Tên trang tính của tệp XLSX; bỏ trống thì lấy trang đầu",
    )
    cac_dong: Annotated[
        tuple[Any, ...], Mark.ROWS, WithJsonSchema({"type": "array", "items": _ROW})
    ] = Field(
        title="Các dòng",
        description="Mỗi dòng là danh sách các ô, hoặc các cặp “tên cột: giá trị”, "
        "hoặc “nhom: tên nhóm”",
    )
    dong_tong: Annotated[
        Any, Mark.ROWS, WithJsonSchema({"anyOf": [{"type": "string"}, *_ROW["anyOf"]]})
    ] = Field(
        default=None,
        title="Dòng tổng",
        description="“Tổng cộng”: tổng được tính; hoặc các ô của dòng tổng: tổng được kiểm tra",
    )

    @field_validator("cac_cot")
    @classmethod
    def _columns_differ(cls, value: tuple[CotBang, ...]) -> tuple[CotBang, ...]:
        seen: set[str] = set()
        for cot in value:
            key = field_key(cot.column.path)
            if key in seen:
                raise InputError(
                    f"có hai cột {quoted(cot.column.path)}; mỗi cột cần một tên riêng, "
                    "hoặc một “Nhóm cột” riêng"
                )
            seen.add(key)
        return value

    @field_validator("cac_dong", mode="before")
    @classmethod
    def _read_rows(cls, value: object, info: ValidationInfo) -> object:
        columns = _columns(info)
        if not columns:
            return ()  # the columns are refused
        rows = RowReader(str(info.data.get("ten_bang", "")), columns).read(value)
        if not any(isinstance(row, tuple) for row in rows):
            raise InputError("bảng chưa có dòng nào; ghi ít nhất một dòng số liệu")
        return rows

    @field_validator("dong_tong", mode="before")
    @classmethod
    def _read_total(cls, value: object, info: ValidationInfo) -> object:
        columns, rows = _columns(info), info.data.get("cac_dong")
        if value is None or not columns or not rows:
            return None
        sums = _Sums(info.data["cac_cot"], rows)
        sums.refuse_second_total()
        if isinstance(value, str):
            if not (label := clean_text(value)):
                return None
            sums.refuse_unclear()
            return label
        reader = RowReader(str(info.data.get("ten_bang", "")), columns)
        cells = reader.read_one(value, sums.kinds, "dòng tổng")
        refuse(_wrong_sums(reader, sums, cells, value))
        return cells

    @model_validator(mode="after")
    def _can_be_laid_out(self) -> Self:
        _ = self._table
        return self

    def as_table(self) -> Table:
        """The table as it is printed: header, ordinals, groups, totals."""
        return self._table

    def values(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Every cell that is not blank, by the label of its row and the title of its column."""
        columns = [cot.column for cot in self.cac_cot]
        shown = [n for n, c in enumerate(columns) if not counts_rows(c.title, c.kind or "")]
        for row in self.cac_dong:
            filled = [] if isinstance(row, Nhom) else [n for n in shown if row[n]]
            if len(filled) == 1:
                yield (row[filled[0]],), row[filled[0]]
            for place in filled[1:]:
                yield (row[filled[0]], columns[place].path), row[place]

    @cached_property
    def _table(self) -> Table:
        sums = _Sums(self.cac_cot, self.cac_dong)
        header = tuple(_header(self.cac_cot))
        body = [_printed(row, len(self.cac_cot)) for row in sums.numbered()]
        if self.dong_tong:
            body.append(sums.total_row(self.dong_tong))
        widths = tuple(cot.rong_mm for cot in self.cac_cot)
        return Table(
            (*header, *body),
            tuple(_ALIGNMENTS[kind] for kind in sums.kinds),
            len(header),
            self.don_vi_tinh or "",
            widths if any(widths) else (),
        )


def _columns(info: ValidationInfo) -> tuple[Column, ...]:
    return tuple(cot.column for cot in info.data.get("cac_cot", ()))


class _Sums:
    """The rows of a table, what its columns hold, and what they add up to."""

    def __init__(self, columns: Sequence[CotBang], rows: Sequence[Row]) -> None:
        self.columns = columns
        self.rows = rows
        self.cells = [row for row in rows if not isinstance(row, Nhom)]
        self.kinds = kinds_of([cot.column for cot in columns], self.cells)

    @cached_property
    def totalled(self) -> tuple[int, ...]:
        """The columns that say they are totalled; else the only one that can be."""
        said = tuple(n for n, cot in enumerate(self.columns) if cot.co_tong)
        return said or self._possible

    @cached_property
    def _possible(self) -> tuple[int, ...]:
        numbers = (place for place, kind in enumerate(self.kinds) if kind is Kind.SO)
        return tuple(filter(self._may_be_totalled, numbers))

    def _may_be_totalled(self, place: int) -> bool:
        """Whether nothing speaks against adding up a column."""
        cot = self.columns[place]
        return (
            cot.co_tong is not False
            and self.kinds[place] in (Kind.SO, Kind.CHU)
            and not is_rate_title(cot.ten_cot)
            and not any("%" in row[place] for row in self.cells)
        )

    def refuse_unclear(self) -> None:
        """Raises InputError when it is not clear which columns are totalled, or one cannot be."""
        if not self.totalled:
            raise InputError("bảng không có cột số nào để cộng; bỏ “Dòng tổng” hoặc sửa kiểu cột")
        names = ", ".join(quoted(self.columns[place].column.path) for place in self.totalled)
        if len(self.totalled) > 1 and not any(cot.co_tong for cot in self.columns):
            raise InputError(
                f"chưa rõ cộng cột nào trong {names}; ghi “co_tong: có” ở cột cần cộng"
            )
        for place in self.totalled:
            if self.kinds[place] is not Kind.SO:
                name = quoted(self.columns[place].column.path)
                raise InputError(f"cột {name} không phải cột số nên không cộng được")
        if self.totalled[0] == 0:
            raise InputError("cột đầu tiên được cộng nên không còn chỗ ghi tên dòng tổng")

    def refuse_second_total(self) -> None:
        """Raises InputError when the last of the rows is a total already."""
        label = self._label(self.cells[-1])
        if sums_up_all(((Run(label),),)):
            raise InputError(
                f"dòng cuối đã là dòng {quoted(label)}; hãy bỏ dòng đó, hoặc bỏ “Dòng tổng”"
            )

    def sum_of(self, place: int) -> Decimal:
        """What a column adds up to; parts of other rows, and totals among them, do not count."""
        values = (number_in(self.cells[row][place]) for row in self._counted)
        return sum((value for value in values if value is not None), Decimal(0))

    @cached_property
    def _counted(self) -> tuple[int, ...]:
        numbered = [row for row in self.numbered() if not isinstance(row, Nhom)]
        ordinals = self._place_of_ordinals
        return top_rows(
            ["" if ordinals is None else row[ordinals] for row in numbered],
            [self._label(row) for row in numbered],
        )

    @cached_property
    def _place_of_ordinals(self) -> int | None:
        return next((n for n, kind in enumerate(self.kinds) if kind is Kind.STT), None)

    def _label(self, row: Sequence[str]) -> str:
        texts = (text for text, kind in zip(row, self.kinds, strict=True) if kind is not Kind.STT)
        return next(filter(None, texts), "")

    def numbered(self) -> list[Row]:
        """The rows with the ordinals that were left blank; groups and totals are not counted."""
        place = self._place_of_ordinals
        if place is None:
            return list(self.rows)
        written = [self._ordinal(row, place) for row in self.cells]
        ordinals = filled_ordinals(written)
        return [
            row if isinstance(row, Nhom) else (*row[:place], next(ordinals), *row[place + 1 :])
            for row in self.rows
        ]

    def _ordinal(self, row: Sequence[str], place: int) -> str | None:
        is_counted = row[place] or not is_total_label(self._label(row))
        return row[place] if is_counted else None

    def total_row(self, written: str | Sequence[str]) -> tuple[Cell, ...]:
        """The row of totals: its label across the columns before the first, or the cells given."""
        if isinstance(written, str):
            first = self.totalled[0]
            start: tuple[Cell, ...] = ((Run(written),), *(Merge.LEFT,) * (first - 1))
            return (*start, *(self._total(place, "") for place in range(first, len(self.columns))))
        return tuple(self._total(place, text) for place, text in enumerate(written))

    def _total(self, place: int, written: str) -> Cell:
        is_due = place in self.totalled and self.kinds[place] is Kind.SO
        text = written or (format_number(self.sum_of(place)) if is_due else "")
        return (Run(text),) if text else ()

    def differences(self, cells: Sequence[str]) -> Iterator[tuple[int, str]]:
        """The columns whose given total is not their sum, and what to say."""
        for place, (cot, text) in enumerate(zip(self.columns, cells, strict=True)):
            found = number_in(text)
            if found is None or not (cot.co_tong or self._may_be_totalled(place)):
                continue
            words = [row[place] for row in self.cells if not _is_addend(row[place])]
            expected = self.sum_of(place)
            if words:
                yield place, f"ô {quoted(words[0])} không phải là số nên không cộng được; {_NO_SUM}"
            elif found != expected:
                yield place, _difference(text, found, expected)


def _is_addend(text: str) -> bool:
    return is_nothing(text) or number_in(text) is not None


def _wrong_sums(
    reader: RowReader, sums: _Sums, cells: Sequence[str], written: object
) -> Iterator[Fault]:
    """The faults of a row of totals, each at its cell."""
    paths = reader.paths(written)
    for place, message in sums.differences(cells):
        reader.note(paths[place], "dòng tổng", place, message)
    yield from reader.faults


def _difference(written: str, found: Decimal, expected: Decimal) -> str:
    off = found - expected
    return (
        f"dòng tổng ghi {written}, các dòng cộng lại được {format_number(expected)} "
        f"(lệch {format_number(off)}); hãy sửa tổng hoặc sửa các dòng"
    )


_NO_SUM = "hãy sửa ô đó, hoặc ghi “co_tong: không” cho cột này"


def _header(columns: Sequence[CotBang]) -> Iterator[tuple[Cell, ...]]:
    """One row of titles, or two where columns have a title in common."""
    titles: tuple[Cell, ...] = tuple((Run(cot.ten_cot),) for cot in columns)
    if not any(cot.nhom_cot for cot in columns):
        yield titles
        return
    top: list[Cell] = []
    for place, cot in enumerate(columns):
        before = columns[place - 1].nhom_cot if place else None
        if cot.nhom_cot and cot.nhom_cot == before:
            top.append(Merge.LEFT)
        else:
            top.append((Run(cot.nhom_cot or cot.ten_cot),))
    yield tuple(top)
    yield tuple(
        title if cot.nhom_cot else Merge.UP for title, cot in zip(titles, columns, strict=True)
    )


def _printed(row: Row, columns: int) -> tuple[Cell, ...]:
    if isinstance(row, Nhom):
        return ((Run(row.nhom),), *(Merge.LEFT,) * (columns - 1))
    return tuple((Run(text),) if text else () for text in row)


def total_faults(table: Table) -> tuple[str, ...]:
    """The columns of the last row, if it says "Tổng cộng", that are not the sum of those above.

    Silent where adding up is not certain: groups, totals among the rows, rows that are parts of
    others, columns of rates, and columns with words among their numbers.
    """
    *rows, total = table.rows[table.header_rows :] or ((),)
    titles = titles_of(table)
    if not rows or not sums_up_all(total) or not _add_up(rows, titles):
        return ()
    return tuple(
        f"cột {quoted(titles[place])}: {fault}"
        for place in range(len(titles))
        if (fault := _total_fault(rows, total, place, titles[place]))
    )


def _add_up(rows: Sequence[Sequence[Cell]], titles: Sequence[str]) -> bool:
    """Whether every row is one that a total counts."""
    if any(is_group_row(row) or is_total_row(row) for row in rows):
        return False
    place = next((n for n, title in enumerate(titles) if is_ordinal_title(title)), None)
    texts = [[text_of(cell) for cell in row] for row in rows]
    ordinals = ["" if place is None else row[place] for row in texts]
    labels = [
        next((text for n, text in enumerate(row) if text and n != place), "") for row in texts
    ]
    return len(top_rows(ordinals, labels)) == len(rows)


def _total_fault(
    rows: Sequence[Sequence[Cell]], total: Sequence[Cell], place: int, title: str
) -> str:
    written = text_of(total[place])
    found = number_in(written)
    texts = [text_of(row[place]) for row in rows]
    is_merged = any(row[place] is Merge.LEFT for row in rows)
    if found is None or is_merged or is_rate_title(title) or not are_numbers(texts):
        return ""
    if any("%" in text for text in (written, *texts)):
        return ""
    values = (number_in(text) for text in texts if not is_nothing(text))
    expected = sum((value for value in values if value is not None), Decimal(0))
    return _difference(written, found, expected) if found != expected else ""
