"""Rows judged before the first document is written: schema, names, shares of the whole."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

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


@uncollected()
def judge_rows(parcel: Parcel, rows: Sequence[Row]) -> JudgedRows:
    """What is to be said of each row; nothing is written.

    The first good one is rendered too: a template that is wrong is told before any file.
    """
    work = _Judging(parcel.open(), rows)
    steps = Steps(work.refuse)
    drafts = steps.take(work.draft, dict(enumerate(rows)))
    judged = work.refused | steps.take(work.judge, drafts)
    return JudgedRows([judged[number] for number in range(len(rows))], work.common, work.cover)


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

    def judge(self, number: int, draft: Draft) -> Judged:
        judged = self._judged(self._rows[number], draft)
        self.common = frozenset()
        return judged

    def _judged(self, row: Row, draft: Draft) -> Judged:
        document = draft.document()

        def text_of(column: Column) -> str:
            return column.text_in(document)

        name = self._recipe.pattern.fill(text_of)
        shares = document.shares()
        if faults := list(self._other_units(row, shares, text_of)):
            raise InputError(faults)
        if self._recipe.checks_first or not self._has_rendered:
            self._try_out(row)
        judged = Judged(name, (), document.find_warnings(), shares)
        if not self._recipe.registers:
            own, shorthand = document.so_van_ban, self._recipe.shorthand
            return judged._replace(
                number=f"{own}/{document.symbol}" if own else "",
                short=shorthand.write(document) if shorthand else b"",
            )
        self.cover = self.cover or document.register_cover()
        if not document.symbol:
            raise InputError(Problem(_UNNUMBERED, field="Số văn bản"))
        if document.du_thao:
            raise InputError(Problem(_DRAFT, field="Dự thảo"))
        entry = document.register_entry()
        if entry is None:
            raise InputError(Problem(_OWN_NUMBERS, field="Độ mật"))
        return judged._replace(entry=entry)

    def _try_out(self, row: Row) -> None:
        """Renders the document, and checks it where it must not fail once it has a number."""
        number = 1 if self._recipe.registers else None
        data = render(self._recipe.draft(row, number).document())
        self._has_rendered = True
        if self._recipe.checks_first and (errors := judge(data, self._recipe.rules).errors):
            raise DocxError(errors)

    def _other_units(
        self, row: Row, shares: Sequence[Share], text_of: Callable[[Column], str]
    ) -> list[Problem]:
        return [
            Problem(fault, self._place_of(share, row, text_of), share.ten_chi_tieu)
            for share in shares
            if (fault := unit_fault(share))
        ]

    def _place_of(self, share: Share, row: Row, text_of: Callable[[Column], str]) -> str:
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
