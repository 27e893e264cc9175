"""The words by which components are told, folded: small letters without accents."""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from vanban.check.recognition.lines import Line, fold
from vanban.law import Kind, Law

_LIKE = 0.85
_LEAST_LENGTH, _MOST_LENGTH = 0.7, 1.4
_WORDS_OF_NAME = range(2, 7)
# However misspelt, some of the Quốc hiệu is whole.
_PARTS_OF_NAME = ("cong hoa", "xa hoi", "chu nghia", "viet nam", "xhcn")
_PARTS_OF_MOTTO = ("doc", "tu do", "hanh phuc")
_NOT_LETTER = re.compile(r"[^a-z0-9]+")

NUMBER_LINE = re.compile(
    r"(?:luật\s+)?s[oòóỏõọôồốổỗộ]\s*(?:[:;.,…_/\-–]|\d|\s{2,}\S)|"
    r"[\d\s.…_]*/\s*(?:\d{4}\s*/\s*)?[A-ZĐ][\w&.]*\s*[-–]\s*[A-ZĐ]",
    re.IGNORECASE,
)
# The time of an electronic signature: the line with it is not the number of the document.
SIGNED_AT = re.compile(r"\d{1,2}:\d\d:\d\d|.*;.*;")
DATE_LINE = re.compile(
    r".{0,60}?\bngay\b.{0,30}?\bthang\b.{0,30}?\b(?:nam\b.{0,12})?|"
    r"[^\d]{2,40}, ?(?:ngay ?)?[\d.…_ ]{0,10}[/-][\d.…_ ]{0,10}[/-][\d.…_ ]{0,10}"
)
MOTTO = re.compile(r"doc lap\W+tu do\W+hanh phuc\W*")
ABOUT = re.compile(r"[(\"“]?(?:v/v|v\\v|v\.v|vv\b|ve viec\b)")
SECRET = re.compile(r"(?:tuyet |toi )?mat")
URGENT = re.compile(r"(?:thuong )?khan|hoa toc(?: hen gio)?")
CIRCULATION = re.compile(r"(?:xem xong tra lai|luu hanh noi bo|tai lieu thu hoi).{0,30}")
DRAFT = re.compile(r"\W*(?:ban )?du thao\b.{0,40}")
COPY = re.compile(r"sao y(?: ban chinh)?|sao luc|trich sao")
_STAMPS = {"do_mat": SECRET, "do_khan": URGENT, "luu_hanh": CIRCULATION, "du_thao": DRAFT}
# Frames that are typed around a stamp.
_TYPED_FRAME = " ()[].*"
ADDRESSED = re.compile(r"kinh gui\b")
ISSUED_WITH = re.compile(r"\(? ?(?:ban hanh |dinh )?kem theo\b")
BASIS = re.compile(r"(?:[-–+] ?)?(?:can cu|cac can cu)\b")
BASIS_FOR_CERTAIN = re.compile(r"(?:[-–+] ?)?(?:can cu|theo de nghi|xet de nghi|xet to trinh)\b")
BASIS_GOES_ON = re.compile(
    r"(?:[-–+] ?)?(?:can cu|theo|xet|thuc hien|sau khi|tren co so|tiep theo|de nghi)\b"
)
ORDER = re.compile(r"(?:nay )?(?:quyetdinh|quyetnghi|chithi)")
LEAD = re.compile(r".*(?:\bdien ?:|gioi thieu ?:)$")
APPENDIX = re.compile(r"phu luc(?: so)?(?: ?(?:[ivxlc]+|\d+)[a-z]?)?(?: ?[.:–-].*| ?\(.*| ?[.…]+)?")
FORM = re.compile(r"(?:mau|bieu mau|bieu)(?: so)? ?[:.]? ?\d")
RECIPIENTS_IN_LINE = re.compile(r"\s*nơi nhận\s*:\s*(?=\S)", re.IGNORECASE)
RECIPIENTS = re.compile(r"noi nhan ?[:;.]?")
CONFIRMED = re.compile(r"xac nhan cua\b")
ADDRESS = re.compile(r"(?:dia chi|dt|dien thoai|so dien thoai|fax|e-?mail|website) ?:")
# "Ban hành", "Bổ sung" and the like begin a trích yếu, not the name of a body.
BODY_NAME = re.compile(
    r"(?:ubnd|uy ban|hdnd|hoi dong|so|bo|cuc|chi cuc|tong cuc|vu|phong(?! (?:chong|trao|ngua))|"
    r"ban(?! (?:hanh|giao|ghi|thoa|bo))|van phong|trung tam|truong(?! (?:hop|ban|phong))|dai hoc|"
    r"hoc vien|vien|benh vien|tram|cong ty|tong cong ty|tap doan|ngan hang|kho bac|toa an|"
    r"thanh tra|cong an|tong|lien doan|hoi(?! nghi)|hiep hoi|doan|dang uy|mat tran|chinh phu|"
    r"quoc hoi|dai phat thanh|dai truyen|bao hiem|hat|nha|xi nghiep|hop tac xa|"
    r"quy(?! (?:dinh|che|trinh|hoach|mo))|khoa(?! hoc)|to(?! chuc| quoc| trinh)|"
    r"doi|cang|thuong truc|lanh dao|bhxh|bql|ten co quan|ten cq)"
    r"\b(?! (?:sung|nhiem))"
)
# Names that only bodies above another one have.
SUPERIOR = re.compile(r"(?:ubnd (?:tinh|thanh pho|tp|huyen|quan|thi xa|xa|phuong|dac khu)|bo|so)\b")
SPLIT_NAME = re.compile(
    r"(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|uy ban mat tran to quoc.*|.* -|.*\bva)$"
)
PLACE = re.compile(r"(?:tinh|thanh pho|tp|huyen|quan|thi xa|xa|phuong|thi tran|dac khu)\b")
AUTHORITY = re.compile(r"(?:tm|t/m|kt|k/t|tl|t/l|tuq|q)\s*[./]\s*[^\W\d]")
POST = re.compile(
    r"(?:pho |quyen |q\. ?|uy vien |thuong truc )*"
    r"(?:chu tich|tong giam doc|giam doc|tong bien tap|hieu truong|hieu pho|vien truong|cuc truong|"
    r"chi cuc truong|tong cuc truong|vu truong|bo truong|thu truong|thu tuong|truong|chanh|"
    r"bi thu|tu lenh|chinh uy|chi huy|tong thanh tra|thong doc|dai dien|lanh dao|thu ky|chu toa|"
    r"chu tri|nguoi|chuyen vien|ke toan|ben [ab]\b|quyen han|chuc vu|to truong|doi truong|"
    r"tong kiem toan|kiem toan truong|thuong truc|chanh an|thay mat|hoi dong|ban \w+|"
    r"cong chung vien|trai truong|thu kho|thu quy|noi lap|don vi|can bo|vien chuc)\b"
)
# Titles of rank and learning before a name.
_RANK = re.compile(
    r"(?:(?:ts|ths|pgs|gs|bs|bscki+|cki+|ks|cn|ls|ds|tskh|ngut|ngnd|nsut|nsnd)[. ,]+|"
    r"(?:pho giao su|giao su|tien s[iy]|thac s[iy]|bac s[iy]|ky su|cu nhan|luat su)[., ]+|"
    r"(?:dai|thuong|trung|thieu) (?:ta|uy|tuong),? )+"
)
# Names of families that are posts but for their accents.
_SURNAMES = ("trương ", "bàn ")
NOTE = re.compile(r"[(\[].*|.*[)\]]|da ky|ky ten.*|chu ky.*|.*\bda ky\b.*|ho va ten|ho ten")


class NationalName(NamedTuple):
    """The two lines at the head of every document, folded."""

    name: str
    motto: str


@lru_cache
def national_name(law: Law) -> NationalName:
    """Quốc hiệu and Tiêu ngữ of the decree, folded."""
    return NationalName(fold(law.chuoi.quoc_hieu), fold(law.chuoi.tieu_ngu))


def is_like(key: str, wanted: str, share: float = _LIKE) -> bool:
    """Whether two folded texts differ by slips of the pen only."""
    key = key.strip(" .:;,-–_*\"'")
    if key == wanted:
        return True
    if not _LEAST_LENGTH < len(key) / len(wanted) < _MOST_LENGTH:
        return False
    return SequenceMatcher(None, key, wanted, autojunk=False).ratio() >= share


def is_national_name(key: str, law: Law) -> bool:
    """Whether a folded line is the Quốc hiệu, also one that is misspelt."""
    if key.startswith(("cong ty", "dang ")) or not any(words in key for words in _PARTS_OF_NAME):
        return False
    wanted = national_name(law).name
    return is_like(key, wanted) or key.startswith("cong hoa xhcn viet nam")


def is_motto(key: str, law: Law) -> bool:
    """Whether a folded line is the Tiêu ngữ, also one that is misspelt."""
    if not any(words in key for words in _PARTS_OF_MOTTO):
        return False
    return MOTTO.fullmatch(key) is not None or is_like(key, national_name(law).motto, 0.75)


def squeezed(key: str) -> str:
    """Letters and digits alone: "b a o  c a o" is "baocao"."""
    return _NOT_LETTER.sub("", key)


@lru_cache
def _kinds(law: Law) -> dict[str, Kind]:
    return {squeezed(fold(kind.ten_loai)): kind for kind in law.loai}


@lru_cache(maxsize=512)
def kind_of(key: str, law: Law) -> Kind | None:
    """The kind whose name is this folded line, spaced or marked in whatever way."""
    return _kinds(law).get(squeezed(key))


@lru_cache(maxsize=512)
def kind_at_start_of(key: str, law: Law) -> Kind | None:
    """The kind whose name a folded line begins with; the longest of several."""
    names = (fold(kind.ten_loai) for kind in law.loai)
    found = max((name for name in names if f"{key} ".startswith(f"{name} ")), key=len, default="")
    return kind_of(found, law) if found else None


def is_number_line(line: Line) -> bool:
    """Whether a line begins as number and symbol do, and is no electronic signature."""
    return NUMBER_LINE.match(line.text) is not None and not SIGNED_AT.search(line.text)


def stamp_of(line: Line) -> str:
    """The stamp that a line is by its words: "do_mat", "luu_hanh", ...; "" for any other line."""
    key = line.key.strip(_TYPED_FRAME)
    return next((name for name, words in _STAMPS.items() if words.fullmatch(key)), "")


def is_copy_form(line: Line) -> bool:
    """Whether a line says by its words what sort of copy a document is."""
    return COPY.fullmatch(line.key.strip(_TYPED_FRAME)) is not None


def is_post(line: Line) -> bool:
    """Whether a line is an authority or a post ("TM. ...", "Giám đốc"), in whatever case."""
    if AUTHORITY.match(line.key):
        return True
    return POST.match(line.key) is not None and not line.text.casefold().startswith(_SURNAMES)


def is_name(line: Line) -> bool:
    """Whether a line is the name of a person: two to six words, each with a capital letter."""
    rank = _RANK.match(line.key)
    words = line.text.replace("-", " ").split()[len(rank[0].split()) if rank else 0 :]
    if len(words) not in _WORDS_OF_NAME or line.is_capital or is_post(line):
        return False
    return all(word[0].isupper() and word.isalpha() for word in words)


def is_entry(line: Line) -> bool:
    """Whether a line begins with a dash or a bullet."""
    number = line.paragraph.number
    typed = line.text[:1] in {"-", "–", "—", "•", "+", "*", "·", "‑", "−"}
    return typed or (bool(number) and line.start == 0 and not number[0].isalnum())
