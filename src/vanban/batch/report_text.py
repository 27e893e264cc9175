"""The report of a run as plain text, no line wider than a screen."""

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from vanban.batch.allocation import Allocation
from vanban.batch.allocation_table import allocation_text
from vanban.batch.redaction import without_quotes
from vanban.batch.report import Failure, Report, place_names, summary
from vanban.batch.writing import whole_file

_WIDTH = 96
_CELL = re.compile(r"[A-Z]{1,3}[0-9]+")
_TITLE = "BÁO CÁO KẾT QUẢ LÀM VĂN BẢN HÀNG LOẠT"


def write_text_report(report: Report, target: str | Path, *, force: bool = False) -> None:
    """Writes the report to a text file in UTF-8, whole or not at all. Raises DocxError."""
    with whole_file(target, force=force, sync=True) as file:
        for line in report_lines(report):
            file.write(f"{line}\n".encode())


def report_lines(report: Report) -> Iterator[str]:
    """The lines of the report, without their ends."""
    yield _TITLE
    yield ""
    yield from _summary_lines(report)
    yield from _section("LỖI", map(_said, report.failures), "Không có lỗi.")
    yield from _allocation_lines(report.allocations)
    yield from _section("CẢNH BÁO", map(_said, report.warnings), "Không có cảnh báo.")


def _summary_lines(report: Report) -> Iterator[str]:
    pairs = summary(report.totals)
    widest = max(len(title) for title, _ in pairs) + 2
    for title, value in pairs:
        yield from _wrapped(value, f"{title}:".ljust(widest), " " * widest)


def _section(title: str, texts: Iterable[str], nothing: str) -> Iterator[str]:
    """A heading and numbered texts, or a line that says there are none."""
    yield ""
    yield title
    number = 0
    for number, text in enumerate(texts, 1):
        yield from _wrapped(text, f"{number}. ", "   ")
    if not number:
        yield nothing


def _said(failure: Failure) -> str:
    """One fault in a line: where, in which field, what."""
    row = f"dòng {failure.row}" if failure.row else ""
    where = ", ".join(filter(None, (failure.place, row, _column(failure.column))))
    return ": ".join(filter(None, (where, failure.field, failure.message)))


def _column(column: str) -> str:
    """A cell or a column by the word for it."""
    if not column:
        return ""
    return f"ô {column}" if _CELL.fullmatch(column) else f"cột “{column}”"


def _allocation_lines(allocations: tuple[Allocation, ...]) -> Iterator[str]:
    yield ""
    yield "ĐỐI CHIẾU PHÂN BỔ"
    if not allocations:
        yield "Bản gốc không chia chỉ tiêu nào cho các dòng."
        return
    yield from allocation_text(allocations).splitlines()
    for allocation in allocations:
        for remark in _remarks(allocation):
            yield from _wrapped(f"{allocation.name}: {remark}", "- ", "  ")


def _remarks(allocation: Allocation) -> Iterator[str]:
    """What the table has no room for."""
    if allocation.problem:
        yield str(without_quotes(allocation.problem))
        return
    if allocation.above_count:
        named = place_names(allocation.above, allocation.above_count)
        yield f"riêng phần của dòng này đã lớn hơn tổng giao: {named}"
    if allocation.crossed:
        yield f"cộng dồn theo thứ tự, tổng bắt đầu vượt từ {allocation.crossed}"


def _wrapped(text: str, first: str, others: str) -> list[str]:
    """``text`` in lines that fit, the first after ``first`` and the rest after ``others``."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    return textwrap.wrap(
        text, _WIDTH, initial_indent=first, subsequent_indent=others, break_on_hyphens=False
    ) or [first.rstrip()]
