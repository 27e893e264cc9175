"""Rules on capitals that the place in the sentence or the word beside decides (VH): Phụ lục II."""

import re
from collections.abc import Iterator
from itertools import pairwise

from vanban.check.components import Recognised
from vanban.check.findings import Fault
from vanban.check.rules.prose import CAPITAL_LETTERS, SMALL_LETTERS, Prose, prose_of
from vanban.check.rules.rule import line_rule, rule

_SP = "[ \u00a0]"
_SMALL = f"[{SMALL_LETTERS}]"
_LONG_ENOUGH = 40

_NEW_SENTENCE = re.compile(rf"[.?!]{_SP}+(?P<sai>{_SMALL}{{2,}})(?=[ ,])")
_ABBREVIATED = frozenset(
    "tp tx tt tr đc vv st stt ths ts gs pgs bs ks cn cty nxb gđ pgđ ttg etc tel fax vol sđt".split()
)
_PARAGRAPH_START = re.compile(rf"(?P<sai>{_SMALL}{{2,}})(?={_SP}{_SMALL})")
_SENTENCE_END = re.compile(r"[^.…][.?!][”\"]?$")

_PEOPLE = re.compile(
    rf"(?<!\w)(?:(?:[Cc]ác )?tầng lớp|của|vì|quần chúng|[Đđ]ời sống|[Pp]hục vụ|[Tt]oàn thể"
    rf"|[Đđ]ông đảo|[Vv]ận động|bà con|[Cc]hính quyền và|[Cc]án bộ và|chiến sĩ và|gắn bó với"
    rf"|sức mạnh|ý kiến){_SP}(?P<sai>nhân dân)(?!{_SP}tệ|\w)"
)
_STATE = re.compile(
    rf"(?<!\w)(?:Đảng(?:{_SP}và|,)|[Pp]háp luật của|[Cc]hính sách của){_SP}(?P<sai>nhà nước)(?!\w)"
)
_CITED = (
    "(?:của )?(?:Nghị định|Luật|Bộ luật|Thông tư|Nghị quyết|Pháp lệnh|Hiến pháp|Quyết định"
    "|Quy chế|Điều lệ)"
)
_ARTICLE = re.compile(
    rf"(?<!\w)(?:[Kk]hoản{_SP}\d+,?{_SP}(?P<mot>điều)(?={_SP}\d)"
    rf"|(?:tại|theo){_SP}(?P<hai>điều)(?={_SP}\d+{_SP}{_CITED}))"
)
_CLAUSE = re.compile(
    rf"(?<=[{SMALL_LETTERS}0-9,(]{_SP})(?P<sai>Khoản|Điểm)(?={_SP}(?:\d{{1,2}}|[a-zđ])[,;]?{_SP}"
    rf"(?:(?:[Đđ]iểm|[Kk]hoản|và|hoặc|đến)?{_SP}?(?:\d{{1,2}}|[a-zđ])?,?{_SP}?){{0,4}}[Đđ]iều{_SP}\d)"
)
_CHAPTER = re.compile(
    rf"(?<!\w)(?:tại|theo|thuộc){_SP}(?P<sai>chương|phần|mục|tiểu mục)(?={_SP}(?:[IVX]+|\d+){_SP}"
    rf"(?:{_CITED}|Chương|Phần|Phụ lục))"
)
_KINDS = (
    "nghị định|nghị quyết|quyết định|chỉ thị|thông tư|kế hoạch|tờ trình|báo cáo|thông báo|công văn"
    "|hướng dẫn|kết luận|công điện|chương trình|đề án"
)
_NAMED_KIND = re.compile(rf"(?<={_SMALL}{_SP})(?P<sai>{_KINDS})(?={_SP}số{_SP}?:?{_SP}?\d+/)")
_PARTY = re.compile(rf"(?<!\w)(?P<sai>đảng)(?=(?:{_SP}và|,){_SP}[Nn]hà nước(?!\w))")
_DAYS = "hai|ba|tư|năm|sáu|bảy"
_WEEKDAY = re.compile(
    rf"(?<!\w)(?:(?:[Ss]áng|[Cc]hiều|[Tt]ối|[Tt]ừ){_SP}thứ{_SP}(?P<mot>{_DAYS})(?={_SP}(?:đến|tới){_SP}thứ|{_SP}h[àằ]ng{_SP}tuần"
    rf"|{_SP}ngày|,{_SP}ngày)|thứ{_SP}(?P<hai>{_DAYS})(?={_SP}h[àằ]ng{_SP}tuần))"
)
_STEMS = "giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý"
_BRANCHES = "tý|sửu|dần|mão|thìn|tỵ|ngọ|mùi|thân|dậu|tuất|hợi"
_LUNAR_YEAR = re.compile(
    rf"(?<!\w)(?:năm|Tết|tết|xuân|Xuân){_SP}(?P<sai>(?i:{_STEMS}){_SP}(?i:{_BRANCHES}))(?!\w)"
)
_BRANCH_HINTS = tuple(
    f" {branch}" for each in _BRANCHES.split("|") for branch in (each, each.capitalize())
)
_ASIDE = re.compile(rf"(?<=[{SMALL_LETTERS}\d%²³]{_SP})\((?P<sai>Trong đó|Bao gồm|Gồm)(?!\w)")
_REVERED = re.compile(rf"(?<!\w)(?P<sai>bác Hồ|vua Hùng)(?!{_SP}[{CAPITAL_LETTERS}]|\w)")


@line_rule("VH01", "Chưa viết hoa đầu câu", "viet_hoa", "PL II, I")
def dau_cau(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Viết hoa chữ đầu của câu, sau dấu chấm, chấm hỏi, chấm than.
    Sai: “Các thôn đã hoàn thành. ủy ban nhân dân xã biểu dương.”
    Đúng: “Các thôn đã xong. Ủy ban nhân dân xã biểu dương.”, “Gồm ths. kinh tế, v.v. và phụ cấp.”
    Không bắt: chữ viết tắt có dấu chấm; dấu ba chấm.
    """
    for match in _NEW_SENTENCE.finditer(prose.text):
        begin = prose.begin_of_word(match.start())
        before = prose.text[begin : match.start()]
        is_word = len(before) > 1 and before.islower() and before.isalpha()
        if (
            is_word
            and before not in _ABBREVIATED
            and prose.text[begin - 1 : begin] not in {".", "…"}
        ):
            why = "Sau dấu hết câu phải viết hoa."
            right = match["sai"].capitalize()
            yield prose.slip(match.start("sai"), match.end("sai"), right, why)


@rule("VH02", "Chưa viết hoa khi xuống dòng", "viet_hoa", "PL II, I")
def dau_doan(recognised: Recognised) -> Iterator[Fault]:
    """
    Quy định: Viết hoa chữ đầu của câu khi xuống dòng.
    Sai: đoạn trước đã hết câu, đoạn sau bắt đầu bằng chữ thường.
    Đúng: “Các thôn báo cáo kết quả về Ủy ban nhân dân xã trước ngày 30 tháng 6.”
    Không bắt: dòng liệt kê sau dấu hai chấm, chấm phẩy; ô của bảng; dòng canh giữa; đoạn ngắn.
    """
    prose = prose_of(recognised)
    for (_, _, before), (paragraph, start, line) in pairwise(prose.lines()):
        if paragraph.place.table or paragraph.alignment == "giua" or paragraph.number:
            continue
        match = _PARAGRAPH_START.match(line)
        if (
            match
            and not line.isascii()
            and len(line) >= _LONG_ENOUGH
            and _SENTENCE_END.search(before.rstrip())
        ):
            begin, end = start + match.start("sai"), start + match.end("sai")
            yield prose.slip(begin, end, match["sai"].capitalize(), "Đầu đoạn phải viết hoa.")


@line_rule("VH03", "“Nhân dân” phải viết hoa", "viet_hoa", "PL II, V.1")
def nhan_dan(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Danh từ thuộc trường hợp đặc biệt viết hoa: Nhân dân.
    Sai: “Vận động các tầng lớp nhân dân tham gia.”, “Vì cuộc sống bình yên của nhân dân.”
    Đúng: “Vận động các tầng lớp Nhân dân tham gia.”, “Lực lượng vũ trang nhân dân.”
    Không bắt: “nhân dân” trong tên cơ quan, lực lượng, danh hiệu (công an nhân dân).
    """
    yield from prose.slips(
        _PEOPLE, lambda _: "Nhân dân", "“Nhân dân” là danh từ đặc biệt, luôn viết hoa.", "nhân dân"
    )


@line_rule("VH04", "“Nhà nước” phải viết hoa", "viet_hoa", "PL II, V.1")
def nha_nuoc(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Danh từ thuộc trường hợp đặc biệt viết hoa: Nhà nước.
    Sai: “Chấp hành pháp luật của nhà nước.”, “Chủ trương của Đảng, nhà nước.”
    Đúng: “Chấp hành pháp luật của Nhà nước.”, “Cơ quan nhà nước, ngân sách nhà nước.”
    Không bắt: “nhà nước” bổ nghĩa cho từ đứng trước (quản lý nhà nước, doanh nghiệp nhà nước).
    """
    yield from prose.slips(
        _STATE,
        lambda _: "Nhà nước",
        "“Nhà nước” là danh từ đặc biệt, ở đây phải viết hoa.",
        "nhà nước",
    )


@line_rule("VH17", "Viện dẫn “Điều” phải viết hoa", "viet_hoa", "PL II, V.7")
def vien_dan_dieu(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Viện dẫn văn bản cụ thể thì viết hoa Phần, Chương, Mục, Tiểu mục, Điều.
    Sai: “Theo khoản 2 điều 5 Nghị định này.”, “Quy định tại điều 8 của Luật Đất đai.”
    Đúng: “Theo khoản 2 Điều 5 Nghị định này.”, “Có ba điều 100% hộ dân đồng thuận.”
    Không bắt: “điều” không kèm số, không kèm tên văn bản.
    """
    for match in prose.matches(_ARTICLE, " điều "):
        group = "mot" if match["mot"] else "hai"
        why = "Viện dẫn điều của văn bản cụ thể thì viết hoa “Điều”."
        yield prose.slip(match.start(group), match.end(group), "Điều", why)


@line_rule("VH18", "Viện dẫn “khoản”, “điểm” không viết hoa", "viet_hoa", "PL II, V.7")
def vien_dan_khoan(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Viện dẫn khoản, điểm không viết hoa: điểm a khoản 1 Điều 24.
    Sai: “Quy định tại Khoản 2 Điều 5 Nghị định này.”, “Theo Điểm a khoản 1 Điều 24.”
    Đúng: “Quy định tại khoản 2 Điều 5 Nghị định này.”, “Khoản 2 Điều 5 được sửa đổi.”
    Không bắt: đầu câu, đầu dòng.
    """
    yield from prose.slips(
        _CLAUSE,
        lambda match: match["sai"].lower(),
        "Viện dẫn khoản, điểm thì viết thường.",
        "Khoản",
        "Điểm",
    )


@line_rule("VH19", "Viện dẫn phần, chương, mục phải viết hoa", "viet_hoa", "PL II, V.7")
def vien_dan_chuong(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Viện dẫn văn bản cụ thể thì viết hoa Phần, Chương, Mục, Tiểu mục, Điều.
    Sai: “Quy định tại chương III của Nghị định số 30/2020/NĐ-CP.”
    Đúng: “Quy định tại Chương III của Nghị định số 30/2020/NĐ-CP.”, “Đạt phần 2 bài thi.”
    Không bắt: phần, chương, mục không kèm tên văn bản.
    """
    yield from prose.slips(
        _CHAPTER,
        lambda match: match["sai"].capitalize(),
        "Viện dẫn phần, chương, mục của văn bản cụ thể thì viết hoa.",
        *(" phần ", " chương ", " mục "),
    )


@line_rule("VH20", "Tên loại của văn bản cụ thể phải viết hoa", "viet_hoa", "PL II, V.6")
def ten_loai_van_ban(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Nói đến một văn bản cụ thể thì viết hoa chữ đầu của tên loại văn bản.
    Sai: “Thực hiện kế hoạch số 15/KH-UBND.”, “Theo nghị định số 30/2020/NĐ-CP.”
    Đúng: “Thực hiện Kế hoạch số 15/KH-UBND.”, “Ban hành nghị định mới về văn thư.”
    Không bắt: tên loại không kèm số, ký hiệu.
    """
    yield from prose.slips(
        _NAMED_KIND,
        lambda match: match["sai"].capitalize(),
        "Tên loại của một văn bản cụ thể thì viết hoa.",
        " số",
    )


@line_rule("VH21", "“Đảng” phải viết hoa", "viet_hoa", "PL II, V.4")
def dang(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Danh từ chung đã riêng hóa viết hoa: Đảng (chỉ Đảng Cộng sản Việt Nam).
    Sai: “Chủ trương của đảng và Nhà nước.”
    Đúng: “Chủ trương của Đảng và Nhà nước.”, “Các đảng phái ở nước ngoài.”
    Không bắt: “đảng” chung; đảng ủy, đảng viên, đảng bộ.
    """
    yield from prose.slips(
        _PARTY, lambda _: "Đảng", "“Đảng” chỉ Đảng Cộng sản Việt Nam thì viết hoa.", "đảng "
    )


@line_rule("VH22", "Tên ngày trong tuần phải viết hoa", "viet_hoa", "PL II, V.8.c")
def ngay_trong_tuan(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Tên ngày trong tuần không dùng chữ số thì viết hoa: thứ Hai, thứ Tư.
    Sai: “Tiếp dân vào thứ hai hằng tuần.”, “Từ thứ hai đến thứ sáu.”
    Đúng: “Tiếp dân vào thứ Hai hằng tuần.”, “Đạt giải thứ hai toàn tỉnh.”
    Không bắt: số thứ tự (lần thứ hai).
    """
    for match in prose.matches(_WEEKDAY, "thứ "):
        group = "mot" if match["mot"] else "hai"
        right = match[group].capitalize()
        why = "Tên ngày trong tuần viết bằng chữ thì viết hoa."
        yield prose.slip(match.start(group), match.end(group), right, why)


@line_rule("VH23", "Tên năm âm lịch phải viết hoa", "viet_hoa", "PL II, V.8.a")
def nam_am_lich(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Viết hoa chữ đầu mọi tiếng của tên năm âm lịch: Kỷ Tỵ, Tân Hợi.
    Sai: “Đón xuân bính ngọ.”, “Mừng năm Bính ngọ 2026.”
    Đúng: “Đón xuân Bính Ngọ.”
    Không bắt: tên năm không đứng sau “năm”, “tết”, “xuân”.
    """
    yield from prose.slips(
        _LUNAR_YEAR,
        lambda match: None if _is_titled(match["sai"]) else match["sai"].title(),
        "Tên năm âm lịch viết hoa mọi tiếng.",
        *_BRANCH_HINTS,
    )


def _is_titled(text: str) -> bool:
    return text in {text.title(), text.upper()}


@line_rule("VH24", "Thừa chữ hoa sau ngoặc mở", "viet_hoa", "PL II, I")
def sau_ngoac_mo(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Chỉ viết hoa đầu câu; lời trong ngoặc giữa câu là phần của câu.
    Sai: “Diện tích 36 ha (Trong đó: đất lúa 20 ha).”
    Đúng: “Diện tích 36 ha (trong đó: đất lúa 20 ha).”
    Không bắt: ngoặc đứng riêng thành câu, thành dòng.
    """
    yield from prose.slips(
        _ASIDE,
        lambda match: match["sai"].lower(),
        "Lời trong ngoặc giữa câu không viết hoa.",
        "(Trong",
        "(Bao",
        "(Gồm",
    )


@line_rule("VH25", "Tên gọi nhân vật lịch sử phải viết hoa", "viet_hoa", "PL II, II.1.b")
def nhan_vat_lich_su(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Viết hoa mọi tiếng của tên hiệu, tên gọi nhân vật lịch sử: Bác Hồ, Vua Hùng.
    Sai: “Học tập và làm theo bác Hồ.”
    Đúng: “Học tập và làm theo Bác Hồ.”, “Gặp bác Hồ Văn An ở thôn 2.”
    Không bắt: “bác Hồ” kèm tên người khác.
    """
    yield from prose.slips(
        _REVERED,
        lambda match: match["sai"].title(),
        "Tên gọi nhân vật lịch sử viết hoa mọi tiếng.",
        "bác Hồ",
        "vua Hùng",
    )


RULES = (
    dau_cau,
    dau_doan,
    nhan_dan,
    nha_nuoc,
    vien_dan_dieu,
    vien_dan_khoan,
    vien_dan_chuong,
    ten_loai_van_ban,
    dang,
    ngay_trong_tuan,
    nam_am_lich,
    sau_ngoac_mo,
    nhan_vat_lich_su,
)
