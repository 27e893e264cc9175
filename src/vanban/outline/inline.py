r"""Bold, italic and the backslash inside a line.

``**`` switches bold on or off, ``*`` italic, ``***`` both; they may nest or overlap. A mark that
switches on stands directly before its text, one that switches off directly behind it. ``****`` and
``******`` are empty marks, what ``**{{ gia_tri }}**`` leaves of an empty value: the text is read as
if they and the space before them were not there. ``\`` takes the next character as it is; at the
end of a line or cell it stands for itself.
"""

import re
from unicodedata import normalize

from vanban.outline.blocks import Run, merge_runs

_TOKEN = re.compile(r"\\.|\*+", re.DOTALL)
_NAMES = {"*": "in nghiêng", "**": "in đậm", "***": "in đậm nghiêng"}
_EMPTY_MARKS = ("****", "******")
_PLAIN_STAR = r'nếu muốn in chính dấu sao thì viết "\*"'


class LineError(Exception):
    """Faults of one line."""

    def __init__(self, faults: tuple[tuple[int, str], ...]) -> None:
        """``faults``: where each stands, from 0, and what to tell the user."""
        self.faults = faults
        super().__init__(faults)


def read_runs(line: str, start: int, end: int) -> tuple[Run, ...]:
    """The canonical runs of ``line[start:end]``; LineError with positions in ``line``."""
    text = line[start:end]
    if "*" in text:
        return _Scan(line, start, end).runs()
    if "\\" in text:
        text = normalize("NFC", _unescape(text))
    return (Run(text),) if text else ()


def _unescape(text: str) -> str:
    if "\\\\" in text or text[-1] == "\\":
        return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)
    return text.replace("\\", "")


class _Scan:
    """One pass over a text with marks."""

    def __init__(self, line: str, start: int, end: int) -> None:
        self.line, self.start, self.end = line, start, end
        self.opened: dict[str, int] = {}  # "**" or "*" -> where it was switched on
        self.faults: dict[int, str] = {}

    def runs(self) -> tuple[Run, ...]:
        pieces: list[Run] = []
        begin, escape_end = self.start, -1
        for token in _TOKEN.finditer(self.line, self.start, self.end):
            at, after = token.span()
            pieces.append(self._run(begin, at))
            if self.line[at] == "\\":
                begin, escape_end = at + 1, after
                continue
            begin = after
            if token[0] in _EMPTY_MARKS:
                begin = self._join(pieces, after, escaped_before=escape_end == at)
            else:
                self._switch(token[0], at, escaped_before=escape_end == at)
        pieces.append(self._run(begin, self.end))
        self._refuse_open_marks()
        if self.faults:
            raise LineError(tuple(sorted(self.faults.items())))
        # An escape may have kept a letter and its accent apart.
        runs = [Run(normalize("NFC", run.text), *run[1:]) for run in merge_runs(pieces)]
        if runs and not (runs[-1].bold or runs[-1].italic):
            runs[-1] = Run(runs[-1].text.rstrip())
        return merge_runs(runs)

    def _run(self, begin: int, end: int) -> Run:
        return Run(self.line[begin:end], "**" in self.opened, "*" in self.opened)

    def _switch(self, mark: str, at: int, *, escaped_before: bool) -> None:
        if mark not in _NAMES:
            self.faults[at] = (
                f'"{mark}" không phải là dấu in đậm hay in nghiêng; viết "**" ở trước và sau phần '
                f'in đậm, "*" ở trước và sau phần in nghiêng; {_PLAIN_STAR}'
            )
            return
        kinds = {"***": ("**", "*")}.get(mark, (mark,))
        closing = [kind for kind in kinds if self.opened.pop(kind, None) is not None]
        opening = [kind for kind in kinds if kind not in closing]
        self.opened.update(dict.fromkeys(opening, at))
        if opening and not self._text_after(at + len(mark)):
            self.faults[at] = (
                f'dấu "{mark}" mở phần {_NAMES[mark]} phải viết liền với chữ đứng sau nó; '
                f"bỏ khoảng trắng sau dấu, {_PLAIN_STAR}"
            )
        elif closing and not (escaped_before or self._text_before(at)):
            self.faults[at] = (
                f'dấu "{mark}" đóng phần {_NAMES[mark]} phải viết liền với chữ đứng trước nó; '
                f"bỏ khoảng trắng trước dấu, {_PLAIN_STAR}"
            )

    def _join(self, pieces: list[Run], at: int, *, escaped_before: bool) -> int:
        """Where the text goes on behind an empty mark that ends at ``at``, spaces not doubled."""
        if self._text_after(at):
            return at
        if not any(run.text for run in pieces):
            return min(at + 1, self.end)
        if not escaped_before:
            pieces[-1] = pieces[-1]._replace(text=pieces[-1].text.rstrip(" "))
        return at

    def _text_after(self, at: int) -> bool:
        return at < self.end and not self.line[at].isspace()

    def _text_before(self, at: int) -> bool:
        return at > self.start and not self.line[at - 1].isspace()

    def _refuse_open_marks(self) -> None:
        together = len(self.opened) > len(set(self.opened.values()))
        for kind, at in self.opened.items():
            shown = "***" if together else kind
            self.faults.setdefault(
                at,
                f'dấu "{shown}" mở phần {_NAMES[shown]} mà cuối dòng hoặc cuối ô vẫn chưa đóng; '
                f'thêm "{shown}" vào sau chữ cuối của phần đó, {_PLAIN_STAR}',
            )
