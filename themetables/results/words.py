"""Time in plain words."""


def how_long(days):
    """Return "9 dagen", "23 weken" or "1 jaar en 9 weken"."""
    if days < 14:
        return "1 dag" if days == 1 else f"{days} dagen"
    years, weeks = divmod(round(days / 7), 52)
    if not years:
        return f"{weeks} weken"
    return f"{years} jaar" + (f" en {_weeks(weeks)}" if weeks else "")


def _weeks(number):
    return "1 week" if number == 1 else f"{number} weken"
