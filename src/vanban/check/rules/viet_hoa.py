"""Rules on the capitals of names that the decree or its lists fix (VH): Phụ lục II, III to V."""

import re
from collections.abc import Iterator
from functools import cache

from vanban.check.findings import Fault
from vanban.check.rules.phrases import Phrases, lowered
from vanban.check.rules.prose import CAPITAL_LETTERS, SMALL_LETTERS, Prose
from vanban.check.rules.rule import line_rule
from vanban.check.rules.word_lists import phrases, tables

_SP = "[ \u00a0]"
_NAME = rf"[{CAPITAL_LETTERS}][{SMALL_LETTERS}]+"
_MID = rf"(?<=[{SMALL_LETTERS}0-9,)]{_SP})"


@cache
def _names(table: str) -> tuple[Phrases, frozenset[str]]:
    """The names of a table of ten_viet_hoa, and those known as names even in small letters."""
    lists: dict[str, str] = tables("ten_viet_hoa")[table]
    named = {key: _parted(text) for key, text in lists.items()}
    every = [name for names in named.values() for name in names]
    return Phrases(every, lowered), frozenset(named.get("ten_chac", []))


def _parted(text: str) -> list[str]:
    return [name.strip() for name in text.replace("\n", ",").split(",") if name.strip()]


def _wrong_case(prose: Prose, table: str, why: str) -> Iterator[Fault]:
    """The names of a table whose capitals are not as the list has them."""
    index, sure = _names(table)
    done: set[int] = set()
    for found in index.find(prose):
        name = found.phrases[0]
        if found.first in done:
            continue
        done.update(range(found.first, found.last))
        wrong = " ".join(prose.words[found.first : found.last])
        right = _recapitalised(name, wrong)
        if wrong.isupper() or wrong == right:
            continue
        start, end = prose.span(found.first, found.last)
        if (wrong[0].isupper() or name in sure) and not _is_part(prose, start):
            yield prose.slip(start, end, right, why)


def _recapitalised(name: str, wrong: str) -> str:
    """The words of ``wrong`` with the capitals of ``name``; a small first letter is let be."""
    pairs = zip(name.split(), wrong.lower().split(), strict=True)
    right = " ".join([b[0].upper() + b[1:] if a[0].isupper() else b for a, b in pairs])
    return wrong[0] + right[1:] if name[0].islower() else right


def _is_part(prose: Prose, start: int) -> bool:
    """Whether the word before makes another word of the first syllable: "cán Bộ Y tế"."""
    before = prose.text[max(start - 12, 0) : start].rstrip(" \u00a0").lower()
    return before.endswith(("cán", "đồng", "pháp", "-", "nội"))


@line_rule("VH05", "Tên cơ quan, tổ chức viết hoa chưa đúng", "viet_hoa", "PL II, IV.1")
def ten_co_quan(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Viết hoa chữ đầu của từ chỉ loại hình cơ quan và của từ chỉ chức năng, lĩnh vực.
    Sai: “Trình Ủy ban Nhân dân tỉnh.”, “Gửi Sở tài chính.”, “Trình hội đồng nhân dân xã.”
    Đúng: “Trình Ủy ban nhân dân tỉnh.”, “Gửi Sở Tài chính.”, “Giao cán bộ y tế xã.”
    Không bắt: dòng in hoa; tên cơ quan không có trong danh sách; tên cơ quan ở phần đầu văn bản.
    """
    yield from _wrong_case(prose, "co_quan", "Tên cơ quan, tổ chức viết hoa chưa đúng chỗ.")


@line_rule("VH06", "Tên luật viết hoa chưa đúng", "viet_hoa", "PL II, V.6")
def ten_luat(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Viết hoa tên loại văn bản và chữ đầu của tên gọi văn bản cụ thể.
    Sai: “Căn cứ Luật đất đai năm 2024.”, “Theo Luật Đất Đai.”
    Đúng: “Căn cứ Luật Đất đai năm 2024.”, “Phổ biến pháp luật đất đai.”
    Không bắt: luật không có trong danh sách; chữ “luật” viết thường (nói chung).
    """
    yield from _wrong_case(prose, "luat", "Tên luật viết hoa chữ đầu của tên gọi.")


@line_rule("VH07", "Tên huân chương, danh hiệu viết hoa chưa đúng", "viet_hoa", "PL II, V.2")
def ten_huan_chuong(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Viết hoa chữ đầu các thành phần của tên huân chương, danh hiệu và từ chỉ thứ, hạng.
    Sai: “Tặng Huân chương lao động.”, “Tặng Huân chương Lao động hạng ba.”
    Đúng: “Tặng Huân chương Lao động hạng Ba.”, “Phong tặng Nghệ sĩ Nhân dân.”
    Không bắt: danh hiệu không có trong danh sách.
    """
    yield from _wrong_case(prose, "huan_chuong", "Tên huân chương, danh hiệu là tên riêng.")
    yield from prose.slips(
        _RANK,
        lambda match: f"hạng {match['hang'].capitalize()}",
        "Từ chỉ hạng được viết hoa.",
        "hạng ",
    )


_RANK = re.compile(
    rf"[Hh]uân chương(?:{_SP}[^\W\d_]+){{1,4}}{_SP}(?P<sai>hạng{_SP}(?P<hang>nhất|nhì|ba))(?!\w)"
)


@line_rule("VH08", "Tên ngày lễ, ngày kỷ niệm viết hoa chưa đúng", "viet_hoa", "PL II, V.5")
def ten_ngay_le(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Viết hoa chữ đầu của tên gọi ngày lễ, ngày kỷ niệm.
    Sai: “Kỷ niệm ngày quốc khánh.”, “Chào mừng ngày Nhà giáo việt nam.”
    Đúng: “Kỷ niệm ngày Quốc khánh.”, “Kỷ niệm Ngày Quốc khánh.”
    Không bắt: ngày lễ không có trong danh sách.
    """
    yield from _wrong_case(prose, "ngay_le", "Tên ngày lễ, ngày kỷ niệm là tên riêng.")


@line_rule("VH09", "Tên ngày tết viết hoa chưa đúng", "viet_hoa", "PL II, V.8.b")
def ten_tet(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Tên ngày tết chỉ viết hoa chữ đầu của tên gọi: tết Nguyên đán.
    Sai: “Nghỉ tết nguyên đán.”, “Chúc tết Nguyên Đán.”
    Đúng: “Nghỉ tết Nguyên đán.”, “Đón Tết vui tươi, lành mạnh.”, “Chúc Tết Nguyên đán.”
    Không bắt: chữ “Tết” viết hoa.
    """
    yield from _wrong_case(prose, "tet", "Tên ngày tết chỉ viết hoa chữ đầu của tên gọi.")


@line_rule("VH10", "Tên sự kiện lịch sử viết hoa chưa đúng", "viet_hoa", "PL II, V.9")
def ten_su_kien(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Viết hoa chữ đầu của tên sự kiện; số chỉ mốc thời gian viết bằng chữ và viết hoa.
    Sai: “Kỷ niệm Cách mạng tháng tám.”
    Đúng: “Kỷ niệm Cách mạng tháng Tám.”
    Không bắt: sự kiện không có trong danh sách.
    """
    yield from _wrong_case(prose, "su_kien", "Tên sự kiện lịch sử là tên riêng.")


@line_rule("VH11", "Tên vùng viết hoa chưa đúng", "viet_hoa", "PL II, III.1.đ")
def ten_vung(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Viết hoa mọi tiếng của tên vùng, miền: Tây Nguyên, Bắc Bộ.
    Sai: “Các tỉnh Tây nguyên.”, “Khu vực Đông Nam bộ.”
    Đúng: “Các tỉnh Tây Nguyên.”, “Gió đông nam, bộ phận trực.”
    Không bắt: từ chỉ phương hướng (hướng tây bắc).
    """
    yield from _wrong_case(prose, "vung", "Tên vùng, miền viết hoa mọi tiếng.")


@line_rule("VH12", "Địa danh viết hoa đặc biệt", "viet_hoa", "PL II, III.1.c")
def dia_danh_dac_biet(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Viết hoa đặc biệt: Thủ đô Hà Nội, Thành phố Hồ Chí Minh.
    Sai: “Đi công tác tại thành phố Hồ Chí Minh.”, “Họp tại thủ đô Hà Nội.”
    Đúng: “Đi công tác tại Thành phố Hồ Chí Minh.”, “Họp tại thành phố Hà Nội.”
    Không bắt: các thành phố khác.
    """
    yield from _wrong_case(prose, "dia_danh", "Địa danh này viết hoa cả danh từ chung.")


@line_rule("VH13", "Thừa chữ hoa ở “tỉnh”", "viet_hoa", "PL II, III.1.a")
def tinh_viet_hoa(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Danh từ chung “tỉnh” trước tên riêng không viết hoa.
    Sai: “Địa bàn Tỉnh Nam Định.”
    Đúng: “Địa bàn tỉnh Nam Định.”, “Tỉnh Nam Định có các xã mới.”
    Không bắt: đầu câu; Tỉnh ủy, Tỉnh đoàn; đơn vị mang số, tên người, sự kiện lịch sử.
    """
    yield from prose.slips(
        _provinces(),
        lambda match: f"t{match['sai'][1:]}",
        "Giữa câu, “tỉnh” không viết hoa.",
        "Tỉnh",
    )


@cache
def _provinces() -> re.Pattern[str]:
    return re.compile(rf"{_MID}(?P<sai>Tỉnh{_SP}(?:{'|'.join(phrases('tinh_thanh'))}))(?!\w)")


_NUMBERED = re.compile(
    rf"(?<![\w.])(?P<sai>(?:quận{_SP}\d{{1,2}}(?=[,.;)]|{_SP}(?:và|TP|Thành|thành)|$)"
    rf"|phường{_SP}\d{{1,2}}(?=,{_SP}(?:[Qq]uận|[Tt]hành phố|TP))))",
    re.MULTILINE,
)


@line_rule("VH14", "Quận, phường mang số phải viết hoa", "viet_hoa", "PL II, III.1.b")
def don_vi_mang_so(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Đơn vị hành chính gọi bằng chữ số thì viết hoa cả danh từ chung: Quận 1.
    Sai: “Trụ sở tại quận 1, Thành phố Hồ Chí Minh.”
    Đúng: “Trụ sở tại Quận 1, Thành phố Hồ Chí Minh.”, “Mỗi quận 3 đại biểu.”
    Không bắt: số chỉ số lượng.
    """
    yield from prose.slips(
        _NUMBERED,
        lambda match: match["sai"].capitalize(),
        "Đơn vị mang số viết hoa danh từ chung.",
        "quận",
        "phường",
    )


_TITLES = (
    "phó chủ tịch|chủ tịch|phó bí thư|bí thư|tổng bí thư|phó thủ tướng|thủ tướng|bộ trưởng"
    "|thứ trưởng"
    "|phó giám đốc|giám đốc|phó giáo sư|giáo sư|tiến sĩ|tiến sỹ|thạc sĩ|thạc sỹ|chánh văn phòng"
    "|hiệu trưởng|trưởng phòng|cục trưởng|vụ trưởng|đại tướng|thượng tướng|trung tướng|thiếu tướng"
    "|đại tá|thượng tá|trung tá|thiếu tá"
)


@line_rule("VH15", "Chức danh, học vị đi liền tên người phải viết hoa", "viet_hoa", "PL II, V.3")
def chuc_danh(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Viết hoa tên chức vụ, học vị nếu đi liền với tên người cụ thể.
    Sai: “Tư tưởng của chủ tịch Hồ Chí Minh.”, “Do phó giám đốc Nguyễn Văn An chủ trì.”
    Đúng: “Tư tưởng của Chủ tịch Hồ Chí Minh.”, “Các giám đốc doanh nghiệp dự họp.”
    Không bắt: ông, bà, đồng chí; chức danh không kèm tên người.
    """
    yield from prose.slips(
        _title_and_name(),
        lambda match: match["sai"].capitalize(),
        "Chức danh đi liền với tên người thì viết hoa.",
        *_TITLES.split("|"),
    )


@cache
def _title_and_name() -> re.Pattern[str]:
    surnames = "|".join(phrases("ho_nguoi_viet"))
    return re.compile(rf"(?<!\w)(?P<sai>{_TITLES})(?={_SP}(?:{surnames}){_SP}{_NAME})")


@line_rule("VH16", "Thừa chữ hoa ở danh từ chung", "viet_hoa", "PL II, III đến V")
def danh_tu_chung(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Chỉ viết hoa các trường hợp của Phụ lục II; danh từ chung giữa câu viết thường.
    Sai: “Hoàn thành nhiệm vụ Chính trị được giao.”, “Diện tích đất Nông nghiệp.”
    Đúng: “Hoàn thành nhiệm vụ chính trị được giao.”, “Quỹ Bảo vệ Môi trường.”
    Không bắt: cụm từ không có trong danh sách; tên cơ quan, tên chương trình; sau dấu chấm.
    """
    index = _common_nouns()
    for found in index.find(prose):
        first, *rest = prose.words[found.first : found.last]
        tail = " ".join(rest)
        start, end = prose.span(found.first, found.last)
        if tail.islower() or tail.isupper() or _continues_name(prose, end):
            continue
        if first[0].islower() or _begins_sentence(prose, start):
            why = "Đây là danh từ chung, giữa câu không viết hoa."
            more = _JOINED.match(prose.text, end)
            end = more.end() if more else end
            right = first + prose.text[start + len(first) : end].lower()
            yield prose.slip(start, end, right, why)


def _begins_sentence(prose: Prose, start: int) -> bool:
    before = prose.text[max(start - 4, 0) : start].rstrip(" \u00a0\t")
    return not before or before[-1] in "\n\v.:;?!-–+("


@cache
def _common_nouns() -> Phrases:
    return Phrases(phrases("danh_tu_chung"), lowered)


# "Quốc phòng - An ninh": the noun after the dash goes with the one before.
_JOINED = re.compile(rf"{_SP}-{_SP}(?:An ninh|Xã hội|Văn hóa|Văn hoá)(?!\w)")
_GOES_ON = re.compile(rf"(?:,|{_SP}và|{_SP}-)?{_SP}[{CAPITAL_LETTERS}]")


def _continues_name(prose: Prose, end: int) -> bool:
    """Whether more capitals follow, as in the name of an agency."""
    after = prose.text[end : end + 9]
    return bool(_GOES_ON.match(after)) and not after.startswith(" - ")


_OFFICES = (
    "Bộ Trưởng|Thứ Trưởng|Cục Trưởng|Vụ Trưởng|Viện Trưởng|Hiệu Trưởng|Chủ Tịch|Giám Đốc|Thủ Tướng"
    "|Bí Thư|Chủ Nhiệm|Nhà Nước"
)
_LOUD_OFFICE = re.compile(rf"(?<!\w)(?P<sai>{_OFFICES})(?!\w)")


@line_rule("VH26", "Thừa chữ hoa ở tên chức vụ, “Nhà nước”", "viet_hoa", "PL II, V.1, V.3")
def chuc_vu_thua_hoa(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Tên chức vụ chỉ viết hoa chữ đầu: Chủ tịch, Bộ trưởng; danh từ “Nhà nước” cũng vậy.
    Sai: “Trình Chủ Tịch UBND tỉnh.”, “Thông tư của Bộ Trưởng Bộ Công Thương.”, “Các cơ quan Nhà
    Nước.”
    Đúng: “Trình Chủ tịch UBND tỉnh.”, “Bộ trưởng Bộ Công Thương.”, “Các cơ quan Nhà nước.”
    Không bắt: dòng in hoa; tên riêng của người.
    """
    for match in prose.matches(_LOUD_OFFICE, *_OFFICES.split("|")):
        wrong = match["sai"]
        around = prose.text[match.end() : match.end() + 2].strip(" \u00a0")
        if not around[:1].isdigit():
            why = "Chỉ viết hoa chữ đầu."
            yield prose.slip(match.start("sai"), match.end("sai"), wrong.capitalize(), why)


_SMALL_MIDDLE = "văn|thị|đức|hữu|đình|xuân|ngọc|quang|thanh|minh|hồng"


@line_rule("VH27", "Tên đệm viết thường", "viet_hoa", "PL II, II.1.a")
def ten_dem(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Viết hoa chữ đầu tất cả các tiếng của tên người.
    Sai: “Mời ông Trần văn Bình dự họp.”, “Giao bà Nguyễn thị Lan thực hiện.”
    Đúng: “Mời ông Trần Văn Bình dự họp.”, “Giao bà Nguyễn Thị Lan thực hiện.”
    Không bắt: tên không đi sau ông, bà, đồng chí; họ ít gặp.
    """
    yield from prose.slips(
        _middle_name(),
        lambda match: match["sai"].title(),
        "Mọi tiếng của tên người viết hoa chữ đầu.",
        *(f" {middle} " for middle in _SMALL_MIDDLE.split("|")),
    )


@cache
def _middle_name() -> re.Pattern[str]:
    surnames = "|".join(phrases("ho_nguoi_viet"))
    address = "[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Aa]nh|[Cc]hị"
    return re.compile(
        rf"(?<!\w)(?:{address}):?{_SP}(?P<sai>(?:{surnames}){_SP}(?:{_SMALL_MIDDLE})){_SP}{_NAME}"
    )


RULES = (
    chuc_vu_thua_hoa,
    ten_dem,
    ten_co_quan,
    ten_luat,
    ten_huan_chuong,
    ten_ngay_le,
    ten_tet,
    ten_su_kien,
    ten_vung,
    dia_danh_dac_biet,
    tinh_viet_hoa,
    don_vi_mang_so,
    chuc_danh,
    danh_tu_chung,
)
