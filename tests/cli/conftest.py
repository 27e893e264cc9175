"""What the tests of the command line share: one call, in an empty folder."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from vanban.cli import run

NOTICE = """\
loai: thong_bao
ten_loai: Thông báo
co_quan_ban_hanh: Ủy ban nhân dân xã Quang Trung
viet_tat_co_quan: UBND
dia_danh: Quang Trung
ngay_ban_hanh: 15/01/2024
trich_yeu: Lịch tiếp công dân năm 2024
noi_dung: Ủy ban nhân dân xã thông báo lịch tiếp công dân.
nguoi_ky:
  chuc_vu: Chủ tịch
  ho_ten: Nguyễn Văn Thắng
noi_nhan:
  - Các thôn
"""

# What click, Python and the system would say by themselves.
_ENGLISH = re.compile(
    r"(?i)traceback|usage:|error|option|argument|command|missing|no such|invalid|permission|"
    r"required|got unexpected|try |denied|file|directory"
)
_OPTION = re.compile(r"--[a-z-]+")


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.err.splitlines()


Call = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(NOTICE, "utf-8")
    return tmp_path


@pytest.fixture
def call(folder: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Calls vanban in ``folder``; whatever happens, nobody sees English."""

    def call(*arguments: str | Path) -> Result:
        code = run([str(argument) for argument in arguments])
        done = capsys.readouterr()
        assert not _ENGLISH.search(_OPTION.sub("", done.err)), done.err
        return Result(code, done.out, done.err)

    return call
