"""The first step of a run: every row is judged, and what is said of it kept on disk."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import NamedTuple

from vanban.batch.account import Account
from vanban.batch.allocation import Allocation, Tally
from vanban.batch.executors import in_order
from vanban.batch.manifest import key_digest
from vanban.batch.preflight import Judged, JudgedRows, judge_rows
from vanban.batch.preparing import bare_targets
from vanban.batch.remarks import Remarks
from vanban.batch.results import Outcome, Result
from vanban.batch.spool import Spool
from vanban.batch.workers import Workers, workers_told
from vanban.data import Row, RowSource
from vanban.errors import InputError, Problem

CHUNK = 100
# Checking takes most of the time then, and Ctrl-C waits for the chunks that are being worked on.
_CHECKED_CHUNK = 20


class Judgement(NamedTuple):
    """Some rows, and what the preflight says of each."""

    rows: Sequence[Row]
    judged: Sequence[Judged]


class PreflightStep:
    """Judges rows by chunks and keeps them with their judgements, in order, in ``judgements``."""

    def __init__(
        self,
        source: RowSource,
        workers: Workers,
        account: Account,
        judgements: Spool[Judgement],
    ) -> None:
        self._source = source
        self._workers = workers
        self._account = account
        self._judgements = judgements
        self._layer = source.layer
        self._tally = Tally()
        self._remarks = Remarks()
        self._numbered: dict[int, int] = {}

    @property
    def allocations(self) -> tuple[Allocation, ...]:
        """The shares of the rows judged so far against the targets that they divide."""
        return self._tally.allocations(self._account.counts.rows)

    def run(self, on_rows: Callable[[], None] | None) -> Iterator[Result]:
        """As ``BatchRun.preflight``."""
        for rows, found in self._judge():
            if not self._account.counts.rows:
                _refuse_faults_of_base(found, has_cells=bool(self._layer.columns))
            judged = list(map(self._with_own_number, rows, found.rows))
            # What is counted now need not be kept.
            kept = [each._replace(shares=(), warnings=()) for each in judged]
            self._judgements.add(Judgement(rows, kept))
            self._account.paperwork.cover = self._account.paperwork.cover or found.cover
            for row, each in zip(rows, judged, strict=True):
                yield from self._counted(row, each)
            if on_rows:
                on_rows()
        layer = self._source.layer  # a target that no column fills is told at the headings
        left = bare_targets(self._workers.recipe.base, layer)
        self._account.warn(told for told in self._remarks.told() if told.field not in left)

    def _judge(self) -> Iterator[tuple[Sequence[Row], JudgedRows]]:
        """Chunks of rows with what is said of them; the first is judged here, at once."""
        workers = self._workers
        chunks = _chunks(iter(self._source), _CHECKED_CHUNK if workers.recipe.codes else CHUNK)
        for first in islice(chunks, 1):
            found = workers.here.submit(judge_rows, first).result()
            yield first, found
            good = (row for row, each in zip(first, found.rows, strict=True) if not each.problems)
            for sample in islice(good, 1):
                workers.show(sample)
        for second in islice(chunks, 1):
            team = workers.many
            with workers_told():
                submit = partial(team.submit, judge_rows)
                yield from in_order(submit, chain([second], chunks), team.window)

    def _with_own_number(self, row: Row, judged: Judged) -> Judged:
        """The same, or bad: the number that a row brings must not be another's."""
        if not judged.number:
            return judged
        own = self._layer.number_of(row)
        first = self._numbered.setdefault(key_digest(judged.number), own)
        if first == own:
            return judged
        fault = f"số {judged.number} đã dùng ở {self._layer.called(first)}; {_ONE_NUMBER_EACH}"
        return Judged(problems=(Problem(fault, self._layer.place(row), "Số văn bản"),))

    def _counted(self, row: Row, judged: Judged) -> Iterator[Result]:
        place = self._layer.place(row)
        self._account.counts.rows += 1
        if not judged.problems:
            self._remarks.add(judged.warnings, place)
            self._tally.add(judged.shares, place)
            return
        self._account.fail(row, judged.problems)
        yield Result(row.number, place, Outcome.FAILED, problems=judged.problems)
        self._account.refuse_too_many(_WHAT_STANDS)


def _chunks(rows: Iterator[Row], size: int) -> Iterator[list[Row]]:
    while chunk := list(islice(rows, size)):
        yield chunk


def _refuse_faults_of_base(found: JudgedRows, *, has_cells: bool) -> None:
    """Raises InputError for what the first rows have alike, which is a fault of the base.

    Where rows have cells, a fault of a row stands in one of them.
    """
    common = found.common or frozenset()
    if len(found.rows) == 1 and not has_cells:  # what has no place may well be the row's own
        common = frozenset(problem for problem in common if problem.place)
    if common:
        raise InputError(sorted(common, key=str))


_WHAT_STANDS = "chưa ghi văn bản nào; hãy sửa các dòng đã nêu rồi chạy lại"
_ONE_NUMBER_EACH = (
    "mỗi văn bản cần một số riêng; hãy sửa số, hoặc bỏ số trong bản gốc và bảng rồi dùng --so-tu"
)
