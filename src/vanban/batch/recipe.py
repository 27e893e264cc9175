"""What turns a row into a document: small enough to send to another process or machine."""

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from vanban import __version__
from vanban.batch.names import NamePattern
from vanban.batch.row_files import RowFiles
from vanban.data import Draft, Layer, Row, Shorthand
from vanban.data.anchoring import named_files, without_folders
from vanban.data.nodes import MappingNode, Scalar, plain
from vanban.errors import InputError, Problem, reason_of
from vanban.render import template_files

if TYPE_CHECKING:
    from vanban.check.running import RuleSet

NUMBER_FIELD = "so_van_ban"
TWO_NUMBERS = "đã có số văn bản ở đây; hãy bỏ số này đi, hoặc bỏ --so-tu"
_DIGEST_BYTES = 16


@dataclass(frozen=True)
class Recipe:
    """The base, how rows are laid over it, how they name their files, what they are checked by.

    ``codes`` are those of the checker's rules; without any no document is checked. With
    ``registers`` the documents are numbered, and entered into a register; with ``checks_first`` the
    checker has its say before that, so that no number is lost. ``sample`` is a good row, once there
    is one: the documents of the others are kept by what they do not share with its own.
    """

    base: Draft
    layer: Layer
    pattern: NamePattern
    codes: tuple[str, ...] = ()
    registers: bool = False
    checks_first: bool = False
    sample: Row | None = None

    def draft(self, row: Row, so_van_ban: int | None = None) -> Draft:
        """The data of a row's document, with the number that the batch gives it."""
        draft = self.layer.overlay(self.base, row)
        if so_van_ban is not None:
            number = Scalar(so_van_ban, self.layer.place(row))
            entries = draft.node.entries | {NUMBER_FIELD: number}
            draft = replace(draft, node=replace(draft.node, entries=entries))
        return draft

    @cached_property
    def shorthand(self) -> Shorthand | None:
        """How documents are kept until they are made; None before there is a sample.

        None too for a sample that names files, which are not on every machine.
        """
        if self.sample is None or RowFiles(self.layer, self.base).named(self.sample):
            return None
        return Shorthand(self.draft(self.sample).document())

    @cached_property
    def rules(self) -> "RuleSet | None":
        """The rules of ``codes``; the checker is loaded only for them."""
        if not self.codes:
            return None
        from vanban.check.rules import RULES  # noqa: PLC0415
        from vanban.check.running import RuleSet  # noqa: PLC0415

        return RuleSet(RULES[code] for code in self.codes)

    def digest(self) -> str:
        """What every document depends on besides its row: vanban, the base, the files it names.

        Where these lie, and how their folder is written, is nothing to it.

        Raises InputError for a file that cannot be read, TemplateError for a template.
        """
        found = blake2b(digest_size=_DIGEST_BYTES)
        for part in self._ingredients():
            found.update(part)
        return found.hexdigest()

    def rules_digest(self) -> str:
        """By which rules documents are checked; "" when by none."""
        return digest_of(" ".join(self.codes)) if self.codes else ""

    def _ingredients(self) -> Iterator[bytes]:
        model = self.base.model
        data = plain(without_folders(self.base.node, model))
        names = tuple(column.path for column in self.layer.columns)
        for part in (__version__, model.__name__, data, names):
            yield repr(part).encode()
        templates = [model.default_template] if model.default_template else []
        for file, is_template in named_files(self.base.node, model):
            if is_template:
                templates.append(file)
            else:
                yield content_of(file)
        for template in templates:
            yield from map(content_of, template_files(template))


def row_digest(row: Row) -> str:
    """What of a document depends on its row, wherever that stands."""
    cells = [plain(cell) if isinstance(cell, MappingNode) else cell for cell in row.cells]
    return digest_of(repr(cells))


def digest_of(text: str) -> str:
    """What is kept of a text that is only compared."""
    return blake2b(text.encode(), digest_size=_DIGEST_BYTES).hexdigest()


def at_row(problem: Problem, layer: Layer, row: Row) -> Problem:
    """A problem of a row at its cell, by its heading, or at the row; elsewhere with both places."""
    place = layer.place(row)
    if not problem.place:
        return replace(problem, place=place)
    if not layer.is_within(row, problem.place):
        return Problem(str(problem), place)
    for number, heading in enumerate(layer.headings):
        if problem.place == layer.cell_place(row, number):
            return replace(problem, field=heading)
    return problem


class Parcel(Protocol):
    """A recipe on its way to those who work by it."""

    def open(self) -> Recipe:
        """The recipe."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A recipe that never leaves this process."""

    recipe: Recipe

    def open(self) -> Recipe:
        """As ``Parcel.open``."""
        return self.recipe


@dataclass(frozen=True, slots=True)
class Sent:
    """A recipe for other processes, each of which unpacks it once; this one has it at hand."""

    content: bytes
    recipe: Recipe | None = None

    @classmethod
    def of(cls, recipe: Recipe) -> "Sent":
        """``recipe``, packed."""
        bare = replace(recipe)  # without what this process has made of it
        return cls(pickle.dumps(bare, pickle.HIGHEST_PROTOCOL), recipe)

    def __reduce__(self) -> tuple[type["Sent"], tuple[bytes]]:
        """Goes to another process without the recipe itself."""
        return Sent, (self.content,)

    def open(self) -> Recipe:
        """As ``Parcel.open``."""
        return self.recipe or _unpacked(self.content)


@lru_cache(maxsize=4)
def _unpacked(content: bytes) -> Recipe:
    recipe = pickle.loads(content)  # noqa: S301 - from the process that asked for the work
    assert isinstance(recipe, Recipe)  # noqa: S101
    return recipe


def content_of(file: str) -> bytes:
    """What a file that the base names holds. Raises InputError."""
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise InputError(Problem(f"không đọc được tệp: {reason_of(error)}", file)) from error
