"""What a batch is asked for, and what became of its rows."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from vanban.batch.executors import Executor
from vanban.errors import InputError, Problem


class Outcome(StrEnum):
    """What became of a row."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one row: its number (from 1), its place, and its file.

    A file is ``UNCHANGED`` when it is just as an earlier run made it of the same row, ``KEPT`` when
    someone has edited it since. ``problems`` say why a row has failed, or why a file is kept;
    ``warnings`` are the codes of what the checker would look at again.
    """

    row: int
    place: str
    outcome: Outcome
    file: str = ""
    so_van_ban: int | None = None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a batch runs.

    ``name`` is the pattern of the files' names; ``sheet`` and ``encoding`` are those of the rows;
    ``so_tu`` is the first number to give. ``resume`` goes on with an earlier run, ``force``
    replaces files. ``check`` runs the checker over each document, ``checks_first`` over all before
    any is written. With ``max_errors`` the run stops when more rows than that have failed. ``jobs``
    processes share the work, or ``executor`` does it, ``jobs`` tasks at a time. ``pdf`` makes a PDF
    of each document too, "pdf-a" one of PDF/A-2b.
    """

    name: str | None = None
    ascii_only: bool = False
    sheet: str = ""
    encoding: str = ""
    so_tu: int | None = None
    resume: bool = False
    force: bool = False
    check: bool = True
    checks_first: bool = False
    max_errors: int | None = None
    jobs: int = 1
    executor: Executor | None = None
    pdf: Literal["", "pdf", "pdf-a"] = ""


@dataclass(slots=True)
class Counts:
    """How many rows there are, and what became of them so far."""

    rows: int = 0
    written: int = 0
    unchanged: int = 0
    kept: int = 0
    failed: int = 0
    pdfs: int = 0

    @property
    def done(self) -> int:
        """The rows that have been dealt with."""
        return self.written + self.unchanged + self.kept + self.failed

    def add(self, outcome: Outcome) -> None:
        """Counts one more row of this outcome."""
        setattr(self, outcome.value, getattr(self, outcome.value) + 1)


class StoppedError(InputError):
    """More rows have failed than were to be borne."""
