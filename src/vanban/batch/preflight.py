"""Rows judged before the first document is written: schema, names, shares of the whole."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple, Protocol, TypeAlias

from vanban.batch.allocation import Share, unit_fault
from vanban.batch.judging import judge
from vanban.batch.making import problems_of
from vanban.batch.recipe import NUMBER_FIELD, TWO_NUMBERS, Parcel, Recipe, at_row
from vanban.batch.register import Cover
from vanban.batch.steps import Steps, uncollected
from vanban.data import Column, Draft, Row
from vanban.errors import DocxError, InputError, Problem
from vanban.render import render
from vanban.wording import field_key

TextOf: TypeAlias = Callable[[Column], str]
"""What a document says in a column."""


class Judged(NamedTuple):
    """A row: good with the ``name`` that it gives its file, or bad with ``problems``.

    ``entry`` is what the register says of the document, its number not yet known; ``number`` is
    that of a row which brings its own, with its symbol. ``short`` is the document as the recipe's
    shorthand has it, once there is one.
    """

    name: str = ""
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    shares: tuple[Share, ...] = ()
    entry: tuple[str, ...] = ()
    number: str = ""
    short: bytes = b""


class JudgedRows(NamedTuple):
    """Several rows, the problems that all of them have, and the cover of their register.

    What all rows have alike is a fault of the base; None when none of them could be judged.
    """

    rows: list[Judged]
    common: frozenset[Problem] | None
    cover: Cover | None = None


class Document(Protocol):
    """What is asked of a document about its number: those of ``VanBan``."""

    @property
    def so_van_ban(self) -> int | None:
        """The number that the data give it."""

    @property
    def symbol(self) -> str:
        """What stands behind the number; "" where none is printed."""

    @property
    def du_thao(self) -> str | None:
        """The words of a draft."""

    def register_entry(self) -> tuple[str, ...] | None:
        """What the register says of it; None when it has another register."""

    def register_cover(self) -> Cover:
        """Whose register it is."""


@uncollected()
def judge_rows(parcel: Parcel, rows: Sequence[Row]) -> JudgedRows:
    """What is to be said of each row; nothing is written.

    The first good one is rendered too: a template that is wrong is told before any file.
    """
    recipe = parcel.open()
    work = _Judging(recipe, rows)
    steps = Steps(work.refuse)
    drafts = steps.take(work.draft, dict(enumerate(rows)))
    documents = steps.take(lambda _, draft: draft.document(), drafts)
    texts = steps.take(lambda _, document: partial(Column.text_in, document=document), documents)
    names = steps.take(lambda _, text_of: recipe.pattern.fill(text_of), texts)
    shares = steps.take(lambda number, _: documents[number].shares(), names)
    compared = steps.take(lambda number, own: work.compare(number, own, texts[number]), shares)
    tried = steps.take(
        lambda number, _: work.try_out(number, lambda: render(documents[number])), compared
    )
    warnings = steps.take(lambda number, _: documents[number].find_warnings(), tried)
    good = steps.take(
        lambda number, told: work.numbered(
            Judged(names[number], warnings=told, shares=shares[number]), documents[number]
        ),
        warnings,
    )
    if shorthand := recipe.shorthand:
        good = steps.take(
            lambda number, each: each._replace(short=shorthand.write(documents[number])), good
        )
    common = frozenset[Problem]() if good else work.common
    judged = work.refused | good
    return JudgedRows([judged[number] for number in range(len(rows))], common, work.cover)


class _Judging:
    """The steps by which some rows are judged, and what is wrong with all of them alike."""

    def __init__(self, recipe: Recipe, rows: Sequence[Row]) -> None:
        self._recipe = recipe
        self._rows = rows
        self._has_rendered = False
        self.refused: dict[int, Judged] = {}
        self.common: frozenset[Problem] | None = None
        self.cover: Cover | None = None

    def draft(self, _: int, row: Row) -> Draft:
        if row.problems:
            raise InputError(row.problems)
        draft = self._recipe.draft(row)
        number = draft.node.entries.get(NUMBER_FIELD)
        if self._recipe.registers and number is not None:  # of a row that has no columns
            raise InputError(Problem(TWO_NUMBERS, number.place))
        return draft

    def refuse(self, number: int, error: Exception) -> None:
        """Keeps what is wrong with a row; what stands in no cell of it may be a fault of the base.

        A row that could not be read says nothing of the base.
        """
        layer, row = self._recipe.layer, self._rows[number]
        if row.problems:
            self.refused[number] = Judged(problems=row.problems)
            return
        place = layer.place(row)
        problems = problems_of(error, place)
        elsewhere = frozenset(
            replace(problem, place="") if problem.place == place else problem
            for problem in problems
            if problem.place == place or not layer.is_within(row, problem.place)
        )
        self.common = elsewhere if self.common is None else self.common & elsewhere
        told = tuple(at_row(problem, layer, row) for problem in problems)
        self.refused[number] = Judged(problems=told)

    def compare(self, number: int, shares: Sequence[Share], text_of: TextOf) -> None:
        """Raises InputError for shares in other units than the whole that they are taken of."""
        row = self._rows[number]
        faults = [
            Problem(fault, self._place_of(share, row, text_of), share.ten_chi_tieu)
            for share in shares
            if (fault := unit_fault(share))
        ]
        if faults:
            raise InputError(faults)

    def try_out(self, number: int, rendered: Callable[[], bytes]) -> None:
        """Renders the first document; where none must fail once it is numbered, checks them all."""
        recipe = self._recipe
        if self._has_rendered and not recipe.checks_first:
            return
        row = self._rows[number]
        data = render(recipe.draft(row, 1).document()) if recipe.registers else rendered()
        self._has_rendered = True
        if recipe.checks_first and (errors := judge(data, recipe.rules).errors):
            raise DocxError(errors)

    def numbered(self, judged: Judged, document: Document) -> Judged:
        """With the number that the data give, or what the register says where the batch gives it.

        Raises InputError for a document that gets no number of the register.
        """
        if not self._recipe.registers:
            own = document.so_van_ban
            return judged._replace(number=f"{own}/{document.symbol}") if own else judged
        self.cover = self.cover or document.register_cover()
        if not document.symbol:
            raise InputError(Problem(_UNNUMBERED, field="Số văn bản"))
        if document.du_thao:
            raise InputError(Problem(_DRAFT, field="Dự thảo"))
        entry = document.register_entry()
        if entry is None:
            raise InputError(Problem(_OWN_NUMBERS, field="Độ mật"))
        return judged._replace(entry=entry)

    def _place_of(self, share: Share, row: Row, text_of: TextOf) -> str:
        """The cell that gives ``share``; the row when the base does."""
        layer = self._recipe.layer
        key = field_key(share.ten_chi_tieu)
        for number, column in enumerate(layer.columns):
            is_named = column.is_target and field_key(column.names[-1]) == key
            if is_named and row.cells[number] and text_of(column) == str(share.phan):
                return layer.cell_place(row, number)
        return layer.place(row)


_DRAFT = "dự thảo chưa được cấp số; hãy bỏ “Dự thảo” của dòng này, hoặc bỏ --so-tu"
_UNNUMBERED = "văn bản này không in số, ký hiệu nên không cấp số được; hãy bỏ --so-tu"
_OWN_NUMBERS = (
    "văn bản mật có hệ thống số riêng (Điều 15 khoản 2), không cấp chung với văn bản khác; hãy làm "
    "riêng các dòng này, không dùng --so-tu"
)
