"""A folder: killed, full, closed, and how little it costs."""

import errno
import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.batch.rows import names_in
from vanban.batch import folder_store
from vanban.batch.folder_store import FolderStore
from vanban.errors import DocxError, InputError

# Puts files forever whose names tell what they must hold.
PUT_FOREVER = """
import hashlib, os, sys
from itertools import count
from vanban.batch.folder_store import FolderStore
store = FolderStore(sys.argv[1])
for number in count():
    data = os.urandom(200_000)
    store.put(hashlib.sha256(data).hexdigest(), data, force=bool(number % 2))
    if number == 0: print(flush=True)
"""


def test_killed_in_mid_write_no_half_file_has_its_final_name(tmp_path: Path) -> None:
    for after in range(12):
        folder = tmp_path / str(after)
        folder.mkdir()
        command = [sys.executable, "-c", PUT_FOREVER, str(folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(after * 0.0037)
            process.send_signal(signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL
        store = FolderStore(folder)
        store.remove_leftovers()
        names = names_in(folder)
        assert names
        for name in names:
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == name


PUT_TOO_MUCH = """
import resource, sys
from vanban.batch.folder_store import FolderStore
from vanban.errors import DocxError
resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
store = FolderStore(sys.argv[1])
store.put("a.docx", b"x" * 8192, force=False)
try:
    store.put("b.docx", b"x" * 8193, force=False)
except DocxError as error:
    print(error)
"""


def test_a_disk_that_takes_no_more_leaves_nothing(tmp_path: Path) -> None:
    """The limit comes from the system, which takes the first part and refuses the rest."""
    command = [sys.executable, "-c", PUT_TOO_MUCH, str(tmp_path)]
    environment = os.environ | {"PYTHONUTF8": "1"}
    said = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    assert said.stdout == (
        f"không ghi được tệp {tmp_path}/b.docx: tệp quá lớn đối với ổ đĩa hoặc giới hạn của máy "
        "(ổ FAT32 chỉ nhận tệp dưới 4 GB)\n"
    )
    assert names_in(tmp_path) == ["a.docx"]


@pytest.mark.parametrize("force", [False, True])
def test_a_full_disk_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, force: bool
) -> None:
    store = FolderStore(tmp_path)
    store.put("a.docx", b"old", force=False)

    def fail(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", fail)
    with pytest.raises(DocxError, match="ổ đĩa đã đầy" if force else "đã có tệp"):
        store.put("a.docx", b"new", force=force)
    with pytest.raises(DocxError, match=r"b\.docx: ổ đĩa đã đầy"):
        store.put("b.docx", b"new", force=force)
    monkeypatch.undo()
    assert store.read("a.docx") == b"old"
    assert names_in(tmp_path) == ["a.docx"]


def test_a_write_that_takes_a_part_is_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda to, data: write(to, bytes(data)[:3]))
    FolderStore(tmp_path).put("a.docx", b"0123456789", force=False)
    assert (tmp_path / "a.docx").read_bytes() == b"0123456789"


def test_an_interruption_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "link", interrupt)
    monkeypatch.setattr(os, "replace", interrupt)
    for force in (False, True):
        with pytest.raises(KeyboardInterrupt):
            FolderStore(tmp_path).put("a.docx", b"new", force=force)
    assert names_in(tmp_path) == []


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    for force in (False, True):
        with pytest.raises(DocxError, match="đã có thư mục mang tên"):
            FolderStore(tmp_path).put("a.docx", b"", force=force)
    assert names_in(tmp_path) == ["a.docx"]
    with pytest.raises(InputError, match="không đọc được: đây là thư mục"):
        FolderStore(tmp_path).read("a.docx")


def test_a_link_in_the_way_is_replaced_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(b"theirs")
    store = FolderStore(tmp_path / "ra")
    store.create()
    (tmp_path / "ra" / "a.docx").symlink_to(outside)
    with pytest.raises(DocxError, match="đã có tệp"):
        store.put("a.docx", b"ours", force=False)
    store.put("a.docx", b"ours", force=True)
    assert outside.read_bytes() == b"theirs"
    assert store.read("a.docx") == b"ours"


@pytest.mark.parametrize("taken", [False, True])
def test_a_file_system_without_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: bool
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no")

    monkeypatch.setattr(os, "link", refuse)
    store = FolderStore(tmp_path)
    if taken:
        (tmp_path / "a.docx").write_bytes(b"theirs")
        with pytest.raises(DocxError, match="đã có tệp"):
            store.put("a.docx", b"ours", force=False)
    else:
        store.put("a.docx", b"ours", force=False)
    assert store.read("a.docx") == (b"theirs" if taken else b"ours")
    assert names_in(tmp_path) == ["a.docx"]


def test_it_stays_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = FolderStore(Path("ra"))
    store.create()
    monkeypatch.chdir("/")
    store.put("a.docx", b"x", force=False)
    assert names_in(tmp_path / "ra") == ["a.docx"]
    assert store.where == "ra"


def test_a_missing_folder(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "none")
    store.check()
    assert list(store.names()) == []
    with pytest.raises(DocxError, match="không tìm thấy tệp hoặc thư mục"):
        store.put("a.docx", b"x", force=False)
    with pytest.raises(DocxError, match="none: chưa chắc đã ghi được xuống ổ đĩa"):
        store.sync()


def test_without_syncfs_each_file_is_synced_and_then_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderStore(tmp_path)
    for name in ("a", "b", "c"):
        store.put(name, name.encode(), force=False)
    synced: list[str] = []
    monkeypatch.setattr(folder_store, "_syncfs", lambda: None)

    def note(descriptor: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))

    monkeypatch.setattr(os, "fsync", note)
    store.sync(["a", "c"])
    assert synced == [f"{tmp_path}/a", f"{tmp_path}/c", str(tmp_path)]


def test_a_disk_that_failed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: str) -> None:
        raise OSError(errno.EIO, "syncfs")

    monkeypatch.setattr(folder_store, "_syncfs", lambda: fail)
    with pytest.raises(DocxError, match="chưa chắc đã ghi được xuống ổ đĩa: ổ đĩa bị lỗi"):
        FolderStore(tmp_path).sync()


def test_linux_has_syncfs(tmp_path: Path) -> None:
    if sys.platform == "linux":
        sync = folder_store._syncfs()
        assert sync is not None
        sync(str(tmp_path))
