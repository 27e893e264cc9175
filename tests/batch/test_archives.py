"""One ZIP: the same bytes each time, names that Windows reads, and back into a folder."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from tests.batch.rows import names_in
from tests.conftest import require_tool
from vanban.batch.archives import unpack_zip, write_zip
from vanban.batch.folder_store import FolderStore
from vanban.errors import DocxError, InputError


def files(folder: Path, *names: str) -> Iterator[tuple[str, Path]]:
    for number, name in enumerate(names):
        path = folder / f"{number}.docx"
        path.write_bytes(name.encode() * 50)
        yield name, path


NAMES = ("01 - Thôn Đông.docx", "02 - Thôn Nghĩa.docx", "report.xlsx")


def made(folder: Path, *names: str) -> Path:
    target = folder / "ra.zip"
    write_zip(files(folder, *(names or NAMES)), target, force=True)
    return target


def test_what_is_in_it(tmp_path: Path) -> None:
    with ZipFile(made(tmp_path)) as archive:
        assert archive.testzip() is None
        entries = archive.infolist()
        assert [entry.filename for entry in entries] == list(NAMES)
        assert archive.read(NAMES[0]) == NAMES[0].encode() * 50
    assert {entry.compress_type for entry in entries} == {0}
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    # Bit 11 says UTF-8; a name in ASCII is the same in every code page.
    assert [bool(entry.flag_bits & 0x800) for entry in entries] == [True, True, False]


def test_other_programs_read_it(tmp_path: Path) -> None:
    target = made(tmp_path)
    subprocess.run(
        [require_tool("unzip"), "-q", str(target), "-d", str(tmp_path / "u")], check=True
    )
    assert names_in(tmp_path / "u") == sorted(NAMES)
    assert (tmp_path / "u" / NAMES[1]).stat().st_mode & 0o777 == 0o644


def test_same_bytes(tmp_path: Path) -> None:
    first = made(tmp_path).read_bytes()
    (tmp_path / "b").mkdir()
    assert made(tmp_path / "b").read_bytes() == first


def test_more_files_than_a_plain_zip_holds(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    total = 70_000
    target = tmp_path / "ra.zip"
    write_zip(((f"{n}.docx", tmp_path / "a") for n in range(total)), target, force=False)
    with ZipFile(target) as archive:
        assert len(archive.namelist()) == total
        assert archive.read("69999.docx") == b"x"
    listing = subprocess.run(
        [require_tool("unzip"), "-l", str(target), "69999.docx"], check=True, capture_output=True
    )
    assert b"69999.docx" in listing.stdout


def test_an_existing_zip_is_kept_unless_forced(tmp_path: Path) -> None:
    target = tmp_path / "ra.zip"
    target.write_bytes(b"theirs")
    with pytest.raises(DocxError, match="đã có tệp"):
        write_zip(files(tmp_path, "a.docx"), target, force=False)
    assert target.read_bytes() == b"theirs"


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["a.docx", "a.docx"], "hai văn bản cùng tên “a.docx”"),
        (["../a.docx"], "không dùng được làm tên tệp"),
    ],
)
def test_names_that_cannot_be(tmp_path: Path, names: list[str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        write_zip(files(tmp_path, *names), tmp_path / "ra.zip", force=False)
    assert not [name for name in names_in(tmp_path) if "zip" in name or "vanban" in name]


def test_a_file_that_is_lost_leaves_no_zip(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="b: không đọc được: không tìm thấy"):
        write_zip([("a.docx", tmp_path / "b")], tmp_path / "ra.zip", force=False)
    assert names_in(tmp_path) == []


def test_a_finished_zip_is_taken_up_again(tmp_path: Path) -> None:
    target = made(tmp_path)
    staging = tmp_path / "tam"
    assert unpack_zip(target, staging) == 3
    again = [(name, staging / name) for name in NAMES]
    first = target.read_bytes()
    write_zip(again, target, force=True)
    assert target.read_bytes() == first


def test_what_stands_in_the_folder_is_newer(tmp_path: Path) -> None:
    (tmp_path / "tam").mkdir()
    (tmp_path / "tam" / NAMES[0]).write_bytes(b"newer")
    assert unpack_zip(made(tmp_path), tmp_path / "tam") == 2
    assert (tmp_path / "tam" / NAMES[0]).read_bytes() == b"newer"


def test_packed_again_by_another_program(tmp_path: Path) -> None:
    target = tmp_path / "a.zip"
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("Thôn 1.docx", b"PK")
    assert unpack_zip(target, tmp_path / "tam") == 1


@pytest.mark.parametrize(
    "name", ["../a.docx", "/a.docx", "sub/a.docx", "..\\a.docx", "sub/", "C:a"]
)
def test_nothing_is_put_outside(tmp_path: Path, name: str) -> None:
    target = tmp_path / "a.zip"
    with ZipFile(target, "w") as archive:
        archive.writestr("tot.docx", b"x")
        archive.writestr(ZipInfo(name), b"x")
    with pytest.raises(InputError, match="không phải do vanban tạo"):
        unpack_zip(target, tmp_path / "b" / "tam")
    assert names_in(tmp_path) == ["a.zip"]


@pytest.mark.parametrize("method", [ZIP_DEFLATED, ZIP_BZIP2])
def test_a_bomb_is_refused(tmp_path: Path, method: int) -> None:
    target = tmp_path / "a.zip"
    with ZipFile(target, "w", method) as archive:
        archive.writestr("a.docx", bytes(20_000_000))
    with pytest.raises(InputError, match="không phải do vanban tạo"):
        unpack_zip(target, tmp_path / "tam")
    assert names_in(tmp_path) == ["a.zip"]


def test_a_damaged_zip(tmp_path: Path) -> None:
    data = made(tmp_path).read_bytes()
    target = tmp_path / "hong.zip"
    for bad in (b"", data[:-30], data.replace(b"Ngh", b"NGH", 3)):
        target.write_bytes(bad)
        with pytest.raises(InputError, match=r"hong\.zip: tệp ZIP này bị hỏng"):
            unpack_zip(target, tmp_path / "tam")
    with pytest.raises(InputError, match="không đọc được: không tìm thấy"):
        unpack_zip(tmp_path / "none.zip", tmp_path / "tam")


WRITE_TOO_MUCH = """
import resource, sys
from pathlib import Path
import vanban
from vanban.batch.archives import write_zip
from vanban.batch.writing import whole_file
from vanban.render.merging import merge_documents
folder = Path(sys.argv[1])
sources = sorted(folder.glob("*.docx"))
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
for target in (folder / "ra.zip", folder / "gop.docx"):
    try:
        if target.suffix == ".zip":
            write_zip(((path.name, path) for path in sources), target, force=True)
        else:
            with whole_file(target, force=True) as file:
                merge_documents(sources, file)
    except vanban.DocxError as error:
        print(error)
"""


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, decree_docx: Path) -> None:
    """The limit comes from the system, in the middle of a ZIP and of a merged document."""
    for number in range(6):
        (tmp_path / f"{number}.docx").write_bytes(decree_docx.read_bytes())
    (tmp_path / "ra.zip").write_bytes(b"old")
    command = [sys.executable, "-W", "error", "-X", "utf8", "-c", WRITE_TOO_MUCH, str(tmp_path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    first, second = done.stdout.splitlines()
    assert first.startswith(f"không ghi được tệp {tmp_path}/ra.zip: tệp quá lớn")
    assert "không ghi được tệp tạm: tệp quá lớn" in second
    assert done.stderr == ""
    assert (tmp_path / "ra.zip").read_bytes() == b"old"
    assert names_in(tmp_path) == [*(f"{n}.docx" for n in range(6)), "ra.zip"]


ZIP_FOREVER = """
import sys
from itertools import count
from pathlib import Path
from vanban.batch.archives import write_zip
source, target = map(Path, sys.argv[1:])
print(flush=True)
write_zip(((f"{n}.docx", source) for n in count()), target, force=True)
"""


def test_killed_in_mid_write_there_is_no_zip(tmp_path: Path, decree_docx: Path) -> None:
    for after in (0.01, 0.05, 0.1):
        command = [sys.executable, "-c", ZIP_FOREVER, str(decree_docx), str(tmp_path / "ra.zip")]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(after)
            process.kill()
        FolderStore(tmp_path).remove_leftovers()
        assert names_in(tmp_path) == []
