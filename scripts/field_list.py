"""Write docs/truong_du_lieu.md: every field of a data file, from the models themselves. Usage:

python scripts/field_list.py [OUTPUT_FILE]
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from pydantic.fields import FieldInfo

from vanban.cli.kinds_command import kind_rows
from vanban.data.shape import nested_model
from vanban.models import VanBan, known_kinds, model_for
from vanban.models.fields import Model

PAGE = Path(__file__).parents[1] / "docs" / "truong_du_lieu.md"
BEGIN, END = "<!-- bảng: {} -->\n", "<!-- hết bảng -->\n"
HEADING = "| tên trường | viết không dấu | bắt buộc | ghi gì |\n| --- | --- | --- | --- |\n"
KINDS = "loai"
KINDS_HEADING = "| ghi ở trường Loại | tên loại | viết tắt | mẫu |\n| --- | --- | --- | --- |\n"


def table_of(model: type[Model]) -> str:
    """The fields of a model as a Markdown table, without those it shares with the one above it."""
    above = next((cls for cls in model.__mro__[1:] if issubclass(cls, Model)), Model).model_fields
    fields = {
        name: field
        for name, field in model.model_fields.items()
        if name not in above or _said(field) != _said(above[name])
    }
    return HEADING + "".join(_row(model, name, field) for name, field in fields.items())


def kinds() -> str:
    """The kinds that can be produced: key, name, abbreviation and mẫu."""
    rows = (row.cells()[:4] for row in kind_rows())
    lines = (f"| `{key}` | {' | '.join(others)} |\n" for key, *others in rows)
    return KINDS_HEADING + "".join(lines)


def filled(page: str) -> str:
    """The page with every table between its marks written anew."""
    tables = {model.__name__: table_of(model) for model in models()} | {KINDS: kinds()}
    for name, table in tables.items():
        before, begin, rest = page.partition(BEGIN.format(name))
        _, end, after = rest.partition(END)
        if not (begin and end):
            raise SystemExit(f"the page has no place for the table “{name}”")
        page = f"{before}{begin}\n{table}\n{end}{after}"
    return page


def models_without_a_table() -> set[type[Model]]:
    """The models that hold fields of a data file and stand in no table."""
    page = PAGE.read_text("utf-8")
    return {model for model in models() if BEGIN.format(model.__name__) not in page}


def models() -> list[type[Model]]:
    """Every model that holds fields of a data file, once."""
    tops: tuple[type[Model], ...] = (VanBan, *map(model_for, known_kinds()))
    return list(dict.fromkeys(model for top in tops for model in _models_in(top)))


def _models_in(model: type[Model], *above: type[Model]) -> Iterator[type[Model]]:
    yield model
    for name in model.model_fields:
        nested, _ = nested_model(model, name)
        if nested and nested not in (model, *above):
            yield from _models_in(nested, model, *above)


def _said(field: FieldInfo) -> tuple[str | None, str | None, bool]:
    return field.title, field.description, field.is_required()


def _row(model: type[Model], name: str, field: FieldInfo) -> str:
    needed = "có" if field.is_required() else ""
    text = f"{field.description}{_several(model, name)}".replace("|", r"\|")
    return f"| {field.title} | `{name}` | {needed} | {text} |\n"


def _several(model: type[Model], name: str) -> str:
    """Whether a field takes a list, or one line in place of it."""
    if not nested_model(model, name)[1]:
        return ""
    schema = model.model_json_schema()
    own = schema["$defs"][model.__name__] if "$ref" in schema else schema
    options = own["properties"][name].get("anyOf", ())
    takes_text = any(option.get("type") == "string" for option in options)
    return " (một dòng hoặc danh sách)" if takes_text else " (danh sách)"


def main(output: Path = PAGE) -> None:
    """Write the tables into the page, whose other text stays as it is."""
    output.write_text(filled(PAGE.read_text("utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
