"""The day of issue, as far as a date line writes it."""

import re
from calendar import monthrange
from datetime import date

from vanban.check.recognition.lines import fold
from vanban.errors import InputError
from vanban.wording import PartialDate

_IN_WORDS = re.compile(
    r"ngay\D{0,3}(?P<ngay>\d{1,2})?\D*?thang\D{0,3}(?P<thang>\d{1,2})?\D*?nam\D{0,3}(?P<nam>\d{4})"
)
_IN_FIGURES = re.compile(
    r"(?P<ngay>\d{1,2})?\D{0,12}[/-]\s*(?P<thang>\d{1,2})?\D{0,12}[/-]\s*(?P<nam>\d{4})"
)
_YEAR = re.compile(r"nam\D{0,3}(?P<nam>\d{4})(?!\d)")


def day_in(text: str) -> PartialDate | None:
    """The date in a date line; None where it has no year. A day the calendar lacks is left out."""
    key = fold(text)
    found = _IN_WORDS.search(key) or _IN_FIGURES.search(key) or _YEAR.search(key)
    if found is None:
        return None
    numbers = {name: int(value) for name, value in found.groupdict().items() if value}
    nam, thang, ngay = numbers["nam"], numbers.get("thang"), numbers.get("ngay")
    for parts in ((nam, thang, ngay if thang else None), (nam, thang, None), (nam, None, None)):
        try:
            return PartialDate(*parts)
        except InputError:
            continue
    return None


def last_day_of(day: PartialDate) -> date:
    """The day itself, or the last one of its month or year where that is all that is written."""
    thang = day.thang or 12
    return date(day.nam, thang, day.ngay or monthrange(day.nam, thang)[1])
