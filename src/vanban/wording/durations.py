"""Times taken and times left, as people say them."""


def duration(seconds: float) -> str:
    """So many seconds: "dưới 1 giây", "12 giây", "3 phút 05 giây", "1 giờ 02 phút"."""
    whole = round(seconds)
    if whole < 1:
        return "dưới 1 giây"
    minutes, rest = divmod(whole, 60)
    if not minutes:
        return f"{rest} giây"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} giờ {minutes:02d} phút" if hours else f"{minutes} phút {rest:02d} giây"
