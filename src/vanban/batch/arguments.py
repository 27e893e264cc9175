"""What a script hands over, looked at before anything is read: each fault by its argument."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from vanban.batch.executors import is_closed
from vanban.batch.results import Options
from vanban.errors import InputError, Problem

# Of a longer text so much is shown.
_MOST_SHOWN = 40
_YES_OR_NO = ("ascii_only", "resume", "force", "check", "checks_first")
_TEXTS = (
    ("sheet", "cần tên trang tính, là một dòng chữ, hoặc bỏ trống"),
    ("encoding", "cần tên bảng mã, ví dụ “utf-16”, hoặc bỏ trống"),
)
_WHOLE = (("so_tu", 1, True), ("jobs", 1, False), ("max_errors", 0, True))


def check_arguments(base: object, table: object, sink: object, options: Options) -> None:
    """Raises InputError for every argument that is not of its kind, and for two that collide."""
    faults = []
    if not isinstance(base, str | Path | Mapping):
        faults.append(_fault("base", "cần đường dẫn của tệp dữ liệu hoặc một từ điển", base))
    if not _are_rows(table):
        faults.append(_fault("rows", f"cần đường dẫn của tệp, hoặc {_ROWS}", table))
    if not isinstance(sink, str | Path):
        faults.append(_fault("sink", "cần đường dẫn hoặc địa chỉ của nơi ghi", sink))
    for name, path in (("base", base), ("rows", table), ("sink", sink)):
        if isinstance(path, str | Path) and "\0" in str(path):
            faults.append(Problem(_NUL, field=name))
    faults += option_faults(options)
    if options.resume is True and options.force is True:
        faults.append(Problem(_COLLIDE, field="resume, force"))
    if faults:
        raise InputError(faults)


def option_faults(options: Options) -> Iterator[Problem]:
    """What makes no sense among the options."""
    value: object
    if not isinstance(options.name, str | None):
        expected = "cần mẫu tên tệp, ví dụ “{stt} - {trich_yeu}”, hoặc None"
        yield _fault("name", expected, options.name)
    for name, expected in _TEXTS:
        if not isinstance(value := getattr(options, name), str):
            yield _fault(name, expected, value)
    for name in _YES_OR_NO:
        if not isinstance(value := getattr(options, name), bool):
            yield _fault(name, "cần True hoặc False", value)
    for name, least, is_free in _WHOLE:
        value = getattr(options, name)
        if not (_is_whole(value, least) or (is_free and value is None)):
            yield _fault(name, f"cần một số nguyên từ {least} trở lên", value)
    yield from _executor_faults(options.executor)
    if options.pdf not in ("", "pdf", "pdf-a"):
        yield _fault("pdf", "cần “pdf” hoặc “pdf-a”", options.pdf)


def _are_rows(table: object) -> bool:
    return isinstance(table, Iterable | Path) and not isinstance(table, Mapping | bytes | bytearray)


def _is_whole(value: object, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def _executor_faults(executor: object) -> Iterator[Problem]:
    if executor is None:
        return
    if isinstance(executor, type) or not callable(getattr(executor, "submit", None)):
        yield _fault("executor", _EXECUTOR, executor)
    elif is_closed(executor):
        yield Problem(CLOSED, field="executor")


def _fault(name: str, expected: str, found: object) -> Problem:
    return Problem(f"{expected}, gặp {_shown(found)}", field=name)


def _shown(found: object) -> str:
    """A short value as it is; of anything else the type."""
    if isinstance(found, type):
        return f"lớp {found.__name__}, chưa phải một đối tượng của lớp"
    if found is not None and not isinstance(found, bool | int | float | str):
        return f"một giá trị kiểu {type(found).__name__}"
    text = str(found)
    shown = text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
    return f"dòng chữ “{shown}”" if isinstance(found, str) else f"“{shown}”"


_NUL = "cần một đường dẫn, gặp dòng chữ có ký tự NUL (mã 0) mà không hệ thống nào nhận"
_ROWS = "một danh sách mà mỗi mục là một từ điển"
_COLLIDE = "chỉ dùng một trong hai: resume=True làm tiếp, force=True làm lại tất cả; gặp cả hai"
_EXECUTOR = "cần một Executor của concurrent.futures hoặc Client của Dask"
CLOSED = (
    "executor đã đóng hoặc đã hỏng, không nhận việc nữa; cần một executor còn mở cho đến kết quả "
    "cuối cùng, nên hãy lấy hết kết quả của vanban.batch trong khối with của nó"
)
