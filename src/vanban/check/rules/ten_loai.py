"""The kind of a document and its abstract (PL I, Phần I, II.5; Điều 7)."""

import re
from collections.abc import Iterator

from vanban.check.components import Recognised
from vanban.check.findings import Fault, Severity
from vanban.check.rules.rule import Rule, rule
from vanban.check.rules.wording_lines import fault_in, faults_of_last_mark, shorten
from vanban.wording import field_key, nearest

_CLOSE = 0.85
_ABOUT = re.compile(r"v\s*/\s*v\b", re.IGNORECASE)
_LIKE_ABOUT = re.compile(r"(v\s*[/.\\-]\s*v|về\s+việc|vv)\b\s*[:.,-]*", re.IGNORECASE)
_CLAUSE_5A = "Phụ lục I, Phần I, Mục II, khoản 5 điểm a"
_CLAUSE_5B = "Phụ lục I, Phần I, Mục II, khoản 5 điểm b"


def _likely_kind(recognised: Recognised, name: str) -> str | None:
    """The kind of Điều 7 that a name is most likely a slip of the pen for."""
    kinds = {kind.ten_loai.casefold(): kind.ten_loai for kind in recognised.law.loai}
    written = " ".join(name.casefold().split())
    same_letters = (kind for kind in kinds if field_key(kind) == field_key(written))
    found = next(same_letters, None) or nearest(written, kinds, _CLOSE)
    same_length = found is not None and len(found.split()) == len(written.split())
    return kinds[found].upper() if found and same_length else None


@rule("TL01", "Tên loại viết sai chữ", "ten_loai", "Điều 7; " + _CLAUSE_5A)
def misspelt(recognised: Recognised) -> Iterator[Fault]:
    """Tên loại gần giống một tên loại của Điều 7 nhưng sai dấu hoặc sai chữ.

    Quy định: Tên loại văn bản là một trong 29 tên loại của Điều 7.

    Sai: NGHỊ QUYÊT; BÁO CAO

    Đúng: NGHỊ QUYẾT; BÁO CÁO

    Không bắt: Vị trí dấu thanh: GIẤY UỶ QUYỀN và GIẤY ỦY QUYỀN đều được.
    """
    for component in recognised.all("ten_loai")[:1]:
        name = component.text.rstrip(".:;, ")
        right = _likely_kind(recognised, name)
        if right and recognised.law.kind_named(name) is None:
            yield fault_in(
                component,
                right,
                f"Tên loại có lẽ là “{right}”.",
                f"Viết đúng: {right}.",
            )


@rule("TL02", "Tên loại không có trong Điều 7", "ten_loai", "Điều 7")
def not_in_decree(recognised: Recognised) -> Iterator[Fault]:
    """Tên loại không phải một trong 29 loại văn bản hành chính.

    Quy định: Điều 7 kể 29 loại văn bản hành chính: nghị quyết, quyết định, chỉ thị, quy chế, quy
    định, thông cáo, thông báo, hướng dẫn, chương trình, kế hoạch và các loại khác.

    Sai: PHÁT ĐỘNG

    Đúng: KẾ HOẠCH; THÔNG BÁO; tên loại khác của Điều 7

    Không bắt: Tên loại viết sai chữ, đã có quy tắc riêng. Văn bản đặc thù có quy định riêng (giấy
    chứng nhận, giấy phép) vẫn dùng tên của quy định ấy, nên đây chỉ là lưu ý.
    """
    component = recognised.first("ten_loai")
    if component is None or recognised.kind is not None:
        return
    name, kinds = component.text.rstrip(".:;, "), len(recognised.law.loai)
    if recognised.law.kind_named(name) is None and not _likely_kind(recognised, name):
        yield fault_in(
            component,
            f"một trong {kinds} tên loại của Điều 7",
            f"“{shorten(name)}” không có trong {kinds} loại văn bản hành chính của Điều 7.",
            "Chọn tên loại của Điều 7 hợp với nội dung, hoặc giữ tên này nếu có quy định riêng.",
        )


@rule("TL03", "Sau tên loại có dấu câu", "ten_loai", "Phụ lục I, Phần I, Mục V, số thứ tự 5")
def mark_after_kind(recognised: Recognised) -> Iterator[Fault]:
    """Sau tên loại có dấu câu.

    Quy định: Các ví dụ của Mục V và các mẫu của Phụ lục III không có dấu câu sau tên loại.

    Sai: BÁO CÁO:

    Đúng: BÁO CÁO

    Không bắt: Dòng “QUYẾT ĐỊNH:” ở dưới phần căn cứ.
    """
    yield from faults_of_last_mark(recognised, "ten_loai", "tên loại")


@rule("TY01", "Cuối trích yếu có dấu câu", "trich_yeu", "Phụ lục I, Phần I, Mục V, số thứ tự 5")
def mark_after_abstract(recognised: Recognised) -> Iterator[Fault]:
    """Trích yếu kết thúc bằng dấu chấm hoặc dấu câu khác.

    Quy định: Các ví dụ của Mục V trình bày trích yếu không có dấu câu ở cuối: “Về công tác phòng,
    chống lụt bão”.

    Sai: Về việc thành lập Tổ công tác.

    Đúng: Về việc thành lập Tổ công tác

    Không bắt: Dấu chấm để trống trong mẫu; trích yếu kết thúc bằng dấu ngoặc.
    """
    yield from faults_of_last_mark(recognised, "trich_yeu", "trích yếu")


@rule("TY02", "Trích yếu của văn bản có tên loại viết “V/v”", "trich_yeu", _CLAUSE_5B)
def short_about(recognised: Recognised) -> Iterator[Fault]:
    """Trích yếu dưới tên loại bắt đầu bằng “V/v”.

    Quy định: Chữ “V/v” dùng cho trích yếu công văn; dưới tên loại, các ví dụ và các mẫu ghi “Về”,
    “Về việc” hoặc cụm từ khái quát.

    Sai: V/v thành lập Tổ công tác (dưới tên loại QUYẾT ĐỊNH)

    Đúng: Về việc thành lập Tổ công tác

    Không bắt: Trích yếu công văn.
    """
    for component in recognised.all("trich_yeu"):
        if found := _ABOUT.match(component.text):
            yield fault_in(
                component,
                "Về việc",
                "“V/v” chỉ dùng cho trích yếu công văn; dưới tên loại viết “Về việc”.",
                "Thay “V/v” bằng “Về việc”.",
                observed=found[0],
            )


@rule(
    "VV01",
    "Trích yếu công văn không bắt đầu bằng “V/v”",
    "trich_yeu_cong_van",
    _CLAUSE_5B,
)
def no_about(recognised: Recognised) -> Iterator[Fault]:
    """Trích yếu công văn không có chữ “V/v” ở đầu.

    Quy định: Đối với công văn, trích yếu nội dung được trình bày sau chữ “V/v”.

    Sai: Đề nghị hỗ trợ giống rau vụ đông

    Đúng: V/v đề nghị hỗ trợ giống rau vụ đông

    Không bắt: Chữ “V/v” viết khác đi, đã có quy tắc riêng.
    """
    for component in recognised.all("trich_yeu_cong_van"):
        if not _LIKE_ABOUT.match(component.text):
            yield fault_in(
                component,
                recognised.law.chuoi.ve_viec,
                f"Trích yếu công văn viết sau chữ “{recognised.law.chuoi.ve_viec}”.",
                f"Thêm “{recognised.law.chuoi.ve_viec}” vào đầu trích yếu.",
            )


@rule(
    "VV02",
    "Chữ “V/v” viết sai",
    "trich_yeu_cong_van",
    _CLAUSE_5B,
    severity=Severity.ERROR,
)
def wrong_about(recognised: Recognised) -> Iterator[Fault]:
    """Chữ “V/v” ở đầu trích yếu công văn viết khác đi.

    Quy định: Trích yếu công văn được trình bày sau chữ “V/v”.

    Sai: v/v đề nghị hỗ trợ; V/V đề nghị hỗ trợ; V/v: đề nghị hỗ trợ; Về việc đề nghị hỗ trợ

    Đúng: V/v đề nghị hỗ trợ

    Không bắt: Trích yếu không có chữ này, đã có quy tắc riêng.
    """
    right = recognised.law.chuoi.ve_viec
    for component in recognised.all("trich_yeu_cong_van"):
        found = _LIKE_ABOUT.match(component.text)
        if found and found[0].strip() != right:
            yield fault_in(
                component,
                right,
                f"Đầu trích yếu công văn viết “{right}”, không viết “{found[0].strip()}”.",
                f"Thay “{found[0].strip()}” bằng “{right}”.",
                observed=found[0].strip(),
            )


@rule(
    "VV03",
    "Cuối trích yếu công văn có dấu câu",
    "trich_yeu_cong_van",
    "Phụ lục I, Phần I, Mục V, số thứ tự 5",
)
def mark_after_about(recognised: Recognised) -> Iterator[Fault]:
    """Trích yếu công văn kết thúc bằng dấu chấm hoặc dấu câu khác.

    Quy định: Ví dụ của Mục V không có dấu câu ở cuối: “V/v nâng bậc lương năm 2019”.

    Sai: V/v đề nghị hỗ trợ giống rau vụ đông.

    Đúng: V/v đề nghị hỗ trợ giống rau vụ đông

    Không bắt: Dấu chấm để trống trong mẫu; trích yếu kết thúc bằng dấu ngoặc.
    """
    yield from faults_of_last_mark(recognised, "trich_yeu_cong_van", "trích yếu")


RULES: tuple[Rule, ...] = (
    misspelt,
    not_in_decree,
    mark_after_kind,
    mark_after_abstract,
    short_about,
    no_about,
    wrong_about,
    mark_after_about,
)
