"""A store behind a URL: faults of servers and networks, told and overcome."""

import select
import socket
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from typing import Any
from urllib.parse import urlsplit

import fsspec
import pytest
from fsspec.implementations.local import LocalFileSystem
from fsspec.registry import _registry

from tests.batch.s3 import BUCKET, KEY, SECRET, s3, s3_server
from vanban.batch import remote_store
from vanban.batch.remote_store import RemoteStore
from vanban.batch.stores import open_store
from vanban.errors import DocxError, InputError

__all__ = ["s3", "s3_server"]

URL = f"s3://{BUCKET}/ra"


def keys(s3: Any) -> list[str]:
    return [item["Key"] for item in s3.list_objects_v2(Bucket=BUCKET).get("Contents", [])]


def told(call: Callable[[], object]) -> str:
    with pytest.raises((InputError, DocxError)) as caught:
        call()
    assert SECRET not in str(caught.value)
    assert KEY not in str(caught.value)
    return str(caught.value)


def test_the_options_lead_to_a_server(s3: Any, s3_server: str, monkeypatch: Any) -> None:
    for name in ("AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    store = RemoteStore(URL, {"key": KEY, "secret": SECRET, "endpoint_url": s3_server})
    store.check()
    store.put("Thôn 1.docx", b"x", force=False)
    assert keys(s3) == ["ra/Thôn 1.docx"]


def test_a_check_creates_no_bucket(s3: Any) -> None:
    store = RemoteStore("s3://khong-co/ra")
    assert told(store.check) == (
        "s3://khong-co/ra: không có kho hoặc thư mục này; hãy xem lại tên, hoặc tạo kho trước"
    )
    store.create()
    assert [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]] == [BUCKET]
    assert list(store.names()) == []


def test_a_file_in_the_way(s3: Any) -> None:
    s3.put_object(Bucket=BUCKET, Key="ra", Body=b"x")
    assert told(RemoteStore(URL).check) == f"{URL}: đây là một tệp, cần một thư mục"


def test_no_key(s3: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    assert "chưa có tài khoản hoặc khóa truy cập đúng" in told(RemoteStore(URL).check)


@contextmanager
def keys_are_asked_for(server: str) -> Iterator[None]:
    def after(actions: str) -> None:
        plain = {"Content-Type": "text/plain"}
        url = f"{server}/moto-api/reset-auth"
        request = urllib.request.Request(url, actions.encode(), plain)  # noqa: S310
        urllib.request.urlopen(request).close()  # noqa: S310

    after("0")
    try:
        yield
    finally:
        after("inf")


def test_a_wrong_key(s3: Any, s3_server: str) -> None:
    with keys_are_asked_for(s3_server):
        for call in (
            RemoteStore(URL).check,
            lambda: RemoteStore(URL).put("a.docx", b"x", force=True),
            lambda: RemoteStore(URL).read("a.docx"),
        ):
            assert "tài khoản không có quyền ở đây, hoặc khóa truy cập sai" in told(call)
    assert keys(s3) == []


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port that nobody else can have, and where nobody listens."""
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        yield int(found.getsockname()[1])


def test_a_server_that_is_not_there(s3: Any, closed_port: int) -> None:
    endpoint = f"http://127.0.0.1:{closed_port}"
    store = RemoteStore(
        URL, {"endpoint_url": endpoint, "config_kwargs": {"retries": {"max_attempts": 0}}}
    )
    expected = "không kết nối được; hãy xem lại mạng và địa chỉ máy chủ, rồi chạy lại lệnh"
    assert told(store.check) == f"{URL}: {expected}"
    assert told(lambda: store.put("a.docx", b"x", force=True)) == f"{URL}/a.docx: {expected}"


class Dropping(ThreadingTCPServer):
    """A way to a server that breaks the first connections."""

    def __init__(self, upstream: str, drops: int) -> None:
        super().__init__(("127.0.0.1", 0), Connection)
        address = urlsplit(upstream)
        self.upstream = (str(address.hostname), address.port or 80)
        self.drops = drops
        self.stopped = threading.Event()


class Connection(BaseRequestHandler):
    server: Dropping

    def handle(self) -> None:
        client: socket.socket = self.request
        if self.server.drops:
            self.server.drops -= 1
            client.recv(65536)
            return
        with socket.create_connection(self.server.upstream) as upstream:
            other = {client: upstream, upstream: client}
            while not self.server.stopped.is_set():
                for source in select.select(other, [], [], 0.05)[0]:
                    data = source.recv(65536)
                    if not data:
                        return
                    other[source].sendall(data)


@contextmanager
def dropping(upstream: str, drops: int) -> Iterator[str]:
    with Dropping(upstream, drops) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.stopped.set()
        server.shutdown()
        thread.join()


def test_broken_connections_are_tried_again(s3: Any, s3_server: str) -> None:
    with dropping(s3_server, 2) as endpoint:
        RemoteStore(URL, {"endpoint_url": endpoint}).put("a.docx", b"x" * 12_000, force=False)
    assert keys(s3) == ["ra/a.docx"]


def test_a_server_that_overwrites_whatever_is_asked(s3: Any) -> None:
    """Before ``check``, and with servers that know no conditions, the store looks first."""
    store = RemoteStore(URL)
    store.put("a.docx", b"old", force=False)
    assert "đã có tệp" in told(lambda: store.put("a.docx", b"new", force=False))
    assert store.read("a.docx") == b"old"
    store.check()
    assert store._refuses_itself
    assert "đã có tệp" in told(lambda: store.put("a.docx", b"new", force=False))
    assert keys(s3) == ["ra/a.docx"]


def test_what_others_write_meanwhile_is_seen(s3: Any) -> None:
    store = RemoteStore(URL)
    assert list(store.names()) == []
    assert not store.exists("a.docx")
    s3.put_object(Bucket=BUCKET, Key="ra/a.docx", Body=b"theirs")
    assert list(store.names()) == ["a.docx"]
    assert store.exists("a.docx")
    assert store.read("a.docx") == b"theirs"


class Elsewhere(LocalFileSystem):  # type: ignore[misc] # fsspec has no types
    """A server without whole writes: a folder that loses connections in mid-write."""

    protocol = ("webdav",)
    root = ""
    faults: tuple[Exception, ...] = ()
    tries = 0
    refuses_overwriting = False

    @classmethod
    def _strip_protocol(cls, path: Any) -> str:
        return str(path).replace("webdav://may", cls.root)

    def pipe_file(self, path: str, value: bytes, *args: Any, **options: Any) -> None:
        cls = type(self)
        cls.tries += 1
        super().pipe_file(path, value[: len(value) // 2] if cls.faults else value, *args, **options)
        if cls.faults:
            fault, *left = cls.faults
            cls.faults = tuple(left)
            raise fault

    def mv(self, path1: str, path2: str, **options: Any) -> None:
        if type(self).refuses_overwriting and self.exists(path2):
            raise OSError("SMB renames over nothing")
        super().mv(path1, path2, **options)


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Elsewhere]]:
    monkeypatch.setattr(Elsewhere, "root", str(tmp_path / "may"))
    monkeypatch.setattr(Elsewhere, "faults", ())
    monkeypatch.setattr(Elsewhere, "tries", 0)
    monkeypatch.setattr(Elsewhere, "refuses_overwriting", False)
    monkeypatch.setattr(remote_store, "_FIRST_WAIT_S", 0.001)
    (tmp_path / "may").mkdir()
    fsspec.register_implementation("webdav", Elsewhere, clobber=True)
    Elsewhere.clear_instance_cache()
    yield Elsewhere
    _registry.pop("webdav")


def names_below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize("refuses", [False, True])
def test_elsewhere_a_file_is_put_aside_and_renamed(
    elsewhere: type[Elsewhere], tmp_path: Path, refuses: bool
) -> None:
    elsewhere.refuses_overwriting = refuses
    store = open_store("webdav://may/a/b")
    store.check()
    assert names_below(tmp_path) == ["may"]
    store.create()
    store.put("1.docx", b"old", force=False)
    assert "đã có tệp webdav://may/a/b/1.docx" in told(
        lambda: store.put("1.docx", b"new", force=False)
    )
    store.put("1.docx", b"new", force=True)
    assert store.read("1.docx") == b"new"
    assert names_below(tmp_path / "may" / "a") == ["b", "b/1.docx"]


def test_lost_connections_leave_no_half_file(elsewhere: type[Elsewhere], tmp_path: Path) -> None:
    store = RemoteStore("webdav://may/a")
    store.create()
    elsewhere.faults = (ConnectionResetError(), TimeoutError())
    store.put("1.docx", b"0123456789", force=False)
    assert elsewhere.tries == 3
    elsewhere.faults = (ConnectionResetError(), TimeoutError(), BrokenPipeError())
    assert told(lambda: store.put("2.docx", b"0123456789", force=False)).startswith(
        "webdav://may/a/2.docx: không kết nối được"
    )
    assert names_below(tmp_path / "may") == ["a", "a/1.docx"]
    assert store.read("1.docx") == b"0123456789"


def test_a_server_that_cannot_be_asked_is_not_taken_for_empty(
    elsewhere: type[Elsewhere], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The drivers' own ``exists`` says no then, and the file would be lost."""
    store = RemoteStore("webdav://may")
    store.put("1.docx", b"old", force=False)

    def fail(*_: object, **__: object) -> None:
        raise ConnectionResetError

    monkeypatch.setattr(elsewhere, "info", fail)
    assert "không kết nối được" in told(lambda: store.exists("1.docx"))
    assert "không kết nối được" in told(lambda: store.put("1.docx", b"new", force=False))
    assert (tmp_path / "may" / "1.docx").read_bytes() == b"old"


class StrangeError(Exception):
    """What a driver raises that nobody has heard of."""


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (OSError(28, "No space"), "kho lưu trữ không nhận: ổ đĩa đã đầy"),
        (StrangeError(SECRET), "kho lưu trữ không nhận (StrangeError); hãy báo người quản trị"),
        (PermissionError(SECRET), "tài khoản không có quyền ở đây"),
    ],
)
def test_faults_that_do_not_pass_are_told_at_once(
    elsewhere: type[Elsewhere], tmp_path: Path, fault: Exception, message: str
) -> None:
    elsewhere.faults = (fault,)
    assert message in told(lambda: RemoteStore("webdav://may").put("1.docx", b"xx", force=False))
    assert elsewhere.tries == 1
    assert names_below(tmp_path / "may") == []


def test_leftovers_elsewhere(elsewhere: type[Elsewhere], tmp_path: Path) -> None:
    store = RemoteStore("webdav://may")
    for name in (".vanban-00.tmp", "a.docx"):
        (tmp_path / "may" / name).write_bytes(b"half")
    assert list(store.names()) == ["a.docx"]
    store.remove_leftovers()
    assert names_below(tmp_path / "may") == ["a.docx"]


def test_a_file_above_elsewhere(elsewhere: type[Elsewhere], tmp_path: Path) -> None:
    (tmp_path / "may" / "a").write_bytes(b"x")
    assert "không phải thư mục" in told(RemoteStore("webdav://may/a/b").check)
    assert "đây là một tệp, cần một thư mục" in told(RemoteStore("webdav://may/a").check)


def test_a_driver_that_is_not_installed() -> None:
    assert told(RemoteStore("oss://kho").check) == (
        "oss://kho: cần gói ossfs để ghi ra địa chỉ này; hãy chạy: pip install ossfs"
    )


def test_the_extra_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    assert told(RemoteStore(URL).check) == (
        f"{URL}: cần gói fsspec để ghi ra địa chỉ này; hãy chạy: pip install 'vanban[cluster]'"
    )
