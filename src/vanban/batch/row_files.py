"""Files that single rows name, such as the picture of a village: which, and what is in them."""

import stat
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b, file_digest
from pathlib import Path

from vanban.data import Draft, Layer, Row
from vanban.data.anchoring import file_fields, named_files
from vanban.data.nodes import MappingNode

_DIGEST_BYTES = 16
# So many files are not read again, as long as thousands of rows share them.
_MOST_KNOWN = 10_000


class RowFiles:
    """Finds the files of rows; those that can name none cost next to nothing."""

    def __init__(self, layer: Layer, base: Draft) -> None:
        """The rows of ``layer``, which are laid over ``base``."""
        self._layer = layer
        self._model = base.model
        self._columns = tuple(n for n, column in enumerate(layer.columns) if column.is_file)
        self._fields = file_fields(base.model)
        self._digest_of = lru_cache(_MOST_KNOWN)(_digest_of)

    def named(self, row: Row) -> tuple[str, ...]:
        """The paths of the files that a row names, each once."""
        if row.problems or not self._may_name(row):
            return ()
        changes = self._layer.changes(row, self._model, [])
        return tuple(dict.fromkeys(name for name, _ in named_files(changes, self._model)))

    def digest(self, row: Row) -> str:
        """What the files of a row hold; "" when it names none.

        One that cannot be read is told when the document is made.
        """
        return "".join(map(self._digest_of, self.named(row)))

    def _may_name(self, row: Row) -> bool:
        if self._layer.columns:
            return any(row.cells[number] != "" for number in self._columns)
        (said,) = row.cells
        return isinstance(said, MappingNode) and not self._fields.isdisjoint(said.entries)


def contents_of(names: Iterable[str], most_bytes: int) -> dict[str, bytes] | None:
    """What the files hold; None when one cannot be read, or all are larger than ``most_bytes``."""
    found: dict[str, bytes] = {}
    for name in names:
        try:
            about = Path(name).stat()
            most_bytes -= about.st_size
            if most_bytes < 0 or not stat.S_ISREG(about.st_mode):
                return None
            found[name] = Path(name).read_bytes()
        except (OSError, ValueError):  # a name that the system does not take
            return None
    return found


def _digest_of(name: str) -> str:
    try:
        if not Path(name).is_file():  # a device may have no end
            return _UNREAD
        with Path(name).open("rb") as file:
            return file_digest(file, lambda: blake2b(digest_size=_DIGEST_BYTES)).hexdigest()
    except (OSError, ValueError):
        return _UNREAD


_UNREAD = "-"
