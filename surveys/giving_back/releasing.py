"""Giving back: the coordinator writes a word, and the results are there for everybody who answered. For good.

Who was asked is not asked something new before that; see sending/giving_rest.py.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from members.refused import Refused
from surveys.models import Invitation, Mode, Round

RUNNING = "Deze ronde loopt nog. Teruggeven kan als zij gesloten is."
RELEASED = "De resultaten zijn intussen al teruggegeven."
NO_WORD = "Schrijf eerst een woord vooraf."
CHANGED = "Het woord vooraf is intussen gewijzigd. Lees het hieronder nog een keer."
ANSWERED = Q(mode=Mode.ANONYMOUS, has_answered=True) | Q(sheet__submitted_at__isnull=False)


WITH_ANSWERS = Q(Exists(Invitation.objects.filter(ANSWERED, round=OuterRef("pk"))))


def waiting_rounds():
    """Rounds that are over and of which who answered did not get the results yet, the oldest first."""
    return Round.objects.filter(WITH_ANSWERS, closed_at__isnull=False, released_at=None).order_by("closed_at", "pk")


def answered(one_round: Round):
    """Who gets the results: of a joint sheet everybody who was asked to fill it in."""
    return Invitation.objects.filter(ANSWERED, round=one_round)


@transaction.atomic
def release(one_round: Round, *, seen: int, by, now) -> Round:
    """Give the results back as they were `seen` (Round.version); a second time nothing happens. Raises Refused."""
    held = Round.objects.select_for_update(no_key=True).get(pk=one_round.pk)
    if held.released_at:
        return held
    if held.closed_at is None:
        raise Refused(RUNNING)
    if not held.word:
        raise Refused(NO_WORD)
    if held.version != seen:
        raise Refused(CHANGED)
    held.released_at, held.released_by = now, by
    held.save_version(by=by, now=now)
    return held
