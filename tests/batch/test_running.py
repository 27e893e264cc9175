"""What a run writes, whoever does the work, and what it says of each row."""

import pickle
import re
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import chdir, nullcontext
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from openpyxl import load_workbook

from tests.batch.rows import BASE, names_in, write_base, write_rows
from tests.batch.runs import BESIDE, FAST, Batch, documents, lines_of, mappings, run, text_of, told
from tests.cli.broken import break_motto
from vanban.batch import judging, making
from vanban.batch.executors import Executor
from vanban.batch.recipe import Sent
from vanban.batch.results import Options, Result, StoppedError
from vanban.batch.running import BatchRun
from vanban.data import Draft
from vanban.errors import InputError

BODY = "noi_dung: Các thôn thực hiện kế hoạch này./."


def test_every_row_becomes_a_document(tmp_path: Path) -> None:
    batch = run(tmp_path, "Họp thôn 1;Lê A", "Họp thôn 2;", heading="Trích yếu;Họ tên")
    assert [(r.row, r.file, r.outcome.value, r.problems) for r in batch.results] == [
        (1, "Họp thôn 1.docx", "written", ()),
        (2, "Họp thôn 2.docx", "written", ()),
    ]
    assert [result.place for result in batch.results] == [
        f"{tmp_path}/bang.csv:{n}" for n in (2, 3)
    ]
    assert names_in(batch.sink) == sorted(
        [*batch.files, "nhat_ky.jsonl", "bao_cao.txt", "bao_cao.xlsx"]
    )
    first, second = map(text_of, documents(batch.sink).values())
    assert "Họp thôn 1" in first and "Lê A" in first
    assert "Họp thôn 2" in second and "Nguyễn Văn Thắng" in second


def test_existing_files_are_problems_of_their_rows(tmp_path: Path) -> None:
    old = tmp_path / "ra" / "Một.docx"
    old.parent.mkdir()
    old.write_bytes(b"old")
    batch = run(tmp_path, "Một", "Hai")
    assert batch.outcomes == ["failed", "written"]
    fault = "đã có tệp Một.docx từ trước; thêm --force để ghi đè"
    assert batch.problems == [f"{tmp_path}/bang.csv:2: {fault}"]
    assert old.read_bytes() == b"old"
    assert run(tmp_path, "Một", "Hai", force=True).outcomes == ["written"] * 2
    assert old.read_bytes() != b"old"


def test_a_file_that_appears_after_the_preflight_is_kept(tmp_path: Path) -> None:
    old = tmp_path / "ra" / "Một.docx"

    def appear() -> None:
        old.parent.mkdir()
        old.write_bytes(b"old")

    batch = run(tmp_path, "Một", "Hai", between=appear)
    assert batch.outcomes == ["failed", "written"]
    assert old.read_bytes() == b"old"


def test_a_table_that_changes_after_the_preflight_changes_nothing(tmp_path: Path) -> None:
    """The rows that were judged are those that are written."""

    def change() -> None:
        write_rows(tmp_path, ["Một", "Ba", "Bốn"])

    assert run(tmp_path, "Một", "Hai", between=change).files == ["Một.docx", "Hai.docx"]


def test_a_failure_of_rendering_is_the_rows_alone(tmp_path: Path) -> None:
    template = tmp_path / "mau.docx.j2"
    template.write_text("1. {% if trich_yeu == 'b' %}{{ trich_yeu.x }}{% endif %}Họp.\n", "utf-8")
    base = write_base(tmp_path, BASE.replace(BODY, "khuon_mau: mau.docx.j2"))
    batch = run(tmp_path, "a", "b", "c", base=base)
    assert batch.outcomes == ["written", "failed", "written"]
    assert told(batch.results[1].problems, tmp_path)[0].startswith("bang.csv:3: mau.docx.j2:1: ")
    assert list(documents(batch.sink)) == ["a.docx", "c.docx"]


def test_a_fault_of_our_own_costs_one_row_and_is_said_kindly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = iter(range(3))

    def judge(data: bytes, rules: Any) -> Any:
        if next(calls) == 1:
            raise ZeroDivisionError
        return judging.judge(data, rules)

    monkeypatch.setattr(making, "judge", judge)
    batch = run(tmp_path, "a", "b", "c")
    assert batch.outcomes == ["written", "failed", "written"]
    assert "lỗi bên trong của vanban: ZeroDivisionError ở test_running.py:" in batch.problems[0]


def test_a_document_that_the_checker_refuses_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_motto(monkeypatch, lambda document: document.trich_yeu == "b")
    batch = run(tmp_path, "a", "b")
    assert batch.outcomes == ["written", "failed"]
    assert batch.problems[0].startswith(f"{tmp_path}/bang.csv:3: TN01: ")
    assert list(documents(batch.sink)) == ["a.docx"]
    assert run(tmp_path, "a", "b", check=False, resume=True).outcomes == ["unchanged", "written"]


class Backwards:
    """Does what is asked for only when some answer is wanted, the newest first or in any order."""

    def __init__(self, order: Callable[[list[Any]], Any]) -> None:
        self._waiting: list[tuple[Future[Any], Callable[[], Any]]] = []
        self._order = order
        self.most = 0

    def submit(self, work: Callable[..., Any], /, *args: Any) -> Future[Any]:
        executor = self

        class Lazy(Future[Any]):
            def result(self, timeout: float | None = None) -> Any:
                while not self.done():
                    executor.step()
                return super().result(timeout)

        future = Lazy()
        self._waiting.append((future, lambda: work(*args)))
        self.most = max(self.most, len(self._waiting))
        return future

    def step(self) -> None:
        future, work = self._waiting.pop(self._order(self._waiting))
        future.set_result(work())


def newest(waiting: list[Any]) -> int:
    return len(waiting) - 1


def some(waiting: list[Any]) -> int:
    return Random(len(waiting)).randrange(len(waiting))  # noqa: S311


EXECUTORS: dict[str, Callable[[], Any]] = {
    "newest first": lambda: nullcontext(Backwards(newest)),
    "any order": lambda: nullcontext(Backwards(some)),
    "threads": lambda: ThreadPoolExecutor(3),
    "processes": lambda: ProcessPoolExecutor(2, get_context("spawn")),
}
LAST = ("Hỏng", "Họp;Lê")
# Names that come twice and thrice, which no numbers may be given to; names of their own.
MANY = {
    None: (*(f"Họp {number % 200};Lê {number}" for number in range(430)), *LAST),
    7: (*(f"Họp {number};Lê {number}" for number in range(430)), *LAST),
}


def outcome_of(batch: Batch) -> tuple[Any, ...]:
    """All that a run leaves, but for the time."""
    manifest = [line | {"time": ""} for line in lines_of(batch.sink / "nhat_ky.jsonl")]
    for line in manifest:
        if line.get("key", "").startswith("cạnh/"):
            line.pop("sha256", None)  # of what tells the time
    manifest.sort(key=lambda line: (line.get("key", ""), line["status"]))
    report = (batch.sink / "bao_cao.txt").read_text("utf-8").partition("LỖI")[2]
    return batch.results, documents(batch.sink), manifest, batch.warnings, report


def run_many(
    folder: Path, so_tu: int | None, *, executor: Executor | None = None, jobs: int = 1
) -> tuple[Any, ...]:
    write_base(folder)
    write_rows(folder, MANY[so_tu], "Trích yếu;Họ tên")
    with chdir(folder):
        base, table, sink = Path("goc.yaml"), Path("bang.csv"), Path("ra")
        return outcome_of(
            Batch(base, table, sink, so_tu=so_tu, jobs=jobs, executor=executor, **FAST)
        )


@pytest.fixture(scope="module", params=MANY)
def so_tu(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, so_tu: int | None) -> tuple[Any, ...]:
    return run_many(tmp_path_factory.mktemp("mot"), so_tu)


@pytest.mark.parametrize("name", EXECUTORS)
def test_the_order_in_which_the_work_is_done_leaves_no_trace(
    tmp_path: Path, undisturbed: tuple[Any, ...], so_tu: int | None, name: str
) -> None:
    assert len(undisturbed[1]) == 431
    with EXECUTORS[name]() as executor:
        assert run_many(tmp_path, so_tu, executor=executor, jobs=3) == undisturbed


def test_two_jobs_are_as_good_as_one(
    tmp_path: Path, undisturbed: tuple[Any, ...], so_tu: int | None
) -> None:
    assert run_many(tmp_path, so_tu, jobs=2) == undisturbed


def test_only_so_many_tasks_wait_for_workers(tmp_path: Path) -> None:
    """Memory is flat also where the workers are slow."""
    executor = Backwards(lambda _: 0)
    base, table = write_base(tmp_path), write_rows(tmp_path, "a" * 2000)
    batch = Batch(base, table, tmp_path / "ra", jobs=2, executor=executor, **FAST)
    assert batch.outcomes == ["written"] * 2000
    assert executor.most == 5


def test_more_bad_rows_than_borne_stop_the_preflight(tmp_path: Path) -> None:
    rows = ("a;1", "b;x", "c;y", "d;z", "e;5")
    heading = "Trích yếu;Số văn bản"
    for most, failed in ((0, 1), (2, 3)):
        with pytest.raises(StoppedError) as caught:
            run(tmp_path, *rows, heading=heading, max_errors=most)
        said = f"dừng vì đã có {failed} dòng lỗi; chưa ghi văn bản nào; "
        assert str(caught.value) == f"{said}hãy sửa các dòng đã nêu rồi chạy lại"
        assert names_in(tmp_path) == ["bang.csv", "goc.yaml"]
    assert run(tmp_path, *rows, heading=heading, max_errors=3).outcomes.count("written") == 2


def test_more_failures_than_borne_stop_the_writing(tmp_path: Path) -> None:
    (tmp_path / "ra").mkdir()
    for name in ("a1", "a150"):
        (tmp_path / "ra" / f"{name}.docx").write_bytes(b"old")
    rows = [f"a{number}" for number in range(500)]
    with pytest.raises(StoppedError, match="dừng vì đã có 2 dòng lỗi; văn bản đã ghi được giữ"):
        run(tmp_path, *rows, max_errors=1, **FAST)
    written = len(documents(tmp_path / "ra"))
    assert 150 <= written < 500
    report = (tmp_path / "ra" / "bao_cao.txt").read_text("utf-8")
    assert " ".join(report.split()).count("đã có tệp") == 2
    for name in ("a1", "a150"):
        (tmp_path / "ra" / f"{name}.docx").unlink()
    batch = run(tmp_path, *rows, max_errors=0, resume=True, **FAST)
    assert set(batch.outcomes) == {"written", "unchanged"}
    assert len(documents(tmp_path / "ra")) == 500


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_stopped_run_tells_all_that_it_has_done(tmp_path: Path, jobs: int) -> None:
    """What is under way when too many rows have failed is done, counted and registered."""
    sink = tmp_path / "ra"
    sink.mkdir()
    (sink / "a50.docx").write_bytes(b"old")
    base, rows = write_base(tmp_path), [f"a{number}" for number in range(900)]
    table = write_rows(tmp_path, rows)
    options = Options(name="{Trích yếu}", so_tu=1, max_errors=0, jobs=jobs, check=False)
    results: list[Result] = []
    with BatchRun(base, table, sink, options) as batch:
        assert list(batch.preflight()) == []
        with pytest.raises(StoppedError):
            results += batch.write()
    made = {name for name, data in documents(sink).items() if data != b"old"}
    assert 99 <= len(made) < 900
    assert {result.file for result in results if result.outcome == "written"} == made
    (failed,) = [result for result in results if result.outcome == "failed"]
    assert failed.file == "a50.docx"
    report = (sink / "bao_cao.txt").read_text("utf-8")
    assert re.search(rf"Đã ghi: +{len(made)}\n", report)
    assert re.search(rf"Chưa làm vì dừng sớm: +{900 - len(made) - 1}\n", report)
    register = load_workbook(sink / "so_dang_ky.xlsx").worksheets[1]
    numbers = [str(row[0]) for row in register.iter_rows(min_row=3, values_only=True) if row[0]]
    given = sorted(result.so_van_ban or 0 for result in results if result.outcome == "written")
    assert sorted(int(number.partition("/")[0]) for number in numbers) == given


def test_a_row_is_validated_once_and_once_more_in_the_first_chunk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    true, counted = Draft.document, []

    def document(draft: Draft) -> object:
        counted.append(draft)
        return true(draft)

    monkeypatch.setattr(Draft, "document", document)
    batch = run(tmp_path, *(f"a{number}" for number in range(300)), **FAST)
    assert batch.outcomes == ["written"] * 300
    # The first hundred twice, the base's sample once.
    assert len(counted) == 300 + 100 + 1


def test_a_zip_of_the_documents(tmp_path: Path) -> None:
    folder = run(tmp_path, "Một", "Hai")
    batch = run(tmp_path, "Một", "Hai", sink=tmp_path / "ra.zip", so_tu=1)
    assert names_in(tmp_path) == sorted(
        ["bang.csv", "goc.yaml", "ra", "ra.zip", *(f"ra.zip.{name}" for name in BESIDE)]
    )
    with ZipFile(batch.sink) as archive:
        assert archive.namelist() == folder.files
        assert archive.testzip() is None


def test_the_documents_in_one(tmp_path: Path) -> None:
    batch = run(tmp_path, "Một", "Hai", "Ba", sink=tmp_path / "tất cả.docx")
    text = text_of(batch.sink.read_bytes())
    assert [text.index(word) for word in ("Một", "Hai", "Ba")] == sorted(
        text.index(word) for word in ("Một", "Hai", "Ba")
    )
    assert len(docx.Document(str(batch.sink)).sections) == 3
    assert {name for name in names_in(tmp_path) if name.startswith("tất cả")} == {
        "tất cả.docx",
        *(f"tất cả.docx.{name}" for name in BESIDE - {"so_dang_ky.xlsx"}),
    }


@pytest.mark.parametrize("suffix", ["zip", "docx"])
def test_documents_wait_while_rows_are_bad(tmp_path: Path, suffix: str) -> None:
    sink, heading = tmp_path / f"ra.{suffix}", "Trích yếu;Số văn bản"
    batch = run(tmp_path, "Một;1", "Hai;x", heading=heading, sink=sink)
    assert batch.outcomes == ["written", "failed"]
    assert f"ra.{suffix}.dang_lam" in names_in(tmp_path)
    done = run(tmp_path, "Một;1", "Hai;2", heading=heading, sink=sink, resume=True)
    assert done.outcomes == ["unchanged", "written"]
    assert f"ra.{suffix}.dang_lam" not in names_in(tmp_path)
    whole = run(tmp_path, "Một;1", "Hai;2", heading=heading, sink=tmp_path / f"x.{suffix}")
    assert sink.read_bytes() == whole.sink.read_bytes()


@pytest.mark.parametrize("suffix", ["zip", "docx"])
def test_of_no_documents_nothing_is_made(tmp_path: Path, suffix: str) -> None:
    sink, heading = tmp_path / f"ra.{suffix}", "Trích yếu;Số văn bản"
    assert run(tmp_path, "Một;x", heading=heading, sink=sink).outcomes == ["failed"]
    assert not sink.exists()
    assert run(tmp_path, "Một;1", heading=heading, sink=sink, resume=True).outcomes == ["written"]
    assert sink.exists()


@pytest.mark.parametrize("suffix", ["zip", "docx"])
def test_a_finished_file_is_neither_replaced_nor_lost(tmp_path: Path, suffix: str) -> None:
    sink = tmp_path / f"ra.{suffix}"
    sink.write_bytes(b"another's")
    for resume in (False, True):
        with pytest.raises(InputError, match=f"đã có tệp {sink}; thêm --force để ghi đè"):
            run(tmp_path, "Một", sink=sink, resume=resume)
    assert sink.read_bytes() == b"another's"
    assert run(tmp_path, "Một", sink=sink, force=True).outcomes == ["written"]


@pytest.mark.parametrize("suffix", ["zip", "docx"])
def test_a_finished_file_is_gone_on_with(tmp_path: Path, suffix: str) -> None:
    sink = tmp_path / f"ra.{suffix}"
    run(tmp_path, "Một", "Hai", sink=sink)
    batch = run(tmp_path, "Một", "Hai", "Ba", sink=sink, resume=True)
    kept = "unchanged" if suffix == "zip" else "written"  # of a merged document none is left
    assert batch.outcomes == [kept, kept, "written"]
    whole = run(tmp_path, "Một", "Hai", "Ba", sink=tmp_path / f"x.{suffix}")
    assert batch.sink.read_bytes() == whole.sink.read_bytes()
    assert f"ra.{suffix}.dang_lam" not in names_in(tmp_path)


def test_a_recipe_is_sent_without_the_rules_it_was_used_with(tmp_path: Path) -> None:
    with BatchRun(write_base(tmp_path), mappings(1), tmp_path / "ra", Options()) as run_:
        recipe = run_.recipe
        assert recipe.rules
        there = pickle.loads(pickle.dumps(Sent.of(recipe))).open()  # noqa: S301
        assert there is not recipe
        assert there.codes == recipe.codes
        assert Sent.of(recipe).open() is recipe
