"""Those who do the work of a batch for an executor of the user's: a pool, a cluster of Dask."""

import pickle
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from vanban.batch.arguments import CLOSED
from vanban.batch.cluster import Client, find_faults, find_warnings, tasks_at_once
from vanban.batch.executors import Done, Executor, Future, is_closed
from vanban.batch.far_side import Proof, carry_out, carry_out_bytes, fault_of_store
from vanban.batch.making import Order
from vanban.batch.packing import Packed, PackedRows, forget_unpacked
from vanban.batch.recipe import Recipe
from vanban.batch.row_files import RowFiles
from vanban.batch.stores import FolderStore, RemoteStore, Store
from vanban.batch.writing import temporary_name
from vanban.data import Row
from vanban.errors import InputError, Problem, VanBanError, reason_of

_RETRIES = 2
# So often a look is taken whether there are still workers; so long may there be none.
_LOOK_S = 2.0
_PATIENCE_S = 60.0


@dataclass(frozen=True, slots=True)
class Carried:
    """A recipe on its way: packed, or what stands for it at a cluster."""

    content: Any
    recipe: Recipe
    files: RowFiles

    @classmethod
    def of(cls, recipe: Recipe, content: Any) -> "Carried":
        """``recipe``, which travels as ``content``."""
        return cls(content, recipe, RowFiles(recipe.layer, recipe.base))

    def open(self) -> Recipe:
        """As ``Parcel.open``, for work that is done here after all."""
        return self.recipe

    def files_of(self, args: tuple[Any, ...]) -> PackedRows | None:
        """As ``PackedRows.of``, for the rows and orders among ``args``."""
        items = (item for arg in args if isinstance(arg, list) for item in arg)
        rows = (item.row if isinstance(item, Order) else item for item in items)
        return PackedRows.of(self.files, (row for row in rows if isinstance(row, Row)))


class Crew:
    """An executor of the user's. What the base names goes along with each piece of work."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self.warnings: list[Problem] = []

    def __enter__(self) -> Self:
        """The crew, for one run."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """The executor stays as it is."""

    def tasks_at_once(self, jobs: int) -> int:
        """How many tasks it does at a time, when ``jobs`` is what the user has said."""
        return jobs

    def carry(self, recipe: Recipe) -> Carried:
        """The recipe for these workers. Raises InputError, TemplateError."""
        return Carried.of(recipe, Packed.of(recipe))

    def see(self, store: Store) -> None:
        """Makes sure that all workers can put documents there. Raises InputError."""

    def submit(self, work: Callable[..., Any], parcel: Carried, /, *args: Any) -> Future:
        """As ``Executor.submit``, for work by a recipe.

        Rows whose files cannot be sent are worked on here, where their faults are told best.
        """
        files = parcel.files_of(args)
        if files is None:
            return Done(work(parcel, *args))
        return self._send(work, parcel, files, args)

    def _send(
        self, work: Callable[..., Any], parcel: Carried, files: PackedRows, args: tuple[Any, ...]
    ) -> Future:
        try:
            return self._executor.submit(carry_out, parcel.content, files, work, None, *args)
        except BrokenExecutor:
            raise
        except RuntimeError as error:
            if not is_closed(self._executor):
                raise
            raise InputError(Problem(CLOSED, field="executor")) from error


class DaskCrew(Crew):
    """The workers of a cluster. Work that one of them loses another does again."""

    def __init__(self, client: Client) -> None:
        super().__init__(client)
        self._client = client
        self._proof: Proof | None = None
        self._carried: Any = None
        self._has_files = False

    def __enter__(self) -> Self:
        """As ``Crew.__enter__``. Raises InputError for machines that are not fit for the work."""
        with self.told():
            if faults := find_faults(self._client):
                raise InputError(faults)
            self.warnings = find_warnings(self._client)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leaves nothing of the run behind, here or on the workers that still answer.

        A worker that was killed has left half a file in the store; the mark goes with it.
        """
        if self._proof:
            with suppress(VanBanError, OSError):
                self._proof.store.remove_leftovers()
        with suppress(Exception):
            if self._carried:
                self._carried.release()
            if self._has_files:
                self._client.run(forget_unpacked, on_error="ignore")

    def tasks_at_once(self, jobs: int) -> int:
        """As ``Crew.tasks_at_once``; enough for all workers when the user has said nothing."""
        with self.told():
            return jobs if jobs > 1 else tasks_at_once(self._client)

    def carry(self, recipe: Recipe) -> Carried:
        """As ``Crew.carry``: sent once, and from worker to worker after that.

        It is the result of a task, so that the scheduler has it made again when all who hold it
        are lost.
        """
        packed = Packed.of(recipe)
        self._has_files = bool(packed.files)
        with self.told(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of its size, when there are pictures
            self._carried = self._client.submit(_same, packed, pure=False)
            self._client.replicate(self._carried)
        return Carried.of(recipe, self._carried)

    def see(self, store: Store) -> None:
        """As ``Crew.see``; workers that come later look for themselves."""
        if isinstance(store, RemoteStore) and store.url.startswith("memory:"):
            raise InputError(Problem(_MEMORY, store.where))
        self._proof = _proof_of(store)
        with self.told():
            answers = self._client.run(fault_of_store, self._proof)
        if faults := [fault for answer in answers.values() for fault in answer]:
            raise InputError(dict.fromkeys(faults))

    def _send(
        self, work: Callable[..., Any], parcel: Carried, files: PackedRows, args: tuple[Any, ...]
    ) -> Future:
        order = pickle.dumps((files, work, self._proof, args), pickle.HIGHEST_PROTOCOL)
        with self.told(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of its size, when there are pictures
            future = self._client.submit(
                carry_out_bytes, parcel.content, order, pure=False, retries=_RETRIES
            )
        return _Awaited(self, future)

    def result(self, future: Any) -> Any:
        """What came of a task; waits, but not for workers that never come again."""
        alone_since = 0.0
        with self.told():
            while True:
                try:
                    return future.result(timeout=_LOOK_S)
                except TimeoutError:
                    if future.status == "error":  # the work's own
                        raise
                if future.done():
                    continue
                if self._client.nthreads():
                    alone_since = 0.0
                    continue
                alone_since = alone_since or time.monotonic()
                if time.monotonic() - alone_since > _PATIENCE_S:
                    raise InputError(Problem(_ALL_LOST, self._url))

    @property
    def _url(self) -> str:
        return str(self._client.scheduler.address) if self._client.scheduler else "--cluster"

    @contextmanager
    def told(self) -> Iterator[None]:
        """Says in Vietnamese what has become of the cluster. Raises InputError."""
        from distributed import KilledWorker  # noqa: PLC0415 - there is a client, so there is Dask
        from distributed.comm.core import CommClosedError  # noqa: PLC0415

        try:
            yield
        except VanBanError:
            raise
        except KilledWorker as error:
            raise InputError(Problem(_KILLED, self._url)) from error
        except (CancelledError, CommClosedError) as error:
            raise InputError(Problem(_SCHEDULER_LOST, self._url)) from error
        except Exception as error:
            is_lost = isinstance(error, OSError) and self._client.status != "running"
            fault = _SCHEDULER_LOST if is_lost else f"{_UNFIT} ({type(error).__name__})"
            raise InputError(Problem(fault, self._url)) from error


@dataclass(frozen=True, slots=True)
class _Awaited:
    """A task of a cluster."""

    crew: DaskCrew
    future: Any

    def result(self) -> Any:
        """As ``Future.result``."""
        return self.crew.result(self.future)

    def cancel(self) -> None:
        """As ``Future.cancel``; at a cluster that is lost nothing is to be given up."""
        with suppress(Exception):
            self.future.cancel()


def crew_of(executor: Executor) -> Crew:
    """Who does the work for ``executor``, which may be a client of Dask."""
    if type(executor).__module__.partition(".")[0] == "distributed" and hasattr(executor, "run"):
        return DaskCrew(executor)
    return Crew(executor)


def _same(packed: Packed) -> Packed:
    return packed


def _proof_of(store: Store) -> Proof:
    """A file in a folder that shows whether others see the same folder; other stores need none."""
    name = temporary_name()
    if not isinstance(store, FolderStore):
        return Proof(store, name)
    folder = store.folder.absolute()
    mark = folder / name
    try:
        mark.touch()
    except OSError as error:
        fault = f"không ghi được vào thư mục này: {reason_of(error)}"
        raise InputError(Problem(fault, store.where)) from error
    return Proof(FolderStore(folder), name, str(mark))


_GO_ON = (
    "văn bản đã ghi được giữ; hãy chạy lại với --resume, có hoặc không có --cluster, để làm tiếp"
)
_MEMORY = "kho này nằm trong bộ nhớ của một máy, máy khác không ghi vào được; hãy chọn kho chung"
_ALL_LOST = f"cụm máy không còn máy làm việc nào; {_GO_ON}"
_SCHEDULER_LOST = f"mất liên lạc với máy điều phối; {_GO_ON}"
_KILLED = (
    "các máy làm việc lần lượt dừng giữa chừng ở cùng một phần việc, có thể vì hết bộ nhớ; "
    f"{_GO_ON}"
)
_UNFIT = (
    "cụm máy không làm được việc được giao; hãy xem mọi máy có cùng phiên bản Python, vanban và "
    f"distributed không; {_GO_ON}"
)
