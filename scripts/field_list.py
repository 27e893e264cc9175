"""Write docs/truong_du_lieu.md: every field of a data file, from the models themselves. Usage:

python scripts/field_list.py [OUTPUT_FILE]
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from pydantic.fields import FieldInfo

from vanban.data.shape import nested_model
from vanban.models import (
    ChiTieu,
    ChiTieuThiDua,
    CumThiDua,
    NguoiKy,
    PhatDong,
    VanBan,
    VanBanVienDan,
    known_kinds,
)
from vanban.models.fields import Model

DOCS = Path(__file__).parents[1] / "docs"
BEGIN, END = "<!-- bảng: {} -->\n", "<!-- hết bảng -->\n"
HEADING = "| tên trường | viết không dấu | bắt buộc | ghi gì |\n| --- | --- | --- | --- |\n"
COMMON = frozenset(VanBan.model_fields)
TABLES: dict[str, tuple[type[Model], frozenset[str]]] = {
    "chung": (VanBan, frozenset()),
    "nguoi_ky": (NguoiKy, frozenset()),
    "phat_dong": (PhatDong, COMMON),
    "linh_vuc": (ChiTieuThiDua, frozenset()),
    "chi_tieu": (ChiTieu, frozenset()),
    "van_ban_vien_dan": (VanBanVienDan, frozenset()),
    "cum_thi_dua": (CumThiDua, frozenset()),
}


def table_of(model: type[Model], left_out: frozenset[str]) -> str:
    """The fields of a model as a Markdown table, without those that stand in another table."""
    fields = {n: field for n, field in model.model_fields.items() if n not in left_out}
    return HEADING + "".join(_row(model, name, field) for name, field in fields.items())


def kinds() -> str:
    """The kinds that can be produced, with their keys."""
    rows = "".join(f"| `{key}` | {name} |\n" for key, name in known_kinds().items())
    return "| ghi ở trường Loại | tên loại |\n| --- | --- |\n" + rows


def filled(page: str) -> str:
    """The page with every table between its marks written anew."""
    tables = {name: table_of(*source) for name, source in TABLES.items()} | {"loai": kinds()}
    for name, table in tables.items():
        before, begin, rest = page.partition(BEGIN.format(name))
        _, end, after = rest.partition(END)
        if not (begin and end):
            raise SystemExit(f"the page has no place for the table “{name}”")
        page = f"{before}{begin}\n{table}\n{end}{after}"
    return page


def models_without_a_table() -> set[type[Model]]:
    """The models that hold fields of a data file and stand in no table."""
    return set(_models_in(PhatDong)) - {model for model, _ in TABLES.values()}


def _models_in(model: type[Model], *above: type[Model]) -> Iterator[type[Model]]:
    yield model
    for name in model.model_fields:
        nested, _ = nested_model(model, name)
        if nested and nested not in (model, *above):
            yield from _models_in(nested, model, *above)


def _row(model: type[Model], name: str, field: FieldInfo) -> str:
    needed = "có" if field.is_required() else ""
    several = " (danh sách)" if nested_model(model, name)[1] else ""
    text = f"{field.description}{several}".replace("|", r"\|")
    return f"| {field.title} | `{name}` | {needed} | {text} |\n"


def main(output: Path = DOCS / "truong_du_lieu.md") -> None:
    """Write the tables into the page, whose other text stays as it is."""
    page = (DOCS / "truong_du_lieu.md").read_text("utf-8")
    output.write_text(filled(page), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
