"""Work shared by a pool and the process that asks for it."""

import os
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from time import sleep
from typing import Any, cast

import pytest

from vanban.batch.executors import Shared, in_order, pool


class Idle:
    """A pool that takes tasks and never begins one."""

    def __init__(self) -> None:
        self.taken: list[Future[Any]] = []

    def submit(self, _: Callable[..., Any], /, *args: Any) -> Future[Any]:
        assert args
        self.taken.append(Future())
        return self.taken[-1]


def shared_with(idle: Idle) -> Shared:
    return Shared(cast(Any, idle), 1)


def who(number: int) -> tuple[int, int]:
    """Who has done this task."""
    sleep(0.02)
    return number, os.getpid()


def half(number: int) -> float:
    """Fails for 0."""
    return 1 / number


def stop(_: int) -> None:
    raise KeyboardInterrupt


def test_this_process_works_too_and_the_order_is_kept() -> None:
    with pool(3) as shared:
        done = list(in_order(lambda number: shared.submit(who, number), range(40), 6))
    assert [(chunk, number) for chunk, (number, _) in done] == [(n, n) for n in range(40)]
    workers = {process for _, (_, process) in done}
    assert os.getpid() in workers
    assert len(workers) > 1


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


def test_the_pool_is_handed_two_tasks_for_each_process_and_the_rest_is_done_here() -> None:
    idle = Idle()
    shared = shared_with(idle)
    tasks = [shared.submit(abs, -number) for number in range(5)]
    assert len(idle.taken) == 2
    assert [task.result() for task in tasks[2:]] == [2, 3, 4]
    idle.taken[0].set_result("xong")
    assert shared.submit(abs, -5)
    assert (tasks[0].result(), len(idle.taken)) == ("xong", 3)


def test_what_is_given_up_is_done_by_nobody() -> None:
    shared = shared_with(Idle())
    tasks = [shared.submit(abs, -number) for number in range(4)]
    assert tasks[3].cancel()
    assert tasks[3].cancel()
    with pytest.raises(CancelledError):
        tasks[3].result()
    assert tasks[2].result() == 2
    assert not tasks[2].cancel()
    assert tasks[0].cancel()  # which the pool had not begun


def test_ctrl_c_stops_what_is_done_here() -> None:
    shared = shared_with(Idle())
    tasks = [shared.submit(stop, number) for number in range(3)]
    with pytest.raises(KeyboardInterrupt):
        tasks[0].result()
