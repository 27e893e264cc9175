"""The words of Quốc hiệu and Tiêu ngữ (PL I, Phần I, II.1)."""

import re
from collections.abc import Iterator

from vanban.check.components import Component, Recognised
from vanban.check.findings import Fault, Severity
from vanban.check.rules.rule import Rule, rule
from vanban.check.rules.wording_lines import fault_in, same_words

_PHRASES = re.compile(
    r"(?P<before>[\W_]*)(?P<first>\w+\s\w+)(?P<one>[\W_]+)(?P<second>\w+\s\w+)(?P<two>[\W_]+)"
    r"(?P<third>\w+\s\w+)(?P<after>[\W_]*)"
)
# The hyphens of Unicode look alike in print.
_HYPHENS = frozenset("-\u2010\u2011")
_EDGE_SIGNS = re.compile(r"^[\W_]+|[\W_]+$")


@rule(
    "QH01",
    "Quốc hiệu sai lời",
    "quoc_hieu",
    "Phụ lục I, Phần I, Mục II, khoản 1 điểm a",
    severity=Severity.ERROR,
)
def wrong_name(recognised: Recognised) -> Iterator[Fault]:
    """Quốc hiệu có từ khác với Quốc hiệu mà Nghị định ghi.

    Quy định: Quốc hiệu là “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”, đủ tám tiếng, đúng dấu.

    Sai: CỘNG HÒA XÃ HỘI CHỦ NGĨA VIỆT NAM

    Đúng: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

    Không bắt: “CỘNG HOÀ” (chính Nghị định cũng có chỗ viết thế); chữ tổ hợp, dấu cách không ngắt
    hay hai dấu cách; chữ gõ thường mà in ra là chữ hoa.
    """
    name = recognised.law.chuoi.quoc_hieu
    for component in recognised.all("quoc_hieu"):
        if not same_words(component.text, name):
            yield fault_in(
                component,
                name,
                f"Quốc hiệu phải đúng từng chữ “{name}”.",
                f"Gõ lại dòng này thành: {name}.",
            )


@rule(
    "QH02",
    "Quốc hiệu thừa dấu câu",
    "quoc_hieu",
    "Phụ lục I, Phần I, Mục II, khoản 1 điểm a",
    severity=Severity.ERROR,
)
def marks_at_name(recognised: Recognised) -> Iterator[Fault]:
    """Quốc hiệu đúng lời nhưng có dấu câu trước, sau hoặc giữa các từ.

    Quy định: Quốc hiệu là “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”, không có dấu câu.

    Sai: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM.

    Đúng: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

    Không bắt: Đường kẻ gõ bằng gạch dưới ở dòng sau.
    """
    name = recognised.law.chuoi.quoc_hieu
    for component in recognised.all("quoc_hieu"):
        signs = "".join(
            c for c in component.text if c.isprintable() and not (c.isalnum() or c == " ")
        )
        if signs and same_words(component.text, name):
            yield fault_in(
                component,
                name,
                f"Quốc hiệu không có dấu câu; ở đây thừa “{signs}”.",
                "Xóa dấu câu trong dòng Quốc hiệu.",
            )


@rule(
    "TN01",
    "Tiêu ngữ sai lời",
    "tieu_ngu",
    "Phụ lục I, Phần I, Mục II, khoản 1 điểm b",
    severity=Severity.ERROR,
)
def wrong_motto(recognised: Recognised) -> Iterator[Fault]:
    """Tiêu ngữ có từ khác với Tiêu ngữ mà Nghị định ghi.

    Quy định: Tiêu ngữ là “Độc lập - Tự do - Hạnh phúc”.

    Sai: Độc lâp - Tự do - Hạnh phúc

    Đúng: Độc lập - Tự do - Hạnh phúc

    Không bắt: Dấu gạch nối và chữ hoa, đã có quy tắc riêng; khoảng trắng thừa.
    """
    motto = recognised.law.chuoi.tieu_ngu
    for component in recognised.all("tieu_ngu"):
        if not same_words(component.text, motto):
            yield fault_in(
                component,
                motto,
                f"Tiêu ngữ phải đúng từng chữ “{motto}”.",
                f"Gõ lại dòng này thành: {motto}.",
            )


@rule(
    "TN02",
    "Tiêu ngữ không dùng dấu gạch nối (-)",
    "tieu_ngu",
    "Phụ lục I, Phần I, Mục II, khoản 1 điểm b",
    severity=Severity.ERROR,
)
def other_dashes(recognised: Recognised) -> Iterator[Fault]:
    """Giữa các cụm từ của Tiêu ngữ không phải dấu gạch nối.

    Quy định: Giữa các cụm từ có gạch nối (-), có cách chữ.

    Sai: Độc lập – Tự do – Hạnh phúc (gạch dài do Word tự đổi)

    Đúng: Độc lập - Tự do - Hạnh phúc

    Không bắt: Dấu gạch nối không ngắt của Word, khi in giống hệt dấu gạch nối.
    """
    for component, phrases in _mottos(recognised):
        signs = [phrases[name].strip() for name in ("one", "two")]
        if any(sign not in _HYPHENS for sign in signs):
            yield fault_in(
                component,
                recognised.law.chuoi.tieu_ngu,
                "Giữa các cụm từ của Tiêu ngữ phải là dấu gạch nối (-), có cách chữ hai bên.",
                "Thay các dấu giữa ba cụm từ bằng “ - ”; nếu Word tự đổi thành gạch dài thì nhấn "
                "Ctrl+Z ngay sau khi gõ.",
            )


@rule(
    "TN03",
    "Tiêu ngữ thiếu cách chữ ở dấu gạch nối",
    "tieu_ngu",
    "Phụ lục I, Phần I, Mục II, khoản 1 điểm b",
    severity=Severity.ERROR,
)
def tight_dashes(recognised: Recognised) -> Iterator[Fault]:
    """Dấu gạch nối trong Tiêu ngữ viết liền với chữ.

    Quy định: Giữa các cụm từ có gạch nối (-), có cách chữ.

    Sai: Độc lập-Tự do-Hạnh phúc

    Đúng: Độc lập - Tự do - Hạnh phúc

    Không bắt: Hai dấu cách, dấu cách không ngắt.
    """
    for component, phrases in _mottos(recognised):
        signs = (phrases["one"], phrases["two"])
        if any(sign.strip() in _HYPHENS and sign != f" {sign.strip()} " for sign in signs):
            yield fault_in(
                component,
                recognised.law.chuoi.tieu_ngu,
                "Trước và sau mỗi dấu gạch nối trong Tiêu ngữ phải có dấu cách.",
                f"Viết: {recognised.law.chuoi.tieu_ngu}.",
            )


@rule(
    "TN04",
    "Tiêu ngữ viết hoa sai chữ",
    "tieu_ngu",
    "Phụ lục I, Phần I, Mục II, khoản 1 điểm b",
    severity=Severity.ERROR,
)
def wrong_capitals(recognised: Recognised) -> Iterator[Fault]:
    """Chữ hoa trong Tiêu ngữ không chỉ ở chữ cái đầu của mỗi cụm từ.

    Quy định: Chữ in thường; chữ cái đầu của các cụm từ được viết hoa.

    Sai: Độc Lập - Tự Do - Hạnh Phúc

    Đúng: Độc lập - Tự do - Hạnh phúc

    Không bắt: Tiêu ngữ in hoa cả dòng, đã có quy tắc về chữ in hoa.
    """
    motto = recognised.law.chuoi.tieu_ngu
    for component, phrases in _mottos(recognised):
        shown = [phrases[name] for name in ("first", "second", "third")]
        if component.text.isupper() or not same_words(component.text, motto):
            continue
        if any(phrase != phrase.capitalize() for phrase in shown):
            yield fault_in(
                component,
                motto,
                "Trong Tiêu ngữ chỉ viết hoa chữ cái đầu của mỗi cụm từ: Độc lập, Tự do, Hạnh "
                "phúc.",
                f"Viết: {motto}.",
            )


@rule(
    "TN05",
    "Tiêu ngữ thừa dấu câu ở đầu hoặc cuối",
    "tieu_ngu",
    "Phụ lục I, Phần I, Mục II, khoản 1 điểm b",
    severity=Severity.ERROR,
)
def marks_at_motto(recognised: Recognised) -> Iterator[Fault]:
    """Trước hoặc sau Tiêu ngữ có dấu câu.

    Quy định: Tiêu ngữ là “Độc lập - Tự do - Hạnh phúc”.

    Sai: Độc lập - Tự do - Hạnh phúc.

    Đúng: Độc lập - Tự do - Hạnh phúc

    Không bắt: Đường kẻ gõ bằng gạch dưới hay gạch ngang dưới Tiêu ngữ, đã có quy tắc về đường kẻ.
    """
    for component in recognised.all("tieu_ngu"):
        signs = "".join(found.strip() for found in _EDGE_SIGNS.findall(component.text))
        if signs.strip("-_–—*o"):
            yield fault_in(
                component,
                recognised.law.chuoi.tieu_ngu,
                f"Tiêu ngữ không có dấu câu ở hai đầu; ở đây thừa “{signs}”.",
                "Xóa dấu câu ở đầu hoặc cuối dòng Tiêu ngữ.",
            )


@rule(
    "TN06",
    "Tiêu ngữ đứng trước Quốc hiệu",
    "tieu_ngu",
    "Phụ lục I, Phần I, Mục II, khoản 1 điểm b",
)
def motto_first(recognised: Recognised) -> Iterator[Fault]:
    """Tiêu ngữ đặt trên Quốc hiệu.

    Quy định: Tiêu ngữ được canh giữa dưới Quốc hiệu.

    Sai: Dòng “Độc lập - Tự do - Hạnh phúc” ở trên dòng “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”.

    Đúng: Quốc hiệu ở dòng trên, Tiêu ngữ ở ngay dòng dưới.

    Không bắt: Văn bản chỉ có một trong hai dòng.
    """
    name, motto = recognised.first("quoc_hieu"), recognised.first("tieu_ngu")
    if name and motto and motto.position < name.position:
        yield fault_in(
            motto,
            "Quốc hiệu trên, Tiêu ngữ dưới",
            "Tiêu ngữ phải ở dưới Quốc hiệu.",
            "Đổi chỗ hai dòng: Quốc hiệu ở trên, Tiêu ngữ ở dưới.",
            observed="Tiêu ngữ trên, Quốc hiệu dưới",
        )


def _mottos(recognised: Recognised) -> Iterator[tuple[Component, re.Match[str]]]:
    """Every Tiêu ngữ of three phrases with what stands between them."""
    for component in recognised.all("tieu_ngu"):
        if phrases := _PHRASES.fullmatch(component.text):
            yield component, phrases


RULES: tuple[Rule, ...] = (
    wrong_name,
    marks_at_name,
    wrong_motto,
    other_dashes,
    tight_dashes,
    wrong_capitals,
    marks_at_motto,
    motto_first,
)
