"""Who does the work of a run: this process, and those it hires when there are many rows."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any, NamedTuple

from vanban.batch.crews import Crew, crew_of
from vanban.batch.executors import Executor, Future, Inline, pool
from vanban.batch.recipe import Handed, Parcel, Recipe, Sent
from vanban.batch.results import Options
from vanban.batch.stores import Store
from vanban.data import Row
from vanban.errors import InputError, Problem


class Team(NamedTuple):
    """Those who work by a recipe; so many chunks may wait for them, besides those under way."""

    executor: Executor
    parcel: Parcel
    window: int

    def submit(self, work: Callable[..., Any], /, *args: Any) -> Future:
        """Begins ``work`` by the recipe."""
        return self.executor.submit(work, self.parcel, *args)


class Workers:
    """Hires by the options when ``many`` is first asked for."""

    def __init__(
        self,
        recipe: Recipe,
        options: Options,
        warn: Callable[[Iterable[Problem]], None],
        closing: ExitStack,
    ) -> None:
        """``warn`` is told of what is worth a look about those who are hired.

        ``closing`` ends their processes; work that has not begun is given up then.
        """
        self.recipe = recipe
        self._options = options
        self._warn = warn
        self._closing = closing
        self._crew: Crew | None = None
        self._many: Team | None = None

    def show(self, sample: Row) -> None:
        """Tells a good row, beside which documents are kept; before anyone is hired."""
        self.recipe = replace(self.recipe, sample=sample)

    @property
    def here(self) -> Team:
        """This process, which does its work at once."""
        return Team(Inline(), Handed(self.recipe), 0)

    @property
    def many(self) -> Team:
        """Those for many rows. Raises InputError for a cluster that is not fit for the work."""
        if self._many is None:
            self._many = self._hired()
        return self._many

    def see(self, store: Store) -> None:
        """Makes sure that all who are hired can put documents there. Raises InputError."""
        if self._crew:
            self._crew.see(store)

    def _hired(self) -> Team:
        jobs = self._options.jobs
        if self._options.executor is not None:
            self._crew = crew = self._closing.enter_context(crew_of(self._options.executor))
            self._warn(crew.warnings)
            return Team(crew, crew.carry(self.recipe), 2 * crew.tasks_at_once(jobs))
        if jobs > 1:
            executor = self._closing.enter_context(pool(jobs))
            return Team(executor, Sent.of(self.recipe), 2 * jobs)
        return self.here


@contextmanager
def workers_told() -> Iterator[None]:
    """Says in Vietnamese that the system has ended a worker. Raises InputError."""
    try:
        yield
    except BrokenExecutor as error:
        raise InputError(_WORKER_LOST) from error


_WORKER_LOST = (
    "một tiến trình bị hệ thống dừng giữa chừng, có thể vì hết bộ nhớ; văn bản đã ghi được giữ, "
    "hãy chạy lại với --resume và --jobs nhỏ hơn"
)
