"""What the property tests share: how many examples they try, and numbers as people write them."""

from hypothesis import settings
from hypothesis import strategies as st

steady = settings(max_examples=200)

_DIGITS = "0123456789"
_GROUPED = st.integers(1000, 10**15).map(lambda number: f"{number:,}".replace(",", "."))
_UNGROUPED = st.text(_DIGITS, min_size=1, max_size=12)
_DECIMALS = st.just("") | st.text(_DIGITS, min_size=1, max_size=6).map(lambda text: f",{text}")

SPELLINGS = st.builds(
    "".join, st.tuples(st.sampled_from(["", "-"]), _GROUPED | _UNGROUPED, _DECIMALS)
)
"""Every way to write a number that is lawful: 43.500 or 43500, 05, -0,50."""
