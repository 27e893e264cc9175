"""What a user sees: streams in UTF-8, and problems one a line."""

import sys
from collections.abc import Iterable
from io import TextIOWrapper

import click

from vanban.errors import Problem, reason_of

OK, FINDINGS, FAILED = 0, 1, 2
"""Exit codes: all good; findings, or some inputs failed; could not run."""


def speak_utf8() -> None:
    """Print in UTF-8 whatever the terminal's locale; what cannot be printed is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def show_errors(problems: Iterable[Problem], *, source: str = "") -> None:
    """Problems on stderr, one a line; ``source`` is named where a problem does not say it."""
    _show("lỗi", problems, source)


def show_warnings(problems: Iterable[Problem], *, source: str = "") -> None:
    """Warnings on stderr, one a line."""
    _show("cảnh báo", problems, source)


def _show(kind: str, problems: Iterable[Problem], source: str) -> None:
    for problem in problems:
        named = f"{source}: " if source and not problem.place.startswith(source) else ""
        click.echo(f"{kind}: {named}{problem}", err=True)


def os_problem(error: OSError) -> Problem:
    """Why the system refused, in Vietnamese, with the file it was about."""
    return Problem(reason_of(error), str(error.filename or ""))
