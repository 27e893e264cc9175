"""What happens around the work in another process, which may be on another machine."""

import pickle
import socket
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from vanban import __version__
from vanban.batch.making import Made
from vanban.batch.packing import Packed, PackedRows
from vanban.batch.recipe import Handed
from vanban.batch.stores import Store
from vanban.errors import InputError, Problem, VanBanError


class Proof(NamedTuple):
    """A store, and for a folder the file that shows whether another machine sees the same one.

    ``run`` is another one for each run.
    """

    store: Store
    run: str
    mark: str = ""

    def check(self) -> None:
        """Raises InputError when documents cannot be put there from here."""
        try:
            if self.mark and not Path(self.mark).is_file():
                raise InputError(Problem(_NOT_SHARED, self.store.where))
            self.store.check()
        except VanBanError as error:
            raise InputError(map(_from_here, error.problems)) from error


def carry_out(
    packed: Packed, files: PackedRows, work: Callable[..., Any], proof: Proof | None, *args: Any
) -> Any:
    """What ``work`` finds by the recipe of ``packed``, for rows that name ``files``.

    Raises InputError when this process has another vanban, or cannot put documents where they
    belong: that is no fault of a row.
    """
    if packed.version != __version__:
        raise InputError(_from_here(Problem(other_version(__version__, packed.version))))
    if proof and proof.run not in _CHECKED:
        proof.check()
        _CHECKED.add(proof.run)
    with ExitStack() as here:
        try:
            unpacked = packed.unpack()
            recipe, told = here.enter_context(files.unpacked(unpacked.recipe))
        except VanBanError as error:
            raise InputError(map(_from_here, error.problems)) from error
        found = told(work(Handed(recipe), *args))
    if proof and any(made.problems for made in found if isinstance(made, Made)):
        proof.check()
    return unpacked.told(found)


def carry_out_bytes(packed: Packed, order: bytes) -> Any:
    """As ``carry_out`` with the rest in bytes, which a scheduler passes on without a look."""
    files, work, proof, args = pickle.loads(order)  # noqa: S301 - from who asks for the work
    return carry_out(packed, files, work, proof, *args)


def fault_of_store(proof: Proof) -> tuple[Problem, ...]:
    """Why documents cannot be put there from here; nothing when they can."""
    try:
        proof.check()
    except InputError as error:
        return error.problems
    return ()


def other_version(found: str, expected: str) -> str:
    """What to say of a vanban that is another one than where the run was begun."""
    return (
        f"có vanban {found}, nơi chạy lệnh có vanban {expected}; mọi máy phải cài cùng một bản: "
        f"pip install 'vanban[cluster]=={expected}'"
    )


def _from_here(problem: Problem) -> Problem:
    return Problem(str(problem), f"máy {socket.gethostname()}")


# The runs whose store this process has found to be in order.
_CHECKED: set[str] = set()
_NOT_SHARED = (
    "không thấy thư mục này của nơi chạy lệnh; nó phải là thư mục dùng chung, có cùng đường dẫn "
    "trên mọi máy, hoặc hãy ghi ra kho chung như -o s3://kho/thu-muc"
)
