"""Cells in the letters of TCVN3, shown as signs of Latin-1."""

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.data import open_rows
from vanban.data.nodes import MappingNode, node_of
from vanban.data.old_letters import old_word
from vanban.data.table_files import fill_tables
from vanban.errors import InputError, Problem

from .villages import villages

# Words of which each has letters that Latin-1 has too, or that TCVN3 writes with a sign.
WORDS = (
    "Thôn Đoài Việc trồng cây nhất Án Ân Êm Ông Ý Ô Ổn Ơn Ưu À ơi ạ và là ở y ý Đà Đạ đàn đưa "
    "giấy mời họp tổng sản lượng lương thực cả năm mở rộng Hoà Hòa Thuý Thúy quý quỷ khuỷu "
    "nghiêng ngoằn ngoèo xoong Ấp Ê-đê thuở huơ khuya yêu yếm giếng gì gìn báo cáo xã ấy ừ "
    "Ủy Uỷ ban nhân dân hộ nghèo trường Tiểu học Đắk Lắk Krông Búk Chư Sê"
).split()
AROUND = ["{}", "{}, {}", "“{}”", "«{}»", "« {} »", "§ 5 {}", "{} 5 µm", "© {}", "{}® {}", "{}¹"]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), st.sampled_from(AROUND))
def test_no_cell_of_unicode_words_is_refused(words: list[str], around: str) -> None:
    text = " ".join(words)
    for said in (text, text.lower(), text.upper(), text.title(), text.capitalize()):
        assert old_word(around.format(said, words[0])) == ""


@pytest.mark.parametrize(
    "text",
    [
        *("5 m² đất", "kW·h, N·m", "½ ngày", "1ª", "Nº 5", "Windows® của Microsoft©", "37°C ± 1"),
        *("café Zürich", "São Paulo", "Köln", "François", "Ñandú", "Ålesund", "naïve", "rôle"),
        *("«An» và «Bình»", "£5 ¥6 ¢7", "Trang chủ»Tin tức", "a × b", "2×3", "¿Qué?"),
    ],
)
def test_signs_and_foreign_words_are_no_old_letters(text: str) -> None:
    assert old_word(text) == ""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Th«n §oµi", "Th«n"),
        ("viÖc trång c©y", "viÖc"),
        ("§¬n vÞ ®\xad\xeeîc giao", "§¬n"),
        ("X· Quang Trung", "X·"),
        ("TH«N 5", "TH«N"),
        ("nhÊt", "nhÊt"),
        ("Số 5, b¸o c¸o", "b¸o"),
        ("Thôn 1 (huyÖn A)", "huyÖn"),
    ],
)
def test_old_letters_are_seen(text: str, word: str) -> None:
    assert old_word(text) == word


@given(st.lists(st.sampled_from("Thôn Đoài việc cây giấy đất đông nhất xã cả".split()), min_size=1))
def test_words_of_tcvn3_shown_as_latin_1_are_seen(words: list[str]) -> None:
    text = " ".join(words)
    assert old_word(text.encode("tcvn3").decode("latin-1")) != ""


ROWS = (("Đơn vị được giao", "Trích yếu"), ("Thôn 1", "Th«n §oµi"), ("Thôn 2", "Họp"))
SAID = (
    "“Th«n” là chữ gõ bằng phông .VnTime (bảng mã TCVN3); "
    "hãy chuyển mã cả tệp bằng Unikey (TCVN3 → Unicode) rồi làm lại"
)


def saved(folder: Path, suffix: str, rows: tuple[tuple[str, ...], ...]) -> Path:
    path = folder / f"thon{suffix}"
    if suffix == ".csv":
        path.write_text("".join(f"{';'.join(row)}\n" for row in rows), "utf-8")
        return path
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)  # type: ignore[union-attr]
    workbook.save(path)
    return path


@pytest.mark.parametrize(
    ("suffix", "place"), [(".csv", ":2, cột “Trích yếu”"), (".xlsx", ", trang “Sheet”, ô B2")]
)
def test_a_cell_in_old_letters_is_a_problem_of_its_row(
    tmp_path: Path, suffix: str, place: str
) -> None:
    path = saved(tmp_path, suffix, ROWS)
    first, second = open_rows(path, villages())
    assert [str(problem) for problem in first.problems] == [f"{path}{place}: {SAID}"]
    assert second.problems == ()


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_headings_in_old_letters(tmp_path: Path, suffix: str) -> None:
    path = saved(tmp_path, suffix, (("Đơn vị được giao", "TrÝch yÕu"), ("Thôn 1", "Họp")))
    with pytest.raises(InputError) as caught:
        open_rows(path, villages())
    (problem,) = caught.value.problems
    assert problem.message == SAID.replace("Th«n", "TrÝch")


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_table_of_a_document_in_old_letters(tmp_path: Path, suffix: str) -> None:
    path = saved(tmp_path, suffix, (("Đơn vị", "Việc"), ("Thôn 1", "viÖc trång c©y")))
    entries = {"tep_du_lieu": str(path), "ten_bang": "Việc"}
    problems: list[Problem] = []
    node = node_of({"bang_bieu": [entries]}, [])
    assert isinstance(node, MappingNode)
    fill_tables(node, problems)
    assert [problem.message for problem in problems] == [SAID.replace("Th«n", "viÖc")]
