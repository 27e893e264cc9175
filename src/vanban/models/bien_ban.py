"""Minutes (PL III, Mẫu 1.9): no date line, two signatures, Nơi nhận below them."""

from typing import ClassVar

from pydantic import Field

from vanban.law import law_on
from vanban.models.fields import MaybeText, OutlineText, Recipient, Text
from vanban.models.nguoi_ky import NguoiCungKy, NguoiKy
from vanban.models.van_ban import VanBan

_WORDS = law_on().chuoi


class ChuToa(NguoiKy):
    """Who presides over the meeting."""

    chuc_vu: Text = Field(default=_WORDS.chu_toa, title="Chức vụ", description="Mặc định: Chủ tọa")


class ThuKy(NguoiKy):
    """Who keeps the minutes."""

    chuc_vu: Text = Field(default=_WORDS.thu_ky, title="Chức vụ", description="Mặc định: Thư ký")


class BienBan(VanBan):
    """The minutes of a meeting; ``noi_dung`` is its course."""

    kinds: ClassVar[tuple[str, ...]] = ("bien_ban",)
    default_template: ClassVar[str | None] = "bien_ban.docx.j2"
    frames_body: ClassVar[bool] = True

    dia_danh: MaybeText = Field(
        default="", title="Địa danh", description="Biên bản không có dòng địa danh, ngày tháng"
    )
    thoi_gian_bat_dau: Text = Field(
        title="Thời gian bắt đầu", description="08 giờ 00, ngày 05 tháng 3 năm 2026"
    )
    dia_diem: Text = Field(title="Địa điểm", description="Nơi tổ chức cuộc họp, hội nghị")
    thanh_phan_tham_du: tuple[Recipient, ...] = Field(
        title="Thành phần tham dự", min_length=1, description="Mỗi người hoặc đơn vị một dòng"
    )
    hinh_thuc_hop: Text = Field(
        default="cuộc họp",
        title="Hình thức họp",
        description="cuộc họp, hội nghị hoặc hội thảo; mặc định là cuộc họp",
    )
    noi_dung: OutlineText = Field(
        title="Nội dung", description="Diễn biến cuộc họp, ở dạng dàn bài (PL III, Mẫu 1.9)"
    )
    thoi_gian_ket_thuc: Text = Field(
        title="Thời gian kết thúc", description="11 giờ 30, ngày 05 tháng 3 năm 2026"
    )
    nguoi_ky: ChuToa = Field(title="Người ký", description="Chủ tọa cuộc họp")
    nguoi_ky_khac: tuple[NguoiCungKy, ...] = Field(  # type: ignore[assignment]
        default=(), title="Người ký khác", description="Những người dự họp cùng ký"
    )
    thu_ky: ThuKy = Field(title="Thư ký", description="Người ghi biên bản")
    noi_nhan: tuple[Recipient, ...] = Field(
        default=(), title="Nơi nhận", description="Mỗi nơi một dòng, không ghi dòng Lưu"
    )
    don_vi_soan_thao: Text | None = Field(
        default=_WORDS.luu_bien_ban,
        title="Đơn vị soạn thảo",
        description="In sau “Lưu: VT,”; mặc định là Hồ sơ (PL III, Mẫu 1.9)",
    )

    def signers(self) -> tuple[NguoiCungKy, ...]:
        """The secretary at the left, the chairman at the right."""
        return (self.thu_ky, *self.nguoi_ky_khac, self.nguoi_ky)
