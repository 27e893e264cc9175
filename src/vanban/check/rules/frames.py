"""Tables that pass the margins, the frames of stamps, and the line above the address."""

from collections.abc import Iterator

from vanban.check.components import Component, Recognised, Sure
from vanban.check.facts import Block, Paragraph, Section, Table
from vanban.check.findings import Fault, spot_of
from vanban.check.rules.measuring import format_vi
from vanban.check.rules.rule import Rule, rule
from vanban.law import law_on

_LAW = law_on()
# Cells reach as far beyond the text as their margins are wide, on both sides.
_OVERHANG_MM = 10.5
_FRAME_TOLERANCE_MM = 2.0


def _tables_in(blocks: tuple[Block, ...]) -> Iterator[Table]:
    """All tables, those in cells after the one they stand in."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for row in block.rows:
                for cell in row:
                    yield from _tables_in(cell.blocks)


def _frames(recognised: Recognised) -> dict[int, Table]:
    """The innermost table of each paragraph of the body and of headers, by its identity."""
    blocks = [recognised.document.blocks]
    blocks += [margin.blocks for s in recognised.document.sections for margin in s.margins]
    found: dict[int, Table] = {}
    for each in blocks:
        for table in _tables_in(each):
            for row in table.rows:
                for cell in row:
                    found.update((id(p), table) for p in cell.blocks if isinstance(p, Paragraph))
    return found


@rule("BG01", "Bảng rộng hơn phần chữ", "bang", "PL I, Phần I, I.3")
def too_wide(recognised: Recognised) -> Iterator[Fault]:
    """A ruled table that reaches into the margins.

    Quy định: Lề trái 30 - 35 mm, lề phải 15 - 20 mm áp dụng cho cả bảng, biểu (PL I, Phần I, I.3).
    Sai: Bảng rộng 180 mm trên trang A4 dọc có vùng chữ rộng 165 mm.
    Đúng: Bảng rộng bằng vùng chữ; bảng rộng hơn thì đặt ở trang ngang.
    Không bắt: Bảng không kẻ khung; phần lấn ra không quá 10 mm; bảng không ghi chiều rộng.
    """
    for section in recognised.document.sections:
        for block in section.blocks:
            if isinstance(block, Table) and _passes(block, section):
                yield _wide_fault(block, section)
                return


def _passes(table: Table, section: Section) -> bool:
    if not table.is_bordered or table.width_mm is None or section.columns > 1:
        return False
    return table.width_mm > section.text_width_mm + _OVERHANG_MM


def _wide_fault(table: Table, section: Section) -> Fault:
    width, room = format_vi(round(table.width_mm or 0.0)), format_vi(round(section.text_width_mm))
    first = next((p for row in table.rows for cell in row for p in cell.paragraphs()), None)
    return Fault(
        f"không quá {room} mm",
        f"{width} mm",
        f"Bảng rộng {width} mm, lấn ra lề: vùng chữ chỉ rộng {room} mm.",
        "Thu bảng lại (Layout, AutoFit, AutoFit Window) hoặc đặt trang ngang cho phần có bảng.",
        spot_of(first) if first else None,
    )


@rule("KN19", "Khung dấu khẩn sai kích thước", "do_khan", _LAW.do_khan.khoan)
def urgency_frame(recognised: Recognised) -> Iterator[Fault]:
    """A frame of an urgency stamp that is not as wide as the stamp.

    Quy định: Dấu khẩn có khung chữ nhật viền đơn: HỎA TỐC 30 mm x 8 mm, THƯỢNG KHẨN 40 mm x 8 mm,
    KHẨN 20 mm x 8 mm (PL I, Phần I, III.2.b).
    Sai: Khung “KHẨN” rộng 40 mm.
    Đúng: Khung “KHẨN” rộng 20 mm.
    Không bắt: Khung chữ hoặc hình mà tệp không ghi kích thước; chênh lệch không quá 2 mm.
    """
    frames = _frames(recognised)
    for words in recognised.all("do_khan"):
        frame = frames.get(id(words.paragraph))
        wanted = _stamp_width(recognised, words)
        width = frame.width_mm if frame else None
        if frame is None or width is None or wanted is None or not frame.is_bordered:
            continue
        if abs(width - wanted) > _FRAME_TOLERANCE_MM:
            yield Fault(
                f"{wanted} mm",
                f"{format_vi(round(width))} mm",
                f"Khung “{words.text}” rộng {format_vi(round(width))} mm, quy định {wanted} mm.",
                f"Đặt khung rộng {wanted} mm, cao {recognised.law.do_khan.cao_mm} mm.",
                spot_of(words),
                words.sure,
            )


def _stamp_width(recognised: Recognised, words: Component) -> int | None:
    text = words.text.casefold().replace("hoả", "hỏa")
    stamps = recognised.law.do_khan.muc
    return next((stamp.rong_mm for stamp in stamps if stamp.ten.casefold() == text), None)


@rule("LH19", "Chỉ dẫn phạm vi lưu hành không có khung", "luu_hanh", _LAW.luu_hanh.khoan)
def circulation_frame(recognised: Recognised) -> Iterator[Fault]:
    """Words on circulation without the frame around them.

    Quy định: Chỉ dẫn phạm vi lưu hành trình bày trong một khung hình chữ nhật viền đơn (PL I,
    Phần I, III.2.c).
    Sai: “LƯU HÀNH NỘI BỘ” không có khung.
    Đúng: “LƯU HÀNH NỘI BỘ” trong khung viền đơn.
    Không bắt: Khung chữ, hình vẽ, đoạn có đường viền.
    """
    frames = _frames(recognised)
    for words in recognised.all("luu_hanh"):
        frame = frames.get(id(words.paragraph))
        paragraph = words.paragraph
        if (frame and frame.is_bordered) or paragraph.place.text_box or paragraph.lines:
            continue
        yield Fault(
            "có khung viền đơn",
            "không có khung",
            f"Chỉ dẫn phạm vi lưu hành “{words.text}” không có khung chữ nhật viền đơn.",
            "Đặt những chữ này vào khung chữ nhật viền đơn.",
            spot_of(words),
            min(words.sure, Sure.LIKELY),
        )


@rule("DC19", "Thiếu đường kẻ trên địa chỉ", "dia_chi", "PL I, Phần I, III.4")
def line_above_address(recognised: Recognised) -> Iterator[Fault]:
    """An address at the foot of the page without the line above it.

    Quy định: Địa chỉ cơ quan trình bày dưới một đường kẻ nét liền kéo dài hết chiều ngang của vùng
    trình bày văn bản (PL I, Phần I, III.4).
    Sai: Địa chỉ ở chân trang đầu, phía trên không có đường kẻ.
    Đúng: Trên dòng địa chỉ có đường kẻ dài hết chiều ngang.
    Không bắt: Chân trang có hình vẽ, bảng hay đường viền bất kỳ.
    """
    for words in recognised.all("dia_chi"):
        if words.paragraph.place.part != "chan_trang" or words.paragraph.place.table:
            continue
        if not _has_line(recognised, words.paragraph):
            yield Fault(
                "có đường kẻ phía trên",
                "không có",
                "Phía trên địa chỉ cơ quan không có đường kẻ nét liền.",
                "Thêm đường kẻ hết chiều ngang phía trên địa chỉ (Borders, Top Border).",
                spot_of(words),
                words.sure,
            )
            return


def _has_line(recognised: Recognised, paragraph: Paragraph) -> bool:
    """Whether the footer of a paragraph has any line or drawing."""
    for section in recognised.document.sections:
        for margin in section.margins:
            paragraphs = list(margin.paragraphs())
            if paragraph in paragraphs:
                return any(p.lines or p.has_drawing for p in paragraphs)
    return True


RULES: tuple[Rule, ...] = (too_wide, urgency_frame, circulation_frame, line_above_address)
