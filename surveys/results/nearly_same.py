"""The rule of five over time: what the difference of two rounds without names rests on.

When nearly the same people answered twice, and the others say the same again, the difference of two numbers tells what
one newcomer said. So two rounds of which the answerers differ by one to four people do not stand beside each other: on
no line through the rounds, and not as "vorige keer". Neither does one circle of them, nor what is left beside it. A
round by itself stays what it is: its numbers rest on everybody who answered it.

Who answered is forgotten after a while (surveys/retention.py), what the two may show is not: it is settled at closing.
When by then it is not known of everybody any more, the two do not stand beside each other either.
"""

from django.db.models import Q

from surveys.models import Invitation, Mode, NearlySame, Round
from surveys.results import small_groups


def remember(one: Round) -> None:
    """Compare a round that closes with the earlier ones of its questionnaire. For who holds the round."""
    mine = answerers(one)
    instrument = one.instrument_version.instrument_id
    others = Round.objects.filter(
        mode=Mode.ANONYMOUS, closed_at__isnull=False, instrument_version__instrument=instrument
    ).exclude(pk=one.pk)
    for other in others.order_by("pk"):
        theirs = answerers(other)
        is_known = is_whole(one, mine) and is_whole(other, theirs)
        hidden = too_near(mine, theirs) if is_known else {None}
        NearlySame.objects.bulk_create(NearlySame(round=one, other=other, circle_id=circle) for circle in hidden)


def answerers(one: Round) -> dict:
    """Return the circle through which they were asked, by person, of everybody who answered."""
    found = Invitation.objects.filter(round=one, has_answered=True).values_list("user", "address", "circle")
    return {(user, address): circle for user, address, circle in found}


def is_whole(one: Round, answered: dict) -> bool:
    """Whether we know of every sheet who filled one in: not after forgetting, nor when a person was removed."""
    return len(answered) >= one.sheets.count()


def too_near(mine: dict, theirs: dict) -> set:
    """Return the circles that may not stand beside themselves; None in it when nothing may."""
    if small_groups.too_few(len(mine.keys() ^ theirs.keys())):
        return {None}
    moved = mine.items() ^ theirs.items()
    circles = {circle for circle in (*mine.values(), *theirs.values())} | {None}
    sizes = {circle: (sum(1 for _, of in moved if of == circle),) for circle in circles}
    return small_groups.hidden(sizes) - {None}


def apart(one: Round, rounds: list[Round], circle=None) -> list[Round]:
    """Return, in their own order, this round and those that may stand beside it and beside each other."""
    near = Q(round__in=rounds, other__in=rounds) & (Q(circle=None) | Q(circle=circle))
    pairs = set(NearlySame.objects.filter(near).values_list("round", "other"))
    kept = [one]
    for other in reversed(rounds):
        if not any({(other.pk, there.pk), (there.pk, other.pk)} & pairs for there in kept):
            kept.append(other)
    return [other for other in rounds if other in kept]


def may_stand_beside(one: Round, other: Round, circle=None) -> bool:
    return apart(one, [other, one], circle) == [other, one]
