"""Who signs, and by which authority (PL I, Phần I, II.7; Điều 13)."""

import re
from functools import lru_cache
from typing import Annotated, Any, NamedTuple, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from vanban.errors import InputError
from vanban.law import Authority, law_on
from vanban.models.fields import MaybeText, Model, Text

# "TM.", and what people write for it: "T/M", "T.M.", "TM", "TM:", "K/T".
_LETTERS = re.compile(r"(T[/.]?U[/.]?Q|T[/.]?M|K[/.]?T|T[/.]?L|Q)(\.?)(?=[\s:./]|$)", re.IGNORECASE)
# A second authority inside a line: "TM. Ủy ban nhân dân KT. Chủ tịch".
_WITHIN = re.compile(r"\s(?:TUQ|TM|KT|TL)\.")
_ACADEMIC = re.compile(
    r"(?:(?:P?GS|TSKH|TS|Th\.?S|BS|KS|CN|NGND|NGƯT|NSND|NSƯT|Dr|CK[12I]+)(?:[.,]\s*|\s+)"
    r"|(?:phó giáo sư|giáo sư|tiến sĩ|tiến sỹ|thạc sĩ|thạc sỹ|bác sĩ|bác sỹ|kỹ sư|cử nhân"
    r"|nhà giáo|nghệ sĩ|nghệ sỹ|anh hùng)[\s,]+)+",
    re.IGNORECASE,
)
# Offices that say so at their end: "Tổ phó", "Chỉ huy phó".
_DEPUTY = re.compile(
    r"(?:tổ|đội|hiệu|thôn|xóm|ấp|bản|khóm|chỉ huy|tham mưu|tiểu đoàn|(?:đại|trung|tiểu) đội) phó\b",
    re.IGNORECASE,
)


def _as_lines(value: Any) -> Any:
    """The lines of a text: one, or several divided by semicolons."""
    if not isinstance(value, str):
        return value
    return tuple(line for line in value.split(";") if line.strip()) or (value,)


class Signature(NamedTuple):
    """One signature as it stands: the lines above it, and those below."""

    offices: tuple[str, ...]
    other_office: str
    name: str


class NguoiCungKy(Model):
    """Someone who signs beside the agency: for a party, another body, or in person.

    The rules of the decree for an agency's own signatory do not bind them.
    """

    quyen_han_ky: Annotated[tuple[Text, ...], BeforeValidator(_as_lines)] = Field(
        default=(),
        title="Quyền hạn ký",
        description="Các dòng trên chức vụ: TM. Ủy ban nhân dân; KT. Chủ tịch (PL I, II.7.b)",
        json_schema_extra={"anyOf": [{"type": "string"}, {"type": "array"}]},
    )
    chuc_vu: MaybeText = Field(
        default="", title="Chức vụ", description="Chức vụ của người ký; cá nhân thì bỏ trống"
    )
    chuc_vu_khac: Text | None = Field(
        default=None,
        title="Chức vụ khác",
        description="Chức vụ thứ hai, in ngay trên họ tên (PL I, II.7.c, II.7.đ)",
    )
    ho_ten: Text = Field(
        title="Họ tên",
        description="Họ, tên đệm và tên; không ghi học hàm, học vị (PL I, II.7.c)",
    )

    @field_validator("ho_ten")
    @classmethod
    def _name_is_not_in_capitals(cls, value: str) -> str:
        if value.isupper() and value != value.title():
            raise InputError(
                f"“{value}” viết in hoa; họ tên người ký viết in thường, hoa chữ cái đầu: "
                f"“{_ACADEMIC.sub('', value, count=1).title()}” (PL I, II.7.đ)"
            )
        return value

    @property
    def has_academic_title(self) -> bool:
        """Whether a title such as "TS." stands before the name (PL I, Phần I, II.7.c)."""
        return bool(_ACADEMIC.match(self.ho_ten))

    def signature(self) -> Signature:
        """The lines of the signature."""
        offices = (*self.quyen_han_ky, *((self.chuc_vu,) if self.chuc_vu else ()))
        return Signature(offices, self.chuc_vu_khac or "", self.ho_ten)


class NguoiKy(NguoiCungKy):
    """Who signs for the issuing body: authority, office and name (PL I, Phần I, II.7)."""

    chuc_vu: Text = Field(title="Chức vụ", description="Chức vụ của người ký (PL I, II.7.c)")

    @field_validator("quyen_han_ky")
    @classmethod
    def _authorities_are_lawful(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        letters = law_on().quyen_han
        found = [_letters_of(line, letters) for line in value]
        for line, letter in zip(value, found, strict=True):
            _refuse_deputy_after(line, letter, letters)
        _refuse_order(found, letters)
        return value

    @field_validator("chuc_vu")
    @classmethod
    def _office_has_no_authority(cls, value: str) -> str:
        letters = law_on().quyen_han
        match = _LETTERS.match(value)
        if match and _plain(match[1]) != _plain(letters.quyen):
            raise InputError(
                f"“{value}”: phần “{match[0]}…” là quyền hạn ký; hãy chuyển sang trường "
                "“Quyền hạn ký” và ghi ở đây chức vụ của chính người ký"
            )
        if match and not value.startswith(f"{letters.quyen} "):
            raise InputError(f"cần viết “{letters.quyen}” rồi đến chức vụ, gặp “{value}”")
        if match and is_deputy(value.removeprefix(letters.quyen).strip()):
            raise InputError(
                f"“{value}”: sau “{letters.quyen}” là chức vụ của người đứng đầu, không phải của "
                "cấp phó (PL I, II.7.b)"
            )
        return value

    @model_validator(mode="after")
    def _deputy_signs_for_the_head(self) -> Self:
        """A deputy signs "KT." the head, and only a deputy does (PL I, II.7.b; Điều 13)."""
        letters = law_on().quyen_han
        signs_for = [line for line in self.quyen_han_ky if line.startswith(letters.ky_thay)]
        deputy = is_deputy(self.chuc_vu)
        if signs_for and not deputy:
            raise InputError(
                f"ký “{signs_for[0]}” thì “Chức vụ” phải là của cấp phó (Phó …, Thứ trưởng), "
                f"gặp “{self.chuc_vu}”"
            )
        if deputy and any(line.startswith(letters.thua_uy_quyen) for line in self.quyen_han_ky):
            raise InputError(
                f"“{self.chuc_vu}” là cấp phó; người ký “{letters.thua_uy_quyen}” phải là người "
                "đứng đầu đơn vị được ủy quyền (Điều 13 khoản 3)"
            )
        for line in self.quyen_han_ky:
            office = line.partition(" ")[2]
            if office.casefold() == self.chuc_vu.casefold():
                raise InputError(
                    f"“{line}” mà “Chức vụ” cũng là “{self.chuc_vu}”; ở đây cần chức vụ của chính "
                    "người ký, khác với người giao (Điều 13)"
                )
        if deputy and not signs_for:
            raise InputError(
                f"“{self.chuc_vu}” là cấp phó: “Quyền hạn ký” phải có dòng “{letters.ky_thay}” "
                "kèm chức vụ của người đứng đầu, ví dụ “KT. Chủ tịch” (PL I, II.7.b)"
            )
        return self


@lru_cache(maxsize=256)
def is_deputy(chuc_vu: str) -> bool:
    """Whether an office is that of a deputy: "Phó Chủ tịch", "Thứ trưởng", "Tổ phó"."""
    words = law_on().quyen_han.cap_pho
    opens = f"{chuc_vu.casefold()} ".startswith(tuple(f"{word} " for word in words))
    return opens or bool(_DEPUTY.match(chuc_vu))


def _plain(letters: str) -> str:
    return letters.replace("/", "").replace(".", "").upper()


def _letters_of(line: str, letters: Authority) -> str:
    """The authority that a line begins with. Raises InputError when it is none, or misspelt."""
    known = (letters.thay_mat, letters.ky_thay, letters.thua_lenh, letters.thua_uy_quyen)
    match = _LETTERS.match(line)
    wanted = next((item for item in known if match and _plain(item) == _plain(match[1])), None)
    if match and wanted is None:
        raise InputError(
            f"“{line}”: hãy ghi ở trường “Chức vụ”, ví dụ “{letters.quyen} Giám đốc”, "
            "và bỏ dòng này"
        )
    if match is None or wanted is None:
        raise InputError(
            f"“{line}” không bắt đầu bằng {', '.join(known)}; chức vụ của chính người ký thì ghi "
            "ở trường “Chức vụ” (PL I, II.7.b)"
        )
    rest = line[match.end() :].lstrip(" :./")
    if not rest:
        raise InputError(f"“{line}” thiếu tên tập thể hoặc chức vụ sau “{wanted}”")
    if not line.startswith(f"{wanted} "):
        raise InputError(f"“{line}” viết chưa đúng; hãy viết “{wanted} {rest}”")
    if second := _WITHIN.search(line):
        raise InputError(
            f"“{line}” có hai quyền hạn; hãy ghi “{line[second.start() :].strip()}” thành một dòng "
            "riêng"
        )
    return wanted


def _refuse_deputy_after(line: str, letter: str, letters: Authority) -> None:
    office = line[len(letter) :].strip()
    if letter != letters.thay_mat and is_deputy(office):
        raise InputError(
            f"“{line}”: sau “{letter}” là chức vụ của người đứng đầu, không phải của cấp phó "
            "(PL I, II.7.b)"
        )


def _refuse_order(found: list[str], letters: Authority) -> None:
    """TM. comes first, KT. last, none twice; who signs TUQ. may not pass it on (Điều 13.3).

    Nor is TUQ. given by who signs TL.: that office is passed on to a deputy only (Điều 13.4).
    """
    if len(set(found)) < len(found):
        raise InputError(f"có hai dòng cùng “{next(x for x in found if found.count(x) > 1)}”")
    if letters.thua_uy_quyen in found and set(found) - {letters.thua_uy_quyen, letters.thay_mat}:
        raise InputError(
            f"người ký “{letters.thua_uy_quyen}” không được ủy quyền lại cho người khác ký "
            "và được ủy quyền từ chính người đứng đầu (Điều 13 khoản 3); bỏ các dòng KT., TL."
        )
    if letters.thay_mat in found[1:]:
        raise InputError(f"dòng “{letters.thay_mat}” phải đứng đầu")
    if letters.ky_thay in found[:-1]:
        raise InputError(f"dòng “{letters.ky_thay}” phải đứng cuối, ngay trên chức vụ của cấp phó")
