"""Rules on figures: decimal marks, thousands, units, dates (SO)."""

import re
from calendar import monthrange
from collections.abc import Iterator

from vanban.check.components import Recognised
from vanban.check.findings import Fault
from vanban.check.rules.prose import Prose, prose_of
from vanban.check.rules.rule import line_rule, rule
from vanban.check.rules.word_lists import phrases

SO_LIEU = "Thông lệ trình bày số liệu (Nghị định 30 không quy định)"

_SP = "[ \u00a0]"
_START = r"(?<![\w.,/:-])"
_MONEY = r"(?:(?:triệu|tỷ|tỉ|nghìn|ngàn) )?đồng(?!\w)"
_UNITS = "|".join(re.escape(unit) for unit in sorted(phrases("don_vi_do"), key=len, reverse=True))
_TIGHT_UNITS = "ha|km²|km2|km|m²|m³|m2|m3|kg|tấn|tạ|lít|kWh|MW|triệu|tỷ|nghìn|đồng"

_POINT_PERCENT = re.compile(rf"{_START}(?P<sai>\d{{1,3}}\.\d{{1,2}}{_SP}?%)")
_POINT_UNIT = re.compile(rf"{_START}(?P<sai>\d{{1,3}}\.\d{{1,2}}{_SP}?(?:{_UNITS}))(?![\w/]|\.\d)")
_ZERO_POINT = re.compile(rf"(?<![±+−]){_START}(?P<sai>0\.\d+)(?![\w.,/-])")
_POINT_TIMES = re.compile(
    rf"(?:[Tt]ăng|[Gg]iảm|[Gg]ấp|[Bb]ằng|[Hh]ơn|[Đđ]ạt){_SP}(?P<sai>\d{{1,3}}\.\d{{1,2}}){_SP}lần(?!{_SP}lượt|\w)"
)
_POINTS = tuple(f"{digit}." for digit in range(10))
_COMMA_GROUPS = tuple(f",{digit}" for digit in range(10))
_COMMAS = re.compile(r"(?<![\w.,/])(?P<sai>\d{1,3}(?:,\d{3}){2,})(?![\w,]|\.\d)")
_COMMA_AND_POINT = re.compile(r"(?<![\w.,/])(?P<sai>\d{1,3}(?:,\d{3})+\.\d{1,2})(?![\w,/]|\.\d)")
_PERCENT_SPACE = re.compile(rf"(?P<sai>\d{_SP}%)")
_PERCENT_TIGHT = re.compile(r"\d%")
_STUCK_UNIT = re.compile(
    rf"(?<![\w./,-])(?P<so>\d+(?:[.,]\d+)*)(?P<don_vi>{_TIGHT_UNITS})(?![\w/²³-])"
)
_SHORT_MONEY = re.compile(
    rf"(?P<muc>tỷ|tỉ|triệu|nghìn|ngàn)(?:\.{_SP}?đ|{_SP}đ|đ)(?:\.(?=\s|$|[;,)]))?(?![\w.])"
)
_SHORT_DONG = re.compile(
    rf"{_START}(?P<so>\d{{1,3}}(?:\.\d{{3}})+(?:{_SP}(?:triệu|tỷ))?|\d+(?:,\d+)?{_SP}(?:triệu|tỷ|nghìn))"
    rf"{_SP}?(?:VNĐ|vnđ|đ)(?!\w)"
)
_GROUPED = re.compile(rf"{_START}(?P<sai>\d+(?:\.\d+){{2,}})(?={_SP}(?:{_MONEY}|VNĐ|VND))")
_MONEY_WORDS = ("đồng", "VNĐ", "VND")
_RIGHT_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_GAP_IN_GROUPS = re.compile(
    rf"{_START}(?P<sai>\d{{1,3}}(?:\.\d{{3}})*(?:\.{_SP}|{_SP}\.)\d{{3}}(?:\.\d{{3}})+)(?={_SP}{_MONEY})"
)
_SPACED_GROUPS = re.compile(
    rf"(?<!\d )(?<![\w.,/-])(?P<sai>[1-9]\d{{0,2}}(?:{_SP}\d{{3}}){{2,}})(?={_SP}{_MONEY})"
)
_DATE = re.compile(r"(?<![\w/.-])(?P<sai>(\d{1,2})([/.-])(\d{1,2})\3((?:19|20)\d\d))(?![\w/-])")
_LONG_DATE = re.compile(
    rf"(?<!\w)(?P<sai>ngày{_SP}(\d{{1,2}}){_SP}tháng{_SP}(\d{{1,2}}){_SP}năm{_SP}((?:19|20)\d\d))(?!\d)",
    re.IGNORECASE,
)
_YEAR_ENDS = tuple(f"{sign}{century}" for sign in "/.-" for century in (19, 20))
_LETTER_O = re.compile(
    r"(?<![\w/.-])(?P<sai>\d+[Oo]\d*(?=[%\d])\d*|[12]\d[Oo]\d|[12][Oo]\d\d)(?![\w-])"
)
_O_HINTS = tuple(f"{digit}{o}" for digit in range(10) for o in "oO")
_GAP_IN_MARKER = re.compile(r"(?m)^[ \u00a0]*(?P<sai>(?:\d{1,2}\. ){1,2}\d{1,2}\.?)(?= +[^\W\d_])")
_DAYS_PER_MONTH = 12


def _comma(text: str) -> str:
    return text.replace(".", ",")


@line_rule("SO01", "Dấu thập phân là dấu chấm, trước %", "loi_van", SO_LIEU)
def cham_phan_tram(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Trong văn bản tiếng Việt, dấu thập phân là dấu phẩy.
    Sai: “Tỷ lệ hộ nghèo còn 12.5%.”, “Giảm 0.78 % so với năm trước.”
    Đúng: “Tỷ lệ hộ nghèo còn 12,5%.”
    Không bắt: ba chữ số sau dấu chấm; số thứ tự mục.
    """
    yield from prose.slips(
        _POINT_PERCENT, lambda match: _comma(match["sai"]), "Dấu thập phân phải là dấu phẩy.", "%"
    )


@line_rule("SO02", "Dấu thập phân là dấu chấm, trước đơn vị", "loi_van", SO_LIEU)
def cham_don_vi(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Trong văn bản tiếng Việt, dấu thập phân là dấu phẩy.
    Sai: “Diện tích 3.25 ha.”, “Kinh phí 2.5 tỷ đồng.”, “Hệ số 0.35 được áp dụng.”, “Tăng 3.5 lần.”
    Đúng: “Diện tích 3,25 ha.”, “Thu 1.250 triệu đồng.”, “Mục 2.1 nêu rõ.”
    Không bắt: ba chữ số sau dấu chấm (hàng nghìn); số mục, phiên bản, ngày tháng.
    """
    seen: set[int] = set()
    for pattern in (_POINT_UNIT, _ZERO_POINT, _POINT_TIMES):
        for match in prose.matches(pattern, *_POINTS):
            after = prose.text[match.end() : match.end() + 2].strip()
            if match.start() not in seen and not after.startswith("%"):
                seen.add(match.start())
                why = "Dấu thập phân phải là dấu phẩy."
                yield prose.slip(match.start("sai"), match.end("sai"), _comma(match["sai"]), why)


@line_rule("SO03", "Phân cách hàng nghìn bằng dấu phẩy", "loi_van", SO_LIEU)
def phay_hang_nghin(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Trong văn bản tiếng Việt, các nhóm ba chữ số cách nhau bằng dấu chấm.
    Sai: “Tổng vốn 1,250,000 đồng.”
    Đúng: “Tổng vốn 1.250.000 đồng.”, “Diện tích 7,186 ha.”
    Không bắt: số chỉ có một dấu phẩy.
    """
    yield from prose.slips(
        _COMMAS,
        lambda match: match["sai"].replace(",", "."),
        "Các nhóm ba chữ số phải cách nhau bằng dấu chấm.",
        *_COMMA_GROUPS,
    )


@line_rule("SO04", "Viết số theo lối nước ngoài", "loi_van", SO_LIEU)
def so_kieu_nuoc_ngoai(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Hàng nghìn cách nhau bằng dấu chấm, phần thập phân sau dấu phẩy.
    Sai: “Sản lượng 1,250.75 tấn.”
    Đúng: “Sản lượng 1.250,75 tấn.”
    Không bắt: số chỉ có một loại dấu (quy tắc SO01 đến SO03).
    """
    yield from prose.slips(
        _COMMA_AND_POINT,
        lambda match: match["sai"].translate(str.maketrans(",.", ".,")),
        "Dấu phẩy và dấu chấm trong số bị đảo.",
        *_COMMA_GROUPS,
    )


@rule("SO05", "Dấu % viết không thống nhất", "loi_van", SO_LIEU)
def cach_phan_tram(recognised: Recognised) -> Iterator[Fault]:
    """
    Quy định: Trong một văn bản, dấu % viết theo một lối; thông lệ là viết sát số.
    Sai: “Đạt 95%, tăng 10 % so với năm trước, vượt 5%.”
    Đúng: “Đạt 95%, tăng 10% so với năm trước.”, “Đạt 95 %, tăng 10 %.”
    Không bắt: văn bản luôn viết cách, hoặc viết cách nhiều hơn viết sát; ô của bảng.
    """
    prose = prose_of(recognised)
    spaced = [
        match
        for match in prose.matches(_PERCENT_SPACE, " %", "\u00a0%")
        if not prose.spot(match.start(), match.end()).place.table
    ]
    if len(spaced) < len(_PERCENT_TIGHT.findall(prose.text)):
        for match in spaced:
            start = match.start()
            while prose.text[start - 1 : start].isdigit() or prose.text[start - 1 : start] == ",":
                start -= 1
            right = re.sub(_SP, "", prose.text[start : match.end()])
            why = "Chỗ này có dấu cách trước %, phần lớn văn bản viết sát."
            yield prose.slip(start, match.end(), right, why)


@line_rule("SO06", "Số viết dính đơn vị", "loi_van", SO_LIEU)
def so_dinh_don_vi(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Giữa số và ký hiệu đơn vị có một dấu cách.
    Sai: “Diện tích 10ha.”, “Năng suất 24,5tấn.”
    Đúng: “Diện tích 10 ha.”, “Nhiệt độ 30°C, đạt 95%.”, “Quốc lộ 1A, tờ A4.”
    Không bắt: %, °C; đơn vị m, mm, ml, g; mã, ký hiệu; ô của bảng.
    """
    for match in _STUCK_UNIT.finditer(prose.text):
        if not prose.spot(match.start(), match.end()).place.table:
            right = f"{match['so']} {match['don_vi']}"
            yield prose.slip(match.start(), match.end(), right, "Số và đơn vị viết dính nhau.")


@line_rule("SO07", "Viết tắt đơn vị tiền", "loi_van", SO_LIEU)
def viet_tat_tien(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Đơn vị tiền trong lời văn viết đủ: đồng, triệu đồng, tỷ đồng.
    Sai: “Giá trị 377,4 tỷ.đ.”, “Hỗ trợ 20 triệu đ cho mỗi thôn.”, “Mức 1.200.000đ mỗi hộ.”, “Mức
    500.000 VNĐ.”
    Đúng: “Giá trị 377,4 tỷ đồng.”, “Hỗ trợ 20 triệu đồng cho mỗi thôn.”
    Không bắt: bảng biểu; viết tắt đã quy ước ở đầu bảng (ĐVT: trđ).
    """
    for match in prose.matches(
        _SHORT_MONEY, ".đ", ". đ", " đ.", " đ,", " đ;", " đ ", " đ)", "uđ", "ỷđ", "nđ"
    ):
        spot = prose.spot(match.start(), match.end())
        if not spot.place.table:
            right = f"{match['muc']} đồng"
            why = "Đơn vị tiền viết tắt theo lối riêng."
            yield prose.slip(match.start(), match.end(), right, why)
    for match in prose.matches(_SHORT_DONG, "0đ", "0 đ", "VNĐ", "vnđ"):
        if not prose.spot(match.start(), match.end()).place.table:
            why = "Đơn vị tiền trong lời văn viết đủ là “đồng”."
            yield prose.slip(match.start(), match.end(), f"{match['so']} đồng", why)


@line_rule("SO08", "Nhóm chữ số của số tiền không đủ ba", "loi_van", SO_LIEU)
def nhom_ba_chu_so(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Sau mỗi dấu chấm phân cách hàng nghìn có đúng ba chữ số.
    Sai: “Tổng dự toán 44.762.00.000 đồng.”
    Đúng: “Tổng dự toán 44.762.000.000 đồng.”
    Không bắt: số mục, ngày tháng; số không kèm đơn vị tiền.
    """
    for match in prose.matches(_GROUPED, *_MONEY_WORDS):
        if not _RIGHT_GROUPS.fullmatch(match["sai"]):
            why = "Số tiền có nhóm không đủ, hoặc thừa ba chữ số; có thể sai giá trị."
            fix = f"Kiểm tra lại số tiền “{match['sai']}”."
            spot = prose.spot(match.start(), match.end())
            yield Fault("mỗi nhóm ba chữ số", match["sai"], why, fix, spot)


@line_rule("SO09", "Có dấu cách trong số tiền", "loi_van", SO_LIEU)
def cach_trong_so_tien(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Các nhóm ba chữ số của số tiền cách nhau bằng dấu chấm, không có dấu cách.
    Sai: “Tổng dự toán 44.762. 000.000 đồng.”, “Tổng dự toán 44 762 000 đồng.”
    Đúng: “Tổng dự toán 44.762.000.000 đồng.”
    Không bắt: số điện thoại, số tài khoản; số không kèm đơn vị tiền.
    """
    why = "Số tiền có dấu cách giữa các nhóm chữ số."
    yield from prose.slips(_GAP_IN_GROUPS, lambda match: re.sub(_SP, "", match["sai"]), why, "đồng")
    yield from prose.slips(
        _SPACED_GROUPS, lambda match: re.sub(_SP, ".", match["sai"]), why, "đồng"
    )


@line_rule("SO10", "Ngày không có trong lịch", "loi_van", SO_LIEU)
def ngay_khong_co(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Ngày, tháng viết trong văn bản phải có trong lịch.
    Sai: “Hoàn thành trước ngày 31/4/2026.”, “Ngày 30 tháng 02 năm 2025 họp.”
    Đúng: “Hoàn thành trước ngày 30/4/2026.”, “Ngày 29 tháng 02 năm 2024 họp.”
    Không bắt: ngày viết thiếu năm; dãy số không phải ngày.
    """
    for pattern, hints in ((_DATE, _YEAR_ENDS), (_LONG_DATE, (" tháng ",))):
        for match in prose.matches(pattern, *hints):
            day, month, year = (int(part) for part in match.groups()[1:] if part.isdigit())
            if not _is_date(day, month, year):
                why = f"Không có ngày {day} tháng {month} năm {year}."
                fix = f"Kiểm tra lại ngày “{match['sai']}”."
                spot = prose.spot(match.start(), match.end())
                yield Fault("một ngày có trong lịch", match["sai"], why, fix, spot)


def _is_date(day: int, month: int, year: int) -> bool:
    return 1 <= month <= _DAYS_PER_MONTH and 1 <= day <= monthrange(year, month)[1]


@line_rule("SO11", "Chữ O thay cho số 0", "loi_van", SO_LIEU)
def chu_o_trong_so(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Số 0 viết bằng chữ số.
    Sai: “Năm 2O26 đạt 1O0% chỉ tiêu.”
    Đúng: “Năm 2026 đạt 100% chỉ tiêu.”
    Không bắt: mã, ký hiệu có cả chữ và số.
    """
    yield from prose.slips(
        _LETTER_O,
        lambda match: re.sub("[Oo]", "0", match["sai"]),
        "Trong số có chữ O thay cho số 0.",
        *_O_HINTS,
    )


@line_rule("SO12", "Có dấu cách trong số thứ tự", "loi_van", SO_LIEU)
def cach_trong_so_thu_tu(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Các phần của một số thứ tự viết liền nhau: 2.2.
    Sai: “2. 2. Về văn hóa - xã hội”
    Đúng: “2.2. Về văn hóa - xã hội”, “2. 12 hộ được hỗ trợ.”
    Không bắt: số thứ tự đứng trước một số liệu.
    """
    for match in _GAP_IN_MARKER.finditer(prose.text):
        if match["sai"].endswith("."):
            right = match["sai"].replace(" ", "")
            why = "Có dấu cách giữa các phần của số thứ tự."
            yield prose.slip(match.start("sai"), match.end("sai"), right, why)


RULES = (
    cham_phan_tram,
    cham_don_vi,
    phay_hang_nghin,
    so_kieu_nuoc_ngoai,
    cach_phan_tram,
    so_dinh_don_vi,
    viet_tat_tien,
    nhom_ba_chu_so,
    cach_trong_so_tien,
    ngay_khong_co,
    chu_o_trong_so,
    cach_trong_so_thu_tu,
)
