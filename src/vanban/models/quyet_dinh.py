"""Decisions and resolutions (PL III, Mẫu 1.1, 1.2 and 1.3)."""

from functools import cached_property
from typing import ClassVar

from pydantic import Field

from vanban.law import Form
from vanban.models.fields import Text
from vanban.models.phu_luc import VanBanKemTheo
from vanban.models.van_ban import VanBan


class QuyetDinh(VanBan):
    """A decision or resolution on a single matter, or one that issues another document."""

    kinds: ClassVar[tuple[str, ...]] = ("quyet_dinh", "nghi_quyet")

    tham_quyen_ban_hanh: Text = Field(
        title="Thẩm quyền ban hành",
        description="Chức vụ của người đứng đầu, hoặc tên tập thể, cơ quan ban hành; in hoa trên "
        "phần căn cứ (PL III, Mẫu 1.2, chú thích 6)",
    )
    van_ban_kem_theo: VanBanKemTheo | None = Field(
        default=None,
        title="Văn bản kèm theo",
        description="Quy chế, kế hoạch… được ban hành hay phê duyệt (PL III, Mẫu 1.3)",
    )

    @cached_property
    def form(self) -> Form:
        """Mẫu 1.1, 1.2, or 1.3 when there is a document to issue."""
        direct = super().form
        if self.van_ban_kem_theo and direct.gian_tiep:
            return self.law.mau[direct.gian_tiep]
        return direct

    @property
    def issued_by(self) -> str:
        """THẨM QUYỀN BAN HÀNH."""
        return self.tham_quyen_ban_hanh

    @property
    def attached(self) -> VanBanKemTheo | None:
        """The document that the decision issues."""
        return self.van_ban_kem_theo
