"""By whose rules a document is made: the decree's or others'."""

import re
from typing import NamedTuple

from vanban.check.components import Component, Regime, Sure
from vanban.check.recognition.head import Head, pieces
from vanban.check.recognition.lines import Line, fold
from vanban.check.recognition.wordings import APPENDIX, FORM
from vanban.law import Kind, Law
from vanban.wording import PartialDate

_FIRST_LINES = 30
_PARTY = re.compile(r"dang cong san viet nam\W*")
_YOUTH = re.compile(r"doan (?:tncs|thanh nien cong san) ho chi minh\W*")
_PARTY_SYMBOL = re.compile(
    r"số\s*[:.]?[\s\d.…_]*[-–]\s*(?:nq|ct|kl|qc|qđ|qyđ|tb|hd|bc|kh|ctr|ttr|tt|cv|gm|ggt|đa|pa|bb|tc)"
    r"\s*/\s*(?P<body>\w+)",
    re.IGNORECASE,
)
_YEAR_IN_NUMBER = re.compile(
    r"[:\s\d.…_]*/\s*(?:(?:19|20)\d\d|20[\s.…_]+)\s*/\s*(?P<kind>[A-ZĐ]+\d*)\b", re.IGNORECASE
)
# Abbreviations of kinds of normative documents; others with a year only have a wrong number.
_NORMATIVE = frozenset(
    {"QĐ", "NQ", "NĐ", "TT", "TTLT", "NQLT", "PL", "L", "CT", "QH", "UBTVQH", "LCTN", "QÐ", "NÐ"}
)
_NORMATIVE_KINDS = re.compile(
    r"(?:bo luat|luat|phap lenh|nghi dinh|thong tu(?: lien tich)?|nghi quyet lien tich|lenh|"
    r"hien phap)\W*"
)
# Kinds that private parties make too: without a body and a number they are nobody's in particular.
_PRIVATE_KINDS = frozenset(
    {"hop_dong", "giay_uy_quyen", "ban_thoa_thuan", "ban_ghi_nho", "thu_cong"}
)
# Bodies that the decree does not bind (Điều 2): private companies; one with a single member may be
# the State's.
_PRIVATE_BODY = re.compile(
    r"cong ty (?:tnhh(?! mot thanh vien| mtv)|trach nhiem huu han(?! mot thanh vien))"
    r"|cong ty (?:co phan|hop danh)"
    r"|doanh nghiep tu nhan|hop tac xa|ho kinh doanh"
)
# Bodies that may be the State's or not, and those that apply the decree as suits them (Điều 2.2).
_FREER_BODY = re.compile(
    r"(?:tong )?cong ty\b|tap doan\b|hoi(?! dong| nghi)\b|hiep hoi\b|lien hiep\b|lien doan\b"
    r"|cong doan\b|(?:uy ban )?(?:mat tran to quoc|mttq)\b|cau lac bo\b|quy\b"
)
# What an association gives itself.
_OF_ASSOCIATIONS = re.compile(r"dieu le\b")
# Kinds that lawfully go without number and recipients.
_WITHOUT_NUMBER = frozenset({"bien_ban", "thu_cong"})
# One of these, or the name of a committee or council, is enough where the number is missing.
_OF_AN_AGENCY = frozenset({"co_quan_chu_quan", "noi_nhan_tu"})
_COUNCIL = re.compile(r"(?:uy ban|hoi dong) nhan dan|ubnd|hdnd")
_DASHES = re.compile(r"\n\s*-{3,}")


class Verdict(NamedTuple):
    """A regime and what it was told by, in Vietnamese."""

    regime: Regime
    reason: str


def without_national_name(lines: list[Line], law: Law) -> Verdict:
    """The regime of a document that has no Quốc hiệu at its head."""
    first: list[Line] = []
    for line in lines:
        first.extend(piece for piece in pieces(line, law) if not piece.is_blank)
        if len(first) > _FIRST_LINES:
            break
    keys = [piece.key for piece in first]
    if any(_PARTY.fullmatch(key) for key in keys):
        return Verdict("dang", "đầu văn bản ghi “ĐẢNG CỘNG SẢN VIỆT NAM”, không có Quốc hiệu")
    if any(_YOUTH.fullmatch(key) for key in keys):
        return Verdict("doan", "đầu văn bản ghi “ĐOÀN TNCS HỒ CHÍ MINH”, không có Quốc hiệu")
    for piece in first:
        if match := _PARTY_SYMBOL.match(piece.text):
            youth = match["body"].upper().endswith(("ĐTN", "ĐOÀN"))
            return Verdict(
                "doan" if youth else "dang",
                f"ký hiệu “{piece.text}” viết theo lối văn bản của {'Đoàn' if youth else 'Đảng'}",
            )
    if any(_NORMATIVE_KINDS.fullmatch(key) for key in keys[:12]):
        return Verdict("vbqppl", "tên loại là của văn bản quy phạm pháp luật")
    return Verdict("khac", _why_other(first))


def _why_other(first: list[Line]) -> str:
    if first and _is_loose(first[0]):
        return "tệp chỉ có phụ lục hoặc biểu mẫu, không có Quốc hiệu và thể thức của một văn bản"
    return "đầu tệp không có Quốc hiệu, nên không phải văn bản hành chính"


def _is_loose(line: Line) -> bool:
    return bool(APPENDIX.fullmatch(line.key) or FORM.match(line.key))


def with_national_name(
    head: Head, found: dict[str, Component], kind: Kind | None, *, is_attached: bool
) -> Verdict:
    """The regime of a document with a Quốc hiệu, whatever its day; ``found`` is by name."""
    printed = [line for line in head.lines if not line.is_blank]
    title = found["ten_loai"].text if "ten_loai" in found else ""
    if verdict := _normative(found, title) or _private(found):
        return verdict
    if any(_PARTY.fullmatch(line.key) for line in printed):
        return Verdict("dang", "đầu văn bản ghi “ĐẢNG CỘNG SẢN VIỆT NAM”")
    if printed and _is_loose(printed[0]):
        return Verdict("khac", "tệp mở đầu bằng phụ lục hoặc biểu mẫu, không phải một văn bản")
    if _is_portal_copy(head):
        return Verdict("khac", "là bản chép từ trang tra cứu văn bản, trình bày theo lối của trang")
    if not is_attached and _is_nobodys(found, kind):
        return Verdict(
            "khac",
            "có Quốc hiệu nhưng không có tên cơ quan ban hành và số, ký hiệu: đơn, giấy tờ, "
            "biểu mẫu hoặc hợp đồng giữa các bên",
        )
    told = "có Quốc hiệu" if "quoc_hieu" in found else "thiếu Quốc hiệu nhưng có thể thức"
    return Verdict("nd30", f"đầu văn bản {told} của văn bản hành chính")


def _normative(found: dict[str, Component], title: str) -> Verdict | None:
    number = found.get("so_ky_hieu")
    match = _YEAR_IN_NUMBER.search(number.text) if number else None
    if number and match and match["kind"].rstrip("0123456789").upper() in _NORMATIVE:
        return Verdict("vbqppl", f"số, ký hiệu có năm ban hành ở giữa (“{number.text}”)")
    if title and _NORMATIVE_KINDS.fullmatch(fold(title)):
        return Verdict("vbqppl", f"“{title}” là tên loại của văn bản quy phạm pháp luật")
    return None


def _is_portal_copy(head: Head) -> bool:
    """Whether dashes stand below both columns, each in one paragraph with the words above it."""
    dashed = {line.paragraph for line in head.lines if _DASHES.search(line.paragraph.text)}
    return len(dashed) > 1 and head.anchor.paragraph in dashed


def _private(found: dict[str, Component]) -> Verdict | None:
    bodies = ("co_quan_chu_quan", "co_quan_ban_hanh")
    if not any(_PRIVATE_BODY.match(fold(found[name].text)) for name in bodies if name in found):
        return None
    return Verdict(
        "khac",
        "cơ quan ban hành là doanh nghiệp, hợp tác xã hoặc hộ kinh doanh; Nghị định 30 chỉ áp "
        "dụng cho cơ quan, tổ chức nhà nước và doanh nghiệp nhà nước (Điều 2)",
    )


def is_bound(found: dict[str, Component]) -> bool:
    """Whether the decree binds who made a document without doubt (Điều 2); ``found`` is by name."""
    if "ten_loai" in found and _OF_ASSOCIATIONS.match(fold(found["ten_loai"].text)):
        return False
    names = [found[name].text for name in ("co_quan_ban_hanh", "co_quan_chu_quan") if name in found]
    return not any(_FREER_BODY.match(fold(name)) for name in names)


def _is_nobodys(found: dict[str, Component], kind: Kind | None) -> bool:
    number = found.get("so_ky_hieu")
    if not (number or found.keys() & _OF_AN_AGENCY or (kind and kind.khoa in _WITHOUT_NUMBER)):
        body = found.get("co_quan_ban_hanh")
        return body is None or not _COUNCIL.match(fold(body.text))
    if "co_quan_ban_hanh" in found or (number and number.sure is Sure.CERTAIN):
        return False
    return kind is None or kind.khoa in _PRIVATE_KINDS


def before_decree(day: PartialDate, law: Law) -> Verdict:
    """The regime of a document older than the decree."""
    shown = f"{law.van_ban.hieu_luc_tu:%d/%m/%Y}"
    return Verdict(
        "truoc_nd30",
        f"văn bản đề {_shown(day)}, trước ngày {shown} khi Nghị định {law.van_ban.so_ky_hieu} có "
        "hiệu lực; khi ấy theo Thông tư 01/2011/TT-BNV",
    )


def _shown(day: PartialDate) -> str:
    if day.thang is None:
        return f"năm {day.nam}"
    if day.ngay is None:
        return f"tháng {day.thang} năm {day.nam}"
    return f"ngày {day.ngay:02d}/{day.thang:02d}/{day.nam}"
