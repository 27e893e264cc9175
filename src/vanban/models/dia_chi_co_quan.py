"""The address block at the foot of page 1 (PL I, Phần I, III.4)."""

from typing import Self

from pydantic import Field, model_validator

from vanban.errors import InputError
from vanban.law import law_on
from vanban.models.fields import Model, Text

_LINES = (("dia_chi",), ("dien_thoai", "so_fax"), ("thu_dien_tu", "trang_thong_tin"))


class DiaChiCoQuan(Model):
    """How to reach the issuing body (PL I, Phần I, III.4; V.12)."""

    dia_chi: Text | None = Field(
        default=None, title="Địa chỉ", description="Số nhà, đường, xã, tỉnh"
    )
    dien_thoai: Text | None = Field(default=None, title="Điện thoại", description="Số điện thoại")
    so_fax: Text | None = Field(default=None, title="Số fax", description="Số fax của cơ quan")
    thu_dien_tu: Text | None = Field(
        default=None, title="Thư điện tử", description="Địa chỉ thư điện tử"
    )
    trang_thong_tin: Text | None = Field(
        default=None, title="Trang thông tin", description="Trang thông tin điện tử"
    )

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.lines():
            raise InputError("nhóm này để trống; hãy ghi địa chỉ hoặc bỏ hẳn nhóm này")
        return self

    def lines(self) -> tuple[str, ...]:
        """The lines as they stand below the rule (PL I, Phần I, V.12)."""
        labels = law_on().nhan_dia_chi
        lines = (
            ", ".join(
                f"{getattr(labels, name)}: {value}"
                for name in names
                if (value := getattr(self, name))
            )
            for names in _LINES
        )
        return tuple(line for line in lines if line)
