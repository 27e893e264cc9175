"""The lines of an opening while its components are taken from it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from vanban.check.components import Component, Sure
from vanban.check.recognition.drawn_lines import after
from vanban.check.recognition.lines import Line
from vanban.law import Kind, Law


@dataclass
class Opening:
    """What was found; ``at`` is the line that comes next."""

    lines: list[Line]
    law: Law
    at: int = 0
    components: list[Component] = field(default_factory=list)
    kind: Kind | None = None

    def add(
        self, name: str, lines: list[Line], sure: Sure = Sure.CERTAIN, *, underlined: bool = False
    ) -> None:
        """Takes lines as one component; the next line is the one after the last of them."""
        below = after(lines, self.lines[self.at : self.at + 40], anchored_next=underlined)
        stretches = tuple(line.stretch for line in lines)
        self.components.append(Component(name, stretches, sure, below, lines[0].room_mm))
        self.at = self.lines.index(lines[-1], self.at) + 1

    def skip_blank(self) -> Line | None:
        """The next line that prints something; None at the end."""
        while self.at < len(self.lines) and self.lines[self.at].is_blank:
            self.at += 1
        return self.lines[self.at] if self.at < len(self.lines) else None

    def printed(self, start: int, most: int) -> Iterator[tuple[int, Line]]:
        """Up to ``most`` lines from ``start`` on that print something, with their numbers."""
        for number in range(start, len(self.lines)):
            if most <= 0:
                return
            if not self.lines[number].is_blank:
                most -= 1
                yield number, self.lines[number]
