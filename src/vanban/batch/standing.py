"""Files put where something may stand: only what a run of this batch has left is replaced."""

import hashlib
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from vanban.batch.stores import Store
from vanban.errors import DocxError

EDITED = (
    "đã được sửa sau khi tạo nên được giữ nguyên; muốn làm lại từ bảng thì đổi tên tệp đó, "
    "hoặc thêm --force để ghi đè"
)
_PACKAGE, _PDF, _PDF_END = b"PK", b"%PDF", b"%%EOF"


def put_over(store: Store, name: str, data: bytes, before: str | None) -> None:
    """Puts a file where one with the SHA-256 ``before`` may stand from an earlier run.

    What stands there otherwise is someone's work, unless it is the very same file or what a loss of
    power left of one; ``before`` is None where nothing of ours can stand. Raises DocxError.
    """
    if before is None:
        _put_new(store, name, data)
        return
    standing = store.read(name)
    if standing == data:
        return
    if standing is not None and sha256_of(standing) != before and not is_debris(standing):
        raise DocxError(f"tệp “{name}” {EDITED}")
    store.put(name, data, force=True)


def _put_new(store: Store, name: str, data: bytes) -> None:
    try:
        store.put(name, data, force=False)
    except DocxError:
        # A worker that was lost may have put the very same file before it could say so.
        if store.digest(name) != sha256_of(data):
            raise


def is_debris(content: bytes) -> bool:
    """Whether a loss of power has left this: nothing, zeros, or a document that is cut off."""
    if not content.strip(b"\0"):
        return True
    if content.startswith(_PDF):
        return _PDF_END not in content[-1024:]
    return content.startswith(_PACKAGE) and _is_damaged(content)


def _is_damaged(content: bytes) -> bool:
    try:
        with ZipFile(BytesIO(content)) as package:
            return package.testzip() is not None
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return True


def sha256_of(content: bytes) -> str:
    """The SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()
