"""What docs/ shows is run: every data file, outline, template and command, and the field list."""

import csv
import shlex
import subprocess
import sys
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook

import vanban
from tests.check.mutants import edited, rendered, reword, styled
from tests.conftest import EXAMPLES, ROOT
from tests.test_readme import FENCE
from vanban.cli.program import run
from vanban.models import PhatDong, VanBan
from vanban.outline import Insert, Level, Merge, Paragraph, Table, parse_outline

DOCS = ROOT / "docs"
PICTURE = ROOT / "examples" / "nghi_dinh_30" / "ban_do.png"
START, OUTLINE, FIELDS = DOCS / "bat_dau.md", DOCS / "dan_bai.md", DOCS / "truong_du_lieu.md"
CHECKING, RULES = DOCS / "kiem_tra.md", DOCS / "quy_tac.md"
BATCHES = DOCS / "hang_loat.md"


def fenced(kind: str, *paths: Path) -> list[str]:
    return [
        text
        for path in paths or sorted(DOCS.glob("*.md"))
        for found, text in FENCE.findall(path.read_text("utf-8"))
        if found == kind
    ]


def page(document: vanban.VanBan, template: str | None = None) -> str:
    """The text of the rendered body, its spaces ordinary."""
    made = docx.Document(BytesIO(vanban.render(document, template=template)))
    return "\n".join(p.text for p in made.paragraphs).replace("\u00a0", " ")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples in their place, and the data of 2024 beside one's own."""
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "quang_trung").symlink_to(EXAMPLES)
    (tmp_path / "2024.yaml").write_text((EXAMPLES / "2024.yaml").read_text("utf-8"), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("data", fenced("yaml"))
def test_every_data_file_loads_and_renders(data: str, folder: Path) -> None:
    is_whole = data.startswith(("Loại:", "ke_thua:"))
    path = folder / "vi_du.yaml"
    path.write_text(data if is_whole else f"ke_thua: 2024.yaml\n{data}", "utf-8")
    assert "./." in page(vanban.load(path))


@pytest.mark.parametrize("text", fenced("dan_bai"))
def test_every_outline_is_read_and_renders(text: str, plan: vanban.VanBan) -> None:
    blocks = parse_outline(text)
    shown = page(plan.model_copy(update={"noi_dung": text}))
    for block in blocks:
        if isinstance(block, Paragraph):
            assert block.text.rstrip(".").casefold() in shown.casefold()


@pytest.fixture(scope="module")
def plan() -> vanban.VanBan:
    return vanban.VanBan(
        loai="ke_hoach",
        co_quan_ban_hanh="Ủy ban nhân dân xã Quang Trung",
        viet_tat_co_quan="UBND",
        dia_danh="Xã Quang Trung",
        ngay_ban_hanh=vanban.PartialDate(2024),
        trich_yeu="Ví dụ",
        noi_dung="Ví dụ.",
        nguoi_ky=vanban.NguoiKy(chuc_vu="Chủ tịch", ho_ten="Nguyễn Văn A"),
        noi_nhan=("Trưởng các thôn",),
        bang_bieu=(
            {"ten_bang": "Dự toán kinh phí", "cac_cot": [{"ten_cot": "Mục"}], "cac_dong": [["A"]]},
        ),
        hinh_anh=({"ten_hinh": "Bản đồ xã", "tep_hinh": str(PICTURE)},),
    )


def test_the_outlines_mean_what_the_page_says() -> None:
    rules, levels, titles, marks, table, merged, placed, broken, escaped = map(
        parse_outline, fenced("dan_bai")
    )
    assert [block.level for block in rules if isinstance(block, Paragraph)] == [
        *(Level.CHUONG, Level.MUC, Level.DIEU, Level.DOAN, Level.DIEU, Level.KHOAN),
        *(Level.DIEM, Level.DIEM),
    ]
    assert isinstance(rules[0], Paragraph)
    assert rules[0].text == "QUY ĐỊNH CHUNG"
    assert [block.level for block in levels if isinstance(block, Paragraph)] == [
        *(Level.MUC_LA_MA, Level.KHOAN, Level.KHOAN_CON, Level.GACH, Level.CONG, Level.CONG),
    ]
    assert [block.is_title for block in titles if isinstance(block, Paragraph)] == [True, False]
    formats = [run[1:] for b in marks if isinstance(b, Paragraph) for run in b.runs if any(run[1:])]
    assert formats == [(True, False), (False, True), (True, True)]
    assert isinstance(table[0], Table)
    assert (table[0].alignments, table[0].header_rows) == (("", "phai", "giua"), 1)
    assert isinstance(merged[0], Table)
    assert (merged[0].header_rows, merged[0].unit) == (2, "triệu đồng")
    assert [str(width) for width in merged[0].widths_mm] == ["12", "None", "30", "30"]
    assert merged[0].rows[2][1:] == (Merge.LEFT,) * 3
    assert [block for block in placed if isinstance(block, Insert)] == [
        Insert("bảng", "Dự toán kinh phí"),
        Insert("hình", "Bản đồ xã"),
    ]
    assert len(broken) == 3
    assert [block.text for block in escaped if isinstance(block, Paragraph)] == [
        "Diện tích: 5 * 3 mét.",
        "1. Dòng này là đoạn thường, không phải khoản.",
        "Tệp lưu ở D:\\van_ban.",
    ]


@pytest.mark.parametrize("template", fenced("jinja"))
def test_every_template_renders(template: str, decree: PhatDong, folder: Path) -> None:
    path = folder / "ten_tep.docx.j2"
    path.write_text(template, "utf-8")
    shown = page(decree, str(path))
    if "extends" in template:
        assert "Khẩu hiệu: “Chung sức xây dựng xã Quang Trung”." in shown
        assert "Các thôn tổ chức đăng ký thi đua trong tháng 01 năm 2024." in shown
        assert "Chủ đề thi đua xuyên suốt năm 2024" in shown
        assert "Đài truyền thanh" not in shown
    else:
        assert "4. Về quốc phòng - an ninh" in shown
        assert "+ Thương mại - dịch vụ: 377,4 tỷ đồng." in shown


def test_the_page_lists_every_name_a_template_may_use(decree: PhatDong) -> None:
    """Fields go by the names of the data file; what is made of them stands on the page."""
    text = OUTLINE.read_text("utf-8")
    made = [name for name in decree.template_context() if name not in VanBan.model_fields]
    assert [name for name in made if f"`{name}`" not in text] == []


def test_the_commands_run(folder: Path) -> None:
    (folder / "ke_hoach.yaml").write_text(fenced("yaml", START)[0], "utf-8")
    lines = [line for text in fenced("", START) for line in text.splitlines()]
    assert [line.split()[:2] for line in lines] == [
        ["vanban", command] for command in ("render", "render", "compare", "form", "batch")
    ]
    for line in lines:
        assert run(line.split()[1:]) == 0, line
    assert (folder / "ke_hoach.docx").exists()
    assert (folder / "2025.docx").exists()
    assert len(list((folder / "thu_muc").glob("*.docx"))) == 6


def test_a_warning_begins_as_the_page_says(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["render", "2024.yaml"]) == 0
    assert capsys.readouterr().err.startswith("cảnh báo: ")
    assert "“cảnh báo”" in START.read_text("utf-8")


def test_the_message_is_what_the_program_says(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = fenced("yaml", START)[0]
    wrong = data.replace("Ngày ban hành: 2024", "Ngày ban hành: 31/02/2024")
    (folder / "ke_hoach.yaml").write_text(wrong, "utf-8")
    assert run(["render", "ke_hoach.yaml"]) == 2
    assert capsys.readouterr().err in fenced("text", START)


@pytest.mark.parametrize("data", fenced("yaml", FIELDS))
def test_the_sentences_are_those_of_the_page(data: str, folder: Path) -> None:
    (folder / "vi_du.yaml").write_text(
        data if data.startswith("ke_thua") else f"ke_thua: 2024.yaml\n{data}", "utf-8"
    )
    shown = page(vanban.load(folder / "vi_du.yaml"))
    expected = {
        "cap_giao: thị xã": "Thôn đạt tiêu chí kiểu mẫu: thị xã giao 03 thôn (Thôn 4, 5, 6).",
        "- Đàn trâu, bò: 220": "Chăn nuôi: Đàn trâu, bò: 220 con; Tổng đàn lợn cả năm: 4.900 con.",
        "cach_ghi": "- Hoàn thành 100% chỉ tiêu giao quân năm 2024.",
        "Đàn trâu, bò: 230": "Chăn nuôi: Đàn trâu, bò: 230 con; Tổng đàn lợn cả năm: 4.900 con;",
        "trong_do": "- Tổng giá trị sản xuất địa bàn: 663 tỷ đồng. Trong đó:",
        "van_ban_quan_triet": "Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị.",
    }
    for sign, sentence in expected.items():
        if sign in data:
            assert sentence in shown


def test_the_field_list_is_current(tmp_path: Path) -> None:
    output = tmp_path / "truong_du_lieu.md"
    script = ROOT / "scripts" / "field_list.py"
    subprocess.run([sys.executable, script, output], check=True)
    hint = "the models have changed: run scripts/field_list.py"
    assert output.read_text("utf-8") == FIELDS.read_text("utf-8"), hint


def test_the_rule_list_is_current(tmp_path: Path) -> None:
    output = tmp_path / "quy_tac.md"
    script = ROOT / "scripts" / "rule_list.py"
    subprocess.run([sys.executable, script, output], check=True)
    hint = "the rules have changed: run scripts/rule_list.py"
    assert output.read_text("utf-8") == RULES.read_text("utf-8"), hint


@pytest.fixture
def papers(folder: Path) -> Path:
    """A folder with a decision whose motto is wrong."""
    wrong = edited(
        rendered("quyet_dinh"),
        lambda d: reword(
            styled(d, "VB_TieuNgu"), "Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc"
        ),
    )
    (folder / "van_ban").mkdir()
    for path in (folder / "quyet_dinh.docx", folder / "van_ban" / "quyet_dinh.docx"):
        path.write_bytes(wrong)
    return folder


def test_the_commands_of_the_checker_run(papers: Path) -> None:
    lines = [line.split() for text in fenced("", CHECKING) for line in text.splitlines()]
    assert {line[1] for line in lines} == {"check", "explain", "rules"}
    for line in lines:
        assert run(line[1:]) == (line[1] == "check" and "--ignore" not in line), line
    assert (papers / "gop_y" / "quyet_dinh.docx").exists()


def test_the_report_is_what_the_program_says(
    papers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "quyet_dinh.docx"]) == 1
    assert capsys.readouterr().out in fenced("text", CHECKING)


def test_the_table_of_settings_is_read(papers: Path) -> None:
    (table,) = fenced("toml", CHECKING)
    (papers / "pyproject.toml").write_text(table, "utf-8")
    assert run(["check", "van_ban"]) == 0


def test_the_checker_is_called_from_python(
    papers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (text,) = fenced("python", CHECKING)
    exec(compile(text, "kiem_tra.md", "exec"), {})  # noqa: S102
    assert capsys.readouterr().out == ""


def test_every_model_of_the_decree_has_its_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "scripts")
    field_list: Any = import_module("field_list")
    assert field_list.models_without_a_table() == set()


@pytest.fixture
def villages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the example of the villages, and a letter, as the page on batches has them."""
    for name in ("2024.yaml", "thon.yaml", "thon.docx.j2", "thon.csv"):
        (tmp_path / name).write_bytes((EXAMPLES / name).read_bytes())
    monkeypatch.chdir(tmp_path)
    assert run(["new", "cong_van", "-o", "cong_van.yaml"]) == 0
    return tmp_path


def fill_in(form: Path, rows: list[list[str]]) -> None:
    """Types rows into an entry form, below its example."""
    book = load_workbook(form)
    sheet = book["Nhập liệu"]
    headings = [cell.value for cell in sheet[3]]
    for number, row in enumerate(rows[1:], 6):
        for heading, value in zip(rows[0], row, strict=True):
            sheet.cell(number, headings.index(heading) + 1).value = value
    book.save(form)


def test_the_commands_of_batches_run(villages: Path) -> None:
    lines = [line for text in fenced("", BATCHES) for line in text.splitlines()]
    commands = [shlex.split(line, comments=True) for line in lines if line.startswith("vanban ")]
    here = [words for words in commands if not {"--pdf", "--cluster"} & set(words)]
    assert [words[1] for words in here[:3]] == ["form", "batch", "batch"]
    text = (villages / "thon.csv").read_text("utf-8")
    rows = list(csv.reader(text.splitlines(), delimiter=";"))
    for words in here:
        force = ["--force"] if words[1] == "form" else []
        assert run([*words[1:], *force]) == 0, words
        if words[1:3] == ["form", "thon.yaml"]:
            fill_in(villages / words[-1], rows)
    assert len(list((villages / "thon").glob("*.docx"))) == 6


def test_the_script_of_batches_runs(villages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cluster, text = fenced("python", BATCHES)
    assert "executor=client" in cluster
    compile(cluster, "hang_loat.md", "exec")
    exec(compile(text, "hang_loat.md", "exec"), {})  # noqa: S102
    assert capsys.readouterr().out.splitlines() == [f"{n} written 0{n}.docx" for n in (1, 2, 3)]
    assert villages.joinpath("thon", "nhat_ky.jsonl").exists()
