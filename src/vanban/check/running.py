"""Rules run over a recognised document."""

from collections.abc import Iterable, Iterator

from vanban.check.components import Recognised, Sure
from vanban.check.findings import Finding, Severity, in_order
from vanban.check.rules.rule import Rule
from vanban.check.titles import clause_title


def run_rules(recognised: Recognised, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """The findings of these rules; none for a document of another regime."""
    if recognised.regime != "nd30":
        return ()
    return in_order(finding for rule in rules for finding in _findings(rule, recognised))


def _findings(rule: Rule, recognised: Recognised) -> Iterator[Finding]:
    for fault in rule.check(recognised):
        certain = fault.sure is Sure.CERTAIN and recognised.is_bound
        severity = rule.severity if certain else Severity.WARNING
        yield Finding(rule.code, severity, rule.component, clause_title(rule.clause), fault)
