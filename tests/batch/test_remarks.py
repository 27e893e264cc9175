from vanban.batch.remarks import Remarks
from vanban.errors import Problem

TITLE = Problem("trước họ tên không ghi học vị", field="Họ tên")
KIND = Problem("loại này không thuộc Điều 7", field="Tên loại")


def told(*rows: tuple[Problem, ...]) -> list[str]:
    remarks = Remarks()
    for number, warnings in enumerate(rows, 2):
        remarks.add(warnings, f"bang.csv:{number}")
    return [str(warning) for warning in remarks.told()]


def test_what_all_documents_have_is_of_the_base() -> None:
    assert told((KIND,), (KIND,), (KIND,)) == [str(KIND)]


def test_what_some_rows_have_is_told_at_the_first_of_them() -> None:
    assert told((KIND,), (KIND, TITLE), (KIND,), (KIND, TITLE)) == [
        str(KIND),
        "bang.csv:3: Họ tên: trước họ tên không ghi học vị (và 1 dòng khác)",
    ]
    assert told((), (TITLE,)) == ["bang.csv:3: Họ tên: trước họ tên không ghi học vị"]


def test_a_place_of_its_own_stays() -> None:
    placed = Problem("còn chỗ chưa điền", "goc.yaml:3:1")
    assert told((placed,), ()) == [str(placed)]


def test_memory_is_bounded() -> None:
    rows = [(Problem(f"lạ {number}"),) for number in range(1_500)]
    assert len(told(*rows)) == 1_000
