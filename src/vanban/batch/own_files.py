"""What a run leaves beside its documents, told by its manifest from what people put there."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from vanban.batch.manifest import Manifest, Record, Status
from vanban.batch.writing import remove_leftovers_of

_PREFIX = "cạnh/"  # no name of a row holds "/"


def is_free(path: Path, manifest: Manifest) -> bool:
    """Whether nothing stands there, or just what a run of this batch has left."""
    if not path.exists():
        return True
    known = manifest.find(_key(path))
    if known is None:
        return False
    if not path.is_file():  # nor does a folder give way to a file
        return False
    return known.status is Status.PLANNED or known.sha256 == _digest(path)


@contextmanager
def free_name(path: Path, manifest: Manifest) -> Iterator[Path]:
    """A name for a file to be written in the block: ``path``, or the next that nobody else has.

    So nothing is lost that someone has written into an earlier one: bao_cao.2.xlsx.
    """
    name = next(name for name in names_like(path) if is_free(name, manifest))
    remove_leftovers_of(name)
    with noted(name, manifest):
        yield name


@contextmanager
def noted(path: Path, manifest: Manifest) -> Iterator[None]:
    """Notes that the block writes ``path``, before and after: a killed run's is known by it."""
    record = Record(status=Status.PLANNED, key=_key(path), file=path.name)
    manifest.add([record])
    yield
    if path.exists():
        written = record._replace(status=Status.WRITTEN, sha256=_digest(path))
        manifest.add([written])
    else:  # what comes to be there later is not of this run
        manifest.add([record._replace(status=Status.FAILED)])


def names_like(path: Path) -> Iterator[Path]:
    """The path itself, then the same with .2, .3 and so on before its ending."""
    yield path
    for number in count(2):
        yield path.with_name(f"{path.stem}.{number}{path.suffix}")


def _key(path: Path) -> str:
    return f"{_PREFIX}{path.name}"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
