"""The report of a run: what was asked for, what came of it, what is wrong and what to do.

It names sheet, row and column and repeats nothing that a cell holds: problems are to come through
``redaction.without_values``.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from vanban.batch.allocation import Allocation
from vanban.batch.results import Counts
from vanban.wording import duration, format_number

_NO_ADVICE = "Sửa chỗ này trong bảng rồi chạy lại."
_OPENING, _CLOSING = "“(", "”)"


@dataclass(frozen=True, slots=True)
class Failure:
    """One fault or warning of a row.

    ``place`` is the file and the sheet, or the whole place where it cannot be taken apart; ``row``
    is that of the sheet or the line of the file (0 for none), ``column`` a heading or a cell: B5.
    """

    place: str
    field: str
    message: str
    row: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class RunTotals:
    """What was run, when, and how many rows came to what.

    ``started`` is a time as people write it; without ``first_number`` no numbers were given.
    """

    base: str
    table: str
    output: str
    started: str
    seconds: float
    counts: Counts
    first_number: int | None = None
    last_number: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A run and what it found. The failures and warnings are read anew for each file."""

    totals: RunTotals
    failures: Iterable[Failure] = ()
    allocations: tuple[Allocation, ...] = ()
    warnings: Iterable[Failure] = ()


def summary(totals: RunTotals) -> list[tuple[str, str]]:
    """The run in pairs of title and value."""
    counts = totals.counts
    shown = [
        ("Số dòng của bảng", counts.rows),
        ("Đã ghi", counts.written),
        ("Không đổi so với lần trước", counts.unchanged),
        ("Có lỗi, chưa ghi", counts.failed),
        ("Giữ tệp đã có, không ghi đè", counts.kept),
    ]
    if left := counts.rows - counts.done:
        shown.append(("Chưa làm vì dừng sớm", left))
    return [
        ("Bản gốc", totals.base),
        ("Bảng dữ liệu", totals.table),
        ("Nơi ghi", totals.output),
        ("Bắt đầu lúc", totals.started),
        ("Thời gian chạy", duration(totals.seconds)),
        *((title, format_number(count)) for title, count in shown),
        ("Số văn bản đã cấp", shown_numbers(totals)),
    ]


def shown_numbers(totals: RunTotals) -> str:
    """The numbers given: "từ số 15 đến số 114"."""
    if totals.first_number is None:
        return "không cấp số"
    last = totals.first_number if totals.last_number is None else totals.last_number
    return f"từ số {totals.first_number:02d} đến số {last:02d}"


def fault_and_advice(message: str) -> tuple[str, str]:
    """What is wrong and what to do: a message says them in this order, divided by a semicolon."""
    depth = 0
    for at, char in enumerate(message):
        depth += (char in _OPENING) - (char in _CLOSING)
        if char == ";" and not depth:
            return _sentence(message[:at]), _sentence(message[at + 1 :])
    return _sentence(message), _NO_ADVICE


def place_names(places: tuple[str, ...], count: int) -> str:
    """The places of ``count`` rows, of which ``places`` are the first."""
    more = count - len(places)
    return "; ".join((*places, *((f"và {format_number(more)} dòng khác",) if more > 0 else ())))


def _sentence(text: str) -> str:
    """A text with a capital and a full stop."""
    text = text.strip()
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""
