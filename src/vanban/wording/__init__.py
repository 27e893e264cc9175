"""Pure functions on Vietnamese text: numbers, quantities, money, dates, symbols, names, widths."""

from vanban.wording.dates import DATE_BLANK, PartialDate, date_line, long_date, short_date
from vanban.wording.durations import duration
from vanban.wording.file_names import file_name
from vanban.wording.money import amount_in_words
from vanban.wording.numbers import format_number, parse_number
from vanban.wording.quantities import Quantity, total
from vanban.wording.symbols import NUMBER_BLANK, build_symbol, has_year, number_line
from vanban.wording.text import clean_text, field_key, nearest, sort_key, strip_accents
from vanban.wording.widths import count_lines, text_width_pt

__all__ = [
    "DATE_BLANK",
    "NUMBER_BLANK",
    "PartialDate",
    "Quantity",
    "amount_in_words",
    "build_symbol",
    "clean_text",
    "count_lines",
    "date_line",
    "duration",
    "field_key",
    "file_name",
    "format_number",
    "has_year",
    "long_date",
    "nearest",
    "number_line",
    "parse_number",
    "short_date",
    "sort_key",
    "strip_accents",
    "text_width_pt",
    "total",
]
