"""Paper and margins (PL I, Phần I, I.1 to I.3)."""

from collections.abc import Callable, Iterator

from vanban.check.components import Recognised
from vanban.check.facts import Section, Table
from vanban.check.findings import Fault, Severity
from vanban.check.rules.measuring import format_vi
from vanban.check.rules.rule import Rule, rule
from vanban.law import Law, Span, law_on

# Lengths are whole twips or hundredths of an inch, and people round: 0.79" for 2 cm.
_PAPER_TOLERANCE_MM = 1.0
_MARGIN_TOLERANCE_MM = 0.5
_PAPER = "PL I, Phần I, I.1"
_ORIENTATION = "PL I, Phần I, I.2"
_MARGINS = "PL I, Phần I, I.3"


@rule("TR01", "Khổ giấy không phải A4", "trang", _PAPER, severity=Severity.ERROR)
def paper_size(recognised: Recognised) -> Iterator[Fault]:
    """Paper of another size.

    Quy định: Văn bản trình bày trên khổ A4 (210 mm x 297 mm) (PL I, Phần I, I.1).
    Sai: Khổ Letter 215,9 mm x 279,4 mm.
    Đúng: Khổ A4 210 mm x 297 mm, dọc hoặc ngang.
    Không bắt: Chênh lệch không quá 1 mm do làm tròn; phụ lục, vì bảng biểu có thể in khổ lớn hơn.
    """
    page = recognised.law.trang
    lawful = sorted((page.rong_mm, page.cao_mm))
    for section in main_sections(recognised):
        found = sorted((section.width_mm, section.height_mm))
        if any(abs(a - b) > _PAPER_TOLERANCE_MM for a, b in zip(found, lawful, strict=True)):
            size = f"{format_vi(section.width_mm)} mm x {format_vi(section.height_mm)} mm"
            expected = f"{page.rong_mm} mm x {page.cao_mm} mm"
            yield Fault(
                expected,
                size,
                f"Khổ giấy là {size}, không phải A4.",
                "Chọn khổ giấy A4 (Layout, Size, A4).",
            )
            return


@rule("TR02", "Văn bản trình bày theo chiều rộng", "trang", _ORIENTATION)
def orientation(recognised: Recognised) -> Iterator[Fault]:
    """Pages on their side without a table that needs them so.

    Quy định: Trình bày theo chiều dài của khổ A4; chỉ khi có bảng, biểu không làm thành phụ lục
    riêng thì có thể trình bày theo chiều rộng (PL I, Phần I, I.2).
    Sai: Công văn chỉ có lời văn mà đặt trang ngang.
    Đúng: Trang dọc; hoặc trang ngang cho phần có bảng rộng.
    Không bắt: Phần có bảng kẻ khung; phụ lục.
    """
    for section in main_sections(recognised):
        if section.is_landscape and not _has_table(section):
            yield Fault(
                "trang dọc",
                "trang ngang",
                "Trang đặt ngang trong khi phần này không có bảng, biểu.",
                "Đặt trang dọc (Layout, Orientation, Portrait).",
            )
            return


def _has_table(section: Section) -> bool:
    return any(isinstance(block, Table) and block.is_bordered for block in section.blocks)


def main_sections(recognised: Recognised) -> list[Section]:
    """The sections of the document itself: those before its appendices, with words on them."""
    heads = {id(words.paragraph) for words in recognised.all("phu_luc_tu")}
    sections: list[Section] = []
    for section in recognised.document.sections:
        if sections and any(id(block) in heads for block in section.blocks):
            break
        sections.append(section)
    return sections


def _margin_rule(code: str, side: str, span: Callable[[Law], Span], attribute: str) -> Rule:
    """The rule on one margin; ``attribute`` is that of a section."""
    lawful = span(law_on())
    name = f"Lề {side} ngoài quy định"

    def check(recognised: Recognised) -> Iterator[Fault]:
        wanted = span(recognised.law)
        for section in main_sections(recognised):
            found = getattr(section, attribute)
            if not section.is_landscape and not _is_within(found, wanted):
                yield _margin_fault(side, wanted, found)
                return

    explanation = (
        f"Quy định: Lề {side} cách mép giấy {_span_vi(lawful)} (PL I, Phần I, I.3).\n"
        f"Sai: Lề {side} {format_vi(float(lawful.min) - 5)} mm.\n"
        f"Đúng: Lề {side} {format_vi(float(lawful.chon))} mm.\n"
        "Không bắt: Chênh lệch không quá 0,5 mm do làm tròn; trang ngang; phụ lục."
    )
    return Rule(code, name, Severity.ERROR, "trang", _MARGINS, explanation, check)


def _is_within(found: float, wanted: Span) -> bool:
    high = float(wanted.max if wanted.max is not None else wanted.min)
    return float(wanted.min) - _MARGIN_TOLERANCE_MM <= found <= high + _MARGIN_TOLERANCE_MM


def _margin_fault(side: str, wanted: Span, found: float) -> Fault:
    expected = _span_vi(wanted)
    return Fault(
        expected,
        f"{format_vi(round(found, 1))} mm",
        f"Lề {side} là {format_vi(round(found, 1))} mm, quy định {expected}.",
        f"Đặt lề {side} {format_vi(float(wanted.chon))} mm (Layout, Margins).",
    )


def _span_vi(span: Span) -> str:
    low = format_vi(float(span.min))
    return low + " mm" if span.max is None else f"{low} đến {format_vi(float(span.max))} mm"


MARGINS: tuple[Rule, ...] = (
    _margin_rule("TR03", "trên", lambda law: law.trang.le_tren_mm, "top_mm"),
    _margin_rule("TR04", "dưới", lambda law: law.trang.le_duoi_mm, "bottom_mm"),
    _margin_rule("TR05", "trái", lambda law: law.trang.le_trai_mm, "left_mm"),
    _margin_rule("TR06", "phải", lambda law: law.trang.le_phai_mm, "right_mm"),
)


@rule("TR07", "Lề phụ lục ngoài quy định", "trang", _MARGINS)
def appendix_margins(recognised: Recognised) -> Iterator[Fault]:
    """An upright appendix whose margins are not those of a document.

    Quy định: Lề trang của văn bản áp dụng cho mọi trang: trên và dưới 20 - 25 mm, trái 30 - 35 mm,
    phải 15 - 20 mm (PL I, Phần I, I.3).
    Sai: Phụ lục dạng lời văn đặt lề trái 15 mm.
    Đúng: Phụ lục đặt lề trái 30 mm như văn bản.
    Không bắt: Phụ lục đặt trang ngang; chênh lệch không quá 0,5 mm.
    """
    page = recognised.law.trang
    sides = (
        ("trên", page.le_tren_mm, "top_mm"),
        ("dưới", page.le_duoi_mm, "bottom_mm"),
        ("trái", page.le_trai_mm, "left_mm"),
        ("phải", page.le_phai_mm, "right_mm"),
    )
    for section in recognised.document.sections[len(main_sections(recognised)) :]:
        if section.is_landscape:
            continue
        for side, wanted, attribute in sides:
            if not _is_within(getattr(section, attribute), wanted):
                yield _margin_fault(f"{side} của phụ lục", wanted, getattr(section, attribute))
                return


RULES: tuple[Rule, ...] = (paper_size, orientation, *MARGINS, appendix_margins)
