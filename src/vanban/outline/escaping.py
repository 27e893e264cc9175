"""Data values made safe to stand in an outline."""

_CONTROL_SPACE = dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"), " ")
_ESCAPES: dict[int, str] = _CONTROL_SPACE | {ord(sign): "\\" + sign for sign in "\\*|"}


def escape(text: str) -> str:
    r"""The value as outline text of which no character is read as markup, wherever it stands.

    ``\``, ``*``, ``|`` and the first character get a backslash, so the value opens no marker, alone
    or with what follows it; line ends and tabs become spaces. An empty value stays empty.
    """
    # Ordinary values leave here; isprintable() is false for anything with control white space.
    if (
        text.replace("\u00a0", " ").isprintable()
        and "*" not in text
        and "|" not in text
        and "\\" not in text
        and text[:1] > " "
    ):
        return "\\" + text
    escaped = text.translate(_ESCAPES)
    rest = escaped.lstrip()
    if not rest or rest[0] == "\\":
        return escaped
    return escaped[: len(escaped) - len(rest)] + "\\" + rest


def one_line(text: str) -> str:
    """The text with line ends and tabs as spaces."""
    return text if text.isprintable() else text.translate(_CONTROL_SPACE)
