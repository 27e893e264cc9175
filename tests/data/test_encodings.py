"""CSV files that are not in UTF-8: the encoding is named by the user, never guessed."""

import codecs
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import EXAMPLES, require_tool
from vanban.data import Draft, Row, load_draft, open_rows
from vanban.data.text_encodings import find_encoding
from vanban.errors import InputError

TEXT = "Đơn vị được giao;Trích yếu\nThôn Hoà Lạc;Giữ vững ổn định, ưu đãi người có công\n"
CELLS = ("Thôn Hoà Lạc", "Giữ vững ổn định, ưu đãi người có công")


@pytest.fixture(scope="module")
def base() -> Draft:
    return load_draft(EXAMPLES / "thon.yaml")


def write(folder: Path, raw: bytes) -> Path:
    path = folder / "thon.csv"
    path.write_bytes(raw)
    return path


def as_cp1258(text: str) -> bytes:
    """What Windows writes for Vietnamese: letters with hats, tones behind them."""
    pieces = []
    for letter in text:
        try:
            pieces.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
            bare = unicodedata.normalize("NFC", marks.replace(tone, ""))
            pieces.append((bare + tone).encode("cp1258"))
    return b"".join(pieces)


def read(path: Path, base: Draft, encoding: str) -> list[Row]:
    return list(open_rows(path, base, encoding=encoding))


def refused(path: Path, base: Draft, encoding: str = "") -> str:
    with pytest.raises(InputError) as caught:
        list(open_rows(path, base, encoding=encoding))
    (problem,) = caught.value.problems
    return str(problem).replace(f"{path.parent}/", "")


@pytest.mark.parametrize(
    ("encoding", "raw"),
    [
        ("utf-8", TEXT.encode()),
        ("UTF8", TEXT.encode("utf-8-sig")),
        ("utf-16", TEXT.encode("utf-16")),
        ("UTF-16LE", TEXT.encode("utf-16-le")),
        ("utf-16-le", codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le")),
        ("utf-16-be", TEXT.replace("\n", "\r\n").encode("utf-16-be")),
        ("cp1258", as_cp1258(TEXT)),
        ("windows-1258", as_cp1258(TEXT)),
        ("tcvn3", TEXT.encode("tcvn3")),
        ("ABC", TEXT.encode("tcvn3")),
        ("utf-8", unicodedata.normalize("NFD", TEXT).encode()),
    ],
)
def test_a_named_encoding_is_read_and_composed(
    tmp_path: Path, base: Draft, encoding: str, raw: bytes
) -> None:
    (row,) = read(write(tmp_path, raw), base, encoding)
    assert (row.line, row.cells) == (2, CELLS)


def test_letters_of_tcvn3_as_clerks_have_them(tmp_path: Path, base: Draft) -> None:
    head = b"\xa7\xacn v\xde \xae\xad\xeec giao\n"
    rows = read(
        write(tmp_path, head + b"X\xb7 Quang Trung\nTh\xabn \xa7\xabng H\xadng\n"), base, "tcvn3"
    )
    assert [row.cells for row in rows] == [("Xã Quang Trung",), ("Thôn Đông Hưng",)]


def test_tcvn3_is_what_the_system_says_it_is() -> None:
    command = [require_tool("iconv"), "-f", "TCVN5712-1", "-t", "UTF-8"]
    for number in {*range(0x80, 0x100)} - {*range(0xB0, 0xB5)}:
        raw = b"-" + bytes([number]) + b"-"
        said = subprocess.run(command, input=raw, capture_output=True, check=True).stdout.decode()
        assert raw.decode("tcvn3") == said


LETTERS = "".join(
    letter
    for letter in (bytes([n]).decode("tcvn3") for n in (*range(0x20, 0x7F), *range(0x80, 0x100)))
    if not unicodedata.combining(letter)
)


@given(st.text(LETTERS))
def test_tcvn3_goes_there_and_back(text: str) -> None:
    assert text.encode("tcvn3").decode("tcvn3") == text


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (TEXT.encode("utf-16"), "thon.csv: tệp dùng bảng mã UTF-16, cần UTF-8; "),
        (TEXT.encode("utf-16-le"), "hoặc thêm --encoding utf-16-le nếu đúng là bảng mã ấy"),
        (TEXT.encode("utf-16-be"), "hoặc thêm --encoding utf-16-be nếu đúng là bảng mã ấy"),
        (TEXT.encode("utf-16"), "hoặc thêm --encoding utf-16 nếu đúng là bảng mã ấy"),
        (b"Don vi duoc giao\nTh\xabn \xae\xad\xeec\n", "thon.csv:2: tệp dùng bảng mã TCVN3 (ABC)"),
        (b"Don vi duoc giao\nTh\xabn \xae\xad\xeec\n", "cần UTF-8; hãy thêm --encoding tcvn3"),
        (as_cp1258("Don vi duoc giao\nÂu Cơ\n"), "cũ (Windows-1258, VNI hoặc VISCII)"),
        (
            as_cp1258("Don vi duoc giao\nÂu Cơ\n"),
            "là Windows-1258 thì thêm --encoding windows-1258; là VNI",
        ),
    ],
)
def test_without_a_name_the_encoding_is_suspected_and_the_option_told(
    tmp_path: Path, base: Draft, raw: bytes, said: str
) -> None:
    assert said in refused(write(tmp_path, raw), base)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (TEXT.encode("utf-16-le"), "tệp UTF-16 thiếu dấu BOM ở đầu; hãy ghi --encoding utf-16-le"),
        (TEXT.encode("utf-16-be"), "tệp UTF-16 thiếu dấu BOM ở đầu; hãy ghi --encoding utf-16-be"),
        (TEXT.encode(), "tệp không phải UTF-16; hãy bỏ --encoding hoặc ghi đúng bảng mã của tệp"),
        (b"", "tệp trống"),
    ],
)
@pytest.mark.parametrize("name", ["utf-16", "UTF16", "unicode"])
def test_utf16_without_its_mark(
    tmp_path: Path, base: Draft, raw: bytes, said: str, name: str
) -> None:
    assert refused(write(tmp_path, raw), base, name) == f"thon.csv: {said}"


def test_utf32_without_its_mark(tmp_path: Path, base: Draft) -> None:
    assert refused(write(tmp_path, TEXT.encode("utf-32-le")), base, "utf-32") == (
        "thon.csv: tệp thiếu dấu BOM ở đầu mà bảng mã utf-32 cần có; hãy thử --encoding utf-32-le"
    )


def test_no_editor_is_named_for_letters_that_it_would_spoil(tmp_path: Path, base: Draft) -> None:
    for raw in (TEXT.encode("tcvn3"), as_cp1258(TEXT)):
        assert "trình soạn thảo" not in refused(write(tmp_path, raw), base)


def test_a_byte_that_the_named_encoding_does_not_have(tmp_path: Path, base: Draft) -> None:
    path = write(tmp_path, "Đơn vị được giao\nThôn 1\nTh".encode() + b"\xabn 2\n")
    at = path.read_bytes().index(b"\xab") + 1
    assert refused(path, base, "utf-8") == (
        f"thon.csv:3: byte thứ {at} của tệp (0xAB) không đọc được theo bảng mã utf-8; "
        "hãy xem lại bảng mã ghi ở --encoding, hoặc lưu lại tệp với mã hóa UTF-8"
    )


def test_the_place_of_a_bad_byte_beyond_the_first_piece(tmp_path: Path, base: Draft) -> None:
    lines = "Đơn vị được giao\n" + "Thôn Hữu Nghị\n" * 70_000
    path = write(tmp_path, lines.encode() + b"\xff\n")
    said = refused(path, base, "utf-8")
    assert said.startswith(f"thon.csv:70002: byte thứ {len(lines.encode()) + 1} của tệp (0xFF)")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("utf-61", "không có bảng mã “utf-61”; có phải “utf-16”?"),
        ("window-1258", "không có bảng mã “window-1258”; có phải “windows-1258”?"),
        ("tcvn33", "có phải “tcvn3”?"),
        ("hex", "không có bảng mã “hex”"),
        ("rot13", "không có bảng mã “rot13”"),
        ("idna", "không có bảng mã “idna”"),
        ("???", "thường gặp: utf-8, utf-16, windows-1258, windows-1252, tcvn3"),
        ("", "không có bảng mã “”"),
        ("a\0b", "không có bảng mã"),
    ],
)
def test_names_of_no_encoding(name: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        find_encoding(name)
    assert said in str(caught.value)


def test_a_workbook_has_no_encoding(tmp_path: Path, base: Draft) -> None:
    path = write(tmp_path, b"").with_suffix(".xlsx")
    assert "hãy bỏ --encoding" in refused(path, base, "utf-16")
