"""PL I, Phần I, III and Phần II: appendices, stamps, addresses, paper copies."""

import re

from docx.oxml.ns import qn

from tests.render.examples import Example
from tests.render.facts import TWIPS_PER_PT, Par
from tests.render.rules.head_rules import is_a_third_to_a_half
from tests.render.rules.registry import forms, look, present, rule
from tests.render.rules.signature_rules import lists

APPENDED = "ke_hoach bao_cao_dien_tu"
REFERRED = "ke_hoach bao_cao_dien_tu quyet_dinh_ban_hanh"
URGENT = "cong_dien ke_hoach_mat thuong_khan"
LIMITED = "ke_hoach_mat thuong_khan"
ADDRESS = "ke_hoach cong_van_nhieu_noi"
COPIES = "sao_y sao_luc trich_sao"
HEAD = ("VB_QuocHieu", "VB_TieuNgu", "VB_CoQuanBanHanh")
FOOT = ("VB_NoiNhanTu", "VB_NoiNhan", "VB_QuyenHanChucVu", "VB_HoTen")

forms(
    "VB_PhuLucTu",
    on=APPENDED,
    size=("PL1.III.1b.size", 14, 14),
    bold=("PL1.III.1b.bold", True),
    italic=("PL1.III.1b.italic", False),
    align=("PL1.III.1b.align", "center"),
    case=("PL1.III.1b.case", "sentence"),
)
look(
    "PL1.V.9a",
    "VB_PhuLucTu",
    on=APPENDED,
    size=(14, 14),
    bold=True,
    italic=False,
    case="sentence",
)
forms(
    "VB_TenPhuLuc",
    on=APPENDED,
    size=("PL1.III.1b.title.font_size", 13, 14),
    bold=("PL1.III.1b.title.bold", True),
    italic=("PL1.III.1b.title.italic", False),
    align=("PL1.III.1b.title.align", "center"),
    case=("PL1.III.1b.title.case", "upper"),
)
look("PL1.V.9b", "VB_TenPhuLuc", on=APPENDED, size=(13, 14), bold=True, italic=False, case="upper")
forms(
    "VB_ChiDanPhuLuc",
    on=REFERRED,
    size=("PL1.III.1c.font_size", 13, 14),
    bold=("PL1.III.1c.bold", False),
    italic=("PL1.III.1c.italic", True),
    case=("PL1.III.1c.case", "sentence"),
)


@rule("PL1.III.1a.numeral", on="ke_hoach")
def several_appendices_in_roman_numbers(facts: Example) -> bool:
    words = facts.texts("VB_PhuLucTu")
    present(len(words) > 1)
    numbers = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
    return words == [f"Phụ lục {number}" for number in numbers[: len(words)]]


@rule("PL1.III.1b.own_line", on=APPENDED)
def the_word_on_its_own_line(facts: Example) -> bool:
    return all(re.fullmatch(r"Phụ lục( [IVX]+)?", text) for text in facts.texts("VB_PhuLucTu"))


def references(facts: Example, *, electronic: bool) -> list[str]:
    texts = facts.texts("VB_ChiDanPhuLuc")
    present(electronic == any(re.search(r"số\s{2,}", text) for text in texts))
    return texts


@rule("PL1.III.1c.content", on="ke_hoach quyet_dinh_ban_hanh")
def what_the_appendix_goes_with(facts: Example) -> bool:
    kind = facts.texts("VB_TenLoai")[0].capitalize()
    number = facts.texts("VB_SoKyHieu")[0].removeprefix("Số: ")
    date = facts.texts("VB_DiaDanhNgay")[0].partition(", ")[2]
    start = f"(Kèm theo {kind} số {number} {date} của "
    issuer = facts.texts("VB_CoQuanBanHanh")[0].casefold()
    return all(
        text.startswith(start) and text.removeprefix(start).casefold() == f"{issuer})"
        for text in references(facts, electronic=False)
    )


@rule("PL1.III.1c.electronic", on="bao_cao_dien_tu")
def left_blank_in_an_electronic_appendix(facts: Example) -> bool:
    present(facts.has("VB_PhuLucTu"))
    form = r"\(Kèm theo [\w ]+ số\s{2,}ngày\s{2,}tháng\s{2,}năm\s+của \S.*\)"
    return all(re.fullmatch(form, text) for text in references(facts, electronic=True))


@rule("PL3.M1.3.attached_blank", on="kem_theo_dien_tu")
def left_blank_in_an_electronic_decision(facts: Example) -> bool:
    present(not facts.has("VB_PhuLucTu"))
    form = r"\(Kèm theo Quyết định số\s{2,}ngày\s{2,}tháng\s{2,}năm\s+của \S.*\)"
    return all(re.fullmatch(form, text) for text in references(facts, electronic=True))


@rule("PL1.III.1c.align", on=REFERRED)
def centred_under_the_title(facts: Example) -> bool:
    found = facts.of("VB_ChiDanPhuLuc")
    above = {p.previous.style for p in found if p.previous is not None}
    centred = {(p.align, p.indent("left")) for p in found} == {("center", 0)}
    return centred and above <= {"VB_TenPhuLuc", "VB_PhuLucTu", "VB_TrichYeu"}


@rule("PL1.III.1c.color", on=REFERRED)
def in_black(facts: Example) -> bool:
    return {f.colour for p in facts.of("VB_ChiDanPhuLuc") for f in p.forms} == {"000000"}


@rule("PL3.M2.1.line", on=REFERRED)
def line_under_the_reference_only(facts: Example) -> bool:
    ruled = all(is_a_third_to_a_half(p) for p in facts.of("VB_ChiDanPhuLuc"))
    heads = [p for p in facts.paragraphs if p.style in ("VB_PhuLucTu", "VB_TenPhuLuc")]
    return ruled and not any(p.next and p.next.style == "VB_DuongKe" for p in heads)


def appendix_sections(facts: Example) -> list[int]:
    words = {id(facts.section_of(p.element)) for p in facts.of("VB_PhuLucTu")}
    return [at for at, section in enumerate(facts.sections) if id(section) in words]


@rule("PL3.M2.1.noheader", on=APPENDED)
def no_head_and_no_foot_in_an_appendix(facts: Example) -> bool:
    styles = {p.style for at in appendix_sections(facts) for p in facts.before_copy(at)}
    return not styles & {*HEAD, *FOOT, "VB_SoKyHieu", "VB_DiaDanhNgay"}


@rule("PL1.III.1dd", on=APPENDED)
def each_appendix_counts_its_own_pages(facts: Example) -> bool:
    found = appendix_sections(facts)
    starts = [facts.sections[at]._sectPr.find(qn("w:pgNumType")) for at in found]
    own = all(start is not None and start.get(qn("w:start")) == "1" for start in starts)
    on_new_pages = [facts.sections[at]._sectPr.find(qn("w:type")) for at in found]
    new = all(kind.get(qn("w:val")) == "nextPage" for kind in on_new_pages)
    return own and new and len(found) == len(facts.of("VB_PhuLucTu"))


@rule("PL3.M1.3.attached_header", on="quyet_dinh_ban_hanh kem_theo_dien_tu")
def what_a_decision_issues_has_a_head_of_its_own(facts: Example) -> bool:
    present(facts.has("VB_LenhBanHanh") and facts.has("VB_ChiDanPhuLuc"))
    styles = {p.style for p in facts.in_section(1)}
    missing = {"VB_SoKyHieu", "VB_DiaDanhNgay", *FOOT}
    return {*HEAD, "VB_TenLoai", "VB_TrichYeu"} <= styles and not styles & missing


# Stamps.


def frame_mm(p: Par) -> tuple[float, float]:
    """Width and height of the frame around a stamp."""
    width = p.table.find(f"./{qn('w:tblPr')}/{qn('w:tblW')}").get(qn("w:w"))
    height = p.table.find(f".//{qn('w:trHeight')}")
    assert height.get(qn("w:hRule")) == "exact"
    sizes = (int(width), int(height.get(qn("w:val"))))
    return tuple(round(size / TWIPS_PER_PT * 25.4 / 72, 1) for size in sizes)  # type: ignore[return-value]


def is_framed(p: Par) -> bool:
    """By one line on each side, with the words in the middle."""
    borders = p.table.find(f"./{qn('w:tblPr')}/{qn('w:tblBorders')}")
    sides = {side.tag: side.get(qn("w:val")) for side in borders}
    wanted = {qn(f"w:{name}"): "single" for name in ("top", "left", "bottom", "right")}
    middle = p.cell.find(f"./{qn('w:tcPr')}/{qn('w:vAlign')}")
    return sides == wanted and p.align == "center" and middle.get(qn("w:val")) == "center"


@rule("PL1.III.2a.levels", on="ke_hoach_mat thuong_khan")
def levels_of_secrecy(facts: Example) -> bool:
    return set(facts.texts("VB_DoMat")) <= {"TUYỆT MẬT", "TỐI MẬT", "MẬT"}


@rule("PL1.III.2b.levels", on=URGENT)
def levels_of_urgency(facts: Example) -> bool:
    return set(facts.texts("VB_DoKhan")) <= {"HỎA TỐC", "THƯỢNG KHẨN", "KHẨN"}


@rule("PL1.III.2b.dims", on=URGENT)
def sizes_of_the_stamps(facts: Example) -> bool:
    sizes = {"HỎA TỐC": (30, 8), "THƯỢNG KHẨN": (40, 8), "KHẨN": (20, 8)}
    return all(frame_mm(p) == sizes[p.text] for p in facts.of("VB_DoKhan"))


@rule("PL1.III.2b.ink", on=URGENT)
def bright_red(facts: Example) -> bool:
    stamps = facts.of("VB_DoKhan")
    borders = {
        b.get(qn("w:color")) for p in stamps for b in p.table.find(f".//{qn('w:tblBorders')}")
    }
    return borders == {f.colour for p in stamps for f in p.forms} == {"FF0000"}


forms("VB_DoKhan", on=URGENT, size=("PL1.III.2b.size", 13, 14))
forms("VB_LuuHanh", on=LIMITED, size=("PL1.III.2c.size", 13, 14))
look("PL1.V.10", "VB_DoKhan", on=URGENT, size=(13, 14), bold=True, italic=False, case="upper")
look("PL1.V.13", "VB_LuuHanh", on=LIMITED, size=(13, 14), bold=True, italic=False, case="upper")


def is_a_stamp(paragraphs: list[Par]) -> bool:
    forms_of = {form for p in paragraphs for form in p.forms}
    return all(
        form.bold and not form.italic and form.font == "Times New Roman" for form in forms_of
    ) and all(is_framed(p) and p.text.isupper() for p in paragraphs)


@rule("PL1.III.2b.style", on=URGENT)
def urgency_in_a_frame(facts: Example) -> bool:
    return is_a_stamp(facts.of("VB_DoKhan"))


@rule("PL1.III.2c.style", on=LIMITED)
def circulation_in_a_frame(facts: Example) -> bool:
    return is_a_stamp(facts.of("VB_LuuHanh"))


@rule("PL1.III.2c.values", on=LIMITED)
def words_of_circulation(facts: Example) -> bool:
    shown = {p.text for p in facts.of("VB_LuuHanh")}
    first = facts.sections[0]
    there = {p.text for p in facts.in_edge(first.first_page_header) if p.text}
    return shown == there and shown <= {"XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ"}


# Who drafted the document.


def drafters(facts: Example) -> list[Par]:
    found = [lines[-1] for lines in lists(facts) if re.search(r"\. \S+$", lines[-1].text)]
    present(found, "ký hiệu người soạn thảo")
    return found


@rule("PL1.III.3.case", "PL1.III.3.format", on="ke_hoach_mat")
def drafter_and_number_of_copies(facts: Example) -> bool:
    return all(re.search(r"\. [A-ZĐ]+\.\(\d+\)$", p.text) for p in drafters(facts))


@rule("PL1.III.3.size", on="ke_hoach_mat")
def drafter_size(facts: Example) -> bool:
    return {form.size for p in drafters(facts) for form in p.forms} == {11}


@rule("PL1.III.3.italic", "PL1.V.11", on="ke_hoach_mat")
def drafter_upright(facts: Example) -> bool:
    found = {(f.size, f.bold, f.italic) for p in drafters(facts) for f in p.forms}
    return found == {(11, False, False)}


# The address of the issuing body.

forms(
    "VB_DiaChi",
    on=ADDRESS,
    size=("PL1.III.4.size", 11, 12),
    italic=("PL1.III.4.italic", False),
    case=("PL1.III.4.case", "sentence"),
)
look("PL1.V.12", "VB_DiaChi", on=ADDRESS, size=(11, 12), bold=False, italic=False, case="sentence")


@rule("PL1.III.4.page", on=ADDRESS)
def address_on_page_one_only(facts: Example) -> bool:
    present(facts.of("VB_DiaChi"))
    (first, *others) = facts.sections
    elsewhere = [edge for section in others for edge in (section.first_page_footer, section.footer)]
    texts = [p.text for edge in (*elsewhere, first.footer) for p in facts.in_edge(edge)]
    there = [p for p in facts.in_edge(first.first_page_footer) if p.style == "VB_DiaChi"]
    return bool(there) and not any(texts) and not facts.has("VB_DiaChi")


@rule("PL1.III.4.line", on=ADDRESS)
def address_below_a_line_as_wide_as_the_text(facts: Example) -> bool:
    above = facts.of("VB_DiaChi")[0].previous
    assert above is not None
    line = above.as_line()
    return (line.kind, line.left_pt, line.right_pt) == ("single", 0, 0)


# Paper copies.


@rule("PL1.P2.II.1c.symbol", on=COPIES)
def number_of_a_copy(facts: Example) -> bool:
    present(facts.has("VB_HinhThucSao"))
    letters = {"SAO Y": "SY", "TRÍCH SAO": "TrS", "SAO LỤC": "SL"}
    word = letters[facts.texts("VB_HinhThucSao")[0]]
    return bool(re.fullmatch(rf"Số: \d\d+/{word}-\w+", facts.texts("VB_SoKyHieu")[-1]))


@rule("PL1.P2.II.2a", on=COPIES)
def copy_below_a_line_as_wide_as_the_text(facts: Example) -> bool:
    present(facts.has("VB_HinhThucSao"))
    (block,) = facts.of("VB_HinhThucSao")
    above = Par(block.table.getprevious(), facts)
    line = above.as_line()
    before = [p.style for p in facts.before_copy(len(facts.sections) - 1) if p.text]
    ends = before[-1] in ("VB_HoTen", "VB_NoiNhan") or before[0] == "VB_PhuLucTu"
    breaks = [b for b in block.table.iter(qn("w:br")) if b.get(qn("w:type")) == "page"]
    same_sheet = facts.section_of(block.element) is facts.sections[-1] and not breaks
    return (line.kind, line.left_pt, line.right_pt) == ("single", 0, 0) and ends and same_sheet


look(
    "PL1.P2.II.2b",
    "VB_HinhThucSao",
    on=COPIES,
    size=(13, 14),
    bold=True,
    italic=False,
    case="upper",
)
