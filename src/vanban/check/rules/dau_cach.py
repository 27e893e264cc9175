"""Rules on the spaces around punctuation (DA)."""

import re
from collections.abc import Iterator

from vanban.check.components import Recognised
from vanban.check.findings import Fault
from vanban.check.rules.gathering import Wrong, gather
from vanban.check.rules.prose import CAPITAL_LETTERS, SMALL_LETTERS, Prose, prose_of
from vanban.check.rules.rule import line_rule, rule

DAU_CAU = "Thông lệ trình bày dấu câu (Nghị định 30 không quy định)"

_SP = "[ \u00a0]"
_LETTER = r"[^\W\d_]"
_SMALL, _CAPITAL = SMALL_LETTERS, CAPITAL_LETTERS

_SPACE_BEFORE = re.compile(
    rf"(?<=[\w)”%]){_SP}{{1,2}}(?:[,;:!?](?![\w/\\)(])(?!(?<=:){_SP}\d)|\.(?=\s|$))"
)
_SPACED_MARKS = tuple(f"{space}{mark}" for space in " \u00a0" for mark in ",;:!?.")
_NO_SPACE_AFTER = re.compile(rf"[,;:!?]{_LETTER}{{2,}}+(?![\w-]*[/\\])")
_NO_SPACE_AFTER_STOP = re.compile(rf"\.[{_CAPITAL}][{_SMALL}]+(?= [{_SMALL}])")
_LIST_OF_NUMBERS = re.compile(r"(?<![\w.,/])(?P<sai>\d{1,2}(?:,\d{1,2}){2,}+)(?![\w,/%]|\.\d)")
_TWO_SPACES = re.compile(rf"(?<!{_LETTER}){_LETTER}++[,;]?{_SP}{{2}}(?=[{_SMALL}\d(“])\w*")
_ANY_GAP = re.compile(rf"{_SP}{{2}}")
_WIDE_GAP = re.compile(rf"{_SP}{{4,}}|[.…_]{{4,}}|\t")
_LONG_ENOUGH = 60
_INNER_SPACE = re.compile(rf"\({_SP}+\w{{2,}}|(?<!\w)\w++[%.”]?{_SP}+\)")
_STUCK_OPENING = re.compile(rf"\([{_SMALL}]{{2,}}(?={_SP})")
_STUCK_CLOSING = re.compile(rf"(?P<sai>\)[{_SMALL}]{{2,}})(?!\w)")
_INNER_QUOTE = re.compile(rf"“{_SP}+\w+|(?<!\w)\w++[.,;!?]?{_SP}+”")
_ONE_SIDED = re.compile(
    rf"(?P<sai>(?<![\w/-])(?:[{_SMALL}]{{2,}}(?:-{_SP}|{_SP}-)[{_SMALL}]{{2,}}"
    rf"|(?![IVX]+\b)[{_CAPITAL}]{{2,}}(?:-{_SP}|{_SP}-)[{_CAPITAL}]{{2,}}))(?![\w-])"
)
_LONG_DASH = re.compile(
    rf"\d/(?:\d{{4}}/)?(?P<sai>[{_CAPITAL}]\w{{0,5}}(?:[-–—−][{_CAPITAL}]\w*)*[–—−][{_CAPITAL}]\w*)(?!\w)"
)
_STUCK_PERCENT = re.compile(rf"(?P<sai>\d%[,;][{_SMALL}]{{2,}})(?!\w)")
_COMMA_DIGITS = tuple(f",{digit}" for digit in range(10))
_DASHES = ("- ", " -", "-\u00a0", "\u00a0-")
_YEARS = re.compile(
    rf"(?<![\d/.-])(?P<sai>(?:19|20)\d\d(?:-{_SP}+|{_SP}+-)(?:19|20)\d\d)(?!\d|[/.]\d)"
)
_SYMBOL = re.compile(
    rf"(?<!\w)(?P<sai>\d+(?:/\d{{4}})?/(?:[A-ZĐ]{{1,2}}y?r?[A-ZĐ]*{_SP}*-{_SP}*)+[A-ZĐ]{{2,}})"
)
_FAR = 300


def _evenly(match: re.Match[str]) -> str | None:
    if match["sai"].isascii() and not match["sai"][0].isdigit():
        return None
    return re.sub(rf"{_SP}*-{_SP}*", " - ", match["sai"])


def _tight(text: str) -> str:
    return re.sub(_SP, "", text)


@line_rule("DA01", "Thừa dấu cách trước dấu câu", "loi_van", DAU_CAU)
def cach_truoc_dau(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Dấu chấm, phẩy, chấm phẩy, hai chấm, chấm hỏi, chấm than viết sát chữ đứng trước.
    Sai: “Các thôn , tổ dân phố thực hiện.”, “Nội dung như sau : tuyên truyền.”
    Đúng: “Các thôn, tổ dân phố thực hiện.”, “Bản đồ tỷ lệ 1 : 500 của xã ...”
    Không bắt: tỷ lệ có số hai bên; chỗ để trống; dấu ba chấm.
    """
    for match in prose.matches(_SPACE_BEFORE, *_SPACED_MARKS):
        start = prose.begin_of_word(match.start())
        right = _tight(prose.text[start : match.end()])
        yield prose.slip(start, match.end(), right, "Có dấu cách trước dấu câu.")


@line_rule("DA02", "Thiếu dấu cách sau dấu câu", "loi_van", DAU_CAU)
def cach_sau_dau(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Sau dấu phẩy, chấm phẩy, hai chấm, chấm hỏi, chấm than có một dấu cách.
    Sai: “Các thôn,tổ dân phố thực hiện.”, “Nội dung:tuyên truyền.”
    Đúng: “Các thôn, tổ dân phố thực hiện.”, “Thu 12,5 triệu đồng lúc 8:30.”
    Không bắt: số, giờ, địa chỉ trang web, thư điện tử, đường dẫn tệp, ký hiệu.
    """
    for match in _NO_SPACE_AFTER.finditer(prose.text):
        start = prose.begin_of_word(match.start())
        word = prose.text[start : match.start()]
        is_free = prose.text[start - 1 : start] not in {".", "/"}
        is_text = not (word + match[0]).isascii() and not (word + match[0][1:]).isupper()
        if len(word) > 1 and word.isalpha() and is_free and is_text:
            right = f"{word}{match[0][0]} {match[0][1:]}"
            yield prose.slip(start, match.end(), right, "Thiếu dấu cách sau dấu câu.")
    yield from prose.slips(
        _STUCK_PERCENT,
        lambda match: f"{match['sai'][:3]} {match['sai'][3:]}",
        "Thiếu dấu cách sau dấu câu.",
        "%,",
        "%;",
    )


@line_rule("DA03", "Thiếu dấu cách sau dấu chấm", "loi_van", DAU_CAU)
def cach_sau_dau_cham(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Sau dấu chấm hết câu có một dấu cách.
    Sai: “Hoàn thành tốt nhiệm vụ.Các thôn báo cáo kết quả.”
    Đúng: “Hoàn thành tốt nhiệm vụ. Các thôn báo cáo kết quả.”, “Tại TP.Huế và TP.Đà Nẵng.”
    Không bắt: chữ viết tắt (TP., ThS.), địa chỉ trang web.
    """
    for match in _NO_SPACE_AFTER_STOP.finditer(prose.text):
        start = prose.begin_of_word(match.start())
        word = prose.text[start : match.start()]
        if len(word) > 1 and word.islower() and not word.isascii():
            right = f"{word}. {match[0][1:]}"
            yield prose.slip(start, match.end(), right, "Thiếu dấu cách giữa hai câu.")


@line_rule("DA04", "Thiếu dấu cách giữa các số liệt kê", "loi_van", DAU_CAU)
def cach_giua_so(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Giữa các số kể ra có dấu phẩy và một dấu cách, để khỏi lẫn với số thập phân.
    Sai: “Giao các thôn 4,5,6 thực hiện.”
    Đúng: “Giao các thôn 4, 5, 6 thực hiện.”, “Diện tích 4,5 ha.”
    Không bắt: một dấu phẩy (số thập phân); số có ba chữ số sau dấu phẩy.
    """
    yield from prose.slips(
        _LIST_OF_NUMBERS,
        lambda match: ", ".join(match["sai"].split(",")),
        "Các số kể ra viết dính nhau, dễ đọc nhầm thành số thập phân.",
        *_COMMA_DIGITS,
    )


@rule("DA05", "Thừa dấu cách giữa câu", "loi_van", DAU_CAU)
def hai_dau_cach(recognised: Recognised) -> Iterator[Fault]:
    """
    Quy định: Giữa hai tiếng trong câu chỉ có một dấu cách.
    Sai: gõ hai dấu cách liền nhau trong một câu dài.
    Đúng: “Các thôn tổ chức thực hiện nghiêm túc Kế hoạch này và báo cáo kết quả trước ngày 30.”
    Không bắt: chỗ để trống để điền; dòng ngắn canh bằng dấu cách; sau dấu chấm.
    """
    prose = prose_of(recognised)
    wrong = [
        Wrong(prose.spot(start + match.start(), start + match.end()), "hai dấu cách")
        for _, start, line in prose.lines()
        if len(line) >= _LONG_ENOUGH
        and _ANY_GAP.search(line)
        and not _WIDE_GAP.search(line.strip())
        for match in _TWO_SPACES.finditer(line)
    ]
    yield from gather(
        wrong,
        expected="một dấu cách",
        message="Có hơn một dấu cách giữa hai tiếng.",
        fix="Thay các dấu cách liền nhau bằng một dấu cách.",
    )


@line_rule("DA07", "Thừa dấu cách trong ngoặc đơn", "loi_van", DAU_CAU)
def cach_trong_ngoac(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Dấu ngoặc đơn viết sát chữ bên trong.
    Sai: “Các thôn ( kể cả thôn mới ) thực hiện.”
    Đúng: “Các thôn (kể cả thôn mới) thực hiện.”, “Đánh dấu vào ô (   ) phù hợp.”
    Không bắt: ngoặc để trống để điền.
    """
    yield from prose.slips(
        _INNER_SPACE,
        lambda match: _tight(match[0]),
        "Có dấu cách sát bên trong ngoặc đơn.",
        *("( ", "(\u00a0", " )", "\u00a0)"),
    )


@line_rule("DA08", "Thiếu dấu cách ngoài ngoặc đơn", "loi_van", DAU_CAU)
def cach_ngoai_ngoac(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Trước ngoặc mở và sau ngoặc đóng có một dấu cách nếu liền với chữ.
    Sai: “Các thôn(kể cả thôn mới) thực hiện.”, “Các thôn (kể cả thôn mới)thực hiện.”
    Đúng: “Các thôn (kể cả thôn mới) thực hiện.”, “a) Thôn 1; b) Thôn 2.”
    Không bắt: công thức, ký hiệu; điểm a), b).
    """
    why = "Thiếu dấu cách giữa ngoặc đơn và chữ."
    for match in _STUCK_OPENING.finditer(prose.text):
        start = prose.begin_of_word(match.start())
        word = prose.text[start : match.start()]
        if len(word) > 1 and word.islower():
            yield prose.slip(start, match.end(), f"{word} {match[0]}", why)
    for match in _STUCK_CLOSING.finditer(prose.text):
        line = prose.text[max(match.start() - _FAR, 0) : match.start()].rpartition("\n")[2]
        if line.rfind("(") > line.rfind(")"):
            right = f") {match['sai'][1:]}"
            yield prose.slip(match.start("sai"), match.end("sai"), right, why)


@line_rule("DA10", "Thừa dấu cách trong ngoặc kép", "loi_van", DAU_CAU)
def cach_trong_ngoac_kep(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Dấu ngoặc kép viết sát chữ bên trong.
    Sai: phong trào “ Toàn dân đoàn kết ”.
    Đúng: phong trào “Toàn dân đoàn kết”.
    Không bắt: ngoặc kép thẳng; ngoặc để trống.
    """
    yield from prose.slips(
        _INNER_QUOTE,
        lambda match: _tight(match[0]),
        "Có dấu cách sát bên trong ngoặc kép.",
        *("“ ", "“\u00a0", " ”", "\u00a0”"),
    )


@line_rule("DA12", "Gạch nối chỉ cách một bên", "loi_van", DAU_CAU)
def gach_mot_ben(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Dấu gạch giữa hai cụm từ cách đều hai bên; giữa hai năm cũng vậy.
    Sai: “Phát triển kinh tế- xã hội.”, “Văn hóa -xã hội.”, “Giai đoạn 2021- 2025.”
    Đúng: “Phát triển kinh tế - xã hội.”, “Giai đoạn 2021 - 2025, 2026-2030.”, “Ki-lô-mét.”
    Không bắt: tên phiên âm; gạch đầu dòng; gạch không cách bên nào.
    """
    why = "Dấu gạch chỉ có dấu cách ở một bên."
    for pattern in (_ONE_SIDED, _YEARS):
        yield from prose.slips(pattern, _evenly, why, *_DASHES)


@line_rule(
    "DA13", "Thừa dấu cách trong số, ký hiệu được viện dẫn", "loi_van", "PL I, Phần I, II.3.c"
)
def cach_trong_ky_hieu(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Các nhóm chữ trong ký hiệu nối bằng dấu gạch nối (-) không cách chữ.
    Sai: “Căn cứ Quyết định số 15/QĐ- UBND.”, “Theo Nghị định số 30/2020/NĐ -CP.”
    Đúng: “Căn cứ Quyết định số 15/QĐ-UBND.”
    Không bắt: số, ký hiệu của chính văn bản (có quy tắc riêng); số để trống.
    """
    yield from prose.slips(
        _SYMBOL,
        lambda match: _tight(match["sai"]) if re.search(_SP, match["sai"]) else None,
        "Ký hiệu văn bản có dấu cách ở dấu gạch nối.",
        *_DASHES,
    )


@line_rule(
    "DA16", "Ký hiệu được viện dẫn không dùng dấu gạch nối", "loi_van", "PL I, Phần I, II.3.c"
)
def gach_trong_ky_hieu(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Các nhóm chữ trong ký hiệu nối bằng dấu gạch nối (-) không cách chữ.
    Sai: “Theo Nghị định số 30/2020/NĐ–CP.”
    Đúng: “Theo Nghị định số 30/2020/NĐ-CP.”
    Không bắt: số, ký hiệu của chính văn bản (có quy tắc riêng).
    """
    yield from prose.slips(
        _LONG_DASH,
        lambda match: re.sub("[–—−]", "-", match["sai"]),
        "Trong ký hiệu dùng dấu gạch nối (-).",
        *"–—−",
    )


RULES = (
    gach_trong_ky_hieu,
    cach_truoc_dau,
    cach_sau_dau,
    cach_sau_dau_cham,
    cach_giua_so,
    hai_dau_cach,
    cach_trong_ngoac,
    cach_ngoai_ngoac,
    cach_trong_ngoac_kep,
    gach_mot_ben,
    cach_trong_ky_hieu,
)
