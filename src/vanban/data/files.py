"""Text files as nodes: the way in for YAML and JSON, and the judgement of encodings."""

from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vanban.data.json_nodes import read_json
from vanban.data.nodes import Node
from vanban.data.yaml_nodes import read_yaml
from vanban.errors import InputError, Problem, missing_file, reason_of

_MAX_BYTES = 10_000_000
_CHUNK_BYTES = 1_000_000
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_ZIP_MARK = b"PK\x03\x04"
_FIRST_HIGH_BYTE = 0x80
# Byte values of the commonest lower-case letters of TCVN3 (ABC): ă â ê ô ơ ư đ and à ả ã á ạ.
_TCVN3_BYTES = frozenset(range(0xA8, 0xAF)) | frozenset(range(0xB5, 0xBA))


def read_text(path: Path, most_bytes: int = _MAX_BYTES) -> str:
    """The text of a UTF-8 file, with or without a byte order mark.

    Raises InputError for a file that is missing, unreadable, empty, too large, or in another
    encoding, which is named.
    """
    text = _decode(read_bytes(path, most_bytes), str(path))
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


def check_text(path: Path, encoding: str = "", *, is_table: bool = False) -> None:
    """Raises InputError as ``read_text`` does; reads a file of any size a piece at a time.

    ``encoding`` is the one the user names. The user of a table (``is_table``) is told which one
    to name.
    """
    decoder = getincrementaldecoder(encoding or "utf-8-sig")()
    is_blank, line, fed = True, 1, 0
    with opened(path), path.open("rb") as file:
        chunk = file.read(_CHUNK_BYTES)
        _refuse_binary(chunk, str(path), encoding, is_table=is_table)
        while chunk:
            after = file.read(_CHUNK_BYTES)
            fed += len(chunk)
            try:
                text = decoder.decode(chunk, not after)
            except UnicodeDecodeError as error:
                line += (
                    error.object[: error.start].decode(encoding or "utf-8", "replace").count("\n")
                )
                place = f"{path}:{line}"
                if encoding:
                    at = fed - len(error.object) + error.start
                    raise InputError(_bad_byte(error, at, encoding, place)) from None
                raise InputError(_legacy_encoding(chunk, place, is_table=is_table)) from None
            except UnicodeError:
                raise InputError(Problem(_NO_MARK.format(encoding), str(path))) from None
            is_blank = not text.strip("\ufeff \t\r\n").strip() and is_blank
            line += text.count("\n")
            chunk = after
    if is_blank:
        raise InputError(Problem("tệp trống", str(path)))


def read_bytes(path: Path, most_bytes: int = _MAX_BYTES) -> bytes:
    """The bytes of a file. Raises InputError for one that is missing, unreadable or too large."""
    with opened(path), path.open("rb") as file:
        raw = file.read(most_bytes + 1)
    if len(raw) > most_bytes:
        raise InputError(Problem(f"tệp quá lớn (tối đa {most_bytes // 1_000_000} MB)", str(path)))
    return raw


@contextmanager
def opened(path: Path) -> Iterator[None]:
    """Says in Vietnamese why a file cannot be opened or read."""
    fault = ""
    try:
        if path.is_dir():
            raise InputError(Problem("đây là một thư mục, cần một tệp", str(path)))
        yield
    except (FileNotFoundError, NotADirectoryError):
        fault = missing_file(path)
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


def _refuse_binary(raw: bytes, name: str, encoding: str = "", *, is_table: bool = False) -> None:
    """Raises InputError for what is no text of single bytes: UTF-16, and packages of Word."""
    if raw.startswith(_ZIP_MARK):
        fault = "đây là tệp Word, Excel hoặc tệp nén, cần một tệp chữ"
        raise InputError(Problem(fault, name))
    if not encoding and _is_utf16(raw):
        fault = (
            "tệp dùng bảng mã UTF-16, cần UTF-8; hãy mở bằng trình soạn thảo, "
            "chọn Lưu thành… (Save as) với mã hóa UTF-8"
        )
        if is_table:
            fault += f"; hoặc thêm --encoding {_utf16_option(raw)} nếu đúng là bảng mã ấy"
        raise InputError(Problem(fault, name))
    if encoding == "utf-16" and raw and not raw.startswith(_UTF16_MARKS):
        raise InputError(Problem(_no_mark(raw), name))


def _utf16_option(raw: bytes) -> str:
    """What to name: the order of the bytes too where no mark tells it."""
    if raw.startswith(_UTF16_MARKS):
        return "utf-16"
    return "utf-16-be" if raw[:200:2].count(0) > raw[1:200:2].count(0) else "utf-16-le"


_NO_MARK = "tệp thiếu dấu BOM ở đầu mà bảng mã {0} cần có; hãy thử --encoding {0}-le"


def _no_mark(raw: bytes) -> str:
    if not _is_utf16(raw):
        return "tệp không phải UTF-16; hãy bỏ --encoding hoặc ghi đúng bảng mã của tệp"
    return f"tệp UTF-16 thiếu dấu BOM ở đầu; hãy ghi --encoding {_utf16_option(raw)}"


def _is_utf16(raw: bytes) -> bool:
    """Whether the text has the mark of UTF-16, or the zero bytes it gives every Latin letter."""
    start = raw[:200]
    return raw.startswith(_UTF16_MARKS) or start.count(0) * 5 > len(start)


def _legacy_encoding(raw: bytes, place: str, *, is_table: bool = False) -> Problem:
    """What to do with letters that a text editor would not know: it saves them as other ones."""
    high = [byte for byte in raw if byte >= _FIRST_HIGH_BYTE]
    tcvn3 = sum(byte in _TCVN3_BYTES for byte in high)
    is_tcvn3 = tcvn3 * 4 > len(high)
    name = "TCVN3 (ABC)" if is_tcvn3 else "cũ (Windows-1258, VNI hoặc VISCII)"
    todo = _BY_UNIKEY
    if is_table and is_tcvn3:
        todo = "hãy thêm --encoding tcvn3"
    elif is_table:
        todo = (
            "là Windows-1258 thì thêm --encoding windows-1258; là VNI hoặc VISCII thì "
            f"{_BY_UNIKEY.removeprefix('hãy ')}"
        )
    return Problem(f"tệp dùng bảng mã {name}, cần UTF-8; {todo}", place)


_BY_UNIKEY = "hãy chuyển mã tệp sang Unicode bằng Unikey (Công cụ, Ctrl+Shift+F6)"


def _bad_byte(error: UnicodeDecodeError, at: int, encoding: str, place: str) -> Problem:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    byte = error.object[error.start]
    return Problem(
        f"byte thứ {at + 1} của tệp (0x{byte:02X}) không đọc được theo bảng mã {name}; "
        "hãy xem lại bảng mã ghi ở --encoding, hoặc lưu lại tệp với mã hóa UTF-8",
        place,
    )
