"""What was counted, in plain words."""

from themetables.models import BottleneckState


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


def conclusion(bars):
    """Return what the bars of the states say together."""
    numbers = dict(zip(BottleneckState, (bar.number for bar in bars), strict=True))
    helped = numbers[BottleneckState.DELIVERED] + numbers[BottleneckState.SOLVED]
    waiting = numbers[BottleneckState.OPEN] + numbers[BottleneckState.AGENDA]
    working = numbers[BottleneckState.TAKEN_UP]
    return (
        f"Bij {helped} van de {sum(numbers.values())} is er een bouwsteen of een oplossing, "
        f"aan {working} wordt gewerkt, en {waiting} "
        f"{'wacht' if waiting == 1 else 'wachten'} nog."
    )
