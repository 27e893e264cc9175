"""A second run does what is missing, changed or failed, and nothing else."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.batch.rows import BASE, names_in, write_base, write_rows, write_workbook
from tests.batch.runs import BESIDE, FAST, Batch, again, documents, latest, run
from tests.picture_samples import png
from vanban.batch import judging, preparing, recipe
from vanban.batch.results import Options
from vanban.check.running import RuleSet
from vanban.errors import InputError

PICTURED = """\
hinh_anh:
  Sơ đồ: so_do.png
noi_dung: |
  [hình: Sơ đồ]

  """
HEADING = "Trích yếu;Địa danh"
ROWS = ("Một;Thôn A", "Hai;Thôn B", "Ba;Thôn C")


@pytest.fixture
def first(tmp_path: Path) -> dict[str, bytes]:
    """What an earlier run has made."""
    return documents(run(tmp_path, *ROWS, heading=HEADING).sink)


@pytest.mark.usefixtures("first")
def test_nothing_is_done_twice(tmp_path: Path) -> None:
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "ra").glob("*.docx")}
    batch = again(tmp_path, *ROWS, heading=HEADING)
    assert batch.outcomes == ["unchanged"] * 3
    assert {path: path.stat().st_mtime_ns for path in times} == times
    assert (batch.run.counts.unchanged, batch.run.counts.written) == (3, 0)


@pytest.mark.usefixtures("first")
def test_a_changed_row_is_made_anew(tmp_path: Path) -> None:
    rows = (ROWS[0], "Hai;Thôn X", ROWS[2])
    batch = again(tmp_path, *rows, heading=HEADING)
    assert batch.outcomes == ["unchanged", "written", "unchanged"]
    fresh = run(tmp_path, *rows, heading=HEADING, sink=tmp_path / "moi")
    assert documents(batch.sink) == documents(fresh.sink)


def test_a_changed_base_makes_all_anew(tmp_path: Path, first: dict[str, bytes]) -> None:
    base = write_base(tmp_path, BASE.replace("Nguyễn Văn Thắng", "Lê Thị Lan"))
    batch = again(tmp_path, *ROWS, heading=HEADING, base=base)
    assert batch.outcomes == ["written"] * 3
    assert all(
        old != new for old, new in zip(first.values(), documents(batch.sink).values(), strict=True)
    )


def test_a_comment_in_the_base_changes_nothing(tmp_path: Path, first: dict[str, bytes]) -> None:
    base = write_base(tmp_path, f"# một ghi chú\n{BASE}")
    assert again(tmp_path, *ROWS, heading=HEADING, base=base).outcomes == ["unchanged"] * 3
    assert documents(tmp_path / "ra") == first


@pytest.mark.parametrize("changed", ["cha.docx.j2", "con.docx.j2"])
def test_a_changed_template_makes_all_anew(tmp_path: Path, changed: str) -> None:
    (tmp_path / "cha.docx.j2").write_text("{% block than %}1. Họp.{% endblock %}\n", "utf-8")
    child = '{% extends "cha.docx.j2" %}{% block than %}{{ super() }} Mời.{% endblock %}\n'
    (tmp_path / "con.docx.j2").write_text(child, "utf-8")
    body = "noi_dung: Các thôn thực hiện kế hoạch này./."
    base = write_base(tmp_path, BASE.replace(body, "khuon_mau: con.docx.j2"))
    run(tmp_path, "Một", base=base)
    assert again(tmp_path, "Một", base=base).outcomes == ["unchanged"]
    path = tmp_path / changed
    path.write_text(path.read_text("utf-8").replace("Họp", "Hop").replace("Mời", "Moi"), "utf-8")
    assert again(tmp_path, "Một", base=base).outcomes == ["written"]


def test_a_changed_picture_makes_all_anew(tmp_path: Path) -> None:
    picture = tmp_path / "so_do.png"
    picture.write_bytes(png())
    base = write_base(tmp_path, BASE.replace("noi_dung: ", PICTURED))
    run(tmp_path, "Một", base=base)
    assert again(tmp_path, "Một", base=base).outcomes == ["unchanged"]
    picture.write_bytes(png(height=120))
    assert again(tmp_path, "Một", base=base).outcomes == ["written"]
    picture.unlink()
    with pytest.raises(InputError, match="so_do"):
        again(tmp_path, "Một", base=base)


TABLED = """\
bang_bieu:
  Kinh phí:
    tep_du_lieu: kinh_phi.csv
khuon_mau: rieng.docx.j2
hinh_anh:
  Sơ đồ: hinh/so_do.png
"""


def write_with_files(folder: Path) -> tuple[Path, Path]:
    """A base that names a picture, a table and a template; two of its rows name files."""
    (folder / "hinh").mkdir(parents=True)
    for number in range(3):
        name = f"thon_{number}.png" if number else "so_do.png"
        (folder / "hinh" / name).write_bytes(png(20 + number, 10))
    (folder / "kinh_phi.csv").write_text("Nội dung,Số tiền\nHọp,12\n", "utf-8")
    body = "Các thôn thực hiện.\n\n[hình: Sơ đồ]\n\n[bảng: Kinh phí]\n"
    (folder / "rieng.docx.j2").write_text(body, "utf-8")
    base = write_base(
        folder, BASE.replace("noi_dung: Các thôn thực hiện kế hoạch này./.\n", TABLED)
    )
    return base, write_rows(folder, ROWS_WITH_FILES, "Trích yếu,Sơ đồ")


ROWS_WITH_FILES = ("Một,hinh/thon_1.png", "Hai,hinh/thon_2.png", "Ba,")


@pytest.mark.parametrize("moved", [False, True])
def test_where_files_lie_and_how_they_are_named_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moved: bool
) -> None:
    here, sink = tmp_path / "day", tmp_path / "ra"
    base, rows = write_with_files(here)
    monkeypatch.chdir(here)
    first = Batch(base.name, rows.name, sink)
    assert (first.problems, first.outcomes) == ([], ["written"] * 3)
    assert Batch(f"./{base.name}", rows, sink, resume=True).outcomes == ["unchanged"] * 3
    (tmp_path / "kia").mkdir()
    monkeypatch.chdir(tmp_path / "kia")
    if moved:
        here = here.rename(tmp_path / "noi_khac")
        base, rows = here / base.name, here / rows.name
    assert Batch(base, rows, sink, resume=True).outcomes == ["unchanged"] * 3
    roundabout = Path("..", "kia", "..", here.name)
    batch = Batch(roundabout / base.name, roundabout / rows.name, sink, resume=True)
    assert batch.outcomes == ["unchanged"] * 3
    (here / "hinh" / "thon_2.png").write_bytes(png(22, 30))
    batch = Batch(base, rows, sink, resume=True)
    assert batch.outcomes == ["unchanged", "written", "unchanged"]
    (here / "hinh" / "so_do.png").write_bytes(png(20, 30))
    assert Batch(base, rows, sink, resume=True).outcomes == ["written"] * 3
    (here / "kinh_phi.csv").write_text("Nội dung,Số tiền\nHọp,13\n", "utf-8")
    assert Batch(base, rows, sink, resume=True).outcomes == ["written"] * 3


def test_a_base_that_names_files_still_has_their_paths(tmp_path: Path) -> None:
    base, rows = write_with_files(tmp_path / "day")
    made, _, _ = preparing.prepared(base, rows, Options())
    before = repr(made.base.node)
    digest = made.digest()
    assert (repr(made.base.node), made.digest()) == (before, digest)
    assert str(tmp_path / "day" / "hinh" / "so_do.png") in before


@pytest.mark.parametrize("kind", ["yaml", "json", "python"])
def test_the_files_of_listed_rows_may_be_named_from_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    base, _ = write_with_files(tmp_path / "day")
    listed: Any = [{"trich_yeu": "Một", "hinh_anh": {"Sơ đồ": "hinh/thon_1.png"}}]
    path = tmp_path / "day" / f"bang.{kind}"
    path.write_text(json.dumps(listed, ensure_ascii=False), "utf-8")
    monkeypatch.chdir(tmp_path / "day")
    rows: Any = listed if kind == "python" else path.name
    first = Batch(base, rows, tmp_path / "ra", **FAST)
    assert (first.problems, first.outcomes) == ([], ["written"])
    (tmp_path / "day").rename(tmp_path / "kia")
    if kind == "python":
        monkeypatch.chdir(tmp_path / "kia")
    else:
        monkeypatch.chdir(tmp_path)
        rows = tmp_path / "kia" / path.name
    base = tmp_path / "kia" / base.name
    again = Batch(base, rows, tmp_path / "ra", resume=True, **FAST)
    assert again.outcomes == ["unchanged"]


def test_a_deleted_file_is_made_again(tmp_path: Path, first: dict[str, bytes]) -> None:
    (tmp_path / "ra" / "Hai.docx").unlink()
    batch = again(tmp_path, *ROWS, heading=HEADING)
    assert batch.outcomes == ["unchanged", "written", "unchanged"]
    assert documents(batch.sink) == first


def test_a_file_edited_by_hand_is_kept_and_told(tmp_path: Path, first: dict[str, bytes]) -> None:
    edited = tmp_path / "ra" / "Hai.docx"
    edited.write_bytes(first["Một.docx"])
    batch = again(tmp_path, *ROWS, heading=HEADING)
    assert batch.outcomes == ["unchanged", "kept", "unchanged"]
    (problem,) = batch.problems
    said = "tệp “Hai.docx” đã được sửa sau khi tạo nên được giữ nguyên;"
    assert problem.startswith(f"{tmp_path}/bang.csv:3: {said}")
    assert edited.read_bytes() == first["Một.docx"]
    changed = (ROWS[0], "Hai;Thôn X", ROWS[2])
    assert again(tmp_path, *changed, heading=HEADING).outcomes[1] == "kept"
    assert again(tmp_path, *ROWS, heading=HEADING, force=True).outcomes == ["written"] * 3
    assert documents(batch.sink) == first


def test_a_kept_file_is_a_warning_and_no_fault_of_the_table(tmp_path: Path) -> None:
    rows = [["Trích yếu"], ["Một"], ["Hai"]]
    table, base = write_workbook(tmp_path / "bang.xlsx", rows), write_base(tmp_path)
    first = documents(Batch(base, table, tmp_path / "ra").sink)
    (tmp_path / "ra" / "Hai.docx").write_bytes(first["Một.docx"])
    batch = Batch(base, table, tmp_path / "ra", resume=True)
    assert batch.outcomes == ["unchanged", "kept"]
    assert batch.warnings == batch.problems
    assert not (tmp_path / "bang.loi.xlsx").exists()
    report = (batch.sink / "bao_cao.txt").read_text("utf-8")
    faults, _, warnings = report.partition("LỖI")[2].partition("CẢNH BÁO")
    assert "Không có lỗi." in faults
    assert "tệp “…” đã được sửa" in warnings.replace("\n   ", "")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", bytes(5000)])
def test_what_a_loss_of_power_left_is_no_edited_file(
    tmp_path: Path, first: dict[str, bytes], content: bytes
) -> None:
    (tmp_path / "ra" / "Hai.docx").write_bytes(content)
    batch = again(tmp_path, *ROWS, heading=HEADING)
    assert batch.outcomes == ["unchanged", "written", "unchanged"]
    assert documents(batch.sink) == first


@pytest.mark.usefixtures("first")
def test_a_row_put_on_top_is_the_only_new_one(tmp_path: Path) -> None:
    batch = again(tmp_path, "Không;Thôn Z", *ROWS, heading=HEADING)
    assert batch.outcomes == ["written", *["unchanged"] * 3]


@pytest.mark.usefixtures("first")
def test_rows_in_another_order_are_the_same(tmp_path: Path) -> None:
    assert again(tmp_path, *reversed(ROWS), heading=HEADING).outcomes == ["unchanged"] * 3


def test_a_document_whose_row_is_gone_is_told_and_kept(
    tmp_path: Path, first: dict[str, bytes]
) -> None:
    batch = again(tmp_path, ROWS[0], ROWS[2], heading=HEADING)
    assert batch.outcomes == ["unchanged"] * 2
    assert batch.warnings == [
        "tệp “Hai.docx” có từ lần chạy trước nhưng không còn dòng nào trong bảng; "
        "hãy xóa nếu không dùng nữa"
    ]
    assert documents(batch.sink) == first


def test_a_row_gone_bad_does_not_make_its_document_one_to_delete(
    tmp_path: Path, first: dict[str, bytes]
) -> None:
    heading = f"{HEADING};Số văn bản"
    run(tmp_path, "Một;A;1", "Hai;B;2", heading=heading, sink=tmp_path / "khac")
    bad = again(tmp_path, "Một;A;1", "Hai;B;x", heading=heading, sink=tmp_path / "khac")
    assert bad.outcomes == ["unchanged", "failed"]
    (warning,) = bad.warnings
    assert warning.startswith("tệp “Hai.docx” ") and "dòng lỗi" in warning
    done = again(tmp_path, "Một;A;1", "Hai;B;3", heading=heading, sink=tmp_path / "khac")
    assert done.outcomes == ["unchanged", "written"]
    assert done.warnings == []


@pytest.mark.usefixtures("first")
def test_another_pattern_makes_other_files(tmp_path: Path) -> None:
    batch = again(tmp_path, *ROWS, heading=HEADING, name="{stt} {trich_yeu}")
    assert batch.outcomes == ["written"] * 3
    assert batch.files == ["01 Một.docx", "02 Hai.docx", "03 Ba.docx"]
    assert [warning.replace(f"{tmp_path}/", "") for warning in batch.warnings][1:] == [
        f"bang.csv:{line}: tệp “{old}.docx” của lần chạy trước nay là “{new}.docx”; "
        "hãy xóa tệp mang tên cũ nếu không dùng nữa"
        for line, new, old in ((3, "02 Hai", "Hai"), (4, "03 Ba", "Ba"))
    ]
    assert len(documents(batch.sink)) == 6
    assert again(tmp_path, *ROWS, heading=HEADING, name="{stt} {trich_yeu}").warnings == []


def test_the_old_file_of_another_pattern_is_told(tmp_path: Path, first: dict[str, bytes]) -> None:
    batch = again(tmp_path, *ROWS, heading=HEADING, name="KH {trich_yeu}")
    assert batch.files == ["KH Một.docx", "KH Hai.docx", "KH Ba.docx"]
    assert batch.warnings[0].startswith("tệp “Một.docx” có từ lần chạy trước nhưng không còn dòng")
    batch = again(tmp_path, *ROWS, heading=HEADING, name="{stt} {trich_yeu}")
    assert batch.warnings[0] == (
        f"{tmp_path}/bang.csv:2: tệp “Một.docx” của lần chạy trước nay là “01 Một.docx”; "
        "hãy xóa tệp mang tên cũ nếu không dùng nữa"
    )
    assert documents(batch.sink).items() >= first.items()
    for name in first:
        (tmp_path / "ra" / name).unlink()
        (tmp_path / "ra" / f"KH {name}").unlink()
    assert again(tmp_path, *ROWS, heading=HEADING, name="{stt} {trich_yeu}").warnings == []


@pytest.mark.usefixtures("first")
def test_an_orphan_is_told_only_while_it_stands(tmp_path: Path) -> None:
    assert len(again(tmp_path, *ROWS[:2], heading=HEADING).warnings) == 1
    (tmp_path / "ra" / "Ba.docx").unlink()
    assert again(tmp_path, *ROWS[:2], heading=HEADING).warnings == []


def test_a_file_keeps_the_number_in_its_name(tmp_path: Path) -> None:
    """Rows are put in and taken out; no document is made twice under another number."""
    options: dict[str, Any] = {"heading": HEADING, "name": "{stt} - {trich_yeu}"}
    made = documents(run(tmp_path, *ROWS, **options).sink)
    batch = again(tmp_path, "Không;Thôn Z", *ROWS[1:], ROWS[0], **options)
    assert batch.outcomes == ["written", *["unchanged"] * 3]
    kept = ["02 - Hai.docx", "03 - Ba.docx", "01 - Một.docx"]
    assert batch.files == ["01 - Không.docx", *kept]
    assert batch.warnings == []
    assert documents(batch.sink).items() >= made.items()
    assert {"Một", "Hai", "Ba", "Không"} <= {*latest(batch.sink / "nhat_ky.jsonl")}
    anew = again(tmp_path, *reversed(ROWS), force=True, **options)
    assert anew.files == ["01 - Ba.docx", "02 - Hai.docx", "03 - Một.docx"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)  # Word with a password


@pytest.mark.parametrize("rows", [ROWS, (ROWS[0], "Hai;Thôn X", ROWS[2])])
@pytest.mark.parametrize("content", [OLE, b"P", "ghi chú".encode()])
@pytest.mark.usefixtures("first")
def test_a_document_with_a_password_is_an_edited_one(
    tmp_path: Path, content: bytes, rows: tuple[str, ...]
) -> None:
    (tmp_path / "ra" / "Hai.docx").write_bytes(content)
    for _ in range(2):
        assert again(tmp_path, *rows, heading=HEADING).outcomes == [
            "unchanged",
            "kept",
            "unchanged",
        ]
        assert (tmp_path / "ra" / "Hai.docx").read_bytes() == content


def test_a_strange_file_is_in_the_way_on_every_run(tmp_path: Path) -> None:
    strange = tmp_path / "ra" / "Hai.docx"
    strange.parent.mkdir()
    strange.write_bytes(b"another's")
    for batch in [again(tmp_path, *ROWS, heading=HEADING) for _ in range(3)]:
        assert batch.outcomes[1] == "failed"
        assert "đã có tệp Hai.docx từ trước; thêm --force để ghi đè" in batch.problems[0]
    assert strange.read_bytes() == b"another's"
    assert again(tmp_path, *ROWS, heading=HEADING, force=True).outcomes == ["written"] * 3


@pytest.mark.usefixtures("first")
def test_a_strange_file_under_the_new_name_of_a_row_is_in_the_way(tmp_path: Path) -> None:
    strange = tmp_path / "ra" / "02 Hai.docx"
    strange.write_bytes(b"another's")
    for _ in range(2):
        batch = again(tmp_path, *ROWS, heading=HEADING, name="{stt} {trich_yeu}")
        assert batch.outcomes[1] == "failed"
        assert "đã có tệp 02 Hai.docx từ trước" in batch.problems[0]
        assert strange.read_bytes() == b"another's"


def test_a_file_that_comes_between_a_killed_run_and_the_next_is_kept(tmp_path: Path) -> None:
    """Its row is planned, so the run was about to write just there."""
    batch = run(tmp_path, *ROWS, heading=HEADING)
    manifest = batch.sink / "nhat_ky.jsonl"
    lines = manifest.read_text("utf-8").splitlines(keepends=True)
    manifest.write_text("".join(lines[:4]), "utf-8")
    edited = batch.sink / "Hai.docx"
    edited.write_bytes((batch.sink / "Một.docx").read_bytes())
    batch = again(tmp_path, *ROWS, heading=HEADING)
    assert batch.outcomes == ["written", "failed", "written"]
    assert "tệp “Hai.docx” đã được sửa sau khi tạo" in batch.problems[0]
    assert edited.read_bytes() == (batch.sink / "Một.docx").read_bytes()


@pytest.mark.parametrize("first_check", [False, True])
def test_turning_the_checker_on_makes_anew_what_was_not_checked(
    tmp_path: Path, first_check: bool
) -> None:
    run(tmp_path, *ROWS, heading=HEADING, check=first_check)
    off = again(tmp_path, *ROWS, heading=HEADING, check=False)
    assert off.outcomes == ["unchanged"] * 3
    on = again(tmp_path, *ROWS, heading=HEADING, check=True)
    assert on.outcomes == ["unchanged" if first_check else "written"] * 3
    assert again(tmp_path, *ROWS, heading=HEADING, check=True).outcomes == ["unchanged"] * 3


def test_other_rules_make_anew_what_they_have_not_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, *ROWS, heading=HEADING)
    fewer = RuleSet(judging.rules_in(Path()).rules[:-1])
    monkeypatch.setattr(preparing, "rules_in", lambda _: fewer)
    assert again(tmp_path, *ROWS, heading=HEADING).outcomes == ["written"] * 3


@pytest.mark.parametrize("suffix", ["yaml", "json", "python"])
def test_rows_of_a_list_may_be_moved(tmp_path: Path, suffix: str) -> None:
    base, path = write_base(tmp_path), tmp_path / f"bang.{suffix}"
    rows = [{"trich_yeu": name, "nguoi_ky": {"ho_ten": f"Lê {name}"}} for name in ("A", "B", "C")]

    def go_on(*order: int) -> list[str]:
        chosen = [rows[number] for number in order]
        path.write_text("\n" * len(order) + json.dumps(chosen, ensure_ascii=False), "utf-8")
        table = chosen if suffix == "python" else path
        return Batch(base, table, tmp_path / "ra", name="{trich_yeu}", resume=True, **FAST).outcomes

    assert go_on(0, 1, 2) == ["written"] * 3
    assert go_on(2, 0, 1) == ["unchanged"] * 3
    assert go_on(1) == ["unchanged"]
    rows[1]["nguoi_ky"] = {"ho_ten": "Lê X"}
    assert go_on(1, 2) == ["written", "unchanged"]


@pytest.mark.usefixtures("first")
def test_another_version_of_vanban_makes_all_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recipe, "__version__", "99.0")
    assert again(tmp_path, *ROWS, heading=HEADING).outcomes == ["written"] * 3


def test_a_document_that_no_one_checked_is_checked_when_asked_for(tmp_path: Path) -> None:
    run(tmp_path, *ROWS, heading=HEADING, **FAST)
    assert again(tmp_path, *ROWS, heading=HEADING, **FAST).outcomes == ["unchanged"] * 3
    assert again(tmp_path, *ROWS, heading=HEADING).outcomes == ["written"] * 3
    assert again(tmp_path, *ROWS, heading=HEADING).outcomes == ["unchanged"] * 3
    assert again(tmp_path, *ROWS, heading=HEADING, **FAST).outcomes == ["unchanged"] * 3


def test_a_failed_row_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "ra").mkdir()
    (tmp_path / "ra" / "Hai.docx").write_bytes(b"old")
    assert run(tmp_path, *ROWS, heading=HEADING).outcomes == ["written", "failed", "written"]
    (tmp_path / "ra" / "Hai.docx").unlink()
    batch = again(tmp_path, *ROWS, heading=HEADING)
    assert batch.outcomes == ["unchanged", "written", "unchanged"]


def test_a_row_that_failed_once_over_a_document_of_ours_is_no_edited_one(tmp_path: Path) -> None:
    (tmp_path / "mau.docx.j2").write_text(
        "1. {% if dia_danh == 'Hỏng' %}{{ trich_yeu.x }}{% endif %}Họp.\n", "utf-8"
    )
    body = "noi_dung: Các thôn thực hiện kế hoạch này./."
    base = write_base(tmp_path, BASE.replace(body, "khuon_mau: mau.docx.j2"))
    options: dict[str, Any] = {"base": base, "heading": HEADING}
    run(tmp_path, "Một;A", "Hai;B", **options)
    assert again(tmp_path, "Một;A", "Hai;Hỏng", **options).outcomes == ["unchanged", "failed"]
    assert again(tmp_path, "Một;A", "Hai;C", **options).outcomes == ["unchanged", "written"]


@pytest.mark.usefixtures("first")
def test_files_of_others_in_the_folder_stay(tmp_path: Path) -> None:
    other = tmp_path / "ra" / "ghi chú.txt"
    other.write_text("x")
    again(tmp_path, *ROWS, heading=HEADING)
    assert other.read_text() == "x"


@pytest.mark.usefixtures("first")
def test_what_killed_runs_left_is_cleared_away(tmp_path: Path) -> None:
    left = tmp_path / "ra" / ".vanban-0123456789abcdef.tmp"
    left.write_bytes(b"PK")
    again(tmp_path, *ROWS, heading=HEADING)
    assert not left.exists()


def test_resume_of_nothing_is_a_first_run(tmp_path: Path) -> None:
    assert again(tmp_path, *ROWS, heading=HEADING).outcomes == ["written"] * 3
    assert BESIDE - {"so_dang_ky.xlsx"} <= set(names_in(tmp_path / "ra"))


def _bare(path: Path) -> None:
    path.unlink()


def _link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("Một.docx"))


@pytest.mark.parametrize("spoil", [_bare, _link])
def test_without_its_manifest_a_folder_is_a_strange_one(
    tmp_path: Path, first: dict[str, bytes], spoil: Callable[[Path], None]
) -> None:
    """Files that no manifest knows are nobody's to replace."""
    (tmp_path / "ra" / "nhat_ky.jsonl").unlink()
    spoil(tmp_path / "ra" / "Hai.docx")
    outcomes = again(tmp_path, *ROWS, heading=HEADING).outcomes
    assert outcomes == ["failed", "written" if spoil is _bare else "failed", "failed"]
    assert documents(tmp_path / "ra").items() >= {"Một.docx": first["Một.docx"]}.items()


@pytest.mark.parametrize("name", ["{stt}", "Giao việc {stt}"])
def test_a_row_corrected_later_moves_no_other_where_names_are_but_numbers(
    tmp_path: Path, name: str
) -> None:
    bad = (ROWS[0], "Hai;thôn viết thường", ROWS[2])
    options: dict[str, Any] = {"heading": HEADING, "name": name}
    before = run(tmp_path, *bad, **options)
    assert before.outcomes == ["written", "failed", "written"]
    kept = documents(before.sink)
    batch = again(tmp_path, *ROWS, **options)
    assert batch.outcomes == ["unchanged", "written", "unchanged"]
    fresh = run(tmp_path, *ROWS, sink=tmp_path / "moi", **options)
    assert documents(batch.sink) == documents(fresh.sink)
    assert kept.items() < documents(batch.sink).items()
    more = (*ROWS[:1], "Một nữa;Thôn M", *ROWS[1:])
    longer = again(tmp_path, *more, **options)
    assert documents(longer.sink) == documents(
        run(tmp_path, *more, sink=tmp_path / "n", **options).sink
    )
