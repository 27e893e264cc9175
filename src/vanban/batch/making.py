"""Rows made into documents: rendered, checked, put where they belong."""

import traceback
from collections.abc import Sequence
from typing import NamedTuple

from vanban.batch.judging import judge
from vanban.batch.recipe import Parcel, Recipe, at_row
from vanban.batch.standing import put_over, sha256_of
from vanban.batch.stores import Store
from vanban.data import Row
from vanban.errors import DocxError, Problem, VanBanError
from vanban.render import render


class Order(NamedTuple):
    """A good row: the file it becomes, the number it gets, and what may stand there already.

    ``before`` is the SHA-256 of an earlier run's file that may be replaced, "" where it is not
    known, None where there is none; with ``force`` anything may be.
    """

    row: Row
    file: str
    so_van_ban: int | None = None
    before: str | None = None
    force: bool = False


class Made(NamedTuple):
    """What became of an order: a file with this SHA-256, or nothing because of ``problems``.

    ``warnings`` are the codes of what the checker warns of.
    """

    sha256: str = ""
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()


def make_rows(parcel: Parcel, store: Store, orders: Sequence[Order]) -> list[Made]:
    """What became of each order; one that fails does not stop the others."""
    recipe = parcel.open()
    return [_make(recipe, store, order) for order in orders]


def _make(recipe: Recipe, store: Store, order: Order) -> Made:
    try:
        return _made(recipe, store, order)
    except VanBanError as error:
        found = (at_row(problem, recipe.layer, order.row) for problem in error.problems)
        return Made(problems=tuple(found))
    except Exception as error:  # noqa: BLE001 - one row must not cost the others their documents
        return Made(problems=(internal_fault(error, recipe.layer.place(order.row)),))


def _made(recipe: Recipe, store: Store, order: Order) -> Made:
    data = render(recipe.draft(order.row, order.so_van_ban).document())
    verdict = judge(data, recipe.rules)
    if verdict.errors:
        raise DocxError(verdict.errors)
    if order.force:
        store.put(order.file, data, force=True)
    else:
        put_over(store, order.file, data, order.before)
    return Made(sha256_of(data), warnings=verdict.warnings)


def internal_fault(error: Exception, place: str) -> Problem:
    """A fault of the program itself, told at a row."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{last.filename.rpartition('/')[2]}:{last.lineno}"
    message = (
        f"lỗi bên trong của vanban: {type(error).__name__} ở {where}; lỗi này không do bạn. "
        "Hãy gửi dòng này kèm tệp dữ liệu cho người phụ trách phần mềm"
    )
    return Problem(message, place)
