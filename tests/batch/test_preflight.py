"""Before the first document is written: every row is judged, named and told of."""

import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.batch.rows import BASE, names_in, write_base, write_rows, write_workbook
from tests.batch.runs import Batch, refused, run, told
from tests.conftest import EXAMPLES
from vanban.batch.allocation_table import allocation_table
from vanban.batch.results import Options
from vanban.batch.running import BatchRun
from vanban.errors import InputError

BODY = "noi_dung: Các thôn thực hiện kế hoạch này./."


def test_nothing_is_written_before_every_row_is_judged(tmp_path: Path) -> None:
    lines = [*(f"Họp {number};{number + 1}" for number in range(250)), "Họp cuối;năm"]
    table = write_rows(tmp_path, lines, "Trích yếu;Số văn bản")
    judged: list[int] = []
    with BatchRun(write_base(tmp_path), table, tmp_path / "ra") as batch:
        bad = list(batch.preflight(lambda: judged.append(batch.counts.rows)))
        assert (batch.counts.rows, batch.counts.failed, len(bad)) == (251, 1, 1)
        assert names_in(tmp_path) == ["bang.csv", "goc.yaml"]
    assert judged == [*range(20, 251, 20), 251]
    assert names_in(tmp_path) == ["bang.csv", "goc.yaml"]


def test_a_bad_row_is_named_and_the_others_are_written(tmp_path: Path) -> None:
    rows = ("Một;5", "Hai;năm", "Ba", "Bốn;0", "Năm;7")
    batch = run(tmp_path, *rows, heading="Trích yếu;Số văn bản")
    problems = [problem for result in batch.bad for problem in result.problems]
    assert told(problems, tmp_path) == [
        "bang.csv:3, cột “Số văn bản”: Số văn bản: cần một số nguyên, gặp “năm”",
        "bang.csv:4: có 1 ô, cần 2 ô theo dòng tiêu đề; "
        "ô nào chứa dấu chấm phẩy thì đặt trong ngoặc kép",
        "bang.csv:5, cột “Số văn bản”: Số văn bản: số văn bản bắt đầu từ 1; "
        "chưa có số thì bỏ trống",
    ]
    assert [(bad.row, bad.place.rpartition("/")[2]) for bad in batch.bad] == [
        (2, "bang.csv:3"),
        (3, "bang.csv:4"),
        (4, "bang.csv:5"),
    ]
    assert batch.outcomes == ["written", "failed", "failed", "failed", "written"]
    assert batch.files == ["Một.docx", "", "", "", "Năm.docx"]
    assert (batch.run.counts.rows, batch.run.counts.failed, batch.run.counts.written) == (5, 3, 2)


def test_a_bad_cell_of_a_table_of_one_row_is_the_rows(tmp_path: Path) -> None:
    batch = run(tmp_path, "Một;năm", heading="Trích yếu;Số văn bản")
    assert told(batch.bad[0].problems, tmp_path) == [
        "bang.csv:2, cột “Số văn bản”: Số văn bản: cần một số nguyên, gặp “năm”"
    ]
    assert batch.outcomes == ["failed"]


@pytest.mark.parametrize("count", [1, 2])
def test_bad_values_of_a_mapping_are_its_rows_also_where_all_are_bad(
    tmp_path: Path, count: int
) -> None:
    rows = [{"trich_yeu": "a", "nguoi_ky": {"ho_ten": "b", "chuc_vuu": "c"}}] * count
    batch = Batch(write_base(tmp_path), rows, tmp_path / "ra")
    assert batch.outcomes == ["failed"] * count
    assert batch.problems[-1].startswith(f"dòng {count} / nguoi_ky / chuc_vuu: không có trường")


def test_bad_values_of_a_list_are_told_with_their_line(tmp_path: Path) -> None:
    table = tmp_path / "bang.yaml"
    table.write_text("- trich_yeu: a\n  so_van_ban: x\n- trich_yeu: b\n  la: y\n", "utf-8")
    batch = Batch(write_base(tmp_path), table, tmp_path / "ra")
    assert [line.replace(f"{tmp_path}/", "")[:40] for line in batch.problems] == [
        "bang.yaml:2:15: Số văn bản: cần một số n",
        "bang.yaml:4:3: không có “la” trong bản g",
    ]


def test_what_a_base_lacks_for_rows_that_are_mappings_is_its_fault(tmp_path: Path) -> None:
    base = write_base(tmp_path, BASE.replace("dia_danh:", "# "))
    with pytest.raises(InputError, match="Địa danh: thiếu trường bắt buộc này") as caught:
        Batch(base, [{"trich_yeu": "a", "so_van_ban": "x"}] * 2, tmp_path / "ra")
    assert len(caught.value.problems) == 1


def test_a_wrong_header_stops_the_batch(tmp_path: Path) -> None:
    assert refused(tmp_path, "a;b", heading="Trích yếu;Họ tênn") == [
        "bang.csv:1, cột “Họ tênn”: không có “Họ tênn” trong bản gốc; có phải “Họ tên”?"
    ]


def test_a_wrong_pattern_stops_the_batch(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, "a", name="{trich_yeuu}")
    assert problem.endswith("có phải “Trích yếu”?")


def test_a_folder_that_is_a_file_stops_the_batch(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, "a", sink=tmp_path / "goc.yaml")
    assert problem == "goc.yaml: đây là một tệp, cần một thư mục để ghi các văn bản"


def test_unknown_fields_of_the_base_stop_the_batch(tmp_path: Path) -> None:
    base = write_base(tmp_path, f"{BASE}trich_yeuu: x\n")
    (problem,) = refused(tmp_path, "a", base=base)
    assert "không có trường “trich_yeuu”" in problem


@pytest.mark.parametrize("rows", [1, 3, 250])
def test_a_fault_of_the_base_is_told_once_and_not_for_each_row(tmp_path: Path, rows: int) -> None:
    base = write_base(tmp_path, BASE.replace("2024", "2024-13").replace("dia_danh:", "# "))
    missing, wrong = sorted(refused(tmp_path, *"a" * rows, base=base), key=len)
    assert missing.endswith("Địa danh: thiếu trường bắt buộc này")
    assert wrong.startswith("goc.yaml:6:16: Ngày ban hành: ")


def test_what_the_base_lacks_may_come_from_the_rows(tmp_path: Path) -> None:
    base = write_base(tmp_path, BASE.replace("dia_danh:", "# ").replace("2024", "2024-13"))
    rows, heading = ("a;Xã Quang Trung;2024", "b;;2024"), "Trích yếu;Địa danh;Ngày ban hành"
    batch = run(tmp_path, *rows, heading=heading, base=base)
    assert batch.files == ["a.docx", ""]
    assert told(batch.bad[0].problems, tmp_path) == [
        "bang.csv:3: Địa danh: thiếu trường bắt buộc này"
    ]


def test_a_broken_template_is_told_once_before_any_file(tmp_path: Path) -> None:
    (tmp_path / "mau.docx.j2").write_text("1. {{ trich_yeuu }}\n", "utf-8")
    base = write_base(tmp_path, BASE.replace(BODY, "khuon_mau: mau.docx.j2"))
    assert refused(tmp_path, "a", "b", base=base) == [
        "mau.docx.j2:1: khuôn mẫu dùng tên lạ “trich_yeuu”; có phải “trich_yeu”?"
    ]


def test_two_rows_of_one_name_are_two_files_and_a_warning(tmp_path: Path) -> None:
    batch = run(tmp_path, "Hòa", "HÒA", unicodedata.normalize("NFD", "Hòa"), "Hòa", check=False)
    assert batch.files == ["Hòa.docx", "HÒA (2).docx", "Hòa (3).docx", "Hòa (4).docx"]
    assert batch.outcomes == ["written"] * 4
    assert [warning.replace(f"{tmp_path}/", "") for warning in batch.warnings] == [
        "bang.csv:3: cùng tên “HÒA” với dòng 2; tệp này được đặt là “HÒA (2).docx”",
        "bang.csv:4: cùng tên “Hòa” với dòng 2; tệp này được đặt là “Hòa (3).docx”",
        "bang.csv:5: cùng tên “Hòa” với dòng 2; tệp này được đặt là “Hòa (4).docx”",
    ]


def test_communes_alike_without_accents(tmp_path: Path) -> None:
    communes = ("Xã Đông Hà", "Xã Đồng Hạ", "Xã Đông Há")
    assert run(tmp_path, *communes).files == [f"{name}.docx" for name in communes]
    plain = run(tmp_path, *communes, ascii_only=True, sink=tmp_path / "khac")
    assert plain.files == ["Xa_Dong_Ha.docx", "Xa_Dong_Ha_2.docx", "Xa_Dong_Ha_3.docx"]


@pytest.mark.parametrize(("rows", "first"), [(3, "01"), (99, "01"), (100, "001"), (1000, "0001")])
def test_the_number_in_a_name_has_the_digits_of_the_total(
    tmp_path: Path, rows: int, first: str
) -> None:
    batch = run(tmp_path, *"a" * rows, name="{stt}. {trich_yeu}", check=False)
    assert batch.files[0] == f"{first}. a.docx"
    assert batch.files[-1] == f"{rows:0{len(first)}}. a.docx"
    assert batch.warnings == []


def test_the_number_in_a_name_is_the_rows_also_after_a_bad_one(tmp_path: Path) -> None:
    batch = run(tmp_path, "a;1", "b;x", "c;3", heading="Trích yếu;Số văn bản", name="{stt}")
    assert batch.files == ["01.docx", "", "03.docx"]


@pytest.mark.parametrize(
    "name", ["../../ngoai", "/etc/ngoai", "..", "C:\\ngoai", "a/../../ngoai", "\u202e../x"]
)
def test_no_cell_and_no_pattern_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    before = names_in(tmp_path.parent)
    for pattern in (None, "../{trich_yeu}", "/{trich_yeu}/.."):
        batch = run(tmp_path, name, name=pattern, force=True)
        assert (tmp_path / "ra" / batch.files[0]).is_file()
        assert Path(batch.files[0]).name == batch.files[0]
    assert names_in(tmp_path) == ["bang.csv", "goc.yaml", "ra"]
    assert names_in(tmp_path.parent) == before


def test_a_row_whose_name_is_blank_is_bad(tmp_path: Path) -> None:
    rows = ("a;Kính mời", "b;")
    batch = run(tmp_path, *rows, heading="Trích yếu;Số văn bản", name="{so_van_ban}")
    assert [result.outcome.value for result in batch.results] == ["failed", "failed"]
    (problem,) = batch.bad[1].problems
    assert problem.message == "“Số văn bản” để trống nên không đặt được tên tệp"


def villages(tmp_path: Path, *changes: tuple[str, str], base: Path | None = None) -> Batch:
    """The villages of the example, some cells of their table changed."""
    text = (EXAMPLES / "thon.csv").read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    rows = tmp_path / "thon.csv"
    rows.write_text(text, "utf-8")
    return Batch(base or EXAMPLES / "thon.yaml", rows, tmp_path / "ra")


def test_the_six_villages(tmp_path: Path) -> None:
    batch = villages(tmp_path)
    assert batch.bad == []
    assert allocation_table(batch.allocations)[1:] == [
        ["Tổng sản lượng lương thực cả năm", "774 tấn", "760 tấn", "6/6", "còn lại 14 tấn"],
        ["Đàn trâu, bò", "220 con", "220 con", "6/6", "khớp"],
        ["Tổng đàn lợn cả năm", "4.900 con", "4.900 con", "6/6", "khớp"],
        ["Đàn gia cầm", "43.500 con", "43.500 con", "6/6", "khớp"],
        ["Sản lượng nuôi trồng thủy sản cả năm", "318 tấn", "318 tấn", "6/6", "khớp"],
        ["Số hộ nghèo giảm", "04 hộ", "4 hộ", "4/6", "khớp"],
    ]
    assert batch.files == [f"Thôn {number}.docx" for number in range(1, 7)]


def test_a_row_with_a_bad_number_is_left_out_of_the_sums(tmp_path: Path) -> None:
    batch = villages(tmp_path, ("7.400 con", "7.4 con"))
    (bad,) = batch.bad
    (problem,) = bad.problems
    assert problem.place == f"{tmp_path}/thon.csv:3, cột “Đàn gia cầm”"
    (row,) = allocation_table(batch.allocations[3:4])[1:]
    assert row[1:] == ["43.500 con", "36.100 con", "5/6", "còn lại 7.400 con"]
    assert batch.files == ["Thôn 1.docx", "", *(f"Thôn {n}.docx" for n in range(3, 7))]


def test_who_exceeds_the_whole_is_named(tmp_path: Path) -> None:
    poultry = villages(tmp_path, ("7.400 con", "43.501 con")).allocations[3]
    assert poultry.above == (f"{tmp_path}/thon.csv:3",)
    assert str(poultry.excess) == "36.101 con"


def test_a_share_in_another_unit_is_an_error_of_its_row(tmp_path: Path) -> None:
    batch = villages(tmp_path, ("8.200 con", "5 tấn"), ("58 tấn", "58"))
    assert told((p for bad in batch.bad for p in bad.problems), tmp_path) == [
        "thon.csv:2, cột “Đàn gia cầm”: Đàn gia cầm: ghi “5 tấn”, "
        "chỉ tiêu của xã là “43.500 con”; hãy ghi cùng đơn vị “con”",
        "thon.csv:3, cột “Sản lượng nuôi trồng thủy sản cả năm”: "
        "Sản lượng nuôi trồng thủy sản cả năm: ghi “58” mà không có đơn vị; "
        "chỉ tiêu của xã là “318 tấn”; hãy ghi cả đơn vị, ví dụ “58 tấn”",
    ]
    assert batch.outcomes == ["failed", "failed", *["written"] * 4]
    assert [w for w in batch.warnings if "chỉ tiêu của xã" in w] == []


def write_village_base(tmp_path: Path, old: str, new: str) -> Path:
    text = (EXAMPLES / "thon.yaml").read_text("utf-8")
    text = text.replace("ke_thua: 2024.yaml", f"ke_thua: {EXAMPLES / '2024.yaml'}")
    text = text.replace("khuon_mau: thon", f"khuon_mau: {EXAMPLES / 'thon'}")
    assert old in text
    return write_base(tmp_path, text.replace(old, new, 1))


@pytest.mark.parametrize("rows", [("Thôn 1;Họp", "Thôn 2;Họp"), ("Thôn 1;Họp",)])
def test_a_share_that_the_base_gives_in_another_unit(tmp_path: Path, rows: tuple[str, ...]) -> None:
    """Whose fault it is one row alone cannot prove, but it stands in no cell of it."""
    base = write_village_base(tmp_path, "  - Đàn gia cầm", "  - Đàn gia cầm: 5 tấn")
    table = write_rows(tmp_path, rows, "Đơn vị được giao;Trích yếu")
    with pytest.raises(InputError) as caught:
        Batch(base, table, tmp_path / "ra")
    (problem,) = caught.value.problems
    assert problem.message == (
        "ghi “5 tấn”, chỉ tiêu của xã là “43.500 con”; hãy ghi cùng đơn vị “con”"
    )
    assert "ra" not in names_in(tmp_path)


def test_a_shared_target_named_twice_is_refused(tmp_path: Path) -> None:
    base = write_village_base(
        tmp_path, "chi_tieu_phan_bo:\n", "chi_tieu_phan_bo:\n  - đàn trâu bò\n"
    )
    with pytest.raises(InputError) as caught:
        villages(tmp_path, base=base)
    assert caught.value.problems[0].message == (
        "“Chỉ tiêu phân bổ” nêu “đàn trâu bò” rồi lại nêu “Đàn trâu, bò”, cùng một chỉ tiêu; "
        "hãy bỏ một tên"
    )


def test_a_target_without_a_column_is_warned_about(tmp_path: Path) -> None:
    table = tmp_path / "bang.csv"
    table.write_text("Đơn vị được giao;Đàn trâu, bò\nThôn 1;45 con\n", "utf-8")
    with BatchRun(EXAMPLES / "thon.yaml", table, tmp_path / "out") as batch:
        missing = [str(w) for w in batch.warnings if "không có cột" in w.message]
    assert len(missing) == 6
    assert missing[0] == (
        f"{table}:1: không có cột “Tổng sản lượng lương thực cả năm”: "
        "mọi văn bản sẽ in chỉ tiêu này mà không có số"
    )


def test_a_target_without_a_column_is_not_warned_about_twice(tmp_path: Path) -> None:
    table = tmp_path / "bang.csv"
    table.write_text("Đơn vị được giao;Đàn trâu, bò\nThôn 1;45 con\n", "utf-8")
    with BatchRun(EXAMPLES / "thon.yaml", table, tmp_path / "out") as batch:
        assert list(batch.preflight()) == []
        assert len([w for w in batch.warnings if "mà không có số" in w.message]) == 6
        assert [w for w in batch.warnings if "không có giá trị" in w.message] == []


def test_what_listed_rows_leave_out_is_told_at_its_row(tmp_path: Path) -> None:
    text = (EXAMPLES / "thon.csv").read_text("utf-8").splitlines()
    first = dict(zip(*(line.split(";") for line in text[:2]), strict=True))
    rows: list[dict[str, str]] = [first, {**first, "Đơn vị được giao": "Thôn 2"}, {}]
    del rows[1]["Đàn trâu, bò"]
    rows[1]["Tỷ lệ gia đình đạt chuẩn gia đình văn hóa"] = "0,86"
    rows[1]["Đàn gia cầm"] = "-"
    with BatchRun(EXAMPLES / "thon.yaml", rows, tmp_path / "out") as batch:
        assert list(batch.preflight()) == []
        found = [w for w in batch.warnings if w.place.startswith("dòng")]
    told = [(w.place, w.field, w.message.partition(",")[0]) for w in found]
    bare = "không có giá trị nên chỉ in tên chỉ tiêu"
    assert told[:2] == [
        ("dòng 2 (và 1 dòng khác)", "Đàn trâu, bò", bare),
        ("dòng 2", "Tỷ lệ gia đình đạt chuẩn gia đình văn hóa", "ghi “0"),
    ]
    assert ("dòng 3", "Đơn vị được giao", "để trống") in told
    assert len(told) == 2 + 7


def test_a_warning_of_the_base_is_kept_once(tmp_path: Path) -> None:
    kinds = [w for w in villages(tmp_path).warnings if "“Phát động” không thuộc 29" in w]
    assert len(kinds) == 1


def test_a_slip_of_the_pen_is_told_at_its_row(tmp_path: Path) -> None:
    batch = villages(
        tmp_path,
        ("126 tấn;38 con", "126 tấn;38,5 con"),
        ("01 hộ;88%", "1,5 hộ;188%"),
        ("Thôn 6;Phong trào thi đua năm 2024 tại Thôn 6", "45366;2024-03-15 00:00:00"),
    )
    found = [w for w in told(batch.run.warnings, tmp_path) if w.startswith("thon.csv:")]
    assert [warning.partition(", trong khi")[0] for warning in found] == [
        "thon.csv:5: Đàn trâu, bò: “38,5 con” có phần lẻ",
        "thon.csv:5: Số hộ nghèo giảm: “1,5 hộ” có phần lẻ",
        "thon.csv:5: Tỷ lệ gia đình đạt chuẩn gia đình văn hóa: “188%” lớn hơn 100%",
        "thon.csv:7: Trích yếu: “2024-03-15 00:00:00” trông như ngày tháng do bảng tính ghi",
        "thon.csv:7: Đơn vị được giao: “45366” trông như số mà bảng tính dùng cho ngày "
        "“15/03/2024”",
    ]
    assert (batch.bad, len(batch.files)) == ([], 6)
    report = (tmp_path / "ra" / "bao_cao.txt").read_text("utf-8").partition("CẢNH BÁO")[2]
    assert "“…” lớn hơn 100%" in report
    cells = ("38,5", "1,5", "188", "45366", "15/03", "03-15")
    assert [cell for cell in cells if cell in report] == []


def test_the_villages_draw_no_warning_of_their_own(tmp_path: Path) -> None:
    (of_the_base,) = villages(tmp_path).warnings
    assert "“Phát động” không thuộc 29" in of_the_base


@pytest.mark.parametrize(
    ("abstract", "amiss"), [("V/v Về việc trồng cây", True), ("V/v trồng cây", False)]
)
def test_letters_that_say_what_they_are_about_twice(
    tmp_path: Path, abstract: str, amiss: bool
) -> None:
    base = BASE.replace("ke_hoach", "cong_van").replace("ten_loai: Kế hoạch\n", "")
    base += "kinh_gui: Sở Nội vụ\nviet_tat_don_vi: VX\n"
    lines = ["Nâng bậc lương", abstract]
    batch = run(tmp_path, *lines, base=write_base(tmp_path, base))
    assert batch.bad == []
    found = [w.replace(f"{tmp_path}/", "").partition(", ")[0] for w in batch.warnings]
    assert found == ["bang.csv:3: Trích yếu: mở đầu bằng “Về việc”"] * amiss


def test_dates_of_a_workbook_where_words_belong(tmp_path: Path) -> None:
    day = datetime(2024, 3, 15)
    rows = [("Trích yếu", "Họ tên"), ("Trồng cây", "Lê Văn An"), (day, 45366)]
    batch = Batch(
        write_base(tmp_path), write_workbook(tmp_path / "bang.xlsx", rows), tmp_path / "ra"
    )
    assert [warning.partition("dòng ")[2].partition(",")[0] for warning in batch.warnings] == [
        "3: Họ tên: “45366” trông như số mà bảng tính dùng cho ngày “15/03/2024”",
        "3: Trích yếu: “15/03/2024” trông như ngày tháng do bảng tính ghi",
    ]


def test_a_run_closed_before_it_writes_leaves_nothing(tmp_path: Path) -> None:
    rows = write_rows(tmp_path, "abc")
    with BatchRun(write_base(tmp_path), rows, tmp_path / "ra", Options(so_tu=1)) as batch:
        list(batch.preflight())
    assert names_in(tmp_path) == ["bang.csv", "goc.yaml"]


def test_a_fault_of_our_own_in_the_preflight_costs_one_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vanban.models import VanBan  # noqa: PLC0415 - to be broken

    def shares(self: VanBan) -> tuple[()]:
        if self.trich_yeu == "b":
            raise ZeroDivisionError
        return ()

    monkeypatch.setattr(VanBan, "shares", shares)
    batch = run(tmp_path, "a", "b", "c")
    assert batch.outcomes == ["written", "failed", "written"]
    (problem,) = batch.problems
    assert problem.startswith(
        f"{tmp_path}/bang.csv:3: lỗi bên trong của vanban: ZeroDivisionError ở test_preflight.py:"
    )
    assert "lỗi này không do bạn" in problem


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("so_tu", 0, "so_tu: cần một số nguyên từ 1 trở lên, gặp “0”"),
        ("so_tu", "5", "so_tu: cần một số nguyên từ 1 trở lên, gặp dòng chữ “5”"),
        ("jobs", 0, "jobs: cần một số nguyên từ 1 trở lên, gặp “0”"),
        ("max_errors", -1, "max_errors: cần một số nguyên từ 0 trở lên, gặp “-1”"),
        ("pdf", "PDF/A", "pdf: cần “pdf” hoặc “pdf-a”, gặp dòng chữ “PDF/A”"),
    ],
)
def test_an_option_without_sense(tmp_path: Path, name: str, value: Any, told: str) -> None:
    assert refused(tmp_path, "Một", **{name: value}) == [told]
