"""Every rule of the checker, by component."""

from vanban.check.rules.rule import Rule

_MODULES: tuple[tuple[Rule, ...], ...] = ()

RULES: dict[str, Rule] = {rule.code: rule for rules in _MODULES for rule in rules}
"""The one table of all rules, by code."""
