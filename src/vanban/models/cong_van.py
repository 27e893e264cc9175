"""Letters and telegrams of an agency (PL III, Mẫu 1.5 and 1.6)."""

import re
from functools import cached_property
from typing import ClassVar

from pydantic import Field, field_validator

from vanban.errors import InputError
from vanban.models.fields import Lines, Recipient, Text
from vanban.models.van_ban import VanBan
from vanban.wording import build_symbol

_PREFIX = re.compile(r"v/v\b[\s:.]*", re.IGNORECASE)


class CongVan(VanBan):
    """A công văn: no name of kind; the trích yếu stands after "V/v" below the number."""

    kinds: ClassVar[tuple[str, ...]] = ("cong_van",)

    kinh_gui: Lines = Field(
        title="Kính gửi", min_length=1, description="Nơi nhận trực tiếp giải quyết (PL I, II.9.b)"
    )
    noi_nhan: tuple[Recipient, ...] = Field(
        default=(),
        title="Nơi nhận",
        description="Mỗi nơi một dòng, không ghi dòng Lưu; “Như trên” có sẵn (PL I, II.9.b)",
    )
    viet_tat_don_vi: Text | None = Field(
        default=None,
        title="Viết tắt đơn vị",
        description="Đơn vị soạn thảo hoặc lĩnh vực, phần sau của ký hiệu: VX trong UBND-VX; "
        "bỏ trống thì lấy “Đơn vị soạn thảo” (PL I, II.3.b)",
    )

    @field_validator("trich_yeu")
    @classmethod
    def _prefix_is_ours(cls, value: str) -> str:
        match = _PREFIX.match(value)
        abstract = value[match.end() :] if match else value
        if not abstract:
            raise InputError("chỉ có “V/v”; hãy ghi tiếp nội dung chủ yếu của công văn")
        return abstract

    @cached_property
    def symbol(self) -> str:
        """The symbol: agency and unit, "UBND-VX" (PL I, Phần I, II.3.b)."""
        if self.ky_hieu:
            return self.ky_hieu
        unit = self.viet_tat_don_vi or self.don_vi_soan_thao
        if unit is None:
            raise InputError(
                "ký hiệu công văn cần chữ viết tắt đơn vị soạn thảo hoặc lĩnh vực; hãy ghi trường "
                "“Viết tắt đơn vị”, ví dụ VX (PL I, II.3.b)"
            )
        return build_symbol(None, self.viet_tat_co_quan, unit)


class CongDien(VanBan):
    """A công điện: "... điện:" and those it is sent to, above the body."""

    kinds: ClassVar[tuple[str, ...]] = ("cong_dien",)

    co_quan_dien: Text = Field(
        title="Cơ quan điện",
        description="Tên cơ quan hoặc chức danh của người đứng đầu, in trước chữ “điện:” "
        "(PL III, Mẫu 1.6)",
    )
    noi_nhan_dien: Lines = Field(
        title="Nơi nhận điện",
        min_length=1,
        description="Tên các cơ quan, tổ chức nhận điện (PL III, Mẫu 1.6)",
    )

    @property
    def lead_line(self) -> str:
        """Who sends the telegram: "Chủ tịch Ủy ban nhân dân tỉnh điện:"."""
        return f"{self.co_quan_dien} {self.law.chuoi.dien}"

    @property
    def wired_to(self) -> tuple[str, ...]:
        """Who receives it."""
        return self.noi_nhan_dien
