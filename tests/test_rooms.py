"""The table of rooms: who may import whom, what names are never used, how long things may be."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import vanban

ROOT = Path(vanban.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))

MAY_IMPORT = {
    "errors": set(),
    "law": {"errors"},
    "wording": {"law"},
    "outline": {"wording", "law"},
    "models": {"outline", "wording", "law"},
    "data": {"models", "wording"},
    "render": {"models", "outline", "wording", "law"},
    "check": {"wording", "law"},
    "batch": {"data", "render", "check"},
    "cli": {"batch", "data", "render", "check", "models", "outline", "wording", "law"},
}
ONLY_IN = {
    "docx": {"render", "check"},
    "jinja2": {"render"},
    "babel": {"wording"},
    "pydantic": {"models", "law", "data"},
    "pydantic_core": {"models", "law", "data"},
    "click": {"cli"},
    "yaml": {"data"},
    "openpyxl": {"data"},
    "fsspec": {"batch"},
    "distributed": {"batch"},
}
FORBIDDEN_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "base",
    "core",
    "manager",
    "service",
    "factory",
}
# A batch names files and prints sums of quantities: both are pure functions of wording. What a
# document takes of a shared target it reads through a protocol of its own, not from models.
ALSO_READ = {"batch": {"wording"}}


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def run_time_nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node that runs; what stands under ``if TYPE_CHECKING`` names types only."""
    yield tree
    for child in ast.iter_child_nodes(tree):
        if not is_type_checking(child):
            yield from run_time_nodes(child)


def imported(nodes: Iterator[ast.AST], package: list[str]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            yield source
            yield from (f"{source}.{alias.name}" for alias in node.names)


def imports_of(path: Path, *, with_types: bool) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    package = ["vanban", *path.relative_to(ROOT).parent.parts]
    nodes = ast.walk(tree) if with_types else run_time_nodes(tree)
    return set(imported(iter(nodes), package))


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def known_rooms_in(names: set[str]) -> set[str]:
    parts = (name.split(".") for name in names if name.startswith("vanban."))
    return {found[1] for found in parts if found[1] in MAY_IMPORT}


def ids(path: Path) -> str:
    return str(path.relative_to(ROOT))


ROOM_MODULES = [path for path in MODULES if path.parent != ROOT or path.name == "errors.py"]


def test_every_module_is_in_a_room_of_the_table() -> None:
    assert len(ROOM_MODULES) > 20
    assert {room_of(path) for path in MODULES} <= {*MAY_IMPORT, "__init__", "__main__"}


@pytest.mark.parametrize("path", ROOM_MODULES, ids=ids)
def test_room_imports_only_what_the_table_allows(path: Path) -> None:
    room = room_of(path)
    allowed = MAY_IMPORT[room] | ALSO_READ.get(room, set()) | {room}
    if room != "errors":
        allowed = allowed | {"errors"}
    assert known_rooms_in(imports_of(path, with_types=True)) <= allowed


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    outside = {name.split(".")[0] for name in imports_of(path, with_types=False)}
    for library, rooms in ONLY_IN.items():
        assert library not in outside or room_of(path) in rooms, library


def test_no_room_names_the_public_package() -> None:
    """``import vanban`` inside a room would pull every room along."""
    for path in ROOM_MODULES:
        names = imports_of(path, with_types=True)
        values = {name for name in names if name == "vanban" or name.startswith("vanban.")}
        rooms = {name.split(".")[1] for name in values if "." in name}
        assert rooms <= {*MAY_IMPORT, "__version__"}, path


def test_lazy_table_names_rooms_that_have_the_names() -> None:
    for name, room in vanban._ROOMS.items():
        assert room in MAY_IMPORT
        assert getattr(vanban, name) is not None
        assert name in vanban.__all__


@pytest.mark.parametrize("room", ["batch", "check", "render"])
def test_package_imports_nothing_heavy_by_itself(room: str) -> None:
    init = imports_of(ROOT / "__init__.py", with_types=False)
    assert known_rooms_in(init) <= {"batch", "check", "render"}
    lazy = imports_of(ROOT / room / "__init__.py", with_types=False)
    top = ast.parse((ROOT / room / "__init__.py").read_text("utf-8")).body
    at_import = set(imported(iter(top), ["vanban", room]))
    assert lazy >= at_import
    assert not {name.split(".")[0] for name in at_import} & {"docx", "jinja2", "lxml", "pydantic"}


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_names_say_what_a_module_holds(path: Path) -> None:
    parts = {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}
    words = {word for part in parts for word in part.split("_") if word}
    assert not words & FORBIDDEN_NAMES


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_module_and_functions_are_short(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 600
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 60, f"{node.name}: {length}"
