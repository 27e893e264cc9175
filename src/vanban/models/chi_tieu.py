"""Targets (chỉ tiêu): typed values with their parts, who assigned them, and how they read."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, localcontext
from functools import cached_property
from typing import ClassVar

from pydantic import Field

from vanban.errors import InputError
from vanban.models.fields import NamedModel, QuantityField, Text
from vanban.wording import Quantity, field_key, format_number, nearest, total

_NBSP = "\u00a0"
_YEAR = "{nam}"
_SLOT = re.compile(r"\{(\w*)\}")
_BRACES = re.compile(r"\{([^{}]*)\}")
# Enough for any two quantities, which lie within 10^±100 of one.
_EXACT_DIGITS = 500


class ChiTieu(NamedModel):
    """One target, or one value inside a target.

    ``trong_do`` are parts that add up to ``gia_tri``; ``gom_co`` are values that belong together
    and are not added. A target without any value is plain words. ``cach_ghi`` is a sentence with
    slots for targets that do not read "tên: giá trị".
    """

    name_field: ClassVar[str] = "ten_chi_tieu"
    value_field: ClassVar[str | None] = "gia_tri"

    ten_chi_tieu: Text | None = Field(
        default=None,
        title="Tên chỉ tiêu",
        description="Tên của chỉ tiêu; {nam} được thay bằng năm của văn bản",
    )
    gia_tri: QuantityField | None = Field(
        default=None,
        title="Giá trị",
        description="Số kèm đơn vị: 663 tỷ đồng; 56,5 tạ/ha; 04 hộ; 1,1%",
    )
    cap_giao: Text | None = Field(
        default=None, title="Cấp giao", description="Cấp giao chỉ tiêu: thị xã, HĐND xã, tỉnh"
    )
    trong_do: tuple["ChiTieu", ...] = Field(
        default=(), title="Trong đó", description="Các phần; cộng lại phải bằng giá trị"
    )
    gom_co: tuple["ChiTieu", ...] = Field(
        default=(), title="Gồm có", description="Các giá trị đi cùng, không cộng lại"
    )
    ghi_chu: Text | None = Field(
        default=None, title="Ghi chú", description="In trong ngoặc đơn ở cuối chỉ tiêu"
    )
    cach_ghi: Text | None = Field(
        default=None,
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
        return self.ten_chi_tieu or self.label_of({"cap_giao": self.cap_giao})

    def model_post_init(self, _context: object) -> None:
        """Refuse what does not add up, or would be lost in print.

        Not by validators "after": pydantic calls those of a nested model twice.
        """
        if not self.label:
            raise InputError("chỉ tiêu cần có tên (“Tên chỉ tiêu”) hoặc cấp giao (“Cấp giao”)")
        if self.trong_do:
            self._parts_add_up()
        for text in (self.ten_chi_tieu, self.cap_giao, self.ghi_chu):
            if text and "{" in text:
                _refuse_unknown_slots(text, {"nam"})
        if self.trong_do or self.gom_co:
            _refuse_lost_parts(self)
        if self.cach_ghi is not None:
            self._sentence_shows_every_value(self.cach_ghi)

    def _parts_add_up(self) -> None:
        name, whole = f"“{self.label}”", self.gia_tri
        if whole is None:
            raise InputError(f"{name} có “Trong đó” thì phải có “Giá trị” để đối chiếu tổng")
        parts = [part.gia_tri for part in self.trong_do if part.gia_tri is not None]
        if len(parts) < len(self.trong_do):
            raise InputError(f"{name}: mỗi phần của “Trong đó” phải có “Giá trị”")
        off = _difference(whole, parts)
        if off:
            found = Quantity.of(whole.value + off, whole.unit)
            raise InputError(
                f"{name}: các phần cộng lại được {found}, tổng ghi {whole} "
                f"(lệch {format_number(off)}); hãy sửa tổng hoặc sửa phần"
            )

    def _sentence_shows_every_value(self, sentence: str) -> None:
        items = {str(place) for place in range(1, len(self.gom_co) + 1)}
        _refuse_missing_items(self, items)
        _refuse_unknown_slots(sentence, _SENTENCE_SLOTS | items)
        used = set(_SLOT.findall(sentence))
        missing = [name for name in self._needed_slots() if name not in used]
        if "gom_co" not in used:
            missing += sorted(items - used, key=int)
        if missing:
            slots = ", ".join(f"{{{name}}}" for name in missing)
            raise InputError(f"“Cách ghi” của “{self.label}” không in {slots}; số liệu sẽ bị mất")

    def _needed_slots(self) -> Iterator[str]:
        """What ``cach_ghi`` must print, since it stands nowhere else on the page."""
        if self.gia_tri:
            yield "gia_tri"
        if self.cap_giao and self.ten_chi_tieu:
            yield "cap_giao"
        if self.ghi_chu:
            yield "ghi_chu"

    def sentence(self, nam: int) -> str:
        """How the target reads in the body, without the final stop; ``nam`` fills ``{nam}``.

        Non-breaking spaces hold a number and its unit together.
        """
        return _with_year(self._reading(), nam)

    def lines(self, nam: int) -> tuple[str, tuple[str, ...]]:
        """The sentence, and those of the parts that stand on lines of their own below it."""
        lines, has_year = self._lines
        if not has_year:
            return lines
        sentence, parts = lines
        return _with_year(sentence, nam), tuple([_with_year(part, nam) for part in parts])

    @cached_property
    def _lines(self) -> tuple[tuple[str, tuple[str, ...]], bool]:
        """The lines with ``{nam}`` still open, and whether it stands in any of them.

        Kept, since most targets of a batch are shared.
        """
        sentence = self._reading()
        if not self.parts_on_own_lines:
            return (sentence, ()), _YEAR in sentence
        parts = tuple([part._reading() for part in self.trong_do])
        return (sentence, parts), any(_YEAR in text for text in (sentence, *parts))

    def _reading(self) -> str:
        if self.cach_ghi is not None:
            return _SLOT.sub(lambda slot: self._slot(slot[1]), self.cach_ghi)
        text = self.label
        assigned = f"{self.cap_giao} giao" if self.ten_chi_tieu and self.cap_giao else ""
        if self.gia_tri:
            text = f"{text}: {assigned}{' ' if assigned else ''}{_whole(self.gia_tri)}"
        elif assigned:
            text = f"{text} ({assigned})"
        if self.gom_co:
            before, between = (", ", ", ") if self.gia_tri else (": ", "; ")
            text += before + between.join([item._reading() for item in self.gom_co])
        if self.ghi_chu:
            text += f" ({self.ghi_chu})"
        return text

    def _slot(self, name: str) -> str:
        """What stands in a slot of ``cach_ghi``."""
        match name:
            case "ten_chi_tieu":
                text = self.label
            case "gia_tri":
                text = _whole(self.gia_tri)
            case "cap_giao":
                text = f"{self.cap_giao} giao" if self.cap_giao else ""
            case "ghi_chu":
                text = self.ghi_chu or ""
            case "trong_do":
                text = ", ".join(f"{part.label} {_whole(part.gia_tri)}" for part in self.trong_do)
            case "gom_co":
                text = "; ".join(item._reading() for item in self.gom_co)
            case "nam":
                text = _YEAR
            case place:
                text = self.gom_co[int(place) - 1]._reading()
        return text

    def words(self) -> str:
        """All that is printed of the target, ``{nam}`` still open."""
        (sentence, parts), _ = self._lines
        return " ".join((sentence, *parts))

    @property
    def parts_on_own_lines(self) -> bool:
        """Whether the parts are set as lines of their own under the target."""
        return bool(self.trong_do) and "{trong_do}" not in (self.cach_ghi or "")

    def values(self) -> Iterator[tuple[tuple[str, ...], Quantity]]:
        """Every typed value below this target with the labels that lead to it."""
        if self.gia_tri is not None:
            yield (self.path_label,), self.gia_tri
        for child in (*self.trong_do, *self.gom_co):
            for path, quantity in child.values():
                yield (self.path_label, *path), quantity

    @property
    def path_label(self) -> str:
        """The label among those that lead to a value: with who assigned it, where that is said."""
        assigned = self.ten_chi_tieu and self.cap_giao
        return f"{self.label} ({self.cap_giao} giao)" if assigned else self.label


_SENTENCE_SLOTS = frozenset(
    {"ten_chi_tieu", "gia_tri", "cap_giao", "ghi_chu", "trong_do", "gom_co", "nam"}
)


def _whole(quantity: Quantity | None) -> str:
    """A quantity that no line end splits."""
    return str(quantity).replace(" ", _NBSP) if quantity else ""


def _with_year(text: str, nam: int) -> str:
    return text.replace(_YEAR, str(nam))


def _difference(whole: Quantity, parts: list[Quantity]) -> Decimal:
    """How far the sum of the parts lies above the whole; every digit counts."""
    with localcontext(prec=_EXACT_DIGITS):
        total([whole, *parts])  # refuses other units
        off = sum((part.value for part in parts), Decimal(0)) - whole.value
        return off.normalize()  # 1,0 is a sum of decimals, and reads as 1


def _refuse_lost_parts(target: ChiTieu) -> None:
    """Raises InputError when a value inside ``target`` has no place in its sentence."""
    for child in (*target.trong_do, *target.gom_co):
        if child.parts_on_own_lines:
            raise InputError(
                f"“{child.label}” nằm trong mục khác nên phải có “Cách ghi” in {{trong_do}}, "
                "nếu không các phần của nó sẽ bị mất"
            )
    if "{trong_do}" not in (target.cach_ghi or ""):
        return
    for part in target.trong_do:
        named_twice = part.ten_chi_tieu and part.cap_giao
        if part.gom_co or part.trong_do or part.ghi_chu or part.cach_ghi or named_twice:
            raise InputError(
                f"{{trong_do}} chỉ in tên và giá trị của “{part.label}”; hãy chuyển các trường "
                "khác của mục này ra ngoài"
            )


def _refuse_missing_items(target: ChiTieu, items: set[str]) -> None:
    asked = [name for name in _SLOT.findall(target.cach_ghi or "") if name.isdigit()]
    beyond = [name for name in asked if name not in items]
    if beyond:
        raise InputError(
            f"“Cách ghi” của “{target.label}” in mục {{{beyond[0]}}} của “Gồm có”, "
            f"nhưng chỉ có {len(items)} mục"
        )


def _refuse_unknown_slots(text: str, known: set[str] | frozenset[str]) -> None:
    for name in _BRACES.findall(text):
        if name not in known:
            close = nearest(field_key(name), known)
            hint = f"; có phải {{{close}}}?" if close else ""
            raise InputError(f"“{text}” có chỗ điền lạ {{{name}}}{hint}")
