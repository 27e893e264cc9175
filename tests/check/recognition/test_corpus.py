"""Real files, where they are at hand: regime and kind of each, and no component mistaken."""

from functools import cache
from pathlib import Path

import pytest

from vanban.check.components import Recognised, Sure
from vanban.check.observing import observe
from vanban.check.opening import open_package
from vanban.check.recognition import recognise

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"

# By the number that a file's name begins with: regime, kind, signers, recipients, appendices.
FILES: dict[str, tuple[str, str | None, int, int, int]] = {
    "002": ("nd30", "bao_cao", 1, 5, 1),
    "005": ("nd30", "cong_van", 1, 3, 1),
    "006": ("nd30", "cong_van", 1, 4, 0),
    "007": ("nd30", "cong_van", 1, 5, 0),
    "011": ("nd30", "quyet_dinh", 1, 3, 1),
    "012": ("nd30", "cong_van", 1, 5, 0),
    "018": ("nd30", "cong_van", 1, 3, 0),
    "025": ("nd30", "bao_cao", 1, 7, 0),
    "028": ("nd30", "cong_van", 1, 6, 0),
    "032": ("nd30", "cong_van", 1, 3, 0),
    "035": ("nd30", "cong_van", 1, 5, 0),
    "036": ("nd30", "cong_van", 1, 4, 0),
    "037": ("nd30", "cong_van", 1, 6, 4),
    "042": ("nd30", "cong_van", 1, 4, 0),
    "046": ("khac", None, 0, 0, 0),
    "049": ("nd30", "bao_cao", 0, 0, 3),
    "050": ("nd30", "cong_van", 1, 4, 0),
    "053": ("nd30", None, 2, 0, 0),
    "055": ("nd30", "quyet_dinh", 1, 7, 0),
    "058": ("nd30", "bien_ban", 2, 0, 0),
    "066": ("nd30", "cong_van", 1, 5, 0),
    "067": ("nd30", "cong_van", 1, 5, 0),
    "069": ("nd30", "to_trinh", 1, 4, 0),
    "071": ("nd30", "quyet_dinh", 1, 3, 0),
    "073": ("nd30", "cong_van", 1, 5, 0),
    "078": ("nd30", "huong_dan", 1, 5, 0),
    "081": ("khac", None, 0, 0, 0),
    "084": ("dang", None, 0, 0, 0),
    "085": ("dang", None, 0, 0, 0),
    "092": ("vbqppl", None, 1, 19, 0),
    "093": ("vbqppl", None, 1, 6, 1),
    "098": ("dang", None, 0, 0, 0),
    "103": ("nd30", "quyet_dinh", 1, 2, 0),
    "108": ("khac", None, 0, 0, 0),
    "112": ("khac", None, 0, 0, 0),
    "113": ("khac", None, 0, 0, 0),
    "115": ("khac", None, 0, 0, 0),
    "140": ("nd30", None, 0, 0, 0),
}

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the real files are not at hand")


@cache
def _recognised(number: str) -> Recognised:
    path = next(CORPUS.glob(f"{number}_*.docx"))
    return recognise(observe(open_package(path.read_bytes())))


@pytest.mark.parametrize("number", FILES)
def test_regime_kind_and_what_stands_at_the_foot(number: str) -> None:
    found = _recognised(number)
    kind = found.kind.khoa if found.kind else None
    counts = [len(found.all(name)) for name in ("ho_ten", "noi_nhan", "phu_luc_tu")]
    assert (found.regime, kind, *counts) == FILES[number]


NATIONAL = [number for number, facts in FILES.items() if facts[0] == "nd30"]
# These have no number or date, or no body, as their pages show.
WITHOUT_NUMBER = {"053", "058", "140"}
WITHOUT_DATE = {"053", "140"}
WITHOUT_BODY_NAME = {"058"}


@pytest.mark.parametrize("number", NATIONAL)
def test_heads_are_whole(number: str) -> None:
    found = _recognised(number)
    assert bool(found.all("so_ky_hieu")) == (number not in WITHOUT_NUMBER)
    assert bool(found.all("dia_danh_ngay")) == (number not in WITHOUT_DATE)
    assert bool(found.all("co_quan_ban_hanh")) == (number not in WITHOUT_BODY_NAME)
    for name in ("quoc_hieu", "tieu_ngu"):
        assert [component.sure for component in found.all(name)] == [Sure.CERTAIN]
    assert found.all("tieu_ngu")[0].below
    letter = found.kind is not None and found.kind.khoa == "cong_van"
    assert bool(found.all("trich_yeu_cong_van")) == letter
    assert bool(found.all("ten_loai")) != letter
    assert found.is_attached == (number == "140")


def test_every_real_file_is_looked_at() -> None:
    assert {path.name[:3] for path in CORPUS.glob("*.docx")} == set(FILES)
