"""To whom a document goes: "Kính gửi" and the addressees (PL I, Phần I, II.9)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from vanban.check.components import Recognised
from vanban.check.findings import Fault, Severity
from vanban.check.rules.rule import Rule, rule
from vanban.check.rules.wording_lines import (
    WordedLine,
    ending,
    ends_badly,
    entries,
    fault_in,
    lines_of,
)

_WORDS = re.compile(r"(?P<words>k[íi]nh\s+g[ửởứưu]i)(?P<colon>\s*:?)\s*(?P<rest>.*)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^)]*\)?")
_CLAUSE = "Phụ lục I, Phần I, Mục II, khoản 9 điểm d"


class Address(NamedTuple):
    """The line with "Kính gửi", what follows the colon on it, and the addressees below."""

    line: WordedLine
    words: str
    colon: str
    rest: str
    below: list[tuple[WordedLine, str]]


def _address(recognised: Recognised) -> Address | None:
    """The address of a document; None where none is written."""
    lines = lines_of(recognised, "kinh_gui")
    found = _WORDS.match(lines[0].text) if lines else None
    if not found:
        return None
    below = list(entries(lines[1:]))
    return Address(lines[0], found["words"], found["colon"].strip(), found["rest"].strip(), below)


def _several(recognised: Recognised) -> list[tuple[WordedLine, str]]:
    """The addressees below each other, also those of a công điện; none where there is only one."""
    address = _address(recognised)
    below = address.below if address else list(entries(lines_of(recognised, "noi_nhan_dien")))
    return below if len(below) > 1 else []


@rule("KG01", "Sau “Kính gửi” thiếu dấu hai chấm", "kinh_gui", _CLAUSE, severity=Severity.ERROR)
def no_colon(recognised: Recognised) -> Iterator[Fault]:
    """Sau từ “Kính gửi” không có dấu hai chấm.

    Quy định: Sau từ “Kính gửi” có dấu hai chấm (:).

    Sai: Kính gửi Sở Nội vụ

    Đúng: Kính gửi: Sở Nội vụ

    Không bắt: Dấu cách trước dấu hai chấm.
    """
    address = _address(recognised)
    if address and not address.colon:
        yield fault_in(
            address.line,
            "Kính gửi:",
            "Sau “Kính gửi” phải có dấu hai chấm.",
            "Thêm dấu hai chấm sau “Kính gửi”.",
        )


@rule("KG02", "Một nơi nhận nhưng xuống dòng", "kinh_gui", _CLAUSE)
def single_below(recognised: Recognised) -> Iterator[Fault]:
    """Chỉ gửi một nơi mà tên nơi nhận không cùng dòng với “Kính gửi”.

    Quy định: Nếu văn bản gửi cho một cơ quan, tổ chức hoặc một cá nhân thì từ “Kính gửi” và tên cơ
    quan, tổ chức hoặc cá nhân được trình bày trên cùng một dòng.

    Sai: “Kính gửi:” ở một dòng, “- Sở Nội vụ.” ở dòng dưới

    Đúng: Kính gửi: Sở Nội vụ

    Không bắt: Tên dài nên tự xuống dòng.
    """
    address = _address(recognised)
    if address and not address.rest and len(address.below) == 1:
        yield fault_in(
            address.below[0][0],
            "cùng dòng với “Kính gửi:”",
            "Gửi một nơi thì ghi tên nơi nhận cùng dòng với “Kính gửi:”.",
            "Đưa tên nơi nhận lên sau “Kính gửi:”, bỏ gạch đầu dòng và dấu chấm.",
        )


@rule("KG03", "Nơi nhận dưới “Kính gửi” thiếu gạch đầu dòng", "kinh_gui", _CLAUSE)
def no_dash(recognised: Recognised) -> Iterator[Fault]:
    """Gửi nhiều nơi mà tên nơi nhận không có gạch đầu dòng.

    Quy định: Trường hợp gửi từ hai nơi trở lên thì xuống dòng, mỗi nơi một dòng riêng, đầu dòng có
    gạch đầu dòng (-).

    Sai: Sở Nội vụ; / Sở Tài chính.

    Đúng: - Sở Nội vụ; / - Sở Tài chính.

    Không bắt: Dòng nối tiếp tên dài; gạch đầu dòng tự động của Word.
    """
    for line, _ in _several(recognised):
        if not line.has_dash:
            yield fault_in(
                line,
                "- " + line.text,
                "Mỗi nơi nhận dưới “Kính gửi” phải có gạch đầu dòng (-).",
                "Thêm gạch đầu dòng trước tên nơi nhận.",
            )


@rule(
    "KG04",
    "Dấu câu cuối dòng nơi nhận dưới “Kính gửi” chưa đúng",
    "kinh_gui",
    _CLAUSE,
    severity=Severity.ERROR,
)
def wrong_marks(recognised: Recognised) -> Iterator[Fault]:
    """Cuối dòng nơi nhận không có dấu chấm phẩy, cuối dòng cuối cùng không có dấu chấm.

    Quy định: Gửi từ hai nơi trở lên: cuối dòng có dấu chấm phẩy (;), cuối dòng cuối cùng có dấu
    chấm (.).

    Sai: - Sở Nội vụ, / - Sở Tài chính;

    Đúng: - Sở Nội vụ; / - Sở Tài chính.

    Không bắt: Dòng còn để trống bằng dấu chấm.
    """
    several = _several(recognised)
    for at, (line, text) in enumerate(several, 1):
        right = "." if at == len(several) else ";"
        if not text.endswith((right, "…", "..", "…;")):
            where = "dòng cuối cùng" if right == "." else "dòng"
            yield fault_in(
                line,
                f"dấu “{right}” ở cuối dòng",
                f"Cuối {where} nơi nhận dưới “Kính gửi” là dấu “{right}”.",
                f"Đặt dấu “{right}” ở cuối dòng này.",
                observed=ending(text),
            )


@rule(
    "KG05",
    "Một nơi nhận nhưng có dấu câu ở cuối",
    "kinh_gui",
    "Phụ lục I, Phần I, Mục V, số thứ tự 8",
)
def mark_after_single(recognised: Recognised) -> Iterator[Fault]:
    """Gửi một nơi mà sau tên nơi nhận có dấu câu.

    Quy định: Ví dụ của Mục V khi gửi một nơi: “Kính gửi: Bộ Nội vụ”, không có dấu câu ở cuối.

    Sai: Kính gửi: Sở Nội vụ.

    Đúng: Kính gửi: Sở Nội vụ

    Không bắt: Dấu chấm để trống trong mẫu.
    """
    address = _address(recognised)
    if address is None or address.below:
        return
    if mark := ends_badly(address.rest, ".,;"):
        yield fault_in(
            address.line,
            "không có dấu câu",
            f"Gửi một nơi thì cuối dòng “Kính gửi” không có dấu “{mark}”.",
            f"Xóa dấu “{mark}”.",
            observed=ending(address.rest),
        )


@rule("KG06", "Từ “Kính gửi” viết sai", "kinh_gui", _CLAUSE, severity=Severity.ERROR)
def wrong_words(recognised: Recognised) -> Iterator[Fault]:
    """Từ “Kính gửi” sai dấu hoặc sai chữ hoa.

    Quy định: Từ “Kính gửi” trình bày bằng chữ in thường.

    Sai: Kính Gửi: Sở Nội vụ; Kính gởi: Sở Nội vụ

    Đúng: Kính gửi: Sở Nội vụ

    Không bắt: Dòng in hoa toàn bộ, đã có quy tắc về chữ in hoa.
    """
    address = _address(recognised)
    right = recognised.law.chuoi.kinh_gui.rstrip(":")
    if address and " ".join(address.words.split()) != right and not address.words.isupper():
        yield fault_in(
            address.line,
            right,
            f"Viết “{right}”, không viết “{address.words}”.",
            f"Sửa thành “{right}”.",
            observed=address.words,
        )


@rule("KG08", "Gửi nhiều nơi nhưng ghi cùng dòng với “Kính gửi”", "kinh_gui", _CLAUSE)
def several_on_line(recognised: Recognised) -> Iterator[Fault]:
    """Gửi từ hai nơi trở lên mà có nơi ghi cùng dòng với “Kính gửi”.

    Quy định: Trường hợp văn bản gửi từ hai nơi trở lên thì xuống dòng, tên mỗi nơi trên một dòng
    riêng.

    Sai: Kính gửi: Sở Nội vụ; Sở Tài chính

    Đúng: “Kính gửi:” ở một dòng; dưới đó “- Sở Nội vụ;” và “- Sở Tài chính.”

    Không bắt: Một nhóm nơi nhận ghi trên một dòng, như “Các sở, ban, ngành tỉnh”; tên dài nên tự
    xuống dòng.
    """
    address = _address(recognised)
    if address is None or not address.rest:
        return
    more = [line for line, _ in address.below if line.has_dash]
    if more or ";" in _IN_BRACKETS.sub("", address.rest).rstrip("; "):
        yield fault_in(
            address.line,
            "mỗi nơi một dòng, dưới “Kính gửi:”",
            "Gửi từ hai nơi trở lên thì xuống dòng sau “Kính gửi:”, mỗi nơi một dòng.",
            "Xuống dòng sau “Kính gửi:”, ghi mỗi nơi nhận trên một dòng có gạch đầu dòng.",
        )


RULES: tuple[Rule, ...] = (
    no_colon,
    single_below,
    no_dash,
    wrong_marks,
    mark_after_single,
    wrong_words,
    several_on_line,
)
