"""Authority, title and name of who signs (PL I, Phần I, II.7; Điều 13)."""

import re
from collections.abc import Iterator

from vanban.check.components import Component, Recognised
from vanban.check.findings import Fault, Severity
from vanban.check.rules.rule import Rule, rule
from vanban.check.rules.wording_lines import fault_in

_CLAUSE_B = "Phụ lục I, Phần I, Mục II, khoản 7 điểm b"
_CLAUSE_C = "Phụ lục I, Phần I, Mục II, khoản 7 điểm c"
# What people write for the abbreviations of the decree; the named group tells which is meant.
_WRONG = re.compile(
    r"(?:(?P<TM>T/M\.?|T\.\s?M\.?|TM(?=\s))|(?P<KT>K/T\.?|K\.\s?T\.?|KT(?=\s))"
    r"|(?P<TUQ>T/UQ\.?|T\.\s?U\.?\s?Q\.?|TUQ(?=\s)|UQ\.?(?=\s)|U/Q\.?)"
    r"|(?P<TL>T/L\.?|T\.\s?L\.?|TL(?=\s))|(?P<Q>Q(?=\s)))[ :]*"
)
_AUTHORITY = re.compile(r"(TM|KT|TL|TUQ|Q)\.")
# Offices of one person; where two of them meet, the deputy's must be that of the head.
_OFFICES = (
    "TỔNG GIÁM ĐỐC",
    "GIÁM ĐỐC",
    "CHỦ TỊCH",
    "CHỦ NHIỆM",
    "BỘ TRƯỞNG",
    "TỔNG CỤC TRƯỞNG",
    "CHI CỤC TRƯỞNG",
    "CỤC TRƯỞNG",
    "VỤ TRƯỞNG",
    "HIỆU TRƯỞNG",
    "VIỆN TRƯỞNG",
    "TRƯỞNG PHÒNG",
    "TRƯỞNG BAN",
    "TRƯỞNG TRẠM",
    "TRƯỞNG ĐOÀN",
    "CHÁNH VĂN PHÒNG",
    "CHÁNH THANH TRA",
)
_LOCAL_COMMITTEE = re.compile(r"(?:ỦY BAN|UỶ BAN|UB)\s*(?:NHÂN DÂN|ND)", re.IGNORECASE)
_COLLECTIVE = re.compile(
    r"(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND|BAN CHẤP HÀNH|BAN THƯỜNG VỤ)"
    r"(?: (?:TỈNH|THÀNH PHỐ|XÃ|PHƯỜNG|ĐẶC KHU)\b.*)?"
)
_TITLE_OF_HONOUR = re.compile(
    r"(?:GS|PGS|TSKH|TS|ThS|Ths|ThẠC SĨ|BS|BSCKI{1,2}|BSCK\d?|DS|KS|KTS|CN|LS|NGND|NGƯT|NSND|NSƯT|"
    r"TTND|TTƯT)\s*[.,]|(?:Giáo sư|Phó Giáo sư|Tiến sĩ|Tiến sỹ|Thạc sĩ|Thạc sỹ|Bác sĩ|Bác sỹ|Kỹ sư|"
    r"Cử nhân|Luật sư|Nhà giáo)\s",
    re.IGNORECASE,
)
_RANK = re.compile(r"(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy|uý)\b\.?", re.IGNORECASE)
_FREE_OF_HONOURS = re.compile(
    r"CÔNG AN|QUÂN|BIÊN PHÒNG|QUỐC PHÒNG|CẢNH SÁT|TRƯỜNG|HỌC VIỆN|VIỆN|ĐẠI HỌC|CAO ĐẲNG|Y TẾ|TRẠM|"
    r"KHOA HỌC|GIÁO DỤC|NGHIÊN CỨU|TRUNG TÂM|MẦM NON|CẢNH VỆ|CƠ YẾU"
)
# Family name, middle name, name.
_USUAL_NAME = 3
_ADDRESS_WORD = re.compile(r"(?:Ông|Bà|Đ/c|Đồng chí|ÔNG|BÀ)[:.]?\s")


def _signers(recognised: Recognised) -> list[tuple[Component, list[str]]]:
    """Each signer with the lines of his authority and title."""
    return [(each, _lines(each)) for each in recognised.all("quyen_han_chuc_vu")]


def _lines(component: Component) -> list[str]:
    """The lines in capitals, without needless spaces."""
    lines = [" ".join(stretch.text.upper().split()) for stretch in component.stretches]
    return [line for line in lines if line]


def _deputy_words(recognised: Recognised) -> tuple[str, ...]:
    return tuple(word.upper() for word in recognised.law.quyen_han.cap_pho)


def _is_deputy(recognised: Recognised, line: str) -> bool:
    return any(re.search(rf"\b{word}\b", line) for word in _deputy_words(recognised))


def _office(line: str) -> str:
    """The office of a line: "PHÓ GIÁM ĐỐC" is "GIÁM ĐỐC"; "" where it is not one of the known."""
    name = re.sub(r"^(?:(?:TM|KT|TL|TUQ|Q)\.\s*)?(?:Q\.\s*)?(?:PHÓ\s+)?", "", line)
    name = "BỘ TRƯỞNG" if name.startswith("THỨ TRƯỞNG") else name
    return next((office for office in _OFFICES if name.startswith(office)), "")


def _after(lines: list[str], letters: str) -> tuple[str, list[str]] | None:
    """The line that begins with an authority, and the lines below it."""
    for at, line in enumerate(lines):
        if line.startswith(letters):
            return line, lines[at + 1 :]
    return None


def _has_second_title(recognised: Recognised, component: Component) -> bool:
    """Whether a title of its own stands between an authority and the name below it."""
    start = component.paragraph.place.paragraph
    names = [each.paragraph.place.paragraph for each in recognised.all("ho_ten")]
    name = min((place for place in names if place > start), default=start)
    titles = recognised.all("quyen_han_chuc_vu")
    return any(start < each.paragraph.place.paragraph < name for each in titles)


@rule(
    "QC01",
    "Chữ viết tắt quyền hạn viết sai",
    "quyen_han_chuc_vu",
    _CLAUSE_B,
    severity=Severity.ERROR,
)
def wrong_letters(recognised: Recognised) -> Iterator[Fault]:
    """Chữ viết tắt quyền hạn của người ký thiếu dấu chấm hoặc viết kiểu khác.

    Quy định: Chữ viết tắt quyền hạn là “TM.”, “Q.”, “KT.”, “TL.”, “TUQ.”.

    Sai: T/M ỦY BAN NHÂN DÂN; KT CHỦ TỊCH; T.L. GIÁM ĐỐC; UQ. GIÁM ĐỐC

    Đúng: TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH; TL. GIÁM ĐỐC; TUQ. GIÁM ĐỐC

    Không bắt: Thiếu dấu cách sau dấu chấm.
    """
    for component, lines in _signers(recognised):
        for line in lines:
            found = _WRONG.match(line)
            if found is None or _AUTHORITY.match(line):
                continue
            right = f"{found.lastgroup}."
            yield fault_in(
                component,
                right,
                f"Viết “{right}”, không viết “{found[0].strip()}”.",
                f"Sửa thành “{right}”.",
                observed=line,
            )


@rule("QC02", "Ký thay (KT.) mà không ghi chức vụ cấp phó", "quyen_han_chuc_vu", _CLAUSE_B)
def no_deputy(recognised: Recognised) -> Iterator[Fault]:
    """Dưới dòng “KT.” không phải chức vụ của cấp phó.

    Quy định: Trường hợp ký thay người đứng đầu thì ghi “KT.” trước chức vụ của người đứng đầu;
    người ký thay là cấp phó (Điều 13).

    Sai: KT. CHỦ TỊCH / CHÁNH VĂN PHÒNG

    Đúng: KT. CHỦ TỊCH / PHÓ CHỦ TỊCH

    Không bắt: THỨ TRƯỞNG; CHỈ HUY PHÓ, TỔ PHÓ, ĐỘI PHÓ; chức vụ có chữ PHÓ ở bất cứ vị trí nào.
    """
    for component, lines in _signers(recognised):
        found = _after(lines, recognised.law.quyen_han.ky_thay)
        if found and not any(_is_deputy(recognised, line) for line in (found[0], *found[1])):
            yield fault_in(
                component,
                "chức vụ của cấp phó",
                f"Dưới “{found[0]}” phải là chức vụ của cấp phó ký thay.",
                "Ghi chức vụ cấp phó của người ký; nếu không phải cấp phó thì dùng “TL.” hoặc "
                "“TUQ.”.",
                observed=" / ".join((found[0], *found[1])),
            )


@rule(
    "QC03",
    "Ký thừa lệnh, thừa ủy quyền mà không ghi chức vụ người ký",
    "quyen_han_chuc_vu",
    _CLAUSE_B,
)
def no_own_title(recognised: Recognised) -> Iterator[Fault]:
    """Dưới dòng “TL.” hoặc “TUQ.” không có chức vụ của người ký.

    Quy định: “TL.”, “TUQ.” ghi trước chức vụ của người đứng đầu; chức vụ ghi trên văn bản là chức
    vụ lãnh đạo chính thức của người ký.

    Sai: TL. CHỦ TỊCH / (họ tên)

    Đúng: TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG

    Không bắt: Chức vụ viết trên nhiều dòng.
    """
    orders = (recognised.law.quyen_han.thua_lenh, recognised.law.quyen_han.thua_uy_quyen)
    for component, lines in _signers(recognised):
        for letters in orders:
            found = _after(lines, letters)
            if found and not found[1] and not _has_second_title(recognised, component):
                yield fault_in(
                    component,
                    "chức vụ của người ký ở dòng dưới",
                    f"Dưới “{found[0]}” phải ghi chức vụ của người ký.",
                    "Thêm dòng chức vụ của người ký.",
                )


@rule("QC04", "Chức vụ ký thay không hợp với người đứng đầu", "quyen_han_chuc_vu", _CLAUSE_B)
def other_office(recognised: Recognised) -> Iterator[Fault]:
    """Chức vụ cấp phó không phải phó của người được ký thay.

    Quy định: “KT.” ghi trước chức vụ của người đứng đầu cơ quan; người ký thay là cấp phó của
    người đó.

    Sai: KT. CHỦ TỊCH / PHÓ GIÁM ĐỐC

    Đúng: KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC

    Không bắt: KT. BỘ TRƯỞNG / THỨ TRƯỞNG; chức vụ ít gặp mà không so được.
    """
    for component, lines in _signers(recognised):
        found = _after(lines, recognised.law.quyen_han.ky_thay)
        if found is None or not found[1]:
            continue
        head, deputy = _office(found[0]), _office(found[1][0])
        if head and deputy and head != deputy and _is_deputy(recognised, found[1][0]):
            yield fault_in(
                component,
                f"KT. {head} / PHÓ {head}",
                f"“{found[1][0]}” không phải cấp phó của “{head}”.",
                "Ghi đúng chức vụ của người được ký thay và của người ký.",
                observed=f"{found[0]} / {found[1][0]}",
            )


@rule("QC05", "Ký văn bản của Ủy ban nhân dân mà thiếu “TM.”", "quyen_han_chuc_vu", _CLAUSE_B)
def no_on_behalf(recognised: Recognised) -> Iterator[Fault]:
    """Văn bản của Ủy ban nhân dân, hoặc phần ký ghi tên tập thể, mà không có “TM.”.

    Quy định: Trường hợp ký thay mặt tập thể thì phải ghi “TM.” vào trước tên tập thể lãnh đạo hoặc
    tên cơ quan, tổ chức.

    Sai: Thẩm quyền ban hành ghi ỦY BAN NHÂN DÂN XÃ QUANG TRUNG, phần ký chỉ ghi CHỦ TỊCH;
    phần ký ghi ỦY BAN NHÂN DÂN / CHỦ TỊCH

    Đúng: TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH

    Không bắt: Thẩm quyền ban hành là CHỦ TỊCH ỦY BAN NHÂN DÂN; Hội đồng nhân dân.
    """
    body = recognised.first("tham_quyen")
    signers = [each for each in _signers(recognised) if not each[0].in_copy]
    named = any(_COLLECTIVE.fullmatch(lines[0]) for _, lines in signers if len(lines) > 1)
    issued = body is not None and bool(_LOCAL_COMMITTEE.match(body.text))
    if not signers or not (issued or named):
        return
    letters = recognised.law.quyen_han.thay_mat.rstrip(".")
    if not any(re.match(rf"{letters}\b|T/M|T\.M", line) for _, lines in signers for line in lines):
        yield fault_in(
            signers[0][0],
            "TM. ỦY BAN NHÂN DÂN",
            "Ký thay mặt tập thể thì ghi “TM.” trước tên tập thể.",
            "Ghi “TM. ỦY BAN NHÂN DÂN” trên chức vụ; nếu thẩm quyền ban hành là của Chủ tịch thì "
            "không ghi tên tập thể.",
        )


@rule("QC06", "“TM.” ghi trước chức vụ của một người", "quyen_han_chuc_vu", _CLAUSE_B)
def on_behalf_of_one(recognised: Recognised) -> Iterator[Fault]:
    """Sau “TM.” là chức vụ chứ không phải tên tập thể hoặc cơ quan.

    Quy định: Ghi “TM.” vào trước tên tập thể lãnh đạo hoặc tên cơ quan, tổ chức.

    Sai: TM. CHỦ TỊCH

    Đúng: TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH

    Không bắt: TM. BAN THƯỜNG TRỰC, TM. ĐOÀN KIỂM TRA và tên tập thể khác.
    """
    for component, lines in _signers(recognised):
        found = _after(lines, recognised.law.quyen_han.thay_mat)
        if found and _office(found[0]):
            yield fault_in(
                component,
                "TM. và tên tập thể hoặc cơ quan",
                "“TM.” ghi trước tên tập thể hoặc tên cơ quan, không ghi trước chức vụ.",
                "Ghi tên tập thể sau “TM.”, hoặc dùng “KT.”, “TL.”, “TUQ.” cho đúng quyền hạn.",
                observed=found[0],
            )


@rule(
    "QC07",
    "Quyền cấp trưởng không ghi “Q.”",
    "quyen_han_chuc_vu",
    _CLAUSE_B,
    severity=Severity.ERROR,
)
def acting_in_full(recognised: Recognised) -> Iterator[Fault]:
    """Người được giao quyền cấp trưởng ghi “QUYỀN” thay cho “Q.”.

    Quy định: Trường hợp được giao quyền cấp trưởng thì phải ghi chữ viết tắt “Q.” vào trước chức vụ
    của người đứng đầu.

    Sai: QUYỀN GIÁM ĐỐC

    Đúng: Q. GIÁM ĐỐC

    Không bắt: Chữ “quyền” trong tên cơ quan.
    """
    for component, lines in _signers(recognised):
        for line in lines:
            office = line.removeprefix("QUYỀN ")
            if office != line and _office(office):
                yield fault_in(
                    component,
                    f"Q. {office}",
                    "Được giao quyền cấp trưởng thì ghi chữ viết tắt “Q.”.",
                    f"Sửa thành “Q. {office}”.",
                    observed=line,
                )


@rule(
    "QC08",
    "Ký thay mặt tập thể văn bản của người đứng đầu",
    "quyen_han_chuc_vu",
    "Phụ lục III, Mẫu 1.2, ghi chú 6; " + _CLAUSE_B,
)
def behalf_of_whom(recognised: Recognised) -> Iterator[Fault]:
    """Thẩm quyền ban hành là người đứng đầu mà phần ký ghi “TM.” tập thể.

    Quy định: Thẩm quyền ban hành thuộc về người đứng đầu thì ghi chức vụ của người đứng đầu; thuộc
    về tập thể thì ghi tên tập thể. “TM.” chỉ dùng khi ký thay mặt tập thể.

    Sai: Thẩm quyền ban hành ghi CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ, phần ký ghi TM. ỦY BAN NHÂN DÂN

    Đúng: Phần ký ghi CHỦ TỊCH

    Không bắt: Bản sao; thẩm quyền ban hành là tên cơ quan.
    """
    body = recognised.first("tham_quyen")
    if body is None or not _office(body.text.upper()):
        return
    for component, lines in _signers(recognised):
        found = _after(lines, recognised.law.quyen_han.thay_mat)
        if found and not component.in_copy:
            yield fault_in(
                component,
                "chức vụ của người đứng đầu",
                "Thẩm quyền ban hành là người đứng đầu nên phần ký không ghi “TM.”.",
                "Bỏ dòng “TM.”, hoặc sửa thẩm quyền ban hành thành tên tập thể.",
                observed=found[0],
            )


@rule("QC09", "Cấp phó ký mà thiếu “KT.”", "quyen_han_chuc_vu", _CLAUSE_B)
def deputy_alone(recognised: Recognised) -> Iterator[Fault]:
    """Người ký là cấp phó mà không có dòng “KT.”.

    Quy định: Ký thay người đứng đầu thì phải ghi “KT.”; cấp phó được giao phụ trách hoặc điều hành
    thì ký như cấp phó ký thay cấp trưởng.

    Sai: PHÓ GIÁM ĐỐC; PHÓ GIÁM ĐỐC PHỤ TRÁCH

    Đúng: KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC

    Không bắt: Biên bản; văn bản có nhiều người ký; ký thay mặt tập thể (“TM. BAN CHỈ ĐẠO / PHÓ
    TRƯỞNG BAN”); ký thừa lệnh, thừa ủy quyền.
    """
    signers = [each for each in _signers(recognised) if not each[0].in_copy]
    kind = recognised.kind.khoa if recognised.kind else None
    if len(signers) != 1 or kind in (None, "bien_ban"):
        return
    component, lines = signers[0]
    if any(_AUTHORITY.match(line) or _WRONG.match(line) for line in lines):
        return
    if _is_deputy(recognised, lines[0]) and _office(lines[0]):
        yield fault_in(
            component,
            f"KT. {_office(lines[0])} / {lines[0]}",
            "Cấp phó ký văn bản của cơ quan là ký thay người đứng đầu, phải ghi “KT.”.",
            f"Thêm dòng “KT. {_office(lines[0])}” ở trên.",
        )


@rule("HT01", "Học hàm, học vị, danh hiệu trước họ tên", "ho_ten", _CLAUSE_C)
def honours(recognised: Recognised) -> Iterator[Fault]:
    """Trước họ tên người ký có học hàm, học vị, danh hiệu hoặc quân hàm.

    Quy định: Trước họ tên của người ký, không ghi học hàm, học vị và các danh hiệu danh dự khác.

    Sai: ThS. Nguyễn Văn An

    Đúng: Nguyễn Văn An

    Không bắt: Đơn vị vũ trang nhân dân, tổ chức sự nghiệp giáo dục, y tế, khoa học, vì người đứng
    đầu ngành được quy định khác.
    """
    bodies = (*recognised.all("co_quan_chu_quan"), *recognised.all("co_quan_ban_hanh"))
    if any(_FREE_OF_HONOURS.search(body.text.upper()) for body in bodies):
        return
    for component in recognised.all("ho_ten"):
        if found := _TITLE_OF_HONOUR.match(component.text) or _RANK.match(component.text):
            yield fault_in(
                component,
                "chỉ họ và tên",
                f"Trước họ tên người ký không ghi “{found[0].strip()}”.",
                f"Bỏ “{found[0].strip()}”.",
            )


@rule("HT02", "Chữ xưng hô trước họ tên", "ho_ten", _CLAUSE_C)
def addressed(recognised: Recognised) -> Iterator[Fault]:
    """Trước họ tên người ký có “Ông”, “Bà” hoặc “Đồng chí”.

    Quy định: Họ và tên người ký bao gồm họ, tên đệm (nếu có) và tên.

    Sai: Ông Nguyễn Văn An

    Đúng: Nguyễn Văn An

    Không bắt: Họ tên không quá ba tiếng, vì có người họ Ông.
    """
    for component in recognised.all("ho_ten"):
        found = _ADDRESS_WORD.match(component.text)
        if found and len(component.text.split()) > _USUAL_NAME:
            yield fault_in(
                component,
                "chỉ họ và tên",
                f"Trước họ tên người ký không ghi “{found[0].strip()}”.",
                f"Bỏ “{found[0].strip()}”.",
            )


RULES: tuple[Rule, ...] = (
    wrong_letters,
    no_deputy,
    no_own_title,
    other_office,
    no_on_behalf,
    on_behalf_of_one,
    acting_in_full,
    behalf_of_whom,
    deputy_alone,
    honours,
    addressed,
)
