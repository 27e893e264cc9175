"""What a batch runs on, read and held together before the first row: base, headings, options."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from vanban.batch.arguments import option_faults
from vanban.batch.judging import rules_in
from vanban.batch.names import NamePattern
from vanban.batch.recipe import NUMBER_FIELD, TWO_NUMBERS, Recipe
from vanban.batch.results import Options
from vanban.data import Columns, Draft, Layer, RowSource, load_draft, open_rows
from vanban.data.nodes import scalars
from vanban.errors import InputError, Problem

Base = str | Path | Mapping[str, object]
"""A data file, or data."""
Table = str | Path | Iterable[Mapping[str, object]]
"""A file of rows, or rows."""

_OPEN = "…"


def check_options(options: Options) -> None:
    """Raises InputError for options that make no sense."""
    faults = list(option_faults(options))
    if faults:
        raise InputError(faults)


def prepared(base: Base, table: Table, options: Options) -> tuple[Recipe, RowSource, list[Problem]]:
    """The recipe, the rows, and warnings of what the base and the headings leave open.

    Raises InputError for all that is wrong with them.
    """
    draft = load_draft(base)
    if draft.problems:
        raise InputError(draft.problems)
    source = open_rows(table, draft, sheet=options.sheet, encoding=options.encoding)
    layer, columns = source.layer, Columns(draft)
    numbers = options.so_tu is not None
    own_number = any(column.path == (NUMBER_FIELD,) for column in layer.columns)
    if numbers and (own_number or NUMBER_FIELD in draft.node.entries):
        raise InputError(Problem(TWO_NUMBERS, layer.header_place if own_number else name_of(base)))
    pattern = (
        NamePattern.of_first(layer.columns)
        if options.name is None
        else NamePattern.parse(options.name, columns)
    )
    codes = tuple(rule.code for rule in rules_in(Path()).rules) if options.check else ()
    checks_first = bool(codes) and (numbers or options.checks_first)
    recipe = Recipe(draft, layer, pattern, codes, registers=numbers, checks_first=checks_first)
    return recipe, source, [*_bare(draft, layer), *_open(draft, layer)]


def name_of(base: Base) -> str:
    """What messages call the base."""
    return "dữ liệu từ chương trình" if isinstance(base, Mapping) else str(base)


def bare_targets(draft: Draft, layer: Layer) -> list[str]:
    """The targets of a table that every document prints without a number."""
    return Columns(draft).left_bare(layer.columns) if layer.columns else []


def _bare(draft: Draft, layer: Layer) -> Iterator[Problem]:
    for name in bare_targets(draft, layer):
        yield Problem(f"không có cột “{name}”: {_BARE}", layer.header_place)


def _open(draft: Draft, layer: Layer) -> Iterator[Problem]:
    """Places of the base that nobody has filled in, as vanban new leaves them."""
    filled = {column.path[0] for column in layer.columns}
    for name, node in draft.node.entries.items():
        if name not in filled:
            for scalar in scalars(node):
                if _OPEN in str(scalar.value):
                    yield Problem(f"bản gốc còn chỗ chưa điền: “{scalar.value}”", scalar.place)


_BARE = "mọi văn bản sẽ in chỉ tiêu này mà không có số"
