"""By whose rules a document is made."""

import pytest

from vanban.check.components import Recognised

from .files import BODY, DATE, FOOT, MOTTO, NAME, WordFile, head, notice, text

HEADED = ["^" + NAME, "^" + MOTTO, "^" + DATE]


def _numbered(number: str, title: str = "QUYẾT ĐỊNH") -> Recognised:
    made = head(["^b:ỦY BAN NHÂN DÂN", "^b:TỈNH B", f"^{number}"], HEADED)
    return made.lines("", f"^b:{title}", "^b:Về một việc", *BODY).table(list(FOOT)).recognised()


@pytest.mark.parametrize(
    ("number", "title", "regime"),
    [
        ("Số: 12/QĐ-UBND", "QUYẾT ĐỊNH", "nd30"),
        ("Số: 12/2026/QĐ-UBND", "QUYẾT ĐỊNH", "vbqppl"),
        ("Số:     /2026/NQ-HĐND", "NGHỊ QUYẾT", "vbqppl"),
        ("Số: …/20…/QĐ-UBND", "QUYẾT ĐỊNH", "vbqppl"),
        ("Số: 13/2026/TT-BQP", "THÔNG TƯ", "vbqppl"),
        ("Số: 32/2024/NĐ-CP", "NGHỊ ĐỊNH", "vbqppl"),
        ("Luật số: 64/2025/QH15", "LUẬT", "vbqppl"),
        ("Số:         /NĐ-CP", "NGHỊ ĐỊNH", "vbqppl"),
        ("Số: 12/2026/BC-UBND", "BÁO CÁO", "nd30"),
        ("Số: 15/KH-UBND", "KẾ HOẠCH", "nd30"),
    ],
)
def test_a_year_in_the_number_is_of_normative_documents(
    number: str, title: str, regime: str
) -> None:
    assert _numbered(number, title).regime == regime


def test_party_documents() -> None:
    right = ["^b:ĐẢNG CỘNG SẢN VIỆT NAM", "", "^i:Hà Nội, ngày 05 tháng 3 năm 2026"]
    made = head(["^TỈNH ỦY B", "^b:BAN TỔ CHỨC", "^*", "^Số 15-HD/BTCTU"], right)
    found = made.lines("^b:HƯỚNG DẪN", "^b:về một việc", *BODY).recognised()
    assert found.regime == "dang"
    assert "ĐẢNG CỘNG SẢN" in found.regime_reason
    assert not found.components


def test_party_documents_by_their_symbol_alone() -> None:
    made = WordFile().lines("ĐẢNG ỦY XÃ B", "Số: 127-QĐ/ĐU", "QUYẾT ĐỊNH", *BODY)
    assert made.recognised().regime == "dang"


def test_youth_union_documents() -> None:
    right = ["^b:ĐOÀN TNCS HỒ CHÍ MINH", "^i:Hà Nội, ngày 05 tháng 3 năm 2026"]
    made = head(["^TỈNH ĐOÀN B", "^b:BAN CHẤP HÀNH", "^***", "^Số: 15-KH/TĐTN"], right)
    assert made.lines("^b:KẾ HOẠCH", *BODY).recognised().regime == "doan"


@pytest.mark.parametrize(
    "lines",
    [
        ["^b:TÀI LIỆU HƯỚNG DẪN SỬ DỤNG", "Chương trình gồm các chức năng sau."],
        ["Kính gửi anh Đức,", "Em gửi anh tài liệu."],
        ["^b:Phụ lục I", "^b:DANH MỤC", "1. Một thứ."],
        ["^b:Mẫu số 01", "^" + NAME, "^" + MOTTO, "^b:ĐƠN ĐỀ NGHỊ", "Tôi tên là ..."],
        ["^" + NAME, "^" + MOTTO, "^b:ĐƠN XIN NGHỈ HỌC", "Kính gửi: Ban Giám hiệu", *BODY],
        ["^" + NAME, "^" + MOTTO, "^b:HỢP ĐỒNG MUA BÁN", "Điều 1. Hàng hóa", *BODY],
        ["^" + NAME, "^" + MOTTO, "^b:SƠ YẾU LÝ LỊCH", "Họ và tên: Trần Văn B", *BODY],
        ["^" + NAME, "^" + MOTTO, "^b:GIẤY MỜI", "Lớp 12A kính mời phụ huynh đến họp.", *BODY],
        [],
    ],
)
def test_other_papers_are_none_of_the_decree(lines: list[str]) -> None:
    found = WordFile().lines(*lines).recognised()
    assert found.regime == "khac"
    assert found.regime_reason
    assert not found.components


@pytest.mark.parametrize(
    ("body", "regime"),
    [
        ("CÔNG TY TNHH HOÀNG LONG", "khac"),
        ("CÔNG TY CỔ PHẦN XÂY DỰNG B", "khac"),
        ("HỢP TÁC XÃ NÔNG NGHIỆP B", "khac"),
        ("CÔNG TY TNHH MỘT THÀNH VIÊN CẤP NƯỚC B", "nd30"),
        ("TỔNG CÔNG TY ĐIỆN LỰC B", "nd30"),
    ],
)
def test_private_companies_are_not_bound(body: str, regime: str) -> None:
    made = head([f"^b:{body}", "^Số: 15/TB-HL"], HEADED)
    found = made.lines("", "^b:THÔNG BÁO", "^b:Về một việc", *BODY).table(list(FOOT)).recognised()
    assert found.regime == regime


@pytest.mark.parametrize("right", [["^" + MOTTO, "^" + DATE], ["^" + DATE]])
def test_a_forgotten_national_name_leaves_a_document_to_the_decree(right: list[str]) -> None:
    found = notice(right=right).recognised()
    assert found.regime == "nd30"
    assert "thiếu Quốc hiệu" in found.regime_reason
    assert not found.all("quoc_hieu")
    assert text(found, "co_quan_ban_hanh") == "ỦY BAN NHÂN DÂN XÃ BÌNH MINH"
    assert text(found, "so_ky_hieu") == "Số: 12/TB-UBND"
    assert text(found, "dia_danh_ngay") == DATE[2:]


def test_a_date_and_a_signature_alone_are_of_no_document_of_the_decree() -> None:
    made = head(["^b:CỬA HÀNG B"], ["^" + DATE]).lines("", "^b:THÔNG BÁO", *BODY)
    assert made.table(list(FOOT)).recognised().regime == "khac"


@pytest.mark.parametrize(
    ("body", "title", "bound"),
    [
        ("TỔNG CÔNG TY ĐIỆN LỰC B", "THÔNG BÁO", False),
        ("HỘI NÔNG DÂN XÃ B", "THÔNG BÁO", False),
        ("HỘI ĐỒNG NHÂN DÂN XÃ B", "THÔNG BÁO", True),
        ("ỦY BAN NHÂN DÂN XÃ B", "ĐIỀU LỆ", False),
        ("SỞ NỘI VỤ", "THÔNG BÁO", True),
    ],
)
def test_some_bodies_apply_the_decree_as_suits_them(body: str, title: str, bound: bool) -> None:
    made = head([f"^b:{body}", "^Số: 15/TB-B"], HEADED).lines("", f"^b:{title}", "^b:Về một việc")
    assert made.lines(*BODY).table(list(FOOT)).recognised().is_bound is bound


def test_a_national_name_deep_in_a_text_is_only_told_of() -> None:
    prose = "Đoạn văn này nói về cách trình bày văn bản. " * 8
    made = WordFile().lines("^b:SỔ TAY VĂN THƯ", *[prose] * 3, "^" + NAME, "^" + MOTTO, prose)
    assert made.recognised().regime == "khac"


def test_copies_of_law_portals_are_set_otherwise() -> None:
    made = head(
        ["^b:UBND TỈNH B\nSỞ NỘI VỤ\n-------", "^Số: 5/TB-SNV"],
        [f"^{NAME}\n{MOTTO[2:]}\n---------------", ">" + DATE],
    )
    found = made.lines("^b:THÔNG BÁO", "^b:VỀ MỘT VIỆC", *BODY).recognised()
    assert found.regime == "khac"
    assert "trang tra cứu" in found.regime_reason


@pytest.mark.parametrize(
    ("date", "regime"),
    [
        ("Hà Nội, ngày 04 tháng 3 năm 2020", "truoc_nd30"),
        ("Hà Nội, ngày 05 tháng 3 năm 2020", "nd30"),
        ("Hà Nội, ngày     tháng 3 năm 2020", "nd30"),
        ("Hà Nội, ngày     tháng 02 năm 2020", "truoc_nd30"),
        ("Hà Nội, ngày     tháng     năm 2020", "nd30"),
        ("Hà Nội, ngày     tháng     năm 2019", "truoc_nd30"),
        ("Hà Nội, ngày     tháng     năm      ", "nd30"),
    ],
)
def test_documents_older_than_the_decree_are_not_judged_by_it(date: str, regime: str) -> None:
    found = notice(right=["^" + NAME, "^" + MOTTO, f"^i:{date}"]).recognised()
    assert found.regime == regime
    assert found.law.van_ban.so_ky_hieu == "30/2020/NĐ-CP"
    if regime == "truoc_nd30":
        assert "05/03/2020" in found.regime_reason


def test_a_document_attached_to_a_decision_has_no_number_and_is_of_the_decree() -> None:
    made = head(["^b:ỦY BAN NHÂN DÂN", "^b:XÃ B"], ["^" + NAME, "^" + MOTTO])
    made.lines("", "^b:QUY CHẾ", "^b:Công tác văn thư")
    made.lines(
        "^i:(Kèm theo Quyết định số 15/QĐ-UBND", "^i:ngày 05 tháng 3 năm 2026 của UBND xã B)"
    )
    found = made.lines("^b:Chương I", "^b:QUY ĐỊNH CHUNG", "b:Điều 1. Phạm vi", *BODY).recognised()
    assert found.regime == "nd30"
    assert found.is_attached
    assert found.kind is not None
    assert found.kind.khoa == "quy_che"
    assert len(found.all("chi_dan_phu_luc")[0].stretches) == 2


def test_other_documents_in_the_file_are_counted() -> None:
    made = notice()
    made.table([["^b:ỦY BAN NHÂN DÂN", "^b:XÃ B", "^Số: 13/QĐ-UBND"], HEADED])
    found = made.lines("^b:QUYẾT ĐỊNH", "^b:Về một việc", *BODY).table(list(FOOT)).recognised()
    assert found.more_documents == 1
    assert found.next_document is not None
    assert (found.next_document.table, found.next_document.cell) == (3, 1)
    assert [c.text for c in found.all("ten_loai")] == ["THÔNG BÁO"]
    assert len(found.all("quoc_hieu")) == 1
    assert len(found.all("ho_ten")) == 1


def test_a_date_above_the_signature_tells_the_age_too() -> None:
    made = notice(right=["^" + NAME, "^" + MOTTO])
    made.document._body._body.remove(made.document.tables[1]._tbl)
    made.lines(">i:Hà Nội, ngày 04 tháng 5 năm 2015").table(list(FOOT))
    assert made.recognised().regime == "truoc_nd30"
