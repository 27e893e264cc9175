"""The targets of an emulation decree, by the four fields of its section II."""

from collections.abc import Iterator
from functools import cache

from pydantic import Field, field_validator

from vanban.models.chi_tieu import ChiTieu
from vanban.models.fields import Model, refuse_twins


class ChiTieuThiDua(Model):
    """The targets of section II, by field."""

    kinh_te: tuple[ChiTieu, ...] = Field(
        default=(), title="Kinh tế", description="Chỉ tiêu về kinh tế"
    )
    van_hoa_xa_hoi: tuple[ChiTieu, ...] = Field(
        default=(), title="Văn hóa - xã hội", description="Chỉ tiêu về văn hóa - xã hội"
    )
    moi_truong: tuple[ChiTieu, ...] = Field(
        default=(), title="Môi trường", description="Chỉ tiêu về môi trường"
    )
    quoc_phong_an_ninh: tuple[ChiTieu, ...] = Field(
        default=(), title="Quốc phòng - an ninh", description="Chỉ tiêu về quốc phòng, an ninh"
    )

    @field_validator("*")
    @classmethod
    def _one_name_each(cls, value: tuple[ChiTieu, ...]) -> tuple[ChiTieu, ...]:
        refuse_twins((target.label for target in value), "chỉ tiêu ")
        return value

    def by_field(self) -> Iterator[tuple[str, tuple[ChiTieu, ...]]]:
        """The fields that hold targets, in the order of the decree, with their accented names."""
        for name, title in _target_fields():
            targets = getattr(self, name)
            if targets:
                yield title, targets


@cache
def _target_fields() -> tuple[tuple[str, str], ...]:
    return tuple((name, str(f.title)) for name, f in ChiTieuThiDua.model_fields.items())
