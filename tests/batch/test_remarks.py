from pathlib import Path

import pytest

from tests.batch.rows import write_base
from tests.batch.runs import FAST, Batch
from tests.conftest import EXAMPLES
from vanban.batch.judging import remark_of
from vanban.batch.redaction import without_quotes
from vanban.batch.remarks import Remarks
from vanban.check.rules import RULES
from vanban.errors import Problem

TITLE = Problem("trước họ tên không ghi học vị", field="Họ tên")
KIND = Problem("loại này không thuộc Điều 7", field="Tên loại")


def told(*rows: tuple[Problem, ...]) -> list[str]:
    remarks = Remarks()
    for number, warnings in enumerate(rows, 2):
        remarks.add(warnings, f"bang.csv:{number}")
    return [str(warning) for warning in remarks.told()]


def test_what_all_documents_have_is_told_of_all_rows() -> None:
    assert told((KIND,), (KIND,), (KIND,)) == [f"mọi dòng: {KIND}"]


def test_what_the_only_document_has_is_told_at_its_row() -> None:
    assert told((KIND,)) == [f"bang.csv:2: {KIND}"]


def test_what_some_rows_have_is_told_at_the_first_of_them() -> None:
    assert told((KIND,), (KIND, TITLE), (KIND,), (KIND, TITLE)) == [
        f"mọi dòng: {KIND}",
        "bang.csv:3 (và 1 dòng khác): Họ tên: trước họ tên không ghi học vị",
    ]
    assert told((), (TITLE,)) == ["bang.csv:3: Họ tên: trước họ tên không ghi học vị"]


def test_a_place_of_its_own_stays() -> None:
    placed = Problem("còn chỗ chưa điền", "goc.yaml:3:1")
    assert told((placed,), ()) == [str(placed)]


def test_memory_is_bounded() -> None:
    rows = [(Problem(f"lạ {number}"),) for number in range(1_500)]
    assert len(told(*rows)) == 1_000


TABLE = "Theo bảng:\n\n| STT | Xóm | Tiền |\n| --- | --- | --- |\n| 1 | A | {} |\n| 2 | B | 7 |\n{}"
SHARES = {
    "Đơn vị được giao": "Thôn Một",
    "Tổng sản lượng lương thực cả năm": "5 tấn",
    "Đàn trâu, bò": "2 con",
    "Tổng đàn lợn cả năm": "30 con",
    "Đàn gia cầm": "200 con",
    "Sản lượng nuôi trồng thủy sản cả năm": "1,5 tấn",
    "Số hộ nghèo giảm": "1 hộ",
    "Tỷ lệ gia đình đạt chuẩn gia đình văn hóa": "86%",
}

COPY = {
    "hinh_thuc_sao": "SAO Y",
    "co_quan_sao": "Ủy ban nhân dân xã Quang Trung",
    "viet_tat_co_quan": "UBND",
    "dia_danh": "Quang Trung",
    "ngay_sao": "16/08/2024",
    "nguoi_ky": {"chuc_vu": "Chủ tịch", "ho_ten": "Lê Văn An"},
    "noi_nhan": ["Sở Nội vụ"],
}
COPIED = {"ngay_ban_hanh": "17/08/2024", "ban_sao": COPY}
UNUSED = {"ten_bang": "Lan", "cac_cot": ["Tên"], "cac_dong": [["Một"]]}


@pytest.mark.parametrize(
    ("kind", "row", "said", "gone"),
    [
        ("thôn", {"Đàn gia cầm": "6,913 con"}, "nếu là hàng nghìn thì viết", ("6,913", "6.913")),
        ("thôn", {"Đàn gia cầm": "-613 con"}, "là số âm", ("613",)),
        ("xã", {"noi_dung": TABLE.format("6913.5", "")}, "viết chưa đúng", ("6913.5", "6913,5")),
        (
            "xã",
            {"noi_dung": TABLE.format("6913", "| | Tổng cộng | 8027 |\n")},
            "các dòng cộng lại được",
            ("6913", "8.027", "8027", "6.920", "6920", "1.107"),
        ),
        ("xã", COPIED, "trước ngày ban hành", ("17/08/2024", "16/08/2024")),
        ("xã", {"bang_bieu": [UNUSED]}, "chưa được dùng nên không in", ("Lan",)),
    ],
)
def test_no_value_of_a_row_is_in_the_report(
    tmp_path: Path, kind: str, row: dict[str, object], said: str, gone: tuple[str, ...]
) -> None:
    base = EXAMPLES / "thon.yaml" if kind == "thôn" else write_base(tmp_path)
    rows = [(SHARES if kind == "thôn" else {"trich_yeu": "Họp"}) | row]
    batch = Batch(base, rows, tmp_path / "ra", **FAST)
    assert batch.outcomes == ["written"]
    (warning,) = (warning for warning in batch.warnings if said in warning)
    assert any(value in warning for value in gone)
    report = " ".join((batch.sink / "bao_cao.txt").read_text("utf-8").split())
    warnings = report.partition("CẢNH BÁO")[2]
    assert said in warnings
    assert not [value for value in gone if value in warnings]


def test_a_report_keeps_the_words_of_a_rule() -> None:
    (quoting,) = [rule for rule in RULES.values() if rule.code == "QC06"]
    assert "“TM.”" in quoting.name
    told = without_quotes(remark_of("QC06")).message
    assert told == ("‘TM.’ ghi trước chức vụ của một người (QC06); giải thích: vanban explain QC06")
