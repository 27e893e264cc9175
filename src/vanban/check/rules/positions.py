"""Where components stand to one another, and sizes that go together (PL I, Phần I, II, IV, V)."""

from collections.abc import Iterator
from typing import NamedTuple

from vanban.check.components import Component, Recognised, Stretch
from vanban.check.facts import Paragraph
from vanban.check.findings import Fault, Severity, spot_of
from vanban.check.rules.component_checks import room_of
from vanban.check.rules.measuring import (
    OFF_CENTRE_MM,
    format_vi,
    is_line,
    letters_of,
    main_size,
    offset_mm,
    shift_vi,
    width_mm,
)
from vanban.check.rules.rule import Rule, rule
from vanban.law import law_on

_SAME_ROOM_MM = 1.0
# How much of a line words fill before they go on in the next; what is surely no whole line.
_FILLED = 0.93
_SURELY_SHORT = (0.15, 0.75)
_SINGLE_LINES = 1.25
_SINGLE_GAP_PT = 6.5
_GAP_PT = 6.0
_GAP_TOLERANCE_PT = 1.5


class _Pair(NamedTuple):
    """A component that the decree centres under another."""

    code: str
    below: str
    above: str
    below_title: str
    above_title: str
    spared: str


_PAIRS = (
    _Pair("TN15", "tieu_ngu", "quoc_hieu", "Tiêu ngữ", "Quốc hiệu", "Quốc hiệu ở ô khác"),
    _Pair(
        "BH15",
        "co_quan_ban_hanh",
        "co_quan_chu_quan",
        "Tên cơ quan ban hành",
        "tên cơ quan chủ quản",
        "văn bản không có cơ quan chủ quản",
    ),
    _Pair(
        "SK15",
        "so_ky_hieu",
        "co_quan_ban_hanh",
        "Số, ký hiệu",
        "tên cơ quan ban hành",
        "số, ký hiệu đứng cùng dòng với địa danh bằng tab",
    ),
    _Pair(
        "DN15",
        "dia_danh_ngay",
        "quoc_hieu",
        "Địa danh và thời gian ban hành",
        "Quốc hiệu và Tiêu ngữ",
        "địa danh đứng cùng dòng với số, ký hiệu bằng tab",
    ),
    _Pair(
        "VV15",
        "trich_yeu_cong_van",
        "so_ky_hieu",
        "Trích yếu công văn (V/v)",
        "số, ký hiệu",
        "trích yếu dài hết chiều ngang của ô",
    ),
    _Pair(
        "HT15",
        "ho_ten",
        "quyen_han_chuc_vu",
        "Họ tên người ký",
        "quyền hạn, chức vụ",
        "quyền hạn và họ tên ở hai ô khác nhau",
    ),
)


def _pair_rule(pair: _Pair) -> Rule:
    clause = law_on().thanh_phan[pair.below].khoan
    name = f"{pair.below_title} không canh giữa dưới {pair.above_title}"

    def check(recognised: Recognised) -> Iterator[Fault]:
        for below in recognised.all(pair.below):
            shift = _shift(recognised, recognised.all(pair.above), below)
            if shift is not None and abs(shift) > OFF_CENTRE_MM:
                yield Fault(
                    f"canh giữa dưới {pair.above_title}",
                    shift_vi(shift),
                    f"{name}.",
                    "Đặt canh giữa cả hai dòng và bỏ lùi đầu dòng.",
                    spot_of(below),
                    below.sure,
                )
                return

    explanation = (
        f"Quy định: {pair.below_title} được đặt canh giữa dưới {pair.above_title} ({clause}).\n"
        f"Sai: {pair.below_title} canh trái trong khi {pair.above_title} canh giữa.\n"
        f"Đúng: {pair.below_title} và {pair.above_title} cùng canh giữa trong một cột.\n"
        f"Không bắt: Chỗ lệch dưới 8 mm; {pair.spared}; chỗ canh bằng dấu cách."
    )
    return Rule(pair.code, name, Severity.WARNING, pair.below, clause, explanation, check)


def _shift(recognised: Recognised, above: tuple[Component, ...], below: Component) -> float | None:
    """How far right of the middle of what stands above it a component stands, in one column."""
    for upper in above:
        if upper.in_copy is below.in_copy and _share_column(upper, below):
            first = offset_mm(upper.stretches[-1], room_of(upper, recognised))
            second = _offset(below.stretches[0], room_of(below, recognised))
            return None if first is None or second is None else second - first
    return None


def _offset(stretch: Stretch, room_mm: float | None) -> float | None:
    """As ``offset_mm``; of words that fill several lines and begin at the edge, of the last one."""
    width = width_mm(stretch)
    starts_at_edge = stretch.paragraph.alignment in ("trai", "deu") and is_line(stretch)
    if room_mm is None or width is None or width <= room_mm or not starts_at_edge:
        return offset_mm(stretch, room_mm)
    last = width % (room_mm * _FILLED)
    low, high = (share * room_mm for share in _SURELY_SHORT)
    return (last - room_mm) / 2 if low < last < high else 0.0


def _share_column(one: Component, other: Component) -> bool:
    """Whether both stand in one cell, or in cells one above the other of one width."""
    first, second = one.paragraph.place, other.paragraph.place
    if first.text_box or second.text_box or first.table != second.table:
        return False
    if (first.row, first.cell) == (second.row, second.cell):
        return True
    if one.room_mm is None or other.room_mm is None:
        return False
    return first.cell == second.cell and abs(one.room_mm - other.room_mm) < _SAME_ROOM_MM


@rule("QH19", "Quốc hiệu không nằm trên một dòng", "quoc_hieu", "PL I, Phần I, II.1.c")
def one_line(recognised: Recognised) -> Iterator[Fault]:
    """Quốc hiệu or Tiêu ngữ broken into lines.

    Quy định: Quốc hiệu và Tiêu ngữ là hai dòng chữ, mỗi thành phần một dòng (PL I, Phần I, II.1.c).
    Sai: Quốc hiệu bị ngắt thành “CỘNG HÒA XÃ HỘI CHỦ NGHĨA” và “VIỆT NAM”.
    Đúng: Quốc hiệu một dòng, Tiêu ngữ một dòng.
    Không bắt: Ô mà tệp không cho biết chiều rộng; phông chữ không đo được.
    """
    for name in ("quoc_hieu", "tieu_ngu"):
        for words in recognised.all(name):
            if len(words.stretches) > 1 or _is_too_wide(words):
                yield Fault(
                    "một dòng",
                    "nhiều dòng",
                    "Quốc hiệu và Tiêu ngữ mỗi thành phần phải nằm trọn trên một dòng.",
                    "Nới rộng ô bên phải hoặc giảm cỡ chữ trong khoảng cho phép.",
                    spot_of(words),
                    words.sure,
                )
                return


@rule("QH15", "Quốc hiệu không ở bên phải", "quoc_hieu", "PL I, Phần I, II.1.a; IV")
def right_side(recognised: Recognised) -> Iterator[Fault]:
    """Quốc hiệu at the left of the issuing body's name.

    Quy định: Quốc hiệu ở phía trên cùng, bên phải trang đầu tiên; tên cơ quan ban hành ở bên trái
    (PL I, Phần I, II.1.a; IV).
    Sai: Quốc hiệu ở ô bên trái, tên cơ quan ở ô bên phải.
    Đúng: Tên cơ quan ở ô bên trái, Quốc hiệu ở ô bên phải.
    Không bắt: Đầu văn bản một cột; hai thành phần không cùng hàng của một bảng.
    """
    nation, body = recognised.first("quoc_hieu"), recognised.first("co_quan_ban_hanh")
    if nation is None or body is None:
        return
    left, right = nation.paragraph.place, body.paragraph.place
    if left.table and (left.table, left.row) == (right.table, right.row) and left.cell < right.cell:
        yield Fault(
            "ở bên phải",
            "ở bên trái",
            "Quốc hiệu đứng bên trái tên cơ quan ban hành.",
            "Đổi chỗ hai ô: tên cơ quan bên trái, Quốc hiệu bên phải.",
            spot_of(nation),
            min(nation.sure, body.sure),
        )


def _is_too_wide(words: Component) -> bool:
    """Whether a line cannot stand in its room, indents taken off."""
    width, paragraph = width_mm(words.stretches[0]), words.paragraph
    if width is None or words.room_mm is None:
        return False
    indents = paragraph.left_mm + paragraph.right_mm + paragraph.first_line_mm
    return width > words.room_mm - indents


@rule("QH18", "Quốc hiệu và Tiêu ngữ không cách dòng đơn", "quoc_hieu", "PL I, Phần I, II.1.c")
def nation_spacing(recognised: Recognised) -> Iterator[Fault]:
    """Too much between Quốc hiệu and Tiêu ngữ.

    Quy định: Hai dòng chữ Quốc hiệu và Tiêu ngữ cách nhau dòng đơn (PL I, Phần I, II.1.c).
    Sai: Giãn dòng 1,5 lines hoặc có dòng trống ở giữa.
    Đúng: Giãn dòng Single, Before và After 0 pt.
    Không bắt: Khoảng cách thêm không quá 6 pt; hai dòng ở hai ô khác nhau.
    """
    yield from _single(recognised, "quoc_hieu", "tieu_ngu", "Quốc hiệu và Tiêu ngữ")


@rule("CQ18", "Tên hai cơ quan không cách dòng đơn", "co_quan_ban_hanh", "PL I, Phần I, II.2.b")
def issuer_spacing(recognised: Recognised) -> Iterator[Fault]:
    """Too much between the names of the superior and the issuing body.

    Quy định: Tên cơ quan ban hành và tên cơ quan chủ quản trực tiếp cách nhau dòng đơn (PL I,
    Phần I, II.2.b).
    Sai: Giãn dòng 1,5 lines giữa hai tên.
    Đúng: Giãn dòng Single, Before và After 0 pt.
    Không bắt: Khoảng cách thêm không quá 6 pt; hai dòng ở hai ô khác nhau.
    """
    yield from _single(
        recognised, "co_quan_chu_quan", "co_quan_ban_hanh", "Tên cơ quan chủ quản và ban hành"
    )


def _single(recognised: Recognised, upper: str, lower: str, title: str) -> Iterator[Fault]:
    above, below = recognised.first(upper), recognised.first(lower)
    if above is None or below is None or not _follow(above, below):
        return
    last, first = above.stretches[-1].paragraph, below.paragraph
    gap = last.spacing.after_pt + first.spacing.before_pt
    lines = first.spacing.line if first.spacing.rule == "auto" else 1.0
    if gap > _SINGLE_GAP_PT or lines > _SINGLE_LINES:
        shown = f"{format_vi(lines)} dòng" if lines > _SINGLE_LINES else f"thêm {format_vi(gap)} pt"
        yield Fault(
            "dòng đơn",
            shown,
            f"{title} phải cách nhau dòng đơn.",
            "Đặt Line spacing Single, Before và After 0 pt cho hai dòng.",
            spot_of(below),
            min(above.sure, below.sure),
        )


def _follow(above: Component, below: Component) -> bool:
    """Whether one paragraph follows the other at once in one cell or outside of tables."""
    last, first = above.stretches[-1].paragraph.place, below.paragraph.place
    return last._replace(paragraph=last.paragraph + 1) == first


@rule("QH17", "Cỡ chữ Quốc hiệu, Tiêu ngữ, địa danh không đồng bộ", "quoc_hieu", "PL I, Phần I, V")
def size_set(recognised: Recognised) -> Iterator[Fault]:
    """Sizes of the head that do not rise and fall together.

    Quy định: Cỡ chữ trong cùng một văn bản tăng, giảm phải thống nhất: Quốc hiệu 13, Tiêu ngữ 14,
    địa danh và ngày tháng 14; hoặc 12, 13, 13 (PL I, Phần I, V, chú thích 1).
    Sai: Quốc hiệu 12, Tiêu ngữ 14.
    Đúng: Quốc hiệu 13, Tiêu ngữ 14, địa danh 14.
    Không bắt: Cỡ chữ lẻ như 12,5; cỡ chữ đã ngoài khoảng cho phép (xem QH11, TN11, DN11).
    """
    names = ("quoc_hieu", "tieu_ngu", "dia_danh_ngay")
    found = []
    for name in names:
        words = recognised.first(name)
        size = main_size(letters_of(words)) if words else None
        lawful = recognised.law.thanh_phan[name].co_chu
        if size is None or not lawful.min <= size <= lawful.max or size != int(size):
            return
        found.append(int(size))
    sets = {(s.quoc_hieu, s.tieu_ngu, s.dia_danh) for s in recognised.law.bo_co_chu.values()}
    if tuple(found) not in sets:
        lawful_sets = " hoặc ".join("/".join(map(str, each)) for each in sorted(sets))
        yield Fault(
            lawful_sets,
            "/".join(map(str, found)),
            f"Quốc hiệu, Tiêu ngữ, địa danh có cỡ chữ {', '.join(map(str, found))}: không đồng bộ.",
            f"Dùng cỡ chữ {lawful_sets} cho ba dòng này.",
            spot_of(recognised.all("quoc_hieu")[0]),
        )


@rule(
    "DN19",
    "Địa danh, ngày tháng khác dòng với số, ký hiệu",
    "dia_danh_ngay",
    "PL I, Phần I, II.4.c",
)
def same_line(recognised: Recognised) -> Iterator[Fault]:
    """Number and date on two lines of a head without a table.

    Quy định: Địa danh và thời gian ban hành trình bày trên cùng một dòng với số, ký hiệu (PL I,
    Phần I, II.4.c).
    Sai: “Số: 15/QĐ-BNV” ở một dòng, “Hà Nội, ngày …” ở dòng dưới.
    Đúng: Hai thành phần ở hai bên của một dòng.
    Không bắt: Đầu văn bản đặt trong bảng hay khung chữ, nơi không rõ hai dòng có ngang nhau.
    """
    number, date = recognised.first("so_ky_hieu"), recognised.first("dia_danh_ngay")
    if number is None or date is None or number.in_copy is not date.in_copy:
        return
    if number.paragraph is date.paragraph or not (_is_free(number) and _is_free(date)):
        return
    yield Fault(
        "cùng một dòng",
        "hai dòng",
        "Địa danh, ngày tháng không cùng dòng với số, ký hiệu.",
        "Đặt số, ký hiệu và địa danh, ngày tháng vào hai ô cùng hàng của một bảng không kẻ khung.",
        spot_of(date),
        min(number.sure, date.sure),
    )


def _is_free(words: Component) -> bool:
    place = words.paragraph.place
    return not place.table and not place.text_box


@rule("VV19", "V/v không cách số, ký hiệu 6pt", "trich_yeu_cong_van", "PL I, Phần I, II.5.b")
def subject_gap(recognised: Recognised) -> Iterator[Fault]:
    """V/v too near or too far from the number above it.

    Quy định: Trích yếu công văn cách dòng 6pt với số và ký hiệu văn bản (PL I, Phần I, II.5.b).
    Sai: V/v sát ngay dưới số, ký hiệu, Before 0 pt.
    Đúng: V/v có Before 6 pt.
    Không bắt: V/v ở ô khác với số, ký hiệu; chênh lệch không quá 1,5 pt; có dòng trống ở giữa.
    """
    number, subject = recognised.first("so_ky_hieu"), recognised.first("trich_yeu_cong_van")
    if number is None or subject is None or not _follow(number, subject):
        return
    after, before = number.paragraph.spacing.after_pt, subject.paragraph.spacing.before_pt
    least, most = max(after, before) - _GAP_TOLERANCE_PT, after + before + _GAP_TOLERANCE_PT
    if not least <= _GAP_PT <= most:
        yield Fault(
            "6 pt",
            f"{format_vi(after + before)} pt",
            f"V/v cách số, ký hiệu {format_vi(after + before)} pt, quy định 6 pt.",
            "Đặt Before 6 pt cho dòng V/v.",
            spot_of(subject),
            min(number.sure, subject.sure),
        )


@rule(
    "NT19",
    "“Nơi nhận” không ngang hàng với chức vụ người ký",
    "noi_nhan_tu",
    "PL I, Phần I, II.9.d",
)
def level_with_signer(recognised: Recognised) -> Iterator[Fault]:
    """Nơi nhận above or below the signer's title.

    Quy định: Từ “Nơi nhận” ngang hàng với dòng quyền hạn, chức vụ của người ký (PL I, Phần I,
    II.9.d).
    Sai: “Nơi nhận” nằm dưới họ tên người ký.
    Đúng: “Nơi nhận” ở ô bên trái, chức vụ ở ô bên phải của cùng một hàng.
    Không bắt: Biên bản, có nơi nhận dưới hai chữ ký; văn bản nhiều người ký; khung chữ.
    """
    word = recognised.first("noi_nhan_tu")
    signers = [words for words in recognised.all("quyen_han_chuc_vu") if not words.in_copy]
    if word is None or word.in_copy or len(signers) != 1:
        return
    form = recognised.kind.mau if recognised.kind else None
    if form is None or not recognised.law.mau[form].co_dia_danh_ngay:
        return
    titles = [stretch.paragraph for stretch in signers[0].stretches]
    if not any(_are_level(word.paragraph, title) for title in titles):
        yield Fault(
            "ngang hàng với chức vụ",
            "khác hàng",
            "Từ “Nơi nhận” không ngang hàng với quyền hạn, chức vụ của người ký.",
            "Đặt “Nơi nhận” và chức vụ vào hai ô cùng hàng của một bảng không kẻ khung.",
            spot_of(word),
            min(word.sure, signers[0].sure),
        )


def _are_level(one: Paragraph, other: Paragraph) -> bool:
    """Whether two paragraphs may stand side by side: in one row, one paragraph, or a text box."""
    first, second = one.place, other.place
    if one is other or first.text_box or second.text_box:
        return True
    return bool(first.table) and first.table == second.table and first.row == second.row


RULES: tuple[Rule, ...] = (
    *(_pair_rule(pair) for pair in _PAIRS),
    *(right_side, one_line, nation_spacing, issuer_spacing, size_set, same_line, subject_gap),
    level_with_signer,
)
