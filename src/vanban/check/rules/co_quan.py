"""The names of the issuing body and the one above it (PL I, Phần I, II.2)."""

import re
from collections.abc import Iterator

from vanban.check.components import Recognised
from vanban.check.findings import Fault
from vanban.check.rules.rule import Rule, rule
from vanban.check.rules.wording_lines import fault_in, faults_of_last_mark

_SHORT = re.compile(r"(UBND|HĐND|UBMTTQ|MTTQ|BQL|BCĐ|BCH|TTYT|TTPVHCC|VPUBND)\b", re.IGNORECASE)


@rule(
    "BH01",
    "Tên cơ quan ban hành viết tắt",
    "co_quan_ban_hanh",
    "Phụ lục I, Phần I, Mục II, khoản 2 điểm a",
)
def short_name(recognised: Recognised) -> Iterator[Fault]:
    """Tên cơ quan ban hành văn bản bắt đầu bằng chữ viết tắt.

    Quy định: Tên cơ quan, tổ chức ban hành văn bản là tên chính thức, đầy đủ; chỉ tên cơ quan chủ
    quản trực tiếp được viết tắt những cụm từ thông dụng.

    Sai: UBND XÃ QUANG TRUNG (là cơ quan ban hành)

    Đúng: ỦY BAN NHÂN DÂN XÃ QUANG TRUNG

    Không bắt: Chữ viết tắt ở dòng cơ quan chủ quản, như UBND XÃ QUANG TRUNG trên PHÒNG KINH TẾ.
    """
    for component in recognised.all("co_quan_ban_hanh"):
        if found := _SHORT.match(component.text):
            yield fault_in(
                component,
                "tên chính thức, đầy đủ",
                f"Tên cơ quan ban hành phải ghi đầy đủ, không viết tắt “{found[0]}”.",
                f"Viết đầy đủ cụm từ “{found[0]}”.",
            )


@rule(
    "BH02",
    "Tên cơ quan ban hành có dấu câu ở cuối",
    "co_quan_ban_hanh",
    "Phụ lục I, Phần I, Mục V, số thứ tự 2",
)
def mark_after_name(recognised: Recognised) -> Iterator[Fault]:
    """Sau tên cơ quan ban hành có dấu chấm, phẩy, chấm phẩy hoặc hai chấm.

    Quy định: Tên cơ quan trình bày như các ví dụ của Mục V, không có dấu câu ở cuối.

    Sai: SỞ CÔNG THƯƠNG.

    Đúng: SỞ CÔNG THƯƠNG

    Không bắt: Gạch nối giữa tên hai cơ quan cùng ban hành; chỗ để trống bằng dấu chấm.
    """
    yield from faults_of_last_mark(recognised, "co_quan_ban_hanh", "tên cơ quan")


@rule(
    "CQ01",
    "Tên cơ quan chủ quản có dấu câu ở cuối",
    "co_quan_chu_quan",
    "Phụ lục I, Phần I, Mục V, số thứ tự 2",
)
def mark_after_superior(recognised: Recognised) -> Iterator[Fault]:
    """Sau tên cơ quan chủ quản có dấu chấm, phẩy, chấm phẩy hoặc hai chấm.

    Quy định: Tên cơ quan trình bày như các ví dụ của Mục V, không có dấu câu ở cuối.

    Sai: UBND TỈNH THANH BÌNH,

    Đúng: UBND TỈNH THANH BÌNH

    Không bắt: Chỗ để trống bằng dấu chấm trong mẫu.
    """
    yield from faults_of_last_mark(recognised, "co_quan_chu_quan", "tên cơ quan")


RULES: tuple[Rule, ...] = (short_name, mark_after_name, mark_after_superior)
