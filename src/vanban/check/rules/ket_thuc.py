"""How the body ends, and what it calls itself (mẫu of PL III)."""

import re
from collections.abc import Iterator
from operator import attrgetter

from vanban.check.components import Component, Recognised
from vanban.check.findings import Fault
from vanban.check.rules.rule import Rule, rule
from vanban.check.rules.wording_lines import ending, fault_in

_CLAUSE = "Phụ lục III, Mục II (các mẫu); tập quán"
_BODY = ("noi_dung", "khoan", "tieu_de_khoan", "diem", "dieu", "muc_la_ma")
_FOOT = ("quyen_han_chuc_vu", "ho_ten", "noi_nhan_tu", "noi_nhan")
_LIKE_END = re.compile(r"(?:[.,;]\s*/\s*\.?|[^\d\s/.]\s*/\s*\.|/\.|\.\s*/\s*/\s*\.|-/-)$")
_LEFT_OPEN = ("…", "..", ":")
_IN_FORCE = re.compile(
    r"(?P<kind>\w+\s\w+)\s+này\s+(?:có hiệu lực|được .{0,160} thông qua)", re.IGNORECASE
)
_ISSUING = ("nghi_quyet", "quyet_dinh", "chi_thi")


def _body(recognised: Recognised) -> tuple[list[Component], int]:
    """The paragraphs of the body before the signature, and where that begins."""
    foot = [
        each.paragraph.place.paragraph
        for name in _FOOT
        for each in recognised.all(name)
        if not each.in_copy
    ]
    if not foot:
        return [], 0
    start = min(foot)
    found = [
        each
        for name in _BODY
        for each in recognised.all(name)
        if each.paragraph.place.paragraph < start
    ]
    found.sort(key=attrgetter("position"))
    return found, start


def _last(recognised: Recognised) -> Component | None:
    """The paragraph that ends the body; None where a table or other words come after it."""
    found, start = _body(recognised)
    if not found:
        return None
    last = found[-1]
    end = last.stretches[-1].paragraph.place.paragraph
    between = recognised.document.paragraphs
    if any(end < each.place.paragraph < start and not each.is_blank for each in between):
        return None
    return last


@rule("KT01", "Nội dung không kết thúc bằng “./.”", "noi_dung", _CLAUSE)
def no_end(recognised: Recognised) -> Iterator[Fault]:
    """Sau chữ cuối cùng của nội dung không có “./.”.

    Quy định: Các mẫu của Phụ lục III ghi “./.” sau chữ cuối của nội dung. Lời của Phụ lục I không
    nhắc tới, nên đây chỉ là lưu ý.

    Sai: Trưởng các thôn chịu trách nhiệm thi hành Quyết định này.

    Đúng: Trưởng các thôn chịu trách nhiệm thi hành Quyết định này./.

    Không bắt: Hợp đồng, bản ghi nhớ, bản thỏa thuận, thư công (không có mẫu); nội dung kết thúc
    bằng bảng; phụ lục.
    """
    last = _last(recognised)
    if last is None or recognised.kind is None or recognised.kind.mau is None:
        return
    end = recognised.law.chuoi.ket_thuc
    if not last.text.endswith((end, *_LEFT_OPEN)) and not _LIKE_END.search(last.text):
        yield fault_in(
            last,
            f"… {end}",
            f"Các mẫu của Nghị định kết thúc nội dung bằng “{end}”.",
            f"Ghi “{end}” sau chữ cuối cùng của nội dung.",
            observed=ending(last.text),
        )


@rule("KT02", "“./.” ở giữa nội dung", "noi_dung", _CLAUSE)
def early_end(recognised: Recognised) -> Iterator[Fault]:
    """Dấu kết thúc “./.” có ở một đoạn chưa phải đoạn cuối.

    Quy định: Các mẫu của Phụ lục III chỉ ghi “./.” một lần, sau chữ cuối của nội dung.

    Sai: Đoạn thứ ba kết thúc bằng “./.” rồi còn đoạn thứ tư

    Đúng: Chỉ đoạn cuối cùng kết thúc bằng “./.”

    Không bắt: Phụ lục và văn bản kèm theo có “./.” của riêng mình.
    """
    found, _ = _body(recognised)
    end = recognised.law.chuoi.ket_thuc
    for component in found[:-1]:
        if component.text.endswith(end) and component.paragraph is not found[-1].paragraph:
            yield fault_in(
                component,
                f"chỉ ở cuối nội dung: {end}",
                f"“{end}” chỉ ghi sau chữ cuối cùng của nội dung.",
                f"Thay “{end}” ở đây bằng dấu chấm.",
                observed=ending(component.text),
            )


def _ends_wrongly(text: str, end: str) -> bool:
    if not text.endswith(end):
        return bool(_LIKE_END.search(text))
    before = text.removesuffix(end)
    return before.endswith(" ") and not before.rstrip().endswith(_LEFT_OPEN)


@rule("KT03", "Dấu kết thúc “./.” viết sai", "noi_dung", _CLAUSE)
def wrong_end(recognised: Recognised) -> Iterator[Fault]:
    """Dấu kết thúc nội dung viết thiếu dấu chấm hoặc có dấu cách.

    Quy định: Các mẫu của Phụ lục III ghi “./.”.

    Sai: thi hành Quyết định này/. ; thi hành Quyết định này ./.

    Đúng: thi hành Quyết định này./.

    Không bắt: Nội dung không có dấu kết thúc, đã có quy tắc riêng.
    """
    last = _last(recognised)
    end = recognised.law.chuoi.ket_thuc
    if last and _ends_wrongly(last.text, end):
        yield fault_in(
            last,
            end,
            f"Dấu kết thúc nội dung là “{end}”, không có dấu cách.",
            f"Sửa thành “{end}”.",
            observed=ending(last.text),
        )


@rule(
    "ND02", "Văn bản tự gọi sai tên loại", "noi_dung", "Phụ lục I, Phần I, Mục II, khoản 5 điểm a"
)
def wrong_name_of_itself(recognised: Recognised) -> Iterator[Fault]:
    """Câu về hiệu lực gọi văn bản bằng một tên loại khác.

    Quy định: Tên loại văn bản là tên của từng loại văn bản do cơ quan, tổ chức ban hành.

    Sai: Quyết định này có hiệu lực kể từ ngày ký (trong một nghị quyết)

    Đúng: Nghị quyết này có hiệu lực kể từ ngày thông qua

    Không bắt: Quy chế, quy định ban hành kèm theo; văn bản không phải nghị quyết, quyết định, chỉ
    thị.
    """
    kind = recognised.kind
    if kind is None or kind.khoa not in _ISSUING:
        return
    for component in _body(recognised)[0]:
        if "này" not in component.text:
            continue
        for found in _IN_FORCE.finditer(component.text):
            named = recognised.law.kind_named(found["kind"])
            if named and named.khoa in _ISSUING and named.khoa != kind.khoa:
                yield fault_in(
                    component,
                    f"{kind.ten_loai} này",
                    f"Văn bản này là {kind.ten_loai.lower()}, không phải {named.ten_loai.lower()}.",
                    f"Sửa “{found['kind']} này” thành “{kind.ten_loai} này”.",
                    observed=found[0],
                )


RULES: tuple[Rule, ...] = (no_end, early_end, wrong_end, wrong_name_of_itself)
