"""Components in relation to one another, what is missing, frames and tables."""

from typing import Any

import pytest

from tests.check.made import (
    cell,
    component,
    faults,
    margin,
    paragraph,
    recognised,
    run,
    section,
    table,
)
from vanban.check.components import Recognised
from vanban.check.facts import DrawnLine, Paragraph, Spacing
from vanban.check.rules import RULES

_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"


def _finds(code: str, made: Recognised) -> bool:
    return bool(faults(RULES[code], made))


def _right(text: str, number: int, size: float = 13, **facts: Any) -> Paragraph:
    """A paragraph in the right cell of the head."""
    facts.setdefault("alignment", "giua")
    return paragraph(run(text, size, bold=True), number=number, cell=(1, 1, 2), **facts)


def _head(date: float = 14, nation: float = 13, motto: float = 14, **facts: Any) -> Recognised:
    lines = (
        ("quoc_hieu", _right(_NATION, 1, nation)),
        ("tieu_ngu", _right(_MOTTO, 2, motto, **facts)),
        ("dia_danh_ngay", _right("Hà Nội, ngày 05 tháng 01 năm 2020", 3, date)),
    )
    return recognised(*(component(name, line, room_mm=98.0) for name, line in lines))


@pytest.mark.parametrize(
    ("nation", "motto", "date", "found"),
    [(12, 13, 13, False), (13, 14, 14, False), (12, 14, 14, True), (13, 13, 13, True)],
)
def test_sizes_of_the_head_go_together(
    nation: float, motto: float, date: float, found: bool
) -> None:
    assert _finds("QH17", _head(date, nation, motto)) is found


def test_sizes_that_are_wrong_anyway_are_left_to_their_rules() -> None:
    assert not _finds("QH17", _head(date=15))
    assert not _finds("QH17", _head(motto=13.5))


def test_the_motto_stands_below_the_middle_of_the_nation() -> None:
    assert not _finds("TN15", _head())
    assert _finds("TN15", _head(left_mm=20.0))
    assert _finds("TN15", _head(alignment="trai"))
    assert not _finds("TN15", _head(left_mm=10.0))


@pytest.mark.parametrize(("alignment", "found"), [("giua", False), ("trai", True), ("deu", True)])
def test_a_subject_of_several_lines_is_centred_too(alignment: Any, found: bool) -> None:
    number = paragraph(run("Số: 12/SYT-NV", 13), cell=(1, 1, 1), alignment="giua")
    words = run("V/v tăng cường phòng, chống dịch bệnh sốt xuất huyết Dengue", 12)
    subject = paragraph(words, number=2, cell=(1, 1, 1), alignment=alignment)
    made = recognised(
        component("so_ky_hieu", number, room_mm=66.0),
        component("trich_yeu_cong_van", subject, room_mm=66.0),
    )
    assert _finds("VV15", made) is found


def test_single_spacing_in_the_head() -> None:
    assert not _finds("QH18", _head())
    assert not _finds("QH18", _head(spacing=Spacing(before_pt=6)))
    assert _finds("QH18", _head(spacing=Spacing(before_pt=12)))
    assert _finds("QH18", _head(spacing=Spacing(line=1.5)))


@pytest.mark.parametrize(("cell_of_name", "found"), [(1, False), (3, True)])
def test_the_nation_stands_at_the_right(cell_of_name: int, found: bool) -> None:
    name = paragraph("SỞ NỘI VỤ", number=9, cell=(1, 1, cell_of_name))
    words = (component("quoc_hieu", _right(_NATION, 1)), component("co_quan_ban_hanh", name))
    assert _finds("QH15", recognised(*words)) is found


def test_the_nation_fits_its_room() -> None:
    for room, found in ((98.0, False), (70.0, True), (None, False)):
        words = component("quoc_hieu", _right(_NATION, 1), room_mm=room)
        assert _finds("QH19", recognised(words)) is found
    hung = _right(_NATION, 1, left_mm=-10.0, right_mm=-10.0)
    assert not _finds("QH19", recognised(component("quoc_hieu", hung, room_mm=80.0)))


def _numbered(gap: float, number: int = 2) -> Recognised:
    above = paragraph("Số: 12/UBND-VX", number=1, cell=(1, 2, 1))
    spacing = Spacing(before_pt=gap)
    below = paragraph("V/v nâng bậc lương", number=number, cell=(1, 2, 1), spacing=spacing)
    return recognised(component("so_ky_hieu", above), component("trich_yeu_cong_van", below))


@pytest.mark.parametrize(
    ("gap", "found"), [(6, False), (5, False), (7.5, False), (0, True), (12, True)]
)
def test_the_gap_above_the_subject(gap: float, found: bool) -> None:
    assert _finds("VV19", _numbered(gap)) is found
    assert not _finds("VV19", _numbered(gap, number=3))


def test_number_and_date_on_one_line() -> None:
    number, date = paragraph("Số: 1/QĐ-A", number=1), paragraph("Hà Nội, ngày 1", number=2)
    words = (component("so_ky_hieu", number), component("dia_danh_ngay", date))
    assert _finds("DN19", recognised(*words))
    boxed = paragraph("Hà Nội, ngày 1", number=2, cell=(1, 2, 2))
    assert not _finds("DN19", recognised(words[0], component("dia_danh_ngay", boxed)))


@pytest.mark.parametrize(
    ("kind", "row", "found"),
    [("thong_bao", 1, False), ("thong_bao", 2, True), ("bien_ban", 2, False), ("", 2, False)],
)
def test_recipients_beside_the_signer(kind: str, row: int, found: bool) -> None:
    title = paragraph("CHỦ TỊCH", number=1, cell=(1, 1, 2))
    word = paragraph("Nơi nhận:", number=2, cell=(1, row, 1))
    words = (component("quyen_han_chuc_vu", title), component("noi_nhan_tu", word))
    assert _finds("NT19", recognised(*words, kind=kind)) is found


@pytest.mark.parametrize(
    ("code", "name", "kind"),
    [
        ("TT01", "tieu_ngu", "thong_bao"),
        ("TT02", "co_quan_ban_hanh", "thong_bao"),
        ("TT03", "so_ky_hieu", "thong_bao"),
        ("TT04", "dia_danh_ngay", "thong_bao"),
        ("TT05", "trich_yeu", "thong_bao"),
        ("TT06", "trich_yeu_cong_van", "cong_van"),
        ("TT07", "quyen_han_chuc_vu", "thong_bao"),
        ("TT08", "noi_nhan_tu", "thong_bao"),
        ("TT09", "kinh_gui", "to_trinh"),
        ("TT10", "lenh_ban_hanh", "quyet_dinh"),
        ("TT11", "can_cu", "nghi_quyet"),
        ("TT12", "tham_quyen", "quyet_dinh"),
    ],
)
def test_what_is_missing(code: str, name: str, kind: str) -> None:
    body = component("noi_dung", "Nội dung của văn bản này.")
    there = component(name, paragraph("Chữ của thành phần", number=2))
    assert _finds(code, recognised(body, kind=kind))
    assert not _finds(code, recognised(body, there, kind=kind))
    assert not _finds(code, recognised(body))


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("TT04", "bien_ban"),
        ("TT08", "bien_ban"),
        ("TT05", "giay_moi"),
        ("TT06", "thong_bao"),
        ("TT09", "thong_bao"),
        ("TT10", "thong_bao"),
        ("TT03", "hop_dong"),
    ],
)
def test_what_a_kind_does_not_need(code: str, kind: str) -> None:
    assert not _finds(code, recognised(component("noi_dung", "Nội dung."), kind=kind))


def test_words_that_may_be_the_missing_component() -> None:
    body = component("noi_dung", paragraph("NƠI NHẬN", number=3))
    assert not _finds("TT08", recognised(body, kind="thong_bao"))


def test_order() -> None:
    first = component("lenh_ban_hanh", paragraph("QUYẾT ĐỊNH:", number=1))
    second = component("can_cu", paragraph("Căn cứ Luật A;", number=2))
    assert _finds("TT13", recognised(first, second, kind="quyet_dinh"))
    assert not _finds("TT13", recognised(first, second, kind="thong_bao"))


@pytest.mark.parametrize(("width", "found"), [(165.0, False), (175.0, False), (180.0, True)])
def test_tables_as_wide_as_the_text(width: float, found: bool) -> None:
    for ruled in (True, False):
        made = table(["STT", "Tên"], width_mm=width, is_bordered=ruled)
        pages = [section("Nội dung", made)]
        document = recognised(component("noi_dung", "Nội dung"), sections=pages)
        assert _finds("BG01", document) is (found and ruled)


@pytest.mark.parametrize(
    ("words", "width", "found"),
    [
        ("KHẨN", 20.0, False),
        ("KHẨN", 40.0, True),
        ("THƯỢNG KHẨN", 40.0, False),
        ("HỎA TỐC", 30.0, False),
        ("HOẢ TỐC", 30.0, False),
        ("HỎA TỐC", 20.0, True),
    ],
)
def test_frames_of_urgency_stamps(words: str, width: float, found: bool) -> None:
    stamp = paragraph(words, cell=(1, 1, 1))
    frame = table([cell(stamp)], width_mm=width, is_bordered=True)
    made = recognised(component("do_khan", stamp), sections=[section(frame)])
    assert _finds("KN19", made) is found


def test_words_on_circulation_in_a_frame() -> None:
    words = paragraph("LƯU HÀNH NỘI BỘ", cell=(1, 1, 1))
    for ruled in (True, False):
        frame = table([cell(words)], is_bordered=ruled)
        made = recognised(component("luu_hanh", words), sections=[section(frame)])
        assert _finds("LH19", made) is not ruled


def test_the_line_above_the_address() -> None:
    address = paragraph("ĐT: 024.38.000.000", part="chan_trang")
    line = paragraph("", part="chan_trang", lines=(DrawnLine("vien", 165.0),))
    for lines, found in (((line,), False), ((), True)):
        foot = margin(*lines, address, part="chan_trang", on="trang_dau")
        pages = [section("Nội dung", margins=(foot,))]
        made = recognised(component("dia_chi", address), sections=pages)
        assert _finds("DC19", made) is found
