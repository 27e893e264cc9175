"""Numbers of documents: in the order of the rows, kept, and never given twice."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import vanban
from tests.batch.rows import BASE, names_in, write_base
from tests.batch.runs import FAST, Batch, documents, latest, mappings, run, text_of
from tests.batch.workbooks import values
from tests.models.samples import raw
from vanban.batch.results import Options
from vanban.batch.running import BatchRun
from vanban.errors import InputError

NAME = "{trich_yeu}"
HEADING = "Trích yếu;Ngày ban hành"
GOOD = ("Một;2024", "Hai;2024", "Ba;2024", "Bốn;2024")
BAD = ("Một;2024", "Hai;2024-13", "Ba;2024", "Bốn;2024-13")


def shown_numbers(batch: Batch) -> list[int]:
    """The numbers that the pages show, in the order of the files."""
    pages = [text_of((batch.sink / name).read_bytes()) for name in batch.files if name]
    return [int(page.partition("Số: ")[2].partition("/")[0]) for page in pages]


def register_of(batch: Batch) -> dict[str, str]:
    """Number and subject of each line of the register."""
    path = next(path for path in batch.run.beside if path.name.endswith("so_dang_ky.xlsx"))
    from openpyxl import load_workbook  # noqa: PLC0415

    rows = [row for sheet in load_workbook(path).sheetnames for row in values(path, sheet)]
    cells = [[str(cell) for cell in row if cell is not None] for row in rows]
    return {
        row[0]: " ".join(row) for row in cells if row and "/" in row[0] and row[0][:1].isdigit()
    }


def numbered(tmp_path: Path, *rows: str, **options: Any) -> Batch:
    return run(tmp_path, *rows, heading=HEADING, **{"so_tu": 15} | options)


def test_numbers_follow_each_other_over_the_good_rows(tmp_path: Path) -> None:
    batch = numbered(tmp_path, *BAD)
    assert batch.numbers == [15, None, 16, None]
    assert shown_numbers(batch) == [15, 16]
    known = latest(batch.sink / "nhat_ky.jsonl")
    assert {key: line.get("so_van_ban") for key, line in known.items() if "row" in line} == {
        "Một": 15, "Ba": 16, "dòng:2": None, "dòng:4": None
    }  # fmt: skip


def test_a_row_corrected_later_gets_the_next_number_and_the_others_keep_theirs(
    tmp_path: Path,
) -> None:
    numbered(tmp_path, *BAD)
    second = numbered(tmp_path, *GOOD[:3], BAD[3], resume=True)
    assert second.numbers == [15, 17, 16, None]
    assert second.outcomes == ["unchanged", "written", "unchanged", "failed"]
    assert "từ số 15 đến số 17" in (second.sink / "bao_cao.txt").read_text("utf-8")
    third = numbered(tmp_path, *GOOD, resume=True)
    assert third.numbers == [15, 17, 16, 18] == shown_numbers(third)


def test_a_number_of_a_row_that_is_gone_is_not_given_again(tmp_path: Path) -> None:
    numbered(tmp_path, *GOOD)
    batch = numbered(tmp_path, *GOOD[:3], "Năm;2024", resume=True)
    assert batch.numbers == [15, 16, 17, 19]
    back = numbered(tmp_path, *GOOD, resume=True)
    assert back.numbers == [15, 16, 17, 18]


def test_a_row_put_on_top_gets_the_next_number(tmp_path: Path) -> None:
    numbered(tmp_path, *GOOD)
    assert numbered(tmp_path, "Không;2024", *GOOD, resume=True).numbers == [19, 15, 16, 17, 18]


@pytest.mark.parametrize("so_tu", [1, 15, 19, 100])
def test_going_on_with_another_first_number_changes_none(tmp_path: Path, so_tu: int) -> None:
    numbered(tmp_path, *GOOD)
    batch = numbered(tmp_path, *GOOD, "Năm;2024", so_tu=so_tu, resume=True)
    assert batch.numbers == [15, 16, 17, 18, max(19, so_tu)]


def test_force_keeps_numbers(tmp_path: Path) -> None:
    numbered(tmp_path, *GOOD)
    batch = numbered(tmp_path, *reversed(GOOD), force=True)
    assert batch.outcomes == ["written"] * 4
    assert batch.numbers == [18, 17, 16, 15] == shown_numbers(batch)


def test_a_changed_row_keeps_its_number(tmp_path: Path) -> None:
    numbered(tmp_path, *GOOD)
    batch = numbered(tmp_path, GOOD[0], "Hai;2025", *GOOD[2:], resume=True)
    assert batch.outcomes[1] == "written"
    assert batch.numbers == [15, 16, 17, 18] == shown_numbers(batch)


def test_a_row_that_could_not_be_made_keeps_its_number(tmp_path: Path) -> None:
    (tmp_path / "ra" / "Hai.docx").mkdir(parents=True)
    batch = numbered(tmp_path, *GOOD, force=True)
    assert batch.outcomes == ["written", "failed", "written", "written"]
    (tmp_path / "ra" / "Hai.docx").rmdir()
    done = numbered(tmp_path, *GOOD, resume=True)
    assert done.numbers == [15, 16, 17, 18]


@pytest.mark.parametrize("how", ["resume", "force"])
def test_going_on_without_numbers_is_refused(tmp_path: Path, how: str) -> None:
    batch = numbered(tmp_path, *GOOD)
    before = documents(batch.sink)
    with pytest.raises(InputError) as caught:
        numbered(tmp_path, *GOOD, so_tu=None, **{how: True})
    assert str(caught.value) == (
        f"{tmp_path}/ra/nhat_ky.jsonl: lần chạy trước đã cấp số đến 18; hãy thêm "
        "lại --so-tu như lần trước, các số đó được giữ và số mới cấp tiếp theo"
    )
    assert documents(batch.sink) == before
    assert numbered(tmp_path, *GOOD, so_tu=19, resume=True).outcomes == ["unchanged"] * 4


def test_numbers_given_to_documents_that_had_none(tmp_path: Path) -> None:
    numbered(tmp_path, *GOOD, so_tu=None)
    batch = numbered(tmp_path, *GOOD, resume=True)
    assert batch.outcomes == ["written"] * 4
    assert shown_numbers(batch) == [15, 16, 17, 18]


def test_a_base_with_a_number_is_refused(tmp_path: Path) -> None:
    base = write_base(tmp_path, f"{BASE}so_van_ban: 7\n")
    with pytest.raises(InputError) as caught:
        run(tmp_path, "Một", base=base, so_tu=1)
    message = "đã có số văn bản ở đây; hãy bỏ số này đi, hoặc bỏ --so-tu"
    assert str(caught.value) == f"{base}: {message}"
    assert names_in(tmp_path) == ["bang.csv", "goc.yaml"]
    with pytest.raises(InputError) as caught:
        run(tmp_path, "Một;7", heading="Trích yếu;Số văn bản", so_tu=1)
    assert str(caught.value) == f"{tmp_path}/bang.csv:1: {message}"


def test_a_number_in_a_row_that_is_a_mapping_is_refused(tmp_path: Path) -> None:
    """There is no heading to refuse, and the document would have two numbers."""
    rows = [{"trich_yeu": "Một"}, {"trich_yeu": "Hai", "so_van_ban": 7}]
    batch = Batch(write_base(tmp_path), rows, tmp_path / "ra", so_tu=1, name="{trich_yeu}")
    assert batch.outcomes == ["written", "failed"]
    assert "hãy bỏ số này đi, hoặc bỏ --so-tu" in batch.problems[0]
    assert batch.numbers == [1, None]


def test_the_register_says_what_the_documents_say(tmp_path: Path) -> None:
    batch = numbered(tmp_path, *GOOD[:3], BAD[3], so_tu=8)
    register = register_of(batch)
    pages = [text_of(data) for data in documents(batch.sink).values()]
    shown = [page.partition("Số: ")[2].partition("\n")[0].strip() for page in pages]
    assert sorted(register) == sorted(shown) == ["08/KH-UBND", "09/KH-UBND", "10/KH-UBND"]
    for page, number in zip(pages, shown, strict=True):
        subject = next(word for word in ("Một", "Hai", "Ba") if word in page)
        assert subject.casefold() in register[number].casefold()


def test_the_register_of_a_run_that_went_on_holds_all(tmp_path: Path) -> None:
    numbered(tmp_path, *BAD)
    batch = numbered(tmp_path, *GOOD, resume=True)
    subjects = {number: line.casefold() for number, line in register_of(batch).items()}
    for number, subject in zip((15, 17, 16, 18), ("một", "hai", "ba", "bốn"), strict=True):
        assert f"kế hoạch {subject} " in subjects[f"{number}/KH-UBND"]
    assert len(subjects) == 4


def test_a_number_whose_row_is_gone_stays_in_the_register(tmp_path: Path) -> None:
    numbered(tmp_path, *GOOD)
    batch = numbered(tmp_path, *GOOD[:2], GOOD[3], resume=True)
    rows = values(batch.sink / "so_dang_ky.xlsx", "Nội dung")
    cells = [[str(cell) for cell in row] for row in rows]
    (lost,) = [row for row in cells if row[0] == "17"]
    assert lost[2] == "Ba.docx: không còn dòng đúng nào trong bảng"
    assert {row[0] for row in cells} >= {"15/KH-UBND", "16/KH-UBND", "17", "18/KH-UBND"}
    back = register_of(numbered(tmp_path, *GOOD, resume=True))
    assert sorted(back) == [f"{number}/KH-UBND" for number in (15, 16, 17, 18)]


def test_a_number_whose_row_fails_once_stays_in_the_register(tmp_path: Path) -> None:
    """The document of the earlier run stands, and may have been sent."""
    (tmp_path / "mau.docx.j2").write_text(
        "1. {% if dia_danh == 'Hỏng' %}{{ trich_yeu.x }}{% endif %}Họp.\n", "utf-8"
    )
    body = "noi_dung: Các thôn thực hiện kế hoạch này./."
    base = write_base(tmp_path, BASE.replace(body, "khuon_mau: mau.docx.j2"))
    options: dict[str, Any] = {"base": base, "heading": "Trích yếu;Địa danh", "so_tu": 1, **FAST}
    run(tmp_path, "Một;A", "Hai;B", **options)
    batch = run(tmp_path, "Một;A", "Hai;Hỏng", "Ba;Hỏng", resume=True, **options)
    assert batch.outcomes == ["unchanged", "failed", "failed"]
    assert sorted(register_of(batch)) == ["01/KH-UBND", "02/KH-UBND"]


def test_a_pattern_of_the_row_number_alone_is_refused(tmp_path: Path) -> None:
    """A number given by the place of a row would move to another document with it."""
    for name in ("{stt}", "Kế hoạch {STT}"):
        with pytest.raises(InputError) as caught:
            numbered(tmp_path, *GOOD, name=name)
        assert str(caught.value).startswith("khi cấp số, tên tệp cần thêm một cột ngoài {stt}")
    assert numbered(tmp_path, *GOOD, name="{stt} - {trich_yeu}").numbers == [15, 16, 17, 18]
    with pytest.raises(InputError, match="khi cấp số, tên tệp cần thêm một cột"):
        Batch(write_base(tmp_path), mappings(3), tmp_path / "rb", so_tu=1)


def test_rows_of_one_name_get_no_numbers(tmp_path: Path) -> None:
    rows = ("Một;2024", "MỘT;2025", "Ba;2024", "một;2023")
    batch = numbered(tmp_path, *rows)
    assert batch.outcomes == ["written", "failed", "written", "failed"]
    assert batch.numbers == [15, None, 16, None]
    assert batch.problems[0] == (
        f"{tmp_path}/bang.csv:3: cùng tên “MỘT” với dòng 2; khi cấp số, mỗi dòng cần một tên "
        "riêng để số không chuyển sang văn bản khác; hãy thêm vào --name một cột phân biệt các dòng"
    )
    assert list(documents(batch.sink)) == ["Ba.docx", "Một.docx"]
    again = numbered(tmp_path, *rows, resume=True)
    assert again.outcomes == ["unchanged", "failed", "unchanged", "failed"]
    own = numbered(tmp_path, *rows, name="{trich_yeu} {ngay_ban_hanh}", sink=tmp_path / "rb")
    assert own.numbers == [15, 16, 17, 18]


@pytest.mark.parametrize("name", ["{stt} - {trich_yeu}", "{trich_yeu} ({stt})"])
def test_the_number_of_a_row_does_not_make_its_name_its_own(tmp_path: Path, name: str) -> None:
    """Two rows that differ by their place alone would swap numbers when one is put in between."""
    batch = numbered(tmp_path, "Một;2024", "Một;2025", name=name)
    assert batch.outcomes == ["written", "failed"]


@pytest.mark.parametrize("name", ["{stt} - {trich_yeu}", "{trich_yeu}"])
def test_numbers_stay_with_their_documents_when_rows_are_put_in(tmp_path: Path, name: str) -> None:
    first = numbered(tmp_path, *GOOD, name=name)
    given = dict(zip(GOOD, zip(first.files, first.numbers, strict=True), strict=True))
    rows = ("Không;2024", *reversed(GOOD))
    batch = numbered(tmp_path, *rows, name=name, resume=True)
    assert batch.outcomes == ["written", *["unchanged"] * 4]
    assert [*zip(batch.files, batch.numbers, strict=True)][1:] == [given[row] for row in rows[1:]]
    assert batch.numbers[0] == 19


def test_a_form_that_prints_no_number_gets_none(tmp_path: Path) -> None:
    base = {**raw("thu_cong"), "trich_yeu": "Thư chúc mừng"}
    rows = [{"trich_yeu": "Một"}, {"trich_yeu": "Hai"}]
    options: dict[str, Any] = {"name": "{trich_yeu}", **FAST}
    with pytest.raises(InputError) as caught:  # all rows alike: a fault of the base
        Batch(base, rows, tmp_path / "ra", so_tu=1, **options)
    said = "Số văn bản: văn bản này không in số, ký hiệu nên không cấp số được; hãy bỏ --so-tu"
    assert str(caught.value) == said
    assert Batch(base, rows, tmp_path / "ra", **options).outcomes == ["written"] * 2


def test_a_secret_document_gets_none(tmp_path: Path) -> None:
    heading = "Trích yếu;Độ mật"
    batch = run(tmp_path, "Một;", "Hai;Mật", "Ba;", heading=heading, so_tu=1)
    assert (batch.outcomes, batch.numbers) == (["written", "failed", "written"], [1, None, 2])
    assert "văn bản mật có hệ thống số riêng (Điều 15 khoản 2)" in batch.problems[0]
    assert run(tmp_path, "Hai;Mật", heading=heading, sink=tmp_path / "rb").outcomes == ["written"]


def test_without_numbers_there_is_no_register(tmp_path: Path) -> None:
    assert "so_dang_ky.xlsx" not in names_in(numbered(tmp_path, *GOOD, so_tu=None).sink)


@pytest.mark.parametrize("jobs", [1, 2])
def test_numbers_of_many_rows_follow_the_rows_and_not_the_workers(
    tmp_path: Path, jobs: int
) -> None:
    base = write_base(tmp_path)
    options: dict[str, Any] = {"name": "{trich_yeu}", "so_tu": 95, "jobs": jobs}
    batch = Batch(base, mappings(450), tmp_path / "ra", **options, **FAST)
    assert batch.numbers == list(range(95, 545)) == shown_numbers(batch)


def test_a_number_is_not_given_again_after_the_run_was_given_up(tmp_path: Path) -> None:
    """What was planned may have been made, read and sent; its number is gone."""
    base = write_base(tmp_path)
    rows = [{"trich_yeu": f"A{number}"} for number in range(250)]
    options: dict[str, Any] = {"so_tu": 1, "name": "{trich_yeu}", **FAST}
    with BatchRun(base, rows, tmp_path / "ra", Options(**options)) as given_up:
        list(given_up.preflight())
        with closing(given_up.write()) as writing:  # type: ignore[type-var]
            next(writing)
    planned = {
        line["so_van_ban"]
        for line in latest(tmp_path / "ra" / "nhat_ky.jsonl").values()
        if "row" in line
    }
    assert len(planned) >= 100
    new = [{"trich_yeu": f"B{number}"} for number in range(3)]
    numbers = Batch(base, new, tmp_path / "ra", resume=True, **options).numbers
    assert numbers == [max(planned) + number for number in (1, 2, 3)]
    numbers = Batch(base, rows, tmp_path / "ra", resume=True, **options).numbers
    assert len({*numbers} - {*range(max(planned) + 1, max(planned) + 4)}) == 250


def test_a_long_batch_makes_what_one_document_by_itself_is(tmp_path: Path) -> None:
    """Beyond the first rows a document is not validated again when it gets its number."""
    base = write_base(tmp_path)
    options: dict[str, Any] = {"name": NAME, "so_tu": 15, **FAST}
    made = list(vanban.batch(base, mappings(150), tmp_path / "ra", **options))
    own = {"trich_yeu": "Họp thôn 150", "so_van_ban": "164"}
    whole = vanban.render(vanban.load({"ke_thua": str(base)} | own))
    assert made[-1].so_van_ban == 164
    assert (tmp_path / "ra" / made[-1].file).read_bytes() == whole
