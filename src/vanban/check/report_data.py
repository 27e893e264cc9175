"""The plain data of a report: what ``vanban check --format json`` prints of a file.

The other forms of output are made of it too, and it passes from one process to another.
"""

from typing import Literal, TypedDict

from vanban.check.facts import Place

_PARTS = {"dau_trang": "đầu trang", "chan_trang": "chân trang", "cuoc_chu": "cước chú"}
_WITH_NUMBERS = ("than", "cuoc_chu")


class PlaceData(TypedDict):
    """A place: in words (``text``), the words that stand there (``quote``), and in numbers.

    The numbers count from 1; those of a table are 0 outside of tables. ``part`` is "than" (the
    body), "dau_trang", "chan_trang" or "cuoc_chu".
    """

    text: str
    quote: str
    part: str
    paragraph: int
    table: int
    row: int
    cell: int
    text_box: bool


class ComponentData(TypedDict):
    """Words that were recognised as a component."""

    name: str
    place: PlaceData
    text: str
    sure: Literal["certain", "likely", "guess"]


class FindingData(TypedDict):
    """A finding; ``place`` is None for what the document lacks and for its pages."""

    code: str
    severity: Literal["error", "warning"]
    component: str
    place: PlaceData | None
    expected: str
    observed: str
    clause: str
    message: str
    fix: str


class FileData(TypedDict):
    """What is said of one file; ``kind`` is the key of one of the 29 kinds, or None.

    ``more_documents`` counts the documents that follow the first in the file and are not judged;
    ``next_document`` is where they begin, None where there are none.
    """

    file: str
    regime: str
    kind: str | None
    more_documents: int
    next_document: PlaceData | None
    components: list[ComponentData]
    findings: list[FindingData]


class UnreadData(TypedDict):
    """A file that could not be read, and why."""

    file: str
    error: str


def place_text(place: Place) -> str:
    """A place in words, whatever page it falls on: "đoạn 12", "bảng 1, dòng 2, ô 1"."""
    pieces = [_PARTS[place.part]] if place.part in _PARTS else []
    if place.table:
        pieces.append(f"bảng {place.table}, dòng {place.row}, ô {place.cell}")
    elif place.part in _WITH_NUMBERS:
        pieces.append(f"đoạn {place.paragraph}")
    if place.text_box:
        pieces.append("trong hộp chữ")
    return ", ".join(pieces)


def place_data(place: Place, quote: str) -> PlaceData:
    """A place with the words that stand there."""
    return PlaceData(
        text=place_text(place),
        quote=quote,
        part=place.part,
        paragraph=place.paragraph,
        table=place.table,
        row=place.row,
        cell=place.cell,
        text_box=place.text_box,
    )
