"""Rules on the letters of words (CT): encoding, tone marks, syllables, known misspellings."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from vanban.check.components import Recognised
from vanban.check.findings import Fault, Spot, spot_of
from vanban.check.rules.cum_tu import CHINH_TA, astray_phrases, is_known
from vanban.check.rules.phrases import Found, Phrases, lowered, new_style, recased
from vanban.check.rules.prose import Prose, Word, prose_of
from vanban.check.rules.rule import line_rule, rule
from vanban.check.rules.syllables import is_marked, respelled, telexed
from vanban.check.rules.word_lists import phrases, tables

_UNICODE = "PL I, Phần I, I.4 (Unicode theo TCVN 6909:2001)"

_ETH = re.compile(r"[Ðð]")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
_STRAY_MARK = re.compile("[\u0300-\u036f]+")
_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТУХаеосрхукіΑΒΕΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTYXaeocpxykiABEHIKMNOPTYXo"
)
_OTHER_LETTER = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_OTHER_SCRIPT = re.compile(r"(?<![^\W\d_])[^\W\d_]*[\u0370-\u03ff\u0400-\u04ff][^\W\d_]*")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
# What a word must not touch to be a syllable of running text.
_TOUCHING = frozenset("-/@_.'’0123456789&\ufffc\u2011")


def _once(prose: Prose, pattern: re.Pattern[str]) -> tuple[Spot, int] | None:
    """The first place of a pattern and how often it comes."""
    found = list(pattern.finditer(prose.text))
    return (prose.spot(found[0].start(), found[0].end()), len(found)) if found else None


@rule("CT01", "Đặt dấu thanh không thống nhất", "loi_van", CHINH_TA)
def kieu_dat_dau(recognised: Recognised) -> Iterator[Fault]:
    """
    Quy định: Trong một văn bản chỉ dùng một lối đặt dấu thanh: “hòa, thủy” hoặc “hoà, thuỷ”.
    Sai: “Nếp sống văn hóa, khu dân cư văn hoá, hóa chất.”, “Ủy ban xã trình Uỷ ban tỉnh.”
    Đúng: “Nếp sống văn hóa, khu dân cư văn hóa, hóa chất.”, “Nếp sống văn hoá, hoá chất.”
    Không bắt: văn bản dùng thống nhất một lối, lối nào cũng được; tên riêng viết hoa giữa câu.
    """
    prose = prose_of(recognised)
    styles = {word: style for word in set(prose.words) if (style := _tone_style(word))}
    if {*styles.values()} != {"cu", "moi"}:
        return
    old: list[int] = []
    new: list[int] = []
    for at, word in enumerate(prose.words):
        if word in styles and prose.text[prose.word(at).start - 1 : prose.word(at).start] != "-":
            (old if styles[word] == "cu" else new).append(at)
    if not old or not new:  # a word with a hyphen before it is none
        return
    rare, usual = (old, new) if len(old) <= len(new) else (new, old)
    wrong, right = _tally(prose, rare), _tally(prose, usual)
    yield Fault(
        f"như {right}",
        wrong,
        f"Văn bản dùng hai lối đặt dấu thanh: {wrong} khác với {right}.",
        "Chọn một lối đặt dấu cho cả văn bản; sửa các chữ theo lối ít dùng hơn.",
        prose.spot(*prose.span(rare[0], rare[0] + 1)),
    )


_MOST_QUOTES = 3


def _tally(prose: Prose, words: list[int]) -> str:
    """The commonest of some words with how often each comes."""
    counts = Counter(prose.words[at] for at in words).most_common(_MOST_QUOTES)
    return ", ".join(f"“{word}” ({count} chỗ)" for word, count in counts)


@lru_cache(maxsize=8192)
def _tone_style(word: str) -> str:
    """ "cu" for hoà, "moi" for hòa; "" for a word that shows neither or is no common word."""
    if word in _AUTHORITY:
        return _AUTHORITY[word]
    if not word.islower() or word.isascii():
        return ""
    if new_style(word) != word:
        return "cu"
    return "moi" if _old_style(word) else ""


# A word of every paper, and no name of a person or a place.
_AUTHORITY = {"Ủy": "moi", "Uỷ": "cu"}
_NEW_TAILS = frozenset("òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split())


def _old_style(word: str) -> bool:
    return word[-2:] in _NEW_TAILS and not word.startswith("qu")


@rule("CT02", "Dùng ký tự Ð thay cho Đ", "loi_van", _UNICODE)
def chu_d_khac(recognised: Recognised) -> Iterator[Fault]:
    """
    Quy định: Chữ Đ, đ tiếng Việt là U+0110, U+0111.
    Sai: “Ðề nghị các thôn thực hiện.”
    Đúng: “Đề nghị các thôn thực hiện.”
    Không bắt: chữ Đ gõ bằng bộ gõ tiếng Việt.
    """
    if found := _once(prose_of(recognised), _ETH):
        spot, count = found
        why = f"Có {count} chữ trông giống Đ, đ nhưng là ký tự Ð, ð của tiếng Iceland."
        fix = "Thay Ð bằng Đ, ð bằng đ trong toàn văn bản, nếu không tìm kiếm sẽ không ra."
        yield Fault("Đ, đ", spot.quote, why, fix, spot)


@rule("CT03", "Chữ có dấu ở dạng tổ hợp rời", "loi_van", _UNICODE)
def chu_to_hop(recognised: Recognised) -> Iterator[Fault]:
    """
    Quy định: Chữ tiếng Việt dùng Unicode dựng sẵn: mỗi chữ có dấu là một ký tự.
    Sai: chữ “ế” gõ bằng ba ký tự: e, dấu mũ, dấu sắc.
    Đúng: chữ “ế” là một ký tự.
    Không bắt: văn bản không có chữ nào ở dạng tổ hợp.
    """
    paragraphs = [p for p in recognised.document.paragraphs if p.was_decomposed]
    if paragraphs:
        why = (
            f"Có {len(paragraphs)} đoạn dùng Unicode tổ hợp; chữ có thể in lệch dấu, khó tìm kiếm."
        )
        fix = "Chuyển mã cả văn bản sang Unicode dựng sẵn (ví dụ bằng công cụ chuyển mã của bộ gõ)."
        yield Fault("Unicode dựng sẵn", "Unicode tổ hợp", why, fix, spot_of(paragraphs[0]))


@rule("CT04", "Có ký tự vô hình trong chữ", "loi_van", _UNICODE)
def ky_tu_vo_hinh(recognised: Recognised) -> Iterator[Fault]:
    """
    Quy định: Giữa các chữ chỉ có dấu cách, không có ký tự vô hình.
    Sai: “Ủy ban nhân dân\u200b xã”
    Đúng: “Ủy ban nhân dân xã”
    Không bắt: dấu cách không ngắt dòng.
    """
    if found := _once(prose_of(recognised), _INVISIBLE):
        spot, count = found
        why = f"Có {count} ký tự vô hình, thường do chép từ trang web; chúng làm hỏng tìm kiếm."
        yield Fault("không có", "ký tự vô hình", why, "Xóa các ký tự vô hình.", spot)


@line_rule("CT05", "Chữ của bảng chữ cái khác lẫn vào từ", "loi_van", _UNICODE)
def chu_giong(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Chữ tiếng Việt là chữ La-tinh.
    Sai: “Kế hоạch năm 2026” (chữ о thứ nhất là chữ Nga)
    Đúng: “Kế hoạch năm 2026”
    Không bắt: từ viết toàn bằng chữ Nga, chữ Hy Lạp; ký hiệu đứng riêng (α, β, Ω).
    """
    if not _OTHER_LETTER.search(prose.text):
        return
    for match in _OTHER_SCRIPT.finditer(prose.text):
        right = match[0].translate(_LOOKALIKES)
        if _LATIN.search(match[0]) and not _OTHER_SCRIPT.search(right):
            why = "Từ này lẫn chữ của bảng chữ cái khác, nhìn giống nhưng không tìm kiếm được."
            yield prose.slip(match.start(), match.end(), right, why)


@line_rule("CT06", "Tiếng không thể có trong tiếng Việt", "loi_van", CHINH_TA)
def tieng_sai(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Mỗi tiếng phải đúng cấu tạo: phụ âm đầu, vần, dấu thanh đặt đúng chữ.
    Sai: “Nhiều ngừơi tham gia.”, “Các nghành đuợc giao.”, “Giải quyết viêc này.”, “Việc tăng cườg
    kiểm tra.”, “Đã hoàn thanhf nhiệm vụ.”
    Đúng: “Nhiều người tham gia.”, “Các ngành được giao.”, “Lắp đặt kilômét, ôtô, axít, oxy.”
    Không bắt: từ không có dấu; tên riêng và từ viết hoa; từ nước ngoài; từ có gạch nối.
    """
    rights = {word: _right(word) for word in set(prose.words)}
    wrong = {word: right for word, right in rights.items() if right is not None}
    told = {at for astray in astray_phrases(prose) for at in range(astray.first, astray.last)}
    for at, text in enumerate(prose.words):
        if text not in wrong or at in told or not _stands_free(prose, word := prose.word(at)):
            continue
        if right := wrong[text]:
            yield prose.slip(word.start, word.end, right, "Tiếng này không đúng cấu tạo chữ Việt.")
        else:
            yield _unreadable(prose, word)


def _right(word: str) -> str | None:
    """As ``respelled``, of a word that is judged; None for others."""
    if word.islower() and word.isascii():
        return telexed(word)
    return respelled(word) if _is_judged(word) else None


def _is_judged(word: str) -> bool:
    return len(word) > 1 and word.islower() and is_marked(word) and not _is_told_elsewhere(word)


def _is_told_elsewhere(word: str) -> bool:
    """Whether rule CT08 or CT10 speaks of the word."""
    return word in _stuck() or bool(_STRAY_MARK.search(word))


def _unreadable(prose: Prose, word: Word) -> Fault:
    why = "Tiếng này không có trong tiếng Việt: thiếu dấu, sai dấu hoặc gõ nhầm."
    fix = f"Gõ lại “{word.text}” cho đúng."
    return Fault("một tiếng đúng chính tả", word.text, why, fix, prose.spot(word.start, word.end))


def _stands_free(prose: Prose, word: Word) -> bool:
    """Whether a word has white space or plain punctuation around it."""
    before, after = prose.text[word.start - 1 : word.start], prose.text[word.end : word.end + 2]
    if before in _TOUCHING:
        return False
    if after[:1] == ".":
        return not after[1:].isalnum()
    return after[:1] not in _TOUCHING


@rule("CT07", "Viết i và y không thống nhất", "loi_van", CHINH_TA)
def i_va_y(recognised: Recognised) -> Iterator[Fault]:
    """
    Quy định: Trong một văn bản, một từ chỉ viết theo một lối: “kỹ thuật” hoặc “kĩ thuật”.
    Sai: “Hỗ trợ kỹ thuật, chuyển giao kĩ thuật.”
    Đúng: “Hỗ trợ kỹ thuật, chuyển giao kỹ thuật.”, “Hỗ trợ kĩ thuật.”
    Không bắt: văn bản thống nhất một lối; tên riêng viết hoa.
    """
    prose = prose_of(recognised)
    text = prose.text
    for with_y, with_i in _Y_AND_I:
        if with_i not in text or with_y not in text:
            continue
        both = [list(_whole(form).finditer(text)) for form in (with_y, with_i)]
        if all(both):
            rare, usual = sorted(both, key=len)
            why = (
                f"Văn bản viết cả “{rare[0][0]}” ({len(rare)} chỗ) "
                f"và “{usual[0][0]}” ({len(usual)} chỗ)."
            )
            yield prose.slip(rare[0].start(), rare[0].end(), usual[0][0], why)


_Y_AND_I = tuple(
    (with_y, with_y.translate(str.maketrans("yýỳỷỹỵ", "iíìỉĩị")))
    for with_y in (
        "kỹ thuật",
        "kỹ năng",
        "kỷ luật",
        "kỷ cương",
        "kỷ niệm",
        "quản lý",
        "xử lý",
        "pháp lý",
        "địa lý",
        "lý luận",
        "nhiệm kỳ",
        "định kỳ",
        "thời kỳ",
        "tỷ lệ",
        "tỷ đồng",
        "công ty",
        "quy định",
        "quy chế",
        "quy hoạch",
        "quy mô",
        "quy trình",
        "ký kết",
        "bác sỹ",
        "liệt sỹ",
        "chiến sỹ",
        "nghệ sỹ",
    )
)


@cache
def _whole(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){phrase}(?!\w)")


@rule("CT08", "Dấu rời đứng sau chữ", "loi_van", _UNICODE)
def dau_roi(recognised: Recognised) -> Iterator[Fault]:
    """
    Quy định: Dấu thanh, dấu mũ nằm trong chữ, không đứng rời.
    Sai: “Ủy ban nhân dân xã\u0303”
    Đúng: “Ủy ban nhân dân xã”
    Không bắt: chữ tổ hợp ghép được thành một chữ tiếng Việt (quy tắc CT03).
    """
    if found := _once(prose_of(recognised), _STRAY_MARK):
        spot, count = found
        why = f"Có {count} dấu không ghép được với chữ nào thành chữ tiếng Việt."
        yield Fault("chữ có dấu dựng sẵn", spot.quote, why, "Xóa dấu thừa, gõ lại chữ đó.", spot)


@line_rule("CT09", "Từ hay viết sai", "loi_van", CHINH_TA)
def tu_hay_sai(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Từ hành chính quen thuộc phải đúng phụ âm và vần.
    Sai: “Sửa đổi, bổ xung Quy chế.”, “Sau khi sát nhập thôn.”, “Đề nghị xử dụng tiết kiệm.”
    Đúng: “Sửa đổi, bổ sung Quy chế.”, “Sau khi sáp nhập thôn.”, “Đề nghị sử dụng tiết kiệm.”
    Không bắt: từ có nghĩa theo cả hai cách viết; từ không có trong danh sách.
    """
    index, rights = _misspellings()
    for found in index.find(prose):
        wrong = " ".join(prose.words[found.first : found.last])
        if _is_one_case(wrong) and not _is_shared(prose, found):
            right = recased(rights[found.phrases[0]], wrong)
            why = "Từ này hay bị viết sai phụ âm hoặc vần."
            yield prose.slip(*prose.span(found.first, found.last), right, why)


@cache
def _misspellings() -> tuple[Phrases, Mapping[str, str]]:
    rights: dict[str, str] = tables("sai_phu_am")["tu"]
    return Phrases(rights, lowered), rights


def _is_shared(prose: Prose, found: Found) -> bool:
    """Whether a neighbour makes a right word of an end: "chức năng xuất khẩu"."""
    keys = prose.keys(lowered).all
    pairs = ((found.first - 1, found.first + 1), (found.last - 1, found.last + 1))
    return any(
        is_known(" ".join(keys[first:last])) and prose.are_together(first, last)
        for first, last in pairs
        if first >= 0 and last <= len(keys)
    )


def _is_one_case(text: str) -> bool:
    return text.isupper() or text[1:].islower()


@line_rule("CT10", "Viết dính hai tiếng", "loi_van", CHINH_TA)
def viet_dinh(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Các tiếng của một từ viết rời nhau.
    Sai: “Các thôn thựchiện trước ngày 30.”, “Xin ý kiến đềnghị.”
    Đúng: “Các thôn thực hiện trước ngày 30.”, “Đo theo kilômét.”
    Không bắt: từ nước ngoài viết liền; tên riêng, thương hiệu.
    """
    stuck = _stuck()
    for at, text in enumerate(prose.words):
        if text in stuck and _stands_free(prose, word := prose.word(at)):
            why = "Hai tiếng của một từ viết dính nhau."
            yield prose.slip(word.start, word.end, stuck[text], why)


@cache
def _stuck() -> Mapping[str, str]:
    pairs = [phrase for phrase in phrases("cum_tu") if " " in phrase and is_marked(phrase)]
    return {phrase.replace(" ", ""): phrase for phrase in pairs}


RULES = (
    kieu_dat_dau,
    chu_d_khac,
    chu_to_hop,
    ky_tu_vo_hinh,
    chu_giong,
    tieng_sai,
    i_va_y,
    dau_roi,
    tu_hay_sai,
    viet_dinh,
)
