"""Signs of symbol fonts as the characters that look alike."""

_PRIVATE = range(0xF000, 0xF100)
_BOXES = {0x6F: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐", 0xA8: "☐", 0xFE: "☑", 0xFD: "☒", 0x52: "☑"}
_SYMBOLS = {0xB7: "•", 0x2D: "-", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xA3: "≤", 0xB3: "≥", 0xAE: "→"}
_ANY_SIGN = "•"


def symbol_text(char: str, font: str) -> str:
    """The character for a w:sym; a bullet for a sign that no other character looks like."""
    try:
        code = int(char[:6], 16)
    except ValueError:
        return ""
    if code in _PRIVATE:
        table = _SYMBOLS if font.lower() == "symbol" else _BOXES
        return table.get(code - _PRIVATE.start, _ANY_SIGN)
    return chr(code) if chr(code).isprintable() else ""
