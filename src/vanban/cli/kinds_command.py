"""``vanban kinds``: every kind of document, for those who look for its key."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import click

from vanban.cli.screen import OK
from vanban.cli.vietnamese import OneOf, VietnameseCommand

if TYPE_CHECKING:
    from vanban.law import Kind, Law

_NONE = "—"
_GAP = "  "
_HEADINGS = ("LOẠI", "TÊN LOẠI", "VIẾT TẮT", "MẪU", "GHI CHÚ")
_NOT_OF_THE_LAW = "không thuộc Điều 7"


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind: the key for data files, its name, its abbreviation and its mẫu."""

    khoa: str
    ten_loai: str
    viet_tat: str | None
    mau: tuple[str, ...]
    thuoc_dieu_7: bool

    def cells(self) -> tuple[str, ...]:
        """The row as it is printed."""
        note = "" if self.thuoc_dieu_7 else _NOT_OF_THE_LAW
        return (
            self.khoa,
            self.ten_loai,
            self.viet_tat or _NONE,
            ", ".join(self.mau) or _NONE,
            note,
        )


@click.command(
    "kinds",
    cls=VietnameseCommand,
    short_help="Liệt kê các loại văn bản làm được.",
    help="Liệt kê các loại văn bản: 29 loại của Điều 7 Nghị định 30/2020/NĐ-CP theo thứ tự của "
    "Nghị định, rồi đến các loại khác. Cột đầu là chữ ghi ở trường “Loại” của tệp dữ liệu.",
    examples=("vanban kinds", "vanban kinds --format json"),
    notes=(
        "Mẫu là số của mẫu trong Phụ lục III; loại không có mẫu riêng thì trình bày theo Mẫu 1.4.",
        "Tạo tệp dữ liệu để điền: vanban new LOẠI",
    ),
)
@click.option(
    "--format",
    "form",
    metavar="DẠNG",
    type=OneOf(["text", "json"]),
    default="text",
    help="text (mặc định) hoặc json.",
)
def kinds(form: str) -> int:
    """Print the table."""
    rows = kind_rows()
    if form == "json":
        click.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_aligned([_HEADINGS, *(row.cells() for row in rows)])))
    return OK


def kind_rows() -> list[KindRow]:
    """The kinds of Điều 7 in its order, then those that it does not name."""
    from vanban.law import law_on
    from vanban.models import known_kinds

    law = law_on()
    listed = [_row_of(kind, law) for kind in law.loai]
    others = [
        KindRow(key, name, None, (), thuoc_dieu_7=False)
        for key, name in known_kinds().items()
        if law.kind_keyed(key) is None
    ]
    return [*listed, *others]


def _row_of(kind: "Kind", law: "Law") -> KindRow:
    """A kind with its mẫu, and that for issuing another document: quyết định has two (PL III)."""
    mau = (kind.mau, law.mau[kind.mau].gian_tiep) if kind.mau else ()
    return KindRow(
        kind.khoa, kind.ten_loai, kind.viet_tat, tuple(filter(None, mau)), thuoc_dieu_7=True
    )


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Each row as a line, its cells below one another; the law writes no letter of two columns."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        _GAP.join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
