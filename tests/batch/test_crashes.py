"""Killed at any moment: no half file under a final name, and the next run ends with the same bytes.

Once before each single change that a small run makes to the disk, and at random moments of a run
with worker processes.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest

from tests.batch.crashing import Crasher, Killed
from tests.batch.rows import write_base, write_rows, write_workbook
from tests.batch.runs import documents
from tests.conftest import absent

MOMENTS = 20
ROWS = 600
BATCH = ("batch", "goc.yaml", "bang.csv", "--no-check")
HEADING = "Trích yếu;Họ tên"


@pytest.fixture(scope="module")
def crash() -> Iterator[Crasher]:
    if sys.platform != "linux":
        absent("fork and the groups of processes of Linux")
    with Crasher() as crasher:
        yield crasher


def prepare(folder: Path, *, rows: int, name: str = "Lê A") -> None:
    folder.mkdir(exist_ok=True)
    write_base(folder)
    write_rows(folder, (f"Họp thôn {number};{name}" for number in range(1, rows + 1)), HEADING)


def made(folder: Path, sink: str) -> dict[str, bytes]:
    """All documents that stand under a final name, those that wait to be put together too."""
    found = documents(folder / sink) | documents(folder / f"{sink}.dang_lam")
    whole = folder / sink
    return found | ({sink: whole.read_bytes()} if whole.is_file() else {})


def refuse_half_files(folder: Path, sink: str, *allowed: dict[str, bytes]) -> None:
    """Every file under a final name is whole, the workbooks too."""
    for name, data in made(folder, sink).items():
        assert data in [whole.get(name) for whole in allowed], name
    for path in folder.rglob("*.xlsx"):
        with ZipFile(path) as package:
            assert package.testzip() is None
    for path in folder.rglob("*bao_cao.txt"):
        assert path.read_text("utf-8").endswith("\n")


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.name.startswith(".vanban-")]


def whole(
    crash: Crasher, folder: Path, sink: str, *options: str
) -> tuple[dict[str, bytes], Killed]:
    """What an undisturbed run makes, the documents within the one file too."""
    done = crash(folder, *BATCH, "-o", sink, *options, die_at=None)
    assert (done.code, done.left) == (0, False), done.said
    found = made(folder, sink)
    apart = crash(folder, *BATCH, "-o", "roi", *options)
    assert apart.code == 0, apart.said
    return found | documents(folder / "roi"), done


def go_on(crash: Crasher, folder: Path, sink: str, *options: str) -> dict[str, bytes]:
    done = crash(folder, *BATCH, "-o", sink, *options, "--resume")
    assert (done.code, done.left) == (0, False), done.said
    assert leftovers(folder) == []
    assert not (folder / f"{sink}.dang_lam").exists()
    return made(folder, sink)


@pytest.mark.parametrize(
    ("sink", "first", "step"), [("ra", 1, 1), ("ra.zip", 1, 2), ("ra.docx", 2, 2)]
)
def test_killed_before_each_change_of_the_disk(
    crash: Crasher, tmp_path: Path, sink: str, first: int, step: int
) -> None:
    """The two that are put together at the end do so by the same steps, and share them."""
    prepare(tmp_path / "tron", rows=2)
    right, done = whole(crash, tmp_path / "tron", sink, "--so-tu", "9")
    end = made(tmp_path / "tron", sink)
    assert done.calls > 20
    for call in range(first, done.calls + 1, step):
        folder = tmp_path / str(call)
        prepare(folder, rows=2)
        killed = crash(folder, *BATCH, "-o", sink, "--so-tu", "9", die_at=call)
        assert killed.code == -9
        refuse_half_files(folder, sink, right)
        assert go_on(crash, folder, sink, "--so-tu", "9") == end, call


def test_killed_before_each_change_of_a_run_that_makes_anew(crash: Crasher, tmp_path: Path) -> None:
    """What the first run made stands until the new is there."""
    folders = [tmp_path / name for name in ("truoc", "sau")]
    for folder, name in zip(folders, ("Lê A", "Lê B"), strict=True):
        prepare(folder, rows=2, name=name)
    (before, _), (after, _) = (whole(crash, folder, "ra") for folder in folders)
    write_rows(folders[0], ["Họp thôn 1;Lê B", "Họp thôn 2;Lê B"], HEADING)
    again = crash(folders[0], *BATCH, "-o", "ra", "--resume", die_at=None)
    assert again.calls > 20
    for call in range(1, again.calls + 1):
        folder = tmp_path / str(call)
        prepare(folder, rows=2)
        crash(folder, *BATCH, "-o", "ra")
        prepare(folder, rows=2, name="Lê B")
        assert crash(folder, *BATCH, "-o", "ra", "--resume", die_at=call).code == -9
        refuse_half_files(folder, "ra", before, after)
        assert sorted(made(folder, "ra")) == sorted(documents(folders[1] / "ra"))
        assert go_on(crash, folder, "ra") == documents(folders[1] / "ra"), call


def test_killed_before_each_change_of_a_run_that_marks_bad_cells(
    crash: Crasher, tmp_path: Path
) -> None:
    heading = ["Trích yếu", "Số văn bản"]
    call = ("batch", "goc.yaml", "bang.xlsx", "--no-check", "-o", "ra")
    bad = write_workbook(tmp_path / "hong.xlsx", [heading, ["Một", "1"], ["Hai", "x"]]).read_bytes()
    good = write_workbook(tmp_path / "tot.xlsx", [heading, ["Một", "1"], ["Hai", "2"]]).read_bytes()
    calls = 1000
    for number in range(calls):
        folder = tmp_path / str(number)
        prepare(folder, rows=0)
        (folder / "bang.xlsx").write_bytes(bad)
        killed = crash(folder, *call, die_at=number)
        if killed.code == 1:
            break
        refuse_half_files(folder, "ra", documents(tmp_path / "0" / "ra"))
        (folder / "bang.xlsx").write_bytes((bad, good)[number % 2])
        assert crash(folder, *call, "--resume").code == (1, 0)[number % 2]
        assert leftovers(folder) == []
        assert (folder / "bang.loi.xlsx").exists() == (number % 2 == 0)


@pytest.mark.parametrize(
    ("rows", "largest", "code"),
    [(130, 500, 2), (130, 20_000, 2), (130, 60_000, 2), (3, 5_000, 2), (3, 7_000, 1)],
)
def test_a_system_that_refuses_large_files(
    crash: Crasher, tmp_path: Path, rows: int, largest: int, code: int
) -> None:
    """A real refusal, also in the workers: of the manifest, of the ZIP, of each document."""
    options = ("--jobs", "2", "--so-tu", "9")
    prepare(tmp_path / "tron", rows=rows)
    right, _ = whole(crash, tmp_path / "tron", "ra.zip", *options)
    folder = tmp_path / "hẹp"
    prepare(folder, rows=rows)
    refused = crash(folder, *BATCH, "-o", "ra.zip", *options, largest=largest)
    assert (refused.code, refused.left) == (code, False), refused.said
    assert "tệp quá lớn đối với ổ đĩa" in refused.said
    assert "Traceback" not in refused.said
    refuse_half_files(folder, "ra.zip", right)
    go_on(crash, folder, "ra.zip", *options)
    assert made(folder, "ra.zip") == made(tmp_path / "tron", "ra.zip")


@pytest.mark.parametrize(("sink", "moments"), [("ra", 12), ("ra.zip", 8)])
def test_killed_at_random_moments(crash: Crasher, tmp_path: Path, sink: str, moments: int) -> None:
    options = ("--jobs", "2", "--so-tu", "9")
    prepare(tmp_path / "tron", rows=ROWS)
    right, _ = whole(crash, tmp_path / "tron", sink, *options)
    end = made(tmp_path / "tron", sink)
    fresh = [*BATCH, "-o", sink, *options, "--force"]
    usual = min(crash(tmp_path / "tron", *fresh).seconds for _ in range(2))
    random, halves = Random(sink), 0  # noqa: S311
    for moment in range(moments):
        folder = tmp_path / str(moment)
        prepare(folder, rows=ROWS)
        # Once before it writes, which is a third of a run; at the end when all is written.
        share = 1.25 * (moment + random.random()) / moments
        after = min(ROWS, int(ROWS * share)) if moment else 0
        at = usual * random.random() / (30 if 0 < after < ROWS else 5)
        how = {"after": after, "kill": at, "whom": ("group", "parent")[moment % 2]}
        killed = crash(folder, *BATCH, "-o", sink, *options, **how)
        assert not killed.left, (moment, how)
        halves += 0 < len(made(folder, sink)) < ROWS
        refuse_half_files(folder, sink, right)
        assert go_on(crash, folder, sink, *options) == end, (moment, how)
    assert halves >= moments // 4
