"""The words of stamps and copies (PL I, Phần I, III.2; Phần II)."""

from collections.abc import Iterator

from vanban.check.components import Recognised
from vanban.check.findings import Fault, Severity
from vanban.check.rules.ky_hieu import numbers
from vanban.check.rules.rule import Rule, rule
from vanban.check.rules.wording_lines import fault_in, same_words

_COPY_CLAUSE = "Phụ lục I, Phần II, Mục II, khoản 1"


@rule(
    "MA01",
    "Dấu chỉ độ mật sai chữ",
    "do_mat",
    "Phụ lục I, Phần I, Mục III, khoản 2 điểm a",
    severity=Severity.ERROR,
)
def wrong_secrecy(recognised: Recognised) -> Iterator[Fault]:
    """Dấu chỉ độ mật không đúng một trong ba mức.

    Quy định: Con dấu các độ mật: TUYỆT MẬT, TỐI MẬT hoặc MẬT.

    Sai: TUYÊT MẬT

    Đúng: TUYỆT MẬT

    Không bắt: Vị trí dấu thanh; khung quanh chữ.
    """
    allowed = [stamp.ten.upper() for stamp in recognised.law.do_mat.muc]
    yield from _others(recognised, "do_mat", allowed, "Độ mật")


@rule(
    "KN01",
    "Dấu chỉ mức độ khẩn sai chữ",
    "do_khan",
    "Phụ lục I, Phần I, Mục III, khoản 2 điểm b",
    severity=Severity.ERROR,
)
def wrong_urgency(recognised: Recognised) -> Iterator[Fault]:
    """Dấu chỉ mức độ khẩn không đúng một trong ba mức.

    Quy định: Văn bản được xác định độ khẩn theo các mức: hỏa tốc, thượng khẩn, khẩn.

    Sai: HỎA TỐC HẸN GIỜ (mức của quy định cũ)

    Đúng: HỎA TỐC

    Không bắt: HOẢ TỐC, vì chỉ khác vị trí dấu thanh.
    """
    allowed = [stamp.ten.upper() for stamp in recognised.law.do_khan.muc]
    yield from _others(recognised, "do_khan", allowed, "Mức độ khẩn")


@rule(
    "SA01",
    "Hình thức sao sai chữ",
    "hinh_thuc_sao",
    _COPY_CLAUSE + " điểm a",
    severity=Severity.ERROR,
)
def wrong_copy(recognised: Recognised) -> Iterator[Fault]:
    """Chữ chỉ hình thức sao không đúng một trong ba hình thức.

    Quy định: Hình thức sao: “SAO Y” hoặc “SAO LỤC” hoặc “TRÍCH SAO”.

    Sai: SAO Y BẢN CHÍNH (chữ của quy định cũ)

    Đúng: SAO Y

    Không bắt: Chữ “sao y” trong lời văn.
    """
    allowed = [copy.hinh_thuc for copy in recognised.law.ban_sao.values()]
    yield from _others(recognised, "hinh_thuc_sao", allowed, "Hình thức sao")


@rule(
    "SA02",
    "Ký hiệu bản sao không hợp với hình thức sao",
    "so_ky_hieu",
    _COPY_CLAUSE + " điểm c; Phụ lục III, Mục I",
    severity=Severity.ERROR,
)
def wrong_symbol(recognised: Recognised) -> Iterator[Fault]:
    """Ký hiệu của bản sao không có chữ viết tắt của hình thức sao.

    Quy định: Số, ký hiệu bản sao gồm số thứ tự đăng ký và chữ viết tắt tên loại bản sao: SY, TrS,
    SL.

    Sai: SAO Y, số 37/SL-UBND; TRÍCH SAO, số 12/TRS-UBND

    Đúng: SAO Y, số 37/SY-UBND; TRÍCH SAO, số 12/TrS-UBND

    Không bắt: Ký hiệu còn để trống.
    """
    said = recognised.first("hinh_thuc_sao")
    copies = recognised.law.ban_sao.values()
    right = next((c.viet_tat for c in copies if said and same_words(said.text, c.hinh_thuc)), None)
    for each in numbers(recognised):
        if right and each.component.in_copy and each.groups and right not in each.groups:
            yield fault_in(
                each.component,
                right,
                f"Ký hiệu của bản sao hình thức này có chữ “{right}”.",
                f"Viết theo dạng “Số: 05/{right}-UBND”.",
            )


def _others(recognised: Recognised, name: str, allowed: list[str], what: str) -> Iterator[Fault]:
    """A fault for each component whose words are none of the allowed."""
    for component in recognised.all(name):
        if not any(same_words(component.text, words) for words in allowed):
            yield fault_in(
                component,
                " hoặc ".join(allowed),
                f"{what} chỉ có: {', '.join(allowed)}.",
                f"Chọn một trong các chữ: {', '.join(allowed)}.",
            )


RULES: tuple[Rule, ...] = (wrong_secrecy, wrong_urgency, wrong_copy, wrong_symbol)
