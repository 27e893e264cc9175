"""Findings as SARIF 2.1.0, which continuous integration and editors read."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from vanban.check.outcome import Outcome
from vanban.check.report_data import FindingData, PlaceData
from vanban.check.rules import RULES
from vanban.check.rules.rule import Rule
from vanban.check.titles import clause_title, component_title

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_PARTS = {
    "than": "word/document.xml",
    "dau_trang": "word/header",
    "chan_trang": "word/footer",
    "cuoc_chu": "word/footnotes.xml",
}


def as_sarif(
    outcomes: Sequence[Outcome], version: str, rules: Mapping[str, Rule] = MappingProxyType(RULES)
) -> str:
    """One run over these files; ``version`` is that of vanban."""
    used = {finding["code"] for outcome in outcomes for finding in outcome.findings}
    index = {code: number for number, code in enumerate(code for code in rules if code in used)}
    driver = {
        "name": "vanban",
        "version": version,
        "rules": [_rule(rules[code]) for code in index],
    }
    run = {
        "tool": {"driver": driver},
        "language": "vi-VN",
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(outcomes)],
        "artifacts": [{"location": _artifact(outcome.file)} for outcome in outcomes],
        "results": [
            _result(finding, outcome.file, index[finding["code"]])
            for outcome in outcomes
            for finding in outcome.findings
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    sections = rule.sections
    text = "\n\n".join(f"{title}: {said}" for title, said in sections.items())
    markdown = "\n\n".join(f"**{title}**: {said}" for title, said in sections.items())
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.name},
        "help": {"text": text, "markdown": markdown},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"component": rule.component, "clause": clause_title(rule.clause)},
    }


def _result(finding: FindingData, file: str, index: int) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": _artifact(file)}}
    if place := finding["place"]:
        location["logicalLocations"] = [_logical(place, finding["component"])]
        location["message"] = {"text": _words(place)}
    where = f"{_words(place)}: " if place else ""
    said = [f"{where}{finding['message']}"]
    if finding["expected"] or finding["observed"]:
        said.append(f"Quy định: {finding['expected']}; văn bản: {finding['observed']}.")
    said += [f"Cách sửa: {finding['fix']}"] if finding["fix"] else []
    return {
        "ruleId": finding["code"],
        "ruleIndex": index,
        "level": finding["severity"],
        "message": {"text": " ".join(said)},
        "locations": [location],
        "properties": {name: finding[name] for name in ("expected", "observed", "clause", "fix")},
    }


def _words(place: PlaceData) -> str:
    return f"{place['text']} “{place['quote']}”" if place["quote"] else place["text"]


def _logical(place: PlaceData, component: str) -> dict[str, Any]:
    numbers = [f"paragraph[{place['paragraph']}]"]
    if place["table"]:
        table, row, cell = place["table"], place["row"], place["cell"]
        numbers = [f"table[{table}]", f"row[{row}]", f"cell[{cell}]", *numbers]
    return {
        "name": component_title(component),
        "fullyQualifiedName": "/".join([_PARTS[place["part"]], *numbers]),
        "kind": "element",
    }


def _artifact(file: str) -> dict[str, Any]:
    """Where a file is: relative to where the run started, or absolute."""
    path = PurePath(file)
    if path.is_absolute():
        return {"uri": Path(file).as_uri()}
    return {"uri": quote(path.as_posix())}


def _invocation(outcomes: Iterable[Outcome]) -> dict[str, Any]:
    """Whether every file could be read, and of each that could not, why."""
    notices = [
        {
            "level": "error",
            "message": {"text": "; ".join(problem.message for problem in outcome.problems)},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(outcome.file)}}],
        }
        for outcome in outcomes
        if outcome.problems
    ]
    return {"executionSuccessful": not notices, "toolExecutionNotifications": notices}
