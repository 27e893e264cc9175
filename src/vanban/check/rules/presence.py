"""Components that a document lacks, and their order (Điều 8; PL III, II.1)."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from vanban.check.components import Component, Recognised, Sure
from vanban.check.findings import Fault, Severity, spot_of
from vanban.check.rules.rule import Rule, rule
from vanban.law import Form

# What is longer is a sentence, not a heading that was not recognised.
_LONGEST_HEADING = 80


class Part(NamedTuple):
    """A component that documents of some forms must have.

    ``sign`` is what would stand in the text if the component were there but not recognised.
    """

    code: str
    name: str
    title: str
    clause: str
    sign: str
    is_needed: Callable[[Recognised, Form], bool]
    spared: str
    example: str


def _form(recognised: Recognised) -> Form | None:
    """The mẫu of the document's kind; None when the kind is not known or has none."""
    if recognised.kind is None or recognised.kind.mau is None:
        return None
    return recognised.law.mau[recognised.kind.mau]


def _always(_: Recognised, __: Form) -> bool:
    return True


def _own(recognised: Recognised, _: Form) -> bool:
    return not recognised.is_attached


def _dated(recognised: Recognised, form: Form) -> bool:
    return form.co_dia_danh_ngay and not recognised.is_attached


def _titled(recognised: Recognised, form: Form) -> bool:
    """Whether kinds of this form have a trích yếu: giấy mời and the like may go without."""
    common = form is recognised.law.mau[recognised.law.mau_chung] or bool(form.lenh_ban_hanh)
    khoa = recognised.kind.khoa if recognised.kind else ""
    return common and "ten_loai" in form.bo_tri and khoa not in _WITHOUT_SUBJECT


def _signed(recognised: Recognised, _: Form) -> bool:
    """Whether a document has been issued and shows who holds the post, so that a name is due."""
    number = recognised.first("so_ky_hieu")
    issued = number is not None and any(map(str.isdigit, number.text)) and recognised.day
    post = recognised.first("quyen_han_chuc_vu")
    return bool(issued and post and post.sure is Sure.CERTAIN and not recognised.is_attached)


def _subject(_: Recognised, form: Form) -> bool:
    return form.co_ve_viec


def _ordering(_: Recognised, form: Form) -> bool:
    return bool(form.lenh_ban_hanh)


def _addressed(recognised: Recognised, form: Form) -> bool:
    kind = recognised.kind
    return form.co_ve_viec or (kind is not None and kind.khoa == "to_trinh")


# Papers of the common form that name no subject, but who is sent where.
_WITHOUT_SUBJECT = ("giay_uy_quyen", "phieu_gui", "phieu_chuyen", "phieu_bao")
_PARTS = (
    Part(
        "TT01",
        "tieu_ngu",
        "Tiêu ngữ",
        "Điều 8.2.a",
        r"độc lập",
        _always,
        "tệp có dòng “Độc lập …” viết theo cách khác",
        "dưới Quốc hiệu có “Độc lập - Tự do - Hạnh phúc”",
    ),
    Part(
        "TT02",
        "co_quan_ban_hanh",
        "tên cơ quan ban hành",
        "Điều 8.2.b",
        r"^\W*(ủy ban|uỷ ban|ubnd|sở|bộ|cục|phòng|ban|công ty|trường|hội)\b",
        _always,
        "tên cơ quan nằm trong hình hoặc khung chữ",
        "bên trái Quốc hiệu có “BỘ NỘI VỤ”",
    ),
    Part(
        "TT03",
        "so_ky_hieu",
        "số, ký hiệu",
        "Điều 8.2.c",
        r"^\W*số\b",
        _own,
        "số còn để trống trước khi ban hành; văn bản ban hành kèm theo văn bản khác",
        "“Số: 15/QĐ-BNV” hoặc “Số:     /QĐ-BNV”",
    ),
    Part(
        "TT04",
        "dia_danh_ngay",
        "địa danh và thời gian ban hành",
        "Điều 8.2.d",
        r"ngày.*tháng.*năm",
        _dated,
        "ngày, tháng còn để trống; biên bản; văn bản ban hành kèm theo văn bản khác",
        "“Hà Nội, ngày 05 tháng 01 năm 2020”",
    ),
    Part(
        "TT05",
        "trich_yeu",
        "trích yếu nội dung",
        "Điều 8.2.đ; PL I, Phần I, II.5",
        r"^\W*(v/v|về|ban hành|phê duyệt)\b",
        _titled,
        "giấy mời, giấy giới thiệu, giấy nghỉ phép, giấy ủy quyền, phiếu gửi, phiếu chuyển, phiếu "
        "báo, biên bản, công điện",
        "dưới “THÔNG BÁO” có “Về việc nghỉ Tết Nguyên đán”",
    ),
    Part(
        "TT06",
        "trich_yeu_cong_van",
        "trích yếu công văn (V/v)",
        "Điều 8.2.đ; PL I, Phần I, II.5.b",
        r"\bv/v\b|^\W*về việc",
        _subject,
        "văn bản có tên loại, có trích yếu dưới tên loại",
        "dưới số, ký hiệu có “V/v nâng bậc lương năm 2019”",
    ),
    Part(
        "TT07",
        "quyen_han_chuc_vu",
        "chức vụ của người ký",
        "Điều 8.2.g; PL I, Phần I, II.7",
        r"^((tm|kt|tl|tuq|q)\.|chủ t|giám đốc|trưởng|phó|thư ký|đại diện)",
        _own,
        "văn bản ban hành kèm theo văn bản khác; phần ký trong khung chữ hoặc hình",
        "“KT. GIÁM ĐỐC”, “PHÓ GIÁM ĐỐC”",
    ),
    Part(
        "TT15",
        "ho_ten",
        "họ tên của người ký",
        "Điều 8.2.g; PL I, Phần I, II.7.c",
        r"^\W*[^\W\d_]+(\s[^\W\d_]+){1,5}$",
        _signed,
        "văn bản chưa có số, chưa ghi ngày; họ tên nằm trong hình chữ ký",
        "dưới chức vụ có “Nguyễn Văn A”",
    ),
    Part(
        "TT08",
        "noi_nhan_tu",
        "nơi nhận",
        "Điều 8.2.i; PL I, Phần I, II.9",
        r"nơi\s*nhận|nơi gửi|như trên|lưu:",
        _dated,
        "biên bản; văn bản ban hành kèm theo văn bản khác",
        "“Nơi nhận:”, “- Như trên;”, “- Lưu: VT, TCCB.”",
    ),
    Part(
        "TT09",
        "kinh_gui",
        "“Kính gửi”",
        "PL I, Phần I, II.9.b",
        r"kính\s*gửi|kính trình|kính đề nghị",
        _addressed,
        "văn bản không phải công văn, tờ trình",
        "“Kính gửi: Bộ Nội vụ”",
    ),
    Part(
        "TT10",
        "lenh_ban_hanh",
        "dòng “QUYẾT ĐỊNH:” hoặc “QUYẾT NGHỊ:”",
        "PL III, Mẫu 1.1, 1.2, 1.3",
        r"^\W*quyết\s*(định|nghị)\W*$",
        _ordering,
        "dòng ấy viết khác dấu câu hoặc khác chữ hoa, chữ thường",
        "trên “Điều 1.” có dòng “QUYẾT ĐỊNH:”",
    ),
    Part(
        "TT11",
        "can_cu",
        "căn cứ ban hành",
        "PL III, Mẫu 1.1, 1.2, 1.3",
        r"^\W*(căn cứ|theo|xét)\b",
        _ordering,
        "văn bản không phải quyết định, nghị quyết; căn cứ mở đầu bằng “Theo”, “Xét”",
        "“Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;”",
    ),
    Part(
        "TT12",
        "tham_quyen",
        "thẩm quyền ban hành dưới trích yếu",
        "PL III, Mẫu 1.1, 1.2, 1.3",
        r"^\W*(chủ tịch|giám đốc|bộ trưởng|hội đồng|ủy ban|uỷ ban|hiệu trưởng|\w+ trưởng)",
        _ordering,
        "văn bản không phải quyết định, nghị quyết",
        "dưới trích yếu có “CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ”",
    ),
)


def _missing_rule(part: Part) -> Rule:
    name = f"Thiếu {part.title}"
    sign = re.compile(part.sign, re.IGNORECASE)

    def check(recognised: Recognised) -> Iterator[Fault]:
        form = _form(recognised)
        if form is None or recognised.all(part.name) or not part.is_needed(recognised, form):
            return
        if not _is_there(recognised, part, sign):
            yield Fault(
                f"có {part.title}",
                "không có",
                f"Không tìm thấy {part.title}.",
                f"Thêm {part.title}: {part.example}.",
            )

    explanation = (
        f"Quy định: Văn bản phải có {part.title} ({part.clause}).\n"
        f"Sai: Văn bản không có {part.title}.\n"
        f"Đúng: {part.example[:1].upper()}{part.example[1:]}.\n"
        f"Không bắt: {part.spared[:1].upper()}{part.spared[1:]}; văn bản không rõ tên loại."
    )
    return Rule(part.code, name, Severity.WARNING, part.name, part.clause, explanation, check)


def _is_there(recognised: Recognised, part: Part, sign: re.Pattern[str]) -> bool:
    """Whether words outside of the known components may be the missing one."""
    known = {
        id(stretch.paragraph)
        for name, all_words in recognised.components.items()
        if name not in ("noi_dung", part.name)
        for words in all_words
        for stretch in words.stretches
    }
    is_long = part.name == "can_cu"
    return any(
        sign.search(text)
        for paragraph in recognised.document.paragraphs
        if id(paragraph) not in known
        and ((text := paragraph.text.strip()) and (is_long or len(text) <= _LONGEST_HEADING))
    )


# The places of a mẫu that hold several components.
_PLACES = {
    "dau_trang": ("quoc_hieu",),
    "ten_loai": ("ten_loai", "trich_yeu"),
    "noi_dung": (),
    "chu_ky": ("quyen_han_chuc_vu",),
    "xac_nhan": (),
}


@rule("TT13", "Thành phần sai thứ tự", "van_ban", "PL III, II.1")
def order(recognised: Recognised) -> Iterator[Fault]:
    """Components in another order than that of the mẫu.

    Quy định: Các thành phần theo thứ tự của mẫu trình bày từng loại văn bản (PL I, Phần I, IV;
    PL III, II.1).
    Sai: “Kính gửi” đứng trên tên loại TỜ TRÌNH; căn cứ đứng sau dòng “QUYẾT ĐỊNH:”.
    Đúng: Quốc hiệu, tên loại, trích yếu, kính gửi, căn cứ, nội dung, chữ ký.
    Không bắt: Loại văn bản không có mẫu; thành phần chưa nhận ra chắc chắn.
    """
    form = _form(recognised)
    if form is None:
        return
    latest: Component | None = None
    for name in (name for at in form.bo_tri for name in _PLACES.get(at, (at,))):
        words = _own_first(recognised, name)
        if words is None or words.sure is not Sure.CERTAIN:
            continue
        if latest is not None and words.paragraph.place < latest.paragraph.place:
            yield Fault(
                "theo thứ tự của mẫu",
                "đứng trước chỗ của nó",
                f"“{spot_of(words).quote}” đứng trước “{spot_of(latest).quote}”, trái thứ tự mẫu.",
                "Chuyển thành phần này về đúng chỗ theo mẫu của loại văn bản.",
                spot_of(words),
            )
            return
        latest = words


def _own_first(recognised: Recognised, name: str) -> Component | None:
    """The first component of a name that is not of a copy's block."""
    return next((words for words in recognised.all(name) if not words.in_copy), None)


# Elements of a picture, in which a Quốc hiệu may stand.
_PICTURES = ("blip", "imagedata", "object")
_PARAGRAPHS_OF_HEAD = 25


@rule("TT14", "Thiếu Quốc hiệu", "quoc_hieu", "Điều 8.2.a; PL I, Phần I, II.1")
def no_national_name(recognised: Recognised) -> Iterator[Fault]:
    """A document with a number, recipients and a signature, and no Quốc hiệu.

    Quy định: Thể thức văn bản hành chính có Quốc hiệu và Tiêu ngữ (Điều 8.2.a).
    Sai: Đầu văn bản chỉ có tên cơ quan, số, ký hiệu và ngày tháng.
    Đúng: Trên Tiêu ngữ có “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”.
    Không bắt: Quốc hiệu nằm trong hình ở đầu văn bản.
    """
    own = recognised.first("quoc_hieu")
    if own is None and not _has_picture(recognised):
        name = recognised.law.chuoi.quoc_hieu
        yield Fault(
            f"có “{name}”",
            "không có",
            "Không tìm thấy Quốc hiệu.",
            f"Thêm Quốc hiệu “{name}” ở đầu văn bản, phía trên Tiêu ngữ.",
        )


def _has_picture(recognised: Recognised) -> bool:
    """Whether a picture stands at the head."""
    elements = [p.element for p in recognised.document.paragraphs[:_PARAGRAPHS_OF_HEAD]]
    tags = (part.tag for element in elements if element is not None for part in element.iter())
    return any(str(tag).rpartition("}")[2] in _PICTURES for tag in tags)


RULES: tuple[Rule, ...] = (
    *(_missing_rule(part) for part in _PARTS),
    order,
    no_national_name,
)
