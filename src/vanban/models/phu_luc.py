"""What goes with a document: appendices, and the document that a decision issues."""

from collections.abc import Sequence

from pydantic import Field

from vanban.models.fields import Flag, Model, OutlineText, Text

_ROMAN = (
    *((100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


class PhuLuc(Model):
    """An appendix (PL I, Phần I, III.1; PL III, Mẫu 2.1 and 2.2)."""

    ten_phu_luc: Text | None = Field(
        default=None,
        title="Tên phụ lục",
        description="Tên của phụ lục, in hoa dưới chữ “Phụ lục” (PL I, III.1.b)",
    )
    noi_dung: OutlineText = Field(
        title="Nội dung", description="Nội dung phụ lục ở dạng dàn bài; bảng ghi [bảng: Tên bảng]"
    )
    kho_ngang: Flag = Field(
        default=False, title="Khổ ngang", description="có: trình bày theo chiều rộng của khổ A4"
    )


class VanBanKemTheo(Model):
    """The document that a decision issues or approves (PL III, Mẫu 1.3)."""

    ten_loai: Text = Field(title="Tên loại", description="Tên loại: Quy chế, Kế hoạch, Đề án")
    trich_yeu: Text = Field(title="Trích yếu", description="Trích yếu của văn bản kèm theo")
    noi_dung: OutlineText = Field(
        title="Nội dung", description="Toàn bộ nội dung ở dạng dàn bài: Chương, Điều, khoản, điểm"
    )


def appendix_numbers(appendices: Sequence[PhuLuc]) -> tuple[str, ...]:
    """The Roman number of each appendix; none for a single one (PL I, Phần I, III.1.a)."""
    if len(appendices) == 1:
        return ("",)
    return tuple(_roman(number) for number in range(1, len(appendices) + 1))


def _roman(number: int) -> str:
    digits = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        digits += letters * count
    return digits
