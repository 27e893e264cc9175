"""Work for machines that do not have the files which the base and the rows name: these go along."""

import gc
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from multiprocessing.util import Finalize
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any, NamedTuple

from vanban import __version__
from vanban.batch.recipe import Recipe, content_of
from vanban.batch.row_files import RowFiles, contents_of
from vanban.data import Row
from vanban.data.anchoring import move_files, named_files
from vanban.errors import InputError, Problem, reason_of
from vanban.render import template_files
from vanban.render.templates import is_shipped

# What goes with one piece of work: a scheduler holds dozens of them.
_MOST_BYTES = 20 * 1024 * 1024
_NOT_PUT_DOWN = "không ghi được tệp tạm"


class PackedFile(NamedTuple):
    """A file: what messages call it, its path below a folder of the far machine, its bytes."""

    name: str
    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Packed:
    """A recipe in bytes, and its files. ``moved`` are paths of ``files`` by what the base says.

    ``version`` is the one of vanban that has packed it.
    """

    recipe: bytes
    files: tuple[PackedFile, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    version: str = __version__

    @classmethod
    def of(cls, recipe: Recipe) -> "Packed":
        """``recipe`` with all files that its base names, but for the templates that vanban ships.

        Raises InputError for a file that cannot be read, TemplateError for a template.
        """
        files: list[PackedFile] = []
        moved = {}
        named = dict.fromkeys(named_files(recipe.base.node, recipe.base.model))
        for number, (name, is_template) in enumerate(named):
            found = list(_files(name, str(number), is_template=is_template))
            if found:
                moved[name] = found[0].path
            files += found
        packed = pickle.dumps(recipe, pickle.HIGHEST_PROTOCOL)
        return cls(packed, tuple(files), tuple(moved.items()))

    def unpack(self) -> "Unpacked":
        """The recipe, and its files in a folder of their own; once for each process.

        Raises InputError when the files cannot be put down.
        """
        return _unpacked(self)


def _files(name: str, folder: str, *, is_template: bool) -> Iterator[PackedFile]:
    """A picture or table, or a template with its family, which is looked for beside it."""
    paths = template_files(name) if is_template else (name,)
    if is_template and is_shipped(paths[0]):
        return
    for path in dict.fromkeys(paths):
        if not (is_template and is_shipped(path)):
            yield PackedFile(path, f"{folder}/{Path(path).name}", content_of(path))


@dataclass(frozen=True, slots=True)
class PackedRows:
    """The files that some rows name, by their paths."""

    files: tuple[PackedFile, ...] = ()

    @classmethod
    def of(cls, files: RowFiles, rows: Iterable[Row]) -> "PackedRows | None":
        """All files of these rows; None when one cannot be read, or they are too large to send."""
        names = dict.fromkeys(name for row in rows for name in files.named(row))
        contents = contents_of(names, _MOST_BYTES)
        if contents is None:
            return None
        packed = (
            PackedFile(name, f"{number}/{Path(name).name}", content)
            for number, (name, content) in enumerate(contents.items())
        )
        return cls(tuple(packed))

    @contextmanager
    def unpacked(self, recipe: Recipe) -> Iterator[tuple[Recipe, Callable[[Any], Any]]]:
        """``recipe`` for these rows while their files lie in a folder of this machine.

        With it comes what to call on what is found, as ``Unpacked.told``. Raises InputError when
        the files cannot be put down.
        """
        if not self.files:
            yield recipe, lambda found: found
            return
        folder = _private_folder()
        try:
            moved = dict(_put_down(self.files, folder))
            names = [(path, name) for name, path in moved.items()]
            layer = replace(recipe.layer, moved=moved)
            yield replace(recipe, layer=layer), lambda found: _renamed(found, names)
        finally:
            _remove(folder)


class Unpacked:
    """A recipe whose files lie in a private folder, which goes when this goes or the process ends.

    Documents made by it are the same, byte for byte, as those made beside the base.
    """

    def __init__(self, packed: Packed) -> None:
        self._names: list[tuple[str, str]] = []
        recipe = pickle.loads(packed.recipe)  # noqa: S301 - from the process that asks for the work
        assert isinstance(recipe, Recipe)  # noqa: S101
        self.recipe = recipe
        if packed.files:
            self._put_down(packed)

    def _put_down(self, packed: Packed) -> None:
        root = _private_folder()
        # Also where a pool's process ends, which does not wait for what Python does at an end.
        Finalize(self, _remove, (root,), exitpriority=0)
        self._names += ((path, name) for name, path in _put_down(packed.files, root))
        moved = {name: str(Path(root, path)) for name, path in packed.moved}
        move_files(self.recipe.base.node, self.recipe.base.model, moved)

    def told(self, found: Any) -> Any:
        """What was found, its problems with the names that the files have where they come from."""
        return _renamed(found, self._names)


def _private_folder() -> str:
    try:
        return mkdtemp(prefix="vanban-")
    except OSError as error:
        raise InputError(f"{_NOT_PUT_DOWN}: {reason_of(error)}") from error


def _remove(folder: str) -> None:
    rmtree(folder, ignore_errors=True)


def _put_down(files: Iterable[PackedFile], folder: str) -> Iterator[tuple[str, str]]:
    """Writes the files below ``folder``; the name and the path of each."""
    try:
        for file in files:
            path = Path(folder, file.path)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(file.content)
            yield file.name, str(path)
    except OSError as error:
        raise InputError(f"{_NOT_PUT_DOWN}: {reason_of(error)}") from error


def _renamed(found: Any, names: Sequence[tuple[str, str]]) -> Any:
    """What was found, with the names of files in place of their paths here."""

    def own_names(text: str) -> str:
        for path, name in names:
            text = text.replace(path, name)
        return text

    return with_texts(found, own_names) if names else found


def with_texts(found: Any, change: Callable[[str], str]) -> Any:
    """``found`` with the message and the place of each problem inside it changed."""
    match found:
        case Problem():
            return replace(found, message=change(found.message), place=change(found.place))
        case tuple() if hasattr(found, "_fields"):
            return type(found)(*(with_texts(item, change) for item in found))
        case tuple() | list() | frozenset():
            return type(found)(with_texts(item, change) for item in found)
        case _:
            return found


@lru_cache(maxsize=4)
def _unpacked(packed: Packed) -> Unpacked:
    return Unpacked(packed)


def forget_unpacked() -> None:
    """Removes the files of recipes that this process has unpacked and works by no longer."""
    _unpacked.cache_clear()
    gc.collect()  # the trace of an error may hold one in a circle
