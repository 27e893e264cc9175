"""What a document is based on, and the words that issue it (PL I, Phần I, II.6.a; mẫu 1.1-1.3)."""

import re
from collections.abc import Iterator
from datetime import date

from vanban.check.components import Component, Recognised
from vanban.check.findings import Fault, Severity, spot_of
from vanban.check.rules.gathering import Wrong, gather
from vanban.check.rules.rule import Rule, rule
from vanban.check.rules.wording_lines import (
    ending,
    fault_in,
    faults_of_last_mark,
    lines_of,
    same_words,
)

_CLAUSE = "Phụ lục I, Phần I, Mục II, khoản 6 điểm a"
_FORMS = "Phụ lục III, Mẫu 1.1, 1.2, 1.3"
_LAW = r"(?:Bộ luật|Luật|Pháp lệnh)"
_NUMBERED_LAW = re.compile(
    rf"Căn cứ {_LAW}\b(?:(?!\bngày\b|\bnghị quyết\b)[^;])*?"
    r"\b(?:số:?)?\s*\d+/(?:\d{4}/)?(?:QH|UBTVQH|PL-)\w*",
    re.IGNORECASE,
)
_CITED = re.compile(
    rf"Căn cứ (?:{_LAW}|(?:Nghị quyết|Nghị định|Thông tư|Thông tư liên tịch|Quyết định|Chỉ thị|Kế "
    r"hoạch|Thông báo|Công văn|Tờ trình|Chương trình|Đề án|Quy chế) số)\b"
)
_HAS_DAY = re.compile(r"ngày|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_NUMBERED = re.compile(
    r"Căn cứ (?:Nghị quyết|Nghị định|Thông tư|Quyết định|Chỉ thị|Kế hoạch|Thông báo|Công văn) số:?"
    r" *\d[^;]*;?$"
)
_ONLY_AUTHOR = re.compile(
    r"Căn cứ (?:Nghị định|Nghị quyết|Quyết định|Chỉ thị) số (?:(?! của )[^;])* của "
    r"(?:Chính phủ|Thủ tướng Chính phủ|Quốc hội|Ủy ban Thường vụ Quốc hội)[;.]?"
)
_DAY_AFTER_NUMBER = re.compile(
    r"số:?\s*\d+/[^\s,;]+,?\s+ngày\s+(\d{1,2})(?:/|\s+tháng\s+)(\d{1,2})(?:/|\s+năm\s+)(\d{4})"
)
_SMALL_LAW = re.compile(r"[-–+ ]*Căn cứ (?:các )?(?P<law>bộ luật|luật|pháp lệnh) [^\W\d]")
_OF_ONE_LAW = re.compile(r"\bngày\b|\d+/\d{4}/QH|\bnăm \d{4}")
_NEAR = 2


def _groups(recognised: Recognised) -> Iterator[list[Component]]:
    """The căn cứ that follow each other; those of an attached document are another group."""
    group: list[Component] = []
    for component in recognised.all("can_cu"):
        if group and _first(component) - _last(group[-1]) > _NEAR:
            yield group
            group = []
        group.append(component)
    if group:
        yield group


def _first(component: Component) -> int:
    return component.paragraph.place.paragraph


def _last(component: Component) -> int:
    return component.stretches[-1].paragraph.place.paragraph


@rule("CC01", "Cuối căn cứ thiếu dấu chấm phẩy", "can_cu", _CLAUSE, severity=Severity.ERROR)
def no_semicolon(recognised: Recognised) -> Iterator[Fault]:
    """Căn cứ không phải cuối cùng mà cuối dòng không có dấu chấm phẩy.

    Quy định: Sau mỗi căn cứ phải xuống dòng, cuối dòng có dấu chấm phẩy (;).

    Sai: Căn cứ Luật Đầu tư công ngày 29 tháng 11 năm 2024,

    Đúng: Căn cứ Luật Đầu tư công ngày 29 tháng 11 năm 2024;

    Không bắt: Căn cứ cuối cùng; dòng dẫn kết thúc bằng dấu hai chấm.
    """
    for group in _groups(recognised):
        for component in group[:-1]:
            if not component.text.endswith((";", ":", "…")):
                yield fault_in(
                    component,
                    "dấu chấm phẩy (;)",
                    "Cuối mỗi căn cứ, trừ căn cứ cuối cùng, là dấu chấm phẩy (;).",
                    "Đặt dấu chấm phẩy ở cuối căn cứ này.",
                    observed=ending(component.text),
                )


@rule("CC02", "Căn cứ cuối cùng thiếu dấu chấm", "can_cu", _CLAUSE, severity=Severity.ERROR)
def no_stop(recognised: Recognised) -> Iterator[Fault]:
    """Căn cứ cuối cùng không kết thúc bằng dấu chấm.

    Quy định: Sau mỗi căn cứ có dấu chấm phẩy (;), dòng cuối cùng kết thúc bằng dấu chấm (.).

    Sai: Theo đề nghị của Trưởng Phòng Kinh tế;

    Đúng: Theo đề nghị của Trưởng Phòng Kinh tế.

    Không bắt: Câu căn cứ nối liền sang lời ban hành (“…, Ủy ban nhân dân xã thông báo:”).
    """
    for group in _groups(recognised):
        last = group[-1]
        if not last.text.endswith((".", ":", "…")):
            yield fault_in(
                last,
                "dấu chấm (.)",
                "Căn cứ cuối cùng kết thúc bằng dấu chấm (.).",
                "Đặt dấu chấm ở cuối căn cứ này.",
                observed=ending(last.text),
            )


@rule("CC03", "Căn cứ ghi số của luật, pháp lệnh", "can_cu", _CLAUSE)
def numbered_law(recognised: Recognised) -> Iterator[Fault]:
    """Căn cứ là luật, bộ luật, pháp lệnh mà ghi số, ký hiệu.

    Quy định: Căn cứ được ghi đầy đủ tên loại, số, ký hiệu, cơ quan ban hành, ngày tháng năm và
    trích yếu (riêng Luật, Pháp lệnh không ghi số, ký hiệu, cơ quan ban hành).

    Sai: Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025;

    Đúng: Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;

    Không bắt: Nghị quyết của Quốc hội; luật viện dẫn ở giữa câu.
    """
    for component in recognised.all("can_cu"):
        if found := _NUMBERED_LAW.match(component.text):
            yield fault_in(
                component,
                "tên luật và ngày, tháng, năm",
                "Căn cứ là luật, pháp lệnh thì không ghi số, ký hiệu.",
                "Bỏ số, ký hiệu; giữ tên luật và ngày, tháng, năm.",
                observed=found[0],
            )


@rule("CC04", "Căn cứ thiếu ngày, tháng, năm ban hành", "can_cu", _CLAUSE)
def no_day(recognised: Recognised) -> Iterator[Fault]:
    """Căn cứ là một văn bản mà không ghi ngày, tháng, năm ban hành.

    Quy định: Căn cứ được ghi đầy đủ tên loại văn bản, số, ký hiệu, cơ quan ban hành, ngày tháng
    năm ban hành và trích yếu nội dung.

    Sai: Căn cứ Luật Đầu tư công;

    Đúng: Căn cứ Luật Đầu tư công ngày 29 tháng 11 năm 2024;

    Không bắt: Ngày để trống trong dự thảo; căn cứ không phải văn bản (chức năng, nhiệm vụ, nhu
    cầu); điều, khoản của một văn bản đã nêu.
    """
    for component in recognised.all("can_cu"):
        if _CITED.match(component.text) and not _HAS_DAY.search(component.text):
            yield fault_in(
                component,
                "ngày … tháng … năm …",
                "Căn cứ là một văn bản thì phải ghi ngày, tháng, năm ban hành văn bản đó.",
                "Ghi thêm ngày, tháng, năm ban hành.",
            )


@rule("CC05", "Căn cứ ban hành sau văn bản", "can_cu", _CLAUSE)
def later_than_document(recognised: Recognised) -> Iterator[Fault]:
    """Văn bản làm căn cứ có ngày sau ngày ban hành của chính văn bản.

    Quy định: Căn cứ ban hành văn bản là văn bản đã có khi ban hành.

    Sai: Căn cứ Kế hoạch số 15/KH-UBND ngày 20 tháng 5 năm 2026 … (văn bản ký ngày 12 tháng 5 năm
    2026)

    Đúng: Căn cứ Kế hoạch số 15/KH-UBND ngày 20 tháng 4 năm 2026 …

    Không bắt: Ngày có hiệu lực, thời hạn nêu trong trích yếu của căn cứ; văn bản chưa có ngày.
    """
    issued = recognised.day.as_date() if recognised.day else None
    if issued is None:
        return
    for component in recognised.all("can_cu"):
        found = _DAY_AFTER_NUMBER.search(component.text)
        cited = _date(found) if found else None
        if found and cited and cited > issued:
            yield fault_in(
                component,
                f"không sau ngày {issued:%d/%m/%Y}",
                "Văn bản làm căn cứ có ngày sau ngày ban hành văn bản này.",
                "Kiểm tra lại ngày của căn cứ và ngày ban hành văn bản.",
                observed=found[0],
            )


def _date(found: re.Match[str]) -> date | None:
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


@rule("CC06", "Căn cứ thiếu tên cơ quan ban hành", "can_cu", _CLAUSE)
def no_author(recognised: Recognised) -> Iterator[Fault]:
    """Căn cứ là văn bản có số, ký hiệu mà không ghi của cơ quan nào.

    Quy định: Căn cứ được ghi đầy đủ tên loại văn bản, số, ký hiệu, cơ quan ban hành, ngày tháng
    năm ban hành và trích yếu nội dung.

    Sai: Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 về công tác văn thư;

    Đúng: Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn
    thư;

    Không bắt: Luật, bộ luật, pháp lệnh.
    """
    for component in recognised.all("can_cu"):
        text = component.text.casefold()
        if _NUMBERED.match(component.text) and " của " not in text and " do " not in text:
            yield fault_in(
                component,
                "của (tên cơ quan ban hành)",
                "Căn cứ phải ghi tên cơ quan ban hành văn bản được nêu.",
                "Thêm “của” và tên cơ quan ban hành sau ngày, tháng, năm.",
            )


@rule("CC07", "Căn cứ thiếu trích yếu", "can_cu", _CLAUSE)
def no_abstract(recognised: Recognised) -> Iterator[Fault]:
    """Căn cứ là văn bản có số, ký hiệu mà không ghi trích yếu nội dung.

    Quy định: Căn cứ được ghi đầy đủ tên loại văn bản, số, ký hiệu, cơ quan ban hành, ngày tháng
    năm ban hành và trích yếu nội dung.

    Sai: Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ;

    Đúng: Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn
    thư;

    Không bắt: Văn bản của cơ quan khác Quốc hội, Chính phủ, Thủ tướng Chính phủ, vì tên cơ quan và
    trích yếu khó tách.
    """
    for component in recognised.all("can_cu"):
        if _ONLY_AUTHOR.fullmatch(component.text):
            yield fault_in(
                component,
                "trích yếu của văn bản được nêu",
                "Căn cứ phải ghi trích yếu nội dung của văn bản được nêu.",
                "Thêm trích yếu sau tên cơ quan ban hành.",
            )


@rule("CC08", "Căn cứ viết thường chữ “luật”", "can_cu", "PL II, V.6")
def small_law(recognised: Recognised) -> Iterator[Fault]:
    """Căn cứ là một luật cụ thể mà tên loại viết chữ thường.

    Quy định: Tên loại văn bản và chữ đầu của tên gọi văn bản cụ thể viết hoa.

    Sai: Căn cứ luật đầu tư công ngày 29 tháng 11 năm 2024;

    Đúng: Căn cứ Luật Đầu tư công ngày 29 tháng 11 năm 2024;

    Không bắt: Câu nói chung về luật, pháp luật, không ghi ngày, tháng, năm hoặc số.
    """
    for component in recognised.all("can_cu"):
        found = _SMALL_LAW.match(component.text)
        if found and _OF_ONE_LAW.search(component.text):
            word = found["law"]
            yield fault_in(
                component,
                word.capitalize(),
                f"Tên của một văn bản cụ thể viết hoa: “{word.capitalize()}”.",
                f"Sửa “{word}” thành “{word.capitalize()}” và viết hoa chữ đầu của tên gọi.",
                observed=word,
            )


@rule("CC09", "Căn cứ có gạch đầu dòng", "can_cu", _FORMS)
def dash_before(recognised: Recognised) -> Iterator[Fault]:
    """Trước căn cứ của nghị quyết, quyết định có dấu gạch hoặc dấu đầu dòng.

    Quy định: Các mẫu của Phụ lục III ghi từng căn cứ ở một dòng, bắt đầu bằng “Căn cứ”.

    Sai: - Căn cứ Luật Đầu tư công ngày 29 tháng 11 năm 2024;

    Đúng: Căn cứ Luật Đầu tư công ngày 29 tháng 11 năm 2024;

    Không bắt: Văn bản không phải nghị quyết, quyết định.
    """
    if not _order(recognised):
        return
    dashed = (line for line in lines_of(recognised, "can_cu") if line.has_dash)
    wrong = (Wrong(spot_of(line.stretch), "có gạch đầu dòng", line.sure) for line in dashed)
    yield from gather(
        wrong,
        expected="Căn cứ …;",
        message="Trước căn cứ không có dấu gạch đầu dòng.",
        fix="Xóa dấu gạch ở đầu dòng.",
    )


def _order(recognised: Recognised) -> str:
    """The words that issue a document of this kind: "QUYẾT ĐỊNH:"; "" where there are none."""
    kind = recognised.kind
    form = recognised.law.mau.get(kind.mau) if kind and kind.mau else None
    return form.lenh_ban_hanh if form else ""


@rule("LB01", "Lệnh ban hành thiếu dấu hai chấm", "lenh_ban_hanh", _FORMS, severity=Severity.ERROR)
def order_without_colon(recognised: Recognised) -> Iterator[Fault]:
    """Dòng “QUYẾT ĐỊNH:”, “QUYẾT NGHỊ:” sau phần căn cứ không có dấu hai chấm.

    Quy định: Các mẫu của Phụ lục III ghi “QUYẾT ĐỊNH:”, “QUYẾT NGHỊ:”.

    Sai: QUYẾT ĐỊNH

    Đúng: QUYẾT ĐỊNH:

    Không bắt: Tên loại ở đầu văn bản.
    """
    for component in recognised.all("lenh_ban_hanh"):
        if not component.text.endswith(":"):
            yield fault_in(
                component,
                component.text.rstrip(".;,") + ":",
                "Sau dòng này phải có dấu hai chấm.",
                "Thêm dấu hai chấm.",
            )


@rule(
    "LB02", "Lệnh ban hành không hợp với tên loại", "lenh_ban_hanh", _FORMS, severity=Severity.ERROR
)
def other_order(recognised: Recognised) -> Iterator[Fault]:
    """Nghị quyết không ghi “QUYẾT NGHỊ:”, quyết định không ghi “QUYẾT ĐỊNH:”.

    Quy định: Mẫu 1.1 (nghị quyết) ghi “QUYẾT NGHỊ:”; Mẫu 1.2 và 1.3 (quyết định) ghi “QUYẾT
    ĐỊNH:”.

    Sai: Nghị quyết ghi “QUYẾT ĐỊNH:”

    Đúng: Nghị quyết ghi “QUYẾT NGHỊ:”

    Không bắt: Văn bản của tên loại khác.
    """
    right = _order(recognised)
    for component in recognised.all("lenh_ban_hanh")[:1]:
        if right and not same_words(component.text, right):
            yield fault_in(
                component,
                right,
                f"Ở văn bản loại này, dòng sau phần căn cứ là “{right}”.",
                f"Sửa thành “{right}”.",
            )


@rule("TQ01", "Sau thẩm quyền ban hành có dấu câu", "tham_quyen", _FORMS)
def mark_after_authority(recognised: Recognised) -> Iterator[Fault]:
    """Dòng ghi thẩm quyền ban hành trước phần căn cứ có dấu câu ở cuối.

    Quy định: Các mẫu của Phụ lục III ghi “THẨM QUYỀN BAN HÀNH” không có dấu câu.

    Sai: CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ QUANG TRUNG:

    Đúng: CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ QUANG TRUNG

    Không bắt: Dấu chấm để trống trong mẫu.
    """
    yield from faults_of_last_mark(recognised, "tham_quyen", "thẩm quyền ban hành")


RULES: tuple[Rule, ...] = (
    no_semicolon,
    no_stop,
    numbered_law,
    no_day,
    later_than_document,
    no_author,
    no_abstract,
    small_law,
    dash_before,
    order_without_colon,
    other_order,
    mark_after_authority,
)
