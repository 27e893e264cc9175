"""Write docs/mau/: the first page of every example of examples/nghi_dinh_30 as a picture.

python scripts/gallery.py [OUTPUT_FOLDER]

Needs LibreOffice, Liberation Serif 2 and poppler.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import vanban
from vanban.models import VanBan

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples" / "nghi_dinh_30"
DOTS_PER_INCH = 45
HEADING = """# Các mẫu văn bản

Trang đầu của từng tệp trong [examples/nghi_dinh_30](../../examples/nghi_dinh_30/README.md), như
LibreOffice in ra. Vẽ lại bằng `make gallery`.
"""


def main(output: Path = ROOT / "docs" / "mau") -> None:
    """Render, convert in one call, draw, and write the page that shows the pictures."""
    output.mkdir(parents=True, exist_ok=True)
    documents = {path.stem: vanban.load(path) for path in sorted(EXAMPLES.glob("*.yaml"))}
    with TemporaryDirectory() as name:
        folder = Path(name)
        for stem, document in documents.items():
            (folder / f"{stem}.docx").write_bytes(vanban.render(document))
        _convert(folder)
        for stem, document in documents.items():
            stamped = document.do_khan or document.do_mat
            _draw(folder / f"{stem}.pdf", output / stem, in_colour=bool(stamped))
    page = HEADING + "".join(_entries(documents))
    (output / "README.md").write_text(page, encoding="utf-8", newline="\n")


def _convert(folder: Path) -> None:
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    files = map(str, sorted(folder.glob("*.docx")))
    subprocess.run(
        [*command, "--outdir", str(folder), *files], check=True, capture_output=True, timeout=600
    )


def _draw(pdf: Path, picture: Path, *, in_colour: bool) -> None:
    form = ["-r", str(DOTS_PER_INCH), "-f", "1", "-l", "1", "-singlefile", "-png"]
    form += [] if in_colour else ["-gray"]
    subprocess.run(["pdftoppm", *form, str(pdf), str(picture)], check=True, timeout=60)


def _entries(documents: dict[str, VanBan]) -> Iterator[str]:
    for stem, document in documents.items():
        link = f"../../examples/nghi_dinh_30/{stem}.yaml"
        yield f"\n## {document.title}\n\n[{stem}.yaml]({link})\n\n![{document.title}]({stem}.png)\n"


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
