"""The table with its faults marked, beside the table: what a clerk opens to correct them."""

import re
from collections.abc import Iterable
from pathlib import Path

from vanban.batch.manifest import Manifest
from vanban.batch.own_files import free_name, is_free, names_like
from vanban.batch.writing import remove_leftovers_of, temporary_name
from vanban.data.marked_copy import mark_cells

_MARK = ".loi"
_MARKED = re.compile(rf"{re.escape(_MARK)}(?:\.\d+)?\Z")


def mark_table(
    table: Path, sheet: str, marks: Iterable[tuple[str, str]], manifest: Manifest
) -> Path:
    """Writes the copy of ``table`` with ``marks`` on its ``sheet``; its path.

    The table is never touched, nor a copy in which someone has begun to correct: the next name is
    taken then. Raises InputError when the copy cannot be made.
    """
    with free_name(_marked(table), manifest) as target:
        temporary = target.parent / temporary_name(target.name)
        mark_cells(table, target, sheet, marks, temporary=temporary)
    return target


def remove_mark(table: Path, manifest: Manifest) -> None:
    """Removes the copies that earlier runs have marked, once nothing is wrong any more."""
    for path in names_like(_marked(table)):
        remove_leftovers_of(path)
        if not path.exists():
            return
        if path != table and is_free(path, manifest):
            path.unlink()


def _marked(table: Path) -> Path:
    """thon.loi.xlsx, also for a table that is such a copy itself."""
    return table.with_name(f"{_MARKED.sub('', table.stem)}{_MARK}{table.suffix}")
