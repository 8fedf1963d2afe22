"""When an account is erased, nothing of this person stays with an edition; their places go to who waits."""

from symposium.models import Registration
from symposium.registering.joining import STANDING
from symposium.seats.changing import changing
from symposium.seats.leaving import take_away


def forget_person(user, *, now):
    for pk, edition_pk in Registration.objects.filter(user=user).values_list("pk", "edition"):
        with changing(edition_pk, now=now) as board:
            row = board.registration(pk)
            if row.state in STANDING:
                take_away(board, row)
            row.delete()
