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
    Kind,
    Nhom,
    Row,
    RowReader,
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
from vanban.models.tong_bang import Sums, wrong_sums
from vanban.outline import Cell, Merge, Run, Table
from vanban.outline.table_facts import (
    is_ordinal_title,
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
        default=None, title="Rộng (mm)", description="Độ rộng của cột, bỏ trống thì tự động"
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
        sums = Sums(info.data["cac_cot"], rows)
        sums.refuse_second_total()
        if isinstance(value, str):
            if not (label := clean_text(value)):
                return None
            sums.refuse_unclear()
            return label
        reader = RowReader(str(info.data.get("ten_bang", "")), columns)
        cells = reader.read_one(value, sums.kinds, "dòng tổng")
        refuse(wrong_sums(reader, sums, cells, value))
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
        sums = Sums(self.cac_cot, self.cac_dong)
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
