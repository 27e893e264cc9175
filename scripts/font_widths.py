"""Write src/vanban/wording/times_new_roman.toml from the Liberation Serif fonts.

Liberation Serif has the advance widths of Times New Roman. Usage:

    python scripts/font_widths.py [FONT_FOLDER] [OUTPUT_FILE]
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path("/usr/share/fonts/truetype/liberation2")
OUTPUT = Path(__file__).parents[1] / "src/vanban/wording/times_new_roman.toml"
FACES = {
    "regular": "Regular",
    "bold": "Bold",
    "italic": "Italic",
    "bold_italic": "BoldItalic",
}
CHARACTERS = "".join(
    [
        *map(chr, range(0x20, 0x7F)),
        *map(chr, range(0xA0, 0x180)),  # Latin-1 and Latin Extended-A
        "ƠơƯư",
        *map(chr, range(0x1EA0, 0x1EFA)),
        "ΑΒΓΔΩαβγδεμπσφω",
        "–—‘’‚“”„†‡•…‰′″‹›₫€№™Ω←↑→↓−√∞≈≠≤≥⅛⅜⅝⅞■□●○",
    ]
)
HEADER = """\
# Advance widths of Times New Roman in 1/2048 em: width = "the characters that have it".
# Taken from Liberation Serif, which has the same metrics. Written by scripts/font_widths.py.
"""


def measure(font_file: Path) -> dict[int, str]:
    """Width -> the characters of that width, both in rising order, for one font."""
    font = TTFont(font_file)
    if font["head"].unitsPerEm != 2048:
        raise SystemExit(f"{font_file}: expected 2048 units per em")
    cmap, metrics = font.getBestCmap(), font["hmtx"]
    by_width: defaultdict[int, str] = defaultdict(str)
    for char in sorted(set(CHARACTERS)):
        if glyph := cmap.get(ord(char)):
            by_width[metrics[glyph][0]] += char
    return dict(sorted(by_width.items()))


def to_toml(face: str, by_width: dict[int, str]) -> str:
    """One table of the data file; invisible characters are written as escapes."""
    lines = [f"\n[{face}]"]
    for width, chars in by_width.items():
        quoted = json.dumps(chars, ensure_ascii=False)
        lines.append(
            f"{width} = " + quoted.replace("\u00a0", r"\u00a0").replace("\u00ad", r"\u00ad")
        )
    return "\n".join(lines) + "\n"


def main(fonts: Path = FONTS, output: Path = OUTPUT) -> None:
    """Measure the four faces and write the data file."""
    tables = (
        to_toml(face, measure(fonts / f"LiberationSerif-{style}.ttf"))
        for face, style in FACES.items()
    )
    output.write_text(HEADER + "".join(tables), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
