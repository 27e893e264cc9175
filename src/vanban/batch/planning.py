"""The plan of a batch: every row validated and every file named before the first is written."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from vanban.batch.allocation import Allocation, Share, Tally, unit_fault
from vanban.batch.judging import judge
from vanban.batch.names import FileNames, NamePattern
from vanban.batch.writing import check_folder, create_folder, overwrite_fault, write_whole
from vanban.data import (
    Column,
    Columns,
    Draft,
    Row,
    Rows,
    load_draft,
    match_headings,
    overlay,
    read_rows,
)
from vanban.errors import DocxError, InputError, Problem, VanBanError
from vanban.render import render
from vanban.wording import field_key

if TYPE_CHECKING:
    from vanban.check.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A good row: its number among the rows (from 1), its place and the file it will become."""

    number: int
    place: str
    path: Path


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a planned file: written, or not because of ``problems``.

    ``warnings`` are the codes of what the checker warns of.
    """

    number: int
    path: Path
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the documents come from: the base, and the rows laid over it."""

    base: Draft
    rows: Rows
    columns: tuple[Column, ...]

    def draft(self, row: Row) -> Draft:
        return overlay(self.base, self.columns, self.rows, row)

    def place_of(self, share: Share, row: Row, text_of: Callable[[Column], str]) -> str:
        """The cell that gives ``share``; the row when the base does."""
        key = field_key(share.ten_chi_tieu)
        for column, heading, text in zip(self.columns, self.rows.headings, row.cells, strict=True):
            is_named = column.is_target and field_key(column.names[-1]) == key
            if is_named and text.strip() and text_of(column) == str(share.phan):
                return self.rows.cell_place(row, heading)
        return row.place


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """What a batch will write, and what it will not and why.

    ``files`` are the good rows in order; ``problems`` are those of the ``bad_rows`` others;
    ``allocations`` compare the shares of the good rows with the targets they divide.
    """

    folder: Path
    total: int
    files: tuple[PlannedFile, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    allocations: tuple[Allocation, ...]
    _source: _Source
    _force: bool

    @property
    def bad_rows(self) -> int:
        """How many rows become no file."""
        return self.total - len(self.files)

    def write(self, rules: "Sequence[Rule]" = ()) -> Iterator[Written]:
        """Renders, checks and writes each good row; one that fails does not stop the others.

        A document in which ``rules`` find an error is not written; without rules none is checked.
        Raises InputError when the folder cannot be made or the table has changed meanwhile.
        """
        if self.files:
            create_folder(self.folder)
        waiting = iter(self.files)
        planned = next(waiting, None)
        for row in self._source.rows:
            if planned is None:
                return
            if row.number == planned.number:
                yield self._write(planned, row, rules)
                planned = next(waiting, None)

    def _write(self, planned: PlannedFile, row: Row, rules: "Sequence[Rule]") -> Written:
        try:
            data = render(self._source.draft(row).document())
            verdict = judge(data, rules)
            if verdict.errors:
                raise DocxError(verdict.errors)
            write_whole(planned.path, data, force=self._force)
        except VanBanError as error:
            return Written(planned.number, planned.path, _at_row(error, row))
        return Written(planned.number, planned.path, warnings=verdict.warnings)


def plan_batch(  # noqa: PLR0913 - options, each by its name
    base: str | Path,
    rows: str | Path,
    folder: str | Path,
    *,
    pattern: str | None = None,
    ascii_only: bool = False,
    force: bool = False,
    on_row: Callable[[int], None] | None = None,
) -> BatchPlan:
    """The plan for one document per row of a CSV file, each laid over the document of ``base``.

    ``pattern`` names the files: "{stt} - {don_vi_duoc_giao}"; without it the first column does.
    ``on_row`` is told the number of each row, from 1, once it is checked. Nothing is written.
    Raises InputError when the batch cannot run at all: a fault of the base, of the headings, of the
    pattern or of the folder.
    """
    folder = Path(folder)
    draft = load_draft(base)
    if draft.problems:
        raise InputError(draft.problems)
    check_folder(folder)
    table = read_rows(rows)
    columns = Columns(draft)
    source = _Source(draft, table, match_headings(columns, table))
    total = sum(1 for _ in table)
    if pattern is None:
        names = NamePattern((source.columns[0],), total)
    else:
        names = NamePattern.parse(pattern, columns, total)
    survey = _Survey(source, folder, names, FileNames(ascii_only=ascii_only), force)
    for row in table:
        survey.take(row)
        if on_row:
            on_row(row.number)
    survey.refuse_faults_of_base(str(base))
    survey.warn_of_bare(columns.left_bare(source.columns), table.header_place)
    return survey.plan(total)


class _Survey:
    """Reads every row once and keeps names, problems and sums, but no document."""

    def __init__(
        self, source: _Source, folder: Path, pattern: NamePattern, names: FileNames, force: bool
    ) -> None:
        self._source = source
        self._folder = folder
        self._pattern = pattern
        self._names = names
        self._force = force
        self._tally = Tally()
        self._files: list[PlannedFile] = []
        self._problems: list[Problem] = []
        self._warnings: dict[Problem, None] = {}
        self._first_places: dict[str, str] = {}
        self._in_all: set[Problem] | None = None
        self._judged = 0

    def take(self, row: Row) -> None:
        """Judges one row."""
        if row.problems:
            self._problems += row.problems
            return
        try:
            self._judge(row)
        except VanBanError as error:
            self._problems += _at_row(error, row)
            found = {_without_row(p, row) for p in error.problems if not _is_in_row(p, row)}
        else:
            found = set()
        self._judged += 1
        self._in_all = found if self._in_all is None else self._in_all & found

    def _judge(self, row: Row) -> None:
        document = self._source.draft(row).document()
        text = self._pattern.fill(row.number, lambda column: column.text_in(document))
        shares = document.shares()
        self._refuse_other_units(shares, row, lambda column: column.text_in(document))
        if not self._files:
            render(document)  # a template that is wrong stops the batch here, before any file
        path = self._folder / self._names.take(text)
        if fault := overwrite_fault(path, force=self._force):
            raise InputError(Problem(fault, row.place))
        self._warn_of_twin(text, row.place, path)
        self._warnings.update(dict.fromkeys(document.find_warnings()))
        self._tally.add(shares, row.place)
        self._files.append(PlannedFile(row.number, row.place, path))

    def _refuse_other_units(
        self, shares: Sequence[Share], row: Row, text_of: Callable[[Column], str]
    ) -> None:
        faults = [
            Problem(fault, self._source.place_of(share, row, text_of), share.ten_chi_tieu)
            for share in shares
            if (fault := unit_fault(share))
        ]
        if faults:
            raise InputError(faults)

    def _warn_of_twin(self, text: str, place: str, path: Path) -> None:
        first = self._first_places.setdefault(text, place)
        if first != place:
            message = f"cùng tên “{text}” với dòng ở {first}; tệp này được đặt là “{path.name}”"
            self._warnings[Problem(message, place)] = None

    def refuse_faults_of_base(self, base: str) -> None:
        """Raises InputError when every row has the same problem, which is then the base's.

        One row alone proves that only of problems that stand in another file.
        """
        common = self._in_all or set()
        if self._judged == 1:
            common = {problem for problem in common if problem.place}
        if common:
            faults = [replace(p, place=p.place or base) for p in sorted(common, key=str)]
            raise InputError(faults)

    def warn_of_bare(self, names: list[str], place: str) -> None:
        """Warns of targets that every document prints without a number."""
        for name in names:
            message = f"không có cột “{name}”: mọi văn bản sẽ in chỉ tiêu này mà không có số"
            self._warnings[Problem(message, place)] = None

    def plan(self, total: int) -> BatchPlan:
        """What has been found."""
        return BatchPlan(
            folder=self._folder,
            total=total,
            files=tuple(self._files),
            problems=tuple(self._problems),
            warnings=tuple(self._warnings),
            allocations=self._tally.allocations(total),
            _source=self._source,
            _force=self._force,
        )


def _at_row(error: VanBanError, row: Row) -> tuple[Problem, ...]:
    """The problems of a row; one that stands elsewhere tells both places."""
    return tuple(_with_row(problem, row) for problem in error.problems)


def _with_row(problem: Problem, row: Row) -> Problem:
    if problem.place.startswith(row.place):
        return problem
    if not problem.place:
        return replace(problem, place=row.place)
    return Problem(str(problem), row.place)


def _is_in_row(problem: Problem, row: Row) -> bool:
    """Whether the problem stands in a cell of the row, which no other row shares."""
    return problem.place.startswith(f"{row.place}, ")


def _without_row(problem: Problem, row: Row) -> Problem:
    """The problem without its place when that is the row as a whole, to compare it with others."""
    return replace(problem, place="") if problem.place == row.place else problem
