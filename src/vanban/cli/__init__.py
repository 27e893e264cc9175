"""The command line: arguments, messages, exit codes. Light to import: click and nothing heavy."""

from vanban.cli.program import main, run

__all__ = ["main", "run"]
