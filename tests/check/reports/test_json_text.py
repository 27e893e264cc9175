"""JSON: one object for each file, with exactly the promised keys."""

import json
import pickle

from tests.check.made import component, paragraph, recognised
from tests.check.reports.samples import ERROR, NAME, OF_PAGES, outcome, unread
from vanban.check.components import Sure
from vanban.check.findings import Report
from vanban.check.reports.json_text import as_json

PLACE = {
    "text": "bảng 1, dòng 1, ô 2",
    "quote": "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "part": "than",
    "paragraph": 2,
    "table": 1,
    "row": 1,
    "cell": 2,
    "text_box": False,
}


def test_a_file_with_all_that_is_said_of_it() -> None:
    (read, failed) = json.loads(as_json([outcome(OF_PAGES, ERROR), unread()]))
    assert read == {
        "file": "a.docx",
        "regime": "nd30",
        "kind": "quyet_dinh",
        "more_documents": 0,
        "next_document": None,
        "components": [
            {
                "name": "quoc_hieu",
                "place": PLACE,
                "text": "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "sure": "certain",
            }
        ],
        "findings": [
            {
                "code": "TR01",
                "severity": "error",
                "component": "trang",
                "place": None,
                "expected": "13 đến 14",
                "observed": "12 mm",
                "clause": "Phụ lục I, Phần I, Mục V, số thứ tự 1",
                "message": "Cỡ chữ của Quốc hiệu không đúng.",
                "fix": "Chọn cỡ chữ 13.",
            },
            {
                "code": "QH01",
                "severity": "error",
                "component": "quoc_hieu",
                "place": PLACE,
                "expected": "13 đến 14",
                "observed": "12",
                "clause": "Phụ lục I, Phần I, Mục V, số thứ tự 1",
                "message": "Cỡ chữ của Quốc hiệu không đúng.",
                "fix": "Chọn cỡ chữ 13.",
            },
        ],
    }
    assert failed == {"file": "hong.docx", "error": "Tệp .docx bị hỏng."}


def test_no_files_are_an_empty_array() -> None:
    assert json.loads(as_json([])) == []


def test_a_document_of_another_regime_says_which() -> None:
    (read,) = json.loads(as_json([outcome(regime="dang")]))
    assert (read["regime"], read["findings"]) == ("dang", [])


def test_components_stand_in_the_order_of_the_page() -> None:
    late = component("noi_nhan", paragraph("- Như trên;", number=30), sure=Sure.GUESS)
    early = component("ten_loai", paragraph("QUYẾT ĐỊNH", number=4), sure=Sure.LIKELY)
    header = component("so_trang", paragraph("2", number=1, part="dau_trang"))
    data = Report("a.docx", recognised(header, late, early), ()).to_dict()
    found = [(each["name"], each["sure"]) for each in data["components"]]
    assert found == [("ten_loai", "likely"), ("noi_nhan", "guess"), ("so_trang", "certain")]


def test_an_outcome_passes_between_processes() -> None:
    whole = outcome(ERROR)
    assert pickle.loads(pickle.dumps(whole)) == whole  # noqa: S301
    assert NAME.text in as_json([whole])
