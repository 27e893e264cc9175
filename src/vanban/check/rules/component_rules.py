"""The rules on the form of single components, made from one table and the law's own numbers.

Codes: 11 size, 12 upright or italic, 13 bold, 14 capitals, 15 place in the line, 16 line beneath,
17 its length, 18 colour of a stamp or solidity of a line.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from vanban.check.components import Recognised
from vanban.check.findings import Fault, Severity
from vanban.check.rules.component_checks import (
    case_faults,
    centre_faults,
    colour_faults,
    edge_faults,
    face_faults,
    size_faults,
    weight_faults,
)
from vanban.check.rules.component_forms import COMPONENT_FORMS, Aspect, ComponentForm
from vanban.check.rules.gathering import Wrong, gather
from vanban.check.rules.lines_beneath import dashed_line, missing_line, wrong_length
from vanban.check.rules.rule import Rule
from vanban.law import Component, FontSize, law_on

# Names that the decree writes with a capital wherever they stand.
_NAMES = ("Quốc hiệu", "Tiêu ngữ")


class Look(NamedTuple):
    """One thing about a component: its number in the codes, and how it is worded and judged.

    ``wanted`` is what the law asks of the component, ``wrong`` an example of what is not so;
    ``spared`` is what no component is accused of.
    """

    number: int
    name: str
    wanted: Callable[[Component], str]
    wrong: Callable[[ComponentForm, Component], str]
    fix: str
    spared: str
    check: Callable[[Recognised, str], Iterator[Wrong]]
    severity: Severity = Severity.WARNING


def size_range(size: FontSize) -> str:
    """A range of sizes: "12 đến 13", or the one lawful size."""
    return str(size.min) if size.min == size.max else f"{size.min} đến {size.max}"


def _line_length(component: Component) -> str:
    line = component.duong_ke
    if line is None:
        return ""
    if line.min == line.max == 1:
        return "dài bằng dòng chữ"
    return f"dài từ {line.min} đến {line.max} dòng chữ"


def _either(
    first: str, second: str, choose: Callable[[Component], bool]
) -> tuple[Callable[[Component], str], Callable[[ComponentForm, Component], str]]:
    """What is wanted, and its contrary with an example, by a mark of the component."""

    def wanted(component: Component) -> str:
        return first if choose(component) else second

    def wrong(form: ComponentForm, component: Component) -> str:
        return f"“{form.right}” để {second if choose(component) else first}"

    return wanted, wrong


def _recased(form: ComponentForm, component: Component) -> str:
    return f"“{form.right.capitalize() if component.hoa else form.right.upper()}”"


_LOOKS: dict[Aspect, tuple[Look, ...]] = {
    Aspect.SIZE: (
        Look(
            11,
            "sai cỡ chữ",
            lambda component: f"cỡ chữ {size_range(component.co_chu)}",
            lambda form, component: f"“{form.right}” đặt cỡ chữ {component.co_chu.max + 2}",
            "Đặt lại cỡ chữ cho {title}: {wanted}.",
            "lệch không quá 0,25 pt do làm tròn; dấu cách, chữ số và ký hiệu",
            size_faults,
            Severity.ERROR,
        ),
    ),
    Aspect.FACE: (
        Look(
            12,
            "sai kiểu chữ đứng, nghiêng",
            *_either("chữ nghiêng", "chữ đứng", lambda component: component.nghieng),
            "Đổi {title} sang {wanted}.",
            "phần nhỏ hơn một nửa số chữ",
            face_faults,
        ),
    ),
    Aspect.WEIGHT: (
        Look(
            13,
            "sai độ đậm của chữ",
            *_either("chữ đậm", "chữ không đậm", lambda component: component.dam),
            "Đổi {title} sang {wanted}.",
            "vài chữ được nhấn mạnh, ít hơn một nửa",
            weight_faults,
        ),
    ),
    Aspect.CASE: (
        Look(
            14,
            "sai chữ in hoa, in thường",
            lambda component: "chữ in hoa" if component.hoa else "chữ in thường",
            _recased,
            "Viết lại {title} bằng {wanted}.",
            "chữ in hoa đầu từ, chữ viết tắt",
            case_faults,
        ),
    ),
    Aspect.CENTRED: (
        Look(
            15,
            "không canh giữa",
            lambda _: "canh giữa",
            lambda form, _: f"“{form.right}” nằm lệch về bên trái trang",
            "Đặt canh giữa cho {title} và bỏ lùi đầu dòng.",
            "chỗ lệch nhỏ, chỗ canh bằng dấu cách hay tab mà tệp không cho biết vị trí",
            centre_faults,
        ),
    ),
    Aspect.AT_LEFT: (
        Look(
            15,
            "không sát lề trái",
            lambda _: "sát lề trái",
            lambda form, _: f"“{form.right}” đặt giữa dòng hoặc lùi vào trong",
            "Đặt canh trái cho {title} và bỏ lùi đầu dòng.",
            "chỗ lùi nhỏ mà mắt thường không thấy",
            edge_faults,
        ),
    ),
    Aspect.LINE: (
        Look(
            16,
            "thiếu đường kẻ bên dưới",
            lambda _: "bên dưới có đường kẻ ngang, nét liền",
            lambda form, _: f"dưới “{form.right}” không có đường kẻ nào",
            "Kẻ một đường ngang, nét liền dưới {title}.",
            "tệp có hình vẽ ở đầu trang mà không rõ thuộc dòng nào",
            missing_line,
        ),
        Look(
            17,
            "có đường kẻ sai độ dài",
            lambda component: f"đường kẻ {_line_length(component)}",
            lambda form, component: (
                f"đường kẻ dưới “{form.right}” dài "
                + ("một nửa" if component.duong_ke and component.duong_ke.min == 1 else "bằng")
                + " dòng chữ"
            ),
            "Kéo lại đường kẻ dưới {title} cho {wanted}.",
            "chênh lệch nhỏ khi kẻ bằng tay; đường kẻ mà tệp không cho biết độ dài",
            wrong_length,
            Severity.ERROR,
        ),
        Look(
            18,
            "có đường kẻ nét đứt",
            lambda _: "đường kẻ nét liền",
            lambda form, _: f"đường kẻ dưới “{form.right}” là nét đứt",
            "Đổi đường kẻ dưới {title} sang nét liền.",
            "hai đường kẻ trở lên mà không rõ đường nào thuộc dòng này",
            dashed_line,
        ),
    ),
    Aspect.COLOUR: (
        Look(
            18,
            "không phải màu đỏ",
            lambda _: "màu đỏ",
            lambda form, _: f"“{form.right}” để màu đen",
            "Đổi màu chữ của {title} sang đỏ.",
            "các sắc đỏ khác nhau",
            colour_faults,
        ),
    ),
}

# No clause says how long a line is that only a mẫu draws.
_LOOKS[Aspect.SHOWN_LINE] = tuple(
    look for look in _LOOKS[Aspect.LINE] if look.check is not wrong_length
)


def _make(form: ComponentForm, look: Look) -> Rule:
    component = law_on().thanh_phan[form.name]
    clause = form.clause or component.khoan
    wanted = look.wanted(component)
    title = _lower_first(form.title)

    def check(recognised: Recognised) -> Iterator[Fault]:
        asked = look.wanted(recognised.law.thanh_phan[form.name])
        return gather(
            look.check(recognised, form.name),
            expected=asked,
            message=f"{form.title} {look.name}: cần {asked}.",
            fix=look.fix.format(title=title, wanted=asked.removeprefix("đường kẻ ")),
        )

    severity = look.severity if form.is_stated else Severity.WARNING
    name = f"{form.title} {look.name}"
    explanation = "\n".join(
        (
            f"Quy định: {form.title} được trình bày như sau: {wanted} ({clause}).",
            f"Sai: {_upper_first(look.wrong(form, component))}.",
            f"Đúng: “{form.right}”: {wanted}.",
            f"Không bắt: {_upper_first(form.spared)}; {look.spared}.",
        )
    )
    code = f"{form.prefix}{look.number}"
    return Rule(code, name, severity, form.name, clause, explanation, check)


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower_first(text: str) -> str:
    return text if text[:2].isupper() or text.startswith(_NAMES) else text[:1].lower() + text[1:]


RULES: tuple[Rule, ...] = tuple(
    _make(form, look)
    for form in COMPONENT_FORMS
    for aspect in form.aspects
    for look in _LOOKS[aspect]
)
"""One rule for each look of each component."""
