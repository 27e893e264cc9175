"""Files that single rows name lie beside the table, count as part of the row, and go with it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any
from zipfile import ZipFile

import pytest

from tests.batch.rows import BASE, write_base, write_rows, write_workbook
from tests.batch.runs import FAST, Batch, documents, latest
from tests.picture_samples import png
from vanban.batch import packing, row_files
from vanban.batch.packing import Packed, PackedRows
from vanban.batch.preparing import prepared
from vanban.batch.results import Options
from vanban.batch.row_files import RowFiles, contents_of
from vanban.data import Row
from vanban.data.anchoring import named_files

BODY = "noi_dung: |\n  Các thôn thực hiện.\n\n  [hình: Bản đồ]\n"
PICTURED = BASE.replace("noi_dung: Các thôn thực hiện kế hoạch này./.\n", BODY)
PICTURED += "hinh_anh:\n  - Bản đồ: chung.png\n"
HEADING = "Trích yếu,Bản đồ"
LINES = ("Một,thon_1.png", "Hai,", "Ba,thon_3.png", "Bốn,-")
MANY = 130


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A base with a picture of its own; the current folder is neither its nor the table's."""
    for name in ("goc", "bang", "dang_o"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "dang_o")
    (tmp_path / "goc" / "chung.png").write_bytes(png(10, 10))
    for number in (1, 3):
        (tmp_path / "bang" / f"thon_{number}.png").write_bytes(png(10 + number, 10))
    return write_base(tmp_path / "goc", PICTURED)


def table_of(tmp_path: Path, lines: Iterable[str] = LINES) -> Path:
    return write_rows(tmp_path / "bang", lines, HEADING)


def run(base: Path, tmp_path: Path, *lines: str, **options: Any) -> Batch:
    return Batch(base, table_of(tmp_path, lines or LINES), tmp_path / "ra", **FAST | options)


def picture_in(path: Path) -> bytes:
    with ZipFile(path) as package:
        return package.read("word/media/image1.png")


def written_as(folder: Path, kind: str) -> Path:
    """The same rows in a file of another kind."""
    pairs = [line.split(",") for line in LINES[:3]]
    if kind == "xlsx":
        return write_workbook(folder / "bang.xlsx", [["Trích yếu", "Bản đồ"], *pairs])
    rows = [{"Trích yếu": name, "hinh_anh": {"Bản đồ": file}} for name, file in pairs if file]
    rows.insert(1, {"Trích yếu": "Hai"})
    path = folder / f"bang.{kind}"
    path.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
    return path


@pytest.mark.parametrize("kind", ["csv", "xlsx", "yaml", "json"])
def test_a_file_of_a_row_is_looked_for_beside_the_table(
    base: Path, tmp_path: Path, kind: str
) -> None:
    table = table_of(tmp_path, LINES[:3])
    if kind != "csv":
        table = written_as(tmp_path / "bang", kind)
    relative = Path(os.path.relpath(table))
    batch = Batch(base, relative, tmp_path / "ra", name="{Trích yếu}", **FAST)
    assert batch.outcomes == ["written"] * 3
    for name, picture in (("Một", png(11, 10)), ("Hai", png(10, 10)), ("Ba", png(13, 10))):
        assert picture_in(batch.sink / f"{name}.docx") == picture


def test_a_file_of_a_row_of_python_is_looked_for_in_the_current_folder(
    base: Path, tmp_path: Path
) -> None:
    Path("o_day.png").write_bytes(png(15, 10))
    rows = [{"trich_yeu": "Một", "Bản đồ": "o_day.png"}]
    batch = Batch(base, rows, tmp_path / "ra", name="{Trích yếu}", **FAST)
    assert picture_in(batch.sink / "Một.docx") == png(15, 10)


def test_a_dash_takes_the_picture_out(base: Path, tmp_path: Path) -> None:
    base.write_text(PICTURED.replace("\n  [hình: Bản đồ]\n", ""), "utf-8")
    batch = run(base, tmp_path, "Bốn,-")
    assert batch.outcomes == ["written"]
    assert (
        RowFiles(batch.run.recipe.layer, batch.run.recipe.base).named(Row(1, 2, ("a", "-"))) == ()
    )


def test_a_changed_picture_makes_the_document_of_its_row_anew(base: Path, tmp_path: Path) -> None:
    lines = LINES[:3]
    run(base, tmp_path, *lines)
    picture = tmp_path / "bang" / "thon_3.png"
    picture.write_bytes(picture.read_bytes())
    assert run(base, tmp_path, *lines, resume=True).outcomes == ["unchanged"] * 3
    picture.write_bytes(png(13, 20))
    batch = run(base, tmp_path, *lines, resume=True)
    assert batch.outcomes == ["unchanged", "unchanged", "written"]
    assert picture_in(batch.sink / "Ba.docx") == png(13, 20)


def test_a_changed_picture_of_a_listed_row_is_noticed(base: Path, tmp_path: Path) -> None:
    table, sink = written_as(tmp_path / "bang", "yaml"), tmp_path / "ra"
    Batch(base, table, sink, **FAST)
    (tmp_path / "bang" / "thon_1.png").write_bytes(png(11, 20))
    batch = Batch(base, table, sink, resume=True, **FAST)
    assert batch.outcomes == ["written", "unchanged", "unchanged"]


def test_a_missing_picture_is_the_fault_of_its_row(base: Path, tmp_path: Path) -> None:
    run(base, tmp_path, *LINES[:3])
    (tmp_path / "bang" / "thon_3.png").unlink()
    batch = run(base, tmp_path, *LINES[:3], resume=True)
    assert batch.outcomes == ["unchanged", "unchanged", "failed"]
    (problem,) = batch.problems
    assert problem.startswith(
        f"{tmp_path}/bang/bang.csv:4, cột “Bản đồ”: Bản đồ: không mở được tệp hình "
        f"“{tmp_path}/bang/thon_3.png”: không tìm thấy"
    )
    assert "thon_3" not in (batch.sink / "bao_cao.txt").read_text("utf-8")


@pytest.mark.parametrize("checked", [True, False])
def test_a_picture_that_goes_after_the_preflight_is_the_fault_of_its_row(
    base: Path, tmp_path: Path, checked: bool
) -> None:
    lost = tmp_path / "bang" / "thon_3.png"
    batch = run(base, tmp_path, *LINES[:3], between=lost.unlink, check=checked)
    assert batch.outcomes == ["written", "written", "failed"]
    assert "bang.csv:4, cột “Bản đồ”" in batch.problems[0]


def test_what_is_no_file_is_no_end_of_the_run(base: Path, tmp_path: Path) -> None:
    lines = ("Một,/dev/zero", "Hai,.", f"Ba,{'a' * 300}.png", "Bốn,thon_1.png")
    batch = run(base, tmp_path, *lines)
    assert batch.outcomes == ["failed", "failed", "failed", "written"]
    for name in ("/dev/zero", ".", "a" * 300, "a\0b"):
        assert row_files._digest_of(name) == "-"
        assert contents_of([name], 1_000) is None


def test_a_file_that_many_rows_share_is_read_once(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    digest_of = row_files._digest_of

    def counted(name: str) -> str:
        read.append(Path(name).name)
        return digest_of(name)

    monkeypatch.setattr(row_files, "_digest_of", counted)
    lines = [f"Họp {number},thon_{number % 2 * 2 + 1}.png" for number in range(8)]
    run(base, tmp_path, *lines, "Không hình,")
    assert sorted(read) == ["thon_1.png", "thon_3.png"]


def test_rows_that_name_no_file_keep_their_digest(base: Path, tmp_path: Path) -> None:
    """So that a run begun before files counted goes on where it was."""
    for table, expected in (
        (table_of(tmp_path), [True, False, True, False]),
        ([{"trich_yeu": "Một"}], [False]),
    ):
        recipe, rows, _ = prepared(base, table, Options())
        files = RowFiles(recipe.layer, recipe.base)
        assert [files.digest(row) != "" for row in rows] == expected


def test_a_name_takes_of_a_file_only_its_own(base: Path, tmp_path: Path) -> None:
    batch = run(base, tmp_path, *LINES[:2], name="{Trích yếu} - {Bản đồ}")
    assert batch.files == ["Một - thon_1.png.docx", "Hai - chung.png.docx"]


def many(tmp_path: Path) -> list[str]:
    for number in range(5):
        (tmp_path / "bang" / f"anh_{number}.png").write_bytes(png(20 + number, 10))
    return [f"Họp {number},anh_{number % 5}.png" for number in range(MANY)]


def assert_same(one: Path, other: Path) -> None:
    assert documents(one) == documents(other)
    one_lines, other_lines = (latest(folder / "nhat_ky.jsonl") for folder in (one, other))
    for line in (*one_lines.values(), *other_lines.values()):
        line.pop("time")
    assert {key: line for key, line in one_lines.items() if "row" in line} == {
        key: line for key, line in other_lines.items() if "row" in line
    }


@pytest.mark.parametrize("most_bytes", [10_000_000, 0])
def test_an_executor_makes_the_same(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most_bytes: int
) -> None:
    """Also when the files are too large to be sent."""
    monkeypatch.setattr(packing, "_MOST_BYTES", most_bytes)
    lines = many(tmp_path)
    lines[120] = "Mất,mat.png"
    alone = run(base, tmp_path, *lines)
    with ThreadPoolExecutor(2) as executor:
        table, sink = table_of(tmp_path, lines), tmp_path / "nhom"
        batch = Batch(base, table, sink, executor=executor, jobs=2, **FAST)
    assert batch.problems == alone.problems
    assert "bang.csv:122, cột “Bản đồ”" in batch.problems[0]
    assert_same(batch.sink, alone.sink)


def test_a_captioned_picture_of_the_base_is_the_same_from_afar(base: Path, tmp_path: Path) -> None:
    rows = [
        {"trich_yeu": f"Họp {number}", "hinh_anh": {"Bản đồ": {"chu_thich": f"Thôn {number}"}}}
        for number in range(MANY)
    ]
    alone = Batch(base, rows, tmp_path / "ra", **FAST)
    with ThreadPoolExecutor(2) as executor:
        batch = Batch(base, rows, tmp_path / "nhom", executor=executor, jobs=2, **FAST)
    assert batch.problems == []
    assert_same(batch.sink, alone.sink)


def test_files_of_rows_are_sent_with_them_and_leave_nothing(base: Path, tmp_path: Path) -> None:
    recipe, source, _ = prepared(base, table_of(tmp_path), Options())
    rows = list(source)
    packed = PackedRows.of(RowFiles(recipe.layer, recipe.base), rows)
    assert packed is not None
    assert [file.path for file in packed.files] == ["0/thon_1.png", "1/thon_3.png"]
    for number in (1, 3):
        (tmp_path / "bang" / f"thon_{number}.png").unlink()
    with packed.unpacked(recipe) as (there, told):
        (picture,) = there.draft(rows[0]).document().hinh_anh
        far = Path(picture.tep_hinh)
        assert far.read_bytes() == png(11, 10)
        assert told((str(far),)) == (str(far),)  # only what is said of problems
    assert not far.parents[1].exists()


POOLED = """
import sys, vanban
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

def main():
    rows = [{"trich_yeu": f"Họp {n}"} for n in range(250)]
    with ProcessPoolExecutor(2, get_context(sys.argv[3])) as executor:
        options = {"executor": executor, "jobs": 2, "check": False}
        made = vanban.batch(sys.argv[1], rows, sys.argv[2], **options)
        print({found.outcome.value for found in made})

if __name__ == "__main__":
    main()
"""


@pytest.mark.parametrize("how", ["fork", "forkserver", "spawn"])
def test_the_workers_of_a_pool_leave_no_files_behind(base: Path, tmp_path: Path, how: str) -> None:
    script = tmp_path / "lam.py"
    temporary = Path(mkdtemp(prefix="v"))  # a socket wants a short path
    script.write_text(POOLED, "utf-8")
    call = [sys.executable, str(script), str(base), str(tmp_path / "ra"), how]
    environ = os.environ | {"TMPDIR": str(temporary)}
    done = subprocess.run(call, env=environ, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("{'written'}\n", "")
    assert not list(temporary.glob("vanban-*"))
    rmtree(temporary)


def test_files_of_a_recipe_go_with_it_but_not_with_a_copy_of_the_process(
    base: Path, tmp_path: Path
) -> None:
    recipe, _, _ = prepared(base, table_of(tmp_path), Options())
    unpacked = Packed.of(recipe).unpack()
    (picture, _), *_ = named_files(unpacked.recipe.base.node, recipe.base.model)
    copy = get_context("fork").Process(target=packing.forget_unpacked)
    copy.start()
    copy.join()
    assert (copy.exitcode, Path(picture).read_bytes()) == (0, png(10, 10))
    del unpacked
    packing.forget_unpacked()
    assert not Path(picture).parents[1].exists()
