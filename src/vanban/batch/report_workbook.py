"""The report of a run as a workbook of four sheets."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from vanban.batch.allocation import Allocation
from vanban.batch.allocation_table import allocation_table
from vanban.batch.redaction import without_quotes
from vanban.batch.report import Failure, Report, fault_and_advice, place_names, summary
from vanban.batch.sheet_styles import Style
from vanban.batch.sheet_writer import Cell, Line, Sheet, WorkbookWriter
from vanban.batch.writing import whole_file

_TITLE = "BÁO CÁO KẾT QUẢ LÀM VĂN BẢN HÀNG LOẠT"
_FAULT_HEADINGS = (*("STT", "Nơi có lỗi", "Dòng", "Cột, ô", "Trường", "Điều chưa đúng", "Cần làm"),)
_REMARK_HEADINGS = (
    *("STT", "Nơi cần xem", "Dòng", "Cột, ô", "Trường", "Điều nên xem lại", "Cần làm"),
)
_FAULT_WIDTHS = (7, 26, 8, 14, 18, 36, 30)
_FAULT_STYLES = (
    *(Style.COUNT, Style.TEXT, Style.COUNT, Style.TEXT, Style.TEXT, Style.TEXT, Style.TEXT),
)
_SHARE_HEADINGS = ("Dòng riêng đã lớn hơn tổng giao", "Cộng dồn vượt từ", "Ghi chú")
_SHARE_WIDTHS = (24, 16, 16, 9, 18, 24, 18, 24)
_SHARE_STYLES = (
    *(Style.TEXT, Style.RIGHT, Style.RIGHT, Style.CENTRE),
    *(Style.TEXT, Style.TEXT, Style.TEXT, Style.TEXT),
)


def write_report_workbook(report: Report, target: str | Path, *, force: bool = False) -> None:
    """Writes the report to a workbook, whole or not at all, in flat memory. Raises DocxError."""
    with whole_file(target, force=force, sync=True) as file, WorkbookWriter(file) as writer:
        first = Sheet("Tổng hợp", (34, 60), (Style.LABEL, Style.TEXT), landscape=False)
        writer.add(first, _summary_lines(report))
        writer.add(_fault_sheet("Lỗi", _FAULT_HEADINGS), _fault_lines(report.failures))
        shares = allocation_table(report.allocations)
        head = Line((*shares[0], *_SHARE_HEADINGS), Style.HEAD)
        sheet = Sheet("Phân bổ", _SHARE_WIDTHS, _SHARE_STYLES, (head,))
        writer.add(sheet, map(_share_line, shares[1:], report.allocations))
        writer.add(_fault_sheet("Cảnh báo", _REMARK_HEADINGS), _fault_lines(report.warnings))


def _fault_sheet(title: str, headings: tuple[str, ...]) -> Sheet:
    return Sheet(title, _FAULT_WIDTHS, _FAULT_STYLES, (Line(headings, Style.HEAD),))


def _summary_lines(report: Report) -> Iterator[Line]:
    yield Line((_TITLE,), Style.BANNER)
    yield Line(("",), Style.PLAIN)
    failed = report.totals.counts.failed
    for title, value in summary(report.totals):
        yield Line((title, value))
    yield Line(("",), Style.PLAIN)
    said = "Xem trang “Lỗi”, sửa bảng rồi chạy lại." if failed else "Mọi dòng đều đạt."
    yield Line((said,), Style.BANNER_TEXT)


def _fault_lines(failures: Iterable[Failure]) -> Iterator[Line]:
    for number, failure in enumerate(failures, 1):
        fault, advice = fault_and_advice(failure.message)
        where = (failure.place, failure.row or "", failure.column)
        yield Line((number, *where, failure.field, fault, advice))


def _share_line(cells: list[str], allocation: Allocation) -> Line:
    """A row of the table; its verdict stands out when the shares are too much or do not add up."""
    shown: list[Cell] = [*cells]
    if allocation.excess or allocation.problem:
        shown[-1] = (cells[-1], Style.ALARM)
    remark = str(without_quotes(allocation.problem)) if allocation.problem else ""
    above = place_names(allocation.above, allocation.above_count)
    return Line((*shown, above, allocation.crossed, remark))
