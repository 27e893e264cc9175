"""Other documents that the body refers to (PL I, Phần I, II.6.b)."""

import re
from collections.abc import Iterator

from vanban.check.components import Recognised, Sure
from vanban.check.facts import Paragraph
from vanban.check.findings import Fault, Spot
from vanban.check.rules.gathering import Wrong, gather
from vanban.check.rules.rule import Rule, rule

_KINDS = (
    r"(?:Nghị định|Nghị quyết|Thông tư liên tịch|Thông tư|Quyết định|Chỉ thị|Kế hoạch|Thông báo|"
    r"Công văn|Tờ trình|Báo cáo|Hướng dẫn|Chương trình|Đề án)"
)
_CITED = re.compile(rf"{_KINDS}\s+số:?\s*(?P<number>\d+[A-Za-z]?/[^\s,;.)”\"]*[^\s,;.)”\"\d])")
_DAY = re.compile(r"\bngày\b|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_ABSTRACT = re.compile(
    r"\bsố:?\s*\d+/.*\b(?:về|quy định|ban hành|hướng dẫn|sửa đổi|thực hiện|thi hành)\b"
)
_REACH = 150
_FOOT = ("quyen_han_chuc_vu", "noi_nhan_tu", "noi_nhan")


@rule(
    "ND03",
    "Viện dẫn lần đầu thiếu ngày ban hành",
    "noi_dung",
    "Phụ lục I, Phần I, Mục II, khoản 6 điểm b",
)
def first_without_day(recognised: Recognised) -> Iterator[Fault]:
    """Lần đầu viện dẫn một văn bản có số, ký hiệu mà không ghi ngày, tháng, năm ban hành.

    Quy định: Khi viện dẫn lần đầu văn bản có liên quan, phải ghi đầy đủ tên loại, số, ký hiệu, thời
    gian ban hành, tên cơ quan ban hành và trích yếu; trong các lần viện dẫn tiếp theo, chỉ ghi tên
    loại và số, ký hiệu.

    Sai: Thực hiện Kế hoạch số 41/KH-UBND về hỗ trợ sửa chữa nhà ở

    Đúng: Thực hiện Kế hoạch số 41/KH-UBND ngày 31 tháng 3 năm 2026 của Ủy ban nhân dân xã Quang
    Trung về hỗ trợ sửa chữa nhà ở

    Không bắt: Lần viện dẫn sau; văn bản nêu trong trích yếu của văn bản khác; viện dẫn trong bảng,
    phụ lục, nơi nhận; luật, pháp lệnh; văn bản không có số.
    """
    yield from gather(
        _first_mentions_without_day(recognised),
        expected="số, ký hiệu, ngày … tháng … năm …, cơ quan, trích yếu",
        message="Lần đầu viện dẫn một văn bản phải ghi cả ngày, tháng, năm ban hành.",
        fix="Ghi thêm ngày, tháng, năm, cơ quan ban hành và trích yếu của văn bản được viện dẫn.",
    )


def _first_mentions_without_day(recognised: Recognised) -> Iterator[Wrong]:
    seen = {_own_number(recognised)}
    end = _end(recognised)
    for paragraph in recognised.document.paragraphs:
        if paragraph.place.paragraph >= end:
            return
        for found in _CITED.finditer(paragraph.text):
            if found["number"] in seen:
                continue
            seen.add(found["number"])
            if paragraph.place.table or _in_abstract(paragraph.text[: found.start()]):
                continue
            if not _has_day(paragraph, found):
                yield Wrong(Spot(paragraph, *found.span()), found[0], Sure.LIKELY)


def _has_day(paragraph: Paragraph, found: re.Match[str]) -> bool:
    return bool(_DAY.search(paragraph.text[found.end() : found.end() + _REACH]))


def _in_abstract(before: str) -> bool:
    """Whether the words before a citation are those of another one and its abstract."""
    clause = re.split(r"[;.]\s", before)[-1]
    return bool(_ABSTRACT.search(clause))


def _own_number(recognised: Recognised) -> str:
    line = recognised.first("so_ky_hieu")
    return "".join(line.text.partition(":")[2].split()) if line else ""


def _end(recognised: Recognised) -> int:
    """The first paragraph after the body."""
    found = [each for name in _FOOT for each in recognised.all(name) if not each.in_copy]
    places = [each.paragraph.place.paragraph for each in found]
    return min(places, default=len(recognised.document.paragraphs) + 1)


RULES: tuple[Rule, ...] = (first_without_day,)
