"""Documents that a document cites (PL I, Phần I, II.6.b)."""

from functools import cached_property
from typing import ClassVar

from pydantic import Field, field_validator

from vanban.errors import InputError
from vanban.models.fields import DateField, NamedModel, Text
from vanban.wording import short_date


class VanBanVienDan(NamedModel):
    """A document that is cited: in full the first time (PL I, Phần I, II.6.b)."""

    name_field: ClassVar[str] = "ten_van_ban"

    ten_van_ban: Text = Field(
        title="Tên văn bản", description="Tên loại kèm số, ký hiệu: Chỉ thị số 34-CT/TW"
    )
    ngay_ban_hanh: DateField | None = Field(
        default=None, title="Ngày ban hành", description="Ngày ban hành đầy đủ: 07/4/2014"
    )
    co_quan_ban_hanh: Text | None = Field(
        default=None, title="Cơ quan ban hành", description="Cơ quan ban hành văn bản được viện dẫn"
    )
    trich_yeu: Text | None = Field(
        default=None, title="Trích yếu", description="Trích yếu, in sau chữ “về”"
    )

    @field_validator("ngay_ban_hanh")
    @classmethod
    def _date_is_complete(cls, value: DateField | None) -> DateField | None:
        if value is not None and value.as_date() is None:
            raise InputError("văn bản viện dẫn cần đủ ngày, tháng, năm, ví dụ 07/4/2014")
        return value

    def __str__(self) -> str:
        """The citation as it reads: "Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị"."""
        return self._citation

    @cached_property
    def _citation(self) -> str:
        parts = [self.ten_van_ban]
        if self.ngay_ban_hanh:
            parts.append(f"ngày {short_date(self.ngay_ban_hanh)}")
        if self.co_quan_ban_hanh:
            parts.append(f"của {self.co_quan_ban_hanh}")
        if self.trich_yeu:
            parts.append(f"về {self.trich_yeu}")
        return " ".join(parts)
