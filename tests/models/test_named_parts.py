"""Names in a body: each that nothing answers to is told at its line."""

from typing import Any

import pytest
from pydantic import ValidationError

import vanban
from tests.models.samples import document
from vanban.errors import InputError

TABLE = {"ten_bang": "Kinh phí", "cac_cot": [{"ten_cot": "Mục"}], "cac_dong": [["A"]]}


def faults_of(text: str, **changes: Any) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as caught:
        document("ke_hoach", noi_dung=text, **changes)
    (error,) = caught.value.errors()
    cause: Any = error["ctx"]["error"]
    assert isinstance(cause, InputError)
    return [(problem.place, problem.message) for problem in cause.problems]


def test_every_unknown_name_has_its_line() -> None:
    text = "Một {{ tric_yeu }}.\nHai {{ Trích yếu }}, {{ nguoi_ky.ho_ten | upper }}."
    (first, one), (second, two) = faults_of(text)
    assert (first, second) == ("dòng 1, cột 8", "dòng 2, cột 8")
    assert "không có trường “tric_yeu” để in ở đây; hãy viết {{ trich_yeu }}" in one
    assert "không có trường “Trích yếu” để in ở đây; hãy viết {{ trich_yeu }}" in two


def test_every_unknown_table_and_picture_has_its_line() -> None:
    found = faults_of("Đầu.\n[bảng: Kinh phi 2]\n[hình: Bản đồ]", bang_bieu=[TABLE])
    assert [place for place, _ in found] == ["dòng 2, cột 1", "dòng 3, cột 1"]
    assert found[0][1].endswith("có phải “Kinh phí”?")
    assert found[1][1].endswith("hãy thêm vào trường “Hình ảnh”")


@pytest.mark.parametrize(
    "text",
    [
        "{% for noi in noi_nhan %}\n{{ loop.index }}. {{ noi }}.\n{% endfor %}",
        "{{ 'chữ' }} và {{ 5 }}, {{ trich_yeu | upper }}",
        "Đầu.\n[bảng: kinh PHÍ]",
        "Trong câu có [bảng: không phải chỗ đặt] thì để nguyên.",
    ],
)
def test_names_that_are_there(text: str) -> None:
    assert document("ke_hoach", noi_dung=text, bang_bieu=[TABLE]).noi_dung == text


def test_appendices_are_looked_at_too() -> None:
    with pytest.raises(ValidationError, match=r"\[bảng: Khác\]"):
        document("ke_hoach", phu_luc=[{"noi_dung": "[bảng: Khác]"}])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{% include 'giay_moi.docx.j2' %}", "chỉ dùng được"),
        ("{% set a = 1 %}{{ trich_yeu }}", "chỉ dùng được"),
        ("{% macro m() %}{% endmacro %}{{ trich_yeu }}", "chỉ dùng được"),
        ("{{ trich_yeu ~ dia_danh }}", "chỉ dùng được"),
        (
            "{% for a in noi_nhan %}{% for b in noi_nhan %}{% for c in noi_nhan %}x{% endfor %}"
            "{% endfor %}{% endfor %}{{ trich_yeu }}",
            "lồng nhau quá sâu",
        ),
    ],
)
def test_data_are_no_programs(body: str, said: str) -> None:
    made = document("ke_hoach", noi_dung=body)
    with pytest.raises(vanban.TemplateError, match=said):
        vanban.render(made)
