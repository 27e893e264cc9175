"""Legal bases, numbers of the outline, the end of the body, totals of tables."""

from collections.abc import Iterable
from datetime import date

import pytest

from tests.check.made import cell, component, faults, paragraph, recognised, section, table
from vanban.check.components import Component, Level, Recognised
from vanban.check.facts import Block, Paragraph
from vanban.check.rules import RULES
from vanban.wording import PartialDate

LAW = "Căn cứ Luật Đầu tư công ngày 29 tháng 11 năm 2024"
DECREE = (
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"
)


def based(*texts: str, day: date | None = None) -> Recognised:
    """A document with these legal bases."""
    made = [component("can_cu", paragraph(text, number=at)) for at, text in enumerate(texts, 1)]
    issued = PartialDate(day.year, day.month, day.day) if day else None
    return recognised(*made, day=issued)


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("CC01", (f"{LAW},", "Theo đề nghị của Trưởng Phòng Kinh tế.")),
        ("CC01", (LAW, "Theo đề nghị của Trưởng Phòng Kinh tế.")),
        ("CC02", (f"{LAW};", "Theo đề nghị của Trưởng Phòng Kinh tế;")),
        ("CC02", (f"{LAW};",)),
        ("CC03", ("Căn cứ Luật Đầu tư công số 58/2024/QH15 ngày 29 tháng 11 năm 2024.",)),
        ("CC03", ("Căn cứ Luật Hóa chất 69/2025/QH15.",)),
        ("CC03", ("Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15/6/2022.",)),
        ("CC08", ("Căn cứ luật thi đua, khen thưởng ngày 15/6/2022.",)),
        ("CC04", ("Căn cứ Luật Đầu tư công.",)),
        ("CC04", ("Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ về công tác văn thư.",)),
        ("CC06", (DECREE.replace("của Chính phủ ", "") + ";",)),
        ("CC07", (DECREE.replace(" về công tác văn thư", "") + ";",)),
    ],
)
def test_a_wrong_basis_is_found(code: str, texts: tuple[str, ...]) -> None:
    assert len(faults(RULES[code], based(*texts))) == 1


@pytest.mark.parametrize(
    "texts",
    [
        (f"{LAW};", f"{DECREE};", "Theo đề nghị của Trưởng Phòng Kinh tế."),
        (f"{LAW}.",),
        ("Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;", f"{LAW}."),
        (f"{LAW};", "Xét Tờ trình số 06/TTr-HĐND ngày 12 tháng 6 năm 2026 của Thường trực."),
        ("Căn cứ chức năng, nhiệm vụ của Phòng Kinh tế;", "Căn cứ nhu cầu của hai bên."),
        ("Căn cứ quy định tại khoản 2 Điều 11 Luật Hóa chất;", f"{DECREE}."),
        ("Căn cứ Kế hoạch số      /KH-UBND ngày      tháng 9 năm 2026 của Ủy ban nhân dân xã.",),
        (f"{DECREE}; được sửa đổi năm 2024;", f"{LAW}."),
        ("Căn cứ Nghị quyết số 202/2025/QH15 ngày 12 tháng 6 năm 2025 của Quốc hội về sắp xếp.",),
        (f"{LAW}, Ủy ban nhân dân xã thông báo như sau:",),
    ],
)
def test_a_right_basis_is_not_accused(texts: tuple[str, ...]) -> None:
    document = based(*texts, day=date(2026, 9, 20))
    for code in ("CC01", "CC02", "CC03", "CC04", "CC05", "CC06", "CC07", "CC08", "CC09"):
        assert not faults(RULES[code], document), code


def test_a_basis_is_older_than_the_document() -> None:
    basis = "Căn cứ Kế hoạch số 15/KH-UBND ngày 20 tháng 5 năm 2026 của Ủy ban nhân dân xã về rau."
    assert faults(RULES["CC05"], based(basis, day=date(2026, 5, 12)))
    assert not faults(RULES["CC05"], based(basis, day=date(2026, 5, 20)))
    assert not faults(RULES["CC05"], based(basis))


def test_bases_of_an_attached_document_are_a_list_of_their_own() -> None:
    made = [
        component("can_cu", paragraph(f"{LAW}.", number=5)),
        component("can_cu", paragraph(f"{DECREE}.", number=60)),
    ]
    document = recognised(*made)
    assert not faults(RULES["CC01"], document)
    assert not faults(RULES["CC02"], document)


@pytest.mark.parametrize(
    ("kind", "text", "codes"),
    [
        ("quyet_dinh", "QUYẾT ĐỊNH:", set()),
        ("quyet_dinh", "QUYẾT ĐỊNH :", set()),
        ("quyet_dinh", "QUYẾT ĐỊNH", {"LB01"}),
        ("nghi_quyet", "QUYẾT NGHỊ:", set()),
        ("nghi_quyet", "QUYẾT ĐỊNH:", {"LB02"}),
        ("nghi_quyet", "NGHỊ QUYẾT:", {"LB02"}),
    ],
)
def test_the_words_that_issue(kind: str, text: str, codes: set[str]) -> None:
    document = recognised(component("lenh_ban_hanh", text), kind=kind)
    assert {code for code in ("LB01", "LB02") if faults(RULES[code], document)} == codes


_LEVELS: dict[str, tuple[str, Level]] = {
    "Phần": ("phan", "phan"),
    "Chương": ("phan", "chuong"),
    "Mục": ("phan", "muc"),
    "Điều": ("dieu", "dieu"),
}


def item(number: int, text: str) -> Component:
    """An item of the body by the mark it begins with; "#" stands for an automatic number."""
    automatic = text.startswith("#")
    text = text.removeprefix("#")
    word, _, rest = text.partition(" ")
    if word in _LEVELS:
        name, level = _LEVELS[word]
        shown = rest.split()[0].rstrip(".:")
    elif word[0].isdigit():
        name, level, shown = "khoan", "khoan", word.rstrip(".)")
    elif word[0].isupper():
        name, level, shown = "muc_la_ma", "muc_la_ma", word.rstrip(".)/")
    else:
        name, level, shown = "diem", "diem", word.strip(".()")
    if automatic:
        return component(
            name, paragraph(rest, number=number, auto_number=word), level=level, number=shown
        )
    return component(name, paragraph(text, number=number), level=level, number=shown)


def outlined(texts: Iterable[str]) -> Recognised:
    """A body of these items."""
    return recognised(*(item(at, text) for at, text in enumerate(texts, 1)))


_OUTLINE = ("PH01", "ML01", "DI01", "KH01", "DM01", "DM03", "ND01")


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (("Chương I", "Chương III"), "PH01"),
        (("Chương I", "Mục 1", "Mục 3"), "PH01"),
        (("Chương 1",), "PH02"),
        (("Phần nhất",), "PH02"),
        (("Mục I",), "PH03"),
        (("Chương I. QUY ĐỊNH CHUNG",), "PH04"),
        (("I. Một", "II. Hai", "IV. Bốn"), "ML01"),
        (("I/ Một",), "ML02"),
        (("Điều 1. Một", "Điều 3. Ba"), "DI01"),
        (("Điều 1. Một", "Điều 1. Hai"), None),
        (("Điều 1. Một", "Điều 2. Hai", "Điều 2. Ba"), "DI01"),
        (("Điều 1: Một",), "DI02"),
        (("Điều 1 - Một",), "DI02"),
        (("1. Một", "2. Hai", "4. Bốn"), "KH01"),
        (("1. Một", "2. Hai", "2. Ba"), "KH01"),
        (("1) Một", "2) Hai"), "KH02"),
        (("a) Một", "b) Hai", "d) Bốn"), "DM01"),
        (("c) Ba", "d) Bốn", "e) Năm"), "DM01"),
        (("a. Một",), "DM02"),
        (("(a) Một",), "DM02"),
        (("e) Một", "f) Hai"), "DM03"),
        (("1. Một", "#2. Hai"), "ND01"),
    ],
)
def test_a_wrong_number_is_found(texts: tuple[str, ...], code: str | None) -> None:
    document = outlined(texts)
    own = [c for c in RULES if c[:2] in ("PH", "ML", "DI", "KH", "DM") and c[2] == "0"]
    assert [c for c in (*own, "ND01") if faults(RULES[c], document)] == ([code] if code else [])


@pytest.mark.parametrize(
    "texts",
    [
        ("Chương I", "Điều 1. Một", "Điều 2. Hai", "Chương II", "Điều 3. Ba"),
        ("Chương I", "Mục 1", "Mục 2", "Chương II", "Mục 1"),
        ("Phần I", "Chương I", "Chương II", "Phần II", "Chương I"),
        ("Phần I", "Chương I", "Phần II", "Chương II", "Chương III"),
        ("I. Một", "1. Một", "2. Hai", "II. Hai", "1. Một", "2. Hai"),
        ("I. Một", "1. Một", "2. Hai", "II. Hai", "3. Ba", "4. Bốn"),
        ("1. Một", "a) A", "b) B", "2. Hai", "a) A", "b) B", "c) C"),
        ("a) A", "b) B", "c) C", "d) D", "đ) Đ", "e) E", "g) G", "h) H", "i) I", "k) K"),
        ("1. Một", "1. Trong một", "2. Trong hai", "2. Hai", "3. Ba"),
        ("a) A", "b) B", "(i) Một", "c) C"),
        ("a) A", "ă) Ă", "â) Â", "b) B"),
        ("Điều 1. Một", "Điều 15. Trích dẫn", "Điều 16. Trích dẫn", "Điều 2. Hai"),
        ("#1. Một", "#2. Hai", "#1. Một", "#2. Hai"),
        ("#1. Một", "#3. Ba"),
        ("7. Tiếp theo bảng", "8. Tám"),
        ("1. Một", "2. Hai", "2026. Năm"),
        ("1. Một", "2. Hai", "2. 1. Trong hai", "2. 2. Trong hai", "3. Ba"),
    ],
)
def test_a_right_outline_is_not_accused(texts: tuple[str, ...]) -> None:
    document = outlined(texts)
    for code in _OUTLINE:
        assert not faults(RULES[code], document), code


def test_a_number_that_stands_in_a_table_is_not_missed() -> None:
    first, last = item(1, "1. Một"), item(5, "3. Ba")
    blocks: list[Block] = [
        first.paragraph,
        table([cell(paragraph("2. Hai", number=3))], is_bordered=True),
        last.paragraph,
    ]
    document = recognised(first, last, sections=[section(*blocks)])
    assert not faults(RULES["KH01"], document)


def ended(*texts: str, kind: str = "ke_hoach") -> Recognised:
    """A body of these paragraphs above a signature."""
    body = [
        component("noi_dung", paragraph(text, number=at), level="doan")
        for at, text in enumerate(texts, 1)
    ]
    signer = component("quyen_han_chuc_vu", paragraph("CHỦ TỊCH", number=50))
    return recognised(*body, signer, kind=kind)


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (("Yêu cầu thực hiện.",), "KT01"),
        (("Mở đầu./.", "Yêu cầu thực hiện./."), "KT02"),
        (("Yêu cầu thực hiện/.",), "KT03"),
        (("Yêu cầu thực hiện. / .",), "KT03"),
        (("Yêu cầu thực hiện ./",), "KT03"),
        (("Yêu cầu thực hiện./.",), None),
        (("Mở đầu.", "Hoàn thành trong năm 2026./."), None),
        (("Hoàn thành ngày …./.",), None),
        (("Đơn vị tính: đồng/người.", "Hết./."), None),
        (("Danh sách như sau:",), None),
    ],
)
def test_the_end_of_the_body(texts: tuple[str, ...], code: str | None) -> None:
    document = ended(*texts)
    codes = [c for c in ("KT01", "KT02", "KT03") if faults(RULES[c], document)]
    assert codes == ([code] if code else [])


def test_a_price_per_unit_is_no_end() -> None:
    assert not faults(RULES["KT03"], ended("Định mức là 40 triệu đồng/hộ."))


@pytest.mark.parametrize("kind", ["hop_dong", "thu_cong", "ban_ghi_nho"])
def test_kinds_without_a_form_need_no_end_mark(kind: str) -> None:
    assert not faults(RULES["KT01"], ended("Trân trọng cảm ơn.", kind=kind))


@pytest.mark.parametrize(
    ("kind", "text", "count"),
    [
        ("nghi_quyet", "Quyết định này có hiệu lực kể từ ngày ký./.", 1),
        ("nghi_quyet", "Nghị quyết này có hiệu lực kể từ ngày thông qua./.", 0),
        ("quyet_dinh", "Quy chế này có hiệu lực kể từ ngày ký./.", 0),
        ("quyet_dinh", "Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày ký.", 0),
        ("bao_cao", "Nghị quyết này có hiệu lực từ năm 2024.", 0),
    ],
)
def test_a_document_calls_itself_by_its_kind(kind: str, text: str, count: int) -> None:
    assert len(faults(RULES["ND02"], ended(text, kind=kind))) == count


def added(*rows: tuple[str, ...]) -> int:
    """How many totals of a table of these rows are wrong."""
    made = table(*rows, is_bordered=True)
    return len(faults(RULES["BT01"], recognised(sections=[section(made)])))


HEAD = ("STT", "Khoản chi", "Dự toán", "Tỷ lệ (%)")


@pytest.mark.parametrize(
    "rows",
    [
        (HEAD, ("1", "Lúa", "12", "50"), ("2", "Rau", "15", "60"), ("", "Tổng cộng", "28", "")),
        (
            HEAD,
            ("1", "Lúa", "1.250,5", ""),
            ("2", "Rau", "2.000,5", ""),
            ("Cộng", "", "3.521,0", ""),
        ),
    ],
)
def test_a_wrong_total_is_found(rows: tuple[tuple[str, ...], ...]) -> None:
    assert added(*rows) == 1


@pytest.mark.parametrize(
    "rows",
    [
        (HEAD, ("1", "Lúa", "12", "50"), ("2", "Rau", "15", "60"), ("", "Tổng cộng", "27", "55")),
        (HEAD, ("1", "Lúa", "1,3", ""), ("2", "Rau", "1,4", ""), ("", "Tổng", "2,8", "")),
        (
            HEAD,
            ("I", "Trồng trọt", "27", ""),
            ("1", "Lúa", "12", ""),
            ("2", "Rau", "15", ""),
            ("", "Tổng cộng", "27", ""),
        ),
        (
            HEAD,
            ("1", "Lúa", "12", ""),
            ("1.1", "Lúa nếp", "5", ""),
            ("2", "Rau", "15", ""),
            ("", "Tổng cộng", "27", ""),
        ),
        (
            HEAD,
            ("1", "Lúa", "12", ""),
            ("", "Cộng", "12", ""),
            ("2", "Rau", "15", ""),
            ("", "Tổng cộng", "27", ""),
        ),
        (HEAD, ("1", "Lúa", "12 ha", ""), ("2", "Rau", "15", ""), ("", "Tổng cộng", "27", "")),
        (HEAD, ("1", "Lúa", "12.5", ""), ("2", "Rau", "15", ""), ("", "Tổng cộng", "30", "")),
        (HEAD, ("1", "Lúa", "12", ""), ("2", "Rau", "-", ""), ("", "Tổng cộng", "12", "")),
        (HEAD, ("1", "Tổng hợp số liệu", "12", ""), ("2", "Báo cáo", "15", "")),
        (HEAD, ("1", "Thu gom", "2", ""), ("2", "Xe", "3", ""), ("", "Tổng cộng", "900", "")),
        (
            ("STT", "Tên", "Đơn giá", "Thành tiền"),
            ("1", "Thùng", "350", "700"),
            ("2", "Xe", "1.000", "3.000"),
            ("", "Tổng cộng", "1.360", "3.700"),
        ),
    ],
)
def test_a_right_or_unclear_total_is_not_accused(rows: tuple[tuple[str, ...], ...]) -> None:
    assert added(*rows) == 0


def citing(*texts: str) -> int:
    """How many findings there are of documents cited without their day."""
    return len(faults(RULES["ND03"], recognised(sections=[section(*map(body, enumerate(texts)))])))


def body(numbered: tuple[int, str]) -> Paragraph:
    """A paragraph of the body."""
    at, text = numbered
    return paragraph(text, number=at + 1)


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (("Thực hiện Kế hoạch số 41/KH-UBND về hỗ trợ nhà ở.",), 1),
        (("Theo Nghị định số 23/2020/NĐ-CP.", "Theo Nghị định số 36/2020/NĐ-CP."), 1),
        (("Thực hiện Kế hoạch số 41/KH-UBND ngày 31 tháng 3 năm 2026 của Ủy ban.",), 0),
        (("Thực hiện Kế hoạch số 41/KH-UBND ngày 31/3/2026 của Ủy ban.",), 0),
        ((f"{DECREE};", "Theo Nghị định số 30/2020/NĐ-CP và Nghị định số 30/2020/NĐ-CP."), 0),
        (("Theo Thông tư số 01/2024/TT-BTC, Thông tư số 02/2024/TT-BTC ngày 05/5/2024.",), 0),
        (("Theo Công văn số 5/SNV-VP ngày 05/5/2026 về thực hiện Chỉ thị số 17/CT-BNV.",), 0),
        (("Theo Luật Đầu tư công và Công văn của Sở Nội vụ.",), 0),
        (("Kế hoạch số      /KH-UBND của Ủy ban nhân dân xã.",), 0),
    ],
)
def test_what_is_cited_first_has_its_day(texts: tuple[str, ...], count: int) -> None:
    assert citing(*texts) == count
