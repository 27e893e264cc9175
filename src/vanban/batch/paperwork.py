"""What a run leaves beside its documents: reports, the register, the faults to be marked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import monotonic

from vanban.batch.allocation import Allocation
from vanban.batch.manifest import Manifest, Record
from vanban.batch.own_files import free_name
from vanban.batch.planning import Planned
from vanban.batch.recipe import Recipe
from vanban.batch.redaction import without_quotes, without_values
from vanban.batch.register import Cover, write_register
from vanban.batch.report import Failure, Report, RunTotals
from vanban.batch.report_text import write_text_report
from vanban.batch.report_workbook import write_report_workbook
from vanban.batch.results import Counts
from vanban.batch.spool import Spool
from vanban.batch.targets import Target
from vanban.data import Row
from vanban.data.nodes import MappingNode, scalars
from vanban.errors import Problem
from vanban.wording.zeros import with_zero_so_van_ban

REPORT, REPORT_TEXT, REGISTER = "bao_cao.xlsx", "bao_cao.txt", "so_dang_ky.xlsx"
_OPEN_NUMBER = "…"
_NO_ROW = "không còn dòng đúng nào trong bảng"


class Paperwork:
    """Notes what happens, in constant memory, and writes it down at the end."""

    def __init__(self, base: str, recipe: Recipe) -> None:
        """The run of ``recipe``, whose base is the file ``base``, begins now."""
        self.cover: Cover | None = None
        self.written: tuple[Path, ...] = ()
        self._base = base
        self._recipe = recipe
        self._started = datetime.now()
        self._clock = monotonic()
        self._failures = Spool[Failure]()
        self._marks = Spool[tuple[str, str]]()
        self._entries = Spool[tuple[str, ...]]()
        self._register: list[tuple[int, int]] = []
        self._numbers: tuple[int, ...] = ()

    def close(self) -> None:
        """Gives the temporary files back."""
        self._failures.close()
        self._marks.close()
        self._entries.close()

    def note(self, row: Row, problems: Iterable[Problem]) -> None:
        """Keeps the problems of a row: whole for its cells, without their values for others."""
        layer = self._recipe.layer
        problems = tuple(problems)
        for problem, told in zip(problems, self.redacted(row, problems), strict=True):
            column = self._column(row, problem)
            heading = "" if column is None else layer.headings[column]
            if layer.letters:
                cell = f"{layer.letters[column or 0]}{row.line}"
                self._marks.add((cell, str(replace(problem, place=""))))
                heading = f"{cell} ({heading})" if heading else ""
            self._failures.add(Failure(layer.where, told.field, told.message, row.line, heading))

    def register(self, planned: Planned) -> None:
        """Enters a document that there is into the register."""
        if not (planned.entry and planned.so_van_ban):
            return
        number, *others = planned.entry
        shown = number.replace(_OPEN_NUMBER, with_zero_so_van_ban(planned.so_van_ban), 1)
        self._enter(planned.so_van_ban, (shown, *others))
        numbers = (*self._numbers, planned.so_van_ban)  # which do not always rise with the rows
        self._numbers = (min(numbers), max(numbers))

    def redacted(self, row: Row, problems: Iterable[Problem]) -> list[Problem]:
        """The problems without what the cells of the row hold."""
        cells = list(_values(row))
        headings = self._recipe.layer.headings
        return [
            without_values(problem, cells, known=(*headings, problem.field)) for problem in problems
        ]

    def write(
        self,
        target: Target,
        manifest: Manifest,
        counts: Counts,
        *,
        allocations: Sequence[Allocation] = (),
        warnings: Iterable[Problem] = (),
    ) -> tuple[Path, ...]:
        """Writes everything beside the documents; the paths. Raises DocxError."""
        remarks = [
            Failure(told.place, told.field, told.message) for told in map(without_quotes, warnings)
        ]
        totals = self._totals(target, counts)
        report = Report(totals, self._failures, tuple(allocations), remarks)
        with free_name(target.beside(REPORT_TEXT), manifest) as text:
            write_text_report(report, text, force=True)
        with free_name(target.beside(REPORT), manifest) as workbook:
            write_report_workbook(report, workbook, force=True)
        self.written = (text, workbook)
        if self.cover and self._numbers:
            with free_name(target.beside(REGISTER), manifest) as register:
                entries = map(self._entries.at, (place for _, place in sorted(self._register)))
                write_register(entries, self.cover, register, force=True)
            self.written += (register,)
        return self.written

    def note_fault(self, problem: Problem) -> None:
        """Keeps a problem that is no row's, as of a PDF."""
        self._failures.add(Failure(problem.place, problem.field, problem.message))

    def register_lost(self, record: Record) -> None:
        """Enters a number that was given to a document whose row is gone from the table."""
        number = record.so_van_ban or 0
        shown = with_zero_so_van_ban(number)
        self._enter(number, (shown, "", f"{record.file}: {_NO_ROW}", "", "", "", ""))

    def _enter(self, number: int, entry: tuple[str, ...]) -> None:
        self._register.append((number, self._entries.add(entry)))

    @property
    def has_marks(self) -> bool:
        """Whether anything is wrong with the rows of a workbook."""
        return bool(self._marks)

    @property
    def marks(self) -> Iterable[tuple[str, str]]:
        """Every fault of a workbook with its cell, the first of the row for one that has none."""
        return self._marks

    def _column(self, row: Row, problem: Problem) -> int | None:
        layer = self._recipe.layer
        places = (layer.cell_place(row, number) for number in range(len(layer.columns)))
        return next((number for number, at in enumerate(places) if at == problem.place), None)

    def _totals(self, target: Target, counts: Counts) -> RunTotals:
        first, last = self._numbers if self._numbers else (None, None)
        return RunTotals(
            base=self._base,
            table=self._recipe.layer.where,
            output=target.where,
            started=f"{self._started:%H:%M:%S ngày %d/%m/%Y}",
            seconds=monotonic() - self._clock,
            counts=counts,
            first_number=first,
            last_number=last,
        )


def _values(row: Row) -> Iterator[str]:
    for cell in row.cells:
        if isinstance(cell, MappingNode):
            yield from (str(scalar.value) for scalar in scalars(cell))
        else:
            yield str(cell)
