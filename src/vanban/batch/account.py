"""What a run has come to so far, for those who look on and for its reports."""

from collections.abc import Iterable

from vanban.batch.paperwork import Paperwork
from vanban.batch.results import Counts, Outcome, StoppedError
from vanban.data import Row
from vanban.errors import Problem

_MOST_WARNINGS = 1_000


class Account:
    """The rows counted, what is wrong with them, what is worth a look, and ``faults`` of no row."""

    def __init__(self, paperwork: Paperwork, max_errors: int | None) -> None:
        """With ``max_errors`` more failed rows than that are not borne."""
        self.counts = Counts()
        self.warnings: dict[Problem, None] = {}
        self.faults: list[Problem] = []
        self.paperwork = paperwork
        self._max_errors = max_errors

    def warn(self, problems: Iterable[Problem]) -> None:
        """Keeps warnings, each once, as far as anyone would read."""
        for problem in problems:
            if len(self.warnings) < _MOST_WARNINGS:
                self.warnings[problem] = None

    def fail(self, row: Row, problems: Iterable[Problem]) -> None:
        """Counts a bad row and keeps what is wrong with it."""
        self.counts.add(Outcome.FAILED)
        self.paperwork.note(row, problems)

    @property
    def has_too_many_failures(self) -> bool:
        """Whether more rows have failed than are borne."""
        return self._max_errors is not None and self.counts.failed > self._max_errors

    def refuse_too_many(self, what_stands: str) -> None:
        """Raises StoppedError when more rows have failed than are borne."""
        if self.has_too_many_failures:
            raise StoppedError(f"dừng vì đã có {self.counts.failed} dòng lỗi; {what_stands}")
