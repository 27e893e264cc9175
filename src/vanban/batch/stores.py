"""Where the documents of a batch go, one by one: a folder, or a store that others run."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from vanban.batch.folder_store import FolderStore
from vanban.batch.remote_store import RemoteStore, known_schemes
from vanban.errors import InputError, Problem
from vanban.wording import nearest

__all__ = ["FolderStore", "RemoteStore", "Store", "open_store"]

# One letter is a drive of Windows.
_URL = re.compile(r"([a-z][a-z0-9+.-]+):(/{0,2})(.*)", re.IGNORECASE | re.DOTALL)
_LOCAL = ("file", "local")
# Three letters of five, which is all that a slip of the pen leaves of "gcs" or "s3".
_LIKE_A_SCHEME = 0.5
_READ_ONLY = ("http", "https", "data", "git", "github", "gist")


class Store(Protocol):
    """Files by name, without folders within. Worker processes and machines of a cluster use it.

    Every method raises InputError for a name that is none: nothing outside the store is read or
    written, whatever ``name`` says.
    """

    @property
    def where(self) -> str:
        """The place as messages show it, without passwords."""

    def check(self) -> None:
        """Raises InputError when nothing can be written here. Leaves nothing behind."""

    def create(self) -> None:
        """Makes the folders that are missing. Raises InputError when it cannot."""

    def put(self, name: str, data: bytes, *, force: bool) -> None:
        """Writes one file, whole or not at all; an existing one is kept unless ``force``.

        Raises DocxError.
        """

    def read(self, name: str) -> bytes | None:
        """What stands under ``name``; None when there is nothing. Raises InputError."""

    def digest(self, name: str) -> str | None:
        """The SHA-256 of what stands there, in hex; None when there is nothing."""

    def exists(self, name: str) -> bool:
        """Whether something stands under ``name``."""

    def names(self) -> Iterator[str]:
        """The names that are taken, in no order; none when the store does not exist yet."""

    def remove_leftovers(self) -> None:
        """Removes the temporary files of killed runs; no other run may be writing here."""

    def sync(self, names: Iterable[str] = ()) -> None:
        """Waits until everything put so far, ``names`` at least, would outlive a loss of power.

        For each checkpoint of a manifest. Raises DocxError.
        """


def open_store(target: str | Path, options: Mapping[str, object] | None = None) -> Store:
    """The store of a folder, or of a URL such as s3://kho/thu-muc with ``options`` of fsspec.

    Raises InputError for a URL of a kind that is not known; nothing is connected to yet.
    """
    url = _URL.fullmatch(target) if isinstance(target, str) else None
    if url is None or url[2] != "//":
        return _folder_or_mistyped(target, url)
    scheme, rest = url[1].lower(), url[3]
    if scheme in _LOCAL:
        return FolderStore(_local_path(rest))
    _refuse_unknown(scheme)
    return RemoteStore(f"{scheme}://{rest}", dict(options or {}))


def _folder_or_mistyped(target: str | Path, url: "re.Match[str] | None") -> FolderStore:
    """A folder, a colon in its name or not; "s3:kho" is rather a URL mistyped."""
    if isinstance(target, str) and "://" in target:
        raise InputError(Problem("không phải địa chỉ hợp lệ", target))
    if url and url[1].lower() in {*known_schemes(), *_LOCAL}:
        message = f"địa chỉ thiếu dấu //; có phải {url[1].lower()}://{url[3].lstrip('/')}?"
        raise InputError(Problem(message, url[0]))
    return FolderStore(Path(target))


def _local_path(rest: str) -> Path:
    """The folder of file:///srv/kho and of file:///C:/kho; %20 is a space."""
    from urllib.parse import unquote  # noqa: PLC0415 - a rare way to name a folder

    path = unquote(rest)
    if not path.startswith("/"):
        message = "địa chỉ thư mục trên máy viết với ba dấu gạch: file:///thu-muc"
        raise InputError(Problem(message, f"file://{rest}"))
    return Path(path[1:] if re.match(r"/[A-Za-z]:", path) else path)


def _refuse_unknown(scheme: str) -> None:
    known = known_schemes()
    if scheme in known:
        return
    if scheme in _READ_ONLY:
        message = "địa chỉ loại này chỉ để đọc; hãy chọn một thư mục hoặc địa chỉ như s3://kho"
    elif like := nearest(scheme, known, _LIKE_A_SCHEME):
        message = f"không biết loại địa chỉ này; có phải {like}://?"
    else:
        message = f"không biết loại địa chỉ này; có thể dùng {', '.join(known)}"
    raise InputError(Problem(message, f"{scheme}://"))
