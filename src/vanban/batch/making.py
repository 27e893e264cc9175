"""Rows made into documents: rendered, checked, put where they belong."""

import traceback
from collections.abc import Sequence
from typing import NamedTuple

from vanban.batch.judging import judge
from vanban.batch.recipe import NUMBER_FIELD, Parcel, Recipe, at_row
from vanban.batch.standing import put_over, sha256_of
from vanban.batch.steps import Steps, uncollected
from vanban.batch.stores import Store
from vanban.data import Row
from vanban.errors import DocxError, Problem, VanBanError
from vanban.render import blocks_of, package_of, pages_of, source_of


class Order(NamedTuple):
    """A good row: the file it becomes, the number it gets, and what may stand there already.

    ``before`` is the SHA-256 of an earlier run's file that may be replaced, "" where it is not
    known, None where there is none; with ``force`` anything may be. ``short`` is the document as
    the shorthand of the recipe has it, if that was written.
    """

    row: Row
    file: str
    so_van_ban: int | None = None
    before: str | None = None
    force: bool = False
    short: bytes = b""

    @property
    def own(self) -> dict[str, int]:
        """What the row does not say of its document."""
        return {} if self.so_van_ban is None else {NUMBER_FIELD: self.so_van_ban}


class Made(NamedTuple):
    """What became of an order: a file with this SHA-256, or nothing because of ``problems``.

    ``warnings`` are the codes of what the checker warns of.
    """

    sha256: str = ""
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()


@uncollected()
def make_rows(parcel: Parcel, store: Store, orders: Sequence[Order]) -> list[Made]:
    """What became of each order; one that fails does not stop the others."""
    recipe = parcel.open()
    work = _Making(recipe, store, orders)
    steps = Steps(work.refuse)
    documents = steps.take(
        lambda _, order: (
            recipe.shorthand.read(order.short, order.own)
            if order.short and recipe.shorthand
            else recipe.draft(order.row, order.so_van_ban).document()
        ),
        dict(enumerate(orders)),
    )
    # Documents with pictures may be large: only one at a time is held.
    large = [number for number, document in documents.items() if document.hinh_anh]
    groups = [documents.keys() - large, *({number} for number in large)]
    made: dict[int, Made] = {}
    for group in groups:
        sources = steps.take(
            lambda _, document: source_of(document), {n: documents[n] for n in sorted(group)}
        )
        outlines = steps.take(lambda _, source: blocks_of(source), sources)
        pages = steps.take(lambda number, blocks: pages_of(documents[number], blocks), outlines)
        packages = steps.take(lambda number, page: package_of(documents[number], page), pages)
        made |= steps.take(work.put, packages)
    made |= work.failed
    return [made[number] for number in range(len(orders))]


class _Making:
    """Some orders, and what those that failed have failed of."""

    def __init__(self, recipe: Recipe, store: Store, orders: Sequence[Order]) -> None:
        self._recipe = recipe
        self._store = store
        self._orders = orders
        self.failed: dict[int, Made] = {}

    def put(self, number: int, package: bytes) -> Made:
        """Checks a document and puts it where it belongs."""
        verdict = judge(package, self._recipe.rules)
        if verdict.errors:
            raise DocxError(verdict.errors)
        order = self._orders[number]
        if order.force:
            self._store.put(order.file, package, force=True)
        else:
            put_over(self._store, order.file, package, order.before)
        return Made(sha256_of(package), warnings=verdict.warnings)

    def refuse(self, number: int, error: Exception) -> None:
        """Keeps why an order has failed."""
        layer, row = self._recipe.layer, self._orders[number].row
        problems = problems_of(error, layer.place(row))
        self.failed[number] = Made(problems=tuple(at_row(each, layer, row) for each in problems))


def problems_of(error: Exception, place: str) -> tuple[Problem, ...]:
    """What is told of an error at a row; one that is none of ours is a fault of the program."""
    if isinstance(error, VanBanError):
        return error.problems
    return (_internal_fault(error, place),)


def _internal_fault(error: Exception, place: str) -> Problem:
    """A fault of the program itself, told at a row."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{last.filename.rpartition('/')[2]}:{last.lineno}"
    message = (
        f"lỗi bên trong của vanban: {type(error).__name__} ở {where}; lỗi này không do bạn. "
        "Hãy gửi dòng này kèm tệp dữ liệu cho người phụ trách phần mềm"
    )
    return Problem(message, place)
