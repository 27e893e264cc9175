"""A store behind a URL, such as s3://kho/thu-muc, reached through fsspec and its drivers."""

import errno
import hashlib
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from vanban.batch.writing import is_temporary, name_fault, temporary_name
from vanban.errors import DocxError, InputError, Problem, VanBanError, reason_of

_Result = TypeVar("_Result")

_INSTALL = "pip install 'vanban[cluster]'"
_TRIES = 3
_FIRST_WAIT_S = 0.5
_SECRETS = re.compile(r"(?<=://)[^/]*@|\?.*", re.DOTALL)


class Scheme(NamedTuple):
    """A kind of URL: the package that reaches it, and what its servers do."""

    package: str
    # A file put there is whole or absent by itself; elsewhere it is put aside and renamed.
    atomic: bool = False
    # The driver tries again by itself, and knows better when.
    retries: bool = False


_SCHEMES = {
    "s3": Scheme("s3fs", atomic=True, retries=True),
    "s3a": Scheme("s3fs", atomic=True, retries=True),
    "gs": Scheme("gcsfs", atomic=True, retries=True),
    "gcs": Scheme("gcsfs", atomic=True, retries=True),
    "az": Scheme("adlfs", atomic=True, retries=True),
    "abfs": Scheme("adlfs", atomic=True, retries=True),
    "abfss": Scheme("adlfs", atomic=True, retries=True),
    "oss": Scheme("ossfs", atomic=True),
    "oci": Scheme("ocifs", atomic=True),
    "memory": Scheme("fsspec", atomic=True),
    "sftp": Scheme("paramiko"),
    "ssh": Scheme("paramiko"),
    "ftp": Scheme("fsspec"),
    "smb": Scheme("smbprotocol"),
    "hdfs": Scheme("pyarrow"),
    "webhdfs": Scheme("requests"),
    "webdav": Scheme("webdav4"),
}
# Names of exceptions of botocore, google-auth, azure-core, paramiko, smbprotocol, aiohttp.
_UNKNOWN_USER = re.compile("Credential|Authentication|Auth|LogonFailure|TokenRetrieval|SSOToken")
_UNREACHABLE = re.compile(
    "Connect|Timeout|Timed|HTTPClient|Endpoint|gaierror|SSHException|EOFError"
)
_ADVICE = {
    "credentials": (
        "chưa có tài khoản hoặc khóa truy cập đúng; hãy hỏi người quản trị kho lưu trữ, "
        "rồi đặt khóa vào biến môi trường hoặc tệp cấu hình của máy"
    ),
    "permission": "tài khoản không có quyền ở đây, hoặc khóa truy cập sai; hãy hỏi người quản trị",
    "missing": "không có kho hoặc thư mục này; hãy xem lại tên, hoặc tạo kho trước",
    "network": "không kết nối được; hãy xem lại mạng và địa chỉ máy chủ, rồi chạy lại lệnh",
}


def known_schemes() -> tuple[str, ...]:
    """The kinds of URL that documents can be written to."""
    return tuple(_SCHEMES)


@dataclass(slots=True)
class RemoteStore:
    """The files right below ``url``. ``options`` go to the driver of fsspec, and are never shown.

    Nothing connected is held, so that the store can go to another process or machine.
    """

    url: str
    options: dict[str, Any] = field(default_factory=dict, repr=False)
    # Whether the server itself keeps a file from being put over another; ``check`` finds out.
    _refuses_itself: bool = field(default=False, repr=False)

    def __repr__(self) -> str:
        """Shows no password."""
        return f"RemoteStore({self.where!r})"

    @property
    def where(self) -> str:
        """As ``Store.where``."""
        return _SECRETS.sub("", self.url).rstrip("/")

    def check(self) -> None:
        """As ``Store.check``: puts an empty file aside and removes it."""
        with self._told(InputError):
            fs, root = self._connect()
            if _kind_at(fs, root) == "file":
                raise InputError(Problem("đây là một tệp, cần một thư mục", self.where))
            folder = root if self._scheme.atomic else _nearest_folder(fs, root)
            trial = f"{folder}/{temporary_name()}"
            fs.pipe_file(trial, b"")
            try:
                self._refuses_itself = self._scheme.atomic and _is_kept(fs, trial)
            finally:
                fs.rm_file(trial)

    def create(self) -> None:
        """As ``Store.create``. Object stores have no folders, and a bucket is not ours to make."""
        if not self._scheme.atomic:
            with self._told(InputError):
                fs, root = self._connect()
                fs.makedirs(root, exist_ok=True)

    def put(self, name: str, data: bytes, *, force: bool) -> None:
        """As ``Store.put``. A file with the same bytes counts as written: the answer to an earlier
        try may have been lost on its way.
        """
        with self._told(DocxError, name):
            self._retried(lambda: self._put(name, data, force=force))

    def _put(self, name: str, data: bytes, *, force: bool) -> None:
        fs, root = self._connect()
        path = self._path(root, name)
        try:
            if force and self._scheme.atomic:
                fs.pipe_file(path, data)
            elif self._scheme.atomic:
                self._put_new(fs, path, data)
            else:
                _put_aside(fs, root, path, data, force=force)
        except FileExistsError as error:
            if _kind_at(fs, path) == "directory":
                message = f"đã có thư mục mang tên {self.where}/{name}; hãy đổi tên tệp"
                raise DocxError(message) from error
            if fs.cat_file(path) != data:
                message = f"đã có tệp {self.where}/{name}; thêm --force để ghi đè"
                raise DocxError(message) from error

    def _put_new(self, fs: Any, path: str, data: bytes) -> None:
        if not self._refuses_itself and _kind_at(fs, path):
            raise FileExistsError(path)
        fs.pipe_file(path, data, mode="create" if self._refuses_itself else "overwrite")

    def read(self, name: str) -> bytes | None:
        """As ``Store.read``."""

        def read() -> bytes | None:
            fs, root = self._connect()
            try:
                return bytes(fs.cat_file(self._path(root, name)))
            except FileNotFoundError:
                return None

        with self._told(InputError, name):
            return self._retried(read)

    def digest(self, name: str) -> str | None:
        """As ``Store.digest``; the file is fetched, since servers keep sums of other kinds."""
        data = self.read(name)
        return None if data is None else hashlib.sha256(data).hexdigest()

    def exists(self, name: str) -> bool:
        """As ``Store.exists``."""

        def exists() -> bool:
            fs, root = self._connect()
            return _kind_at(fs, self._path(root, name)) != ""

        with self._told(InputError, name):
            return self._retried(exists)

    def names(self) -> Iterator[str]:
        """As ``Store.names``."""
        return (name for name in self._entries() if not is_temporary(name))

    def remove_leftovers(self) -> None:
        """As ``Store.remove_leftovers``."""
        with self._told(InputError):
            fs, root = self._connect()
            for name in filter(is_temporary, self._entries()):
                fs.rm_file(f"{root}/{name}")

    def sync(self, names: Iterable[str] = ()) -> None:
        """As ``Store.sync``: what the server has answered for it keeps."""

    def _entries(self) -> list[str]:
        def entries() -> list[str]:
            fs, root = self._connect()
            try:
                found = fs.ls(root, detail=False)
            except FileNotFoundError:
                return []
            return [path.rstrip("/").rpartition("/")[2] for path in found]

        with self._told(InputError):
            return self._retried(entries)

    @property
    def _scheme(self) -> Scheme:
        return _SCHEMES[self.url.partition("://")[0]]

    def _path(self, root: str, name: str) -> str:
        if fault := name_fault(name):
            raise InputError(fault)
        return f"{root}/{name}"

    def _connect(self) -> tuple[Any, str]:
        """The driver and the path of the store; fsspec keeps one driver per process.

        What other processes have written meanwhile is seen: nothing listed before is believed.
        """
        try:
            from fsspec.core import url_to_fs  # noqa: PLC0415
        except ModuleNotFoundError as error:
            message = f"cần gói fsspec để ghi ra địa chỉ này; hãy chạy: {_INSTALL}"
            raise InputError(Problem(message, self.where)) from error
        try:
            fs, root = url_to_fs(self.url, **self.options)
        except ImportError as error:
            raise InputError(Problem(self._without_driver(), self.where)) from error
        fs.invalidate_cache()
        return fs, root.rstrip("/")

    def _without_driver(self) -> str:
        package = self._scheme.package
        command = _INSTALL if package in {"s3fs", "fsspec"} else f"pip install {package}"
        return f"cần gói {package} để ghi ra địa chỉ này; hãy chạy: {command}"

    def _retried(self, call: Callable[[], _Result]) -> _Result:
        """What ``call`` gives, tried again after a fault of the network that may pass."""
        tries = 1 if self._scheme.retries else _TRIES
        for number in range(1, tries):
            try:
                return call()
            except VanBanError:
                raise
            except Exception as error:
                if _kind_of(error) != "network":
                    raise
                time.sleep(_FIRST_WAIT_S * 4 ** (number - 1))
        return call()

    @contextmanager
    def _told(self, kind: type[VanBanError], name: str = "") -> Iterator[None]:
        """Turns whatever the driver raises into a ``kind`` in Vietnamese.

        Drivers raise exceptions of their own libraries, with addresses and keys in their texts:
        only what they are is told.
        """
        try:
            yield
        except (VanBanError, TypeError, AttributeError):
            raise
        except Exception as error:
            place = f"{self.where}/{name}" if name else self.where
            raise kind(Problem(_message(error), place)) from error


def _kind_at(fs: Any, path: str) -> str:
    """Whether a "file" or a "directory" stands there; empty when nothing does.

    The driver's own exists, isfile and isdir say no when the network fails, which would let a
    file be overwritten.
    """
    try:
        return str(fs.info(path)["type"])
    except (FileNotFoundError, NotADirectoryError):
        return ""


def _nearest_folder(fs: Any, path: str) -> str:
    """The folder itself, or the nearest one above it that exists."""
    while path and (kind := _kind_at(fs, path)) != "directory":
        if kind:
            raise NotADirectoryError(errno.ENOTDIR, "")
        path = path.rpartition("/")[0]
    return path


def _is_kept(fs: Any, path: str) -> bool:
    """Whether the server refuses to put a new file over that of ``path``, which exists.

    Servers that speak the language of S3 and are older than 2024 overwrite it, or know no such
    wish and say so in ways of their own.
    """
    try:
        fs.pipe_file(path, b"", mode="create")
    except FileExistsError:
        return True
    except (OSError, NotImplementedError):
        return False
    return False


def _put_aside(fs: Any, root: str, path: str, data: bytes, *, force: bool) -> None:
    """Under a temporary name first, so that a lost connection leaves no half file."""
    is_there = _kind_at(fs, path) != ""
    if is_there and not force:
        raise FileExistsError(path)
    temporary = f"{root}/{temporary_name()}"
    try:
        fs.pipe_file(temporary, data)
        if is_there:
            _replace(fs, temporary, path)
        else:
            fs.mv(temporary, path)
    except BaseException:
        if _kind_at(fs, temporary):
            fs.rm_file(temporary)
        raise


def _replace(fs: Any, temporary: str, path: str) -> None:
    """Renames over an existing file; a server that refuses to (SMB, FTP) is relieved of it first,
    so that for a moment there is none.
    """
    try:
        fs.mv(temporary, path)
    except OSError:
        fs.rm_file(path)
        fs.mv(temporary, path)


def _message(error: Exception) -> str:
    kind = _kind_of(error)
    if kind in _ADVICE:
        return _ADVICE[kind]
    if isinstance(error, OSError) and error.errno:
        return f"kho lưu trữ không nhận: {reason_of(error)}"
    return f"kho lưu trữ không nhận ({type(error).__name__}); hãy báo người quản trị tên lỗi này"


def _kind_of(error: Exception) -> str:
    names = " ".join(kind.__name__ for kind in type(error).__mro__ if kind is not OSError)
    if _UNKNOWN_USER.search(names):
        return "credentials"
    if isinstance(error, PermissionError):
        return "permission"
    if isinstance(error, FileNotFoundError):
        return "missing"
    if isinstance(error, ConnectionError | TimeoutError) or _UNREACHABLE.search(names):
        return "network"
    return "other"
