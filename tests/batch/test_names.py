import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.batch.rows import write_base
from vanban.batch.names import FileNames, NamePattern, numbered, without_number
from vanban.data import Columns, load_draft
from vanban.errors import InputError


@pytest.fixture(scope="module")
def columns(tmp_path_factory: pytest.TempPathFactory) -> Columns:
    return Columns(load_draft(write_base(tmp_path_factory.mktemp("goc"))))


def take(*texts: str, ascii_only: bool = False) -> list[str]:
    names = FileNames(ascii_only=ascii_only)
    return [names.take(text, row)[0] for row, text in enumerate(texts, 1)]


def test_three_communes_are_three_files() -> None:
    communes = ("Xã Đông Hà", "Xã Đồng Hạ", "Xã Đông Há")
    assert take(*communes) == [*communes]
    assert take(*communes, ascii_only=True) == ["Xa_Dong_Ha", "Xa_Dong_Ha_2", "Xa_Dong_Ha_3"]


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (("Thôn 1", "THÔN 1", "thôn 1"), ("Thôn 1", "THÔN 1 (2)", "thôn 1 (3)")),
        (("Hoà", unicodedata.normalize("NFD", "Hoà")), ("Hoà", "Hoà (2)")),
        (("a/b", "a\\b", "a:b"), ("a-b", "a-b (2)", "a-b (3)")),
        (("CON", "con.", "Con "), ("CON_", "con_ (2)", "Con_ (3)")),
        (("..", "../..", "   "), ("van_ban", "van_ban (2)", "van_ban (3)")),
        (("A (2)", "A", "A"), ("A (2)", "A", "A (3)")),
        (("A", "A", "A (2)", "A"), ("A", "A (2)", "A (2) (2)", "A (3)")),
        (("../../etc/passwd", "/dev/x", "C:\\x"), ("etc-passwd", "dev-x", "C-x")),
        (("Straße", "STRASSE"), ("Straße", "STRASSE (2)")),
    ],
)
def test_names_are_safe_and_differ_without_regard_to_case(
    texts: tuple[str, ...], names: tuple[str, ...]
) -> None:
    assert take(*texts) == [*names]


@given(st.lists(st.text(st.sampled_from("aAàÀ ()2./\u0300đĐ"), max_size=6), max_size=12))
def test_names_always_differ(texts: list[str]) -> None:
    for ascii_only in (False, True):
        names = take(*texts, ascii_only=ascii_only)
        assert len({unicodedata.normalize("NFD", name).casefold() for name in names}) == len(texts)
        assert all(Path(name).name == name and len(f"{name}.docx".encode()) < 256 for name in names)


def test_ten_thousand_rows_of_one_name_take_no_time() -> None:
    names = take(*["Thôn"] * 10_000)
    assert names[-1] == "Thôn (10000)"


@pytest.mark.parametrize(
    ("pattern", "total", "name"),
    [
        ("{stt} - {trich_yeu}", 6, "03 - Tuyên truyền"),
        ("{STT}-{Trích yếu}.docx", 1000, "0003-Tuyên truyền"),
        ("{Người ký / Họ tên}", 6, "Tuyên truyền"),
        ("{nguoi_ky.ho_ten}_{ stt }", 6, "Tuyên truyền_03"),
    ],
)
def test_a_pattern_is_filled(columns: Columns, pattern: str, total: int, name: str) -> None:
    text = NamePattern.parse(pattern, columns).fill(lambda _: "Tuyên truyền")
    assert numbered(text, 3, total) == name


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("{trich_yeeu}", "không có “trich_yeeu” trong bản gốc; có phải “Trích yếu”?"),
        ("{sst}", "không có chỗ điền {sst}; có phải {stt}?"),
        ("{}", "không có “” trong bản gốc"),
        ("{trich_yeu", "dấu { đứng lẻ"),
        ("{{trich_yeu}}", "dấu { đứng lẻ"),
        ("Kế hoạch", "cần ít nhất một chỗ điền"),
        ("", "cần ít nhất một chỗ điền"),
    ],
)
def test_a_wrong_pattern(columns: Columns, pattern: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        NamePattern.parse(pattern, columns)
    assert str(caught.value).startswith(f"mẫu tên tệp “{pattern}”: {message}")


def test_a_row_asked_for_twice_keeps_its_name_and_the_next_learns_of_it() -> None:
    names = FileNames(ascii_only=False)
    assert names.take("Thôn", 4) == ("Thôn", 0)
    assert names.take("Thôn", 4) == ("Thôn", 0)
    assert names.take("thôn", 9) == ("thôn (2)", 4)


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{stt} - {trich_yeu}", "Tuyên truyền"),
        ("{trich_yeu} ({stt})", "Tuyên truyền ()"),
        ("{trich_yeu}_{stt}", "Tuyên truyền"),
        ("Thôn {stt}, {trich_yeu}", "Thôn , Tuyên truyền"),
        ("{trich_yeu}", "Tuyên truyền"),
        ("{stt}", "stt"),
    ],
)
def test_a_name_without_the_number_of_its_row(columns: Columns, pattern: str, name: str) -> None:
    assert (
        without_number(NamePattern.parse(pattern, columns).fill(lambda _: "Tuyên truyền")) == name
    )


@pytest.mark.parametrize(
    ("file", "kept"),
    [
        ("03 - Thôn.docx", True),
        ("0012 - Thôn.docx", True),
        ("03 - Thôn (2).docx", True),
        ("03 - Thôn 2.docx", False),
        ("x - Thôn.docx", False),
        ("Thôn.docx", False),
        ("03 - Thôn.pdf", False),
        ("", False),
    ],
)
def test_a_file_keeps_its_name_when_only_the_number_differs(
    columns: Columns, file: str, kept: bool
) -> None:
    text = NamePattern.parse("{stt} - {trich_yeu}", columns).fill(lambda _: "Thôn")
    names = FileNames(ascii_only=False)
    assert names.keep(file, text) == kept
    is_taken = names.take(file.removesuffix(".docx"), 3)[0] != file.removesuffix(".docx")
    assert is_taken == kept or not file


def test_no_two_rows_keep_one_file(columns: Columns) -> None:
    text = NamePattern.parse("{stt} {trich_yeu}", columns).fill(lambda _: "Thôn")
    names = FileNames(ascii_only=False)
    assert names.take("01 thôn", 1) == ("01 thôn", 0)
    assert not names.keep("01 Thôn.docx", text)


def test_a_text_of_a_cell_is_never_taken_for_the_number(columns: Columns) -> None:
    text = NamePattern.parse("{stt} {trich_yeu}", columns).fill(lambda _: "{stt} stt")
    assert numbered(text, 3, 6) == "03 {stt} stt"


def test_without_a_pattern_the_first_column_names_the_file(columns: Columns) -> None:
    column = columns.find("Trích yếu")
    assert NamePattern.of_first([column]).fill(lambda found: found.title) == "Trích yếu"
    assert numbered(NamePattern.of_first([]).fill(lambda _: "x"), 3, 6) == "03"


def test_a_blank_value_names_no_file(columns: Columns) -> None:
    pattern = NamePattern.parse("{so_van_ban}", columns)
    with pytest.raises(InputError, match="“Số văn bản” để trống nên không đặt được tên tệp"):
        pattern.fill(lambda _: "")
