"""What a batch goes through again, kept on disk: memory stays flat however many rows there are."""

import pickle
from collections.abc import Iterator
from tempfile import TemporaryFile
from types import TracebackType
from typing import Generic, Self, TypeVar

from vanban.errors import DocxError, reason_of

_Item = TypeVar("_Item")


class Spool(Generic[_Item]):
    """Items in the order in which they were added, in a temporary file that goes with the process.

    Raises DocxError when the disk refuses.
    """

    def __init__(self) -> None:
        """Opens the file in the system's folder for temporary files."""
        self._file = TemporaryFile(prefix="vanban-")  # noqa: SIM115 - closed by ``close``
        self._end = 0

    def __enter__(self) -> Self:
        """The spool, to be closed at the end."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Gives the disk its room back."""
        self.close()

    def close(self) -> None:
        """Gives the disk its room back."""
        self._file.close()

    def __bool__(self) -> bool:
        """Whether it holds anything."""
        return self._end > 0

    def add(self, item: _Item) -> int:
        """Appends one item; where it stands, for ``at``."""
        place = self._end
        try:
            self._file.seek(self._end)
            pickle.dump(item, self._file, pickle.HIGHEST_PROTOCOL)
            self._end = self._file.tell()
        except OSError as error:
            message = f"không ghi được tệp tạm (đổi chỗ bằng biến TMPDIR): {reason_of(error)}"
            raise DocxError(message) from error
        return place

    def at(self, place: int) -> _Item:
        """The item at the place that ``add`` has told."""
        self._file.seek(place)
        item: _Item = pickle.load(self._file)  # noqa: S301 - this process wrote it
        return item

    def __iter__(self) -> Iterator[_Item]:
        """Every item so far, as often as wanted, also while others are going through them."""
        at = 0
        while at < self._end:
            item = self.at(at)
            at = self._file.tell()
            yield item
