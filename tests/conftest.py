"""What the tests share: the example, the tools of the machine, the pages."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, settings
from lxml import etree

import vanban
from vanban.models import PhatDong

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples" / "quang_trung"
SHARED = ROOT.parent / "shared"
TOOLS_REQUIRED = bool(os.environ.get("VANBAN_REQUIRE_TOOLS"))

settings.register_profile(
    "steady",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def absent(what: str) -> None:
    """Skips a test on a laptop where something is absent; fails it where all is required."""
    if TOOLS_REQUIRED:
        pytest.fail(f"{what} is absent, and VANBAN_REQUIRE_TOOLS is set")
    pytest.skip(f"{what} is absent")


def require_tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        absent(name)
    assert path is not None
    return path


def require_shared(*parts: str) -> Path:
    """A file of the folder of laws and schemas beside the project, where there is one."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"shared/{'/'.join(parts)} is absent")
    return path


@pytest.fixture(scope="session")
def decree() -> PhatDong:
    document = vanban.load(EXAMPLES / "2024.yaml")
    assert isinstance(document, PhatDong)
    return document


@pytest.fixture(scope="session")
def decree_docx(decree: PhatDong, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("docx") / "2024.docx"
    path.write_bytes(vanban.render(decree))
    return path


def part(path: Path, name: str) -> etree._Element:
    """A part of a .docx as XML."""
    with ZipFile(path) as package:
        return etree.fromstring(package.read(name))


@pytest.fixture(scope="session")
def to_pdf(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[Path]], list[Path]]:
    """Turns .docx files into PDF, all in one call, with a LibreOffice profile of its own."""
    soffice = require_tool("soffice")
    require_tool("pdffonts")
    profile = tmp_path_factory.mktemp("profile")
    folder = tmp_path_factory.mktemp("pdf")

    def convert(paths: list[Path]) -> list[Path]:
        command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, paths)]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        made = [folder / f"{path.stem}.pdf" for path in paths]
        for pdf in made:
            _check_fonts(pdf)
        return made

    return convert


def _check_fonts(pdf: Path) -> None:
    """Only a face with the widths of Times New Roman gives pages that mean anything."""
    listing = subprocess.run(["pdffonts", str(pdf)], check=True, capture_output=True, text=True)
    faces = {line.split()[0].partition("+")[2] for line in listing.stdout.splitlines()[2:]}
    wrong = {face for face in faces if not face.startswith(("LiberationSerif", "TimesNewRoman"))}
    if wrong:
        absent(f"Liberation Serif 2 or Times New Roman (found {', '.join(sorted(wrong))})")
