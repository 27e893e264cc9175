"""PL III, PL II and Điều 7, 8: kinds, mẫu, capital letters."""

import re

from docx.oxml.ns import qn

from tests.render.examples import Example
from tests.render.rules.head_rules import ABBREVIATIONS, number_lines
from tests.render.rules.registry import Check, present, rule

# Điều 7: 27 kinds with an abbreviation, and two without.
KINDS = {*ABBREVIATIONS, "CÔNG VĂN", "THƯ CÔNG"}
# The example of each kind, by the sign of its abbreviation in the table of rules.
EXAMPLES_OF = {
    "NQ": "nghi_quyet",
    "QDD": "quyet_dinh quyet_dinh_ban_hanh quyet_dinh_quyen_truong",
    "CT": "chi_thi",
    "QC": "quy_che",
    "QyDD": "quy_dinh",
    "TC": "thong_cao",
    "TB": "thong_bao",
    "HD": "huong_dan",
    "CTr": "chuong_trinh",
    "KH": "ke_hoach",
    "PA": "phuong_an",
    "DDA": "de_an",
    "DA": "du_an",
    "BC": "bao_cao",
    "BB": "bien_ban",
    "TTr": "to_trinh",
    "HDD": "hop_dong",
    "CDD": "cong_dien",
    "BGN": "ban_ghi_nho",
    "BTT": "ban_thoa_thuan",
    "GUQ": "giay_uy_quyen",
    "GM": "giay_moi",
    "GGT": "giay_gioi_thieu",
    "GNP": "giay_nghi_phep",
    "PG": "phieu_gui",
    "PC": "phieu_chuyen",
    "PB": "phieu_bao",
}
COPIES_OF = {
    "SY": ("sao_y", "SAO Y"),
    "TrS": ("trich_sao", "TRÍCH SAO"),
    "SL": ("sao_luc", "SAO LỤC"),
}
LETTERS = "cong_van cong_van_nhieu_noi cong_van_thua_uy_quyen"
DECISIONS = "quyet_dinh quyet_dinh_ban_hanh quyet_dinh_quyen_truong"


def abbreviated(letters: str) -> Check:
    """The kind with these letters has them in its symbol."""
    (kind,) = (name for name, found in ABBREVIATIONS.items() if found == letters)

    def check(facts: Example) -> bool:
        present(facts.texts("VB_TenLoai")[0] == kind)
        return number_lines(facts)[0]["symbol"].split("-")[0] == letters

    return check


for _sign, _on in EXAMPLES_OF.items():
    rule(f"PL3.I.{_sign}", on=_on)(abbreviated(_sign.replace("DD", "Đ")))


def copied(letters: str, words: str) -> Check:
    def check(facts: Example) -> bool:
        present(facts.has("VB_HinhThucSao") and facts.texts("VB_HinhThucSao") == [words])
        return number_lines(facts)[-1]["symbol"].split("-")[0] == letters

    return check


for _sign, (_on, _words) in COPIES_OF.items():
    rule(f"PL3.I.{_sign}", on=_on)(copied(_sign, _words))


@rule("D7.types", on=f"{' '.join(EXAMPLES_OF.values())} {LETTERS} thu_cong")
def one_of_the_29_kinds(facts: Example) -> bool:
    """An official letter bears no name of its kind, but V/v."""
    present(facts.name != "phat_dong", "loại ngoài Điều 7: thư viện cảnh báo")
    if facts.has("VB_TrichYeuCongVan"):
        return facts.name.startswith("cong_van") or facts.name == "thanh_pho_ho_chi_minh"
    return facts.texts("VB_TenLoai")[0] in KINDS


MAU_1_4 = {
    *("CHỈ THỊ", "QUY CHẾ", "QUY ĐỊNH", "THÔNG CÁO", "THÔNG BÁO", "HƯỚNG DẪN", "CHƯƠNG TRÌNH"),
    *("KẾ HOẠCH", "PHƯƠNG ÁN", "ĐỀ ÁN", "DỰ ÁN", "BÁO CÁO", "TỜ TRÌNH", "GIẤY ỦY QUYỀN"),
    *("PHIẾU GỬI", "PHIẾU CHUYỂN", "PHIẾU BÁO"),
}
# What only other mẫu have.
OTHER_MAU = {
    *("VB_ThamQuyen", "VB_LenhBanHanh", "VB_TrichYeuCongVan", "VB_LoiDan", "VB_XacNhan"),
}


@rule(
    "PL3.M1.4.types",
    on=" ".join(
        EXAMPLES_OF[sign]
        for sign in "CT QC QyDD TC TB HD CTr KH PA DDA DA BC TTr GUQ PG PC PB".split()
    ),
)
def kinds_of_the_common_mau(facts: Example) -> bool:
    present(facts.texts("VB_TenLoai")[0] in MAU_1_4)
    parts = [
        *("VB_QuocHieu", "VB_SoKyHieu", "VB_TenLoai", "VB_TrichYeu", "VB_QuyenHanChucVu"),
        "VB_HoTen",
    ]
    places = [facts.order.index(style) for style in parts]
    return places == sorted(places) and not set(facts.order) & OTHER_MAU


@rule("PL3.M1.1.authority", on=f"nghi_quyet {DECISIONS}")
def the_authority_above_the_bases(facts: Example) -> bool:
    (authority,) = facts.of("VB_ThamQuyen")
    order = facts.order
    places = [order.index(s) for s in ("VB_TrichYeu", "VB_ThamQuyen", "VB_CanCu", "VB_LenhBanHanh")]
    issuer = facts.texts("VB_CoQuanBanHanh")[0]
    names = authority.one_line in (issuer, f"CHỦ TỊCH {issuer}", f"HIỆU TRƯỞNG {issuer}")
    (form,) = authority.forms
    shown = form.bold and not form.italic and authority.align == "center"
    return places == sorted(places) and names and shown and authority.one_line.isupper()


def order_words(kind: str, words: str) -> Check:
    def check(facts: Example) -> bool:
        present(facts.texts("VB_TenLoai")[0] == kind)
        (order,) = facts.of("VB_LenhBanHanh")
        return order.text == words and order.align == "center"

    return check


rule("PL3.M1.1.quyet_nghi", on="nghi_quyet")(order_words("NGHỊ QUYẾT", "QUYẾT NGHỊ:"))
rule("PL3.M1.2.quyet_dinh", on=DECISIONS)(order_words("QUYẾT ĐỊNH", "QUYẾT ĐỊNH:"))


@rule("PL3.M1.8.luu", on="giay_gioi_thieu")
def filed_without_a_unit(facts: Example) -> bool:
    present(facts.texts("VB_TenLoai")[0] == "GIẤY GIỚI THIỆU")
    return facts.texts("VB_NoiNhan") == ["- Như trên;", "- Lưu: VT."]


def is_minutes(facts: Example) -> bool:
    return facts.texts("VB_TenLoai")[0] == "BIÊN BẢN"


@rule("PL3.M1.9.nodate", on="bien_ban")
def minutes_have_no_line_of_place_and_date(facts: Example) -> bool:
    present(is_minutes(facts))
    (number,) = facts.of("VB_SoKyHieu")
    cells = number.row.findall("./" + qn("w:tc"))
    empty = not "".join(cells[1].itertext()).strip()
    return empty and not facts.has("VB_DiaDanhNgay")


@rule("PL3.M1.9.sign", on="bien_ban")
def secretary_at_the_left_chairman_at_the_right(facts: Example) -> bool:
    present(is_minutes(facts))
    left, right = facts.of("VB_QuyenHanChucVu")
    words = (left.text, right.text) == ("THƯ KÝ", "CHỦ TỌA")
    return words and left.row is right.row and (left.column, right.column) == (0, 1)


@rule("PL3.M1.9.noinhan", on="bien_ban")
def recipients_below_both_signatures(facts: Example) -> bool:
    present(is_minutes(facts))
    (word,) = facts.of("VB_NoiNhanTu")
    name = facts.order.index("VB_HoTen")
    return word.cell is None and word.align == "left" and facts.order.index("VB_NoiNhanTu") > name


# Capital letters: what the author wrote stays as it is.


def body_text(facts: Example) -> str:
    return "\n".join(p.one_line for p in facts.paragraphs)


@rule("PL2.III.1c", on="thanh_pho_ho_chi_minh")
def special_names_of_places(facts: Example) -> bool:
    text = body_text(facts)
    present(re.search(r"thành phố hồ chí minh|thủ đô hà nội", text, re.IGNORECASE))
    found = re.findall(r"thành phố hồ chí minh|thủ đô hà nội", text, re.IGNORECASE)
    return set(found) <= {"Thành phố Hồ Chí Minh", "Thủ đô Hà Nội"}


@rule("PL2.V.1", on="cong_dien chuong_trinh quyet_dinh thong_cao")
def the_people_and_the_state(facts: Example) -> bool:
    """Names of bodies aside: Ủy ban nhân dân, Hội đồng nhân dân; the old decree is as it was."""
    present(facts.name != "phat_dong")
    text = re.sub(r"(Ủy ban|Hội đồng|Tòa án) nhân dân", "", body_text(facts))
    present(re.search(r"\b(Nhân dân|Nhà nước)\b", text))
    return not re.search(r"\b(nhân dân|nhà nước)\b", text)


@rule("PL2.V.7", on="quyet_dinh nghi_quyet")
def citations(facts: Example) -> bool:
    text = body_text(facts)
    present(re.search(r"\w (Điều|Mục|Chương|Phần) [\dIVX]", text))
    lower = re.search(r"\b(phần [IVX]+|chương [IVX]+|mục \d|tiểu mục \d|điều \d)\b", text)
    return not lower and not re.search(r"[a-zđ,] (Khoản \d|Điểm [a-zđ]) ", text)


@rule("PL2.V.8c", on="ke_hoach_kinh_phi giay_moi thong_bao")
def days_and_months_in_words(facts: Example) -> bool:
    """Days of the week; "thứ hai" in small letters is the second of something."""
    days = "Hai Ba Tư Năm Sáu Bảy"
    found = re.findall(r"\b[Tt]hứ (\w+)(?=[,;. ])", body_text(facts))
    named = [word for word in found if word.capitalize() in days.split()]
    present([word for word in named if word[0].isupper()])
    return all(word[0].isupper() or word == "hai" for word in named)


# Điều 8, khoản 2, but for what the mẫu of a kind goes without.
WANTED = {
    *("VB_QuocHieu", "VB_TieuNgu", "VB_CoQuanBanHanh", "VB_SoKyHieu", "VB_DiaDanhNgay"),
    *("VB_TenLoai", "VB_TrichYeu", "VB_NoiDung", "VB_QuyenHanChucVu", "VB_HoTen"),
    *("VB_NoiNhanTu", "VB_NoiNhan"),
}
WITHOUT = {
    "BIÊN BẢN": {"VB_DiaDanhNgay"},
    "GIẤY GIỚI THIỆU": {"VB_TrichYeu"},
    "GIẤY NGHỈ PHÉP": {"VB_TrichYeu"},
    "HỢP ĐỒNG": {"VB_NoiNhanTu", "VB_NoiNhan"},
    "BẢN GHI NHỚ": {"VB_NoiNhanTu", "VB_NoiNhan"},
    "THƯ CÔNG": {"VB_SoKyHieu", "VB_NoiNhanTu", "VB_NoiNhan"},
}


@rule("D8.2", on=f"quyet_dinh ke_hoach bien_ban hop_dong {LETTERS} thu_cong phat_dong")
def every_main_component(facts: Example) -> bool:
    wanted = set(WANTED)
    if facts.has("VB_TrichYeuCongVan"):
        wanted -= {"VB_TenLoai", "VB_TrichYeu"}
    else:
        wanted -= WITHOUT.get(facts.texts("VB_TenLoai")[0], set())
    body = {"VB_NoiDung", "VB_Khoan", "VB_MucLaMa", "VB_Dieu"} & set(facts.order)
    return wanted - {"VB_NoiDung"} <= set(facts.order) and bool(body)


@rule("PL1.V.note", on=f"quyet_dinh {LETTERS} phat_dong")
def sizes_move_together(facts: Example) -> bool:
    present(facts.has("VB_DiaDanhNgay"))
    sizes = tuple(
        {form.size for p in facts.of(style) for form in p.forms}
        for style in ("VB_QuocHieu", "VB_TieuNgu", "VB_DiaDanhNgay")
    )
    return sizes in (({12.0}, {13.0}, {13.0}), ({13.0}, {14.0}, {14.0}))
