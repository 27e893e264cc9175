"""Templates: found, extended, filled; every fault named with its line."""

from pathlib import Path

import pytest

import vanban
from vanban.errors import TemplateError
from vanban.models import PhatDong
from vanban.outline import Level, Paragraph, Run
from vanban.render import outline_of
from vanban.render.templates import find_template


def fault(decree: PhatDong, folder: Path, text: str) -> str:
    path = folder / "thu.docx.j2"
    path.write_text(text, "utf-8")
    with pytest.raises(TemplateError) as caught:
        vanban.render(decree, template=path)
    return str(caught.value).replace(str(folder), "")


def lines(decree: PhatDong, folder: Path, text: str) -> list[str]:
    path = folder / "thu.docx.j2"
    path.write_text(text, "utf-8")
    blocks = outline_of(decree, template=path)
    return [block.text for block in blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Một.\n{{ chu_dee }}",
            "/thu.docx.j2:2: khuôn mẫu dùng tên lạ “chu_dee”; có phải “chu_de”?",
        ),
        (
            "{% for muc in chi_tieu %}\n{{ muc.tenn }}\n{% endfor %}",
            "/thu.docx.j2:2: khuôn mẫu không chạy được: không có giá trị “tenn”; có phải “ten”?",
        ),
        ("{% if nam %}\nMột.", "/thu.docx.j2:2: sai cú pháp khuôn mẫu: thiếu lệnh đóng"),
        ("{% iff nam %}", "/thu.docx.j2:1: sai cú pháp khuôn mẫu: lệnh trong {% %} không có"),
        ("{{ nam | hoa }}", "/thu.docx.j2:1: sai cú pháp khuôn mẫu: bộ lọc sau dấu | không có"),
        ("{{ chu_de | safe }}", "/thu.docx.j2:1: sai cú pháp khuôn mẫu: bộ lọc sau dấu | không có"),
        ("{{ nam }", "/thu.docx.j2:1: sai cú pháp khuôn mẫu: thừa hoặc thiếu một dấu }"),
        ("{{ chi_tieu }}", "/thu.docx.j2:1: không tính được biểu thức ở đây: không in được"),
        ("{{ chu_de * 9 }}", "/thu.docx.j2:1: không tính được biểu thức ở đây: phép * không dùng"),
        (
            "{{ 9 ** 9 ** 9 }}",
            "/thu.docx.j2:1: không tính được biểu thức ở đây: phép ** không dùng",
        ),
        ("{{ chu_de.__class__ }}", "/thu.docx.j2:1: khuôn mẫu không chạy được: không có giá trị"),
        ("{% extends 'phat_donk.docx.j2' %}", "có phải “phat_dong.docx.j2”?"),
        ("{# chỉ có ghi chú #}", "không có nội dung nào để in"),
        ("{{ range(9) }}", "/thu.docx.j2:1: khuôn mẫu dùng tên lạ “range”"),
        ('{{ "a".ljust(700000000) }}', "/thu.docx.j2:1: khuôn mẫu không chạy được: không có giá"),
        ('{{ "%0500000000d" % 1 }}', "/thu.docx.j2:1: không tính được biểu thức ở đây: phép %"),
        ('{{ "x" | center(700000000) }}', "/thu.docx.j2:1: sai cú pháp khuôn mẫu: bộ lọc"),
        ('{% include "/etc/hostname" %}', "chỉ ghi tên tệp, không ghi thư mục"),
        ('{% include "../../etc/passwd" %}', "chỉ ghi tên tệp, không ghi thư mục"),
        ('{% extends "thu.docx.j2" %}', "khuôn mẫu “thu.docx.j2” kế thừa hoặc gọi chính nó"),
        ("{% extends chu_de %}", "/thu.docx.j2:1: tên khuôn mẫu phải ghi thẳng trong ngoặc kép"),
        (
            "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
            "khuôn mẫu gọi chính nó mãi không dừng",
        ),
    ],
)
def test_every_fault_has_its_place(
    decree: PhatDong, tmp_path: Path, text: str, message: str
) -> None:
    assert message in fault(decree, tmp_path, text)


def test_all_unknown_names_in_one_pass(decree: PhatDong, tmp_path: Path) -> None:
    (tmp_path / "me.j2").write_text("{{ la_ba }}{% block than %}{% endblock %}", "utf-8")
    text = "{% extends 'me.j2' %}\n{% block than %}\n{{ la_mot }}\n{{ la_hai }}\n{% endblock %}"
    message = fault(decree, tmp_path, text)
    assert "/thu.docx.j2:3: khuôn mẫu dùng tên lạ “la_mot”" in message
    assert "/thu.docx.j2:4: khuôn mẫu dùng tên lạ “la_hai”" in message
    assert "/me.j2:1: khuôn mẫu dùng tên lạ “la_ba”" in message


def test_a_template_that_is_no_utf8(decree: PhatDong, tmp_path: Path) -> None:
    path = tmp_path / "cu.j2"
    path.write_bytes("Nội dung".encode("utf-16"))
    with pytest.raises(TemplateError, match="không phải UTF-8"):
        vanban.render(decree, template=path)


def test_extending_overrides_one_block(decree: PhatDong, tmp_path: Path) -> None:
    text = '{% extends "phat_dong.docx.j2" %}{% block chu_de %}\nRiêng {{ nam }}.\n{% endblock %}'
    found = lines(decree, tmp_path, text)
    assert "Riêng 2024." in found
    assert found[0].startswith("Năm 2024 là năm")
    assert not any("Chủ đề thi đua xuyên suốt" in line for line in found)


def test_what_a_block_or_macro_printed_is_outline_text(decree: PhatDong, tmp_path: Path) -> None:
    text = (
        '{% extends "phat_dong.docx.j2" %}{% block chu_de %}\n{{ super() }}\n'
        "{% macro dong(chu) %}- {{ chu }}{% endmacro %}\n{{ dong('*một*') }}\n"
        "{% set hai %}+ {{ nam }}{% endset %}\n{{ hai }}\n{% endblock %}"
    )
    path = tmp_path / "thu.docx.j2"
    path.write_text(text, "utf-8")
    found = [
        (block.level, block.text)
        for block in outline_of(decree, template=path)
        if isinstance(block, Paragraph)
    ]
    assert (Level.GACH, "*một*") in found
    assert (Level.CONG, "2024") in found
    assert any(text.startswith("Chủ đề thi đua xuyên suốt năm 2024: “") for _, text in found)


@pytest.mark.parametrize("expression", ["chu_de", '"" ~ chu_de', '[chu_de] | join("")'])
def test_data_is_never_markup_however_it_is_put_together(
    decree: PhatDong, tmp_path: Path, expression: str
) -> None:
    data = "R&D **đậm** | <a> *b*"
    document = PhatDong.model_validate(decree.model_dump() | {"chu_de": data})
    path = tmp_path / "thu.docx.j2"
    path.write_text("Là: {{ " + expression + " }}", "utf-8")
    (block,) = outline_of(document, template=path)
    assert isinstance(block, Paragraph)
    assert block.runs == (Run(f"Là: {data}"),)


@pytest.mark.parametrize(
    "expression",
    ["t ~ chu_de", "t | upper", "t | trim", '[t] | join("")', "m() ~ chu_de", "t | length"],
)
def test_what_was_printed_is_printed_again_or_not_used(
    decree: PhatDong, tmp_path: Path, expression: str
) -> None:
    """Its escapes would show, or its data would become markup."""
    text = "{% macro m() %}x{% endmacro %}{% set t %}a{% endset %}{{ " + expression + " }}"
    assert "thu.docx.j2:1: không tính được biểu thức ở đây" in fault(decree, tmp_path, text)


@pytest.mark.parametrize(
    "expression",
    ["co_quan_chu_quan", "co_quan_chu_quan | upper", 'co_quan_chu_quan ~ ""', "muc_tieu | trim"],
)
def test_what_the_document_lacks_is_empty(
    decree: PhatDong, tmp_path: Path, expression: str
) -> None:
    assert lines(decree, tmp_path, "[{{ " + expression + " }}]") == ["[]"]


@pytest.mark.parametrize(
    "text",
    [
        "{{ nam is la }}",
        "{% block a %}{% endblock %}{% block a %}{% endblock %}",
        '{{ "abc }}',
        "{{ 1 // 0 }}",
        "{{ dia_danh | round }}",
        '{{ [1, "a"] | sort }}',
        "{% macro m() %}{% endmacro %}{{ m(1, 2) }}",
    ],
)
def test_no_message_is_english(decree: PhatDong, tmp_path: Path, text: str) -> None:
    message = fault(decree, tmp_path, text)
    assert "/thu.docx.j2:1: " in message
    for word in ("test named", "defined", "unexpected", "division", "type", "support", "argument"):
        assert word not in message


def test_a_constant_is_text_too(decree: PhatDong, tmp_path: Path) -> None:
    assert lines(decree, tmp_path, '{{ "R&D **x** < 5" }}') == ["R&D **x** < 5"]


def test_numbers_that_the_template_would_drop_are_refused(decree: PhatDong, tmp_path: Path) -> None:
    document = PhatDong.model_validate(
        decree.model_dump()
        | {
            "don_vi_duoc_giao": "Thôn 1",
            "chi_tieu_duoc_giao": [{"ten_chi_tieu": "Đàn lợn", "gia_tri": "5 con"}],
        }
    )
    with pytest.raises(TemplateError, match="không in “don_vi_duoc_giao”"):
        vanban.render(document)


def test_a_stray_file_never_replaces_a_parent_template(
    decree: PhatDong, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mau").mkdir()
    (tmp_path / "phat_dong.docx.j2").write_text("Của người khác.", "utf-8")
    monkeypatch.chdir(tmp_path)
    text = '{% extends "phat_dong.docx.j2" %}{% block chu_de %}\nRiêng.\n{% endblock %}'
    assert "Riêng." in lines(decree, tmp_path / "mau", text)


def test_an_edited_template_is_read_again(decree: PhatDong, tmp_path: Path) -> None:
    assert lines(decree, tmp_path, "Lần {{ nam }}.") == ["Lần 2024."]
    assert lines(decree, tmp_path, "Lần thứ hai của {{ nam }}.") == ["Lần thứ hai của 2024."]


def test_the_users_file_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = find_template("phat_dong.docx.j2")
    monkeypatch.chdir(tmp_path)
    assert find_template("phat_dong.docx.j2") == shipped
    (tmp_path / "phat_dong.docx.j2").write_text("Của tôi.", "utf-8")
    assert Path(find_template("phat_dong.docx.j2")) == tmp_path / "phat_dong.docx.j2"


def test_the_folder_never_changes_a_document_that_names_no_template(
    decree: PhatDong, decree_docx: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "phat_dong.docx.j2").write_text("Của người khác.", "utf-8")
    assert vanban.render(decree) == decree_docx.read_bytes()


def test_a_template_sees_plain_data_only(decree: PhatDong) -> None:
    def check(value: object) -> None:
        if isinstance(value, dict):
            assert all(type(key) is str for key in value)
            value = list(value.values())
        if isinstance(value, list | tuple):
            for item in value:
                check(item)
            return
        assert value is None or type(value) in (str, int, bool), value

    check(decree.template_context())
