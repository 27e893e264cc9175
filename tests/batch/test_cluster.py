"""A batch on several machines: the same documents as on one, whatever becomes of the machines."""

import json
import signal
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import distributed
import pytest

from tests.batch.machines import Machines, client_of, cluster, end_at_once, machines, two_machines
from tests.batch.rows import BASE, names_in, write_base, write_rows
from tests.batch.s3 import BUCKET, s3, s3_server
from tests.picture_samples import png
from vanban.batch import batch, crews
from vanban.batch import cluster as reaching
from vanban.batch.making import Order, make_rows
from vanban.batch.packing import Packed
from vanban.batch.recipe import Handed
from vanban.batch.results import Options, Outcome, Result
from vanban.batch.running import BatchRun
from vanban.batch.stores import FolderStore
from vanban.cli.program import run as call
from vanban.data import open_rows
from vanban.errors import InputError

__all__ = ["cluster", "s3", "s3_server", "two_machines"]

# So many chunks that not all of them are under way when the first is done.
ROWS = 1_000
local_cluster: Any = distributed.LocalCluster


@pytest.fixture
def source(tmp_path: Path) -> tuple[Path, Path]:
    """A base and its rows, in a folder of their own."""
    folder = tmp_path / "nguon"
    folder.mkdir()
    return write_source(folder)


def write_source(folder: Path) -> tuple[Path, Path]:
    return write_base(folder), write_rows(folder, (f"Họp thôn {n}" for n in range(ROWS)))


def made_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.docx")}


def manifest_of(folder: Path) -> list[dict[str, Any]]:
    """The lines without their times, those of the run itself aside."""
    text = (folder / "nhat_ky.jsonl").read_text("utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    for line in lines:
        del line["time"]
    of_rows = [line for line in lines if "row" in line]
    return sorted(of_rows, key=lambda line: (line["row"], line["status"]))


def newest(lines: Sequence[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    return {line["row"]: line for line in lines}


def undisturbed(source: tuple[Path, Path], out: Path, **options: Any) -> Path:
    """What one machine makes."""
    list(batch(*source, out, check=False, **options))
    assert len(made_in(out)) == ROWS
    return out


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one machine makes of ``source``, which is the same wherever that lies."""
    folder = tmp_path_factory.mktemp("mot_may")
    return undisturbed(write_source(folder), folder / "ra")


def assert_same(out: Path, alone: Path) -> None:
    assert made_in(out) == made_in(alone)
    assert not [name for name in names_in(out) if name.startswith(".")]
    assert newest(manifest_of(out)) == newest(manifest_of(alone))


def outcomes(results: Sequence[Result]) -> set[Outcome]:
    return {result.outcome for result in results}


def started(source: tuple[Path, Path], out: Path, **options: Any) -> BatchRun:
    run = BatchRun(*source, out, Options(check=False, **options))
    assert list(run.preflight()) == []
    return run


def told(error: pytest.ExceptionInfo[InputError]) -> str:
    return "\n".join(map(str, error.value.problems))


def test_a_local_cluster_makes_the_same(source: tuple[Path, Path], tmp_path: Path) -> None:
    alone, out = undisturbed(source, tmp_path / "mot", so_tu=15), tmp_path / "cum"
    with (
        local_cluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as local,
        local.get_client() as client,
    ):
        results = list(batch(*source, out, check=False, so_tu=15, executor=client))
    assert outcomes(results) == {Outcome.WRITTEN}
    assert [result.so_van_ban for result in results] == list(range(15, 15 + ROWS))
    assert manifest_of(out) == manifest_of(alone)
    assert_same(out, alone)


@pytest.mark.parametrize("kind", ["threads", "processes"])
def test_any_executor_makes_the_same(
    source: tuple[Path, Path], alone: Path, tmp_path: Path, kind: str
) -> None:
    out = tmp_path / "nhom"
    executor = (
        ThreadPoolExecutor(2)
        if kind == "threads"
        else ProcessPoolExecutor(2, mp_context=get_context("spawn"))
    )
    with executor:
        list(batch(*source, out, check=False, executor=executor, jobs=2))
        assert executor.submit(abs, -1).result() == 1  # it is the user's, and goes on
    assert_same(out, alone)


def test_a_worker_killed_in_mid_run_costs_nothing(
    source: tuple[Path, Path], alone: Path, tmp_path: Path
) -> None:
    out = tmp_path / "cum"
    folder = tmp_path / "dask"
    folder.mkdir()
    with machines(folder) as found, client_of(found.url, 2) as client:
        with started(source, out, executor=client) as run:
            results = run.write()
            seen = [next(results)]
            found.workers[0].send_signal(signal.SIGKILL)
            seen += results
        assert len(client.nthreads()) == 1
    assert [result.row for result in seen] == list(range(1, ROWS + 1))
    assert outcomes(seen) == {Outcome.WRITTEN}
    assert manifest_of(out) == manifest_of(alone)
    assert_same(out, alone)


def test_work_done_twice_is_done_once(tmp_path: Path) -> None:
    base, rows = write_base(tmp_path), write_rows(tmp_path, ["Họp thôn 1", "Họp thôn 2"])
    store = FolderStore(tmp_path / "ra")
    store.create()
    with BatchRun(base, rows, tmp_path / "ra") as run:
        recipe = run.recipe
    source = open_rows(rows, recipe.base)
    orders = [Order(row, f"{row.number}.docx") for row in source]
    first = make_rows(Handed(recipe), store, orders[:1])
    assert [made.problems for made in first] == [()]
    again = make_rows(Handed(recipe), store, orders)
    assert again[0] == first[0]
    assert names_in(tmp_path / "ra") == ["1.docx", "2.docx"]
    (tmp_path / "ra" / "1.docx").write_bytes(b"another's")
    (refused,) = make_rows(Handed(recipe), store, orders[:1])
    assert "đã có tệp" in str(refused.problems[0])
    assert (tmp_path / "ra" / "1.docx").read_bytes() == b"another's"


def test_a_lost_scheduler_is_told_and_the_run_goes_on_without_it(
    source: tuple[Path, Path], alone: Path, tmp_path: Path
) -> None:
    out = tmp_path / "cum"
    folder = tmp_path / "dask"
    folder.mkdir()
    with (
        machines(folder) as found,
        reaching.connected(found.url) as client,
        started(source, out, executor=client) as run,
    ):
        results = run.write()
        next(results)
        found.scheduler.send_signal(signal.SIGKILL)
        with pytest.raises(InputError) as error:
            list(results)
    assert told(error) == (
        f"{found.url}: mất liên lạc với máy điều phối; văn bản đã ghi được giữ; hãy chạy lại với "
        "--resume, có hoặc không có --cluster, để làm tiếp"
    )
    assert 100 <= len(made_in(out)) < ROWS
    results_after = list(batch(*source, out, check=False, resume=True))
    assert outcomes(results_after) == {Outcome.WRITTEN, Outcome.UNCHANGED}
    assert_same(out, alone)


def test_workers_lost_for_good_are_told(
    source: tuple[Path, Path], alone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, folder = tmp_path / "cum", tmp_path / "dask"
    folder.mkdir()
    with machines(folder, 1) as found, client_of(found.url, 1) as client:
        with started(source, out, executor=client) as run:
            results = run.write()
            next(results)
            found.workers[0].send_signal(signal.SIGKILL)
            with (
                monkeypatch.context() as patch,
                pytest.raises(InputError, match="không còn máy làm việc nào; văn bản đã ghi được"),
            ):
                patch.setattr(crews, "_LOOK_S", 0.1)
                patch.setattr(crews, "_PATIENCE_S", 0.5)
                list(results)
        found.add_worker()
        client.wait_for_workers(1, timeout=60)
        with started(source, out, executor=client, resume=True) as run:
            assert outcomes(list(run.write())) == {Outcome.WRITTEN, Outcome.UNCHANGED}
    assert_same(out, alone)


def test_work_that_kills_every_worker_is_told(source: tuple[Path, Path], tmp_path: Path) -> None:
    folder = tmp_path / "dask"
    folder.mkdir()
    with (
        machines(folder, 3) as found,
        client_of(found.url, 3) as client,
        started(source, tmp_path / "ra") as run,
        crews.crew_of(client) as crew,
    ):
        future = crew.submit(end_at_once, crew.carry(run.recipe))
        with pytest.raises(InputError, match="lần lượt dừng giữa chừng ở cùng một phần việc"):
            future.result()


def test_a_run_that_is_given_up_leaves_no_work_behind(
    source: tuple[Path, Path], tmp_path: Path, cluster: Any
) -> None:
    out = tmp_path / "cum"
    with started(source, out, executor=cluster) as run:
        results: Any = run.write()
        next(results)
        results.close()
    deadline = time.monotonic() + 60
    while tasks := cluster.run_on_scheduler(count_tasks):
        assert time.monotonic() < deadline, tasks
        time.sleep(0.05)
    assert len(made_in(out)) < ROWS
    assert not [name for name in names_in(out) if name.startswith(".")]


def count_tasks(dask_scheduler: Any) -> int:
    return len(dask_scheduler.tasks)


BASE_WITH_FILES = (
    BASE.replace("noi_dung: Các thôn thực hiện kế hoạch này./.\n", "khuon_mau: thon.docx.j2\n")
    + "hinh_anh:\n  Bản đồ: dau.png\n"
)
TEMPLATES = {
    "thon.docx.j2": '{% extends "chung.docx.j2" %}{% block rieng %}{{ trich_yeu }}{% endblock %}',
    "chung.docx.j2": "Các thôn thực hiện:\n[hình: Bản đồ]\n{% block rieng %}{% endblock %}\n"
    "{% if trich_yeu.endswith('434') %}{{ trich_yeu }}{{ 1 % 0 }}{% endif %}",
}


@pytest.fixture
def source_with_files(source: tuple[Path, Path]) -> tuple[Path, Path]:
    """A base that names a picture and a template, which extends another."""
    base, rows = source
    base.write_text(BASE_WITH_FILES, "utf-8")
    (base.parent / "dau.png").write_bytes(png(40, 30))
    for name, text in TEMPLATES.items():
        (base.parent / name).write_text(text, "utf-8")
    return base, rows


def test_files_that_the_base_names_go_along(
    source_with_files: tuple[Path, Path],
    tmp_path: Path,
    cluster: Any,
    two_machines: Machines,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    base, rows = source_with_files
    monkeypatch.chdir(base.parent)
    source = Path(base.name), Path(rows.name)
    alone, out = tmp_path / "mot_may", tmp_path / "cum"
    expected = list(batch(*source, alone, check=False))
    run = BatchRun(*source, out, Options(check=False, executor=cluster))
    with run:
        assert [str(found.problems[0]) for found in run.preflight()] == []
        results = run.write()
        seen = [next(results)]
        for name in (*TEMPLATES, "dau.png"):
            (base.parent / name).rename(base.parent / f"{name}.cat")
        seen += results
    assert [(found.row, found.outcome) for found in seen] == [
        (found.row, found.outcome) for found in expected
    ]
    (failed,) = (found for found in seen if found.problems)
    assert failed.problems == expected[failed.row - 1].problems
    assert f"{base.parent}/chung.docx.j2:4" in str(failed.problems[0])
    assert_same(out, alone)
    assert not list((two_machines.folder / "worker").glob("vanban-*"))


def test_files_that_rows_name_go_along(
    source_with_files: tuple[Path, Path],
    tmp_path: Path,
    cluster: Any,
    two_machines: Machines,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By paths that lead nowhere from where the workers are."""
    base, _ = source_with_files
    for number in range(7):
        (base.parent / f"{number}.png").write_bytes(png(40 + number, 30))
    lines = [f"Họp thôn {n},{n % 7}.png" for n in range(300)]
    lines[150], lines[250] = "Họp thôn 150,", "Họp thôn 250,mat.png"
    rows = write_rows(base.parent, lines, "Trích yếu,Bản đồ")
    monkeypatch.chdir(base.parent)
    source = Path(base.name), Path(rows.name)
    alone, out = tmp_path / "mot_may", tmp_path / "cum"
    expected = list(batch(*source, alone, check=False))
    seen = list(batch(*source, out, check=False, executor=cluster))
    assert [(found.row, found.outcome, found.problems) for found in seen] == [
        (found.row, found.outcome, found.problems) for found in expected
    ]
    (failed,) = (found for found in seen if found.problems)
    assert failed.row == 251
    with ZipFile(out / "Họp thôn 3.docx") as package:
        assert package.read("word/media/image1.png") == png(43, 30)
    assert_same(out, alone)
    assert not list((two_machines.folder / "worker").glob("vanban-*"))


def test_a_recipe_has_only_what_vanban_does_not_ship(tmp_path: Path) -> None:
    base, rows = write_base(tmp_path), write_rows(tmp_path, ["Một"])
    with BatchRun(base, rows, tmp_path / "ra") as run:
        packed = Packed.of(run.recipe)
    assert (packed.files, packed.moved) == ((), ())
    base.write_text(BASE + "khuon_mau: bien_ban.docx.j2\n", "utf-8")
    with BatchRun(base, rows, tmp_path / "ra") as run:
        assert Packed.of(run.recipe).files == ()


def test_another_vanban_is_refused(
    source: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "dask"
    folder.mkdir()
    with machines(folder, 0) as found:
        monkeypatch.setattr(reaching, "_PATIENCE_S", 0.3)
        with pytest.raises(InputError) as error, reaching.connected(found.url):
            pass
        assert told(error) == (
            f"{found.url}: cụm máy chưa có máy làm việc nào; hãy chạy trên từng máy: "
            f"dask worker {found.url} --nthreads 1 --nworkers SỐ_LÕI"
        )
        monkeypatch.setattr(reaching, "_PATIENCE_S", 30)
        found.add_worker(version="9.9")
        with pytest.raises(InputError) as error, reaching.connected(found.url):
            pass
        assert "máy làm việc tcp://127.0.0.1:" in told(error)
        assert "có vanban 9.9, nơi chạy lệnh có vanban" in told(error)
        # One that comes after the others were looked at.
        monkeypatch.setattr(crews, "find_faults", lambda _: [])
        refused = pytest.raises(InputError, match=r"máy .*: có vanban 9\.9, nơi chạy lệnh")
        with client_of(found.url, 1) as client, refused:
            list(batch(*source, tmp_path / "ra", check=False, executor=client))
    assert not (tmp_path / "ra").exists()


def test_a_folder_that_other_machines_do_not_have_is_told_once(
    source: tuple[Path, Path], tmp_path: Path, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mark that the run leaves in its folder is missing in theirs."""
    out = tmp_path / "cum"
    monkeypatch.setattr(Path, "touch", lambda _: None)
    with started(source, out, executor=cluster) as run, pytest.raises(InputError) as error:
        list(run.write())
    (line,) = told(error).splitlines()
    assert f"{out}: không thấy thư mục này của nơi chạy lệnh; nó phải là thư mục dùng chung" in line
    assert line.startswith("máy ")
    assert made_in(out) == {}


def test_a_folder_that_goes_in_mid_run_is_no_fault_of_the_rows(
    source: tuple[Path, Path], alone: Path, tmp_path: Path, cluster: Any
) -> None:
    out = tmp_path / "cum"
    with started(source, out, executor=cluster) as run:
        results = run.write()
        next(results)
        out.rename(tmp_path / "noi_khac")
        with pytest.raises(InputError, match="không thấy thư mục này"):
            assert {result.problems for result in results} == {()}
    (tmp_path / "noi_khac").rename(out)
    list(batch(*source, out, check=False, resume=True))
    assert_same(out, alone)


def test_documents_go_to_a_store_that_all_reach(
    source: tuple[Path, Path], alone: Path, tmp_path: Path, s3: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workers have keys of their own; one that has none is no fault of the rows."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "dask"
    folder.mkdir()
    keyless = {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}
    url = f"s3://{BUCKET}/ra"
    with machines(folder, 1) as found, client_of(found.url, 1) as client:
        write_rows(source[0].parent, (f"Họp thôn {n}" for n in range(105)))
        results = list(batch(*source, url, check=False, executor=client))
        assert outcomes(results) == {Outcome.WRITTEN}
        found.add_worker(env=keyless)
        client.wait_for_workers(2, timeout=30)
        with pytest.raises(InputError, match="chưa có tài khoản hoặc khóa truy cập đúng") as error:
            list(batch(*source, url, check=False, executor=client, force=True))
    assert len(error.value.problems) == 1
    kept = [key for key in keys_of(s3) if key.endswith(".docx")]
    assert len(kept) == 105
    for key in kept[::50]:
        body = s3.get_object(Bucket=BUCKET, Key=key)["Body"].read()
        assert body == (alone / Path(key).name).read_bytes()


def keys_of(s3: Any) -> list[str]:
    return [item["Key"] for item in s3.list_objects_v2(Bucket=BUCKET)["Contents"]]


def test_a_store_of_one_process_is_refused(
    source: tuple[Path, Path], tmp_path: Path, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="nằm trong bộ nhớ của một máy"):
        list(batch(*source, "memory://ra", check=False, executor=cluster))


def test_threads_that_share_a_core_are_warned_of(
    source: tuple[Path, Path], alone: Path, tmp_path: Path
) -> None:
    with (
        local_cluster(
            n_workers=1, threads_per_worker=2, processes=False, dashboard_address=":0"
        ) as local,
        local.get_client() as client,
        started(source, tmp_path / "ra", executor=client) as run,
    ):
        assert outcomes(list(run.write())) == {Outcome.WRITTEN}
        (warning,) = (w for w in run.warnings if "luồng" in str(w))
    assert "chạy 2 luồng nhưng chỉ dùng được một lõi" in str(warning)
    assert_same(tmp_path / "ra", alone)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("127.0.0.1:8786", "địa chỉ thiếu tcp://; có phải tcp://127.0.0.1:8786?"),
        ("tpc://may:8786", "bắt đầu bằng tcp:// hoặc tls://; có phải tcp://may:8786?"),
        ("tsl://may:8786", "bắt đầu bằng tcp:// hoặc tls://; có phải tls://may:8786?"),
        ("s3://kho", "bắt đầu bằng tcp:// hoặc tls://; hãy viết như tcp://ten-may:8786"),
        ("http://may:8787/status", "trang theo dõi của Dask; địa chỉ của máy điều phối thường là "
         "tcp://may:8786"),
        ("tcp://", "không phải địa chỉ; hãy viết như tcp://ten-may:8786"),
        ("tcp://may:87x6", "không phải địa chỉ; hãy viết như tcp://ten-may:8786"),
        ("tcp://may:8786/kho", "không phải địa chỉ; hãy viết như tcp://ten-may:8786"),
        ("tcp://may-nay-khong-co.invalid", "không có máy nào tên may-nay-khong-co.invalid"),
        ("tcp://127.0.0.1:1", "máy này không nhận kết nối ở cổng đó"),
    ],
)  # fmt: skip
def test_an_address_that_leads_nowhere_is_told(url: str, expected: str) -> None:
    with pytest.raises(InputError) as error, reaching.connected(url):
        pass
    (line,) = told(error).splitlines()
    assert expected in line


def test_an_address_has_a_port() -> None:
    assert str(reaching.address_of("tcp://may")) == "tcp://may:8786"
    assert str(reaching.address_of("TLS://[::1]:9000")) == "tls://[::1]:9000"


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        ("tcp", "không nói chuyện được như máy điều phối Dask"),
        ("tls", "tls:// cần chứng thư; hãy đặt distributed.comm.tls trong cấu hình của Dask"),
    ],
)
def test_someone_else_who_answers_is_told(
    s3_server: str, monkeypatch: pytest.MonkeyPatch, scheme: str, expected: str
) -> None:
    monkeypatch.setattr(reaching, "_PATIENCE_S", 1)
    url = s3_server.replace("http", scheme)
    with pytest.raises(InputError, match=expected), reaching.connected(url):
        pass


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError) as error, reaching.connected("tcp://may"):
        pass
    assert told(error) == (
        "cần gói distributed để dùng --cluster; hãy chạy: pip install 'vanban[cluster]'"
    )


def test_the_command_takes_a_cluster(
    source: tuple[Path, Path],
    alone: Path,
    tmp_path: Path,
    two_machines: Machines,
    capfd: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "cum"
    command = ["batch", *map(str, source), "-o", str(out), "--no-check"]
    assert call([*command, "--cluster", two_machines.url]) == 0
    assert f"đã ghi {ROWS} văn bản vào {out}" in capfd.readouterr().out
    assert_same(out, alone)
    assert call([*command, "--cluster", two_machines.url, "--jobs", "2"]) == 2
    assert "chỉ dùng một trong hai: --jobs" in capfd.readouterr().err
    assert call([*command, "--resume", "--cluster", "127.0.0.1"]) == 2
    assert "có phải tcp://127.0.0.1?" in capfd.readouterr().err
