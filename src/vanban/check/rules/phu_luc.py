"""Appendices: their numbers, what points to them, what they point to (PL I, Phần I, III.1)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from vanban.check.components import Component, Recognised
from vanban.check.findings import Fault, Severity, spot_of
from vanban.check.roman_numbers import roman_number
from vanban.check.rules.gathering import Wrong, gather
from vanban.check.rules.rule import Rule, rule
from vanban.check.rules.wording_lines import fault_in, paragraphs_between, shorten

_CLAUSE_A = "Phụ lục I, Phần I, Mục III, khoản 1 điểm a"
_CLAUSE_B = "Phụ lục I, Phần I, Mục III, khoản 1 điểm b"
_CLAUSE_C = "Phụ lục I, Phần I, Mục III, khoản 1 điểm c"
_APPENDIX = re.compile(
    r"phụ\s+lục(?:\s+số)?\s*(?P<number>[IVXLC]+[a-zđ]?\b|\d+\w?|[A-ZĐ]\b)?(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_POINTER = re.compile(r"phụ\s+lục|kèm\s+theo|đính\s+kèm|gửi\s+kèm", re.IGNORECASE)
_NOTE = re.compile(r"^\W*(?:ban\s+hành\s+|đính\s+)?kèm\s+theo\b", re.IGNORECASE | re.MULTILINE)
_CITED_NUMBER = re.compile(
    r"số\s*:?\s*(?P<number>\d*)[\s….]*/\s*(?P<symbol>[^\s,;)]+)", re.IGNORECASE
)
_CITED_KIND = re.compile(r"kèm\s+theo\s+(?P<kind>\w+(?:\s+\w+){0,3}?)\s+số\b", re.IGNORECASE)
_CITED_DAY = re.compile(
    r"ngày\s*(?P<ngay>\d{0,2})[\s….]*(?:tháng|/)\s*(?P<thang>\d{0,2})[\s….]*(?:năm|/)\s*(?P<nam>\d{0,4})",
    re.IGNORECASE,
)
# No document has so many paragraphs.
_END = 10**9
_GOES_ON = re.compile(r"tiếp", re.IGNORECASE)
_NUMBER_LINE = re.compile(r"(?P<number>\d*)[\s….]*/\s*(?P<symbol>\S+)")


def _own_notes(recognised: Recognised) -> Iterator[Component]:
    """The lines "(Kèm theo …)", where the document has one number only."""
    if len([each for each in recognised.all("so_ky_hieu") if not each.in_copy]) <= 1:
        yield from recognised.all("chi_dan_phu_luc")


def _value(component: Component) -> int | None:
    """The value of an appendix's Roman number, a small letter after it left out."""
    number = _number(component)
    return roman_number(number.upper()) or roman_number(number[:-1].upper())


def _number(component: Component) -> str:
    found = _APPENDIX.match(component.text)
    return (found["number"] or "") if found else ""


@rule("PL01", "Phụ lục không đánh số La Mã", "phu_luc_tu", _CLAUSE_A, severity=Severity.ERROR)
def no_roman_number(recognised: Recognised) -> Iterator[Fault]:
    """Văn bản có từ hai phụ lục mà phụ lục không có số hoặc số không phải số La Mã.

    Quy định: Văn bản có từ hai Phụ lục trở lên thì các Phụ lục phải được đánh số thứ tự bằng chữ số
    La Mã.

    Sai: Phụ lục 1, Phụ lục 2

    Đúng: Phụ lục I, Phụ lục II

    Không bắt: Văn bản chỉ có một phụ lục.
    """
    appendices = recognised.all("phu_luc_tu")
    if len(appendices) > 1:
        yield from gather(
            (
                Wrong(spot_of(each), each.text, each.sure)
                for each in appendices
                if _value(each) is None and not _GOES_ON.search(each.text)
            ),
            expected="số La Mã",
            message="Có từ hai phụ lục trở lên thì đánh số bằng chữ số La Mã.",
            fix="Đánh số: Phụ lục I, Phụ lục II, …",
        )


@rule("PL02", "Phụ lục duy nhất vẫn đánh số", "phu_luc_tu", _CLAUSE_A)
def single_numbered(recognised: Recognised) -> Iterator[Fault]:
    """Văn bản chỉ có một phụ lục mà phụ lục có số thứ tự.

    Quy định: Từ hai Phụ lục trở lên thì các Phụ lục phải được đánh số thứ tự.

    Sai: Phụ lục I (văn bản chỉ có một phụ lục)

    Đúng: Phụ lục

    Không bắt: Tệp chỉ có phụ lục, không có văn bản chính, vì các phụ lục khác có thể ở tệp riêng.
    """
    appendices = recognised.all("phu_luc_tu")
    if len(appendices) == 1 and _number(appendices[0]) and recognised.all("so_ky_hieu"):
        yield fault_in(
            appendices[0],
            "Phụ lục",
            "Chỉ có một phụ lục thì không đánh số thứ tự.",
            "Bỏ số sau từ “Phụ lục”, hoặc kiểm tra xem còn thiếu phụ lục nào.",
        )


@rule("PL03", "Số thứ tự phụ lục không liên tục", "phu_luc_tu", _CLAUSE_A)
def broken_sequence(recognised: Recognised) -> Iterator[Fault]:
    """Số La Mã của các phụ lục lặp lại hoặc cách quãng.

    Quy định: Các Phụ lục phải được đánh số thứ tự bằng chữ số La Mã.

    Sai: Phụ lục I, Phụ lục III

    Đúng: Phụ lục I, Phụ lục II

    Không bắt: Phụ lục không có số La Mã, đã có quy tắc riêng.
    """
    numbers = [(each, _value(each)) for each in recognised.all("phu_luc_tu")]
    for (_, before), (each, number) in pairwise(numbers):
        if before and number and number != before + 1 and number != 1:
            yield fault_in(
                each,
                f"số liền sau số {before}",
                "Số thứ tự của các phụ lục phải liên tục.",
                "Đánh lại số thứ tự của các phụ lục.",
            )


@rule("PL04", "Văn bản không chỉ dẫn tới phụ lục", "phu_luc_tu", _CLAUSE_A)
def not_pointed_to(recognised: Recognised) -> Iterator[Fault]:
    """Văn bản có phụ lục mà phần nội dung không nhắc tới phụ lục.

    Quy định: Trường hợp văn bản có Phụ lục kèm theo thì trong văn bản phải có chỉ dẫn về Phụ lục
    đó.

    Sai: Kế hoạch có Phụ lục, nội dung không có câu nào nhắc tới

    Đúng: Số liệu theo lĩnh vực nêu tại Phụ lục kèm theo Báo cáo này.

    Không bắt: Nội dung có chữ “phụ lục”, “kèm theo”, “đính kèm”, “gửi kèm”; tệp chỉ có phụ lục.
    """
    first = recognised.first("phu_luc_tu")
    if first is None or not recognised.all("so_ky_hieu"):
        return
    start = first.paragraph.place.paragraph
    before = [each for each in recognised.document.paragraphs if each.place.paragraph < start]
    if not any(_POINTER.search(paragraph.text) for paragraph in before):
        yield fault_in(
            first,
            "trong nội dung có chỉ dẫn về phụ lục",
            "Trong văn bản phải có chỉ dẫn về phụ lục kèm theo.",
            "Nhắc tới phụ lục ở chỗ liên quan trong nội dung, ví dụ “(chi tiết tại Phụ lục kèm "
            "theo)”.",
        )


@rule("PL05", "Từ “Phụ lục” không ở dòng riêng", "phu_luc_tu", _CLAUSE_B)
def title_on_line(recognised: Recognised) -> Iterator[Fault]:
    """Sau từ “Phụ lục” và số thứ tự còn tên phụ lục hoặc dấu câu.

    Quy định: Từ “Phụ lục” và số thứ tự của Phụ lục được trình bày thành một dòng riêng; tên Phụ lục
    ở dòng dưới.

    Sai: Phụ lục I: Danh mục công trình

    Đúng: “Phụ lục I” ở dòng trên, “DANH MỤC CÔNG TRÌNH” ở dòng dưới

    Không bắt: Tên phụ lục ở dòng dưới trong cùng một đoạn.
    """
    for each in recognised.all("phu_luc_tu"):
        found = _APPENDIX.match(each.stretches[0].text.split("\n")[0])
        if found and found["rest"].strip():
            yield fault_in(
                each,
                f"Phụ lục {found['number'] or ''}".strip(),
                "Từ “Phụ lục” và số thứ tự trình bày thành một dòng riêng, không có dấu câu.",
                "Đưa tên phụ lục xuống dòng dưới, bỏ dấu câu sau số thứ tự.",
            )


@rule("PL06", "Phụ lục thiếu dòng chỉ dẫn kèm theo", "chi_dan_phu_luc", _CLAUSE_C)
def no_note(recognised: Recognised) -> Iterator[Fault]:
    """Dưới tên phụ lục không có dòng “(Kèm theo … số … ngày … của …)”.

    Quy định: Thông tin chỉ dẫn kèm theo văn bản trên mỗi Phụ lục gồm số, ký hiệu, thời gian ban
    hành và tên cơ quan ban hành, canh giữa phía dưới tên của Phụ lục.

    Sai: Phụ lục chỉ có tên

    Đúng: (Kèm theo Kế hoạch số 12/KH-UBND ngày 21 tháng 01 năm 2026 của Ủy ban nhân dân xã Quang
    Trung)

    Không bắt: Phụ lục của văn bản điện tử để trống số và ngày; dòng “Ban hành kèm theo”.
    """
    appendices = recognised.all("phu_luc_tu")
    starts = [each.paragraph.place.paragraph for each in appendices]
    ends = [*starts[1:], _END]
    for appendix, start, end in zip(appendices, starts, ends, strict=False):
        if not any(_NOTE.search(each.text) for each in paragraphs_between(recognised, start, end)):
            yield fault_in(
                appendix,
                "(Kèm theo … số … ngày … của …)",
                "Dưới tên phụ lục phải có dòng chỉ dẫn văn bản mà phụ lục kèm theo.",
                "Thêm dòng “(Kèm theo … số … ngày … tháng … năm … của …)”.",
            )


def _cited_number(recognised: Recognised) -> re.Match[str] | None:
    line = recognised.first("so_ky_hieu")
    return _NUMBER_LINE.search(line.text) if line else None


@rule("CD01", "Chỉ dẫn kèm theo ghi sai số, ký hiệu", "chi_dan_phu_luc", _CLAUSE_C)
def other_number(recognised: Recognised) -> Iterator[Fault]:
    """Số hoặc ký hiệu trong dòng “(Kèm theo …)” khác số, ký hiệu của văn bản.

    Quy định: Thông tin chỉ dẫn kèm theo văn bản gồm số, ký hiệu văn bản.

    Sai: (Kèm theo Kế hoạch số 13/KH-UBND …) ở phụ lục của Kế hoạch số 12/KH-UBND

    Đúng: (Kèm theo Kế hoạch số 12/KH-UBND …)

    Không bắt: Số để trống ở một trong hai nơi.
    """
    own = _cited_number(recognised)
    for note in _own_notes(recognised):
        cited = _CITED_NUMBER.search(note.text)
        if not own or not cited:
            continue
        pairs = [(cited[part].strip(".…"), own[part].strip(".…")) for part in ("number", "symbol")]
        if any(there and here and there != here for there, here in pairs):
            yield fault_in(
                note,
                f"số {own[0].strip()}",
                "Số, ký hiệu trong dòng chỉ dẫn khác số, ký hiệu của văn bản.",
                "Sửa cho khớp với số, ký hiệu ở đầu văn bản.",
                observed=cited[0],
            )


@rule("CD02", "Chỉ dẫn kèm theo ghi sai tên loại", "chi_dan_phu_luc", _CLAUSE_C)
def other_kind(recognised: Recognised) -> Iterator[Fault]:
    """Tên loại trong dòng “(Kèm theo …)” khác tên loại của văn bản.

    Quy định: Thông tin chỉ dẫn chỉ vào văn bản ban hành phụ lục.

    Sai: (Kèm theo Công văn số …) ở phụ lục của một báo cáo

    Đúng: (Kèm theo Báo cáo số …)

    Không bắt: “Kèm theo Văn bản số …”; tên loại ngoài Điều 7.
    """
    for note in _own_notes(recognised):
        cited = _CITED_KIND.search(note.text)
        named = recognised.law.kind_named(cited["kind"]) if cited else None
        if cited and named and recognised.kind and named.khoa != recognised.kind.khoa:
            yield fault_in(
                note,
                recognised.kind.ten_loai,
                "Tên loại trong dòng chỉ dẫn khác tên loại của văn bản.",
                f"Sửa “{cited['kind']}” thành “{recognised.kind.ten_loai}”.",
                observed=cited["kind"],
            )


@rule("CD03", "Chỉ dẫn kèm theo ghi sai ngày", "chi_dan_phu_luc", _CLAUSE_C)
def other_day(recognised: Recognised) -> Iterator[Fault]:
    """Ngày trong dòng “(Kèm theo …)” khác ngày ban hành văn bản.

    Quy định: Thông tin chỉ dẫn kèm theo văn bản gồm thời gian ban hành văn bản.

    Sai: (Kèm theo Kế hoạch số 12/KH-UBND ngày 20 tháng 01 năm 2026 …), văn bản ban hành ngày 21
    tháng 01 năm 2026

    Đúng: (Kèm theo Kế hoạch số 12/KH-UBND ngày 21 tháng 01 năm 2026 …)

    Không bắt: Phần ngày, tháng, năm để trống ở một trong hai nơi.
    """
    if recognised.day is None:
        return
    issued = (recognised.day.ngay, recognised.day.thang, recognised.day.nam)
    for note in _own_notes(recognised):
        cited = _CITED_DAY.search(note.text)
        if not cited:
            continue
        parts = [int(cited[name]) if cited[name] else None for name in ("ngay", "thang", "nam")]
        if any(a and b and a != b for a, b in zip(parts, issued, strict=True)):
            yield fault_in(
                note,
                "ngày ban hành văn bản",
                "Ngày trong dòng chỉ dẫn khác ngày ban hành văn bản.",
                "Sửa cho khớp với ngày ở đầu văn bản.",
                observed=cited[0],
            )


@rule(
    "CD04",
    "Chỉ dẫn kèm theo không đặt trong ngoặc đơn",
    "chi_dan_phu_luc",
    "Phụ lục III, Mẫu 2.1, 2.2; " + _CLAUSE_C,
)
def no_brackets(recognised: Recognised) -> Iterator[Fault]:
    """Dòng chỉ dẫn kèm theo thiếu dấu ngoặc đơn mở hoặc đóng.

    Quy định: Các mẫu 2.1, 2.2 ghi “(Kèm theo Văn bản số … ngày … tháng … năm … của …)”.

    Sai: Kèm theo Kế hoạch số 12/KH-UBND ngày 21 tháng 01 năm 2026 của Ủy ban nhân dân xã

    Đúng: (Kèm theo Kế hoạch số 12/KH-UBND ngày 21 tháng 01 năm 2026 của Ủy ban nhân dân xã)

    Không bắt: Dòng chỉ dẫn trên nhiều dòng có đủ hai dấu ngoặc.
    """
    for note in recognised.all("chi_dan_phu_luc"):
        text = note.text.rstrip(".;")
        if not (text.startswith(("(", "[")) and text.endswith((")", "]"))):
            yield fault_in(
                note,
                "(Kèm theo …)",
                "Dòng chỉ dẫn kèm theo đặt trong ngoặc đơn.",
                "Thêm dấu ngoặc đơn ở đầu và cuối dòng.",
                observed=shorten(note.text),
            )


@rule("CD05", "Chỉ dẫn kèm theo thiếu số, ngày hoặc cơ quan", "chi_dan_phu_luc", _CLAUSE_C)
def incomplete_note(recognised: Recognised) -> Iterator[Fault]:
    """Dòng “(Kèm theo …)” thiếu số, thời gian hoặc tên cơ quan ban hành.

    Quy định: Thông tin chỉ dẫn gồm số, ký hiệu văn bản, thời gian ban hành và tên cơ quan ban hành.

    Sai: (Kèm theo Kế hoạch số 12/KH-UBND)

    Đúng: (Kèm theo Kế hoạch số 12/KH-UBND ngày 21 tháng 01 năm 2026 của Ủy ban nhân dân xã Quang
    Trung)

    Không bắt: Số và ngày để trống; văn bản kèm theo của cùng một văn bản chưa có số.
    """
    wanted = {"số, ký hiệu": r"\bsố\b", "thời gian": r"\bngày\b|/", "tên cơ quan": r"\bcủa\b"}
    for note in recognised.all("chi_dan_phu_luc"):
        text = note.text.casefold()
        missing = [what for what, pattern in wanted.items() if not re.search(pattern, text)]
        if missing:
            yield fault_in(
                note,
                "số, ký hiệu, thời gian và tên cơ quan",
                f"Dòng chỉ dẫn kèm theo còn thiếu {', '.join(missing)}.",
                "Ghi đủ số, ký hiệu, thời gian ban hành và tên cơ quan ban hành.",
            )


RULES: tuple[Rule, ...] = (
    no_roman_number,
    single_numbered,
    broken_sequence,
    not_pointed_to,
    title_on_line,
    no_note,
    other_number,
    other_kind,
    other_day,
    no_brackets,
    incomplete_note,
)
