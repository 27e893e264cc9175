"""Work shared by a pool and the process that asks for it."""

import os
from time import sleep

import pytest

from vanban.batch.executors import in_order, pool


def who(number: int) -> tuple[int, int]:
    """Who has done this task."""
    sleep(0.02)
    return number, os.getpid()


def half(number: int) -> float:
    """Fails for 0."""
    return 1 / number


def fail_once_begun(_: int) -> None:
    raise KeyboardInterrupt


def test_this_process_works_too_and_the_order_is_kept() -> None:
    with pool(3) as shared:
        done = list(in_order(lambda number: shared.submit(who, number), range(40), 6))
    assert [(chunk, number) for chunk, (number, _) in done] == [(n, n) for n in range(40)]
    workers = {process for _, (_, process) in done}
    assert os.getpid() in workers
    assert len(workers) == 3


@pytest.mark.parametrize("failing", [0, 1, 2, 5])
def test_a_task_that_fails_does_so_where_it_is_asked_for(failing: int) -> None:
    with pool(2) as shared:
        tasks = [shared.submit(half, number != failing) for number in range(6)]
        for number, task in enumerate(tasks):
            if number == failing:
                with pytest.raises(ZeroDivisionError):
                    task.result()
            else:
                assert task.result() == 1.0


def test_what_nobody_has_begun_can_be_given_up() -> None:
    with pool(2) as shared:
        tasks = [shared.submit(who, number) for number in range(5)]
        assert tasks[4].cancel()
        assert not tasks[4].cancel()
        assert [task.result()[0] for task in tasks[:4]] == [0, 1, 2, 3]
        assert not tasks[0].cancel()


def test_stopping_this_process_stops_at_once() -> None:
    with pytest.raises(KeyboardInterrupt), pool(2) as shared:
        tasks = [shared.submit(who, number) for number in range(2)]
        tasks.append(shared.submit(fail_once_begun, 3))
        tasks[1].result()
