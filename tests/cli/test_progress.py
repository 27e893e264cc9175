"""How far a long work is, with a clock that the test turns."""

import sys

import pytest

from vanban.cli import progress
from vanban.cli.progress import Progress
from vanban.errors import Problem

RENEWED = "\r\x1b[K"


class Clock:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 50.0
        monkeypatch.setattr(progress, "monotonic", lambda: self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def work(clock: Clock, seconds: float, step: float, total: int = 1000) -> None:
    """A work of ten rows a second."""
    done = [0]
    with Progress("đã làm", lambda: (done[0], total)) as shown:
        for _ in range(round(seconds / step)):
            clock.now += step
            done[0] += round(step * 10)
            shown.tick()


def test_lines_of_their_own_now_and_then_where_no_one_watches(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    work(clock, 35, 0.5)
    assert capsys.readouterr().err.splitlines() == [
        "đã làm 100/1000 dòng, 10 dòng/giây, còn khoảng 1 phút 30 giây",
        "đã làm 200/1000 dòng, 10 dòng/giây, còn khoảng 1 phút 20 giây",
        "đã làm 300/1000 dòng, 10 dòng/giây, còn khoảng 1 phút 10 giây",
    ]


def test_a_short_work_says_nothing_where_no_one_watches(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    work(clock, 9, 0.5)
    assert capsys.readouterr().err == ""


def test_one_line_that_renews_itself_on_a_terminal(
    clock: Clock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    work(clock, 2, 0.1)
    shown = capsys.readouterr().err
    assert "\n" not in shown
    lines = shown.split(RENEWED)
    assert 5 <= len(lines) <= 12
    assert lines[1] == "đã làm 2/1000 dòng"
    assert lines[-2].startswith("đã làm 2") or "dòng/giây" in lines[-2]
    assert lines[-2].endswith("10 dòng/giây, còn khoảng 1 phút 38 giây")
    assert shown.endswith(RENEWED)


def test_an_unknown_total_tells_no_time_left(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    work(clock, 10, 0.5, total=0)
    assert capsys.readouterr().err == "đã làm 100 dòng, 10 dòng/giây\n"


def test_errors_stand_on_lines_of_their_own(
    clock: Clock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with Progress("đã làm", lambda: (1, 2)) as shown:
        clock.now += 1
        shown.tick()
        shown.tell([Problem("thiếu ngày", "bang.csv:2")])
    assert f"{RENEWED}lỗi: bang.csv:2: thiếu ngày\n" in capsys.readouterr().err


def test_no_more_errors_than_a_person_can_take_in(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert clock.now
    with Progress("đã làm", lambda: (1, 2)) as shown:
        for number in range(120):
            shown.tell([Problem(f"lỗi thứ {number}")])
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 101
    assert lines[-1] == "… và 20 lỗi khác, xem báo cáo"
