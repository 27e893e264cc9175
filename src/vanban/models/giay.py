"""Invitations, introductions and leave (PL III, Mẫu 1.7, 1.8 and 1.10); templates hold the text."""

from typing import ClassVar, Self

from pydantic import Field, field_validator, model_validator

from vanban.errors import InputError
from vanban.models.fields import DateField, Flag, MaybeText, Model, Recipient, Text
from vanban.models.van_ban import VanBan
from vanban.wording import PartialDate


def _whole_day(value: PartialDate) -> PartialDate:
    if value.as_date() is None:
        raise InputError(f"“{value}” chưa đủ; cần cả ngày, tháng, năm, ví dụ 15/01/2026")
    return value


def _refuse_disorder(first: tuple[str, PartialDate], last: tuple[str, PartialDate]) -> None:
    """Refuse the days of two fields, title and date, when the second comes before the first."""
    (first_title, first_day), (last_title, last_day) = first, last
    begin, end = first_day.as_date(), last_day.as_date()
    if begin and end and end < begin:
        raise InputError(
            f"“{last_title}” {end:%d/%m/%Y} trước “{first_title}” {begin:%d/%m/%Y}; "
            "kiểm tra lại hai ngày"
        )


class NguoiDuocCap(Model):
    """The person a paper is made out to."""

    ho_ten: Text = Field(title="Họ tên", description="Họ, tên đệm và tên")
    chuc_vu: Text = Field(title="Chức vụ", description="Chức vụ và đơn vị công tác")


class GiayMoi(VanBan):
    """An invitation (PL III, Mẫu 1.7); ``noi_dung`` is what to bear in mind."""

    kinds: ClassVar[tuple[str, ...]] = ("giay_moi",)
    default_template: ClassVar[str | None] = "giay_moi.docx.j2"
    frames_body: ClassVar[bool] = True

    kinh_moi: Text = Field(
        title="Kính mời", description="Tên cơ quan, hoặc họ tên, chức vụ của người được mời"
    )
    toi_du: Text = Field(title="Tới dự", description="Tên cuộc họp, hội nghị, hội thảo")
    chu_tri: Text | None = Field(default=None, title="Chủ trì", description="Người chủ trì")
    thoi_gian: Text = Field(title="Thời gian", description="08 giờ 00, ngày 05 tháng 3 năm 2026")
    dia_diem: Text = Field(title="Địa điểm", description="Nơi tổ chức cuộc họp, hội nghị")

    @property
    def addressees(self) -> tuple[str, ...]:
        """Who is invited."""
        return (self.kinh_moi,)


class GiayGioiThieu(VanBan):
    """A letter of introduction (PL III, Mẫu 1.8); it has no trích yếu."""

    kinds: ClassVar[tuple[str, ...]] = ("giay_gioi_thieu",)
    default_template: ClassVar[str | None] = "giay_gioi_thieu.docx.j2"
    frames_body: ClassVar[bool] = True
    as_above: ClassVar[bool] = True

    trich_yeu: MaybeText = Field(
        default="", title="Trích yếu", description="Giấy giới thiệu không có trích yếu; bỏ trống"
    )
    nguoi_duoc_cu: NguoiDuocCap = Field(
        title="Người được cử", description="Người được giới thiệu (PL III, Mẫu 1.8)"
    )
    duoc_cu_den: Text = Field(
        title="Được cử đến", description="Tên cơ quan, tổ chức được giới thiệu tới làm việc"
    )
    ve_viec: Text = Field(title="Về việc", description="Việc cần làm")
    noi_nhan: tuple[Recipient, ...] = Field(
        default=(),
        title="Nơi nhận",
        description="Những nơi nhận khác, nếu có; “Như trên” có sẵn (PL III, Mẫu 1.8)",
    )
    gia_tri_den: DateField = Field(
        title="Giá trị đến", description="Ngày cuối cùng giấy còn giá trị: 15/01/2026"
    )

    _gia_tri_den = field_validator("gia_tri_den")(_whole_day)

    @model_validator(mode="after")
    def _is_valid_when_issued(self) -> Self:
        _refuse_disorder(("Ngày ban hành", self.ngay_ban_hanh), ("Giá trị đến", self.gia_tri_den))
        return self

    @property
    def lead_line(self) -> str:
        """Who introduces: "Ủy ban nhân dân xã Quang Trung trân trọng giới thiệu:"."""
        return f"{self.co_quan_ban_hanh} {self.law.chuoi.gioi_thieu}"

    @property
    def addressees(self) -> tuple[str, ...]:
        """The body to which someone is introduced, which "Như trên" means."""
        return (self.duoc_cu_den,)


class GiayNghiPhep(VanBan):
    """A leave paper (PL III, Mẫu 1.10); it has no trích yếu."""

    kinds: ClassVar[tuple[str, ...]] = ("giay_nghi_phep",)
    default_template: ClassVar[str | None] = "giay_nghi_phep.docx.j2"
    frames_body: ClassVar[bool] = True

    trich_yeu: MaybeText = Field(
        default="", title="Trích yếu", description="Giấy nghỉ phép không có trích yếu; bỏ trống"
    )
    ngay_lam_don: DateField = Field(
        title="Ngày làm đơn", description="Ngày của đơn đề nghị nghỉ phép"
    )
    nguoi_nghi: NguoiDuocCap = Field(
        title="Người nghỉ", description="Người được cấp giấy nghỉ phép (PL III, Mẫu 1.10)"
    )
    thoi_gian_nghi: Text = Field(title="Thời gian nghỉ", description="Số ngày nghỉ: 05 ngày")
    nghi_tu: DateField = Field(title="Nghỉ từ", description="Ngày bắt đầu nghỉ")
    nghi_den: DateField = Field(title="Nghỉ đến", description="Ngày cuối cùng của kỳ nghỉ")
    noi_nghi: Text = Field(title="Nơi nghỉ", description="Nơi nghỉ phép")
    che_do_nghi: Text = Field(
        title="Chế độ nghỉ",
        description="nghỉ hằng năm có lương, nghỉ không hưởng lương, nghỉ việc riêng…",
    )
    can_xac_nhan: Flag = Field(
        default=False,
        title="Cần xác nhận",
        description="có: thêm phần xác nhận của nơi nghỉ phép dưới chữ ký",
    )

    _whole_days = field_validator("ngay_lam_don", "nghi_tu", "nghi_den")(_whole_day)

    @model_validator(mode="after")
    def _days_are_in_order(self) -> Self:
        _refuse_disorder(("Nghỉ từ", self.nghi_tu), ("Nghỉ đến", self.nghi_den))
        _refuse_disorder(("Ngày làm đơn", self.ngay_lam_don), ("Ngày ban hành", self.ngay_ban_hanh))
        return self

    @property
    def confirmed_by(self) -> tuple[str, ...]:
        """The confirmation of the place of leave, where it is wanted."""
        return self.form.xac_nhan if self.can_xac_nhan else ()
