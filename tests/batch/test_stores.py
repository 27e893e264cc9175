"""Every kind of store keeps the same promises."""

import hashlib
import pickle
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.batch.s3 import BUCKET, s3, s3_server
from vanban.batch.stores import FolderStore, RemoteStore, Store, open_store
from vanban.errors import DocxError, InputError, VanBanError

__all__ = ["s3", "s3_server"]


@pytest.fixture(params=["folder", "file", "memory", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """A store that exists, checked and empty."""
    if request.param == "s3":
        request.getfixturevalue("s3")
    targets: dict[str, str | Path] = {
        "folder": tmp_path / "ra",
        "file": (tmp_path / "ra tệp").as_uri(),
        "memory": f"memory://{uuid4()}/ra",
        "s3": f"s3://{BUCKET}/xã Quang Trung/2024",
    }
    made = open_store(targets[request.param])
    made.check()
    made.create()
    return made


def test_what_is_put_is_there(store: Store) -> None:
    assert store.read("Thôn 1.docx") is None
    assert store.digest("Thôn 1.docx") is None
    assert not store.exists("Thôn 1.docx")
    store.put("Thôn 1.docx", b"PK\0\xff", force=False)
    store.put("rỗng.docx", b"", force=False)
    store.sync(["Thôn 1.docx"])
    assert store.exists("Thôn 1.docx")
    assert store.read("Thôn 1.docx") == b"PK\0\xff"
    assert store.read("rỗng.docx") == b""
    assert store.digest("Thôn 1.docx") == hashlib.sha256(b"PK\0\xff").hexdigest()
    assert sorted(store.names()) == ["Thôn 1.docx", "rỗng.docx"]


def test_a_check_leaves_nothing(store: Store) -> None:
    store.check()
    assert list(store.names()) == []


def test_an_existing_file_is_kept_unless_forced(store: Store) -> None:
    store.put("a.docx", b"old", force=False)
    with pytest.raises(DocxError, match=r"đã có tệp .*a\.docx; thêm --force để ghi đè"):
        store.put("a.docx", b"new", force=False)
    assert store.read("a.docx") == b"old"
    store.put("a.docx", b"new", force=True)
    assert store.read("a.docx") == b"new"
    assert list(store.names()) == ["a.docx"]


BAD_NAMES = (
    *("", ".", "..", "../a.docx", "/etc/passwd", "a/../../b", "sub/a.docx", "..\\a", "C:a"),
    *("a\0b", "a\nb", "\ud800.docx", ".vanban-00.tmp", "..."),
)


@pytest.mark.parametrize("name", BAD_NAMES)
def test_no_name_leads_outside(tmp_path: Path, name: str) -> None:
    for store in (FolderStore(tmp_path / "ra"), RemoteStore("memory://ra-ngoai/ra")):
        store.create()
        for call in (
            store.read,
            store.digest,
            store.exists,
            partial(store.put, data=b"", force=True),
        ):
            with pytest.raises(InputError, match="không dùng được làm tên tệp"):
                call(name)
        assert list(store.names()) == []
    assert [path.name for path in tmp_path.iterdir()] == ["ra"]


def put_in_worker(store: Store) -> tuple[str, str]:
    try:
        store.put("b.docx", b"worker", force=False)
    except VanBanError as error:
        return repr(store), str(error)
    return repr(store), ""


@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.filterwarnings("ignore:.*use of fork.. may lead to deadlocks:DeprecationWarning")
def test_a_worker_process_writes_to_it(store: Store, method: str) -> None:
    if "memory" in store.where:
        assert pickle.loads(pickle.dumps(store)) == store  # noqa: S301 - memory is not shared
        return
    store.put("a.docx", b"parent", force=False)
    with ProcessPoolExecutor(1, mp_context=get_context(method)) as pool:
        shown, first = pool.submit(put_in_worker, store).result(timeout=60)
        _, second = pool.submit(put_in_worker, store).result(timeout=60)
    assert first == ""
    assert shown == repr(store)
    assert store.read("b.docx") == b"worker"
    # A folder refuses what is there; a server may answer twice for one request that was sent twice.
    assert ("đã có tệp" in second) == isinstance(store, FolderStore)


def test_leftovers_of_killed_runs_are_removed(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    for name in (".vanban-0123456789abcdef.tmp", "a.docx", ".vanban-x.tmp", "vanban-00.tmp"):
        (tmp_path / name).write_bytes(b"half")
    assert sorted(store.names()) == [".vanban-x.tmp", "a.docx", "vanban-00.tmp"]
    store.remove_leftovers()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(store.names())
    FolderStore(tmp_path / "none").remove_leftovers()


@pytest.mark.parametrize(
    ("target", "folder"),
    [
        ("ra", "ra"),
        ("C:\\ra", "C:\\ra"),
        ("C:/ra", "C:/ra"),
        ("c:", "c:"),
        (r"\\may-chu\ra", r"\\may-chu\ra"),
        ("Thôn 1: đợt 2", "Thôn 1: đợt 2"),
        ("nam:2024", "nam:2024"),
        ("file:///srv/kho%20chung", "/srv/kho chung"),
        ("FILE:///srv", "/srv"),
        ("file:///C:/ra", "C:/ra"),
        (Path("s3:/kho"), "s3:/kho"),
    ],
)
def test_a_folder(target: str | Path, folder: str) -> None:
    assert open_store(target) == FolderStore(Path(folder))


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("s4://kho/x", "s4://: không biết loại địa chỉ này; có phải s3://?"),
        ("smtp://may", "smtp://: không biết loại địa chỉ này; có phải sftp://?"),
        ("xyzq://kho", "xyzq://: không biết loại địa chỉ này; có thể dùng s3, "),
        ("https://kho/x", "https://: địa chỉ loại này chỉ để đọc; "),
        ("s3:/kho/x", "s3:/kho/x: địa chỉ thiếu dấu //; có phải s3://kho/x?"),
        ("s3:kho", "s3:kho: địa chỉ thiếu dấu //; có phải s3://kho?"),
        ("file://ra", "file://ra: địa chỉ thư mục trên máy viết với ba dấu gạch"),
        ("simplecache::s3://kho", "simplecache::s3://kho: không phải địa chỉ hợp lệ"),
        ("s 3://kho", "s 3://kho: không phải địa chỉ hợp lệ"),
    ],
)
def test_an_address_that_is_none(target: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        open_store(target)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    "url", ["sftp://an:mat-khau@may:22/ra", "s3://an:mat-khau@kho/ra?x=mat-khau"]
)
def test_no_password_is_shown(url: str) -> None:
    store: Any = open_store(url, {"secret": "mat-khau"})
    assert "mat-khau" not in repr(store) + str(store) + store.where
    assert store.where.endswith("/ra")
