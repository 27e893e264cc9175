"""The targets of an emulation decree, by the four fields of its section II."""

from collections.abc import Iterator
from functools import cache, cached_property

from pydantic import Field, field_validator

from vanban.models.chi_tieu import ChiTieu
from vanban.models.duoc_giao import WholeTargets
from vanban.models.fields import Model, refuse_twins
from vanban.models.phan_bo import NamedTargets, SharedTargets
from vanban.models.slips import number_slip
from vanban.wording import Quantity, field_key


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

    @cached_property
    def named(self) -> NamedTargets:
        """Every target by its names. Kept, since the documents of a batch share their targets."""
        return NamedTargets(target for _, targets in self.by_field() for target in targets)

    @cached_property
    def whole(self) -> WholeTargets:
        """What the targets of units are set beside; kept as ``named`` is."""
        return WholeTargets(self.named.lone())

    def divided(self, names: tuple[str, ...]) -> SharedTargets:
        """The targets of ``names`` as many documents divide them; kept as ``named`` is."""
        if names not in self._divided:
            self._divided[names] = SharedTargets(self.named, names)
        return self._divided[names]

    @cached_property
    def _divided(self) -> dict[tuple[str, ...], SharedTargets]:
        return {}

    def in_sentences(self, nam: int) -> list[dict[str, object]]:
        """The fields with their targets as they read in the year ``nam``; kept as ``named`` is."""
        if nam not in self._sentences:
            self._sentences[nam] = [
                {
                    "ten": title[0].lower() + title[1:],
                    "chi_tieu": [target.lines(nam) for target in targets],
                }
                for title, targets in self.by_field()
            ]
        return self._sentences[nam]

    @cached_property
    def _sentences(self) -> dict[int, list[dict[str, object]]]:
        return {}

    @cached_property
    def twin_fault(self) -> str:
        """Which target stands in two fields; empty when none does."""
        first: dict[str, str] = {}
        for title, targets in self.by_field():
            for target in targets:
                other = first.setdefault(field_key(target.label), title)
                if other != title:
                    return f"chỉ tiêu “{target.label}” có hai lần: ở “{other}” và ở “{title}”"
        return ""

    @cached_property
    def doubts(self) -> tuple[tuple[str, str], ...]:
        """What is doubtful of the values, each behind its names; kept as ``named`` is."""
        return tuple(
            (" / ".join((title, *path)), fault)
            for title, targets in self.by_field()
            for target in targets
            for path, quantity in target.values()
            if (fault := _unitless(quantity) or number_slip(quantity, path, target.words))
        )

    def by_field(self) -> Iterator[tuple[str, tuple[ChiTieu, ...]]]:
        """The fields that hold targets, in the order of the decree, with their accented names."""
        for name, title in _target_fields():
            targets = getattr(self, name)
            if targets:
                yield title, targets


@cache
def _target_fields() -> tuple[tuple[str, str], ...]:
    return tuple((name, str(f.title)) for name, f in ChiTieuThiDua.model_fields.items())


def _unitless(quantity: Quantity) -> str:
    return "" if quantity.unit else f"“{quantity}” không có đơn vị"
