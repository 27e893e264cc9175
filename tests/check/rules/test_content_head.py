"""Words, numbers and signs in the head of a document."""

import pytest

from tests.check.made import component, faults, recognised
from vanban.check.components import Recognised, Sure
from vanban.check.findings import Severity
from vanban.check.rules import RULES
from vanban.check.running import RuleSet
from vanban.wording import PartialDate

COMPONENTS = {
    "QH": "quoc_hieu",
    "TN": "tieu_ngu",
    "BH": "co_quan_ban_hanh",
    "CQ": "co_quan_chu_quan",
    "SK": "so_ky_hieu",
    "DN": "dia_danh_ngay",
    "TL": "ten_loai",
    "TY": "trich_yeu",
    "VV": "trich_yeu_cong_van",
}
KINDS = {"SK06": "quyet_dinh", "SK07": "quyet_dinh", "SK08": "cong_van"}


def written(code: str, text: str) -> Recognised:
    """A document in which the component of a rule has this text."""
    return recognised(component(COMPONENTS[code[:2]], text), kind=KINDS.get(code, ""))


WRONG = [
    ("QH01", "CỘNG HÒA XÃ HỘI CHỦ NGĨA VIỆT NAM"),
    ("QH01", "CỘNG HÒA XHCN VIỆT NAM"),
    ("QH02", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM."),
    ("QH02", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT-NAM"),
    ("TN01", "Độc lập - Tự do - Hạnh phước"),
    ("TN02", "Độc lập – Tự do – Hạnh phúc"),
    ("TN02", "Độc lập, Tự do, Hạnh phúc"),
    ("TN02", "Độc lập * Tự do * Hạnh phúc"),
    ("TN03", "Độc lập-Tự do-Hạnh phúc"),
    ("TN03", "Độc lập -Tự do - Hạnh phúc"),
    ("TN04", "Độc Lập - Tự Do - Hạnh Phúc"),
    ("TN04", "Độc lập - tự do - hạnh phúc"),
    ("TN05", "Độc lập - Tự do - Hạnh phúc."),
    ("TN05", "“Độc lập - Tự do - Hạnh phúc”"),
    ("BH01", "UBND XÃ QUANG TRUNG"),
    ("BH02", "SỞ CÔNG THƯƠNG."),
    ("CQ01", "UBND TỈNH THANH BÌNH;"),
    ("SK01", "Số 12/QĐ-UBND"),
    ("SK01", "12/QĐ-UBND"),
    ("SK02", "Số: 5/QĐ-UBND"),
    ("SK03", "Số: 12/QĐ - UBND"),
    ("SK03", "Số: 12 /QĐ-UBND"),
    ("SK03", "Số:          /QĐ- UBND"),
    ("SK04", "Số: 12/QĐ–UBND"),
    ("SK04", "Số: 12/QĐ/UBND"),
    ("SK04", "Số: 12/QĐ_UBND"),
    ("SK05", "Số: 12-QĐ-UBND"),
    ("SK06", "Số: 12/QD-UBND"),
    ("SK07", "Số: 12/KH-UBND"),
    ("SK08", "Số: 12/CV-UBND"),
    ("SK09", "Số: 12/QĐ-UBND."),
    ("SK21", "Số: 12A/QĐ-UBND"),
    ("SK22", "Số: 12/QĐ-ubnd"),
    ("SK23", "SỐ: 12/QĐ-UBND"),
    ("SK23", "số: 12/QĐ-UBND"),
    ("DN01", "Xã Quang Trung ngày 12 tháng 3 năm 2026"),
    ("DN01", "Xã Quang Trung; ngày 12 tháng 3 năm 2026"),
    ("DN02", "Xã Quang Trung, ngày 5 tháng 3 năm 2026"),
    ("DN03", "Xã Quang Trung, ngày 05 tháng 03 năm 2026"),
    ("DN04", "Xã Quang Trung, ngày 12/3/2026"),
    ("DN04", "Xã Quang Trung, 12-03-2026"),
    ("DN05", "Xã Quang Trung, ngày 31 tháng 4 năm 2026"),
    ("DN05", "Xã Quang Trung, ngày 29 tháng 02 năm 2026"),
    ("DN05", "Xã Quang Trung, ngày      tháng 13 năm 2026"),
    ("DN06", "Xã Quang Trung, Ngày 12 tháng 3 năm 2026"),
    ("DN07", "Xã Quang Trung, ngày 12 tháng 3 năm 2026."),
    ("DN08", "xã Quang Trung, ngày 12 tháng 3 năm 2026"),
    ("DN09", "TP. Hồ Chí Minh, ngày 12 tháng 3 năm 2026"),
    ("DN09", "P.5, ngày 12 tháng 3 năm 2026"),
    ("DN21", "Xã Quang Trung, ngày 12 tháng 1 năm 2026"),
    ("DN22", "Xã Quang Trung, ngày 12 tháng 3 năm 26"),
    ("TL01", "NGHỊ QUYÊT"),
    ("TL01", "BÁO CAO"),
    ("TL02", "PHÁT ĐỘNG"),
    ("TL02", "GIẤY MỜI HỌP"),
    ("TL03", "BÁO CÁO:"),
    ("TY01", "Về việc thành lập Tổ công tác."),
    ("TY02", "V/v thành lập Tổ công tác"),
    ("VV01", "Đề nghị hỗ trợ giống rau"),
    ("VV02", "v/v đề nghị hỗ trợ"),
    ("VV02", "V/v: đề nghị hỗ trợ"),
    ("VV02", "Về việc đề nghị hỗ trợ"),
    ("VV03", "V/v đề nghị hỗ trợ;"),
]

RIGHT = [
    ("QH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("QH", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("QH", "CỘNG\u00a0HÒA  XÃ HỘI CHỦ NGHĨA VIỆT\u00a0NAM"),
    ("QH", "CỘNG HÒA XÃ HỘI CHỦ NG\u200bHĨA VIỆT NAM\ufeff"),
    ("QH", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("TN", "Độc lập - Tự do - Hạnh phúc"),
    ("TN", "Độc lập  -\u00a0Tự do - Hạnh phúc"),
    ("TN", "Độc lập \u2011 Tự do \u2010 Hạnh phúc"),
    ("TN", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"),
    ("BH", "ỦY BAN NHÂN DÂN XÃ QUANG TRUNG"),
    ("BH", "ỦY BAN NHÂN DÂN - ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM XÃ QUANG TRUNG"),
    ("BH", "TÊN CƠ QUAN………"),
    ("CQ", "UBND XÃ QUANG TRUNG"),
    ("SK", "Số: 05/QĐ-UBND"),
    ("SK", "Số: 1875/SCT-QLVT&TTr"),
    ("SK", "Số: 12/QĐ-TTg"),
    ("SK", "Số:\u00a0\u00a0\u00a0\u00a0\u00a0/QĐ-UBND"),
    ("SK", "Số: ……/QĐ-…"),
    ("SK", "Số: ....../QĐ-UBND"),
    ("SK", "Số: 02/CTr-UBND-UBMTTQ"),
    ("SK", "Số : 12/TTr-UBND"),
    ("SK", "Số: xx/QĐ-UBND"),
    ("SK", "Số:"),
    ("DN", "Xã Quang Trung, ngày 05 tháng 01 năm 2026"),
    ("DN", "Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2019"),
    ("DN", "Phường 5, ngày 10 tháng 10 năm 2026"),
    ("DN", "Xã Quang Trung, ngày      tháng      năm 2026"),
    ("DN", "Xã Quang Trung, ngày … tháng … năm 20…"),
    ("DN", "Xã Quang Trung, ngày      tháng 02 năm 2026"),
    ("DN", "………, ngày ... tháng ... năm ....."),
    ("DN", "Ngày 12 tháng 3 năm 2026"),
    ("TL", "QUYẾT ĐỊNH"),
    ("TL", "Giấy uỷ quyền"),
    ("TL", "GIẤY ỦY QUYỀN"),
    ("TY", "Về việc thành lập Tổ công tác (lần 2)"),
    ("TY", "Kết quả thực hiện nhiệm vụ quý I…"),
    ("VV", "V/v đề nghị hỗ trợ giống rau vụ đông năm 2026"),
    ("VV", "V/v phúc đáp Công văn số 12/UBND-KT"),
]


@pytest.mark.parametrize(("code", "text"), WRONG)
def test_a_wrong_wording_is_found(code: str, text: str) -> None:
    assert len(faults(RULES[code], written(code, text))) == 1


@pytest.mark.parametrize(("prefix", "text"), RIGHT)
def test_a_right_wording_is_not_accused(prefix: str, text: str) -> None:
    kind = "quyet_dinh" if prefix in ("TL",) else ""
    document = recognised(component(COMPONENTS[prefix], text), kind=kind)
    own = [rule for code, rule in RULES.items() if code[:2] == prefix and code[2] in "02"]
    assert own
    assert not [fault for rule in own for fault in faults(rule, document)]


@pytest.mark.parametrize(
    ("kind", "symbol"),
    [
        ("quyet_dinh", "Số: 12/QĐ-UBND"),
        ("quy_dinh", "Số: 12/QyĐ-UBND"),
        ("chuong_trinh", "Số: 12/CTr-UBND"),
        ("to_trinh", "Số: /TTr-UBND"),
        ("de_an", "Số: 12/ĐA-UBND"),
        ("hop_dong", "Số: 12/HĐ-XD"),
        ("quy_che", "Số: 12/QCPH-UBND-CA"),
        ("cong_van", "Số: 12/UBND-KT"),
        ("thu_cong", "Số: 12/UBND"),
        ("ke_hoach", "Số: ……/……"),
    ],
)
def test_the_symbol_of_a_kind_is_not_accused(kind: str, symbol: str) -> None:
    document = recognised(component("so_ky_hieu", symbol), kind=kind)
    assert not any(faults(RULES[code], document) for code in ("SK06", "SK07", "SK08"))


def test_a_slip_that_keeps_the_letters_does_not_hide_the_kind() -> None:
    document = recognised(component("ten_loai", "NGHỊ QUYÊT"), kind="nghi_quyet")
    assert faults(RULES["TL01"], document)[0].expected == "NGHỊ QUYẾT"


def test_the_motto_above_the_name_is_out_of_order() -> None:
    document = recognised(
        component("tieu_ngu", "Độc lập - Tự do - Hạnh phúc"),
        component("quoc_hieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    )
    assert not faults(RULES["TN06"], document)


def test_a_guess_is_never_an_error() -> None:
    guessed = component("so_ky_hieu", "Số: 5/QĐ-UBND", sure=Sure.LIKELY)
    findings = RuleSet([RULES["SK02"]]).findings(recognised(guessed))
    assert [finding.severity for finding in findings] == [Severity.WARNING]


def test_the_day_of_the_document_is_no_matter_of_today() -> None:
    line = component("dia_danh_ngay", "Xã Quang Trung, ngày 12 tháng 3 năm 2126")
    document = recognised(line, day=PartialDate(2126, 3, 12))
    own = [rule for code, rule in RULES.items() if code[:2] == "DN" and code[2] in "02"]
    assert not [fault for rule in own for fault in faults(rule, document)]
