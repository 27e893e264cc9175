"""Kind, subject, addressees, legal bases and the items of the body."""

import pytest

from vanban.check.components import Recognised, Sure

from .files import BODY, FOOT, WordFile, head, text

HEAD = ["^b:ỦY BAN NHÂN DÂN", "^b:XÃ BÌNH MINH", "^Số: 12/X-UBND"]


def _with(*lines: str) -> Recognised:
    return head(HEAD).lines("", *lines).table(list(FOOT)).recognised()


def _items(found: Recognised) -> list[tuple[str, str | None, str]]:
    names = ("phan", "tieu_de_phan", "muc_la_ma", "dieu", "khoan", "tieu_de_khoan", "diem")
    items = [item for name in (*names, "noi_dung") for item in found.all(name)]
    items.sort(key=lambda item: (item.paragraph.place.paragraph, item.stretches[0].start))
    return [(item.name, item.level, item.number) for item in items]


@pytest.mark.parametrize(
    ("title", "kind", "sure"),
    [
        ("^b:QUYẾT ĐỊNH", "quyet_dinh", Sure.CERTAIN),
        ("^b:B Á O   C Á O", "bao_cao", Sure.CERTAIN),
        ("^b:Tờ trình", "to_trinh", Sure.CERTAIN),
        ("^b:KẾ HOACH", "ke_hoach", Sure.CERTAIN),
        ("^b:GIẤY UỶ QUYỀN", "giay_uy_quyen", Sure.CERTAIN),
        ("^b:BIÊN BẢN HỌP XÉT NÂNG LƯƠNG", "bien_ban", Sure.LIKELY),
        ("^b:PHIẾU TRÌNH GIẢI QUYẾT CÔNG VIỆC", None, Sure.LIKELY),
    ],
)
def test_the_kind_is_told_by_the_title(title: str, kind: str | None, sure: Sure) -> None:
    found = _with(title, "^b:Về một việc", "", *BODY)
    assert (found.kind.khoa if found.kind else None) == kind
    assert (text(found, "ten_loai"), found.all("ten_loai")[0].sure) == (
        " ".join(title[3:].split()),
        sure,
    )
    assert text(found, "trich_yeu") == "Về một việc"


def test_title_and_subject_in_one_paragraph() -> None:
    found = _with("^b:BÁO CÁO\nKết quả công tác\nnăm 2026", "", *BODY)
    assert text(found, "ten_loai") == "BÁO CÁO"
    assert text(found, "trich_yeu") == "Kết quả công tác năm 2026"


def test_a_decision_names_who_decides_and_why() -> None:
    found = _with(
        "^b:QUYẾT ĐỊNH",
        "^b:Về việc thành lập Tổ công tác",
        "^_________",
        "^b:CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BÌNH MINH",
        "=i:Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "=i:Căn cứ nhu cầu công tác;",
        "=i:Theo đề nghị của Chánh Văn phòng.",
        "^b:QUYẾT ĐỊNH:",
        "=Điều 1. Thành lập Tổ công tác gồm các ông, bà sau đây:",
        "=1. Ông Lê Văn Ba, Tổ trưởng;",
        "=2. Bà Trần Thị Tư, thành viên.",
        "=Điều 2. Quyết định này có hiệu lực từ ngày ký./.",
    )
    assert text(found, "tham_quyen") == "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BÌNH MINH"
    assert text(found, "trich_yeu") == "Về việc thành lập Tổ công tác"
    assert len(found.all("can_cu")) == 3
    assert text(found, "lenh_ban_hanh") == "QUYẾT ĐỊNH:"
    assert [c.text for c in found.all("dieu")] == ["Điều 1.", "Điều 2."]
    assert _items(found) == [
        ("dieu", "dieu", "1"),
        ("noi_dung", "doan", ""),
        ("khoan", "khoan", "1"),
        ("khoan", "khoan", "2"),
        ("dieu", "dieu", "2"),
        ("noi_dung", "doan", ""),
    ]


def test_legal_bases_are_told_from_a_sentence_that_begins_with_one() -> None:
    title = ("^b:KẾ HOẠCH", "^b:Một việc")
    bases = ("=i:Căn cứ Luật Thủ đô;", "=i:Căn cứ Nghị quyết số 5/NQ-HĐND.")
    sentence = "=Căn cứ Luật Thủ đô, Ủy ban nhân dân xã ban hành Kế hoạch như sau:"
    assert len(_with(*title, *bases, *BODY).all("can_cu")) == 2
    assert not _with(*title, sentence, *BODY).all("can_cu")


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (["^Kính gửi: Sở Nội vụ"], 1),
        (["^Kính gửi:", "- Sở Nội vụ;", "- Sở Tài chính."], 3),
        (["Kính gửi: ", "    - Các sở: Nội vụ,", "      Tài chính;", "    - UBND các xã."], 4),
        (["^Kính gửi:\n- Sở Nội vụ;\n- Sở Tài chính."], 3),
    ],
)
def test_addressees_are_one_component(lines: list[str], count: int) -> None:
    found = _with(*lines, "", *BODY)
    assert len(found.all("kinh_gui")[0].stretches) == count
    assert found.kind is not None
    assert found.kind.khoa == "cong_van"
    assert len(found.all("noi_dung")) == 1


def test_addressees_in_a_table() -> None:
    made = head(HEAD).table([[">Kính gửi:"], ["", "- Sở Nội vụ;", "- Sở Tài chính."]])
    found = made.lines(*BODY).table(list(FOOT)).recognised()
    assert [s.text for s in found.all("kinh_gui")[0].stretches] == [
        "Kính gửi:",
        "- Sở Nội vụ;",
        "- Sở Tài chính.",
    ]


def test_every_level_of_an_outline() -> None:
    found = _with(
        "^b:QUY CHẾ",
        "^b:Công tác văn thư",
        "",
        "^b:Chương I",
        "^b:QUY ĐỊNH CHUNG",
        "^b:Mục 1",
        "^b:MỘT MỤC",
        "b:Điều 1. Phạm vi điều chỉnh",
        "1. Quy chế này quy định:",
        "a) Việc soạn thảo;",
        "đ) Việc lưu trữ.",
        "b:2. Đối tượng áp dụng",
        "- Cán bộ, công chức;",
        "+ Người lao động;",
        "1.1. Các trường hợp khác.",
        "Chương trình công tác do Ủy ban nhân dân quyết định.",
        "Điều 5 của Luật này được áp dụng.",
    )
    assert _items(found) == [
        ("phan", "chuong", "I"),
        ("tieu_de_phan", "chuong", ""),
        ("phan", "muc", "1"),
        ("tieu_de_phan", "muc", ""),
        ("dieu", "dieu", "1"),
        ("khoan", "khoan", "1"),
        ("diem", "diem", "a"),
        ("diem", "diem", "đ"),
        ("tieu_de_khoan", "khoan", "2"),
        ("noi_dung", "gach", ""),
        ("noi_dung", "cong", ""),
        ("noi_dung", "khoan_con", "1.1"),
        ("noi_dung", "doan", ""),
        ("noi_dung", "doan", ""),
    ]


def test_roman_items_and_what_only_looks_like_one() -> None:
    found = _with(
        "^b:KẾ HOẠCH",
        "^b:Một việc",
        "b:I. MỤC ĐÍCH",
        "C. Mác viết: “Không có gì quý hơn con người”.",
        "b:II. YÊU CẦU",
        "30/4 là ngày nghỉ lễ, 1/5 cũng vậy.",
        "2.500 hộ được hỗ trợ.",
    )
    assert [c.number for c in found.all("muc_la_ma")] == ["I", "II"]
    assert not found.all("khoan")
    assert len(found.all("noi_dung")) == 3


def test_items_in_tables_are_none_of_the_body() -> None:
    made = head(HEAD).lines("", "^b:BÁO CÁO", "^b:Một việc", "Kết quả như sau:")
    made.table([["1. Một"], ["a) Hai"]], bordered=True)
    found = made.lines("Trên đây là báo cáo./.").table(list(FOOT)).recognised()
    assert not found.all("khoan")
    assert not found.all("diem")
    assert len(found.all("noi_dung")) == 2


def test_headings_of_no_known_sort_are_guesses() -> None:
    found = _with("^b:BÁO CÁO", "^b:Một việc", "Mở đầu là thế này.", "^b:A. PHẦN ĐẦU", "Lời văn.")
    sures = {c.text: c.sure for c in found.all("noi_dung")}
    assert sures["A. PHẦN ĐẦU"] is Sure.GUESS
    assert sures["Lời văn."] is Sure.CERTAIN


def test_a_telegram_names_its_addressees() -> None:
    found = _with(
        "^b:CÔNG ĐIỆN",
        "^b:Về việc ứng phó với bão",
        "^Chủ tịch Ủy ban nhân dân xã điện:",
        "- Trưởng các thôn;",
        "- Công an xã.",
        *BODY,
    )
    assert text(found, "loi_dan") == "Chủ tịch Ủy ban nhân dân xã điện:"
    assert len(found.all("noi_nhan_dien")[0].stretches) == 2


def test_nothing_at_all_is_recognised_without_fault() -> None:
    assert WordFile().recognised().regime == "khac"


def test_a_number_below_the_title_is_likely_the_number() -> None:
    made = head(["^b:ỦY BAN NHÂN DÂN", "^b:XÃ B"]).lines("", "^b:BIÊN BẢN", "^Số: 05/BB-UBND")
    found = made.lines("^b:Họp xét nâng lương", "", *BODY).table(list(FOOT)).recognised()
    assert (text(found, "so_ky_hieu"), found.all("so_ky_hieu")[0].sure) == (
        "Số: 05/BB-UBND",
        Sure.LIKELY,
    )
    assert text(found, "trich_yeu") == "Họp xét nâng lương"


def test_who_decides_may_be_written_in_small_letters() -> None:
    found = _with(
        "^b:QUYẾT ĐỊNH",
        "^b:Về việc khen thưởng",
        "^b:Hiệu trưởng Trường Trung học B",
        "Căn cứ Luật Giáo dục;",
        "^b:QUYẾT ĐỊNH:",
        "Điều 1. Khen thưởng ông Lê Văn Ba./.",
    )
    assert found.all("tham_quyen")[0].sure is Sure.LIKELY
    assert text(found, "trich_yeu") == "Về việc khen thưởng"
    assert len(found.all("can_cu")) == 1


def test_a_table_of_contents_is_no_body() -> None:
    made = head(HEAD).lines("", "^b:BÁO CÁO", "^b:Một việc", "")
    made.document.styles.add_style("TOC 1", 1)
    made.document.add_paragraph("I. KẾT QUẢ\t1", style="TOC 1")
    found = made.lines("b:I. KẾT QUẢ", "Lời văn của báo cáo./.").table(list(FOOT)).recognised()
    assert len(found.all("muc_la_ma")) == 1


def test_a_basis_that_a_new_paragraph_cuts_is_one() -> None:
    title = ("^b:QUYẾT ĐỊNH", "^b:Về một việc", "^b:CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ")
    cut = ("i:Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020", "i:của Chính phủ;")
    found = _with(*title, *cut, "i:Theo đề nghị của Chánh Văn phòng.", "^b:QUYẾT ĐỊNH:", *BODY)
    assert [len(basis.stretches) for basis in found.all("can_cu")] == [2, 1]
