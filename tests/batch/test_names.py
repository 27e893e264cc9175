import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.batch.rows import write_base
from vanban.batch.names import FileNames, NamePattern
from vanban.data import Columns, load_draft
from vanban.errors import InputError


@pytest.fixture(scope="module")
def columns(tmp_path_factory: pytest.TempPathFactory) -> Columns:
    return Columns(load_draft(write_base(tmp_path_factory.mktemp("goc"))))


def take(*texts: str, ascii_only: bool = False) -> list[str]:
    names = FileNames(ascii_only=ascii_only)
    return [names.take(text) for text in texts]


def test_three_communes_are_three_files() -> None:
    communes = ("Xã Đông Hà", "Xã Đồng Hạ", "Xã Đông Há")
    assert take(*communes) == ["Xã Đông Hà.docx", "Xã Đồng Hạ.docx", "Xã Đông Há.docx"]
    assert take(*communes, ascii_only=True) == [
        "Xa_Dong_Ha.docx",
        "Xa_Dong_Ha_2.docx",
        "Xa_Dong_Ha_3.docx",
    ]


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
    assert take(*texts) == [f"{name}.docx" for name in names]


@given(st.lists(st.text(st.sampled_from("aAàÀ ()2./\u0300đĐ"), max_size=6), max_size=12))
def test_names_always_differ(texts: list[str]) -> None:
    for ascii_only in (False, True):
        names = take(*texts, ascii_only=ascii_only)
        assert len({unicodedata.normalize("NFD", name).casefold() for name in names}) == len(texts)
        assert all(Path(name).name == name and len(name.encode()) < 256 for name in names)


def test_ten_thousand_rows_of_one_name_take_no_time() -> None:
    names = take(*["Thôn"] * 10_000)
    assert names[-1] == "Thôn (10000).docx"


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
    parsed = NamePattern.parse(pattern, columns, total)
    assert parsed.fill(3, lambda _: "Tuyên truyền") == name


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
        NamePattern.parse(pattern, columns, 6)
    assert str(caught.value).startswith(f"mẫu tên tệp “{pattern}”: {message}")


def test_a_blank_value_names_no_file(columns: Columns) -> None:
    pattern = NamePattern.parse("{so_van_ban}", columns, 6)
    with pytest.raises(InputError, match="“Số văn bản” để trống nên không đặt được tên tệp"):
        pattern.fill(1, lambda _: "")
