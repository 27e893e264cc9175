"""One edit for each rule of language."""

import copy
import unicodedata

from docx.document import Document
from docx.text.paragraph import Paragraph

from .mutants import Edit, Mutant, containing, reword

_PLAN = "ke_hoach"
_WORDS = "trách nhiệm của người đứng đầu."


def _added(text: str) -> Edit:
    """One more sentence at the end of a paragraph."""
    return lambda document: reword(containing(document, _WORDS), _WORDS, f"{_WORDS} {text}")


def _twin(paragraph: Paragraph, text: str) -> None:
    """One more paragraph like this below it, with other words."""
    twin = copy.deepcopy(paragraph._p)
    paragraph._p.addnext(twin)
    Paragraph(twin, paragraph._parent).runs[0].text = text


def _cut(first: str, second: str) -> Edit:
    """A paragraph of the body whose words are two paragraphs."""

    def edit(document: Document) -> None:
        paragraph = containing(document, "ban hành Kế hoạch cải cách hành chính năm")
        _twin(paragraph, second)
        paragraph.runs[0].text = first

    return edit


def _item_without_end(document: Document) -> None:
    """Two more items of a list, the first without a mark at its end."""
    paragraph = containing(document, "Giải bóng chuyền hơi")
    _twin(paragraph, "- Hội thi cắm hoa của các thôn;")
    _twin(paragraph, "- Hội thi nấu ăn của các thôn")


_SENTENCES = (
    ("CT01", "Nâng cao đời sống văn hoá của xã."),
    ("CT02", "Ðề nghị các thôn thực hiện."),
    ("CT03", unicodedata.normalize("NFD", "Các thôn thực hiện.")),
    ("CT04", "Các thôn thực hiện\u200b kế hoạch."),
    ("CT05", "Các thôn thực hiện Kế hоạch này."),
    ("CT06", "Có nhiều ngừơi tham gia."),
    ("CT07", "Hỗ trợ kỹ thuật, chuyển giao kĩ thuật."),
    ("CT08", "Các thôn thực hiện vẫ\u0303n tốt."),
    ("CT09", "Sửa đổi, bổ xung quy chế của xã."),
    ("CT10", "Các thôn thựchiện trước ngày họp."),
    ("CU01", "Phát động phong trao thi đua."),
    ("CU02", "Các phòng hổ trợ các thôn."),
    ("CU03", "Tăng cường xây dựng, chính đồn Đảng."),
    ("CU04", "Xin ý kiến dề nghị của các thôn."),
    ("TU01", "Hoàn thành nhiệm vụ của của địa phương."),
    ("TU02", "Công an xã phối hợp phối hợp với các thôn."),
    ("TU03", "Giao Trưởng các thôn Giao Trưởng các thôn tuyên truyền."),
    ("DA01", "Các thôn , tổ dân phố thực hiện."),
    ("DA02", "Các thôn,tổ dân phố thực hiện."),
    ("DA03", "Hoàn thành tốt nhiệm vụ.Các thôn tự đánh giá kết quả."),
    ("DA04", "Giao các thôn 4,5,6 thực hiện."),
    ("DA05", "Các thôn thực hiện  nghiêm túc Kế hoạch này."),
    ("DA06", "Các thôn,, tổ dân phố thực hiện."),
    ("DA07", "Các thôn ( kể cả thôn mới) thực hiện."),
    ("DA08", "Các thôn(kể cả thôn mới) thực hiện."),
    ("DA09", "Các thôn (kể cả thôn mới thực hiện."),
    ("DA10", "Hưởng ứng phong trào “ Toàn dân đoàn kết”."),
    ("DA11", 'Hưởng ứng phong trào “Toàn dân đoàn kết".'),
    ("DA12", "Phát triển kinh tế- xã hội."),
    ("DA13", "Thực hiện Kế hoạch số 15/KH- UBND ngày 05 tháng 3 năm 2026."),
    ("SO01", "Tỷ lệ hài lòng đạt 92.5%."),
    ("SO02", "Kinh phí 2.5 tỷ đồng."),
    ("SO03", "Kinh phí 1,250,000 đồng."),
    ("SO04", "Sản lượng 1,250.75 tấn."),
    ("SO05", "Tỷ lệ hài lòng đạt 92 %."),
    ("SO06", "Diện tích 10ha."),
    ("SO07", "Kinh phí 20 triệu đ mỗi thôn."),
    ("SO08", "Kinh phí 44.762.00.000 đồng."),
    ("SO09", "Kinh phí 44.762. 000.000 đồng."),
    ("SO10", "Hoàn thành trước ngày 31/4/2026."),
    ("SO11", "Hoàn thành trong năm 2O26."),
    ("VH01", "Các thôn tự đánh giá. công chức xã tổng hợp."),
    ("VH03", "Phục vụ tốt các tầng lớp nhân dân."),
    ("VH04", "Chấp hành pháp luật của nhà nước."),
    ("VH05", "Trình Ủy ban Nhân dân tỉnh."),
    ("VH06", "Phổ biến Luật đất đai."),
    ("VH07", "Đề nghị tặng Huân chương lao động."),
    ("VH08", "Kỷ niệm ngày quốc khánh."),
    ("VH09", "Tổ chức chúc tết nguyên đán."),
    ("VH10", "Kỷ niệm Cách mạng tháng tám."),
    ("VH11", "Học tập kinh nghiệm của các tỉnh Tây nguyên."),
    ("VH12", "Học tập kinh nghiệm của thành phố Hồ Chí Minh."),
    ("VH13", "Học tập kinh nghiệm của Tỉnh Nam Định."),
    ("VH14", "Học tập kinh nghiệm của quận 1."),
    ("VH15", "Học tập phong cách của chủ tịch Hồ Chí Minh."),
    ("VH16", "Hoàn thành nhiệm vụ Chính trị được giao."),
    ("VH17", "Thực hiện khoản 2 điều 5 Luật Viên chức."),
    ("VH18", "Thực hiện quy định tại Khoản 2 Điều 5 Luật Viên chức."),
    ("VH19", "Thực hiện quy định tại chương III của Luật Viên chức."),
    ("VH20", "Thực hiện nghị định số 30/2020/NĐ-CP."),
    ("VH21", "Thực hiện chủ trương của đảng và Nhà nước."),
    ("VH22", "Tiếp công dân vào thứ hai hằng tuần."),
    ("VH23", "Tổ chức đón xuân bính ngọ."),
    ("VH24", "Cử 12 công chức (Trong đó: 5 công chức nữ)."),
    ("VH26", "Đề nghị trình Chủ Tịch UBND tỉnh xem xét."),
    ("VH27", "Mời ông Trần văn Bình đến dự."),
    ("DA16", "Thực hiện theo Hướng dẫn số 12/HD–SNV ngày 05 tháng 01 năm 2026 của Sở Nội vụ."),
    ("TU01", "Được được Nhân dân ủng hộ."),
    ("TU02", "Phổ biến các quy định của pháp luật pháp luật."),
    ("CT06", "Các thôn tăng cườg kiểm tra."),
    ("CT06", "Đã hoàn thanhf chỉ tiêu."),
    ("CT09", "Đề nghị các thôn khẩn chương triển khai."),
    ("CU01", "Các cơ quan chiu trách nhiệm giải trình."),
    ("CU03", "Cấp đủ kinh phi cho các thôn."),
    ("SO02", "Số hồ sơ tăng 3.5 lần."),
    ("SO07", "Mức hỗ trợ là 500.000 VNĐ."),
    ("DA02", "Tỷ lệ giảm 5%,các thôn đều giảm."),
    ("VH25", "Học tập và làm theo bác Hồ."),
)

_OPENING = "Ngày hội có các hoạt động chính:"

MUTANTS = [
    *[Mutant(code, _PLAN, _added(text)) for code, text in _SENTENCES],
    Mutant(
        "DA15",
        _PLAN,
        _cut(
            "Ủy ban nhân dân xã Quang Trung ban hành Kế hoạch cải cách hành chính năm",
            "này để các phòng, đơn vị và các thôn trên địa bàn xã thực hiện như sau:",
        ),
    ),
    Mutant(
        "VH02",
        _PLAN,
        _cut(
            "Ủy ban nhân dân xã Quang Trung ban hành Kế hoạch cải cách hành chính.",
            "các phòng, đơn vị và các thôn trên địa bàn xã thực hiện như sau:",
        ),
    ),
    Mutant("DA14", "thong_cao", _item_without_end),
    Mutant(
        "SO12",
        "thong_cao",
        lambda document: reword(containing(document, _OPENING), _OPENING, f"1. 1. {_OPENING}"),
    ),
]
