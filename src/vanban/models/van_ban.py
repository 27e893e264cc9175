"""The document that every kind shares: the main components of NĐ 30, Điều 8 khoản 2."""

import re
from calendar import monthrange
from datetime import date
from functools import cached_property
from typing import Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from vanban.errors import InputError, Problem
from vanban.law import BodySize, Law, law_on
from vanban.models.fields import DateField, Model, OutlineText, Recipient, Text, Whole
from vanban.models.phan_bo import PhanBo
from vanban.wording import PartialDate, build_symbol, field_key, number_line

_FILING_LINE = re.compile(r"lưu\s*:|lưu\s+vt\b", re.IGNORECASE)


def _as_lines(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


class NguoiKy(Model):
    """Who signs: authority, office and name (PL I, Phần I, II.7)."""

    quyen_han_ky: Annotated[tuple[Text, ...], BeforeValidator(_as_lines)] = Field(
        default=(),
        title="Quyền hạn ký",
        description="Các dòng trên chức vụ: TM. Ủy ban nhân dân; KT. Chủ tịch (PL I, II.7.b)",
        json_schema_extra={"anyOf": [{"type": "string"}, {"type": "array"}]},
    )
    chuc_vu: Text = Field(title="Chức vụ", description="Chức vụ của người ký (PL I, II.7.c)")
    ho_ten: Text = Field(
        title="Họ tên",
        description="Họ, tên đệm và tên; không ghi học hàm, học vị (PL I, II.7.c)",
    )


class VanBan(Model):
    """An administrative document of the common form (Mẫu 1.4): what it says, not how it looks.

    A kind with fields of its own is a subclass. The body is ``noi_dung`` (outline text) when
    given, else the template ``khuon_mau``, else the template of the kind.
    """

    default_template: ClassVar[str | None] = None
    # What only a template can print: one that leaves it out is refused.
    printed_by_template: ClassVar[tuple[str, ...]] = ()

    loai: Text = Field(title="Loại", description="Khóa của loại văn bản, ví dụ phat_dong, ke_hoach")
    ten_loai: Text = Field(
        default="",
        title="Tên loại",
        description="Tên loại văn bản (PL I, II.5); các loại của Điều 7 đã có sẵn tên",
    )
    viet_tat_ten_loai: Text | None = Field(
        default=None,
        title="Viết tắt tên loại",
        description="Chỉ ghi khi tên loại không thuộc Điều 7; các loại của Điều 7 đã có sẵn",
    )
    co_quan_chu_quan: Text | None = Field(
        default=None,
        title="Cơ quan chủ quản",
        description="Cơ quan chủ quản trực tiếp, nếu có (PL I, II.2)",
    )
    co_quan_ban_hanh: Text = Field(
        title="Cơ quan ban hành",
        description="Tên chính thức, đầy đủ của cơ quan ban hành (PL I, II.2)",
    )
    viet_tat_co_quan: Text = Field(
        title="Viết tắt cơ quan",
        description="Chữ viết tắt tên cơ quan dùng trong ký hiệu, ví dụ UBND (PL I, II.3.b)",
    )
    so_van_ban: Whole | None = Field(
        default=None,
        title="Số văn bản",
        description="Bỏ trống khi chưa vào sổ; chỗ ghi số sẽ để trắng (Điều 15)",
    )
    ky_hieu: Text | None = Field(
        default=None,
        title="Ký hiệu",
        description="Chỉ ghi khi khác “viết tắt tên loại-viết tắt cơ quan” (PL I, II.3.b)",
    )
    dia_danh: Text = Field(
        title="Địa danh",
        description="Tên đơn vị hành chính nơi cơ quan đóng trụ sở (PL I, II.4.a)",
    )
    ngay_ban_hanh: DateField = Field(
        title="Ngày ban hành",
        description="15/01/2024; chỉ ghi 2024 nếu ngày, tháng để trắng (PL I, II.4.b)",
    )
    trich_yeu: Text = Field(
        title="Trích yếu", description="Một câu ngắn gọn nêu nội dung chủ yếu (PL I, II.5.a)"
    )
    noi_dung: OutlineText | None = Field(
        default=None,
        title="Nội dung",
        description="Toàn bộ nội dung ở dạng dàn bài; bỏ trống thì lấy từ khuôn mẫu",
    )
    nguoi_ky: NguoiKy = Field(title="Người ký", description="Người có thẩm quyền ký (PL I, II.7)")
    noi_nhan: tuple[Recipient, ...] = Field(
        title="Nơi nhận",
        min_length=1,
        description="Mỗi nơi một dòng, không cần gạch đầu dòng, không ghi dòng Lưu (PL I, II.9)",
    )
    don_vi_soan_thao: Text | None = Field(
        default=None,
        title="Đơn vị soạn thảo",
        description="Viết tắt đơn vị soạn thảo, in sau “Lưu: VT,” (PL I, II.9.d)",
    )
    co_chu: BodySize = Field(
        default=14,
        title="Cỡ chữ",
        description="Cỡ chữ nội dung: 13 hoặc 14; các cỡ khác đi theo (PL I, V, chú thích)",
    )
    khuon_mau: Text | None = Field(
        default=None,
        validate_default=True,
        title="Khuôn mẫu",
        description="Tên tệp khuôn mẫu thay cho khuôn mẫu của loại",
    )

    @field_validator("co_chu", mode="before")
    @classmethod
    def _read_size(cls, value: object) -> object:
        sizes = {str(size): size for size in law_on().bo_co_chu}
        if size := sizes.get(str(value).strip()):
            return size
        raise InputError(f"cần {' hoặc '.join(sizes)}")

    @field_validator("so_van_ban")
    @classmethod
    def _number_counts_from_one(cls, value: int | None) -> int | None:
        if value is not None and value < 1:
            raise InputError("số văn bản bắt đầu từ 1; chưa có số thì bỏ trống")
        return value

    @field_validator("noi_nhan")
    @classmethod
    def _filing_line_is_ours(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for line in value:
            if _FILING_LINE.match(line):
                raise InputError(
                    f"bỏ dòng “{line}” khỏi danh sách: "
                    "dòng Lưu được in từ trường “Đơn vị soạn thảo”"
                )
        return value

    @model_validator(mode="before")
    @classmethod
    def _name_the_kind(cls, data: Any) -> Any:
        """A kind of Điều 7 brings its name along."""
        if not isinstance(data, dict) or "ten_loai" in data:
            return data
        kind = law_on().kind_keyed(field_key(str(data.get("loai", ""))))
        return data | {"ten_loai": kind.ten_loai} if kind else data

    @model_validator(mode="after")
    def _name_fits_the_kind(self) -> Self:
        kind = self.law.kind_keyed(field_key(self.loai))
        if not self.ten_loai:
            raise InputError(f"“{self.loai}” không thuộc Điều 7; hãy ghi trường “Tên loại”")
        named = self.law.kind_named(self.ten_loai)
        if named and named.mau != self.law.mau_chung:
            raise InputError(f"{named.ten_loai} có mẫu riêng; vanban chưa làm được loại này")
        if kind and named is not kind:
            raise InputError(
                f"loại là {kind.ten_loai} mà tên loại ghi “{self.ten_loai}”; hãy sửa một trong hai"
            )
        return self

    @model_validator(mode="after")
    def _symbol_can_be_built(self) -> Self:
        if self.viet_tat_ten_loai:
            _ = self.kind_abbreviation
        number_line(self.so_van_ban, self.symbol)
        return self

    @field_validator("khuon_mau")
    @classmethod
    def _has_a_body(cls, value: str | None, info: ValidationInfo) -> str | None:
        if not (value or cls.default_template) and info.data.get("noi_dung", "") is None:
            raise InputError("thiếu nội dung: hãy ghi trường “Nội dung” hoặc “Khuôn mẫu”")
        return value

    @field_validator("ngay_ban_hanh")
    @classmethod
    def _a_law_was_in_force(cls, value: PartialDate) -> PartialDate:
        law_on(_last_day(value))
        return value

    @property
    def law(self) -> Law:
        """The decree in force on the day of issue; a day left blank is the last it can be."""
        return law_on(_last_day(self.ngay_ban_hanh))

    @property
    def kind_abbreviation(self) -> str:
        """The abbreviation of the kind: the law's, or the document's own for a custom kind.

        Raises InputError when a custom kind gives none, or a kind of Điều 7 gives another.
        """
        kind = self.law.kind_named(self.ten_loai)
        if kind is None:
            if self.viet_tat_ten_loai is None:
                raise InputError(
                    f"“{self.ten_loai}” không thuộc {len(self.law.loai)} loại của Điều 7; "
                    "hãy ghi thêm trường “Viết tắt tên loại”"
                )
            return self.viet_tat_ten_loai
        if kind.viet_tat is None:
            raise InputError(f"{kind.ten_loai} không có chữ viết tắt; hãy ghi trường “Ký hiệu”")
        if self.viet_tat_ten_loai not in (None, kind.viet_tat):
            raise InputError(
                f"{kind.ten_loai} viết tắt là {kind.viet_tat} (Phụ lục III, I), "
                f"gặp “{self.viet_tat_ten_loai}”"
            )
        return kind.viet_tat

    @cached_property
    def symbol(self) -> str:
        """The symbol after the number: "QĐ-UBND" (PL I, Phần I, II.3.b)."""
        return self.ky_hieu or build_symbol(self.kind_abbreviation, self.viet_tat_co_quan)

    @property
    def title(self) -> str:
        """Kind and abstract in one line, for the properties of the file."""
        is_word = not self.trich_yeu[:2].isupper()
        start = self.trich_yeu[:1].lower() if is_word else self.trich_yeu[:1]
        return f"{self.ten_loai} {start}{self.trich_yeu[1:]}"

    def find_warnings(self) -> tuple[Problem, ...]:
        """What is allowed and still worth a second look."""
        if self.law.kind_named(self.ten_loai):
            return ()
        return (
            Problem(
                f"“{self.ten_loai}” không thuộc {len(self.law.loai)} loại văn bản hành chính của "
                f"Điều 7 Nghị định {self.law.van_ban.so_ky_hieu}; ký hiệu "
                f"“{self.viet_tat_ten_loai or self.ky_hieu}” là do cơ quan tự đặt",
                field="Tên loại",
            ),
        )

    def shares(self) -> tuple[PhanBo, ...]:
        """What this document takes of targets that a batch divides; none for most kinds."""
        return ()

    def template_context(self) -> dict[str, object]:
        """The plain data a template may use: texts, numbers, lists and mappings of them.

        What the document does not have is empty, never None.
        """
        return {
            "ten_loai": self.ten_loai,
            "co_quan_ban_hanh": self.co_quan_ban_hanh,
            "co_quan_chu_quan": self.co_quan_chu_quan or "",
            "dia_danh": self.dia_danh,
            "ky_hieu": self.symbol,
            "trich_yeu": self.trich_yeu,
            "chuc_vu": self.nguoi_ky.chuc_vu,
            "ho_ten": self.nguoi_ky.ho_ten,
        }


def _last_day(day: PartialDate) -> date:
    """The day of issue, or the last it can be while it is left blank."""
    month = day.thang or 12
    return date(day.nam, month, day.ngay or monthrange(day.nam, month)[1])
