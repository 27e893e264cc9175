import pickle

import pytest

from vanban.errors import DocxError, InputError, Problem, TemplateError, VanBanError


def test_problem_reads_place_field_message() -> None:
    assert str(Problem("thiếu", "a.yaml:1:2", "Năm")) == "a.yaml:1:2: Năm: thiếu"
    assert str(Problem("thiếu", field="Năm")) == "Năm: thiếu"
    assert str(Problem("thiếu")) == "thiếu"


def test_error_takes_text_problem_or_problems() -> None:
    two = (Problem("một", "a"), Problem("hai", "b"))
    assert VanBanError("một").problems == (Problem("một"),)
    assert VanBanError(two[0]).problems == two[:1]
    assert VanBanError(iter(two)).problems == two
    assert str(VanBanError(two)) == "a: một\nb: hai"


@pytest.mark.parametrize("kind", [InputError, TemplateError, DocxError])
def test_error_keeps_its_problems_between_processes(kind: type[VanBanError]) -> None:
    error = kind([Problem("một", "a.yaml:1:1", "Năm"), Problem("hai")])
    back = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert type(back) is kind
    assert back.problems == error.problems
    assert str(back) == str(error)


def test_input_error_is_a_value_error_and_the_others_are_not() -> None:
    assert issubclass(InputError, ValueError)
    assert not issubclass(TemplateError, ValueError)
    assert not issubclass(DocxError, ValueError)
