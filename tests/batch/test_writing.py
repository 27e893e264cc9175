import errno
import os
import stat
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.batch.rows import names_in
from vanban.batch import writing
from vanban.batch.writing import check_folder, create_folder, whole_file, write_whole
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


@pytest.mark.parametrize("force", [False, True])
def test_a_parent_that_is_a_file(tmp_path: Path, force: bool) -> None:
    (tmp_path / "x").write_bytes(b"")
    path = tmp_path / "x" / "a.docx"
    with pytest.raises(DocxError) as caught:
        write_whole(path, b"", force=force)
    assert str(caught.value) == (
        f"không ghi được tệp {path}: một phần của đường dẫn là tệp, không phải thư mục"
    )


def test_the_folder_is_synced_with_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []

    def note(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        synced.append(f"folder of {names_in(tmp_path)}" if is_folder else "file")

    monkeypatch.setattr(os, "fsync", note)
    write_whole(tmp_path / "a.docx", b"PK", sync=True)
    assert synced == ["file", "folder of ['a.docx']"]
    write_whole(tmp_path / "b.docx", b"PK")
    assert len(synced) == 2


@pytest.mark.parametrize(("number", "is_told"), [(errno.EINVAL, False), (errno.EIO, True)])
def test_a_folder_that_cannot_be_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, is_told: bool
) -> None:
    def fail(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(number, "no")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(DocxError, match="ổ đĩa bị lỗi") if is_told else nullcontext():
        write_whole(tmp_path / "a.docx", b"PK", sync=True)
    assert names_in(tmp_path) == ["a.docx"]


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


def _refuse_links(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "link", refuse)


@pytest.mark.parametrize(
    "number", [errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS]
)
def test_a_file_system_without_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    _refuse_links(monkeypatch, number)
    write_whole(tmp_path / "a.docx", b"ours")
    assert (tmp_path / "a.docx").read_bytes() == b"ours"
    assert names_in(tmp_path) == ["a.docx"]


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOSPC, errno.EIO])
def test_any_other_refusal_of_a_link_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    _refuse_links(monkeypatch, number)
    with pytest.raises(DocxError, match="không ghi được tệp"):
        write_whole(tmp_path / "a.docx", b"ours")
    assert names_in(tmp_path) == []


def test_without_links_a_file_that_comes_to_be_meanwhile_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rival(_: object, path: Path) -> None:
        Path(path).write_bytes(b"theirs")
        raise OSError(errno.EPERM, "no")

    monkeypatch.setattr(os, "link", rival)
    with pytest.raises(DocxError, match="đã có tệp"):
        write_whole(tmp_path / "a.docx", b"ours")
    assert (tmp_path / "a.docx").read_bytes() == b"theirs"
    assert names_in(tmp_path) == ["a.docx"]


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

    monkeypatch.setattr(writing, "TemporaryFile", refuse)
    with pytest.raises(InputError) as caught:
        check_folder(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}: không ghi được vào thư mục này: không có quyền đọc hoặc ghi ở đây; "
        "hãy chọn thư mục khác"
    )


def test_a_file_is_named_once_its_block_is_done(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with whole_file(path) as file:
        file.write(b"P")
        file.write(b"K")
        assert not path.exists()
    assert path.read_bytes() == b"PK"
    assert names_in(tmp_path) == ["a.xlsx"]


def test_a_block_that_fails_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), whole_file(tmp_path / "a.xlsx", force=True) as file:
        file.write(b"new")
        raise KeyboardInterrupt
    with pytest.raises(DocxError, match="ổ đĩa đã đầy"), whole_file(tmp_path / "b.xlsx"):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert (tmp_path / "a.xlsx").read_bytes() == b"old"
    assert names_in(tmp_path) == ["a.xlsx"]


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (InputError("hai văn bản cùng tên"), r"\Ahai văn bản cùng tên"),
        (OSError(errno.ENOSPC, "full"), r"không ghi được tệp .*a\.zip: ổ đĩa đã đầy"),
    ],
)
def test_what_fails_while_a_file_is_written_leaves_the_old_one(
    tmp_path: Path, fault: Exception, message: str
) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"old")
    with (
        pytest.raises((InputError, DocxError), match=message),
        whole_file(path, force=True) as file,
    ):
        file.write(b"new")
        raise fault
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["a.zip"]


def test_a_file_in_the_way_is_told_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"old")
    with pytest.raises(DocxError, match="đã có tệp"), whole_file(tmp_path / "a.zip"):
        pytest.fail("the work was begun")
