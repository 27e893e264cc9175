"""The report for people: grouped, at most as wide as the terminal, with a closing tally."""

from dataclasses import replace

import pytest

from tests.check.made import paragraph
from tests.check.reports.samples import ERROR, OF_PAGES, WARNING, at, finding, outcome, unread
from vanban.check.report_data import place_data
from vanban.check.reports.plain_text import Pen, Tally, file_text


def test_a_file_reads_as_a_clerk_needs_it() -> None:
    assert file_text(outcome(WARNING, ERROR, OF_PAGES), Pen()) == (
        "a.docx: Quyết định, 2 lỗi, 1 lưu ý\n"
        "\n"
        "  Trang giấy\n"
        "  TR01 lỗi: Cỡ chữ của Quốc hiệu không đúng.\n"
        "       Quy định: 13 đến 14\n"
        "       Văn bản:  12 mm\n"
        "       Cách sửa: Chọn cỡ chữ 13.\n"
        "       Căn cứ:   Phụ lục I, Phần I, Mục V, số thứ tự 1\n"
        "\n"
        "  Quốc hiệu\n"
        "  QH01 lỗi: Cỡ chữ của Quốc hiệu không đúng.\n"
        "       bảng 1, dòng 1, ô 2: “CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM”\n"
        "       Quy định: 13 đến 14\n"
        "       Văn bản:  12\n"
        "       Cách sửa: Chọn cỡ chữ 13.\n"
        "       Căn cứ:   Phụ lục I, Phần I, Mục V, số thứ tự 1\n"
        "\n"
        "  Lời văn\n"
        "  LV01 lưu ý: Cỡ chữ của Quốc hiệu không đúng.\n"
        "       đoạn 9: “12.5”\n"
        "       Quy định: 13 đến 14\n"
        "       Văn bản:  12.5\n"
        "       Cách sửa: Chọn cỡ chữ 13.\n"
        "       Căn cứ:   Phụ lục I, Phần I, Mục V, số thứ tự 1\n"
    )


def test_a_file_without_findings_is_told_in_one_line() -> None:
    assert file_text(outcome(), Pen()) == "a.docx: Quyết định, không thấy lỗi\n"


def test_a_document_of_another_regime_is_named_and_not_judged() -> None:
    shown = file_text(outcome(regime="dang"), Pen())
    assert " ".join(shown.split()) == (
        "a.docx: không thuộc Nghị định 30: đầu văn bản ghi “ĐẢNG CỘNG SẢN VIỆT NAM”; không kiểm tra"
    )


def test_another_document_in_the_file_is_told_with_its_place() -> None:
    made = outcome()
    assert made.data is not None
    made.data["next_document"] = place_data(paragraph("CỘNG HÒA", number=9).place, "")
    shown = " ".join(file_text(made, Pen()).split())
    assert "Từ đoạn 9 là văn bản khác có Quốc hiệu riêng, không được kiểm tra" in shown


def test_errors_come_before_warnings_of_the_same_component() -> None:
    warning = replace(WARNING, component="quoc_hieu")
    early = replace(warning, fault=replace(warning.fault, spot=at(paragraph("Đầu", number=1))))
    shown = file_text(outcome(early, ERROR), Pen())
    assert shown.index("QH01") < shown.index("LV01")


def test_what_is_alike_is_told_once_with_its_places() -> None:
    places = [at(paragraph(f"Đoạn {n}", number=n)) for n in range(1, 9)]
    shown = file_text(outcome(*(finding(spot=spot) for spot in places)), Pen())
    assert shown.count("Cách sửa") == 1
    assert "đoạn 5: “Đoạn 5”\n       và 3 chỗ nữa\n" in shown
    assert "đoạn 6" not in shown
    assert shown.startswith("a.docx: Quyết định, 8 lỗi\n")


@pytest.mark.parametrize("width", [40, 60, 100])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    fault = replace(ERROR.fault, message="Tên cơ quan viết tắt nên không đúng. " * 8)
    shown = file_text(outcome(replace(ERROR, fault=fault), WARNING), Pen(width))
    assert max(map(len, shown.splitlines())) <= width
    assert " ".join(shown.split()).count("Tên cơ quan viết tắt nên không đúng.") == 8


def test_colours_are_set_only_where_asked_for() -> None:
    plain = file_text(outcome(ERROR, WARNING), Pen())
    colored = file_text(outcome(ERROR, WARNING), Pen(in_color=True))
    assert "\033" not in plain
    assert "\033[31;1mlỗi\033[0m" in colored
    assert "\033[33mlưu ý\033[0m" in colored


def test_nothing_in_a_file_commands_the_terminal() -> None:
    evil = at(paragraph("a\x9b31mb\u202ec", number=3))
    shown = file_text(outcome(finding(spot=evil), file="x\x1b[2J.docx"), Pen())
    assert "\x9b" not in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_the_tally_counts_every_sort_of_file() -> None:
    tally = Tally()
    for each in (outcome(ERROR, WARNING), outcome(ERROR), outcome(regime="dang"), unread()):
        tally.add(each)
    assert str(tally) == (
        "Đã kiểm tra 2 tệp: 2 lỗi, 1 lưu ý; 1 tệp không thuộc Nghị định 30; "
        "1 tệp không đọc được\nGiải thích một mã: vanban explain QH01"
    )


def test_the_tally_of_nothing_claims_nothing() -> None:
    tally = Tally()
    tally.add(unread())
    assert str(tally) == "1 tệp không đọc được"
