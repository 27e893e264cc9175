"""A batch from its base and its rows to its documents, in steps that can be taken up again."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from types import TracebackType
from typing import Self

from vanban.batch.account import Account
from vanban.batch.allocation import Allocation
from vanban.batch.manifest import Manifest, has_begun, opened
from vanban.batch.marking import mark_table, remove_mark
from vanban.batch.own_files import is_free, noted
from vanban.batch.paperwork import Paperwork
from vanban.batch.pdf_step import PdfStep
from vanban.batch.planning import Planned
from vanban.batch.preflight_step import Judgement, PreflightStep
from vanban.batch.preparing import Base, Table, check_options, name_of, prepared
from vanban.batch.results import Counts, Options, Result
from vanban.batch.spool import Spool
from vanban.batch.targets import MANIFEST, MergedTarget, StagedTarget, open_target
from vanban.batch.workers import Workers
from vanban.batch.writing import create_folder
from vanban.batch.writing_step import WritingStep
from vanban.errors import InputError, Problem, VanBanError, reason_of


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
        self.marked: Path | None = None
        check_options(self.options)
        self.target = open_target(sink, resume=self.options.resume, force=self.options.force)
        self._refuse_second_run()
        self.recipe, source, bare = prepared(base, table, self.options)
        self._table = Path(table) if isinstance(table, str | Path) else None
        self._account = Account(Paperwork(name_of(base), self.recipe), self.options.max_errors)
        self._account.warn(bare)
        self._closing = ExitStack()
        self._judgements: Spool[Judgement] = self._closing.enter_context(Spool())
        self._workers = Workers(self.recipe, self.options, self._account.warn, self._closing)
        self._preflight = PreflightStep(source, self._workers, self._account, self._judgements)

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
        self._account.paperwork.close()
        self._closing.close()

    @property
    def counts(self) -> Counts:
        """How many rows there are, and what became of them so far."""
        return self._account.counts

    @property
    def warnings(self) -> dict[Problem, None]:
        """What is worth a second look, in the order in which it was found."""
        return self._account.warnings

    @property
    def faults(self) -> list[Problem]:
        """What is wrong with no row, as with a PDF."""
        return self._account.faults

    @property
    def allocations(self) -> tuple[Allocation, ...]:
        """The shares of the rows judged so far against the targets that they divide."""
        return self._preflight.allocations

    @property
    def beside(self) -> tuple[Path, ...]:
        """The reports and the like that the run has written."""
        return self._account.paperwork.written

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
        return self._preflight.run(on_rows)

    def write(self) -> Iterator[Result]:
        """Makes the documents, and yields what became of each row, in their order.

        Raises InputError when an earlier run stands in the way, and StoppedError for too many
        failures, once what was under way is done and reported; ``resume`` goes on from there.
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
            step = WritingStep(
                judgements=self._judgements,
                plans=plans,
                store=self.target.store,
                manifest=manifest,
                pdfs=pdfs,
                workers=self._workers,
                account=self._account,
            )
            yield from step.run(self.options)
            if self._account.has_too_many_failures:
                self._report(manifest)
            self._account.refuse_too_many("văn bản đã ghi được giữ; thêm --resume để làm tiếp")
            self._finish(manifest, step.files())

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

    def _pdf_step(self, manifest: Manifest) -> AbstractContextManager[PdfStep | None]:
        """Who makes the PDFs, if any are wanted; a merged document is made one of at the end."""
        if not self.options.pdf or isinstance(self.target, MergedTarget):
            return nullcontext()
        force, archival = self.options.force, self.options.pdf == "pdf-a"
        return PdfStep(self.target.store, manifest, archival=archival, force=force)

    def _finish(self, manifest: Manifest, files: Iterator[str]) -> None:
        """Puts reports beside the documents, and these into the one file that was asked for."""
        beside = self._report(manifest)
        with ExitStack() as notes:
            for path in self._wholes:
                notes.enter_context(noted(path, manifest))
            self.target.finish(files, (manifest.path, *beside), is_whole=not self.counts.failed)
            if self.options.pdf and isinstance(self.target, MergedTarget):
                self.counts.pdfs = self.target.make_pdf(archival=self.options.pdf == "pdf-a")
        manifest.checkpoint()

    def _report(self, manifest: Manifest) -> tuple[Path, ...]:
        """Writes down what has come of the rows so far; the files."""
        self._mark_table(manifest)
        for fault in self.faults:
            self._account.paperwork.note_fault(fault)
        return self._account.paperwork.write(
            self.target,
            manifest,
            self.counts,
            allocations=self.allocations,
            warnings=self.warnings,
        )

    def _mark_table(self, manifest: Manifest) -> None:
        """Marks the faults of a workbook in a copy of it, or removes an old copy without cause."""
        sheet = self.recipe.layer.sheet
        if self._table is None or not sheet:
            return
        try:
            if self._account.paperwork.has_marks:
                self.marked = mark_table(
                    self._table, sheet, self._account.paperwork.marks, manifest
                )
            else:
                remove_mark(self._table, manifest)
        except VanBanError as error:
            self._account.faults += error.problems
        except OSError as error:
            fault = f"không ghi được bản đánh dấu lỗi: {reason_of(error)}"
            self.faults.append(Problem(fault, str(self._table)))


_SECOND_RUN = (
    "nơi này đã có kết quả của lần chạy trước; thêm --resume để làm tiếp những dòng còn thiếu hoặc "
    "đã đổi, hoặc --force để làm lại tất cả"
)
_EDITED_WHOLE = (
    "tệp này không phải của lần chạy trước, hoặc đã được sửa từ đó; hãy đổi tên tệp, hoặc thêm "
    "--force để ghi đè"
)
