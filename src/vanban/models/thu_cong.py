"""Public letters (Điều 7): no abbreviation and no mẫu, so no number unless the data give one."""

from functools import cached_property
from typing import ClassVar

from pydantic import Field, field_validator

from vanban.errors import InputError
from vanban.models.fields import MaybeText, Recipient, Text
from vanban.models.van_ban import VanBan


class ThuCong(VanBan):
    """A public letter; ``ten_loai`` may name it: Thư chúc mừng, Thư khen."""

    kinds: ClassVar[tuple[str, ...]] = ("thu_cong",)
    names_itself: ClassVar[bool] = True
    closing_mark: ClassVar[bool] = False
    files_nothing: ClassVar[bool] = True

    ten_loai: Text = Field(
        default="Thư công",
        title="Tên loại",
        description="Mặc định là Thư công; có thể ghi Thư chúc mừng, Thư khen",
    )
    viet_tat_co_quan: MaybeText = Field(
        default="", title="Viết tắt cơ quan", description="Thư công không có ký hiệu; bỏ trống"
    )
    trich_yeu: MaybeText = Field(default="", title="Trích yếu", description="Có thể bỏ trống")
    noi_nhan: tuple[Recipient, ...] = Field(
        default=(), title="Nơi nhận", description="Bỏ trống thì không in phần Nơi nhận"
    )

    @field_validator("ten_loai")
    @classmethod
    def _is_a_letter(cls, value: str) -> str:
        if not value.casefold().startswith("thư"):
            raise InputError(f"tên của thư công bắt đầu bằng chữ “Thư”, gặp “{value}”")
        return value

    @cached_property
    def symbol(self) -> str:
        """The symbol that the data give; the decree has none for these letters."""
        return self.ky_hieu or ""
