"""What each good row becomes: its file, its number, and whether it has to be made at all."""

from collections.abc import Iterable
from typing import NamedTuple

from vanban.batch.making import Made, Order
from vanban.batch.manifest import Manifest, Record, Status, key_digest
from vanban.batch.names import FileNames, numbered, without_number
from vanban.batch.preflight import Judged
from vanban.batch.recipe import Recipe, digest_of, row_digest
from vanban.batch.results import Options, Outcome
from vanban.batch.row_files import RowFiles
from vanban.batch.standing import EDITED, is_debris
from vanban.batch.stores import Store
from vanban.data import Row
from vanban.errors import InputError, Problem

_SUFFIX = ".docx"


def pdf_name(file: str) -> str:
    """The name of the PDF of a document."""
    return f"{file.removesuffix(_SUFFIX)}.pdf"


def pdf_key(file: str) -> str:
    """What the manifest calls the PDF of a document; no name of a row holds "/"."""
    return f"pdf/{pdf_name(file)}"


class Planned(NamedTuple):
    """A row and what it becomes.

    ``key`` is what the manifest calls it. With an ``order`` the file ``file`` is to be made, of
    what the digest ``input`` stands for. Without one nothing is made, and ``outcome`` says why;
    ``was_bad`` when the preflight has said so. ``entry`` is what the register says of the document,
    ``stands`` the SHA-256 of the file that an earlier run made, ``rules`` by which it is checked,
    ``remarks`` the codes of what the checker warned of when it was made.
    """

    row: Row
    key: str = ""
    file: str = ""
    outcome: Outcome = Outcome.WRITTEN
    problems: tuple[Problem, ...] = ()
    order: Order | None = None
    so_van_ban: int | None = None
    input: str = ""
    entry: tuple[str, ...] = ()
    warning: Problem | None = None
    stands: str = ""
    rules: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def was_bad(self) -> bool:
        """Whether the preflight has told of this row already."""
        return not self.key

    def record(
        self,
        status: Status,
        *,
        sha256: str = "",
        error: tuple[str, ...] = (),
        warnings: tuple[str, ...] = (),
    ) -> Record:
        """The line of the manifest: what is to be made, or what has come of it."""
        return Record(
            status=status,
            key=self.key or f"dòng:{self.row.number}",  # no name of a file holds ":"
            row=self.row.number,
            file=self.file,
            input=self.input,
            so_van_ban=self.so_van_ban,
            before=self.stands,
            rules=self.rules,
            sha256=sha256,
            error=error,
            warnings=warnings,
        )

    def with_answer(self, made: Made) -> "Planned":
        """The row once its order is dealt with."""
        outcome = Outcome.FAILED if made.problems else Outcome.WRITTEN
        return self._replace(outcome=outcome, problems=made.problems)


class Planner:
    """Decides row by row, in their order, so that the same rows always get the same files."""

    def __init__(
        self, recipe: Recipe, options: Options, store: Store, manifest: Manifest, *, rows: int
    ) -> None:
        """``rows`` is the number of all rows.

        Raises InputError when an earlier run gave numbers and this one is to give none.
        """
        self.keys: set[int] = set()
        self._has_past = not manifest.is_new
        self._options = options
        self._store = store
        self._manifest = manifest
        self._recipe, self._rules = recipe.digest(), recipe.rules_digest()
        self._files = RowFiles(recipe.layer, recipe.base)
        self._layer = recipe.layer
        self._place = recipe.layer.place
        self._has_number = recipe.pattern.has_number
        self._has_values = recipe.pattern.has_values
        self._rows = rows
        self._keys = FileNames(ascii_only=options.ascii_only)
        self._names = FileNames(ascii_only=options.ascii_only)
        self._there = set(map(key_digest, store.names()))
        self._next = max(manifest.last_number + 1, options.so_tu or 1)
        if manifest.last_number and options.so_tu is None:
            fault = (
                f"lần chạy trước đã cấp số đến {manifest.last_number:02d}; hãy thêm lại --so-tu "
                "như lần trước, các số đó được giữ và số mới cấp tiếp theo"
            )
            raise InputError(Problem(fault, str(manifest.path)))
        if options.so_tu is not None and not recipe.pattern.has_values:
            raise InputError(_NO_NAME)

    def plan(self, row: Row, judged: Judged) -> Planned:
        """What a judged row becomes."""
        if judged.problems:
            return Planned(row, outcome=Outcome.FAILED, problems=judged.problems)
        planned, known = self._named(row, judged)
        if self._has_past:
            self.keys.add(key_digest(planned.key))
        if planned.problems:
            return planned
        is_ours = _is_ours(known, planned.file)
        if not is_ours and not self._options.force and self._stands(planned.file):
            fault = f"đã có tệp {planned.file} từ trước; thêm --force để ghi đè"
            return self._refused(planned, [Problem(fault)])
        planned = planned._replace(so_van_ban=self._number(known))
        if known is None:
            return self._ordered(planned, judged, before=None)
        try:
            return self._again(planned, judged, known)
        except InputError as error:  # what cannot be read
            return self._refused(planned, error.problems)

    def _named(self, row: Row, judged: Judged) -> tuple[Planned, Record | None]:
        """The row with its key and its file, and what the manifest knows of it.

        The key is the name without the row's number, so that rows may be put in and taken out; the
        file keeps the name that an earlier run gave it. Where the number is all that tells one name
        from another, it is part of the key.
        """
        place = self._place(row)
        own = without_number(judged.name)
        own = own if self._has_values else f"{own} {row.number}"
        key, first = self._keys.take(own, self._layer.number_of(row))
        planned = Planned(
            row, key=key, input=self._input(row), entry=judged.entry, rules=self._rules
        )
        if first and self._options.so_tu is not None:
            twin = Problem(f"{self._same_name(judged, first)}; {_OWN_NAME}")
            return self._refused(planned._replace(file=f"{key}{_SUFFIX}"), [twin]), None
        known = self._manifest.find(key)
        file, first = self._file(row, judged, known, (key, first))
        planned = planned._replace(file=file)
        if first:
            fault = f"{self._same_name(judged, first)}; tệp này được đặt là “{file}”"
            planned = planned._replace(warning=Problem(fault, place))
        elif known and known.file not in ("", file) and self._store.exists(known.file):
            fault = f"tệp “{known.file}” của lần chạy trước nay là “{file}”; {_OLD_NAME}"
            planned = planned._replace(warning=Problem(fault, place))
        return planned, known

    def _file(
        self, row: Row, judged: Judged, known: Record | None, double: tuple[str, int]
    ) -> tuple[str, int]:
        """The name of a row's file, and the row of the same name that it had to yield to.

        A file keeps the number in its name that an earlier run gave it. ``double`` is the key.
        """
        if self._has_number:
            text = judged.name
            if known and not self._options.force and self._names.keep(known.file, text):
                return known.file, 0
            name = numbered(text, row.number, self._rows)
            double = self._names.take(name, self._layer.number_of(row))
        name, first = double
        return f"{name}{_SUFFIX}", first

    def _again(self, planned: Planned, judged: Judged, known: Record) -> Planned:
        """A row that an earlier run has dealt with, or was about to."""
        planned = planned._replace(stands=known.sha256 or known.before)
        if known.status is Status.PLANNED or self._options.force:
            return self._ordered(planned, judged, before=known.before)
        found = self._store.digest(planned.file)
        if found not in (None, known.sha256, known.before):
            content = self._store.read(planned.file)
            if content is not None and not is_debris(content):
                edited = Problem(f"tệp “{planned.file}” {EDITED}", self._place(planned.row))
                return planned._replace(outcome=Outcome.KEPT, problems=(edited,))
        is_same = (known.input, known.so_van_ban) == (planned.input, planned.so_van_ban)
        is_checked = planned.rules in ("", known.rules)
        if is_same and is_checked and found == known.sha256 and known.status is Status.WRITTEN:
            remarks = known.warnings if planned.rules else ()
            return planned._replace(outcome=Outcome.UNCHANGED, remarks=remarks)
        return self._ordered(planned, judged, before=found or "")

    def _ordered(self, planned: Planned, judged: Judged, *, before: str | None) -> Planned:
        force, number = self._options.force, planned.so_van_ban
        order = Order(planned.row, planned.file, number, before, force, judged.short)
        return planned._replace(order=order)

    def _refused(self, planned: Planned, problems: Iterable[Problem]) -> Planned:
        place = self._place(planned.row)
        told = tuple(
            Problem(str(problem) if problem.place else problem.message, place)
            for problem in problems
        )
        return planned._replace(outcome=Outcome.FAILED, problems=told)

    def _stands(self, file: str) -> bool:
        """Whether something stood there when the run began, as far as a digest can tell."""
        return key_digest(file) in self._there and self._store.exists(file)

    def _number(self, known: Record | None) -> int | None:
        """The number that the row has already, or the next one; it is never given again."""
        if self._options.so_tu is None:
            return None
        if known and known.so_van_ban:
            return known.so_van_ban
        self._next += 1
        return self._next - 1

    def _same_name(self, judged: Judged, first: int) -> str:
        return f"cùng tên “{without_number(judged.name)}” với {self._layer.called(first)}"

    def _input(self, row: Row) -> str:
        return digest_of(f"{self._recipe}{row_digest(row)}{self._files.digest(row)}")


def _is_ours(known: Record | None, file: str) -> bool:
    """Whether a run has written, or was about to write, the file of a row, by just this name."""
    if known is None or known.file != file:
        return False
    return known.status is Status.PLANNED or bool(known.sha256 or known.before)


_OWN_NAME = (
    "khi cấp số, mỗi dòng cần một tên riêng để số không chuyển sang văn bản khác; hãy thêm vào "
    "--name một cột phân biệt các dòng"
)
_OLD_NAME = "hãy xóa tệp mang tên cũ nếu không dùng nữa"
_NO_NAME = (
    "khi cấp số, tên tệp cần thêm một cột ngoài {stt}, để số đi theo văn bản khi bảng thêm bớt "
    "dòng; ví dụ --name “{stt} - {trich_yeu}”"
)
