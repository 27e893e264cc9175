"""Rows of a batch from lists: YAML, JSON, JSON Lines, iterables of mappings."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
import yaml

from vanban.data import Draft, RowSource, open_rows
from vanban.data.nodes import MappingNode
from vanban.errors import InputError
from vanban.models import PhatDong

from .villages import villages

TARGETS = {
    "Tổng sản lượng lương thực cả năm": "152 tấn",
    "Đàn trâu, bò": "45 con",
    "Tổng đàn lợn cả năm": "950 con",
    "dan_gia_cam": "8.200 con",
    "chi_tieu_duoc_giao.San luong nuoi trong thuy san ca nam": "64,5 tấn",
    "Chỉ tiêu được giao / Số hộ nghèo giảm": "-",
    "Tỷ lệ gia đình đạt chuẩn gia đình văn hóa": "86%",
}
ROW: dict[str, object] = {"STT": 1, "Đơn vị được giao": "Thôn 1", **TARGETS}


def write(folder: Path, text: str, name: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def document_of(rows: RowSource) -> PhatDong:
    (row,) = rows
    assert row.problems == ()
    document = rows.layer.overlay(villages(), row).document()
    assert isinstance(document, PhatDong)
    return document


def faults_of(source: Any) -> list[str]:
    """Everything that is wrong with the rows, as a batch would tell it."""
    rows = open_rows(source, villages())
    said: list[str] = []
    for row in rows:
        found = row.problems or rows.layer.overlay(villages(), row).problems
        said += map(str, found)
    return said


@pytest.mark.parametrize("kind", ["yaml", "yml", "json", "jsonl", "list", "generator"])
def test_a_row_says_what_its_keys_name(tmp_path: Path, kind: str) -> None:
    row = {**ROW, "Người ký": {"Họ tên": "Lê A"}, "nguoi_ky.chuc_vu": "Trưởng ban", "Năm": 2025}
    texts = {
        "json": json.dumps([row]),
        "jsonl": f"\n{json.dumps(row)}\n\n",
        "yaml": yaml.safe_dump([row], allow_unicode=True),
        "yml": yaml.safe_dump([row], allow_unicode=True),
    }
    source: Any = [row] if kind == "list" else (item for item in [row])
    if kind in texts:
        source = write(tmp_path, texts[kind], f"thon.{kind}")
    document = document_of(open_rows(source, villages()))
    assert document.don_vi_duoc_giao == "Thôn 1"
    assert (document.nguoi_ky.chuc_vu, document.nguoi_ky.ho_ten) == ("Trưởng ban", "Lê A")
    assert document.nam == 2025
    assert [str(target.gia_tri) for target in document.chi_tieu_duoc_giao] == [
        *("152 tấn", "45 con", "950 con", "8.200 con", "64,5 tấn", "86%")
    ]


def test_a_row_is_laid_over_the_base_as_a_file_that_inherits_it(tmp_path: Path) -> None:
    nested: dict[str, object] = {
        "noi_nhan": ["Chi bộ", "Trưởng thôn"],
        "chi_tieu_duoc_giao": {"Đàn gia cầm": {"gia_tri": "5 con"}, "Đàn trâu, bò": "6 con"},
    }
    given = {key: value for key, value in ROW.items() if key not in ("dan_gia_cam", "Đàn trâu, bò")}
    document = document_of(open_rows([{**given, **nested}], villages()))
    assert document.noi_nhan == ("Chi bộ", "Trưởng thôn")
    assert str(getattr(document.chi_tieu_duoc_giao[1], "gia_tri", None)) == "6 con"
    assert str(getattr(document.chi_tieu_duoc_giao[3], "gia_tri", None)) == "5 con"


def test_python_values() -> None:
    values = {"Ngày ban hành": date(2024, 3, 5), "Số văn bản": 15, "Đàn trâu, bò": Decimal("4.5")}
    row = MappingProxyType({**ROW, **values})
    document = document_of(open_rows([row], villages()))
    assert str(document.ngay_ban_hanh) == str(
        document_of(open_rows([{**ROW, "Ngày ban hành": "05/03/2024"}], villages())).ngay_ban_hanh
    )
    midnight = {**ROW, "Ngày ban hành": datetime(2024, 3, 5)}
    assert document_of(open_rows([midnight], villages())).ngay_ban_hanh == document.ngay_ban_hanh
    assert document.so_van_ban == 15
    assert str(getattr(document.chi_tieu_duoc_giao[1], "gia_tri", None)) == "4,5"


def test_floats_are_refused_by_the_field() -> None:
    rows = open_rows([{**ROW, "Đàn trâu, bò": 4.5}], villages())
    (row,) = rows
    with pytest.raises(InputError, match="hãy dùng Decimal hoặc chuỗi") as caught:
        rows.layer.overlay(villages(), row).document()
    assert caught.value.problems[0].place == "dòng 1 / Đàn trâu, bò"


OF_NO_DATA: dict[str, object] = {
    "function": lambda: 1,
    "generator": (str(n) for n in range(2)),
    "object": object(),
    "bytes": b"a",
    "complex": 1j,
    "range": range(3),
}


@pytest.mark.parametrize("kind", OF_NO_DATA)
@pytest.mark.parametrize("field", ["Trích yếu", "Đàn trâu, bò", "STT"])
def test_a_value_that_is_no_data_is_a_problem_of_its_row(kind: str, field: str) -> None:
    bad = {**ROW, field: OF_NO_DATA[kind]}
    first, second, third = open_rows([ROW, bad, ROW], villages())
    assert (first.problems, third.problems) == ((), ())
    assert [str(problem) for problem in second.problems] == [
        f"dòng 2 / {field}: giá trị kiểu {kind} không phải số liệu; "
        "hãy dùng chuỗi, số nguyên, Decimal, ngày hoặc danh sách (list)"
    ]


def test_values_within_groups_and_lists_are_looked_at_too() -> None:
    bad = {**ROW, "Nơi nhận": ["Chi bộ", {"a"}], "Người ký": {"Họ tên": object}}
    assert faults_of([bad]) == [
        "dòng 1 / Nơi nhận / 2: tập hợp (set) không có thứ tự; hãy dùng danh sách (list)",
        "dòng 1 / Người ký / Họ tên: giá trị kiểu type không phải số liệu; "
        "hãy dùng chuỗi, số nguyên, Decimal, ngày hoặc danh sách (list)",
    ]
    assert "tập hợp (set)" in faults_of([{**ROW, "Nơi nhận": frozenset("a")}])[0]


def test_what_is_not_a_number_is_blank() -> None:
    blanks = {"Trích yếu": float("nan"), "nguoi_ky.ho_ten": Decimal("NaN"), "STT": float("nan")}
    plain = document_of(open_rows([ROW], villages()))
    assert document_of(open_rows([{**ROW, **blanks}], villages())) == plain
    bare = faults_of([{**ROW, "Đàn trâu, bò": float("nan")}, ROW])
    assert len(bare) == 1
    assert "để trống mà bản gốc cũng không có giá trị" in bare[0]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"sheet": "Thôn"}, "chỉ tệp .xlsx mới có trang tính; hãy bỏ sheet="),
        ({"encoding": "tcvn3"}, "chỉ tệp CSV mới cần nêu bảng mã; hãy bỏ encoding="),
    ],
)
def test_options_of_files_are_refused(options: dict[str, str], said: str) -> None:
    with pytest.raises(InputError) as caught:
        open_rows([ROW], villages(), **options)
    assert str(caught.value) == said


def test_blank_values_keep_what_the_base_says() -> None:
    blanks = {"Trích yếu": "", "Địa danh": None, "nguoi_ky.ho_ten": "  "}
    document = document_of(open_rows([{**ROW, **blanks}], villages()))
    plain = document_of(open_rows([ROW], villages()))
    assert document == plain


def test_rows_of_the_csv_module() -> None:
    text = "Đơn vị được giao,Trích yếu\nThôn 1,\nThôn 2,Họp\n"
    rows = open_rows(csv.DictReader(io.StringIO(text)), villages())
    drafts = [rows.layer.overlay(villages(), row) for row in rows]
    said = [str(getattr(draft.node.entries["trich_yeu"], "value", "")) for draft in drafts]
    assert said == ["Phong trào thi đua năm 2024 tại thôn", "Họp"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"Trích yếuu": "a"},
            "dòng 1 / Trích yếuu: không có “Trích yếuu” trong bản gốc; có phải “Trích yếu”?",
        ),
        ({"nguoi_kyy": "a"}, "dòng 1 / nguoi_kyy: không có “nguoi_kyy” trong bản gốc; có phải "),
        (
            {"nguoi_ky": {"ho_te": "a"}},
            "dòng 1 / nguoi_ky / ho_te: không có trường “ho_te”; có phải “Họ tên”?",
        ),
        (
            {"nguoi_ky": {"ho_ten": "a"}, "Người ký / Họ tên": "b"},
            "dòng 1 / Người ký / Họ tên: Người ký / Họ tên: “Người ký / Họ tên” đã ghi ở "
            "dòng 1 / nguoi_ky / ho_ten; mỗi trường chỉ ghi một lần",
        ),
        (
            {"nguoi_ky": {"Họ tên": "a"}, "nguoi_ky.ho_ten": "b"},
            "dòng 1 / nguoi_ky.ho_ten: Họ tên: “ho_ten” đã ghi ở dòng 1 / nguoi_ky / Họ tên",
        ),
        (
            {"nguoi_ky.ho_ten": "b", "nguoi_ky": {"ho_ten": "a"}},
            "dòng 1 / nguoi_ky / ho_ten: “ho_ten” đã ghi ở dòng 1 / nguoi_ky.ho_ten",
        ),
        ({"nguoi_ky": "a", "nguoi_ky.ho_ten": "b"}, "“nguoi_ky.ho_ten” nằm trong phần đã ghi ở"),
        ({"trich_yeu": "a", "Trích yếu": "b"}, "dòng 1 / Trích yếu: Trích yếu: “Trích yếu” đã ghi"),
        ({"loai": "a"}, "dòng 1 / loai: trường này dùng chung cho mọi dòng"),
        ({"ke_thua": "a"}, "dòng 1 / ke_thua: trường này dùng chung cho mọi dòng"),
        (
            {"Đàn trâu, bò": ""},
            "Chỉ tiêu được giao / Đàn trâu, bò: để trống mà bản gốc",
        ),
        ({5: "a"}, "dòng 1 / 5: tên trường phải là một dòng chữ"),
        ({"HĐND xã giao": "1"}, "“HĐND xã giao” có ở nhiều chỗ; hãy ghi đầy đủ"),
    ],
)
def test_wrong_keys_of_a_mapping(change: dict[object, object], said: str) -> None:
    (found,) = faults_of([{**ROW, **change}])
    assert said in found


@pytest.mark.parametrize("item", [5, "a", None, ["a"], ("a", "b")])
def test_rows_that_are_no_mappings(item: object) -> None:
    (first, second) = open_rows([item, ROW], villages())  # type: ignore[list-item]
    assert str(first.problems[0]).startswith("dòng 1: mỗi dòng phải là một nhóm “tên cột: giá trị”")
    assert (second.number, second.problems) == (2, ())


@pytest.mark.parametrize("source", [5, {"a": 1}, b"abc", None])
def test_what_is_no_list_of_rows(source: Any) -> None:
    with pytest.raises(InputError, match="cần đường dẫn của tệp, hoặc một danh sách"):
        open_rows(source, villages())


def test_an_empty_list() -> None:
    with pytest.raises(InputError, match="danh sách trống"):
        open_rows([], villages())


def test_a_generator_is_gone_through_once() -> None:
    asked: list[int] = []

    def rows() -> Iterator[Mapping[str, object]]:
        for number in range(3):
            asked.append(number)
            yield ROW

    source = open_rows(rows(), villages())
    assert asked == []
    assert next(iter(source)).number == 1
    assert asked == [0]
    with pytest.raises(InputError, match="chỉ đọc được một lần"):
        list(source)
    again = open_rows([ROW], villages())
    assert list(again) == list(again)


def test_places_in_files(tmp_path: Path) -> None:
    text = "# thôn\n- trich_yeu: a\n  nguoi_ky: {ho_te: b}\n- Trích yếuu: a\n- 5\n"
    path = write(tmp_path, text, "thon.yaml")
    assert [said.replace(f"{tmp_path}/", "") for said in faults_of(path)] == [
        "thon.yaml:3:14: không có trường “ho_te”; có phải “Họ tên”?",
        "thon.yaml:4:3: không có “Trích yếuu” trong bản gốc; có phải “Trích yếu”?",
        "thon.yaml:5:3: mỗi dòng phải là một nhóm “tên cột: giá trị”",
    ]
    rows = open_rows(path, villages())
    first, second, _ = rows
    assert rows.layer.place(first) == f"{path}:2:3" == rows.layer.cell_place(first, 0)
    assert [first.line, second.line] == [2, 4]


def test_lines_of_json_go_wrong_one_by_one(tmp_path: Path) -> None:
    lines = ['{"trich_yeu": "a"}', '{"trich_yeu": }', "", '{"trich_yeuu": "b"}', "[1]"]
    path = write(tmp_path, "\n".join(lines), "thon.jsonl")
    assert [said.replace(f"{tmp_path}/", "") for said in faults_of(path)] == [
        "thon.jsonl:2:15: sai cú pháp JSON: thiếu giá trị, hoặc chữ chưa đặt trong ngoặc kép",
        "thon.jsonl:4:2: không có “trich_yeuu” trong bản gốc; có phải “Trích yếu”?",
        "thon.jsonl:5:1: mỗi dòng phải là một nhóm “tên cột: giá trị”",
    ]
    rows = open_rows(path, villages())
    assert [(row.number, row.line) for row in rows] == [(1, 1), (2, 2), (3, 4), (4, 5)]
    assert [rows.layer.place(row) for row in rows][1] == f"{path}:2:1"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.yaml", "trich_yeu: a\n", "a.yaml:1:1: cần một danh sách các dòng"),
        ("a.json", '{"trich_yeu": "a"}', "a.json:1:1: cần một danh sách các dòng"),
        ("a.yaml", "[]\n", "a.yaml: danh sách trống"),
        ("a.json", "[]", "a.json: danh sách trống"),
        ("a.jsonl", "\n\n", "a.jsonl: tệp trống"),
        ("a.yaml", "- trich_yeu: a\n - b", "a.yaml:2:2: "),
        ("a.json", '[{"trich_yeu": "a"]', "a.json:1:19: sai cú pháp JSON"),
        ("a.yaml", "- trich_yeu: a\n---\n- trich_yeu: b\n", "a.yaml:2:1: tệp có nhiều phần"),
    ],
)
def test_files_that_are_no_lists(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        list(open_rows(write(tmp_path, text, name), villages()))
    assert str(caught.value).replace(f"{tmp_path}/", "").startswith(said)


def test_a_list_may_be_longer_than_a_document(tmp_path: Path) -> None:
    row = json.dumps({f"khoa_{n}": n for n in range(50)})
    for name, text in (
        ("a.json", f"[{','.join([row] * 2_100)}]"),
        ("a.yaml", f"- {row}\n" * 2_100),
    ):
        rows = open_rows(write(tmp_path, text, name), villages())
        assert sum(1 for _ in rows) == 2_100


def test_anchors_of_yaml_serve_the_rows_to_come(tmp_path: Path) -> None:
    text = "- nguoi_ky: &a {ho_ten: Lê A}\n- nguoi_ky: *a\n  nguoi_ky.chuc_vu: Chủ tịch\n"
    text += "- nguoi_ky: *a\n"
    rows = open_rows(write(tmp_path, text, "a.yaml"), villages())
    groups = [row.cells[0].entries["nguoi_ky"] for row in rows]  # type: ignore[union-attr]
    assert all(isinstance(group, MappingNode) for group in groups)
    assert [sorted(group.entries) for group in groups] == [  # type: ignore[union-attr]
        ["ho_ten"],
        ["chuc_vu", "ho_ten"],
        ["ho_ten"],
    ]


def test_the_base_is_never_altered() -> None:
    before = repr(villages().node)
    rows = open_rows([{**ROW, "nguoi_ky.ho_ten": "A"}, {"nguoi_ky.chuc_vu": "B"}], villages())
    for row in rows:
        draft = rows.layer.overlay(villages(), row)
        assert isinstance(draft, Draft)
    assert repr(villages().node) == before


def test_a_table_of_a_row_takes_no_rows_from_a_file(tmp_path: Path) -> None:
    """In the base it does; here the file would be passed over without a word."""
    table = {"ten_bang": "Dự toán", "cac_cot": ["Nội dung"], "cac_dong": [["Một"]]}
    rows = open_rows([{"bang_bieu": [table | {"tep_du_lieu": "so_lieu.csv"}]}], villages())
    (row,) = rows
    with pytest.raises(InputError) as caught:
        rows.layer.overlay(villages(), row).document()
    (problem,) = caught.value.problems
    assert problem.field == "Tệp dữ liệu"
    assert "bảng của riêng từng dòng chưa lấy được số liệu từ tệp" in problem.message
