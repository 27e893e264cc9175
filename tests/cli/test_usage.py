"""Wrong calls, help pages, and what reaches the user when something fails."""

import subprocess
import sys

import pytest

from tests.cli.conftest import Call
from vanban.cli import run

COMMANDS = (
    "kinds",
    "new",
    "form",
    "render",
    "check",
    "compare",
    "batch",
    "explain",
    "rules",
    "schema",
)
ALL = ", ".join(COMMANDS)
WITHOUT_ARGUMENTS = ("kinds", "rules")


@pytest.mark.parametrize(
    ("call_line", "first", "see"),
    [
        ("rendr", "lỗi: không có lệnh “rendr”; có phải “render”?", "vanban"),
        (
            "xyzzy",
            f"lỗi: không có lệnh “xyzzy”; các lệnh có: {ALL}",
            "vanban",
        ),
        ("--versio", "lỗi: không có tùy chọn “--versio”; có phải “--version”?", "vanban"),
        ("--version=1", "lỗi: tùy chọn “--version” không nhận giá trị", "vanban"),
        ("render", "lỗi: thiếu đối số DỮ_LIỆU...", "vanban render"),
        (
            "render --forc a.yaml",
            "lỗi: không có tùy chọn “--forc”; có phải “--force”?",
            "vanban render",
        ),
        ("render -x a.yaml", "lỗi: không có tùy chọn “-x”", "vanban render"),
        (
            "render --force=1 a.yaml",
            "lỗi: tùy chọn “--force” không nhận giá trị",
            "vanban render",
        ),
        ("render a.yaml -o", "lỗi: tùy chọn “-o” cần một giá trị đi sau", "vanban render"),
        (
            "render a.yaml --template",
            "lỗi: tùy chọn “--template” cần một giá trị đi sau",
            "vanban render",
        ),
        (
            "render a.yaml b.yaml -o out.docx",
            "lỗi: có 2 tệp dữ liệu nên -o phải là một thư mục, gặp “out.docx”",
            "vanban render",
        ),
        (
            "render a.yaml b.yaml -o out.pdf",
            "lỗi: có 2 tệp dữ liệu nên -o phải là một thư mục, gặp “out.pdf”",
            "vanban render",
        ),
        (
            "render a.yaml -o out.odt",
            "lỗi: chỉ ghi được tệp .docx hoặc .pdf, gặp “out.odt”",
            "vanban render",
        ),
        ("compare a.yaml", "lỗi: thiếu đối số MỚI", "vanban compare"),
        ("compare a b c d", "lỗi: thừa đối số “c d”", "vanban compare"),
        (
            "compare a b --format jsn",
            "lỗi: --format nhận text, json, csv; gặp “jsn”; có phải “json”?",
            "vanban compare",
        ),
        ("batch a.yaml b.csv", "lỗi: thiếu tùy chọn “-o/--output”", "vanban batch"),
        ("batch", "lỗi: thiếu đối số GỐC", "vanban batch"),
        ("schema", "lỗi: thiếu đối số LOẠI", "vanban schema"),
        ("new", "lỗi: thiếu đối số LOẠI", "vanban new"),
        ("new ke_hoach -o", "lỗi: tùy chọn “-o” cần một giá trị đi sau", "vanban new"),
        (
            "new ke_hoach -o a.docx",
            "lỗi: tệp dữ liệu phải có đuôi .yaml, gặp “a.docx”",
            "vanban new",
        ),
        (
            "new ke_hoach --year 26",
            "lỗi: --year nhận một năm có bốn chữ số như 2026; gặp “26”",
            "vanban new",
        ),
        (
            "new ke_hoach --forc",
            "lỗi: không có tùy chọn “--forc”; có phải “--force”?",
            "vanban new",
        ),
        ("kinds ke_hoach", "lỗi: thừa đối số “ke_hoach”", "vanban kinds"),
        (
            "kinds --format jsn",
            "lỗi: --format nhận text, json; gặp “jsn”; có phải “json”?",
            "vanban kinds",
        ),
        ("schema a b", "lỗi: thừa đối số “b”", "vanban schema"),
        ("check", "lỗi: thiếu đối số TỆP...", "vanban check"),
        (
            "check a.docx --format xml",
            "lỗi: --format nhận text, json, sarif; gặp “xml”; hãy chọn một giá trị có sẵn",
            "vanban check",
        ),
        (
            "check a.docx --jobs 0",
            "lỗi: --jobs nhận một số từ 1 trở lên; gặp “0”",
            "vanban check",
        ),
        (
            "check a.docx --jobs hai",
            "lỗi: --jobs nhận một số từ 1 trở lên; gặp “hai”",
            "vanban check",
        ),
        (
            "check a.docx --select",
            "lỗi: tùy chọn “--select” cần một giá trị đi sau",
            "vanban check",
        ),
        (
            "check a.docx --anotate b.docx",
            "lỗi: không có tùy chọn “--anotate”; có phải “--annotate”?",
            "vanban check",
        ),
        (
            "check a.docx --annotate b.pdf",
            "lỗi: --annotate chỉ ghi được tệp .docx, gặp “b.pdf”",
            "vanban check",
        ),
        (
            "check a.docx b.docx --annotate c.docx",
            "lỗi: --annotate phải là một thư mục khi có nhiều tệp, gặp “c.docx”",
            "vanban check",
        ),
        ("explain", "lỗi: thiếu đối số MÃ", "vanban explain"),
        ("explain QH01 QH02", "lỗi: thừa đối số “QH02”", "vanban explain"),
        ("rules QH01", "lỗi: thừa đối số “QH01”", "vanban rules"),
    ],
)
def test_a_wrong_call_is_explained(call: Call, call_line: str, first: str, see: str) -> None:
    done = call(*call_line.split())
    assert done.lines == [first, f"Xem: {see} --help"]
    assert (done.code, done.out) == (2, "")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_is_vietnamese_and_shows_an_example(call: Call, command: str) -> None:
    done = call(command, "--help")
    assert done.code == 0
    assert done.out.startswith(f"Cách dùng: vanban {command} [TÙY CHỌN]")
    for heading in ("Đối số:", "Tùy chọn:", "Ví dụ:"):
        assert (f"\n{heading}\n" in done.out) == (
            command not in WITHOUT_ARGUMENTS or heading != "Đối số:"
        )
    assert "Hiện trợ giúp này rồi thoát." in done.out
    assert f"\n  vanban {command} " in done.out.partition("Ví dụ:")[2]
    for word in ("Usage", "Options", "Show this message", "required", "default"):
        assert word not in done.out


def test_help_of_the_program_lists_the_commands(call: Call) -> None:
    done = call("--help")
    assert done.code == 0
    assert done.out.startswith("Cách dùng: vanban [TÙY CHỌN] LỆNH [ĐỐI SỐ]...")
    assert "\nLệnh:\n" in done.out
    for command in COMMANDS:
        assert f"\n  {command} " in done.out


def test_no_command_shows_the_help(call: Call) -> None:
    done = call()
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Cách dùng: vanban")


def test_version(call: Call) -> None:
    done = call("--version")
    assert (done.code, done.out) == (0, "vanban 0.1.0\n")


def test_a_fault_of_the_program_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: str) -> None:
        raise RuntimeError("hỏng")

    monkeypatch.delenv("VANBAN_DEBUG", raising=False)
    monkeypatch.setattr("vanban.data.schema.schema_of", fail)
    assert run(["schema", "phat_dong"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("lỗi bên trong của vanban: RuntimeError: hỏng; lỗi này không do bạn.")
    assert "Traceback" not in err
    monkeypatch.setenv("VANBAN_DEBUG", "1")
    assert run(["schema", "phat_dong"]) == 2
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "đã dừng theo yêu cầu"),
        (PermissionError(13, "Permission denied", "out"), 2, "lỗi: out: không có quyền"),
        (OSError(28, "No space left on device"), 2, "lỗi: ổ đĩa đã đầy"),
    ],
)
def test_a_fault_of_the_system_is_told_in_vietnamese(
    call: Call, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, said: str
) -> None:
    def fail(_: str) -> None:
        raise error

    monkeypatch.setattr("vanban.data.schema.schema_of", fail)
    done = call("schema", "phat_dong")
    assert done.code == code
    assert said in done.err


def test_the_first_page_of_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from vanban.cli import run; run(['--help']); run(['render', '--help']);"
        "print(*{'pydantic', 'jinja2', 'docx', 'babel', 'yaml', 'lxml'} & set(sys.modules),"
        " file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stderr.strip() == ""
    assert "Cách dùng: vanban" in done.stdout


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "cp1252"},
    ],
)
def test_output_is_utf8_on_any_terminal(environment: dict[str, str]) -> None:
    code = "import sys; from vanban.cli import main; sys.argv = ['vanban', 'rendr']; main()"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, env=environment
    )
    assert done.returncode == 2
    assert done.stderr.decode("utf-8").startswith("lỗi: không có lệnh “rendr”")


def test_a_reader_that_leaves_is_no_fault() -> None:
    code = (
        "import sys; from vanban.cli import main; sys.argv = ['vanban', 'schema', 'phat_dong'];"
        "main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.parametrize("command", [[], ["batch"]])
def test_the_example_of_a_batch_has_a_base_for_villages(call: Call, command: list[str]) -> None:
    lines = call(*command, "--help").out.splitlines()
    assert "  vanban batch thon.yaml thon.xlsx -o out" in lines


def test_a_far_word_is_no_guess(call: Call) -> None:
    assert call("batxy").lines[0] == f"lỗi: không có lệnh “batxy”; các lệnh có: {ALL}"
