"""Text files as nodes: the way in for YAML and JSON, and the judgement of encodings."""

from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vanban.data.json_nodes import read_json
from vanban.data.nodes import Node
from vanban.data.yaml_nodes import read_yaml
from vanban.errors import InputError, Problem, reason_of

_MAX_BYTES = 10_000_000
_CHUNK_BYTES = 1_000_000
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_ZIP_MARK = b"PK\x03\x04"
_FIRST_HIGH_BYTE = 0x80
# Byte values of the commonest lower-case letters of TCVN3 (ABC): ă â ê ô ơ ư đ and à ả ã á ạ.
_TCVN3_BYTES = frozenset(range(0xA8, 0xAF)) | frozenset(range(0xB5, 0xBA))


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, with or without a byte order mark.

    Raises InputError for a file that is missing, unreadable, empty, too large, or in another
    encoding, which is named.
    """
    text = _decode(read_bytes(path), str(path))
    if not text.strip():
        raise InputError(Problem("tệp trống", str(path)))
    return text


def read_file(path: Path, problems: list[Problem] | None = None) -> Node:
    """The content of a YAML (.yaml, .yml) or JSON (.json) file as a node.

    Faults that leave the rest readable (a repeated key) are added to ``problems`` when it is given.
    Raises InputError with file:line:column for them otherwise, and always for wrong syntax.
    """
    found: list[Problem] = [] if problems is None else problems
    read = read_json if path.suffix.lower() == ".json" else read_yaml
    node = read(read_text(path), str(path), found)
    if problems is None and found:
        raise InputError(found)
    return node


def check_text(path: Path) -> None:
    """Raises InputError as ``read_text`` does; reads a file of any size a piece at a time."""
    decoder = getincrementaldecoder("utf-8-sig")()
    is_blank, line = True, 1
    with _opened(path), path.open("rb") as file:
        chunk = file.read(_CHUNK_BYTES)
        _refuse_binary(chunk, str(path))
        while chunk:
            after = file.read(_CHUNK_BYTES)
            try:
                is_blank = not decoder.decode(chunk, not after).strip() and is_blank
            except UnicodeDecodeError as error:
                line += chunk.count(b"\n", 0, error.start)
                raise InputError(_legacy_encoding(chunk, f"{path}:{line}")) from None
            line += chunk.count(b"\n")
            chunk = after
    if is_blank:
        raise InputError(Problem("tệp trống", str(path)))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises InputError for one that is missing, unreadable or too large."""
    with _opened(path), path.open("rb") as file:
        raw = file.read(_MAX_BYTES + 1)
    if len(raw) > _MAX_BYTES:
        raise InputError(Problem(f"tệp quá lớn (tối đa {_MAX_BYTES // 1_000_000} MB)", str(path)))
    return raw


@contextmanager
def _opened(path: Path) -> Iterator[None]:
    """Says in Vietnamese why a file cannot be opened or read."""
    fault = ""
    try:
        if path.is_dir():
            raise InputError(Problem("đây là một thư mục, cần một tệp", str(path)))
        yield
    except (FileNotFoundError, NotADirectoryError):
        fault = "không tìm thấy tệp; hãy xem lại tên và thư mục"
    except OSError as error:
        fault = f"không đọc được tệp: {reason_of(error)}"
    if fault:
        raise InputError(Problem(fault, str(path)))


def _decode(raw: bytes, name: str) -> str:
    _refuse_binary(raw, name)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError(_legacy_encoding(raw, f"{name}:{line}")) from None


def _refuse_binary(raw: bytes, name: str) -> None:
    """Raises InputError for what is no text of single bytes: UTF-16, and packages of Word."""
    if raw.startswith(_ZIP_MARK):
        fault = "đây là tệp Word, Excel hoặc tệp nén, cần một tệp chữ"
        raise InputError(Problem(fault, name))
    if _is_utf16(raw):
        raise InputError(_wrong_encoding("UTF-16", name))


def _is_utf16(raw: bytes) -> bool:
    """Whether the text has the mark of UTF-16, or the zero bytes it gives every Latin letter."""
    start = raw[:200]
    return raw.startswith(_UTF16_MARKS) or start.count(0) * 5 > len(start)


def _legacy_encoding(raw: bytes, place: str) -> Problem:
    high = [byte for byte in raw if byte >= _FIRST_HIGH_BYTE]
    tcvn3 = sum(byte in _TCVN3_BYTES for byte in high)
    is_tcvn3 = tcvn3 * 4 > len(high)
    return _wrong_encoding(
        "TCVN3 (ABC)" if is_tcvn3 else "cũ (Windows-1258, VNI hoặc VISCII)", place
    )


def _wrong_encoding(encoding: str, place: str) -> Problem:
    return Problem(
        f"tệp dùng bảng mã {encoding}, cần UTF-8; hãy mở bằng trình soạn thảo, "
        "chọn Lưu thành… (Save as) với mã hóa UTF-8",
        place,
    )
