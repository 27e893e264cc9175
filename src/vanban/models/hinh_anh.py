"""Pictures that stand in the body of a document or of an appendix."""

from typing import ClassVar

from pydantic import Field, field_validator

from vanban.errors import InputError
from vanban.models.fields import FilePath, NamedModel, Text, Whole
from vanban.models.picture_file import read_picture

_LEAST_MM = 5


class HinhAnh(NamedModel):
    """A picture: its name, its file, and how wide it is printed.

    The body asks for it by name in a line "[hình: Tên hình]".
    """

    name_field: ClassVar[str] = "ten_hinh"
    value_field: ClassVar[str | None] = "tep_hinh"

    ten_hinh: Text = Field(
        title="Tên hình", description="Tên để gọi hình trong nội dung: [hình: Bản đồ thôn]"
    )
    tep_hinh: FilePath = Field(
        title="Tệp hình", description="Tệp PNG hoặc JPEG, tính từ thư mục của tệp dữ liệu"
    )
    rong_mm: Whole | None = Field(
        default=None,
        title="Rộng (mm)",
        description="Chiều rộng khi in; bỏ trống thì theo cỡ thật của hình, không quá vùng chữ",
    )
    chu_thich: Text | None = Field(
        default=None, title="Chú thích", description="Dòng chữ in nghiêng dưới hình"
    )

    @field_validator("tep_hinh")
    @classmethod
    def _file_is_a_picture(cls, value: str) -> str:
        read_picture(value)
        return value

    @field_validator("rong_mm")
    @classmethod
    def _width_can_be_seen(cls, value: int | None) -> int | None:
        if value is not None and value < _LEAST_MM:
            raise InputError(f"rộng {value} mm thì quá nhỏ; hãy ghi từ {_LEAST_MM} mm trở lên")
        return value
