"""Files of data into documents: YAML, JSON, inheritance, rows of tables."""

from vanban.data.loading import Draft, load, load_draft

__all__ = ["Draft", "load", "load_draft"]
