"""How the parts of the body are numbered (PL I, Phần I, II.6.đ; V.6)."""

import re
from collections.abc import Iterator

from vanban.check.components import Component, Level, Recognised
from vanban.check.findings import Fault, Severity, spot_of
from vanban.check.roman_numbers import roman_number
from vanban.check.rules.gathering import Wrong, gather
from vanban.check.rules.numbered_items import broken_steps, number_of, steps
from vanban.check.rules.rule import Rule, rule
from vanban.check.rules.wording_lines import fault_in

_CLAUSE = "Phụ lục I, Phần I, Mục II, khoản 6 điểm đ"
_TABLE = "Phụ lục I, Phần I, Mục V, số thứ tự 6"
_FOREIGN = frozenset("fjwz")
_SMALL_ROMAN = ("i", "v", "x")
_NAMES: dict[Level, str] = {
    "phan": "Phần",
    "chuong": "Chương",
    "muc": "Mục",
    "tieu_muc": "Tiểu mục",
    "dieu": "Điều",
    "muc_la_ma": "mục",
    "khoan": "khoản",
    "diem": "điểm",
}
_DIVISION = re.compile(
    r"(?:phần|chương|tiểu mục|mục)\s+\w+(?:\s+(?:nhất|hai|ba|tư))?(?P<rest>.*)", re.IGNORECASE
)
_ARTICLE_MARK = re.compile(r"điều\s+\d+[a-zđ]?(?P<mark>\s*[^\w\s]*)", re.IGNORECASE)
_SECTION_MARK = re.compile(r"\d+\s*(?P<mark>[)/:–-])")
_PART_MARK = re.compile(r"[IVXLC]+\s*(?P<mark>[)/:–-])")
_POINT_MARK = re.compile(r"(?P<letter>\w)(?P<mark>[.:/–-]|\s)|\((?P<inner>\w)\)")


def _broken(recognised: Recognised, *levels: Level) -> Iterator[Fault]:
    """A fault for each number of these levels that does not follow the one before."""
    letters = recognised.law.diem.chu_cai
    for step in broken_steps(recognised, *levels):
        name = _NAMES[step.item.level]
        before, shown = step.before.component.number, step.item.component.number
        wanted = number_of(step.before.value + 1, step.item.level, letters)
        yield fault_in(
            step.item.component,
            f"{name} {wanted}",
            f"Sau {name} {before} là {name} {wanted}, không phải {name} {shown}.",
            f"Đánh lại số thứ tự từ {name} {wanted}, hoặc kiểm tra phần còn thiếu.",
            observed=f"{name} {shown}",
        )


@rule("PH01", "Số thứ tự của phần, chương, mục không liên tục", "phan", _CLAUSE)
def broken_divisions(recognised: Recognised) -> Iterator[Fault]:
    """Số của phần, chương, mục hoặc tiểu mục lặp lại hoặc cách quãng.

    Quy định: Phần, chương, mục, tiểu mục có số thứ tự.

    Sai: Chương I, Chương III

    Đúng: Chương I, Chương II

    Không bắt: Mục bắt đầu lại từ 1 trong chương khác; số tự động của Word.
    """
    yield from _broken(recognised, "phan", "chuong", "muc", "tieu_muc")


@rule("PH02", "Số của phần, chương không phải số La Mã", "phan", _CLAUSE, severity=Severity.ERROR)
def not_roman(recognised: Recognised) -> Iterator[Fault]:
    """Số thứ tự của phần hoặc chương không phải chữ số La Mã.

    Quy định: Số thứ tự của phần, chương dùng chữ số La Mã.

    Sai: Chương 1; Phần thứ nhất

    Đúng: Chương I; Phần I

    Không bắt: Từ “Phần”, “Chương” ở giữa câu.
    """
    for component in recognised.all("phan"):
        if component.level in ("phan", "chuong") and roman_number(component.number) is None:
            yield fault_in(
                component,
                "chữ số La Mã",
                "Số thứ tự của phần, chương dùng chữ số La Mã.",
                "Viết theo dạng “Phần I”, “Chương II”.",
            )


@rule("PH03", "Số của mục, tiểu mục không phải số Ả Rập", "phan", _CLAUSE, severity=Severity.ERROR)
def not_arabic(recognised: Recognised) -> Iterator[Fault]:
    """Số thứ tự sau từ “Mục” hoặc “Tiểu mục” không phải chữ số Ả Rập.

    Quy định: Số thứ tự của mục, tiểu mục dùng chữ số Ả Rập.

    Sai: Mục I

    Đúng: Mục 1

    Không bắt: Mục đánh số I, II, III không có từ “Mục” (bố cục phần, mục, khoản, điểm).
    """
    for component in recognised.all("phan"):
        if component.level in ("muc", "tieu_muc") and not component.number.isdigit():
            yield fault_in(
                component,
                "chữ số Ả Rập",
                "Số thứ tự của mục, tiểu mục dùng chữ số Ả Rập.",
                "Viết theo dạng “Mục 1”, “Tiểu mục 2”.",
            )


@rule("PH04", "Tiêu đề hoặc dấu câu cùng dòng với số của phần, chương", "phan", _CLAUSE)
def title_on_line(recognised: Recognised) -> Iterator[Fault]:
    """Sau từ “Phần”, “Chương”, “Mục”, “Tiểu mục” và số thứ tự còn tiêu đề hoặc dấu câu.

    Quy định: Từ “Phần”, “Chương”, “Mục”, “Tiểu mục” và số thứ tự được trình bày trên một dòng
    riêng; tiêu đề được trình bày ngay dưới.

    Sai: Chương I. QUY ĐỊNH CHUNG

    Đúng: “Chương I” ở dòng trên, “QUY ĐỊNH CHUNG” ở dòng dưới

    Không bắt: Tiêu đề ở dòng dưới trong cùng một đoạn.
    """
    for component in recognised.all("phan"):
        found = _DIVISION.match(component.stretches[0].text.split("\n")[0])
        if found and found["rest"].strip():
            yield fault_in(
                component,
                "một dòng riêng",
                "Số thứ tự ở một dòng riêng, không có dấu câu; tiêu đề ở dòng dưới.",
                "Xóa dấu câu sau số thứ tự và đưa tiêu đề xuống dòng dưới.",
            )


@rule("ML01", "Số thứ tự I, II, III không liên tục", "muc_la_ma", _TABLE)
def broken_parts(recognised: Recognised) -> Iterator[Fault]:
    """Số La Mã của các mục lặp lại hoặc cách quãng.

    Quy định: Mục được đánh số thứ tự: “I. NHỮNG KẾT QUẢ...”.

    Sai: I, II, IV

    Đúng: I, II, III

    Không bắt: Đánh lại từ I trong phần khác; số tự động của Word.
    """
    yield from _broken(recognised, "muc_la_ma")


@rule("ML02", "Sau số La Mã không phải dấu chấm", "muc_la_ma", _TABLE)
def mark_after_part(recognised: Recognised) -> Iterator[Fault]:
    """Sau số La Mã của mục là dấu ngoặc, gạch chéo, gạch nối hoặc hai chấm.

    Quy định: Ví dụ của Mục V ghi “I. NHỮNG KẾT QUẢ...”.

    Sai: I/ KẾT QUẢ; II) NHIỆM VỤ

    Đúng: I. KẾT QUẢ

    Không bắt: Số tự động mà không đọc được dấu.
    """
    yield from _marks(recognised.all("muc_la_ma"), _PART_MARK, "Sau số La Mã của mục")


@rule("DI01", "Số thứ tự điều không liên tục", "dieu", _CLAUSE)
def broken_articles(recognised: Recognised) -> Iterator[Fault]:
    """Số của các điều lặp lại hoặc cách quãng.

    Quy định: Số thứ tự của điều dùng chữ số Ả Rập; đã là số thứ tự thì nối tiếp nhau.

    Sai: Điều 1, Điều 3

    Đúng: Điều 1, Điều 2

    Không bắt: Điều bắt đầu lại từ 1 ở văn bản kèm theo; điều được trích dẫn; số tự động của Word.
    """
    yield from _broken(recognised, "dieu")


@rule("DI02", "Sau số điều không phải dấu chấm", "dieu", _CLAUSE, severity=Severity.ERROR)
def mark_after_article(recognised: Recognised) -> Iterator[Fault]:
    """Sau số thứ tự của điều là dấu hai chấm, gạch nối hoặc không có dấu.

    Quy định: Số thứ tự của điều dùng chữ số Ả Rập, sau số thứ tự có dấu chấm (.).

    Sai: Điều 1: Thành lập Tổ công tác

    Đúng: Điều 1. Thành lập Tổ công tác

    Không bắt: Câu viện dẫn bắt đầu bằng “Điều 5 Luật …”.
    """
    wrong = (
        Wrong(spot_of(component), found[0], component.sure)
        for component in recognised.all("dieu")
        if (found := _ARTICLE_MARK.match(_numbered(component))) and found["mark"].strip() != "."
    )
    yield from gather(
        wrong,
        expected="Điều 1.",
        message="Sau số thứ tự của điều là dấu chấm (.).",
        fix="Thay dấu sau số thứ tự bằng dấu chấm.",
    )


@rule("KH01", "Số thứ tự khoản không liên tục", "khoan", _CLAUSE)
def broken_sections(recognised: Recognised) -> Iterator[Fault]:
    """Số của các khoản lặp lại hoặc cách quãng.

    Quy định: Số thứ tự các khoản trong mỗi mục (mỗi điều) dùng chữ số Ả Rập.

    Sai: 1., 2., 4.

    Đúng: 1., 2., 3.

    Không bắt: Khoản bắt đầu lại từ 1; danh sách lồng nhau; số thiếu nằm trong bảng; số tự động.
    """
    yield from _broken(recognised, "khoan")


@rule("KH02", "Sau số khoản không phải dấu chấm", "khoan", _CLAUSE)
def mark_after_section(recognised: Recognised) -> Iterator[Fault]:
    """Sau số thứ tự của khoản là dấu ngoặc, gạch chéo hoặc hai chấm.

    Quy định: Số thứ tự các khoản dùng chữ số Ả Rập, sau số thứ tự có dấu chấm (.).

    Sai: 1) Phòng Kinh tế; 1/ Phòng Kinh tế

    Đúng: 1. Phòng Kinh tế

    Không bắt: Số 1), 2) liệt kê trong một điểm.
    """
    items = (*recognised.all("khoan"), *recognised.all("tieu_de_khoan"))
    found_point = {each.paragraph.place.paragraph for each in recognised.all("diem")}
    if not found_point:
        yield from _marks(items, _SECTION_MARK, "Sau số thứ tự của khoản")


@rule("DM01", "Thứ tự điểm không đúng bảng chữ cái", "diem", _CLAUSE)
def broken_points(recognised: Recognised) -> Iterator[Fault]:
    """Chữ cái của các điểm lặp lại hoặc bỏ cách.

    Quy định: Thứ tự các điểm trong mỗi khoản dùng các chữ cái tiếng Việt theo thứ tự bảng chữ cái
    tiếng Việt: a, b, c, d, đ, e, g, h, i, k, l, m, n, o, p, q, r, s, t, u, v, x, y.

    Sai: c), d), e) (thiếu đ)

    Đúng: c), d), đ), e)

    Không bắt: Điểm bắt đầu lại từ a; danh sách (i), (ii); chữ tự động của Word.
    """
    yield from _broken(recognised, "diem")


@rule(
    "DM02",
    "Sau chữ cái của điểm không phải dấu ngoặc đơn",
    "diem",
    _CLAUSE,
    severity=Severity.ERROR,
)
def mark_after_point(recognised: Recognised) -> Iterator[Fault]:
    """Sau chữ cái của điểm là dấu chấm hoặc dấu khác, hay chữ cái đặt trong hai dấu ngoặc.

    Quy định: Thứ tự các điểm dùng các chữ cái tiếng Việt, sau có dấu đóng ngoặc đơn.

    Sai: a. Phòng Kinh tế; (a) Phòng Kinh tế

    Đúng: a) Phòng Kinh tế

    Không bắt: Danh sách (i), (ii), (v), (x).
    """
    wrong = (
        Wrong(spot_of(component), found[0].strip(), component.sure)
        for component in recognised.all("diem")
        if (found := _POINT_MARK.match(_numbered(component))) and found["inner"] not in _SMALL_ROMAN
    )
    yield from gather(
        wrong,
        expected="a)",
        message="Sau chữ cái của điểm là dấu đóng ngoặc đơn.",
        fix="Viết chữ cái rồi dấu đóng ngoặc đơn: a), b), c).",
    )


@rule(
    "DM03",
    "Chữ cái của điểm không phải chữ cái tiếng Việt",
    "diem",
    _CLAUSE,
    severity=Severity.ERROR,
)
def foreign_letter(recognised: Recognised) -> Iterator[Fault]:
    """Điểm dùng chữ f, j, w hoặc z.

    Quy định: Thứ tự các điểm dùng các chữ cái tiếng Việt theo thứ tự bảng chữ cái tiếng Việt.

    Sai: e), f), g)

    Đúng: đ), e), g)

    Không bắt: ă, â, ê, ô, ơ, ư: là chữ cái tiếng Việt, chỉ theo tập quán mới không dùng.
    """
    for component in recognised.all("diem"):
        if component.number and component.number in _FOREIGN:
            yield fault_in(
                component,
                "a, b, c, d, đ, e, g, h, i, k, …",
                f"“{component.number}” không dùng để đánh thứ tự điểm.",
                "Đánh lại các điểm theo bảng chữ cái tiếng Việt: a, b, c, d, đ, e, g, h, i, k, …",
                observed=f"{component.number})",
            )


@rule("ND01", "Số gõ tay lẫn với số tự động", "noi_dung", _CLAUSE)
def mixed_numbers(recognised: Recognised) -> Iterator[Fault]:
    """Trong một danh sách có số gõ tay và số tự động của Word.

    Quy định: Các khoản, điểm đánh số theo thứ tự. Số gõ tay xen số tự động dễ sai thứ tự khi sửa
    văn bản.

    Sai: “1.” do Word đánh, “2.” gõ tay

    Đúng: Cả danh sách gõ tay, hoặc cả danh sách để Word đánh số

    Không bắt: Hai danh sách khác nhau; cấp khác nhau.
    """
    told: set[Level] = set()
    for step in steps(recognised):
        if not step.follows or step.item.level in told:
            continue
        if step.item.is_automatic != step.before.is_automatic:
            told.add(step.item.level)
            yield fault_in(
                step.item.component,
                "một cách đánh số",
                "Danh sách này lẫn số gõ tay với số tự động của Word.",
                "Chọn một cách đánh số cho cả danh sách.",
            )


def _marks(
    components: tuple[Component, ...], pattern: re.Pattern[str], where: str
) -> Iterator[Fault]:
    """A fault for all items that have another mark than a stop after their number."""
    wrong = (
        Wrong(spot_of(component), found[0], component.sure)
        for component in components
        if (found := pattern.match(_numbered(component)))
    )
    yield from gather(
        wrong,
        expected="dấu chấm (.)",
        message=f"{where} là dấu chấm (.).",
        fix="Thay dấu sau số thứ tự bằng dấu chấm.",
    )


def _numbered(component: Component) -> str:
    """The first line of an item with its number, also where Word writes it."""
    first = component.stretches[0]
    return f"{first.paragraph.number} {first.text}".strip() if first.start == 0 else first.text


RULES: tuple[Rule, ...] = (
    broken_divisions,
    not_roman,
    not_arabic,
    title_on_line,
    broken_parts,
    mark_after_part,
    broken_articles,
    mark_after_article,
    broken_sections,
    mark_after_section,
    broken_points,
    mark_after_point,
    foreign_letter,
    mixed_numbers,
)
