"""Fields: which text is a result that prints, and of what."""

from dataclasses import dataclass, field

COUNTED = {"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"}
ANY_NUMBER = "1"


@dataclass(slots=True)
class _Field:
    instruction: list[str] = field(default_factory=list)
    has_result: bool = False
    printed: bool = False

    @property
    def name(self) -> str:
        return field_name("".join(self.instruction))


class Fields:
    """The fields that are open at a point of the text, the outermost first."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def shows(self) -> bool:
        """Whether text at this point prints."""
        return not self._open or all(opened.has_result for opened in self._open)

    @property
    def name(self) -> str:
        """The innermost field of which the text is the result, "" if none."""
        return self._open[-1].name if self._open else ""

    def begin(self) -> None:
        """A field begins, with its instruction."""
        self._open.append(_Field())

    def add_instruction(self, text: str) -> None:
        """More of the instruction of the innermost field."""
        if self._open and not self._open[-1].has_result:
            self._open[-1].instruction.append(text)

    def separate(self) -> None:
        """The instruction ends and the result begins."""
        if self._open:
            self._open[-1].has_result = True

    def mark_printed(self) -> None:
        """The result is not empty."""
        for opened in self._open:
            opened.printed = True

    def end(self) -> str:
        """The innermost field ends; its name if it counts pages and the file keeps no result."""
        if not self._open:
            return ""
        ended = self._open.pop()
        return ended.name if ended.name in COUNTED and not ended.printed and self.shows else ""

    def leave(self, depth: int) -> None:
        """Closes what a damaged file leaves open beyond a depth."""
        del self._open[depth:]

    def leave_instructions(self) -> None:
        """Closes fields whose instruction does not end with the paragraph."""
        self._open = [opened for opened in self._open if opened.has_result]

    @property
    def depth(self) -> int:
        """How many fields are open."""
        return len(self._open)


def field_name(instruction: str) -> str:
    """The first word of an instruction, in capitals."""
    words = instruction.split(None, 1)
    return words[0].upper() if words else ""
