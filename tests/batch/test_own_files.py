"""Files beside the documents, and those made of them all: nobody's own work is replaced."""

from pathlib import Path
from typing import Any

import pytest

from tests.batch.rows import BASE, names_in, write_base, write_workbook
from tests.batch.runs import FAST, Batch, again, latest, lines_of, run
from tests.render.fake_soffice import fake_soffice
from vanban.batch.manifest import opened
from vanban.batch.own_files import free_name, is_free, noted
from vanban.errors import InputError

REPORTS = ("bao_cao.txt", "bao_cao.xlsx", "so_dang_ky.xlsx")
NUMBERED: dict[str, Any] = {"so_tu": 1, **FAST}
FAULTY = [["Trích yếu", "Số văn bản"], ["Một", "x"]]
GOOD = [["Trích yếu", "Số văn bản"], ["Một", "1"]]


@pytest.mark.parametrize("name", REPORTS)
def test_an_edited_report_is_kept_and_the_next_takes_the_next_name(
    tmp_path: Path, name: str
) -> None:
    path = run(tmp_path, "Một", **NUMBERED).sink / name
    path.write_bytes(b"noted by hand")
    second, third = name.replace(".", ".2."), name.replace(".", ".3.")
    for _ in range(2):  # the second run replaces its own
        batch = again(tmp_path, "Một", "Hai", **NUMBERED)
        assert path.read_bytes() == b"noted by hand"
        assert second in {beside.name for beside in batch.run.beside}
        assert second in names_in(batch.sink) and third not in names_in(batch.sink)
    (batch.sink / second).write_bytes(b"noted too")
    assert third in {beside.name for beside in again(tmp_path, "Một", **NUMBERED).run.beside}
    assert (batch.sink / second).read_bytes() == b"noted too"


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_of_someone_else_is_kept(tmp_path: Path, name: str) -> None:
    path = tmp_path / "ra" / name
    path.parent.mkdir()
    path.write_bytes(b"another's")
    run(tmp_path, "Một", **NUMBERED)
    assert path.read_bytes() == b"another's"
    assert name.replace(".", ".2.") in names_in(path.parent)


def test_an_untouched_report_is_replaced(tmp_path: Path) -> None:
    run(tmp_path, "Một", **NUMBERED)
    batch = again(tmp_path, "Một", "Hai", **NUMBERED)
    assert [path.name for path in batch.run.beside] == [*REPORTS]
    assert [name for name in names_in(batch.sink) if ".2." in name] == []
    lines = [line.get("key") for line in lines_of(batch.sink / "nhat_ky.jsonl")]
    assert lines[-1] is None and lines[-7:-1] == [f"cạnh/{name}" for name in REPORTS for _ in "ab"]


def test_a_marked_copy_in_which_someone_corrects_is_kept(tmp_path: Path) -> None:
    base, table = write_base(tmp_path), write_workbook(tmp_path / "thon.xlsx", FAULTY)
    marked = tmp_path / "thon.loi.xlsx"

    def go_on() -> Batch:
        return Batch(base, table, tmp_path / "ra", resume=True, **FAST)

    assert go_on().run.marked == marked
    marked.write_bytes(b"corrected")
    for _ in range(2):
        assert go_on().run.marked == tmp_path / "thon.loi.2.xlsx"
    write_workbook(table, GOOD)
    assert go_on().outcomes == ["written"]
    assert marked.read_bytes() == b"corrected"
    assert not (tmp_path / "thon.loi.2.xlsx").exists()  # ours, and without cause now


def test_a_marked_copy_used_as_the_table_is_marked_beside_itself(tmp_path: Path) -> None:
    base, table = write_base(tmp_path), write_workbook(tmp_path / "thon.loi.xlsx", FAULTY)
    before = table.read_bytes()
    batch = Batch(base, table, tmp_path / "ra", **FAST)
    assert batch.run.marked == tmp_path / "thon.loi.2.xlsx"
    write_workbook(table, GOOD)
    Batch(base, table, tmp_path / "ra", resume=True, **FAST)
    assert table.exists() and table.read_bytes() != before
    assert not (tmp_path / "thon.loi.2.xlsx").exists()


def test_a_table_that_is_our_own_marked_copy_is_never_removed(tmp_path: Path) -> None:
    """Nothing was wrong with its cells: the template has been mended."""
    template = tmp_path / "mau.docx.j2"
    template.write_text("1. {% if trich_yeu == 'Hai' %}{{ trich_yeu.x }}{% endif %}Họp.\n", "utf-8")
    body = "noi_dung: Các thôn thực hiện kế hoạch này./."
    base = write_base(tmp_path, BASE.replace(body, "khuon_mau: mau.docx.j2"))
    table = write_workbook(tmp_path / "thon.xlsx", [["Trích yếu"], ["Một"], ["Hai"]])
    marked = Batch(base, table, tmp_path / "ra", **FAST).run.marked
    assert marked == tmp_path / "thon.loi.xlsx"
    template.write_text("1. Họp.\n", "utf-8")
    batch = Batch(base, marked, tmp_path / "ra", resume=True, **FAST)
    assert batch.outcomes == ["written"] * 2
    assert marked.exists()


@pytest.mark.parametrize("suffix", ["zip", "docx"])
def test_an_edited_whole_is_refused_with_the_remedy(tmp_path: Path, suffix: str) -> None:
    sink = tmp_path / f"ra.{suffix}"
    run(tmp_path, "Một", sink=sink, **FAST)
    made = sink.read_bytes()
    edited = made + b"edited"
    sink.write_bytes(edited)
    for _ in range(2):
        with pytest.raises(InputError) as caught:
            again(tmp_path, "Một", "Hai", sink=sink, **FAST)
        assert str(caught.value) == (
            f"{sink}: tệp này không phải của lần chạy trước, hoặc đã được sửa từ đó; hãy đổi tên "
            "tệp, hoặc thêm --force để ghi đè"
        )
        assert sink.read_bytes() == edited
    sink.rename(tmp_path / f"cua_toi.{suffix}")
    assert again(tmp_path, "Một", sink=sink, **FAST).outcomes == ["written"]
    assert sink.read_bytes() == made
    sink.write_bytes(edited)
    assert run(tmp_path, "Một", sink=sink, force=True, **FAST).outcomes == ["written"]
    assert sink.read_bytes() == made


@pytest.mark.parametrize("suffix", ["zip", "docx"])
def test_a_whole_that_appears_where_none_could_be_made_is_refused(
    tmp_path: Path, suffix: str
) -> None:
    """A first run without a good row has made nothing that could be replaced."""
    sink, heading = tmp_path / f"ra.{suffix}", "Trích yếu;Số văn bản"
    run(tmp_path, "Một;x", heading=heading, sink=sink, **FAST)
    sink.write_bytes(b"another's")
    with pytest.raises(InputError, match="tệp này không phải của lần chạy trước"):
        again(tmp_path, "Một;1", heading=heading, sink=sink, **FAST)
    assert sink.read_bytes() == b"another's"


def test_the_pdf_of_the_whole_is_refused_when_it_was_signed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_soffice(tmp_path, monkeypatch)
    options: dict[str, Any] = {"sink": tmp_path / "gộp.docx", "pdf": "pdf", **FAST}
    run(tmp_path, "Một", **options)
    pdf = tmp_path / "gộp.pdf"
    assert again(tmp_path, "Một", **options).run.counts.pdfs == 1
    signed = pdf.read_bytes() + b"\nsigned %%EOF"
    pdf.write_bytes(signed)
    with pytest.raises(InputError, match=r"gộp\.pdf: tệp này không phải của lần chạy trước"):
        again(tmp_path, "Một", **options)
    again(tmp_path, "Một", **options | {"pdf": ""})  # no PDF is asked for
    assert pdf.read_bytes() == signed


def test_a_strange_pdf_of_the_whole_is_refused_on_the_first_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_soffice(tmp_path, monkeypatch)
    (tmp_path / "gộp.pdf").write_bytes(b"another's")
    with pytest.raises(InputError, match=r"gộp\.pdf: tệp này không phải"):
        run(tmp_path, "Một", sink=tmp_path / "gộp.docx", pdf="pdf", **FAST)
    assert (tmp_path / "gộp.pdf").read_bytes() == b"another's"
    assert not (tmp_path / "gộp.docx").exists()


def test_what_a_killed_run_was_writing_is_its_own(tmp_path: Path) -> None:
    path, strange = tmp_path / "bao_cao.txt", tmp_path / "khac.txt"
    strange.write_bytes(b"x")
    with opened(tmp_path / "nhat_ky.jsonl") as manifest:
        with pytest.raises(ZeroDivisionError), noted(path, manifest):
            path.write_bytes(b"half")
            raise ZeroDivisionError
        assert (is_free(path, manifest), is_free(strange, manifest)) == (True, False)
        with free_name(path, manifest) as taken:
            taken.write_bytes(b"whole")
        assert taken == path
        assert latest(manifest.path)["cạnh/bao_cao.txt"]["status"] == "written"
        path.write_bytes(b"edited")
        assert not is_free(path, manifest)
