"""Typeface, character set and colour of the whole document (PL I, Phần I, I.4)."""

from collections import Counter
from collections.abc import Iterator

from vanban.check.components import Recognised, Sure
from vanban.check.facts import Paragraph, Run
from vanban.check.findings import Fault, Severity, spot_of
from vanban.check.rules.measuring import count_letters, is_symbol_family, rgb
from vanban.check.rules.rule import Rule, rule

_CLAUSE = "PL I, Phần I, I.4"
# Typefaces of the encodings before Unicode: TCVN3 (.VnTime) and VNI (VNI-Times).
_LEGACY = (".vn", "vni-", "vni ")
# Fewer letters are a sign or a pasted word; a smaller share may be one heading.
_LEAST_SHARE = 0.03
_LEAST_LETTERS = 40
_DARKEST = 64
_LEAST_COLOURED = 20
_WHITE = (255, 255, 255)
# Colours that the stamps have by law.
_STAMPS = ("do_mat", "do_khan")


def _letters_by_family(paragraphs: tuple[Paragraph, ...]) -> Counter[str]:
    found: Counter[str] = Counter()
    for paragraph in paragraphs:
        for run in paragraph.runs:
            if run.font.family and not is_symbol_family(run.font.family):
                found[run.font.family] += count_letters(run.text)
    return found


def _first_with(paragraphs: tuple[Paragraph, ...], families: set[str]) -> Paragraph | None:
    """The first paragraph with letters of these typefaces."""
    for paragraph in paragraphs:
        for run in paragraph.runs:
            if run.font.family in families and any(map(str.isalpha, run.text)):
                return paragraph
    return None


def _is_legacy(family: str) -> bool:
    return family.casefold().startswith(_LEGACY)


@rule("PC01", "Phông chữ không phải Times New Roman", "phong_chu", _CLAUSE, severity=Severity.ERROR)
def typeface(recognised: Recognised) -> Iterator[Fault]:
    """Letters in another typeface, in the body and its tables.

    Quy định: Phông chữ tiếng Việt Times New Roman (PL I, Phần I, I.4).
    Sai: Lời văn dùng Arial hoặc Calibri.
    Đúng: Lời văn dùng Times New Roman.
    Không bắt: Phông ký hiệu (Symbol, Wingdings); vài chữ lẻ, dưới 40 chữ cái; dấu cách;
    phần dưới 3% văn bản chỉ được lưu ý.
    """
    wanted = recognised.law.trang.phong_chu
    paragraphs = recognised.document.paragraphs
    letters = _letters_by_family(paragraphs)
    others = {
        family: count
        for family, count in letters.items()
        if not family.casefold().startswith(wanted.casefold()) and not _is_legacy(family)
    }
    amount = sum(others.values())
    if amount < _LEAST_LETTERS:
        return
    first = _first_with(paragraphs, set(others))
    shown = _shares_vi(others, letters.total())
    yield Fault(
        wanted,
        shown,
        f"Phông chữ khác {wanted}: {shown}.",
        f"Chọn toàn bộ văn bản và đổi phông chữ sang {wanted}.",
        spot_of(first) if first else None,
        Sure.CERTAIN if amount >= _LEAST_SHARE * letters.total() else Sure.LIKELY,
    )


def _shares_vi(families: dict[str, int], total: int) -> str:
    """Typefaces with their share of all letters, the most used first."""
    ordered = sorted(families.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(
        f"{family} ({max(round(100 * count / total), 1)}%)"
        for family, count in ordered[:4]
        if count
    )


@rule("PC02", "Phông chữ không phải Unicode", "phong_chu", _CLAUSE, severity=Severity.ERROR)
def legacy_encoding(recognised: Recognised) -> Iterator[Fault]:
    """Letters in the typefaces of the encodings before Unicode.

    Quy định: Bộ mã ký tự Unicode theo Tiêu chuẩn Việt Nam TCVN 6909:2001 (PL I, Phần I, I.4).
    Sai: Lời văn gõ bằng bảng mã TCVN3 với phông .VnTime, hoặc VNI với phông VNI-Times.
    Đúng: Lời văn gõ bằng bảng mã Unicode với phông Times New Roman.
    Không bắt: Phông cũ chỉ đặt cho dấu cách hoặc cho vài chữ cái.
    """
    paragraphs = recognised.document.paragraphs
    letters = _letters_by_family(paragraphs)
    legacy = {family: count for family, count in letters.items() if _is_legacy(family)}
    amount = sum(legacy.values())
    if amount < _LEAST_LETTERS:
        return
    first = _first_with(paragraphs, set(legacy))
    shown = _shares_vi(legacy, letters.total())
    yield Fault(
        "bảng mã Unicode",
        shown,
        f"Phông chữ {shown} dùng bảng mã cũ, không phải Unicode.",
        "Chuyển mã sang Unicode (UniKey, Ctrl+Shift+F6), rồi đổi phông chữ sang Times New Roman.",
        spot_of(first) if first else None,
    )


@rule("PC03", "Chữ không phải màu đen", "phong_chu", _CLAUSE)
def colour(recognised: Recognised) -> Iterator[Fault]:
    """Letters in a colour that nobody takes for black.

    Quy định: Phông chữ màu đen (PL I, Phần I, I.4).
    Sai: Đoạn văn còn để màu đỏ sau khi sửa.
    Đúng: Toàn văn bản màu đen hoặc màu tự động.
    Không bắt: Dấu chỉ độ mật, mức độ khẩn; màu gần như đen; màu trắng; đường liên kết; vài chữ lẻ.
    """
    stamps = {
        id(s.paragraph) for name in _STAMPS for c in recognised.all(name) for s in c.stretches
    }
    found: Counter[str] = Counter()
    first: Paragraph | None = None
    for paragraph in recognised.document.paragraphs:
        if id(paragraph) in stamps:
            continue
        for run in paragraph.runs:
            if _is_coloured(run.font.color) and not _is_link(run) and run.text.strip():
                found[run.font.color] += count_letters(run.text)
                first = first or paragraph
    if first is None or found.total() < _LEAST_COLOURED:
        return
    amount = found.total()
    yield Fault(
        "màu đen",
        f"{amount} chữ cái màu khác",
        f"Có {amount} chữ cái không phải màu đen.",
        "Chọn phần chữ đó và đặt màu chữ Automatic hoặc Black.",
        spot_of(first),
    )


def _is_link(run: Run) -> bool:
    """Whether a run looks like a link: blue and underlined, or the result of a HYPERLINK field."""
    shades = rgb(run.font.color)
    is_blue = shades is not None and shades[2] > max(shades[0], shades[1])
    return run.field.startswith("HYPERLINK") or (run.font.underline and is_blue)


def _is_coloured(color: str) -> bool:
    """Whether a colour is neither nearly black nor white, which is a space left on purpose."""
    shades = rgb(color)
    return shades is not None and shades != _WHITE and max(shades) > _DARKEST


RULES: tuple[Rule, ...] = (typeface, legacy_encoding, colour)
