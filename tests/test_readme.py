"""What the READMEs show is run; what they link to exists."""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import vanban
from tests.conftest import ROOT, absent
from vanban.cli.program import run

FENCE = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)
ENGLISH, VIETNAMESE = ROOT / "README.md", ROOT / "README.vi.md"


def blocks(path: Path, language: str) -> list[str]:
    return [text for kind, text in FENCE.findall(path.read_text("utf-8")) if kind == language]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples, to run commands in."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_python_examples_run(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library, checker, batch, data = blocks(ENGLISH, "python")
    exec(compile(library, "README.md", "exec"), {})  # noqa: S102
    assert (checkout / "out" / "ke_hoach.docx").read_bytes()[:2] == b"PK"
    exec(compile(checker, "README.md", "exec"), {})  # noqa: S102
    assert capsys.readouterr().out == "nd30 0\n"
    exec(compile(batch, "README.md", "exec"), {})  # noqa: S102
    lines = [f"Thôn {number}.docx written" for number in range(1, 7)]
    assert capsys.readouterr().out.splitlines() == lines
    exec(compile(data, "README.md", "exec"), {})  # noqa: S102
    assert capsys.readouterr().out == "663 tỷ đồng\n"


def test_the_commands_run(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line for text in blocks(ENGLISH, "") for line in text.splitlines()]
    commands = [line.split() for line in lines if line.startswith("vanban ")]
    assert [words[1] for words in commands] == ["check", "render", "compare", "form", "batch"]
    exec(compile(blocks(ENGLISH, "python")[0], "README.md", "exec"), {})  # noqa: S102
    for words in commands:
        assert run(words[1:]) == 0, words
    assert (checkout / "out" / "2025.docx").exists()
    assert len(list((checkout / "out" / "thon").glob("*.docx"))) == 6
    assert "+37 tỷ đồng" in capsys.readouterr().out


def test_a_strict_type_checker_accepts_the_python_examples(tmp_path: Path) -> None:
    if not find_spec("mypy"):
        if not (ROOT / "src").exists():
            pytest.skip("the tests of the wheel run without mypy")
        absent("mypy")
    files = [tmp_path / f"example_{n}.py" for n, _ in enumerate(blocks(ENGLISH, "python"))]
    for path, text in zip(files, blocks(ENGLISH, "python"), strict=True):
        path.write_text(text, "utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports", "silent"]
    command += [
        "--config-file",
        os.devnull,
        "--cache-dir",
        str(tmp_path / "cache"),
        *map(str, files),
    ]
    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | {"MYPYPATH": str(ROOT / "src")},
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_the_readme_says_of_errors() -> None:
    with pytest.raises(ValueError, match="trich_yeu"):
        vanban.VanBan.model_validate({"loai": "ke_hoach"})
    with pytest.raises(vanban.InputError):
        vanban.load("no_such_file.yaml")
    assert issubclass(vanban.InputError, ValueError)
    assert issubclass(vanban.InputError, vanban.VanBanError)


def test_the_commands_of_the_vietnamese_readme_run(checkout: Path) -> None:
    (data,) = blocks(VIETNAMESE, "yaml")
    (checkout / "ke_hoach.yaml").write_text(data, "utf-8")
    lines = [line for text in blocks(VIETNAMESE, "") for line in text.splitlines()]
    commands = [line.split() for line in lines if line.startswith("vanban ")]
    assert [words[1] for words in commands] == [
        *("render", "check", "render", "compare", "form", "batch"),
    ]
    for words in commands:
        assert run(words[1:]) == 0, words


def test_the_data_file_of_the_vietnamese_readme_renders(checkout: Path) -> None:
    (data,) = blocks(VIETNAMESE, "yaml")
    path = checkout / "ke_hoach.yaml"
    path.write_text(data, "utf-8")
    document = vanban.load(path)
    assert document.symbol == "KH-UBND"
    assert vanban.render(document)[:2] == b"PK"


def test_the_two_commands_come_first() -> None:
    for path in (ENGLISH, VIETNAMESE):
        first = blocks(path, "")[0].split("\n")
        assert first[0].startswith("make demo ")
        assert first[1].startswith("make test ")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert "\ndemo:" in makefile
    assert "\ntest:" in makefile


@pytest.mark.parametrize(
    "path",
    [
        *sorted(ROOT.glob("*.md")),
        *sorted((ROOT / "docs").glob("*.md")),
        ROOT / "examples/quang_trung/README.md",
    ],
)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text("utf-8")):
        if target.startswith("https://"):
            continue  # no test asks the network
        if target.startswith(("src/", "templates/")) and not (ROOT / "src").exists():
            continue  # the tests of the wheel run without the sources
        assert (path.parent / target).exists(), target


def test_the_readme_is_short_and_plain() -> None:
    text = ENGLISH.read_text("utf-8")
    assert len(text.splitlines()) < 150
    assert "badge" not in text
