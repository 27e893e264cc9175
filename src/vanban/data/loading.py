"""From a data file to a document: inheritance, shape, validation, and errors with their places."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from vanban.data.anchoring import anchor_files
from vanban.data.files import read_file
from vanban.data.known_parts import KnownParts
from vanban.data.merging import merge, settle
from vanban.data.nodes import MappingNode, Node, Scalar, node_of, place_of, scalar_at
from vanban.data.shape import conform, nested_model, title_of
from vanban.data.table_files import fill_tables
from vanban.errors import InputError, Problem
from vanban.models import Model, VanBan, model_for
from vanban.models.fields import means_yes
from vanban.wording import field_key

INHERIT = "ke_thua"
_KIND = "loai"
_LINE_AND_COLUMN = re.compile(r":(\d+):(\d+)$")
# Where a fault of an outline stands within its text.
_WITHIN = re.compile(r"dòng (\d+), cột (\d+)")


@dataclass(frozen=True, slots=True)
class Draft:
    """The data of a document before validation: merged, with the names of its model as keys.

    ``known`` is shared with the drafts laid over this one.
    """

    model: type[VanBan]
    node: MappingNode
    problems: tuple[Problem, ...] = ()
    known: KnownParts = field(repr=False, compare=False, kw_only=True)

    def overlaid(self, changes: MappingNode) -> "Draft":
        """The draft with ``changes``, conformed to the same model, laid over it."""
        problems: list[Problem] = []
        return self.overlaid_with(conform(changes, self.model, problems), problems)

    def overlaid_with(self, changes: Node, found: list[Problem]) -> "Draft":
        """The draft with ``changes``, which are conformed already, and what was ``found`` in them.

        What ``changes`` do not touch is the very same node as in this draft.
        """
        node = merge(self.node, changes, found)
        assert isinstance(node, MappingNode)  # noqa: S101
        problems = (*self.problems, *found)
        return Draft(self.model, node, problems, known=self.known)

    def document(self) -> VanBan:
        """The validated document.

        Raises InputError with every problem of the files and of the values.
        """
        try:
            document = self.model.model_validate(self.known.plain(self.node))
        except ValidationError as error:
            details = _own_faults(error.errors())
            found = [problem for detail in details for problem in _problems(detail, self)]
            raise InputError(_in_reading_order([*self.problems, *found])) from None
        if self.problems:
            raise InputError(self.problems)
        self.known.learn(self.node, document)
        return document


def _in_reading_order(problems: list[Problem]) -> list[Problem]:
    """The faults of each file from its top to its end; files as they first come."""
    files: dict[str, int] = {}

    def key(problem: Problem) -> tuple[int, int, int]:
        found = _LINE_AND_COLUMN.search(problem.place)
        file = problem.place[: found.start()] if found else problem.place
        line, column = map(int, found.groups()) if found else (0, 0)
        return files.setdefault(file, len(files)), line, column

    return sorted(problems, key=key)


def _own_faults(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without "too short" for a list that is so only because its items are wrong."""
    return [
        detail
        for detail in details
        if detail["type"] != "too_short"
        or not any(
            other is not detail and other["loc"][: len(detail["loc"])] == detail["loc"]
            for other in details
        )
    ]


def load(source: str | Path | Mapping[str, object]) -> VanBan:
    """The document that a YAML or JSON file, or a mapping, describes, of the class of its kind.

    A mapping is written as a file is: keys with or without accents, short forms, ``ke_thua`` from
    the current folder. Raises InputError with file:line:column, or the path within the mapping,
    what was found and what was expected, for everything that is wrong with the source and the
    files it inherits.
    """
    if not isinstance(source, str | Path | Mapping):
        raise InputError(f"cần đường dẫn của tệp hoặc một từ điển, gặp {type(source).__name__}")
    return load_draft(source).document()


def load_draft(source: str | Path | Mapping[str, object]) -> Draft:
    """The merged data of a source and of every file it inherits, not yet validated."""
    problems: list[Problem] = []
    chain = _read_chain(source, problems)
    name = "" if isinstance(source, Mapping) else str(source)
    model = _model_of(chain, name, problems)
    oldest, *newer = [link.conformed(model, problems) for link in chain]
    stages = [settle(oldest)]
    for changes in newer:
        stages.append(merge(stages[-1], changes, problems))
    merged = fill_tables(_with_year_before(stages, model), problems)
    return Draft(model, merged, tuple(problems), known=KnownParts(merged))


def _with_year_before(stages: list[Node], model: type[VanBan]) -> MappingNode:
    """The newest stage of an inheritance, with what the year before had, where that is printed."""
    merged = stages[-1]
    assert isinstance(merged, MappingNode)  # noqa: S101
    kept = model.year_before
    if kept is None or kept.kept_in in merged.entries:
        return merged
    if not means_yes(_value_of(merged, kept.wanted_by)):
        return merged
    for stage in reversed(stages[:-1]):
        assert isinstance(stage, MappingNode)  # noqa: S101
        if _value_of(stage, kept.year) != _value_of(merged, kept.year):
            before = {key: stage.entries[key] for key in kept.fields if key in stage.entries}
            entries = merged.entries | {kept.kept_in: MappingNode(before, stage.place)}
            return MappingNode(entries, merged.place, merged.key_places)
    return merged


def _value_of(node: MappingNode, name: str) -> str:
    """The text of a field that holds one value; "" for any other."""
    child = node.entries.get(name)
    return str(child.value) if isinstance(child, Scalar) else ""


@dataclass(frozen=True, slots=True)
class _Link:
    """One source of an inheritance, and the folder beside which its files lie."""

    node: MappingNode
    folder: Path

    def conformed(self, model: type[VanBan], problems: list[Problem]) -> Node:
        """The fields by the names of ``model``, the files by their paths."""
        node = conform(self.node, model, problems)
        anchor_files(node, model, self.folder)
        return node


def _read_chain(source: str | Path | Mapping[str, object], problems: list[Problem]) -> list[_Link]:
    """The source and the files it inherits, the oldest first, without their ``ke_thua``."""
    if not isinstance(source, Mapping):
        return _read_files(Path(source), problems)
    node = node_of(source, problems)
    assert isinstance(node, MappingNode)  # noqa: S101
    place, parent = _take(node, INHERIT)
    own = _Link(node, Path())
    return [*(_read_files(Path(parent), problems, place) if parent else ()), own]


def _read_files(path: Path, problems: list[Problem], place: str = "") -> list[_Link]:
    """A file, which is named at ``place``, and the files it inherits, the oldest first."""
    chain: list[_Link] = []
    seen: list[Path] = []
    next_path: Path | None = path
    while next_path is not None:
        node = _read_mapping(next_path, place, problems)
        if next_path.resolve() in seen:
            loop = " → ".join(p.name for p in (*seen, next_path))
            raise InputError(Problem(f"các tệp kế thừa nhau thành vòng: {loop}", place, "Kế thừa"))
        seen.append(next_path.resolve())
        place, parent = _take(node, INHERIT)
        chain.insert(0, _Link(node, next_path.parent))
        next_path = next_path.parent / parent if parent else None
    return chain


def _read_mapping(path: Path, asked_at: str, problems: list[Problem]) -> MappingNode:
    """The fields of a file; ``asked_at`` is where another file names it as its parent."""
    try:
        node = read_file(path, problems)
    except InputError as error:
        found = error.problems
        if asked_at:
            said = [f"không kế thừa được: {problem}" for problem in found]
            found = tuple(Problem(message, asked_at, "Kế thừa") for message in said)
        raise InputError([*problems, *found]) from None
    if not isinstance(node, MappingNode):
        fault = "cần các trường dạng “tên trường: giá trị”, gặp một danh sách hay một dòng chữ"
        raise InputError([*problems, Problem(fault, node.place)])
    return node


def _take(node: MappingNode, wanted: str) -> tuple[str, str]:
    """Removes a field that is not the model's; returns its place and its text."""
    for written in list(node.entries):
        if field_key(written) == wanted:
            child = node.entries.pop(written)
            if not isinstance(child, Scalar) or child.is_blank:
                fault = "cần tên một tệp, ví dụ “ke_thua: 2024.yaml”"
                raise InputError(Problem(fault, child.place, "Kế thừa"))
            return child.place, str(child.value)
    return "", ""


def _model_of(chain: list[_Link], name: str, problems: list[Problem]) -> type[VanBan]:
    """The model of the kind that the newest file names. Raises InputError when there is none."""
    kind = next((found for link in reversed(chain) if (found := _kind_in(link.node))), None)
    if kind is None:
        raise InputError([*problems, Problem("thiếu trường “Loại”, ví dụ “Loại: Kế hoạch”", name)])
    try:
        return model_for(str(kind.value))
    except InputError as error:
        fault = Problem(error.problems[0].message, kind.place, "Loại")
        raise InputError([*problems, fault]) from None


def _kind_in(node: MappingNode) -> Scalar | None:
    for written, child in node.entries.items():
        if field_key(written) == _KIND and isinstance(child, Scalar) and not child.is_blank:
            return child
    return None


def _problems(detail: ErrorDetails, draft: Draft) -> Iterator[Problem]:
    """What is wrong with one value, where it stands; an outline may hold several faults."""
    path = [part for part in detail["loc"] if isinstance(part, str | int)]
    place, title = place_of(draft.node, path), _title_path(draft.model, detail["loc"])
    cause: Any = detail.get("ctx", {}).get("error")
    if not isinstance(cause, InputError) or not any(fault.place for fault in cause.problems):
        yield Problem(_message(detail), place, title)
        return
    scalar = scalar_at(draft.node, path)
    for fault in cause.problems:
        found = _WITHIN.fullmatch(fault.place)
        if scalar and scalar.block and found:
            at = scalar.block.place(int(found[1]), int(found[2]))
            yield Problem(fault.message, at, title)
        else:
            yield Problem(f"{fault.place}: {fault.message}", place, title)


def _title_path(model: type[Model] | None, path: tuple[int | str, ...]) -> str:
    """The accented titles that lead to a value: "Người ký / Họ tên", "Trong đó / mục 2"."""
    titles = []
    for part in path:
        if isinstance(part, int):
            titles.append(f"mục {part + 1}")
        elif model is not None and part in model.model_fields:
            titles.append(title_of(model, part))
            model = nested_model(model, part)[0]
    return " / ".join(titles)


def _message(detail: ErrorDetails) -> str:
    cause: Any = detail.get("ctx", {}).get("error")
    if isinstance(cause, InputError):
        return "; ".join(problem.message for problem in cause.problems)
    return _MESSAGES.get(detail["type"], "không đọc được giá trị này; hãy xem lại cách ghi")


_MESSAGES = {
    "missing": "thiếu trường bắt buộc này",
    "extra_forbidden": "không có trường này",
    "tuple_type": "cần một danh sách, mỗi mục một dòng bắt đầu bằng “- ”",
    "model_type": "cần một nhóm trường thụt vào bên dưới",
    "model_attributes_type": "cần một nhóm trường thụt vào bên dưới",
    "too_short": "danh sách trống; cần ít nhất một mục",
}
