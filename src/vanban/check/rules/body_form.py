"""The form of the body: size, indents, spacing, justification (PL I, Phần I, II.6.e).

Each fault is told once for the whole body, at its first place. What most of the body has is judged
by the severity of the rule; what a smaller part has is a warning.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from vanban.check.components import Component, Recognised, Sure
from vanban.check.facts import Font, Paragraph, Spacing
from vanban.check.findings import Fault, Severity, spot_of
from vanban.check.rules.gathering import Wrong, gather
from vanban.check.rules.measuring import (
    SIZE_TOLERANCE_PT,
    describe_sizes,
    format_vi,
    is_of_size,
    letters_of,
    main_size,
    share,
    sizes,
)
from vanban.check.rules.prose import CAPITAL_LETTERS, SMALL_LETTERS
from vanban.check.rules.rule import Rule, rule
from vanban.law import law_on

_CLAUSE = law_on().doan_van.khoan
_KHOAN_CLAUSE = law_on().thanh_phan["khoan"].khoan
_DIEM_CLAUSE = law_on().thanh_phan["diem"].khoan
_DIEU_CLAUSE = law_on().thanh_phan["dieu"].khoan
_TEXT = ("noi_dung", "khoan", "diem")
_INDENTED = (*_TEXT, "dieu", "tieu_de_khoan", "can_cu")
_MAJORITY = 0.5
_FEW = 0.1
# Rounded inches: 0.42" is 1.07 cm.
_INDENT_TOLERANCE_MM = 0.8
_SPACING_TOLERANCE_PT = 0.25
# The height of a single line of Times New Roman, in sizes.
_SINGLE = 1.15
_LINE_TOLERANCE = 0.03
_EXACT_TOLERANCE = 0.07
# Surely more than a line: the last line of a paragraph need not reach the right margin.
_TWO_LINES = 130
_TWO_SIZES = 2
_NEARLY_ALL = 0.95
_NOTE = re.compile(
    r"(?:Ghi chú|Lưu ý|Chú thích|Trích|Nguồn|Ví dụ|Bảng|Biểu|Hình|Căn cứ)\b", re.IGNORECASE
)
# Six words in capitals and then a small one, but for names and titles, which may be so written.
_LOUD = re.compile(
    r"(?!CÔNG TY|TỔNG|TẬP ĐOÀN|ỦY BAN|UỶ BAN|HỘI|BAN |SỞ |BỘ |CỤC|CHI CỤC|TRUNG TÂM|TRƯỜNG|ĐẠI HỌC"
    r"|HỌC VIỆN|VIỆN|BỆNH VIỆN|NGÂN HÀNG|LIÊN DANH|DỰ ÁN|ĐỀ ÁN|CHƯƠNG TRÌNH|KẾ HOẠCH)"
    rf"(?:[{CAPITAL_LETTERS}]{{2,}},? ){{6,}}[{SMALL_LETTERS}]"
)


def _sure(recognised: Recognised, names: tuple[str, ...]) -> list[Component]:
    """The components of these names that are certain, outside of tables and copies' blocks."""
    return [
        words
        for name in names
        for words in recognised.all(name)
        if words.sure is Sure.CERTAIN and not words.paragraph.place.table and not words.in_copy
    ]


def _graded(wrong: list[Wrong], of: int) -> list[Wrong]:
    """All certain when they are most of what was looked at; none when they are very few."""
    if len(wrong) < _FEW * of:
        return []
    if len(wrong) >= _MAJORITY * of:
        return wrong
    return [place._replace(sure=Sure.LIKELY) for place in wrong]


def _letters(words: list[Component]) -> Counter[Font]:
    total: Counter[Font] = Counter()
    for each in words:
        total.update(letters_of(each))
    return total


@rule("ND11", "Lời văn sai cỡ chữ", "noi_dung", _CLAUSE, severity=Severity.ERROR)
def size(recognised: Recognised) -> Iterator[Fault]:
    """Body text too small or too large.

    Quy định: Nội dung văn bản cỡ chữ từ 13 đến 14 (PL I, Phần I, II.6.e; V.6).
    Sai: Lời văn cỡ chữ 12.
    Đúng: Lời văn cỡ chữ 13 hoặc 14.
    Không bắt: Chữ trong bảng; cước chú; vài đoạn lẻ, dưới một phần mười; lệch không quá 0,25 pt.
    """
    lawful = recognised.law.thanh_phan["noi_dung"].co_chu
    words = _sure(recognised, _TEXT)
    wrong = []
    for each in words:
        letters = letters_of(each)
        if share(letters, lambda font: is_of_size(font.size_pt, lawful)) < _MAJORITY:
            wrong.append(Wrong(spot_of(each), describe_sizes(letters)))
    yield from gather(
        _graded(wrong, len(words)),
        expected=f"{lawful.min} đến {lawful.max}",
        message=f"Lời văn phải có cỡ chữ {lawful.min} đến {lawful.max}.",
        fix=f"Chọn lời văn và đặt cỡ chữ {lawful.min} hoặc {lawful.max}.",
    )


@rule("ND12", "Lời văn in nghiêng", "noi_dung", _CLAUSE)
def italic(recognised: Recognised) -> Iterator[Fault]:
    """A body that is mostly in italics, or a whole long paragraph of it.

    Quy định: Nội dung văn bản kiểu chữ đứng (PL I, Phần I, II.6.e).
    Sai: Toàn bộ lời văn, hoặc cả một đoạn văn dài, in nghiêng.
    Đúng: Lời văn đứng; chỉ căn cứ in nghiêng.
    Không bắt: Câu trích, ghi chú, đoạn ngắn in nghiêng; căn cứ ban hành.
    """
    yield from _face(recognised, lambda font: font.italic, "nghiêng")


@rule("ND13", "Lời văn in đậm", "noi_dung", _CLAUSE)
def bold(recognised: Recognised) -> Iterator[Fault]:
    """A body that is mostly bold, or a whole long paragraph of it.

    Quy định: Nội dung văn bản kiểu chữ đứng, không đậm (PL I, Phần I, II.6.e; V.6).
    Sai: Toàn bộ lời văn, hoặc cả một đoạn văn dài, in đậm.
    Đúng: Lời văn không đậm; chỉ tiêu đề in đậm.
    Không bắt: Tiêu đề, đoạn ngắn hoặc vài chữ được nhấn mạnh.
    """
    yield from _face(recognised, lambda font: font.bold, "đậm")


def _face(recognised: Recognised, is_so: Callable[[Font], bool], name: str) -> Iterator[Fault]:
    words = _sure(recognised, _TEXT)
    letters = _letters(words)
    amount = share(letters, is_so)
    if letters and amount > _MAJORITY:
        yield Fault(
            f"không {name}",
            f"{round(100 * amount)}% in {name}",
            f"Phần lớn lời văn in {name}, quy định kiểu chữ đứng, không {name}.",
            f"Chọn lời văn và bỏ in {name}.",
            spot_of(words[0]),
        )
        return
    plain = (each for each in recognised.all("noi_dung") if _is_plain_paragraph(each))
    yield from gather(
        (
            Wrong(spot_of(each), f"cả đoạn in {name}", Sure.LIKELY)
            for each in plain
            if share(letters_of(each), is_so) > _NEARLY_ALL
        ),
        expected=f"không {name}",
        message=f"Cả đoạn văn in {name}, quy định kiểu chữ đứng, không {name}.",
        fix=f"Chọn đoạn văn và bỏ in {name}.",
    )


def _is_plain_paragraph(words: Component) -> bool:
    """Whether words are surely a paragraph of sentences: no title, note, quotation or list."""
    if words.level != "doan" or words.sure < Sure.LIKELY or words.paragraph.alignment != "deu":
        return False
    text = words.text
    is_long = len(text) >= _TWO_LINES and text.endswith((".", ":"))
    return is_long and text[0].isalpha() and not _NOTE.match(text)


@rule("ND14", "Lời văn in hoa", "noi_dung", _CLAUSE)
def capitals(recognised: Recognised) -> Iterator[Fault]:
    """Paragraphs of several lines in capitals, or the first words of a sentence.

    Quy định: Nội dung văn bản được trình bày bằng chữ in thường (PL I, Phần I, II.6.e).
    Sai: Cả đoạn văn dài, hoặc nửa đầu của câu, viết bằng chữ in hoa.
    Đúng: Đoạn văn viết bằng chữ in thường.
    Không bắt: Tiêu đề, đoạn ngắn, chữ viết tắt.
    """
    wrong = [
        Wrong(spot_of(words), "in hoa")
        for words in _sure(recognised, _TEXT)
        if (len(words.text) >= _TWO_LINES and words.text.isupper()) or _begins_loud(words)
    ]
    yield from gather(
        wrong,
        expected="chữ in thường",
        message="Lời văn viết bằng chữ in hoa.",
        fix="Viết lại bằng chữ in thường (Shift+F3).",
    )


def _begins_loud(words: Component) -> bool:
    """Whether a sentence begins with many words in capitals that are no name of a body."""
    return _is_plain_paragraph(words) and _LOUD.match(words.text) is not None


@rule("ND15", "Lời văn không canh đều hai lề", "noi_dung", _CLAUSE)
def justification(recognised: Recognised) -> Iterator[Fault]:
    """Paragraphs of several lines that are not justified.

    Quy định: Nội dung văn bản được canh đều cả hai lề (PL I, Phần I, II.6.e).
    Sai: Đoạn văn nhiều dòng canh trái.
    Đúng: Đoạn văn canh đều hai bên (Justify).
    Không bắt: Đoạn chỉ dài một, hai dòng; đoạn trong bảng; vài đoạn lẻ.
    """
    long = [words for words in _sure(recognised, _INDENTED) if len(words.text) >= _TWO_LINES]
    names = {"trai": "canh trái", "giua": "canh giữa", "phai": "canh phải"}
    wrong = [
        Wrong(spot_of(words), names[words.paragraph.alignment])
        for words in long
        if words.paragraph.alignment != "deu"
    ]
    yield from gather(
        _graded(wrong, len(long)),
        expected="canh đều hai lề",
        message="Lời văn phải canh đều cả hai lề.",
        fix="Chọn lời văn và đặt canh đều (Ctrl+J).",
    )


@rule("ND16", "Đầu dòng lùi sai", "noi_dung", _CLAUSE, severity=Severity.ERROR)
def indent(recognised: Recognised) -> Iterator[Fault]:
    """First lines that begin neither at 1 cm nor at 1,27 cm.

    Quy định: Khi xuống dòng, chữ đầu dòng lùi vào 1 cm hoặc 1,27 cm (PL I, Phần I, II.6.e).
    Sai: Đoạn văn không lùi đầu dòng, hoặc lùi 2 cm.
    Đúng: Đoạn văn lùi đầu dòng 1,27 cm.
    Không bắt: Đoạn lùi bằng tab hay dấu cách; mục gạch đầu dòng; đoạn canh giữa; đoạn ngắn một
    dòng; chênh lệch không quá 0,8 mm; vài đoạn lẻ.
    """
    lawful = [float(value) for value in recognised.law.doan_van.lui_dau_dong_mm]
    looked_at = [words for words in _sure(recognised, _INDENTED) if _is_indentable(words)]
    wrong = []
    for words in looked_at:
        found = words.paragraph.left_mm + words.paragraph.first_line_mm
        if all(abs(found - value) > _INDENT_TOLERANCE_MM for value in lawful):
            wrong.append(Wrong(spot_of(words), f"{format_vi(round(found / 10, 2))} cm"))
    expected = " hoặc ".join(f"{format_vi(value / 10)} cm" for value in lawful)
    yield from gather(
        _graded(wrong, len(looked_at)),
        expected=expected,
        message=f"Chữ đầu dòng phải lùi vào {expected}.",
        fix=f"Đặt First line {expected} (Paragraph, Indentation, Special) và Left 0 cm.",
    )


def _is_indentable(words: Component) -> bool:
    """Whether the indent of a paragraph tells where its first letter stands."""
    paragraph = words.paragraph
    if paragraph.alignment not in ("deu", "trai") or words.level in ("gach", "cong"):
        return False
    text = paragraph.text
    return not text[:1].isspace() and not paragraph.number and len(text) >= _TWO_LINES


@rule("ND17", "Khoảng cách giữa các đoạn dưới 6pt", "noi_dung", _CLAUSE, severity=Severity.ERROR)
def paragraph_spacing(recognised: Recognised) -> Iterator[Fault]:
    """Paragraphs of the body with too little between them.

    Quy định: Khoảng cách giữa các đoạn văn tối thiểu là 6pt (PL I, Phần I, II.6.e).
    Sai: Before 0 pt, After 0 pt.
    Đúng: Before 6 pt, After 0 pt; hoặc Before 3 pt, After 3 pt.
    Không bắt: Đoạn cách nhau bằng dòng trống; đoạn trong bảng; vài đoạn lẻ.
    """
    least = float(recognised.law.doan_van.cach_doan_pt.min)
    body = {id(words.paragraph): words for words in _sure(recognised, _INDENTED)}
    pairs = [pair for pair in _neighbours(recognised) if all(id(p) in body for p in pair)]
    wrong = []
    for above, below in pairs:
        gap = above.spacing.after_pt + below.spacing.before_pt
        if gap < least - _SPACING_TOLERANCE_PT:
            wrong.append(Wrong(spot_of(below), f"{format_vi(round(gap, 1))} pt"))
    yield from gather(
        _graded(wrong, len(pairs)),
        expected=f"từ {format_vi(least)} pt",
        message=f"Khoảng cách giữa các đoạn văn phải từ {format_vi(least)} pt.",
        fix=f"Đặt Before {format_vi(least)} pt (Paragraph, Spacing) và bỏ dấu “Don't add space "
        "between paragraphs of the same style”.",
    )


def _neighbours(recognised: Recognised) -> Iterator[tuple[Paragraph, Paragraph]]:
    """Paragraphs of the body itself that follow one another."""
    for section in recognised.document.sections:
        for above, below in pairwise(section.blocks):
            if isinstance(above, Paragraph) and isinstance(below, Paragraph):
                yield above, below


@rule("ND18", "Khoảng cách dòng ngoài quy định", "noi_dung", _CLAUSE, severity=Severity.ERROR)
def line_spacing(recognised: Recognised) -> Iterator[Fault]:
    """Lines closer than single or farther than one and a half.

    Quy định: Khoảng cách giữa các dòng tối thiểu là dòng đơn, tối đa là 1,5 lines (PL I, Phần I,
    II.6.e).
    Sai: Giãn dòng 2 lines; hoặc Exactly 12 pt với chữ cỡ 14.
    Đúng: Giãn dòng Single, 1,15 hoặc 1,5 lines; hoặc Exactly 18 pt với chữ cỡ 14.
    Không bắt: Sai số nhỏ khi quy đổi từ pt sang dòng; đoạn trong bảng; vài đoạn lẻ.
    """
    lawful = recognised.law.doan_van.cach_dong
    low, high = float(lawful.min), float(lawful.max or lawful.min)
    words = _sure(recognised, _INDENTED)
    wrong = []
    for each in words:
        spacing = each.paragraph.spacing
        lines = _lines(spacing, main_size(letters_of(each)))
        if lines is not None and not low <= lines <= high:
            wrong.append(Wrong(spot_of(each), _spacing_vi(spacing)))
    yield from gather(
        _graded(wrong, len(words)),
        expected=f"{format_vi(low)} đến {format_vi(high)} dòng",
        message=f"Khoảng cách dòng phải từ dòng đơn đến {format_vi(high)} dòng.",
        fix=f"Đặt Line spacing từ Single đến {format_vi(high)} lines (Paragraph, Spacing).",
    )


def _lines(spacing: Spacing, size_pt: float | None) -> float | None:
    """The line spacing in lines, what tolerance allows drawn towards the lawful range."""
    if spacing.rule == "auto":
        return _towards_range(spacing.line, _LINE_TOLERANCE)
    if not size_pt or not spacing.line:
        return None
    lines = spacing.line / (size_pt * _SINGLE)
    if spacing.rule == "at_least":
        lines = max(lines, 1.0)
    return _towards_range(lines, _EXACT_TOLERANCE)


def _towards_range(lines: float, tolerance: float) -> float:
    """A value just below 1 becomes larger, any other smaller, by the tolerance."""
    return min(lines + tolerance, 1.0) if lines < 1 else max(lines - tolerance, 1.0)


def _spacing_vi(spacing: Spacing) -> str:
    if spacing.rule == "auto":
        return f"{format_vi(spacing.line)} dòng"
    return f"{'đúng' if spacing.rule == 'exact' else 'ít nhất'} {format_vi(spacing.line)} pt"


@rule("ND19", "Lời văn không thống nhất cỡ chữ", "noi_dung", "PL I, Phần I, V, chú thích 1")
def even_size(recognised: Recognised) -> Iterator[Fault]:
    """Body text partly in 13, partly in 14.

    Quy định: Cỡ chữ trong cùng một văn bản tăng, giảm phải thống nhất (PL I, Phần I, V, chú thích).
    Sai: Nửa đầu lời văn cỡ chữ 13, nửa sau cỡ chữ 14.
    Đúng: Toàn bộ lời văn cỡ chữ 14.
    Không bắt: Chữ trong bảng và phụ lục; phần nhỏ hơn một phần năm lời văn.
    """
    words = _sure(recognised, _TEXT)
    counted = sizes(_letters(words))
    lawful = recognised.law.thanh_phan["noi_dung"].co_chu
    in_range = [(s, n) for s, n in counted.most_common(_TWO_SIZES) if lawful.min <= s <= lawful.max]
    if len(in_range) < _TWO_SIZES or in_range[1][1] < 2 * _FEW * counted.total():
        return
    (main, _), (other, _) = in_range
    first = next(w for w in words if main_size(letters_of(w)) == other)
    yield Fault(
        "một cỡ chữ",
        f"{format_vi(main)} và {format_vi(other)}",
        f"Lời văn lẫn cỡ chữ {format_vi(main)} và {format_vi(other)}.",
        f"Đặt toàn bộ lời văn cỡ chữ {format_vi(main)}.",
        spot_of(first),
    )


def _smaller_or_larger(recognised: Recognised, name: str, title: str) -> Iterator[Fault]:
    """Components whose size is lawful but not that of the body text."""
    text = main_size(_letters(_sure(recognised, ("noi_dung",))))
    lawful = recognised.law.thanh_phan[name].co_chu
    if text is None or not lawful.min <= text <= lawful.max:
        return
    words = _sure(recognised, (name,))
    wrong = []
    for each in words:
        found = main_size(letters_of(each))
        if found is not None and abs(found - text) > SIZE_TOLERANCE_PT:
            wrong.append(Wrong(spot_of(each), format_vi(found)))
    yield from gather(
        _graded(wrong, len(words)),
        expected=format_vi(text),
        message=f"{title} phải cùng cỡ chữ {format_vi(text)} với lời văn.",
        fix=f"Đặt cỡ chữ {format_vi(text)}.",
    )


@rule("DI11", "Điều khác cỡ chữ lời văn", "dieu", _DIEU_CLAUSE)
def dieu_size(recognised: Recognised) -> Iterator[Fault]:
    """ "Điều 1." in another size than the text.

    Quy định: Số thứ tự và tiêu đề của điều có cỡ chữ bằng cỡ chữ của phần lời văn (PL I, Phần I,
    II.6.đ).
    Sai: “Điều 1.” cỡ chữ 13, lời văn cỡ chữ 14.
    Đúng: “Điều 1.” và lời văn cùng cỡ chữ 14.
    Không bắt: Văn bản mà lời văn đã sai cỡ chữ (xem ND11); vài điều lẻ.
    """
    yield from _smaller_or_larger(recognised, "dieu", "Điều")


@rule("KH11", "Khoản khác cỡ chữ lời văn", "khoan", _KHOAN_CLAUSE)
def khoan_size(recognised: Recognised) -> Iterator[Fault]:
    """Khoản in another size than the text.

    Quy định: Cỡ chữ số thứ tự của khoản bằng cỡ chữ của phần lời văn (PL I, Phần I, II.6.đ).
    Sai: Khoản “1. …” cỡ chữ 13, lời văn cỡ chữ 14.
    Đúng: Khoản và lời văn cùng cỡ chữ 14.
    Không bắt: Văn bản mà lời văn đã sai cỡ chữ (xem ND11); vài khoản lẻ.
    """
    yield from _smaller_or_larger(recognised, "khoan", "Khoản")


@rule("DM11", "Điểm khác cỡ chữ lời văn", "diem", _DIEM_CLAUSE)
def diem_size(recognised: Recognised) -> Iterator[Fault]:
    """Điểm in another size than the text.

    Quy định: Các điểm có cỡ chữ bằng cỡ chữ của phần lời văn (PL I, Phần I, II.6.đ).
    Sai: Điểm “a) …” cỡ chữ 13, lời văn cỡ chữ 14.
    Đúng: Điểm và lời văn cùng cỡ chữ 14.
    Không bắt: Văn bản mà lời văn đã sai cỡ chữ (xem ND11); vài điểm lẻ.
    """
    yield from _smaller_or_larger(recognised, "diem", "Điểm")


@rule("KH12", "Khoản in nghiêng", "khoan", _KHOAN_CLAUSE)
def khoan_italic(recognised: Recognised) -> Iterator[Fault]:
    """Khoản in italics.

    Quy định: Các khoản trình bày kiểu chữ đứng (PL I, Phần I, II.6.đ; V.6).
    Sai: Các khoản “1. …”, “2. …” in nghiêng.
    Đúng: Các khoản kiểu chữ đứng.
    Không bắt: Vài khoản lẻ, vài chữ được nhấn mạnh; toàn bộ lời văn in nghiêng (xem ND12).
    """
    yield from _italic_items(recognised, "khoan", "Khoản")


@rule("DM12", "Điểm in nghiêng", "diem", _DIEM_CLAUSE)
def diem_italic(recognised: Recognised) -> Iterator[Fault]:
    """Điểm in italics.

    Quy định: Các điểm trình bày kiểu chữ đứng (PL I, Phần I, II.6.đ; V.6).
    Sai: Các điểm “a) …”, “b) …” in nghiêng.
    Đúng: Các điểm kiểu chữ đứng.
    Không bắt: Vài điểm lẻ, vài chữ được nhấn mạnh; toàn bộ lời văn in nghiêng (xem ND12).
    """
    yield from _italic_items(recognised, "diem", "Điểm")


def _italic_items(recognised: Recognised, name: str, title: str) -> Iterator[Fault]:
    words = _sure(recognised, (name,))
    if share(_letters(_sure(recognised, _TEXT)), lambda font: font.italic) > _MAJORITY:
        return
    wrong = [
        Wrong(spot_of(each), "nghiêng")
        for each in words
        if share(letters_of(each), lambda font: not font.italic) < _MAJORITY
    ]
    if len(wrong) >= _MAJORITY * len(words):
        yield from gather(
            wrong,
            expected="chữ đứng",
            message=f"{title} phải là chữ đứng.",
            fix="Bỏ in nghiêng.",
        )


RULES: tuple[Rule, ...] = (
    *(size, italic, bold, capitals, justification, indent, paragraph_spacing, line_spacing),
    *(even_size, dieu_size, khoan_size, diem_size, khoan_italic, diem_italic),
)
