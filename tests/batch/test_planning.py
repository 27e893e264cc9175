from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.batch.rows import BASE, names_in, write_base, write_rows
from tests.conftest import EXAMPLES
from vanban.batch import BatchPlan, plan_batch
from vanban.errors import InputError


def plan(tmp_path: Path, *lines: str, heading: str = "Trích yếu", **options: object) -> BatchPlan:
    base, rows = write_base(tmp_path), write_rows(tmp_path, lines, heading)
    return plan_batch(base, rows, tmp_path / "ra", **options)  # type: ignore[arg-type]


def texts_of(data: bytes) -> str:
    document = docx.Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_every_row_becomes_a_document(tmp_path: Path) -> None:
    planned = plan(tmp_path, "Họp thôn 1;Lê A", "Họp thôn 2;", heading="Trích yếu;Họ tên")
    assert (planned.total, planned.bad_rows, planned.problems) == (2, 0, ())
    assert not (tmp_path / "ra").exists()
    written = list(planned.write())
    assert [(w.number, w.path.name, w.problems) for w in written] == [
        (1, "Họp thôn 1.docx", ()),
        (2, "Họp thôn 2.docx", ()),
    ]
    assert names_in(tmp_path / "ra") == ["Họp thôn 1.docx", "Họp thôn 2.docx"]
    first, second = (texts_of(w.path.read_bytes()) for w in written)
    assert "Họp thôn 1" in first and "Lê A" in first
    assert "Họp thôn 2" in second and "Nguyễn Văn Thắng" in second


def test_a_bad_row_is_named_and_the_others_are_written(tmp_path: Path) -> None:
    planned = plan(
        tmp_path, "Một;5", "Hai;năm", "Ba", "Bốn;0", "Năm;7", heading="Trích yếu;Số văn bản"
    )
    place = f"{tmp_path}/bang.csv"
    assert [str(problem) for problem in planned.problems] == [
        f"{place}:3, cột “Số văn bản”: Số văn bản: cần một số nguyên, gặp “năm”",
        f"{place}:4: có 1 ô, cần 2 ô theo dòng tiêu đề; "
        "ô nào chứa dấu chấm phẩy thì đặt trong ngoặc kép",
        f"{place}:5, cột “Số văn bản”: Số văn bản: số văn bản bắt đầu từ 1; "
        "chưa có số thì bỏ trống",
    ]
    assert (planned.total, planned.bad_rows) == (5, 3)
    assert [w.number for w in planned.write()] == [1, 5]
    assert names_in(tmp_path / "ra") == ["Một.docx", "Năm.docx"]


@pytest.mark.parametrize(
    "name", ["../../ngoai", "/etc/ngoai", "..", "C:\\ngoai", "a/../../ngoai", "\u202e../x"]
)
def test_no_cell_and_no_pattern_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    before = names_in(tmp_path.parent)
    for pattern in (None, "../{trich_yeu}", "/{trich_yeu}/.."):
        planned = plan(tmp_path, name, pattern=pattern, force=True)
        (written,) = planned.write()
        assert written.path.parent == tmp_path / "ra"
        assert written.path.is_file()
    assert names_in(tmp_path) == ["bang.csv", "goc.yaml", "ra"]
    assert names_in(tmp_path.parent) == before


def test_existing_files_are_problems_of_their_rows(tmp_path: Path) -> None:
    old = tmp_path / "ra" / "Một.docx"
    old.parent.mkdir()
    old.write_bytes(b"old")
    planned = plan(tmp_path, "Một", "Hai")
    assert [str(problem) for problem in planned.problems] == [
        f"{tmp_path}/bang.csv:2: đã có tệp {old}; thêm --force để ghi đè"
    ]
    assert [w.path.name for w in planned.write()] == ["Hai.docx"]
    assert old.read_bytes() == b"old"
    assert [w.problems for w in plan(tmp_path, "Một", "Hai", force=True).write()] == [(), ()]
    assert old.read_bytes() != b"old"


def test_a_file_that_appears_after_the_plan_is_kept(tmp_path: Path) -> None:
    planned = plan(tmp_path, "Một", "Hai")
    (tmp_path / "ra").mkdir()
    (tmp_path / "ra" / "Một.docx").write_bytes(b"old")
    one, two = planned.write()
    assert str(one.problems[0]).startswith(f"{tmp_path}/bang.csv:2: đã có tệp")
    assert two.problems == ()
    assert (tmp_path / "ra" / "Một.docx").read_bytes() == b"old"
    assert names_in(tmp_path / "ra") == ["Hai.docx", "Một.docx"]


def test_two_rows_of_one_name_are_two_files_and_a_warning(tmp_path: Path) -> None:
    planned = plan(tmp_path, "Họp", "họp", "Họp")
    assert [file.path.name for file in planned.files] == [
        "Họp.docx",
        "họp (2).docx",
        "Họp (3).docx",
    ]
    assert [str(warning) for warning in planned.warnings] == [
        f"{tmp_path}/bang.csv:4: cùng tên “Họp” với dòng ở {tmp_path}/bang.csv:2; "
        "tệp này được đặt là “Họp (3).docx”"
    ]
    assert len(list(planned.write())) == 3
    assert len(names_in(tmp_path / "ra")) == 3


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    def run() -> dict[str, bytes]:
        files = plan(tmp_path, "Một", "Hai", pattern="{stt} {trich_yeu}", force=True).write()
        return {written.path.name: written.path.read_bytes() for written in files}

    first = run()
    assert list(first) == ["01 Một.docx", "02 Hai.docx"]
    assert run() == first


def refuse(tmp_path: Path, *lines: str, **options: object) -> list[str]:
    with pytest.raises(InputError) as caught:
        plan(tmp_path, *lines, **options)  # type: ignore[arg-type]
    assert "ra" not in names_in(tmp_path)
    return [str(problem).replace(str(tmp_path), "") for problem in caught.value.problems]


def test_a_wrong_header_stops_the_batch(tmp_path: Path) -> None:
    assert refuse(tmp_path, "a;b", heading="Trích yếu;Họ tênn") == [
        "/bang.csv:1, cột “Họ tênn”: không có “Họ tênn” trong bản gốc; có phải “Họ tên”?"
    ]


def test_a_wrong_pattern_stops_the_batch(tmp_path: Path) -> None:
    (problem,) = refuse(tmp_path, "a", pattern="{trich_yeuu}")
    assert problem.endswith("có phải “Trích yếu”?")


def test_a_folder_that_is_a_file_stops_the_batch(tmp_path: Path) -> None:
    base, rows = write_base(tmp_path), write_rows(tmp_path, ["a"])
    with pytest.raises(InputError, match="đây là một tệp, cần một thư mục"):
        plan_batch(base, rows, rows)


def test_unknown_fields_of_the_base_stop_the_batch(tmp_path: Path) -> None:
    rows = write_rows(tmp_path, ["a"])
    with pytest.raises(InputError, match="không có trường “trich_yeuu”"):
        plan_batch(write_base(tmp_path, f"{BASE}trich_yeuu: x\n"), rows, tmp_path / "ra")


def test_a_fault_of_the_base_is_told_once_and_not_for_each_row(tmp_path: Path) -> None:
    base = write_base(tmp_path, BASE.replace("2024", "2024-13").replace("dia_danh:", "# "))
    rows = write_rows(tmp_path, ["a", "b", "c"])
    with pytest.raises(InputError) as caught:
        plan_batch(base, rows, tmp_path / "ra")
    missing, wrong = sorted(map(str, caught.value.problems), key=len)
    assert missing == f"{base}: Địa danh: thiếu trường bắt buộc này"
    assert wrong.startswith(f"{base}:6:16: Ngày ban hành: ")


def test_what_the_base_lacks_may_come_from_the_rows(tmp_path: Path) -> None:
    base = write_base(tmp_path, BASE.replace("dia_danh:", "# ").replace("2024", "2024-13"))
    rows = write_rows(
        tmp_path, ["a;Xã Quang Trung;2024", "b;;2024"], "Trích yếu;Địa danh;Ngày ban hành"
    )
    planned = plan_batch(base, rows, tmp_path / "ra")
    assert [file.path.name for file in planned.files] == ["a.docx"]
    assert [str(problem) for problem in planned.problems] == [
        f"{rows}:3: Địa danh: thiếu trường bắt buộc này"
    ]


def test_a_broken_template_is_told_once_before_any_file(tmp_path: Path) -> None:
    template = tmp_path / "mau.docx.j2"
    template.write_text("1. {{ trich_yeuu }}\n", "utf-8")
    text = BASE.replace(
        "noi_dung: Các thôn thực hiện kế hoạch này./.", f"khuon_mau: {template.name}"
    )
    rows = write_rows(tmp_path, ["a", "b"])
    with pytest.raises(InputError) as caught:
        plan_batch(write_base(tmp_path, text), rows, tmp_path / "ra")
    assert [str(problem) for problem in caught.value.problems] == [
        f"{template}:1: khuôn mẫu dùng tên lạ “trich_yeuu”; có phải “trich_yeu”?"
    ]
    assert "ra" not in names_in(tmp_path)


def test_a_failure_of_rendering_is_the_rows_alone(tmp_path: Path) -> None:
    template = tmp_path / "mau.docx.j2"
    template.write_text("1. {% if trich_yeu == 'b' %}{{ trich_yeu.x }}{% endif %}Họp.\n", "utf-8")
    text = BASE.replace(
        "noi_dung: Các thôn thực hiện kế hoạch này./.", f"khuon_mau: {template.name}"
    )
    rows = write_rows(tmp_path, ["a", "b", "c"])
    written = list(plan_batch(write_base(tmp_path, text), rows, tmp_path / "ra").write())
    assert [bool(w.problems) for w in written] == [False, True, False]
    assert str(written[1].problems[0]).startswith(f"{rows}:3: {template}:1: ")
    assert names_in(tmp_path / "ra") == ["a.docx", "c.docx"]


def test_a_table_that_changes_after_the_plan_is_not_written(tmp_path: Path) -> None:
    planned = plan(tmp_path, "Một", "Hai")
    write_rows(tmp_path, ["Một", "Ba", "Bốn"])
    with pytest.raises(InputError, match="vừa bị sửa"):
        list(planned.write())


def test_the_six_villages(tmp_path: Path) -> None:
    planned = plan_batch(EXAMPLES / "thon.yaml", EXAMPLES / "thon.csv", tmp_path / "ra")
    assert planned.problems == ()
    assert [str(allocation) for allocation in planned.allocations] == [
        "Tổng sản lượng lương thực cả năm: "
        "các đơn vị cộng lại 760 tấn, xã giao 774 tấn, còn thiếu 14 tấn",
        "Đàn trâu, bò: các đơn vị cộng lại 220 con, xã giao 220 con, khớp",
        "Tổng đàn lợn cả năm: các đơn vị cộng lại 4.900 con, xã giao 4.900 con, khớp",
        "Đàn gia cầm: các đơn vị cộng lại 43.500 con, xã giao 43.500 con, khớp",
        "Sản lượng nuôi trồng thủy sản cả năm: các đơn vị cộng lại 318 tấn, xã giao 318 tấn, khớp",
        "Số hộ nghèo giảm: các đơn vị cộng lại 4 hộ, xã giao 04 hộ, khớp (cộng 4 trong 6 dòng)",
    ]
    written = list(planned.write())
    assert [w.path.name for w in written] == [f"Thôn {number}.docx" for number in range(1, 7)]
    fifth = texts_of(written[4].path.read_bytes()).replace("\u00a0", " ")
    assert "Chỉ tiêu giao cho Thôn 5" in fifth
    assert "- Đàn gia cầm: 7.000 con." in fifth
    assert "Số hộ nghèo giảm" not in fifth
    assert "663 tỷ đồng" not in fifth
    assert "Phong trào thi đua năm 2024 tại Thôn 5" in fifth


def test_a_row_with_a_bad_number_is_left_out_of_the_sums(tmp_path: Path) -> None:
    text = (EXAMPLES / "thon.csv").read_text("utf-8").replace("7.400 con", "7.4 con")
    rows = tmp_path / "thon.csv"
    rows.write_text(text, "utf-8-sig")
    planned = plan_batch(EXAMPLES / "thon.yaml", rows, tmp_path / "ra", ascii_only=True)
    (problem,) = planned.problems
    assert problem.place == f"{rows}:3, cột “Đàn gia cầm”"
    poultry = planned.allocations[3]
    assert str(poultry) == (
        "Đàn gia cầm: các đơn vị cộng lại 36.100 con, xã giao 43.500 con, "
        "còn thiếu 7.400 con (cộng 5 trong 6 dòng)"
    )
    assert [w.path.name for w in planned.write()] == [f"Thon_{n}.docx" for n in (1, 3, 4, 5, 6)]


def test_a_bad_cell_of_a_table_of_one_row_is_the_rows(tmp_path: Path) -> None:
    planned = plan(tmp_path, "Một;năm", heading="Trích yếu;Số văn bản")
    assert [str(problem) for problem in planned.problems] == [
        f"{tmp_path}/bang.csv:2, cột “Số văn bản”: Số văn bản: cần một số nguyên, gặp “năm”"
    ]
    assert (planned.total, planned.bad_rows) == (1, 1)


def test_a_fault_of_the_base_is_told_as_such_with_one_row_too(tmp_path: Path) -> None:
    base = write_base(tmp_path, BASE.replace("2024", "2024-13"))
    with pytest.raises(InputError) as caught:
        plan_batch(base, write_rows(tmp_path, ["a"]), tmp_path / "ra")
    assert [problem.place for problem in caught.value.problems] == [f"{base}:6:16"]


def test_each_row_is_told_once_it_is_checked(tmp_path: Path) -> None:
    told: list[int] = []
    plan(tmp_path, "Một;5", "Hai;năm", "Ba", heading="Trích yếu;Số văn bản", on_row=told.append)
    assert told == [1, 2, 3]


def plan_villages(tmp_path: Path, *changes: tuple[str, str]) -> BatchPlan:
    text = (EXAMPLES / "thon.csv").read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    rows = tmp_path / "thon.csv"
    rows.write_text(text, "utf-8")
    return plan_batch(EXAMPLES / "thon.yaml", rows, tmp_path / "ra")


def test_a_share_in_another_unit_is_an_error_of_its_row(tmp_path: Path) -> None:
    planned = plan_villages(tmp_path, ("8.200 con", "5 tấn"), ("58 tấn", "58"))
    assert [str(problem).replace(str(tmp_path), "") for problem in planned.problems] == [
        "/thon.csv:2, cột “Đàn gia cầm”: Đàn gia cầm: ghi “5 tấn”, "
        "chỉ tiêu của xã là “43.500 con”; hãy ghi cùng đơn vị “con”",
        "/thon.csv:3, cột “Sản lượng nuôi trồng thủy sản cả năm”: "
        "Sản lượng nuôi trồng thủy sản cả năm: ghi “58” mà không có đơn vị; "
        "chỉ tiêu của xã là “318 tấn”; hãy ghi cả đơn vị, ví dụ “58 tấn”",
    ]
    assert [file.number for file in planned.files] == [3, 4, 5, 6]
    assert str(planned.allocations[3]) == (
        "Đàn gia cầm: các đơn vị cộng lại 27.900 con, xã giao 43.500 con, "
        "còn thiếu 15.600 con (cộng 4 trong 6 dòng)"
    )


def write_village_base(tmp_path: Path, old: str, new: str) -> Path:
    text = (EXAMPLES / "thon.yaml").read_text("utf-8")
    text = text.replace("ke_thua: 2024.yaml", f"ke_thua: {EXAMPLES / '2024.yaml'}")
    text = text.replace("khuon_mau: thon", f"khuon_mau: {EXAMPLES / 'thon'}")
    assert old in text
    return write_base(tmp_path, text.replace(old, new, 1))


@pytest.mark.parametrize("rows", [("Thôn 1;Họp", "Thôn 2;Họp"), ("Thôn 1;Họp",)])
def test_a_share_that_the_base_gives_in_another_unit(tmp_path: Path, rows: tuple[str, ...]) -> None:
    base = write_village_base(tmp_path, "  - Đàn gia cầm", "  - Đàn gia cầm: 5 tấn")
    table = write_rows(tmp_path, rows, "Đơn vị được giao;Trích yếu")
    message = "Đàn gia cầm: ghi “5 tấn”, chỉ tiêu của xã là “43.500 con”; hãy ghi cùng đơn vị “con”"
    if len(rows) == 1:  # one row alone does not prove whose fault it is
        (problem,) = plan_batch(base, table, tmp_path / "ra").problems
        assert str(problem) == f"{table}:2: {message}"
        return
    with pytest.raises(InputError) as caught:
        plan_batch(base, table, tmp_path / "ra")
    assert str(caught.value) == f"{base}: {message}"


def test_a_shared_target_named_twice_is_refused(tmp_path: Path) -> None:
    base = write_village_base(
        tmp_path, "chi_tieu_phan_bo:\n", "chi_tieu_phan_bo:\n  - đàn trâu bò\n"
    )
    with pytest.raises(InputError) as caught:
        plan_batch(base, EXAMPLES / "thon.csv", tmp_path / "ra")
    assert caught.value.problems[0].message == (
        "“Chỉ tiêu phân bổ” nêu “đàn trâu bò” rồi lại nêu “Đàn trâu, bò”, cùng một chỉ tiêu; "
        "hãy bỏ một tên"
    )


def test_a_target_without_a_column_is_warned_about(tmp_path: Path) -> None:
    table = tmp_path / "bang.csv"
    table.write_text("Đơn vị được giao;Đàn trâu, bò\nThôn 1;45 con\n", "utf-8")
    plan = plan_batch(EXAMPLES / "thon.yaml", table, tmp_path / "out")
    missing = [str(w) for w in plan.warnings if "không có cột" in w.message]
    assert len(missing) == 6
    assert missing[0] == (
        f"{table}:1: không có cột “Tổng sản lượng lương thực cả năm”: "
        "mọi văn bản sẽ in chỉ tiêu này mà không có số"
    )
