"""Rows go through each step together; one that fails does not stop the others."""

import gc

import pytest

from vanban.batch.steps import Steps, uncollected


def test_what_fails_drops_out_and_is_told() -> None:
    told: dict[int, str] = {}
    steps = Steps(lambda number, error: told.update({number: str(error)}))
    halves = steps.take(lambda number, thing: 12 // thing + number, {0: 4, 1: 0, 2: 3})
    assert halves == {0: 3, 2: 6}
    assert told == {1: "integer division or modulo by zero"}
    assert steps.take(lambda _, thing: thing + 1, halves) == {0: 4, 2: 7}


def test_ctrl_c_is_no_fault_of_a_row() -> None:
    def stop(_: int, __: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Steps(lambda *_: None).take(stop, {0: None})


def test_the_search_for_cycles_goes_on_afterwards() -> None:
    assert gc.isenabled()
    with pytest.raises(ValueError, match="x"), uncollected():
        assert not gc.isenabled()
        raise ValueError("x")
    assert gc.isenabled()


def test_who_has_stopped_the_search_finds_it_stopped() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
