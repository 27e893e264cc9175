"""vanban check: what is printed, what is written, and how it ends."""

import json
import os
import shutil
import subprocess
import sys
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest

from tests.check.mutants import edited, rendered, reword, styled
from tests.cli.conftest import Call
from tests.conftest import W, absent, part
from vanban.cli import run

MOTTO = "Độc lập - Tự do - Hạnh phúc"
WRONG_MOTTO = "Độc lập – Tự do – Hạnh phúc"


def with_wrong_motto(example: str = "cong_van") -> bytes:
    """An example with an error of TN02."""
    return edited(rendered(example), lambda d: reword(styled(d, "VB_TieuNgu"), MOTTO, WRONG_MOTTO))


def of_the_party() -> bytes:
    document = docx.Document()
    for line in ("ĐẢNG CỘNG SẢN VIỆT NAM", "Hà Nội, ngày 05 tháng 3 năm 2024", "HƯỚNG DẪN"):
        document.add_paragraph(line)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def papers(folder: Path) -> Path:
    """A folder with a good letter, a bad one, a Party paper, and what is no document."""
    made = folder / "van_ban"
    (made / "con").mkdir(parents=True)
    (made / "dung.docx").write_bytes(rendered("cong_van"))
    (made / "con" / "sai.docx").write_bytes(with_wrong_motto())
    (made / "dang.docx").write_bytes(of_the_party())
    (made / "~$dung.docx").write_bytes(b"khoa")
    (made / "ghi_chu.txt").write_text("không phải văn bản", "utf-8")
    return made


def test_a_good_file_is_told_so(call: Call, papers: Path) -> None:
    done = call("check", "van_ban/dung.docx")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "van_ban/dung.docx: Công văn, không thấy lỗi\n\nĐã kiểm tra 1 tệp: không thấy lỗi\n"
    )


def test_an_error_is_told_with_its_place_its_clause_and_what_to_do(
    call: Call, papers: Path
) -> None:
    done = call("check", "van_ban/con/sai.docx")
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith("van_ban/con/sai.docx: Công văn, 1 lỗi\n\n  Tiêu ngữ\n  TN02 lỗi: ")
    for line in (
        f"bảng 1, dòng 1, ô 2: “{WRONG_MOTTO}”",
        f"Quy định: {MOTTO}",
        f"Văn bản:  {WRONG_MOTTO}",
        "Căn cứ:   Phụ lục I, Phần I, Mục II, khoản 1 điểm b",
    ):
        assert f"       {line}\n" in done.out
    assert done.out.endswith("Đã kiểm tra 1 tệp: 1 lỗi\nGiải thích một mã: vanban explain TN02\n")


def test_a_folder_is_searched_and_other_regimes_are_not_judged(call: Call, papers: Path) -> None:
    done = call("check", "van_ban")
    assert (done.code, done.err) == (1, "")
    heads = [line for line in done.out.splitlines() if line.startswith("van_ban/")]
    assert [line.partition(":")[0] for line in heads] == [
        "van_ban/con/sai.docx",
        "van_ban/dang.docx",
        "van_ban/dung.docx",
    ]
    assert "van_ban/dang.docx: không thuộc Nghị định 30: " in done.out
    assert "Đã kiểm tra 2 tệp: 1 lỗi; 1 tệp không thuộc Nghị định 30\n" in done.out


def test_a_file_of_another_regime_ends_well(call: Call, papers: Path) -> None:
    assert call("check", "van_ban/dang.docx").code == 0


def test_a_folder_without_word_files_is_told(call: Call, folder: Path) -> None:
    (folder / "rong").mkdir()
    done = call("check", "rong")
    assert (done.code, done.out) == (2, "")
    assert done.err == "lỗi: thư mục “rong” không có tệp .docx nào\n"


def test_an_empty_folder_among_others_is_told_and_the_others_are_checked(
    call: Call, papers: Path
) -> None:
    Path("rong").mkdir()
    done = call("check", "rong", "van_ban/dung.docx")
    assert done.code == 0
    assert done.err == "cảnh báo: thư mục “rong” không có tệp .docx nào\n"


def test_legacy_files_of_a_folder_are_told_when_they_are_not_checked(
    call: Call, papers: Path
) -> None:
    (papers / "cu.doc").write_bytes(b"x")
    done = call("check", "van_ban")
    assert "bỏ qua 1 tệp đời cũ (.doc, .rtf, .odt); thêm --convert" in done.err


def test_a_file_named_twice_is_checked_once(call: Call, papers: Path) -> None:
    done = call("check", "van_ban/dung.docx", "van_ban", "van_ban/dung.docx")
    assert done.out.count("van_ban/dung.docx: ") == 1


def test_what_cannot_be_read_is_told_and_the_others_are_checked(call: Call, papers: Path) -> None:
    (papers / "hong.docx").write_bytes(b"PK\x03\x04 h\xe1\xbb\x8fng")
    (papers / "cu.doc").write_text("<html><body>Chào</body></html>", "utf-8")
    done = call("check", "van_ban/hong.docx", "thieu.docx", "van_ban/cu.doc", "van_ban/dung.docx")
    assert done.code == 2
    assert [line.partition(": ")[2].partition(":")[0] for line in done.lines] == [
        "van_ban/hong.docx",
        "thieu.docx",
        "van_ban/cu.doc",
    ]
    assert "lỗi: thieu.docx: không tìm thấy tệp" in done.err
    assert "Đã kiểm tra 1 tệp: không thấy lỗi; 3 tệp không đọc được\n" in done.out


def test_errors_outweigh_what_cannot_be_read(call: Call, papers: Path) -> None:
    assert call("check", "thieu.docx", "van_ban/con/sai.docx").code == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no such files")
def test_what_is_no_regular_file_is_not_read(call: Call, folder: Path) -> None:
    os.mkfifo(folder / "ong.docx")
    done = call("check", "ong.docx")
    assert (done.code, "không phải là tệp thường" in done.err) == (2, True)


def test_json_is_an_array_with_one_object_for_each_file(call: Call, papers: Path) -> None:
    done = call("check", "van_ban", "thieu.docx", "--format", "json")
    assert done.code == 1
    wrong, party, good, missing = json.loads(done.out)
    keys = ["file", "regime", "kind", "more_documents", "next_document"]
    keys += ["components", "findings"]
    assert list(wrong) == keys
    assert (wrong["file"], wrong["regime"]) == ("van_ban/con/sai.docx", "nd30")
    assert wrong["kind"] == "cong_van"
    assert [each["code"] for each in wrong["findings"]] == ["TN02"]
    assert wrong["findings"][0]["place"]["quote"] == WRONG_MOTTO
    assert {"quoc_hieu", "tieu_ngu"} <= {each["name"] for each in wrong["components"]}
    assert (party["regime"], party["findings"]) == ("dang", [])
    assert good["findings"] == []
    assert list(missing) == ["file", "error"]


def test_sarif_names_the_file_and_the_rule(call: Call, papers: Path) -> None:
    done = call("check", "van_ban", "--format", "sarif")
    (found,) = json.loads(done.out)["runs"]
    (result,) = found["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert (result["ruleId"], location) == ("TN02", {"uri": "van_ban/con/sai.docx"})
    assert found["tool"]["driver"]["rules"][0]["help"]["text"].startswith("Quy định: ")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--select", "TN"], 1),
        (["--select", "tn02"], 1),
        (["--select", "QH,SK"], 0),
        (["--select", "QH", "--select", "TN02"], 1),
        (["--ignore", "TN02"], 0),
        (["--ignore", "QH", "--ignore", "TN"], 0),
        (["--select", "TN", "--ignore", "TN01"], 1),
    ],
)
def test_rules_are_selected_and_ignored(
    call: Call, papers: Path, options: list[str], code: int
) -> None:
    assert call("check", "van_ban/con/sai.docx", *options).code == code


def test_an_unknown_code_stops_before_any_file(call: Call, papers: Path) -> None:
    done = call("check", "van_ban", "--select", "TM02")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("lỗi: không có quy tắc mang mã “TM02”; có phải “T")


def test_no_rule_left_is_told(call: Call, papers: Path) -> None:
    done = call("check", "van_ban", "--select", "TN02", "--ignore", "TN")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("lỗi: không còn quy tắc nào để kiểm tra")


def test_the_table_holds_unless_the_call_says_otherwise(call: Call, papers: Path) -> None:
    table = '[tool.vanban.check]\nignore = ["TN02"]\n'
    Path("pyproject.toml").write_text(table, "utf-8")
    assert call("check", "van_ban/con/sai.docx").code == 0
    assert call("check", "van_ban/con/sai.docx", "--select", "TN").code == 1
    Path("pyproject.toml").write_text(table.replace("ignore", "ignor"), "utf-8")
    done = call("check", "van_ban/con/sai.docx")
    assert (done.code, done.out) == (2, "")
    assert "pyproject.toml:2: " in done.err
    assert "có phải “ignore”?" in done.err


def test_warnings_count_only_where_strict(call: Call, folder: Path) -> None:
    wrong = edited(rendered("cong_van"), lambda d: _add_text(d, "Kinh phí của của dự án."))
    Path("a.docx").write_bytes(wrong)
    done = call("check", "a.docx")
    assert (done.code, "lưu ý" in done.out) == (0, True)
    assert call("check", "a.docx", "--strict").code == 1


def words_of(element: Any) -> str:
    return "".join(element.itertext(f"{W}t"))


def _add_text(document: docx.document.Document, words: str) -> None:
    styled(document, "VB_NoiDung").add_run(f" {words}")


def test_an_annotated_copy_is_written_beside_the_file(call: Call, papers: Path) -> None:
    before = (papers / "con" / "sai.docx").read_bytes()
    done = call("check", "van_ban/con/sai.docx", "--annotate", "ra/gop_y.docx")
    assert (done.code, done.err) == (1, "")
    assert "đã ghi ra/gop_y.docx\n" in done.out
    assert (papers / "con" / "sai.docx").read_bytes() == before
    (comment,) = part(Path("ra/gop_y.docx"), "word/comments.xml")
    assert comment.get(f"{W}author") == "vanban"
    assert words_of(comment).startswith("TN02 (lỗi): ")
    body = part(Path("ra/gop_y.docx"), "word/document.xml")
    (start,) = body.iter(f"{W}commentRangeStart")
    assert words_of(start.getparent()) == WRONG_MOTTO


def test_annotated_copies_of_a_folder_keep_their_places(call: Call, papers: Path) -> None:
    done = call("check", "van_ban", "--annotate", "ra", "--format", "json")
    assert len(json.loads(done.out)) == 3
    assert sorted(str(path.relative_to("ra")) for path in Path("ra").rglob("*.docx")) == [
        "con/sai.docx",
        "dang.docx",
        "dung.docx",
    ]
    assert Path("ra/dung.docx").read_bytes() == (papers / "dung.docx").read_bytes()


def test_nothing_is_written_over_without_force(call: Call, papers: Path) -> None:
    own, copy = papers / "con" / "sai.docx", papers / "gop_y.docx"
    copy.write_bytes(b"cu")
    done = call("check", own, "--annotate", copy)
    assert (done.code, done.out) == (2, "")
    assert "thêm --force để ghi đè" in done.err
    assert copy.read_bytes() == b"cu"
    assert call("check", own, "--annotate", copy, "--force").code == 1
    with ZipFile(copy) as package:
        assert "word/comments.xml" in package.namelist()


@pytest.mark.parametrize(
    ("file", "target"),
    [("sai.docx", "sai.docx"), ("sai.docx", "../con/sai.docx"), (".", ".")],
)
def test_an_original_is_never_written_over(
    call: Call, papers: Path, file: str, target: str
) -> None:
    own = papers / "con" / "sai.docx"
    before = own.read_bytes()
    folder = papers / "con"
    done = call("check", folder / file, "--annotate", folder / target, "--force")
    assert (done.code, done.out) == (2, "")
    assert "là tệp gốc" in done.err
    assert own.read_bytes() == before


def test_many_copies_do_not_go_to_one_target(call: Call, papers: Path) -> None:
    Path("tep").write_text("tệp", "utf-8")
    done = call("check", "van_ban", "--annotate", "tep")
    assert (done.code, done.out) == (2, "")
    assert done.err.count("phải là một thư mục khi có nhiều tệp") == 1


def test_two_files_never_share_a_copy(call: Call, papers: Path) -> None:
    (papers / "con" / "dung.docx").write_bytes(rendered("bao_cao"))
    files = ("van_ban/dung.docx", "van_ban/con/dung.docx")
    done = call("check", *files, "--annotate", "ra")
    assert (done.code, done.out) == (2, "")
    assert "cùng ghi ra “ra/dung.docx”" in done.err
    assert not Path("ra").exists()


def test_an_annotation_that_cannot_be_written_is_told(call: Call, papers: Path) -> None:
    Path("ra").write_text("tệp", "utf-8")
    done = call("check", "van_ban/dung.docx", "--annotate", "ra/a.docx")
    assert done.code == 2
    assert len(done.lines) == 1
    assert done.lines[0].startswith("lỗi: van_ban/dung.docx: ra: không tạo được thư mục: ")


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_several_processes_say_the_same_in_the_same_order(
    call: Call, papers: Path, form: str
) -> None:
    alone = call("check", "van_ban", "thieu.docx", "--format", form)
    together = call("check", "van_ban", "thieu.docx", "--format", form, "--jobs", "2")
    assert together == alone


def test_a_fault_of_the_program_spares_the_other_files(
    papers: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module = import_module("vanban.check.many_files")
    judge = module.judge

    def fail(package: object, rules: object, file: str) -> object:
        if file.endswith("dung.docx"):
            raise ZeroDivisionError("hỏng")
        return judge(package, rules, file)

    monkeypatch.delenv("VANBAN_DEBUG", raising=False)
    monkeypatch.setattr(module, "judge", fail)
    assert run(["check", "van_ban"]) == 1
    done = capsys.readouterr()
    assert "van_ban/con/sai.docx: Công văn, 1 lỗi" in done.out
    assert "1 tệp không đọc được" in done.out
    assert done.err.startswith(
        "lỗi: van_ban/dung.docx: lỗi bên trong của vanban: ZeroDivisionError: hỏng"
    )
    assert "Traceback" not in done.err


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    code = "import sys; from vanban.cli import main; sys.argv[0] = 'vanban'; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_output_is_utf8_on_any_terminal(papers: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    for environment in (plain, {"PYTHONIOENCODING": "cp1258"}):
        done = start("check", "van_ban/con/sai.docx", **environment)
        assert done.returncode == 1
        assert f"“{WRONG_MOTTO}”" in done.stdout.decode("utf-8")


def test_a_reader_that_leaves_is_no_fault(papers: Path) -> None:
    code = "import sys; from vanban.cli import main; sys.argv = ['vanban', 'rules']; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.parametrize(
    ("environment", "in_color"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colours_stand_on_a_terminal_only(
    papers: Path, environment: dict[str, str], in_color: bool
) -> None:
    pty = pytest.importorskip("pty")
    code = "import sys; from vanban.cli import main; main()"
    command = [sys.executable, "-c", code, "check", "van_ban/con/sai.docx"]
    clean = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    parent, child = pty.openpty()
    with subprocess.Popen(
        command, stdout=child, stderr=child, env={**clean, "TERM": "xterm", **environment}
    ) as process:
        os.close(child)
        shown = _read_all(parent).decode("utf-8")
        assert process.wait() == 1
    assert ("\033[" in shown) == in_color
    assert "TN02" in shown


def _read_all(descriptor: int) -> bytes:
    chunks = []
    try:
        while chunk := os.read(descriptor, 4096):
            chunks.append(chunk)
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(descriptor)
    return b"".join(chunks)


def test_a_legacy_file_is_converted_where_asked_for(call: Call, folder: Path) -> None:
    if not shutil.which("soffice"):
        absent("soffice")
    page = "<html><meta charset='utf-8'><body><p>Ghi chú của thôn</p></body></html>"
    Path("cu.doc").write_text(page, "utf-8")
    assert call("check", "cu.doc").code == 2
    done = call("check", "cu.doc", "--convert", "--annotate", "ra")
    assert (done.code, done.err) == (0, "")
    assert "cu.doc: không thuộc Nghị định 30: " in done.out
    assert Path("ra/cu.docx").exists()
