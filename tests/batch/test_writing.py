import errno
import os
from pathlib import Path

import pytest

from tests.batch.rows import names_in
from vanban.batch import write_whole
from vanban.batch.writing import check_folder, create_folder
from vanban.errors import DocxError, InputError


@pytest.mark.parametrize("sync", [False, True])
def test_a_file_is_written(tmp_path: Path, sync: bool) -> None:
    write_whole(tmp_path / "a.docx", b"PK", sync=sync)
    assert (tmp_path / "a.docx").read_bytes() == b"PK"
    assert names_in(tmp_path) == ["a.docx"]


def test_the_mode_is_that_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"")
    write_whole(tmp_path / "a", b"")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_an_existing_file_is_kept_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    with pytest.raises(DocxError) as caught:
        write_whole(path, b"new")
    assert str(caught.value) == f"đã có tệp {path}; thêm --force để ghi đè"
    assert path.read_bytes() == b"old"
    write_whole(path, b"new", force=True)
    assert path.read_bytes() == b"new"


def test_a_dangling_link_is_an_existing_file_and_is_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    link = tmp_path / "a.docx"
    link.symlink_to(outside)
    with pytest.raises(DocxError, match="đã có tệp"):
        write_whole(link, b"new")
    write_whole(link, b"new", force=True)
    assert not outside.exists()
    assert not link.is_symlink()


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(DocxError, match="đã có thư mục mang tên"):
        write_whole(tmp_path / "a.docx", b"", force=True)


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(DocxError, match="không tìm thấy tệp hoặc thư mục"):
        write_whole(tmp_path / "x" / "a.docx", b"")


def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    with pytest.raises(DocxError, match="ổ đĩa đã đầy"):
        write_whole(path, b"new", force=True, sync=True)
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["a.docx"]


def test_an_interruption_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "link", interrupt)
    monkeypatch.setattr(Path, "replace", interrupt)
    for force in (False, True):
        with pytest.raises(KeyboardInterrupt):
            write_whole(tmp_path / "a.docx", b"new", force=force)
    assert names_in(tmp_path) == []


def test_a_file_that_comes_to_be_meanwhile_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rival(_: object, path: Path) -> None:
        Path(path).write_bytes(b"theirs")
        raise FileExistsError(17, "File exists")

    monkeypatch.setattr(os, "link", rival)
    with pytest.raises(DocxError, match="đã có tệp"):
        write_whole(tmp_path / "a.docx", b"ours")
    assert (tmp_path / "a.docx").read_bytes() == b"theirs"
    assert names_in(tmp_path) == ["a.docx"]


def test_a_file_system_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    write_whole(tmp_path / "a.docx", b"ours")
    assert (tmp_path / "a.docx").read_bytes() == b"ours"


def test_a_folder_that_does_not_exist_is_judged_and_not_created(tmp_path: Path) -> None:
    check_folder(tmp_path / "a" / "b")
    assert names_in(tmp_path) == []
    create_folder(tmp_path / "a" / "b")
    check_folder(tmp_path / "a" / "b")
    assert names_in(tmp_path / "a" / "b") == []


@pytest.mark.parametrize("below", ["", "sub"])
def test_a_folder_that_is_a_file(tmp_path: Path, below: str) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(InputError, match="đây là một tệp, cần một thư mục"):
        check_folder(tmp_path / "a" / below)


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("vanban.batch.writing.TemporaryFile", refuse)
    with pytest.raises(InputError) as caught:
        check_folder(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}: không ghi được vào thư mục này: không có quyền đọc hoặc ghi ở đây; "
        "hãy chọn thư mục khác"
    )
