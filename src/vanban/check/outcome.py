"""What became of one file, as plain data that passes from one process to another."""

from dataclasses import dataclass

from vanban.check.report_data import FileData, FindingData, UnreadData
from vanban.errors import Problem


@dataclass(frozen=True, slots=True)
class Outcome:
    """A file that was checked (``data``), or one that could not be (``problems``).

    ``kind`` is the name of its kind; ``reason`` says by what its regime was told; ``annotated`` is
    the file with its findings as comments, where that was asked for; ``details`` is the traceback
    of a fault of the program itself.
    """

    file: str
    data: FileData | None = None
    kind: str = ""
    reason: str = ""
    annotated: bytes | None = None
    problems: tuple[Problem, ...] = ()
    details: str = ""

    @property
    def is_judged(self) -> bool:
        """Whether it was read and is of the decree's regime."""
        return self.data is not None and self.data["regime"] == "nd30"

    @property
    def findings(self) -> list[FindingData]:
        """What was found; nothing in a file that could not be read."""
        return self.data["findings"] if self.data else []

    def count(self, severity: str) -> int:
        """How many findings are of one severity."""
        return sum(finding["severity"] == severity for finding in self.findings)

    def to_dict(self) -> FileData | UnreadData:
        """The object of the file in JSON."""
        if self.data is not None:
            return self.data
        return UnreadData(file=self.file, error="; ".join(p.message for p in self.problems))
