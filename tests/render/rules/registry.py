"""The rules of NĐ 30 that a machine can check: by id, the check and the examples it must hold on.

Ids are those of the law's table of rules; every number is typed in these modules from the
decree's text. A check of an example without the component raises AbsentError.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from tests.render.examples import Example
from tests.render.facts import AbsentError

Check = Callable[[Example], object]
Decorator = Callable[[Check], Check]


class Rule(NamedTuple):
    """A check, and the examples in which its component is known to be."""

    check: Check
    on: tuple[str, ...]


# So many letters may be an abbreviation: "ĐT: (0230) 3 555 012".
LETTERS_OF_A_SIGN = 4
CHECKS: dict[str, Rule] = {}


def rule(*ids: str, on: str) -> Decorator:
    """Registers a check of the rules ``ids``; ``on`` are the names of examples."""

    def register(check: Check) -> Check:
        for key in ids:
            assert key not in CHECKS, key
            CHECKS[key] = Rule(check, tuple(on.split()))
        return check

    return register


def forms(styles: str, *, on: str, **wanted: tuple[Any, ...]) -> None:
    """Registers checks of a component: size, bold, italic, align, case.

    Each is the ids, apart by spaces, and what the decree wants.
    """
    names = styles.split()
    for name, (ids, *values) in wanted.items():
        rule(*ids.split(), on=on)(_check_of(names, name, values))


def _check_of(styles: list[str], name: str, values: list[Any]) -> Check:
    match name:
        case "size":
            return sized(styles, *values)
        case "align":
            return aligned(styles, *values)
        case "case":
            return cased(styles, *values)
        case _:
            return all_runs(styles, name, *values)


class Look(NamedTuple):
    """A line of the table of PL I, Phần I, V."""

    size: tuple[float, float]
    bold: bool
    italic: bool
    case: str


def look(key: str, styles: str, *, on: str, **wanted: Any) -> None:
    """Registers a line of the table: case, size, bold and italic at once."""
    names, line = styles.split(), Look(**wanted)
    checks = (
        sized(names, *line.size),
        all_runs(names, "bold", line.bold),
        all_runs(names, "italic", line.italic),
        cased(names, line.case),
    )
    rule(key, on=on)(lambda facts: all(check(facts) for check in checks))


def sized(styles: list[str], least: float, most: float) -> Check:
    return lambda facts: all(
        least <= form.size <= most for p in facts.of(*styles) for form in p.forms
    )


def all_runs(styles: list[str], name: str, wanted: bool) -> Check:
    return lambda facts: all(
        getattr(form, name) is wanted for p in facts.of(*styles) for form in p.forms
    )


def aligned(styles: list[str], wanted: str) -> Check:
    return lambda facts: {p.align for p in facts.of(*styles)} == {wanted}


def cased(styles: list[str], wanted: str) -> Check:
    def check(facts: Example) -> bool:
        texts = [p.one_line for p in facts.of(*styles)]
        if wanted == "upper":
            return all(text.isupper() for text in texts)
        words = (text for text in texts if sum(map(str.isalpha, text)) > LETTERS_OF_A_SIGN)
        return not any(text.isupper() for text in words)

    return check


def present(condition: object, what: str = "") -> None:
    """Says that a check has nothing to look at unless ``condition`` holds."""
    if not condition:
        raise AbsentError(what)
