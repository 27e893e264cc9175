"""The document that every kind shares: the main components of NĐ 30, Điều 8 khoản 2."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, cached_property
from typing import Annotated, Any, ClassVar, NamedTuple, Self, TypeVar

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from vanban.errors import InputError, Problem
from vanban.law import BodySize, Form, Kind, Law, law_on
from vanban.models.ban_sao import BanSao
from vanban.models.bang_bieu import BangBieu
from vanban.models.canh_bao import warnings_of
from vanban.models.dia_chi_co_quan import DiaChiCoQuan
from vanban.models.fields import (
    Count,
    DateField,
    DiaDanh,
    Flag,
    Lines,
    Mark,
    Model,
    OutlineText,
    Recipient,
    Text,
    Whole,
    choice,
    means_no,
    means_yes,
    refuse_filing_line,
    refuse_twins,
)
from vanban.models.hinh_anh import HinhAnh
from vanban.models.named_parts import check_names, part_named
from vanban.models.nguoi_ky import NguoiCungKy, NguoiKy, Signature
from vanban.models.phan_bo import PhanBo
from vanban.models.phu_luc import PhuLuc, VanBanKemTheo
from vanban.models.plain_data import plain_names, plain_value
from vanban.models.so_dang_ky import BiaSo, DongDangKy, cover_of, entry_of
from vanban.wording import PartialDate, build_symbol, field_key, number_line

_Item = TypeVar("_Item", BangBieu, HinhAnh)
_DRAFT = "DỰ THẢO"
_MOST_IN_A_FRAME = 40
_DRAFT_NUMBER = re.compile(r"(?:du thao )?(?:lan )?(?:thu )?(\d{1,2})")
_DO_KHAN = {stamp.khoa: stamp.ten for stamp in law_on().do_khan.muc}
_DO_MAT = {stamp.khoa: stamp.ten for stamp in law_on().do_mat.muc}


def _fits_a_frame(text: str) -> str:
    if len(text) > _MOST_IN_A_FRAME:
        raise InputError(
            f"“{text[:20]}…” dài {len(text)} chữ; ô này chỉ vừa {_MOST_IN_A_FRAME} chữ, hãy viết "
            "ngắn hơn"
        )
    return text


# Every kind with fields of its own, as the subclasses say.
_CLASSES: dict[str, type["VanBan"]] = {}


def class_of(key: str) -> type["VanBan"]:
    """The model class of the kind with this key; the common one for a kind without fields."""
    return _CLASSES.get(key, VanBan)


class YearBefore(NamedTuple):
    """Where the year before is kept, and what of it: names of fields."""

    kept_in: str
    year: str
    fields: tuple[str, ...]
    wanted_by: str


class VanBan(Model):
    """An administrative document of the common form (Mẫu 1.4): what it says, not how it looks.

    A kind with fields of its own is a subclass. The body is ``noi_dung`` (outline text) when
    given, else the template ``khuon_mau``, else the template of the kind.
    """

    # The kinds whose fields a subclass holds; empty for the form that the others share.
    kinds: ClassVar[tuple[str, ...]] = ()
    default_template: ClassVar[str | None] = None
    # Whether the template prints ``noi_dung`` inside a text of its own.
    frames_body: ClassVar[bool] = False
    # Whether the body ends with "./.", as in every mẫu that has one.
    closing_mark: ClassVar[bool] = True
    # Whether a document without Nơi nhận goes without its filing line too.
    files_nothing: ClassVar[bool] = False
    # Whether "Như trên" opens Nơi nhận though there is no Kính gửi (PL III, Mẫu 1.8).
    as_above: ClassVar[bool] = False
    # What is kept of the year before that a document inherits; nothing for most kinds.
    year_before: ClassVar[YearBefore | None] = None
    # Whether ``ten_loai`` may be another name than that of the kind.
    names_itself: ClassVar[bool] = False
    # What templates may use beside the fields, or in their place.
    made_for_templates: ClassVar[Mapping[str, Callable[[Any], object]]] = {
        "ky_hieu": lambda document: document.symbol,
        "chuc_vu": lambda document: document.signers()[-1].chuc_vu,
        "ho_ten": lambda document: document.signers()[-1].ho_ten,
    }
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
    dia_danh: DiaDanh = Field(
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
    kinh_gui: Lines = Field(
        default=(),
        title="Kính gửi",
        description="Nơi trực tiếp giải quyết: công văn; tờ trình, báo cáo gửi cấp trên "
        "(PL I, II.9.b)",
    )
    can_cu: Lines = Field(
        default=(),
        title="Căn cứ",
        description="Mỗi căn cứ một dòng, viết cả chữ “Căn cứ”, không cần dấu cuối dòng "
        "(PL I, II.6.a)",
    )
    bang_bieu: tuple[BangBieu, ...] = Field(
        default=(),
        title="Bảng biểu",
        description="Các bảng có số liệu; dòng [bảng: Tên bảng] trong nội dung là chỗ đặt bảng",
    )
    hinh_anh: tuple[HinhAnh, ...] = Field(
        default=(),
        title="Hình ảnh",
        description="Các hình PNG, JPEG; dòng [hình: Tên hình] trong nội dung là chỗ đặt hình",
    )
    noi_dung: OutlineText | None = Field(
        default=None,
        title="Nội dung",
        description="Toàn bộ nội dung ở dạng dàn bài; bỏ trống thì lấy từ khuôn mẫu",
    )
    nguoi_ky: NguoiKy = Field(title="Người ký", description="Người có thẩm quyền ký (PL I, II.7)")
    nguoi_ky_khac: tuple[NguoiKy, ...] = Field(
        default=(), title="Người ký khác", description="Những người cùng ký, chữ ký đặt ngang nhau"
    )
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
    so_ban_luu: Count | None = Field(
        default=None,
        title="Số bản lưu",
        description="Số lượng bản lưu, in sau đơn vị soạn thảo (PL I, II.9.d)",
    )
    nguoi_soan_thao: Text | None = Field(
        default=None,
        title="Người soạn thảo",
        description="Ký hiệu người soạn thảo, in hoa: PL (PL I, III.3)",
    )
    so_luong_ban: Count | None = Field(
        default=None,
        title="Số lượng bản",
        description="Số lượng bản phát hành, in sau ký hiệu người soạn thảo (PL I, III.3)",
    )
    do_mat: Annotated[str, *choice(_DO_MAT)] | None = Field(
        default=None, title="Độ mật", description="mật, tối mật hoặc tuyệt mật (PL I, III.2.a)"
    )
    do_khan: Annotated[str, *choice(_DO_KHAN)] | None = Field(
        default=None, title="Độ khẩn", description="khẩn, thượng khẩn hoặc hỏa tốc (PL I, III.2.b)"
    )
    pham_vi_luu_hanh: Annotated[Text, AfterValidator(_fits_a_frame)] | None = Field(
        default=None,
        title="Phạm vi lưu hành",
        description="LƯU HÀNH NỘI BỘ hoặc XEM XONG TRẢ LẠI (PL I, III.2.c)",
    )
    du_thao: Text | None = Field(
        default=None, title="Dự thảo", description="có, hoặc lần dự thảo: lần 2"
    )
    dia_chi_co_quan: DiaChiCoQuan | None = Field(
        default=None,
        title="Địa chỉ cơ quan",
        description="Địa chỉ, điện thoại… ở cuối trang thứ nhất (PL I, III.4)",
    )
    phu_luc: tuple[PhuLuc, ...] = Field(
        default=(), title="Phụ lục", description="Các phụ lục, theo thứ tự (PL I, III.1)"
    )
    ban_dien_tu: Flag = Field(
        default=False,
        title="Bản điện tử",
        description="có: không điền số, ngày ở dòng “(Kèm theo …)” (PL I, III.1.c)",
    )
    kho_ngang: Flag = Field(
        default=False,
        title="Khổ ngang",
        description="có: cả văn bản trình bày theo chiều rộng, khi nội dung có bảng (PL I, I.2)",
    )
    ban_sao: BanSao | None = Field(
        default=None, title="Bản sao", description="Phần ghi của bản sao (PL I, Phần II)"
    )
    co_chu: BodySize = Field(
        default=14,
        title="Cỡ chữ",
        description="Cỡ chữ nội dung: 13 hoặc 14; các cỡ khác đi theo (PL I, V, chú thích)",
    )
    khuon_mau: Annotated[Text, Mark.TEMPLATE] | None = Field(
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
        raise InputError(f"cần {' hoặc '.join(sizes)}, gặp “{value}”")

    @field_validator("so_van_ban")
    @classmethod
    def _number_counts_from_one(cls, value: int | None) -> int | None:
        if value is not None and value < 1:
            raise InputError("số văn bản bắt đầu từ 1; chưa có số thì bỏ trống")
        return value

    @field_validator("noi_nhan")
    @classmethod
    def _filing_line_is_ours(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return refuse_filing_line(value, "dòng Lưu được in từ trường “Đơn vị soạn thảo”")

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Note which kinds the class is for."""
        super().__pydantic_init_subclass__(**kwargs)
        _CLASSES.update(dict.fromkeys(cls.kinds, cls))

    @field_validator("du_thao", mode="before")
    @classmethod
    def _draft_reads_as_words(cls, value: Any) -> Any:
        if isinstance(value, bool):
            return _DRAFT if value else None
        if not isinstance(value, str) or not value.strip():
            return value
        if means_no(value):
            return None
        if means_yes(value) or field_key(value) == field_key(_DRAFT):
            return _DRAFT
        number = _DRAFT_NUMBER.fullmatch(field_key(value).replace("_", " "))
        if number:
            return f"{_DRAFT} LẦN {number[1]}"
        words = _fits_a_frame(value.strip()).upper()
        return words if words.startswith(_DRAFT) else f"{_DRAFT} {words}"

    @field_validator("bang_bieu", "hinh_anh")
    @classmethod
    def _items_have_own_names(cls, value: tuple[_Item, ...]) -> tuple[_Item, ...]:
        refuse_twins(item.name for item in value)
        return value

    @model_validator(mode="before")
    @classmethod
    def _name_the_kind(cls, data: Any) -> Any:
        """A class of one kind brings its key along, a kind of Điều 7 its name."""
        if not isinstance(data, dict):
            return data
        key = data.get("loai", cls.kinds[0] if cls.kinds else "")
        kind = law_on().kind_keyed(field_key(str(key)))
        named = {"loai": key} | ({"ten_loai": kind.ten_loai} if kind else {})
        return (named if key else {}) | data

    @model_validator(mode="after")
    def _name_fits_the_kind(self) -> Self:
        kind = self.kind
        if not isinstance(self, class_of(field_key(self.loai))):
            raise InputError(
                f"{kind.ten_loai if kind else self.loai} có các trường riêng; trong Python hãy "
                "dùng lớp mà vanban.models.model_for trả về, hoặc vanban.load"
            )
        if not self.ten_loai:
            raise InputError(f"“{self.loai}” không thuộc Điều 7; hãy ghi trường “Tên loại”")
        named = self.law.kind_named(self.ten_loai)
        if kind and named is not kind and not self.names_itself:
            raise InputError(
                f"loại là {kind.ten_loai} mà tên loại ghi “{self.ten_loai}”; hãy sửa một trong hai"
            )
        if kind is None and named and named.mau != self.law.mau_chung:
            raise InputError(
                f"{named.ten_loai} có mẫu riêng; hãy ghi “loai: {named.khoa}” và bỏ trường "
                "“Tên loại”"
            )
        return self

    @model_validator(mode="after")
    def _addressees_have_a_place(self) -> Self:
        if self.kinh_gui and "kinh_gui" not in self.form.bo_tri:
            raise InputError(
                f"mẫu của {self.ten_loai} không có phần “Kính gửi”; hãy bỏ trường này "
                "(PL I, II.9.b; PL III)"
            )
        return self

    @model_validator(mode="after")
    def _other_bodies_ask_for_what_there_is(self) -> Self:
        """As the body of the document itself, whose faults have a place of their own."""
        items = {"bang_bieu": self.bang_bieu, "hinh_anh": self.hinh_anh}
        for part in (self.attached, *self.phu_luc):
            if part:
                check_names(part.noi_dung, self.template_names(), items)
        return self

    @model_validator(mode="after")
    def _symbol_can_be_built(self) -> Self:
        if self.viet_tat_ten_loai:
            _ = self.kind_abbreviation
        if self.symbol:
            number_line(self.so_van_ban, self.symbol)
        return self

    @model_validator(mode="after")
    def _has_a_body(self) -> Self:
        if self.noi_dung is None and not (self.khuon_mau or self.default_template):
            raise InputError("thiếu nội dung: hãy ghi trường “Nội dung” hoặc “Khuôn mẫu”")
        return self

    @field_validator("noi_dung")
    @classmethod
    def _asks_for_what_there_is(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None:
            check_names(value, cls.template_names(), info.data)
        return value

    @field_validator("ngay_ban_hanh")
    @classmethod
    def _a_law_was_in_force(cls, value: PartialDate) -> PartialDate:
        law_on(_last_day(value))
        return value

    @cached_property
    def law(self) -> Law:
        """The decree in force on the day of issue; a day left blank is the last it can be."""
        return law_on(_last_day(self.ngay_ban_hanh))

    @cached_property
    def kind(self) -> Kind | None:
        """The kind of Điều 7 that ``loai`` names, if any."""
        return self.law.kind_keyed(field_key(self.loai))

    @cached_property
    def form(self) -> Form:
        """The mẫu that the document follows; the common one where the decree has none."""
        own = self.kind.mau if self.kind else None
        return self.law.mau[own or self.law.mau_chung]

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
            raise InputError(
                f"{kind.ten_loai} không có chữ viết tắt (Phụ lục III, I); hãy bỏ trường "
                "“Viết tắt tên loại”"
            )
        if self.viet_tat_ten_loai not in (None, kind.viet_tat):
            raise InputError(
                f"{kind.ten_loai} viết tắt là {kind.viet_tat} (Phụ lục III, I), "
                f"gặp “{self.viet_tat_ten_loai}”"
            )
        return kind.viet_tat

    @cached_property
    def symbol(self) -> str:
        """The symbol after the number: "QĐ-UBND" (PL I, Phần I, II.3.b); "" where there is none."""
        return self.ky_hieu or build_symbol(self.kind_abbreviation, self.viet_tat_co_quan)

    @property
    def title(self) -> str:
        """Kind and abstract in one line, for the properties of the file."""
        abstract = self.abstract
        is_word = not abstract[:2].isupper()
        start = abstract[:1].lower() if is_word else abstract[:1]
        return f"{self.ten_loai} {start}{abstract[1:]}".strip()

    @property
    def abstract(self) -> str:
        """The trích yếu; empty for the kinds that have none."""
        return self.trich_yeu

    @property
    def lead_line(self) -> str:
        """The line that leads over to the body (PL III, Mẫu 1.6 and 1.8); "" for most kinds."""
        return ""

    @property
    def issued_by(self) -> str:
        """THẨM QUYỀN BAN HÀNH, above the căn cứ (PL III, Mẫu 1.1 to 1.3); "" for other kinds."""
        return ""

    @property
    def attached(self) -> VanBanKemTheo | None:
        """The document that this one issues (PL III, Mẫu 1.3)."""
        return None

    @property
    def wired_to(self) -> tuple[str, ...]:
        """Who receives a công điện (PL III, Mẫu 1.6); nobody for other kinds."""
        return ()

    @property
    def confirmed_by(self) -> tuple[str, ...]:
        """The lines of a confirmation below the signature (PL III, Mẫu 1.10); none for others."""
        return ()

    @property
    def recipients(self) -> tuple[str, ...]:
        """The places of Nơi nhận; "Như trên" first where the decree wants it (PL I, II.9.b)."""
        words = self.law.chuoi.nhu_tren
        if not (self.kinh_gui or self.as_above):
            return self.noi_nhan
        others = (place for place in self.noi_nhan if place.casefold() != words.casefold())
        return (words, *others)

    @property
    def addressees(self) -> tuple[str, ...]:
        """Those to whom the document is directed, whatever words its form has for that."""
        return self.kinh_gui or self.wired_to

    def signers(self) -> tuple[NguoiCungKy, ...]:
        """Who signs, from left to right; the signatory of the body stands at the right."""
        return (*self.nguoi_ky_khac, self.nguoi_ky)

    def signatures(self) -> tuple[Signature, ...]:
        """The signatures of the signers."""
        return tuple(signer.signature() for signer in self.signers())

    def table(self, name: str) -> BangBieu:
        """The table of ``bang_bieu`` with this name. Raises InputError when there is none."""
        return part_named(self.bang_bieu, name, "bảng")

    def picture(self, name: str) -> HinhAnh:
        """The picture of ``hinh_anh`` with this name. Raises InputError when there is none."""
        return part_named(self.hinh_anh, name, "hình")

    def appendices(self) -> tuple[PhuLuc, ...]:
        """The appendices in their order."""
        return self.phu_luc

    def find_warnings(self) -> tuple[Problem, ...]:
        """What is allowed and still worth a second look."""
        return warnings_of(self)

    def shares(self) -> tuple[PhanBo, ...]:
        """What this document takes of targets that a batch divides; none for most kinds."""
        return ()

    def register_entry(self) -> DongDangKy | None:
        """What the register of documents sent says of this one (PL IV, I).

        None for a document with a degree of secrecy, which has numbers and a register of its own
        (Điều 15.2, 16.3).
        """
        return None if self.do_mat else entry_of(self)

    def register_cover(self) -> BiaSo:
        """The words of that register, and whose it is."""
        return cover_of(self)

    @classmethod
    @cache
    def template_names(cls) -> tuple[str, ...]:
        """Every name that a template may use: fields, and what is made of them."""
        return tuple(dict.fromkeys((*plain_names(cls), *cls.made_for_templates)))

    def template_context(self, names: Iterable[str] = ()) -> dict[str, object]:
        """The plain data a template may use: texts, numbers, lists and mappings of them.

        All of it, or that of ``names``. What the document does not have is empty, never None.
        """
        made, fields = self.made_for_templates, self.__dict__
        return {
            name: made[name](self) if name in made else plain_value(fields[name])
            for name in names or self.template_names()
        }


def _last_day(day: PartialDate) -> date:
    """The day of issue, or the last it can be while it is left blank."""
    month = day.thang or 12
    return date(day.nam, month, day.ngay or monthrange(day.nam, month)[1])
