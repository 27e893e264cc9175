"""The yearly emulation decree of a commune: "Phát động phong trào thi đua năm ..."."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any, ClassVar, Self

from pydantic import Field, field_validator, model_validator

from vanban.errors import InputError, Problem
from vanban.law import local_levels
from vanban.models.bieu_chi_tieu import NamTruoc, target_appendix
from vanban.models.chi_tieu import ChiTieu
from vanban.models.chi_tieu_thi_dua import ChiTieuThiDua
from vanban.models.fields import Flag, Model, ShortText, Text, Year, refuse_twins
from vanban.models.phan_bo import PhanBo
from vanban.models.phu_luc import PhuLuc
from vanban.models.plain_data import plain_value
from vanban.models.slips import date_slip, share_slip
from vanban.models.van_ban import VanBan, YearBefore
from vanban.models.vien_dan import VanBanVienDan

_UNIT_LEVELS = tuple(dict.fromkeys(name for era in local_levels() for name in era.cap_co_so))
_NAMES_A_LEVEL = tuple(f"{level} " for level in _UNIT_LEVELS)

# What a commune or a ward is divided into, where the data does not say.
_UNITS_BELOW = {"phường": "tổ dân phố", "thị trấn": "tổ dân phố", "đặc khu": "khu dân cư"}
_NOBODY = (
    "để trống, trong khi có chỉ tiêu được giao, nên chỗ in tên đơn vị sẽ không có gì; hãy ghi tên "
    "thôn, trường hoặc cơ quan được giao"
)


class CumThiDua(Model):
    """The cluster in which communes compete."""

    so_cum: Text = Field(title="Số cụm", description="Số của cụm thi đua: 01")
    khoi_thi_dua: Text | None = Field(
        default=None, title="Khối thi đua", description="Khối của cụm: khối xã, phường của tỉnh"
    )


class PhatDong(VanBan):
    """A yearly emulation decree; its prose is the template, its numbers are here."""

    kinds: ClassVar[tuple[str, ...]] = ("phat_dong",)
    default_template: ClassVar[str | None] = "phat_dong.docx.j2"
    year_before: ClassVar[YearBefore | None] = YearBefore(
        kept_in="nam_truoc", year="nam", fields=("nam", "chi_tieu"), wanted_by="bieu_chi_tieu"
    )
    made_for_templates: ClassVar[Mapping[str, Callable[[Any], object]]] = {
        **VanBan.made_for_templates,
        "cap_don_vi": lambda document: document.unit_level,
        "cap_duoi": lambda document: document.level_below,
        "chi_tieu": lambda document: document.fields_in_sentences(),
        "chi_tieu_duoc_giao": lambda document: document.in_sentences(document.chi_tieu_duoc_giao),
        "van_ban_thuc_hien": lambda document: list(map(str, document.van_ban_thuc_hien)),
        "van_ban_quan_triet": lambda document: list(map(str, document.van_ban_quan_triet)),
        "cum_thi_dua": lambda document: plain_value(document.cum_thi_dua) or {},
    }
    printed_by_template: ClassVar[tuple[str, ...]] = ("don_vi_duoc_giao", "chi_tieu_duoc_giao")

    loai: Text = Field(
        default="phat_dong", title="Loại", description="Khóa của loại văn bản: phat_dong"
    )
    ten_loai: Text = Field(
        default="Phát động",
        title="Tên loại",
        description="Mặc định là Phát động; có thể dùng một loại của Điều 7, ví dụ Kế hoạch",
    )
    nam: Year = Field(title="Năm", description="Năm thi đua")
    don_vi_hanh_chinh: Text = Field(
        title="Đơn vị hành chính",
        description="Tên đơn vị kèm cấp: xã Quang Trung, phường 5, đặc khu Phú Quốc",
    )
    cap_tren: tuple[ShortText, ...] = Field(
        title="Cấp trên",
        min_length=1,
        description="Các cấp trên, từ cao xuống: tỉnh, thị xã; từ 01/7/2025 chỉ còn tỉnh",
    )
    cap_duoi: Text | None = Field(
        default=None,
        title="Cấp dưới",
        description="Thôn, tổ dân phố, khu phố; bỏ trống thì xã là thôn, phường là tổ dân phố",
    )
    nhiem_ky: Text = Field(title="Nhiệm kỳ", description="Nhiệm kỳ đại hội Đảng: 2020 - 2025")
    giai_doan_ke_hoach: Text = Field(
        title="Giai đoạn kế hoạch", description="Giai đoạn kế hoạch 05 năm: 2021 - 2025"
    )
    chu_de: Text = Field(title="Chủ đề", description="Chủ đề thi đua của năm, không cần ngoặc kép")
    loi_mo_dau: Text | None = Field(
        default=None, title="Lời mở đầu", description="Thay cho lời mở đầu của khuôn mẫu"
    )
    muc_tieu: Text | None = Field(
        default=None, title="Mục tiêu", description="Thay cho mục tiêu của khuôn mẫu"
    )
    chi_tieu: ChiTieuThiDua = Field(
        title="Chỉ tiêu", description="Chỉ tiêu thi đua theo bốn lĩnh vực"
    )
    noi_dung_thi_dua: tuple[Text, ...] = Field(
        default=(),
        title="Nội dung thi đua",
        description="Các khoản của mục III, thay cho khuôn mẫu",
    )
    to_chuc_thuc_hien: tuple[Text, ...] = Field(
        default=(),
        title="Tổ chức thực hiện",
        description="Các khoản của mục IV, thay cho khuôn mẫu",
    )
    van_ban_thuc_hien: tuple[VanBanVienDan, ...] = Field(
        default=(),
        title="Văn bản thực hiện",
        description="Văn bản tiếp tục thực hiện, dẫn ở mục III",
    )
    van_ban_quan_triet: tuple[VanBanVienDan, ...] = Field(
        default=(), title="Văn bản quán triệt", description="Văn bản chỉ đạo, dẫn ở mục IV"
    )
    cum_thi_dua: CumThiDua | None = Field(
        default=None, title="Cụm thi đua", description="Cụm thi đua mà địa phương tham gia"
    )
    don_vi_duoc_giao: Text | None = Field(
        default=None,
        title="Đơn vị được giao",
        description="Thôn, trường, cơ quan được giao chỉ tiêu trong bản riêng của mình",
    )
    chi_tieu_duoc_giao: tuple[ChiTieu, ...] = Field(
        default=(), title="Chỉ tiêu được giao", description="Chỉ tiêu giao cho đơn vị đó"
    )
    chi_tieu_phan_bo: tuple[ShortText, ...] = Field(
        default=(),
        title="Chỉ tiêu phân bổ",
        description="Tên các chỉ tiêu mà phần giao cho các đơn vị cộng lại phải bằng của cả xã",
    )

    bieu_chi_tieu: Flag = Field(
        default=False,
        title="Biểu chỉ tiêu",
        description="có: thêm phụ lục liệt kê mọi chỉ tiêu, cạnh số của năm trước nếu có",
    )
    nam_truoc: NamTruoc | None = Field(
        default=None,
        title="Năm trước",
        description="Năm và chỉ tiêu để đối chiếu; tệp kế thừa tệp của năm trước thì có sẵn",
    )

    @field_validator("don_vi_hanh_chinh")
    @classmethod
    def _unit_names_its_level(cls, value: str) -> str:
        if not value.casefold().startswith(_NAMES_A_LEVEL):
            raise InputError(
                f"cần tên kèm cấp ({', '.join(_UNIT_LEVELS)}), ví dụ “xã Quang Trung”, "
                f"gặp “{value}”"
            )
        return value

    @field_validator("chi_tieu")
    @classmethod
    def _one_field_each(cls, value: ChiTieuThiDua) -> ChiTieuThiDua:
        if value.twin_fault:
            raise InputError(value.twin_fault)
        return value

    @field_validator("chi_tieu_duoc_giao")
    @classmethod
    def _one_name_each(cls, value: tuple[ChiTieu, ...]) -> tuple[ChiTieu, ...]:
        refuse_twins((target.label for target in value), "chỉ tiêu ")
        return value

    @model_validator(mode="after")
    def _shared_targets_exist(self) -> Self:
        if fault := self.chi_tieu.divided(self.chi_tieu_phan_bo).fault:
            raise InputError(f"“Chỉ tiêu phân bổ” nêu {fault}")
        return self

    def appendices(self) -> tuple[PhuLuc, ...]:
        """The appendices of the data, and that of the targets where it is wanted."""
        return (*self.phu_luc, *self._target_appendices)

    @cached_property
    def _target_appendices(self) -> tuple[PhuLuc, ...]:
        if not self.bieu_chi_tieu:
            return ()
        return (target_appendix(self.nam, self.chi_tieu, self.nam_truoc),)

    def target(self, name: str) -> ChiTieu | None:
        """The target of section II, at any depth, with this name, whatever its accents and case.

        Of several, the outermost; a name that stands in several groups needs its group: "Chăn
        nuôi / Đàn gia cầm". None when there is no such target, or more than one.
        """
        return self.chi_tieu.named.find(name)

    def shares(self) -> tuple[PhanBo, ...]:
        """What this document takes of each target in ``chi_tieu_phan_bo``."""
        divided = self.chi_tieu.divided(self.chi_tieu_phan_bo)
        return divided.shares(self.unit_level, self.chi_tieu_duoc_giao)

    @cached_property
    def unit_level(self) -> str:
        """The level of the issuing unit as a common noun: "xã", "phường"."""
        lowered = self.don_vi_hanh_chinh.casefold()
        return next(level for level in _UNIT_LEVELS if lowered.startswith(level))

    def find_warnings(self) -> tuple[Problem, ...]:
        """Adds: a date far from the year, a body that replaces all, levels and units amiss."""
        warnings = list(super().find_warnings())
        issued = self.ngay_ban_hanh
        if issued.nam not in (self.nam - 1, self.nam) or (
            issued.nam < self.nam and not issued.thang
        ):
            warnings.append(
                Problem(
                    f"năm “{issued.nam}”, trong khi năm thi đua là “{self.nam}”",
                    field="Ngày ban hành",
                )
            )
        if self.noi_dung:
            fault = "thay cả khuôn mẫu: chỉ tiêu và các mục khác của tệp dữ liệu không được in"
            warnings.append(Problem(fault, field="Nội dung"))
        return (*warnings, *self._abolished_levels(), *self._doubtful())

    def _abolished_levels(self) -> Iterator[Problem]:
        """Levels above that the law of the day of issue does not know; a blank day is the first."""
        issued = self.ngay_ban_hanh
        day = date(issued.nam, issued.thang or 1, issued.ngay or 1)
        for before, era in pairwise(local_levels()):
            gone = tuple(set(before.cap_giua) - set(era.cap_giua))
            if era.tu_ngay > day:
                return
            for level in self.cap_tren:
                if gone and level.casefold().startswith(gone):
                    yield Problem(
                        f"từ {era.tu_ngay:%d/%m/%Y} không còn cấp “{level}” giữa cấp cơ sở và "
                        f"cấp tỉnh ({era.nguon})",
                        field="Cấp trên",
                    )

    def _doubtful(self) -> Iterator[Problem]:
        """Numbers, and the name of the unit, that may be slips of the pen."""
        for name, fault in self.chi_tieu.doubts:
            yield Problem(fault, field=name)
        whole = self.chi_tieu.whole
        for target in self.chi_tieu_duoc_giao:
            amiss = whole.slips(target, self.unit_level)
            for path, fault in amiss.items():
                yield Problem(fault, field=" / ".join(path))
            for path, quantity in target.values():
                if path not in amiss and (fault := share_slip(quantity, path, target.words)):
                    yield Problem(fault, field=" / ".join(path))
        if self.don_vi_duoc_giao and (fault := date_slip(self.don_vi_duoc_giao)):
            yield Problem(fault, field="Đơn vị được giao")
        if self.chi_tieu_duoc_giao and not self.don_vi_duoc_giao:
            yield Problem(_NOBODY, field="Đơn vị được giao")

    @property
    def level_below(self) -> str:
        """What the commune is divided into, as a common noun: "thôn", "tổ dân phố"."""
        return self.cap_duoi or _UNITS_BELOW.get(self.unit_level, "thôn")

    def fields_in_sentences(self) -> list[dict[str, object]]:
        """The four fields of section II with their targets in sentences."""
        return self.chi_tieu.in_sentences(self.nam)

    def in_sentences(self, targets: tuple[ChiTieu, ...]) -> list[tuple[str, tuple[str, ...]]]:
        """Targets as they read, each with its parts."""
        return [target.lines(self.nam) for target in targets]
