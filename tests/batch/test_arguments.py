"""What a script hands to ``vanban.batch`` wrongly is told by its argument, all in one pass."""

from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import vanban
from tests.batch.rows import names_in, write_base
from tests.batch.runs import FAST, mappings, told
from vanban.errors import InputError

batch: Any = vanban.batch
ROWS = [{"trich_yeu": "Một"}]
BASE = "base: cần đường dẫn của tệp dữ liệu hoặc một từ điển, gặp "
SINK = "sink: cần đường dẫn hoặc địa chỉ của nơi ghi, gặp "
LIST = "rows: cần đường dẫn của tệp, hoặc một danh sách mà mỗi mục là một từ điển, gặp "
EXECUTOR = "executor: cần một Executor của concurrent.futures hoặc Client của Dask, gặp "
BOTH = "resume, force: chỉ dùng một trong hai: resume=True làm tiếp, force=True làm lại tất cả"
CLOSED = "executor: executor đã đóng hoặc đã hỏng, không nhận việc nữa; cần một executor còn mở"


def refused(tmp_path: Path, **given: Any) -> list[str]:
    usual = {"base": write_base(tmp_path), "rows": ROWS, "sink": tmp_path / "ra"}
    with pytest.raises(InputError) as caught:
        list(batch(**usual | given))
    assert names_in(tmp_path) == ["goc.yaml"]
    return told(caught.value.problems, tmp_path)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"base": None}, BASE + "“None”"),
        ({"base": 5}, BASE + "“5”"),
        ({"base": b"x"}, BASE + "một giá trị kiểu bytes"),
        ({"base": ROWS}, BASE + "một giá trị kiểu list"),
        ({"rows": None}, LIST + "“None”"),
        ({"rows": 5}, LIST + "“5”"),
        ({"rows": b"x"}, LIST + "một giá trị kiểu bytes"),
        ({"rows": {"trich_yeu": "Một"}}, LIST + "một giá trị kiểu dict"),
        ({"sink": None}, SINK + "“None”"),
        ({"sink": 5}, SINK + "“5”"),
        ({"name": 5}, "name: cần mẫu tên tệp, ví dụ “{stt} - {trich_yeu}”, hoặc None, gặp “5”"),
        ({"sheet": 3}, "sheet: cần tên trang tính, là một dòng chữ, hoặc bỏ trống, gặp “3”"),
        ({"encoding": 8}, "encoding: cần tên bảng mã, ví dụ “utf-16”, hoặc bỏ trống, gặp “8”"),
        ({"jobs": None}, "jobs: cần một số nguyên từ 1 trở lên, gặp “None”"),
        ({"jobs": 2.0}, "jobs: cần một số nguyên từ 1 trở lên, gặp “2.0”"),
        ({"so_tu": True}, "so_tu: cần một số nguyên từ 1 trở lên, gặp “True”"),
        ({"max_errors": False}, "max_errors: cần một số nguyên từ 0 trở lên, gặp “False”"),
        ({"check": None}, "check: cần True hoặc False, gặp “None”"),
        ({"ascii_only": "không"}, "ascii_only: cần True hoặc False, gặp dòng chữ “không”"),
        ({"force": "x" * 99}, f"force: cần True hoặc False, gặp dòng chữ “{'x' * 40}…”"),
        ({"pdf": True}, "pdf: cần “pdf” hoặc “pdf-a”, gặp “True”"),
        ({"resume": True, "force": True}, f"{BOTH}; gặp cả hai"),
        ({"executor": 4}, f"{EXECUTOR}“4”"),
        ({"executor": 0}, f"{EXECUTOR}“0”"),
        (
            {"executor": ThreadPoolExecutor},
            f"{EXECUTOR}lớp ThreadPoolExecutor, chưa phải một đối tượng của lớp",
        ),
    ],
)
def test_an_argument_of_another_kind(tmp_path: Path, given: dict[str, Any], expected: str) -> None:
    assert refused(tmp_path, **given) == [expected]


def test_a_path_that_no_system_takes(tmp_path: Path) -> None:
    said = refused(tmp_path, base="a\0b", rows="a\0.csv", sink=Path("a\0b"))
    assert [line.partition(", gặp dòng chữ có ký tự NUL")[0] for line in said] == [
        f"{name}: cần một đường dẫn" for name in ("base", "rows", "sink")
    ]


def test_all_are_told_in_one_pass(tmp_path: Path) -> None:
    said = refused(
        tmp_path, base=None, rows=5, sink=5, name=5, jobs=None, check=None, resume=True, force=True
    )
    fields = [line.partition(":")[0] for line in said]
    assert fields == ["base", "rows", "sink", "name", "check", "jobs", "resume, force"]


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_a_closed_executor_is_told_however_few_the_rows(
    tmp_path: Path, kind: Callable[[int], Executor]
) -> None:
    executor = kind(1)
    executor.shutdown()
    (said,) = refused(tmp_path, executor=executor)
    assert said.startswith(CLOSED)


def test_an_executor_that_is_closed_before_the_last_result_is_told(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as executor:
        base, sink = write_base(tmp_path), tmp_path / "ra"
        results = batch(base, mappings(2_000), sink, executor=executor, **FAST)
        next(results)
    with pytest.raises(InputError) as caught:
        list(results)
    assert str(caught.value).startswith(CLOSED)
    rest = batch(base, mappings(2_000), sink, resume=True, **FAST)
    assert len(list(rest)) == 2_000


class Odd:
    """An executor of someone else's, whose own fault is not taken for another; it has no length."""

    def submit(self, *_: object) -> Future[object]:
        raise RuntimeError("của tôi")

    def __len__(self) -> int:
        return 0


def test_another_fault_of_an_executor_stays_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="của tôi"):
        list(batch(write_base(tmp_path), mappings(300), tmp_path / "ra", executor=Odd(), **FAST))
