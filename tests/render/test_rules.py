"""The rules of NĐ 30 that a machine can check, asserted on the rendered decree, by their ids.

Ids are those of the law's table of rules; every number is typed here from the decree's text.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import yaml
from docx.oxml.ns import qn

import vanban
from tests.conftest import require_shared
from tests.render.facts import Facts, Line
from vanban.models import PhatDong


class Decree(Facts):
    """The decree as it came out, and the document that went in."""

    def __init__(self, source: PhatDong) -> None:
        super().__init__(vanban.render(source))
        self.source = source


Check = Callable[[Decree], bool]
CHECKS: dict[str, Check] = {}

# Components of the decree; PL1.V repeats them under names of its own.
USED = {
    *("trang", "van_ban", "so_trang", "quoc_hieu", "tieu_ngu", "co_quan", "chu_quan"),
    *("so_ky_hieu", "ngay_thang", "dia_danh", "ten_loai", "trich_yeu", "noi_dung", "co_chu"),
    *("muc_la_ma", "khoan", "tieu_de_khoan", "khoan_co_tieu_de", "khoan_khong_tieu_de"),
    *("quyen_han", "chuc_vu", "ho_ten", "noi_nhan", "noi_nhan_tu", "noi_nhan_danh_sach"),
    *("the_thuc",),
}
NOT_APPLICABLE = {
    "PL1.II.3b.symbol_cv": "chỉ cho công văn",
    "PL1.II.9b.nhu_tren": "chỉ khi có Kính gửi",
    "PL3.M1.nhu_dieu": "chỉ cho quyết định, nghị quyết",
    "PL3.M1.5.nhu_tren": "chỉ cho công văn",
    "PL1.II.7b.q": "văn bản không ký quyền cấp trưởng",
    "PL1.II.7b.kt": "văn bản không ký thay",
    "PL1.II.7b.tl": "văn bản không ký thừa lệnh",
    "PL1.II.7b.tuq": "văn bản không ký thừa ủy quyền",
}


def rule(*ids: str) -> Callable[[Check], Check]:
    def register(check: Check) -> Check:
        for key in ids:
            assert key not in CHECKS
            CHECKS[key] = check
        return check

    return register


def form(style: str, sizes: tuple[float, ...], *, bold: bool, italic: bool, align: str) -> Check:
    """A check of size, bold, italic and alignment of a style whose runs change nothing."""

    def check(facts: Facts) -> bool:
        assert facts.paragraphs[style]
        size, is_bold, is_italic, aligned = facts.form(style)
        return size in sizes and (is_bold, is_italic, aligned) == (bold, italic, align)

    return check


FORMS: dict[str, Check] = {
    "quoc_hieu": form("VB_QuocHieu", (12, 13), bold=True, italic=False, align="center"),
    "tieu_ngu": form("VB_TieuNgu", (13, 14), bold=True, italic=False, align="center"),
    "co_quan": form("VB_CoQuanBanHanh", (12, 13), bold=True, italic=False, align="center"),
    "chu_quan": form("VB_CoQuanChuQuan", (12, 13), bold=False, italic=False, align="center"),
    "so": form("VB_SoKyHieu", (13,), bold=False, italic=False, align="center"),
    "dia_danh": form("VB_DiaDanhNgay", (13, 14), bold=False, italic=True, align="center"),
    "ten_loai": form("VB_TenLoai", (13, 14), bold=True, italic=False, align="center"),
    "trich_yeu": form("VB_TrichYeu", (13, 14), bold=True, italic=False, align="center"),
    "noi_dung": form("VB_NoiDung", (13, 14), bold=False, italic=False, align="justify"),
    "muc_la_ma": form("VB_MucLaMa", (13, 14), bold=True, italic=False, align="justify"),
    "khoan": form("VB_Khoan", (13, 14), bold=False, italic=False, align="justify"),
    "tieu_de_khoan": form("VB_TieuDeKhoan", (13, 14), bold=True, italic=False, align="justify"),
    "chuc_vu": form("VB_QuyenHanChucVu", (13, 14), bold=True, italic=False, align="center"),
    "ho_ten": form("VB_HoTen", (13, 14), bold=True, italic=False, align="center"),
    "nn_tu": form("VB_NoiNhanTu", (12,), bold=True, italic=True, align="left"),
    "nn": form("VB_NoiNhan", (11,), bold=False, italic=False, align="left"),
    "so_trang": form("VB_SoTrang", (13, 14), bold=False, italic=False, align="center"),
}

for _name, _ids in {
    "quoc_hieu": ("PL1.II.1a.size", "PL1.II.1a.bold", "PL1.II.1a.italic", "PL1.V.1a"),
    "tieu_ngu": (
        *("PL1.II.1b.size", "PL1.II.1b.bold", "PL1.II.1b.italic", "PL1.II.1b.align", "PL1.V.1b"),
    ),
    "co_quan": (
        *("PL1.II.2b.size", "PL1.II.2b.bold", "PL1.II.2b.italic", "PL1.II.2b.align", "PL1.V.2b"),
    ),
    "chu_quan": (
        *("PL1.II.2b.sup.size", "PL1.II.2b.sup.bold", "PL1.II.2b.sup.italic", "PL1.V.2a"),
    ),
    "so": (
        *("PL1.II.3c.align", "PL1.II.3c.so.size", "PL1.II.3c.so.italic", "PL1.II.3c.so.bold"),
        *("PL1.II.3c.symbol.size", "PL1.V.3"),
    ),
    "dia_danh": (
        *("PL1.II.4c.size", "PL1.II.4c.italic", "PL1.II.4c.bold", "PL1.II.4c.align", "PL1.V.4"),
    ),
    "ten_loai": (
        *("PL1.II.5b.align", "PL1.II.5b.tl.size", "PL1.II.5b.tl.bold", "PL1.II.5b.tl.italic"),
        "PL1.V.5a1",
    ),
    "trich_yeu": (*("PL1.II.5b.ty.size", "PL1.II.5b.ty.bold", "PL1.II.5b.ty.italic", "PL1.V.5a2"),),
    "noi_dung": ("PL1.II.6e.align", "PL1.II.6e.italic", "PL1.II.6e.size", "PL1.V.6"),
    "muc_la_ma": ("PL1.V.6b3",),
    "khoan": ("PL1.II.6dd.khoan.italic", "PL1.II.6dd.khoan.bold", "PL1.V.6a8", "PL1.V.6b5"),
    "tieu_de_khoan": (
        *("PL1.II.6dd.khoan_tieu_de.bold", "PL1.II.6dd.khoan_tieu_de.italic", "PL1.V.6b4"),
    ),
    "chuc_vu": (
        *("PL1.II.7dd.size", "PL1.II.7dd.bold", "PL1.II.7dd.italic", "PL1.V.7a", "PL1.V.7b"),
    ),
    "ho_ten": (
        *("PL1.II.7dd.name.size", "PL1.II.7dd.name.bold", "PL1.II.7dd.name.italic"),
        *("PL1.II.7dd.name.align", "PL1.V.7c"),
    ),
    "nn_tu": (
        *("PL1.II.9d.nn.size", "PL1.II.9d.nn.italic", "PL1.II.9d.nn.bold", "PL1.II.9d.nn.align"),
        "PL1.V.8b1",
    ),
    "nn": (*("PL1.II.9d.list.size", "PL1.II.9d.list.italic", "PL1.II.9d.list.bold", "PL1.V.8b2"),),
    "so_trang": ("PL1.I.7.size", "PL1.I.7.style", "PL1.I.7.align", "PL1.V.14"),
}.items():
    rule(*_ids)(FORMS[_name])


@rule("PL1.I.1", "PL1.I.2")
def a4_upright(facts: Facts) -> bool:
    section = facts.section
    return (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


@rule("PL1.I.3.top")
def top(facts: Facts) -> bool:
    return bool(20 <= round(facts.section.top_margin.mm, 1) <= 25)


@rule("PL1.I.3.bottom")
def bottom(facts: Facts) -> bool:
    return bool(20 <= round(facts.section.bottom_margin.mm, 1) <= 25)


@rule("PL1.I.3.left")
def left(facts: Facts) -> bool:
    return bool(30 <= round(facts.section.left_margin.mm, 1) <= 35)


@rule("PL1.I.3.right")
def right(facts: Facts) -> bool:
    return bool(15 <= round(facts.section.right_margin.mm, 1) <= 20)


@rule("PL1.I.4.font")
def one_typeface(facts: Facts) -> bool:
    xml = facts.document.styles.element.xml + facts.document.element.xml
    return set(re.findall(r'w:(?:ascii|hAnsi|cs|eastAsia)="([A-Z][^"]*)"', xml)) == {
        "Times New Roman"
    }


@rule("PL1.I.4.color")
def black(facts: Facts) -> bool:
    xml = facts.document.styles.element.xml + facts.document.element.xml
    return set(re.findall(r'w:color(?: w:val)?="([^"]*)"', xml)) == {"000000"}


@rule("PL1.I.7.start")
def counted_from_one(facts: Facts) -> bool:
    start: str = numbering(facts).get(qn("w:start"))
    return start == "1"


@rule("PL1.I.7.numeral")
def the_bare_number_in_arabic_figures(facts: Facts) -> bool:
    shown = "".join(facts.section.header._element.itertext()).strip()
    in_figures = numbering(facts).get(qn("w:fmt"), "decimal") == "decimal"
    return in_figures and facts.page_fields() == ["PAGE"] and shown.isdecimal()


def numbering(facts: Facts) -> Any:
    (found,) = facts.section._sectPr.iterfind(qn("w:pgNumType"))
    return found


@rule("PL1.I.7.position")
def in_the_top_margin(facts: Facts) -> bool:
    section = facts.section
    (paragraph,) = section.header.paragraphs
    above = bool(section.header_distance.mm + 14 * 25.4 / 72 < section.top_margin.mm)
    return above and paragraph.style.name == "VB_SoTrang" and facts.page_fields() == ["PAGE"]


@rule("PL1.I.7.first")
def not_on_page_one(facts: Facts) -> bool:
    first = facts.section.first_page_header._element
    blank = not "".join(first.itertext()).strip() and first.find(".//" + qn("w:fldSimple")) is None
    return blank and facts.section.different_first_page_header_footer is True


@rule("PL1.II.1a.text", "PL1.II.1a.case")
def quoc_hieu(facts: Facts) -> bool:
    return facts.texts("VB_QuocHieu") == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


@rule("PL1.II.1a.position")
def in_the_right_cell_at_the_top(facts: Facts) -> bool:
    cell = facts.document.tables[0].rows[0].cells[1]
    return str(cell.paragraphs[0].style.name) == "VB_QuocHieu"


@rule("PL1.II.1b.text", "PL1.II.1b.case", "PL1.II.1b.hyphen")
def tieu_ngu(facts: Facts) -> bool:
    return facts.texts("VB_TieuNgu") == ["Độc lập - Tự do - Hạnh phúc"]


# Added up from the advance widths of Times New Roman Bold, in 1/2048 em.
MOTTO_UNITS = 25071  # Độc lập - Tự do - Hạnh phúc
ISSUER_UNITS = (19285, 19001)  # ỦY BAN NHÂN DÂN / XÃ QUANG TRUNG
ABSTRACT_UNITS = 25433  # Phong trào thi đua năm 2024


def is_solid_and_centred(line: Line) -> bool:
    return line.kind == "single" and abs(line.left_pt - line.right_pt) < 0.1


def is_between_a_third_and_half(facts: Facts, style: str, widths: tuple[int, ...]) -> bool:
    line, size = facts.line_under(style), facts.form(style)[0]
    shares = [line.length_pt / (units * size / 2048) for units in widths]
    return is_solid_and_centred(line) and all(1 / 3 <= share <= 1 / 2 for share in shares)


@rule("PL1.II.1b.line")
def motto_line_as_long_as_the_motto(facts: Facts) -> bool:
    line, size = facts.line_under("VB_TieuNgu"), facts.form("VB_TieuNgu")[0]
    as_long = abs(line.length_pt - MOTTO_UNITS * size / 2048) < 0.5
    return is_solid_and_centred(line) and as_long


@rule("PL1.II.2b.line")
def issuer_line(facts: Facts) -> bool:
    return is_between_a_third_and_half(facts, "VB_CoQuanBanHanh", ISSUER_UNITS)


@rule("PL1.II.5b.line")
def abstract_line(facts: Facts) -> bool:
    return is_between_a_third_and_half(facts, "VB_TrichYeu", (ABSTRACT_UNITS,))


@rule("PL1.II.1c.spacing", "PL1.II.2b.spacing")
def single_spaced_heads(facts: Facts) -> bool:
    styles = ("VB_QuocHieu", "VB_TieuNgu", "VB_CoQuanChuQuan", "VB_CoQuanBanHanh")
    forms = [facts.document.styles[name].paragraph_format for name in styles]
    return all((f.line_spacing, f.space_before.pt, f.space_after.pt) == (1.0, 0, 0) for f in forms)


@rule("PL1.II.2b.case", "PL1.II.2b.sup.case")
def issuers_in_capitals(facts: Facts) -> bool:
    return facts.texts("VB_CoQuanBanHanh") == ["ỦY BAN NHÂN DÂN\nXÃ QUANG TRUNG"] and all(
        text.isupper() for text in facts.texts("VB_CoQuanChuQuan")
    )


@rule(
    *("PL1.II.3a.numeral", "PL1.II.3b.symbol", "PL1.II.3c.so.case", "PL1.II.3c.colon"),
    *("PL1.II.3c.zero", "PL1.II.3c.slash", "PL1.II.3c.hyphen", "PL1.II.3c.nospace"),
)
def number_and_symbol(facts: Facts) -> bool:
    return facts.texts("VB_SoKyHieu") == ["Số: 05/PĐTĐ-UBND"]


@rule(
    *("PL1.II.4b.full", "PL1.II.4b.numeral", "PL1.II.4b.zero_day", "PL1.II.4b.zero_month"),
    *("PL1.II.4c.case", "PL1.II.4c.comma"),
)
def place_and_date(facts: Facts) -> bool:
    return facts.texts("VB_DiaDanhNgay") == ["Xã Quang Trung, ngày 05 tháng 01 năm 2024"]


@rule("PL1.II.4c.sameline")
def number_and_date_in_one_row(facts: Facts) -> bool:
    row = facts.document.tables[0].rows[1]
    return [str(c.paragraphs[0].style.name) for c in row.cells] == ["VB_SoKyHieu", "VB_DiaDanhNgay"]


@rule("PL1.II.5b.tl.case")
def kind_in_capitals(facts: Facts) -> bool:
    return facts.texts("VB_TenLoai") == ["PHÁT ĐỘNG"]


@rule("PL1.II.5b.ty.position", "PL1.II.5b.ty.case")
def abstract_below_the_kind(facts: Facts) -> bool:
    below = facts.order[facts.order.index("VB_TenLoai") + 1] == "VB_TrichYeu"
    return below and facts.texts("VB_TrichYeu") == ["Phong trào thi đua năm 2024"]


@rule("PL1.II.6e.case")
def body_in_sentence_case(facts: Facts) -> bool:
    texts = facts.texts("VB_NoiDung") + facts.texts("VB_Khoan")
    return not any(text.isupper() for text in texts)


@rule("PL1.II.6e.indent")
def first_line_indent(facts: Facts) -> bool:
    styles = ("VB_NoiDung", "VB_Khoan", "VB_TieuDeKhoan", "VB_MucLaMa")
    formats: list[Any] = [facts.document.styles[s].paragraph_format for s in styles]
    found = {form.first_line_indent.mm for form in formats}
    return {round(value, 1) for value in found} <= {10.0, 12.7} and len(found) == 1


@rule("PL1.II.6e.para")
def paragraph_spacing(facts: Facts) -> bool:
    styles = ("VB_NoiDung", "VB_Khoan", "VB_TieuDeKhoan", "VB_MucLaMa")
    return all(facts.document.styles[s].paragraph_format.space_before.pt >= 6 for s in styles)


@rule("PL1.II.6e.line")
def line_spacing(facts: Facts) -> bool:
    spacing: float = facts.document.styles["VB_NoiDung"].paragraph_format.line_spacing
    return 1.0 <= spacing <= 1.5


@rule("PL3.M.end")
def closing_mark(facts: Facts) -> bool:
    body = facts.texts("VB_Khoan")
    return body[-1].endswith("địa phương./.") and sum("./." in text for text in body) == 1


@rule("PL1.V.6b.roman")
def roman_numbers(facts: Facts) -> bool:
    return [text.split(".")[0] for text in facts.texts("VB_MucLaMa")] == ["I", "II", "III", "IV"]


@rule("PL1.II.6dd.khoan.numeral", "PL1.II.6dd.khoan.dot", "PL1.II.6dd.khoan.size")
def numbered_clauses(facts: Facts) -> bool:
    same_size = facts.form("VB_Khoan")[0] == facts.form("VB_NoiDung")[0]
    return same_size and all(re.match(r"\d+\. ", text) for text in facts.texts("VB_Khoan"))


@rule(
    *("PL1.II.6dd.khoan_tieu_de.own_line", "PL1.II.6dd.khoan_tieu_de.case"),
    "PL1.II.6dd.khoan_tieu_de.font_size",
)
def titled_clauses(facts: Facts) -> bool:
    same_size = facts.form("VB_TieuDeKhoan")[0] == facts.form("VB_NoiDung")[0]
    return same_size and facts.texts("VB_TieuDeKhoan") == [
        "2. Chỉ tiêu",
        "2.1. Về kinh tế",
        "2.2. Về văn hóa - xã hội",
        "2.3. Về môi trường",
        "2.4. Về quốc phòng - an ninh",
    ]


@rule("PL1.II.7b.tm", "PL1.II.7dd.case")
def on_behalf_of(facts: Facts) -> bool:
    return facts.texts("VB_QuyenHanChucVu") == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]


@rule("PL1.II.7dd.name.case")
def name_of_the_signatory(facts: Facts) -> bool:
    return facts.texts("VB_HoTen") == ["Nguyễn Văn Thắng"]


@rule("PL1.II.9d.nn.own_line", "PL1.II.9d.nn.colon")
def recipients_word(facts: Facts) -> bool:
    return facts.texts("VB_NoiNhanTu") == ["Nơi nhận:"]


@rule("PL1.II.9d.nn.level")
def recipients_beside_the_office(facts: Facts) -> bool:
    (row,) = facts.document.tables[1].rows
    styles = [str(cell.paragraphs[0].style.name) for cell in row.cells]
    return styles == ["VB_NoiNhanTu", "VB_QuyenHanChucVu"]


@rule("PL1.II.9d.list.line", "PL1.II.9d.luu")
def recipients_list(facts: Facts) -> bool:
    *places, last = facts.texts("VB_NoiNhan")
    dashed = all(place.startswith("- ") and place.endswith(";") for place in places)
    return dashed and len(places) == 6 and last == "- Lưu: VT, TĐKT."


@rule("PL1.V.note")
def sizes_move_together(facts: Facts) -> bool:
    sizes = tuple(facts.form(s)[0] for s in ("VB_QuocHieu", "VB_TieuNgu", "VB_DiaDanhNgay"))
    return sizes in {(12, 13, 13), (13, 14, 14)}


@rule("D8.2")
def every_main_component(facts: Facts) -> bool:
    wanted = (
        *("VB_QuocHieu", "VB_TieuNgu", "VB_CoQuanBanHanh", "VB_SoKyHieu", "VB_DiaDanhNgay"),
        *("VB_TenLoai", "VB_TrichYeu", "VB_NoiDung", "VB_QuyenHanChucVu", "VB_HoTen"),
        *("VB_NoiNhanTu", "VB_NoiNhan"),
    )
    return all(facts.paragraphs.get(style) for style in wanted)


@rule("D7.types")
def the_kind_is_warned_about(facts: Decree) -> bool:
    return [w.field for w in facts.source.find_warnings() if "29 loại" in w.message] == ["Tên loại"]


@pytest.fixture(scope="module", params=[14, 13])
def facts(request: pytest.FixtureRequest, decree: PhatDong) -> Decree:
    """The decree numbered, dated, signed for the committee, with a superior body; both sizes."""
    signer = decree.nguoi_ky.model_copy(update={"quyen_han_ky": "TM. Ủy ban nhân dân"})
    changes = {
        "so_van_ban": 5,
        "ngay_ban_hanh": date(2024, 1, 5).isoformat(),
        "co_quan_chu_quan": "UBND thị xã",
        "nguoi_ky": signer.model_dump(),
        "co_chu": request.param,
    }
    return Decree(PhatDong.model_validate(decree.model_dump() | changes))


@pytest.mark.parametrize("key", sorted(CHECKS))
def test_rule(key: str, facts: Decree) -> None:
    assert CHECKS[key](facts), key


def test_styles_alone_form_the_components(facts: Decree) -> None:
    for style in set(facts.paragraphs) - {"VB_DuongKe"}:
        emphasis = style in ("VB_NoiDung", "VB_Khoan")
        assert facts.is_plain(style, emphasis=emphasis), style


def test_every_rule_of_the_components_used_is_asserted() -> None:
    table = yaml.safe_load(require_shared("law", "rules.yaml").read_text("utf-8"))
    binding = {
        entry["id"]
        for entry in table["rules"]
        if entry["level"] == "must" and entry["check"] == "machine" and entry["component"] in USED
    }
    print(f"{len(binding & set(CHECKS))} rules asserted; not applicable: {NOT_APPLICABLE}")
    assert binding - set(CHECKS) - set(NOT_APPLICABLE) == set()
    assert set(NOT_APPLICABLE) <= binding
    assert set(CHECKS) <= binding
