"""The second step of a run: what the judged rows become is planned, made, and written down."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from vanban.batch.account import Account
from vanban.batch.executors import Done, Future, in_order
from vanban.batch.judging import remark_of
from vanban.batch.making import Made, make_rows
from vanban.batch.manifest import Manifest, Record, Status
from vanban.batch.pdf_step import PdfStep
from vanban.batch.planning import Planned, Planner, pdf_key, pdf_name
from vanban.batch.preflight_step import CHUNK, Judgement
from vanban.batch.remarks import Remarks
from vanban.batch.results import Options, Outcome, Result
from vanban.batch.spool import Spool
from vanban.batch.stores import Store
from vanban.batch.workers import Workers, workers_told
from vanban.errors import Problem

# So many documents are made anew at most when the power fails.
_CHECKPOINT = 2_000
# Chunks; each group of them costs a wait for the disk.
_PLANNED_AHEAD = 20


@dataclass(slots=True, kw_only=True)
class WritingStep:
    """Makes the documents of judged rows by chunks; the manifest knows of each what is planned.

    ``plans`` holds what the rows have become so far, in order. ``pdfs`` makes their PDFs, if any
    are wanted one by one.
    """

    judgements: Spool[Judgement]
    plans: Spool[list[Planned]]
    store: Store
    manifest: Manifest
    pdfs: PdfStep | None
    workers: Workers
    account: Account
    _unsynced: list[str] = field(default_factory=list)
    _remarks: Remarks = field(default_factory=Remarks)

    def run(self, options: Options) -> Iterator[Result]:
        """What becomes of each row; of no more than are under way once too many have failed."""
        rows, has_past = self.account.counts.rows, not self.manifest.is_new
        planner = Planner(self.workers.recipe, options, self.store, self.manifest, rows=rows)
        team = self.workers.many if rows > CHUNK else self.workers.here
        self.workers.see(self.store)

        def submit(planned: list[Planned]) -> Future:
            orders = [found.order for found in planned if found.order]
            return team.submit(make_rows, self.store, orders) if orders else Done([])

        with workers_told():
            chunks = self._planned(planner)
            for planned, made in in_order(submit, chunks, team.window, self._results):
                results = self._results(planned, made)
                self._note_files(results, planned, has_past=has_past)
                yield from results
        self._sum_up()
        if has_past and not self.account.has_too_many_failures:
            self._tell_orphans(planner.keys)

    def _sum_up(self) -> None:
        """Waits for the PDFs and the disk, and tells what many rows have alike."""
        if self.pdfs:
            self.pdfs.finish()
            self._unsynced += self.pdfs.unsynced
            self.account.counts.pdfs = self.pdfs.made
            self.account.faults += self.pdfs.problems
            self.account.warn(self.pdfs.kept)
        self.checkpoint()
        self.account.warn(self._remarks.told())

    def checkpoint(self) -> None:
        """Waits until the disk holds the documents, and then what the manifest says of them."""
        self.store.sync(self._unsynced)
        self.manifest.checkpoint()
        self._unsynced.clear()

    def files(self) -> Iterator[str]:
        """The documents that there are, each before its PDF."""
        for plan in chain.from_iterable(self.plans):
            if plan.file and self.manifest.has_file(plan.key):
                yield plan.file
                if self.manifest.has_file(pdf_key(plan.file)):
                    yield pdf_name(plan.file)

    def _planned(self, planner: Planner) -> Iterator[list[Planned]]:
        """What the rows become, by chunks, once the manifest on disk says so too.

        No document outlives what is known of it when the power fails.
        """
        places = self._plan(planner)
        while planned := list(islice(places, _PLANNED_AHEAD)):
            self.manifest.checkpoint()
            for place in planned:
                if self.account.has_too_many_failures:
                    return
                yield self.plans.at(place)

    def _plan(self, planner: Planner) -> Iterator[int]:
        """Where in the plans each chunk stands."""
        for judgement in self.judgements:
            planned = list(map(planner.plan, judgement.rows, judgement.judged))
            self.manifest.add(found.record(Status.PLANNED) for found in planned if found.order)
            self.account.warn(found.warning for found in planned if found.warning)
            yield self.plans.add(planned)

    def _tell_orphans(self, keys: set[int]) -> None:
        """Warns of documents of earlier runs that none of the rows, with these ``keys``, makes."""
        may_be_bad = self.account.counts.failed > 0
        for record in self.manifest.written_but(keys):
            if self.store.exists(record.file):
                fault = _ORPHAN_OR_BAD if may_be_bad else _ORPHAN
                if number := record.so_van_ban:
                    why = _NUMBERED_OR_BAD if may_be_bad else _NUMBERED
                    fault = f"đã được cấp số {number:02d} nhưng {why}"
                self.account.warn([Problem(f"tệp “{record.file}” {fault}")])
            if record.so_van_ban:
                self.account.paperwork.register_lost(record)

    def _results(self, planned: Sequence[Planned], made: Iterable[Made]) -> list[Result]:
        """What became of some rows, once the manifest says so."""
        answers = iter(made)
        records, results = [], []
        for plan in planned:
            answer = next(answers) if plan.order else Made()
            found = plan.with_answer(answer) if plan.order else plan
            if plan.order or found.outcome is Outcome.FAILED:
                records.append(self._record(found, answer))
            results.append(self._result(found, answer.warnings or found.remarks))
        self.manifest.add(records)
        return results

    def _record(self, planned: Planned, made: Made) -> Record:
        if not planned.problems:
            return planned.record(Status.WRITTEN, sha256=made.sha256, warnings=made.warnings)
        told = self.account.paperwork.redacted(planned.row, planned.problems)
        return planned.record(Status.FAILED, error=tuple(map(str, told)))

    def _result(self, planned: Planned, warnings: tuple[str, ...]) -> Result:
        has_failed = planned.outcome is Outcome.FAILED
        if has_failed and not planned.was_bad:
            self.account.fail(planned.row, planned.problems)
        elif not has_failed:
            self.account.counts.add(planned.outcome)
            self.account.warn(planned.problems)
        if planned.stands or not has_failed:  # its number is given either way
            self.account.paperwork.register(planned)
        place = self.workers.recipe.layer.place(planned.row)
        if planned.outcome in (Outcome.WRITTEN, Outcome.UNCHANGED):
            self._remarks.add(map(remark_of, warnings), place)
        what = (planned.outcome, planned.file, planned.so_van_ban, planned.problems, warnings)
        return Result(planned.row.number, place, *what)

    def _note_files(
        self, results: Iterable[Result], planned: Iterable[Planned], *, has_past: bool
    ) -> None:
        """Asks for the PDFs of some documents, and for the disk to hold all now and then."""
        written = [result for result in results if result.outcome is Outcome.WRITTEN]
        self._unsynced += [result.file for result in written]
        if self.pdfs:
            self._ask_for_pdfs(self.pdfs, planned)
        elif has_past:
            self.account.warn(self._stale_pdfs(written))
        if len(self._unsynced) >= _CHECKPOINT:
            self.checkpoint()

    def _ask_for_pdfs(self, pdfs: PdfStep, planned: Iterable[Planned]) -> None:
        """Asks for the PDF of each document that stands, as it stands."""
        for plan in planned:
            known = self.manifest.find(plan.key) if plan.file else None
            if known and known.status is Status.WRITTEN:
                is_edited = plan.outcome is Outcome.KEPT
                sha256 = self.store.digest(plan.file) if is_edited else known.sha256
                pdfs.add(plan.file, sha256 or "")
        pdfs.collect()
        self._unsynced += pdfs.unsynced
        pdfs.unsynced.clear()

    def _stale_pdfs(self, written: Iterable[Result]) -> Iterator[Problem]:
        """PDFs of an earlier run whose documents are made anew, in a run that makes no PDF."""
        for result in written:
            if self.manifest.has_file(pdf_key(result.file)):
                fault = f"tệp “{pdf_name(result.file)}” là của bản cũ; thêm --pdf để làm lại"
                yield Problem(fault, result.place)


_NUMBERED = "không còn dòng nào trong bảng; hãy giữ lại, hoặc xử lý như một văn bản đã cấp số"
_NUMBERED_OR_BAD = (
    "nay không dòng đúng nào trong bảng làm ra nó; có thể là của một dòng lỗi, hãy sửa các dòng "
    "lỗi rồi chạy lại với --resume; nếu không thì giữ lại, hoặc xử lý như một văn bản đã cấp số"
)
_ORPHAN = "có từ lần chạy trước nhưng không còn dòng nào trong bảng; hãy xóa nếu không dùng nữa"
_ORPHAN_OR_BAD = (
    "có từ lần chạy trước, nay không dòng đúng nào trong bảng làm ra nó; có thể là của một dòng "
    "lỗi, hãy sửa các dòng lỗi trước rồi mới xét việc xóa"
)
