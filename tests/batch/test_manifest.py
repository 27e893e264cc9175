"""The manifest: what its lines say, what a damaged one costs, who may write it."""

import errno
import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.batch.rows import names_in, write_base, write_rows
from tests.batch.runs import FAST, Batch, again, documents, latest, lines_of, run
from tests.batch.workbooks import values
from vanban.batch import making, writing_step
from vanban.batch.manifest import Manifest, Record, Status, key_digest, opened
from vanban.batch.results import Options
from vanban.batch.running import BatchRun
from vanban.errors import DocxError, InputError

MANIFEST = "nhat_ky.jsonl"
HEADING = "Trích yếu;Số văn bản"


def test_each_row_has_its_lines(tmp_path: Path) -> None:
    batch = run(tmp_path, "Một;5", "Hai;x", "Ba;7", heading=HEADING)
    lines = lines_of(batch.sink / MANIFEST)
    assert [(line["status"], line.get("key")) for line in lines] == [
        ("planned", "Một"),
        ("planned", "Ba"),
        ("checkpoint", None),
        ("written", "Một"),
        ("failed", "dòng:2"),
        ("written", "Ba"),
        ("checkpoint", None),
        ("planned", "cạnh/bao_cao.txt"),
        ("written", "cạnh/bao_cao.txt"),
        ("planned", "cạnh/bao_cao.xlsx"),
        ("written", "cạnh/bao_cao.xlsx"),
        ("checkpoint", None),
    ]
    assert all(line.pop("time")[4::3][:2] == "--" for line in lines)
    digest, rules = lines[0]["input"], lines[0]["rules"]
    assert lines[0] == {
        "status": "planned", "key": "Một", "row": 1, "file": "Một.docx", "input": digest,
        "rules": rules,
    }  # fmt: skip
    assert lines[3] == lines[0] | {
        "status": "written",
        "sha256": sha256(documents(batch.sink)["Một.docx"]).hexdigest(),
    }
    assert lines[4] == {
        "status": "failed",
        "key": "dòng:2",
        "row": 2,
        "error": [
            f"{tmp_path}/bang.csv:3, cột “Số văn bản”: Số văn bản: cần một số nguyên, gặp “…”"
        ],
    }
    assert len(digest) == 32 != lines[1]["input"]
    report = (batch.sink / "bao_cao.txt").read_bytes()
    assert lines[8] == {
        "status": "written",
        "key": "cạnh/bao_cao.txt",
        "file": "bao_cao.txt",
        "sha256": sha256(report).hexdigest(),
    }


def test_a_row_is_planned_on_disk_before_it_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a killed run could give its number to another row."""
    seen: list[Any] = []
    true, fsync = making.make_rows, os.fsync

    def make_rows(*given: Any) -> Any:
        seen.append("made")
        return true(*given)

    def synced(descriptor: int) -> None:
        lines = lines_of(tmp_path / "ra" / MANIFEST)
        seen.append([(line.get("key"), line.get("so_van_ban")) for line in lines])
        fsync(descriptor)

    monkeypatch.setattr(writing_step, "make_rows", make_rows)
    monkeypatch.setattr(os, "fsync", synced)
    run(tmp_path, "Một", "Hai", so_tu=15)
    lines = [("Một", 15), ("Hai", 16), (None, None)]  # and the checkpoint
    assert seen[seen.index("made") - 1] == lines
    assert seen.count("made") == 1


def test_a_file_named_as_a_bad_row_is_no_other(tmp_path: Path) -> None:
    """A bad row has no file to be called after, and takes none's place."""
    rows = ("dòng 2;1", "b;x")
    run(tmp_path, *rows, heading=HEADING)
    assert again(tmp_path, *rows, heading=HEADING).outcomes == ["unchanged", "failed"]


@pytest.mark.parametrize("cut", [1, 2, 40, 170])
def test_a_line_cut_off_at_the_end_costs_its_row_alone(tmp_path: Path, cut: int) -> None:
    manifest = run(tmp_path, "Một", "Hai").sink / MANIFEST
    whole = manifest.read_bytes()
    os.truncate(manifest, len(whole) - cut)
    batch = again(tmp_path, "Một", "Hai")
    assert set(batch.outcomes) <= {"unchanged", "written"}
    assert all(line["status"] for line in lines_of(manifest))
    assert again(tmp_path, "Một", "Hai").outcomes == ["unchanged"] * 2


def test_zeros_that_a_loss_of_power_left_at_the_end_are_dropped(tmp_path: Path) -> None:
    manifest = run(tmp_path, "Một", "Hai").sink / MANIFEST
    with manifest.open("ab") as file:
        file.write(bytes(5000))
    assert again(tmp_path, "Một", "Hai").outcomes == ["unchanged"] * 2
    assert b"\0" not in manifest.read_bytes()


@pytest.mark.parametrize("name", ["no JSON", "no UTF-8", "an unknown name", "zeros without end"])
def test_a_torn_tail_without_a_checkpoint_behind_it_is_dropped(tmp_path: Path, name: str) -> None:
    """Lines behind the last checkpoint may come to the disk in any order."""
    manifest = run(tmp_path, "Một", "Hai", "checkpoint").sink / MANIFEST
    whole = manifest.read_bytes()
    line = b'{"status": "written", "key": "checkpoint", "row": 3, "file": "checkpoint.docx"}\n'
    manifest.write_bytes(whole + DAMAGES[name] + line)
    batch = again(tmp_path, "Một", "Hai", "checkpoint")
    assert batch.outcomes == ["unchanged"] * 3
    assert manifest.read_bytes().startswith(whole)
    assert all(line["status"] for line in lines_of(manifest))


DAMAGES = {
    "zeros without end": bytes((1 << 20) + 5) + b"\n",
    "no JSON": b"xx\n",
    "no UTF-8": b'{"status": "written", "key": "\xff"}\n',
    "a list": b"[1, 2]\n",
    "no status": b'{"key": "a"}\n',
    "an unknown status": b'{"status": "tried", "key": "a"}\n',
    "an unknown name": b'{"status": "written", "kei": "a"}\n',
    "a number for a key": b'{"status": "written", "key": 5}\n',
    "a text for a number": b'{"status": "written", "key": "a", "so_van_ban": "5"}\n',
    "nothing": b"\n",
    "too deep": b"[" * 100_000 + b"\n",
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_line_is_told_with_its_place_and_nothing_is_touched(
    tmp_path: Path, name: str
) -> None:
    manifest = run(tmp_path, "Một", "Hai").sink / MANIFEST
    first, _, rest = manifest.read_bytes().partition(b"\n")
    damaged = first + b"\n" + DAMAGES[name] + rest
    manifest.write_bytes(damaged)
    before = documents(manifest.parent)
    with pytest.raises(InputError) as caught:
        again(tmp_path, "Một", "Hai", "Ba")
    assert str(caught.value).startswith(
        f"{manifest}: nhật ký bị sửa hoặc bị hỏng ở byte thứ {len(first) + 1}; hãy khôi phục"
    )
    assert manifest.read_bytes() == damaged
    assert documents(manifest.parent) == before


def test_a_second_run_at_the_same_time_is_refused(tmp_path: Path) -> None:
    base, table, sink = write_base(tmp_path), write_rows(tmp_path, "a" * 150), tmp_path / "ra"
    with BatchRun(base, table, sink, Options(**FAST)) as first:
        list(first.preflight())
        writing = first.write()
        next(writing)
        with pytest.raises(InputError) as caught:
            again(tmp_path, *"a" * 150, **FAST)
        assert str(caught.value) == (
            f"{sink / MANIFEST}: một lần chạy khác đang ghi vào nơi này; hãy đợi xong rồi chạy lại"
        )
        assert len(list(writing)) == 149
    assert set(again(tmp_path, *"a" * 150, **FAST).outcomes) == {"unchanged"}


def test_a_second_run_needs_to_be_asked_for(tmp_path: Path) -> None:
    run(tmp_path, "Một")
    with pytest.raises(InputError) as caught:
        run(tmp_path, "Một")
    assert str(caught.value).startswith(f"{tmp_path}/ra/{MANIFEST}: nơi này đã có kết quả của lần")
    assert "--resume" in str(caught.value) and "--force" in str(caught.value)
    assert again(tmp_path, "Một").outcomes == ["unchanged"]
    assert run(tmp_path, "Một", force=True).outcomes == ["written"]


# Words that stand in no message, no heading and no other cell.
TOKENS = ("Xuyến", "Kquyzh", "Wlombat", "0987654321", "Jfoxtrot", "Zzyzx")
SECRETS = "Người ký;Địa danh;Trích yếu;Ngày ban hành;Số văn bản;Nơi nhận"


def leftovers(folder: Path) -> dict[str, str]:
    """What a run says beside its documents, the register aside, which is what it is for."""
    found = {MANIFEST: (folder / MANIFEST).read_text("utf-8")}
    found["bao_cao.txt"] = (folder / "bao_cao.txt").read_text("utf-8").replace("\n", " ")
    workbook = folder / "bao_cao.xlsx"
    from openpyxl import load_workbook  # noqa: PLC0415

    sheets = load_workbook(workbook).sheetnames
    found["bao_cao.xlsx"] = repr([values(workbook, sheet) for sheet in sheets])
    return found


@pytest.mark.parametrize("good", [True, False])
def test_no_value_of_a_cell_is_in_what_lies_beside(tmp_path: Path, good: bool) -> None:
    """The name of a file is the one exception: it is what the file is called in the folder too.

    With ``{stt}`` nothing at all is told, so that is how secret names are to be handled.
    """
    day, number = ("05/03/2024", "7391") if good else ("Jfoxtrot/03/2024", "Zzyzx-7391")
    rows = [f"Xuyến {n};Kquyzh {n};Wlombat {n} 0987654321;{day};{number}{n}" for n in range(3)]
    heading = "Người ký / Họ tên;Địa danh;Trích yếu;Ngày ban hành;Số văn bản"
    batch = run(tmp_path, *rows, heading=heading, name="{stt}")
    assert set(batch.outcomes) == {"written" if good else "failed"}
    for name, text in leftovers(batch.sink).items():
        for token in (*TOKENS, "73910"):
            assert token.casefold() not in text.casefold(), (name, text)


def test_a_name_of_a_file_is_told(tmp_path: Path) -> None:
    rows = ("Kquyzh;Xuyến", "Kquyzh;Wlombat")
    batch = run(tmp_path, *rows, heading="Trích yếu;Người ký / Họ tên")
    told = leftovers(batch.sink)
    assert len(batch.warnings) == 1
    assert "cùng tên “…”" in " ".join(told["bao_cao.txt"].split())
    assert "Kquyzh.docx" in told[MANIFEST]
    assert "Kquyzh" not in told["bao_cao.txt"] + told["bao_cao.xlsx"]
    assert "Xuyến" not in "".join(told.values())


_WORDS = st.text("qwzfj", min_size=6, max_size=12)


@settings(max_examples=25)
@given(st.lists(st.tuples(_WORDS, _WORDS, _WORDS), min_size=1, max_size=4))
def test_no_value_of_any_cell_is_in_what_lies_beside(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("o")
    rows = (
        {"trich_yeu": one, "ngay_ban_hanh": two, "nguoi_ky": {"ho_ten": three, "la": one}}
        for one, two, three in cells
    )
    batch = Batch(write_base(folder), rows, folder / "ra", **FAST)
    assert set(batch.outcomes) == {"failed"}
    beside = "".join(leftovers(batch.sink).values()).casefold()
    assert [word for row in cells for word in row if word in beside] == []


class FullDisk:
    """Refuses to write after so many bytes, and takes what there is room for until then."""

    def __init__(self, room: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.room = room
        self._write = os.write
        self._patch = monkeypatch
        monkeypatch.setattr(os, "write", self.write)

    def write(self, descriptor: int, data: Any) -> int:
        if not self.room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = self._write(descriptor, data[: self.room])
        self.room -= written
        return written

    def grow(self) -> None:
        self._patch.setattr(os, "write", self._write)


@pytest.mark.parametrize("room", [0, 100, 900, 1_300, 9_000, 9_500, 17_500, 24_500, 25_000])
def test_a_full_disk_leaves_whole_files_and_a_manifest_to_go_on_from(
    tmp_path: Path, room: int
) -> None:
    rows = ("Một", "Hai", "Ba")
    whole = documents(run(tmp_path, *rows, sink=tmp_path / "tron", so_tu=1, **FAST).sink)
    with pytest.MonkeyPatch.context() as patch:
        FullDisk(room, patch)
        try:
            batch = run(tmp_path, *rows, so_tu=1, **FAST)
        except DocxError as error:
            assert "không ghi được nhật ký: ổ đĩa đã đầy" in str(error)
        else:
            assert "failed" in batch.outcomes
            assert all("ổ đĩa đã đầy" in problem for problem in batch.problems)
    found = documents(tmp_path / "ra")
    assert found.items() <= whole.items()
    assert [name for name in names_in(tmp_path / "ra") if name.startswith(".")] == []
    batch = again(tmp_path, *rows, so_tu=1, **FAST)
    assert documents(tmp_path / "ra") == whole
    assert batch.numbers == [1, 2, 3]


def test_a_full_disk_does_not_turn_documents_of_an_earlier_run_into_edited_ones(
    tmp_path: Path,
) -> None:
    heading = "Trích yếu;Địa danh"
    run(tmp_path, "Một;Thôn A", "Hai;Thôn A", heading=heading)
    with pytest.MonkeyPatch.context() as patch:
        from vanban.batch import folder_store  # noqa: PLC0415

        def refuse(*_: Any) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        patch.setattr(folder_store, "_write_all", refuse)
        batch = again(tmp_path, "Một;Thôn B", "Hai;Thôn A", heading=heading)
    assert batch.outcomes == ["failed", "unchanged"]
    batch = again(tmp_path, "Một;Thôn B", "Hai;Thôn A", heading=heading)
    assert batch.outcomes == ["written", "unchanged"]


def test_a_folder_in_the_way_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "ra" / "Một.docx").mkdir(parents=True)
    for force in (False, True):
        batch = run(tmp_path, "Một", "Hai", force=force)
        assert batch.outcomes == ["failed", "written"]
        assert "Một.docx" in batch.problems[0]
    assert (tmp_path / "ra" / "Một.docx").is_dir()


def test_a_folder_in_the_way_of_the_manifest(tmp_path: Path) -> None:
    (tmp_path / "ra" / MANIFEST).mkdir(parents=True)
    with pytest.raises(DocxError) as caught:
        run(tmp_path, "Một")
    assert str(tmp_path / "ra" / MANIFEST) in str(caught.value)
    (tmp_path / "ra" / MANIFEST).rmdir()
    assert again(tmp_path, "Một").outcomes == ["written"]


@pytest.mark.parametrize("begun", [False, True])
@pytest.mark.parametrize("name", ["bao_cao.txt", "bao_cao.xlsx"])
def test_a_folder_in_the_way_of_a_report(tmp_path: Path, name: str, begun: bool) -> None:
    """The report takes the next name, also where an earlier one stood in that place."""
    if begun:
        run(tmp_path, "Một")
        (tmp_path / "ra" / name).unlink()
    (tmp_path / "ra" / name).mkdir(parents=True)
    batch = again(tmp_path, "Một")
    assert batch.outcomes == ["unchanged" if begun else "written"]
    other = name.replace(".", ".2.")
    assert other in {path.name for path in batch.run.beside}
    assert (tmp_path / "ra" / other).is_file() and (tmp_path / "ra" / name).is_dir()


def test_a_file_in_the_way_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(InputError, match="đây là một tệp, cần một thư mục"):
        run(tmp_path, "Một", sink=tmp_path / "x" / "ra")


KEYS = st.text('abđ "\\\n\u2028', min_size=1, max_size=4)
RECORDS = st.builds(
    Record,
    status=st.sampled_from(Status),
    key=KEYS,
    row=st.integers(1, 9),
    file=KEYS,
    input=KEYS,
    so_van_ban=st.none() | st.integers(1, 99),
    sha256=KEYS,
    error=st.lists(KEYS).map(tuple),
    time=st.just("2024-01-15T08:00:00"),
)


@settings(max_examples=50)
@given(st.lists(st.lists(RECORDS, max_size=3), max_size=5))
def test_the_newest_line_of_each_key_is_found_now_and_by_the_next_run(
    tmp_path_factory: pytest.TempPathFactory, groups: list[list[Record]]
) -> None:
    path = tmp_path_factory.mktemp("nk") / MANIFEST
    newest: dict[str, Record] = {}
    with opened(path) as manifest:
        for records in groups:
            manifest.add(records)
            newest |= {record.key: record for record in records}
            check(manifest, newest)
    numbers = [record.so_van_ban or 0 for group in groups for record in group]
    with opened(path) as manifest:
        check(manifest, newest)
        assert manifest.last_number == max(numbers, default=0)
        assert manifest.is_new == (not numbers)


def check(manifest: Manifest, newest: dict[str, Record]) -> None:
    assert {key: manifest.find(key) for key in newest} == newest
    assert manifest.find("không có") is None
    written = [record for record in newest.values() if record.status is Status.WRITTEN]
    assert sorted(manifest.written_but(set()), key=str) == sorted(written, key=str)
    assert list(manifest.written_but({key_digest(record.key) for record in written})) == []


def test_lines_are_plain_json_with_letters_as_they_are() -> None:
    line = Record(status=Status.WRITTEN, key="Thôn Đông", file="Thôn Đông.docx").line()
    assert "Thôn Đông" in line
    assert json.loads(line).keys() == {"status", "key", "file", "time"}
    assert latest.__doc__
