"""Contracts, memoranda and agreements: parties that sign side by side (Điều 7)."""

from typing import ClassVar

from pydantic import Field, field_validator

from vanban.errors import InputError
from vanban.models.fields import Model, OutlineText, Recipient, Text
from vanban.models.nguoi_ky import NguoiCungKy, NguoiKy, Signature
from vanban.models.van_ban import VanBan


class BenKy(Model):
    """One party."""

    ten_ben: Text = Field(title="Tên bên", description="Bên A, Bên B")
    ten_to_chuc: Text = Field(title="Tên tổ chức", description="Tên cơ quan, tổ chức, cá nhân")
    dia_chi: Text | None = Field(default=None, title="Địa chỉ", description="Trụ sở của bên này")
    dien_thoai: Text | None = Field(default=None, title="Điện thoại", description="Số điện thoại")
    so_tai_khoan: Text | None = Field(
        default=None, title="Số tài khoản", description="Số tài khoản và nơi mở"
    )
    ma_so_thue: Text | None = Field(default=None, title="Mã số thuế", description="Mã số thuế")
    nguoi_ky: NguoiCungKy = Field(title="Người ký", description="Người đại diện của bên này")

    def signature(self) -> Signature:
        """The signature of the party, its name on top."""
        own = self.nguoi_ky.signature()
        return own._replace(offices=(f"Đại diện {self.ten_ben}", *own.offices))


class HopDong(VanBan):
    """A contract, a memorandum or an agreement; ``noi_dung`` holds the clauses."""

    kinds: ClassVar[tuple[str, ...]] = ("hop_dong", "ban_ghi_nho", "ban_thoa_thuan")
    default_template: ClassVar[str | None] = "hop_dong.docx.j2"
    frames_body: ClassVar[bool] = True
    files_nothing: ClassVar[bool] = True

    cac_ben: tuple[BenKy, ...] = Field(
        title="Các bên", min_length=2, description="Hai bên trở lên, ký ngang nhau"
    )
    noi_dung: OutlineText = Field(title="Nội dung", description="Các điều khoản, ở dạng dàn bài")
    nguoi_ky: NguoiKy | None = Field(  # type: ignore[assignment]
        default=None, title="Người ký", description="Không dùng: mỗi bên có người ký của mình"
    )
    noi_nhan: tuple[Recipient, ...] = Field(
        default=(), title="Nơi nhận", description="Bỏ trống thì không in phần Nơi nhận"
    )

    @field_validator("nguoi_ky", "nguoi_ky_khac")
    @classmethod
    def _parties_sign(cls, value: object) -> object:
        if value:
            raise InputError("không dùng ở đây; hãy ghi “Người ký” trong từng bên của “Các bên”")
        return value

    @field_validator("cac_ben")
    @classmethod
    def _parties_have_names_of_their_own(cls, value: tuple[BenKy, ...]) -> tuple[BenKy, ...]:
        names = [party.ten_ben.casefold() for party in value]
        for party, name in zip(value, names, strict=True):
            if names.count(name) > 1:
                raise InputError(f"có hai bên cùng tên “{party.ten_ben}”; hãy đặt tên khác nhau")
        return value

    def signers(self) -> tuple[NguoiCungKy, ...]:
        """The person who signs for each party."""
        return tuple(party.nguoi_ky for party in self.cac_ben)

    def signatures(self) -> tuple[Signature, ...]:
        """The parties in their order, from left to right."""
        return tuple(party.signature() for party in self.cac_ben)
