"""The boxes with answers without a name: how they lie in the database while their round is open.

A copy of the database holds its rows in the order in which they were written, and each row knows its transaction. The
invitation of who just answered was written at the same moment as the box. So a box never comes alone: it is written
anew together with others, under new keys, in an order of chance. After that neither order, key nor transaction says
which of them came in last.

What remains: as long as fewer than five people answered, a copy says of so few that these are theirs. And who has two
copies of one open round, and the key that is not in the database, sees which boxes the second has and the first has
not. Before the round is closed a copy and the key may not come into one hand: docs/beheer.md.
"""

import json
import secrets
import uuid

from members.accounts import encryption
from surveys.models import Round, SealedSheet

# Boxes that are written anew when one comes in: all of a small round, and enough of a large one.
AMONG = 100


def seal(given: dict) -> str:
    return encryption.encrypt_without_moment(json.dumps({str(pk): value for pk, value in given.items()}))


def opened(box: SealedSheet) -> dict:
    return json.loads(encryption.decrypt(box.box))


def put_among(box: SealedSheet) -> None:
    """Add a box to those of its round. For who holds the round."""
    others = list(SealedSheet.objects.filter(round=box.round_id).order_by("?")[:AMONG])
    write_anew([box, *others])


def write_anew(boxes: list[SealedSheet]) -> None:
    SealedSheet.objects.filter(pk__in=[box.pk for box in boxes]).delete()
    secrets.SystemRandom().shuffle(boxes)
    for box in boxes:
        box.pk = uuid.uuid4()
    SealedSheet.objects.bulk_create(boxes)


def rotate() -> int:
    """Encrypt every box with the newest key; return how many. See also: manage.py rotate_field_keys.

    Holds the rounds, as submitting and opening do. A box without a moment stays without one.
    """
    rounds = Round.objects.filter(sealed__isnull=False).order_by("pk").distinct().values("pk")
    list(Round.objects.filter(pk__in=rounds).order_by("pk").select_for_update(no_key=True))
    boxes = list(SealedSheet.objects.filter(round__in=rounds))
    for box in boxes:
        box.box = seal(opened(box))
    write_anew(boxes)
    return len(boxes)
