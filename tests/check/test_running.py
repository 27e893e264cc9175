"""Rules run over many documents: what is remembered of one changes nothing for the next."""

import random
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from vanban.check.components import Recognised
from vanban.check.findings import Fault, Finding
from vanban.check.observing import observe
from vanban.check.opening import open_package
from vanban.check.recognition import recognise
from vanban.check.rules import RULES
from vanban.check.rules.prose import Prose, prose_of
from vanban.check.running import RuleSet

from .made import cell, paragraph, recognised, section, table
from .mutants import EXAMPLES, edited, rendered
from .mutants_language import MUTANTS
from .rules.test_language import examples

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))
LINE_RULES = [check for rule in RULES.values() if (check := rule.check_lines)]
REMEMBERING = RuleSet(RULES.values())


def read(data: bytes) -> Recognised:
    return recognise(observe(open_package(data)))


def all_slips() -> Iterator[Recognised]:
    """What the docstrings quote, right and wrong, in several orders and partly in a table."""
    quoted = [text for title in ("Sai", "Đúng") for _, text in examples(title)]
    for seed in range(2):
        random.Random(seed).shuffle(quoted)  # noqa: S311
        lines = [paragraph(text, number=at) for at, text in enumerate(quoted, 1)]
        cells = table([cell(paragraph(quoted[0], number=900, cell=(1, 1, 1)))])
        yield recognised(sections=[section(*lines, cells)])


@cache
def documents() -> tuple[Recognised, ...]:
    """All sorts of documents, faultless and faulty, each sort side by side with its like."""
    made = [rendered(name) for name in NAMES]
    made += [edited(rendered(mutant.example), mutant.edit) for mutant in MUTANTS[::9]]
    real = [path.read_bytes() for path in sorted(CORPUS.glob("*.docx"))]
    return (*map(read, (*made, *real)), *all_slips())


def test_a_rule_of_lines_judges_each_line_by_itself() -> None:
    seen: set[tuple[str, bool]] = set()
    for document in documents():
        lines = {each: text for each, _, text in prose_of(document).lines()}
        new = {p: text for p, text in lines.items() if (text, p.place.table > 0) not in seen}
        seen |= {(text, paragraph.place.table > 0) for paragraph, text in new.items()}
        together = Prose([*new], [*new.values()])
        alone = [Prose([paragraph], [text]) for paragraph, text in new.items()]
        for check in LINE_RULES:
            found: Counter[Fault] = Counter(fault for line in alone for fault in check(line))
            assert Counter(check(together)) == found
            assert all(fault.spot for fault in found)


def test_what_is_remembered_changes_nothing() -> None:
    found: list[tuple[Finding, ...]] = []
    for document in documents():
        afresh = RuleSet(RULES.values()).findings(document)
        assert REMEMBERING.findings(document) == afresh
        found.append(afresh)
    again = documents()[::3]
    assert [REMEMBERING.findings(document) for document in again] == found[::3]
    assert sum(map(len, found)) > len(NAMES)


def test_a_line_is_another_one_in_a_table() -> None:
    """Units stand close to numbers in tables."""
    rules = RuleSet([RULES["SO06"]])
    free = recognised(sections=[section(paragraph("Diện tích 10ha."))])
    in_table = recognised(sections=[section(paragraph("Diện tích 10ha.", cell=(1, 1, 1)))])
    assert not rules.findings(in_table)
    assert rules.findings(free)
    assert not rules.findings(in_table)


def test_long_lines_are_not_remembered() -> None:
    rules = RuleSet(RULES.values())
    rules.findings(recognised(sections=[section(paragraph("Thôn đã họp. " * 500))]))
    assert not rules._faultless


def test_a_long_run_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("vanban.check.running"), "_MOST_KNOWN", 3)
    rules = RuleSet(RULES.values())
    for number in range(20):
        rules.findings(recognised(sections=[section(paragraph(f"Thôn {number} đã họp."))]))
        assert len(rules._faultless) <= 3
