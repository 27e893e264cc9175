"""Every example as it is printed: each component in its box of PL I, Phần I, IV, in millimetres."""

import re
from itertools import pairwise

import pytest

from tests.render.examples import NAMES, example
from tests.render.page_samples import signers
from tests.render.pages import Box, Page
from tests.render.rules.kind_rules import COPIES_OF

QUOC_HIEU = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
LETTERS = ("cong_van", "cong_van_nhieu_noi", "cong_van_thua_uy_quyen")
TITLED = [name for name in NAMES if name not in LETTERS]
CONTRACTS = ("hop_dong", "ban_thoa_thuan", "ban_ghi_nho")
COPIES = [name for name, _ in COPIES_OF.values()]
# The middle of the text area, with 30 mm at the left and 15 mm at the right.
CENTRE = (30 + 210 - 15) / 2

Pages = dict[str, list[Page]]


def lines_of(name: str, style: str) -> list[list[str]]:
    """The lines of each component in this style."""
    return [p.text.split("\n") for p in example(name).of(style)]


def page_with(document: list[Page], text: str) -> Page:
    return next(page for page in document if page.has(text))


@pytest.mark.parametrize("name", NAMES)
def test_quoc_hieu_stands_on_one_line_at_the_right(pages: Pages, name: str) -> None:
    page = pages[name][0]
    words = page.words_of(QUOC_HIEU)
    assert len({round(word["top"], 1) for word in words}) == 1
    assert words[0]["x0"] > 90
    assert words[-1]["x1"] <= 195.1
    assert 19 < words[0]["top"] < 21
    issuer = page.box(lines_of(name, "VB_CoQuanBanHanh")[0][-1])
    assert issuer.x1 < words[0]["x0"] - 0.5, "hai cột không chạm nhau"


@pytest.mark.parametrize("name", [n for n in NAMES if n not in ("bien_ban", "thu_cong")])
def test_number_and_date_are_on_one_line(pages: Pages, name: str) -> None:
    page = pages[name][0]
    number = page.box("Số:")
    date = page.box(lines_of(name, "VB_DiaDanhNgay")[0][0].split(",")[0] + ",")
    assert number.bottom == pytest.approx(date.bottom, abs=0.6)
    nation = page.box(QUOC_HIEU)
    line = [w for w in page.words if abs(w["bottom"] - date.bottom) < 0.3 and w["x0"] > nation.x0]
    middle = (line[0]["x0"] + line[-1]["x1"]) / 2
    assert middle == pytest.approx(nation.middle, abs=0.5)


@pytest.mark.parametrize("name", TITLED)
def test_kind_and_abstract_are_centred_on_the_text(pages: Pages, name: str) -> None:
    page = pages[name][0]
    texts = lines_of(name, "VB_TenLoai")[0]
    if example(name).has("VB_TrichYeu"):
        texts = [*texts, *lines_of(name, "VB_TrichYeu")[0]]
    head = page.box("Tự do").bottom
    for text in texts:
        found = [b for b in boxes(page, text) if b.top > head]
        assert found, text
        assert any(b.middle == pytest.approx(CENTRE, abs=0.4) for b in found), text


def boxes(page: Page, text: str) -> list[Box]:
    """Every place of ``text``, of which the words stand on one line."""
    wanted = text.split()
    found = []
    for start in range(len(page.words)):
        words = page.words[start : start + len(wanted)]
        if [w["text"] for w in words] == wanted and words[0]["bottom"] - words[-1]["bottom"] < 1:
            found.append(Box(words[0]["x0"], words[-1]["x1"], words[0]["top"], words[0]["bottom"]))
    return found


@pytest.mark.parametrize("name", TITLED)
def test_the_line_under_the_abstract_is_a_third_to_a_half_of_it(pages: Pages, name: str) -> None:
    page = pages[name][0]
    style = "VB_TrichYeu" if example(name).has("VB_TrichYeu") else "VB_TenLoai"
    text = next(b for b in boxes(page, lines_of(name, style)[0][-1]) if b.top > 40)
    line = next(rule for rule in page.rules if rule.top > text.top)
    assert 0 < line.top - text.bottom < 2
    assert 1 / 3 - 0.01 <= line.width / text.width <= 1 / 2 + 0.01
    assert line.middle == pytest.approx(text.middle, abs=0.3)


@pytest.mark.parametrize("name", NAMES)
def test_the_lines_of_the_head(pages: Pages, name: str) -> None:
    """As long as the motto; a third to a half of the issuer's name (II.1.b, II.2.b)."""
    page = pages[name][0]
    motto = page.box("Độc lập - Tự do - Hạnh phúc")
    # The name of the agency above may end in the same words.
    issuer = [b for b in boxes(page, lines_of(name, "VB_CoQuanBanHanh")[0][-1]) if b.top < 40][-1]
    upper = [rule for rule in page.rules if rule.top < max(motto.bottom, issuer.bottom) + 2]
    left, right = sorted(upper, key=lambda rule: rule.x0)
    assert (right.x0, right.x1) == pytest.approx((motto.x0, motto.x1), abs=0.4)
    assert 0 < right.top - motto.bottom < 2
    assert 1 / 3 - 0.01 <= left.width / issuer.width <= 1 / 2 + 0.01
    assert left.middle == pytest.approx(issuer.middle, abs=0.4)
    assert 0 < left.top - issuer.bottom < 2


@pytest.mark.parametrize("name", LETTERS)
def test_the_subject_of_a_letter_is_centred_six_points_below_the_number(
    pages: Pages, name: str
) -> None:
    page = pages[name][0]
    number = page.box(example(name).texts("VB_SoKyHieu")[0])
    lines = lines_of(name, "VB_TrichYeuCongVan")[0]
    found = [page.box(line) for line in lines]
    for box in found:
        assert box.middle == pytest.approx(number.middle, abs=0.4)
        assert box.x1 < 100, "trong cột trái"
    # 6 points are 2.1 mm; the boxes of the letters leave the leading of the line besides.
    assert 2.1 <= found[0].top - number.bottom <= 3.2
    assert not any(found[-1].bottom < r.top < found[-1].bottom + 3 for r in page.rules)


@pytest.mark.parametrize("name", ["cong_van", "to_trinh", "bao_cao", "cong_van_thua_uy_quyen"])
def test_one_addressee_stands_on_the_line_of_the_word(pages: Pages, name: str) -> None:
    page = pages[name][0]
    words = page.words_of(example(name).texts("VB_KinhGui")[0])
    assert len({round(word["bottom"], 1) for word in words}) == 1


def dashes_and_colon(page: Page) -> tuple[list[float], float]:
    """Where the dashes of Kính gửi begin, and where its colon does."""
    start = page.box("Kính gửi:")
    colon = next(
        c for c in page.chars if c["text"] == ":" and abs(c["bottom"] - start.bottom) < 0.2
    )
    end = next(w["top"] for w in page.words if w["top"] > start.bottom and w["text"].endswith("."))
    rows = [w for w in page.words if start.bottom - 1 < w["top"] <= end + 0.5]
    firsts = [w for before, w in pairwise([*rows[-1:], *rows]) if before["top"] != w["top"]]
    return [w["x0"] for w in firsts if w["text"] == "-"], float(colon["x0"])


@pytest.mark.parametrize(
    ("name", "count"), [("cong_van_nhieu_noi", 4), ("letter_25", 25), ("letter_two_long", 2)]
)
def test_the_dashes_stand_in_line_below_the_colon(pages: Pages, name: str, count: int) -> None:
    dashes, colon = dashes_and_colon(pages[name][0])
    assert len(dashes) == count
    assert max(dashes) - min(dashes) < 0.1
    assert dashes[0] == pytest.approx(colon, abs=0.5)


@pytest.mark.parametrize(
    ("name", "words", "width"),
    [
        ("cong_dien", "HỎA TỐC", 30),
        ("stamp_hoa_toc", "HỎA TỐC", 30),
        ("stamp_thuong_khan", "THƯỢNG KHẨN", 40),
        ("stamp_khan", "KHẨN", 20),
        ("ke_hoach_mat", "KHẨN", 20),
    ],
)
def test_the_stamps_of_urgency_have_the_sizes_of_the_law(
    pages: Pages, name: str, words: str, width: float
) -> None:
    page = pages[name][0]
    text = page.box(words)
    (frame,) = (f for f in page.frames if f.top < text.top and text.bottom < f.bottom)
    assert (frame.width, frame.height) == pytest.approx((width, 8), abs=0.2)
    assert frame.x0 == pytest.approx(30, abs=0.4), "sát lề trái"
    assert text.middle == pytest.approx(frame.x0 + width / 2, abs=0.3)
    assert (text.top + text.bottom) / 2 == pytest.approx(frame.top + 4, abs=1)
    assert page.box("Số:").bottom < frame.top < page.box(QUOC_HIEU).bottom + 60


def test_secrecy_stands_above_urgency(pages: Pages) -> None:
    """Boxes 10a and 10b, both above the title."""
    page = pages["ke_hoach_mat"][0]
    secret, urgent, title = page.box("MẬT"), page.box("KHẨN"), page.box("KẾ HOẠCH")
    assert secret.bottom < urgent.top < urgent.bottom < title.top


def test_circulation_is_framed_in_the_top_margin_at_the_right(pages: Pages) -> None:
    first, *others = pages["ke_hoach_mat"]
    text = first.box("LƯU HÀNH NỘI BỘ")
    (frame,) = (f for f in first.frames if f.top < text.top and text.bottom < f.bottom)
    assert frame.bottom <= 20
    assert frame.x0 >= 105
    assert frame.x1 <= 195.4
    assert text.middle == pytest.approx(frame.middle, abs=0.4)
    assert not any(page.has("LƯU HÀNH") for page in others)


@pytest.mark.parametrize("name", ["cong_van_nhieu_noi", "ke_hoach"])
def test_the_address_stands_at_the_foot_of_page_one_only(pages: Pages, name: str) -> None:
    """Box 13: below a line as wide as the text, above the bottom margin (IV.2)."""
    first, *others = pages[name]
    address = first.box("Địa chỉ:")
    rule = first.rules[-1]
    assert (rule.x0, rule.x1) == pytest.approx((30, 195), abs=0.4)
    assert 0 < address.top - rule.top < 3
    assert all(word["bottom"] < rule.top + 0.5 for word in first.words if word["top"] < rule.top)
    assert max(word["bottom"] for word in first.words) == pytest.approx(277, abs=2)
    assert not any(page.has("Địa chỉ:") for page in others)


def test_the_minutes_are_signed_side_by_side(pages: Pages) -> None:
    page = page_with(pages["bien_ban"], "THƯ KÝ")
    secretary, chairman = page.box("THƯ KÝ"), page.box("CHỦ TỌA")
    assert secretary.bottom == pytest.approx(chairman.bottom, abs=0.3)
    assert secretary.x1 < CENTRE < chairman.x0
    names = [page.box(name) for name in signers("bien_ban")]
    assert names[0].bottom == pytest.approx(names[1].bottom, abs=0.3)
    for office, name in zip((secretary, chairman), names, strict=True):
        assert name.middle == pytest.approx(office.middle, abs=0.4)
        assert name.top - office.bottom >= 15, "chỗ ký"
    label = page.box("Nơi nhận:")
    assert label.x0 == pytest.approx(30, abs=0.3)
    assert label.top > names[0].bottom


@pytest.mark.parametrize("name", [*CONTRACTS, "chuong_trinh_lien_tich"])
def test_parties_sign_side_by_side(pages: Pages, name: str) -> None:
    names = signers(name)
    page = page_with(pages[name], " ".join(names))
    found = [page.words_of(text) for text in names]
    assert len({round(words[0]["bottom"], 1) for words in found}) == 1
    for left, right in pairwise(found):
        assert left[-1]["x1"] + 5 < right[0]["x0"]
    width = 165 / len(names)
    for number, words in enumerate(found):
        middle = (words[0]["x0"] + words[-1]["x1"]) / 2
        assert middle == pytest.approx(30 + width * (number + 0.5), abs=2.5)


@pytest.mark.parametrize(
    "name", [n for n in NAMES if n not in (*CONTRACTS, "bien_ban", "chuong_trinh_lien_tich")]
)
def test_the_signature_stands_at_the_right_beside_the_recipients(pages: Pages, name: str) -> None:
    (signer, *_) = signers(name)
    first = lines_of(name, "VB_QuyenHanChucVu")[0][0]
    page = next(p for p in reversed(pages[name]) if p.has(signer) and p.has(first))
    office = boxes(page, first)[-1 if name not in COPIES else 0]
    box = next(b for b in boxes(page, signer) if b.top > office.bottom)
    assert box.middle == pytest.approx(office.middle, abs=0.4)
    assert box.x0 > CENTRE
    assert box.top - office.bottom >= 20, "chỗ ký và đóng dấu"
    if name != "thu_cong":
        label = page.box("Nơi nhận:")
        assert label.x0 == pytest.approx(30, abs=0.3)
        assert label.bottom == pytest.approx(office.bottom, abs=1.2)


def test_the_confirmation_of_a_leave_stands_at_the_left_below_the_signature(pages: Pages) -> None:
    (page,) = pages["giay_nghi_phep"]
    words = page.words_of("Xác nhận của cơ quan")
    (signer,) = signers("giay_nghi_phep")
    assert words[0]["top"] > page.box(signer).bottom
    assert words[-1]["x1"] < CENTRE
    assert page.box("(Chữ ký, dấu)").top > words[0]["bottom"]


def shown_numbers(document: list[Page]) -> list[str]:
    """What stands in the top margin of each page, in the middle of the text."""
    found = []
    for page in document:
        above = [w for w in page.words if w["bottom"] < 20 and re.fullmatch(r"\d+", w["text"])]
        for word in above:
            middle = (word["x0"] + word["x1"]) / 2
            assert middle == pytest.approx((30 + page.width - 15) / 2, abs=0.5)
        found.append(" ".join(word["text"] for word in above))
    return found


@pytest.mark.parametrize("name", [*NAMES, "ten_appendices"])
def test_pages_are_numbered_from_two_in_every_section(pages: Pages, name: str) -> None:
    """The first page of a document, of an appendix, of what it issues, shows no number (I.7)."""
    starts = ("Phụ lục", QUOC_HIEU)
    wanted, number = [], 0
    for page in pages[name]:
        number = (
            1 if page.body_lines[0].startswith("Phụ lục") or page.has(QUOC_HIEU) else number + 1
        )
        wanted.append("" if number == 1 else str(number))
    assert shown_numbers(pages[name]) == wanted
    assert any(page.has(start) for page in pages[name][:1] for start in starts)


@pytest.mark.parametrize(
    ("name", "sections"),
    [("ke_hoach", 3), ("bao_cao_dien_tu", 2), ("quyet_dinh_ban_hanh", 2), ("ten_appendices", 11)],
)
def test_what_follows_begins_on_a_new_page(pages: Pages, name: str, sections: int) -> None:
    document = pages[name]
    unnumbered = [
        page for page, number in zip(document, shown_numbers(document), strict=True) if number == ""
    ]
    assert len(unnumbered) == sections
    for page in unnumbered[1:]:
        assert page.words_of("(Kèm theo")[0]["top"] < 70
        assert re.match(r"Phụ lục( [IVX]+)?$", page.body_lines[0]) or page.has(QUOC_HIEU)


def test_the_appendix_that_lies_is_printed_along_the_sheet(pages: Pages) -> None:
    lying = [page for page in pages["ke_hoach"] if page.is_landscape]
    assert lying
    assert lying[0].body_lines[0] == "Phụ lục II"
    assert pages["ke_hoach"][0].height > pages["ke_hoach"][0].width
    (word,) = boxes(lying[0], "Phụ lục II")
    assert word.middle == pytest.approx((30 + 297 - 15) / 2, abs=0.4)


@pytest.mark.parametrize("name", ["ke_hoach", "bao_cao_dien_tu", "quyet_dinh_ban_hanh"])
def test_a_line_stands_under_the_reference(pages: Pages, name: str) -> None:
    """(Kèm theo ...) in the middle, a third to a half of its last line below (Mẫu 2.1, 1.3)."""
    found = [page for page in pages[name] if page.has("(Kèm theo") and page.body_lines]
    assert found
    for page in found:
        start = page.words_of("(Kèm theo")[0]
        centre = (30 + page.width - 15) / 2
        end = next(w for w in page.words if w["top"] >= start["top"] and w["text"].endswith(")"))
        line = [w for w in page.words if abs(w["bottom"] - end["bottom"]) < 0.2]
        width = line[-1]["x1"] - line[0]["x0"]
        rule = next(r for r in page.rules if r.top > end["bottom"] - 0.5)
        assert rule.top - end["bottom"] < 2
        assert 1 / 3 - 0.01 <= rule.width / width <= 1 / 2 + 0.01
        assert rule.middle == pytest.approx(centre, abs=0.4)


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_stands_below_a_line_as_wide_as_the_text(pages: Pages, name: str) -> None:
    page = pages[name][-1]
    (words,) = {p.text for p in example(name).of("VB_HinhThucSao")}
    word = page.box(words)
    (rule,) = (r for r in page.rules if r.width > 160)
    assert (rule.x0, rule.x1) == pytest.approx((30, 195), abs=0.4)
    assert 0 < word.top - rule.top < 6
    original = signers(name)[0]
    assert rule.top - boxes(page, original)[0].bottom > 2, "không dính vào họ tên người ký"
    number = page.box(example(name).texts("VB_SoKyHieu")[-1])
    assert number.top > word.bottom - 1
    assert number.x1 < CENTRE < word.x0


@pytest.mark.parametrize("name", NAMES)
def test_the_signature_is_never_alone_on_its_page(pages: Pages, name: str) -> None:
    offices = [line for lines in lines_of(name, "VB_QuyenHanChucVu") for line in lines]
    for signer in signers(name):
        page = next(p for p in reversed(pages[name]) if p.has(signer))
        first = page.body_lines[0]
        assert not first.startswith(("Nơi nhận:", *offices)), first
        assert len(page.body_lines) > len(offices) + 1


@pytest.mark.parametrize("name", NAMES)
def test_no_heading_is_left_at_the_foot_of_a_page(pages: Pages, name: str) -> None:
    headings = (r"(Phần|Chương) [IVX]+", r"(Mục|Tiểu mục) \d+", r"[IVX]+\. [^a-zđà-ỹ]+")
    for page in pages[name][:-1]:
        last = page.body_lines[-1]
        assert not any(re.fullmatch(form, last) for form in headings), last
        title = {line for p in pages_titles(name) for line in p}
        assert last not in title, last


def pages_titles(name: str) -> list[list[str]]:
    facts = example(name)
    styles = ("VB_TieuDePhan", "VB_MucLaMa", "VB_TieuDeKhoan", "VB_Dieu")
    return [p.text.split("\n") for p in facts.paragraphs if p.style in styles]


@pytest.mark.parametrize("name", NAMES)
def test_no_page_holds_the_closing_mark_alone(pages: Pages, name: str) -> None:
    for page in pages[name]:
        assert page.body_lines
        assert page.body_lines != ["./."]


@pytest.mark.parametrize("name", NAMES)
def test_no_line_is_stretched_to_holes(pages: Pages, name: str) -> None:
    """What must not break, a date say, is short enough to leave lines that can be read."""
    for page in pages[name]:
        rows: dict[float, list[dict[str, float]]] = {}
        for word in page.words:
            rows.setdefault(round(word["bottom"]), []).append(word)
        for row in rows.values():
            row.sort(key=lambda word: word["x0"])
            if row[0]["x0"] < 44 and row[-1]["x1"] > page.width - 16:
                gaps = [after["x0"] - before["x1"] for before, after in pairwise(row)]
                is_text = len(gaps) > 6
                assert not is_text or max(gaps) < 6, " ".join(str(w["text"]) for w in row)


@pytest.mark.parametrize("name", [n for n in NAMES if n not in CONTRACTS])
def test_bodies_are_justified_and_their_first_lines_indented(pages: Pages, name: str) -> None:
    facts = example(name)
    bodies = [p for p in facts.of("VB_NoiDung", "VB_Khoan", "VB_Diem") if len(p.text) > 200]
    shown = [page for page in pages[name] if not page.is_landscape]
    for paragraph in bodies[:3]:
        start = " ".join(paragraph.text.split()[:5])
        found = [(page, box) for page in shown for box in boxes(page, start)]
        page, first = next((p, b) for p, b in found if abs(b.x0 - 42.7) < 0.3)
        below = [w for w in page.words if first.bottom < w["bottom"] < first.bottom + 7]
        if not below:
            continue
        assert min(w["x0"] for w in below) == pytest.approx(30, abs=0.3), start
        line = [w for w in page.words if abs(w["bottom"] - first.bottom) < 0.3]
        assert max(w["x1"] for w in line) == pytest.approx(195, abs=0.6), start
