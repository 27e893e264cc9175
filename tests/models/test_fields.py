"""Texts of one line and of many, as every model reads them."""

import pytest
from pydantic import TypeAdapter, ValidationError

from vanban.errors import InputError
from vanban.models.fields import Mark, OutlineText, Recipient, ShortText, Text

ONE_LINE: TypeAdapter[str] = TypeAdapter(Text)
SHORT: TypeAdapter[str] = TypeAdapter(ShortText)
RECIPIENT: TypeAdapter[str] = TypeAdapter(Recipient)
OUTLINE: TypeAdapter[str] = TypeAdapter(OutlineText)


def faults(adapter: TypeAdapter[str], value: object) -> list[tuple[str, str]]:
    """The place and the message of everything that is wrong with a value."""
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python(value)
    (detail,) = caught.value.errors()
    error = detail["ctx"]["error"]
    assert isinstance(error, InputError)
    return [(problem.place, problem.message) for problem in error.problems]


@pytest.mark.parametrize("adapter", [ONE_LINE, SHORT, RECIPIENT])
@pytest.mark.parametrize(
    ("value", "count"),
    [
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", 2),
        ("một\r\nhai\rba", 3),
        ("một\n\n  \nhai\n", 2),
        ("một\u2028hai", 2),
    ],
)
def test_several_lines_are_refused(adapter: TypeAdapter[str], value: str, count: int) -> None:
    assert faults(adapter, value) == [
        (
            "",
            f"có {count} dòng; trường này chỉ nhận một dòng; hãy viết liền thành một dòng, "
            "phần thuộc về trường khác thì chuyển sang trường đó",
        )
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("\n  một   dòng \n", "một dòng"),
        ("một\tdòng", "một dòng"),
        ("ngày\u00a005 tháng 3\r\n", "ngày\u00a005 tháng 3"),
    ],
)
def test_one_line_is_tidied(value: str, text: str) -> None:
    assert ONE_LINE.validate_python(value) == text


@pytest.mark.parametrize("value", ["", " \n "])
@pytest.mark.parametrize("adapter", [ONE_LINE, OUTLINE])
def test_blank_texts_are_refused(adapter: TypeAdapter[str], value: str) -> None:
    ((_, message),) = faults(adapter, value)
    assert message == "để trống; hãy ghi nội dung hoặc bỏ hẳn dòng này"


def test_an_outline_keeps_its_lines() -> None:
    value = "\n1. Một\r\n\t a)  hai \n\n| x | y |\n"
    assert OUTLINE.validate_python(value) == "1. Một\na) hai\n\n| x | y |"


def test_faults_of_an_outline_stand_where_they_were_typed() -> None:
    value = "\n\n1. Một\n   Hai   **ba\n| x | y |\n| x |\n"
    found = faults(OUTLINE, value)
    assert [place for place, _ in found] == ["dòng 4, cột 10", "dòng 6, cột 1"]
    assert all(message for _, message in found)


def test_other_spaces_do_not_move_the_faults_of_an_outline() -> None:
    ((place, _),) = faults(OUTLINE, "\u3000a\u0302\u2003 **b")
    assert place == "dòng 1, cột 6"


def test_marks_do_not_change_the_schema() -> None:
    plain = {"type": "string", "minLength": 1}
    for adapter in (ONE_LINE, SHORT, RECIPIENT, OUTLINE):
        assert adapter.json_schema().items() >= plain.items()
    assert {mark.name for mark in Mark} == {"OUTLINE", "SHORT", "ROWS", "FILE", "TEMPLATE"}
