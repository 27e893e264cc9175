"""Batches run by the tests: a small base, a table, a folder beside them."""

import json
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.batch.rows import names_in, write_base, write_rows
from vanban.batch.preparing import Base
from vanban.batch.results import Options, Result
from vanban.batch.running import BatchRun
from vanban.errors import InputError, Problem

NUMBERS = range(1, 7)
# What lies beside the documents, in one folder with them.
BESIDE = {"nhat_ky.jsonl", "bao_cao.txt", "bao_cao.xlsx", "so_dang_ky.xlsx"}
FAST: dict[str, Any] = {"check": False}


class Batch:
    """One run in ``folder``, over with: what the preflight and the writing yielded."""

    def __init__(
        self,
        base: Base,
        table: Any,
        sink: str | Path,
        between: Callable[[], None] = lambda: None,
        **options: Any,
    ) -> None:
        with BatchRun(base, table, sink, Options(**options)) as run:
            self.run = run
            self.bad = list(run.preflight())
            self.allocations = run.allocations
            between()
            self.results: list[Result] = list(run.write())
        self.sink = Path(sink)

    @property
    def outcomes(self) -> list[str]:
        return [result.outcome.value for result in self.results]

    @property
    def files(self) -> list[str]:
        return [result.file for result in self.results]

    @property
    def numbers(self) -> list[int | None]:
        return [result.so_van_ban for result in self.results]

    @property
    def problems(self) -> list[str]:
        return [str(problem) for result in self.results for problem in result.problems]

    @property
    def warnings(self) -> list[str]:
        return list(map(str, self.run.warnings))


def run(tmp_path: Path, *lines: str, heading: str = "Trích yếu", **options: Any) -> Batch:
    """A batch of the base and a table of these lines into the folder ``ra``."""
    base = options.pop("base", None) or write_base(tmp_path)
    sink = options.pop("sink", tmp_path / "ra")
    return Batch(base, write_rows(tmp_path, lines, heading), sink, **options)


def again(tmp_path: Path, *lines: str, **options: Any) -> Batch:
    """The same once more, with ``--resume``."""
    return run(tmp_path, *lines, resume=True, **options)


def refused(tmp_path: Path, *lines: str, **options: Any) -> list[str]:
    """What a batch that cannot run says; it writes nothing."""
    before = names_in(tmp_path)
    with pytest.raises(InputError) as caught:
        run(tmp_path, *lines, **options)
    assert {*names_in(tmp_path)} - {*before} <= {"goc.yaml", "bang.csv"}
    return told(caught.value.problems, tmp_path)


def told(problems: Iterable[Problem], tmp_path: Path) -> list[str]:
    return [str(problem).replace(f"{tmp_path}/", "") for problem in problems]


def documents(folder: Path) -> dict[str, bytes]:
    """The documents of a folder, by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.docx"))}


def lines_of(manifest: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in manifest.read_text("utf-8").splitlines()]


def latest(manifest: Path) -> dict[str, dict[str, Any]]:
    """The newest line of each key."""
    return {line["key"]: line for line in lines_of(manifest) if "key" in line}


def text_of(data: bytes) -> str:
    """All that a document says, with plain spaces."""
    document = docx.Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    return text.replace("\u00a0", " ")


def mappings(count: int) -> Iterable[Mapping[str, object]]:
    """So many rows, made one by one."""
    return ({"trich_yeu": f"Họp thôn {number}"} for number in range(1, count + 1))
