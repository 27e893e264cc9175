"""``vanban schema``: the JSON Schema of a data file, for editors."""

import json

import click

from vanban.cli.screen import OK
from vanban.cli.vietnamese import VietnameseCommand


@click.command(
    "schema",
    cls=VietnameseCommand,
    short_help="In lược đồ của tệp dữ liệu cho trình soạn thảo.",
    help="In lược đồ (JSON Schema) của tệp dữ liệu; trình soạn thảo như VS Code dùng nó để nhắc "
    "tên trường và báo lỗi khi gõ.",
    arguments={"LOẠI": "Loại văn bản: ke_hoach, “Quyết định”… Xem cả danh sách: vanban kinds"},
    examples=("vanban schema ke_hoach > ke_hoach.schema.json",),
    notes=(
        "Để VS Code (tiện ích YAML) dùng lược đồ, ghi ở dòng đầu của tệp dữ liệu:",
        "# yaml-language-server: $schema=ke_hoach.schema.json",
    ),
)
@click.argument("kind", metavar="LOẠI")
def schema(kind: str) -> int:
    """Print the schema."""
    from vanban.data.schema import schema_of

    click.echo(json.dumps(schema_of(kind), ensure_ascii=False, indent=2))
    return OK
