"""Rules on punctuation marks themselves (DA)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from vanban.check.components import Recognised
from vanban.check.facts import Paragraph
from vanban.check.findings import Fault
from vanban.check.rules.dau_cach import DAU_CAU
from vanban.check.rules.prose import CAPITAL_LETTERS, SMALL_LETTERS, Prose, prose_of
from vanban.check.rules.rule import line_rule, rule

_SMALL, _CAPITAL = SMALL_LETTERS, CAPITAL_LETTERS

_LONG_ENOUGH = 60
_TWO_MARKS = re.compile(
    r"(?<=[\w)”])(?P<sai>,,+|;;+|::+|[,;:]\.(?![.…])|\.[,;](?<!v\.,)|,;|;,|:[;,]|;:"
    r"|[?!][,;.](?!\.))(?![.…])"
)
_PAIRED_MARKS = tuple(a + b for a in ",;:.?!" for b in ",;:.")
_ABBREVIATED = re.compile(
    r"(?:\b(?:v|đ|TP|Tp|tr|TT|TX|Q|P|H|T|St|Co|Ltd|JSC|Inc|etc|Corp|No)|\.\w{1,3})$"
)
_TWO_STOPS = re.compile(rf"(?<=[{_SMALL})])(?P<sai>\.\.)(?=\s|$)")
_HALF_CURLY = re.compile(r'“[^“”"\n]{0,200}?(?P<sai>\w+[.,;!?]?")(?=[\s.,;:)])')
_MARKER = re.compile(r"\s*\w{1,3}\)")
# Of numbers, open at one end: "(0;1]".
_INTERVAL = re.compile(r"[(\[]\s*[-+]?[\w.,]+\s*;\s*[-+]?(?:[\w.,]+|∞)\s*[)\]]")
_ITEM = re.compile(r"[-–+]\s*\w")
_NO_END = re.compile(r"[\w)%²³]$")
_OPEN_END = re.compile(rf"[{_SMALL}]$")
_SMALL_START = re.compile(rf"([{_SMALL}]{{2,}}(?: [{_SMALL}]+){{0,3}})")
_LIST_LENGTH = 4


@line_rule("DA06", "Hai dấu câu liền nhau", "loi_van", DAU_CAU)
def hai_dau_cau(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Hai dấu câu không đứng liền nhau, trừ dấu ba chấm và chữ viết tắt.
    Sai: “Các thôn,, tổ dân phố.”, “Báo cáo kết quả;.”, “Thực hiện nghiêm túc..”
    Đúng: “Các thôn, tổ dân phố...”, “Cày, bừa, v.v., trước vụ mùa.”, “Thực hiện nghiêm túc./.”
    Không bắt: dấu ba chấm; dấu chấm của chữ viết tắt; dấu “./.”.
    """
    for pattern in (_TWO_MARKS, _TWO_STOPS):
        for match in prose.matches(pattern, *_PAIRED_MARKS):
            marks = match["sai"]
            before = prose.text[max(match.start("sai") - 6, 0) : match.start("sai")]
            if not (marks[0] == "." and _ABBREVIATED.search(before)):
                right = "." if marks[-1] == "." else marks[0]
                why = "Hai dấu câu liền nhau."
                yield prose.slip(match.start("sai"), match.end("sai"), right, why)


@rule("DA09", "Ngoặc đơn không đủ đôi", "loi_van", DAU_CAU)
def ngoac_khong_du_doi(recognised: Recognised) -> Iterator[Fault]:
    """
    Quy định: Mỗi ngoặc mở có một ngoặc đóng.
    Sai: “Các thôn (kể cả thôn mới thực hiện trước ngày 30.”
    Đúng: “Các thôn (kể cả thôn mới) thực hiện trước ngày 30.”, “a) Thôn 1; b) Thôn 2.”
    Không bắt: ngoặc của điểm a), 1); lời trong ngoặc kéo dài sang đoạn sau; ô của bảng.
    """
    prose = prose_of(recognised)
    lines = [each for each in prose.lines() if each[0].place.table == 0]
    for number, (_, start, line) in enumerate(lines):
        opened = line.rfind("(")
        if _open_brackets(line) != 1 or line.find(")", opened) > 0:
            continue
        later = lines[number + 1][2] if number + 1 < len(lines) else ""
        if line.rstrip().endswith((".", ";", "./.")) and _open_brackets(later) >= 0:
            end = start + len(line.rstrip())
            why = "Có ngoặc mở mà không có ngoặc đóng trong đoạn."
            fix = "Thêm ngoặc đóng vào chỗ hết lời trong ngoặc."
            spot = prose.spot(start + opened, end)
            yield Fault("có ngoặc đóng", "thiếu ngoặc đóng", why, fix, spot)


def _open_brackets(line: str) -> int:
    """How many brackets of a paragraph stay open; that of "a)" at its beginning is none."""
    marker = _MARKER.match(line)
    text = line[marker.end() :] if marker else line
    text = _INTERVAL.sub("", text)
    return text.count("(") - text.count(")")


@line_rule("DA11", "Ngoặc kép mở và đóng khác kiểu", "loi_van", DAU_CAU)
def ngoac_kep_khac_kieu(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Ngoặc kép mở cong thì đóng cũng cong.
    Sai: phong trào “Toàn dân đoàn kết".
    Đúng: phong trào “Toàn dân đoàn kết”.
    Không bắt: văn bản dùng thống nhất ngoặc kép thẳng; dấu chỉ inch.
    """
    yield from prose.slips(
        _HALF_CURLY,
        lambda match: match["sai"].replace('"', "”"),
        "Ngoặc kép mở cong nhưng đóng thẳng.",
        '"',
    )


@rule("DA14", "Thiếu dấu câu ở cuối dòng liệt kê", "loi_van", DAU_CAU)
def thieu_dau_cuoi(recognised: Recognised) -> Iterator[Fault]:
    """
    Quy định: Các dòng liệt kê kết thúc bằng dấu câu thì dòng nào cũng có.
    Sai: một dòng gạch đầu dòng không có dấu cuối, trong khi mọi dòng bên cạnh đều có.
    Đúng: “- Diện tích lúa: 130 ha.”
    Không bắt: danh sách ngắn; danh sách có nhiều dòng không có dấu cuối.
    """
    prose = prose_of(recognised)
    for items in _lists(prose):
        missing = [
            item
            for item, after in pairwise(items[1:])
            if _NO_END.search(item[1]) and item[1].lstrip()[0] == after[1].lstrip()[0]
        ]
        if len(items) > _LIST_LENGTH and len(missing) == 1:
            start, line = missing[0]
            begin, end = start + line.rfind(" ") + 1, start + len(line)
            why = "Các dòng bên cạnh đều có dấu câu ở cuối."
            yield prose.slip(begin, end, prose.text[begin:end] + ".", why)


def _lists(prose: Prose) -> Iterator[list[tuple[int, str]]]:
    """Runs of paragraphs that begin with a dash: where each begins, and its text."""
    items: list[tuple[int, str]] = []
    for paragraph, start, line in prose.lines():
        if paragraph.place.table == 0 and _ITEM.match(line.lstrip()):
            items.append((start, line.rstrip()))
        elif items:
            yield items
            items = []
    yield items


@rule("DA15", "Đoạn bị ngắt giữa câu", "loi_van", DAU_CAU)
def ngat_giua_cau(recognised: Recognised) -> Iterator[Fault]:
    """
    Quy định: Chỉ xuống dòng khi hết câu, hết ý liệt kê.
    Sai: một đoạn dài không có dấu câu ở cuối, đoạn sau bắt đầu bằng chữ thường.
    Đúng: “Các thôn thực hiện tốt cuộc vận động toàn dân đoàn kết xây dựng đời sống văn hóa.”
    Không bắt: đoạn canh giữa; ô của bảng; dòng liệt kê; đoạn ngắn.
    """
    prose = prose_of(recognised)
    for (before, _, first), (after, start, line) in pairwise(prose.lines()):
        match = _SMALL_START.match(line)
        if match and _is_running(before, first) and _is_running(after, line) and not after.number:
            if not _OPEN_END.search(first.rstrip()):
                continue
            why = "Đoạn trước hết dòng mà chưa hết câu, đoạn này nối tiếp câu ấy."
            fix = "Nối hai đoạn thành một, hoặc thêm dấu câu và viết hoa."
            spot = prose.spot(start + match.start(1), start + match.end(1))
            yield Fault("một đoạn", "hai đoạn", why, fix, spot)


def _is_running(paragraph: Paragraph, line: str) -> bool:
    """Whether a paragraph is running text: long, neither centred nor in a table."""
    is_free = not paragraph.place.table and paragraph.alignment != "giua"
    return is_free and len(line) >= _LONG_ENOUGH and not line.isascii()


RULES = (
    hai_dau_cau,
    ngoac_khong_du_doi,
    ngoac_kep_khac_kieu,
    thieu_dau_cuoi,
    ngat_giua_cau,
)
