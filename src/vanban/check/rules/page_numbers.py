"""Page numbers: there, in the top margin, centred, from the second page on (PL I, Phần I, I.7)."""

import re
from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from vanban.check.components import Recognised
from vanban.check.facts import Margin, Paragraph, Run, Section, Table
from vanban.check.findings import Fault, Severity, spot_of
from vanban.check.rules.gathering import Wrong, gather
from vanban.check.rules.measuring import OFF_CENTRE_MM, PT_PER_MM, format_vi, is_of_size
from vanban.check.rules.page import main_sections
from vanban.check.rules.rule import Rule, rule
from vanban.law import law_on

_CLAUSE = law_on().thanh_phan["so_trang"].khoan
_NUMERALS = re.compile(r"[ivxlcdm]+|[a-z]", re.IGNORECASE)
# An estimate of the lines of a page that errs towards fewer pages.
_LINE_PER_SIZE = 1.1
_LETTER_PER_SIZE = 0.42
# What the width of its cells makes of the words of a row is not known.
_LEAST_ROW_PT = 12.0
_SURELY_MORE_THAN_ONE = 1.05
_MARGIN_WORDS = 3


class Number(NamedTuple):
    """A page number: the margin and paragraph it stands in, and its run."""

    section: Section
    margin: Margin
    paragraph: Paragraph
    run: Run


def numbers_of(recognised: Recognised) -> list[Number]:
    """Every page number that prints, of all sections."""
    return [
        Number(section, margin, paragraph, run)
        for section in recognised.document.sections
        for margin in section.margins
        for paragraph in margin.paragraphs()
        for run in paragraph.runs
        if run.field.split()[:1] == ["PAGE"]
    ]


def _on_later_pages(recognised: Recognised) -> list[Number]:
    return [number for number in numbers_of(recognised) if number.margin.on != "trang_dau"]


@rule("ST01", "Thiếu số trang", "so_trang", _CLAUSE)
def missing(recognised: Recognised) -> Iterator[Fault]:
    """No page number in a document that surely has a second page.

    Quy định: Số trang được đánh từ số 1, không hiển thị ở trang thứ nhất (PL I, Phần I, I.7).
    Sai: Văn bản năm trang không có số trang.
    Đúng: Trang 2 trở đi có số trang ở giữa lề trên.
    Không bắt: Văn bản có thể chỉ dài một trang; số trang gõ tay ở đầu hoặc chân trang.
    """
    if numbers_of(recognised) or _has_typed_number(recognised):
        return
    if _least_pages(recognised) > _SURELY_MORE_THAN_ONE:
        yield Fault(
            "có số trang",
            "không có",
            "Văn bản dài hơn một trang nhưng không đánh số trang.",
            "Thêm số trang ở giữa lề trên (Insert, Page Number, Top of Page) và không hiển thị ở "
            "trang thứ nhất.",
        )


def _has_typed_number(recognised: Recognised) -> bool:
    """Whether a margin holds digits that may be a number typed or drawn otherwise."""
    margins = (margin for section in recognised.document.sections for margin in section.margins)
    return any(any(map(str.isdigit, p.text)) for margin in margins for p in margin.paragraphs())


def _least_pages(recognised: Recognised) -> float:
    """How many pages the body fills at least."""
    return sum(_height_pt(section) / _room_pt(section) for section in recognised.document.sections)


def _room_pt(section: Section) -> float:
    return max(section.height_mm - section.top_mm - section.bottom_mm, 1.0) * PT_PER_MM


def _height_pt(section: Section) -> float:
    width = max(section.text_width_mm, 1.0) * PT_PER_MM * max(section.columns, 1)
    return sum(
        sum(_LEAST_ROW_PT for row in block.rows if row)
        if isinstance(block, Table)
        else _paragraph_height(block, width)
        for block in section.blocks
    ) / max(section.columns, 1)


def _paragraph_height(paragraph: Paragraph, width_pt: float) -> float:
    size = min((run.font.size_pt for run in paragraph.runs), default=0.0)
    lines = max(ceil(len(paragraph.text) * size * _LETTER_PER_SIZE / width_pt), 1)
    return lines * size * _LINE_PER_SIZE + max(paragraph.spacing.before_pt, 0.0)


@rule("ST02", "Số trang không ở lề trên", "so_trang", _CLAUSE)
def in_footer(recognised: Recognised) -> Iterator[Fault]:
    """A page number at the foot of the page.

    Quy định: Số trang đặt trong phần lề trên của văn bản (PL I, Phần I, I.7).
    Sai: Số trang ở chân trang.
    Đúng: Số trang ở đầu trang.
    Không bắt: Đầu trang, chân trang có trong tệp nhưng không in ra; số trang có ở cả hai nơi.
    """
    numbers = numbers_of(recognised)
    if numbers and all(number.margin.part == "chan_trang" for number in numbers):
        yield Fault(
            "ở lề trên",
            "ở chân trang",
            "Số trang đặt ở chân trang, quy định đặt trong lề trên.",
            "Chuyển số trang lên đầu trang (Insert, Page Number, Top of Page).",
            spot_of(numbers[0].paragraph),
        )


@rule("ST03", "Số trang không canh giữa", "so_trang", _CLAUSE)
def not_centred(recognised: Recognised) -> Iterator[Fault]:
    """A page number at the left or the right.

    Quy định: Số trang đặt canh giữa theo chiều ngang (PL I, Phần I, I.7).
    Sai: Số trang ở góc phải.
    Đúng: Số trang ở giữa.
    Không bắt: Số trang đặt bằng tab, trong khung chữ, trong bảng, hay chung dòng với chữ khác.
    """
    for number in _on_later_pages(recognised):
        paragraph = number.paragraph
        if paragraph.alignment == "giua" or _has_unknown_place(number):
            continue
        side = "canh phải" if paragraph.alignment == "phai" else "canh trái"
        yield Fault(
            "canh giữa",
            side,
            f"Số trang {side}, quy định canh giữa theo chiều ngang.",
            "Chọn số trang và đặt canh giữa (Ctrl+E).",
            spot_of(paragraph),
        )
        return


def _has_unknown_place(number: Number) -> bool:
    """Whether tabs, a frame, a table or an indent place the number."""
    paragraph = number.paragraph
    placed = paragraph.place.text_box or paragraph.place.table or "\t" in paragraph.text
    indent = paragraph.left_mm + paragraph.first_line_mm
    return bool(placed) or indent > OFF_CENTRE_MM or "   " in paragraph.text


@rule("ST04", "Số trang hiện ở trang thứ nhất", "so_trang", _CLAUSE)
def on_first_page(recognised: Recognised) -> Iterator[Fault]:
    """A page number on the first page.

    Quy định: Không hiển thị số trang thứ nhất (PL I, Phần I, I.7).
    Sai: Trang đầu có số 1.
    Đúng: Số trang bắt đầu hiện từ trang 2.
    Không bắt: Trang đầu của phụ lục và của các phần sau.
    """
    first = recognised.document.sections[:1]
    for number in numbers_of(recognised):
        if number.section not in first:
            continue
        on = number.margin.on
        if on == "trang_dau" or (on == "cac_trang" and not number.section.first_page_differs):
            yield Fault(
                "không hiện ở trang thứ nhất",
                "có hiện",
                "Số trang hiện cả ở trang thứ nhất.",
                "Đánh dấu “Different First Page” và xóa số trang ở trang đầu.",
                spot_of(number.paragraph),
            )
            return


@rule("ST05", "Số trang sai cỡ chữ", "so_trang", _CLAUSE, severity=Severity.ERROR)
def size(recognised: Recognised) -> Iterator[Fault]:
    """A page number too small or too large.

    Quy định: Số trang cỡ chữ 13 đến 14 (PL I, Phần I, I.7; V.14).
    Sai: Số trang cỡ chữ 11.
    Đúng: Số trang cỡ chữ 14.
    Không bắt: Lệch không quá 0,25 pt do làm tròn; trang không in ra.
    """
    lawful = recognised.law.thanh_phan["so_trang"].co_chu
    for number in _on_later_pages(recognised):
        found = number.run.font.size_pt
        if not is_of_size(found, lawful):
            yield Fault(
                f"{lawful.min} đến {lawful.max}",
                format_vi(found),
                f"Số trang cỡ chữ {format_vi(found)}, quy định {lawful.min} đến {lawful.max}.",
                f"Chọn số trang và đặt cỡ chữ {lawful.max}.",
                spot_of(number.paragraph),
            )
            return


@rule("ST06", "Số trang không phải chữ đứng", "so_trang", _CLAUSE)
def italic(recognised: Recognised) -> Iterator[Fault]:
    """A page number in italics or bold.

    Quy định: Số trang kiểu chữ đứng (PL I, Phần I, I.7; V.14).
    Sai: Số trang in nghiêng hoặc đậm.
    Đúng: Số trang đứng, không đậm.
    Không bắt: Chữ khác đứng cùng dòng.
    """
    for number in _on_later_pages(recognised):
        font = number.run.font
        if font.italic or font.bold:
            found = "nghiêng" if font.italic else "đậm"
            yield Fault(
                "chữ đứng",
                f"chữ {found}",
                f"Số trang in {found}, quy định kiểu chữ đứng.",
                f"Bỏ in {found} ở số trang.",
                spot_of(number.paragraph),
            )
            return


@rule("ST07", "Số trang không phải chữ số Ả Rập", "so_trang", _CLAUSE)
def numerals(recognised: Recognised) -> Iterator[Fault]:
    """A page number in Roman numerals or letters.

    Quy định: Số trang bằng chữ số Ả Rập (PL I, Phần I, I.7).
    Sai: ii, iii, iv.
    Đúng: 2, 3, 4.
    Không bắt: Số trang mà tệp không ghi lại kết quả.
    """
    for number in _on_later_pages(recognised):
        text = number.run.text.strip()
        if _NUMERALS.fullmatch(text):
            yield Fault(
                "chữ số Ả Rập",
                text,
                f"Số trang viết “{text}”, quy định dùng chữ số Ả Rập.",
                "Đổi kiểu số trang sang 1, 2, 3 (Insert, Page Number, Format Page Numbers).",
                spot_of(number.paragraph),
            )
            return


@rule("ST08", "Số trang không bắt đầu từ 1", "so_trang", _CLAUSE)
def start(recognised: Recognised) -> Iterator[Fault]:
    """Pages that do not count from 1.

    Quy định: Số trang được đánh từ số 1 (PL I, Phần I, I.7).
    Sai: Trang đầu của văn bản mang số 5.
    Đúng: Trang đầu mang số 1, không hiển thị.
    Không bắt: Văn bản không đánh số trang; phần sau của văn bản.
    """
    first = next(iter(recognised.document.sections), None)
    if first and numbers_of(recognised) and first.first_page_number not in (None, 1):
        yield Fault(
            "1",
            str(first.first_page_number),
            f"Số trang bắt đầu từ {first.first_page_number}, quy định từ 1.",
            "Đặt Start at: 1 (Insert, Page Number, Format Page Numbers).",
        )


@rule("ST09", "Số trang kèm chữ hoặc ký hiệu", "so_trang", _CLAUSE)
def decorated(recognised: Recognised) -> Iterator[Fault]:
    """Words or signs around a page number.

    Quy định: Số trang là chữ số Ả Rập, như “2”, “7”, “13” (PL I, Phần I, I.7; V.14).
    Sai: Trang 2/5; - 2 -.
    Đúng: 2.
    Không bắt: Đầu trang có nội dung khác dài hơn vài chữ.
    """
    for number in _on_later_pages(recognised):
        others = [run.text for run in number.paragraph.runs if run is not number.run]
        words = "".join(others).replace("\t", " ").strip()
        if words and not words.isdigit() and len(words.split()) <= _MARGIN_WORDS:
            text = " ".join(number.paragraph.text.split())
            yield Fault(
                "chỉ chữ số",
                text,
                f"Số trang kèm chữ hoặc ký hiệu: “{text}”.",
                "Chỉ để lại chữ số của trang.",
                spot_of(number.paragraph),
            )
            return


@rule("ST10", "Trang chẵn không có số trang", "so_trang", _CLAUSE)
def even_pages(recognised: Recognised) -> Iterator[Fault]:
    """Even pages with a header of their own that lacks the number.

    Quy định: Số trang được đánh liên tục từ số 1 ở mọi trang, trừ trang thứ nhất (PL I,
    Phần I, I.7).
    Sai: Trang lẻ có số, trang chẵn không có.
    Đúng: Trang chẵn, trang lẻ đều có số.
    Không bắt: Văn bản không bật “Different Odd & Even Pages”; văn bản không đánh số trang.
    """
    for section in main_sections(recognised):
        if not section.odd_and_even_differ:
            continue
        on = {n.margin.on for n in numbers_of(recognised) if n.section is section}
        if "cac_trang" in on and "trang_chan" not in on:
            yield Fault(
                "có số ở mọi trang",
                "trang chẵn không có",
                "Trang chẵn không có số trang.",
                "Bỏ dấu “Different Odd & Even Pages”, hoặc thêm số trang vào đầu trang chẵn.",
            )
            return


@rule("ST11", "Phụ lục không đánh số trang riêng", "so_trang", "PL I, Phần I, III.1.đ")
def appendix_numbers(recognised: Recognised) -> Iterator[Fault]:
    """An appendix whose pages go on counting.

    Quy định: Số trang của Phụ lục được đánh số riêng theo từng Phụ lục (PL I, Phần I, III.1.đ).
    Sai: Văn bản hết ở trang 4, Phụ lục I bắt đầu từ trang 5.
    Đúng: Phụ lục I nằm ở phần (section) riêng, đánh số lại từ 1.
    Không bắt: Văn bản không đánh số trang; tệp chỉ có phụ lục.
    """
    if not numbers_of(recognised) or recognised.first("noi_dung") is None:
        return
    counted = {
        id(paragraph)
        for section in recognised.document.sections
        if section.first_page_number == 1
        for paragraph in _opening(section)
    }
    wrong = (
        Wrong(spot_of(head), "đánh số tiếp", head.sure)
        for head in recognised.all("phu_luc_tu")
        if id(head.paragraph) not in counted
    )
    yield from gather(
        wrong,
        expected="đánh số lại từ 1",
        message="Phụ lục không đánh số trang riêng.",
        fix="Chèn ngắt phần trước phụ lục (Layout, Breaks, Next Page) và đặt Start at: 1.",
    )


def _opening(section: Section) -> Iterator[Paragraph]:
    """The first paragraphs of a section, among which its heading stands."""
    count = 0
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield block
            count += not block.is_blank
        if count > _MARGIN_WORDS:
            return


RULES: tuple[Rule, ...] = (
    *(missing, in_footer, not_centred, on_first_page, size, italic, numerals, start, decorated),
    *(even_pages, appendix_numbers),
)
