"""How a list writes a number."""

from vanban.check.roman_numbers import roman_text

_LETTERS = 26


def number_text(number: int, form: str) -> str:
    """A number in a form of w:numFmt; one that is not known is written in digits."""
    if form in ("none", "bullet"):
        return ""
    if form in ("upperRoman", "lowerRoman"):
        return _cased(roman_text(number), form)
    if form in ("upperLetter", "lowerLetter"):
        return _cased(_letter(number), form)
    return f"{number:02d}" if form == "decimalZero" else str(number)


def bullet_text(text: str) -> str:
    """The sign of a bulleted list: a dash, a plus or the like as it is, all else as "•"."""
    sign = text.strip()
    if sign in ("-", "–", "—", "‒", "―", "\uf02d", "−"):
        return "-"
    return sign if sign in ("+", "*", "=", ">") else ("•" if sign else "")


def _cased(text: str, form: str) -> str:
    return text.lower() if form.startswith("lower") else text


def _letter(number: int) -> str:
    """A ... Z, AA, BB ...: the letter is repeated, as Word does."""
    if number < 1:
        return ""
    times, place = divmod(number - 1, _LETTERS)
    return chr(ord("A") + place) * (times + 1)
