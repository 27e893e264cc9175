"""SARIF: valid by its schema, every result at a file and a place, every rule with help."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.check.reports.samples import ERROR, OF_PAGES, WARNING, outcome, unread
from vanban.check.components import Recognised
from vanban.check.findings import Fault, Severity
from vanban.check.outcome import Outcome
from vanban.check.reports.sarif import as_sarif
from vanban.check.rules.rule import rule


@rule("QH01", "Quốc hiệu sai lời", "quoc_hieu", "PL I, V.1", severity=Severity.ERROR)
def wrong_name(_: Recognised) -> Iterator[Fault]:
    """Quốc hiệu sai.

    Quy định: đúng từng chữ.

    Sai: CỘNG HÒA

    Đúng: CỘNG HÒA XÃ HỘI

    Không bắt: chữ tổ hợp.
    """
    yield from ()


@rule("LV01", "Số viết dấu chấm", "loi_van", "PL I, II.6")
def decimal_point(_: Recognised) -> Iterator[Fault]:
    """Quy định: dấu phẩy."""
    yield from ()


@rule("TR01", "Lề trên sai", "trang", "PL I, I.3", severity=Severity.ERROR)
def top_margin(_: Recognised) -> Iterator[Fault]:
    """Quy định: 20 đến 25 mm."""
    yield from ()


RULES = {each.code: each for each in (wrong_name, decimal_point, top_margin)}


def run_of(*outcomes: Outcome) -> Any:
    log = json.loads(as_sarif(outcomes, "1.2.3", RULES))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    return log["runs"][0]


def test_the_rules_that_were_broken_carry_their_help() -> None:
    driver = run_of(outcome(ERROR, WARNING))["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("vanban", "1.2.3")
    assert [each["id"] for each in driver["rules"]] == ["QH01", "LV01"]
    first = driver["rules"][0]
    assert first["shortDescription"] == {"text": "Quốc hiệu sai lời"}
    assert first["defaultConfiguration"] == {"level": "error"}
    assert "Quy định: đúng từng chữ." in first["help"]["text"]
    assert "**Sai**: CỘNG HÒA" in first["help"]["markdown"]


def test_a_result_names_its_rule_its_file_and_its_place() -> None:
    run = run_of(outcome(OF_PAGES, ERROR, file="van bản/á.docx"))
    pages, name = run["results"]
    assert (name["ruleId"], name["level"]) == ("QH01", "error")
    assert run["tool"]["driver"]["rules"][name["ruleIndex"]]["id"] == "QH01"
    assert name["message"]["text"].startswith("bảng 1, dòng 1, ô 2 “CỘNG HOÀ")
    (location,) = name["locations"]
    uri = location["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "van%20b%E1%BA%A3n/%C3%A1.docx"
    assert location["logicalLocations"][0]["fullyQualifiedName"] == (
        "word/document.xml/table[1]/row[1]/cell[2]/paragraph[2]"
    )
    assert "logicalLocations" not in pages["locations"][0]


def test_an_absolute_file_has_an_absolute_uri(tmp_path: Path) -> None:
    file = str(tmp_path / "a.docx")
    (artifact,) = run_of(outcome(ERROR, file=file))["artifacts"]
    assert artifact["location"]["uri"] == f"file://{file}"


def test_a_file_that_could_not_be_read_is_a_notification() -> None:
    good = run_of(outcome())["invocations"][0]
    assert good["executionSuccessful"] is True
    bad = run_of(outcome(), unread())["invocations"][0]
    assert bad["executionSuccessful"] is False
    (notice,) = bad["toolExecutionNotifications"]
    assert notice["message"] == {"text": "Tệp .docx bị hỏng."}


@pytest.mark.parametrize("outcomes", [(), (outcome(ERROR, WARNING, OF_PAGES), unread())])
def test_every_object_has_only_known_properties(outcomes: tuple[Outcome, ...]) -> None:
    """The properties of SARIF 2.1.0 (sections 3.13 to 3.58) that stand here, by their object."""
    run = run_of(*outcomes)
    known = {"tool", "language", "columnKind", "invocations", "artifacts", "results"}
    assert set(run) == known
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    for result in run["results"]:
        assert result["level"] in {"none", "note", "warning", "error"}
        assert set(result) <= {
            *("ruleId", "ruleIndex", "level", "message", "locations", "properties"),
        }
        for location in result["locations"]:
            assert set(location) <= {"physicalLocation", "logicalLocations", "message"}
