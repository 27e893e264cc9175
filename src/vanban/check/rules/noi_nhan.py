"""The list of recipients beside the signature (PL I, Phần I, II.9.d)."""

import re
from collections.abc import Iterator

from vanban.check.components import Component, Recognised
from vanban.check.findings import Fault, Severity
from vanban.check.rules.rule import Rule, rule
from vanban.check.rules.wording_lines import WordedLine, ending, fault_in, same_words, without_dash

_CLAUSE = "Phụ lục I, Phần I, Mục II, khoản 9 điểm d"
_KEEP = re.compile(r"L[ưu]u\b", re.IGNORECASE)
_KEEP_GOOD = re.compile(r"Lưu\s*:", re.IGNORECASE)
_WRITTEN_ADDRESS = re.compile(r"kính\s+gửi|\bđiện:", re.IGNORECASE)
_AS_ARTICLE = re.compile(r"Như\s+Điều\s+(\d+)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"\W*Điều\s+(\d+)\b", re.IGNORECASE)
_SAYS_AS_ABOVE = frozenset({"cong_van", "to_trinh", "bao_cao"})
_MIGHT_SAY_AS_ABOVE = frozenset({"cong_dien", "giay_gioi_thieu", "giay_moi"})
_LEFT_OPEN = ("…", "..", "…;", "..;")


def _lists(recognised: Recognised) -> Iterator[list[Component]]:
    """The entries of the document's own list, then those of a copy's."""
    for in_copy in (False, True):
        found = [each for each in recognised.all("noi_nhan") if each.in_copy is in_copy]
        if found:
            yield found


def _words(entry: Component) -> str:
    return without_dash(entry.text).strip()


def _has_dash(entry: Component) -> bool:
    return WordedLine(entry.stretches[0], entry.sure).has_dash


def _is_keep(entry: Component) -> bool:
    return bool(_KEEP.match(_words(entry)))


def _says_as_above(recognised: Recognised, entry: Component) -> bool:
    return _words(entry).casefold().startswith(recognised.law.chuoi.nhu_tren.casefold())


@rule("NN01", "Từ “Nơi nhận” viết sai", "noi_nhan_tu", _CLAUSE, severity=Severity.ERROR)
def wrong_words(recognised: Recognised) -> Iterator[Fault]:
    """Từ “Nơi nhận” thiếu dấu hai chấm, sai dấu hoặc sai chữ hoa.

    Quy định: Từ “Nơi nhận” trình bày trên một dòng riêng, sau có dấu hai chấm (:), bằng chữ in
    thường.

    Sai: Nơi nhận; Nơi Nhận:

    Đúng: Nơi nhận:

    Không bắt: Dấu cách trước dấu hai chấm; dòng in hoa toàn bộ, đã có quy tắc về chữ in hoa.
    """
    right = recognised.law.chuoi.noi_nhan
    for component in recognised.all("noi_nhan_tu"):
        text = component.text.replace(" :", ":")
        if text == right or (text.isupper() and text.endswith(":") and same_words(text, right)):
            continue
        yield fault_in(component, right, f"Viết “{right}”.", f"Sửa thành “{right}”.")


@rule(
    "NN02",
    "Nơi nhận thiếu gạch đầu dòng",
    "noi_nhan",
    _CLAUSE,
    severity=Severity.ERROR,
)
def no_dash(recognised: Recognised) -> Iterator[Fault]:
    """Tên nơi nhận không có gạch đầu dòng.

    Quy định: Tên mỗi nơi nhận được trình bày trên một dòng riêng, đầu dòng có gạch đầu dòng (-)
    sát lề trái.

    Sai: Sở Nội vụ;

    Đúng: - Sở Nội vụ;

    Không bắt: Gạch đầu dòng tự động của Word; dòng nối tiếp tên dài.
    """
    for entry in recognised.all("noi_nhan"):
        if not _has_dash(entry):
            yield fault_in(
                entry,
                "- " + entry.text,
                "Mỗi nơi nhận phải có gạch đầu dòng (-).",
                "Thêm gạch đầu dòng trước tên nơi nhận.",
            )


@rule(
    "NN03",
    "Cuối nơi nhận thiếu dấu chấm phẩy",
    "noi_nhan",
    _CLAUSE,
    severity=Severity.ERROR,
)
def no_semicolon(recognised: Recognised) -> Iterator[Fault]:
    """Cuối dòng nơi nhận, trừ dòng “Lưu”, không có dấu chấm phẩy.

    Quy định: Tên mỗi nơi nhận trên một dòng riêng, cuối dòng có dấu chấm phẩy (;).

    Sai: - Sở Nội vụ,

    Đúng: - Sở Nội vụ;

    Không bắt: Dòng “Lưu”; dòng dẫn kết thúc bằng dấu hai chấm; dòng để trống bằng dấu chấm.
    """
    for found in _lists(recognised):
        for entry in found:
            if _is_keep(entry) or not _words(entry) or entry.text.endswith((";", ":", *_LEFT_OPEN)):
                continue
            if entry is found[-1] and not any(map(_is_keep, found)):
                continue
            yield fault_in(
                entry,
                "dấu chấm phẩy (;)",
                "Cuối mỗi dòng nơi nhận, trừ dòng “Lưu”, là dấu chấm phẩy (;).",
                "Đặt dấu chấm phẩy ở cuối dòng này.",
                observed=ending(entry.text),
            )


@rule("NN04", "Dòng “Lưu” thiếu dấu chấm", "noi_nhan", _CLAUSE, severity=Severity.ERROR)
def no_stop(recognised: Recognised) -> Iterator[Fault]:
    """Dòng “Lưu” không có dấu chấm sau chữ viết tắt tên đơn vị và số bản lưu.

    Quy định: Dòng cuối cùng gồm chữ “Lưu:”, “VT”, chữ viết tắt tên đơn vị soạn thảo, số lượng bản
    lưu, cuối cùng là dấu chấm (.).

    Sai: - Lưu: VT, KT;

    Đúng: - Lưu: VT, KT. hoặc - Lưu: VT, KT. NVA.(05)

    Không bắt: Ký hiệu người soạn thảo và số lượng bản phát hành viết sau dấu chấm.
    """
    for found in _lists(recognised):
        last = found[-1]
        if _is_keep(last) and "." not in last.text and not last.text.endswith("…"):
            yield fault_in(
                last,
                "dấu chấm (.)",
                "Dòng “Lưu” kết thúc bằng dấu chấm (.).",
                "Đặt dấu chấm ở cuối dòng “Lưu”.",
                observed=ending(last.text),
            )


@rule("NN05", "Nơi nhận thiếu dòng “Lưu”", "noi_nhan", _CLAUSE)
def no_keep(recognised: Recognised) -> Iterator[Fault]:
    """Nơi nhận không có dòng “Lưu”.

    Quy định: Dòng cuối cùng của nơi nhận gồm chữ “Lưu:”, tiếp theo là chữ viết tắt “VT”.

    Sai: Nơi nhận chỉ có “- Như trên;” và “- Sở Nội vụ.”

    Đúng: - Lưu: VT, KT.

    Không bắt: Văn bản không có phần nơi nhận.
    """
    for found in _lists(recognised):
        if not any(_is_keep(entry) for entry in found):
            yield fault_in(
                found[-1],
                "- Lưu: VT, ….",
                "Dòng cuối cùng của nơi nhận là nơi lưu văn bản: “- Lưu: VT, …”.",
                "Thêm dòng “- Lưu: VT, ” và chữ viết tắt tên đơn vị soạn thảo.",
            )


@rule("NN06", "Sau chữ “Lưu” thiếu dấu hai chấm", "noi_nhan", _CLAUSE, severity=Severity.ERROR)
def keep_without_colon(recognised: Recognised) -> Iterator[Fault]:
    """Sau chữ “Lưu” không có dấu hai chấm.

    Quy định: Dòng cuối cùng bao gồm chữ “Lưu” sau có dấu hai chấm (:), tiếp theo là “VT”.

    Sai: - Lưu VT, KT.

    Đúng: - Lưu: VT, KT.

    Không bắt: Nơi nhận có chữ “lưu” ở giữa dòng.
    """
    for entry in recognised.all("noi_nhan"):
        if _is_keep(entry) and not _KEEP_GOOD.match(_words(entry)):
            yield fault_in(
                entry,
                "Lưu: VT",
                "Sau chữ “Lưu” phải có dấu hai chấm.",
                "Thêm dấu hai chấm sau chữ “Lưu”.",
            )


@rule("NN07", "Dòng “Lưu” không có “VT”", "noi_nhan", _CLAUSE)
def keep_without_office(recognised: Recognised) -> Iterator[Fault]:
    """Dòng “Lưu” không có chữ viết tắt “VT”.

    Quy định: Sau “Lưu:” là chữ viết tắt “VT”, rồi chữ viết tắt tên đơn vị soạn thảo.

    Sai: - Lưu: KT.

    Đúng: - Lưu: VT, KT.

    Không bắt: Dòng “Lưu” còn để trống.
    """
    for entry in recognised.all("noi_nhan"):
        text = _words(entry)
        if _is_keep(entry) and not re.search(r"VT|[Vv]ăn thư|…|\.\.", text):
            yield fault_in(
                entry,
                "Lưu: VT, …",
                "Nơi lưu đầu tiên là văn thư, viết tắt “VT”.",
                "Ghi “VT” ngay sau “Lưu:”.",
            )


@rule(
    "NN08",
    "Thiếu “Như trên” ở đầu nơi nhận",
    "noi_nhan",
    "Phụ lục I, Phần I, Mục II, khoản 9 điểm b",
)
def no_as_above(recognised: Recognised) -> Iterator[Fault]:
    """Công văn, tờ trình, báo cáo có “Kính gửi” mà nơi nhận không mở đầu bằng “Như trên”.

    Quy định: Với Tờ trình, Báo cáo gửi cấp trên và Công văn, phần thứ hai gồm từ “Nơi nhận”, phía
    dưới là từ “Như trên”, tiếp theo là tên các nơi nhận khác.

    Sai: - Sở Nội vụ; / - Như trên;

    Đúng: - Như trên; / - Sở Nội vụ;

    Không bắt: Văn bản không có “Kính gửi”; giấy mời và văn bản loại khác; nơi nhận của bản sao.
    """
    own = next((found for found in _lists(recognised) if not found[0].in_copy), None)
    if recognised.kind is None or recognised.kind.khoa not in _SAYS_AS_ABOVE:
        return
    if own is None or not recognised.all("kinh_gui") or _says_as_above(recognised, own[0]):
        return
    yield fault_in(
        own[0],
        f"- {recognised.law.chuoi.nhu_tren};",
        f"Văn bản có “Kính gửi” thì dòng đầu của nơi nhận là “{recognised.law.chuoi.nhu_tren}”.",
        f"Thêm dòng “- {recognised.law.chuoi.nhu_tren};” ngay dưới “Nơi nhận:”.",
    )


@rule("NN09", "Nơi nhận có dòng trống", "noi_nhan", _CLAUSE)
def empty_entry(recognised: Recognised) -> Iterator[Fault]:
    """Trong nơi nhận có dòng chỉ có gạch đầu dòng hay dấu câu.

    Quy định: Mỗi dòng là tên một nơi nhận hoặc một nhóm nơi nhận.

    Sai: - ;

    Đúng: - Sở Nội vụ;

    Không bắt: Dòng để trống bằng dấu chấm trong mẫu.
    """
    for entry in recognised.all("noi_nhan"):
        is_empty = not _words(entry).strip(";.,: ")
        if is_empty and not entry.text.endswith(_LEFT_OPEN):
            yield fault_in(
                entry, "tên nơi nhận", "Dòng này không có tên nơi nhận.", "Xóa dòng này."
            )


@rule(
    "NN21",
    "“Như trên” khi không có “Kính gửi”",
    "noi_nhan",
    "Phụ lục I, Phần I, Mục II, khoản 9 điểm b, c",
)
def above_what(recognised: Recognised) -> Iterator[Fault]:
    """Nơi nhận ghi “Như trên” mà phía trên không có “Kính gửi”.

    Quy định: “Như trên” dùng cho Tờ trình, Báo cáo và Công văn có “Kính gửi”; văn bản khác liệt kê
    các nơi nhận.

    Sai: Thông báo không có “Kính gửi”, nơi nhận ghi “- Như trên;”

    Đúng: - Sở Nội vụ;

    Không bắt: Công điện, giấy giới thiệu, giấy mời; văn bản có chữ “Kính gửi” ở bất cứ chỗ nào.
    """
    kind = recognised.kind.khoa if recognised.kind else None
    if kind is None or kind in _MIGHT_SAY_AS_ABOVE or recognised.all("kinh_gui"):
        return
    if any(_WRITTEN_ADDRESS.search(each.text) for each in recognised.document.paragraphs):
        return
    for entry in recognised.all("noi_nhan"):
        if _says_as_above(recognised, entry) and not entry.in_copy:
            yield fault_in(
                entry,
                "tên nơi nhận",
                "Phía trên không có “Kính gửi” nên “Như trên” không chỉ vào đâu.",
                "Ghi tên nơi nhận thay cho “Như trên”.",
            )


@rule("NN22", "Dòng “Lưu” không ở cuối nơi nhận", "noi_nhan", _CLAUSE)
def keep_not_last(recognised: Recognised) -> Iterator[Fault]:
    """Sau dòng “Lưu” còn nơi nhận khác.

    Quy định: Dòng cuối cùng của nơi nhận bao gồm chữ “Lưu”.

    Sai: - Lưu: VT. / - Sở Nội vụ.

    Đúng: - Sở Nội vụ; / - Lưu: VT.

    Không bắt: Ký hiệu người soạn thảo ở dòng riêng không có gạch đầu dòng.
    """
    for found in _lists(recognised):
        keep = next((at for at, entry in enumerate(found) if _is_keep(entry)), len(found))
        after = [each for each in found[keep + 1 :] if _has_dash(each)]
        if after:
            yield fault_in(
                after[0],
                "trước dòng “Lưu”",
                "Dòng “Lưu” phải là dòng cuối cùng của nơi nhận.",
                "Chuyển dòng này lên trước dòng “Lưu”.",
            )


@rule("NN23", "Nơi nhận chỉ vào điều không có", "noi_nhan", _CLAUSE)
def as_missing_article(recognised: Recognised) -> Iterator[Fault]:
    """Nơi nhận ghi “Như Điều …” mà văn bản không có điều đó.

    Quy định: Nơi nhận để thực hiện là nơi được nêu trong văn bản; các mẫu ghi “Như Điều …”.

    Sai: - Như Điều 5; (văn bản chỉ có 4 điều)

    Đúng: - Như Điều 4;

    Không bắt: Số điều để trống; văn bản có đánh số điều tự động không đọc được.
    """
    articles = set(_article_numbers(recognised))
    for entry in recognised.all("noi_nhan"):
        found = _AS_ARTICLE.search(entry.text)
        if found and articles and int(found[1]) not in articles:
            yield fault_in(
                entry,
                f"một trong {len(articles)} điều của văn bản",
                f"Văn bản không có Điều {found[1]}.",
                "Sửa số điều cho đúng với điều giao thi hành.",
                observed=found[0],
            )


def _article_numbers(recognised: Recognised) -> Iterator[int]:
    for paragraph in recognised.document.paragraphs:
        for line in paragraph.text.split("\n"):
            if found := _ARTICLE.match(f"{paragraph.number} {line}"):
                yield int(found[1])


RULES: tuple[Rule, ...] = (
    wrong_words,
    no_dash,
    no_semicolon,
    no_stop,
    no_keep,
    keep_without_colon,
    keep_without_office,
    no_as_above,
    empty_entry,
    above_what,
    keep_not_last,
    as_missing_article,
)
