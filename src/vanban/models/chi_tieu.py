"""Targets (chỉ tiêu): typed values with their parts, who assigned them, and how they read."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import ClassVar, Self

from pydantic import Field, model_validator

from vanban.errors import InputError
from vanban.models.fields import NamedModel, QuantityField, Text
from vanban.wording import Quantity, format_number, total

_SLOT = re.compile(r"\{(\w*)\}")


class ChiTieu(NamedModel):
    """One target, or one value inside a target.

    ``trong_do`` are parts that add up to ``gia_tri``; ``gom_co`` are values that belong together
    and are not added. A target without any value is plain words. ``cach_ghi`` is a sentence with
    slots for targets that do not read "tên: giá trị".
    """

    name_field: ClassVar[str] = "ten_chi_tieu"
    value_field: ClassVar[str | None] = "gia_tri"

    ten_chi_tieu: Text | None = Field(
        None,
        title="Tên chỉ tiêu",
        description="Tên của chỉ tiêu; {nam} được thay bằng năm của văn bản",
    )
    gia_tri: QuantityField | None = Field(
        None, title="Giá trị", description="Số kèm đơn vị: 663 tỷ đồng; 56,5 tạ/ha; 04 hộ; 1,1%"
    )
    cap_giao: Text | None = Field(
        None, title="Cấp giao", description="Cấp giao chỉ tiêu: thị xã, HĐND xã, tỉnh"
    )
    trong_do: tuple["ChiTieu", ...] = Field(
        (), title="Trong đó", description="Các phần; cộng lại phải bằng giá trị"
    )
    gom_co: tuple["ChiTieu", ...] = Field(
        (), title="Gồm có", description="Các giá trị đi cùng, không cộng lại"
    )
    ghi_chu: Text | None = Field(
        None, title="Ghi chú", description="In trong ngoặc đơn ở cuối chỉ tiêu"
    )
    cach_ghi: Text | None = Field(
        None,
        title="Cách ghi",
        description="Câu có chỗ điền, khi không đọc là “tên: giá trị”: "
        "{ten_chi_tieu}, {gia_tri}, {cap_giao}, {ghi_chu}, {trong_do}, {gom_co}, {nam}, "
        "hoặc {1}, {2} cho từng mục của “Gồm có”",
    )

    @classmethod
    def label_of(cls, fields: Mapping[str, object]) -> str:
        """The name, or who assigned the value when it has no name of its own."""
        name, level = fields.get("ten_chi_tieu"), fields.get("cap_giao")
        return str(name or (f"{level} giao" if level else ""))

    @property
    def label(self) -> str:
        """What the target is called: its name, or who assigned it."""
        return self.label_of({"ten_chi_tieu": self.ten_chi_tieu, "cap_giao": self.cap_giao})

    @model_validator(mode="after")
    def _has_a_label(self) -> Self:
        if not self.label:
            raise InputError("chỉ tiêu cần có tên (“Tên chỉ tiêu”) hoặc cấp giao (“Cấp giao”)")
        return self

    @model_validator(mode="after")
    def _parts_add_up(self) -> Self:
        if not self.trong_do:
            return self
        if self.gia_tri is None:
            raise InputError(f"“{self.label}” có “Trong đó” thì phải có “Giá trị” để đối chiếu tổng")
        parts = [part.gia_tri for part in self.trong_do if part.gia_tri is not None]
        if len(parts) < len(self.trong_do):
            raise InputError(f"“{self.label}”: mỗi phần của “Trong đó” phải có “Giá trị”")
        found = total([self.gia_tri, *parts]) - self.gia_tri.value
        if found != self.gia_tri.value:
            raise InputError(
                f"“{self.label}”: các phần cộng lại được "
                f"{Quantity.of(found, self.gia_tri.unit)}, tổng ghi {self.gia_tri} "
                f"(lệch {format_number(found - self.gia_tri.value)}); hãy sửa tổng hoặc sửa phần"
            )
        return self

    @model_validator(mode="after")
    def _sentence_shows_every_value(self) -> Self:
        for text in (self.ten_chi_tieu, self.ghi_chu):
            _refuse_unknown_slots(text or "", {"nam"})
        if self.cach_ghi is None:
            return self
        items = {str(place) for place in range(1, len(self.gom_co) + 1)}
        _refuse_unknown_slots(self.cach_ghi, _SENTENCE_SLOTS | items)
        used = set(_SLOT.findall(self.cach_ghi))
        missing = ["gia_tri"] if self.gia_tri and "gia_tri" not in used else []
        if "gom_co" not in used:
            missing += sorted(items - used)
        if missing:
            slots = ", ".join(f"{{{name}}}" for name in missing)
            raise InputError(f"“Cách ghi” của “{self.label}” không in {slots}; số liệu sẽ bị mất")
        return self

    def sentence(self, nam: int) -> str:
        """How the target reads in the body, without the final stop; ``nam`` fills ``{nam}``."""
        if self.cach_ghi is None:
            return self._plain_sentence(nam)
        slots = {
            "ten_chi_tieu": _fill(self.label, {"nam": str(nam)}),
            "gia_tri": str(self.gia_tri or ""),
            "cap_giao": f"{self.cap_giao} giao" if self.cap_giao else "",
            "ghi_chu": _fill(self.ghi_chu or "", {"nam": str(nam)}),
            "trong_do": self._inline_parts(nam),
            "gom_co": "; ".join(item.sentence(nam) for item in self.gom_co),
            "nam": str(nam),
        }
        for place, item in enumerate(self.gom_co, 1):
            slots[str(place)] = item.sentence(nam)
        return _fill(self.cach_ghi, slots)

    @property
    def parts_on_own_lines(self) -> bool:
        """Whether the parts are set as lines of their own under the target."""
        return bool(self.trong_do) and "{trong_do}" not in (self.cach_ghi or "")

    def values(self) -> Iterator[tuple[tuple[str, ...], Quantity]]:
        """Every typed value below this target with the labels that lead to it."""
        if self.gia_tri is not None:
            yield (self._path_label(),), self.gia_tri
        for child in (*self.trong_do, *self.gom_co):
            for path, quantity in child.values():
                yield (self._path_label(), *path), quantity

    def _path_label(self) -> str:
        assigned = self.ten_chi_tieu and self.cap_giao
        return f"{self.label} ({self.cap_giao} giao)" if assigned else self.label

    def _plain_sentence(self, nam: int) -> str:
        text = _fill(self.label, {"nam": str(nam)})
        if self.gia_tri:
            assigned = f"{self.cap_giao} giao " if self.ten_chi_tieu and self.cap_giao else ""
            text += f": {assigned}{self.gia_tri}"
        if self.gom_co:
            before, between = (", ", ", ") if self.gia_tri else (": ", "; ")
            text += before + between.join(item.sentence(nam) for item in self.gom_co)
        if self.ghi_chu:
            text += f" ({_fill(self.ghi_chu, {'nam': str(nam)})})"
        return text

    def _inline_parts(self, nam: int) -> str:
        return ", ".join(
            f"{_fill(part.label, {'nam': str(nam)})} {part.gia_tri}" for part in self.trong_do
        )


_SENTENCE_SLOTS = frozenset(
    {"ten_chi_tieu", "gia_tri", "cap_giao", "ghi_chu", "trong_do", "gom_co", "nam"}
)


def _fill(text: str, slots: Mapping[str, str]) -> str:
    if "{" not in text:
        return text
    return _SLOT.sub(lambda match: slots[match[1]], text)


def _refuse_unknown_slots(text: str, known: set[str] | frozenset[str]) -> None:
    for name in _SLOT.findall(text):
        if name not in known:
            close = get_close_matches(name, known, 1)
            hint = f"; có phải {{{close[0]}}}?" if close else ""
            raise InputError(f"“{text}” có chỗ điền lạ {{{name}}}{hint}")
