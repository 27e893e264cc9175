"""The decree against its original, word by word: only the slips listed in the README differ."""

from difflib import SequenceMatcher
from pathlib import Path

import docx

from tests.conftest import EXAMPLES, W

# What the original lacks: the components that NĐ 30 puts at the head of every document.
HEAD = (
    "",
    "ỦY BAN NHÂN DÂN XÃ QUANG TRUNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
)
SLIPS = [
    ("-", "+"),
    ("tỷ.đ. -", "tỷ đồng. +"),
    ("tỷ.đ. -", "tỷ đồng. +"),
    ("tỷ.đ.", "tỷ đồng."),
    ("Nông", "nông"),
    ("10ha (Thuỷ", "10 ha (Thủy"),
    ("10ha),", "10 ha);"),
    ("6ha", "6 ha."),
    ("Lúa 130ha,", "lúa: 130 ha,"),
    ("Rau", "rau"),
    ("24,5ha.", "24,5 ha."),
    ("Doanh", "doanh"),
    ("Tổng", "tổng"),
    ("Ngân", "ngân"),
    ("phòng", "phóng"),
    ("36,52ha (Trong", "36,52 ha (trong"),
    ("7,186ha,", "7,186 ha,"),
    ("29,334ha). 2. 2.", "29,334 ha). 2.2."),
    ("Văn", "văn"),
    ("hộ", "hộ,"),
    ("hộ 0,85 %", "hộ, 0,85%"),
    ("0,89 %", "0,89%"),
    ("0.78%.", "0,78%."),
    ("giao", "giao:"),
    ("81%,", "81%;"),
    ("hoá:", "hóa:"),
    ("Kiểu", "kiểu"),
    ("4,5,6).", "4, 5, 6)."),
    ("Rau,", "rau,"),
    ("cá)", "cá):"),
    ("2. 3.", "2.3."),
    ("Môi", "môi"),
    ("giao 100%,", "giao: 100%;"),
    ("giao", "giao:"),
    ("2. 4.", "2.4."),
    ("Quốc", "quốc"),
    ("An", "an"),
    ("chính đồn", "chỉnh đốn"),
    ("nhân", "Nhân"),
    ("Chính", "chính"),
    ("của", ""),
    ("Quốc", "quốc"),
    ("An", "an"),
    ("Quốc", "quốc"),
    ("An", "an"),
    ("Chính", "chính"),
    ("nhân", "Nhân"),
    ("nhân", "Nhân"),
    ("Đãi", "Đài"),
]


def paragraphs_of(path: Path) -> list[str]:
    """Every paragraph of the body and of the tables, in the order of the page."""
    texts = []
    for paragraph in docx.Document(str(path)).element.body.iter(f"{W}p"):
        nodes = paragraph.iter(f"{W}t", f"{W}br")
        texts.append("".join(node.text or "" if node.tag == f"{W}t" else " " for node in nodes))
    return texts


def _words(text: str) -> list[str]:
    return text.replace("**", "").replace("\u00a0", " ").split()


def _differences(original: str, rendered: str) -> list[tuple[str, str]]:
    old, new = _words(original), _words(rendered)
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(" ".join(old[a:b]), " ".join(new[c:d])) for tag, a, b, c, d in codes if tag != "equal"]


def test_only_the_listed_slips_differ(decree_docx: Path) -> None:
    original = (EXAMPLES / "ban_goc_2024.txt").read_text("utf-8")
    assert _differences(original, "\n".join(paragraphs_of(decree_docx))) == [HEAD, *SLIPS]


def test_the_paragraph_broken_in_two_is_one(decree_docx: Path) -> None:
    (whole,) = [
        text for text in paragraphs_of(decree_docx) if "thực hiện tốt cuộc vận động" in text
    ]
    assert whole.startswith("4. Phát triển văn hóa")


def test_the_readme_lists_every_slip() -> None:
    readme = (EXAMPLES / "README.md").read_text("utf-8")
    missing = [old for old, _ in SLIPS if old.removesuffix(" -") not in readme]
    assert missing == []
