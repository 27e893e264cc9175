"""Rows of a batch from CSV files: any table reads back, what is passed over, where cells stand."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vanban.data import open_rows
from vanban.errors import InputError

from .villages import villages

HEADINGS = ("Đơn vị được giao", "Trích yếu", "Đàn gia cầm")
# Letters that a cell may hold and every encoding here has.
CELL = st.text(st.sampled_from("abcĐđăâêôơưàảãáạ 0123456789;,\t\"'\n-/.()%"), max_size=12).map(
    str.strip
)
ROWS = st.lists(st.tuples(CELL, CELL, CELL).filter(any), min_size=1, max_size=6)


def table(folder: Path, text: str, name: str = "thon.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def written(rows: list[tuple[str, ...]], delimiter: str, end: str) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=end)
    writer.writerow(HEADINGS)
    writer.writerows(rows)
    return buffer.getvalue()


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    max_examples=150,
)
@given(
    rows=ROWS,
    delimiter=st.sampled_from(",;\t"),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "tcvn3"]),
)
def test_any_table_reads_back_cell_for_cell(
    tmp_path: Path,
    rows: list[tuple[str, ...]],
    delimiter: str,
    end: str,
    encoding: str,
) -> None:
    path = tmp_path / "thon.csv"
    path.write_bytes(written(rows, delimiter, end).encode(encoding or "utf-8"))
    read = list(open_rows(path, villages(), encoding=encoding))
    assert [row.cells for row in read] == rows
    assert [row.number for row in read] == [*range(1, len(rows) + 1)]
    lines = path.read_bytes().decode(encoding or "utf-8").removeprefix("\ufeff").split("\n")
    for row in read:
        start = lines[row.line - 1].replace('"', "")
        assert start.startswith(str(row.cells[0]).split("\n")[0].replace('"', ""))


def test_places(tmp_path: Path) -> None:
    path = table(tmp_path, "Trích yếu;Đàn gia cầm\n\nA;1 con\n")
    rows = open_rows(path, villages())
    (row,) = rows
    assert rows.layer.where == str(path)
    assert rows.layer.header_place == f"{path}:1"
    assert rows.layer.place(row) == f"{path}:3"
    assert rows.layer.cell_place(row, 1) == f"{path}:3, cột “Đàn gia cầm”"


def test_counters_hints_and_examples_are_passed_over(tmp_path: Path) -> None:
    lines = ["STT;Trích yếu;TT;Đàn gia cầm", "Gợi ý;Viết gọn", "VÍ DỤ;Họp;1;5 con"]
    lines += ["1;Một;1;5 con", "2;;2;", ";Hai;;6 con", "3;Ba;3"]
    rows = open_rows(table(tmp_path, "\n".join(lines)), villages())
    assert rows.layer.headings == ("Trích yếu", "Đàn gia cầm")
    one, two, short = rows
    assert [(r.number, r.line, r.cells) for r in (one, two)] == [
        (1, 4, ("Một", "5 con")),
        (2, 6, ("Hai", "6 con")),
    ]
    assert str(short.problems[0]).endswith(
        ":7: có 3 ô, cần 4 ô theo dòng tiêu đề; ô nào chứa dấu chấm phẩy thì đặt trong ngoặc kép"
    )


def test_one_column_beside_the_counter(tmp_path: Path) -> None:
    rows = open_rows(table(tmp_path, "STT;Trích yếu\n1;A\n"), villages())
    assert [row.cells for row in rows] == [("A",)]


def test_a_table_of_hints_alone_has_no_rows(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="chưa có dòng dữ liệu nào"):
        open_rows(table(tmp_path, "STT;Trích yếu\nGợi ý;A\n2;\n"), villages())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("thon.xls", "chưa đọc được tệp .xls; hãy mở tệp rồi chọn Lưu thành"),
        ("thon.ods", "chưa đọc được tệp .ods"),
        ("thon.docx", "cần tệp .csv, .tsv, .txt, .xlsx, .xlsm, .yaml, .yml, .json, .jsonl"),
        ("thon", "cần tệp .csv"),
    ],
)
def test_other_kinds_of_files(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        open_rows(table(tmp_path, "x", name), villages())
    assert said in str(caught.value)


def test_a_sheet_of_a_csv_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"chỉ tệp \.xlsx mới có trang tính; hãy bỏ --sheet"):
        open_rows(table(tmp_path, "Trích yếu\nA\n"), villages(), sheet="Thôn")


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    max_examples=60,
)
@given(
    heading=st.sampled_from(["Đơn vị được giao", "Đàn gia cầm", "Người ký / Họ tên", "trich_yeu"]),
    at=st.integers(0, 30),
    what=st.sampled_from(["drop", "double", "swap"]),
)
def test_a_slip_of_the_pen_in_a_heading_is_told_or_harmless(
    tmp_path: Path, heading: str, at: int, what: str
) -> None:
    at %= len(heading) - 1
    changed = {
        "drop": heading[:at] + heading[at + 1 :],
        "double": heading[: at + 1] + heading[at:],
        "swap": heading[:at] + heading[at + 1] + heading[at] + heading[at + 2 :],
    }[what]
    path = table(tmp_path, f"{changed};Địa danh\na;b\n")
    right = open_rows(
        table(tmp_path, f"{heading};Địa danh\na;b\n", "b.csv"), villages()
    ).layer.columns[0]
    try:
        column = open_rows(path, villages()).layer.columns[0]
    except InputError as error:
        (problem,) = error.problems
        assert problem.place == f"{path}:1, cột “{' '.join(changed.split())}”"
        assert "có phải “" in problem.message or "có ở nhiều chỗ" in problem.message
    else:
        assert column == right


@pytest.mark.parametrize("said", ["Tổng cộng", "TỔNG SỐ", " Cộng:", "Tổng"])
def test_a_row_that_adds_up_the_others_is_told(tmp_path: Path, said: str) -> None:
    text = f"STT;Trích yếu;Đàn gia cầm\n1;Cộng đồng;5 con\n;{said};5 con\n{said};;5 con\n"
    good, *totals = open_rows(table(tmp_path, text), villages())
    assert good.problems == ()
    assert [str(total.problems[0]) for total in totals] == [
        f"{tmp_path}/thon.csv:{line}: dòng “{said.strip()}” không phải số liệu của một văn bản; "
        "hãy xóa dòng này"
        for line in (3, 4)
    ]
    (plain,) = open_rows(table(tmp_path, f"Trích yếu;Địa danh\n{said};\n"), villages())
    assert plain.problems


def test_which_places_are_within_a_row(tmp_path: Path) -> None:
    rows = open_rows(table(tmp_path, "Trích yếu;Địa danh\n" + "a;b\n" * 20), villages())
    row = list(rows)[1]
    assert rows.layer.is_within(row, rows.layer.place(row))
    assert rows.layer.is_within(row, rows.layer.cell_place(row, 1))
    for place in ("", f"{tmp_path}/thon.csv:30", f"{tmp_path}/thon.csv:2", "thon.yaml:3:1"):
        assert not rows.layer.is_within(row, place)
