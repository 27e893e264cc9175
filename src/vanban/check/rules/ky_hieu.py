"""The number and symbol of a document (PL I, Phần I, II.3; PL III, I)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from vanban.check.components import Component, Recognised
from vanban.check.findings import Fault, Severity
from vanban.check.rules.rule import Rule, rule
from vanban.check.rules.wording_lines import MARKS, ends_badly, fault_in
from vanban.wording import strip_accents

_LINE = re.compile(r"(?P<word>s[ốỐôo]|S[ốỐôÔoO])(?P<colon>\s*[:;.,]?)\s*(?P<rest>.*)", re.DOTALL)
_REST = re.compile(
    r"(?P<number>\d*)(?P<letters>[A-Za-zĐđ]*)(?P<gap>\s*)(?P<slash>/?)(?P<symbol>.*)"
)
_GROUPS = re.compile(r"[\s\-–—−_./\\]+")
_OTHER_DASH = re.compile(r"[^\W\d_]\s*[–—−_\\]\s*[^\W\d_]")
_SECOND_SLASH = re.compile(r"[^\W\d_]/[^\W\d_]")
_SPACED = re.compile(r"[^\W\d_]\s+[-–—−/]|[-–—−/]\s+[^\W\d_]|[^\W\d_]\s+[^\W\d_]")
_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*/\s*")
_CLAUSE_C = "Phụ lục I, Phần I, Mục II, khoản 3 điểm c"
_CLAUSE_B = "Phụ lục I, Phần I, Mục II, khoản 3 điểm b"
_EXAMPLES = "Phụ lục I, Phần I, Mục V, số thứ tự 3"
_TABLE = "Phụ lục III, Mục I; Phụ lục I, Phần I, Mục II, khoản 3 điểm b"


class Number(NamedTuple):
    """The parts of a line such as "Số: 12/QĐ-UBND", each as written."""

    component: Component
    word: str
    colon: str
    number: str
    letters: str
    gap: str
    slash: str
    symbol: str

    @property
    def groups(self) -> list[str]:
        """The groups of letters of the symbol."""
        return [group for group in _GROUPS.split(self.symbol) if group]


def numbers(recognised: Recognised) -> Iterator[Number]:
    """Every number and symbol, read into its parts."""
    for component in recognised.all("so_ky_hieu"):
        line = _LINE.match(component.text)
        rest = line["rest"] if line else component.text
        parts = _REST.match(rest)
        if parts:
            word, colon = (line["word"], line["colon"].strip()) if line else ("", "")
            yield Number(component, word, colon, *(part.strip("…") for part in parts.groups()))


def _without_colon(recognised: Recognised) -> Iterator[Number]:
    return (each for each in numbers(recognised) if each.colon != ":")


@rule(
    "SK01",
    "Sau từ “Số” thiếu dấu hai chấm",
    "so_ky_hieu",
    _CLAUSE_C,
    severity=Severity.ERROR,
)
def no_colon(recognised: Recognised) -> Iterator[Fault]:
    """Dòng số, ký hiệu không bắt đầu bằng “Số:”.

    Quy định: Sau từ “Số” có dấu hai chấm (:).

    Sai: Số 12/QĐ-UBND

    Đúng: Số: 12/QĐ-UBND

    Không bắt: Số hai cách chữ, dấu cách trước dấu hai chấm.
    """
    for each in _without_colon(recognised):
        yield fault_in(
            each.component,
            "Số:",
            "Trước số văn bản phải ghi “Số:”, có dấu hai chấm.",
            "Thêm “Số:” hoặc dấu hai chấm sau từ “Số”.",
        )


@rule("SK02", "Số văn bản nhỏ hơn 10 thiếu số 0", "so_ky_hieu", _CLAUSE_C, severity=Severity.ERROR)
def no_zero(recognised: Recognised) -> Iterator[Fault]:
    """Số văn bản nhỏ hơn 10 không có số 0 phía trước.

    Quy định: Với những số nhỏ hơn 10 phải ghi thêm số 0 phía trước.

    Sai: Số: 5/QĐ-UBND

    Đúng: Số: 05/QĐ-UBND

    Không bắt: Số để trống chờ văn thư ghi.
    """
    below = recognised.law.so_khong.so_van_ban_duoi
    for each in numbers(recognised):
        if len(each.number) == 1 and int(each.number) < below:
            yield fault_in(
                each.component,
                f"0{each.number}",
                f"Số văn bản nhỏ hơn {below} phải thêm số 0 phía trước.",
                f"Viết số là 0{each.number}.",
                observed=each.number,
            )


@rule("SK03", "Ký hiệu có dấu cách", "so_ky_hieu", _CLAUSE_C, severity=Severity.ERROR)
def spaces(recognised: Recognised) -> Iterator[Fault]:
    """Trong số, ký hiệu có dấu cách ở dấu gạch chéo, dấu gạch nối hoặc giữa các nhóm chữ.

    Quy định: Giữa số và ký hiệu có dấu gạch chéo (/), giữa các nhóm chữ viết tắt có dấu gạch nối
    (-), không cách chữ.

    Sai: Số: 12/QĐ - UBND; Số: 12 /QĐ-UBND

    Đúng: Số: 12/QĐ-UBND

    Không bắt: Khoảng trống để ghi số khi văn bản chưa có số.
    """
    for each in numbers(recognised):
        if (each.number and each.gap and each.slash) or _SPACED.search(each.symbol):
            yield fault_in(
                each.component,
                "12/QĐ-UBND (không cách chữ)",
                "Trong số, ký hiệu không có dấu cách.",
                "Xóa các dấu cách ở hai bên dấu gạch chéo và dấu gạch nối.",
            )


@rule(
    "SK04",
    "Ký hiệu không dùng dấu gạch nối (-)",
    "so_ky_hieu",
    _CLAUSE_C,
    severity=Severity.ERROR,
)
def other_dashes(recognised: Recognised) -> Iterator[Fault]:
    """Giữa các nhóm chữ viết tắt là dấu khác với dấu gạch nối.

    Quy định: Giữa các nhóm chữ viết tắt trong ký hiệu văn bản có dấu gạch nối (-), không cách chữ.

    Sai: Số: 12/QĐ–UBND; Số: 12/QĐ/UBND

    Đúng: Số: 12/QĐ-UBND

    Không bắt: Dấu & trong chữ viết tắt tên đơn vị, như QLVT&TTr.
    """
    for each in numbers(recognised):
        if _OTHER_DASH.search(each.symbol) or _SECOND_SLASH.search(each.symbol):
            yield fault_in(
                each.component,
                "dấu gạch nối (-)",
                "Giữa các nhóm chữ viết tắt trong ký hiệu phải là dấu gạch nối (-).",
                "Thay dấu giữa các nhóm chữ bằng dấu gạch nối (-), không cách chữ.",
            )


@rule(
    "SK05",
    "Giữa số và ký hiệu thiếu dấu gạch chéo",
    "so_ky_hieu",
    _CLAUSE_C,
    severity=Severity.ERROR,
)
def no_slash(recognised: Recognised) -> Iterator[Fault]:
    """Giữa số và ký hiệu không có dấu gạch chéo.

    Quy định: Giữa số và ký hiệu văn bản có dấu gạch chéo (/).

    Sai: Số: 12-QĐ-UBND

    Đúng: Số: 12/QĐ-UBND

    Không bắt: Dòng chỉ có số, chưa có ký hiệu; số có kèm chữ cái.
    """
    for each in numbers(recognised):
        if each.number and not (each.slash or each.letters) and re.search(r"[A-ZĐ]", each.symbol):
            yield fault_in(
                each.component,
                "dấu gạch chéo (/)",
                "Giữa số và ký hiệu phải có dấu gạch chéo (/).",
                "Viết theo dạng “Số: 12/QĐ-UBND”.",
            )


@rule(
    "SK06",
    "Chữ viết tắt tên loại sai kiểu chữ",
    "so_ky_hieu",
    _TABLE,
    severity=Severity.ERROR,
)
def misspelt_kind(recognised: Recognised) -> Iterator[Fault]:
    """Chữ viết tắt tên loại thiếu dấu hoặc sai chữ hoa, chữ thường.

    Quy định: Chữ viết tắt tên loại theo Bảng chữ viết tắt: QĐ, QyĐ, CTr, TTr, ĐA, CĐ, HĐ và các
    chữ khác, viết đúng như trong bảng.

    Sai: Số: 12/QD-UBND; Số: 12/TTR-UBND

    Đúng: Số: 12/QĐ-UBND; Số: 12/TTr-UBND

    Không bắt: Chữ viết tắt tên cơ quan, đơn vị do người đứng đầu cơ quan quy định.
    """
    for each, right in _with_kind(recognised):
        wrong = next((group for group in each.groups if _folded(group) == _folded(right)), None)
        if wrong and right not in each.groups:
            yield fault_in(
                each.component,
                right,
                f"Chữ viết tắt của tên loại này là “{right}”, không phải “{wrong}”.",
                f"Sửa “{wrong}” thành “{right}”.",
                observed=wrong,
            )


@rule(
    "SK07",
    "Ký hiệu không hợp với tên loại",
    "so_ky_hieu",
    _TABLE,
    severity=Severity.ERROR,
)
def other_kind(recognised: Recognised) -> Iterator[Fault]:
    """Ký hiệu không có chữ viết tắt của tên loại văn bản.

    Quy định: Ký hiệu bao gồm chữ viết tắt tên loại văn bản (theo Bảng chữ viết tắt) và chữ viết
    tắt tên cơ quan.

    Sai: Số: 12/TB-UBND ở văn bản có tên loại KẾ HOẠCH

    Đúng: Số: 12/KH-UBND

    Không bắt: Công văn, thư công (không có chữ viết tắt); tên loại ngoài Điều 7; nhóm chữ bắt đầu
    bằng chữ viết tắt ấy (QCPH, BBH); ký hiệu còn để trống; bản sao.
    """
    for each, right in _with_kind(recognised):
        if not any(_folded(group).startswith(_folded(right)) for group in each.groups):
            yield fault_in(
                each.component,
                right,
                f"Tên loại của văn bản này viết tắt là “{right}”; ký hiệu không có chữ đó.",
                f"Viết “{right}-” rồi chữ viết tắt tên cơ quan, hoặc sửa tên loại.",
            )


@rule("SK08", "Ký hiệu công văn có chữ viết tắt tên loại", "so_ky_hieu", _CLAUSE_B)
def letter_with_kind(recognised: Recognised) -> Iterator[Fault]:
    """Ký hiệu của công văn có chữ “CV”.

    Quy định: Đối với công văn, ký hiệu gồm chữ viết tắt tên cơ quan và chữ viết tắt tên đơn vị
    soạn thảo hoặc lĩnh vực; Bảng chữ viết tắt không có chữ cho công văn.

    Sai: Số: 12/CV-UBND

    Đúng: Số: 12/UBND-KT

    Không bắt: Chữ “CV” không đứng đầu ký hiệu.
    """
    if recognised.kind is None or recognised.kind.khoa != "cong_van":
        return
    for each in numbers(recognised):
        if each.groups[:1] == ["CV"]:
            yield fault_in(
                each.component,
                "UBND-KT (cơ quan - đơn vị soạn thảo)",
                "Ký hiệu công văn không có chữ viết tắt tên loại “CV”.",
                "Bỏ “CV”; ghi chữ viết tắt tên cơ quan, rồi tên đơn vị soạn thảo hoặc lĩnh vực.",
            )


@rule("SK09", "Ký hiệu có dấu câu ở cuối", "so_ky_hieu", _EXAMPLES)
def mark_at_end(recognised: Recognised) -> Iterator[Fault]:
    """Sau ký hiệu có dấu câu.

    Quy định: Các ví dụ của Mục V trình bày số, ký hiệu không có dấu câu ở cuối.

    Sai: Số: 12/QĐ-UBND.

    Đúng: Số: 12/QĐ-UBND

    Không bắt: Dấu chấm để trống trong mẫu.
    """
    for each in numbers(recognised):
        if each.symbol and (mark := ends_badly(each.symbol, MARKS)):
            yield fault_in(
                each.component,
                each.component.text.rstrip(mark),
                f"Sau ký hiệu không có dấu “{mark}”.",
                f"Xóa dấu “{mark}” ở cuối.",
            )


@rule("SK21", "Số văn bản có chữ cái", "so_ky_hieu", "Phụ lục I, Phần I, Mục II, khoản 3 điểm a")
def letters_in_number(recognised: Recognised) -> Iterator[Fault]:
    """Số văn bản có chữ cái hoặc là chữ số La Mã.

    Quy định: Số của văn bản được ghi bằng chữ số Ả Rập.

    Sai: Số: 12A/QĐ-UBND

    Đúng: Số: 13/QĐ-UBND

    Không bắt: Số để trống; chữ giữ chỗ “xx” trong dự thảo.
    """
    for each in numbers(recognised):
        if each.number and each.letters and each.slash:
            yield fault_in(
                each.component,
                "chữ số Ả Rập",
                f"Số văn bản chỉ ghi bằng chữ số; ở đây có chữ “{each.letters}”.",
                "Ghi số thứ tự đã đăng ký ở văn thư, không kèm chữ cái.",
                observed=each.number + each.letters,
            )


@rule("SK22", "Ký hiệu viết bằng chữ thường", "so_ky_hieu", _CLAUSE_C)
def small_letters(recognised: Recognised) -> Iterator[Fault]:
    """Một nhóm chữ của ký hiệu chỉ có chữ thường.

    Quy định: Ký hiệu của văn bản được trình bày bằng chữ in hoa.

    Sai: Số: 12/QĐ-ubnd

    Đúng: Số: 12/QĐ-UBND

    Không bắt: Chữ viết tắt có cả chữ hoa và chữ thường: QyĐ, CTr, TTr, TTg; dòng in hoa bằng
    định dạng.
    """
    for each in numbers(recognised):
        if any(run.font.capitals for stretch in each.component.stretches for run in stretch.runs):
            continue
        small = [group for group in each.groups if group.islower() and set(group) - set("x")]
        if small:
            yield fault_in(
                each.component,
                small[0].upper(),
                f"Ký hiệu viết bằng chữ in hoa; “{small[0]}” là chữ thường.",
                f"Sửa “{small[0]}” thành “{small[0].upper()}”.",
                observed=small[0],
            )


@rule("SK23", "Từ “Số” viết sai", "so_ky_hieu", _CLAUSE_C, severity=Severity.ERROR)
def wrong_word(recognised: Recognised) -> Iterator[Fault]:
    """Từ “Số” thiếu dấu, viết hoa cả từ hoặc không viết hoa chữ đầu.

    Quy định: Từ “Số” được trình bày bằng chữ in thường; ví dụ của Mục V: “Số: 15/QĐ-BNV”.

    Sai: SỐ: 15/QĐ-UBND; số: 15/QĐ-UBND

    Đúng: Số: 15/QĐ-UBND

    Không bắt: Dòng không có từ này, đã có quy tắc về “Số:”.
    """
    right = recognised.law.chuoi.so.rstrip(":")
    for each in numbers(recognised):
        if each.word and each.word != right:
            yield fault_in(
                each.component,
                right,
                f"Viết “{right}”, không viết “{each.word}”.",
                f"Sửa “{each.word}” thành “{right}”.",
                observed=each.word,
            )


@rule("SK24", "Ký hiệu có năm ban hành", "so_ky_hieu", _CLAUSE_B)
def year_in_symbol(recognised: Recognised) -> Iterator[Fault]:
    """Giữa số và ký hiệu của văn bản hành chính có năm ban hành.

    Quy định: Ký hiệu của văn bản có tên loại gồm chữ viết tắt tên loại và chữ viết tắt tên cơ quan;
    năm ban hành chỉ có trong số, ký hiệu của văn bản quy phạm pháp luật.

    Sai: Số: 12/2026/TB-UBND

    Đúng: Số: 12/TB-UBND

    Không bắt: Văn bản quy phạm pháp luật.
    """
    for each in numbers(recognised):
        if each.slash and (found := _YEAR.match(each.symbol)):
            yield fault_in(
                each.component,
                f"…/{each.symbol[found.end() :]}",
                "Số, ký hiệu của văn bản hành chính không ghi năm ban hành.",
                f"Bỏ “{found[0].strip('/ ')}/”.",
            )


def _with_kind(recognised: Recognised) -> Iterator[tuple[Number, str]]:
    """The number of the document itself, if it has letters, with the abbreviation of its kind."""
    right = recognised.kind.viet_tat if recognised.kind else None
    own = [each for each in numbers(recognised) if not each.component.in_copy]
    for each in own[:1]:
        if right and re.search(r"[^\W\d_]", each.symbol):
            yield each, right


def _folded(group: str) -> str:
    return strip_accents(group).casefold()


RULES: tuple[Rule, ...] = (
    no_colon,
    no_zero,
    spaces,
    other_dashes,
    no_slash,
    misspelt_kind,
    other_kind,
    letter_with_kind,
    mark_at_end,
    letters_in_number,
    small_letters,
    wrong_word,
    year_in_symbol,
)
