"""PDFs made in the background, while the documents of a batch are still being written."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Thread
from typing import Generic, Self, TypeVar

from vanban.errors import DocxError, Problem, VanBanError
from vanban.render.pdf import GROUP, PdfMaker

Key = TypeVar("Key")
Value = TypeVar("Value")

_FIRST_GROUP = 8
_WAITING_LIMIT = 4 * GROUP
# Windows lets no signal interrupt a longer wait.
_TICK_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class PdfOutcome(Generic[Key, Value]):
    """What became of one document: what ``deliver`` returned, or why there is no PDF."""

    key: Key
    value: Value | None
    problems: tuple[Problem, ...] = ()


class PdfQueue(Generic[Key, Value]):
    """Makes PDFs of .docx files in ``jobs`` threads of its own, each with a LibreOffice.

    ``deliver(key, pdf)`` is called in such a thread and stores the PDF; a VanBanError that it
    raises becomes the outcome. ``add`` waits while too much is waiting, so memory stays flat. Use
    as a context: leaving it by an exception (Ctrl-C) ends LibreOffice at once, and nothing is left
    behind. Raises DocxError where LibreOffice or fonts are absent.
    """

    def __init__(
        self, deliver: Callable[[Key, bytes], Value], *, archival: bool = False, jobs: int = 1
    ) -> None:
        """``archival`` asks for PDF/A-2b."""
        self._deliver = deliver
        self._changed = Condition()
        self._waiting: deque[tuple[Key, bytes | Path]] = deque()
        self._outcomes: deque[PdfOutcome[Key, Value]] = deque()
        self._fault: BaseException | None = None
        self._is_closed = False
        self._makers: list[PdfMaker] = []
        try:
            for _ in range(jobs):
                self._makers.append(PdfMaker(archival=archival))
        except BaseException:
            self._close_makers()
            raise
        # No daemons: an interpreter that ends waits for them, and so for LibreOffice to be gone.
        self._threads = [Thread(target=self._work, args=(maker,)) for maker in self._makers]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Self:
        """The queue itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *exc: object) -> None:
        """Waits until all is made; after an exception stops at once."""
        if kind is not None:
            self.stop()
        self._end()

    def add(self, key: Key, source: bytes | Path) -> None:
        """Asks for the PDF of a .docx, which must stay where it is until its outcome is there.

        Raises what stopped the work in the background: DocxError where LibreOffice does not work.
        """
        with self._changed:
            while len(self._waiting) >= _WAITING_LIMIT and self._fault is None:
                self._changed.wait(_TICK_SECONDS)
            self._raise_fault()
            if self._is_closed:
                raise ValueError("the queue is closed")
            self._waiting.append((key, source))
            self._changed.notify_all()

    def take(self) -> Iterator[PdfOutcome[Key, Value]]:
        """The outcomes since the last call, in no set order; never waits."""
        while self._outcomes:
            yield self._outcomes.popleft()

    def close(self) -> Iterator[PdfOutcome[Key, Value]]:
        """The other outcomes, as they come, until all is made. Raises as ``add``."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        while any(thread.is_alive() for thread in self._threads):
            with self._changed:
                if not self._outcomes:
                    self._changed.wait(_TICK_SECONDS)
            yield from self.take()
        self._end()
        yield from self.take()
        self._raise_fault()

    def stop(self) -> None:
        """Gives up what waits and what is being made."""
        with self._changed:
            self._is_closed = True
            self._waiting.clear()
            self._changed.notify_all()
        for maker in self._makers:
            maker.stop()

    def _end(self) -> None:
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        try:
            for thread in self._threads:
                while thread.is_alive():
                    thread.join(_TICK_SECONDS)
        except BaseException:
            self.stop()
            for thread in self._threads:
                thread.join()
            raise
        finally:
            self._close_makers()

    def _close_makers(self) -> None:
        for maker in self._makers:
            maker.close()

    def _raise_fault(self) -> None:
        if self._fault is not None:
            raise self._fault

    def _work(self, maker: PdfMaker) -> None:
        try:
            size = _FIRST_GROUP
            while group := self._next_group(size):
                self._make(maker, group)
                size = GROUP
        except BaseException as error:  # noqa: BLE001 - raised again by add and close
            with self._changed:
                self._fault = self._fault or error
            self.stop()

    def _next_group(self, size: int) -> list[tuple[Key, bytes | Path]]:
        """What waits, at most ``size``, as soon as anything does; nothing once all is made."""
        with self._changed:
            while not self._waiting and not self._is_closed:
                self._changed.wait()
            count = min(size, len(self._waiting))
            group = [self._waiting.popleft() for _ in range(count)]
            self._changed.notify_all()
            return group

    def _make(self, maker: PdfMaker, group: list[tuple[Key, bytes | Path]]) -> None:
        made = maker.convert_group([source for _, source in group])
        for (key, _), pdf in zip(group, made, strict=True):
            outcome = self._outcome(key, pdf)
            with self._changed:
                self._outcomes.append(outcome)
                self._changed.notify_all()

    def _outcome(self, key: Key, pdf: bytes | Problem) -> PdfOutcome[Key, Value]:
        try:
            if isinstance(pdf, Problem):
                raise DocxError(pdf)
            return PdfOutcome(key, self._deliver(key, pdf))
        except VanBanError as error:
            return PdfOutcome(key, None, error.problems)
