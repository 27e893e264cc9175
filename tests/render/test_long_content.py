"""Long content does not break the form: what is too long for a line, a column or a page."""

import re

import pytest

import vanban
from tests.render.page_samples import ABSTRACT, ADDRESSEE, AGENCY, OFFICE, SUBJECT
from tests.render.pages import Page
from tests.render.samples import plain_document

QUOC_HIEU = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
CENTRE = (30 + 210 - 15) / 2

Pages = dict[str, list[Page]]


@pytest.mark.parametrize(
    "name", ["long_names", "long_agency", "long_abstract", "long_symbol", "letter_subject"]
)
def test_quoc_hieu_stays_whole(pages: Pages, name: str) -> None:
    words = pages[name][0].words_of(QUOC_HIEU)
    assert len({round(word["top"], 1) for word in words}) == 1
    assert words[-1]["x1"] <= 195.1


def test_an_agency_of_120_letters_stays_in_its_column(pages: Pages) -> None:
    assert 115 <= len(AGENCY) <= 125
    page = pages["long_agency"][0]
    nation = page.box(QUOC_HIEU)
    words = page.words_of(AGENCY.upper().split(",")[0].split()[0])
    assert words
    column = [w for w in page.words if w["x1"] < nation.x0 and 19 < w["top"] < page.box("Số:").top]
    assert " ".join(w["text"] for w in column) == f"UBND TỈNH {AGENCY.upper()}"
    assert max(w["x1"] for w in column) < nation.x0 - 0.5
    issuer = min(page.rules, key=lambda rule: rule.x0)
    assert column[-1]["bottom"] < issuer.top < page.box("Số:").top
    date = page.box("Phường 5,")
    assert page.box("Số:").bottom == pytest.approx(date.bottom, abs=0.6)


def test_an_abstract_of_four_lines_is_centred(pages: Pages) -> None:
    page = pages["long_abstract"][0]
    words = page.words_of(ABSTRACT)
    rows = sorted({round(word["bottom"], 1) for word in words})
    assert len(rows) == 4
    for row in rows:
        line = [word for word in words if abs(word["bottom"] - row) < 0.2]
        assert (line[0]["x0"] + line[-1]["x1"]) / 2 == pytest.approx(CENTRE, abs=0.4)
    rule = next(r for r in page.rules if r.top > rows[-1] - 0.5)
    assert rule.top - rows[-1] < 2
    assert rule.middle == pytest.approx(CENTRE, abs=0.4)


def test_forty_recipients_stand_one_a_line(pages: Pages) -> None:
    document = pages["forty"]
    found = [w for page in document for w in page.words if w["text"] == "-" and w["x0"] < 30.5]
    assert len(found) == 40 + 1, "40 nơi và dòng Lưu"
    text = " ".join(page.text for page in document)
    assert all(f"- Xã số {number};" in text for number in range(1, 41))
    assert document[0].has("Trần Văn B")


def test_a_title_of_60_letters_is_set_in_lines_over_the_name(pages: Pages) -> None:
    assert 55 <= len(OFFICE) <= 62
    page = pages["long_office"][-1]
    name = page.box("Trần Văn B")
    start = page.box("TRƯỞNG BAN").top - 0.5
    words = [w for w in page.words if w["x0"] > 100 and start < w["top"] < name.top]
    assert " ".join(word["text"] for word in words) == OFFICE.upper()
    rows = {round(word["bottom"], 1) for word in words}
    assert 2 <= len(rows) <= 3
    assert min(word["x0"] for word in words) > 100
    assert max(word["x1"] for word in words) <= 195.2
    for row in rows:
        line = [word for word in words if abs(word["bottom"] - row) < 0.2]
        assert (line[0]["x0"] + line[-1]["x1"]) / 2 == pytest.approx(name.middle, abs=0.4)
    assert page.box("Nơi nhận:").bottom == pytest.approx(words[0]["bottom"], abs=1.2)


def test_the_head_of_a_table_of_300_rows_is_on_each_of_its_pages(pages: Pages) -> None:
    document = pages["long_table"]
    with_rows = [page for page in document if page.has("Nguyễn Văn A số")]
    assert len(with_rows) >= 8
    for page in with_rows:
        head = page.box("STT Họ và tên Số tiền")
        rows = [w for w in page.words if re.fullmatch(r"\d+\.000", w["text"])]
        assert head.bottom < min(w["top"] for w in rows)
        assert sum(w["text"] == "STT" for w in page.words) == 1
        # Numbers end in one line at the right.
        assert max(w["x1"] for w in rows) - min(w["x1"] for w in rows) < 0.2
        assert max(w["bottom"] for w in rows) <= 277.5
    shown = [w["text"] for p in with_rows for w in p.words if re.fullmatch(r"\d+\.000", w["text"])]
    assert shown == [f"{number}.000" for number in range(1, 301)]


def test_a_table_that_lies_uses_the_width_of_the_sheet(pages: Pages) -> None:
    page = pages["lying"][0]
    assert page.is_landscape
    words = page.words_of(QUOC_HIEU)
    assert len({round(word["top"], 1) for word in words}) == 1
    assert words[0]["x0"] > 297 / 2
    assert page.box("KẾ HOẠCH").middle == pytest.approx((30 + 297 - 15) / 2, abs=0.4)


def test_a_table_wider_than_the_page_is_refused_with_both_widths() -> None:
    word = "x" * 30
    row = f"| {word} | {word} | {word} |"
    wanted = r"bảng “x+, .*” cần rộng (\d+) mm, (?:trang|vùng chữ)[^\d]*165 mm"
    with pytest.raises(vanban.InputError, match=wanted) as caught:
        vanban.render(plain_document(noi_dung=f"{row}\n{row}"))
    found = re.search(wanted, str(caught.value))
    assert found
    # 90 letters x of 7 points at least.
    assert int(found[1]) > 90 * 7 * 25.4 / 72


def test_ten_appendices_are_numbered_to_ten(pages: Pages) -> None:
    heads = [page.body_lines[0] for page in pages["ten_appendices"][1:]]
    roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
    assert heads == [f"Phụ lục {number}" for number in roman]


def test_25_addressees_stand_one_a_line(pages: Pages) -> None:
    page = pages["letter_25"][0]
    text = page.text
    assert all(f"- Ủy ban nhân dân xã số {number};" in text for number in range(1, 25))
    assert "- Ủy ban nhân dân xã số 25." in text
    assert page.box("Kính gửi:").x0 == pytest.approx(65, abs=20)


@pytest.mark.parametrize("name", ["letter_long_addressee", "letter_two_long"])
def test_a_long_addressee_goes_on_below_its_own_beginning(pages: Pages, name: str) -> None:
    page = pages[name][0]
    end = "." if name == "letter_long_addressee" else ";"
    words = page.words_of(ADDRESSEE if end == "." else f"{ADDRESSEE};")
    rows = sorted({round(word["bottom"], 1) for word in words})
    assert len(rows) >= 2
    starts = [min(w["x0"] for w in words if abs(w["bottom"] - row) < 0.2) for row in rows]
    assert max(starts) - min(starts) < 0.4
    assert max(word["x1"] for word in words) <= 195.2


def test_a_long_subject_stays_in_the_left_column(pages: Pages) -> None:
    page = pages["letter_subject"][0]
    words = page.words_of(f"V/v {SUBJECT}")
    number = page.box("Số: 05/UBND-VP")
    rows = sorted({round(word["bottom"], 1) for word in words})
    assert len(rows) >= 4
    for row in rows:
        line = [word for word in words if abs(word["bottom"] - row) < 0.2]
        assert (line[0]["x0"] + line[-1]["x1"]) / 2 == pytest.approx(number.middle, abs=0.4)
        assert line[-1]["x1"] < page.box(QUOC_HIEU).x0
    assert page.box("Kính gửi:").top > rows[-1]
