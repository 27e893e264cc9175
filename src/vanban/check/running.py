"""Rules run over recognised documents."""

from collections.abc import Iterable
from typing import TypeAlias

from vanban.check.components import Recognised, Sure
from vanban.check.facts import Paragraph
from vanban.check.findings import Fault, Finding, Severity, in_order
from vanban.check.rules.prose import Prose, prose_of
from vanban.check.rules.rule import Rule
from vanban.check.titles import clause_title

_MOST_KNOWN, _LONGEST_KNOWN = 8192, 2000
_Line: TypeAlias = tuple[str, bool]


class RuleSet:
    """Rules made ready for many documents.

    Lines of prose without a fault are remembered, since documents that are made alike share most
    of theirs: the rules that judge each line by itself need not see them again.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._of_documents = [rule for rule in self.rules if rule.check_lines is None]
        self._of_lines = [(rule, check) for rule in self.rules if (check := rule.check_lines)]
        self._faultless: set[_Line] = set()

    def findings(self, recognised: Recognised) -> tuple[Finding, ...]:
        """What the rules find; nothing in a document of another regime."""
        if recognised.regime != "nd30":
            return ()
        found = [
            _finding(rule, fault, recognised)
            for rule in self._of_documents
            for fault in rule.check(recognised)
        ]
        return in_order([*found, *self._in_lines(recognised)])

    def _in_lines(self, recognised: Recognised) -> list[Finding]:
        """What the rules find that judge lines, in those that are not known to be faultless."""
        doubtful = {
            paragraph: text
            for paragraph, _, text in prose_of(recognised).lines()
            if _line(paragraph, text) not in self._faultless
        }
        if not doubtful:
            return []
        prose = Prose([*doubtful], [*doubtful.values()])
        faults = [(rule, fault) for rule, check in self._of_lines for fault in check(prose)]
        faulty = {_paragraph(fault) for _, fault in faults}
        self._remember({_line(*each) for each in doubtful.items() if each[0] not in faulty})
        return [_finding(rule, fault, recognised) for rule, fault in faults]

    def _remember(self, faultless: set[_Line]) -> None:
        """Keeps lines, so many at most; what documents share are few lines, and no long ones."""
        short = {line for line in faultless if len(line[0]) <= _LONGEST_KNOWN}
        if len(self._faultless) + len(short) > _MOST_KNOWN:
            self._faultless.clear()
        if len(short) <= _MOST_KNOWN:
            self._faultless |= short


def _paragraph(fault: Fault) -> Paragraph:
    assert fault.spot, fault  # noqa: S101 - a line with a fault that has no place would be forgotten
    return fault.spot.paragraph


def _line(paragraph: Paragraph, text: str) -> _Line:
    """All that a rule of lines looks at."""
    return text, bool(paragraph.place.table)


def _finding(rule: Rule, fault: Fault, recognised: Recognised) -> Finding:
    certain = fault.sure is Sure.CERTAIN and recognised.is_bound
    severity = rule.severity if certain else Severity.WARNING
    return Finding(rule.code, severity, rule.component, clause_title(rule.clause), fault)
