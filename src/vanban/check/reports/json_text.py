"""Findings as JSON: an array with one object for each file."""

import json
from collections.abc import Iterable

from vanban.check.outcome import Outcome


def as_json(outcomes: Iterable[Outcome]) -> str:
    """The array, in the order of the files."""
    objects = [outcome.to_dict() for outcome in outcomes]
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"
