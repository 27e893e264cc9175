"""Findings made by hand, and what becomes of a file with them."""

from collections.abc import Iterable

from tests.check.made import component, paragraph, recognised
from vanban.check.components import Regime
from vanban.check.facts import Paragraph
from vanban.check.findings import Fault, Finding, Report, Severity, Spot, in_order, spot_of
from vanban.check.outcome import Outcome
from vanban.errors import Problem

NAME = paragraph("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", number=2, cell=(1, 1, 2))
BODY = paragraph("Kinh phí 12.5 triệu đồng.", number=9)


def finding(
    code: str = "QH01",
    *,
    severity: Severity = Severity.ERROR,
    component: str = "quoc_hieu",
    spot: Spot | None = None,
    observed: str = "12",
) -> Finding:
    said = "Cỡ chữ của Quốc hiệu không đúng."
    fault = Fault("13 đến 14", observed, said, "Chọn cỡ chữ 13.", spot)
    return Finding(code, severity, component, "Phụ lục I, Phần I, Mục V, số thứ tự 1", fault)


def at(words: Paragraph, start: int = 0, end: int | None = None) -> Spot:
    return Spot(words, start, len(words.text) if end is None else end)


def report(findings: Iterable[Finding], file: str = "a.docx", regime: Regime = "nd30") -> Report:
    whole = recognised(component("quoc_hieu", NAME), kind="quyet_dinh", regime=regime)
    return Report(file, whole, in_order(findings))


def outcome(*findings: Finding, file: str = "a.docx", regime: Regime = "nd30") -> Outcome:
    data = report(findings, file, regime).to_dict()
    reason = "" if regime == "nd30" else "đầu văn bản ghi “ĐẢNG CỘNG SẢN VIỆT NAM”"
    return Outcome(file, data, "Quyết định" if regime == "nd30" else "", reason)


def unread(file: str = "hong.docx") -> Outcome:
    return Outcome(file, problems=(Problem("Tệp .docx bị hỏng."),))


ERROR = finding(spot=spot_of(NAME))
WARNING = finding(
    "LV01", severity=Severity.WARNING, component="loi_van", spot=at(BODY, 9, 13), observed="12.5"
)
OF_PAGES = finding("TR01", component="trang", observed="12 mm")
