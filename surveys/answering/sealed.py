"""Answering without a name.

Nothing is kept until somebody submits. Then the invitation learns that there is an answer, without a moment, and the
answers go into a box of their own, among others (boxes.py): encrypted with a key that is not in the database, with a
number of chance, and with no moment in it. At closing all boxes are opened at once, in an order of chance. So a copy
of the database says at no moment whose answers are whose.
"""

import secrets
from collections import Counter

from django.db import transaction

from surveys.answering import boxes
from surveys.answering.filling import AlreadySubmitted, Closed, Incomplete, left_open, questions_of
from surveys.models import Answer, Invitation, Mode, Round, SealedSheet, Sheet
from surveys.results import small_groups


@transaction.atomic
def submit_anonymous(invitation: Invitation, given: dict, *, now) -> None:
    """Seal the answers of somebody: values by the number of the question, of what was shown.

    Raises Closed, AlreadySubmitted and Incomplete. Holds the round, so that no box comes in while they are opened,
    and the invitation, so that no reminder leaves to who just answered.
    """
    one = Round.objects.select_for_update(no_key=True).get(pk=invitation.round_id)
    held = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    if not one.is_open(now):
        raise Closed("Deze vragenlijst is gesloten.")
    if held.has_answered:
        raise AlreadySubmitted("Je hebt deze vragenlijst al ingevuld.")
    if missing := left_open(questions_of(one.instrument_version), given):
        raise Incomplete(missing)
    held.has_answered = True
    held.save(update_fields=["has_answered"])
    boxes.put_among(SealedSheet(round=one, circle_id=held.circle_id, box=boxes.seal(given)))


def open_boxes(one: Round) -> int:
    """Open all boxes of a round that closes; return how many sheets that gave. For who holds the round.

    Fewer than five are not opened: nobody may ever read a number that rests on them, and a text among so few says who
    wrote it. They stay sealed, and the purge takes them away. Neither does a sheet say of which circle it is when so
    few of that circle answered: beside the list of who did, it would say whose it is.
    """
    found = list(SealedSheet.objects.filter(round=one).select_for_update())
    if len(found) < small_groups.LEAST:
        return 0
    secrets.SystemRandom().shuffle(found)
    unsaid = small_groups.hidden({circle: (size,) for circle, size in Counter(box.circle_id for box in found).items()})
    circles = [None if box.circle_id in unsaid else box.circle_id for box in found]
    sheets = Sheet.objects.bulk_create(
        [Sheet(round=one, mode=Mode.ANONYMOUS, circle_id=circle) for circle in circles], batch_size=1000
    )
    Answer.objects.bulk_create(
        [
            Answer(sheet=sheet, question_id=int(pk), value=value)
            for sheet, box in zip(sheets, found, strict=True)
            for pk, value in boxes.opened(box).items()
        ],
        batch_size=1000,
    )
    SealedSheet.objects.filter(pk__in=[box.pk for box in found]).delete()
    return len(sheets)
