"""One edit for each rule of wording, numbers, dates, outline and totals."""

import copy
from collections.abc import Callable

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from .mutants import Edit, Mutant, all_paragraphs, containing, reword, styled

_NUMBERING = f"""<w:numbering {nsdecls("w")}>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def _styled(style: str, old: str, new: str, number: int = 0) -> Edit:
    """Other words in the paragraph number ``number`` of a style."""
    return lambda document: reword(styled(document, style, number), old, new)


def _worded(text: str, old: str, new: str) -> Edit:
    """Other words in the first paragraph with this text."""
    return lambda document: reword(containing(document, text), old, new)


def _all(*edits: Edit) -> Edit:
    """Several edits."""

    def edit(document: Document) -> None:
        for each in edits:
            each(document)

    return edit


def _without(find: Callable[[Document], Paragraph]) -> Edit:
    """A document without a paragraph."""

    def edit(document: Document) -> None:
        element = find(document)._p
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)

    return edit


def _twin(paragraph: Paragraph, old: str, new: str) -> None:
    """A paragraph like this one below it, with other words."""
    twin = copy.deepcopy(paragraph._p)
    paragraph._p.addnext(twin)
    reword(Paragraph(twin, paragraph._parent), old, new)


def _motto_first(document: Document) -> None:
    name = styled(document, "VB_QuocHieu")
    name._p.addprevious(styled(document, "VB_TieuNgu")._p)


def _addressee_below(document: Document) -> None:
    line = styled(document, "VB_KinhGui")
    _twin(line, "Kính gửi: ", "- ")
    reword(line, " Sở Nông nghiệp và Môi trường tỉnh Thanh Bình", "")


def _keep_not_last(document: Document) -> None:
    _twin(containing(document, "- Lưu: VT, CA."), "Lưu: VT, CA.", "Sở Nội vụ;")


def _on_behalf(document: Document) -> None:
    _twin(styled(document, "VB_QuyenHanChucVu"), "CHỦ TỊCH", "CHỦ TỊCH")
    reword(styled(document, "VB_QuyenHanChucVu"), "CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN")


def _third_number_automatic(document: Document) -> None:
    part = document.part
    numbering = Part(
        PackURI("/word/numbering.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
        _NUMBERING.encode(),
        part.package,
    )
    part.relate_to(numbering, RELATIONSHIP_TYPE.NUMBERING)
    paragraph = containing(document, "3. Phòng Kinh tế tăng cường")
    reword(paragraph, "3. ", "")
    number = '<w:numPr {}><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(number.format(nsdecls("w"))))


def _starting(text: str) -> Callable[[Document], Paragraph]:
    """The first paragraph that begins with this text."""
    return lambda document: next(p for p in all_paragraphs(document) if p.text.startswith(text))


_NAME = "VB_QuocHieu"
_MOTTO = "VB_TieuNgu"
_NUMBER = "VB_SoKyHieu"
_DATE = "VB_DiaDanhNgay"
_KIND = "VB_TenLoai"
_ABOUT = "VB_TrichYeuCongVan"
_BASIS = "VB_CanCu"
_RIGHTS = "VB_QuyenHanChucVu"
_NOTE = "VB_ChiDanPhuLuc"

MUTANTS = [
    Mutant("QH01", "cong_van", _styled(_NAME, "NGHĨA", "NGHỈA")),
    Mutant("QH02", "cong_van", _styled(_NAME, "NAM", "NAM.")),
    Mutant("TN01", "cong_van", _styled(_MOTTO, "lập", "lâp")),
    Mutant("TN02", "cong_van", _styled(_MOTTO, "-", "–")),
    Mutant("TN03", "cong_van", _styled(_MOTTO, " - ", "-")),
    Mutant("TN04", "cong_van", _styled(_MOTTO, "Tự do", "Tự Do")),
    Mutant("TN05", "cong_van", _styled(_MOTTO, "phúc", "phúc.")),
    Mutant("TN06", "cong_van", _motto_first),
    Mutant("BH01", "huong_dan", _styled("VB_CoQuanBanHanh", "PHÒNG VĂN HÓA", "BQL VĂN HÓA")),
    Mutant("BH02", "huong_dan", _styled("VB_CoQuanBanHanh", "XÃ HỘI", "XÃ HỘI.")),
    Mutant("CQ01", "huong_dan", _styled("VB_CoQuanChuQuan", "TRUNG", "TRUNG,")),
    Mutant("SK01", "chi_thi", _styled(_NUMBER, "Số:", "Số")),
    Mutant("SK02", "chi_thi", _styled(_NUMBER, "03", "3")),
    Mutant("SK03", "chi_thi", _styled(_NUMBER, "CT-UBND", "CT - UBND")),
    Mutant("SK04", "chi_thi", _styled(_NUMBER, "CT-UBND", "CT–UBND")),
    Mutant("SK05", "quyet_dinh", _styled(_NUMBER, "/", "-")),
    Mutant("SK06", "quyet_dinh", _styled(_NUMBER, "QĐ", "QD")),
    Mutant("SK07", "chi_thi", _styled(_NUMBER, "CT", "TB")),
    Mutant("SK08", "cong_van", _styled(_NUMBER, "UBND-KT", "CV-UBND")),
    Mutant("SK09", "chi_thi", _styled(_NUMBER, "UBND", "UBND.")),
    Mutant("SK21", "cong_van", _styled(_NUMBER, "412", "412A")),
    Mutant("SK22", "cong_van", _styled(_NUMBER, "UBND", "ubnd")),
    Mutant("SK23", "cong_van", _styled(_NUMBER, "Số", "SỐ")),
    Mutant("DN01", "chi_thi", _styled(_DATE, ",", "")),
    Mutant("DN02", "chi_thi", _styled(_DATE, "04", "4")),
    Mutant("DN03", "chi_thi", _styled(_DATE, "tháng 5", "tháng 05")),
    Mutant("DN04", "chi_thi", _styled(_DATE, " tháng 5 năm ", "/5/")),
    Mutant("DN05", "chi_thi", _styled(_DATE, "04 tháng 5", "31 tháng 6")),
    Mutant("DN06", "chi_thi", _styled(_DATE, "ngày", "Ngày")),
    Mutant("DN07", "chi_thi", _styled(_DATE, "2026", "2026.")),
    Mutant("SK24", "thong_bao", _styled(_NUMBER, "118/TB", "118/2026/TB")),
    Mutant("DN08", "chi_thi", _styled(_DATE, "Quang Trung", "Quang trung")),
    Mutant("DN08", "chi_thi", _styled(_DATE, "Xã", "xã")),
    Mutant("DN09", "chi_thi", _styled(_DATE, "Xã", "X.")),
    Mutant("DN21", "ke_hoach", _styled(_DATE, "01", "1")),
    Mutant("DN22", "chi_thi", _styled(_DATE, "2026", "26")),
    Mutant("TL01", "bao_cao", _styled(_KIND, "CÁO", "CAO")),
    Mutant("TL02", "chi_thi", _styled(_KIND, "CHỈ THỊ", "PHÁT ĐỘNG")),
    Mutant("TL03", "chi_thi", _styled(_KIND, "THỊ", "THỊ:")),
    Mutant("TY01", "chi_thi", _styled("VB_TrichYeu", "2026", "2026.")),
    Mutant("TY02", "chi_thi", _styled("VB_TrichYeu", "Về việc", "V/v")),
    Mutant("VV01", "cong_van", _styled(_ABOUT, "V/v đề nghị", "Đề nghị")),
    Mutant("VV02", "cong_van", _styled(_ABOUT, "V/v", "V/V")),
    Mutant("VV03", "cong_van", _styled(_ABOUT, "2026", "2026.")),
    Mutant("KG01", "cong_van", _styled("VB_KinhGui", "gửi:", "gửi")),
    Mutant("KG02", "cong_van", _addressee_below),
    Mutant("KG03", "cong_van_nhieu_noi", _styled("VB_KinhGui", "- ", "", 2)),
    Mutant("KG04", "cong_van_nhieu_noi", _styled("VB_KinhGui", ";", ",", 2)),
    Mutant("KG05", "cong_van", _styled("VB_KinhGui", "Bình", "Bình.")),
    Mutant("KG06", "cong_van", _styled("VB_KinhGui", "gửi", "Gửi")),
    Mutant("KG08", "cong_van", _styled("VB_KinhGui", "Bình", "Bình; Sở Tài chính")),
    Mutant("CC01", "ke_hoach", _styled(_BASIS, ";", ",")),
    Mutant("CC02", "quyet_dinh", _worded("Theo đề nghị", ".", ";")),
    Mutant("CC03", "ke_hoach", _styled(_BASIS, " ngày", " số 72/2025/QH15 ngày")),
    Mutant(
        "CC04", "ke_hoach", _styled(_BASIS, " ngày\u00a016\u00a0tháng\u00a06 năm\u00a02025", "")
    ),
    Mutant("CC05", "giay_uy_quyen", _styled(_BASIS, "02 năm", "8 năm", 2)),
    Mutant("CC06", "giay_uy_quyen", _styled(_BASIS, "của Chính phủ ", "", 1)),
    Mutant("CC08", "quyet_dinh", _styled(_BASIS, "Luật Tổ", "luật tổ")),
    Mutant("CC09", "quyet_dinh", _styled(_BASIS, "Căn cứ", "- Căn cứ")),
    Mutant("CC07", "giay_uy_quyen", _styled(_BASIS, " về công tác văn thư", "", 1)),
    Mutant("LB01", "quyet_dinh", _styled("VB_LenhBanHanh", ":", "")),
    Mutant("LB02", "nghi_quyet", _styled("VB_LenhBanHanh", "NGHỊ", "ĐỊNH")),
    Mutant("TQ01", "quyet_dinh", _styled("VB_ThamQuyen", "TRUNG", "TRUNG:")),
    Mutant("NN01", "chi_thi", _styled("VB_NoiNhanTu", "nhận:", "nhận")),
    Mutant("NN02", "chi_thi", _worded("- Trưởng các thôn;", "- ", "")),
    Mutant("NN03", "chi_thi", _worded("- Trưởng các thôn;", ";", ",")),
    Mutant("NN04", "chi_thi", _worded("- Lưu: VT, CA.", ".", ";")),
    Mutant("NN05", "chi_thi", _without(_starting("- Lưu"))),
    Mutant("NN06", "chi_thi", _worded("- Lưu: VT, CA.", ":", "")),
    Mutant("NN07", "chi_thi", _worded("- Lưu: VT, CA.", "VT, ", "")),
    Mutant("NN08", "bao_cao", _without(_starting("- Như trên"))),
    Mutant("NN09", "chi_thi", _worded("- Trưởng các thôn;", "Trưởng các thôn", "")),
    Mutant("NN21", "chi_thi", _worded("- UBND tỉnh", "UBND tỉnh (để báo cáo)", "Như trên")),
    Mutant("NN22", "chi_thi", _keep_not_last),
    Mutant("NN23", "quyet_dinh", _worded("- Như Điều", "Điều 5", "Điều 9")),
    Mutant("QC01", "ke_hoach_kinh_phi", _styled(_RIGHTS, "TM.", "T/M")),
    Mutant("QC02", "ke_hoach_kinh_phi", _styled(_RIGHTS, "PHÓ CHỦ TỊCH", "CHÁNH VĂN PHÒNG", 2)),
    Mutant("QC03", "phieu_chuyen", _without(lambda document: styled(document, _RIGHTS, 1))),
    Mutant("QC04", "ke_hoach_kinh_phi", _styled(_RIGHTS, "CHỦ TỊCH", "GIÁM ĐỐC", 2)),
    # In the text that a decision issues.
    Mutant("DI01", "quyet_dinh_ban_hanh", _worded("Trách nhiệm thi hành", "13", "14")),
    Mutant("PH02", "quyet_dinh_ban_hanh", _worded("Chương V", "Chương V", "Chương 5")),
    Mutant("DM02", "quyet_dinh_ban_hanh", _worded("b) Phòng Kinh tế", "b)", "b.")),
    Mutant("QC05", "thong_bao", _styled(_RIGHTS, "TM. ", "")),
    Mutant("QC05", "quyet_dinh_ban_hanh", _without(lambda document: styled(document, _RIGHTS))),
    Mutant("QC06", "ke_hoach_kinh_phi", _styled(_RIGHTS, "ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    Mutant("QC07", "quyet_dinh_quyen_truong", _styled(_RIGHTS, "Q.", "QUYỀN")),
    Mutant("QC08", "quyet_dinh", _on_behalf),
    Mutant(
        "QC09",
        "ke_hoach_kinh_phi",
        _all(
            _without(lambda document: styled(document, _RIGHTS, 1)),
            _without(lambda document: styled(document, _RIGHTS, 0)),
        ),
    ),
    Mutant("HT01", "chi_thi", _styled("VB_HoTen", "Phạm", "Tiến sĩ Phạm")),
    Mutant("HT01", "chi_thi", _styled("VB_HoTen", "Phạm", "ThS. Phạm")),
    Mutant("HT02", "chi_thi", _styled("VB_HoTen", "Phạm", "Ông Phạm")),
    Mutant("PL01", "ke_hoach", _styled("VB_PhuLucTu", "II", "2", 1)),
    Mutant("PL02", "bao_cao_dien_tu", _styled("VB_PhuLucTu", "lục", "lục I")),
    Mutant("PL03", "ke_hoach", _styled("VB_PhuLucTu", "II", "III", 1)),
    Mutant(
        "PL04",
        "bao_cao_dien_tu",
        _worded("nêu tại Phụ lục", "Phụ lục kèm theo Báo cáo này", "các biểu dưới đây"),
    ),
    Mutant("PL05", "ke_hoach", _styled("VB_PhuLucTu", "I", "I.")),
    Mutant("PL06", "ke_hoach", _without(lambda document: styled(document, _NOTE))),
    Mutant("CD01", "ke_hoach", _styled(_NOTE, "12/KH", "13/KH")),
    Mutant("CD02", "ke_hoach", _styled(_NOTE, "Kế hoạch", "Thông báo")),
    Mutant("CD03", "ke_hoach", _styled(_NOTE, "21", "20")),
    Mutant("CD04", "ke_hoach", _styled(_NOTE, ")", "")),
    Mutant("CD05", "ke_hoach", _styled(_NOTE, "của", "tại")),
    Mutant("PH01", "quy_che", _styled("VB_Phan", "III", "IV", 2)),
    Mutant("PH02", "quy_che", _styled("VB_Phan", "II", "2", 1)),
    Mutant("PH03", "du_an", _styled("VB_Phan", "Mục 1", "Mục I", 2)),
    Mutant("PH04", "quy_che", _styled("VB_Phan", "II", "II.", 1)),
    Mutant("ML01", "ke_hoach", _styled("VB_MucLaMa", "IV.", "V.", 3)),
    Mutant("ML02", "ke_hoach", _styled("VB_MucLaMa", "IV.", "IV/", 3)),
    Mutant("DI01", "hop_dong", _worded("7. Hiệu lực", "7", "8")),
    Mutant("DI02", "hop_dong", _worded("7. Hiệu lực", "7.", "7:")),
    Mutant("KH01", "chi_thi", _worded("4. Trưởng các thôn", "4", "6")),
    Mutant("KH02", "hop_dong", _worded("2. Bên B khắc phục", "2.", "2)")),
    Mutant("DM01", "bao_cao", _worded("d) Văn hóa", "d)", "đ)")),
    Mutant("DM02", "bao_cao", _worded("d) Văn hóa", "d)", "d.")),
    Mutant("DM03", "bao_cao", _worded("d) Văn hóa", "d)", "f)")),
    Mutant("ND01", "cong_van_nhieu_noi", _third_number_automatic),
    Mutant("ND02", "nghi_quyet", _worded("Nghị quyết này được Hội", "Nghị quyết", "Quyết định")),
    Mutant(
        "ND03",
        "thong_bao_ky_thay",
        _worded("Thực hiện Kế hoạch", " ngày\u00a031\u00a0tháng\u00a03 năm\u00a02026", ""),
    ),
    Mutant("KT01", "chi_thi", _worded("./.", "./.", ".")),
    Mutant("KT02", "chi_thi", _worded("yêu cầu:", "yêu cầu:", "yêu cầu./.")),
    Mutant("KT03", "chi_thi", _worded("./.", "./.", "/.")),
    Mutant("KT03", "chi_thi", _worded("./.", "./.", " ./.")),
    Mutant("MA01", "ke_hoach_mat", _styled("VB_DoMat", "MẬT", "MẤT")),
    Mutant("KN01", "cong_dien", _styled("VB_DoKhan", "TỐC", "TỐC HẸN GIỜ")),
    Mutant("SA01", "sao_y", _styled("VB_HinhThucSao", "SAO Y", "SAO Y BẢN CHÍNH")),
    Mutant("SA02", "sao_y", _styled(_NUMBER, "SY", "SL", 1)),
    Mutant("BT01", "bao_cao", _worded("42.000,0", "42.000,0", "43.000,0")),
]
