"""How far a long work is: a line that renews itself on a terminal, some lines elsewhere."""

import sys
from collections.abc import Callable, Sequence
from time import monotonic
from types import TracebackType
from typing import Self

import click

from vanban.cli.screen import show_errors
from vanban.errors import Problem
from vanban.wording import duration

_MOST_ERRORS = 100
_RENEWED_EVERY = 0.2
_LINE_EVERY = 10.0
# Before that a rate is a guess.
_SURE_AFTER = 1.0


class Progress:
    """Tells on stderr how far a work is, how fast it goes and how long it will take.

    ``counted`` gives how many are done, and of how many; 0 while that is not known. Errors beyond
    ``most`` are counted only, for a work that leaves a report of them.
    """

    def __init__(
        self, verb: str, counted: Callable[[], tuple[int, int]], *, most: int | None = _MOST_ERRORS
    ) -> None:
        """The work begins now; ``verb`` says what is done with the rows."""
        self._verb = verb
        self._most = most
        self._counted = counted
        self._is_terminal = sys.stderr.isatty()
        self._every = _RENEWED_EVERY if self._is_terminal else _LINE_EVERY
        self._begun = self._told = monotonic()
        self._errors = 0

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Clears the line, and says how many errors were not shown."""
        self._clear()
        if self._most is not None and self._errors > self._most:
            click.echo(f"… và {self._errors - self._most} lỗi khác, xem báo cáo", err=True)

    def tick(self) -> None:
        """Tells how far the work is, if it is time to."""
        now = monotonic()
        if now - self._told >= self._every:
            self._told = now
            start, end = ("\r\033[K", "") if self._is_terminal else ("", "\n")
            click.echo(f"{start}{self._line(now - self._begun)}{end}", nl=False, err=True)

    def tell(self, problems: Sequence[Problem]) -> None:
        """Shows problems, as many as a person can take in."""
        shown = problems if self._most is None else problems[: max(0, self._most - self._errors)]
        self._errors += len(problems)
        if shown:
            self._clear()
            show_errors(shown)

    def _line(self, seconds: float) -> str:
        done, total = self._counted()
        line = f"{self._verb} {done}/{total} dòng" if total else f"{self._verb} {done} dòng"
        if seconds < _SURE_AFTER or not done:
            return line
        rate = done / seconds
        line += f", {rate:.0f} dòng/giây"
        left = (total - done) / rate if total else 0.0
        return f"{line}, còn khoảng {duration(left)}" if round(left) else line

    def _clear(self) -> None:
        if self._is_terminal:
            click.echo("\r\033[K", nl=False, err=True)
