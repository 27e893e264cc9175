"""A recipe for machines that do not have the files which the base names: these go along."""

import gc
import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from vanban import __version__
from vanban.batch.recipe import Recipe, content_of
from vanban.data.anchoring import move_files, named_files
from vanban.errors import InputError, Problem, reason_of
from vanban.render import template_files
from vanban.render.templates import is_shipped


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


class Unpacked:
    """A recipe whose files lie in a private folder, which goes when this goes or the process ends.

    Documents made by it are the same, byte for byte, as those made beside the base.
    """

    def __init__(self, packed: Packed) -> None:
        self._folder: TemporaryDirectory[str] | None = None
        self._names: list[tuple[str, str]] = []
        recipe = pickle.loads(packed.recipe)  # noqa: S301 - from the process that asks for the work
        assert isinstance(recipe, Recipe)  # noqa: S101
        self.recipe = recipe
        if packed.files:
            self._put_down(packed)

    def _put_down(self, packed: Packed) -> None:
        try:
            self._folder = TemporaryDirectory(prefix="vanban-", ignore_cleanup_errors=True)
            root = self._folder.name
            for file in packed.files:
                path = Path(root, file.path)
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(file.content)
                self._names.append((str(path), file.name))
        except OSError as error:
            fault = f"không ghi được tệp tạm: {reason_of(error)}"
            raise InputError(fault) from error
        moved = {name: str(Path(root, path)) for name, path in packed.moved}
        move_files(self.recipe.base.node, self.recipe.base.model, moved)

    def told(self, found: Any) -> Any:
        """What was found, its problems with the names that the files have where they come from."""
        return with_texts(found, self._own_names) if self._names else found

    def _own_names(self, text: str) -> str:
        for path, name in self._names:
            text = text.replace(path, name)
        return text


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
