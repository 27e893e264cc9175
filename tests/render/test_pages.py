"""The pages as LibreOffice sets them, measured in millimetres against NĐ 30, PL I."""

from itertools import pairwise

import pytest

from tests.render.pages import Page


@pytest.fixture(params=["2024", "small"])
def first(request: pytest.FixtureRequest, pages: dict[str, list[Page]]) -> Page:
    return pages[request.param][0]


def test_quoc_hieu_stands_on_one_line_at_the_right(first: Page) -> None:
    words = first.words_of("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert len({round(word["top"], 1) for word in words}) == 1
    assert words[0]["x0"] > 90
    assert words[-1]["x1"] <= 195.1
    assert words[0]["top"] == pytest.approx(20, abs=1)


def test_text_stays_within_the_margins(pages: dict[str, list[Page]]) -> None:
    """Left 30, right 15, top and bottom 20 (I.3), either way up; page numbers stand above."""
    for name, document in pages.items():
        for number, page in enumerate(document, 1):
            where = f"{name}, trang {number}"
            body = [word for word in page.words if word["top"] > 19]
            assert min(word["x0"] for word in body) >= 29.9, where
            assert max(word["x1"] for word in body) <= page.width - 15 + 0.3, where
            assert max(word["bottom"] for word in body) <= page.height - 20 + 0.5, where
            assert all(line["x1"] <= page.width - 15 + 0.6 for line in page.drawn), where
            assert all(line["x0"] >= 29.4 for line in page.drawn), where


def test_the_line_under_the_motto_is_as_long_as_the_motto(first: Page) -> None:
    motto = first.words_of("Độc lập - Tự do - Hạnh phúc")
    line = first.drawn[1]
    assert line["x0"] == pytest.approx(motto[0]["x0"], abs=0.3)
    assert line["x1"] == pytest.approx(motto[-1]["x1"], abs=0.3)
    assert 0 < line["top"] - motto[0]["bottom"] < 2


@pytest.mark.parametrize(
    ("text", "place"), [("XÃ QUANG TRUNG", 0), ("Phong trào thi đua năm 2024", 2)]
)
def test_the_short_lines_are_a_third_to_a_half_of_the_text(
    first: Page, text: str, place: int
) -> None:
    words = first.words_of(text)
    line = first.drawn[place]
    length = line["x1"] - line["x0"]
    assert 1 / 3 <= length / first.width_of(text) <= 1 / 2
    middle = (words[0]["x0"] + words[-1]["x1"]) / 2
    assert (line["x0"] + line["x1"]) / 2 == pytest.approx(middle, abs=0.3)
    assert 0 < line["top"] - words[0]["bottom"] < 2


def test_number_and_date_are_on_one_line(pages: dict[str, list[Page]]) -> None:
    for name in ("2024", "small", "numbered", "long_names"):
        page = pages[name][0]
        number = next(word for word in page.words if word["text"] == "Số:")
        date = next(word for word in page.words if word["text"] == "ngày")
        assert number["bottom"] == pytest.approx(date["bottom"], abs=0.6), name


def test_date_is_centred_under_the_motto(first: Page) -> None:
    motto = first.words_of("Độc lập - Tự do - Hạnh phúc")
    date = first.words_of("Xã Quang Trung, ngày tháng năm 2024")
    middle = (motto[0]["x0"] + motto[-1]["x1"]) / 2
    assert (date[0]["x0"] + date[-1]["x1"]) / 2 == pytest.approx(middle, abs=0.3)


def test_kind_and_abstract_are_centred_on_the_text_area(first: Page) -> None:
    for text in ("PHÁT ĐỘNG", "Phong trào thi đua năm 2024"):
        words = first.words_of(text)
        assert (words[0]["x0"] + words[-1]["x1"]) / 2 == pytest.approx(112.5, abs=0.3)


def test_first_lines_are_indented_and_lines_justified(first: Page) -> None:
    start = next(i for i, line in enumerate(first.lines) if line["text"].startswith("Năm 2024 là"))
    assert first.lines[start]["x0"] == pytest.approx(30 + 12.7, abs=0.3)
    for line in first.lines[start + 1 : start + 3]:
        assert line["x0"] == pytest.approx(30, abs=0.3)
        assert line["x1"] == pytest.approx(195, abs=0.6)


def test_page_numbers_are_centred_in_the_top_margin_from_page_two(
    pages: dict[str, list[Page]],
) -> None:
    for number, page in enumerate(pages["2024"], 1):
        above = [word for word in page.words if word["bottom"] < 20]
        if number == 1:
            assert above == []
            continue
        (shown,) = above
        assert shown["text"] == str(number)
        assert (shown["x0"] + shown["x1"]) / 2 == pytest.approx(112.5, abs=0.5)


def test_recipients_stand_beside_the_signature(pages: dict[str, list[Page]]) -> None:
    last = pages["2024"][-1]
    label = last.words_of("Nơi nhận:")[0]
    office = last.words_of("CHỦ TỊCH")[0]
    name = last.words_of("Nguyễn Văn Thắng")[0]
    assert label["x0"] == pytest.approx(30, abs=0.3)
    assert label["bottom"] == pytest.approx(office["bottom"], abs=1.2)
    assert name["top"] - office["bottom"] >= 20
    assert last.words_of("- UBND thị xã;")[0]["x0"] == pytest.approx(30, abs=0.3)


def test_the_signature_is_never_alone_on_a_page(pages: dict[str, list[Page]]) -> None:
    grown = [name for name in pages if name.startswith("grow")]
    assert {len(pages[name]) for name in grown} == {1, 2}, "the series must cross a page end"
    for name in [*grown, "2024", "small"]:
        text = [line["text"] for line in pages[name][-1].lines]
        signature = next(i for i, line in enumerate(text) if "Nơi nhận:" in line)
        body = [line for line in text[:signature] if not line.isdigit()]
        assert body, f"{name}: nothing but the signature on the last page"
        assert any("Trần Văn B" in line or "Nguyễn Văn Thắng" in line for line in text)


def test_a_number_and_its_unit_are_never_split(pages: dict[str, list[Page]]) -> None:
    units = ("tỷ", "triệu", "đồng", "ha", "tấn", "con", "hộ", "DN", "doanh", "thôn", "tạ/ha")
    for name in ("2024", "small"):
        lines = [line["text"] for page in pages[name] for line in page.lines]
        for above, below in pairwise(lines):
            split = above[-1].isdigit() and below.split()[0].rstrip(".,;)") in units
            assert not split, f"{above} / {below}"
            assert not below.startswith("- xã hội"), above


def test_long_names_break_into_lines_of_like_length(pages: dict[str, list[Page]]) -> None:
    page = pages["long_names"][0]
    words = page.words_of("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert len({round(word["top"], 1) for word in words}) == 1
    motto, issuer, abstract = page.drawn
    assert issuer["x1"] < motto["x0"], "the columns do not touch"
    assert 20 < abstract["x1"] - abstract["x0"] < 90


def test_quoc_hieu_stays_whole_beside_a_long_symbol(pages: dict[str, list[Page]]) -> None:
    words = pages["long_symbol"][0].words_of("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert len({round(word["top"], 1) for word in words}) == 1


def test_a_long_place_keeps_the_date_on_one_line(pages: dict[str, list[Page]]) -> None:
    date = pages["wide_place"][0].words_of("phố Phan Rang - Tháp Chàm, ngày 29 tháng 12 năm 2024")
    assert len({round(word["bottom"], 0) for word in date}) == 1


def test_a_table_at_the_end_does_not_swallow_the_signature(pages: dict[str, list[Page]]) -> None:
    (page,) = pages["table_end"]
    borders = max(line["top"] for line in page.drawn)
    assert page.words_of("./.")[0]["top"] > borders
    assert page.words_of("Nơi nhận:")[0]["top"] > borders
    assert page.words_of("CHỦ TỊCH")[0]["top"] > borders


def test_a_long_list_of_recipients_goes_on_over_the_page(pages: dict[str, list[Page]]) -> None:
    first, second = pages["many"]
    assert first.words_of("Trần Văn B")
    assert first.words_of("- Xã số 1;")
    assert second.words_of("- Xã số 70;")
    assert second.words_of("- Lưu: VT.")


@pytest.mark.parametrize("name", ["many", "many_lines"])
def test_a_long_list_of_recipients_has_no_gap(pages: dict[str, list[Page]], name: str) -> None:
    (first, *_) = pages[name]
    start = first.words_of("- Xã số 1;")[0]["top"] - 1
    dashes = [word for word in first.words if word["text"] == "-" and word["x0"] < 31]
    tops = [word["top"] for word in dashes if word["top"] > start]
    assert len(tops) > 20
    steps = [below - above for above, below in pairwise(tops)]
    assert max(steps) - min(steps) < 0.5
