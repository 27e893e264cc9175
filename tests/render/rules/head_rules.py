"""PL I, Phần I, II.1 to II.5: what stands above the body."""

import re

from tests.render.examples import Example
from tests.render.facts import Line, Par
from tests.render.rules.registry import forms, look, present, rule
from vanban.wording import text_width_pt

ALL = "quyet_dinh cong_van ke_hoach bien_ban bao_cao_dien_tu quyet_dinh_ban_hanh phat_dong"
TITLED = "quyet_dinh ke_hoach bien_ban bao_cao_dien_tu quyet_dinh_ban_hanh phat_dong"
LOCAL = "quy_che phieu_bao huong_dan bao_cao_dien_tu phat_dong"
LETTERS = "cong_van cong_van_nhieu_noi cong_van_thua_uy_quyen"
DATED = "quyet_dinh cong_van ke_hoach quyet_dinh_ban_hanh sao_y thu_cong"

forms(
    "VB_QuocHieu",
    on=ALL,
    size=("PL1.II.1a.size", 12, 13),
    bold=("PL1.II.1a.bold", True),
    italic=("PL1.II.1a.italic", False),
    case=("PL1.II.1a.case", "upper"),
)
look("PL1.V.1a", "VB_QuocHieu", on=ALL, size=(12, 13), bold=True, italic=False, case="upper")
forms(
    "VB_TieuNgu",
    on=ALL,
    size=("PL1.II.1b.size", 13, 14),
    bold=("PL1.II.1b.bold", True),
    italic=("PL1.II.1b.italic", False),
    case=("PL1.II.1b.case", "sentence"),
    align=("PL1.II.1b.align", "center"),
)
look("PL1.V.1b", "VB_TieuNgu", on=ALL, size=(13, 14), bold=True, italic=False, case="sentence")
forms(
    "VB_CoQuanBanHanh",
    on=ALL,
    size=("PL1.II.2b.size", 12, 13),
    bold=("PL1.II.2b.bold", True),
    italic=("PL1.II.2b.italic", False),
    case=("PL1.II.2b.case", "upper"),
    align=("PL1.II.2b.align", "center"),
)
look("PL1.V.2b", "VB_CoQuanBanHanh", on=ALL, size=(12, 13), bold=True, italic=False, case="upper")
forms(
    "VB_CoQuanChuQuan",
    on=LOCAL,
    size=("PL1.II.2b.sup.size", 12, 13),
    bold=("PL1.II.2b.sup.bold", False),
    italic=("PL1.II.2b.sup.italic", False),
    case=("PL1.II.2b.sup.case", "upper"),
)
look(
    "PL1.V.2a", "VB_CoQuanChuQuan", on=LOCAL, size=(12, 13), bold=False, italic=False, case="upper"
)
forms(
    "VB_SoKyHieu",
    on=ALL,
    size=("PL1.II.3c.so.size PL1.II.3c.symbol.size", 13, 13),
    bold=("PL1.II.3c.so.bold", False),
    italic=("PL1.II.3c.so.italic", False),
    align=("PL1.II.3c.align", "center"),
)
look("PL1.V.3", "VB_SoKyHieu", on=ALL, size=(13, 13), bold=False, italic=False, case="sentence")
forms(
    "VB_DiaDanhNgay",
    on=DATED,
    size=("PL1.II.4c.size", 13, 14),
    bold=("PL1.II.4c.bold", False),
    italic=("PL1.II.4c.italic", True),
    align=("PL1.II.4c.align", "center"),
)
look("PL1.V.4", "VB_DiaDanhNgay", on=DATED, size=(13, 14), bold=False, italic=True, case="sentence")
forms(
    "VB_TenLoai",
    on=TITLED,
    size=("PL1.II.5b.tl.size", 13, 14),
    bold=("PL1.II.5b.tl.bold", True),
    italic=("PL1.II.5b.tl.italic", False),
    case=("PL1.II.5b.tl.case", "upper"),
)
look("PL1.V.5a1", "VB_TenLoai", on=TITLED, size=(13, 14), bold=True, italic=False, case="upper")
forms(
    "VB_TrichYeu",
    on=TITLED,
    size=("PL1.II.5b.ty.size", 13, 14),
    bold=("PL1.II.5b.ty.bold", True),
    italic=("PL1.II.5b.ty.italic", False),
    case=("PL1.II.5b.ty.case", "sentence"),
)
look("PL1.V.5a2", "VB_TrichYeu", on=TITLED, size=(13, 14), bold=True, italic=False, case="sentence")
forms(
    "VB_TrichYeuCongVan",
    on=LETTERS,
    size=("PL1.II.5b.cv.size", 12, 13),
    bold=("PL1.II.5b.cv.bold", False),
    italic=("PL1.II.5b.cv.italic", False),
    align=("PL1.II.5b.cv.align", "center"),
)
look(
    "PL1.V.5b",
    "VB_TrichYeuCongVan",
    on=LETTERS,
    size=(12, 13),
    bold=False,
    italic=False,
    case="sentence",
)


@rule("PL1.II.1a.text", on=ALL)
def quoc_hieu(facts: Example) -> bool:
    return {p.text for p in facts.of("VB_QuocHieu")} == {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"}


@rule("PL1.II.1a.position", on=ALL)
def at_the_top_of_the_right_cell(facts: Example) -> bool:
    (first, *_) = facts.of("VB_QuocHieu")
    return first.table is facts.body[0] and first.column == 1 and first.previous is None


@rule("PL1.II.1b.text", "PL1.II.1b.hyphen", on=ALL)
def tieu_ngu(facts: Example) -> bool:
    return {p.text for p in facts.of("VB_TieuNgu")} == {"Độc lập - Tự do - Hạnh phúc"}


# Added up from the advance widths of Times New Roman Bold, in 1/2048 em.
MOTTO_UNITS = 25071  # Độc lập - Tự do - Hạnh phúc


def is_solid_and_centred(line: Line) -> bool:
    return line.kind == "single" and abs(line.left_pt - line.right_pt) < 0.1


def is_a_third_to_a_half(paragraph: Par) -> bool:
    """Of the line of text right above it."""
    line, (form,) = paragraph.line_below(), tuple(paragraph.forms)
    last = paragraph.text.split("\n")[-1]
    width = text_width_pt(last, int(form.size), bold=form.bold, italic=form.italic)
    return is_solid_and_centred(line) and 1 / 3 <= line.length_pt / width <= 1 / 2


@rule("PL1.II.1b.line", on=ALL)
def as_long_as_the_motto(facts: Example) -> bool:
    mottoes = facts.of("VB_TieuNgu")
    return all(
        is_solid_and_centred(p.line_below())
        and abs(p.line_below().length_pt - MOTTO_UNITS * form.size / 2048) < 0.5
        for p in mottoes
        for form in p.forms
    )


@rule("PL1.II.2b.line", on=ALL)
def line_under_the_issuer(facts: Example) -> bool:
    return all(is_a_third_to_a_half(p) for p in facts.of("VB_CoQuanBanHanh"))


@rule("PL1.II.5b.line", on=TITLED)
def line_under_the_abstract(facts: Example) -> bool:
    own = [p for p in facts.in_section(0) if p.style == "VB_TrichYeu"]
    present(own)
    return all(is_a_third_to_a_half(p) for p in own)


def is_single_spaced(facts: Example, *styles: str) -> bool:
    return all(
        (p.line_spacing, p.spacing("before"), p.spacing("after")) == (1.0, 0, 0)
        for p in facts.of(*styles)
    )


@rule("PL1.II.1c.spacing", on=ALL)
def nation_single_spaced(facts: Example) -> bool:
    return is_single_spaced(facts, "VB_QuocHieu", "VB_TieuNgu")


@rule("PL1.II.2b.spacing", on=f"{ALL} {LOCAL}")
def issuers_single_spaced(facts: Example) -> bool:
    return is_single_spaced(facts, "VB_CoQuanBanHanh", "VB_CoQuanChuQuan")


# The abbreviation of each kind, PL III, I; without those of the copies.
ABBREVIATIONS = {
    "NGHỊ QUYẾT": "NQ",
    "QUYẾT ĐỊNH": "QĐ",
    "CHỈ THỊ": "CT",
    "QUY CHẾ": "QC",
    "QUY ĐỊNH": "QyĐ",
    "THÔNG CÁO": "TC",
    "THÔNG BÁO": "TB",
    "HƯỚNG DẪN": "HD",
    "CHƯƠNG TRÌNH": "CTr",
    "KẾ HOẠCH": "KH",
    "PHƯƠNG ÁN": "PA",
    "ĐỀ ÁN": "ĐA",
    "DỰ ÁN": "DA",
    "BÁO CÁO": "BC",
    "BIÊN BẢN": "BB",
    "TỜ TRÌNH": "TTr",
    "HỢP ĐỒNG": "HĐ",
    "CÔNG ĐIỆN": "CĐ",
    "BẢN GHI NHỚ": "BGN",
    "BẢN THỎA THUẬN": "BTT",
    "GIẤY ỦY QUYỀN": "GUQ",
    "GIẤY MỜI": "GM",
    "GIẤY GIỚI THIỆU": "GGT",
    "GIẤY NGHỈ PHÉP": "GNP",
    "PHIẾU GỬI": "PG",
    "PHIẾU CHUYỂN": "PC",
    "PHIẾU BÁO": "PB",
}
NUMBER_LINE = re.compile(r"Số: *(?P<number>\d*) */(?P<symbol>\S+)")


def number_lines(facts: Example) -> list[re.Match[str]]:
    """The number lines, of which every sign is accounted for."""
    found = [NUMBER_LINE.fullmatch(text) for text in facts.texts("VB_SoKyHieu")]
    assert all(found), facts.texts("VB_SoKyHieu")
    return [match for match in found if match]


@rule("PL1.II.3a.numeral", "PL1.II.3c.so.case", "PL1.II.3c.colon", on=ALL)
def the_word_and_the_number(facts: Example) -> bool:
    return all(re.match(r"Số: (\d| )", text) for text in facts.texts("VB_SoKyHieu"))


@rule("PL1.II.3c.zero", on="ban_ghi_nho chi_thi cong_dien quy_che phat_dong")
def a_zero_before_small_numbers(facts: Example) -> bool:
    numbers = [m["number"] for m in number_lines(facts) if m["number"] and int(m["number"]) < 10]
    present(numbers)
    return all(re.fullmatch(r"0[1-9]", number) for number in numbers)


@rule("PL1.II.3c.slash", on=ALL)
def one_slash(facts: Example) -> bool:
    return all(text.count("/") == 1 for text in facts.texts("VB_SoKyHieu"))


@rule("PL1.II.3c.hyphen", on=ALL)
def hyphens_between_the_groups(facts: Example) -> bool:
    return all(
        re.fullmatch(r"[^\W\d]+(-[^\W\d]+)+", match["symbol"]) for match in number_lines(facts)
    )


@rule("PL1.II.3c.nospace", on=ALL)
def no_space_in_the_symbol(facts: Example) -> bool:
    return all(" " not in text.partition("/")[2] for text in facts.texts("VB_SoKyHieu"))


@rule("PL1.II.3b.symbol", on="quyet_dinh ke_hoach bien_ban hop_dong")
def kind_and_issuer_make_the_symbol(facts: Example) -> bool:
    kind = facts.texts("VB_TenLoai")[0]
    present(kind in ABBREVIATIONS and facts.has("VB_SoKyHieu"))
    abbreviation, _, issuer = number_lines(facts)[0]["symbol"].partition("-")
    return abbreviation == ABBREVIATIONS[kind] and issuer.replace("-", "").isalpha()


@rule("PL1.II.3b.symbol_cv", on=LETTERS)
def issuer_and_unit_make_the_symbol_of_a_letter(facts: Example) -> bool:
    present(facts.has("VB_TrichYeuCongVan"))
    issuer, unit = number_lines(facts)[0]["symbol"].split("-")
    return (
        issuer == "UBND" and unit in ("KT", "VHXH", "VP") and issuer not in ABBREVIATIONS.values()
    )


DATE = re.compile(
    r"(?P<place>[^,]+), ngày (?P<day>\d\d|  +) tháng (?P<month>01|02|[3-9]|1[0-2]|  +)"
    r" năm (?P<year>\d{4})"
)


def dates(facts: Example) -> list[re.Match[str]]:
    found = [DATE.fullmatch(text) for text in facts.texts("VB_DiaDanhNgay")]
    assert all(found), facts.texts("VB_DiaDanhNgay")
    return [match for match in found if match]


@rule("PL1.II.4b.full", "PL1.II.4b.numeral", on=DATED)
def a_full_date(facts: Example) -> bool:
    return bool(dates(facts))


@rule("PL1.II.4b.zero_day", on="chi_thi quyet_dinh_ban_hanh phieu_bao")
def a_zero_before_small_days(facts: Example) -> bool:
    days = [match["day"] for match in dates(facts) if match["day"].strip()]
    small = [day for day in days if int(day) < 10]
    present(small)
    return all(re.fullmatch(r"0[1-9]", day) for day in small)


@rule("PL1.II.4b.zero_month", on="ke_hoach quyet_dinh_ban_hanh cong_van_nhieu_noi chi_thi")
def a_zero_before_months_one_and_two_only(facts: Example) -> bool:
    months = [match["month"] for match in dates(facts) if match["month"].strip()]
    return set(months) <= {"01", "02", *map(str, range(3, 13))}


@rule("PL1.II.4c.sameline", on="quyet_dinh cong_van ke_hoach quyet_dinh_ban_hanh sao_y")
def number_and_date_in_one_row(facts: Example) -> bool:
    pairs = zip(facts.of("VB_SoKyHieu"), facts.of("VB_DiaDanhNgay"), strict=True)
    return all(number.row is date.row and number.cell is not date.cell for number, date in pairs)


@rule("PL1.II.4c.case", on=f"{DATED} thanh_pho_ho_chi_minh")
def the_place_in_capital_letters(facts: Example) -> bool:
    return all(
        word[0].isupper()
        for match in dates(facts)
        for word in match["place"].removeprefix("Thành phố ").split()
    )


@rule("PL1.II.4c.comma", on=DATED)
def a_comma_after_the_place(facts: Example) -> bool:
    return all(", ngày " in text for text in facts.texts("VB_DiaDanhNgay"))


@rule("PL1.II.5b.align", on=TITLED)
def title_centred_on_the_text(facts: Example) -> bool:
    return all(
        (p.align, p.indent("left"), p.indent("right"), p.indent("firstLine")) == ("center", 0, 0, 0)
        and p.cell is None
        for p in facts.of("VB_TenLoai", "VB_TrichYeu")
    )


@rule("PL1.II.5b.ty.position", on=TITLED)
def abstract_right_below_the_kind(facts: Example) -> bool:
    abstracts = facts.of("VB_TrichYeu")
    return all(p.previous is not None and p.previous.style == "VB_TenLoai" for p in abstracts)


@rule("PL1.II.5b.cv.prefix", "PL1.II.5b.cv.case", on=LETTERS)
def the_subject_of_a_letter(facts: Example) -> bool:
    return all(re.match(r"V/v \w", text) for text in facts.texts("VB_TrichYeuCongVan"))


@rule("PL1.II.5b.cv.spacing", on=LETTERS)
def six_points_below_the_number(facts: Example) -> bool:
    (subject,), (number,) = facts.of("VB_TrichYeuCongVan"), facts.of("VB_SoKyHieu")
    below = number.row.getnext() is subject.row and number.column == subject.column == 0
    return below and subject.spacing("before") + number.spacing("after") == 6


@rule("PL1.II.5b.cv.noline", on=LETTERS)
def no_line_under_the_subject(facts: Example) -> bool:
    (subject,) = facts.of("VB_TrichYeuCongVan")
    return subject.next is None and not facts.has("VB_TenLoai")
