"""A row laid over the base by its columns: what inheritance would do, quickly."""

import pickle
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vanban.data import Column, Layer, Row, open_rows
from vanban.data.nodes import ListNode, MappingNode, Node, Scalar, plain
from vanban.errors import InputError

from .villages import villages

HEADINGS = (
    *("Đơn vị được giao", "Nơi nhận", "Người ký / Họ tên", "Đàn gia cầm", "Đàn trâu, bò"),
    *("Chăn nuôi / Đàn gia cầm", "Chăn nuôi", "DT lúa", "Hộ cận nghèo", "Năm"),
)
CELL = st.sampled_from(["", " ", "-", "–", "5 con", "Thôn; Xã", "a\nb", "0,5%", "2025"])


def layer_of(folder: Path, headings: tuple[str, ...] = HEADINGS) -> Layer:
    path = folder / "thon.csv"
    path.write_text("\t".join(headings) + "\n" + "\t".join("x" * len(headings)), "utf-8")
    return open_rows(path, villages()).layer


def as_file(layer: Layer, row: Row) -> MappingNode:
    """What a file that inherits the base would say, key for key, in place of the row."""
    root = MappingNode({}, layer.place(row), {})
    removed = [
        column.path[:-1]
        for column, cell in zip(layer.columns, row.cells, strict=True)
        if column.is_target and str(cell).strip() in ("-", "–")
    ]
    for number, (column, cell) in enumerate(zip(layer.columns, row.cells, strict=True)):
        text, place = str(cell).strip(), layer.cell_place(row, number)
        path, node = column.path, value_of(column, text, place)
        if text and column.is_target and column.path[:-1] in removed:
            path, node = path[:-1], Scalar("", place)
        elif not text or any(path[: len(gone)] == gone for gone in removed):
            continue
        group = root
        for part in path[:-1]:
            below = group.entries.setdefault(part, MappingNode({}, place, {}))
            assert isinstance(below, MappingNode)
            group = below
        group.entries[path[-1]] = node
    return root


def value_of(column: Column, text: str, place: str) -> Node:
    if not column.is_list:
        return Scalar(text, place)
    lines = text.replace(";", "\n").split("\n")
    items = (Scalar(line.strip(), place) for line in lines if line.strip())
    return ListNode(tuple(items), place)


def said(node: Node) -> object:
    """A node with the places of its single values, and the keys of its lists."""
    match node:
        case MappingNode(entries):
            return {key: said(child) for key, child in entries.items()}
        case ListNode(items, _, names):
            return [names, *map(said, items)]
        case _:
            return node


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    max_examples=150,
)
@given(cells=st.tuples(*[CELL] * len(HEADINGS)))
def test_a_row_says_what_a_file_that_inherits_would(tmp_path: Path, cells: tuple[str, ...]) -> None:
    layer = layer_of(tmp_path)
    row = Row(1, 2, cells)
    laid = layer.overlay(villages(), row)
    inherited = villages().overlaid(as_file(layer, row))
    assert said(laid.node) == said(inherited.node)
    bare = [p for p in laid.problems if "ô trống mà bản gốc" in p.message]
    assert tuple(p for p in laid.problems if p not in bare) == inherited.problems


def test_what_a_row_does_not_touch_is_the_node_of_the_base(tmp_path: Path) -> None:
    layer = layer_of(tmp_path, ("Đàn gia cầm", "Người ký / Họ tên", "Trích yếu"))
    base, laid = villages().node, layer.overlay(villages(), Row(1, 2, ("5 con", "A", ""))).node
    changed = {"chi_tieu_duoc_giao", "nguoi_ky"}
    assert laid.entries.keys() == base.entries.keys()
    for name, node in laid.entries.items():
        assert (node is base.entries[name]) == (name not in changed)
    old, new = base.entries["chi_tieu_duoc_giao"], laid.entries["chi_tieu_duoc_giao"]
    assert isinstance(old, ListNode) and isinstance(new, ListNode)
    assert [a is b for a, b in zip(old.items, new.items, strict=True)] == [
        *(True, True, True, False, True, True, True)
    ]
    signer, own = base.entries["nguoi_ky"], laid.entries["nguoi_ky"]
    assert isinstance(signer, MappingNode) and isinstance(own, MappingNode)
    assert own.entries["chuc_vu"] is signer.entries["chuc_vu"]


def test_a_blank_row_changes_nothing(tmp_path: Path) -> None:
    layer = layer_of(tmp_path, ("Đơn vị được giao", "Trích yếu"))
    laid = layer.overlay(villages(), Row(1, 2, ("", " ")))
    assert laid.node.entries == villages().node.entries
    assert laid.problems == ()


def test_a_layer_goes_to_other_processes(tmp_path: Path) -> None:
    layer = layer_of(tmp_path)
    data = pickle.dumps(layer)
    again = pickle.loads(data)  # noqa: S301
    row = Row(1, 2, ("a",) * len(HEADINGS))
    assert again == layer
    assert again.overlay(villages(), row) == layer.overlay(villages(), row)
    assert len(data) < 10_000


@pytest.mark.parametrize(
    ("value", "heading", "read"),
    [
        (Decimal(5), "Đơn vị được giao", "5"),
        (Decimal("37.50"), "Trích yếu", "37,50"),
        (Decimal("1E+3"), "Trích yếu", "1000"),
        (Decimal("37.50"), "Đàn gia cầm", Decimal("37.50")),
        (Decimal(2025), "Năm", Decimal(2025)),
        (Decimal(5), "Nơi nhận", ["5"]),
    ],
)
def test_numbers_in_fields_of_words_are_words(
    tmp_path: Path, value: Decimal, heading: str, read: object
) -> None:
    layer = layer_of(tmp_path, (heading,))
    node = layer.overlay(villages(), Row(1, 2, (value,))).node
    data: Any = plain(node)
    if heading == "Đàn gia cầm":
        data = next(item for item in data["chi_tieu_duoc_giao"] if "gia_tri" in item)
    assert data[layer.columns[0].path[-1]] == read


BAD_CELLS = [
    ("Năm", "hai ngàn"),
    ("Năm", "1492"),
    ("Năm", Decimal("2024.5")),
    ("Số văn bản", "0"),
    ("Số văn bản", "-3"),
    ("Số văn bản", "15a"),
    ("Ngày ban hành", "31/02/2024"),
    ("Ngày ban hành", "2024-13"),
    ("Đàn gia cầm", "8.20 con"),
    ("Đàn gia cầm", "nhiều"),
    ("Đàn trâu, bò", ""),
    ("Sản lượng nuôi trồng thủy sản cả năm", "64.5 tấn"),
    ("Người ký / Họ tên", "Lê\nA"),
    ("Trích yếu", "a\x07b"),
    ("Địa danh", "xã Quang Trung"),
    ("Nơi nhận", "Lưu: VT"),
    ("Cỡ chữ", "99"),
]


@pytest.mark.parametrize(("heading", "value"), BAD_CELLS)
def test_each_kind_of_bad_cell_is_named_with_its_cell(
    tmp_path: Path, heading: str, value: str | Decimal
) -> None:
    targets = [
        *("Tổng sản lượng lương thực cả năm", "Đàn trâu, bò", "Tổng đàn lợn cả năm"),
        *("Đàn gia cầm", "Sản lượng nuôi trồng thủy sản cả năm", "Số hộ nghèo giảm"),
        "Tỷ lệ gia đình đạt chuẩn gia đình văn hóa",
    ]
    cells = dict.fromkeys(targets, "-") | {heading: value}
    layer = layer_of(tmp_path, tuple(cells))
    number = list(cells).index(heading)
    row = Row(7, 9, tuple(cells.values()))
    with pytest.raises(InputError) as caught:
        layer.overlay(villages(), row).document()
    (problem,) = caught.value.problems
    assert problem.place == layer.cell_place(row, number)


def test_a_draft_with_problems_keeps_them(tmp_path: Path) -> None:
    layer = layer_of(tmp_path, ("Trích yếu",))
    broken = replace(villages(), problems=InputError("hỏng").problems)
    assert layer.overlay(broken, Row(1, 2, ("a",))).problems == broken.problems
