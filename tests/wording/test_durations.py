"""Times taken and times left in words."""

import pytest

from vanban.wording import duration


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0.2, "dưới 1 giây"),
        (59.4, "59 giây"),
        (59.6, "1 phút 00 giây"),
        (185, "3 phút 05 giây"),
        (3725, "1 giờ 02 phút"),
    ],
)
def test_a_time_is_said_as_people_say_it(seconds: float, shown: str) -> None:
    assert duration(seconds) == shown
