"""The head of a document, in every shape that people give it."""

import unicodedata

import pytest

from vanban.check.components import Recognised, Sure

from .files import BODY, DATE, FOOT, MOTTO, NAME, WordFile, head, notice, text

NUMBER = "Số: 12/TB-UBND"
TITLE = ("", "^b:THÔNG BÁO", "^b:Về việc nghỉ lễ", "", *BODY)

SHAPES = {
    "one row of two cells": WordFile().table(
        [
            ["^b:ỦY BAN NHÂN DÂN", "^b:XÃ BÌNH MINH", "", f"^{NUMBER}"],
            ["^" + NAME, "^" + MOTTO, "", "^" + DATE],
        ]
    ),
    "two rows": WordFile().table(
        [["^b:ỦY BAN NHÂN DÂN", "^b:XÃ BÌNH MINH"], ["^" + NAME, "^" + MOTTO]],
        [[f"^{NUMBER}"], ["^" + DATE]],
    ),
    "each line a row": WordFile().table(
        [["^b:ỦY BAN NHÂN DÂN"], ["^" + NAME]],
        [["^b:XÃ BÌNH MINH"], ["^" + MOTTO]],
        [[f"^{NUMBER}"], ["^" + DATE]],
    ),
    "an empty column between": WordFile().table(
        [["^b:ỦY BAN NHÂN DÂN", "^b:XÃ BÌNH MINH"], [""], ["^" + NAME, "^" + MOTTO]],
        [[f"^{NUMBER}"], [""], ["^" + DATE]],
    ),
    "a table in a table": WordFile().nested(
        [
            [["^b:ỦY BAN NHÂN DÂN", "^b:XÃ BÌNH MINH"], ["^" + NAME, "^" + MOTTO]],
            [[f"^{NUMBER}"], ["^" + DATE]],
        ]
    ),
    "soft breaks in a cell": WordFile().table(
        [["^b:ỦY BAN NHÂN DÂN\nXÃ BÌNH MINH"], [f"^{NAME}\n{MOTTO[2:]}"]],
        [[f"^{NUMBER}"], ["^" + DATE]],
    ),
    "tabs": WordFile().lines(
        f"b:ỦY BAN NHÂN DÂN\t{NAME[2:]}",
        f"b:XÃ BÌNH MINH\t\t{MOTTO[2:]}",
        "",
        f"{NUMBER}\t{DATE[2:]}",
    ),
    "spaces": WordFile().lines(
        f"b:ỦY BAN NHÂN DÂN        {NAME[2:]}",
        f"b:XÃ BÌNH MINH                    {MOTTO[2:]}",
        f"{NUMBER}            {DATE[2:]}",
    ),
    "one column": WordFile().lines(
        "^" + NAME,
        "^" + MOTTO,
        "^-------",
        "^b:ỦY BAN NHÂN DÂN",
        "^b:XÃ BÌNH MINH",
        f"^{NUMBER}",
        ">" + DATE,
    ),
    "one column, the body first": WordFile().lines(
        "^b:ỦY BAN NHÂN DÂN",
        "^b:XÃ BÌNH MINH",
        f"^{NUMBER}",
        "^" + NAME,
        "^" + MOTTO,
        ">" + DATE,
    ),
    "number and date below the table": WordFile()
    .table([["^b:ỦY BAN NHÂN DÂN", "^b:XÃ BÌNH MINH"], ["^" + NAME, "^" + MOTTO]])
    .lines(f"{NUMBER}\t\t{DATE[2:]}"),
    "text boxes": WordFile()
    .text_box("^b:ỦY BAN NHÂN DÂN", "^b:XÃ BÌNH MINH", f"^{NUMBER}")
    .text_box("^" + NAME, "^" + MOTTO, "^" + DATE),
    "the header of the page": WordFile().page_header(
        f"b:ỦY BAN NHÂN DÂN\t{NAME[2:]}",
        f"b:XÃ BÌNH MINH\t{MOTTO[2:]}",
        f"{NUMBER}\t{DATE[2:]}",
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_components_are_found_in_every_shape(shape: str) -> None:
    found = SHAPES[shape].lines(*TITLE).table(list(FOOT)).recognised()
    assert found.regime == "nd30"
    assert found.kind is not None
    assert found.kind.khoa == "thong_bao"
    assert {name: text(found, name) for name in _IN_HEAD} == _IN_HEAD
    assert all(found.all(name)[0].sure is Sure.CERTAIN for name in _IN_HEAD)
    assert str(found.day) == "2026-03-05"
    assert not found.all("co_quan_chu_quan")
    assert not found.all("trich_yeu_cong_van")


_IN_HEAD = {
    "quoc_hieu": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "tieu_ngu": "Độc lập - Tự do - Hạnh phúc",
    "co_quan_ban_hanh": "ỦY BAN NHÂN DÂN XÃ BÌNH MINH",
    "so_ky_hieu": "Số: 12/TB-UBND",
    "dia_danh_ngay": "Xã Bình Minh, ngày 05 tháng 3 năm 2026",
    "ten_loai": "THÔNG BÁO",
    "trich_yeu": "Về việc nghỉ lễ",
}


@pytest.mark.parametrize(
    ("lines", "superior", "issuer"),
    [
        (["^UBND TỈNH B", "^b:SỞ NỘI VỤ"], "UBND TỈNH B", "SỞ NỘI VỤ"),
        (["^b:UBND TỈNH B", "^b:SỞ NỘI VỤ"], "UBND TỈNH B", "SỞ NỘI VỤ"),
        (["^UBND TỈNH B", "^SỞ NỘI VỤ"], "UBND TỈNH B", "SỞ NỘI VỤ"),
        (["^b:ỦY BAN NHÂN DÂN TỈNH B"], None, "ỦY BAN NHÂN DÂN TỈNH B"),
        (["^b:UỶ BAN NHÂN DÂN", "^b:TỈNH B"], None, "UỶ BAN NHÂN DÂN TỈNH B"),
        (["^b:HỘI ĐỒNG", "^b:THI ĐUA - KHEN THƯỞNG"], None, "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG"),
        (
            ["^BỘ TÀI CHÍNH", "^TỔNG CỤC THUẾ", "^b:CỤC THUẾ TỈNH B"],
            "BỘ TÀI CHÍNH TỔNG CỤC THUẾ",
            "CỤC THUẾ TỈNH B",
        ),
        (
            ["^SỞ XÂY DỰNG", "^THÀNH PHỐ C", "^b:BAN QUẢN LÝ DỰ ÁN", "^b:ĐẦU TƯ KHU VỰC 3"],
            "SỞ XÂY DỰNG THÀNH PHỐ C",
            "BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ KHU VỰC 3",
        ),
        (
            ["^b:ỦY BAN NHÂN DÂN -", "^b:ỦY BAN MẶT TRẬN", "^b:TỔ QUỐC VIỆT NAM", "^b:XÃ B"],
            None,
            "ỦY BAN NHÂN DÂN - ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM XÃ B",
        ),
    ],
)
def test_the_superior_body_is_told_from_the_issuing_one(
    lines: list[str], superior: str | None, issuer: str
) -> None:
    found = notice([*lines, "", "^Số: 12/TB-SNV"]).recognised()
    assert text(found, "co_quan_chu_quan") == superior
    assert text(found, "co_quan_ban_hanh") == issuer


@pytest.mark.parametrize(
    "line",
    [
        "^b:Cộng hòa xã hội chủ nghĩa Việt Nam",
        "^b:CONG HOA XA HOI CHU NGHIA VIET NAM",
        "^b:CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "^b:CỘNG HÒA  XÃ HỘI CHỦ\u00a0NGHĨA VIỆT NAM.",
        "^b:CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT  NAN",
        "^b:CỘNG HÒA XÃ HỘI CHỦ NGHỈA VIÊT NAM",
        "^b:" + unicodedata.normalize("NFD", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ],
)
def test_a_national_name_in_any_spelling_is_one(line: str) -> None:
    found = notice(right=[line, "^" + MOTTO, "^" + DATE]).recognised()
    assert found.regime == "nd30"
    assert found.all("quoc_hieu")


@pytest.mark.parametrize(
    ("line", "sure"),
    [
        ("^b:Độc lập – Tự do – Hạnh phúc", Sure.CERTAIN),
        ("^b:ĐỘC LẬP - TỰ DO - HẠNH PHÚC", Sure.CERTAIN),
        ("^b:Độc lập-Tự do-Hạnh phúc", Sure.CERTAIN),
        ("^b:Độc lập - Tự do - Hạnh phút", Sure.CERTAIN),
        ("^b:Dân giàu, nước mạnh", Sure.LIKELY),
    ],
)
def test_a_motto_in_any_spelling_is_one(line: str, sure: Sure) -> None:
    found = notice(right=["^" + NAME, line, "^" + DATE]).recognised()
    motto = found.all("tieu_ngu")[0]
    assert (motto.text, motto.sure) == (line[3:], sure)


@pytest.mark.parametrize(
    ("number", "date", "day"),
    [
        ("Số:         /TB-UBND", "Hà Nội, ngày      tháng      năm 2026", "2026"),
        ("Số: …/TB-UBND", "Hà Nội, ngày … tháng 9 năm 2026", "2026-09"),
        ("Số:........./TB-UBND", "Hà Nội, ngày .... tháng .... năm ....", "None"),
        ("SỐ: 05/TB-UBND", "Hà Nội, ngày 31 tháng 02 năm 2026", "2026-02"),
        ("Số 05/TB-UBND", "Hà Nội, 05/3/2026", "2026-03-05"),
        ("Số:\u00a0\u00a0\u00a0/TB-UBND", "ngày\u00a005\u00a0tháng 3 năm 2026", "2026-03-05"),
    ],
)
def test_numbers_and_dates_may_be_blank(number: str, date: str, day: str) -> None:
    left = ["^b:ỦY BAN NHÂN DÂN XÃ B", "^" + number]
    found = notice(left, right=["^" + NAME, "^" + MOTTO, "^i:" + date]).recognised()
    assert text(found, "so_ky_hieu") == " ".join(number.split())
    assert text(found, "dia_danh_ngay") == " ".join(date.split())
    assert str(found.day) == day
    assert text(found, "co_quan_ban_hanh") == "ỦY BAN NHÂN DÂN XÃ B"


def test_a_letter_is_told_by_its_subject_below_the_number() -> None:
    left = ["^UBND TỈNH B", "^b:SỞ NỘI VỤ", "^Số: 5/SNV-VP", "^V/v tổng kết công tác", "^năm 2026"]
    found = (
        head(left).lines("", "^Kính gửi: Sở Tài chính", "", *BODY).table(list(FOOT)).recognised()
    )
    assert found.kind is not None
    assert found.kind.khoa == "cong_van"
    assert text(found, "trich_yeu_cong_van") == "V/v tổng kết công tác năm 2026"
    assert text(found, "kinh_gui") == "Kính gửi: Sở Tài chính"
    assert not found.all("ten_loai")


@pytest.mark.parametrize(
    ("stamp", "name"),
    [
        ("MẬT", "do_mat"),
        ("TUYỆT MẬT", "do_mat"),
        ("HỎA TỐC", "do_khan"),
        ("THƯỢNG KHẨN", "do_khan"),
        ("(DỰ THẢO)", "du_thao"),
        ("DỰ THẢO LẦN 2", "du_thao"),
        ("XEM XONG TRẢ LẠI", "luu_hanh"),
    ],
)
def test_stamps_are_no_part_of_the_name(stamp: str, name: str) -> None:
    left = ["^b:ỦY BAN NHÂN DÂN", "^b:XÃ B", "^Số: 12/TB-UBND", f"^b:{stamp}"]
    found = notice(left).recognised()
    assert text(found, name) == stamp
    assert text(found, "co_quan_ban_hanh") == "ỦY BAN NHÂN DÂN XÃ B"


def test_the_room_is_that_of_the_cell() -> None:
    found = notice().recognised()
    assert _room(found, "quoc_hieu") == pytest.approx(76.2, abs=0.5)
    assert _room(found, "ten_loai") == pytest.approx(152.4, abs=0.5)


def _room(found: Recognised, name: str) -> float | None:
    return found.all(name)[0].room_mm


def test_an_electronic_signature_above_is_not_the_number() -> None:
    made = WordFile().lines(">Số: 12/TB-UBND; 05/3/2026; 10:30:00")
    made.table([["^b:ỦY BAN NHÂN DÂN", "^b:XÃ B", "^Số: 12/TB-UBND"], ["^" + NAME, "^" + MOTTO]])
    found = made.lines(*TITLE).table(list(FOOT)).recognised()
    assert [c.text for c in found.all("so_ky_hieu")] == ["Số: 12/TB-UBND"]


def test_a_cover_is_not_the_head() -> None:
    cover = ["^b:ỦY BAN NHÂN DÂN TỈNH C", "^b:SỞ NỘI VỤ", "^b:ĐỀ ÁN", "^b:MỘT VIỆC LỚN"]
    lines = [*cover, "^b:Thuyết minh", "^b:Tập một", "^Người lập: Lê An", "^C, năm 2026", "^-----"]
    made = WordFile().lines(*lines, "", "^Bản thảo cuối")
    made.table([["^b:ỦY BAN NHÂN DÂN", "^b:XÃ B", "^Số: 12/TB-UBND"], ["^" + NAME, "^" + MOTTO]])
    found = made.lines(*TITLE).table(list(FOOT)).recognised()
    assert text(found, "co_quan_ban_hanh") == "ỦY BAN NHÂN DÂN XÃ B"
    assert not found.all("co_quan_chu_quan")


@pytest.mark.parametrize(
    ("lines", "sure"),
    [
        (["^b:TRƯỜNG ĐẠI HỌC", "^b:KHOA HỌC TỰ NHIÊN"], Sure.CERTAIN),
        (["^b:TRƯỜNG ĐẠI HỌC B", "^b:KHOA LỊCH SỬ"], Sure.LIKELY),
        (["^UBND TỈNH B", "^SỞ Y TẾ", "^BỆNH VIỆN ĐA KHOA"], Sure.LIKELY),
        (["^UBND TỈNH B", "^SỞ Y TẾ", "^b:BỆNH VIỆN ĐA KHOA"], Sure.CERTAIN),
    ],
)
def test_a_parting_that_nothing_bears_out_is_no_certainty(lines: list[str], sure: Sure) -> None:
    found = notice([*lines, "", "^Số: 12/TB-X"]).recognised()
    assert found.all("co_quan_ban_hanh")[0].sure is sure


def test_lines_are_below_what_they_are_typed_or_drawn_under() -> None:
    left = ["^b:ỦY BAN NHÂN DÂN", "^b:XÃ B", "^_______", "^Số: 12/TB-UBND"]
    found = notice(
        left, right=["^" + NAME, "^" + MOTTO, "^______________", "^" + DATE]
    ).recognised()
    for name in ("co_quan_ban_hanh", "tieu_ngu"):
        assert [line.how for line in found.all(name)[0].below] == ["ky_tu"]
    for name in ("quoc_hieu", "so_ky_hieu", "dia_danh_ngay"):
        assert not found.all(name)[0].below
