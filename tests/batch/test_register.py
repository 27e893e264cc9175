"""The register workbook against PL IV, I; its words are typed anew from the decree."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pdfplumber
import pytest
from openpyxl import load_workbook

from tests.batch.rows import names_in
from tests.batch.workbooks import refuse_invalid_parts, values
from tests.models.samples import van_ban
from vanban.batch.register import write_register
from vanban.errors import DocxError
from vanban.models import BiaSo, DongDangKy

ENTRY = DongDangKy("15/KH-UBND", "05/01/2024", "Kế hoạch", "Lê A", "Các thôn", "VT, VX", "12")


def cover() -> BiaSo:
    return van_ban(co_quan_chu_quan="UBND thị xã Đông Triều").register_cover()


def entry(number: str = "15/KH-UBND", day: str = "05/01/2024") -> DongDangKy:
    return ENTRY._replace(so_ky_hieu=number, ngay_thang=day)


def written(tmp_path: Path, *entries: DongDangKy, quyen_so: str = "") -> Path:
    path = tmp_path / "so.xlsx"
    write_register(entries, cover(), path, quyen_so=quyen_so, force=True)
    return path


def front(path: Path) -> list[str]:
    return [row[0] for row in values(path, "Bìa") if row[0]]


def test_the_contents(tmp_path: Path) -> None:
    path = written(tmp_path, ENTRY)
    refuse_invalid_parts(path)
    assert load_workbook(path).sheetnames == ["Bìa", "Nội dung"]
    headings, numbers, row = values(path, "Nội dung")
    assert headings == (
        *("Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung văn bản"),
        *("Người ký", "Nơi nhận văn bản", "Đơn vị, người nhận bản lưu", "Số lượng bản"),
        *("Ngày chuyển", "Ký nhận", "Ghi chú"),
    )
    assert numbers == tuple(f"({n})" for n in range(1, 11))
    day = datetime(2024, 1, 5)
    filled = ("15/KH-UBND", day, "Kế hoạch", "Lê A", "Các thôn", "VT, VX", "12")
    assert row == (*filled, None, None, None)


def test_the_sheet_to_print(tmp_path: Path) -> None:
    sheet = load_workbook(written(tmp_path, ENTRY))["Nội dung"]
    assert sheet.print_title_rows == "$1:$2"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.font.name for cell in cells} == {"Times New Roman"}
    assert all(cell.border.bottom.style == "thin" and cell.alignment.wrap_text for cell in cells)
    assert sheet["B3"].number_format == "dd/mm/yyyy"
    assert sheet["A3"].number_format == "@"


def test_the_cover(tmp_path: Path) -> None:
    days = ("07/02/2024", "05/01/2024", "28/02/2024")
    entries = [entry(f"{n}/KH-UBND", day) for n, day in zip(("09", "8", "110"), days, strict=True)]
    assert front(written(tmp_path, *entries, quyen_so="01")) == [
        "UBND THỊ XÃ ĐÔNG TRIỀU",
        "ỦY BAN NHÂN DÂN XÃ QUANG TRUNG",
        "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
        "Năm: 2024",
        "Từ ngày 05/01/2024 đến ngày 28/02/2024",
        "Từ số 08 đến số 110",
        "Quyển số: 01",
    ]


def test_what_is_not_known_is_left_to_be_written(tmp_path: Path) -> None:
    path = written(tmp_path, entry("…/KH-UBND", "…/01/2024"), entry("", "…/…/2024"))
    assert front(path)[-3:] == [
        "Từ ngày ………… đến ngày …………",
        "Từ số ………… đến số …………",
        "Quyển số: …………",
    ]
    assert [row[:2] for row in values(path, "Nội dung")[2:]] == [
        ("…/KH-UBND", "…/01/2024"),
        (None, "…/…/2024"),
    ]


@pytest.mark.parametrize("text", ["=1+1", "+84", "@a", "-1", "05/UBND", "012"])
def test_no_value_becomes_a_formula_or_a_number(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, DongDangKy(*[text] * 7))
    for row in load_workbook(path)["Nội dung"].iter_rows(min_row=3, max_col=7):
        for cell in row:
            assert (cell.value, cell.data_type) == (text, "s")


def test_the_register_of_nothing_is_empty(tmp_path: Path) -> None:
    assert len(values(written(tmp_path), "Nội dung")) == 2


def test_the_same_entries_are_the_same_bytes(tmp_path: Path) -> None:
    entries = [entry(f"{n:02d}/KH-UBND") for n in range(1, 61)]
    assert written(tmp_path, *entries).read_bytes() == written(tmp_path, *entries).read_bytes()


def test_it_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    def broken() -> Iterator[DongDangKy]:
        yield ENTRY
        raise RuntimeError("entries")

    with pytest.raises(RuntimeError, match="entries"):
        write_register(broken(), cover(), tmp_path / "so.xlsx")
    assert names_in(tmp_path) == []


def test_a_register_that_is_there_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "so.xlsx"
    path.write_bytes(b"theirs")
    with pytest.raises(DocxError, match="đã có tệp"):
        write_register([ENTRY], cover(), path)
    assert path.read_bytes() == b"theirs"


def test_the_pages(tmp_path: Path, to_pdf: Callable[[list[Path]], list[Path]]) -> None:
    """On paper: A4 on its side, the headings on every page, and no word of an entry cut off."""
    title = "Kế hoạch tuyên truyền, vận động nhân dân thôn tham gia phong trào thi đua mẫu-{:02d}"
    entries = [
        ENTRY._replace(
            ten_loai_va_trich_yeu=title.format(n), noi_nhan="Trưởng thôn; UBND thị xã; Đảng ủy xã"
        )
        for n in range(1, 61)
    ]
    (pdf,) = to_pdf([written(tmp_path, *entries)])
    with pdfplumber.open(pdf) as pages:
        cover_page, *contents = pages.pages
        assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI" in (cover_page.extract_text() or "")
        assert len(contents) > 1
        for page in contents:
            millimetres = [round(float(side) / 72 * 25.4) for side in (page.width, page.height)]
            assert millimetres == [297, 210]
            assert "(1) (2) (3) (4) (5) (6) (7) (8) (9) (10)" in (page.extract_text() or "")
        words = [word["text"] for page in contents for word in page.extract_words()]
    last_words = [word for word in words if word.startswith("mẫu-")]
    assert last_words == [f"mẫu-{n:02d}" for n in range(1, 61)]
