"""Many files checked one after another or side by side; one that fails does not stop the others."""

import signal
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

from vanban.check.checking import judge, read_file
from vanban.check.file_kinds import LegacyError
from vanban.check.legacy import convert
from vanban.check.opening import open_package
from vanban.check.outcome import Outcome
from vanban.check.reports.comments import annotate
from vanban.check.rules import RULES
from vanban.check.running import RuleSet
from vanban.errors import InputError, Problem, VanBanError


@dataclass(frozen=True, slots=True)
class Request:
    """What to do with each file: the codes of the rules to run, and what else is asked for.

    ``converts`` turns legacy files into .docx by LibreOffice first.
    """

    codes: tuple[str, ...]
    annotates: bool = False
    converts: bool = False


def check_files(paths: Sequence[Path], request: Request, jobs: int = 1) -> Iterator[Outcome]:
    """What became of each file, in their order; ``jobs`` processes share them.

    Raises InputError when the system ends one of the processes.
    """
    work = partial(check_one, request=request)
    if min(jobs, len(paths)) <= 1:
        yield from map(work, paths)
        return
    pool = ProcessPoolExecutor(min(jobs, len(paths)), initializer=_leave_stopping_to_parent)
    try:
        yield from pool.map(work, paths)
    except BrokenProcessPool as error:
        raise InputError(
            "một tiến trình kiểm tra bị hệ thống dừng giữa chừng, có thể vì hết bộ nhớ; "
            "hãy chạy lại với --jobs nhỏ hơn"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def check_one(path: Path, request: Request) -> Outcome:
    """What became of one file."""
    try:
        return _checked(path, request)
    except VanBanError as error:
        return Outcome(str(path), problems=_without_place(error, path))
    except Exception as error:  # noqa: BLE001 - one file must not cost the others their reports
        said = f"lỗi bên trong của vanban: {type(error).__name__}: {error}; lỗi này không do bạn"
        details = "".join(traceback.format_exception(error))
        return Outcome(str(path), problems=(Problem(said),), details=details)


def _checked(path: Path, request: Request) -> Outcome:
    data = read_file(path)
    try:
        package = open_package(data)
    except LegacyError:
        if not request.converts:
            raise
        data = convert(data)
        package = open_package(data)
    report = judge(package, _rules(request.codes), str(path))
    kind = report.recognised.kind
    outcome = Outcome(
        file=str(path),
        data=report.to_dict(),
        kind=kind.ten_loai if kind else "",
        reason=report.recognised.regime_reason,
    )
    if not request.annotates:
        return outcome
    try:
        return replace(outcome, annotated=annotate(data, package, report))
    except VanBanError as error:  # the findings are told all the same
        return replace(outcome, problems=_without_place(error, path))


@lru_cache(maxsize=1)
def _rules(codes: tuple[str, ...]) -> RuleSet:
    """The rules with these codes; one process runs the same over all its files."""
    return RuleSet(RULES[code] for code in codes)


def _without_place(error: VanBanError, path: Path) -> tuple[Problem, ...]:
    """The problems of a file without its name, which stands beside them."""
    return tuple(
        replace(problem, place="" if problem.place == str(path) else problem.place)
        for problem in error.problems
    )


def _leave_stopping_to_parent() -> None:
    """Ctrl-C reaches every process; the parent alone says so and ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
