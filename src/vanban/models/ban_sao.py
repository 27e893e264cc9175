"""Copies of a document on paper (PL I, Phần II, II; PL III, Mẫu 3.1)."""

from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from vanban.errors import InputError
from vanban.law import law_on
from vanban.models.fields import (
    DateField,
    DiaDanh,
    Lines,
    Model,
    Text,
    Whole,
    choice,
    refuse_filing_line,
)
from vanban.models.nguoi_ky import NguoiKy
from vanban.wording import build_symbol, number_line

_NAMES = {key: copy.hinh_thuc.capitalize() for key, copy in law_on().ban_sao.items()}
CopyKind = Annotated[str, *choice(_NAMES)]


class BanSao(Model):
    """The components of a copy, which stand below the last line of the document copied."""

    hinh_thuc_sao: CopyKind = Field(
        title="Hình thức sao",
        description="sao y, sao lục hoặc trích sao (Điều 25; PL I, Phần II)",
    )
    co_quan_sao: Text = Field(
        title="Cơ quan sao", description="Tên cơ quan, tổ chức thực hiện sao văn bản"
    )
    viet_tat_co_quan: Text = Field(
        title="Viết tắt cơ quan", description="Chữ viết tắt tên cơ quan sao, dùng trong ký hiệu"
    )
    so_ban_sao: Whole | None = Field(
        default=None,
        title="Số bản sao",
        description="Đánh chung cho các loại bản sao trong năm; bỏ trống khi chưa vào sổ",
    )
    dia_danh: DiaDanh = Field(title="Địa danh", description="Nơi cơ quan sao đóng trụ sở")
    ngay_sao: DateField = Field(title="Ngày sao", description="Ngày, tháng, năm sao văn bản")
    nguoi_ky: NguoiKy = Field(title="Người ký", description="Người ký bản sao")
    noi_nhan: Lines = Field(
        title="Nơi nhận", min_length=1, description="Mỗi nơi một dòng, không ghi dòng Lưu"
    )

    @field_validator("so_ban_sao")
    @classmethod
    def _number_counts_from_one(cls, value: int | None) -> int | None:
        if value is not None and value < 1:
            raise InputError("số bản sao bắt đầu từ 1; chưa có số thì bỏ trống")
        return value

    @field_validator("noi_nhan")
    @classmethod
    def _filing_line_is_ours(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return refuse_filing_line(value, "dòng Lưu của bản sao có sẵn")

    @model_validator(mode="after")
    def _symbol_can_be_built(self) -> Self:
        number_line(self.so_ban_sao, self.symbol)
        return self

    @property
    def words(self) -> str:
        """What the copy is called on the page: "SAO Y"."""
        return law_on().ban_sao[self.hinh_thuc_sao].hinh_thuc

    @cached_property
    def symbol(self) -> str:
        """The symbol of the copy: "SY-UBND" (PL I, Phần II, II.1.c)."""
        return build_symbol(law_on().ban_sao[self.hinh_thuc_sao].viet_tat, self.viet_tat_co_quan)
