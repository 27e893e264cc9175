"""Observation: from a package to the facts that its reader sees."""

from vanban.check.observing.document import observe

__all__ = ["observe"]
