"""The PDFs of a batch, made in the background and noted in its manifest."""

from collections.abc import Iterable
from types import TracebackType
from typing import Self

from vanban.batch.manifest import Manifest, Record, Status
from vanban.batch.pdf_queue import PdfOutcome, PdfQueue
from vanban.batch.planning import pdf_key, pdf_name
from vanban.batch.standing import EDITED, is_debris, put_over, sha256_of
from vanban.batch.stores import Store
from vanban.errors import Problem


class PdfStep:
    """Makes the PDF of each document that has none of it yet.

    A PDF is known by the SHA-256 of the document that it shows. ``made`` counts them, ``problems``
    say why others could not be made, ``kept`` which ones someone has edited or signed since, and
    ``unsynced`` are those that the disk may not hold yet. Raises DocxError where LibreOffice or a
    face is absent.
    """

    def __init__(self, store: Store, manifest: Manifest, *, archival: bool, force: bool) -> None:
        """``force`` replaces PDFs that no run of this batch has made."""
        self.made = 0
        self.problems: list[Problem] = []
        self.kept: list[Problem] = []
        self.unsynced: list[str] = []
        self._store = store
        self._manifest = manifest
        self._force = force
        self._asked: dict[str, tuple[Record, str | None]] = {}
        self._queue: PdfQueue[str, str] = PdfQueue(self._deliver, archival=archival)

    def __enter__(self) -> Self:
        """The step, to be left when all is made."""
        self._queue.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """After an exception LibreOffice ends at once."""
        self._queue.__exit__(kind, error, trace)

    def add(self, file: str, sha256: str) -> None:
        """Asks for the PDF of a document with this SHA-256, unless it is there."""
        name, known = pdf_name(file), self._manifest.find(pdf_key(file))
        standing = self._store.digest(name)
        if known is None and standing and not self._force:
            self.problems.append(Problem("đã có tệp này từ trước; thêm --force để ghi đè", name))
            return
        if known and self._is_edited(name, known, standing):
            self.kept.append(Problem(EDITED, f"tệp “{name}”"))
            return
        if known and known.input == sha256 and standing == known.sha256:
            return
        before = _before(known, standing)
        record = Record(status=Status.PLANNED, key=pdf_key(file), file=name, input=sha256)
        self._manifest.add([record._replace(before=before or "")])
        self._asked[file] = record, before
        content = self._store.read(file)
        assert content is not None, file  # noqa: S101 - it was written or looked at a moment ago
        self._queue.add(file, content)

    def _is_edited(self, name: str, known: Record, standing: str | None) -> bool:
        """Whether someone has edited or signed a PDF that an earlier run has made."""
        if self._force or known.status is not Status.WRITTEN:
            return False
        if standing in (None, known.sha256, known.before):
            return False
        content = self._store.read(name)
        return content is not None and not is_debris(content)

    def collect(self) -> None:
        """Notes the PDFs made meanwhile."""
        self._note(self._queue.take())

    def finish(self) -> None:
        """Waits for all others."""
        for outcome in self._queue.close():
            self._note([outcome])

    def _deliver(self, file: str, pdf: bytes) -> str:
        """Stores a PDF, in the thread of the queue."""
        _, before = self._asked[file]
        if self._force:
            self._store.put(pdf_name(file), pdf, force=True)
        else:
            put_over(self._store, pdf_name(file), pdf, before)
        return sha256_of(pdf)

    def _note(self, outcomes: Iterable[PdfOutcome[str, str]]) -> None:
        records = []
        for outcome in outcomes:
            record, before = self._asked.pop(outcome.key)
            status = Status.FAILED if outcome.problems else Status.WRITTEN
            error = tuple(problem.message for problem in outcome.problems)
            sha256 = outcome.value or ""
            records.append(
                record._replace(status=status, sha256=sha256, before=before or "", error=error)
            )
            self.problems += (Problem(message, record.file) for message in error)
            self.unsynced += [record.file] if sha256 else []
            self.made += not outcome.problems
        self._manifest.add(records)


def _before(known: Record | None, standing: str | None) -> str | None:
    """The SHA-256 of an earlier PDF that may be replaced; the power may have gone before it was."""
    if known is None:
        return None
    is_older = standing is not None and standing == known.before
    return known.before if is_older else known.sha256 or known.before
