"""Every rule finds the one fault it is for, and nothing in a document that conforms."""

import importlib
from pathlib import Path

import pytest

from vanban.check.rules import RULES

from .mutants import EXAMPLES, Mutant, codes_in, edited, rendered

MODULES = sorted(path.stem for path in Path(__file__).parent.glob("mutants_*.py"))
MUTANTS: list[Mutant] = [
    mutant
    for name in MODULES
    for mutant in importlib.import_module(f"{__package__}.{name}").MUTANTS
]


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: f"{mutant.code}-{mutant.example}")
def test_one_edit_triggers_exactly_its_rule(mutant: Mutant) -> None:
    before = codes_in(rendered(mutant.example))
    after = codes_in(edited(rendered(mutant.example), mutant.edit))
    assert mutant.code in after
    assert after - before <= {mutant.code, *mutant.also}


def test_every_rule_has_a_mutant() -> None:
    assert {mutant.code for mutant in MUTANTS} == set(RULES)


@pytest.mark.parametrize("example", sorted(path.stem for path in EXAMPLES.glob("*.yaml")))
def test_what_vanban_renders_conforms(example: str) -> None:
    assert not codes_in(rendered(example))
