"""What is worth a second look in the documents of a batch, and in which rows."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from vanban.errors import Problem

_MOST = 1_000
_ALL = "mọi dòng"


class Remarks:
    """Warnings of many documents, each told once."""

    def __init__(self) -> None:
        """Nothing is worth a look yet."""
        self._documents = 0
        self._found: dict[Problem, tuple[int, str]] = {}

    def add(self, warnings: Iterable[Problem], place: str) -> None:
        """Notes the warnings of one more document, whose row stands at ``place``."""
        self._documents += 1
        for warning in warnings:
            count, first = self._found.get(warning, (0, place))
            if count or len(self._found) < _MOST:
                self._found[warning] = (count + 1, first)

    def told(self) -> Iterator[Problem]:
        """Each warning at the first row that has it, or at all rows."""
        for warning, (count, first) in self._found.items():
            if warning.place:
                yield warning
            elif 1 < count == self._documents:
                yield replace(warning, place=_ALL)
            else:
                others = f" (và {count - 1} dòng khác)" if count > 1 else ""
                yield replace(warning, place=f"{first}{others}")
