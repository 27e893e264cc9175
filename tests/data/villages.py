"""The base document of the villages, for tests whose examples are too many to print it."""

from functools import cache

from tests.conftest import EXAMPLES
from vanban.data import Draft, load_draft


@cache
def villages() -> Draft:
    return load_draft(EXAMPLES / "thon.yaml")
