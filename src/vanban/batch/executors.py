"""Who does the work of a batch: this process, several of them, or whatever takes a task."""

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future as ProcessFuture
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import Any, Protocol, TypeVar

_Chunk = TypeVar("_Chunk")


class Future(Protocol):
    """Work under way, as ``concurrent.futures`` and Dask know it."""

    def result(self) -> Any:
        """What came of it; waits, and raises what the work raised."""

    def cancel(self) -> Any:
        """Gives it up if it has not begun; False where it has and can be waited for."""


class Executor(Protocol):
    """Takes work: a pool of ``concurrent.futures``, a client of Dask, or the like."""

    def submit(self, work: Callable[..., Any], /, *args: Any) -> Future:
        """Begins ``work(*args)``, here or elsewhere."""


def is_closed(executor: object) -> bool:
    """Whether a pool of ``concurrent.futures`` or a client of Dask takes work no longer."""
    flags = ("_shutdown", "_shutdown_thread")  # of threads, of processes
    is_shut = any(getattr(executor, flag, False) is True for flag in flags)
    return is_shut or getattr(executor, "status", "") == "closed"


@dataclass(frozen=True, slots=True)
class Done:
    """Work done."""

    value: Any

    def result(self) -> Any:
        """As ``Future.result``."""
        return self.value

    def cancel(self) -> bool:
        """As ``Future.cancel``."""
        return False


class Inline:
    """Does the work at once, in this process."""

    def submit(self, work: Callable[..., Any], /, *args: Any) -> Done:
        """As ``Executor.submit``."""
        return Done(work(*args))


class Shared:
    """The work of a pool, of which this process does what nobody has begun instead of waiting."""

    def __init__(self, executor: ProcessPoolExecutor, at_once: int) -> None:
        """``executor`` does so many tasks ``at_once``; as many more are handed to it ahead."""
        self._executor = executor
        self._most = 2 * at_once
        self._handed: list[Task] = []
        self._untaken: deque[Task] = deque()

    def submit(self, work: Callable[..., Any], /, *args: Any) -> "Task":
        """As ``Executor.submit``."""
        task = Task(self, work, args)
        self._untaken.append(task)
        self._hand_on()
        return task

    def do_one(self) -> bool:
        """Does a task here; False where all have been begun."""
        self._hand_on()
        if not self._untaken:
            return False
        self._untaken.popleft().do()
        self._hand_on()
        return True

    def forget(self, task: "Task") -> None:
        """Sees that nobody begins a task that nobody has been handed."""
        if task in self._untaken:
            self._untaken.remove(task)
            task.future = ProcessFuture()

    def _hand_on(self) -> None:
        """Hands the pool what it has room for."""
        self._handed = [task for task in self._handed if not task.is_done()]
        while self._untaken and len(self._handed) < self._most:
            task = self._untaken[0]
            task.future = self._executor.submit(task.work, *task.args)
            self._handed.append(self._untaken.popleft())


@dataclass(slots=True, eq=False)
class Task:
    """Work of a ``Shared`` pool; it has a ``future`` once it is handed on, done or given up."""

    shared: Shared
    work: Callable[..., Any]
    args: tuple[Any, ...]
    future: "ProcessFuture[Any] | None" = None

    def is_done(self) -> bool:
        """Whether there is a result."""
        return self.future is not None and self.future.done()

    def do(self) -> None:
        """Does the work at once, in this process."""
        future: ProcessFuture[Any] = ProcessFuture()
        try:
            future.set_result(self.work(*self.args))
        except Exception as error:  # noqa: BLE001 - raised by ``result``
            future.set_exception(error)
        self.future = future

    def result(self) -> Any:
        """As ``Future.result``; does other work of the pool meanwhile."""
        while not self.is_done() and self.shared.do_one():
            pass
        assert self.future  # noqa: S101 - nobody's task was left to do
        return self.future.result()

    def cancel(self) -> bool:
        """As ``Future.cancel``."""
        self.shared.forget(self)
        return bool(self.future and self.future.cancel())


@contextmanager
def pool(jobs: int) -> Iterator[Shared]:
    """This process and ``jobs - 1`` others, which end with this one, however it ends.

    They are copies of this process where that is safe, with all that it has loaded and learnt:
    on Linux, while no thread may hold a lock that would never open in the copy.
    """
    is_safe = sys.platform == "linux" and threading.active_count() == 1
    context = get_context("fork" if is_safe else "spawn")
    made = ProcessPoolExecutor(jobs - 1, context, initializer=_begin)
    try:
        yield Shared(made, jobs - 1)
    finally:
        with _unhurried():
            made.shutdown(cancel_futures=True)


@contextmanager
def _unhurried() -> Iterator[None]:
    """Lets a second Ctrl-C pass: what is being ended already must not be torn apart."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def in_order(
    submit: Callable[[_Chunk], Future],
    chunks: Iterable[_Chunk],
    window: int,
    when_stopped: Callable[[_Chunk, Any], object] | None = None,
) -> Iterator[tuple[_Chunk, Any]]:
    """Each chunk with what came of it, in order, while at most ``window`` others are under way.

    Where it ends early, work that has begun comes to its end, and ``when_stopped`` is told of it.
    """
    waiting: deque[tuple[_Chunk, Future]] = deque()
    try:
        for chunk in chunks:
            waiting.append((chunk, submit(chunk)))
            if len(waiting) > window:
                yield _waited_for(waiting)
        while waiting:
            yield _waited_for(waiting)
    finally:
        begun = [each for each in waiting if each[1].cancel() is False]
        if when_stopped:
            for chunk, future in begun:
                with suppress(Exception):  # what has failed is not worth the telling any more
                    when_stopped(chunk, future.result())


def _waited_for(waiting: deque[tuple[_Chunk, Future]]) -> tuple[_Chunk, Any]:
    chunk, future = waiting[0]
    result = future.result()
    waiting.popleft()
    return chunk, result


def _begin() -> None:
    """Leaves Ctrl-C, which reaches every process, to the parent; ends when that is killed.

    What is inherited is searched for cycles no more, which would copy every page of it.
    """
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
