"""A batch from its base and its rows to its documents, in steps that can be taken up again."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self, TypeVar

from vanban.batch.allocation import Allocation, Tally
from vanban.batch.crews import Crew, crew_of
from vanban.batch.executors import Done, Executor, Future, Inline, in_order, pool
from vanban.batch.making import Made, make_rows
from vanban.batch.manifest import Manifest, Record, Status, has_begun, key_digest, opened
from vanban.batch.marking import mark_table, remove_mark
from vanban.batch.own_files import is_free, noted
from vanban.batch.paperwork import Paperwork
from vanban.batch.pdf_step import PdfStep
from vanban.batch.planning import Planned, Planner, pdf_key, pdf_name
from vanban.batch.preflight import Judged, JudgedRows, judge_rows
from vanban.batch.preparing import Base, Table, check_options, name_of, prepared
from vanban.batch.recipe import Handed, Parcel, Sent
from vanban.batch.remarks import Remarks
from vanban.batch.results import Counts, Options, Outcome, Result, StoppedError
from vanban.batch.spool import Spool
from vanban.batch.targets import MANIFEST, MergedTarget, StagedTarget, open_target
from vanban.batch.writing import create_folder
from vanban.data import Row
from vanban.errors import InputError, Problem, VanBanError, reason_of

_CHUNK = 100
# Checking takes most of the time then, and Ctrl-C waits for the chunks that are being worked on.
_CHECKED_CHUNK = 20
# So many documents are made anew at most when the power fails.
_CHECKPOINT = 2_000
_MOST_WARNINGS = 1_000

_Item = TypeVar("_Item")


class Judgement(NamedTuple):
    """Some rows, and what the preflight says of each."""

    rows: Sequence[Row]
    judged: Sequence[Judged]


class BatchRun:
    """One run: ``preflight`` judges every row, then ``write`` makes the documents.

    Both are generators; some 300 bytes a row stay in memory, the rest waits on disk. The run is a
    context manager, whose end gives processes and temporary files back. ``counts``,
    ``allocations``, ``warnings`` and ``faults``, which are no row's, tell how far it is;
    ``marked`` is the copy of a workbook with its faults marked.
    """

    def __init__(
        self, base: Base, table: Table, sink: str | Path, options: Options | None = None
    ) -> None:
        """Reads the base and the headings. Raises InputError for all that is wrong with them."""
        self.options = options or Options()
        self.counts = Counts()
        self.warnings: dict[Problem, None] = {}
        self.faults: list[Problem] = []
        self.marked: Path | None = None
        check_options(self.options)
        self.target = open_target(sink, resume=self.options.resume, force=self.options.force)
        self._refuse_second_run()
        self.recipe, self._source, bare = prepared(base, table, self.options)
        self._warn(bare)
        self._paperwork = Paperwork(name_of(base), self.recipe)
        self._table = Path(table) if isinstance(table, str | Path) else None
        self._tally = Tally()
        self._remarks = Remarks()
        self._numbered: dict[int, int] = {}
        self._closing = ExitStack()
        self._judgements: Spool[Judgement] = self._closing.enter_context(Spool())
        self._here: tuple[Executor, Parcel] = (Inline(), Handed(self.recipe))
        self._workers: tuple[Executor, Parcel] | None = None
        self._crew: Crew | None = None
        self._jobs = self.options.jobs

    def __enter__(self) -> Self:
        """The run, to be closed at the end."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Ends the processes; work that has not begun is given up."""
        self._paperwork.close()
        self._closing.close()

    @property
    def allocations(self) -> tuple[Allocation, ...]:
        """The shares of the rows judged so far against the targets that they divide."""
        return self._tally.allocations(self.counts.rows)

    @property
    def beside(self) -> tuple[Path, ...]:
        """The reports and the like that the run has written."""
        return self._paperwork.written

    @property
    def has_begun(self) -> bool:
        """Whether this run or an earlier one has begun to write here, so that one can go on."""
        return has_begun(self.target.beside(MANIFEST))

    def preflight(self, on_rows: Callable[[], None] | None = None) -> Iterator[Result]:
        """Judges every row and yields those that are bad; no document is written.

        ``on_rows`` is called now and then, when some more rows are judged.

        Raises InputError for a fault of the base, which the first rows share, and StoppedError for
        too many bad rows.
        """
        for rows, found in self._judge():
            if not self.counts.rows:
                _refuse_faults_of_base(found)
            judgements = [
                self._with_own_number(*pair) for pair in zip(rows, found.rows, strict=True)
            ]
            # What is counted now need not be kept.
            kept = [judged._replace(shares=(), warnings=()) for judged in judgements]
            self._judgements.add(Judgement(rows, kept))
            self._paperwork.cover = self._paperwork.cover or found.cover
            for row, judged in zip(rows, judgements, strict=True):
                yield from self._judged(row, judged)
            if on_rows:
                on_rows()
        self._warn(self._remarks.told())

    def _judge(self) -> Iterator[tuple[Sequence[Row], JudgedRows]]:
        """Chunks of rows with what is said of them; the first is judged here, at once."""
        chunks = _chunks(self._source, _CHECKED_CHUNK if self.recipe.codes else _CHUNK)
        for first in islice(chunks, 1):
            found = judge_rows(self._here[1], first)
            yield first, found
            self._take_sample(first, found)
        for second in islice(chunks, 1):
            submit = partial(_submit, *self._helpers())
            with _workers_told():
                yield from in_order(submit, chain([second], chunks), self._window)

    def _take_sample(self, rows: Sequence[Row], found: JudgedRows) -> None:
        """The first good row, beside which the documents of the others are kept."""
        good = (row for row, judged in zip(rows, found.rows, strict=True) if not judged.problems)
        self.recipe = replace(self.recipe, sample=next(good, None))
        self._here = self._here[0], Handed(self.recipe)

    def _with_own_number(self, row: Row, judged: Judged) -> Judged:
        """The same, or bad: the number that a row brings must not be another's."""
        if not judged.number:
            return judged
        first = self._numbered.setdefault(key_digest(judged.number), row.number)
        if first == row.number:
            return judged
        fault = f"số {judged.number} đã dùng ở dòng thứ {first}; {_ONE_NUMBER_EACH}"
        return Judged(problems=(Problem(fault, self.recipe.layer.place(row), "Số văn bản"),))

    def _judged(self, row: Row, judged: Judged) -> Iterator[Result]:
        place = self.recipe.layer.place(row)
        self.counts.rows += 1
        if not judged.problems:
            self._remarks.add(judged.warnings, place)
        self._tally.add(judged.shares, place)
        if judged.problems:
            self.counts.failed += 1
            self._paperwork.note(row, judged.problems)
            yield Result(row.number, place, Outcome.FAILED, problems=judged.problems)
            self._refuse_too_many("chưa ghi văn bản nào")

    def write(self) -> Iterator[Result]:
        """Makes the documents, and yields what became of each row, in their order.

        Raises InputError when an earlier run stands in the way, and StoppedError for too many
        failures; what was made until then stays, and ``resume`` goes on from there.
        """
        self._refuse_second_run()
        manifest_path = self.target.beside(MANIFEST)
        create_folder(manifest_path.parent)
        with (
            opened(manifest_path) as manifest,
            Spool[list[Planned]]() as plans,
            self._pdf_step(manifest) as pdfs,
            self._closing,  # no process of ours writes any more once another run may
        ):
            self._refuse_edited_whole(manifest)
            self.target.begin(goes_on=not manifest.is_new)
            yield from self._carry_out(manifest, self._planned(manifest, plans), pdfs)
            self._finish(manifest, plans, pdfs)

    def _refuse_second_run(self) -> None:
        if self.has_begun and not (self.options.resume or self.options.force):
            raise InputError(Problem(_SECOND_RUN, str(self.target.beside(MANIFEST))))

    def _refuse_edited_whole(self, manifest: Manifest) -> None:
        if self.options.force:
            return
        for path in self._wholes:
            if not is_free(path, manifest):
                raise InputError(Problem(_EDITED_WHOLE, str(path)))

    @property
    def _wholes(self) -> tuple[Path, ...]:
        """The ZIP, or the merged document and its PDF if one is wanted."""
        if not isinstance(self.target, StagedTarget):
            return ()
        return self.target.wholes if self.options.pdf else self.target.wholes[:1]

    def _planned(self, manifest: Manifest, plans: Spool[list[Planned]]) -> Iterator[list[Planned]]:
        """What the rows become, by chunks, once the manifest on disk says so too.

        No document outlives what is known of it when the power fails.
        """
        rows = self.counts.rows
        planner = Planner(self.recipe, self.options, self.target.store, manifest, rows=rows)
        has_past = not manifest.is_new
        for places in _chunks(self._plan(planner, manifest, plans), _CHECKPOINT // _CHUNK):
            manifest.checkpoint()
            yield from map(plans.at, places)
        if has_past:
            self._tell_orphans(manifest, planner.keys)

    def _plan(
        self, planner: Planner, manifest: Manifest, plans: Spool[list[Planned]]
    ) -> Iterator[int]:
        """Where in ``plans`` each chunk stands."""
        for judgement in self._judgements:
            planned = list(map(planner.plan, judgement.rows, judgement.judged))
            manifest.add(found.record(Status.PLANNED) for found in planned if found.order)
            self._warn(found.warning for found in planned if found.warning)
            yield plans.add(planned)

    def _tell_orphans(self, manifest: Manifest, keys: set[int]) -> None:
        """Warns of documents of earlier runs that none of the rows, with these ``keys``, makes."""
        why = _ORPHAN_OR_BAD if self.counts.failed else _ORPHAN
        for record in manifest.written_but(keys):
            if self.target.store.exists(record.file):
                given = f"{_GIVEN} {record.so_van_ban:02d}; " if record.so_van_ban else ""
                self._warn([Problem(f"tệp “{record.file}” {given}{_NUMBERED if given else why}")])
            if record.so_van_ban:
                self._paperwork.register_lost(record)

    def _pdf_step(self, manifest: Manifest) -> AbstractContextManager[PdfStep | None]:
        """Who makes the PDFs, if any are wanted; a merged document is made one of at the end."""
        if not self.options.pdf or isinstance(self.target, MergedTarget):
            return nullcontext()
        force, archival = self.options.force, self.options.pdf == "pdf-a"
        return PdfStep(self.target.store, manifest, archival=archival, force=force)

    def _carry_out(
        self, manifest: Manifest, chunks: Iterable[list[Planned]], pdfs: PdfStep | None
    ) -> Iterator[Result]:
        executor, parcel = self._helpers() if self.counts.rows > _CHUNK else self._here
        if self._crew:
            self._crew.see(self.target.store)
        has_past = not manifest.is_new
        unsynced: list[str] = []

        def submit(planned: list[Planned]) -> Future:
            orders = [found.order for found in planned if found.order]
            if not orders:
                return Done([])
            return executor.submit(make_rows, parcel, self.target.store, orders)

        with _workers_told():
            for planned, made in in_order(submit, chunks, self._window):
                results = self._results(planned, made, manifest)
                unsynced += [result.file for result in results if result.outcome is Outcome.WRITTEN]
                if pdfs is None:
                    self._warn(_stale_pdfs(results, manifest) if has_past else ())
                else:
                    self._ask_for_pdfs(pdfs, planned, manifest)
                    unsynced += pdfs.unsynced
                    pdfs.unsynced.clear()
                if len(unsynced) >= _CHECKPOINT:
                    self._checkpoint(manifest, unsynced)
                for result in results:
                    yield result
                    self._refuse_too_many("văn bản đã ghi được giữ; thêm --resume để làm tiếp")
        self._checkpoint(manifest, unsynced)

    def _results(
        self, planned: Sequence[Planned], made: Iterable[Made], manifest: Manifest
    ) -> list[Result]:
        """What became of some rows, once the manifest says so."""
        answers = iter(made)
        records, results = [], []
        for plan in planned:
            answer = next(answers) if plan.order else Made()
            found = plan.with_answer(answer) if plan.order else plan
            if plan.order or found.outcome is Outcome.FAILED:
                records.append(self._record(found, answer))
            results.append(self._result(found, answer.warnings))
        manifest.add(records)
        return results

    def _record(self, planned: Planned, made: Made) -> Record:
        if not planned.problems:
            return planned.record(Status.WRITTEN, sha256=made.sha256)
        error = tuple(map(str, self._paperwork.redacted(planned.row, planned.problems)))
        return planned.record(Status.FAILED, error=error)

    def _result(self, planned: Planned, warnings: tuple[str, ...]) -> Result:
        if not planned.was_bad:
            self.counts.add(planned.outcome)
            if planned.outcome is Outcome.FAILED:
                self._paperwork.note(planned.row, planned.problems)
            else:
                self._warn(planned.problems)
        if (
            planned.outcome is not Outcome.FAILED or planned.stands
        ):  # its number is given either way
            self._paperwork.register(planned)
        return Result(
            planned.row.number,
            self.recipe.layer.place(planned.row),
            planned.outcome,
            planned.file,
            planned.so_van_ban,
            planned.problems,
            warnings,
        )

    def _ask_for_pdfs(self, pdfs: PdfStep, planned: Iterable[Planned], manifest: Manifest) -> None:
        """Asks for the PDF of each document that stands, as it stands."""
        for plan in planned:
            known = manifest.find(plan.key) if plan.file else None
            if known and known.status is Status.WRITTEN:
                is_edited = plan.outcome is Outcome.KEPT
                sha256 = self.target.store.digest(plan.file) if is_edited else known.sha256
                pdfs.add(plan.file, sha256 or "")
        pdfs.collect()

    def _checkpoint(self, manifest: Manifest, unsynced: list[str]) -> None:
        """Waits until the disk holds the documents, and then what the manifest says of them."""
        self.target.store.sync(unsynced)
        manifest.checkpoint()
        unsynced.clear()

    def _finish(
        self, manifest: Manifest, plans: Iterable[list[Planned]], pdfs: PdfStep | None
    ) -> None:
        if pdfs:
            pdfs.finish()
            self._checkpoint(manifest, pdfs.unsynced)
            self.counts.pdfs = pdfs.made
            self.faults += pdfs.problems
            self._warn(pdfs.kept)
        files = (file for planned in plans for file in _files_of(planned, manifest))
        self._mark_table(manifest)
        for fault in self.faults:
            self._paperwork.note_fault(fault)
        beside = self._paperwork.write(
            self.target,
            manifest,
            self.counts,
            allocations=self.allocations,
            warnings=self.warnings,
        )
        with ExitStack() as notes:
            for path in self._wholes:
                notes.enter_context(noted(path, manifest))
            self.target.finish(files, (manifest.path, *beside), is_whole=not self.counts.failed)
            if self.options.pdf and isinstance(self.target, MergedTarget):
                self.counts.pdfs = self.target.make_pdf(archival=self.options.pdf == "pdf-a")
        manifest.checkpoint()

    def _mark_table(self, manifest: Manifest) -> None:
        """Marks the faults of a workbook in a copy of it, or removes an old copy without cause."""
        sheet = self.recipe.layer.sheet
        if self._table is None or not sheet:
            return
        try:
            if self._paperwork.has_marks:
                self.marked = mark_table(self._table, sheet, self._paperwork.marks, manifest)
            else:
                remove_mark(self._table, manifest)
        except VanBanError as error:
            self.faults += error.problems
        except OSError as error:
            fault = f"không ghi được bản đánh dấu lỗi: {reason_of(error)}"
            self.faults.append(Problem(fault, str(self._table)))

    def _helpers(self) -> tuple[Executor, Parcel]:
        """Who does the work of many rows, begun when it is first wanted."""
        if self._workers is None:
            self._workers = self._hired()
        return self._workers

    def _hired(self) -> tuple[Executor, Parcel]:
        if self.options.executor:
            self._crew = self._closing.enter_context(crew_of(self.options.executor))
            self._warn(self._crew.warnings)
            self._jobs = self._crew.tasks_at_once(self.options.jobs)
            return self._crew, self._crew.carry(self.recipe)
        if self.options.jobs > 1:
            return self._closing.enter_context(pool(self.options.jobs)), Sent.of(self.recipe)
        return self._here

    @property
    def _window(self) -> int:
        """So many chunks wait for workers at most, besides those being worked on."""
        return 2 * self._jobs if self._workers not in (None, self._here) else 0

    def _warn(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            if len(self.warnings) < _MOST_WARNINGS:
                self.warnings[problem] = None

    def _refuse_too_many(self, what_stands: str) -> None:
        most = self.options.max_errors
        if most is not None and self.counts.failed > most:
            raise StoppedError(f"dừng vì đã có {self.counts.failed} dòng lỗi; {what_stands}")


def _refuse_faults_of_base(found: JudgedRows) -> None:
    """Raises InputError for what the first rows have alike, which is a fault of the base."""
    if found.common:
        raise InputError(sorted(found.common, key=str))


def _stale_pdfs(results: Iterable[Result], manifest: Manifest) -> Iterator[Problem]:
    """PDFs of an earlier run whose documents are made anew, in a run that makes no PDF."""
    for result in results:
        if result.outcome is Outcome.WRITTEN and manifest.has_file(pdf_key(result.file)):
            fault = f"tệp “{pdf_name(result.file)}” là của bản cũ; thêm --pdf để làm lại"
            yield Problem(fault, result.place)


def _files_of(planned: Iterable[Planned], manifest: Manifest) -> Iterator[str]:
    """The documents that there are of some rows, each before its PDF."""
    for plan in planned:
        if plan.file and manifest.has_file(plan.key):
            yield plan.file
            if manifest.has_file(pdf_key(plan.file)):
                yield pdf_name(plan.file)


def _submit(executor: Executor, parcel: Parcel, rows: Sequence[Row]) -> Future:
    return executor.submit(judge_rows, parcel, rows)


def _chunks(rows: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    waiting = iter(rows)
    while chunk := list(islice(waiting, size)):
        yield chunk


@contextmanager
def _workers_told() -> Iterator[None]:
    """Says in Vietnamese that the system has ended a worker."""
    try:
        yield
    except BrokenExecutor as error:
        raise InputError(_WORKER_LOST) from error


_SECOND_RUN = (
    "nơi này đã có kết quả của lần chạy trước; thêm --resume để làm tiếp những dòng còn thiếu hoặc "
    "đã đổi, hoặc --force để làm lại tất cả"
)
_ONE_NUMBER_EACH = (
    "mỗi văn bản cần một số riêng; hãy sửa số, hoặc bỏ số trong bản gốc và bảng rồi dùng --so-tu"
)
_EDITED_WHOLE = (
    "tệp này không phải của lần chạy trước, hoặc đã được sửa từ đó; hãy đổi tên tệp, hoặc thêm "
    "--force để ghi đè"
)
_GIVEN = "không còn dòng nào trong bảng nhưng đã được cấp số"
_NUMBERED = "hãy giữ lại, hoặc xử lý như một văn bản đã cấp số"
_ORPHAN = "có từ lần chạy trước nhưng không còn dòng nào trong bảng; hãy xóa nếu không dùng nữa"
_ORPHAN_OR_BAD = (
    "có từ lần chạy trước, nay không dòng đúng nào trong bảng làm ra nó; có thể là của một dòng "
    "lỗi, hãy sửa các dòng lỗi trước rồi mới xét việc xóa"
)
_WORKER_LOST = (
    "một tiến trình bị hệ thống dừng giữa chừng, có thể vì hết bộ nhớ; văn bản đã ghi được giữ, "
    "hãy chạy lại với --resume và --jobs nhỏ hơn"
)
