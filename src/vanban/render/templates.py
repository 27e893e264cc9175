"""Templates: plain outline text with Jinja2, found, checked and filled with plain data."""

import os.path
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment

from vanban.errors import Problem, TemplateError, reason_of
from vanban.outline import escape
from vanban.render.kept_blocks import MAX_PIECES, PLAIN_NODES, keep_blocks
from vanban.wording import nearest

_LIST_PRINTED = "không in được cả một danh sách hay một nhóm; hãy in từng giá trị bên trong"
# Filters that neither make a value larger nor make markup of it.
_FILTERS = (
    *("abs", "capitalize", "count", "d", "default", "first", "groupby", "int", "join", "last"),
    *("length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "round"),
    *("select", "selectattr", "sort", "sum", "trim", "unique", "upper"),
)
# The same for the methods of a text.
_TEXT_METHODS = frozenset(
    {"capitalize", "count", "endswith", "find", "isdigit", "lower", "startswith", "strip", "upper"}
)
_HERE = Path(__file__).resolve()
# The wheel carries the templates inside the package; a checkout has them at its top.
_FOLDERS = (_HERE.parents[1] / "templates", _HERE.parents[3] / "templates")
_SHIPPED = frozenset(map(str, _FOLDERS))


def find_template(name: str) -> str:
    """The path of a template: a file of the user's, else one that vanban ships.

    Raises TemplateError, with the nearest name, when there is none.
    """
    return os.path.abspath(name) if os.path.isfile(name) else find_shipped(name)


@lru_cache(maxsize=64)
def find_shipped(name: str) -> str:
    """The path of a template that vanban ships. Raises TemplateError as ``find_template``."""
    for folder in _FOLDERS:
        if (folder / name).is_file():
            return str(folder / name)
    shipped = sorted({path.name for folder in _FOLDERS for path in folder.glob("*.j2")})
    close = nearest(name, shipped)
    hint = f"có phải “{close}”?" if close else f"các khuôn mẫu có sẵn: {', '.join(shipped)}"
    raise TemplateError(f"không tìm thấy khuôn mẫu “{name}”; {hint}")


def template_files(name: str) -> tuple[str, ...]:
    """The paths of a template, which comes first, and of every one that it extends or includes.

    Raises TemplateError when one is missing or wrong.
    """
    folder, file = os.path.split(find_template(name))
    environment = _environment(folder)
    try:
        return tuple(path for path, _ in _family(environment, file))
    except jinja2.TemplateError as error:
        raise TemplateError(_failure(error, name)) from None


def is_shipped(template: str) -> bool:
    """Whether a path is that of a template that comes with vanban."""
    return os.path.dirname(template) in _SHIPPED


Values = Callable[[Iterable[str]], Mapping[str, object]]
"""Gives the values of the names that a template uses, which are fewer than it may use."""


class Filling(NamedTuple):
    """A template and the values that it prints; ``source`` names it in errors."""

    template: jinja2.Template
    values: Mapping[str, object]
    source: str

    def pieces(self) -> list[str]:
        """The outline text; what is the same in many documents mostly is a piece.

        Raises TemplateError with source:line for what cannot be printed.
        """
        return _print(*self)


def filling(
    template: str, names: tuple[str, ...], values: Values, printed: Sequence[str] = ()
) -> Filling:
    """A template that may use ``names``, with their values, which are never read as markup.

    Raises TemplateError with file:line for every unknown name and every fault of syntax, and for a
    name of ``printed`` that the template does not use.
    """
    compiled, used = _compile(template, _version(template), names)
    for name in printed:
        if name not in used:
            fault = f"khuôn mẫu không in “{name}”, nên số liệu này sẽ mất; hãy chọn khuôn mẫu khác"
            raise TemplateError(Problem(fault, template))
    return Filling(compiled, values(used) if used else {}, template)


def fill_text(text: str, names: tuple[str, ...], values: Values, source: str) -> str:
    """Outline text that stands in data, filled as a template is; ``source`` names it in errors.

    Raises TemplateError with source:line.
    """
    compiled, used = _compile_text(text, names, source)
    return "".join(Filling(compiled, values(used) if used else {}, source).pieces())


def _print(compiled: jinja2.Template, context: Mapping[str, object], template: str) -> list[str]:
    try:
        return _pieces(compiled, context, template)
    except jinja2.TemplateError as error:
        raise TemplateError(_failure(error, template)) from None
    except (TypeError, ValueError, ArithmeticError, LookupError) as error:
        fault = f"không tính được biểu thức ở đây: {_reason(error)}"
        raise TemplateError(Problem(fault, _place_in_templates(error, template))) from None
    except RecursionError:
        raise TemplateError(Problem("khuôn mẫu gọi chính nó mãi không dừng", template)) from None
    except MemoryError:
        raise TemplateError(Problem("khuôn mẫu tạo ra giá trị quá lớn", template)) from None


_DEEPEST_LOOP = 2


def _refused_in_data(tree: nodes.Node, source: str, depth: int = 0) -> Iterator[Problem]:
    """What data may not do: data are no programs, and must not run for long.

    They hold values, conditions, and loops over lists.
    """
    for node in tree.iter_child_nodes():
        place = f"{source}:{node.lineno}"
        deeper = depth + isinstance(node, nodes.For)
        if not isinstance(node, PLAIN_NODES):
            fault = "ở đây chỉ dùng được {{ tên trường }}, {% if %} và {% for %}"
            yield Problem(f"{fault}; phần khác hãy chuyển vào khuôn mẫu", place)
        elif deeper > _DEEPEST_LOOP:
            yield Problem("vòng lặp lồng nhau quá sâu", place)
        else:
            yield from _refused_in_data(node, source, deeper)


@lru_cache(maxsize=256)
def _compile_text(
    text: str, names: tuple[str, ...], source: str
) -> tuple[jinja2.Template, frozenset[str]]:
    """Outline text with fields, compiled; all it can use are values, conditions and loops."""
    environment = _environment("")
    try:
        tree = environment.parse(text)
        problems = list(_refused_in_data(tree, source))
        problems += _unknown_names(source, tree, frozenset(names))
        if problems:
            raise TemplateError(problems)
        used = frozenset(find_undeclared_variables(tree))
        return environment.from_string(text), used
    except jinja2.TemplateError as error:
        raise TemplateError(_failure(error, source)) from None


def _reason(error: Exception) -> str:
    if isinstance(error, RefusedError):
        return str(error)
    if "unhashable" in str(error):
        return _LIST_PRINTED
    return "xem lại kiểu của giá trị, phép tính và bộ lọc"


def _version(template: str) -> int:
    """Changes when a template of the user's is edited; those we ship stay as they are."""
    return 0 if is_shipped(template) else os.stat(template).st_mtime_ns


def _pieces(compiled: jinja2.Template, context: Mapping[str, object], template: str) -> list[str]:
    """The output in pieces; what ``Template.generate`` does, without its layer per piece."""
    stream = compiled.root_render_func(compiled.new_context(dict(context)))
    try:
        pieces = list(islice(stream, MAX_PIECES))
    except Exception:  # noqa: BLE001 - raised again, with the lines of the template
        compiled.environment.handle_exception()
    if len(pieces) == MAX_PIECES:
        raise TemplateError(Problem("khuôn mẫu tạo ra văn bản quá dài; xem lại vòng lặp", template))
    return pieces


@lru_cache(maxsize=64)
def _compile(
    template: str, _edition: int, names: tuple[str, ...]
) -> tuple[jinja2.Template, frozenset[str]]:
    """The compiled template and the names that it and its family use, none of them unknown."""
    folder, name = os.path.split(template)
    environment = _environment(folder)
    try:
        family = list(_family(environment, name))
        problems = [
            problem
            for file, tree in family
            for problem in _unknown_names(file, tree, frozenset(names))
        ]
        if problems:
            raise TemplateError(problems)
        used = frozenset().union(*(find_undeclared_variables(tree) for _, tree in family))
        return environment.get_template(name), used
    except jinja2.TemplateError as error:
        raise TemplateError(_failure(error, template)) from None


class _Loader(jinja2.BaseLoader):
    """Finds a template beside the one that asks for it, then among those shipped."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool] | None]:
        if os.path.basename(template) != template:
            raise TemplateError(f"“{template}”: chỉ ghi tên tệp, không ghi thư mục")
        beside = Path(self.folder, template)
        path = beside if beside.is_file() else Path(find_shipped(template))
        try:
            source = unicodedata.normalize("NFC", path.read_text("utf-8-sig"))
        except UnicodeDecodeError:
            raise TemplateError(Problem("khuôn mẫu không phải UTF-8", str(path))) from None
        except OSError as error:
            problem = Problem(f"không đọc được khuôn mẫu: {reason_of(error)}", str(path))
            raise TemplateError(problem) from None
        file = str(path)
        if is_shipped(file):
            return source, file, None
        version = _version(file)
        return source, file, lambda: _version(file) == version


class _Undefined(jinja2.StrictUndefined):
    """Says what is missing, and what there is with a like name."""

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        known = self._undefined_obj if isinstance(self._undefined_obj, dict) else ()
        close = nearest(name, known)
        return f"không có giá trị “{name}”" + (f"; có phải “{close}”?" if close else "")


class RefusedError(TypeError):
    """What a template may not do, said in Vietnamese."""


class OutlineText:
    """Text that a macro, a block or ``super()`` has printed: outline text already.

    It is no ``str``, so that it can be printed and nothing else: a filter would see the escapes.
    """

    __slots__ = ("text", "was_printed")

    def __init__(self, pieces: Iterable[str]) -> None:
        self.text = "".join(pieces)
        self.was_printed = False

    def __str__(self) -> str:
        """Refuses: a filter or ``~`` asks for this."""
        raise RefusedError(
            "chữ mà macro, set hay super() đã in chỉ in lại được nguyên vẹn, "
            "không qua bộ lọc hay dấu ~"
        )


class _Sandbox(ImmutableSandboxedEnvironment):
    """Plain data only, and nothing that makes huge values out of small ones."""

    concat = OutlineText  # type: ignore[assignment]
    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(
        self, context: jinja2.runtime.Context, operator: str, left: Any, right: Any
    ) -> Any:
        if operator == "**" or not all(isinstance(value, int) for value in (left, right)):
            raise RefusedError(f"phép {operator} không dùng được ở đây")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, str):
            return attr in _TEXT_METHODS
        return super().is_safe_attribute(obj, attr, value)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of a mapping of ours, or a loop's number, at once; the rest by the sandbox."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        if attribute == "index" and type(obj) is jinja2.runtime.LoopContext:
            return obj.index
        return super().getattr(obj, attribute)


@lru_cache(maxsize=64)
def _environment(folder: str) -> jinja2.Environment:
    environment = _Sandbox(
        loader=_Loader(folder),
        undefined=_Undefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals = {}
    environment.filters = {name: environment.filters[name] for name in _FILTERS}
    return environment


class _Printed(dict[Any, str]):
    """Values as they go into the outline: text escaped, whole numbers as they are.

    Most texts of a batch are the same in every document, so those of ordinary length are kept.
    Looking one up costs less than calling a function.
    """

    def __missing__(self, value: object) -> str:
        if type(value) is int:
            return str(value)
        if type(value) is str:
            text = escape(value)
            if len(value) <= _LONGEST_KEPT:
                if len(self) >= _MOST_KEPT:
                    self.clear()
                self[value] = text
            return text
        if isinstance(value, OutlineText):
            value.was_printed = True
            return value.text
        if isinstance(value, jinja2.Undefined):
            return str(value)
        if value is None:
            return ""
        raise RefusedError("chỉ in được chữ và số nguyên")


_LONGEST_KEPT, _MOST_KEPT = 2_000, 8_192
_finalize = _Printed().__getitem__


def _family(
    environment: jinja2.Environment, name: str, asked_by: tuple[str, ...] = ()
) -> Iterator[tuple[str, nodes.Template]]:
    """A template and every template it extends or includes by name, parsed."""
    if name in asked_by:
        raise TemplateError(f"khuôn mẫu “{name}” kế thừa hoặc gọi chính nó; hãy đổi tên tệp")
    assert environment.loader is not None  # noqa: S101
    source, file, _ = environment.loader.get_source(environment, name)
    tree = environment.parse(source, name, file)
    keep_blocks(environment.get_template(name), tree)
    yield str(file), tree
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        target = node.template  # type: ignore[attr-defined]
        if not isinstance(target, nodes.Const):
            fault = "tên khuôn mẫu phải ghi thẳng trong ngoặc kép"
            raise TemplateError(Problem(fault, f"{file}:{node.lineno}"))
        yield from _family(environment, str(target.value), (*asked_by, name))


def _unknown_names(file: str, tree: nodes.Template, known: frozenset[str]) -> Iterator[Problem]:
    unknown = find_undeclared_variables(tree) - known
    for node in tree.find_all(nodes.Name):
        if node.name in unknown and node.ctx == "load":
            unknown.discard(node.name)
            close = nearest(node.name, known)
            hint = f"có phải “{close}”?" if close else f"các tên có: {', '.join(sorted(known))}"
            yield Problem(f"khuôn mẫu dùng tên lạ “{node.name}”; {hint}", f"{file}:{node.lineno}")


def _failure(error: jinja2.TemplateError, template: str) -> Problem:
    if isinstance(error, jinja2.TemplateSyntaxError):
        place = f"{error.filename or template}:{error.lineno}"
        return Problem(f"sai cú pháp khuôn mẫu: {_explain(str(error.message))}", place)
    place = _place_in_templates(error, template)
    if isinstance(error, jinja2.UndefinedError | SecurityError):
        return Problem(f"khuôn mẫu không chạy được: {error.message}", place)
    return Problem("khuôn mẫu không chạy được; xem lại lệnh ở dòng này", place)


def _explain(message: str) -> str:
    lowered = message.lower()
    hints = (text for sign, text in _SYNTAX_HINTS if sign in lowered)
    return next(hints, "xem lại dấu ngoặc, tên lệnh và tên bộ lọc ở dòng này")


_SYNTAX_HINTS = (
    ("no test named", "phép thử sau “is” không có; hãy xem lại tên"),
    ("defined twice", "hai khối (block) cùng tên; hãy đổi tên một khối"),
    ("unexpected char", "có dấu ngoặc kép chưa đóng hoặc ký tự lạ"),
    ("no filter named", "bộ lọc sau dấu | không có; hãy xem lại tên bộ lọc"),
    ("unknown tag", "lệnh trong {% %} không có, hoặc thừa một lệnh đóng như {% endif %}"),
    ("end of file", "thiếu lệnh đóng như {% endif %}, {% endfor %} hoặc {% endblock %}"),
    ("expected token 'end of print", "thiếu }} hoặc thừa chữ bên trong {{ }}"),
    ("expected token 'end of statement", "thiếu %} hoặc thừa chữ bên trong {% %}"),
    ("unexpected end of template", "thiếu lệnh đóng như {% endif %} hoặc {% endfor %}"),
    ("unexpected '}'", "thừa hoặc thiếu một dấu } ở {{ }}"),
    ("expected an expression", "bên trong {{ }} hoặc {% %} đang trống"),
)


def _place_in_templates(error: BaseException, template: str) -> str:
    """The line of the innermost template on the way to the error."""
    place = template
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".j2"):
            place = f"{file}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
