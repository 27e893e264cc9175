"""``vanban.batch``: a generator of results, lazy, in constant memory."""

import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

import vanban
from tests.batch.rows import BASE, names_in, write_base
from tests.batch.runs import FAST, documents, latest, mappings
from tests.picture_samples import chunk, png
from vanban.batch.results import Outcome, Result
from vanban.errors import InputError

MAPPING = {
    "loai": "ke_hoach",
    "ten_loai": "Kế hoạch",
    "co_quan_ban_hanh": "Ủy ban nhân dân xã Quang Trung",
    "viet_tat_co_quan": "UBND",
    "dia_danh": "Xã Quang Trung",
    "ngay_ban_hanh": "2024",
    "trich_yeu": "Tuyên truyền tại thôn",
    "noi_dung": "Các thôn thực hiện kế hoạch này./.",
    "nguoi_ky": {"chuc_vu": "Chủ tịch", "ho_ten": "Nguyễn Văn Thắng"},
    "noi_nhan": ["Trưởng thôn"],
}


def workers() -> list[int]:
    """The processes that this one has begun and that still run."""
    return [child.pid or 0 for child in multiprocessing.active_children()]


def test_one_result_a_row_in_their_order(tmp_path: Path) -> None:
    rows = [{"trich_yeu": "Một"}, {"trich_yeu": "Hai", "so_van_ban": "x"}, {"trich_yeu": "Ba"}]
    results = list(vanban.batch(write_base(tmp_path), rows, tmp_path / "ra", name="{trich_yeu}"))
    assert [(r.row, r.place, r.outcome, r.file) for r in results] == [
        (1, "dòng 1", "written", "Một.docx"),
        (2, "dòng 2", "failed", ""),
        (3, "dòng 3", "written", "Ba.docx"),
    ]
    assert all(isinstance(result, Result) for result in results)
    (problem,) = results[1].problems
    assert str(problem).startswith("dòng 2 / so_van_ban: ")
    assert results[0].problems == () == results[0].warnings
    assert {*documents(tmp_path / "ra")} == {"Một.docx", "Ba.docx"}


def test_the_base_may_be_a_mapping(tmp_path: Path) -> None:
    options: dict[str, Any] = {"name": "{trich_yeu}", "so_tu": 3}
    from_mapping = list(vanban.batch(MAPPING, mappings(3), tmp_path / "a", **options))
    list(vanban.batch(write_base(tmp_path), mappings(3), tmp_path / "b", **options))
    assert [result.so_van_ban for result in from_mapping] == [3, 4, 5]
    assert documents(tmp_path / "a") == documents(tmp_path / "b")


def test_nothing_happens_before_the_first_result_is_asked_for(tmp_path: Path) -> None:
    asked: list[int] = []

    def rows() -> Iterator[Mapping[str, object]]:
        asked.append(1)
        yield {"trich_yeu": "Một"}

    results = vanban.batch(write_base(tmp_path), rows(), tmp_path / "ra")
    assert (asked, names_in(tmp_path)) == ([], ["goc.yaml"])
    assert next(results).outcome is Outcome.WRITTEN
    assert asked == [1]


def test_a_generator_of_rows_is_gone_through_once(tmp_path: Path) -> None:
    results = list(vanban.batch(write_base(tmp_path), mappings(250), tmp_path / "ra", **FAST))
    assert [result.row for result in results] == list(range(1, 251))


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_first_results_come_before_the_last_document(tmp_path: Path, jobs: int) -> None:
    base, sink = write_base(tmp_path), tmp_path / "ra"
    options: dict[str, Any] = {"name": "{trich_yeu}", "so_tu": 1, "jobs": jobs, **FAST}
    results = vanban.batch(base, mappings(2000), sink, **options)
    first = list(islice(results, 5))
    assert [result.so_van_ban for result in first] == [1, 2, 3, 4, 5]
    assert all((sink / result.file).exists() for result in first)
    assert len(documents(sink)) < 2000
    assert len(workers()) == jobs - 1
    results.close()  # type: ignore[attr-defined]
    assert workers() == []
    made = documents(sink)
    known = latest(sink / "nhat_ky.jsonl").values()
    assert sum(line["status"] == "written" for line in known) == len(made)
    rest = list(vanban.batch(base, mappings(2000), sink, resume=True, **options))
    assert [result.so_van_ban for result in rest] == list(range(1, 2001))
    assert {result.outcome.value for result in rest} == {"unchanged", "written"}
    assert made.items() <= documents(sink).items()


def test_results_that_are_dropped_end_the_workers_too(tmp_path: Path) -> None:
    base, sink = write_base(tmp_path), tmp_path / "ra"
    results = vanban.batch(base, mappings(400), sink, jobs=3, **FAST)
    next(results)
    assert len(workers()) == 2
    del results
    gc.collect()
    assert workers() == []


def test_an_error_of_the_caller_ends_the_workers_too(tmp_path: Path) -> None:
    results = vanban.batch(write_base(tmp_path), mappings(400), tmp_path / "ra", jobs=2, **FAST)
    with pytest.raises(ZeroDivisionError):
        for _ in results:
            raise ZeroDivisionError
    results.close()  # type: ignore[attr-defined]
    assert workers() == []


def test_a_table_that_breaks_off_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    def rows() -> Iterator[Mapping[str, object]]:
        yield from mappings(150)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(vanban.batch(write_base(tmp_path), rows(), tmp_path / "ra", **FAST))
    assert names_in(tmp_path) == ["goc.yaml"]
    with pytest.raises(InputError, match="danh sách"):
        list(vanban.batch(write_base(tmp_path), 5, tmp_path / "ra"))  # type: ignore[arg-type]


def test_a_killed_worker_is_said_in_vietnamese(tmp_path: Path) -> None:
    results = vanban.batch(write_base(tmp_path), mappings(2000), tmp_path / "ra", jobs=2, **FAST)
    next(results)
    for child in multiprocessing.active_children():
        child.kill()
    with pytest.raises(InputError, match="một tiến trình bị hệ thống dừng giữa chừng"):
        list(results)
    again = vanban.batch(write_base(tmp_path), mappings(2000), tmp_path / "ra", resume=True, **FAST)
    assert len(list(again)) == 2000 == len(documents(tmp_path / "ra"))


SCRIPT = """
import sys, os, time, vanban
rows = ({"trich_yeu": f"Họp {n}"} for n in range(5000))
results = vanban.batch(sys.argv[1], rows, sys.argv[2], jobs=3, check=False)
next(results)
print(*[child.pid for child in __import__("multiprocessing").active_children()], flush=True)
os.kill(os.getpid(), 9)
"""


def test_workers_end_with_a_killed_parent(tmp_path: Path) -> None:
    call = [sys.executable, "-c", SCRIPT, str(write_base(tmp_path)), str(tmp_path / "ra")]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        children = list(map(int, parent.stdout.readline().split()))
        assert (parent.wait(), len(children)) == (-9, 2)
        end = monotonic() + 60
        while monotonic() < end and any(map(is_running, children)):
            sleep(0.05)
        left = list(filter(is_running, children))
        for child in left:
            os.kill(child, signal.SIGKILL)
    assert left == []


def is_running(process: int) -> bool:
    """A process that has ended may stay in the list of a system whose first does not look."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def memory(tmp_path: Path, rows: int) -> tuple[int, int]:
    """The most that a run takes beyond what stood before, and what it still holds at the last row.

    In bytes. The first tells of what piles up and is given back, the other of what is kept.
    """
    sink = tmp_path / f"ra{rows}"  # the base is no file, for which room is made to read it in
    with ProcessPoolExecutor(2) as executor:
        executor.submit(abs, 1).result()  # so that the workers, which are copies, trace nothing
        gc.collect()
        tracemalloc.start()
        try:
            results = vanban.batch(MAPPING, mappings(rows), sink, executor=executor, jobs=2, **FAST)
            assert sum(1 for _ in islice(results, rows)) == rows
            held = tracemalloc.get_traced_memory()[0]
            assert list(results) == []
            return tracemalloc.get_traced_memory()[1], held
        finally:
            tracemalloc.stop()


def test_memory_is_flat_in_the_number_of_rows(tmp_path: Path) -> None:
    """Of each row some 250 bytes stay: the digests of its name and its key, and a place."""
    memory(tmp_path, 200)
    (few, few_held), (many, many_held) = memory(tmp_path, 2_000), memory(tmp_path, 5_000)
    assert many - few < 3_000 * 400
    assert many_held - few_held < 3_000 * 300


def test_documents_with_pictures_are_held_one_at_a_time(tmp_path: Path) -> None:
    size, end = 2_000_000, len(chunk(b"IEND", b""))
    whole = png(10, 10)
    (tmp_path / "to.png").write_bytes(whole[:-end] + chunk(b"teXt", bytes(size)) + whole[-end:])
    body = "noi_dung: |\n  Theo hình:\n\n  [hình: Bản đồ]\nhinh_anh:\n  - Bản đồ: to.png\n"
    base = write_base(
        tmp_path, BASE.replace("noi_dung: Các thôn thực hiện kế hoạch này./.\n", body)
    )
    tracemalloc.start()
    try:
        results = list(vanban.batch(base, mappings(40), tmp_path / "ra", **FAST))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert {result.outcome for result in results} == {"written"}
    assert peak < 10 * size


def test_one_bad_row_alone_is_a_row_that_failed(tmp_path: Path) -> None:
    (result,) = vanban.batch(write_base(tmp_path), [{"dia_danh": "thôn A"}], tmp_path / "ra")
    assert (result.outcome, result.row) == (Outcome.FAILED, 1)
    base = write_base(tmp_path, BASE.replace("Nguyễn Văn Thắng", "''"))
    with pytest.raises(InputError, match=r"goc\.yaml:"):
        list(vanban.batch(base, [{"dia_danh": "Thôn A"}], tmp_path / "rb"))
