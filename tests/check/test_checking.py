"""``vanban.check``: a path or bytes in, a report out."""

import os
import pickle
from importlib import import_module
from pathlib import Path

import pytest

import vanban
from tests.check.made import paragraph
from tests.check.mutants import edited, rendered, reword, styled
from vanban.check.facts import Paragraph, Place
from vanban.check.findings import Fault, Finding, Report, Severity, Spot, in_order
from vanban.check.many_files import Request, check_files
from vanban.check.report_data import place_text

MOTTO = "Độc lập - Tự do - Hạnh phúc"


def wrong() -> bytes:
    return edited(
        rendered("cong_van"),
        lambda d: reword(styled(d, "VB_TieuNgu"), MOTTO, MOTTO.replace("-", "–")),
    )


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]


def test_bytes_a_path_and_its_name_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(wrong())
    reports = [vanban.check(file) for file in (wrong(), path, str(path))]
    assert [codes(report) for report in reports] == [["TN02"]] * 3
    assert [report.file for report in reports] == ["", str(path), str(path)]


def test_a_document_that_conforms_has_no_findings() -> None:
    report = vanban.check(rendered("cong_van"))
    assert (report.findings, report.recognised.regime) == ((), "nd30")


def test_rules_are_selected_and_ignored() -> None:
    assert codes(vanban.check(wrong(), select=["QH"])) == []
    assert codes(vanban.check(wrong(), select="tn02, QH")) == ["TN02"]
    assert codes(vanban.check(wrong(), ignore=["TN"])) == []
    with pytest.raises(vanban.InputError, match="có phải"):
        vanban.check(wrong(), select=["TM02"])


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("thieu.docx", "không tìm thấy tệp"),
        ("\0.docx", "không có tệp nào mang tên như vậy"),
        (".", "đây là thư mục"),
        (b"", "Tệp rỗng"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "bị hỏng"),
    ],
)
def test_what_cannot_be_read_is_refused(file: str | bytes, said: str) -> None:
    with pytest.raises(vanban.DocxError, match=said):
        vanban.check(file)


def test_bytes_of_any_sort_are_read_and_anything_else_is_refused() -> None:
    assert codes(vanban.check(bytearray(wrong()))) == ["TN02"]
    assert codes(vanban.check(memoryview(wrong()))) == ["TN02"]
    with pytest.raises(vanban.InputError, match="cần đường dẫn hoặc nội dung"):
        vanban.check(7)  # type: ignore[arg-type]


def test_a_report_passes_from_one_process_to_another() -> None:
    report = vanban.check(wrong())
    assert pickle.loads(pickle.dumps(report)).to_dict() == report.to_dict()  # noqa: S301


def test_a_finding_says_what_it_found() -> None:
    (finding,) = vanban.check(wrong()).findings
    told = finding.to_dict()
    for name in ("expected", "observed", "message", "fix"):
        assert getattr(finding, name) == told[name]
    assert finding.place == "bảng 1, dòng 1, ô 2"


def test_a_finding_reads_as_one_line() -> None:
    (finding,) = vanban.check(wrong()).findings
    assert str(finding).startswith("TN02: bảng 1, dòng 1, ô 2: Giữa các cụm từ của Tiêu ngữ")
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place("than", 12), "đoạn 12"),
        (Place("than", 12, 1, 2, 3), "bảng 1, dòng 2, ô 3"),
        (Place("than", 12, text_box=True), "đoạn 12, trong hộp chữ"),
        (Place("dau_trang", 1), "đầu trang"),
        (Place("dau_trang", 1, 1, 1, 2), "đầu trang, bảng 1, dòng 1, ô 2"),
        (Place("chan_trang", 2), "chân trang"),
        (Place("cuoc_chu", 3), "cước chú, đoạn 3"),
    ],
)
def test_a_place_reads_the_same_on_any_page(place: Place, words: str) -> None:
    assert place_text(place) == words


def test_findings_stand_in_the_order_of_the_page() -> None:
    def at(words: Paragraph | None, code: str, start: int = 0) -> Finding:
        spot = Spot(words, start, start + 1) if words else None
        return Finding(code, Severity.WARNING, "noi_dung", "", Fault("", "", "", "", spot))

    header = at(paragraph("Trang", number=1, part="dau_trang"), "E")
    early, late = paragraph("Một hai", number=2), paragraph("Ba", number=10)
    given = [
        header,
        at(late, "A"),
        at(early, "B", 4),
        at(early, "D"),
        at(early, "C"),
        at(None, "F"),
    ]
    assert [finding.code for finding in in_order(given)] == list("FCDBAE")


def test_a_process_that_is_ended_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [tmp_path / f"{n}.docx" for n in range(3)]
    for path in paths:
        path.write_bytes(rendered("cong_van"))
    monkeypatch.setattr(import_module("vanban.check.many_files"), "judge", lambda *_: os._exit(9))
    with pytest.raises(vanban.InputError, match="--jobs nhỏ hơn"):
        list(check_files(paths, Request(("QH01",)), jobs=2))
