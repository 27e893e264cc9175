"""A small base and tables of rows for the tests of batches."""

from collections.abc import Iterable, Sequence
from pathlib import Path

BASE = """\
loai: ke_hoach
ten_loai: Kế hoạch
co_quan_ban_hanh: Ủy ban nhân dân xã Quang Trung
viet_tat_co_quan: UBND
dia_danh: Xã Quang Trung
ngay_ban_hanh: 2024
trich_yeu: Tuyên truyền tại thôn
noi_dung: Các thôn thực hiện kế hoạch này./.
nguoi_ky:
  chuc_vu: Chủ tịch
  ho_ten: Nguyễn Văn Thắng
noi_nhan:
  - Trưởng thôn
"""


def write_base(folder: Path, text: str = BASE) -> Path:
    path = folder / "goc.yaml"
    path.write_text(text, "utf-8")
    return path


def write_rows(folder: Path, lines: Iterable[str], heading: str = "Trích yếu") -> Path:
    path = folder / "bang.csv"
    path.write_text("\n".join([heading, *lines]) + "\n", "utf-8")
    return path


def write_workbook(path: Path, rows: Iterable[Sequence[object]]) -> Path:
    """A workbook as people make it, with these rows on its only sheet."""
    from openpyxl import Workbook  # noqa: PLC0415 - for a few tests

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
