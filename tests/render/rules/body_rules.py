"""PL I, Phần I, II.6: the legal bases and the body."""

import re
from itertools import groupby, pairwise

from tests.render.examples import Example
from tests.render.facts import Par
from tests.render.rules.registry import Check, forms, look, present, rule

BODY = ("VB_NoiDung", "VB_Khoan", "VB_Diem")
PLAIN = "thong_cao chi_thi quy_dinh ke_hoach"
BASES = "quyet_dinh nghi_quyet ke_hoach quyet_dinh_ban_hanh"
ARTICLES = "quyet_dinh nghi_quyet quy_che quyet_dinh_ban_hanh hop_dong"
TITLED_ARTICLES = "quy_che quy_dinh hop_dong quyet_dinh_ban_hanh"
CLAUSES = "quyet_dinh quy_che ke_hoach bien_ban"
TITLED_CLAUSES = "chi_thi bien_ban bao_cao phat_dong"
POINTS = "quyet_dinh_ban_hanh quy_dinh bao_cao ke_hoach"
DECISIONS = ("NGHỊ QUYẾT", "QUYẾT ĐỊNH")
# Examples with words in bold: the decree of emulation, and the parties of a contract.
EMPHATIC = ("phat_dong", "hop_dong", "ban_ghi_nho", "ban_thoa_thuan")
ARTICLE = re.compile(r"Điều (\d+)\. \S")

forms(
    "VB_CanCu",
    on=BASES,
    size=("PL1.II.6a.size", 13, 14),
    italic=("PL1.II.6a.italic", True),
    case=("PL1.II.6a.case", "sentence"),
)


@rule("PL1.II.6a.position", on=BASES)
def bases_between_the_title_and_the_body(facts: Example) -> bool:
    present(facts.has("VB_CanCu"))
    order = facts.order
    first, last = order.index("VB_CanCu"), len(order) - 1 - order[::-1].index("VB_CanCu")
    title = max(order.index(s) for s in ("VB_TenLoai", "VB_TrichYeu") if s in order)
    body = min(order.index(s) for s in (*BODY, "VB_MucLaMa", "VB_Dieu", "VB_Phan") if s in order)
    return title < first and last < body and set(order[first : last + 1]) == {"VB_CanCu"}


@rule("PL1.II.6a.oneperline", on=BASES)
def one_base_a_paragraph(facts: Example) -> bool:
    return all(
        len(re.findall(r"(?:^|; )(?:Căn cứ|Theo đề nghị|Xét) ", p.text)) == 1
        for p in facts.of("VB_CanCu")
    )


@rule("PL1.II.6a.semicolon", on=BASES)
def bases_end_in_semicolons(facts: Example) -> bool:
    others = facts.texts("VB_CanCu")[:-1]
    present(others)
    return all(re.search(r"[^.;]\s?;$", text) for text in others)


@rule("PL1.II.6a.period", on=BASES)
def the_last_base_ends_in_a_period(facts: Example) -> bool:
    return bool(re.search(r"[^.;]\.$", facts.texts("VB_CanCu")[-1]))


# Phần, Chương, Mục and Tiểu mục.


def headings(facts: Example, word: str) -> list[Par]:
    """The paragraphs of the word and number of a level."""
    found = [p for p in facts.of("VB_Phan") if p.text.startswith(f"{word} ")]
    present(found, word)
    return found


def titles(facts: Example, *words: str) -> list[Par]:
    """The paragraphs right below the words of these levels."""
    found = []
    for word in words:
        starts = [p for p in facts.paragraphs if p.style == "VB_Phan"]
        found += [p.next for p in starts if p.text.startswith(f"{word} ")]
    present(found, words[0])
    assert all(p is not None for p in found)
    return [p for p in found if p is not None]


def numbered(word: str, number: str) -> Check:
    return lambda facts: all(
        re.fullmatch(rf"{word} {number}", p.text) for p in headings(facts, word)
    )


def bold(get: object, *words: str) -> Check:
    assert callable(get)
    return lambda facts: all(form.bold for p in get(facts, *words) for form in p.forms)


def upright(get: object, *words: str) -> Check:
    assert callable(get)
    return lambda facts: not any(form.italic for p in get(facts, *words) for form in p.forms)


def sized(get: object, *words: str) -> Check:
    assert callable(get)
    return lambda facts: all(13 <= f.size <= 14 for p in get(facts, *words) for f in p.forms)


def centred(get: object, *words: str) -> Check:
    assert callable(get)
    return lambda facts: {p.align for p in get(facts, *words)} == {"center"}


def every(*checks: Check) -> Check:
    return lambda facts: all(check(facts) for check in checks)


ROMAN, ARABIC = "[IVXLC]+", r"\d+"
for _key, _word, _number, _on in (
    ("phan", "Phần", ROMAN, "du_an de_an"),
    ("chuong", "Chương", ROMAN, "du_an quy_che quyet_dinh_ban_hanh"),
    ("muc", "Mục", ARABIC, "du_an quyet_dinh_ban_hanh"),
    ("tieu_muc", "Tiểu mục", ARABIC, "du_an"),
):
    _start = f"PL1.II.6dd.{_key}"
    rule(f"{_start}.line", f"{_start}.case", f"{_start}.numeral", on=_on)(numbered(_word, _number))
    rule(f"{_start}.align", on=_on)(centred(headings, _word))
    rule(f"{_start}.size", on=_on)(sized(headings, _word))
    rule(f"{_start}.bold", on=_on)(bold(headings, _word))
    rule(f"{_start}.italic", on=_on)(upright(headings, _word))


def are_titles(*words: str) -> Check:
    """In a paragraph of their own, right below and centred."""
    return lambda facts: all(
        p.style == "VB_TieuDePhan" and p.align == "center" for p in titles(facts, *words)
    )


def in_capitals(*words: str) -> Check:
    return lambda facts: all(p.one_line.isupper() for p in titles(facts, *words))


for _key, _words, _on in (
    ("phan_chuong_tieu_de", ("Phần", "Chương"), "du_an de_an quy_che"),
    ("muc_tieu_de", ("Mục", "Tiểu mục"), "du_an quyet_dinh_ban_hanh"),
):
    _start = f"PL1.II.6dd.{_key}"
    rule(f"{_start}.position", on=_on)(are_titles(*_words))
    rule(f"{_start}.case", on=_on)(in_capitals(*_words))
    rule(f"{_start}.bold", on=_on)(bold(titles, *_words))
    rule(f"{_start}.italic", on=_on)(upright(titles, *_words))
    rule(f"{_start}.size", on=_on)(sized(titles, *_words))

for _key, _word, _number, _on in (
    ("PL1.V.6a1", "Phần", ROMAN, "du_an"),
    ("PL1.V.6a3", "Mục", ARABIC, "du_an"),
    ("PL1.V.6a5", "Tiểu mục", ARABIC, "du_an"),
    ("PL1.V.6b1", "Phần", ROMAN, "de_an"),
):
    rule(_key, on=_on)(
        every(
            numbered(_word, _number),
            bold(headings, _word),
            upright(headings, _word),
            sized(headings, _word),
        )
    )
for _key, _word, _on in (
    ("PL1.V.6a2", "Chương", "du_an quy_che"),
    ("PL1.V.6a4", "Mục", "du_an"),
    ("PL1.V.6a6", "Tiểu mục", "du_an"),
    ("PL1.V.6b2", "Phần", "de_an"),
):
    rule(_key, on=_on)(
        every(in_capitals(_word), bold(titles, _word), upright(titles, _word), sized(titles, _word))
    )


@rule("PL1.II.6d.titles", on="du_an de_an quy_che quyet_dinh_ban_hanh")
def every_part_has_a_title(facts: Example) -> bool:
    """Điều of a short decision goes without (PL III, Mẫu 1.1 to 1.3)."""
    present(facts.has("VB_Phan"))
    headed = all(p.next and p.next.style == "VB_TieuDePhan" for p in facts.of("VB_Phan"))
    untitled = [p for p in facts.paragraphs if p.style == "VB_NoiDung" and ARTICLE.match(p.text)]
    decided = facts.texts("VB_TenLoai")[0] in DECISIONS
    return headed and all(decided and p.element in set(_first(facts)) for p in untitled)


def _first(facts: Example) -> list[object]:
    return [p.element for p in facts.in_section(0)]


# Điều.


def articles(facts: Example) -> list[Par]:
    found = [p for p in facts.paragraphs if p.style in ("VB_Dieu", "VB_NoiDung")]
    found = [p for p in found if p.text.startswith("Điều ")]
    present(found, "Điều")
    return found


@rule("PL1.II.6dd.dieu.case", "PL1.II.6dd.dieu.numeral", "PL1.II.6dd.dieu.dot", on=ARTICLES)
def articles_are_numbered(facts: Example) -> bool:
    return all(ARTICLE.match(p.text) and not p.text.isupper() for p in articles(facts))


def article_forms(facts: Example) -> list[tuple[float, bool, bool]]:
    """Size, bold and italic of the word and number, and of the title when there is one."""
    runs = [p.runs if p.style == "VB_Dieu" else p.runs[:1] for p in articles(facts)]
    return [(f.size, f.bold, f.italic) for shown in runs for _, f in shown]


@rule("PL1.II.6dd.dieu.bold", on=ARTICLES)
def articles_are_bold(facts: Example) -> bool:
    return all(is_bold for _, is_bold, _ in article_forms(facts))


@rule("PL1.II.6dd.dieu.italic", on=ARTICLES)
def articles_are_upright(facts: Example) -> bool:
    return not any(italic for _, _, italic in article_forms(facts))


@rule("PL1.II.6dd.dieu.size", on=ARTICLES)
def articles_are_as_large_as_the_body(facts: Example) -> bool:
    sizes = {form.size for p in facts.of("VB_NoiDung") for form in p.forms}
    return len(sizes) == 1 and {size for size, _, _ in article_forms(facts)} == sizes


@rule("PL1.II.6dd.dieu.indent", on=ARTICLES)
def articles_are_indented(facts: Example) -> bool:
    return {p.indent("firstLine") for p in articles(facts)} <= {10 * 72 / 25.4, 36.0}


look(
    "PL1.V.6a7",
    "VB_Dieu",
    on=TITLED_ARTICLES,
    size=(13, 14),
    bold=True,
    italic=False,
    case="sentence",
)


# Khoản and điểm.


@rule("PL1.II.6dd.khoan.numeral", "PL1.II.6dd.khoan.dot", on=CLAUSES)
def clauses_are_numbered(facts: Example) -> bool:
    return all(re.match(r"\d+(\.\d+)*\. \S", text) for text in facts.texts("VB_Khoan"))


def as_large_as_the_body(style: str) -> Check:
    def check(facts: Example) -> bool:
        body = {form.size for p in facts.of("VB_NoiDung", "VB_Khoan") for form in p.forms}
        return len(body) == 1 and {f.size for p in facts.of(style) for f in p.forms} == body

    return check


rule("PL1.II.6dd.khoan.size", on=CLAUSES)(as_large_as_the_body("VB_Khoan"))
rule("PL1.II.6dd.khoan_tieu_de.font_size", on=TITLED_CLAUSES)(
    as_large_as_the_body("VB_TieuDeKhoan")
)
rule("PL1.II.6dd.diem.size", on=POINTS)(as_large_as_the_body("VB_Diem"))


def without_emphasis(style: str, name: str) -> Check:
    """The marks of an author and of a template are theirs, where there are any."""

    def check(facts: Example) -> bool:
        found = facts.of(style)
        runs = [p.runs[1:] if ARTICLE.match(p.text) else p.runs for p in found]
        present(any(runs), style)
        values = [getattr(form, name) for shown in runs for _, form in shown]
        return not (all(values) if facts.name in EMPHATIC else any(values))

    return check


rule("PL1.II.6dd.khoan.italic", on=CLAUSES)(without_emphasis("VB_Khoan", "italic"))
rule("PL1.II.6dd.khoan.bold", on=CLAUSES)(without_emphasis("VB_Khoan", "bold"))
rule("PL1.II.6dd.diem.italic", on=POINTS)(without_emphasis("VB_Diem", "italic"))
rule("PL1.II.6dd.diem.bold", on=POINTS)(without_emphasis("VB_Diem", "bold"))
rule("PL1.II.6e.italic", on=PLAIN)(without_emphasis("VB_NoiDung", "italic"))


def body_sized(style: str) -> Check:
    return lambda facts: all(13 <= f.size <= 14 for p in facts.of(style) for f in p.forms)


def in_sentence_case(style: str) -> Check:
    return lambda facts: not any(text.isupper() for text in facts.texts(style))


for _keys, _style, _on in (
    ("PL1.V.6", "VB_NoiDung", PLAIN),
    ("PL1.V.6a8 PL1.V.6b5", "VB_Khoan", CLAUSES),
    ("PL1.V.6a9", "VB_Diem", POINTS),
):
    rule(*_keys.split(), on=_on)(
        every(
            body_sized(_style),
            in_sentence_case(_style),
            without_emphasis(_style, "bold"),
            without_emphasis(_style, "italic"),
        )
    )

forms(
    "VB_TieuDeKhoan",
    on=TITLED_CLAUSES,
    bold=("PL1.II.6dd.khoan_tieu_de.bold", True),
    italic=("PL1.II.6dd.khoan_tieu_de.italic", False),
    case=("PL1.II.6dd.khoan_tieu_de.case", "sentence"),
)
look(
    "PL1.V.6b4",
    "VB_TieuDeKhoan",
    on=TITLED_CLAUSES,
    size=(13, 14),
    bold=True,
    italic=False,
    case="sentence",
)


@rule("PL1.II.6dd.khoan_tieu_de.own_line", on=TITLED_CLAUSES)
def titles_of_clauses_stand_alone(facts: Example) -> bool:
    return all(
        re.fullmatch(r"\d+(\.\d+)*\. [^.;]*[^.;:]", p.text) and p.next is not None
        for p in facts.of("VB_TieuDeKhoan")
    )


LETTERS = ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r"]


def point_lists(facts: Example) -> list[list[str]]:
    """The letters of the points that follow one another."""
    present(facts.has("VB_Diem"))
    groups = groupby(facts.paragraphs, lambda p: p.style == "VB_Diem")
    return [[p.text.split(" ")[0] for p in group] for is_point, group in groups if is_point]


@rule("PL1.II.6dd.diem.sequence", on=POINTS)
def points_follow_the_alphabet(facts: Example) -> bool:
    """A list that text interrupts goes on after it."""
    place = 0
    for letters in point_lists(facts):
        place = 0 if letters[0] == "a)" else place
        if [letter[0] for letter in letters] != LETTERS[place : place + len(letters)]:
            return False
        place += len(letters)
    return True


@rule("PL1.II.6dd.diem.suffix", "PL1.II.6dd.diem.case", on=POINTS)
def points_are_lettered(facts: Example) -> bool:
    return all(re.match(r"[a-zđ]\) \S", text) for text in facts.texts("VB_Diem"))


@rule("PL1.II.6e.case", on=PLAIN)
def body_in_sentence_case(facts: Example) -> bool:
    return not any(text.isupper() for text in facts.texts(*BODY))


@rule("PL1.II.6e.align", on=PLAIN)
def body_justified(facts: Example) -> bool:
    return {p.align for p in facts.of(*BODY)} == {"both"}


@rule("PL1.II.6e.size", on=PLAIN)
def body_size(facts: Example) -> bool:
    return {form.size for p in facts.of(*BODY) for form in p.forms} in ({13.0}, {14.0})


@rule("PL1.II.6e.indent", on=PLAIN)
def first_lines_indented(facts: Example) -> bool:
    found = {round(p.indent("firstLine") * 25.4 / 72, 1) for p in facts.of(*BODY)}
    return found in ({10.0}, {12.7}) and {p.indent("left") for p in facts.of(*BODY)} == {0}


@rule("PL1.II.6e.para", on=PLAIN)
def six_points_between_paragraphs(facts: Example) -> bool:
    pairs = pairwise(p for p in facts.paragraphs if p.style in BODY)
    return all(above.spacing("after") + below.spacing("before") >= 6 for above, below in pairs)


@rule("PL1.II.6e.line", on=PLAIN)
def line_spacing(facts: Example) -> bool:
    return all(1.0 <= p.line_spacing <= 1.5 for p in facts.of(*BODY))


look(
    "PL1.V.6b3",
    "VB_MucLaMa",
    on="ke_hoach de_an bao_cao",
    size=(13, 14),
    bold=True,
    italic=False,
    case="upper",
)


@rule("PL1.V.6b.roman", on="ke_hoach de_an bao_cao")
def roman_numbers(facts: Example) -> bool:
    return all(re.match(r"[IVXLC]+\. \S", text) for text in facts.texts("VB_MucLaMa"))


@rule("PL3.M.end", on="cong_van quyet_dinh_ban_hanh ke_hoach bao_cao_dien_tu phieu_gui")
def every_body_ends_with_the_mark(facts: Example) -> bool:
    """But for an appendix that ends with a table or a picture, which has no last word."""
    present(facts.name != "thu_cong", "thư công không có mẫu")
    for number in range(len(facts.sections)):
        shown = [p for p in facts.before_copy(number) if p.text.strip()]
        ends = [p.text for p in shown if "./." in p.text]
        wordless = shown[0].style == "VB_PhuLucTu" and shown[-1].style in ("VB_Bang", "VB_ChuThich")
        if len(ends) != (0 if wordless else 1):
            return False
        if not all(re.search(r"[^\s.;,]\./\.$|^\./\.$", end) for end in ends):
            return False
    return True
