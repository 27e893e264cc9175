from pathlib import Path

import pytest

from tests.conftest import EXAMPLES
from vanban.data import Columns, Draft, load_draft, open_rows
from vanban.data.csv_files import read_csv
from vanban.errors import InputError
from vanban.models import PhatDong


def table(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "thon.csv"
    path.write_bytes(text.encode(encoding))
    return path


def refusal(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        list(read_csv(path))
    return [str(problem).replace(str(path.parent), "") for problem in caught.value.problems]


@pytest.fixture(scope="module")
def base() -> Draft:
    return load_draft(EXAMPLES / "thon.yaml")


@pytest.fixture(scope="module")
def columns(base: Draft) -> Columns:
    return Columns(base)


@pytest.mark.parametrize(
    "text",
    [
        "Tên,Số\nThôn 1,3\nThôn 2,4\n",
        "Tên;Số\r\nThôn 1;3\r\nThôn 2;4",
        "Tên\tSố\nThôn 1\t3\nThôn 2\t4\n",
        "\n  Tên ,Số\n\nThôn 1,3\n , \n\nThôn 2,4\n\n",
        '"Tên","Số"\n"Thôn 1","3"\n"Thôn 2",4\n',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_delimiters_blank_lines_and_byte_order_mark(
    tmp_path: Path, text: str, encoding: str
) -> None:
    rows = read_csv(table(tmp_path, text, encoding))
    assert rows.headings == ("Tên", "Số")
    assert [row.cells for row in rows] == [("Thôn 1", "3"), ("Thôn 2", "4")]
    assert [row.cells for row in rows] == [("Thôn 1", "3"), ("Thôn 2", "4")]


def test_a_comma_in_a_heading_does_not_divide_a_table_of_semicolons(tmp_path: Path) -> None:
    rows = read_csv(table(tmp_path, "Tên;Đàn trâu, bò, ngựa\nThôn 1;37,5 con\n"))
    assert rows.headings == ("Tên", "Đàn trâu, bò, ngựa")
    assert [row.cells for row in rows] == [("Thôn 1", "37,5 con")]


def test_a_semicolon_in_quotes_does_not_divide(tmp_path: Path) -> None:
    rows = read_csv(table(tmp_path, '"Tên; ""gọi""\nlà",Số\nThôn 1,3\n'))
    assert rows.headings == ('Tên; "gọi" là', "Số")
    assert [row.line for row in rows] == [3]


def test_rows_stand_at_the_line_where_they_begin(tmp_path: Path) -> None:
    path = table(tmp_path, 'Tên,Số\n\n"Thôn\n1",3\nThôn 2,4\n')
    assert [row.line for row in read_csv(path)] == [3, 5]
    assert next(iter(read_csv(path))).cells == ("Thôn\n1", "3")


def test_a_short_and_a_long_row_are_problems_of_those_rows(tmp_path: Path) -> None:
    path = table(tmp_path, "Tên,Số,Vụ\nThôn 1,3,1\nThôn 2,4\nThôn 3,37,5,1\n")
    good, short, long = read_csv(path)
    assert good.problems == ()
    assert str(short.problems[0]) == (
        f"{path}:3: có 2 ô, cần 3 ô theo dòng tiêu đề; ô nào chứa dấu phẩy thì đặt trong ngoặc kép"
    )
    assert str(long.problems[0]).startswith(f"{path}:4: có 4 ô, cần 3 ô")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "/thon.csv: tệp trống"),
        ("\n \n", "/thon.csv: tệp trống"),
        ("Tên,Số\n\n", "/thon.csv:1: chỉ có dòng tiêu đề, chưa có dòng dữ liệu nào"),
        ("Tên,,Số\na,b,c\n", "/thon.csv:1, cột thứ 2: cột không có tên"),
        (
            "Tên,Số,TÊN\na,b,c\n",
            "/thon.csv:1, cột “TÊN”: tiêu đề đã dùng ở cột thứ 1",
        ),
        ("Tên,S\x07ố\na,b\n", "/thon.csv:1, cột thứ 2: có ký tự không in được U+0007"),
        ('Tên,Số\nThôn 1,"3\nThôn 2,4\n', "/thon.csv:2: có dấu ngoặc kép mở từ dòng này"),
        ('Tên,Số\n"Thôn" 1,3\n', "/thon.csv:2: sau dấu ngoặc kép đóng còn chữ"),
    ],
)
def test_a_file_that_is_no_table(tmp_path: Path, text: str, message: str) -> None:
    (problem,) = refusal(table(tmp_path, text))
    assert problem.startswith(message)


def test_other_encodings_are_named(tmp_path: Path) -> None:
    text = "Tên,Số\nThôn 1,3\n"
    assert "bảng mã UTF-16" in refusal(table(tmp_path, text, "utf-16"))[0]
    path = tmp_path / "thon.csv"
    path.write_bytes(b"Don vi,So\nTh\xabn 1,3\n")  # "Thôn" in TCVN3
    assert refusal(path)[0].startswith("/thon.csv:2: tệp dùng bảng mã TCVN3")


def test_a_missing_table(tmp_path: Path) -> None:
    assert refusal(tmp_path / "khong.csv") == [
        "/khong.csv: không tìm thấy tệp; hãy xem lại tên và thư mục"
    ]


def test_a_table_that_changes_between_two_readings(tmp_path: Path) -> None:
    rows = read_csv(table(tmp_path, "Tên\nThôn 1\n"))
    table(tmp_path, "Tên\nThôn 1\nThôn 2\n")
    with pytest.raises(InputError, match="vừa bị sửa"):
        list(rows)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Đơn vị được giao", "Đơn vị được giao"),
        ("ĐƠN VỊ ĐƯỢC GIAO", "Đơn vị được giao"),
        ("don_vi_duoc_giao", "Đơn vị được giao"),
        ("nguoi_ky.ho_ten", "Người ký / Họ tên"),
        ("Người ký / Họ tên", "Người ký / Họ tên"),
        ("Người ký/Họ tên", "Người ký / Họ tên"),
        ("Họ tên", "Người ký / Họ tên"),
        ("Đàn gia cầm", "Chỉ tiêu được giao / Đàn gia cầm"),
        ("đàn trâu bò", "Chỉ tiêu được giao / Đàn trâu, bò"),
        ("Hộ cận nghèo", "Chỉ tiêu / Văn hóa - xã hội / Tỷ lệ hộ nghèo / Hộ cận nghèo"),
        ("Chăn nuôi / Đàn gia cầm", "Chỉ tiêu / Kinh tế / Chăn nuôi / Đàn gia cầm"),
        (
            "chi_tieu.kinh_te.chan_nuoi.gom_co.dan_gia_cam.gia_tri",
            "Chỉ tiêu / Kinh tế / Chăn nuôi / Đàn gia cầm",
        ),
    ],
)
def test_headings_name_fields_and_targets(columns: Columns, heading: str, title: str) -> None:
    assert columns.find(heading).title == title


@pytest.mark.parametrize(
    ("heading", "message"),
    [
        ("Đơn vị giao", "không có “Đơn vị giao” trong bản gốc; có phải “Đơn vị được giao”?"),
        ("Đàn gia cẩmm", "không có “Đàn gia cẩmm” trong bản gốc; có phải “Đàn gia cầm”?"),
        ("Người ký / Họ", "không có “Người ký / Họ” trong bản gốc; có phải “Người ký / Họ tên”?"),
        ("STT", "không có “STT” trong bản gốc; cần tên một trường"),
        ("%", "không có “%” trong bản gốc; cần tên một trường"),
        ("HĐND xã giao", "“HĐND xã giao” có ở nhiều chỗ; hãy ghi đầy đủ: “Chỉ tiêu / "),
    ],
)
def test_headings_that_name_nothing_or_too_much(
    columns: Columns, heading: str, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        columns.find(heading)
    assert str(caught.value).startswith(message)


def test_all_wrong_headings_come_in_one_pass(tmp_path: Path, base: Draft) -> None:
    header = "Đàn gia cầm;Đàn gia cầmm;chi_tieu_duoc_giao.dan_gia_cam;loai"
    path = table(tmp_path, f"{header}\na;b;c;d\n")
    with pytest.raises(InputError) as caught:
        open_rows(path, base)
    assert [str(p).replace(str(tmp_path), "") for p in caught.value.problems] == [
        "/thon.csv:1, cột “Đàn gia cầmm”: không có “Đàn gia cầmm” trong bản gốc; "
        "có phải “Đàn gia cầm”?",
        "/thon.csv:1, cột “chi_tieu_duoc_giao.dan_gia_cam”: cột này và cột “Đàn gia cầm” cùng chỉ "
        "“Chỉ tiêu được giao / Đàn gia cầm”; hãy xóa một cột",
        "/thon.csv:1, cột “loai”: trường này dùng chung cho mọi dòng; "
        "hãy ghi trong bản gốc và xóa cột",
    ]


def heading_faults(path: Path, base: Draft) -> list[str]:
    with pytest.raises(InputError) as caught:
        open_rows(path, base)
    return [str(problem).replace(f"{path.parent}/", "") for problem in caught.value.problems]


def test_an_unknown_heading_is_told_with_the_kind_at_hand(tmp_path: Path) -> None:
    letter = load_draft(EXAMPLES.parent / "nghi_dinh_30" / "cong_van.yaml")
    said = heading_faults(table(tmp_path, "Trích yếu;Cột lạ;Người ký\na;b;c\n"), letter)
    assert said == [
        "thon.csv:1, cột “Cột lạ”: không có trường “Cột lạ” ở loại Công văn; "
        "hãy sửa tiêu đề, hoặc xóa cột này",
        "thon.csv:1, cột “Người ký”: “Người ký” là một nhóm; "
        "hãy ghi “Người ký / Chức vụ” hoặc “Người ký / Họ tên”",
    ]
    with pytest.raises(InputError) as caught:
        Columns(letter).find("Cột lạ")
    assert "Đơn vị được giao" not in str(caught.value)


@pytest.mark.parametrize(("count", "last"), [(10, "cột “Cột 9x”"), (13, "thon.csv:1: còn 3 ")])
def test_of_many_wrong_headings_ten_are_told(
    tmp_path: Path, base: Draft, count: int, last: str
) -> None:
    unknown = ";".join(f"Cột {number}x" for number in range(count))
    said = heading_faults(table(tmp_path, f"Trích yếu;{unknown}\n{'a;' * count}a\n"), base)
    assert len(said) == min(count, 11)
    assert last in said[-1]


def test_a_table_without_a_header(tmp_path: Path, base: Draft) -> None:
    path = table(tmp_path, "Thôn 1;152 tấn\nThôn 2;138 tấn\n")
    with pytest.raises(InputError) as caught:
        open_rows(path, base)
    assert "dòng đầu tiên phải là dòng tiêu đề" in caught.value.problems[0].message


TARGETS = (
    "Tổng sản lượng lương thực cả năm;Đàn trâu, bò;Tổng đàn lợn cả năm;Đàn gia cầm;"
    "Sản lượng nuôi trồng thủy sản cả năm;Số hộ nghèo giảm;"
    "Tỷ lệ gia đình đạt chuẩn gia đình văn hóa"
)
VALUES = "152 tấn;45 con;950 con;8.200 con;64,5 tấn;01 hộ;86%"


def laid(base: Draft, path: Path) -> PhatDong:
    rows = open_rows(path, base)
    (row,) = rows
    document = rows.layer.overlay(base, row).document()
    assert isinstance(document, PhatDong)
    return document


def test_a_row_is_laid_over_the_base(tmp_path: Path, base: Draft) -> None:
    head = f"Đơn vị được giao;Nơi nhận;Họ tên;Trích yếu;DT lúa;{TARGETS}"
    row = f'Thôn 1;"Trưởng thôn; Chi bộ;";Lê Thị Hoà;;131 ha;{VALUES}'
    document = laid(base, table(tmp_path, f"{head}\n{row}\n"))
    assert document.don_vi_duoc_giao == "Thôn 1"
    assert document.noi_nhan == ("Trưởng thôn", "Chi bộ")
    assert (document.nguoi_ky.chuc_vu, document.nguoi_ky.ho_ten) == ("Chủ tịch", "Lê Thị Hoà")
    assert document.trich_yeu == "Phong trào thi đua năm 2024 tại thôn"
    assert [str(target.gia_tri) for target in document.chi_tieu_duoc_giao] == VALUES.split(";")
    assert str(getattr(document.target("DT lúa"), "gia_tri", None)) == "131 ha"
    assert str(getattr(document.target("DT rau màu"), "gia_tri", None)) == "24,5 ha"


def test_a_dash_takes_a_target_away(tmp_path: Path, base: Draft) -> None:
    row = VALUES.replace("01 hộ", "-")
    document = laid(base, table(tmp_path, f"{TARGETS}\n{row}\n"))
    assert len(document.chi_tieu_duoc_giao) == 6
    assert "Số hộ nghèo giảm" not in [target.label for target in document.chi_tieu_duoc_giao]


def test_a_blank_cell_without_a_value_to_keep(tmp_path: Path, base: Draft) -> None:
    path = table(tmp_path, f"{TARGETS}\n{VALUES.replace('45 con', ' ')}\n")
    with pytest.raises(InputError) as caught:
        laid(base, path)
    (problem,) = caught.value.problems
    assert problem.place == f"{path}:2, cột “Đàn trâu, bò”"
    assert problem.message.startswith("ô trống mà bản gốc cũng không có giá trị")


def test_every_wrong_cell_is_named(tmp_path: Path, base: Draft) -> None:
    wrong = VALUES.replace("64,5 tấn", "64.5 tấn").replace("45 con", "nhiều")
    path = table(tmp_path, f"Năm;{TARGETS}\nhai ngàn;{wrong}\n")
    with pytest.raises(InputError) as caught:
        laid(base, path)
    assert [problem.place for problem in caught.value.problems] == [
        f"{path}:2, cột “Năm”",
        f"{path}:2, cột “Đàn trâu, bò”",
        f"{path}:2, cột “Sản lượng nuôi trồng thủy sản cả năm”",
    ]
    assert "viết “64,5”" in caught.value.problems[2].message


def test_a_part_of_a_target_that_is_taken_away(tmp_path: Path, base: Draft) -> None:
    text = "Chăn nuôi / Đàn gia cầm;Chăn nuôi;Chăn nuôi / Đàn trâu, bò\n1 con;-;2 con\n"
    rows = open_rows(table(tmp_path, text), base)
    (row,) = rows
    draft = rows.layer.overlay(base, row)
    targets = draft.node.entries["chi_tieu"].entries["kinh_te"]  # type: ignore[union-attr]
    assert "chan_nuoi" not in targets.names  # type: ignore[union-attr]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_blank_cells_that_a_spreadsheet_leaves_at_the_end(tmp_path: Path, end: str) -> None:
    lines = ["Tên;Số; ;", "Thôn 1;3;;", "Thôn 2;;;;;", "Thôn 3;5"]
    rows = read_csv(table(tmp_path, end.join(lines) + end))
    assert rows.headings == ("Tên", "Số")
    assert [row.cells for row in rows] == [("Thôn 1", "3"), ("Thôn 2", ""), ("Thôn 3", "5")]
    assert [row.problems for row in rows] == [(), (), ()]


def test_a_cell_under_no_heading(tmp_path: Path) -> None:
    path = table(tmp_path, "Tên,Số,,\nThôn 1,3,,\nThôn 2,4,,x\n")
    good, wrong = read_csv(path)
    assert good.problems == ()
    assert [str(problem) for problem in wrong.problems] == [
        f"{path}:3: có 4 ô, cần 2 ô theo dòng tiêu đề; ô nào chứa dấu phẩy thì đặt trong ngoặc "
        "kép, cột nào chưa có tiêu đề thì ghi thêm tiêu đề"
    ]


def test_prose_is_divided_by_lines_and_names_by_semicolons_too(tmp_path: Path, base: Draft) -> None:
    prose = '"Thi đua sản xuất; chăn nuôi giỏi\r\nThi đua học tốt"'
    names = '"Chi bộ; Trưởng thôn\nLưu trữ xã;"'
    text = f"Nội dung thi đua,Nơi nhận,{TARGETS.replace(';', ',')}\n".replace(
        "Đàn trâu, bò", '"Đàn trâu, bò"'
    )
    values = ",".join(f'"{value}"' for value in VALUES.split(";"))
    path = table(tmp_path, f"{text}{prose},{names},{values}\n")
    document = laid(base, path)
    assert document.noi_dung_thi_dua == ("Thi đua sản xuất; chăn nuôi giỏi", "Thi đua học tốt")
    assert document.noi_nhan == ("Chi bộ", "Trưởng thôn", "Lưu trữ xã")


def test_a_cell_of_several_lines_for_a_text_of_one(tmp_path: Path, base: Draft) -> None:
    path = table(tmp_path, f'{TARGETS};Họ tên\n{VALUES};"Lê Thị\nHoà"\n')
    with pytest.raises(InputError) as caught:
        laid(base, path)
    (problem,) = caught.value.problems
    assert str(problem).startswith(f"{path}:2, cột “Họ tên”: Người ký / Họ tên: có 2 dòng; ")
